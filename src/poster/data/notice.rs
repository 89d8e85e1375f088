//! A notice on a poster: its type, and its timetable as a table of words.

use serde::Serialize;

use super::place::PlaceRows;
use super::words::Wording;
use crate::config::spoken;
use crate::record::notice::timetable::{Hours, TimetableGroup, TimetableRow, grouped};
use crate::record::notice::{NoticeType, NoticeView, ShiftView, Weekday};

/// What a notice adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoticeData {
    /// `notice`, `recruitment`, `service`, `reminder` or `warning`.
    pub r#type: String,
    /// The same in words.
    pub type_word: String,
    /// The timetable.
    pub schedule: Option<TableData>,
}

/// A table of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableData {
    /// Its columns.
    pub columns: Vec<ColumnData>,
    /// Its rows, with one cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnData {
    /// What it holds: in a timetable `when`, `time`, `place` or `what`; in counts `place` or `count`.
    pub key: &'static str,
    /// Its header.
    pub label: String,
}

impl NoticeData {
    /// The data of a notice's view; for one place, only the rows of that place.
    pub(super) fn of(notice: &NoticeView, here: Option<PlaceRows>, wording: &Wording<'_>) -> NoticeData {
        let r#type = notice.r#type.unwrap_or(NoticeType::Notice).name();
        let is_wanted =
            |at: usize| here.as_ref().is_none_or(|here| here.inside.get(at).copied().unwrap_or(false));
        let all = notice.schedule.iter().flatten().enumerate();
        let shifts: Vec<&ShiftView> = all.filter(|(at, _)| is_wanted(*at)).map(|(_, shift)| shift).collect();
        let schedule =
            (!shifts.is_empty()).then(|| table(shifts, here.is_some_and(|here| here.same), wording));
        NoticeData { r#type: r#type.to_owned(), type_word: wording.word(&format!("notice-{type}")), schedule }
    }
}

/// The columns that some row fills; the place is left out where all rows have the place that the poster is
/// for.
fn table(shifts: Vec<&ShiftView>, here: bool, wording: &Wording<'_>) -> TableData {
    let groups = grouped(shifts);
    let cells = |group: &TimetableGroup, row: &TimetableRow| {
        let hours = row.hours.iter().map(Hours::to_string).collect::<Vec<_>>().join(&wording.word("comma"));
        [
            when(row, wording),
            hours,
            spoken(group.place.as_deref().unwrap_or_default()),
            row.what.clone().unwrap_or_default(),
        ]
    };
    let all: Vec<[String; 4]> =
        groups.iter().flat_map(|group| group.rows.iter().map(|row| cells(group, row))).collect();
    let shown: Vec<usize> =
        (0..4).filter(|at| all.iter().any(|row| !row[*at].is_empty()) && !(*at == 2 && here)).collect();
    let keys = ["when", "time", "place", "what"];
    let columns = shown
        .iter()
        .map(|at| ColumnData { key: keys[*at], label: wording.word(&format!("poster-{}", keys[*at])) })
        .collect();
    let rows = all.into_iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect();
    TableData { columns, rows }
}

/// On which days: all of them as one word, three or more in a row as a span, dates with their weekday.
fn when(row: &TimetableRow, wording: &Wording<'_>) -> String {
    let dates = row.dates.iter().map(|day| {
        let weekday = wording.word(&format!("day-{}", Weekday::of(day.0).name()));
        wording.say("poster-day", &[("date", &wording.short(day.0)), ("weekday", &weekday)])
    });
    weekdays(&row.days, wording).into_iter().chain(dates).collect::<Vec<_>>().join(&wording.word("comma"))
}

pub(super) fn weekdays(days: &[Weekday], wording: &Wording<'_>) -> Vec<String> {
    if days.len() == Weekday::WEEK.len() {
        return vec![wording.word("day-every")];
    }
    let word = |day: Weekday| wording.word(&format!("day-{}", day.name()));
    let mut words = Vec::new();
    for stretch in days.chunk_by(|day, next| day.tomorrow() == *next) {
        match stretch {
            [first, .., last] if stretch.len() > 2 => {
                words.push(format!("{}{}{}", word(*first), wording.word("clock-to"), word(*last)))
            }
            few => words.extend(few.iter().map(|day| word(*day))),
        }
    }
    words
}
