//! Mistakes in the days of a matter, and matters that are closed without an answer.

use super::super::check::Check;
use super::{Matter, MatterStatus, codes};
use crate::diag::{Words, words};
use crate::front::scalar::Moment;
use crate::track::Clock;

/// The checks that need nothing else of the site.
pub(super) fn check(matter: &Matter, check: &mut Check) {
    steps(matter, check);
    reply(matter, check);
}

/// Reports and steps cannot lie in the future.
pub(super) fn check_time(matter: &Matter, clock: &Clock, check: &mut Check) {
    let steps = matter.steps().iter().enumerate();
    let steps = steps.map(|(at, step)| (format!("steps.{at}.date"), step.date));
    let reported = matter.reported.map(|reported| ("reported".to_owned(), reported));
    for (path, moment) in reported.into_iter().chain(steps) {
        if clock.reached(moment.start()) {
            continue;
        }
        let said = words!("{moment} 还没有到", "{moment} is still to come");
        check.add(path, &codes::MATTER_DATE_TO_COME, said).help(Words::fixed(
            "只写已经发生的；打算做的写在正文或说明里",
            "write what has happened; what is planned belongs in the text or a note",
        ));
    }
}

fn steps(matter: &Matter, check: &mut Check) {
    let mut before: Option<Moment> = None;
    for (at, step) in matter.steps().iter().enumerate() {
        let (date, path) = (step.date, format!("steps.{at}.date"));
        if let Some(reported) = matter.reported.filter(|reported| is_earlier(date, *reported)) {
            let said = words!(
                "这一步是 {date}，早于反映的 {reported}",
                "this step is of {date}, before the matter was reported on {reported}"
            );
            check
                .add(path, &codes::STEP_BEFORE_REPORTED, said)
                .note("reported", Words::fixed("反映的日期在这里", "it was reported here"))
                .help(Words::fixed("请核对这两个日期", "check the two dates"));
        } else if let Some(earlier) = before.filter(|before| is_earlier(date, *before)) {
            let said = words!(
                "这一步是 {date}，早于上一步的 {earlier}",
                "this step is of {date}, before the step above of {earlier}"
            );
            check
                .add(path, &codes::STEPS_OUT_OF_ORDER, said)
                .note(
                    format!("steps.{}.date", at - 1),
                    Words::fixed("上一步在这里", "the step above is here"),
                )
                .help(Words::fixed("按日期先后排列各步", "put the steps in order of date"));
        }
        before = Some(date);
    }
}

/// A closed matter has an answer, and an answer has a day.
fn reply(matter: &Matter, check: &mut Check) {
    let closed = matter.steps().iter().position(|step| step.status == MatterStatus::Closed);
    match (closed, matter.reply()) {
        (Some(at), None) => {
            let said = Words::fixed("已经办结，却没有答复", "this matter is closed without a reply");
            check.add(format!("steps.{at}.status"), &codes::CLOSED_WITHOUT_REPLY, said).help(Words::fixed(
                "把给居民的答复写在 reply 里",
                "write what residents were told as `reply`",
            ));
        }
        (None, Some(_)) if matter.answered().is_none() => {
            let said = Words::fixed(
                "写了答复，却没有答复的日期",
                "there is a reply, but no step says when it was given",
            );
            check.add("reply", &codes::REPLY_WITHOUT_STEP, said).help(Words::fixed(
                "在 steps 里加一步，例如 {date: 2026-03-09, status: replied}",
                "add a step, for example `{date: 2026-03-09, status: replied}`",
            ));
        }
        (Some(_) | None, Some(_)) | (None, None) => {}
    }
}

/// Whether the first is earlier than the second, as precisely as both are given: times count only if both
/// have one.
fn is_earlier(one: Moment, other: Moment) -> bool {
    let hours = one.time.zip(other.time).filter(|_| one.date == other.date);
    one.date < other.date || hours.is_some_and(|(one, other)| one < other)
}
