//! Which smaller copies a photo has, and what each is called.

use std::fmt;

use super::decode::FORMS;

/// A smaller copy of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhotoCopy {
    /// Its width in pixels.
    pub width: u32,
    /// How it is encoded.
    pub form: CopyForm,
}

/// How a copy is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CopyForm {
    /// As every program shows it.
    Jpeg,
    /// A third smaller; browsers show it since 2020.
    WebP,
}

impl PhotoCopy {
    /// All copies of a photo that has some of these widths.
    pub fn all(widths: &[u32]) -> impl Iterator<Item = PhotoCopy> {
        widths.iter().flat_map(|width| FORMS.iter().map(|form| PhotoCopy { width: *width, form: *form }))
    }

    /// What the copy of the photo at `path` is called: it stands beside it. That of `gate.jpg` is
    /// `gate.480w.jpg`, or `gate.480w.jpg.webp`, since `gate.jpeg` may be another photo.
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
