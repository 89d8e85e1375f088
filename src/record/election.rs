//! 选举: seats to fill, candidates in the order announced, the count sheet, and who is elected under the rule
//! that applied.
//!
//! An author never writes who is elected: `count` computes it from the count sheet in exact arithmetic,
//! under a rule of `rule`. A result that an author declares is compared with the computed one.

mod checks;
mod codes;
mod count;
mod rule;
mod view;

use serde::Serialize;

use super::check::Check;
use super::common::{Common, File, TextList, own_fields};
use super::event::{Event, Occasion};
use super::kind::{
    CardSlots, Coverage, DeriveContext, FactField, FactType, Kind, Profile, RecordStatus, ViewContext, fact,
    fields_of,
};
use super::stamp::Stamp;
use crate::front::OneOrMany;
use crate::front::prose::Prose;
use crate::front::scalar::{Count, Day, Flag, Moment, Text};
use crate::front::shape::{Choice, Shaped, fields};
use crate::track::Clock;
use count::{ElectionTally, Void};
pub use rule::ElectionRule;
pub use view::{CandidateView, ElectionView, RunOffView};

fields! {
    /// The count sheet.
    #[derive(Copy, Default)]
    pub struct CountSheet {
        /// ballots given out
        issued "发出" "发出张数" ? Count,
        /// ballots given back
        returned "收回" "收回张数" ? Count,
        /// of these, valid
        valid "有效" "其中有效张数" ? Count,
        /// of these, not valid
        invalid "无效" "其中无效张数" ? Count,
    }
}

fields! {
    /// Somebody who stands.
    pub struct Candidate {
        /// who
        name "姓名" "姓名" ! Text,
        /// how many ballots name them
        votes "得票" "得票数" ? Count,
        /// the office they stand for
        position "职务" "竞选的职务" ? Prose,
    }
}

fields! {
    /// What was announced, compared with what is computed.
    pub struct DeclaredResult {
        /// who was announced as elected
        elected "当选" "宣布的当选人" ? TextList,
        /// whether the election was announced as valid
        valid "有效" "宣布的选举是否有效" ? Flag,
    }
}

own_fields! {
    /// An election's own fields.
    Election {
        /// the body that is elected
        body "机构" "选举产生的机构" ? Prose,
        /// how many are to be elected
        seats "名额" "应选名额" ? Count,
        /// how many may vote
        electors "选民" "登记参加选举的人数" ? Count,
        /// the count sheet
        ballots "选票" "计票单" ? CountSheet,
        /// who stands, in the order announced
        candidates "候选人" "候选人，按公布的次序" ? OneOrMany<Candidate>,
        /// what decides it
        rule "规则" "依据的规则" ? ElectionRule,
        /// who watched the count
        scrutineers "监票人" "监票人" ? TextList,
        /// when the count was read out
        counted_at "计票" "宣读计票结果的时间" ? Moment,
        /// what was announced, to be checked
        declared "宣布" "宣布的结果，用来核对" ? DeclaredResult,
    }
}

static FACTS: &[FactField] = &[
    fact(
        "turnout",
        "参选比例",
        FactType::Share,
        ("收回的选票 ÷ 登记的选民", "ballots returned ÷ electors on the roll"),
    ),
    fact(
        "valid",
        "选举有效",
        FactType::Flag,
        ("选举是否有效；计票以前没有这一项", "whether the election is valid; absent before the count"),
    ),
    fact("elected", "当选", FactType::Texts, ("当选的人，得票多的在前", "who is elected, most votes first")),
    fact(
        "runoff.seats",
        "另选名额",
        FactType::Count,
        ("另行选举的名额；选满了就没有这一项", "seats that a run-off is to fill; absent where none is empty"),
    ),
    fact(
        "runoff.candidates",
        "另选候选人",
        FactType::Texts,
        ("另行选举的候选人，得票多的在前", "who stands in the run-off, most votes first"),
    ),
    fact(
        "tie",
        "得票相等",
        FactType::Flag,
        ("得票相等而定不下最后的名额", "whether equal votes leave the last seats undecided"),
    ),
];

static PROFILE: Profile = Profile {
    name: Choice { name: "election", zh: "选举" },
    everyday: &["换届", "换届选举", "竞选", "选举结果", "by-election"],
    folder: "elections",
    fields: fields_of(&Election::SHAPE),
    shape: &File::<Election>::SHAPE,
    needed: &["seats", "candidates", "rule"],
    codes: codes::ALL,
    facts: FACTS,
    is_announced: true,
    is_posted_up: true,
    ..Profile::USUAL
};

/// An election's facts in the open data: none of them before the count.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ElectionFacts {
    /// Ballots returned ÷ electors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turnout: Option<String>,
    /// Whether the election is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<bool>,
    /// Who is elected, most votes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elected: Option<Vec<String>>,
    /// What a run-off decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runoff: Option<RunOff>,
    /// Whether equal votes leave the last seats undecided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tie: Option<bool>,
}

/// What a run-off decides.
#[derive(Clone, Debug, Serialize)]
pub struct RunOff {
    /// How many seats are still empty.
    pub seats: u64,
    /// The candidates, most votes first.
    pub candidates: Vec<String>,
}

impl Election {
    /// The rule that applies; without one, most votes win.
    fn rule(&self) -> &ElectionRule {
        self.rule.as_ref().unwrap_or(&ElectionRule::Plurality)
    }

    /// How many are to be elected; zero until it is given.
    fn seats(&self) -> u64 {
        self.seats.unwrap_or_default().0
    }

    /// The count sheet; empty before the count.
    fn sheet(&self) -> CountSheet {
        self.ballots.unwrap_or_default()
    }

    /// The candidates, in the order announced.
    fn candidates(&self) -> &[Candidate] {
        self.candidates.as_deref().unwrap_or_default()
    }

    /// Whether it is counted: the ballots returned and the votes of every candidate are given.
    pub fn has_results(&self) -> bool {
        let candidates = self.candidates();
        self.sheet().returned.is_some()
            && !candidates.is_empty()
            && candidates.iter().all(|candidate| candidate.votes.is_some())
    }
}

impl Kind for Election {
    type Facts = ElectionFacts;
    type View<'v> = ElectionView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, common: &Common, check: &mut Check) {
        checks::check(self, common, check);
    }

    fn check_time(&self, common: &Common, clock: &Clock, check: &mut Check) {
        checks::check_time(self, (common, clock), check);
    }

    fn coverage(&self) -> Coverage<'_> {
        Coverage { body: self.body.as_deref(), ..Coverage::default() }
    }

    fn facts(&self, _: &DeriveContext<'_>, _: Option<&ElectionFacts>) -> ElectionFacts {
        ElectionTally::of(self).map_or_else(ElectionFacts::default, |tally| tally.facts(self))
    }

    fn status(&self, facts: &ElectionFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let day = context.common.day();
        let mut stamps = Vec::new();
        match facts.valid {
            Some(false) => stamps.push(Stamp::Void),
            Some(true) => {
                if facts.elected.as_ref().is_some_and(|elected| !elected.is_empty()) {
                    stamps.push(Stamp::Elected);
                }
                if facts.runoff.is_some() {
                    stamps.push(Stamp::RunOff);
                }
            }
            None => match day {
                Some(day) if context.clock.has_ended(day.0) => stamps.push(Stamp::Counting),
                Some(day) if context.clock.has_begun(day.0) => stamps.push(Stamp::Polling),
                Some(_) | None => stamps.push(Stamp::ElectionCalled),
            },
        }
        let counted = self.counted_at.map(|at| Day(at.date)).or(day);
        RecordStatus { stamps, window: None, decided: counted.filter(|_| facts.valid.is_some()) }
    }

    fn view<'v>(&'v self, _: &ElectionFacts, context: &ViewContext<'_>) -> ElectionView<'v> {
        view::view(self, context)
    }

    fn card(&self, _: &ElectionFacts, _: &DeriveContext<'_>) -> CardSlots {
        CardSlots { lead: self.body.as_ref().map(|body| body.0.clone()), ..CardSlots::default() }
    }

    fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    fn events(&self, common: &Common) -> Vec<Event> {
        common.date.map(|from| Event::new(Occasion::Voting, from)).into_iter().collect()
    }
}
