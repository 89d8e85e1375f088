//! What Lilong computes of a roster: the numbers of shifts and hours, who is on duty today, and the next
//! shift.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::Serialize;

use super::super::kind::{DeriveContext, FactField, FactType, fact};
use super::Roster;
use super::shifts::DatedShift;
use crate::front::scalar::{Day, TimeOfDay};

pub(super) static FACTS: &[FactField] = &[
    fact(
        "shifts",
        "班次",
        FactType::Count,
        (
            "从第一天到最后一天共几班；没有最后一天就没有这一项",
            "how many shifts there are from the first day to the last; absent without a last day",
        ),
    ),
    fact(
        "hours",
        "时数",
        FactType::Decimal,
        (
            "这些班次的小时数之和，除不尽时取两位小数；没写起止时间的不计",
            "the hours of these shifts, rounded to two decimals; those without times are not counted",
        ),
    ),
    fact("next.date", "下一班日期", FactType::Date, ("下一班是哪天", "the day of the next shift")),
    fact("next.from", "下一班时间", FactType::Time, ("下一班几点开始", "when the next shift begins")),
    fact("next.place", "下一班地点", FactType::Text, ("下一班在哪里", "where the next shift is")),
    fact("next.duty", "下一班职责", FactType::Text, ("下一班做什么", "what is done in the next shift")),
];

/// A roster's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RosterFacts {
    /// How many shifts there are from the first day to the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shifts: Option<u64>,
    /// The hours of all these shifts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// The first shift that begins now or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<NextShift>,
    /// Who is on duty today; shown only on pages.
    #[serde(skip)]
    pub on_duty: Option<OnDuty>,
}

/// The first shift that begins now or later.
#[derive(Clone, Debug, Serialize)]
pub struct NextShift {
    /// The day on which it begins.
    pub date: Day,
    /// The time at which it begins; none if it lasts the whole day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<TimeOfDay>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// The rows of all shifts that begin at that time.
    #[serde(skip)]
    pub rows: Vec<usize>,
}

/// Who is on duty today.
#[derive(Clone, Debug)]
pub struct OnDuty {
    /// Today.
    pub today: Day,
    /// The rows of the shifts that began yesterday and continue today.
    pub since_yesterday: Vec<usize>,
    /// The rows of the shifts that begin today, the earliest first.
    pub rows: Vec<usize>,
}

impl RosterFacts {
    pub(super) fn of(roster: &Roster, context: &DeriveContext<'_>) -> RosterFacts {
        let Some(days) = roster.days(context.common) else { return RosterFacts::default() };
        let clock = context.clock;
        let today = clock.today();
        let totals = roster.totals(days);
        let ahead = roster.ahead(today, days);
        let next = ahead.iter().position(|shift| !clock.is_after(shift.start));
        let yesterday = today.yesterday().map(|date| roster.on(date, days)).unwrap_or_default();
        let goes_on = |shift: &DatedShift| {
            let row = &roster.rows()[shift.row];
            row.passes_midnight() && !clock.reached(row.end(shift.date))
        };
        RosterFacts {
            shifts: totals.map(|(shifts, _)| shifts),
            hours: totals.map(|(_, seconds)| hours(seconds)),
            next: next.map(|at| NextShift::of(roster, &ahead[at..])),
            on_duty: Some(OnDuty {
                today: Day(today),
                since_yesterday: yesterday.into_iter().filter(goes_on).map(|shift| shift.row).collect(),
                rows: roster.on(today, days).into_iter().map(|shift| shift.row).collect(),
            }),
        }
    }
}

impl NextShift {
    /// The first of these shifts.
    fn of(roster: &Roster, ahead: &[DatedShift]) -> NextShift {
        let together = ahead.iter().take_while(|shift| shift.start == ahead[0].start);
        let row = &roster.rows()[ahead[0].row];
        NextShift {
            date: Day(ahead[0].date),
            from: row.from,
            place: row.place.as_ref().map(|place| place.0.clone()),
            duty: row.duty.as_ref().map(|duty| duty.0.clone()),
            rows: together.map(|shift| shift.row).collect(),
        }
    }
}

/// Seconds as hours, exact if two decimals are enough.
fn hours(seconds: u64) -> String {
    let hours = Decimal::from(seconds) / Decimal::from(3600);
    hours.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::hours;

    #[test]
    fn hours_are_exact_where_two_decimals_are_enough() {
        let said: Vec<String> = [7200, 5400, 900, 4800, 0].map(hours).into();
        assert_eq!(said, ["2", "1.5", "0.25", "1.33", "0"]);
    }
}
