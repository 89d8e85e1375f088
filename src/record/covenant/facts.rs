//! What Lilong computes of a covenant: whether it is in force today, and what replaced it.

use serde::Serialize;

use super::super::kind::{DeriveContext, FactField, FactType, fact};
use super::super::{Common, Own, Record};
use super::{Covenant, SUPERSEDES};
use crate::track::Clock;

pub(super) static FACTS: &[FactField] = &[
    fact(
        "state",
        "状态",
        FactType::Choice(&["upcoming", "in-force", "superseded"]),
        ("未施行、现行有效或已被取代", "to come, in force or superseded"),
    ),
    fact(
        "superseded_by",
        "被取代",
        FactType::Text,
        (
            "取代它的公约的路径；没有被取代就没有这一项",
            "the source of the covenant that took its place; absent as long as none has",
        ),
    ),
];

/// The state of a covenant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CovenantState {
    /// It is not in force yet.
    #[default]
    Upcoming,
    /// It is in force.
    InForce,
    /// A later covenant that supersedes it has come into force.
    Superseded,
}

/// A covenant's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CovenantFacts {
    /// Its state.
    pub state: CovenantState,
    /// The source of the covenant that replaced it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
}

impl CovenantFacts {
    pub(super) fn of(covenant: &Covenant, context: &DeriveContext<'_>) -> CovenantFacts {
        let later = context.others.written_naming(context.source, SUPERSEDES);
        let superseded_by = later.into_iter().find(|later| takes_its_place(later, context.clock));
        let begun = covenant.begins(context.common).is_none_or(|day| context.clock.has_begun(day.0));
        CovenantFacts {
            state: match (superseded_by.is_some(), begun) {
                (true, _) => CovenantState::Superseded,
                (false, true) => CovenantState::InForce,
                (false, false) => CovenantState::Upcoming,
            },
            superseded_by: superseded_by.map(|later| later.source.path.to_string()),
        }
    }
}

impl CovenantFacts {
    /// The state of a covenant with those fields, as people are told: if it was withdrawn, it is neither in
    /// force nor about to be.
    pub(super) fn state_unless_withdrawn(&self, common: &Common) -> Option<CovenantState> {
        let is_said = common.withdrawn.is_none() || self.state == CovenantState::Superseded;
        is_said.then_some(self.state)
    }
}

/// Whether a covenant that supersedes another has come into force; this stays true when a still later one
/// supersedes it in turn.
fn takes_its_place(later: &Record, clock: &Clock) -> bool {
    let Own::Covenant(covenant) = &later.own else { return false };
    later.common.withdrawn.is_none()
        && covenant.begins(&later.common).is_none_or(|day| clock.has_begun(day.0))
}
