//! Since the last seal: takes the site as it is and its newest seal, gives a warning for each record that was
//! changed without a word, and for each that is gone.
//!
//! Whoever changes what was published says so in `corrections`; whoever takes it back keeps the page and says
//! why in `withdrawn`. What a record says is its fingerprint's affair, so that figures which move by
//! themselves warn nobody.

mod fields;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::versions::{VERSIONS, Version, Versions};
use super::{Seal, SealedRecord, name_of, path_of};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::site::{AliasTarget, Entry, EntryId, Site, place};
use crate::source::System;
pub use fields::{FieldChange, between, told};

/// Compares the site with its newest seal; without one there is nothing to compare.
pub fn since(site: &Site, system: &dyn System) -> Vec<Diagnostic> {
    let Some((number, _)) = site.seals.newest() else { return Vec::new() };
    let path = path_of(number);
    let bytes = system.read(&path).unwrap_or_default();
    let seal = match Seal::read(&name_of(number), &bytes) {
        Ok(seal) => seal,
        Err(why) => return vec![unreadable(&path, &why.to_string())],
    };
    // Most often nothing differs, and then what was said is not needed.
    site.entries.par_iter().for_each(|entry| {
        entry.fingerprint(site);
    });
    let found = Since { site, system, seal: &seal, path: &path, now: NowPublished::of(site) };
    found.report(&String::from_utf8_lossy(&bytes))
}

/// Reports a file that should be a seal and is none.
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

    /// What became of a sealed record: what is at its address, has its file, or says that it was there.
    fn find(&self, record: &SealedRecord) -> Option<EntryId> {
        let url = record.url.as_str();
        self.by_url
            .get(url)
            .or_else(|| self.by_source.get(record.source.as_str()))
            .or_else(|| self.by_alias.get(url))
            .copied()
    }
}

struct Since<'a> {
    site: &'a Site,
    system: &'a dyn System,
    seal: &'a Seal,
    /// Where the seal is.
    path: &'a str,
    now: NowPublished<'a>,
}

impl Since<'_> {
    fn report(&self, text: &str) -> Vec<Diagnostic> {
        let is_same = |record: &&SealedRecord, id: EntryId| {
            self.site.entries[id].fingerprint(self.site).to_string() == record.fingerprint
        };
        let (mut found, mut versions, mut seen) = (Vec::new(), None, HashSet::new());
        for record in &self.seal.records {
            let Some(id) = self.now.find(record) else {
                found.push(self.gone(record, text));
                continue;
            };
            if seen.insert(id) && !is_same(&record, id) {
                let versions = versions
                    .get_or_insert_with(|| Versions::of(self.system.read(VERSIONS).unwrap_or_default()));
                let was = versions.find(&record.source, &record.fingerprint);
                found.extend(self.changed(record, &self.site.entries[id], was));
            }
        }
        found
    }

    /// Reports a record that was changed; none where it says so itself, or nothing was changed that it says.
    fn changed(&self, record: &SealedRecord, entry: &Entry, was: Option<Version>) -> Option<Diagnostic> {
        let common = &entry.record.common;
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
        if common.withdrawn.is_some() || has_new || (was.is_some() && changes.is_empty()) {
            return None;
        }
        let (title, number, day) = (&record.title, self.seal.sequence, self.seal.day());
        let said = match fields::told(&changes) {
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
        let help = words!(
            "在文件头里写 corrections: [{{date: {today}, what: 改了什么}}]",
            "write `corrections: [{{date: {today}, what: …}}]` into its front matter"
        );
        let field = changes.iter().find_map(|change| change.written_as()).unwrap_or("title");
        let span = place(&entry.record, field, self.system);
        let file: Arc<str> = entry.record.source.file.clone();
        Some(Diagnostic::new(&codes::CHANGED_SINCE_SEAL, said).at(file, span).help(help))
    }

    /// Reports a record that is not published any more, where the seal names it.
    fn gone(&self, record: &SealedRecord, text: &str) -> Diagnostic {
        let (title, source) = (&record.title, &record.source);
        let (number, day) = (self.seal.sequence, self.seal.day());
        let said = words!(
            "第 {number} 次封存（{day}）里的“{title}”没有了，原来的文件是 {source}",
            "“{title}”, which seal {number} ({day}) holds, is gone; its file was {source}"
        );
        let line = serde_json::to_string(record).unwrap_or_default();
        let span = text.find(&line).map_or(0..0, |start| start..start + line.len());
        Diagnostic::new(&codes::GONE_SINCE_SEAL, said).at(self.path, span).help(Words::fixed(
            "发布过的不要删：放回文件，写 withdrawn: {date: 日期, why: 原因}",
            "what was published is not deleted: put the file back, and write `withdrawn: {date: …, why: …}`",
        ))
    }
}
