//! Mistakes in the figures of a meeting.

use super::super::check::Check;
use super::super::common::Common;
use super::super::exact::total;
use super::{Attendance, Meeting, Quorum, Requires, Resolution, VoteBase, Votes, codes};
use crate::diag::{Words, codes as general, words};
use crate::front::scalar::Count;
use crate::track::Clock;

/// Checks a meeting that has been read.
pub(super) fn check(meeting: &Meeting, common: &Common, check: &mut Check) {
    if let (Some(starts), Some(ends)) = (meeting.starts, meeting.ends)
        && ends.end() <= starts.start()
    {
        check
            .add(
                "ends",
                &codes::ENDS_BEFORE_STARTS,
                words!("会议 {ends} 结束，早于 {starts} 开始", "it ends {ends}, before it starts {starts}"),
            )
            .note("starts", Words::fixed("开始在这里", "it starts here"))
            .help(Words::fixed(
                "改正其中一个时间；下午的时间写 24 小时制",
                "correct one of the two; write afternoons by the 24-hour clock",
            ));
    }
    meeting.check_attendance(check);
    for (at, resolution) in meeting.resolutions().iter().enumerate() {
        resolution.check(
            (meeting.attendance.as_ref(), meeting.quorum),
            common,
            &format!("resolutions.{at}"),
            check,
        );
    }
}

/// What is done was done by today.
pub(super) fn check_time(meeting: &Meeting, clock: &Clock, check: &mut Check) {
    for (at, resolution) in meeting.resolutions().iter().enumerate() {
        let Some(done) = resolution.done.filter(|done| !clock.has_begun(done.0)) else { continue };
        check
            .add(
                format!("resolutions.{at}.done"),
                &general::DONE_TO_COME,
                words!("办结日期 {done} 还没有到", "it is done on {done}, which is still to come"),
            )
            .help(Words::fixed("计划的日期写在 due 里", "write the day it is planned for as `due`"));
    }
}

impl Meeting {
    fn check_attendance(&self, check: &mut Check) {
        let Some(attendance) = &self.attendance else { return };
        attendance.check_present(check);
        attendance.check_roles(check);
        match (self.quorum, attendance.eligible) {
            (Some(Quorum::Fraction(_)), None) => {
                check
                    .add(
                        "quorum",
                        &codes::QUORUM_WITHOUT_ELIGIBLE,
                        Words::fixed(
                            "法定人数写成了比例，但没有写应到人数",
                            "the quorum is a fraction, but `attendance.eligible` is missing",
                        ),
                    )
                    .help(Words::fixed(
                        "在 attendance 里加上 eligible（应到）",
                        "add `eligible` to `attendance`",
                    ));
            }
            (Some(Quorum::Count(needed)), Some(eligible)) if needed > eligible => {
                quorum_above_eligible(needed, eligible, check);
            }
            _ => {}
        }
    }
}

/// A quorum that not even all of them reach.
fn quorum_above_eligible(Count(needed): Count, Count(eligible): Count, check: &mut Check) {
    check
        .add(
            "quorum",
            &codes::QUORUM_ABOVE_ELIGIBLE,
            words!(
                "法定人数 {needed} 人，应到却只有 {eligible} 人",
                "the quorum is {needed}, but only {eligible} are eligible"
            ),
        )
        .note("attendance.eligible", Words::fixed("应到人数在这里", "eligible here"))
        .help(Words::fixed("请核对这两个数", "check the two numbers"));
}

impl Attendance {
    fn check_present(&self, check: &mut Check) {
        let (Some(Count(present)), Some(Count(eligible))) = (self.present, self.eligible) else { return };
        if present <= eligible {
            return;
        }
        check
            .add(
                "attendance.present",
                &codes::PRESENT_ABOVE_ELIGIBLE,
                words!(
                    "实到 {present} 人，超过应到的 {eligible} 人",
                    "{present} were present of only {eligible} eligible"
                ),
            )
            .note("attendance.eligible", Words::fixed("应到人数在这里", "eligible here"))
            .help(Words::fixed("列席人员不计入实到", "do not count guests as present"));
    }

    fn check_roles(&self, check: &mut Check) {
        let (Some(roles), Some(Count(present))) = (&self.by_role, self.present) else { return };
        let sum = total(roles.iter().map(|(_, count)| count));
        if sum == present {
            return;
        }
        check
            .add(
                "attendance.by_role",
                &codes::ROLES_DO_NOT_ADD_UP,
                words!(
                    "各身份合计 {sum} 人，实到 {present} 人",
                    "the roles add up to {sum}, but {present} were present"
                ),
            )
            .note("attendance.present", Words::fixed("实到人数在这里", "present here"))
            .help(Words::fixed("每人只计一个身份", "count every person in one role"));
    }
}

/// Those who vote: the attendance, and the quorum.
type Voters<'m> = (Option<&'m Attendance>, Option<Quorum>);

impl Resolution {
    fn check(&self, who: Voters<'_>, common: &Common, path: &str, check: &mut Check) {
        self.check_votes(who, path, check);
        if let (Some(done), Some(date)) = (self.done, common.day())
            && done < date
        {
            check
                .add(
                    format!("{path}.done"),
                    &codes::DONE_BEFORE_MEETING,
                    words!("{done} 办结，早于 {date} 的会议", "done on {done}, before the meeting of {date}"),
                )
                .note("date", Words::fixed("会议日期在这里", "the meeting is here"))
                .help(Words::fixed(
                    "办结不会早于开会，请核对日期",
                    "nothing is done before it was decided: check the dates",
                ));
        }
    }

    fn check_votes(&self, (attendance, quorum): Voters<'_>, path: &str, check: &mut Check) {
        let Some(votes) = &self.votes else {
            let is_over = attendance.is_some_and(|attendance| attendance.present.is_some());
            if is_over && self.requires() != Requires::Consensus {
                votes_missing(path, check);
            }
            return;
        };
        if self.requires == Some(Requires::Consensus) {
            votes_without_vote(path, check);
            return;
        }
        let present = attendance.and_then(|attendance| attendance.present);
        if let Some(present) = present {
            votes.check_sum(present, path, check);
        }
        let without_base = if quorum.is_some() && present.is_none() {
            let message = Words::fixed(
                "规定了法定人数，但没有写实到人数，无法判断表决是否有效",
                "there is a quorum, but without `attendance.present` nobody can tell whether it was met",
            );
            let help = Words::fixed("在 attendance 里加上 present（实到）", "add `present` to `attendance`");
            Some((message, help))
        } else if self.base(attendance).is_none() {
            let (zh, en) = match self.of {
                Some(VoteBase::Eligible) => ("eligible（应到）", "eligible"),
                _ => ("present（实到）", "present"),
            };
            let message = words!(
                "没有写 attendance 的 {zh}，无法计算比例",
                "the share cannot be computed without `attendance.{en}`"
            );
            Some((message, words!("在 attendance 里加上 {zh}", "add `{en}` to `attendance`")))
        } else {
            None
        };
        if let Some((message, help)) = without_base {
            check.add(format!("{path}.votes"), &codes::VOTES_WITHOUT_BASE, message).help(help);
        }
    }
}

impl Votes {
    fn check_sum(&self, Count(present): Count, path: &str, check: &mut Check) {
        let sum = self.r#for.0 + self.against.0 + self.abstain.unwrap_or_default().0;
        if sum <= present {
            return;
        }
        check
            .add(
                format!("{path}.votes"),
                &codes::VOTES_ABOVE_PRESENT,
                words!(
                    "表决共 {sum} 票，超过实到的 {present} 人",
                    "{sum} votes, but only {present} were present"
                ),
            )
            .note("attendance.present", Words::fixed("实到人数在这里", "present here"))
            .help(Words::fixed("请核对票数和签到表", "check the count against the attendance list"));
    }
}

fn votes_without_vote(path: &str, check: &mut Check) {
    check
        .add(
            format!("{path}.votes"),
            &codes::CONSENSUS_WITH_VOTES,
            Words::fixed(
                "写了协商一致（consensus），又写了表决结果",
                "it was adopted by consensus, without a vote, and yet has votes",
            ),
        )
        .note(format!("{path}.requires"), Words::fixed("通过的条件在这里", "what it requires is here"))
        .help(Words::fixed(
            "投了票的，把 requires 改成 majority（过半数）等；没有投票的，删去 votes",
            "if there was a vote, let `requires` say what it needed, such as `majority`; if not, leave \
             `votes` out",
        ));
}

fn votes_missing(path: &str, check: &mut Check) {
    check
        .add(
            format!("{path}.requires"),
            &codes::VOTES_MISSING,
            Words::fixed(
                "写了通过的条件，却没有表决结果",
                "it says what it requires, but there are no votes",
            ),
        )
        .help(Words::fixed(
            "加上 votes: {for: …, against: …, abstain: …}",
            "add `votes: {for: …, against: …, abstain: …}`",
        ));
}
