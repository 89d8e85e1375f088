//! Pictures: which file of a record stands for it.

use super::entry::{Entry, PublishedFile};
use super::links::LinkTarget;
use crate::photo::{CopyForm, PhotoCopy, extension};

/// Files that other sites show as a picture.
const SHARED: [&str; 6] = ["jpg", "jpeg", "png", "webp", "gif", "avif"];

impl Entry {
    /// The picture that stands for the record elsewhere: the first that its text shows, else the first of its
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

    /// The file published at that path.
    pub fn file_at(&self, path: &str) -> Option<&PublishedFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl PublishedFile {
    /// Where other sites find the picture: its largest copy, for they show none as large as a telephone takes
    /// it.
    pub fn shared_path(&self) -> String {
        let copy = |width: &u32| PhotoCopy { width: *width, form: CopyForm::Jpeg }.path(&self.path);
        self.widths.last().map_or_else(|| self.path.clone(), copy)
    }
}

fn is_shared(file: &PublishedFile) -> bool {
    SHARED.contains(&extension(&file.path).as_str())
}
