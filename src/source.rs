//! Reading: takes a folder, gives its files decoded and digested. The only module that reads files.
//!
//! Everything else accesses the disk through [`System`], so that a build also works with files in memory.
//! Nothing here knows what a file means.

mod decode;
mod disk;
mod fonts;
mod in_file;
mod memory;
mod mount;
pub mod split;
mod stamps;
mod table;
mod tree;

use std::io;
use std::path::Path;
use std::sync::Arc;

pub use decode::{Decoded, decode, is_text};
pub use disk::Disk;
pub use fonts::FontFolders;
#[cfg(feature = "poster")]
pub(crate) use fonts::map as map_font;
pub use in_file::{FileFinding, FileFindings};
pub use memory::Memory;
pub use stamps::{FileStamps, Identity};
pub use table::{TableText, decode_table, shown};
pub use tree::{Bytes, PageReading, SourceFile, SourceTree, changed, disappeared};

use crate::diag::Diagnostic;

/// Bytes in memory, or in a file that is mapped into it.
#[derive(Clone)]
pub struct MappedBytes(Arc<dyn AsRef<[u8]> + Send + Sync>);

impl MappedBytes {
    /// Holds bytes.
    pub fn new(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> MappedBytes {
        MappedBytes(Arc::new(bytes))
    }
}

impl AsRef<[u8]> for MappedBytes {
    fn as_ref(&self) -> &[u8] {
        (*self.0).as_ref()
    }
}

/// A source of files.
pub trait System: Send + Sync {
    /// Every file below `folder` (or the file with that name), ordered by path, and diagnostics for what
    /// could not be listed. Hidden, backup and swap files are left out.
    fn files(&self, folder: &str) -> (Vec<Arc<str>>, Vec<Diagnostic>);

    /// The bytes of a file.
    ///
    /// # Errors
    /// Errors of the disk.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The same for a file of at most `most` bytes: a longer one is not read to its end.
    ///
    /// # Errors
    /// Errors of the disk; [`io::ErrorKind::FileTooLarge`].
    fn read_within(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        let bytes = self.read(path)?;
        if bytes.len() > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// The bytes of a file from which diagnostics quote lines: never those of a file outside the site to
    /// which a link leads.
    ///
    /// # Errors
    /// Errors of the disk, or the file is not part of the site.
    fn quote(&self, path: &str) -> io::Result<Vec<u8>> {
        self.read(path)
    }

    /// Where this machine keeps its fonts.
    fn font_folders(&self) -> FontFolders {
        FontFolders::default()
    }

    /// How another process can read the same files; none if only this one can.
    fn worker_program(&self) -> Option<WorkerProgram<'_>> {
        None
    }
}

/// A program that can be run beside this one, and the folder that it then reads.
#[derive(Clone, Copy, Debug)]
pub struct WorkerProgram<'a> {
    /// The program.
    pub program: &'a Path,
    /// The site's folder.
    pub root: &'a Path,
}

/// Whether a name belongs to an editor, an operating system or a version control system, and not to the
/// author.
pub fn is_ignored(name: &str) -> bool {
    let backup = [".swp", ".swo", ".bak", ".tmp", ".orig", ".crdownload", ".part"]
        .iter()
        .any(|end| name.ends_with(end));
    name.starts_with(['.', '#'])
        || name.starts_with("~$")
        || name.ends_with('~')
        || backup
        || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}
