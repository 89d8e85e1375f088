//! What the site promises to publish regularly, and what it published: for each span of the calendar, the
//! record that kept the promise, if any.
//!
//! Nothing here counts days to today: what is missing is listed with the day it was due, so that its page
//! does not change every night.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Site;
use super::entry::{Entry, EntryId};
use super::located::place_in_config;
use crate::config::{CalendarSpan, Promise};
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::front::shape::{Choice, not_in_list};
use crate::record::KindId;
use crate::record::kind::Coverage;
use crate::source::System;

/// The most spans that are listed for a promise, newest first.
const MAX_SPANS: usize = 240;

/// A promise and whether it was kept.
#[derive(Clone, Debug)]
pub struct KeptPromise {
    /// Its index in `cadence`.
    pub at: usize,
    /// The kind of record.
    pub kind: KindId,
    /// The spans it is about, newest first.
    pub spans: Vec<PromisedSpan>,
}

/// A span of the calendar, and whether something was published for it.
#[derive(Clone, Copy, Debug)]
pub struct PromisedSpan {
    /// The span.
    pub span: CalendarSpan,
    /// The last day on which the promise can be kept.
    pub due: Date,
    /// What was published.
    pub state: SpanState,
}

/// Whether a promise was kept for one span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanState {
    /// Published.
    Published {
        /// The record: the first, where there are several.
        entry: EntryId,
        /// On this day.
        day: Date,
        /// How many days after it was due; 0 if it was on time.
        late: i32,
    },
    /// Not published, and overdue.
    Missing,
    /// Not published, and not due yet.
    Pending,
}

/// Every promise whose kind exists, in the order of the settings.
pub(super) fn of(site: &Site) -> Vec<KeptPromise> {
    let promises = site.config.promises().iter().enumerate();
    promises
        .filter_map(|(at, promise)| {
            let kind = KindId::named(&promise.kind)?;
            Some(KeptPromise { at, kind, spans: spans(site, kind, promise) })
        })
        .collect()
}

/// The spans up to the present one, from the first for which something was published, else from the
/// beginning of the site.
fn spans(site: &Site, kind: KindId, promise: &Promise) -> Vec<PromisedSpan> {
    let published = published(site, kind, promise);
    let first = published.keys().next().copied();
    let begin = first.or_else(|| (!site.entries.is_empty()).then(|| site.beginning().date()));
    let Some(begin) = begin else { return Vec::new() };
    let within = promise.within.map_or(0, |days| i64::try_from(days.0).unwrap_or(i64::MAX));
    let all = std::iter::successors(Some(promise.every.around(begin)), |span| span.next());
    let begun = all.take_while(|span| site.clock.has_begun(span.from));
    let mut spans: Vec<PromisedSpan> = begun
        .map(|span| {
            let due = span.until().checked_add(within.days()).unwrap_or(Date::MAX);
            let state = match published.get(&span.from) {
                Some((day, entry)) => {
                    SpanState::Published { entry: *entry, day: *day, late: (*day - due).get_days().max(0) }
                }
                None if site.clock.has_ended(due) => SpanState::Missing,
                None => SpanState::Pending,
            };
            PromisedSpan { span, due, state }
        })
        .collect();
    spans.reverse();
    spans.truncate(MAX_SPANS);
    spans
}

/// For each span, by its first day, the record that was published first.
fn published(site: &Site, kind: KindId, promise: &Promise) -> BTreeMap<Date, (Date, EntryId)> {
    let mut published: BTreeMap<Date, (Date, EntryId)> = BTreeMap::new();
    let entries = site.entries.iter().enumerate().filter(|(_, entry)| entry.record.kind() == kind);
    for (id, entry) in entries {
        let Some((of, day)) = keeps(site, entry, promise) else { continue };
        for span in spans_of(promise, of) {
            match published.entry(span.from) {
                Slot::Vacant(slot) => drop(slot.insert((day, id))),
                Slot::Occupied(mut slot) if day < slot.get().0 => drop(slot.insert((day, id))),
                Slot::Occupied(_) => {}
            }
        }
    }
    published
}

/// What a record covers: a day, or a period.
enum About {
    Day(Date),
    Period(Date, Date),
}

/// The spans for which a record counts: the span of its day, or all spans that lie entirely within its
/// period. So a quarterly report keeps no promise of a yearly one.
fn spans_of(promise: &Promise, about: About) -> Vec<CalendarSpan> {
    let (from, until) = match about {
        About::Day(day) => return vec![promise.every.around(day)],
        About::Period(from, until) => (from, until),
    };
    let all = std::iter::successors(Some(promise.every.around(from)), |span| span.next());
    let begun = all.take_while(|span| span.from <= until).take(MAX_SPANS + 1);
    begun.filter(|span| from <= span.from && span.until() <= until).collect()
}

/// What a record covers and the day on which it was published, if it may keep the promise. A meeting still
/// to come has not been held.
fn keeps(site: &Site, entry: &Entry, promise: &Promise) -> Option<(About, Date)> {
    let common = &entry.record.common;
    let Coverage { period, fund, body } = entry.record.own.coverage();
    let is = |promised: Option<&str>, own: Option<&str>| {
        promised.is_none_or(|promised| own.is_some_and(|own| own.trim() == promised.trim()))
    };
    if common.withdrawn.is_some() || !is(promise.fund.as_deref(), fund) || !is(promise.body.as_deref(), body)
    {
        return None;
    }
    let about = match period {
        Some((from, until)) => About::Period(from, until),
        None => About::Day(entry.date().filter(|day| site.clock.has_begun(*day))?),
    };
    Some((about, entry.publication.published?.date))
}

/// Reports promises of an unknown kind, or with a field that their kind does not have, and what is overdue.
pub(super) fn check(site: &Site, system: &dyn System, found: &mut Vec<Diagnostic>) {
    let mut report = |path: String, fault: Diagnostic| {
        let span = place_in_config(&path, system);
        found.push(fault.at("site.yaml", span));
    };
    let known: Vec<Choice> = KindId::ALL.iter().map(|kind| kind.choice()).collect();
    for (at, promise) in site.config.promises().iter().enumerate() {
        if !known.iter().any(|known| known.is(&promise.kind)) {
            report(format!("cadence.{at}.kind"), not_in_list(&promise.kind, &known).into());
        }
        let Some(kind) = KindId::named(&promise.kind) else { continue };
        for (field, given) in [("fund", promise.fund.is_some()), ("body", promise.body.is_some())] {
            if given && !kind.profile().fields.iter().any(|own| own.name == field) {
                report(format!("cadence.{at}.{field}"), not_of_kind(kind, field));
            }
        }
        for (field, fault) in misspelt(site, kind, promise) {
            report(format!("cadence.{at}.{field}"), fault);
        }
    }
    // A missing record may be in a file that could not be parsed.
    for kept in site.cadence.iter().filter(|kept| !site.may_hold_unread(kept.kind)) {
        if let Some(fault) = late(&site.config.promises()[kept.at], kept) {
            report(format!("cadence.{}", kept.at), fault);
        }
    }
}

/// A fund or a body that no record has, while one has a similar name: no record could ever keep the
/// promise.
fn misspelt(site: &Site, kind: KindId, promise: &Promise) -> Vec<(&'static str, Diagnostic)> {
    type Named = for<'r> fn(Coverage<'r>) -> Option<&'r str>;
    let names = |named: Named| -> Vec<&str> {
        let records = site.entries.iter().map(|entry| &entry.record.own).filter(|own| own.kind() == kind);
        records.filter_map(|own| named(own.coverage())).map(str::trim).collect()
    };
    let given: [(&'static str, Option<&str>, Named); 2] = [
        ("fund", promise.fund.as_deref(), |coverage| coverage.fund),
        ("body", promise.body.as_deref(), |coverage| coverage.body),
    ];
    let fault = |(field, given, named): (&'static str, Option<&str>, Named)| {
        let (given, names) = (given?.trim(), names(named));
        let near = nearest(given, names.iter().copied()).filter(|_| !names.contains(&given))?;
        let message = words!("没有记录写“{given}”", "no record names `{given}`");
        let help = words!("是不是“{near}”？", "did you mean `{near}`?");
        Some((field, Diagnostic::new(&codes::UNKNOWN_PROMISE, message).help(help)))
    };
    given.into_iter().filter_map(fault).collect()
}

fn not_of_kind(kind: KindId, field: &str) -> Diagnostic {
    let Choice { name, zh } = kind.choice();
    let message = words!("{zh}没有 {field} 这一项", "records of the kind {name} have no `{field}`");
    Diagnostic::new(&codes::PROMISE_FIELD, message).help(Words::fixed(
        "fund 用于收支，body 用于会议和选举；删去这一项",
        "`fund` is for ledgers, `body` for meetings and elections: delete it",
    ))
}

/// Reports what is overdue: its newest span, and how many others there are.
fn late(promise: &Promise, kept: &KeptPromise) -> Option<Diagnostic> {
    let mut missing = kept.spans.iter().filter(|span| span.state == SpanState::Missing);
    let PromisedSpan { span, due, .. } = missing.next()?;
    let others = missing.count();
    let Choice { name, zh } = kept.kind.choice();
    let of = promise.fund.as_deref().or(promise.body.as_deref());
    let (of_zh, of_en) = of.map_or_else(Default::default, |of| (format!("（{of}）"), format!(" of {of}")));
    let Words { zh: span_zh, en: span_en } = span.words();
    let message = words!(
        "{span_zh}的{zh}{of_zh}最迟应于 {due} 公布，还没有公布",
        "the {name}{of_en} for {span_en} was due on {due} and is not published"
    );
    let fault = Diagnostic::new(&codes::PUBLICATION_LATE, message).help(Words::fixed(
        "补上并公布；做不到的承诺，改 site.yaml 的 cadence",
        "publish it; a promise that cannot be kept is changed under `cadence` in site.yaml",
    ));
    Some(match others {
        0 => fault,
        _ => fault.label(words!("以前还有 {others} 期没有公布", "{others} earlier ones are missing as well")),
    })
}
