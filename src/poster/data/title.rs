//! A title, cut into words, so that a layout breaks it where a reader would. Never decides where.

use serde::Serialize;

/// A title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Title {
    /// As written.
    pub text: String,
    /// The same in pieces: lines break between two of them and nowhere else.
    pub words: Vec<String>,
}

impl Title {
    pub(super) fn of(text: &str, _lang: &str) -> Title {
        Title { text: text.to_owned(), words: vec![text.to_owned()] }
    }
}
