//! A roster on a poster: the week and the days apart from it as a table of words.

use serde::Serialize;

use super::notice::{ColumnData, TableData};
use super::words::Wording;
use crate::record::roster::{DayView, DutyView, View};
use crate::render::duties;

/// What a roster adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RosterData {
    /// Who is on duty when and where.
    pub schedule: Option<TableData>,
}

const KEYS: [&str; 5] = ["when", "time", "who", "what", "place"];

impl RosterData {
    pub(super) fn of(view: &View<'_>, wording: &Wording<'_>) -> RosterData {
        let days = view.week.iter().chain(&view.dates);
        let rows: Vec<[String; 5]> =
            days.flat_map(|day| day.shifts.iter().map(|shift| cells(day, shift, wording))).collect();
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

fn cells(day: &DayView<'_>, shift: &DutyView<'_>, wording: &Wording<'_>) -> [String; 5] {
    let [time, who, what, place] = duties::duty(shift, wording);
    [duties::day(day, wording), time, who, what, place]
}
