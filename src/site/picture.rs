//! Pictures: which file of a record represents it.

use super::entry::{Entry, PublishedFile};
use super::links::LinkTarget;
use crate::photo::{CopyForm, PhotoCopy, extension};

/// The file formats that other sites show as pictures.
const SHARED: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

impl Entry {
    /// The picture that represents the record elsewhere: the first in its text, else the first of its
    /// files.
    pub fn picture(&self) -> Option<&PublishedFile> {
        let shown =
            self.links.first().zip(self.record.body.first_image).and_then(|(links, first)| links.get(first));
        let first = shown.and_then(|target| match target {
            LinkTarget::Output { path, .. } => self.file_at(path),
            LinkTarget::Here(_) | LinkTarget::File(_) | LinkTarget::Text => None,
        });
        first.filter(|file| is_shared(file)).or_else(|| self.files.iter().find(|file| is_shared(file)))
    }

    /// The published file with that path.
    pub fn file_at(&self, path: &str) -> Option<&PublishedFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl PublishedFile {
    /// Where other sites find the picture: its largest copy, since they do not show pictures as large as
    /// those that telephones take.
    pub fn shared_path(&self) -> String {
        let copy = |width: &u32| PhotoCopy { width: *width, form: CopyForm::Jpeg }.path(&self.path);
        self.widths.last().map_or_else(|| self.path.clone(), copy)
    }
}

fn is_shared(file: &PublishedFile) -> bool {
    SHARED.contains(&extension(&file.path).as_str())
}
