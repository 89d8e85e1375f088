//! What each version of a record said, kept beside the seals in `seals/versions.jsonl`: one line a version,
//! as canonical JSON, whose SHA-256 is the fingerprint. So a line proves itself, and nothing need be
//! believed.
//!
//! A seal names only fingerprints; with this file Lilong can say what changed. It is never published. Without
//! it all that a seal proves holds as before.

use std::collections::HashSet;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::site::{Entry, Site};
use crate::track::sha256;

/// Where the versions are kept, below the site's root.
pub const VERSIONS: &str = "seals/versions.jsonl";

/// The versions that are known.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    text: String,
}

/// The members of what a version said.
pub type Version = Map<String, Value>;

impl Versions {
    /// Those of a file.
    pub fn of(bytes: Vec<u8>) -> Versions {
        Versions { text: String::from_utf8(bytes).unwrap_or_default() }
    }

    /// What the version of that fingerprint said of the record of that source.
    pub fn find(&self, source: &str, fingerprint: &str) -> Option<Version> {
        // Only lines that name the record are digested.
        let named = format!("\"source\":{}", serde_json::to_string(source).unwrap_or_default());
        let mut lines = self.text.lines().filter(|line| line.contains(&named));
        let line = lines.find(|line| sha256(line.as_bytes()) == fingerprint)?;
        serde_json::from_str(line).ok()
    }

    /// The file with the versions of the site as it is now; none where it knows all of them.
    pub fn with(&self, site: &Site) -> Option<Vec<u8>> {
        let known: HashSet<String> = self.text.par_lines().map(|line| sha256(line.as_bytes())).collect();
        let is_new = |entry: &&Entry| !known.contains(&entry.fingerprint(site).to_string());
        let mut new: Vec<_> = site.entries.par_iter().filter(is_new).collect();
        new.sort_by(|a, b| a.source().cmp(b.source()));
        if new.is_empty() {
            return None;
        }
        let mut bytes = self.text.clone().into_bytes();
        if bytes.last().is_some_and(|last| *last != b'\n') {
            bytes.push(b'\n');
        }
        for entry in new {
            bytes.extend(entry.canonical(site));
            bytes.push(b'\n');
        }
        Some(bytes)
    }
}
