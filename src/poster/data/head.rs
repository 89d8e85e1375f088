//! What every poster shows around its text: stamps, windows, changes, contact.

use serde::Serialize;

use super::DateSpan;
use super::words::Wording;
use crate::front::scalar::{Day, Moment};
use crate::record::Own;
use crate::record::common::{Contact, Correction};
use crate::site::{Entry, TextVersion};

/// A stamp: a word in a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StampData {
    /// Its key, as on pages.
    pub key: String,
    /// Its word.
    pub text: String,
}

/// Something that was changed after publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeData {
    /// The stamp in front of it.
    pub stamp: StampData,
    /// When.
    pub label: String,
    /// What or why.
    pub text: String,
}

/// A labelled line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabelledLine {
    /// Its key, for layouts that treat it specially.
    pub key: &'static str,
    /// Its name; empty where it needs none.
    pub label: String,
    /// Its value.
    pub value: String,
}

impl StampData {
    pub(super) fn new(key: &str, wording: &Wording<'_>) -> StampData {
        StampData { key: key.to_owned(), text: wording.word(&format!("stamp-{key}")) }
    }
}

/// The stamps that will still be true tomorrow. Those of corrections and withdrawals are beside their
/// reasons.
pub(super) fn stamps(entry: &Entry, wording: &Wording<'_>) -> Vec<StampData> {
    entry
        .stamps
        .iter()
        .filter(|stamp| stamp.is_lasting())
        .map(|stamp| StampData::new(stamp.name(), wording))
        .collect()
}

pub(super) fn corrections(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> Vec<ChangeData> {
    let change = |correction: &Correction| ChangeData {
        stamp: StampData { key: "corrected".to_owned(), text: wording.word("poster-corrected") },
        label: wording.say("corrected-on", &[("date", &wording.long(correction.date.0))]),
        text: correction.what.0.clone(),
    };
    entry.corrections(text).iter().map(change).collect()
}

pub(super) fn withdrawn(entry: &Entry, text: &TextVersion<'_>, wording: &Wording<'_>) -> Option<ChangeData> {
    let withdrawn = entry.withdrawn(text)?;
    Some(ChangeData {
        stamp: StampData::new("withdrawn", wording),
        label: wording.say("withdrawn-on", &[("date", &wording.long(withdrawn.date.0))]),
        text: withdrawn.why.0.clone(),
    })
}

/// The windows in which residents may still act, then the posting.
pub(super) fn windows(entry: &Entry, wording: &Wording<'_>) -> Vec<DateSpan> {
    let posted = entry.posted.and_then(|posted| {
        let day = |day: Day| Some(Moment { date: day.0, time: None });
        wording.window("clock-posted", day(posted.from), day(posted.until))
    });
    let own = own_windows(entry, wording);
    // The window for objections to a result is usually that of its posting: once is enough.
    let is_shown_elsewhere = |window: &DateSpan| {
        window.key == "clock-objections" && posted.as_ref().is_some_and(|posted| posted.text == window.text)
    };
    own.into_iter().filter(|window| !is_shown_elsewhere(window)).chain(posted.clone()).collect()
}

fn own_windows(entry: &Entry, wording: &Wording<'_>) -> Vec<DateSpan> {
    let window = |key, from, until| wording.window(key, from, until);
    let day = |day: Option<Day>| day.map(|day| Moment::of_day(day.0));
    let windows = match &entry.record.own {
        Own::Notice(notice) => {
            let effective = notice.effective.as_ref();
            let (from, until) =
                (day(effective.and_then(|span| span.from)), day(effective.and_then(|span| span.until)));
            [window("clock-deadline", None, notice.deadline), window("clock-effective", from, until)]
        }
        Own::Consultation(vote) => {
            let voting = || window("clock-voting", vote.opens, vote.closes);
            let objections = vote.objections.as_ref();
            let (from, until) =
                (day(objections.and_then(|span| span.from)), day(objections.and_then(|span| span.until)));
            [if vote.has_results() { None } else { voting() }, window("clock-objections", from, until)]
        }
        Own::Election(election) => {
            let day = entry.record.common.date.filter(|_| !election.has_results());
            [day.and_then(|day| window("clock-election", None, Some(day))), None]
        }
        Own::Roster(roster) => [window("clock-effective", day(roster.from), day(roster.until)), None],
        Own::Meeting(_)
        | Own::Project(_)
        | Own::Matter(_)
        | Own::Ledger(_)
        | Own::Covenant(_)
        | Own::Log(_)
        | Own::Report(_)
        | Own::Directory(_)
        | Own::Page(_) => [None, None],
        #[cfg(test)]
        Own::Probe(_) => [None, None],
    };
    windows.into_iter().flatten().collect()
}

/// The contact: a name, then how to reach it.
pub(super) fn contact(contact: &Contact, wording: &Wording<'_>) -> Vec<LabelledLine> {
    let Contact { name, phone, address, hours, email } = contact;
    let parts = [("name", name), ("phone", phone), ("hours", hours), ("address", address), ("email", email)];
    let line = |(key, value): (&'static str, &Option<crate::front::scalar::Text>)| {
        let label = if key == "name" { String::new() } else { wording.word(&format!("contact-{key}")) };
        value.as_ref().map(|value| LabelledLine { key, label, value: value.0.clone() })
    };
    parts.into_iter().filter_map(line).collect()
}
