//! Watching: takes events of the disk and of time, gives the same build again, and tells those who listen what came of it.
//!
//! An event only says *read this path again*; what has to be drawn is decided by the build, never here. Nothing here prints
//! or writes a file.

mod update;

pub use update::{Listener, Told, Update};
