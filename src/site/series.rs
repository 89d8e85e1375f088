//! Series of logs: which day a log is, the totals so far, and the days without one.
//!
//! Each log tells all days before it that have none, and the totals of all metrics so far: what that comes to goes up with the
//! square of the series, so that it is counted before it is made.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Site;
use super::entry::{Entry, EntryId};
use super::located::{place, place_in_section, tell};
use super::section::{Section, SectionId};
use crate::diag::{Diagnostic, Words};
use crate::front::scalar::Day;
use crate::record::check::Check;
use crate::record::log::{Log, MetricTotal, Series, SeriesDay};
use crate::source::System;
use crate::track::Quick;

/// A series as its page shows it.
#[derive(Clone, Debug)]
pub struct SeriesView {
    /// Day 1.
    pub from: Date,
    /// The newest day with a log.
    pub until: Option<Date>,
    /// The logs, oldest first.
    pub logs: Vec<(Date, EntryId)>,
    /// Every metric with its values, oldest first.
    pub metrics: Vec<MetricView>,
    /// Volunteers of all days together: people, hours.
    pub volunteers: (u64, Decimal),
}

/// A metric of a series with its values.
#[derive(Clone, Debug)]
pub struct MetricView {
    /// Its name, unit and total over all days.
    pub total: MetricTotal,
    /// Day by day.
    pub values: Vec<(Date, Decimal)>,
}

/// Finds each log's place in its series.
pub(super) fn derive(site: &mut Site, found: &mut Vec<Diagnostic>, system: &dyn System) {
    if !site.sections.iter().any(Section::is_series) {
        return;
    }
    let mut logs = logs(site);
    for section in 0..site.sections.len() {
        let Some(series) = site.sections[section].front().and_then(|front| front.series.clone()) else {
            continue;
        };
        let days = days(site, logs.remove(&section).unwrap_or_default(), &series, found, system);
        if let Some((field, fault)) = too_large(&series, &days) {
            let file = site.sections[section].file.as_ref();
            found.extend(file.map(|file| fault.at(file.source.file.clone(), place_in_section(file, field, system))));
            continue;
        }
        let mut running = Running::new(&series);
        for (date, id) in days {
            let place = match site.entries[id].record.own.as_log() {
                Some(log) => running.add(date, log),
                None => continue,
            };
            site.entries[id].series = Some(place);
        }
    }
}

/// The records of each series, by its section.
fn logs(site: &Site) -> HashMap<SectionId, Vec<EntryId>, Quick> {
    let mut around: HashMap<SectionId, Option<SectionId>, Quick> = HashMap::default();
    let mut logs: HashMap<SectionId, Vec<EntryId>, Quick> = HashMap::default();
    for (id, entry) in site.entries.iter().enumerate() {
        // What was withdrawn counts no longer, and makes room for another.
        let counts = entry.record.common.withdrawn.is_none();
        let series = *around.entry(entry.section).or_insert_with(|| site.series_around(entry.section));
        if let Some(series) = series.filter(|_| counts) {
            logs.entry(series).or_default().push(id);
        }
    }
    logs
}

/// Days from the first to the last log: a century.
const MOST_DAYS: u64 = crate::record::common::MOST_DAYS;
/// The totals and the days without a log that all logs of a series tell together: ten years with a log a week have a million.
const MOST_TOLD: u64 = 2_000_000;

/// Why a series is too large, and the field that makes it so.
fn too_large(series: &Series, days: &BTreeMap<Date, EntryId>) -> Option<(&'static str, Diagnostic)> {
    let (last, _) = days.last_key_value()?;
    let day = |date: &Date| u64::try_from((*date - series.from.0).get_days()).unwrap_or_default();
    let span = day(last) + 1;
    if span > MOST_DAYS {
        return Some(("series.from", Series::too_long(span, MOST_DAYS)));
    }
    let metrics = series.metrics.iter().flat_map(|metrics| metrics.iter()).count() as u64;
    if metrics.saturating_mul(days.len() as u64) > MOST_TOLD {
        return Some(("series.metrics", Series::too_many_totals(metrics, days.len(), MOST_TOLD)));
    }
    let missing: u64 = days.keys().zip(0..).map(|(date, before)| day(date) - before).sum();
    (missing > MOST_TOLD).then(|| ("series.from", Series::too_many_missing(missing, MOST_TOLD)))
}

/// The logs of a series by date; a second log of one day is told and left out.
fn days(site: &Site, mut logs: Vec<EntryId>, series: &Series, found: &mut Vec<Diagnostic>, system: &dyn System) -> BTreeMap<Date, EntryId> {
    let mut days: BTreeMap<Date, EntryId> = BTreeMap::new();
    // Where the first of several stands: looked for once, however many there are.
    let mut firsts: BTreeMap<Date, Range<usize>> = BTreeMap::new();
    // Of two logs of one day the first by source keeps it, whatever their hours.
    logs.sort_unstable_by_key(|id| site.entries[*id].source());
    let metrics = series.known();
    for id in logs {
        let entry = &site.entries[id];
        let (Some(log), Some(date)) = (entry.record.own.as_log(), entry.date()) else { continue };
        let mut check = Check::default();
        log.check_series((series, &metrics), &entry.record.common, &mut check);
        let before_start = date < series.from.0;
        if let Some(first) = days.get(&date) {
            let first = &site.entries[*first].record;
            let fault = Log::duplicate_day(Day(date)).note(
                first.source.file.clone(),
                firsts.entry(date).or_insert_with(|| place(first, "date", system)).clone(),
                Words::fixed("第一篇在这里", "the first is here"),
            );
            check.push("date", fault);
        } else if !before_start {
            days.insert(date, id);
        }
        tell(check, &entry.record, system, found);
    }
    days
}

/// The totals of a series, day by day.
struct Running {
    from: Date,
    totals: Vec<MetricTotal>,
    hours: Option<Decimal>,
    missing: Vec<Date>,
    next: Date,
}

impl Running {
    fn new(series: &Series) -> Running {
        let metrics = series.metrics.iter().flat_map(|metrics| metrics.iter());
        let total = |(name, metric): (&str, &crate::record::log::Metric)| MetricTotal {
            name: name.to_owned(),
            unit: metric.unit.as_ref().map(|unit| unit.0.clone()),
            kind: metric.total(),
            total: None,
        };
        Running { from: series.from.0, totals: metrics.map(total).collect(), hours: None, missing: Vec::new(), next: series.from.0 }
    }

    fn add(&mut self, date: Date, log: &Log) -> SeriesDay {
        while self.next < date {
            self.missing.push(self.next);
            self.next = self.next.saturating_add(jiff::Span::new().days(1));
        }
        self.next = date.saturating_add(jiff::Span::new().days(1));
        let values = log.by_name();
        for total in &mut self.totals {
            if let Some(value) = values.get(total.name.as_str()) {
                total.total = Some(total.kind.add(total.total, *value));
            }
        }
        if let Some(hours) = log.hours() {
            self.hours = Some(self.hours.unwrap_or_default() + hours);
        }
        SeriesDay {
            day: i64::from((date - self.from).get_days()) + 1,
            totals: self.totals.clone(),
            hours: self.hours,
            missing: self.missing.clone(),
        }
    }
}

impl Site {
    /// The nearest series around the records of a section: itself, or what it is inside of.
    fn series_around(&self, section: SectionId) -> Option<SectionId> {
        let mut around = std::iter::successors(Some(section), |section| self.sections[*section].parent);
        around.find(|section| self.sections[*section].is_series())
    }

    /// The series of a section, if it is one.
    pub fn series(&self, section: &Section) -> Option<SeriesView> {
        let series = section.front()?.series.as_ref()?;
        // What is inside of it may be a series of its own.
        let is_own = |entry: &Entry| self.series_around(entry.section).is_some_and(|id| std::ptr::eq(&self.sections[id], section));
        let mut logs: Vec<(Date, EntryId)> = Vec::new();
        for id in &section.entries {
            let entry = &self.entries[*id];
            if let (Some(_), Some(date)) = (entry.series.as_ref().filter(|_| is_own(entry)), entry.date()) {
                logs.push((date, *id));
            }
        }
        logs.sort_unstable();
        let last = logs.last().and_then(|(_, id)| self.entries[*id].series.clone());
        let totals = last.map_or_else(|| Running::new(series).totals, |last| last.totals);
        let log = |id: EntryId| self.entries[id].record.own.as_log();
        let mut values: HashMap<&str, Vec<(Date, Decimal)>, Quick> = HashMap::default();
        for (date, id) in &logs {
            for (name, value) in log(*id).into_iter().flat_map(Log::figures) {
                values.entry(name).or_default().push((*date, value));
            }
        }
        let values = |name: &str| values.get(name).cloned().unwrap_or_default();
        let metrics = totals.into_iter().map(|total| MetricView { values: values(&total.name), total }).collect();
        let people = logs.iter().filter_map(|(_, id)| log(*id)?.volunteers.as_ref()?.people).map(|people| people.0).sum();
        let hours = logs.iter().filter_map(|(_, id)| log(*id)?.hours()).sum();
        Some(SeriesView { from: series.from.0, until: logs.last().map(|(date, _)| *date), logs, metrics, volunteers: (people, hours) })
    }
}
