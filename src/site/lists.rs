//! Named lists: the records that a page may request, in order.

use std::cmp::Reverse;

use jiff::civil::DateTime;

use super::Site;
use super::entry::{Entry, EntryId};
use crate::record::{Phase, Stamp};

/// A list that a template may request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListName {
    /// The records made public last.
    Newest,
    /// Records that are neither expired nor withdrawn: pinned first, then those made public last.
    Current,
    /// Warnings that apply today.
    Warnings,
    /// Records on which residents may still act, or that are posted, by the end of that period; then votes
    /// that are being counted.
    Open,
    /// Records that are still to come, soonest first.
    Upcoming,
    /// Records with a decision, newest first.
    Decided,
}

impl ListName {
    /// All of them.
    pub const ALL: [ListName; 6] = [
        ListName::Newest,
        ListName::Current,
        ListName::Warnings,
        ListName::Open,
        ListName::Upcoming,
        ListName::Decided,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            ListName::Newest => "newest",
            ListName::Current => "current",
            ListName::Warnings => "warnings",
            ListName::Open => "open",
            ListName::Upcoming => "upcoming",
            ListName::Decided => "decided",
        }
    }

    /// The list of that name.
    pub fn named(name: &str) -> Option<ListName> {
        ListName::ALL.into_iter().find(|list| list.name() == name)
    }
}

impl Site {
    /// The records among `ids` that belong to a list, at most `limit`.
    pub fn list(&self, name: ListName, ids: &[EntryId], limit: usize) -> Vec<EntryId> {
        let fits = |id: &EntryId| belongs(&self.entries[*id], name);
        let mut list: Vec<EntryId> = ids.iter().copied().filter(fits).collect();
        let entry = |id: &EntryId| &self.entries[*id];
        match name {
            // Pinned records come first in the list of current ones; the other lists put the newest first.
            ListName::Newest | ListName::Current | ListName::Warnings => {
                let is_first = |entry: &Entry| name == ListName::Current && entry.is_pinned();
                list.sort_unstable_by_key(|id| (!is_first(entry(id)), Reverse(entry(id).recency()), *id));
            }
            ListName::Open => list.sort_by_key(|id| {
                let entry = entry(id);
                (entry.until.is_none(), entry.until.or(entry.date()), *id)
            }),
            ListName::Upcoming => list.sort_by_key(|id| (begins(entry(id)), *id)),
            ListName::Decided => list.sort_by_key(|id| (Reverse(entry(id).derived.status.decided), *id)),
        }
        list.truncate(limit);
        list
    }
}

/// The first moment of the event that a record announces.
fn begins(entry: &Entry) -> Option<DateTime> {
    let events = entry.record.own.events(&entry.record.common);
    let first = events.iter().map(|event| event.from.start()).min();
    first.or(entry.derived.card.when.map(|when| when.start()))
}

fn belongs(entry: &Entry, name: ListName) -> bool {
    match name {
        ListName::Newest => true,
        ListName::Current => entry.is_current(),
        ListName::Warnings => {
            entry.stamps.contains(&Stamp::Warning) && entry.is_current() && !entry.is_in(Phase::Coming)
        }
        ListName::Open => {
            let is_open = entry.until.is_some() || entry.is_in(Phase::Open);
            (is_open || entry.phase() == Some(Phase::Waiting)) && entry.is_current()
        }
        ListName::Upcoming => entry.is_in(Phase::Coming) && entry.is_current(),
        ListName::Decided => {
            entry.derived.status.decided.is_some() && entry.record.common.withdrawn.is_none()
        }
    }
}
