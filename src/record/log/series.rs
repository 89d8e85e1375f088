//! A section that is a series of logs: takes the logs day by day, gives the totals and the days without a
//! log.

use std::cell::OnceCell;
use std::collections::HashSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::common::MAX_DAYS;
use super::{Log, codes};
use crate::diag::{Candidates, Diagnostic, Words, words};
use crate::front::scalar::{Day, Text};
use crate::front::shape::{Pairs, choices, fields};

choices! {
    /// How a metric's total is made of its days.
    pub enum Total ("合计方式", "how a total is made") {
        /// The sum of all days.
        Sum = "sum" "累计",
        /// The newest day's.
        Last = "last" "最新",
        /// The largest day's.
        Max = "max" "最高",
    }
}

fields! {
    /// A metric of a series.
    pub struct Metric {
        /// its unit
        unit "单位" "单位" ? Text,
        /// how its total is made
        total "合计" "累计、最新或最高" ? Total,
    }
}

fields! {
    /// What makes a section a series of logs, one a day.
    pub struct Series {
        /// day 1
        from "起" "第 1 天" ! Day,
        /// the metrics its logs may have
        metrics "指标" "指标" ? Pairs<Metric>,
    }
}

/// A series, as its logs see it.
#[derive(Clone, Copy)]
pub struct SeriesContext<'a> {
    /// The series itself.
    pub series: &'a Series,
    /// Its metrics, to be looked up.
    pub metrics: &'a MetricIndex<'a>,
}

/// The most days from the first to the last log: a century.
const MAX_IN_SERIES: u64 = MAX_DAYS;
/// The most totals, and the most days without a log, that all logs of a series may list together: ten years
/// with a log a week have a million.
const MAX_REPORTED: u64 = 2_000_000;

/// The metrics of a series, to be looked up by its logs.
pub struct MetricIndex<'a> {
    all: Vec<&'a str>,
    there: HashSet<&'a str>,
    names: OnceCell<Candidates>,
}

impl MetricIndex<'_> {
    /// Whether there is a metric of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.there.contains(name)
    }

    /// The metric whose name is nearest to an unknown one.
    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        let names = self.names.get_or_init(|| Candidates::of(self.all.iter().copied()));
        names.nearest(name).and_then(|near| self.all.get(near)).copied()
    }
}

impl Series {
    /// The metrics its logs may have.
    pub fn metric_index(&self) -> MetricIndex<'_> {
        let all: Vec<&str> = self.metrics.iter().flat_map(Pairs::iter).map(|(name, _)| name).collect();
        MetricIndex { there: all.iter().copied().collect(), all, names: OnceCell::new() }
    }

    /// Why a series with logs on these days, in order, is too large, and the field that makes it so. Each
    /// log lists the totals of all metrics and all earlier days without a log, which grows with the square
    /// of the series; so it is counted before anything is computed.
    pub(super) fn too_large(&self, places: &[Date]) -> Option<(&'static str, Diagnostic)> {
        let day = |date: &Date| u64::try_from((*date - self.from.0).get_days()).unwrap_or_default();
        let (days, logs) = (day(places.last()?) + 1, places.len());
        if days > MAX_IN_SERIES {
            let fault = Series::refused_as_too_large(words!(
                "这个系列从第 1 天到最后一篇日志有 {days} 天，最多 {MAX_IN_SERIES} 天",
                "this series has {days} days from day 1 to its last log; at most {MAX_IN_SERIES} are allowed"
            ));
            return Some((
                "series.from",
                fault.help(Words::fixed("改正 from 的年份", "correct the year of `from`")),
            ));
        }
        let metrics = self.metrics.iter().flat_map(Pairs::iter).count() as u64;
        if metrics.saturating_mul(logs as u64) > MAX_REPORTED {
            let said = words!(
                "这个系列有 {metrics} 个指标、{logs} 篇日志，每篇都写全部合计，一共超过 {MAX_REPORTED} 个",
                "this series has {metrics} metrics and {logs} logs, and every log lists all totals: \
                 more than {MAX_REPORTED} in all"
            );
            return Some(("series.metrics", Series::refused_as_too_large(said)));
        }
        let missing: u64 = places.iter().zip(0..).map(|(date, before)| day(date) - before).sum();
        let said = || {
            words!(
                "这个系列的每篇日志都列出之前缺的日子，一共 {missing} 个，最多 {MAX_REPORTED} 个",
                "each log of this series lists the days before it without one: {missing} together, where \
                 {MAX_REPORTED} is the most"
            )
        };
        (missing > MAX_REPORTED).then(|| ("series.from", Series::refused_as_too_large(said())))
    }

    fn refused_as_too_large(said: Words) -> Diagnostic {
        Diagnostic::new(&codes::SERIES_TOO_LARGE, said).help(Words::fixed(
            "分成几个系列，如一年一个；不是天天记的，不必做成系列",
            "split it into several series, one for each year; records that are not kept daily need no series",
        ))
    }
}

impl Metric {
    /// How its total is made; by default, the figures of the days are added up.
    pub fn total(&self) -> Total {
        self.total.unwrap_or(Total::Sum)
    }
}

impl Total {
    /// The total after one more day.
    pub fn add(self, so_far: Option<Decimal>, day: Decimal) -> Decimal {
        match (self, so_far) {
            (_, None) | (Total::Last, _) => day,
            (Total::Sum, Some(so_far)) => so_far + day,
            (Total::Max, Some(so_far)) => so_far.max(day),
        }
    }
}

/// A log's place in its series, as of its own day.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesDay {
    /// The day itself.
    pub date: Date,
    /// Every metric of the series with its total so far, in the series' order.
    pub totals: Vec<MetricTotal>,
    /// Hours of volunteers so far.
    pub hours: Option<Decimal>,
}

/// A metric and its total.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricTotal {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// How the total is made.
    pub kind: Total,
    /// The total so far; none before the first figure.
    pub total: Option<Decimal>,
}

impl Series {
    /// Which day of the series a date is, counted from 1.
    pub(super) fn day(&self, date: Date) -> i64 {
        i64::from((date - self.from.0).get_days()) + 1
    }

    /// The days before `date` that have no log. `before` is the last day that has a log, with the days
    /// missing before it, which are known.
    pub(super) fn missing(&self, date: Date, before: Option<(Date, &[Day])>) -> Vec<Day> {
        let mut missing = before.map_or_else(Vec::new, |(_, known)| known.to_vec());
        let mut day = before.map_or(self.from.0, |(before, _)| tomorrow(before));
        while day < date {
            missing.push(Day(day));
            day = tomorrow(day);
        }
        missing
    }

    /// Its metrics with no totals yet, in order.
    pub fn totals(&self) -> Vec<MetricTotal> {
        let metrics = self.metrics.iter().flat_map(Pairs::iter);
        let total = |(name, metric): (&str, &Metric)| MetricTotal {
            name: name.to_owned(),
            unit: metric.unit.as_ref().map(|unit| unit.0.clone()),
            kind: metric.total(),
            total: None,
        };
        metrics.map(total).collect()
    }
}

impl SeriesDay {
    /// The day `date` of a series: the totals of the previous day that has a log, with what this log adds.
    pub(super) fn of(series: &Series, date: Date, log: &Log, before: Option<&SeriesDay>) -> SeriesDay {
        let mut totals = before.map_or_else(|| series.totals(), |before| before.totals.clone());
        let values = log.by_name();
        for total in &mut totals {
            if let Some(value) = values.get(total.name.as_str()) {
                total.total = Some(total.kind.add(total.total, *value));
            }
        }
        let hours_before = before.and_then(|before| before.hours);
        let hours = log.hours().map(|hours| hours_before.unwrap_or_default() + hours).or(hours_before);
        SeriesDay { date, totals, hours }
    }
}

fn tomorrow(date: Date) -> Date {
    date.saturating_add(jiff::Span::new().days(1))
}
