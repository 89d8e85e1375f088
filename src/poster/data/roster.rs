//! A roster on a poster: the week and the exceptional days, as a table of words.

use std::collections::HashMap;

use serde::Serialize;

use super::notice::{ColumnData, TableData, weekdays};
use super::words::Wording;
use crate::record::notice::Weekday;
use crate::record::roster::{DayView, RosterView};
use crate::render::duties;

/// What a roster adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterData {
    /// Who is on duty when and where.
    pub schedule: Option<TableData>,
}

const KEYS: [&str; 5] = ["when", "time", "who", "what", "place"];

impl RosterData {
    pub(super) fn of(view: &RosterView<'_>, wording: &Wording<'_>) -> RosterData {
        let rows: Vec<[String; 5]> = week(view, wording).chain(dates(view, wording)).collect();
        let shown: Vec<usize> =
            (0..KEYS.len()).filter(|at| rows.iter().any(|row| !row[*at].is_empty())).collect();
        let column =
            |at: &usize| ColumnData { key: KEYS[*at], label: wording.word(&format!("poster-{}", KEYS[*at])) };
        let schedule = (!rows.is_empty()).then(|| TableData {
            columns: shown.iter().map(column).collect(),
            rows: rows.iter().map(|row| shown.iter().map(|at| row[*at].clone()).collect()).collect(),
        });
        RosterData { schedule }
    }
}

/// The shifts of the week; those that differ only in their day share a row.
fn week<'v>(view: &'v RosterView<'_>, wording: &'v Wording<'_>) -> impl Iterator<Item = [String; 5]> + 'v {
    let mut rows: Vec<(Vec<Weekday>, [String; 4])> = Vec::new();
    let mut known: HashMap<[String; 4], usize> = HashMap::new();
    for day in &view.week {
        for shift in &day.shifts {
            let cells = duties::duty(shift, wording);
            let at = *known.entry(cells).or_insert_with_key(|cells| {
                rows.push((Vec::new(), cells.clone()));
                rows.len() - 1
            });
            let days = &mut rows[at].0;
            if days.last() != Some(&day.weekday) {
                days.push(day.weekday);
            }
        }
    }
    rows.into_iter().map(|(days, cells)| row(weekdays(&days, wording).join(&wording.word("comma")), cells))
}

/// The shifts of single dates.
fn dates<'v>(view: &'v RosterView<'_>, wording: &'v Wording<'_>) -> impl Iterator<Item = [String; 5]> + 'v {
    let of = move |day: &'v DayView<'_>| {
        day.shifts.iter().map(move |shift| row(duties::day(day, wording), duties::duty(shift, wording)))
    };
    view.dates.iter().flat_map(of)
}

fn row(when: String, [time, who, what, place]: [String; 4]) -> [String; 5] {
    [when, time, who, what, place]
}
