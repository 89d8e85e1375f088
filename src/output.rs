//! Writing: takes drawn bytes, puts them on disk. The only writer.
//!
//! Everything is staged before anything is replaced. A run that fails leaves the output as it was; a run that
//! is killed leaves each file old or new, never half, and one that is interrupted leaves nothing lying
//! besides. Only files the manifest names as ours are ever removed, and nothing outside the folder is
//! touched, whatever is in it: its files have an `OutputPath`, and are reached through `Confined` alone.

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
    /// What the disk says.
    fn put(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()>;
}

/// The name of the manifest in the output folder.
pub const MANIFEST: &str = ".lilong-manifest";
