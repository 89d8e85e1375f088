//! What is drawn of an election: the count sheet, the candidates in the order announced, and the result.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::consultation::{Measure, RuleView, Test, TestStage, TestView};
use super::super::exact::{Share, threshold_percent};
use super::super::kind::ViewContext;
use super::count::{ElectionTally, Void};
use super::rule::Base;
use super::{CountSheet, Election};
use crate::front::prose::Prose;
use crate::front::scalar::{Count, Moment, Text, Threshold, apart};

/// What is drawn of an election.
#[derive(Serialize)]
pub struct ElectionView<'v> {
    /// The body that is elected.
    pub body: Option<&'v Prose>,
    /// How many are to be elected.
    pub seats: Option<Count>,
    /// How many may vote.
    pub electors: Option<Count>,
    /// The count sheet.
    pub ballots: Option<&'v CountSheet>,
    /// The rule that decides it.
    pub rule: RuleView,
    /// Whether it is counted.
    pub has_results: bool,
    /// Why it is void, once it is counted; empty where it is valid.
    pub void: Vec<Void>,
    /// Whether enough took part, once it is counted; none if any number is enough.
    pub turnout: Option<TestView>,
    /// What a winner needs.
    pub needed: Option<Needed>,
    /// The candidates, in the order announced.
    pub candidates: Vec<CandidateView<'v>>,
    /// Who is elected, most votes first.
    pub elected: Vec<&'v str>,
    /// Whether equal votes leave the last seats undecided.
    pub tie: bool,
    /// What a run-off decides.
    pub runoff: Option<RunOffView<'v>>,
    /// Who observed the count.
    pub scrutineers: &'v [Text],
    /// When the count was announced.
    #[serde(serialize_with = "apart")]
    pub counted_at: Option<Moment>,
}

/// The share of the ballots that a winner needs.
#[derive(Serialize)]
pub struct Needed {
    /// The ballots that it is a share of.
    pub of: Base,
    /// How many they are, once they are counted.
    pub base: Option<u64>,
    /// As a fraction.
    pub threshold: String,
    /// As a percentage.
    pub percent: String,
    /// Whether the share must exceed the threshold, not just equal it.
    pub strict: bool,
}

/// A candidate.
#[derive(Serialize)]
pub struct CandidateView<'v> {
    /// The name.
    pub name: &'v str,
    /// The office that the candidate stands for.
    pub position: Option<&'v Prose>,
    /// How many ballots name the candidate.
    pub votes: Option<Count>,
    /// These as a share of the ballots: a percentage with two decimals.
    pub percent: Option<String>,
    /// Whether the candidate is elected.
    pub elected: bool,
    /// Whether the candidate is in the run-off.
    pub runoff: bool,
}

/// A run-off.
#[derive(Serialize)]
pub struct RunOffView<'v> {
    /// The seats that are still empty.
    pub seats: u64,
    /// The candidates, most votes first.
    pub candidates: Vec<&'v str>,
    /// The share of the ballots that a winner needs, as a fraction; none if most votes win.
    pub threshold: Option<String>,
    /// Whether the share must exceed the threshold, not just equal it.
    pub strict: bool,
}

pub(super) fn view<'v>(election: &'v Election, context: &ViewContext<'_>) -> ElectionView<'v> {
    let counted = ElectionTally::of(election);
    let has_results = counted.is_some();
    let tally = counted.unwrap_or_default();
    let base = election.base().filter(|_| has_results);
    let rule = election.rule();
    let candidates = 0..election.candidates().len();
    ElectionView {
        body: election.body.as_ref(),
        seats: election.seats,
        electors: election.electors,
        ballots: election.ballots.as_ref(),
        rule: RuleView::of(rule.id(), &rule.text(), rule.source().as_ref(), context),
        has_results,
        turnout: turnout(election).filter(|_| has_results),
        needed: rule.elected().map(|threshold| Needed::of(threshold, rule.base(), base)),
        candidates: candidates.map(|at| CandidateView::of(election, &tally, at, base)).collect(),
        elected: names(election, &tally.elected),
        tie: !tally.tied.is_empty(),
        runoff: tally.runoff.as_ref().map(|(seats, places)| RunOffView {
            seats: *seats,
            candidates: names(election, places),
            threshold: rule.runoff().map(Threshold::fraction),
            strict: rule.runoff().is_some_and(|threshold| threshold.strict),
        }),
        void: tally.void,
        scrutineers: super::Common::words(&election.scrutineers),
        counted_at: election.counted_at,
    }
}

fn names<'v>(election: &'v Election, places: &[usize]) -> Vec<&'v str> {
    places.iter().map(|at| election.name(*at)).collect()
}

impl<'v> CandidateView<'v> {
    /// `base` is the number of ballots that a share is taken of, once they are counted.
    fn of(election: &'v Election, tally: &ElectionTally, at: usize, base: Option<u64>) -> CandidateView<'v> {
        let candidate = &election.candidates()[at];
        let votes = candidate.votes.filter(|_| base.is_some());
        CandidateView {
            name: &candidate.name,
            position: candidate.position.as_ref(),
            votes,
            percent: base.zip(votes).and_then(|(base, votes)| Share::of_people(votes.0, base).percent()),
            elected: tally.elected.contains(&at),
            runoff: tally.runoff.as_ref().is_some_and(|(_, places)| places.contains(&at)),
        }
    }
}

/// The test whether enough took part.
fn turnout(election: &Election) -> Option<TestView> {
    let (returned, electors) = (election.sheet().returned?, election.electors?);
    let threshold = election.rule().turnout()?;
    Some(TestView::of(&Test {
        stage: TestStage::Participation,
        measure: Measure::People,
        numerator: Decimal::from(returned.0),
        denominator: Decimal::from(electors.0),
        threshold,
        met: Share::of_people(returned.0, electors.0).reaches(threshold),
    }))
}

impl Needed {
    fn of(threshold: Threshold, of: Base, base: Option<u64>) -> Needed {
        let percent = threshold_percent(threshold);
        Needed { of, base, threshold: threshold.fraction(), percent, strict: threshold.strict }
    }
}
