//! 日志: one day of a long effort, with its figures; in a series also the day's number and the totals so far.

mod codes;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use tera::Value;

use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::kind::{Around, CardParts, Derived, Fact, Form, Own, fact, kind};
use crate::diag::{Diagnostic, Lang, Names, Words, words};
use crate::front::Several;
use crate::front::scalar::{Amount, Count, Day, Text, TimeOfDay};
use crate::front::shape::{Pairs, choices, fields};

fields! {
    /// Something that happened that day.
    pub struct Entry {
        /// when
        time "时间" "几点" ? TimeOfDay,
        /// what
        text "内容" "做了什么" ! Text,
        /// where
        place "地点" "地点" ? Text,
    }
}

fields! {
    /// Volunteers of the day.
    pub struct Volunteers {
        /// how many
        people "人数" "人数" ? Count,
        /// hours served by all together
        hours "小时" "服务时长合计" ? Amount,
    }
}

common_fields!(own_struct! {
    /// A log's own fields.
    Log {
        /// the day's figures
        metrics "指标" "当天的数字" ? Pairs<Amount>,
        /// what happened
        entries "记事" "当天的事" ? Several<Entry>,
        /// who helped
        volunteers "志愿者" "志愿者" ? Volunteers,
    }
});

kind!("log" "日志" Log);

static FACTS: &[Fact] = &[
    fact("day", "第几天", Form::Count, ("系列的第几天，从 1 数起", "the day of the series, counted from 1")),
    fact("metrics.*.value", "当天数", Form::Decimal, ("这项指标当天的数", "the day's figure")),
    fact("metrics.*.total", "合计", Form::Decimal, ("到这一天为止的累计、最新或最高", "the sum, the newest or the largest up to that day")),
    fact("volunteers.hours", "服务时长", Form::Decimal, ("当天志愿服务的小时数", "hours volunteers served that day")),
    fact("volunteers.total_hours", "累计时长", Form::Decimal, ("到这一天为止的小时数", "hours served up to that day")),
    fact("missing_since", "缺日志的日子", Form::Dates, ("系列开始以来没有日志的日子", "days since the series began that have no log")),
];

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

/// The metrics of a series, to be looked up by its logs.
pub struct Known<'a> {
    all: Vec<&'a str>,
    there: HashSet<&'a str>,
    names: OnceCell<Names>,
}

impl Known<'_> {
    /// The one most like a name that none has.
    fn near(&self, name: &str) -> Option<&str> {
        let names = self.names.get_or_init(|| Names::of(self.all.iter().copied()));
        names.nearest(name).and_then(|near| self.all.get(near)).copied()
    }
}

impl Series {
    /// The metrics its logs may have.
    pub fn known(&self) -> Known<'_> {
        let all: Vec<&str> = self.metrics.iter().flat_map(Pairs::iter).map(|(name, _)| name).collect();
        Known { there: all.iter().copied().collect(), all, names: OnceCell::new() }
    }

    /// The fault of a series of so many days.
    pub fn too_long(days: u64, most: u64) -> Diagnostic {
        let said = words!(
            "这个系列从第 1 天到最后一篇日志有 {days} 天，最多 {most} 天",
            "this series has {days} days from day 1 to its last log, where {most} is the most"
        );
        Series::too_large(said).help(Words::fixed("改正 from 的年份", "correct the year of `from`"))
    }

    /// The fault of a series whose logs tell the totals of so many metrics.
    pub fn too_many_totals(metrics: u64, logs: usize, most: u64) -> Diagnostic {
        Series::too_large(words!(
            "这个系列有 {metrics} 个指标、{logs} 篇日志，每篇都写全部合计，一共超过 {most} 个",
            "this series has {metrics} metrics and {logs} logs, each of which gives all totals: more than {most} together"
        ))
    }

    /// The fault of a series whose logs together tell so many days without one.
    pub fn too_many_missing(missing: u64, most: u64) -> Diagnostic {
        Series::too_large(words!(
            "这个系列的每篇日志都列出之前缺的日子，一共 {missing} 个，最多 {most} 个",
            "each log of this series lists the days before it without one: {missing} together, where {most} is the most"
        ))
    }

    fn too_large(said: Words) -> Diagnostic {
        Diagnostic::new(&codes::SERIES_TOO_LARGE, said).help(Words::fixed(
            "分成几个系列，如一年一个；不是天天记的，不必做成系列",
            "make several series of it, one a year; what is not kept day by day need not be one",
        ))
    }
}

impl Metric {
    /// How its total is made; days are added up when nothing is said.
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeriesDay {
    /// Counted from `series.from` as 1.
    pub day: i64,
    /// Every metric of the series with its total so far, in the series' order.
    pub totals: Vec<MetricTotal>,
    /// Hours of volunteers so far.
    pub hours: Option<Decimal>,
    /// Days before this one without a log.
    pub missing: Vec<Date>,
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

/// A log's facts in the open data.
#[derive(Serialize)]
struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<i64>,
    metrics: Pairs<MetricFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volunteers: Option<VolunteerFacts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_since: Option<Vec<Day>>,
}

#[derive(Serialize)]
struct MetricFacts {
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<Amount>,
}

#[derive(Serialize)]
struct VolunteerFacts {
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_hours: Option<Amount>,
}

/// What the template draws of a log.
#[derive(Serialize)]
struct View<'a> {
    day: Option<i64>,
    metrics: Vec<MetricView<'a>>,
    entries: &'a [Entry],
    volunteers: Option<VolunteerView>,
    missing_since: Vec<Day>,
    series: bool,
}

#[derive(Serialize)]
struct MetricView<'a> {
    name: &'a str,
    unit: Option<&'a str>,
    value: Option<Amount>,
    total: Option<Amount>,
    total_kind: Option<Total>,
}

#[derive(Serialize)]
struct VolunteerView {
    people: Option<Count>,
    hours: Option<Amount>,
    total_hours: Option<Amount>,
}

impl Own for Log {
    fn check(&self, _: &Common, _: &mut Check) {}

    fn derive(&self, around: &Around<'_>) -> Derived {
        let facts = Value::from_serializable(&self.facts(around.series));
        Derived { facts, stamps: Vec::new(), window: None, decided: None }
    }

    fn view(&self, around: &Around<'_>, _: Lang) -> Value {
        let series = around.series;
        let values = self.by_name();
        let named = |name, unit, total: Option<Decimal>, total_kind| MetricView {
            name,
            unit,
            value: values.get(name).map(|value| Amount(*value)),
            total: total.map(Amount),
            total_kind,
        };
        let metrics = match series {
            Some(series) => series.totals.iter().map(|t| named(t.name.as_str(), t.unit.as_deref(), t.total, Some(t.kind))).collect(),
            None => self.metrics.iter().flat_map(Pairs::iter).map(|(name, _)| named(name, None, None, None)).collect(),
        };
        let facts = self.facts(series);
        let people = self.volunteers.as_ref().and_then(|v| v.people);
        let volunteers = facts.volunteers.map(|v| VolunteerView { people, hours: v.hours, total_hours: v.total_hours });
        let entries = self.entries.as_deref().unwrap_or_default();
        let missing_since = facts.missing_since.unwrap_or_default();
        Value::from_serializable(&View { day: facts.day, metrics, entries, volunteers, missing_since, series: series.is_some() })
    }

    fn as_log(&self) -> Option<&Log> {
        Some(self)
    }

    fn card(&self, around: &Around<'_>) -> CardParts {
        CardParts { day: around.series.map(|series| series.day), ..CardParts::default() }
    }
}

impl Log {
    /// Checks that every metric is one of the series'.
    pub fn check_series(&self, (series, metrics): (&Series, &Known<'_>), common: &Common, check: &mut Check) {
        for (name, _) in self.figures().filter(|(name, _)| !metrics.there.contains(name)) {
            check.tell(Check::key(format!("metrics.{name}")), &codes::UNKNOWN_METRIC, || {
                let fault = words!("这个系列没有“{name}”这个指标", "the series has no metric “{name}”");
                Diagnostic::new(&codes::UNKNOWN_METRIC, fault).help(match metrics.near(name) {
                    Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
                    None => {
                        words!("在栏目的 _index.md 里加上 series.metrics.{name}", "add `series.metrics.{name}` to the section's _index.md")
                    }
                })
            });
        }
        if let Some(date) = common.day()
            && date < series.from
        {
            let from = series.from;
            check
                .add(
                    "date",
                    &codes::BEFORE_SERIES,
                    words!("{date} 早于系列的第 1 天 {from}", "{date} is before day 1 of the series, {from}"),
                )
                .help(Words::fixed(
                    "改正日期，或把 _index.md 里 series 的 from 提前",
                    "correct the date, or set `series.from` earlier in the section's _index.md",
                ));
        }
    }

    /// The fault of a second log of one day.
    pub fn duplicate_day(date: Day) -> Diagnostic {
        Diagnostic::new(&codes::DUPLICATE_LOG_DAY, words!("{date} 已有一篇日志", "{date} already has a log"))
            .help(words!("同一天的事写进同一篇", "put what happened on one day into one log"))
    }

    /// The day's own figures with their names, in the order written.
    pub fn figures(&self) -> impl Iterator<Item = (&str, Decimal)> {
        self.metrics.iter().flat_map(Pairs::iter).map(|(name, amount)| (name, amount.0))
    }

    /// The same, to be looked up.
    pub fn by_name(&self) -> HashMap<&str, Decimal> {
        self.figures().collect()
    }

    /// Hours served that day.
    pub fn hours(&self) -> Option<Decimal> {
        self.volunteers.as_ref().and_then(|v| v.hours).map(|hours| hours.0)
    }

    fn facts(&self, series: Option<&SeriesDay>) -> Facts {
        let metrics = match series {
            Some(series) => {
                let values = self.by_name();
                let value = |name: &str| values.get(name).map(|value| Amount(*value));
                let fact = |t: &MetricTotal| (t.name.clone(), MetricFacts { value: value(&t.name), total: t.total.map(Amount) });
                let known = series.totals.iter().filter(|t| t.total.is_some());
                Pairs(known.map(fact).collect())
            }
            None => {
                let own = self.metrics.iter().flat_map(|metrics| metrics.iter());
                Pairs(own.map(|(name, amount)| (name.to_owned(), MetricFacts { value: Some(*amount), total: None })).collect())
            }
        };
        let total_hours = series.and_then(|series| series.hours);
        let volunteers = (self.hours().is_some() || total_hours.is_some())
            .then(|| VolunteerFacts { hours: self.hours().map(Amount), total_hours: total_hours.map(Amount) });
        let missing_since = series.map(|series| series.missing.iter().map(|date| Day(*date)).collect());
        Facts { day: series.map(|series| series.day), metrics, volunteers, missing_since }
    }
}
