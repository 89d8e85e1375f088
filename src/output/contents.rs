//! The contents of a folder: takes its path, gives every file with its length and SHA-256, read in
//! parallel.
//!
//! For making and checking seals: nothing is written, no manifest is needed, and no link is followed.
//! Anything that a web host would serve as a page counts as a file of the folder, even if it is in a folder
//! made by an operating system.

use std::fs::File;
use std::io::{self, Read};
use std::path::{MAIN_SEPARATOR, Path};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::{DirEntry, WalkDir};

use crate::seal::SealedFile;
use crate::track::hex;

/// The contents of a folder.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Its files, ordered by path.
    pub files: Vec<SealedFile>,
    /// What an operating system or version control put there and is no page: files, and folders as a whole.
    pub of_systems: Vec<String>,
    /// What could not be read, and why.
    pub unread: Vec<(String, String)>,
}

/// The files directly in one folder.
#[derive(Clone, Debug, Default)]
pub struct FilesOfFolder {
    /// The bytes of its files, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// The names of files that could not be read, and why.
    pub unread: Vec<(String, String)>,
}

/// A file at the top whose name begins with this belongs to Lilong and is not published.
const OWN: &str = ".lilong";
/// Files that operating systems put into every folder that is opened.
const DROPPED: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];
/// What operating systems put onto a disk, and version control into its folder: only at the top.
const KEPT_BY_SYSTEMS: [&str; 6] =
    [".Spotlight-V100", ".Trashes", ".fseventsd", ".git", "$RECYCLE.BIN", "System Volume Information"];
/// The endings of files that browsers show or run.
const SHOWN: [&str; 20] = [
    "css", "gif", "htm", "html", "jpeg", "jpg", "js", "json", "md", "mjs", "mp4", "pdf", "png", "shtml",
    "svg", "txt", "webp", "xht", "xhtml", "xml",
];
/// More bytes than any seal has.
const LONGEST_SEAL: u64 = 1 << 28;

/// To whom an entry of a folder belongs.
enum Belonging {
    /// The site, which publishes it.
    Site,
    /// Lilong, or the folder that is left out.
    Own,
    /// An operating system: the file itself, or the folder at the top that contains it, which is named.
    System(String),
}

impl Contents {
    /// Reads the files of a folder, except those directly in its folder named `but`.
    ///
    /// # Errors
    /// The folder does not exist, or cannot be listed.
    pub fn read(dir: &Path, but: &str) -> io::Result<Contents> {
        let (mut paths, mut contents) = (Vec::new(), Contents::default());
        for entry in WalkDir::new(dir) {
            let (path, is_plain, why) = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => (below(dir, entry.path()), is_file(&entry), "not a plain file".to_owned()),
                Err(error) if error.depth() == 0 => return Err(error.into()),
                Err(error) => {
                    let path = error.path().map_or_else(String::new, |path| below(dir, path));
                    (path, false, io::Error::from(error).to_string())
                }
            };
            match belonging(&path, but) {
                Belonging::Own if is_plain => {}
                Belonging::System(whole) => contents.of_systems.push(whole),
                _ if is_plain => paths.push(path),
                _ => contents.unread.push((path, why)),
            }
        }
        contents.of_systems.sort_unstable();
        contents.of_systems.dedup();
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
        contents.files = files;
        contents.unread.extend(failed);
        Ok(contents)
    }
}

impl FilesOfFolder {
    /// Reads the regular files directly in a folder; none if the folder does not exist. Anything else in it
    /// is listed by [`Contents`].
    ///
    /// # Errors
    /// It cannot be listed.
    pub fn read(dir: &Path) -> io::Result<FilesOfFolder> {
        let mut found = FilesOfFolder::default();
        let entries = match std::fs::read_dir(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !entry.file_type()?.is_file() || DROPPED.contains(&&*name) {
                continue;
            }
            match read_within(&entry.path(), LONGEST_SEAL) {
                Ok(bytes) => found.files.push((name, bytes)),
                Err(error) => found.unread.push((name, error.to_string())),
            }
        }
        found.files.sort_unstable();
        found.unread.sort_unstable();
        Ok(found)
    }
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_file()
}

/// To whom a file belongs, according to its path.
fn belonging(path: &str, but: &str) -> Belonging {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if DROPPED.contains(&name) {
        return Belonging::System(path.to_owned());
    }
    if folder == but {
        return Belonging::Own;
    }
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    if SHOWN.iter().any(|shown| end.eq_ignore_ascii_case(shown)) {
        return Belonging::Site;
    }
    let top = path.split('/').next().unwrap_or(path);
    match KEPT_BY_SYSTEMS.contains(&top) {
        true => Belonging::System(top.to_owned()),
        false if folder.is_empty() && name.starts_with(OWN) => Belonging::Own,
        false => Belonging::Site,
    }
}

fn read_within(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
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

    fn folder(paths: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for path in paths {
            std::fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(dir.path().join(path), "abc").unwrap();
        }
        dir
    }

    fn named(contents: &Contents) -> Vec<&str> {
        contents.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn every_file_is_named_but_for_what_is_not_published() {
        let own = [".lilong-manifest", "seals/0001.json", "seals/.DS_Store"];
        let of_systems = [".git/index", ".git/refs/main", "a/.DS_Store", "$RECYCLE.BIN/S-1/x"];
        let published = ["b.html", "a/b/c.txt", "a/seals/x", "seals/x/evil.html", ".nojekyll"];
        let dir = folder(&[&own[..], &of_systems, &published].concat());
        let contents = Contents::read(dir.path(), "seals").unwrap();
        assert_eq!(named(&contents), [".nojekyll", "a/b/c.txt", "a/seals/x", "b.html", "seals/x/evil.html"]);
        assert_eq!(contents.of_systems, ["$RECYCLE.BIN", ".git", "a/.DS_Store", "seals/.DS_Store"]);
        assert_eq!(contents.files[0].bytes, 3);
        assert_eq!(contents.files[0].sha256[..8], *"ba7816bf", "FIPS 180-4, the first example");
        let seals = FilesOfFolder::read(&dir.path().join("seals")).unwrap();
        assert_eq!(seals.files, [("0001.json".to_owned(), b"abc".to_vec())]);
        assert!(FilesOfFolder::read(&dir.path().join("nowhere")).unwrap().files.is_empty());
        assert!(Contents::read(&dir.path().join("nowhere"), "seals").is_err());
    }

    #[test]
    fn what_a_host_would_hand_out_is_named_wherever_it_lies() {
        let mut pages = [
            ".git/e.html",
            ".lilong-e.html",
            ".lilong-staging/e",
            "System Volume Information/e.SVG",
            "a/.git/config",
            "a/.lilong-x/e.html",
            "a/.lilong-manifest",
            "a/._b.html",
            "._b",
        ];
        pages.sort_unstable();
        let dir = folder(&pages);
        let contents = Contents::read(dir.path(), "seals").unwrap();
        assert_eq!((named(&contents), contents.of_systems.len()), (pages.to_vec(), 0));
    }

    #[test]
    #[cfg(unix)]
    fn links_are_named_and_not_followed() {
        let dir = folder(&["seals/0001.json", "a.html"]);
        let link = |path: &str| std::os::unix::fs::symlink("../a.html", dir.path().join(path)).unwrap();
        ["seals/0002.json", ".lilong-manifest"].into_iter().for_each(link);
        let unread = Contents::read(dir.path(), "seals").unwrap().unread;
        let paths: Vec<&str> = unread.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, [".lilong-manifest", "seals/0002.json"]);
        let seals = FilesOfFolder::read(&dir.path().join("seals")).unwrap();
        assert_eq!((seals.files.len(), seals.unread.len()), (1, 0));
    }
}
