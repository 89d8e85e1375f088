//! What is drawn of a project: the board of its progress, its phases and its budget.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::super::exact::{Share, threshold_percent};
use super::super::kind::{PlaceName, ViewContext};
use super::facts::Sums;
use super::{Budget, BudgetSource, PhaseDone, Progress, Project, ProjectFacts, ProjectPhase};
use crate::config::spoken;
use crate::front::prose::Prose;
use crate::front::scalar::{Amount, Day, Threshold};

/// What is drawn of a project.
#[derive(Serialize)]
pub struct ProjectView<'v> {
    /// What the board counts.
    pub target_label: Option<&'v Prose>,
    /// All places together; none if no progress is given.
    pub all: Option<Board>,
    /// The required share, as a fraction.
    pub threshold: Option<String>,
    /// The required share, as a percentage.
    pub threshold_percent: Option<String>,
    /// Whether the share must exceed the threshold, not just equal it.
    pub strict: bool,
    /// Whether it is reached.
    pub threshold_met: Option<bool>,
    /// How many more are needed to reach it.
    pub missing: Option<u64>,
    /// How many places are complete.
    pub places_complete: Option<u64>,
    /// How far each place has come.
    pub places: Vec<PlaceProgress>,
    /// How many places are left out because few are done, or not done, in them.
    pub places_withheld: usize,
    /// The phases, in order.
    pub phases: Vec<PhaseView<'v>>,
    /// What it costs and who pays.
    pub budget: Option<BudgetView<'v>>,
}

/// How many there are, and how many of them are done: a flag stands for each.
#[derive(Clone, Debug, Serialize)]
pub struct Board {
    /// How many there are.
    pub total: u64,
    /// How many are done.
    pub done: u64,
    /// How many are not done.
    pub remaining: u64,
    /// The share that is done, as a percentage with two decimals; none if there are none at all.
    pub percent: Option<String>,
}

/// How far a place has come.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceProgress {
    /// Where.
    pub place: String,
    /// The language of its name, if that is not the language of the page.
    pub place_lang: Option<String>,
    /// How far.
    #[serde(flatten)]
    pub board: Board,
    /// Whether all are done.
    pub complete: bool,
}

/// A phase.
#[derive(Serialize)]
pub struct PhaseView<'v> {
    /// What it is.
    pub name: &'v Prose,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// Whether it is done.
    pub done: bool,
    /// When it was done, if that is known.
    pub done_on: Option<Day>,
    /// Whether the work is in this phase.
    pub current: bool,
    /// Whether its last day has passed and it is not done.
    pub late: bool,
}

/// What it costs and who pays.
#[derive(Serialize)]
pub struct BudgetView<'v> {
    /// What it costs.
    pub amount: Amount,
    /// Who pays.
    pub sources: Vec<SourceView<'v>>,
}

/// Who pays a part.
#[derive(Serialize)]
pub struct SourceView<'v> {
    /// Who.
    pub name: &'v Prose,
    /// How much.
    pub amount: Amount,
    /// The share of the whole, as a percentage with two decimals.
    pub percent: Option<String>,
}

pub(super) fn view<'v>(
    project: &'v Project,
    facts: &ProjectFacts,
    context: &ViewContext<'_>,
) -> ProjectView<'v> {
    let sums = Sums::of(project);
    let needed = project.threshold;
    let withheld = withheld(project.progress(), context.small_cells);
    let shown = project.progress().iter().enumerate().filter(|(at, _)| !withheld.contains(at));
    let phase = |(at, phase)| PhaseView::of(phase, project.current() == Some(at), facts.late == Some(true));
    ProjectView {
        target_label: project.target_label.as_ref(),
        all: sums.map(|sums| Board::of(sums.done, sums.total)),
        threshold: needed.map(Threshold::fraction),
        threshold_percent: needed.map(threshold_percent),
        strict: needed.is_some_and(|needed| needed.strict),
        threshold_met: facts.threshold_met,
        missing: sums.zip(needed).map(|(sums, needed)| sums.missing(needed)),
        places_complete: facts.places_complete,
        places: shown.map(|(_, place)| PlaceProgress::of(place, context)).collect(),
        places_withheld: withheld.len(),
        phases: project.phases().iter().enumerate().map(phase).collect(),
        budget: project.budget.as_ref().map(BudgetView::of),
    }
}

/// The indices of the places that are withheld: those in which few are done, or not done, and as many
/// others, smallest first, as it takes to keep any of the former from being worked out from the sums of all
/// places.
fn withheld(places: &[Progress], least: Option<u64>) -> BTreeSet<usize> {
    let Some(least) = least else { return BTreeSet::new() };
    let is_small = |place: &Progress| place.done.0 < least || (1..least).contains(&missing(place));
    let mut withheld: BTreeSet<usize> =
        places.iter().enumerate().filter(|(_, place)| is_small(place)).map(|(at, _)| at).collect();
    // If a place has nothing to be done, its progress is known to everybody.
    let small: Vec<usize> = withheld.iter().copied().filter(|at| places[*at].total.0 > 0).collect();
    let mut others: Vec<usize> = (0..places.len()).filter(|at| !withheld.contains(at)).collect();
    others.sort_by_key(|at| Reverse(places[*at].total.0));
    while small.iter().any(|at| is_known(&places[*at], &withheld, places)) {
        let Some(other) = others.pop() else { break };
        withheld.insert(other);
    }
    withheld
}

/// Whether the number not done in a withheld place can be worked out from the sum of all withheld places:
/// if it is the only one, if nothing is done, or if each lacks as few as it can. The total of each place is
/// assumed to be known to its neighbours.
fn is_known(place: &Progress, withheld: &BTreeSet<usize>, places: &[Progress]) -> bool {
    let all: Vec<(u64, u64)> =
        withheld.iter().map(|at| &places[*at]).map(|place| (place.total.0, missing(place))).collect();
    let sum = |of: fn(&(u64, u64)) -> u64| all.iter().map(of).fold(0, u64::saturating_add);
    let (total, all_missing) = (sum(|of| of.0), sum(|of| of.1));
    // The number of complete places is published: if none of these is complete, each lacks at least one.
    let each = u64::from(all.iter().all(|(_, missing)| *missing > 0));
    let others = all.iter().map(|_| each).sum::<u64>() - each;
    let least = each.max(all_missing.saturating_sub(total - place.total.0));
    least == place.total.0.min(all_missing - others)
}

fn missing(place: &Progress) -> u64 {
    place.total.0.saturating_sub(place.done.0)
}

impl Board {
    fn of(done: u64, total: u64) -> Board {
        let percent = Share::of_people(done, total).percent();
        Board { total, done, remaining: total.saturating_sub(done), percent }
    }
}

impl PlaceProgress {
    fn of(place: &Progress, context: &ViewContext<'_>) -> PlaceProgress {
        let PlaceName { name, lang } = context.place_name(&place.place);
        let board = Board::of(place.done.0, place.total.0);
        PlaceProgress { place: spoken(&name), place_lang: lang, complete: board.remaining == 0, board }
    }
}

impl<'v> PhaseView<'v> {
    /// Only the phase that the work is in can be late: those after it have to wait for it.
    fn of(phase: &'v ProjectPhase, current: bool, is_late: bool) -> PhaseView<'v> {
        PhaseView {
            name: &phase.name,
            from: phase.from,
            until: phase.until,
            done: phase.done.is_some_and(PhaseDone::is_done),
            done_on: phase.done.and_then(PhaseDone::day),
            current,
            late: current && is_late,
        }
    }
}

impl<'v> BudgetView<'v> {
    fn of(budget: &'v Budget) -> BudgetView<'v> {
        let source = |source: &'v BudgetSource| SourceView {
            name: &source.name,
            amount: source.amount.into(),
            percent: Share::of_amounts(source.amount.0, budget.amount.0).percent(),
        };
        let sources = budget.sources.as_deref().unwrap_or_default();
        BudgetView { amount: budget.amount.into(), sources: sources.iter().map(source).collect() }
    }
}
