//! 会议: who attended, what was decided and by how many votes, who carries it out and by when.

mod checks;
mod codes;
mod facts;
mod quorum;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::event::{Event, Occasion};
use super::kind::{
    CardSlots, Coverage, DeriveContext, Kind, Outcomes, Profile, RecordStatus, SchemaType, ViewContext,
    fields_of,
};
use super::stamp::Stamp;
use crate::front::OneOrMany;
use crate::front::prose::Prose;
use crate::front::scalar::{Count, Day, Moment};
use crate::front::shape::{Choice, Pairs, Shaped, choices, fields};
use crate::track::Clock;
pub use facts::{ItemState, MeetingFacts, ResolutionFacts, ResolutionOutcome};
pub use quorum::Quorum;
pub use view::{AttendanceView, MeetingView, QuorumView, ResolutionView, RoleView};

choices! {
    /// What a resolution needs to pass.
    pub enum Requires ("通过的条件", "what a resolution requires") {
        /// Strictly more than half.
        Majority = "majority" "过半数",
        /// Two thirds or more.
        TwoThirds = "two-thirds" "三分之二",
        /// Three quarters or more.
        ThreeQuarters = "three-quarters" "四分之三",
        /// All, and at least one.
        Unanimous = "unanimous" "一致",
        /// No vote was counted.
        Consensus = "consensus" "协商一致",
    }
}

choices! {
    /// The base of the share.
    pub enum VoteBase ("计票的基数", "the base of a vote") {
        /// Those present.
        Present = "present" "到会" | "实到",
        /// Those who voted for or against.
        Cast = "cast" "投票",
        /// Those entitled to attend.
        Eligible = "eligible" "应到",
    }
}

fields! {
    /// Who was there.
    pub struct Attendance {
        /// how many may attend
        eligible "应到" "应到人数" ? Count,
        /// how many did
        present "实到" "实到人数" ? Count,
        /// of those present, how many in each role
        by_role "按身份" "实到者按身份分" ? Pairs<Count>,
    }
}

fields! {
    /// A counted vote.
    pub struct Votes {
        /// for
        r#for "同意" "同意" ! Count,
        /// against
        against "反对" "反对" ! Count,
        /// neither
        abstain "弃权" "弃权" ? Count,
    }
}

fields! {
    /// One thing that was put to the meeting.
    pub struct Resolution {
        /// the proposal in one line
        title "标题" "议题" ! Prose,
        /// its full text
        text "内容" "决议全文" ? Prose,
        /// the count
        votes "表决" "表决结果" ? Votes,
        /// what it needs to pass
        requires "条件" "通过的条件" ? Requires,
        /// of whom
        of "基数" "按谁计算" ? VoteBase,
        /// who does it
        owner "负责" "由谁办" ? Prose,
        /// until when
        due "期限" "哪天办完" ? Day,
        /// when it was done
        done "办结" "办结的日期" ? Day,
        /// what came of it
        reply "回复" "办理结果" ? Prose,
    }
}

own_fields! {
    /// A meeting's own fields.
    Meeting {
        /// which council met
        body "会议主体" "哪个组织开会" ? Prose,
        /// where
        venue "地点" "地点" ? Prose,
        /// when it starts
        starts "开始" "开始时间" ? Moment,
        /// when it ends
        ends "结束" "结束时间" ? Moment,
        /// who was there
        attendance "出席" "出席情况" ? Attendance,
        /// how many must be there
        quorum "法定人数" "最低到会人数或比例" ? Quorum,
        /// what was decided
        resolutions "决议" "决议" ? OneOrMany<Resolution>,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "meeting", zh: "会议" },
    everyday: &["会议纪要", "会议记录", "纪要", "议事会", "例会", "听证会", "minutes", "agenda", "hearing"],
    folder: "meetings",
    fields: fields_of(&Meeting::SHAPE),
    shape: &File::<Meeting>::SHAPE,
    needed: &["venue", "starts"],
    codes: codes::ALL,
    facts: FACTS,
    is_announced: true,
    schema: SchemaType::Event,
    ..Profile::USUAL
};

impl Kind for Meeting {
    type Facts = MeetingFacts;
    type View<'v> = MeetingView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, common: &Common, check: &mut Check) {
        checks::check(self, common, check);
    }

    fn check_time(&self, _: &Common, clock: &Clock, check: &mut Check) {
        checks::check_time(self, clock, check);
    }

    fn coverage(&self) -> Coverage<'_> {
        Coverage { body: self.body.as_deref(), ..Coverage::default() }
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&MeetingFacts>) -> MeetingFacts {
        MeetingFacts::of(self, context)
    }

    fn status(&self, facts: &MeetingFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let stamps = if self.is_to_come(context) { vec![Stamp::Upcoming] } else { Vec::new() };
        let has_decided = facts.resolutions.iter().any(|resolution| resolution.outcome.is_some());
        RecordStatus { stamps, window: None, decided: context.common.day().filter(|_| has_decided) }
    }

    fn view<'v>(&'v self, facts: &MeetingFacts, _: &ViewContext<'_>) -> MeetingView<'v> {
        view::view(self, facts)
    }

    fn card(&self, facts: &MeetingFacts, context: &DeriveContext<'_>) -> CardSlots {
        let mut outcomes = Outcomes::default();
        for outcome in facts.resolutions.iter().filter_map(|resolution| resolution.outcome) {
            match outcome {
                ResolutionOutcome::Passed => outcomes.passed += 1,
                ResolutionOutcome::Failed => outcomes.failed += 1,
                ResolutionOutcome::Adopted => outcomes.adopted += 1,
            }
        }
        CardSlots {
            when: self.begins(context.common),
            r#where: self.venue.as_ref().map(|venue| venue.0.clone()),
            outcomes: outcomes.any(),
            ..CardSlots::default()
        }
    }

    fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    fn events(&self, common: &Common) -> Vec<Event> {
        let place = self.venue.as_ref().map(|venue| venue.0.clone());
        let meeting = |from| Event { until: self.ends, place, ..Event::new(Occasion::Meeting, from) };
        self.begins(common).map(meeting).into_iter().collect()
    }
}

impl Meeting {
    fn resolutions(&self) -> &[Resolution] {
        self.resolutions.as_deref().unwrap_or_default()
    }

    fn is_to_come(&self, context: &DeriveContext<'_>) -> bool {
        self.begins(context.common).is_some_and(|begins| !context.clock.reached(begins.start()))
    }

    fn begins(&self, common: &Common) -> Option<Moment> {
        self.starts.or(common.date)
    }
}
