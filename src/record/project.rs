//! 工程: a long piece of work: its phases, how many households of each building have signed, and who pays.

mod checks;
mod codes;
mod facts;
mod view;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, own_fields};
use super::kind::{CardSlots, DeriveContext, Kind, Profile, RecordStatus, ViewContext, fields_of};
use super::stamp::Stamp;
use crate::config::Register;
use crate::front::OneOrMany;
use crate::front::prose::{Prose, same_in_every_language};
use crate::front::scalar::{Count, Day, Flag, NonNegative, Scalar, Text, Threshold};
use crate::front::shape::{Choice, Shape, Shaped, fields};
use crate::front::texts::without_texts;
use crate::track::Clock;
pub use facts::ProjectFacts;
pub use view::{Board, BudgetView, PhaseView, PlaceProgress, ProjectView, SourceView};

/// Whether a phase is done, and when, if that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseDone {
    /// Whether it is done.
    Whether(bool),
    /// Done on this day.
    On(Day),
}

impl PhaseDone {
    /// Whether it is done.
    pub fn is_done(self) -> bool {
        self != PhaseDone::Whether(false)
    }

    /// The day, if it is known.
    pub fn day(self) -> Option<Day> {
        if let PhaseDone::On(day) = self { Some(day) } else { None }
    }
}

same_in_every_language!(PhaseDone);
without_texts!(PhaseDone);

impl Shaped for PhaseDone {
    const SHAPE: Shape = Shape::OneOf(&[Flag::SHAPE, Day::SHAPE]);
}

impl Serialize for PhaseDone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            PhaseDone::Whether(done) => to.serialize_bool(*done),
            PhaseDone::On(day) => day.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for PhaseDone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = PhaseDone;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("true, false or a date")
            }
            fn visit_bool<E: de::Error>(self, done: bool) -> Result<PhaseDone, E> {
                Ok(PhaseDone::Whether(done))
            }
            fn visit_str<E: de::Error>(self, raw: &str) -> Result<PhaseDone, E> {
                let flag = || Flag::parse(raw).ok().map(|flag| PhaseDone::Whether(flag.0));
                match Day::parse(raw) {
                    Ok(day) => Ok(PhaseDone::On(day)),
                    Err(bad) => flag().ok_or_else(|| E::custom(bad.message.en)),
                }
            }
        }
        from.deserialize_any(Visitor)
    }
}

fields! {
    /// A phase of the work.
    pub struct ProjectPhase {
        /// what it is
        name "阶段" "阶段名称" ! Prose,
        /// the first day
        from "起" "开始的日期" ? Day,
        /// the last day
        until "止" "应完成的日期" ? Day,
        /// whether it is done, or the day it was
        done "完成" "是否完成，或完成的日期" ? PhaseDone,
    }
}

fields! {
    /// How far it has come at one place.
    pub struct Progress {
        /// where
        place "地点" "楼或小区" ! Text,
        /// how many there are
        total "总数" "总数" ! Count,
        /// how many of them are done
        done "完成" "已完成的数" ! Count,
    }
}

fields! {
    /// Who pays a part.
    pub struct BudgetSource {
        /// who
        name "来源" "资金来源" ! Prose,
        /// how much
        amount "金额" "金额" ! NonNegative,
    }
}

fields! {
    /// What it costs and who pays.
    pub struct Budget {
        /// what it costs
        amount "金额" "总金额" ! NonNegative,
        /// who pays
        sources "来源" "资金来源" ? OneOrMany<BudgetSource>,
    }
}

own_fields! {
    /// A project's own fields.
    Project {
        /// the phases, in order
        phases "阶段" "各阶段，按先后" ? OneOrMany<ProjectPhase>,
        /// how far it has come, place by place
        progress "进度" "各楼进度" ? OneOrMany<Progress>,
        /// what is counted
        target_label "计数" "进度数的是什么，如已签约户数" ? Prose,
        /// what part must be reached
        threshold "比例" "须达到的比例，如 \"95/100\"" ? Threshold,
        /// what it costs and who pays
        budget "预算" "预算和资金来源" ? Budget,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "project", zh: "工程" },
    everyday: &["项目", "施工", "改造", "进度", "works", "construction"],
    folder: "projects",
    fields: fields_of(&Project::SHAPE),
    shape: &File::<Project>::SHAPE,
    needed: &["phases", "progress"],
    codes: codes::ALL,
    facts: FACTS,
    ..Profile::USUAL
};

impl Project {
    /// Its phases, in order.
    fn phases(&self) -> &[ProjectPhase] {
        self.phases.as_deref().unwrap_or_default()
    }

    /// How far each place has come.
    fn progress(&self) -> &[Progress] {
        self.progress.as_deref().unwrap_or_default()
    }

    /// The index of the phase that the work is in: the first that is not done.
    fn current(&self) -> Option<usize> {
        self.phases().iter().position(|phase| !phase.done.is_some_and(PhaseDone::is_done))
    }
}

impl Kind for Project {
    type Facts = ProjectFacts;
    type View<'v> = ProjectView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        checks::check(self, check);
    }

    fn check_time(&self, _: &Common, clock: &Clock, check: &mut Check) {
        checks::check_time(self, clock, check);
    }

    fn check_register(&self, _: &Common, register: &Register, check: &mut Check) {
        checks::check_register(self, register, check);
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&ProjectFacts>) -> ProjectFacts {
        ProjectFacts::of(self, context.clock)
    }

    fn status(&self, facts: &ProjectFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let mut stamps = Vec::new();
        if facts.late == Some(true) {
            stamps.push(Stamp::Late);
        }
        if facts.phase.is_some() {
            stamps.push(Stamp::UnderWay);
        } else if !self.phases().is_empty() {
            stamps.push(Stamp::Finished);
        }
        if facts.threshold_met == Some(true) {
            stamps.push(Stamp::ThresholdMet);
        }
        if context.common.withdrawn.is_some() {
            stamps.retain(|stamp| !stamp.is_undecided());
        }
        RecordStatus { stamps, window: None, decided: None }
    }

    fn view<'v>(&'v self, facts: &ProjectFacts, context: &ViewContext<'_>) -> ProjectView<'v> {
        view::view(self, facts, context)
    }

    fn card(&self, _: &ProjectFacts, _: &DeriveContext<'_>) -> CardSlots {
        let phase = self.current().map(|at| self.phases()[at].name.0.clone());
        CardSlots { lead: phase, ..CardSlots::default() }
    }
}
