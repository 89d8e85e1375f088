//! What Lilong computes of a project: how much is done of how much, and whether it is on time.

use serde::Serialize;

use super::super::exact::Share;
use super::super::kind::{FactField, FactType, fact};
use super::Project;
use crate::front::scalar::Threshold;
use crate::track::Clock;

pub(super) static FACTS: &[FactField] = &[
    fact("total", "总数", FactType::Count, ("各楼总数之和", "all of them, over all places")),
    fact("done", "完成", FactType::Count, ("各楼完成之和", "those done, over all places")),
    fact("remaining", "尚缺", FactType::Count, ("总数减完成", "those not done")),
    fact("share", "比例", FactType::Share, ("完成 ÷ 总数", "those done ÷ all of them")),
    fact(
        "places_complete",
        "全部完成的楼",
        FactType::Count,
        ("全部完成的楼有几处", "how many places are complete"),
    ),
    fact(
        "threshold_met",
        "达到比例",
        FactType::Flag,
        (
            "是否达到规定的比例；没有规定就没有这一项",
            "whether the share that is needed is reached; absent where none is",
        ),
    ),
    fact(
        "phase",
        "阶段",
        FactType::Text,
        (
            "第一个没有完成的阶段；都完成了就没有这一项",
            "the first phase that is not done; absent when all are",
        ),
    ),
    fact(
        "late",
        "延误",
        FactType::Flag,
        (
            "这个阶段是否过了应完成的日期；没有阶段就没有这一项",
            "whether the last day of that phase has passed; absent without phases",
        ),
    ),
];

/// A project's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectFacts {
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// How many are done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<u64>,
    /// How many are not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u64>,
    /// Done ÷ total.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<String>,
    /// How many places are complete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub places_complete: Option<u64>,
    /// Whether the required share is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold_met: Option<bool>,
    /// The phase that the work is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Whether that phase should be done by now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
}

impl ProjectFacts {
    pub(super) fn of(project: &Project, clock: &Clock) -> ProjectFacts {
        let sums = Sums::of(project);
        let current = project.current().map(|at| &project.phases()[at]);
        let is_late = current.and_then(|phase| phase.until).is_some_and(|until| clock.has_ended(until.0));
        ProjectFacts {
            total: sums.map(|sums| sums.total),
            done: sums.map(|sums| sums.done),
            remaining: sums.map(|sums| sums.remaining()),
            share: sums.and_then(|sums| sums.share().decimal()),
            places_complete: sums.map(|sums| sums.complete),
            threshold_met: sums.zip(project.threshold).map(|(sums, needed)| sums.share().reaches(needed)),
            phase: current.map(|phase| phase.name.0.clone()),
            late: (!project.phases().is_empty()).then_some(is_late),
        }
    }
}

/// The progress of all places added up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) total: u64,
    pub(super) done: u64,
    pub(super) complete: u64,
}

impl Sums {
    /// None if no progress is given.
    pub(super) fn of(project: &Project) -> Option<Sums> {
        let places = project.progress();
        let add = |sums: Sums, place: &super::Progress| Sums {
            total: sums.total.saturating_add(place.total.0),
            done: sums.done.saturating_add(place.done.0),
            complete: sums.complete + u64::from(place.done >= place.total),
        };
        (!places.is_empty()).then(|| places.iter().fold(Sums::default(), add))
    }

    pub(super) fn remaining(self) -> u64 {
        self.total.saturating_sub(self.done)
    }

    pub(super) fn share(self) -> Share {
        Share::of_people(self.done, self.total)
    }

    /// How many more are needed to reach the required share.
    pub(super) fn missing(self, needed: Threshold) -> u64 {
        let (numerator, denominator) = (u128::from(needed.numerator), u128::from(needed.denominator));
        let whole = u128::from(self.total) * numerator;
        let least = if needed.strict { whole / denominator + 1 } else { whole.div_ceil(denominator) };
        u64::try_from(least.saturating_sub(u128::from(self.done))).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(total: u64, done: u64, needed: (u32, u32, bool)) -> u64 {
        let (numerator, denominator, strict) = needed;
        Sums { total, done, complete: 0 }.missing(Threshold { numerator, denominator, strict })
    }

    #[test]
    fn what_is_missing_is_counted_in_whole_households() {
        assert_eq!(missing(430, 400, (95, 100, false)), 9, "408.5 households are 409");
        assert_eq!(missing(400, 380, (95, 100, false)), 0, "95 of 100 includes the number itself");
        assert_eq!(missing(400, 380, (95, 100, true)), 1);
        assert_eq!(missing(400, 400, (95, 100, false)), 0);
    }
}
