//! What Lilong computes of a consultation: its stage, and the outcome of each question.

use serde::Serialize;

use super::super::kind::{FactField, FactType, fact};
use super::super::stamp::Stamp;
use super::count::{AbsoluteCounts, QuestionOutcome, Shares, VoteTally};
use super::{Consultation, CountedQuestion};
use crate::track::Clock;

const STAGES: FactType = FactType::Choice(&["announced", "voting", "counting", "preliminary", "final"]);
const OUTCOMES: FactType = FactType::Choice(&["passed", "failed", "none"]);

pub(super) static FACTS: &[FactField] = &[
    fact(
        "stage",
        "阶段",
        STAGES,
        (
            "已公布、投票中、计票中、结果待异议期满、最终结果",
            "announced, voting, counting, result open to objections, final",
        ),
    ),
    fact(
        "turnout.people",
        "参与比例（人数）",
        FactType::Share,
        ("收回的票 ÷ 应参加的人数", "ballots returned ÷ people entitled to vote"),
    ),
    fact(
        "turnout.area",
        "参与比例（面积）",
        FactType::Share,
        ("参加者的专有面积 ÷ 全部专有面积", "exclusive area taking part ÷ all of it"),
    ),
    fact(
        "approval.people",
        "同意比例（人数）",
        FactType::Share,
        ("同意的人数 ÷ 参加的人数", "people who approve ÷ people taking part"),
    ),
    fact(
        "approval.area",
        "同意比例（面积）",
        FactType::Share,
        ("同意者的面积 ÷ 参加者的面积", "area of those who approve ÷ area taking part"),
    ),
    fact(
        "participation_met",
        "参与达标",
        FactType::Flag,
        (
            "参与比例够不够；规则不要求就没有这一项",
            "whether enough took part; absent where the rule does not ask",
        ),
    ),
    fact(
        "approval_met",
        "同意达标",
        FactType::Flag,
        (
            "同意比例够不够；规则不要求就没有这一项",
            "whether enough approve; absent where the rule does not ask",
        ),
    ),
    fact("outcome", "结果", OUTCOMES, ("通过、未通过，或不计结果", "passed, failed, or none is asked for")),
    fact(
        "questions[].question",
        "问题",
        FactType::Text,
        ("一张票上多个问题时，每个问题", "where one paper asks several things, each of them"),
    ),
    fact(
        "questions[].approval.people",
        "同意比例（人数）",
        FactType::Share,
        ("同意的人数 ÷ 参加的人数", "people who approve ÷ people taking part"),
    ),
    fact(
        "questions[].approval.area",
        "同意比例（面积）",
        FactType::Share,
        ("同意者的面积 ÷ 参加者的面积", "area of those who approve ÷ area taking part"),
    ),
    fact(
        "questions[].approval_met",
        "同意达标",
        FactType::Flag,
        ("这个问题的同意比例够不够", "whether enough approve of it"),
    ),
    fact(
        "questions[].participation_met",
        "参与达标",
        FactType::Flag,
        ("这个问题的参与比例够不够", "whether enough took part for it"),
    ),
    fact("questions[].outcome", "结果", OUTCOMES, ("这个问题的结果", "what it came to")),
];

/// The stage of a consultation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ConsultationStage {
    /// Voting has not begun.
    #[default]
    Announced,
    /// Voting is open.
    Voting,
    /// Voting is over, and the ballots have not been counted.
    Counting,
    /// Counted; the result may still be objected to.
    Preliminary,
    /// Counted, and final.
    Final,
}

/// A consultation's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConsultationFacts {
    /// Its stage.
    pub stage: ConsultationStage,
    /// The share of those eligible who took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turnout: Option<Shares>,
    /// The share of those taking part who approved, if there is a single question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<Shares>,
    /// Whether enough took part; none if the rule does not require it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participation_met: Option<bool>,
    /// Whether enough approved; none if the rule does not require it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_met: Option<bool>,
    /// The outcome of a single question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<QuestionOutcome>,
    /// Several questions on one paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<Vec<QuestionFacts>>,
}

/// The facts of one question.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionFacts {
    /// Its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The share of those taking part who approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval: Option<Shares>,
    /// Whether enough approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_met: Option<bool>,
    /// Whether enough took part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participation_met: Option<bool>,
    /// The outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<QuestionOutcome>,
}

impl ConsultationFacts {
    /// The facts of a consultation at this stage.
    pub(super) fn of(consultation: &Consultation, stage: ConsultationStage) -> ConsultationFacts {
        let counted = consultation.has_results();
        let asked = consultation.asked();
        let numbers = AbsoluteCounts::of_all(consultation, &asked).filter(|_| counted);
        let tallies: Vec<VoteTally> = asked.iter().map(|asked| VoteTally::of(consultation, asked)).collect();
        let one = |(asked, tally): (&CountedQuestion<'_>, &VoteTally)| QuestionFacts {
            question: asked.question.map(|question| question.0.clone()),
            approval: tally.approval.clone().filter(|_| counted),
            approval_met: tally.approval_met.filter(|_| counted),
            participation_met: tally.participation_met.filter(|_| counted),
            outcome: counted.then_some(tally.outcome),
        };
        let several = consultation.questions.is_some();
        let single = tallies.first().filter(|_| counted && !several);
        ConsultationFacts {
            stage,
            turnout: numbers.and_then(|numbers| numbers.turnout()),
            approval: single.and_then(|tally| tally.approval.clone()),
            participation_met: single.and_then(|tally| tally.participation_met),
            approval_met: single.and_then(|tally| tally.approval_met),
            outcome: single.map(|tally| tally.outcome),
            questions: several.then(|| asked.iter().zip(&tallies).map(one).collect()),
        }
    }

    /// Passed or failed, for the stamp: several questions are stamped only if they all agree.
    pub(super) fn common_outcome(&self) -> Option<Stamp> {
        let mut all = match &self.questions {
            Some(questions) => questions.iter().map(|question| question.outcome).collect(),
            None => vec![self.outcome],
        };
        all.dedup();
        match all[..] {
            [Some(QuestionOutcome::Passed)] => Some(Stamp::Passed),
            [Some(QuestionOutcome::Failed)] => Some(Stamp::Failed),
            _ => None,
        }
    }
}

impl Consultation {
    /// Whether the ballots have been counted: the number returned and the votes for every option are given.
    pub(crate) fn has_results(&self) -> bool {
        let returned = self.ballots.as_ref().is_some_and(|ballots| ballots.returned.is_some());
        returned
            && self
                .asked()
                .iter()
                .all(|asked| !asked.options.is_empty() && asked.options.iter().all(|o| o.people.is_some()))
    }

    /// Whether voting is over.
    fn closed(&self, clock: &Clock) -> bool {
        self.closes.is_none_or(|closes| clock.has_passed(closes))
    }

    /// Its stage today.
    pub fn stage(&self, clock: &Clock) -> ConsultationStage {
        let opened = self.opens.is_none_or(|opens| clock.reached(opens.start()));
        if self.has_results() {
            let objections_over =
                self.objections.as_ref().and_then(|o| o.until).is_none_or(|until| clock.has_ended(until.0));
            return if objections_over { ConsultationStage::Final } else { ConsultationStage::Preliminary };
        }
        match (opened, self.closed(clock)) {
            (false, _) => ConsultationStage::Announced,
            (true, false) => ConsultationStage::Voting,
            // Without a closing day, a vote that has begun is open until it is counted; one that gives no
            // opening day has not begun.
            (true, true) if self.closes.is_none() => {
                if self.opens.is_some() {
                    ConsultationStage::Voting
                } else {
                    ConsultationStage::Announced
                }
            }
            (true, true) if self.asks() => ConsultationStage::Counting,
            // Nothing was put to a vote, so nothing is counted.
            (true, true) => ConsultationStage::Final,
        }
    }

    /// Whether something is put to a vote: every question has its options. The text of a single question
    /// may be the title.
    fn asks(&self) -> bool {
        self.asked().iter().all(|asked| !asked.options.is_empty())
    }
}
