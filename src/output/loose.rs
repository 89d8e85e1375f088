//! A single file at a requested place: takes its bytes, writes them beside it first, so that the file is
//! never half written.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::shutdown::critical_section;

/// Writes a file, replacing any with the same name, and creates the folders it needs.
///
/// # Errors
/// Errors of the disk; the file is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _at_work = critical_section();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let part = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    // Always a new file, so that nothing existing is written to and no link followed.
    let mut file = match fs::File::create_new(&part) {
        // A program that was killed may have had the same number, as the first program of a container
        // always does.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            fs::remove_file(&part)?;
            fs::File::create_new(&part)?
        }
        created => created?,
    };
    let written = file.write_all(bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        // If the file could not be put in place, its bytes are of no use.
        let _ = fs::remove_file(&part);
    }
    written
}

/// Removes what a killed program left in a folder to which it was writing such files.
pub fn remove_parts(folder: &Path) {
    let is_part = |name: &str| {
        let inner = name.strip_prefix('.').and_then(|name| name.strip_suffix(".part"));
        let number = inner.and_then(|inner| inner.rsplit_once('.')).map_or("", |(_, number)| number);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_part) {
            // What cannot be removed is harmless.
            let _ = fs::remove_file(entry.path());
        }
    }
}
