//! A single file at a requested place: written beside it first, so that it is never half there.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::shutdown::critical_section;

/// Writes a file, in place of one of that name, with the folders it needs.
///
/// # Errors
/// What the disk says; the file is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _at_work = critical_section();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let part = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    // A new file: nothing that bears this name is written to, and no link followed.
    let mut file = fs::File::create_new(&part)?;
    let written = file.write_all(bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What could not be put in place is of no use to anybody.
        let _ = fs::remove_file(&part);
    }
    written
}
