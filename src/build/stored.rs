//! Warnings as the manifest holds them, so that a build with nothing to do can report them again.

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, Location, Note, Omitted, Words};

/// A file and bytes of it.
type StoredPlace = (String, usize, usize);
/// A text in Chinese and English.
type StoredWords = (String, String);

#[derive(Serialize, Deserialize)]
struct Stored {
    code: String,
    place: Option<StoredPlace>,
    message: StoredWords,
    label: Option<StoredWords>,
    help: Option<StoredWords>,
    /// Each with the numbers of errors and warnings that it represents.
    notes: Vec<(Option<StoredPlace>, StoredWords, usize, usize)>,
}

/// A warning as one line.
pub(super) fn store(found: &Diagnostic) -> String {
    let words = |words: &Words| (words.zh.to_string(), words.en.to_string());
    let place = |place: &Location| (place.file.to_string(), place.span.start, place.span.end);
    let note = |note: &Note| {
        (note.place.as_ref().map(place), words(&note.words), note.more.errors, note.more.warnings)
    };
    let stored = Stored {
        code: found.code.id.to_owned(),
        place: found.place.as_ref().map(place),
        message: words(&found.message),
        label: found.label.as_ref().map(words),
        help: found.help.as_ref().map(words),
        notes: found.notes.iter().map(note).collect(),
    };
    serde_json::to_string(&stored).unwrap_or_default()
}

/// The warning of a line; none if the program no longer knows its code.
pub(super) fn load(line: &str) -> Option<Diagnostic> {
    let stored: Stored = serde_json::from_str(line).ok()?;
    let words = |(zh, en): (String, String)| Words::new(zh, en);
    let mut found = Diagnostic::new(code(&stored.code)?, words(stored.message));
    let place = |(file, start, end): StoredPlace| Location::new(file, start..end);
    found.place = stored.place.map(place);
    found.label = stored.label.map(words);
    found.help = stored.help.map(words);
    let notes = stored.notes.into_iter();
    found.notes = notes
        .map(|(at, said, errors, warnings)| Note {
            place: at.map(place),
            words: words(said),
            more: Omitted { errors, warnings },
        })
        .collect();
    Some(found)
}

/// The code with this name, a general one or one of a kind.
pub fn code(id: &str) -> Option<&'static Code> {
    let kinds = crate::record::KindId::ALL.iter().flat_map(|kind| kind.profile().codes).copied();
    crate::diag::codes::find(id).or_else(|| kinds.into_iter().find(|code| code.id == id))
}
