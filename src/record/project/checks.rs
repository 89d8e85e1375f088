//! Mistakes in the numbers, dates and places of a project.

use rust_decimal::Decimal;

use super::super::check::{Check, repeats};
use super::{PhaseDone, Project, codes};
use crate::config::Register;
use crate::diag::{Words, codes as general, words};
use crate::track::Clock;

/// The checks that need nothing else of the site.
pub(super) fn check(project: &Project, check: &mut Check) {
    phases(project, check);
    progress(project, check);
    budget(project, check);
}

/// What is marked as done cannot have been done after today.
pub(super) fn check_time(project: &Project, clock: &Clock, check: &mut Check) {
    for (at, phase) in project.phases().iter().enumerate() {
        let Some(day) = phase.done.and_then(PhaseDone::day).filter(|day| !clock.has_begun(day.0)) else {
            continue;
        };
        check
            .add(
                format!("phases.{at}.done"),
                &general::DONE_TO_COME,
                words!("完成日期 {day} 还没有到", "it is done on {day}, which is still to come"),
            )
            .help(Words::fixed("计划的日期写在 until 里", "write the day it is planned for as `until`"));
    }
}

/// A place that the register does not know is most likely misspelt; a bare name that several places have is
/// plain from the record.
pub(super) fn check_register(project: &Project, register: &Register, check: &mut Check) {
    if register.is_empty() {
        return;
    }
    for (at, row) in project.progress().iter().enumerate() {
        if register.fault(&row.place).is_some_and(|code| code.id == general::UNKNOWN_PLACE.id) {
            check.push(format!("progress.{at}.place"), register.unresolved(&row.place));
        }
    }
}

fn phases(project: &Project, check: &mut Check) {
    for (at, phase) in project.phases().iter().enumerate() {
        let fault = check.in_order(
            &codes::PHASE_BACKWARDS,
            (&format!("phases.{at}.from"), phase.from),
            (&format!("phases.{at}.until"), phase.until),
            |from, until| {
                words!(
                    "这个阶段止于 {until}，早于开始的 {from}",
                    "this phase ends on {until}, before it starts on {from}"
                )
            },
            ("开始在这里", "it starts here"),
        );
        if let Some(fault) = fault {
            fault.help(Words::fixed("请核对这两个日期", "check the two dates"));
        }
    }
}

fn progress(project: &Project, check: &mut Check) {
    let rows = project.progress();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.done > row.total) {
        let (place, done, total) = (&*row.place, row.done.0, row.total.0);
        check
            .add(
                format!("progress.{at}.done"),
                &codes::PROGRESS_ABOVE_TOTAL,
                words!("“{place}”完成 {done}，大于总数 {total}", "`{place}` has {done} done of {total}"),
            )
            .note(format!("progress.{at}.total"), Words::fixed("总数在这里", "the total is here"))
            .help(Words::fixed("请核对这两个数", "check the two numbers"));
    }
    for (at, first) in repeats(rows.iter().map(|row| row.place.trim())) {
        let place = &*rows[at].place;
        check
            .add(
                format!("progress.{at}.place"),
                &codes::DUPLICATE_PROGRESS,
                words!("“{place}”的进度写了两次", "the progress of `{place}` is given twice"),
            )
            .note(format!("progress.{first}.place"), Words::fixed("第一次在这里", "first here"))
            .help(Words::fixed("合成一行，或改正地点", "make one row of them, or correct the place"));
    }
}

fn budget(project: &Project, check: &mut Check) {
    let Some(budget) = &project.budget else { return };
    let Some(sources) = &budget.sources else { return };
    let (sum, amount) = (sources.iter().map(|source| source.amount.0).sum::<Decimal>(), budget.amount.0);
    if sum != amount {
        check
            .add(
                "budget.sources",
                &codes::BUDGET_DOES_NOT_ADD_UP,
                words!(
                    "各项来源合计 {sum}，不等于总金额 {amount}",
                    "the sources add up to {sum}, not to {amount}"
                ),
            )
            .note("budget.amount", Words::fixed("总金额在这里", "the amount is here"))
            .help(Words::fixed(
                "还没有落实的也列一项，例如 {name: 待落实, amount: …}",
                "list what is not settled yet as well, for example `{name: not yet settled, amount: …}`",
            ));
    }
}
