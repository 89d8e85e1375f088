//! 日志: one day of a long effort, with its figures; in a series, also the number of the day and the running
//! totals.

mod codes;
mod series;

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{
    CardSlots, ChainPosition, DeriveContext, FactField, FactType, Kind, PlaceName, Profile, Reach,
    ViewContext, fact, fields_of,
};
use crate::diag::{Diagnostic, Words, words};
use crate::front::OneOrMany;
use crate::front::prose::Prose;
use crate::front::scalar::{Amount, Count, Day, NonNegative, TimeOfDay};
use crate::front::shape::{Choice, Pairs, Shaped, fields};
pub use series::{Metric, MetricIndex, MetricTotal, Series, SeriesContext, SeriesDay, Total};

fields! {
    /// Something that happened that day.
    pub struct LogEntry {
        /// when
        time "时间" "几点" ? TimeOfDay,
        /// what
        text "内容" "做了什么" ! Prose,
        /// where
        place "地点" "地点" ? Prose,
    }
}

fields! {
    /// Volunteers of the day.
    pub struct Volunteers {
        /// how many
        people "人数" "人数" ? Count,
        /// hours served by all together
        hours "小时" "服务时长合计" ? NonNegative,
    }
}

own_fields! {
    /// A log's own fields.
    Log {
        /// the day's figures
        metrics "指标" "当天的数字" ? Pairs<Amount>,
        /// what happened
        entries "记事" "当天的事" ? OneOrMany<LogEntry>,
        /// who helped
        volunteers "志愿者" "志愿者" ? Volunteers,
    }
}

static FACTS: &[FactField] = &[
    fact(
        "day",
        "第几天",
        FactType::Count,
        ("系列的第几天，从 1 数起", "the day of the series, counted from 1"),
    ),
    fact("metrics.*.value", "当天数", FactType::Decimal, ("这项指标当天的数", "the day's figure")),
    fact(
        "metrics.*.total",
        "合计",
        FactType::Decimal,
        ("到这一天为止的累计、最新或最高", "the sum, the newest or the largest up to that day"),
    ),
    fact(
        "volunteers.hours",
        "服务时长",
        FactType::Decimal,
        ("当天志愿服务的小时数", "hours volunteers served that day"),
    ),
    fact(
        "volunteers.total_hours",
        "累计时长",
        FactType::Decimal,
        ("到这一天为止的小时数", "hours served up to that day"),
    ),
    fact(
        "missing_since",
        "缺日志的日子",
        FactType::Dates,
        ("系列开始以来没有日志的日子", "days since the series began that have no log"),
    ),
];

static PROFILE: Profile = Profile {
    name: Choice { name: "log", zh: "日志" },
    everyday: &["日记", "日报", "记事", "diary", "journal"],
    folder: "logs",
    fields: fields_of(&Log::SHAPE),
    shape: &File::<Log>::SHAPE,
    codes: codes::ALL,
    facts: FACTS,
    is_numbered: false,
    is_daily: true,
    reach: Reach::Chain,
    ..Profile::USUAL
};

/// A log's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LogFacts {
    /// The day of the series, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<i64>,
    /// The day's figures with their totals.
    pub metrics: Pairs<MetricFacts>,
    /// Hours volunteers served.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volunteers: Option<VolunteerFacts>,
    /// Days since the series began that have no log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing_since: Option<Vec<Day>>,
    /// Its place in its series.
    #[serde(skip)]
    pub series: Option<SeriesDay>,
}

/// A figure of a day.
#[derive(Clone, Debug, Serialize)]
pub struct MetricFacts {
    /// The figure of the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Amount>,
    /// The total of all days so far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Amount>,
}

/// Hours volunteers served.
#[derive(Clone, Debug, Serialize)]
pub struct VolunteerFacts {
    /// Hours on that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Amount>,
    /// Up to that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_hours: Option<Amount>,
}

/// What is drawn of a log.
#[derive(Serialize)]
pub struct LogView<'a> {
    /// The day of the series.
    pub day: Option<i64>,
    /// The figures, in the order of the series or as written.
    pub metrics: Vec<MetricView>,
    /// What happened.
    pub entries: Vec<LogEntryView<'a>>,
    /// Who helped.
    pub volunteers: Option<VolunteerView>,
    /// Days since the series began that have no log.
    pub missing_since: Vec<Day>,
    /// Whether it is in a series.
    pub series: bool,
}

/// Something that happened.
#[derive(Serialize)]
pub struct LogEntryView<'a> {
    /// When.
    pub time: Option<TimeOfDay>,
    /// What.
    pub text: &'a Prose,
    /// Where.
    pub place: Option<String>,
    /// The language of the place's name, where it is not that of the page.
    pub place_lang: Option<String>,
}

impl<'a> LogEntryView<'a> {
    fn of(entry: &'a LogEntry, context: &ViewContext<'_>) -> LogEntryView<'a> {
        let place = entry.place.as_ref().map(|place| context.said_place(place));
        let (place, place_lang) = place.map_or((None, None), |PlaceName { name, lang }| (Some(name), lang));
        LogEntryView { time: entry.time, text: &entry.text, place, place_lang }
    }
}

/// A figure.
#[derive(Serialize)]
pub struct MetricView {
    /// What is counted.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// The day's figure.
    pub value: Option<Amount>,
    /// That of all days so far.
    pub total: Option<Amount>,
    /// How the total is made from the figures of the days.
    pub total_kind: Option<Total>,
}

/// Who helped.
#[derive(Serialize)]
pub struct VolunteerView {
    /// How many.
    pub people: Option<Count>,
    /// Hours served that day.
    pub hours: Option<Amount>,
    /// Hours served up to that day.
    pub total_hours: Option<Amount>,
}

impl Kind for Log {
    type Facts = LogFacts;
    type View<'v> = LogView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        if let Some(volunteers) = &self.volunteers {
            volunteers.check(check);
        }
    }

    /// A withdrawn log is no longer counted, and another may take its place.
    fn link(&self, context: &DeriveContext<'_>) -> Option<ChainPosition> {
        let at = context
            .common
            .day()
            .filter(|day| context.series.is_some_and(|within| *day >= within.series.from))?
            .0;
        context.common.withdrawn.is_none().then_some(ChainPosition {
            chain: String::new(),
            at,
            field: "date",
        })
    }

    fn check_link(&self, context: &DeriveContext<'_>, check: &mut Check) {
        if let Some(within) = context.series.filter(|_| context.common.withdrawn.is_none()) {
            self.check_series(within, context.common, check);
        }
    }

    fn chain_diagnostic(
        &self,
        context: &DeriveContext<'_>,
        places: &[Date],
    ) -> Option<(&'static str, Diagnostic)> {
        context.series.and_then(|within| within.series.too_large(places))
    }

    fn duplicate_diagnostic(&self, link: &ChainPosition) -> Option<Diagnostic> {
        let date = Day(link.at);
        let fault = Diagnostic::new(
            &codes::DUPLICATE_LOG_DAY,
            words!("{date} 已有一篇日志", "{date} already has a log"),
        );
        Some(fault.help(words!("同一天的事写进同一篇", "put what happened on one day into one log")))
    }

    fn facts(&self, context: &DeriveContext<'_>, before: Option<&LogFacts>) -> LogFacts {
        let place = context.series.zip(context.common.day());
        let before = before.and_then(|facts| Some((facts, facts.series.as_ref()?)));
        let series = place
            .map(|(within, date)| SeriesDay::of(within.series, date.0, self, before.map(|(_, day)| day)));
        let known = before.map(|(facts, day)| (day.date, facts.missing_since.as_deref().unwrap_or_default()));
        let total_hours = series.as_ref().and_then(|series| series.hours);
        let volunteers = (self.hours().is_some() || total_hours.is_some()).then(|| VolunteerFacts {
            hours: self.hours().map(Amount),
            total_hours: total_hours.map(Amount),
        });
        LogFacts {
            day: place.map(|(within, date)| within.series.day(date.0)),
            metrics: self.metric_facts(series.as_ref()),
            volunteers,
            missing_since: place.map(|(within, date)| within.series.missing(date.0, known)),
            series,
        }
    }

    fn view<'v>(&'v self, facts: &LogFacts, context: &ViewContext<'_>) -> LogView<'v> {
        let values = self.by_name();
        let named = |name: &str, unit: Option<&str>, total: Option<Decimal>, total_kind| MetricView {
            name: name.to_owned(),
            unit: unit.map(str::to_owned),
            value: values.get(name).map(|value| Amount(*value)),
            total: total.map(Amount),
            total_kind,
        };
        let metrics = match &facts.series {
            Some(series) => series
                .totals
                .iter()
                .map(|t| named(&t.name, t.unit.as_deref(), t.total, Some(t.kind)))
                .collect(),
            None => self
                .metrics
                .iter()
                .flat_map(Pairs::iter)
                .map(|(name, _)| named(name, None, None, None))
                .collect(),
        };
        let people = self.volunteers.as_ref().and_then(|volunteers| volunteers.people);
        let volunteers = facts.volunteers.as_ref();
        LogView {
            day: facts.day,
            metrics,
            entries: self.entries.iter().flatten().map(|entry| LogEntryView::of(entry, context)).collect(),
            volunteers: volunteers.map(|of| VolunteerView {
                people,
                hours: of.hours,
                total_hours: of.total_hours,
            }),
            missing_since: facts.missing_since.clone().unwrap_or_default(),
            series: facts.series.is_some(),
        }
    }

    fn card(&self, facts: &LogFacts, _: &DeriveContext<'_>) -> CardSlots {
        CardSlots { ordinal: facts.day, ..CardSlots::default() }
    }
}

impl Volunteers {
    /// Checks that so many people can have served so many hours in one day.
    fn check(&self, check: &mut Check) {
        let (Some(Count(people)), Some(NonNegative(hours))) = (self.people, self.hours) else { return };
        let most = Decimal::from(people) * Decimal::from(24);
        if hours <= most {
            return;
        }
        let message = match people {
            0 => words!("没有志愿者，却有 {hours} 小时", "no volunteers, but {hours} hours"),
            _ => words!(
                "{people} 人一天最多 {most} 小时，这里写了 {hours} 小时",
                "{hours} hours, but {people} can serve {most} a day at most"
            ),
        };
        check
            .add("volunteers.hours", &codes::IMPOSSIBLE_HOURS, message)
            .note("volunteers.people", Words::fixed("人数在这里", "the number of volunteers here"))
            .help(Words::fixed(
                "核对这两个数；小时数是当天大家加起来的",
                "check the two numbers; the hours are those of all together on that day",
            ));
    }
}

impl Log {
    /// Checks that every metric is declared by the series.
    fn check_series(
        &self,
        SeriesContext { series, metrics }: SeriesContext<'_>,
        common: &Common,
        check: &mut Check,
    ) {
        for (name, _) in self.figures().filter(|(name, _)| !metrics.has(name)) {
            check.add_with(Check::key(format!("metrics.{name}")), &codes::UNKNOWN_METRIC, || {
                let fault = words!("这个系列没有“{name}”这个指标", "the series has no metric “{name}”");
                Diagnostic::new(&codes::UNKNOWN_METRIC, fault).help(match metrics.nearest(name) {
                    Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
                    None => {
                        words!(
                            "在栏目的 _index.md 里加上 series.metrics.{name}",
                            "add `series.metrics.{name}` to the section's _index.md"
                        )
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

    fn metric_facts(&self, series: Option<&SeriesDay>) -> Pairs<MetricFacts> {
        let Some(series) = series else {
            let own = self.metrics.iter().flat_map(Pairs::iter);
            return Pairs(
                own.map(|(name, amount)| {
                    (name.to_owned(), MetricFacts { value: Some(*amount), total: None })
                })
                .collect(),
            );
        };
        let values = self.by_name();
        let value = |name: &str| values.get(name).map(|value| Amount(*value));
        let fact = |t: &MetricTotal| {
            (t.name.clone(), MetricFacts { value: value(&t.name), total: t.total.map(Amount) })
        };
        Pairs(series.totals.iter().filter(|t| t.total.is_some()).map(fact).collect())
    }
}
