//! The resolutions that somebody is to carry out: first those that are overdue, then open ones, then those
//! that were carried out, newest first.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::super::Site;
use super::super::entry::{Entry, EntryId};
use crate::record::meeting::ItemState;
use crate::record::{Facts, Own};

/// A resolution that somebody is to carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegisteredResolution {
    /// The meeting.
    pub meeting: EntryId,
    /// The index of the resolution in the meeting.
    pub at: usize,
    /// Whether it was carried out.
    pub state: ItemState,
    /// The day by which it is sorted: when it is due, or when it was carried out.
    day: Option<Date>,
}

/// The resolutions of all meetings that have not been withdrawn.
pub(super) fn of(site: &Site) -> Vec<RegisteredResolution> {
    let meetings = site.entries.iter().enumerate();
    let mut all: Vec<RegisteredResolution> = meetings.flat_map(|(id, entry)| of_meeting(id, entry)).collect();
    all.sort_by_key(|one| match one.state {
        ItemState::Overdue => (0, one.day.is_none(), one.day, None),
        ItemState::Open => (1, one.day.is_none(), one.day, None),
        ItemState::Done => (2, false, None, Some(Reverse(one.day))),
    });
    all
}

fn of_meeting(id: EntryId, entry: &Entry) -> Vec<RegisteredResolution> {
    let (Own::Meeting(meeting), Facts::Meeting(facts)) = (&entry.record.own, &entry.derived.facts) else {
        return Vec::new();
    };
    if entry.record.common.withdrawn.is_some() {
        return Vec::new();
    }
    let each = meeting.resolutions.iter().flat_map(|all| all.iter()).zip(&facts.resolutions).enumerate();
    let registered = each.filter_map(|(at, (resolution, facts))| {
        let day = if facts.state == Some(ItemState::Done) { resolution.done } else { resolution.due };
        Some(RegisteredResolution { meeting: id, at, state: facts.state?, day: day.map(|day| day.0) })
    });
    registered.collect()
}
