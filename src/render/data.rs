//! Open data as JSON: takes the site; gives one object for each record, and the list of all files with what
//! they hold.
//!
//! The keys and their order are a contract with people who compute with the data. Absent values are left
//! out, and nothing unpublished is written.

pub(super) mod dictionary;
pub(super) mod names;
pub mod package;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tests_site;

use serde::Serialize;

use crate::plan::{DataTable, tables};
use crate::site::{DataRow, EntryId, Site};
use dictionary::{Dictionary, Rules};

/// A table as JSON: an array with one record a line, so that two versions are easily compared.
pub fn table(site: &Site, ids: &[EntryId]) -> Vec<u8> {
    let mut json = b"[".to_vec();
    for (at, id) in ids.iter().enumerate() {
        json.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        push(&mut json, &DataRow::of(site, &site.entries[*id]));
    }
    json.extend_from_slice(if ids.is_empty() { b"]\n" } else { b"\n]\n" });
    json
}

/// The list of all files, with a dictionary of every field.
pub fn index(site: &Site) -> Vec<u8> {
    let config = &site.config;
    let source = DataSource {
        title: &config.file.title,
        base_url: Some(&*config.base_url).filter(|url| !url.is_empty()),
        language: &config.language,
        issuer: config.file.issuer.as_deref(),
    };
    let files = tables(site).iter().map(TableFile::of).collect();
    let index = DataIndex { site: source, files, names: names::of(site), csv: Rules, dictionary: Dictionary };
    // Keys are strings and the target is memory, so writing cannot fail.
    let mut json = serde_json::to_vec_pretty(&index).unwrap_or_default();
    json.push(b'\n');
    json
}

fn push(json: &mut Vec<u8>, value: &impl Serialize) {
    // String keys and memory: it cannot fail.
    let written = serde_json::to_writer(json, value);
    debug_assert!(written.is_ok());
}

#[derive(Serialize)]
struct DataIndex<'a> {
    site: DataSource<'a>,
    files: Vec<TableFile>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "names::write")]
    names: Vec<(&'a str, names::NameTable<'a>)>,
    csv: Rules,
    dictionary: Dictionary,
}

#[derive(Serialize)]
struct DataSource<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
}

#[derive(Serialize)]
struct TableFile {
    path: String,
    csv: String,
    kind: &'static str,
    year: Year,
    records: usize,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Year {
    Of(i16),
    No(&'static str),
}

impl TableFile {
    fn of(table: &DataTable) -> TableFile {
        TableFile {
            path: table.path_json(),
            csv: table.path_csv(),
            kind: table.kind,
            year: table.year.map_or(Year::No("undated"), Year::Of),
            records: table.ids.len(),
        }
    }
}
