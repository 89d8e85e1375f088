//! Series of logs: which day a log is, the running totals, and the days without a log.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Site;
use super::entry::{Entry, EntryId};
use super::section::{Section, SectionId};
use crate::record::Own;
use crate::record::log::{Log, MetricTotal};
use crate::track::FastBuildHasher;

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
    pub metrics: Vec<SeriesMetricView>,
    /// Volunteers of all days together: people and hours.
    pub volunteers: (u64, Decimal),
}

/// A metric of a series with its values.
#[derive(Clone, Debug)]
pub struct SeriesMetricView {
    /// Its name, unit and total over all days.
    pub total: MetricTotal,
    /// Day by day.
    pub values: Vec<(Date, Decimal)>,
}

fn log_of(entry: &Entry) -> Option<&Log> {
    if let Own::Log(log) = &entry.record.own { Some(log) } else { None }
}

impl Site {
    /// The innermost series around the records of a section: the section itself, or one that contains it.
    pub(super) fn series_around(&self, section: SectionId) -> Option<SectionId> {
        let mut around = std::iter::successors(Some(section), |section| self.sections[*section].parent);
        around.find(|section| self.sections[*section].is_series())
    }

    /// The series of a section; none if it is not one.
    pub fn series(&self, section: &Section) -> Option<SeriesView> {
        let series = section.front()?.series.as_ref()?;
        let logs = self.logs(section);
        let last = logs.last().and_then(|(_, id)| self.entries[*id].derived.facts.series_day());
        let totals = last.map_or_else(|| series.totals(), |last| last.totals.clone());
        let log = |id: EntryId| log_of(&self.entries[id]);
        let mut values: HashMap<&str, Vec<(Date, Decimal)>, FastBuildHasher> = HashMap::default();
        for (date, id) in &logs {
            for (name, value) in log(*id).into_iter().flat_map(Log::figures) {
                values.entry(name).or_default().push((*date, value));
            }
        }
        let values = |name: &str| values.get(name).cloned().unwrap_or_default();
        let metrics =
            totals.into_iter().map(|total| SeriesMetricView { values: values(&total.name), total }).collect();
        let people = logs.iter().filter_map(|(_, id)| log(*id)?.volunteers.as_ref()?.people);
        let people = people.map(|people| people.0).sum();
        let hours = logs.iter().filter_map(|(_, id)| log(*id)?.hours()).sum();
        Some(SeriesView {
            from: series.from.0,
            until: logs.last().map(|(date, _)| *date),
            logs,
            metrics,
            volunteers: (people, hours),
        })
    }

    /// The logs of a series in order of their days, without those of a series within it.
    fn logs(&self, section: &Section) -> Vec<(Date, EntryId)> {
        let is_own = |entry: &Entry| {
            self.series_around(entry.section).is_some_and(|id| std::ptr::eq(&self.sections[id], section))
        };
        let log = |id: &EntryId| {
            let entry = &self.entries[*id];
            entry.derived.facts.series_day().filter(|_| is_own(entry))?;
            Some((entry.date()?, *id))
        };
        let mut logs: Vec<(Date, EntryId)> = section.entries.iter().filter_map(log).collect();
        logs.sort_unstable();
        logs
    }
}
