//! A project on a poster: the board with a flag for each household, its phases and its budget.

use serde::Serialize;

use super::vote::LargeFigure;
use super::words::{Wording, thousands};
use crate::record::project::{Board, BudgetView, PhaseView, PlaceProgress, ProjectView};

/// What a project adds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProjectData {
    /// What the board counts.
    pub label: String,
    /// All places together; none where no progress is given.
    pub all: Option<BoardData>,
    /// The required share, as a percentage.
    pub threshold_percent: Option<String>,
    /// The same in words, with what is missing.
    pub need: Option<String>,
    /// Whether it has been reached.
    pub met: bool,
    /// The progress of each place.
    pub places: Vec<BoardData>,
    /// The phases, in order.
    pub phases: Vec<PhaseData>,
    /// What it costs, and who pays how much of it.
    pub budget: Vec<LargeFigure>,
}

/// A row of flags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoardData {
    /// Where.
    pub place: String,
    /// How many there are.
    pub total: u64,
    /// How many are done.
    pub done: u64,
    /// Both in words.
    pub numbers: String,
    /// The share that is done, as a percentage with two decimals.
    pub percent: String,
    /// Complete, or how many are missing, in words.
    pub note: String,
    /// Whether all are done.
    pub complete: bool,
}

/// A phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhaseData {
    /// Its name.
    pub name: String,
    /// Its start and end, or when it was done.
    pub when: String,
    /// `done`, `current`, `late` or `next`.
    pub state: &'static str,
    /// The same in a word.
    pub word: String,
}

impl ProjectData {
    pub(super) fn of(view: &ProjectView<'_>, wording: &Wording<'_>) -> ProjectData {
        let place = |row: &PlaceProgress| BoardData::of(&row.place, &row.board, wording);
        ProjectData {
            label: view
                .target_label
                .map_or_else(|| wording.word("progress-heading"), |label| label.0.clone()),
            all: view.all.as_ref().map(|all| BoardData::of(&wording.word("progress-all"), all, wording)),
            threshold_percent: view.threshold_percent.clone(),
            need: need(view, wording),
            met: view.threshold_met == Some(true),
            places: view.places.iter().map(place).collect(),
            phases: view.phases.iter().map(|phase| PhaseData::of(phase, wording)).collect(),
            budget: view.budget.as_ref().map(|budget| figures(budget, wording)).unwrap_or_default(),
        }
    }
}

fn need(view: &ProjectView<'_>, wording: &Wording<'_>) -> Option<String> {
    let threshold = view.threshold.as_deref()?;
    Some(match view.missing? {
        0 => wording.say("threshold-reached", &[("threshold", threshold)]),
        missing => {
            wording.say("threshold-missing", &[("count", &thousands(missing)), ("threshold", threshold)])
        }
    })
}

impl BoardData {
    fn of(place: &str, board: &Board, wording: &Wording<'_>) -> BoardData {
        let (done, total) = (thousands(board.done), thousands(board.total));
        let complete = board.remaining == 0;
        let remaining = || format!("{} {}", wording.word("progress-remaining"), thousands(board.remaining));
        BoardData {
            place: place.to_owned(),
            total: board.total,
            done: board.done,
            numbers: wording.say("progress-of", &[("done", &done), ("total", &total)]),
            percent: board.percent.clone().unwrap_or_else(|| "0".to_owned()),
            note: if complete { wording.word("progress-complete") } else { remaining() },
            complete,
        }
    }
}

impl PhaseData {
    fn of(phase: &PhaseView<'_>, wording: &Wording<'_>) -> PhaseData {
        let state = match (phase.done, phase.late, phase.current) {
            (true, _, _) => "done",
            (false, true, _) => "late",
            (false, false, true) => "current",
            (false, false, false) => "next",
        };
        let day = |day: crate::front::scalar::Day| wording.long(day.0);
        let when = match (phase.done_on, phase.from, phase.until) {
            (Some(done), _, _) => day(done),
            (None, Some(from), Some(until)) => {
                format!("{}{}{}", day(from), wording.word("clock-to"), day(until))
            }
            (None, from, until) => from.or(until).map(day).unwrap_or_default(),
        };
        PhaseData { name: phase.name.0.clone(), when, state, word: wording.word(&format!("phase-{state}")) }
    }
}

fn figures(budget: &BudgetView<'_>, wording: &Wording<'_>) -> Vec<LargeFigure> {
    let figure = |label: String, amount, note: String| LargeFigure {
        label,
        value: thousands(amount),
        unit: String::new(),
        note,
    };
    let part =
        |percent: &Option<String>| percent.as_ref().map(|percent| format!("{percent}%")).unwrap_or_default();
    let sources = budget
        .sources
        .iter()
        .map(|source| figure(source.name.0.clone(), source.amount, part(&source.percent)));
    std::iter::once(figure(wording.word("budget-amount"), budget.amount, String::new()))
        .chain(sources)
        .collect()
}
