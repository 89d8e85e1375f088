//! What Lilong computes of a matter: its status, how long it took, whether an answer is overdue, and the
//! records that belong to it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::super::kind::{DeriveContext, FactField, FactType, ThreadRecord, fact};
use super::{Matter, MatterStatus};
use crate::front::scalar::{Day, Moment};
use crate::track::Clock;

pub(super) static FACTS: &[FactField] = &[
    fact(
        "status",
        "办理情况",
        FactType::Choice(&["received", "assigned", "working", "resolved", "replied", "closed"]),
        ("最后一步的情况", "that of the last step"),
    ),
    fact(
        "days_open",
        "办理天数",
        FactType::Count,
        (
            "从反映到办结的天数；没有办结的，到今天",
            "days from the report to the step that closed it, or to today",
        ),
    ),
    fact(
        "days_to_reply",
        "答复天数",
        FactType::Count,
        (
            "从反映到第一次答复或办结的天数；没有答复就没有这一项",
            "days from the report to the first reply or closing step; absent without one",
        ),
    ),
    fact(
        "overdue",
        "逾期未答复",
        FactType::Flag,
        (
            "过了 site.yaml 的 follow_up_days 还没有答复",
            "not replied to after the `follow_up_days` of site.yaml",
        ),
    ),
    fact("thread[].kind", "类型", FactType::Text, ("这件事的一条记录是哪一类", "the kind of a record of it")),
    fact("thread[].title", "标题", FactType::Text, ("它的标题", "its title")),
    fact("thread[].date", "日期", FactType::Date, ("它的日期，先的在前", "its date; the oldest comes first")),
    fact("thread[].url", "网址", FactType::Text, ("它的网页，从网站根起", "its page, below the site's root")),
];

/// A matter's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MatterFacts {
    /// Its status.
    pub status: MatterStatus,
    /// Days from the report to the step that closed it, or to today.
    pub days_open: u64,
    /// Days from the report to the first answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_to_reply: Option<u64>,
    /// Whether an answer was due by now and has not been given.
    pub overdue: bool,
    /// Every record that names it as its matter, oldest first.
    pub thread: Vec<ThreadRecord>,
    /// When it was reported. Not in the facts of the open data, which have it as written.
    #[serde(skip)]
    pub reported: Option<Moment>,
    /// The day up to which `days_open` counts.
    #[serde(skip)]
    pub as_of: Option<Day>,
    /// The last day for an answer, where the site sets one.
    #[serde(skip)]
    pub reply_due: Option<Day>,
}

impl MatterFacts {
    /// The facts of a matter today.
    pub(super) fn of(matter: &Matter, context: &DeriveContext<'_>) -> MatterFacts {
        let clock = context.clock;
        let reported = matter.reported(context.common);
        let day = reported.map(|reported| reported.date);
        let answered = matter.answered();
        let due = day.and_then(|day| {
            let days = context.config.follow_up_days()?;
            day.checked_add(days.days()).ok()
        });
        let as_of = matter.closed().map_or_else(|| today(day, clock), |step| step.date.date);
        MatterFacts {
            status: matter.standing(),
            days_open: days(day, as_of),
            days_to_reply: answered.map(|step| days(day, step.date.date)),
            overdue: answered.is_none() && due.is_some_and(|due| clock.has_ended(due)),
            thread: context.others.thread(),
            reported,
            as_of: Some(Day(as_of)),
            reply_due: due.map(Day),
        }
    }
}

/// Today; or the given day, if it lies in the future.
fn today(day: Option<Date>, clock: &Clock) -> Date {
    let today = clock.today();
    day.map_or(today, |day| day.max(today))
}

/// Whole days from one day to another that is not before it.
fn days(from: Option<Date>, until: Date) -> u64 {
    let days = from.map_or(0, |from| (until - from).get_days());
    u64::try_from(days).unwrap_or_default()
}
