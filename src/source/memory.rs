//! Files in memory: for tests, and for the theme built into the program.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::{FontFolders, System, is_ignored};
use crate::diag::Diagnostic;

/// A folder held in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    files: BTreeMap<Arc<str>, Arc<[u8]>>,
    fonts: FontFolders,
}

impl Memory {
    /// Adds a file, replacing any with the same name.
    pub fn write(&mut self, path: &str, bytes: impl AsRef<[u8]>) -> &mut Self {
        self.files.insert(path.into(), bytes.as_ref().into());
        self
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        self.files.remove(path);
        self
    }

    /// The folders of fonts besides those of the site; none unless set here.
    pub fn with_fonts(&mut self, fonts: FontFolders) -> &mut Self {
        self.fonts = fonts;
        self
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }
}

impl System for Memory {
    fn files(&self, folder: &str) -> (Vec<Arc<str>>, Vec<Diagnostic>) {
        let inside = |path: &&Arc<str>| {
            ***path == *folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let visible = |path: &&Arc<str>| !path.split('/').any(is_ignored);
        (self.files.keys().filter(inside).filter(visible).cloned().collect(), Vec::new())
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files
            .get(path)
            .map(|bytes| bytes.to_vec())
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn font_folders(&self) -> FontFolders {
        self.fonts.clone()
    }
}
