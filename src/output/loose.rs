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
    let mut file = match fs::File::create_new(&part) {
        // What was killed had the same number, as the first program of a container always has.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(&part)?;
            fs::File::create_new(&part)?
        }
        created => created?,
    };
    let written = file.write_all(bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // What could not be put in place is of no use to anybody.
        let _ = fs::remove_file(&part);
    }
    written
}

/// Removes what a program that was killed left in a folder of the files that it was writing there.
pub fn remove_parts(folder: &Path) {
    let is_part = |name: &str| {
        let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
        let number = inner.and_then(|inner| inner.rsplit_once('.')).map_or("", |(_, number)| number);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_part) {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}
