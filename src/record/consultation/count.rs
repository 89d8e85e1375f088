//! The count of one question: turnout, approval, the tests of its rule and the outcome, all in exact
//! fractions.

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::exact::{Share, or_zero, total};
use super::rule::Thresholds;
use super::{Consultation, CountedQuestion};
use crate::front::scalar::{Count, Threshold, serialize_by_name};

/// The outcome of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionOutcome {
    /// Every test of the rule is met.
    Passed,
    /// A test is not met.
    Failed,
    /// The rule has no test.
    None,
}

impl QuestionOutcome {
    /// The name in data, classes and keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            QuestionOutcome::Passed => "passed",
            QuestionOutcome::Failed => "failed",
            QuestionOutcome::None => "none",
        }
    }
}

serialize_by_name!(QuestionOutcome, TestStage, Measure);

/// A share of people and one of area, with four decimals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shares {
    /// Of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<String>,
    /// Of area, if areas are given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
}

/// What a test asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestStage {
    /// Whether enough took part.
    Participation,
    /// Whether enough of those who took part approved.
    Approval,
}

/// What a test counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// People.
    People,
    /// Square metres.
    Area,
}

impl TestStage {
    /// The name in views and in keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            TestStage::Participation => "participation",
            TestStage::Approval => "approval",
        }
    }
}

impl Measure {
    /// The name in views and in keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::People => "people",
            Measure::Area => "area",
        }
    }
}

/// One test of a rule with its two numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// What it asks.
    pub stage: TestStage,
    /// What it measures.
    pub measure: Measure,
    /// The number that took part or approved.
    pub numerator: Decimal,
    /// The number that it is a share of.
    pub denominator: Decimal,
    /// The threshold.
    pub threshold: Threshold,
    /// Whether the threshold is reached.
    pub met: bool,
}

impl Test {
    /// The two numbers as a share.
    pub fn share(&self) -> Share {
        Share::of_amounts(self.numerator, self.denominator)
    }
}

/// The count of one question.
#[derive(Clone, Debug)]
pub struct VoteTally {
    /// The share of those taking part who approved; none if no option approves or nobody took part.
    pub approval: Option<Shares>,
    /// Whether enough took part; none if the rule does not require it.
    pub participation_met: Option<bool>,
    /// Whether enough approved; none if the rule does not require it.
    pub approval_met: Option<bool>,
    /// The outcome.
    pub outcome: QuestionOutcome,
    /// Every test of the rule.
    pub tests: Vec<Test>,
}

/// The absolute numbers of the shares.
pub(super) struct AbsoluteCounts {
    pub(super) eligible_people: Option<u64>,
    pub(super) eligible_area: Option<Decimal>,
    pub(super) returned: u64,
    /// The area of all who took part, invalid ballots included; none if areas are not given.
    pub(super) area: Option<Decimal>,
    approving: Option<(u64, Option<Decimal>)>,
}

impl AbsoluteCounts {
    pub(super) fn of(consultation: &Consultation, asked: &CountedQuestion<'_>) -> AbsoluteCounts {
        let ballots = consultation.ballots.as_ref();
        let eligible = consultation.eligible.as_ref();
        let options_area: Option<Decimal> = asked
            .options
            .iter()
            .map(|option| option.area.map(|area| area.0))
            .try_fold(Decimal::ZERO, |sum, area| Some(sum + area?));
        let invalid = ballots.and_then(|b| b.invalid).unwrap_or_default();
        let invalid_area = ballots.and_then(|b| b.invalid_area);
        let whole = !asked.options.is_empty() && (invalid == Count(0) || invalid_area.is_some());
        let approving: Vec<_> =
            asked.options.iter().filter(|o| o.approve.is_some_and(|approve| approve.0)).collect();
        let heads = total(approving.iter().filter_map(|o| o.people.as_ref()));
        let area = approving
            .iter()
            .map(|o| o.area.map(|a| a.0))
            .try_fold(Decimal::ZERO, |sum, area| Some(sum + area?));
        AbsoluteCounts {
            eligible_people: eligible.and_then(|e| e.people).map(|people| people.0),
            eligible_area: eligible.and_then(|e| e.area).map(|area| area.0),
            returned: ballots.and_then(|b| b.returned).unwrap_or_default().0,
            area: options_area.filter(|_| whole).map(|area| area + or_zero(invalid_area)),
            approving: (!approving.is_empty()).then_some((heads, area)),
        }
    }

    /// The counts of a ballot paper; its area is taken from the first question that has areas.
    pub(super) fn of_all(
        consultation: &Consultation,
        asked: &[CountedQuestion<'_>],
    ) -> Option<AbsoluteCounts> {
        let mut all = asked.iter().map(|asked| AbsoluteCounts::of(consultation, asked));
        let first = all.next()?;
        if first.area.is_some() { Some(first) } else { all.find(|next| next.area.is_some()).or(Some(first)) }
    }

    /// The share that took part; none if the number entitled to vote is not given.
    pub(super) fn turnout(&self) -> Option<Shares> {
        let people =
            self.eligible_people.and_then(|eligible| Share::of_people(self.returned, eligible).decimal());
        let area = self
            .area
            .zip(self.eligible_area)
            .and_then(|(part, base)| Share::of_amounts(part, base).decimal());
        (people.is_some() || area.is_some()).then_some(Shares { people, area })
    }

    fn approval(&self) -> Option<Shares> {
        let (people, area) = self.approving?;
        let shares = Shares {
            people: Share::of_people(people, self.returned).decimal(),
            area: area.zip(self.area).and_then(|(part, base)| Share::of_amounts(part, base).decimal()),
        };
        shares.people.is_some().then_some(shares)
    }

    fn tests(
        &self,
        stage: TestStage,
        thresholds: Thresholds,
        people: (u64, u64),
        area: (Option<Decimal>, Option<Decimal>),
    ) -> Vec<Test> {
        let test = |measure, numerator, denominator, threshold| {
            let met = Share::of_amounts(numerator, denominator).reaches(threshold);
            Test { stage, measure, numerator, denominator, threshold, met }
        };
        let heads = thresholds.people.map(|threshold| {
            test(Measure::People, Decimal::from(people.0), Decimal::from(people.1), threshold)
        });
        let area = thresholds
            .area
            .map(|t| test(Measure::Area, area.0.unwrap_or_default(), area.1.unwrap_or_default(), t));
        area.into_iter().chain(heads).collect()
    }
}

impl VoteTally {
    /// Counts a question of a consultation. Without results the tally is zero and must not be shown.
    pub(crate) fn of(consultation: &Consultation, asked: &CountedQuestion<'_>) -> VoteTally {
        let numbers = AbsoluteCounts::of(consultation, asked);
        let item = asked.item.map(|item| item.0);
        let (participation, approval) = (asked.rule.participation(), asked.rule.approval(item));
        let (approving, approving_area) = numbers.approving.unwrap_or((0, Some(Decimal::ZERO)));
        let eligible = numbers.eligible_people.unwrap_or(0);
        let took_part = numbers.tests(
            TestStage::Participation,
            participation,
            (numbers.returned, eligible),
            (numbers.area, numbers.eligible_area),
        );
        let approved = numbers.tests(
            TestStage::Approval,
            approval,
            (approving, numbers.returned),
            (approving_area, numbers.area),
        );
        let met = |tests: &[Test]| (!tests.is_empty()).then(|| tests.iter().all(|test| test.met));
        let (participation_met, approval_met) = (met(&took_part), met(&approved));
        let outcome = if !participation.any() && !approval.any() {
            QuestionOutcome::None
        } else if participation_met != Some(false) && approval_met != Some(false) {
            QuestionOutcome::Passed
        } else {
            QuestionOutcome::Failed
        };
        let tests = took_part.into_iter().chain(approved).collect();
        VoteTally { approval: numbers.approval(), participation_met, approval_met, outcome, tests }
    }
}
