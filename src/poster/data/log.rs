//! A day of a log on a poster: the day's number and its figures.

use serde::Serialize;

use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::record::log::{LogEntryView, LogView, MetricView, Total, VolunteerView};

/// What a log adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogData {
    /// The day of the series.
    pub day: Option<i64>,
    /// The same in words.
    pub day_word: Option<String>,
    /// The day's figures with their totals, volunteers last.
    pub figures: Vec<LargeFigure>,
    /// What happened.
    pub entries: Vec<LogEntryData>,
    /// Days before this one without a log, in words.
    pub missing: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogEntryData {
    /// When.
    pub time: Option<String>,
    /// What.
    pub text: String,
    /// Where.
    pub place: Option<String>,
}

impl LogData {
    pub(super) fn of(view: &LogView<'_>, wording: &Wording<'_>) -> LogData {
        let shown = view.metrics.iter().filter(|metric| metric.value.is_some() || metric.total.is_some());
        let volunteers = view.volunteers.as_ref().and_then(|volunteers| of_volunteers(volunteers, wording));
        let missing: Vec<String> = view.missing_since.iter().map(|day| wording.short(day.0)).collect();
        let written = |days: Vec<String>| {
            format!("{}{}", wording.word("log-missing-days"), days.join(&wording.word("comma")))
        };
        LogData {
            day: view.day,
            day_word: view.day.map(|day| wording.say("log-day", &[("day", &day.to_string())])),
            figures: shown.map(|metric| of_metric(metric, wording)).chain(volunteers).collect(),
            entries: view.entries.iter().map(LogEntryData::of).collect(),
            missing: (!missing.is_empty()).then(|| written(missing)),
        }
    }
}

impl LogEntryData {
    fn of(entry: &LogEntryView<'_>) -> LogEntryData {
        LogEntryData {
            time: entry.time.map(|time| time.to_string()),
            text: entry.text.0.clone(),
            place: entry.place.clone(),
        }
    }
}

fn of_metric(metric: &MetricView, wording: &Wording<'_>) -> LargeFigure {
    let key = match metric.total_kind {
        Some(Total::Sum) => Some("total-sum"),
        Some(Total::Max) => Some("total-max"),
        // The figure of the newest day is this day's figure.
        Some(Total::Last) | None => None,
    };
    let total = metric.total.zip(key).map(|(total, key)| wording.say(key, &[("total", &thousands(total))]));
    LargeFigure {
        label: metric.name.clone(),
        value: metric.value.map_or_else(|| "–".to_owned(), thousands),
        unit: metric.unit.clone().unwrap_or_default(),
        note: total.unwrap_or_default(),
    }
}

fn of_volunteers(volunteers: &VolunteerView, wording: &Wording<'_>) -> Option<LargeFigure> {
    let people = volunteers.people?;
    let hours = volunteers.hours.map(|hours| {
        let total = volunteers.total_hours.unwrap_or(hours);
        let said = [("hours", &*thousands(hours)), ("total", &*thousands(total))];
        wording.measured("volunteer-hours", &hours.to_string(), &said)
    });
    let (label, unit) = (wording.word("volunteers"), wording.count("unit-persons", "count", people.0));
    Some(LargeFigure { label, value: thousands(people.0), unit, note: hours.unwrap_or_default() })
}
