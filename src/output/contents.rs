//! What a folder holds: takes its path, gives every file with its length and SHA-256, read in parallel.
//!
//! For seals and for checking them: nothing is written, no manifest is needed, and no link is followed.

use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::{DirEntry, WalkDir};

use crate::seal::SealedFile;
use crate::track::hex;

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Its files, by path.
    pub files: Vec<SealedFile>,
    /// What could not be read, and why.
    pub unread: Vec<(String, String)>,
}

/// What begins like this is Lilong's own, and no part of what is published.
const OWN: &str = ".lilong";
/// What systems put onto a disk by themselves, and version control into a folder.
const OF_SYSTEMS: [&str; 9] = [
    ".DS_Store",
    ".Spotlight-V100",
    ".Trashes",
    ".fseventsd",
    ".git",
    "$RECYCLE.BIN",
    "System Volume Information",
    "Thumbs.db",
    "desktop.ini",
];

impl Contents {
    /// Reads the files of a folder, but for those that are right in the folder of that name in it.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be listed.
    pub fn read(dir: &Path, but: &str) -> io::Result<Contents> {
        let (mut paths, mut unread) = (Vec::new(), Vec::new());
        let left_out = dir.join(but);
        let is_wanted = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            entry.depth() == 0
                || !(name.starts_with(OWN)
                    || OF_SYSTEMS.contains(&&*name)
                    || name.starts_with("._")
                    || !entry.file_type().is_dir() && entry.path().parent() == Some(&left_out))
        };
        for entry in WalkDir::new(dir).into_iter().filter_entry(is_wanted) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if entry.file_type().is_file() => paths.push(below(dir, entry.path())),
                Ok(entry) => unread.push((below(dir, entry.path()), "not a plain file".to_owned())),
                Err(error) if error.depth() == 0 => return Err(error.into()),
                Err(error) => {
                    let path = error.path().map_or_else(String::new, |path| below(dir, path));
                    unread.push((path, io::Error::from(error).to_string()));
                }
            }
        }
        paths.sort_unstable();
        let sum = |path: String| match sum(&dir.join(&path)) {
            Ok((bytes, sha256)) => Ok(SealedFile { path, bytes, sha256 }),
            Err(error) => Err((path, error.to_string())),
        };
        let (files, failed): (Vec<SealedFile>, Vec<_>) =
            paths.into_par_iter().map(sum).partition_map(|done| match done {
                Ok(file) => rayon::iter::Either::Left(file),
                Err(fault) => rayon::iter::Either::Right(fault),
            });
        unread.extend(failed);
        Ok(Contents { files, unread })
    }

    /// The bytes of the files in one folder of it, by name; none where there is no such folder.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn bytes_in(dir: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
        let mut files = Vec::new();
        let entries = match std::fs::read_dir(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(files),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_other = name.starts_with('.') || OF_SYSTEMS.contains(&&*name);
            if entry.file_type()?.is_file() && !is_other {
                files.push((name, std::fs::read(entry.path())?));
            }
        }
        files.sort_unstable();
        Ok(files)
    }
}

fn below(dir: &Path, path: &Path) -> String {
    path.strip_prefix(dir).unwrap_or(path).to_string_lossy().replace(MAIN_SEPARATOR, "/")
}

/// The length and digest of a file, however large it is.
fn sum(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut to, mut bytes) = (Sha256::new(), 0);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((bytes, hex(&to.finalize()))),
            Ok(read) => {
                to.update(&buffer[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_named_but_for_what_is_not_published() {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str| {
            std::fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(dir.path().join(path), "abc").unwrap();
        };
        let own = [".lilong-manifest", ".lilong-staging/x", "seals/0001.json"];
        let others = [".git/index", "a/.DS_Store", "._b.html"];
        let published = ["b.html", "a/b/c.txt", "a/seals/x", "seals/x/evil.html", ".nojekyll"];
        [&own[..], &others, &published].concat().into_iter().for_each(write);
        let contents = Contents::read(dir.path(), "seals").unwrap();
        let paths: Vec<&str> = contents.files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, [".nojekyll", "a/b/c.txt", "a/seals/x", "b.html", "seals/x/evil.html"]);
        assert_eq!(contents.files[0].bytes, 3);
        assert_eq!(contents.files[0].sha256[..8], *"ba7816bf", "FIPS 180-4, the first example");
        let seals = Contents::bytes_in(&dir.path().join("seals")).unwrap();
        assert_eq!(seals, [("0001.json".to_owned(), b"abc".to_vec())]);
        assert!(Contents::bytes_in(&dir.path().join("nowhere")).unwrap().is_empty());
        assert!(Contents::read(&dir.path().join("nowhere"), "seals").is_err());
    }
}
