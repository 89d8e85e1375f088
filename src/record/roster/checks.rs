//! Mistakes in a roster: days in the wrong order or outside it, rows without a day, and people who are to
//! be in two places at once.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::check::Check;
use super::super::common::Common;
use super::super::days::Days;
use super::super::notice::without_day;
use super::{DutyRow, Roster, codes};
use crate::diag::{Words, words};
use crate::front::scalar::Day;

/// The most rows of one person that are compared with each other: longer lists are made by machines.
const MAX_ROWS_EACH: usize = 200;

pub(super) fn check(roster: &Roster, common: &Common, check: &mut Check) {
    let from = roster.begins(common);
    let first = if roster.from.is_some() { "from" } else { "date" };
    let backwards = check.in_order(
        &codes::ROSTER_BACKWARDS,
        (first, from),
        ("until", roster.until),
        |from, until| {
            words!("止于 {until}，早于开始的 {from}", "it ends on {until}, before it starts on {from}")
        },
        ("开始在这里", "it starts here"),
    );
    if let Some(fault) = backwards {
        fault.help(Words::fixed("请核对这两个日期", "check the two dates"));
        return;
    }
    for (at, row) in roster.rows().iter().enumerate() {
        check_row(row, at, (from, roster.until), check);
    }
    if let Some(days) = roster.days(common) {
        check_double(roster.rows(), days, check);
    }
}

fn check_row(row: &DutyRow, at: usize, (from, until): (Option<Day>, Option<Day>), check: &mut Check) {
    if row.days.iter().flatten().next().is_none() && row.dates.iter().flatten().next().is_none() {
        without_day(format!("rows.{at}"), &codes::DUTY_WITHOUT_DAY, check);
    }
    for (item, date) in row.dates.iter().flatten().enumerate() {
        let early = from.filter(|from| date < from);
        let late = until.filter(|until| date > until);
        let message = match (early, late) {
            (Some(from), _) => {
                words!("{date} 早于排班开始的 {from}", "{date} is before the roster starts on {from}")
            }
            (None, Some(until)) => {
                words!("{date} 晚于排班结束的 {until}", "{date} is after the roster ends on {until}")
            }
            (None, None) => continue,
        };
        let path = format!("rows.{at}.dates.{item}");
        check.add(path, &codes::DUTY_OUTSIDE_ROSTER, message).help(Words::fixed(
            "改正日期，或放宽排班的 from 和 until",
            "correct the date, or widen `from` and `until` of the roster",
        ));
    }
}

/// Reports rows with somebody who is on duty elsewhere at the same time, once for each person and row.
fn check_double(rows: &[DutyRow], days: Days, check: &mut Check) {
    let mut of_person: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.from.is_some() && row.until.is_some()) {
        for who in row.who.iter().flatten() {
            let own = of_person.entry(who.trim()).or_default();
            if own.last() != Some(&at) && own.len() < MAX_ROWS_EACH {
                own.push(at);
            }
        }
    }
    for (who, own) in of_person {
        for (nth, at) in own.iter().enumerate() {
            let clash = |first: &&usize| overlap(&rows[**first], &rows[*at], days);
            let Some((first, date)) = own[..nth].iter().find_map(|first| Some((first, clash(&first)?)))
            else {
                continue;
            };
            let date = Day(date);
            check
                .add(
                    format!("rows.{at}.who"),
                    &codes::DOUBLE_DUTY,
                    words!(
                        "{who} {date} 同一时间排了两处",
                        "{who} is on duty twice at the same time on {date}"
                    ),
                )
                .note(format!("rows.{first}.who"), Words::fixed("另一处在这里", "the other is here"))
                .help(Words::fixed("换一个人，或错开时间", "choose somebody else, or another time"));
        }
    }
}

/// The first day on which shifts of two rows overlap. Since weekdays repeat, a week and two more days
/// cover them all; dates are checked one by one.
fn overlap(one: &DutyRow, other: &DutyRow, days: Days) -> Option<Date> {
    let week = (0..=8).filter_map(|ahead| days.first.checked_add(ahead.days()).ok());
    let dates = one.dates.iter().flatten().chain(other.dates.iter().flatten()).map(|day| day.0);
    let near = dates.flat_map(|date| (-1..=1).filter_map(move |ahead| date.checked_add(ahead.days()).ok()));
    let mut all: Vec<Date> = week.chain(near).filter(|date| one.is_on(*date, days)).collect();
    all.sort_unstable();
    all.into_iter().find(|date| {
        let around = (-1..=1).filter_map(|ahead| date.checked_add(ahead.days()).ok());
        around.filter(|next| other.is_on(*next, days)).any(|next| {
            let (start, end) = (one.starts().on(*date), one.end(*date));
            other.starts().on(next) < end && start < other.end(next)
        })
    })
}
