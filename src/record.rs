//! Records: takes one source file, gives its contents, typed and checked as far as the file alone allows.
//!
//! Pure: nothing here reads a disk, knows another record, or asks the clock. Mistakes are returned as
//! diagnostics, together with whatever could be made of the file.

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

/// One record, as its file gives it.
#[derive(Debug)]
pub struct Record {
    /// The file it was read from.
    pub source: RecordSource,
    /// The fields every record has.
    pub common: Common,
    /// The fields of its kind.
    pub own: Own,
    /// Its text.
    pub body: Body,
}

/// The file that something was read from.
#[derive(Clone, Debug)]
pub struct RecordSource {
    /// The path below `content/`; for a row, the path of its table and its number, as `repairs/list.csv#3`.
    pub path: Arc<str>,
    /// The path below the site's root, as diagnostics name it.
    pub file: Arc<str>,
    /// The digest of the file's bytes.
    pub bytes: Digest,
    /// The digest of everything it says: its bytes, or the cells of its row with their headers; and of what
    /// is masked in them.
    pub digest: Digest,
    /// The same digest for its front matter alone, including the tables beside the record.
    pub digest_of_front: Digest,
    /// The byte at which the body starts.
    pub body_at: usize,
    /// The row, if the record is a row of a table.
    pub row: Option<RowOf>,
    /// The tables beside the record that hold the values of some of its fields.
    pub tables: Vec<FieldTable>,
}

impl Record {
    /// The name from which its address is made if its author gives none: for a row, its number, its date,
    /// or its place in the table.
    pub fn stem(&self) -> Cow<'_, str> {
        let Some(row) = &self.source.row else { return self.source.stem().into() };
        match (&self.common.number, self.common.date) {
            (Some(number), _) => number.0.as_str().into(),
            (None, Some(date)) => date.date.to_string().into(),
            (None, None) => row.number().to_string().into(),
        }
    }

    /// The field that decides its address; none if that is its place in a table or the name of its file.
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

    /// Everything of a record that the site depends on except the words of its body: records with equal
    /// outlines make the same site.
    pub fn outline(&self) -> impl PartialEq + '_ {
        let RecordSource { path, digest_of_front, body_at, .. } = &self.source;
        (path, digest_of_front, body_at, self.kind(), self.body.outline())
    }
}

impl RecordSource {
    /// Notes that its contents differ from its bytes: in the front matter, and in the body.
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

    /// The sort key of last resort: rows are kept in the order of their table.
    pub fn order(&self) -> impl Ord + '_ {
        self.row.as_ref().map_or((&*self.path, 0), |row| (row.table_in(&self.path), row.number()))
    }

    /// Whether it is the text of a section, or a translation of one.
    pub fn is_section(&self) -> bool {
        self.name().starts_with("_index.")
    }

    /// Whether it is the text of a bundle: a folder that is one record.
    pub fn is_bundle(&self) -> bool {
        self.name() == "index.md"
    }

    /// The folder of the section that contains the record.
    pub fn section(&self) -> &str {
        let folder = self.folder();
        if self.is_bundle() { folder.rsplit_once('/').map_or("", |(section, _)| section) } else { folder }
    }

    /// The name from which addresses are made: that of the file, or of the bundle's folder.
    pub fn stem(&self) -> &str {
        if self.is_bundle() {
            let folder = self.folder();
            return folder.rsplit_once('/').map_or(folder, |(_, name)| name);
        }
        self.name().strip_suffix(".md").unwrap_or(self.name())
    }
}
