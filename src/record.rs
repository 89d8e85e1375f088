//! Records: takes one source file, gives what it says, typed and checked as far as it can be alone.
//!
//! Pure: nothing here reads a disk, knows another record, or asks the clock. Mistakes come back as
//! diagnostics beside what could be made of the file.

pub mod beside;
mod body_problems;
pub mod common;
pub mod consultation;
pub mod covenant;
mod days;
pub mod directory;
pub mod election;
pub mod event;
pub mod exact;
pub mod figure;
pub mod kind;
pub mod kinds;
pub mod ledger;
pub mod log;
pub mod matter;
pub mod meeting;
mod named_or_custom;
mod names;
pub mod notice;
pub mod number;
pub mod page;
mod parse;
pub mod period;
pub mod placeholders;
#[cfg(test)]
pub mod probe;
pub mod project;
pub mod report;
pub mod roster;
mod row;
pub mod section;
pub mod stamp;
pub mod translation;

use std::borrow::Cow;
use std::sync::Arc;

pub use crate::front::check::{self, Check};
pub use beside::{NoTables, TablesBeside};
pub use common::Common;
pub use kinds::{Derived, Facts, KindId, Own, View};
pub use parse::{MAX_NAMES, ParsedFile, RecordInput, kind_written, parse};
pub use row::{RowOf, parse_row, read_table};
pub use section::SectionFile;
pub use stamp::{Phase, Stamp};
pub use translation::{Translation, VERSION_DIGITS};

use crate::front::FieldTable;
use crate::markdown::Body;
use crate::track::Digest;

/// One record as its file says it.
#[derive(Debug)]
pub struct Record {
    /// Which file.
    pub source: RecordSource,
    /// The fields every record has.
    pub common: Common,
    /// The fields of its kind.
    pub own: Own,
    /// Its text.
    pub body: Body,
}

/// The file something was read from.
#[derive(Clone, Debug)]
pub struct RecordSource {
    /// The path below `content/`; of a row that of its table and its number, as `repairs/list.csv#3`.
    pub path: Arc<str>,
    /// The path below the site's root, as diagnostics name it.
    pub file: Arc<str>,
    /// The digest of the file's bytes.
    pub bytes: Digest,
    /// The digest of all that it says: of its bytes, or of the cells of a row and their heads, and of what is
    /// masked in them.
    pub digest: Digest,
    /// The same of its front matter alone, with the tables beside it.
    pub digest_of_front: Digest,
    /// The byte at which the body starts.
    pub body_at: usize,
    /// The row, where it is one of a table.
    pub row: Option<RowOf>,
    /// The tables beside it that hold the values of some of its fields.
    pub tables: Vec<FieldTable>,
}

impl Record {
    /// The name that its address is made of where its author gives none: of a row its number, its date, or
    /// its place in the table.
    pub fn stem(&self) -> Cow<'_, str> {
        let Some(row) = &self.source.row else { return self.source.stem().into() };
        match (&self.common.number, self.common.date) {
            (Some(number), _) => number.0.as_str().into(),
            (None, Some(date)) => date.date.to_string().into(),
            (None, None) => row.number().to_string().into(),
        }
    }

    /// The field that says its address; none where its place or the name of its file does.
    pub fn named_by(&self) -> Option<&'static str> {
        let Common { slug, number, date, .. } = &self.common;
        let by_row = [("number", number.is_some()), ("date", date.is_some())];
        let by_row = by_row.into_iter().filter(|_| self.source.row.is_some());
        [("slug", slug.is_some())].into_iter().chain(by_row).find_map(|(field, is)| is.then_some(field))
    }

    /// Its kind.
    pub const fn kind(&self) -> KindId {
        self.own.kind()
    }

    /// All that a site is made of but for the words of the body: with the same outline, it is the same site.
    pub fn outline(&self) -> impl PartialEq + '_ {
        let RecordSource { path, digest_of_front, body_at, .. } = &self.source;
        (path, digest_of_front, body_at, self.kind(), self.body.outline())
    }
}

impl RecordSource {
    /// Notes that it says something else than its bytes, in its front matter and in all.
    pub fn say(&mut self, in_front: &[String], in_body: &[String]) {
        if !in_front.is_empty() {
            self.digest_of_front = Digest::of_value(&(self.digest_of_front.0, in_front));
        }
        if !(in_front.is_empty() && in_body.is_empty()) {
            self.digest = Digest::of_value(&(self.digest.0, in_front, in_body));
        }
    }

    /// The folder of the file below `content/`, without a slash at the end; empty at the top.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The path of a file beside it.
    pub fn beside(&self, name: &str) -> String {
        match self.folder() {
            "" => name.to_owned(),
            folder => format!("{folder}/{name}"),
        }
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// What records are ordered by that nothing else orders: rows as they stand in their table.
    pub fn order(&self) -> impl Ord + '_ {
        self.row.as_ref().map_or((&*self.path, 0), |row| (row.table_in(&self.path), row.number()))
    }

    /// Whether it is the text of a section, or a translation of it.
    pub fn is_section(&self) -> bool {
        self.name().starts_with("_index.")
    }

    /// Whether it is the text of a bundle: a folder that is one record.
    pub fn is_bundle(&self) -> bool {
        self.name() == "index.md"
    }

    /// The folder of the section the record is in.
    pub fn section(&self) -> &str {
        let folder = self.folder();
        if self.is_bundle() { folder.rsplit_once('/').map_or("", |(section, _)| section) } else { folder }
    }

    /// The name addresses are made of: the file's, or the bundle's folder's.
    pub fn stem(&self) -> &str {
        if self.is_bundle() {
            let folder = self.folder();
            return folder.rsplit_once('/').map_or(folder, |(_, name)| name);
        }
        self.name().strip_suffix(".md").unwrap_or(self.name())
    }
}
