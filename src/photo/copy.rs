//! Which smaller copies a photo has, and how each is named.

use std::fmt;

use super::decode::FORMS;

/// A smaller copy of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoCopy {
    /// Its width in pixels.
    pub width: u32,
    /// Its encoding.
    pub form: CopyForm,
}

/// The encoding of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyForm {
    /// The format that every program shows.
    Jpeg,
    /// A third smaller; browsers have shown it since 2020.
    WebP,
}

impl PhotoCopy {
    /// All copies of a photo with these widths.
    pub fn all(widths: &[u32]) -> impl Iterator<Item = PhotoCopy> {
        widths.iter().flat_map(|width| FORMS.iter().map(|form| PhotoCopy { width: *width, form: *form }))
    }

    /// The path of the copy of the photo at `path`, in the same folder. The copies of `gate.jpg` are
    /// `gate.480w.jpg` and `gate.480w.jpg.webp`, because `gate.jpeg` may be another photo.
    pub fn path(self, path: &str) -> String {
        let width = self.width;
        let copy = match path.rsplit_once('.') {
            Some((stem, end)) if !end.contains('/') => format!("{stem}.{width}w.{end}"),
            _ => format!("{path}.{width}w.jpg"),
        };
        match self.form {
            CopyForm::Jpeg => copy,
            CopyForm::WebP => copy + ".webp",
        }
    }
}

impl fmt::Display for PhotoCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.form {
            CopyForm::Jpeg => "jpeg",
            CopyForm::WebP => "webp",
        };
        write!(f, "{}w.{form}", self.width)
    }
}
