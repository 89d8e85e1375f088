//! The files of open data: the records of one kind and year.

use std::collections::BTreeMap;

use crate::record::KindId;
use crate::site::{EntryId, Site};

/// The output path of the page that explains the open data, in the site's language.
pub const OPEN_DATA_PAGE: &str = "open-data.html";

/// One file of open data, as JSON and as CSV.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataTable {
    /// The kind's name.
    pub kind: &'static str,
    /// The year; none for records without a date.
    pub year: Option<i16>,
    /// The records, newest first.
    pub ids: Vec<EntryId>,
}

impl DataTable {
    /// The year, or `undated`.
    pub fn year(&self) -> String {
        self.year.map_or_else(|| "undated".to_owned(), |year| year.to_string())
    }

    /// The key that distinguishes it from the others: `notice 2026`.
    pub fn key(&self) -> String {
        format!("{} {}", self.kind, self.year())
    }

    /// The output path of the JSON file.
    pub fn path_json(&self) -> String {
        format!("data/{}/{}.json", self.kind, self.year())
    }

    /// The output path of the CSV file.
    pub fn path_csv(&self) -> String {
        format!("data/{}/{}.csv", self.kind, self.year())
    }
}

/// All files of open data: by kind, then newest year first.
pub fn tables(site: &Site) -> Vec<DataTable> {
    let mut tables = Vec::new();
    for kind in KindId::ALL.iter().copied() {
        let mut years: BTreeMap<Option<i16>, Vec<EntryId>> = BTreeMap::new();
        for (id, entry) in site.entries.iter().enumerate().filter(|(_, entry)| entry.record.kind() == kind) {
            years.entry(entry.date().map(|date| date.year())).or_default().push(id);
        }
        tables.extend(years.into_iter().rev().map(|(year, ids)| DataTable { kind: kind.name(), year, ids }));
    }
    tables
}
