//! Writing: takes drawn bytes, puts them on disk. The only module that writes.
//!
//! Everything is staged before anything is replaced. A run that fails leaves the output as it was; one that
//! is killed leaves each file old or new, never half written; and one that is interrupted leaves no
//! temporary files either. Only files that the manifest lists as ours are ever removed. Nothing outside the
//! folder is touched, whatever the folder contains: its files have an `OutputPath`, and are reached only
//! through `Confined`.

mod confined;
mod contents;
mod folder;
mod lock;
mod loose;
mod manifest;
mod memory;
mod ours;
mod shutdown;

use std::io;

pub use contents::{Contents, FilesOfFolder};
pub use folder::{Folder, FolderRefused, ManifestStamp, Staging};
pub use lock::{LOCK, Lock, LockHolder, NotLocked};
pub use loose::{remove_parts, write_file};
pub use manifest::{Manifest, OutputFile, TurnedFile};
pub use memory::MemorySink;
pub use ours::NotOurs;
pub use shutdown::end;

use crate::output_path::OutputPath;

/// Where drawn files go, from many threads at once.
pub trait Sink: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// Errors of the disk.
    fn put(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()>;
}

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".lilong-manifest";
