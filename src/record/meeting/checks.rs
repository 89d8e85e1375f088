//! What can be wrong with a meeting's figures.

use super::super::check::Check;
use super::super::common::Common;
use super::super::exact::total;
use super::{Attendance, Meeting, Quorum, Requires, Resolution, VoteBase, codes};
use crate::diag::{Words, words};
use crate::front::scalar::Count;

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

impl Meeting {
    fn check_attendance(&self, check: &mut Check) {
        let Some(attendance) = &self.attendance else {
            return;
        };
        if let (Some(present), Some(eligible)) = (attendance.present, attendance.eligible)
            && present > eligible
        {
            let (present, eligible) = (present.0, eligible.0);
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
        if let (Some(roles), Some(present)) = (&attendance.by_role, attendance.present) {
            let (sum, present) = (total(roles.iter().map(|(_, count)| count)), present.0);
            if sum != present {
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
        if let (Some(Quorum::Fraction(_)), None) = (self.quorum, attendance.eligible) {
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
    }
}

impl Resolution {
    fn check(
        &self,
        who: (Option<&Attendance>, Option<Quorum>),
        common: &Common,
        path: &str,
        check: &mut Check,
    ) {
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

    fn check_votes(
        &self,
        (attendance, quorum): (Option<&Attendance>, Option<Quorum>),
        path: &str,
        check: &mut Check,
    ) {
        let Some(votes) = &self.votes else {
            let met = attendance.is_some_and(|a| a.present.is_some());
            if met && self.requires() != Requires::Consensus {
                check
                    .add(
                        format!("{path}.requires"),
                        &codes::VOTES_MISSING,
                        Words::fixed(
                            "写了通过的条件，却没有表决结果",
                            "it names what it requires, but no votes",
                        ),
                    )
                    .help(Words::fixed(
                        "加上 votes: {for: …, against: …, abstain: …}",
                        "add `votes: {for: …, against: …, abstain: …}`",
                    ));
            }
            return;
        };
        let sum = votes.r#for.0 + votes.against.0 + votes.abstain.unwrap_or_default().0;
        let present = attendance.and_then(|a| a.present);
        if let Some(Count(present)) = present
            && sum > present
        {
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
        if quorum.is_some() && present.is_none() {
            check
                .add(
                    format!("{path}.votes"),
                    &codes::VOTES_WITHOUT_BASE,
                    Words::fixed(
                        "规定了法定人数，但没有写实到人数，无法判断表决是否有效",
                        "there is a quorum, but without `attendance.present` nobody can tell whether it was \
                         met",
                    ),
                )
                .help(Words::fixed("在 attendance 里加上 present（实到）", "add `present` to `attendance`"));
        } else if self.base(attendance).is_none() {
            let (zh, en) = if self.of == Some(VoteBase::Eligible) {
                ("eligible（应到）", "eligible")
            } else {
                ("present（实到）", "present")
            };
            check
                .add(
                    format!("{path}.votes"),
                    &codes::VOTES_WITHOUT_BASE,
                    words!(
                        "没有写 attendance 的 {zh}，无法计算比例",
                        "the share cannot be computed without `attendance.{en}`"
                    ),
                )
                .help(words!("在 attendance 里加上 {zh}", "add `{en}` to `attendance`"));
        }
    }
}
