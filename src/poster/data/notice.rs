//! A notice on a poster: its type, and its timetable as a table of words.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::place::covers;
use super::words::Voice;
use crate::config::spoken;
use crate::front::scalar::Day;
use crate::site::Site;

/// What a notice adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoticeData {
    /// `notice`, `recruitment`, `service`, `reminder` or `warning`.
    pub r#type: String,
    /// The same in words.
    pub type_word: String,
    /// The timetable.
    pub schedule: Option<Table>,
}

/// A table of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What it holds: of a timetable `when`, `time`, `place` or `what`; of counts `place` or `count`.
    pub key: &'static str,
    /// Its head.
    pub label: String,
}

#[derive(Deserialize)]
struct View {
    r#type: Option<String>,
    schedule: Option<Vec<Shift>>,
}

/// A row of a timetable as the record has it.
#[derive(Deserialize)]
struct Shift {
    place: Option<String>,
    days: Option<Vec<String>>,
    dates: Option<Vec<Day>>,
    from: Option<String>,
    until: Option<String>,
    what: Option<String>,
}

impl NoticeData {
    pub(super) fn of(view: Json, site: &Site, place: Option<&str>, voice: &Voice<'_>) -> Option<NoticeData> {
        let view: View = serde_json::from_value(view).ok()?;
        let r#type = view.r#type.unwrap_or_else(|| "notice".to_owned());
        let wanted = |shift: &Shift| place.is_none_or(|place| shift.place.as_deref().is_some_and(|own| covers(site, place, own)));
        let shifts: Vec<Shift> = view.schedule.unwrap_or_default().into_iter().filter(wanted).collect();
        let schedule = (!shifts.is_empty()).then(|| table(&shifts, place, voice));
        Some(NoticeData { type_word: voice.word(&format!("notice-{type}")), r#type, schedule })
    }
}

/// The columns that some row fills; the place is left out where all rows are of the one that the poster is for.
fn table(shifts: &[Shift], place: Option<&str>, voice: &Voice<'_>) -> Table {
    let of = |shift: &Shift| shift.place.clone().unwrap_or_default();
    let all: Vec<[String; 4]> =
        shifts.iter().map(|shift| [when(shift, voice), time(shift), spoken(&of(shift)), shift.what.clone().unwrap_or_default()]).collect();
    let here = place.is_some_and(|place| shifts.iter().all(|shift| of(shift) == place));
    let shown: Vec<usize> = (0..4).filter(|at| all.iter().any(|row| !row[*at].is_empty()) && !(*at == 2 && here)).collect();
    let keys = ["when", "time", "place", "what"];
    let columns = shown.iter().map(|at| Column { key: keys[*at], label: voice.word(&format!("poster-{}", keys[*at])) }).collect();
    let rows = all.into_iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect();
    Table { columns, rows }
}

fn time(shift: &Shift) -> String {
    match (&shift.from, &shift.until) {
        (Some(from), Some(until)) => format!("{from}–{until}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    }
}

/// On which days: three and more in a row as a span, dates with their weekday.
fn when(shift: &Shift, voice: &Voice<'_>) -> String {
    let days = shift.days.as_deref().map(|days| weekdays(days, voice)).unwrap_or_default();
    let dates = shift.dates.iter().flatten().map(|day| {
        let weekday = voice.word(&format!("day-{}", WEEK[usize::try_from(day.0.weekday().to_monday_zero_offset()).unwrap_or(0)]));
        voice.say("poster-day", &[("date", &voice.short(day.0)), ("weekday", &weekday)])
    });
    days.into_iter().chain(dates).collect::<Vec<_>>().join(&voice.word("comma"))
}

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekdays(days: &[String], voice: &Voice<'_>) -> Vec<String> {
    let mut on: Vec<usize> = days.iter().filter_map(|day| WEEK.iter().position(|name| name == day)).collect();
    on.sort_unstable();
    on.dedup();
    let word = |day: usize| voice.word(&format!("day-{}", WEEK[day]));
    let mut words = Vec::new();
    for stretch in on.chunk_by(|a, b| a + 1 == *b) {
        match stretch {
            [first, .., last] if stretch.len() > 2 => words.push(format!("{}{}{}", word(*first), voice.word("clock-to"), word(*last))),
            few => words.extend(few.iter().map(|day| word(*day))),
        }
    }
    words
}
