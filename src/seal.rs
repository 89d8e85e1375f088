//! Seals: what was published, recorded so that anybody can check it later.
//!
//! A seal lists every file of the output and every record with its fingerprint, and names the digest of the
//! previous seal: together the seals are a chain in which nothing can be changed, added or removed
//! unnoticed. Takes bytes and lists of files, gives seals, findings and histories. Nothing here reads the
//! disk or asks the clock.

pub mod canonical;
pub mod changes;
pub mod history;
pub mod signature;
pub mod verify;
pub mod versions;

use serde::{Deserialize, Serialize};

use crate::site::{Entry, SEALS, Site, sequence_of};

/// The format that a seal names.
pub const FORMAT: &str = "lilong-seal/1";

/// What was published at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// [`FORMAT`].
    pub format: String,
    /// Its number, counted from 1.
    pub sequence: u32,
    /// The title of the site.
    pub site: String,
    /// Where the site is published; empty if it does not say.
    pub base_url: String,
    /// When it was made: RFC 3339.
    pub sealed: String,
    /// The SHA-256 of the previous seal's file, in hexadecimal.
    pub previous: Option<String>,
    /// Every file of the output, by path.
    pub files: Vec<SealedFile>,
    /// Every record, by source.
    pub records: Vec<SealedRecord>,
}

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedFile {
    /// Its path below the output folder.
    pub path: String,
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
}

/// A record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedRecord {
    /// Its path below `content/`.
    pub source: String,
    /// The path of its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its fingerprint in hexadecimal.
    pub fingerprint: String,
}

/// Why bytes are not a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotASeal {
    /// They are not the JSON of a seal.
    Malformed(String),
    /// It has a format that this program does not know.
    OtherFormat(String),
    /// Its number differs from that in its name.
    OtherNumber(u32),
}

/// The name of a seal's file.
pub fn name_of(sequence: u32) -> String {
    format!("{sequence:04}.json")
}

/// The path of a seal, the same below the site's root and below the output folder.
pub fn path_of(sequence: u32) -> String {
    [SEALS, &name_of(sequence)].concat()
}

impl Seal {
    /// The records of a site as a seal lists them.
    pub fn records(site: &Site) -> Vec<SealedRecord> {
        let mut records: Vec<SealedRecord> =
            site.entries.iter().map(|entry| SealedRecord::of(site, entry)).collect();
        records.sort_by(|a, b| a.source.cmp(&b.source));
        records
    }

    /// The contents of a seal's file: one entry on a line, so that two seals are easily compared.
    pub fn write(&self) -> Vec<u8> {
        let text = |value: &str| serde_json::to_string(value).unwrap_or_default();
        let previous = self.previous.as_deref().map_or("null".to_owned(), text);
        let members = [
            ("format", text(&self.format)),
            ("sequence", self.sequence.to_string()),
            ("site", text(&self.site)),
            ("base_url", text(&self.base_url)),
            ("sealed", text(&self.sealed)),
            ("previous", previous),
            ("files", format!("[{}]", lines(&self.files))),
            ("records", format!("[{}]", lines(&self.records))),
        ];
        let members = members.map(|(name, value)| format!("\"{name}\": {value}"));
        format!("{{\n{}\n}}\n", members.join(",\n")).into_bytes()
    }

    /// Reads the file of a seal.
    ///
    /// # Errors
    /// It is not a seal, or not the one that its name says.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Seal, NotASeal> {
        let seal: Seal =
            serde_json::from_slice(bytes).map_err(|error| NotASeal::Malformed(error.to_string()))?;
        if seal.format != FORMAT {
            return Err(NotASeal::OtherFormat(seal.format));
        }
        match sequence_of(name) {
            Some(number) if number != seal.sequence => Err(NotASeal::OtherNumber(seal.sequence)),
            _ => Ok(seal),
        }
    }

    /// The day it was made.
    pub fn day(&self) -> &str {
        self.sealed.get(..10).unwrap_or(&self.sealed)
    }
}

/// The entries of a list, one on a line.
fn lines<T: Serialize>(list: &[T]) -> String {
    let lines: Vec<String> =
        list.iter().map(|entry| serde_json::to_string(entry).unwrap_or_default()).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) }
}

impl SealedRecord {
    fn of(site: &Site, entry: &Entry) -> SealedRecord {
        SealedRecord {
            source: entry.source().to_string(),
            url: entry.path.to_string(),
            title: str::to_owned(&entry.record.common.title),
            fingerprint: entry.fingerprint(site).to_string(),
        }
    }
}

impl std::fmt::Display for NotASeal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotASeal::Malformed(why) => f.write_str(why),
            NotASeal::OtherFormat(format) => write!(f, "format: {format}"),
            NotASeal::OtherNumber(number) => write!(f, "sequence: {number}"),
        }
    }
}
