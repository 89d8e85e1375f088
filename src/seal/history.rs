//! The history of a record: takes the seals of a site, gives what is new about the record in each.

use super::changes::{FieldChange, between};
use super::versions::Versions;
use super::{Seal, SealedRecord};

/// What a seal adds to the history of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The number of the seal.
    pub sequence: u32,
    /// When it was made.
    pub sealed: String,
    /// What happened between the previous seal and this one.
    pub event: HistoryEvent,
}

/// What happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryEvent {
    /// It was published.
    First(SealedRecord),
    /// It was changed: its new state, and the fields that changed, as far as they are known.
    Changed(SealedRecord, Vec<FieldChange>),
    /// It has another location and is otherwise unchanged.
    Moved(SealedRecord),
    /// It was removed.
    Gone,
}

/// The history of the record with that source or page, oldest first; empty if no seal contains it. The
/// seals are in order of number.
pub fn history(seals: &[Seal], versions: &Versions, named: &str) -> Vec<HistoryEntry> {
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut before: Option<&SealedRecord> = None;
    for seal in seals {
        let now = find(seal, named, before);
        let event = match (before, now) {
            (None, None) => None,
            (None, Some(now)) => Some(HistoryEvent::First(now.clone())),
            (Some(_), None) => Some(HistoryEvent::Gone),
            (Some(was), Some(now)) if was.fingerprint == now.fingerprint => None,
            (Some(was), Some(now)) => Some(changed(versions, was, now)),
        };
        entries.extend(event.map(|event| HistoryEntry {
            sequence: seal.sequence,
            sealed: seal.sealed.clone(),
            event,
        }));
        before = now;
    }
    entries
}

/// The record in a seal: by its source, by its page, or as the one with the page or the source that the
/// record had before.
fn find<'s>(seal: &'s Seal, named: &str, before: Option<&SealedRecord>) -> Option<&'s SealedRecord> {
    let of = |wanted: &dyn Fn(&SealedRecord) -> bool| seal.records.iter().find(|record| wanted(record));
    of(&|record| record.source == named || record.url == named).or_else(|| {
        let before = before?;
        of(&|record| record.url == before.url).or_else(|| of(&|record| record.source == before.source))
    })
}

fn changed(versions: &Versions, was: &SealedRecord, now: &SealedRecord) -> HistoryEvent {
    let said = |record: &SealedRecord| versions.find(&record.fingerprint);
    match (said(was), said(now)) {
        (Some(before), Some(after)) => match between(&before, &after) {
            changes if changes.is_empty() => HistoryEvent::Moved(now.clone()),
            changes => HistoryEvent::Changed(now.clone(), changes),
        },
        _ => HistoryEvent::Changed(now.clone(), Vec::new()),
    }
}
