//! Personal information in what authors write: takes what was parsed of one file, and its text; gives the
//! same, masked where the site's settings ask for it, and what is to be reported.
//!
//! ```text
//! record, section or translation ─ texts of its fields ─┐
//! its Markdown ──────────────────────────────────────────┼▶ personal::find ─▶ Policy ─▶ masked, or reported
//! its name ──────────────────────────────────────────────┘
//! ```
//!
//! Pure: nothing here reads a disk, knows another record, or asks the clock. What is masked here is masked
//! in every output, since no later stage sees the original text. `contact` is public by intent. No message
//! contains a whole value.

mod body;
mod diagnostics;
mod fields;
pub mod files;
mod name;
mod policy;
mod settings;

use std::collections::BTreeSet;

pub use name::{masked_path, screen_folders};
pub use policy::{Policy, Treatment};
pub use settings::{screen_settings, unused_allowances};

use crate::diag::Diagnostic;
use crate::front::shape::{Shape, Shaped};
use crate::front::texts::TextPath;
use crate::front::{FrontMatter, Origin};
use crate::personal::Found;
use crate::record::section::SectionFront;
use crate::record::{KindId, ParsedFile, Record, RecordSource, RowOf, SectionFile, Translation, translation};
use crate::source::split::{FileParts, split};
use body::ScreenedText;
use diagnostics::Kept;
use fields::Screening;

/// The result of screening one file, or all of them.
#[derive(Debug, Default)]
pub struct Screened {
    /// What is to be reported.
    pub found: Vec<Diagnostic>,
    /// The allowances without which something would be reported or masked, by their index in the settings.
    pub allowances: BTreeSet<usize>,
    /// The masks, in the fields and in the body: a text with other masks is a different text.
    masks: Masks,
}

#[derive(Debug, Default)]
struct Masks {
    fields: Vec<String>,
    body: Vec<String>,
}

impl Screened {
    /// Notes a finding that is not masked: the allowance that covers it, or the diagnostic for it, which
    /// `at` gives its location.
    fn note(
        &mut self,
        found: &Found,
        treatment: Treatment,
        kept: Kept,
        at: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        if let Treatment::Allowed(allowance) = treatment {
            self.allowances.insert(allowance);
        }
        self.found.extend(diagnostics::diagnostic(found, treatment, kept).map(at));
    }
}

/// Screens what was parsed of a file with this text; `kind` is that of a translation's original.
pub fn screen(parsed: &mut ParsedFile, text: &str, kind: KindId, policy: &Policy) -> Screened {
    match parsed {
        ParsedFile::Record(record) => {
            let front = &text[..record.source.body_at];
            screen_record(record, (front, &text[record.source.body_at..]), policy)
        }
        ParsedFile::Section(section) => screen_section(section, text, policy),
        ParsedFile::Translation(translation) => screen_translation(translation, text, kind, policy),
    }
}

/// Screens a record that is a row of a table.
pub fn screen_row(record: &mut Record, policy: &Policy) -> Screened {
    let row = record.source.row.clone();
    let Some(row) = row.as_ref().and_then(RowOf::row) else { return Screened::default() };
    let cells: String = row.front().into_iter().flat_map(|(_, cell)| [cell, "\u{1F}"]).collect();
    let body = row.body().map(|(text, _)| text).unwrap_or_default();
    screen_record(record, (&cells, &body), policy)
}

/// Screens a record with these texts: everything before the body, and the body.
fn screen_record(record: &mut Record, (front, text): (&str, &str), policy: &Policy) -> Screened {
    let mut screened = Screened::default();
    // A value that is written on several lines, or with escapes, is whole only in the fields, so searching
    // the text before the body cannot show that there is nothing in them.
    let mut screening = Screening::new(policy);
    screening.texts(&mut record.common);
    record.own.each_text(&mut TextPath::default(), &mut |at, text| screening.text(at, text));
    let shape = record.kind().profile().shape;
    screening.report(&record.source, (front, shape), &mut screened);
    let articles = record.kind().profile().has_articles;
    let of_text = ScreenedText { file: &record.source.file, at: record.source.body_at, text, articles };
    of_text.screen(&mut record.body, policy, &mut screened);
    if record.source.row.is_none() {
        name::screen(&mut record.source, policy, &mut screened);
    }
    record.source.say(&screened.masks.fields, &screened.masks.body);
    screened
}

fn screen_section(section: &mut SectionFile, text: &str, policy: &Policy) -> Screened {
    let mut screened = Screened::default();
    let (front, text) = text.split_at(section.source.body_at);
    let mut screening = Screening::new(policy);
    screening.texts(&mut section.front);
    screening.report(&section.source, (front, &SectionFront::SHAPE), &mut screened);
    let of_text =
        ScreenedText { file: &section.source.file, at: section.source.body_at, text, articles: false };
    of_text.screen(&mut section.body, policy, &mut screened);
    name::screen(&mut section.source, policy, &mut screened);
    section.source.say(&screened.masks.fields, &screened.masks.body);
    screened
}

fn screen_translation(translation: &mut Translation, text: &str, kind: KindId, policy: &Policy) -> Screened {
    let mut screened = Screened::default();
    let (front, text) = text.split_at(translation.source.body_at);
    let mut screening = Screening::new(policy);
    screening.texts(&mut translation.front);
    screening.texts(&mut translation.texts);
    screening.report(&translation.source, (front, translation::shape(kind)), &mut screened);
    let articles = kind.profile().has_articles;
    let of_text =
        ScreenedText { file: &translation.source.file, at: translation.source.body_at, text, articles };
    of_text.screen(&mut translation.body, policy, &mut screened);
    name::screen(&mut translation.source, policy, &mut screened);
    translation.source.say(&screened.masks.fields, &screened.masks.body);
    translation.original = masked_path(&translation.original, policy);
    screened
}

/// Reads the front matter of a file again, to locate a value in it; `front` is everything before the body.
fn front_matter<'t>(source: &RecordSource, front: &'t str) -> FrontMatter<'t> {
    let yaml = match split(front) {
        FileParts::Parts { yaml, .. } => yaml,
        FileParts::Unclosed { .. } | FileParts::Missing => 0..0,
    };
    let origin = Origin { file: source.file.clone(), offset: yaml.start };
    FrontMatter::of(&front[yaml], origin)
}

/// Calls the function with the front matter of a file, or with its row, to locate a value.
fn with_front<T>(
    source: &RecordSource,
    (front, shape): (&str, &Shape),
    ask: impl FnOnce(&FrontMatter<'_>, &Shape) -> T,
) -> T {
    match source.row.as_ref().and_then(RowOf::row) {
        Some(row) => ask(&FrontMatter { tables: &source.tables, ..FrontMatter::of_row(&row) }, shape),
        None => ask(&FrontMatter { tables: &source.tables, ..front_matter(source, front) }, shape),
    }
}
