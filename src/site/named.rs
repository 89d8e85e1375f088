//! Records as people name them: takes what was typed, gives the record that it means.

use super::entry::{Entry, EntryId};
use super::{Site, join};
use crate::diag::nearest;
use crate::spelling::composed;

/// What a typed name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolvedName {
    /// A published record, and the language of the text that was named.
    Record(EntryId, Option<String>),
    /// Nothing that is published; with the files of `content/` that it may mean, and the nearest existing
    /// name.
    Nothing {
        /// Paths below `content/`.
        candidates: Vec<String>,
        /// A path below `content/`.
        near: Option<String>,
    },
}

impl Site {
    /// The record with a path below `content/`, or with a file below the site's folder: with or without
    /// `.md`, as the folder of a bundle, the file of a translation, or a row of a table by its number.
    pub fn named(&self, typed: &str) -> ResolvedName {
        let path = composed(typed).replace(std::path::MAIN_SEPARATOR, "/");
        let path = join("", path.trim_start_matches("./").trim_end_matches('/')).unwrap_or_default();
        let path = path.strip_prefix("content/").unwrap_or(&path);
        let candidates = [path.to_owned(), format!("{path}.md"), format!("{path}/index.md")];
        for candidate in &candidates {
            if let Some(id) = self.id(candidate) {
                return ResolvedName::Record(id, None);
            }
        }
        let translated = |(id, entry): (EntryId, &Entry)| {
            let translation = entry
                .translations
                .iter()
                .find(|translation| candidates.iter().any(|path| **path == *translation.source.path))?;
            Some(ResolvedName::Record(id, Some(translation.lang.clone())))
        };
        self.entries.iter().enumerate().find_map(translated).unwrap_or_else(|| ResolvedName::Nothing {
            near: self.first_row(path).or_else(|| {
                nearest(path, self.entries.iter().map(|entry| &**entry.source())).map(str::to_owned)
            }),
            candidates: candidates.into_iter().filter(|path| path.ends_with(".md")).collect(),
        })
    }

    /// The first published row of a table.
    fn first_row(&self, table: &str) -> Option<String> {
        let number = |entry: &Entry| entry.source().strip_prefix(table)?.strip_prefix('#')?.parse().ok();
        let first: usize = self.entries.iter().filter_map(number).min()?;
        Some(format!("{table}#{first}"))
    }
}
