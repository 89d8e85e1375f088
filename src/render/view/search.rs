//! What the search page passes to its script.

use serde::Serialize;
use tera::Value;

use crate::record::{KindId, Stamp};

#[derive(Serialize)]
struct SearchView {
    /// The address of the index.
    index: String,
    /// The keys of the words that results are shown with: those of all kinds and stamps.
    words: Vec<String>,
}

/// The data for the script; `index` is the address of the index.
pub(in crate::render) fn search(index: String) -> Value {
    let kinds = KindId::ALL.iter().map(|kind| format!("kind-{}", kind.name()));
    let stamps = Stamp::ALL.iter().map(|stamp| format!("stamp-{}", stamp.name()));
    Value::from_serializable(&SearchView { index, words: kinds.chain(stamps).collect() })
}
