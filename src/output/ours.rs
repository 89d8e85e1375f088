//! Which folders are ours: takes a path, says whether our manifest is in that folder. The manifest is the
//! first file that is put into a folder we make, and the last that is removed, so a folder without it is
//! ours only while it is empty.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::MANIFEST;

/// There is something in a place where we would write that we did not make: it is left alone.
#[derive(Debug)]
pub struct NotOurs(pub PathBuf);

impl NotOurs {
    /// The path that is in the way, if that is what the error says.
    pub fn of(error: &io::Error) -> Option<&Path> {
        error.get_ref()?.downcast_ref::<NotOurs>().map(|NotOurs(path)| path.as_path())
    }
}

impl std::fmt::Display for NotOurs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} was not made by Lilong", self.0.display())
    }
}

impl std::error::Error for NotOurs {}

impl From<NotOurs> for io::Error {
    fn from(found: NotOurs) -> io::Error {
        io::Error::new(io::ErrorKind::AlreadyExists, found)
    }
}

/// Whether `dir` contains a file that marks the folder as ours. A link does not count.
pub(super) fn is_marked(dir: &Path) -> bool {
    fs::symlink_metadata(dir.join(MANIFEST)).is_ok_and(|found| found.is_file())
}

/// Whether we made the folder `dir` for staged files.
pub(super) fn is_ours(dir: &Path) -> bool {
    let is_folder = fs::symlink_metadata(dir).is_ok_and(|found| found.is_dir());
    is_folder && (is_marked(dir) || fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_none()))
}

/// Makes the folder `dir` for staged files, replacing one of ours.
pub(super) fn make(dir: &Path) -> io::Result<()> {
    clear(dir)?;
    fs::create_dir(dir)?;
    fs::File::create_new(dir.join(MANIFEST)).map(drop)
}

/// Removes a folder of staged files, if it is ours.
pub(super) fn clear(dir: &Path) -> io::Result<()> {
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
        Ok(_) if !is_ours(dir) => return Err(NotOurs(dir.to_owned()).into()),
        Ok(_) => {}
    }
    for entry in fs::read_dir(dir)?.filter_map(Result::ok).filter(|entry| entry.file_name() != MANIFEST) {
        // Links are removed, not followed.
        let is_folder = entry.file_type().is_ok_and(|found| found.is_dir());
        if is_folder { fs::remove_dir_all(entry.path())? } else { fs::remove_file(entry.path())? }
    }
    match fs::remove_file(dir.join(MANIFEST)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => fs::remove_dir(dir),
    }
}
