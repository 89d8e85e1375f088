//! The text of each version of a record, kept beside the seals in `seals/versions.jsonl`: one version on a
//! line, as canonical JSON, whose SHA-256 is the fingerprint. So each line proves itself and needs no
//! trust.
//!
//! A seal contains only fingerprints; with this file Lilong can say what changed. It is never published.
//! Without it, everything that a seal proves still holds.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use crate::diag::{Diagnostic, Words, codes, words};
use crate::site::{Entry, Site};
use crate::track::sha256;

/// Where the versions are kept, below the site's root.
pub const VERSIONS: &str = "seals/versions.jsonl";

/// The known versions.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// The bytes of the file, whether they are text or not: what cannot be read today is kept.
    bytes: Vec<u8>,
    /// The span of the line with each fingerprint.
    lines: OnceLock<HashMap<String, Range<usize>>>,
}

/// The members of the JSON object of a version.
pub type Version = Map<String, Value>;

impl Versions {
    /// The versions in a file.
    pub fn of(bytes: Vec<u8>) -> Versions {
        Versions { bytes, lines: OnceLock::new() }
    }

    /// The version with that fingerprint.
    pub fn find(&self, fingerprint: &str) -> Option<Version> {
        let lines = self.lines.get_or_init(|| {
            let digest = |line: Range<usize>| (sha256(&self.bytes[line.clone()]), line);
            self.lines().into_par_iter().map(digest).collect()
        });
        serde_json::from_slice(self.bytes.get(lines.get(fingerprint)?.clone())?).ok()
    }

    /// Warns of a line that is not a version, because somebody or a disk has damaged it: what it said is
    /// lost.
    pub fn damaged(&self) -> Option<Diagnostic> {
        let is_damaged = |line: &Range<usize>| {
            let text = std::str::from_utf8(&self.bytes[line.clone()]);
            !text.is_ok_and(|text| serde_json::from_str::<IgnoredAny>(text).is_ok())
        };
        let lines = self.lines();
        let first = lines.par_iter().position_first(is_damaged)? + 1;
        let said = words!(
            "{VERSIONS} 的第 {first} 行坏了，那一版说的什么看不到了",
            "line {first} of {VERSIONS} is damaged: what that version said is lost"
        );
        Some(Diagnostic::new(&codes::UNREADABLE_SEAL, said).help(Words::fixed(
            "从备份或版本管理里取回原来的文件",
            "take the file back from a backup, or from version control",
        )))
    }

    /// The contents of the file with the versions of the present site added; none if all are known.
    pub fn with(&self, site: &Site) -> Option<Vec<u8>> {
        let digest = |line: Range<usize>| sha256(&self.bytes[line]);
        let known: HashSet<String> = self.lines().into_par_iter().map(digest).collect();
        let is_new = |entry: &&Entry| !known.contains(&entry.fingerprint(site).to_string());
        let mut new: Vec<_> = site.entries.par_iter().filter(is_new).collect();
        new.sort_by(|a, b| a.source().cmp(b.source()));
        if new.is_empty() {
            return None;
        }
        let mut bytes = self.bytes.clone();
        if bytes.last().is_some_and(|last| *last != b'\n') {
            bytes.push(b'\n');
        }
        for entry in new {
            bytes.extend(entry.canonical(site));
            bytes.push(b'\n');
        }
        Some(bytes)
    }

    /// The span of each line, without its end.
    fn lines(&self) -> Vec<Range<usize>> {
        let mut at = 0;
        let line = |line: &[u8]| {
            let start = at;
            at += line.len();
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            start..start + text.strip_suffix(b"\r").unwrap_or(text).len()
        };
        self.bytes.split_inclusive(|byte| *byte == b'\n').map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_line_costs_no_other() {
        let (first, second) = (br#"{"title":"a"}"#, br#"{"title":"b"}"#);
        let bytes = [&first[..], b"\r\n{\"a\":\"\xFF\"}\n", second].concat();
        let versions = Versions::of(bytes);
        for (line, title) in [(first, "a"), (second, "b")] {
            assert_eq!(versions.find(&sha256(line)).unwrap()["title"], title);
        }
        assert!(versions.find(&sha256(b"{\"a\":\"\xFF\"}")).is_none());
        let damage = versions.damaged().unwrap();
        assert!(damage.message.en.starts_with("line 2 of seals/versions.jsonl is damaged"), "{damage:?}");
        assert!(Versions::of(first.to_vec()).damaged().is_none());
        assert!(Versions::default().damaged().is_none());
    }
}
