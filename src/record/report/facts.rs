//! What Lilong computes of a report: the figures of its period, as the open data give them.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::kind::{FactField, FactType, Outcomes, fact};
use super::super::ledger::Totals;
use super::collection::Collection;
use crate::front::scalar::Amount;
use crate::front::shape::Pairs;

pub(super) static FACTS: &[FactField] = &[
    fact(
        "records.*",
        "记录数",
        FactType::Count,
        ("期间内日期的记录，各类有几条", "how many records of each kind have their date in the period"),
    ),
    fact(
        "matters.raised",
        "反映事项",
        FactType::Count,
        ("期间内反映的事项", "matters reported in the period"),
    ),
    fact("matters.closed", "办结事项", FactType::Count, ("期间内办结的事项", "matters closed in the period")),
    fact(
        "matters.median_days",
        "答复天数中位数",
        FactType::Decimal,
        (
            "期间内反映的事项，从反映到第一次答复的天数的中位数；没有就没有这一项",
            "the median of the days to a first reply, of those raised in the period; absent without any",
        ),
    ),
    fact(
        "matters.overdue",
        "逾期事项",
        FactType::Count,
        ("期间内反映、逾期还没有答复的", "of those reported in the period: not replied to in time"),
    ),
    fact("meetings.held", "会议", FactType::Count, ("开了几次会", "how many meetings were held")),
    fact("resolutions.passed", "通过的决议", FactType::Count, ("表决通过的决议", "resolutions that passed")),
    fact(
        "resolutions.failed",
        "未通过的决议",
        FactType::Count,
        ("没有通过的决议", "resolutions that failed"),
    ),
    fact(
        "resolutions.adopted",
        "一致同意的决议",
        FactType::Count,
        ("不经表决一致同意的决议", "resolutions adopted by consensus"),
    ),
    fact(
        "consultations.held",
        "意见征询",
        FactType::Count,
        ("已有结果的意见征询", "consultations that were counted"),
    ),
    fact(
        "consultations.passed",
        "通过的征询",
        FactType::Count,
        ("其中征询的事项全部通过的", "of these, those whose every question passed"),
    ),
    fact(
        "consultations.mean_turnout",
        "平均参与比例",
        FactType::Share,
        (
            "各次参与比例（人数）的平均，由分数算出；没有就没有这一项",
            "the mean of their turnouts by people, computed of fractions; absent without any",
        ),
    ),
    fact(
        "funds.*.opening",
        "期初结余",
        FactType::Decimal,
        ("这笔资金期初的结余", "what a fund had at first"),
    ),
    fact("funds.*.income", "收入", FactType::Decimal, ("期间内各期收支的收入合计", "all that came in")),
    fact("funds.*.expense", "支出", FactType::Decimal, ("期间内各期收支的支出合计", "all that went out")),
    fact("funds.*.closing", "期末结余", FactType::Decimal, ("这笔资金期末的结余", "what it has at last")),
    fact(
        "volunteer_hours",
        "志愿服务小时",
        FactType::Decimal,
        ("期间内日志记录的志愿服务小时数", "hours that volunteers served, by the logs of the period"),
    ),
    fact(
        "log_days",
        "有日志的天数",
        FactType::Count,
        ("期间内有日志的天数", "days of the period with a log"),
    ),
];

/// A report's facts: the open data have only the figures, and nothing as long as no period is given.
#[derive(Clone, Debug, Default)]
pub struct ReportFacts {
    /// What was collected.
    pub collection: Option<Box<Collection>>,
}

impl Serialize for ReportFacts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.collection {
            Some(collection) => collection.figures.serialize(to),
            None => to.serialize_map(Some(0))?.end(),
        }
    }
}

/// The figures of a span of days.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct Collected {
    /// How many records of each kind, by its name.
    pub records: Pairs<u64>,
    /// Matters.
    pub matters: MatterFigures,
    /// Meetings.
    pub meetings: MeetingFigures,
    /// The outcomes of their resolutions.
    pub resolutions: Outcomes,
    /// Consultations that were counted.
    pub consultations: VoteFigures,
    /// The money of each fund.
    pub funds: Pairs<Totals>,
    /// Hours that volunteers served.
    pub volunteer_hours: Amount,
    /// How many days have a log.
    pub log_days: u64,
}

/// Matters of a span of days.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct MatterFigures {
    /// How many were reported.
    pub raised: u64,
    /// How many were closed.
    pub closed: u64,
    /// The median number of days from report to first reply, for those reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_days: Option<Amount>,
    /// How many of those reported were not replied to in time.
    pub overdue: u64,
}

/// Meetings of a span of days.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct MeetingFigures {
    /// How many were held.
    pub held: u64,
}

/// Consultations of a span of days.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct VoteFigures {
    /// How many were counted.
    pub held: u64,
    /// How many of them passed.
    pub passed: u64,
    /// The mean of their turnouts, with four decimals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mean_turnout: Option<String>,
}

impl ReportFacts {
    pub(super) fn of(collection: Collection) -> ReportFacts {
        ReportFacts { collection: Some(Box::new(collection)) }
    }
}
