//! Gives the program a digest of its own source, so that a newer program never trusts what an older one drew.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() {
    let mut digest = DefaultHasher::new();
    for place in ["src", "themes/board", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={place}");
        hash(Path::new(place), &mut digest);
    }
    println!("cargo::rustc-env=LILONG_SOURCE_DIGEST={:016x}", digest.finish());
}

fn hash(path: &Path, digest: &mut DefaultHasher) {
    if path.is_dir() {
        let mut inside: Vec<_> =
            std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        inside.sort();
        inside.iter().for_each(|path| hash(path, digest));
    } else if let Ok(bytes) = std::fs::read(path) {
        (path.to_string_lossy(), bytes).hash(digest);
    }
}
