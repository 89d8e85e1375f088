//! The fingerprint of a record: SHA-256 of what the open data says of it, written as canonical JSON (RFC
//! 8785), so that two people can tell whether they see the same version.
//!
//! What changes with the day or with other records is left out (`posted.state`, `facts`, `backlinks`): a
//! fingerprint changes only when somebody changes the record.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::open_data::{AttachedFile, DataRow};
use super::{Entry, Posting, Site};
use crate::front::scalar::{Amount, Day, TimeOfDay};
use crate::record::Translation;
use crate::record::common::Correction;
use crate::record::figure::FigureData;
use crate::track::hex;

/// The fingerprint of one version of a record; written in hexadecimal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

/// The number of digits that people compare, and the size of their groups.
const SHORT: usize = 12;
const GROUP: usize = 4;

impl Fingerprint {
    /// The fingerprint of a record in canonical form.
    pub fn of(canonical: &[u8]) -> Fingerprint {
        Fingerprint(Sha256::digest(canonical).into())
    }

    /// The first digits, as pages and posters print them: `1a2b 3c4d 5e6f`.
    pub fn short(&self) -> String {
        shortened(&self.to_string())
    }
}

impl Entry {
    /// Whether a translation says that it was made from a version other than this.
    pub fn is_newer_than(&self, translation: &Translation, site: &Site) -> bool {
        translation.version().is_some_and(|version| !self.fingerprint(site).to_string().starts_with(&version))
    }
}

/// The first digits of a fingerprint in hexadecimal, in groups of four.
pub fn shortened(fingerprint: &str) -> String {
    let short = fingerprint.get(..SHORT).unwrap_or_default();
    let groups: Vec<&str> =
        (0..short.len()).step_by(GROUP).filter_map(|at| short.get(at..at + GROUP)).collect();
    groups.join(" ")
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Entry {
    /// Its fingerprint, computed once.
    pub fn fingerprint(&self, site: &Site) -> Fingerprint {
        *self.fingerprint.get_or_init(|| Fingerprint::of(&self.canonical(site)))
    }

    /// What is hashed: the canonical form of what the open data says of it.
    pub fn canonical(&self, site: &Site) -> Vec<u8> {
        let mut json = Vec::with_capacity(1024);
        // All keys are texts and the output is memory, so this cannot fail.
        let written = serde_json::to_writer(&mut json, &Hashed::of(DataRow::unsigned(site, self)));
        debug_assert!(written.is_ok());
        json
    }
}

/// What is hashed of a record. `serde_json` writes texts and whole numbers as RFC 8785 requires, and there
/// are no other values; so with the keys in order the output is canonical, and ten thousand records need
/// not be sorted key by key. A test compares this with an implementation that sorts.
#[derive(Serialize)]
struct Hashed<'a> {
    attachments: Vec<HashedFile<'a>>,
    corrections: &'a [Correction],
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    figures: Vec<HashedFigure<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<&'a str>,
    kind: &'static str,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    matter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    places: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    posted: Option<HashedPosting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Day>,
    refs: Vec<&'a str>,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<TimeOfDay>,
    title: &'a str,
    topics: Vec<&'a str>,
    url: &'a str,
}

#[derive(Serialize)]
struct HashedFile<'a> {
    bytes: u64,
    path: &'a str,
    sha256: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct HashedPosting {
    days: i32,
    from: Day,
    until: Day,
}

#[derive(Serialize)]
struct HashedFigure<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<Day>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    at_least: bool,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    value: Amount,
}

impl<'a> Hashed<'a> {
    /// Lists every field of the open data, so that a new one cannot be forgotten.
    fn of(row: DataRow<'a>) -> Hashed<'a> {
        let DataRow {
            attachments,
            backlinks: _,
            corrections,
            date,
            facts: _,
            figures,
            fingerprint: _,
            issuer,
            kind,
            lang,
            matter,
            number,
            places,
            posted,
            published,
            refs,
            source,
            summary,
            time,
            title,
            topics,
            url,
        } = row;
        let attachments = attachments.into_iter().map(HashedFile::of).collect();
        let figures = figures.into_iter().map(HashedFigure::of).collect();
        let posted = posted.map(HashedPosting::of);
        Hashed {
            attachments,
            corrections,
            date,
            figures,
            issuer,
            kind,
            lang,
            matter,
            number,
            places,
            posted,
            published,
            refs,
            source,
            summary,
            time,
            title,
            topics,
            url,
        }
    }
}

impl<'a> HashedFile<'a> {
    fn of(AttachedFile { path, title, bytes, sha256 }: AttachedFile<'a>) -> HashedFile<'a> {
        HashedFile { bytes, path, sha256, title }
    }
}

impl HashedPosting {
    fn of(Posting { from, until, days, state: _ }: Posting) -> HashedPosting {
        HashedPosting { days, from, until }
    }
}

impl<'a> HashedFigure<'a> {
    fn of(figure: FigureData<'a>) -> HashedFigure<'a> {
        let FigureData { label, value, unit, of, share, as_of, at_least } = figure;
        HashedFigure { as_of, at_least, label, of, share, unit, value }
    }
}
