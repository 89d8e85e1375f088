//! Threads: takes the records of a site, gives those of each matter in their order, and the record of kind
//! matter for it, if there is one.

use std::collections::HashMap;

use super::Site;
use super::entry::{Entry, EntryId};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::record::kind::ThreadRecord;
use crate::record::{Check, Own};
use crate::source::System;

/// The most records of a matter that its pages list.
pub const MAX_IN_THREAD: usize = 200;

/// The records of one matter.
#[derive(Debug, Default)]
pub struct Thread {
    /// The records of kind matter with its slug: exactly one, if the matter has a page of its own.
    pub matters: Vec<EntryId>,
    /// The records that name it, oldest first.
    pub records: Vec<EntryId>,
}

/// The position of a record in the thread of a matter that has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadPosition {
    /// The matter.
    pub matter: EntryId,
    /// The record before it.
    pub earlier: Option<EntryId>,
    /// The record after it.
    pub later: Option<EntryId>,
    /// Its number, counted from 1.
    pub number: usize,
    /// How many records the thread has.
    pub total: usize,
}

/// The threads of all matters, by their slugs.
pub(super) fn all(entries: &[Entry]) -> HashMap<String, Thread> {
    let mut threads: HashMap<String, Thread> = HashMap::new();
    for (id, entry) in entries.iter().enumerate().rev() {
        if let Own::Matter(_) = entry.record.own {
            threads.entry(entry.slug().to_owned()).or_default().matters.push(id);
        }
        if let Some(matter) = entry.record.common.matter.as_deref() {
            threads.entry(matter.to_owned()).or_default().records.push(id);
        }
    }
    threads
}

impl Entry {
    /// The slug of the matter whose thread it shows; for a matter, its own.
    pub fn thread_name(&self) -> Option<&str> {
        let is_matter = matches!(self.record.own, Own::Matter(_));
        if is_matter { Some(self.slug()) } else { self.record.common.matter.as_deref() }
    }

    /// What a thread shows of it.
    pub(super) fn in_thread(&self) -> ThreadRecord {
        ThreadRecord {
            source: self.source().clone(),
            kind: self.record.kind().name(),
            title: self.record.common.title.0.clone(),
            date: self.record.common.day(),
            url: self.path.clone(),
        }
    }
}

impl Site {
    /// The newest records of a matter, oldest first: as many as a page lists.
    pub fn thread(&self, matter: &str) -> &[EntryId] {
        let all = self.threads.get(matter).map(|thread| thread.records.as_slice()).unwrap_or_default();
        &all[all.len().saturating_sub(MAX_IN_THREAD)..]
    }

    /// The record of kind matter with that slug.
    pub fn matter(&self, slug: &str) -> Option<EntryId> {
        self.threads.get(slug)?.matters.first().copied()
    }

    /// The position of a record in the thread of the matter that it names; none if the matter has no page
    /// of its own.
    pub fn thread_position(&self, id: EntryId) -> Option<ThreadPosition> {
        let matter = self.entries[id].record.common.matter.as_deref()?;
        let all = &self.threads.get(matter)?.records;
        // The newest record has the smallest index, and comes last.
        let at = all.binary_search_by(|other| id.cmp(other)).ok()?;
        Some(ThreadPosition {
            matter: self.matter(matter)?,
            earlier: at.checked_sub(1).map(|before| all[before]),
            later: all.get(at + 1).copied(),
            number: at + 1,
            total: all.len(),
        })
    }
}

/// Checks threads: more records than pages can list, and threads shared by two matters.
pub(super) fn check(site: &Site, system: &dyn System, found: &mut Vec<Diagnostic>) {
    let mut threads: Vec<(&String, &Thread)> = site.threads.iter().collect();
    threads.sort_unstable_by_key(|(matter, _)| *matter);
    for (matter, thread) in threads {
        if thread.records.len() > MAX_IN_THREAD {
            too_long(site, (matter, &thread.records), system, found);
        }
        if thread.matters.len() > 1 && !thread.records.is_empty() {
            of_two_matters(site, (matter, &thread.matters), system, found);
        }
    }
}

/// Reports a matter with more records than its pages list.
fn too_long(
    site: &Site,
    (matter, all): (&str, &[EntryId]),
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    let (count, newest_left_out) = (all.len(), all[all.len() - MAX_IN_THREAD - 1]);
    let mut check = Check::default();
    let said = words!(
        "事项“{matter}”有 {count} 条记录，网页只列最新的 {MAX_IN_THREAD} 条，不列这一条和更早的",
        "the matter “{matter}” has {count} records, and pages list the newest {MAX_IN_THREAD}: neither this \
         one nor older ones"
    );
    check.add("matter", &codes::THREAD_TOO_LONG, said).help(Words::fixed(
        "给新的阶段换一个 matter，用 refs 指回以前的记录",
        "give a new stage a `matter` of its own, and refer to what came before in `refs`",
    ));
    super::located::report(check, &site.entries[newest_left_out].record, system, found);
}

/// Reports matters with the same slug that records name: nobody can tell which of them is meant.
fn of_two_matters(
    site: &Site,
    (matter, all): (&str, &[EntryId]),
    system: &dyn System,
    found: &mut Vec<Diagnostic>,
) {
    let mut all: Vec<&Entry> = all.iter().map(|id| &site.entries[*id]).collect();
    all.sort_unstable_by(|one, other| one.source().cmp(other.source()));
    let Some((first, others)) = all.split_first() else { return };
    for other in others {
        let file = &first.record.source.file;
        let fault = Diagnostic::new(
            &codes::DUPLICATE_MATTER,
            words!("有两个事项都叫“{matter}”", "there are two matters with the slug `{matter}`"),
        );
        let fault = fault.note(file.clone(), 0..0, Words::fixed("另一个在这里", "the other is here"));
        let help = Words::fixed(
            "给其中一个写上不同的 slug，再改记录里的 matter",
            "give one of them another `slug`, and change the `matter` of its records",
        );
        let place = other.record.named_by().map_or(0..0, |field| super::place(&other.record, field, system));
        found.push(fault.help(help).at(other.record.source.file.clone(), place));
    }
}
