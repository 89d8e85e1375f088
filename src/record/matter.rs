//! 事项: something that residents reported: what was done about it, step by step, and what they were told.

mod checks;
mod codes;
mod facts;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{CardSlots, DeriveContext, Kind, Profile, Reach, RecordStatus, ViewContext, fields_of};
use super::stamp::Stamp;
use crate::front::OneOrMany;
use crate::front::prose::Prose;
use crate::front::scalar::{Moment, Text};
use crate::front::shape::{Choice, Shaped, choices, fields};
use crate::track::Clock;
pub use facts::MatterFacts;
pub use view::{MatterView, StepView};

choices! {
    /// How far a matter has come.
    pub enum MatterStatus ("办理情况", "a step of a matter") {
        /// Somebody took it up.
        Received = "received" "受理" | "已受理" | "收到" | "登记",
        /// It was given to whoever is to deal with it.
        Assigned = "assigned" "交办" | "已交办" | "转办" | "派单",
        /// Somebody is at it.
        Working = "working" "办理" | "办理中",
        /// The cause is removed.
        Resolved = "resolved" "解决" | "已解决",
        /// Whoever reported it was told.
        Replied = "replied" "答复" | "已答复" | "回复" | "已回复",
        /// Nothing is left to do.
        Closed = "closed" "办结" | "已办结" | "结案",
    }
}

impl MatterStatus {
    /// Whether a matter that has come this far has been answered.
    const fn is_reply(self) -> bool {
        matches!(self, MatterStatus::Replied | MatterStatus::Closed)
    }

    /// Whether a step with this status, as the last one, reopens the matter.
    const fn reopens(self) -> bool {
        matches!(self, MatterStatus::Received | MatterStatus::Assigned | MatterStatus::Working)
    }

    const fn stamp(self) -> Stamp {
        match self {
            MatterStatus::Received => Stamp::Received,
            MatterStatus::Assigned => Stamp::Assigned,
            MatterStatus::Working => Stamp::Working,
            MatterStatus::Resolved => Stamp::Resolved,
            MatterStatus::Replied => Stamp::Replied,
            MatterStatus::Closed => Stamp::Closed,
        }
    }
}

/// A matter in the register has at least been received.
impl Default for MatterStatus {
    fn default() -> Self {
        MatterStatus::Received
    }
}

fields! {
    /// A step of a matter.
    pub struct MatterStep {
        /// when
        date "日期" "哪天" ! Moment,
        /// how far it came
        status "情况" "办到哪一步" ! MatterStatus,
        /// what was done
        note "说明" "做了什么" ? Prose,
    }
}

own_fields! {
    /// A matter's own fields.
    Matter {
        /// what sort of matter it is
        category "类别" "哪一类事" ? Prose,
        /// the day it was reported; that of the first step, else `date`, when left out
        reported "反映日期" "哪天反映的；不写时取第一步的日期，再取 date" ? Moment,
        /// how it was reported, by telephone or at the desk
        channel "渠道" "从哪里反映的，如 接待窗口、热线" ? Prose,
        /// where it is
        place "地点" "在哪里" ? Text,
        /// what was done, in order of date
        steps "办理" "办理的经过，按日期先后" ? OneOrMany<MatterStep>,
        /// what residents were told
        reply "答复" "给居民的答复" ? Prose,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "matter", zh: "事项" },
    everyday: &["诉求", "投诉", "报修", "工单", "建议", "意见箱", "热线", "complaint", "request", "issue"],
    folder: "matters",
    fields: fields_of(&Matter::SHAPE),
    shape: &File::<Matter>::SHAPE,
    needed: &["category", "reported", "steps"],
    codes: codes::ALL,
    facts: FACTS,
    is_numbered: false,
    reach: Reach::Thread,
    ..Profile::USUAL
};

impl Matter {
    /// What was done, in order.
    fn steps(&self) -> &[MatterStep] {
        self.steps.as_deref().unwrap_or_default()
    }

    /// What residents were told; none if nothing is written.
    fn reply(&self) -> Option<&Prose> {
        self.reply.as_ref().filter(|reply| !reply.trim().is_empty())
    }

    /// When it was reported.
    fn reported(&self, common: &Common) -> Option<Moment> {
        self.reported.or(self.steps().first().map(|step| step.date)).or(common.date)
    }

    /// Its status after the last step.
    fn standing(&self) -> MatterStatus {
        self.steps().last().map(|step| step.status).unwrap_or_default()
    }

    /// The first step that gave residents an answer.
    fn answered(&self) -> Option<&MatterStep> {
        self.steps().iter().find(|step| step.status.is_reply())
    }

    /// Whether nothing is left to do.
    pub fn is_closed(&self) -> bool {
        self.closed().is_some()
    }

    /// The step that closed it; none while it is open or reopened.
    fn closed(&self) -> Option<&MatterStep> {
        let at = self.steps().iter().rposition(|step| step.status == MatterStatus::Closed)?;
        let (closing, after) = self.steps()[at..].split_first()?;
        (!after.iter().any(|step| step.status.reopens())).then_some(closing)
    }
}

impl Kind for Matter {
    type Facts = MatterFacts;
    type View<'v> = MatterView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        checks::check(self, check);
    }

    fn check_time(&self, _: &Common, clock: &Clock, check: &mut Check) {
        checks::check_time(self, clock, check);
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&MatterFacts>) -> MatterFacts {
        MatterFacts::of(self, context)
    }

    fn status(&self, facts: &MatterFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let mut stamps = if facts.overdue { vec![Stamp::Overdue] } else { Vec::new() };
        stamps.push(facts.status.stamp());
        if context.common.withdrawn.is_some() {
            stamps.retain(|stamp| !stamp.is_undecided());
        }
        RecordStatus { stamps, window: None, decided: None }
    }

    fn view<'v>(&'v self, facts: &MatterFacts, context: &ViewContext<'_>) -> MatterView<'v> {
        view::view(self, facts, context)
    }

    fn card(&self, _: &MatterFacts, _: &DeriveContext<'_>) -> CardSlots {
        let category = self.category.as_ref().map(|category| category.0.clone());
        CardSlots { lead: category, ..CardSlots::default() }
    }
}
