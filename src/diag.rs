//! Diagnostics: mistakes are data first, and written as text last.
//!
//! Takes diagnostics from every stage, each with a stable [`Code`], words in Chinese and English and a byte
//! range in a whole file; gives them back as text for a terminal, one-liners, JSON or GitHub annotations,
//! and explains a code. It **never** reads a file (the caller provides texts through [`SourceTexts`]),
//! never prints, and never panics, whatever span it is given. Words taken from content cannot reach a
//! terminal as control sequences.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

mod code;
pub mod codes;
mod explain;
mod limit;
mod line_index;
mod nearest;
mod render;
mod words;

pub use code::{Code, Severity};
pub(crate) use code::{catalogue, example, is_kebab_of};
pub use explain::explain;
pub use limit::{FileDiagnostics, MAX_REPORTED, Omitted, PendingDiagnostic, limit_per_file};
pub use line_index::{SourceTexts, line_col};
pub use nearest::{Candidates, nearest};
pub use render::{ReportFormat, UnknownFormat, draw_each, one_line, render, without_controls};
pub(crate) use words::words;
pub use words::{Lang, UnknownLang, Words};

/// One diagnostic: what is wrong, where, and how to correct it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What kind of mistake it is.
    pub code: &'static Code,
    /// The severity of the code, unless a stage changed it, as `privacy.mode: warn` does.
    pub severity: Severity,
    /// Where it is; none for what concerns the whole site.
    pub place: Option<Location>,
    /// One sentence: what is wrong.
    pub message: Words,
    /// A few words beside the carets.
    pub label: Option<Words>,
    /// How to correct it.
    pub help: Option<Words>,
    /// Other places that explain this one, such as the first of two duplicates.
    pub notes: Vec<Note>,
}

impl Diagnostic {
    /// The files in which it has a location.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let places = self.place.iter().chain(self.notes.iter().filter_map(|note| note.place.as_ref()));
        places.map(|place| &*place.file)
    }
}

/// A range of bytes in one file of the site.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Location {
    /// The path from the site's root with `/` between folders: `content/notices/lift.md`.
    pub file: Arc<str>,
    /// Bytes in the whole decoded file, front matter included.
    pub span: Range<usize>,
}

/// A second place, and what it has to do with the first.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Note {
    /// Where to look; none for the site as a whole.
    pub place: Option<Location>,
    /// What to see there.
    pub words: Words,
    /// How many unreported findings it represents.
    pub more: Omitted,
}

impl Diagnostic {
    /// A diagnostic with this code, and no location yet.
    pub fn new(code: &'static Code, message: Words) -> Self {
        Diagnostic {
            code,
            severity: code.severity,
            place: None,
            message,
            label: None,
            help: None,
            notes: Vec::new(),
        }
    }

    /// Says where it is.
    pub fn at(mut self, file: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        self.place = Some(Location::new(file, span));
        self
    }

    /// Adds the few words beside the carets.
    pub fn label(mut self, words: Words) -> Self {
        self.label = Some(words);
        self
    }

    /// Adds how to correct it.
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// Adds a second place that explains this one.
    pub fn note(mut self, file: impl Into<Arc<str>>, span: Range<usize>, words: Words) -> Self {
        self.notes.push(Note { place: Some(Location::new(file, span)), words, more: Omitted::default() });
        self
    }

    /// Overrides the severity of the code, because of a setting of the site.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Whether this keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn order(&self, other: &Self) -> Ordering {
        let place = self.place.as_ref().map(Location::order);
        place
            .cmp(&other.place.as_ref().map(Location::order))
            .then_with(|| self.code.id.cmp(other.code.id))
            .then_with(|| self.message.cmp(&other.message))
    }
}

impl Location {
    /// These bytes of this file.
    pub fn new(file: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        Location { file: file.into(), span }
    }

    fn order(&self) -> (&str, usize, usize) {
        (&self.file, self.span.start, self.span.end)
    }
}

/// Sorts diagnostics in reading order: those of the whole site first, then by file, position and code.
/// Removes those that say the same thing about the same location again.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(Diagnostic::order);
    diagnostics.dedup_by(|later, kept| {
        later.code.id == kept.code.id && later.place == kept.place && later.message == kept.message
    });
}

/// Whether any of them keeps the site from being published.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}

/// The numbers of errors and warnings, including those that are not reported.
pub fn count<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Omitted {
    diagnostics.into_iter().fold(Omitted::default(), |all, diagnostic| all.and(diagnostic.counted()))
}

/// The numbers of errors and warnings, as the last line of a run: `2 errors, 1 warning`; none for an empty
/// list.
pub fn tally(diagnostics: &[Diagnostic]) -> Option<Words> {
    let Omitted { errors, warnings } = count(diagnostics);
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => None,
        (0, w) => Some(Words::new(format!("{w} 条警告"), plural(w, "warning"))),
        (e, 0) => Some(Words::new(format!("{e} 处错误"), plural(e, "error"))),
        (e, w) => Some(Words::new(
            format!("{e} 处错误，{w} 条警告"),
            format!("{}, {}", plural(e, "error"), plural(w, "warning")),
        )),
    }
}

#[cfg(test)]
mod tests;
