//! Whole sites: `tests/sites/<name>/in` gives `tests/sites/<name>/out`, to the byte, and nothing else.
//!
//! The sites have small themes of their own, so that the built-in theme may change without changing them;
//! assets of the built-in theme are therefore in none of them. `LILONG_BLESS=1 cargo test --test golden`
//! writes `out` anew: read the difference before you keep it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

mod common;
#[path = "golden/example.rs"]
mod example;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::Site;
use lilong::source::{Disk, System};

/// What the example site may warn of.
const EXAMPLE_WARNS: [&str; 0] = [];

fn sites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites")
}

/// The site in a folder, in memory.
fn load(folder: &Path) -> Site {
    let disk = Disk::new(folder).unwrap();
    let mut site = Site::empty();
    for place in ["site.yaml", "content", "data", "templates", "static", "i18n", "themes"] {
        let (files, unread) = disk.files(place);
        assert!(unread.is_empty());
        for path in files {
            site.write(&path, disk.read(&path).unwrap());
        }
    }
    site
}

/// Every file below a folder.
fn tree(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            tree(&path, &format!("{name}/"), files)
        } else {
            drop(files.insert(name, std::fs::read(&path).unwrap()))
        }
    }
}

fn compare(name: &str) {
    let folder = sites().join(name);
    let mut site = load(&folder.join("in"));
    let run = site.build();
    site.is_as_clean();
    site.out.insert("warnings.txt".to_owned(), run.report().into_bytes());
    let out = folder.join("out");
    let mut expected = BTreeMap::new();
    tree(&out, "", &mut expected);
    if std::env::var_os("LILONG_BLESS").is_some() {
        for path in expected.keys().filter(|path| !site.out.contains_key(*path)) {
            std::fs::remove_file(out.join(path)).unwrap();
        }
        for (path, bytes) in &site.out {
            let path = out.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        return;
    }
    let gone: Vec<_> = expected.keys().filter(|path| !site.out.contains_key(*path)).collect();
    let new: Vec<_> = site.out.keys().filter(|path| !expected.contains_key(*path)).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "{name}: expected and not published: {gone:#?}\npublished and not expected: {new:#?}"
    );
    let wanted = Site { out: expected, manifest: site.manifest.clone(), ..site.clone() };
    if let Some(difference) = site.difference(&wanted) {
        panic!("{name}/out/{difference}\n(`rebuild` is what is published now, `clean` what was expected)");
    }
}

#[test]
fn a_neighbourhood_with_every_kind_of_record() {
    compare("lane");
}

#[test]
fn an_english_parish() {
    compare("parish");
}

#[test]
fn a_theme_that_extends_another_and_a_site_that_overrides_both() {
    compare("inherit");
}

#[test]
fn every_site_here_is_compared() {
    let mut names: Vec<String> = std::fs::read_dir(sites())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["inherit", "lane", "parish"]);
}

#[test]
fn the_example_site_builds_and_warns_of_nothing_new() {
    let mut site = load(Path::new(env!("CARGO_MANIFEST_DIR")));
    let run = site.build();
    let new: Vec<_> = run.codes().into_iter().filter(|code| !EXAMPLE_WARNS.contains(code)).collect();
    assert!(new.is_empty(), "{}", run.report());
    assert!(site.out.len() > 100, "only {} files", site.out.len());
    site.is_as_clean();
}

#[test]
fn the_program_writes_what_a_build_in_memory_gives() {
    let out = tempfile::tempdir().unwrap();
    let folder = sites().join("lane/in");
    let run = || {
        std::process::Command::new(env!("CARGO_BIN_EXE_lilong"))
            .args(["build", "--no-posters", "--today", common::TODAY, "--root"])
            .arg(&folder)
            .arg("--out")
            .arg(out.path().join("public"))
            .output()
            .unwrap()
    };
    let first = run();
    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    let mut site = load(&folder);
    site.build();
    let mut written = BTreeMap::new();
    tree(&out.path().join("public"), "", &mut written);
    let manifest = written.remove(".lilong-manifest").unwrap();
    assert_eq!(String::from_utf8(manifest).ok(), site.manifest);
    assert!(written == site.out, "the disk holds something else than memory");
    assert_eq!(run().status.code(), Some(0));
    let mut again = BTreeMap::new();
    tree(&out.path().join("public"), "", &mut again);
    again.remove(".lilong-manifest");
    assert!(again == site.out);
}
