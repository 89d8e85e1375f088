//! Records in the open data: takes an entry of the site, gives the values of one object, in the documented
//! order.
//!
//! This is here and not with what is drawn, because a record's fingerprint is made from it. Absent values
//! are left out.

use std::borrow::Cow;

use serde::Serialize;

use super::{Entry, EntryId, Fingerprint, Posting, PublishedFile, Site};
use crate::front::scalar::{Day, Text, TimeOfDay};
use crate::record::common::Correction;
use crate::record::figure::FigureData;
use crate::record::{Common, Facts};

/// A record in the open data, with its keys in the documented order.
#[derive(Serialize)]
pub(crate) struct DataRow<'a> {
    pub(crate) kind: &'static str,
    pub(crate) title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<TimeOfDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<&'a str>,
    pub(crate) lang: &'a str,
    pub(crate) url: &'a str,
    pub(crate) source: &'a str,
    pub(crate) topics: Vec<&'a str>,
    pub(crate) places: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) matter: Option<&'a str>,
    pub(crate) refs: Vec<&'a str>,
    pub(crate) backlinks: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) posted: Option<Posting>,
    pub(crate) corrections: &'a [Correction],
    pub(crate) attachments: Vec<AttachedFile<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) figures: Vec<FigureData<'a>>,
    /// Distinguishes this version from every other.
    pub(crate) fingerprint: Fingerprint,
    pub(crate) facts: &'a Facts,
}

/// A file of a record.
#[derive(Serialize)]
pub(crate) struct AttachedFile<'a> {
    pub(crate) path: &'a str,
    pub(crate) title: &'a str,
    pub(crate) bytes: u64,
    pub(crate) sha256: &'a str,
}

impl<'a> DataRow<'a> {
    /// The values of the original: translations are not records of their own.
    pub(crate) fn of(site: &'a Site, entry: &'a Entry) -> DataRow<'a> {
        DataRow { fingerprint: entry.fingerprint(site), ..DataRow::unsigned(site, entry) }
    }

    /// The same values before the fingerprint is known.
    pub(super) fn unsigned(site: &'a Site, entry: &'a Entry) -> DataRow<'a> {
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
            fingerprint: Fingerprint::default(),
            facts: &entry.derived.facts,
        }
    }
}

impl<'a> AttachedFile<'a> {
    fn of(file: &'a PublishedFile) -> AttachedFile<'a> {
        AttachedFile { path: &file.path, title: &file.title, bytes: file.bytes, sha256: &file.sha256 }
    }
}

/// The day on which it was made public, if its author or an embargo sets it; otherwise it follows from
/// `posted.from` and `date`.
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

/// The names of a record's places: unique ones, if there is a register.
pub(crate) fn places<'a>(site: &'a Site, entry: &Entry) -> Vec<Cow<'a, str>> {
    entry.places.iter().map(|id| place(site, *id)).collect()
}

/// The name of a place: a unique one, if there is a register.
pub(crate) fn place(site: &Site, id: usize) -> Cow<'_, str> {
    let register = &site.config.register;
    match register.is_empty() {
        true => Cow::Borrowed(&*site.places.get(id).name),
        false => Cow::Owned(register.unique_name(id)),
    }
}
