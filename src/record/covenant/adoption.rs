//! The vote that adopted a covenant, with its numbers: what the covenant's page shows of that meeting or
//! consultation.

use serde::Serialize;

use super::super::consultation::{ConsultationView, OptionView, QuestionOutcome, QuestionView, TestView};
use super::super::kind::{ShownRecord, ViewContext};
use super::super::meeting::{ResolutionOutcome, ResolutionView};
use super::super::{Facts, View};
use crate::front::scalar::{Amount, Count, Day};

/// The record that adopted a covenant.
#[derive(Serialize)]
pub struct Adoption {
    /// Its source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub lang: String,
    /// The day of its `date`.
    pub date: Option<Day>,
    /// For a consultation: the questions that passed.
    pub questions: Vec<AdoptedQuestion>,
    /// For a meeting: the resolutions that were passed or adopted.
    pub resolutions: Vec<AdoptedResolution>,
}

/// A question that passed.
#[derive(Serialize)]
pub struct AdoptedQuestion {
    /// Its words, if they differ from the title.
    pub question: Option<String>,
    /// The options with their votes.
    pub options: Vec<AdoptedOption>,
    /// Every test of the rule, with both its numbers.
    pub tests: Vec<TestView>,
}

/// An option with its votes.
#[derive(Serialize)]
pub struct AdoptedOption {
    /// Its words.
    pub label: String,
    /// How many chose it.
    pub people: Option<Count>,
    /// The area of those who chose it.
    pub area: Option<Amount>,
    /// Whether choosing it counts as approval.
    pub approve: bool,
}

/// A resolution that was passed or adopted.
#[derive(Serialize)]
pub struct AdoptedResolution {
    /// The resolution in one line.
    pub title: String,
    /// Passed by vote, or adopted without one.
    pub outcome: ResolutionOutcome,
    /// Votes for it; none without a vote.
    pub r#for: Option<Count>,
    /// Votes against it.
    pub against: Option<Count>,
    /// Abstentions.
    pub abstain: Option<Count>,
    /// The number of votes that the share is taken of.
    pub base: Option<u64>,
    /// Votes in favour as a share of the base: a percentage with two decimals.
    pub percent: Option<String>,
}

/// Whether a record of these facts has passed or adopted something.
pub(super) fn is_adopted(facts: &Facts) -> bool {
    if let Facts::Consultation(facts) = facts {
        let questions = facts.questions.iter().flatten().map(|question| question.outcome);
        return questions.chain([facts.outcome]).any(|outcome| outcome == Some(QuestionOutcome::Passed));
    }
    let Facts::Meeting(facts) = facts else { return false };
    facts.resolutions.iter().any(|resolution| resolution.outcome.is_some_and(is_positive))
}

const fn is_positive(outcome: ResolutionOutcome) -> bool {
    matches!(outcome, ResolutionOutcome::Passed | ResolutionOutcome::Adopted)
}

impl Adoption {
    /// What is shown of the record that adopted a covenant.
    pub(super) fn of(record: ShownRecord<'_>, context: &ViewContext<'_>) -> Adoption {
        let view = record.own.view(record.facts, context);
        let (mut questions, mut resolutions) = (Vec::new(), Vec::new());
        if let View::Consultation(ConsultationView { questions: asked, .. }) = &view {
            let passed = asked.iter().filter(|question| question.outcome == Some(QuestionOutcome::Passed));
            questions.extend(passed.map(|question| AdoptedQuestion::of(question, asked.len() > 1)));
        }
        if let View::Meeting(meeting) = &view {
            resolutions.extend(meeting.resolutions.iter().filter_map(AdoptedResolution::of));
        }
        Adoption {
            source: record.source.to_owned(),
            title: record.title.to_owned(),
            lang: record.lang.to_owned(),
            date: record.common.day(),
            questions,
            resolutions,
        }
    }
}

impl AdoptedQuestion {
    fn of(question: &QuestionView<'_>, is_one_of_several: bool) -> AdoptedQuestion {
        let option = |option: &OptionView<'_>| AdoptedOption {
            label: option.label.0.clone(),
            people: option.people,
            area: option.area,
            approve: option.approve,
        };
        let asked = question.question.filter(|_| is_one_of_several);
        AdoptedQuestion {
            question: asked.map(|question| question.0.clone()),
            options: question.options.iter().map(option).collect(),
            tests: question.tests.clone(),
        }
    }
}

impl AdoptedResolution {
    fn of(resolution: &ResolutionView<'_>) -> Option<AdoptedResolution> {
        let outcome = resolution.outcome.filter(|outcome| is_positive(*outcome))?;
        let votes = resolution.votes.as_ref();
        Some(AdoptedResolution {
            title: resolution.title.0.clone(),
            outcome,
            r#for: votes.map(|votes| votes.r#for),
            against: votes.map(|votes| votes.against),
            abstain: votes.and_then(|votes| votes.abstain),
            base: resolution.base,
            percent: resolution.percent.clone(),
        })
    }
}
