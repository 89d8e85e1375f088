//! What Lilong computes of a meeting: whether enough were there, and what became of each resolution, in exact arithmetic.

use serde::Serialize;

use super::super::exact::Share;
use super::super::kind::{Around, Fact, Form, fact};
use super::{Attendance, Meeting, Of, Requires, Resolution, Votes};
use crate::front::scalar::Threshold;
use crate::track::Clock;

pub(super) static FACTS: &[Fact] = &[
    fact(
        "quorum_met",
        "达到法定人数",
        Form::Flag,
        ("到会人数够不够；没有规定就没有这一项", "whether enough were present; absent without a quorum"),
    ),
    fact("resolutions[].title", "决议", Form::Text, ("决议的标题", "the title of the resolution")),
    fact(
        "resolutions[].outcome",
        "结果",
        Form::Choice(&["passed", "failed", "adopted"]),
        ("通过、未通过，或不经表决一致同意", "passed or failed by vote, or adopted by consensus"),
    ),
    fact("resolutions[].share", "赞成比例", Form::Share, ("赞成票 ÷ 计票基数", "votes for ÷ the base they are counted of")),
    fact("resolutions[].state", "落实情况", Form::Choice(&["open", "overdue", "done"]), ("办理中、逾期或办结", "open, overdue or done")),
    fact("open_items", "未办结", Form::Count, ("还没办结的决议，含逾期的", "resolutions still to be carried out, the overdue ones too")),
    fact("overdue_items", "逾期", Form::Count, ("逾期没办结的决议", "resolutions past their day")),
];

/// A meeting's facts in the open data.
#[derive(Serialize)]
pub(super) struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quorum_met: Option<bool>,
    pub(super) resolutions: Vec<ResolutionFacts>,
    pub(super) open_items: u64,
    pub(super) overdue_items: u64,
}

/// What Lilong computes of a resolution.
#[derive(Clone, Serialize)]
pub(super) struct ResolutionFacts {
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) share: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<&'static str>,
}

impl Facts {
    /// The facts of a meeting today.
    pub(super) fn of(meeting: &Meeting, around: &Around<'_>) -> Facts {
        let resolutions = meeting.resolution_facts(around);
        let count = |state| resolutions.iter().filter(|r| r.state == Some(state)).count() as u64;
        let overdue_items = count("overdue");
        Facts { quorum_met: meeting.quorum_met(), open_items: count("open") + overdue_items, overdue_items, resolutions }
    }
}

impl Meeting {
    pub(super) fn quorum_met(&self) -> Option<bool> {
        self.quorum.and_then(|quorum| quorum.met(self.attendance.as_ref()?))
    }

    pub(super) fn resolution_facts(&self, around: &Around<'_>) -> Vec<ResolutionFacts> {
        let quorate = if self.quorum.is_some() { self.quorum_met() } else { Some(true) };
        // An agenda item: nobody has met yet, or who came is not known.
        let met = !self.is_to_come(around) && self.attendance.as_ref().is_none_or(|attendance| attendance.present.is_some());
        let facts = |resolution: &Resolution| resolution.facts(self.attendance.as_ref(), quorate.filter(|_| met), around.clock);
        self.resolutions().iter().map(facts).collect()
    }
}

impl Resolution {
    pub(super) fn requires(&self) -> Requires {
        // Without a count and without a rule, a resolution was agreed, not voted on.
        self.requires.unwrap_or(if self.votes.is_some() { Requires::Majority } else { Requires::Consensus })
    }

    pub(super) fn base(&self, attendance: Option<&Attendance>) -> Option<u64> {
        let votes = self.votes.as_ref()?;
        match self.of.unwrap_or(Of::Present) {
            Of::Present => Some(attendance?.present?.0),
            Of::Cast => Some(votes.r#for.0 + votes.against.0),
            Of::Eligible => Some(attendance?.eligible?.0),
        }
    }

    /// `quorate` is whether enough were there; none as long as nobody can say.
    fn facts(&self, attendance: Option<&Attendance>, quorate: Option<bool>, clock: &Clock) -> ResolutionFacts {
        let share =
            self.base(attendance).zip(self.votes.as_ref()).map(|(base, votes)| (Share::of_people(votes.r#for.0, base), base, votes));
        let outcome = match (self.requires(), share) {
            (Requires::Consensus, _) => quorate.map(|quorate| if quorate { "adopted" } else { "failed" }),
            (requires, Some((share, base, votes))) => {
                let passed = requires.met(share, base, votes);
                quorate.map(|quorate| if quorate && passed { "passed" } else { "failed" })
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

    fn state(&self, outcome: Option<&str>, clock: &Clock) -> Option<&'static str> {
        let stands = matches!(outcome, Some("passed" | "adopted"));
        if !stands || (self.owner.is_none() && self.due.is_none()) {
            return None;
        }
        Some(match (self.done, self.due) {
            (Some(_), _) => "done",
            (None, Some(due)) if clock.over(due.0) => "overdue",
            (None, _) => "open",
        })
    }
}

impl Requires {
    fn met(self, share: Share, base: u64, votes: &Votes) -> bool {
        let reaches = |numerator, denominator, strict| share.reaches(Threshold { numerator, denominator, strict });
        match self {
            Requires::Majority => reaches(1, 2, true),
            Requires::TwoThirds => reaches(2, 3, false),
            Requires::ThreeQuarters => reaches(3, 4, false),
            Requires::Unanimous => votes.r#for.0 == base && votes.r#for.0 >= 1,
            Requires::Consensus => true,
        }
    }
}
