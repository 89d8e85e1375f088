//! The seals of a site, in `seals/`: takes the tree of files, gives the seals that are published.
//!
//! Only the day of a seal is read here, for the page that lists them; its other contents are compared in
//! `seal`.

use jiff::civil::Date;
use serde::Deserialize;

use crate::source::{SourceTree, System};
use crate::track::Digest;

/// The folder of seals, in the site's root and in the output.
pub const SEALS: &str = "seals/";
/// The end of a signature's name, which begins with the name of its seal.
pub const SIGNATURE: &str = ".minisig";
/// The page that lists them.
pub const SEALS_PAGE: &str = "seals/index.html";

/// The files of a site's seals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seals {
    /// Seals and signatures, by name.
    pub files: Vec<SealFile>,
}

/// A seal, or the signature of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SealFile {
    /// Its name in `seals/`.
    pub name: String,
    /// The digest of its bytes.
    pub digest: Digest,
    /// For a seal: the day on which it was made.
    pub day: Option<Date>,
}

/// The most seals that a site may have: one an hour for a century.
pub const MAX_SEALS: u32 = 999_999;

/// The number of the seal with that name: `0001.json`.
pub fn sequence_of(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".json")?;
    let number: u32 = digits.parse().ok().filter(|number| (1..=MAX_SEALS).contains(number))?;
    (format!("{number:04}") == digits).then_some(number)
}

impl Seals {
    /// The seals in a tree.
    pub(super) fn of(tree: &SourceTree, system: &dyn System) -> Seals {
        let is_ours = |name: &&str| sequence_of(name.strip_suffix(SIGNATURE).unwrap_or(name)).is_some();
        let file = |name: &str| {
            let path = [SEALS, name].concat();
            let digest = tree.get(&path).map(|file| file.digest)?;
            let bytes = sequence_of(name).and_then(|_| system.read(&path).ok());
            Some(SealFile { name: name.to_owned(), digest, day: bytes.and_then(|bytes| day(&bytes)) })
        };
        let mut files: Vec<SealFile> = tree.below(SEALS).filter(is_ours).filter_map(file).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Seals { files }
    }

    /// The file with that name.
    pub fn get(&self, name: &str) -> Option<&SealFile> {
        self.files.iter().find(|file| file.name == name)
    }

    /// The numbers of the seals with their files, oldest first.
    pub fn numbered(&self) -> Vec<(u32, &SealFile)> {
        let mut numbered: Vec<(u32, &SealFile)> =
            self.files.iter().filter_map(|file| Some((sequence_of(&file.name)?, file))).collect();
        numbered.sort_by_key(|(number, _)| *number);
        numbered
    }

    /// The newest seal, with its number.
    pub fn newest(&self) -> Option<(u32, &SealFile)> {
        self.numbered().pop()
    }

    /// Whether a seal is signed.
    pub fn is_signed(&self, name: &str) -> bool {
        self.get(&[name, SIGNATURE].concat()).is_some()
    }
}

/// The day of a seal. It is written before the lists, which are long and need not be read for it.
fn day(bytes: &[u8]) -> Option<Date> {
    #[derive(Deserialize)]
    struct Head {
        sealed: String,
    }
    let text = std::str::from_utf8(bytes).ok()?;
    // Within a text, the quotes would be escaped.
    let head = text.split("\"files\"").next()?.trim_end().trim_end_matches(',');
    let head: Head = serde_json::from_str(&[head, "}"].concat()).ok()?;
    head.sealed.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_a_seal_or_it_is_not() {
        assert_eq!(sequence_of("0001.json"), Some(1));
        assert_eq!(sequence_of("12345.json"), Some(12345));
        assert_eq!(sequence_of("999999.json"), Some(MAX_SEALS));
        for name in [
            "1.json",
            "0000.json",
            "1000000.json",
            "4294967295.json",
            "00001.json",
            "+001.json",
            "0001.json.minisig",
            "0001.JSON",
            "versions.jsonl",
        ] {
            assert_eq!(sequence_of(name), None, "{name}");
        }
    }

    #[test]
    fn the_day_of_a_seal_is_read_without_its_lists() {
        let head = "{\n\"format\": \"lilong-seal/1\",\n\"site\": \"\\\"files\\\"\",\n\"sealed\": \
            \"2026-03-02T10:00:00+08:00\",\n";
        let seal = [head, "\"previous\": null,\n\"files\": [\n{\"path\": no json"].concat();
        assert_eq!(day(seal.as_bytes()), Some(jiff::civil::date(2026, 3, 2)));
        assert_eq!(day(b"{}"), None);
    }
}
