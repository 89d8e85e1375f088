//! What Lilong computes of a meeting: whether the quorum was met, and the outcome of each resolution, in
//! exact arithmetic.

use serde::Serialize;

use super::super::exact::Share;
use super::super::kind::{DeriveContext, FactField, FactType, fact};
use super::{Attendance, Meeting, Requires, Resolution, VoteBase, Votes};
use crate::front::scalar::{Threshold, serialize_by_name};
use crate::track::Clock;

pub(super) static FACTS: &[FactField] = &[
    fact(
        "quorum_met",
        "达到法定人数",
        FactType::Flag,
        ("到会人数够不够；没有规定就没有这一项", "whether enough were present; absent without a quorum"),
    ),
    fact("resolutions[].title", "决议", FactType::Text, ("决议的标题", "the title of the resolution")),
    fact(
        "resolutions[].outcome",
        "结果",
        FactType::Choice(&["passed", "failed", "adopted"]),
        ("通过、未通过，或不经表决一致同意", "passed or failed by vote, or adopted by consensus"),
    ),
    fact(
        "resolutions[].share",
        "赞成比例",
        FactType::Share,
        ("赞成票 ÷ 计票基数", "votes for ÷ the base they are counted of"),
    ),
    fact(
        "resolutions[].state",
        "落实情况",
        FactType::Choice(&["open", "overdue", "done"]),
        ("办理中、逾期或办结", "open, overdue or done"),
    ),
    fact(
        "open_items",
        "未办结",
        FactType::Count,
        ("还没办结的决议，含逾期的", "resolutions still to be carried out, the overdue ones too"),
    ),
    fact("overdue_items", "逾期", FactType::Count, ("逾期没办结的决议", "resolutions past their day")),
];

/// The outcome of a resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolutionOutcome {
    /// Voted and passed.
    Passed,
    /// Voted and not passed, or the quorum was not met.
    Failed,
    /// Adopted by consensus, without a vote.
    Adopted,
}

impl ResolutionOutcome {
    /// The name in data, classes and keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            ResolutionOutcome::Passed => "passed",
            ResolutionOutcome::Failed => "failed",
            ResolutionOutcome::Adopted => "adopted",
        }
    }
}

serialize_by_name!(ResolutionOutcome);

/// Whether a resolution was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemState {
    /// Not yet due, or without a due day.
    Open,
    /// Not by its due day.
    Overdue,
    /// It was carried out.
    Done,
}

/// A meeting's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeetingFacts {
    /// Whether the quorum was met; none if there is no quorum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quorum_met: Option<bool>,
    /// The facts of each resolution.
    pub resolutions: Vec<ResolutionFacts>,
    /// The number still to be carried out, including overdue ones.
    pub open_items: u64,
    /// The number past their due day.
    pub overdue_items: u64,
}

/// What Lilong computes of a resolution.
#[derive(Clone, Debug, Serialize)]
pub struct ResolutionFacts {
    /// The resolution in one line.
    pub title: String,
    /// Its outcome; none as long as it cannot be determined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ResolutionOutcome>,
    /// Votes in favour ÷ their base, with four decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// Whether it was carried out, if somebody is to do so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<ItemState>,
}

impl MeetingFacts {
    /// The facts of a meeting today.
    pub(super) fn of(meeting: &Meeting, context: &DeriveContext<'_>) -> MeetingFacts {
        let resolutions = meeting.resolution_facts(context);
        let count = |state| resolutions.iter().filter(|r| r.state == Some(state)).count() as u64;
        let overdue_items = count(ItemState::Overdue);
        MeetingFacts {
            quorum_met: meeting.quorum_met(),
            open_items: count(ItemState::Open) + overdue_items,
            overdue_items,
            resolutions,
        }
    }
}

impl Meeting {
    pub(super) fn quorum_met(&self) -> Option<bool> {
        self.quorum.and_then(|quorum| quorum.is_met(self.attendance.as_ref()?))
    }

    fn resolution_facts(&self, context: &DeriveContext<'_>) -> Vec<ResolutionFacts> {
        let quorate = if self.quorum.is_some() { self.quorum_met() } else { Some(true) };
        // An agenda item: the meeting has not taken place, or its attendance is not known.
        let met = !self.is_to_come(context)
            && self.attendance.as_ref().is_none_or(|attendance| attendance.present.is_some());
        let facts = |resolution: &Resolution| {
            resolution.facts(self.attendance.as_ref(), quorate.filter(|_| met), context.clock)
        };
        self.resolutions().iter().map(facts).collect()
    }
}

impl Resolution {
    pub(super) fn requires(&self) -> Requires {
        // A resolution with neither a count nor a rule was agreed, not voted on.
        self.requires.unwrap_or(if self.votes.is_some() { Requires::Majority } else { Requires::Consensus })
    }

    pub(super) fn base(&self, attendance: Option<&Attendance>) -> Option<u64> {
        let votes = self.votes.as_ref()?;
        match self.of.unwrap_or(VoteBase::Present) {
            VoteBase::Present => Some(attendance?.present?.0),
            VoteBase::Cast => Some(votes.r#for.0 + votes.against.0),
            VoteBase::Eligible => Some(attendance?.eligible?.0),
        }
    }

    /// `quorate` says whether the quorum was met; none as long as it cannot be determined.
    fn facts(
        &self,
        attendance: Option<&Attendance>,
        quorate: Option<bool>,
        clock: &Clock,
    ) -> ResolutionFacts {
        let share = self
            .base(attendance)
            .zip(self.votes.as_ref())
            .map(|(base, votes)| (Share::of_people(votes.r#for.0, base), base, votes));
        let outcome = match (self.requires(), share) {
            (Requires::Consensus, _) => quorate
                .map(|quorate| if quorate { ResolutionOutcome::Adopted } else { ResolutionOutcome::Failed }),
            (requires, Some((share, base, votes))) => {
                let passed = requires.is_met(share, base, votes);
                quorate.map(|quorate| {
                    if quorate && passed { ResolutionOutcome::Passed } else { ResolutionOutcome::Failed }
                })
            }
            (_, None) => None,
        };
        let counted = self.requires() != Requires::Consensus;
        ResolutionFacts {
            title: self.title.0.clone(),
            outcome,
            share: share.filter(|_| counted).and_then(|(share, ..)| share.decimal()),
            state: self.state(outcome, clock),
        }
    }

    fn state(&self, outcome: Option<ResolutionOutcome>, clock: &Clock) -> Option<ItemState> {
        let stands = matches!(outcome, Some(ResolutionOutcome::Passed | ResolutionOutcome::Adopted));
        if !stands || (self.owner.is_none() && self.due.is_none()) {
            return None;
        }
        Some(match (self.done, self.due) {
            (Some(_), _) => ItemState::Done,
            (None, Some(due)) if clock.has_ended(due.0) => ItemState::Overdue,
            (None, _) => ItemState::Open,
        })
    }
}

impl Requires {
    fn is_met(self, share: Share, base: u64, votes: &Votes) -> bool {
        let reaches =
            |numerator, denominator, strict| share.reaches(Threshold { numerator, denominator, strict });
        match self {
            Requires::Majority => reaches(1, 2, true),
            Requires::TwoThirds => reaches(2, 3, false),
            Requires::ThreeQuarters => reaches(3, 4, false),
            Requires::Unanimous => votes.r#for.0 == base && votes.r#for.0 >= 1,
            Requires::Consensus => true,
        }
    }
}
