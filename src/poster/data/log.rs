//! A day of a log on a poster: the day's number and its figures.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::vote::Figure;
use super::words::{Voice, thousands};
use crate::front::scalar::Day;

/// What a log adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LogData {
    /// The day of the series.
    pub day: Option<i64>,
    /// The same in words.
    pub day_word: Option<String>,
    /// The day's figures with their totals, volunteers last.
    pub figures: Vec<Figure>,
    /// What happened.
    pub entries: Vec<EntryData>,
    /// Days before this one without a log, in words.
    pub missing: Option<String>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryData {
    /// When.
    pub time: Option<String>,
    /// What.
    pub text: String,
    /// Where.
    pub place: Option<String>,
}

#[derive(Deserialize)]
struct View {
    day: Option<i64>,
    metrics: Vec<Metric>,
    entries: Vec<EntryData>,
    volunteers: Option<Volunteers>,
    missing_since: Vec<Day>,
}

#[derive(Deserialize)]
struct Metric {
    name: String,
    unit: Option<String>,
    value: Option<String>,
    total: Option<String>,
    total_kind: Option<String>,
}

#[derive(Deserialize)]
struct Volunteers {
    people: Option<u64>,
    hours: Option<String>,
    total_hours: Option<String>,
}

impl LogData {
    pub(super) fn of(view: Json, voice: &Voice<'_>) -> Option<LogData> {
        let view: View = serde_json::from_value(view).ok()?;
        let shown = view.metrics.iter().filter(|metric| metric.value.is_some() || metric.total.is_some());
        let volunteers = view.volunteers.as_ref().and_then(|volunteers| volunteers.figure(voice));
        let missing: Vec<String> = view.missing_since.iter().map(|day| voice.short(day.0)).collect();
        let told = |days: Vec<String>| format!("{}{}", voice.word("log-missing-days"), days.join(&voice.word("comma")));
        Some(LogData {
            day: view.day,
            day_word: view.day.map(|day| voice.say("log-day", &[("day", &day.to_string())])),
            figures: shown.map(|metric| metric.figure(voice)).chain(volunteers).collect(),
            entries: view.entries,
            missing: (!missing.is_empty()).then(|| told(missing)),
        })
    }
}

impl Metric {
    fn figure(&self, voice: &Voice<'_>) -> Figure {
        // The newest day's figure is this one.
        let total = self.total.as_ref().zip(self.total_kind.as_deref()).filter(|(_, kind)| *kind != "last");
        Figure {
            label: self.name.clone(),
            value: self.value.as_ref().map_or_else(|| "–".to_owned(), thousands),
            unit: self.unit.clone().unwrap_or_default(),
            note: total.map(|(total, kind)| voice.say(&format!("total-{kind}"), &[("total", &thousands(total))])).unwrap_or_default(),
        }
    }
}

impl Volunteers {
    fn figure(&self, voice: &Voice<'_>) -> Option<Figure> {
        let people = self.people?;
        let hours = self.hours.as_ref().map(|hours| {
            let total = self.total_hours.as_ref().unwrap_or(hours);
            voice.say("volunteer-hours", &[("hours", &thousands(hours)), ("total", &thousands(total))])
        });
        let (label, unit) = (voice.word("volunteers"), voice.word("unit-persons"));
        Some(Figure { label, value: thousands(people), unit, note: hours.unwrap_or_default() })
    }
}
