//! Open data as JSON: takes the site, gives one object a record, and the list of all files with what is in
//! them.
//!
//! The keys and their order are a contract with people who compute with the data. Absent values are left out,
//! and nothing is written that the site does not publish.

pub(super) mod dictionary;
pub(super) mod names;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) mod tests_site;

use std::borrow::Cow;

use serde::Serialize;

use crate::front::scalar::{Day, Text, TimeOfDay};
use crate::plan::{DataTable, tables};
use crate::record::common::Correction;
use crate::record::figure::FigureData;
use crate::record::{Common, Facts};
use crate::site::{Entry, EntryId, Posting, Site};
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
    let index = Index { site: source, files, names: names::of(site), csv: Rules, dictionary: Dictionary };
    // What is written here has text keys and goes to memory, so that writing it cannot fail.
    let mut json = serde_json::to_vec_pretty(&index).unwrap_or_default();
    json.push(b'\n');
    json
}

fn push(json: &mut Vec<u8>, value: &impl Serialize) {
    // Text keys and memory: it cannot fail.
    let written = serde_json::to_writer(json, value);
    debug_assert!(written.is_ok());
}

/// A record as the open data has it, its keys in the order of the contract.
#[derive(Serialize)]
pub(super) struct DataRow<'a> {
    pub(super) kind: &'static str,
    pub(super) title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time: Option<TimeOfDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<&'a str>,
    pub(super) lang: &'a str,
    pub(super) url: &'a str,
    pub(super) source: &'a str,
    pub(super) topics: Vec<&'a str>,
    pub(super) places: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) matter: Option<&'a str>,
    pub(super) refs: Vec<&'a str>,
    pub(super) backlinks: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) posted: Option<Posting>,
    pub(super) corrections: &'a [Correction],
    pub(super) attachments: Vec<AttachedFile<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) figures: Vec<FigureData<'a>>,
    pub(super) facts: &'a Facts,
}

/// A file of a record.
#[derive(Serialize)]
pub(super) struct AttachedFile<'a> {
    pub(super) path: &'a str,
    title: &'a str,
    bytes: u64,
    sha256: &'a str,
}

impl<'a> DataRow<'a> {
    /// The original's texts: translations are not records of their own.
    pub(super) fn of(site: &'a Site, entry: &'a Entry) -> DataRow<'a> {
        let Common { title, number, issuer, matter, corrections, figures, .. } = &entry.record.common;
        let written = |text: &'a Option<Text>| text.as_deref().filter(|text| !text.trim().is_empty());
        let sources = |ids: &[EntryId]| ids.iter().map(|id| &**site.entries[*id].source()).collect();
        DataRow {
            kind: entry.record.kind().name(),
            title,
            date: entry.record.common.day(),
            time: entry.record.common.date.and_then(|date| date.time),
            published: published(entry),
            number: written(number),
            issuer: written(issuer).or(site.config.file.issuer.as_deref()),
            summary: Some(summary(entry)).filter(|summary| !summary.is_empty()),
            lang: entry.lang(&site.config),
            url: &entry.path,
            source: entry.source(),
            topics: entry.topics.iter().map(|topic| &*site.topics.get(*topic).name).collect(),
            places: places(site, entry),
            matter: written(matter),
            refs: sources(&entry.refs),
            backlinks: sources(&entry.backlinks),
            posted: entry.posted,
            corrections: corrections.as_deref().unwrap_or_default(),
            attachments: entry.attachments.iter().map(AttachedFile::of).collect(),
            figures: figures.iter().flatten().map(FigureData::of).collect(),
            facts: &entry.derived.facts,
        }
    }
}

impl<'a> AttachedFile<'a> {
    fn of(file: &'a crate::site::PublishedFile) -> AttachedFile<'a> {
        AttachedFile { path: &file.path, title: &file.title, bytes: file.bytes, sha256: &file.sha256 }
    }
}

/// When it was made public, where its author says so or an embargo does: else `posted.from` and `date` tell
/// it.
fn published(entry: &Entry) -> Option<Day> {
    let common = &entry.record.common;
    let published = Day(entry.publication.published?.date);
    let by_embargo = common.embargo.is_some() && Some(published) != common.day();
    (common.published.is_some() || by_embargo).then_some(published)
}

fn summary(entry: &Entry) -> &str {
    let written = entry.record.common.summary.as_deref();
    written.unwrap_or(&entry.record.body.summary)
}

/// The names of a record's places: those that are unique in the register, where there is one.
pub(super) fn places<'a>(site: &'a Site, entry: &Entry) -> Vec<Cow<'a, str>> {
    entry.places.iter().map(|id| place(site, *id)).collect()
}

/// The name of a place that is unique in the register, where there is one.
fn place(site: &Site, id: usize) -> Cow<'_, str> {
    let register = &site.config.register;
    match register.is_empty() {
        true => Cow::Borrowed(&*site.places.get(id).name),
        false => Cow::Owned(register.unique_name(id)),
    }
}

#[derive(Serialize)]
struct Index<'a> {
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
