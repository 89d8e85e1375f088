//! A notice on a poster: its type, and its timetable as a table of words.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::place::Here;
use super::words::Voice;
use crate::config::spoken;
use crate::render::timetable::{Group, Hours, Row, Shift, WEEK, grouped};

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

impl NoticeData {
    /// Of a notice's view; for one place only those rows that are there.
    pub(super) fn of(view: Json, here: Option<Here>, voice: &Voice<'_>) -> Option<NoticeData> {
        let view: View = serde_json::from_value(view).ok()?;
        let r#type = view.r#type.unwrap_or_else(|| "notice".to_owned());
        let wanted = |at: usize| here.as_ref().is_none_or(|here| here.inside.get(at).copied().unwrap_or(false));
        let all = view.schedule.unwrap_or_default().into_iter().enumerate();
        let shifts: Vec<Shift> = all.filter(|(at, _)| wanted(*at)).map(|(_, shift)| shift).collect();
        let schedule = (!shifts.is_empty()).then(|| table(shifts, here.is_some_and(|here| here.same), voice));
        Some(NoticeData { type_word: voice.word(&format!("notice-{type}")), r#type, schedule })
    }
}

/// The columns that some row fills; the place is left out where all rows are of the one that the poster is for.
fn table(shifts: Vec<Shift>, here: bool, voice: &Voice<'_>) -> Table {
    let groups = grouped(shifts);
    let cells = |group: &Group, row: &Row| {
        let hours = row.hours.iter().map(Hours::to_string).collect::<Vec<_>>().join(&voice.word("comma"));
        [when(row, voice), hours, spoken(group.place.as_deref().unwrap_or_default()), row.what.clone().unwrap_or_default()]
    };
    let all: Vec<[String; 4]> = groups.iter().flat_map(|group| group.rows.iter().map(|row| cells(group, row))).collect();
    let shown: Vec<usize> = (0..4).filter(|at| all.iter().any(|row| !row[*at].is_empty()) && !(*at == 2 && here)).collect();
    let keys = ["when", "time", "place", "what"];
    let columns = shown.iter().map(|at| Column { key: keys[*at], label: voice.word(&format!("poster-{}", keys[*at])) }).collect();
    let rows = all.into_iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect();
    Table { columns, rows }
}

/// On which days: all of them in a word, three and more in a row as a span, dates with their weekday.
fn when(row: &Row, voice: &Voice<'_>) -> String {
    let dates = row.dates.iter().map(|day| {
        let weekday = voice.word(&format!("day-{}", WEEK[usize::try_from(day.0.weekday().to_monday_zero_offset()).unwrap_or(0)]));
        voice.say("poster-day", &[("date", &voice.short(day.0)), ("weekday", &weekday)])
    });
    weekdays(&row.days, voice).into_iter().chain(dates).collect::<Vec<_>>().join(&voice.word("comma"))
}

fn weekdays(days: &[String], voice: &Voice<'_>) -> Vec<String> {
    let on: Vec<usize> = days.iter().filter_map(|day| WEEK.iter().position(|name| name == day)).collect();
    if on.len() == WEEK.len() {
        return vec![voice.word("day-every")];
    }
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
