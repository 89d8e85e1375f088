//! Since the last seal: takes the site as it is and its newest seal, gives a warning for each record that was
//! changed without a word, and for each that is gone.
//!
//! A change to what was published belongs in `corrections`; a record that is withdrawn keeps its page and
//! gives the reason in `withdrawn`. Changes are detected by fingerprint, so figures that change by
//! themselves cause no warning.

mod fields;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::versions::{VERSIONS, Versions};
use super::{Seal, SealedRecord, name_of, path_of};
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, words};
use crate::site::{AliasTarget, Entry, EntryId, Site, place};
use crate::source::System;
pub use fields::{FieldChange, between, described};

/// Compares the site with its newest seal; without a seal there is nothing to compare.
pub fn since(site: &Site, system: &dyn System) -> Vec<Diagnostic> {
    let Some((number, _)) = site.seals.newest() else { return Vec::new() };
    let path = path_of(number);
    let bytes = system.read(&path).unwrap_or_default();
    let seal = match Seal::read(&name_of(number), &bytes) {
        Ok(seal) => seal,
        Err(why) => return vec![unreadable(&path, &why.to_string())],
    };
    // Usually nothing differs, and then the earlier versions are not needed.
    site.entries.par_iter().for_each(|entry| {
        entry.fingerprint(site);
    });
    let found = SealComparison { site, system, seal: &seal, path: &path, now: NowPublished::of(site) };
    found.report(&String::from_utf8_lossy(&bytes))
}

/// Reports a file that should be a seal but is not.
pub fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::UNREADABLE_SEAL,
        words!("{path} 读不成封存：{why}", "{path} cannot be read as a seal: {why}"),
    )
    .at(path, 0..0)
    .help(Words::fixed(
        "从备份或网站上取回原来的文件",
        "take the file back from a backup, or from the published site",
    ))
}

/// What the site publishes now, by the names that a sealed record may have.
struct NowPublished<'a> {
    by_url: HashMap<&'a str, EntryId>,
    by_source: HashMap<&'a str, EntryId>,
    by_alias: HashMap<&'a str, EntryId>,
}

impl<'a> NowPublished<'a> {
    fn of(site: &'a Site) -> NowPublished<'a> {
        let entries = || site.entries.iter().enumerate();
        // Another row may have the place of one that is gone.
        let files = || entries().filter(|(_, entry)| entry.record.source.row.is_none());
        let alias = |(path, to): &'a (String, AliasTarget)| match to {
            AliasTarget::Record(id) => Some((path.as_str(), *id)),
            AliasTarget::Section(_) => None,
        };
        NowPublished {
            by_url: entries().map(|(id, entry)| (&*entry.path, id)).collect(),
            by_source: files().map(|(id, entry)| (&**entry.source(), id)).collect(),
            by_alias: site.aliases.iter().filter_map(alias).collect(),
        }
    }

    /// The present record for each sealed one: the one at its address, the one in its file, or the one with
    /// its address as an alias. A present record counts for only one: any other that leads to it is gone,
    /// even if its address is an alias.
    fn of_each(&self, records: &[SealedRecord]) -> Vec<Option<EntryId>> {
        let ways: [fn(&Self, &SealedRecord) -> Option<EntryId>; 3] = [
            |now, record| now.by_url.get(&*record.url).copied(),
            |now, record| now.by_source.get(&*record.source).copied(),
            |now, record| now.by_alias.get(&*record.url).copied(),
        ];
        let (mut found, mut taken) = (vec![None; records.len()], HashSet::new());
        for way in ways {
            for (record, found) in records.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                *found = way(self, record).filter(|id| taken.insert(*id));
            }
        }
        found
    }
}

struct SealComparison<'a> {
    site: &'a Site,
    system: &'a dyn System,
    seal: &'a Seal,
    /// The path of the seal.
    path: &'a str,
    now: NowPublished<'a>,
}

/// A record that was changed without saying so.
struct SilentChange<'a> {
    record: &'a SealedRecord,
    entry: &'a Entry,
    changes: Vec<FieldChange>,
    /// The location of the first changed field.
    span: Range<usize>,
}

impl<'a> SealComparison<'a> {
    fn report(&'a self, text: &str) -> Vec<Diagnostic> {
        let records = self.seal.records.as_slice();
        let now = self.now.of_each(records);
        let differs = |record: &SealedRecord, id: EntryId| {
            self.site.entries[id].fingerprint(self.site).to_string() != record.fingerprint
        };
        let of_now = || records.iter().zip(&now);
        let changed: Vec<(&SealedRecord, EntryId)> = of_now()
            .filter_map(|(record, id)| Some((record, (*id)?)))
            .filter(|(record, id)| differs(record, *id))
            .collect();
        let gone: Vec<&SealedRecord> =
            of_now().filter(|(_, id)| id.is_none()).map(|(record, _)| record).collect();
        let mut found = self.all_gone(&gone, text);
        found.extend(self.all_changed(&changed));
        found
    }

    /// Warns of records in the seal that are no longer published.
    fn all_gone(&'a self, gone: &[&'a SealedRecord], text: &str) -> Vec<Diagnostic> {
        let mut found = FileDiagnostics::of(self.path);
        let lines = if gone.is_empty() { HashMap::new() } else { lines(text) };
        for record in gone {
            let line = serde_json::to_string(record).unwrap_or_default();
            let span = lines.get(line.as_str()).cloned().unwrap_or_default();
            found.add(&codes::GONE_SINCE_SEAL, span, || self.gone(record));
        }
        found.diagnostics()
    }

    /// Warns of records that were changed without saying so, with a limit for each file.
    fn all_changed(&'a self, changed: &[(&'a SealedRecord, EntryId)]) -> Vec<Diagnostic> {
        if changed.is_empty() {
            return Vec::new();
        }
        let versions = Versions::of(self.system.read(VERSIONS).unwrap_or_default());
        let silent = |(record, id): &(&'a SealedRecord, EntryId)| {
            self.silent_change(record, &self.site.entries[*id], &versions)
        };
        let silent: Vec<SilentChange<'a>> = changed.par_iter().filter_map(silent).collect();
        let mut by_file: BTreeMap<&Arc<str>, FileDiagnostics<'a>> = BTreeMap::new();
        for change in silent {
            let file = &change.entry.record.source.file;
            let of_file = by_file.entry(file).or_insert_with(|| FileDiagnostics::of(file.clone()));
            let span = change.span.clone();
            of_file.add(&codes::CHANGED_SINCE_SEAL, span, move || self.changed(&change));
        }
        by_file.into_values().flat_map(FileDiagnostics::diagnostics).collect()
    }

    /// The changes to a record; none if the record itself mentions them, or if nothing in it was changed.
    fn silent_change(
        &self,
        record: &'a SealedRecord,
        entry: &'a Entry,
        versions: &Versions,
    ) -> Option<SilentChange<'a>> {
        let common = &entry.record.common;
        let was = versions.find(&record.fingerprint);
        let is = serde_json::from_slice(&entry.canonical(self.site)).unwrap_or_default();
        let changes = match &was {
            Some(was) => between(was, &is),
            None => fields::of_the_seal(record, &is),
        };
        let has_new = match &was {
            Some(was) => fields::has_new_correction(was, &is),
            None => (common.corrections.as_deref().unwrap_or_default().iter())
                .any(|correction| correction.date.to_string().as_str() >= self.seal.day()),
        };
        // A withdrawal dated before the seal may have been there when it was sealed, so it does not explain
        // later changes, except that the text may mention it later.
        let is_withdrawn = common.withdrawn.as_ref().is_some_and(|withdrawn| {
            let is_later = withdrawn.date.to_string().as_str() >= self.seal.day();
            is_later || changes.iter().all(|change| change.field == "summary")
        });
        if is_withdrawn || has_new || (was.is_some() && changes.is_empty()) {
            return None;
        }
        let field = changes.iter().find_map(|change| change.written_as()).unwrap_or("title");
        let span = place(&entry.record, field, self.system);
        Some(SilentChange { record, entry, changes, span })
    }

    fn changed(&self, change: &SilentChange<'_>) -> Diagnostic {
        let title = &change.record.title;
        let (number, day) = (self.seal.sequence, self.seal.day());
        let said = match fields::described(&change.changes) {
            Some(Words { zh, en }) => words!(
                "“{title}”在第 {number} 次封存（{day}）之后改过，没有写更正：{zh}",
                "“{title}” was changed since seal {number} ({day}) and says nothing of it in `corrections`: \
                 {en}"
            ),
            None => words!(
                "“{title}”在第 {number} 次封存（{day}）之后改过，没有写更正",
                "“{title}” was changed since seal {number} ({day}) and says nothing of it in `corrections`"
            ),
        };
        let today = self.site.clock.today();
        Diagnostic::new(&codes::CHANGED_SINCE_SEAL, said).help(words!(
            "在文件头里写 corrections: [{{date: {today}, what: 改了什么}}]",
            "write `corrections: [{{date: {today}, what: …}}]` into its front matter"
        ))
    }

    fn gone(&self, record: &SealedRecord) -> Diagnostic {
        let (title, source) = (&record.title, &record.source);
        let (number, day) = (self.seal.sequence, self.seal.day());
        let said = words!(
            "第 {number} 次封存（{day}）里的“{title}”没有了，原来的文件是 {source}",
            "“{title}”, which seal {number} ({day}) holds, is gone; its file was {source}"
        );
        Diagnostic::new(&codes::GONE_SINCE_SEAL, said).help(Words::fixed(
            "发布过的不要删：放回文件，写 withdrawn: {date: 日期, why: 原因}",
            "what was published is not deleted: put the file back, and write `withdrawn: {date: …, why: …}`",
        ))
    }
}

/// The span of each line of a seal, without the comma at its end: each record has a line of its own.
fn lines(text: &str) -> HashMap<&str, Range<usize>> {
    let mut at = 0;
    let mut lines = HashMap::new();
    for line in text.split_inclusive('\n') {
        let entry = line.trim_end().trim_end_matches(',');
        lines.entry(entry).or_insert(at..at + entry.len());
        at += line.len();
    }
    lines
}
