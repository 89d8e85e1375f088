//! 公告: something residents should know, with a deadline or a timetable where it has one.

mod codes;
mod weekday;

use serde::Serialize;
use tera::Value;

use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::kind::{Around, CardParts, Derived, Event, Fact, Form, Own, Window, fact, kind};
use crate::diag::{Lang, Words, words};
use crate::front::scalar::{Day, Moment, Text, TimeOfDay};
use crate::front::shape::{choices, fields};
use crate::front::{Listed, Several};
pub use weekday::Weekday;

choices! {
    /// What a notice is for.
    pub enum NoticeType ("公告的类别", "a type of notice") {
        /// Something to know.
        Notice = "notice" "通知",
        /// People are wanted.
        Recruitment = "recruitment" "招募",
        /// A service is offered.
        Service = "service" "服务",
        /// Something to remember.
        Reminder = "reminder" "提醒",
        /// Something to beware of.
        Warning = "warning" "警示",
    }
}

fields! {
    /// From when until when something holds.
    pub struct Effective {
        /// the first day
        from "起" "第一天" ? Day,
        /// the last day
        until "止" "最后一天" ? Day,
    }
}

fields! {
    /// One row of a timetable.
    pub struct Shift {
        /// where
        place "地点" "地点" ? Text,
        /// on which days of the week
        days "星期" "每周哪几天" ? Listed<Weekday>,
        /// on which dates
        dates "日期" "哪几天" ? Listed<Day>,
        /// from what time
        from "起" "几点开始" ? TimeOfDay,
        /// until what time
        until "止" "几点结束" ? TimeOfDay,
        /// what happens
        what "内容" "做什么" ? Text,
    }
}

common_fields!(own_struct! {
    /// A notice's own fields.
    Notice {
        /// what it is for
        r#type "类别" "通知、招募、服务、提醒或警示" ? NoticeType,
        /// the days on which it applies
        effective "有效期" "从哪天到哪天有效" ? Effective,
        /// the last day to respond
        deadline "截止" "最后一天" ? Moment,
        /// a timetable
        schedule "时间表" "时间表，每行一处" ? Several<Shift>,
    }
});

kind!("notice" "公告" Notice);

static FACTS: &[Fact] = &[
    fact("state", "状态", Form::Choice(&["upcoming", "current", "ended"]), ("未生效、有效或已结束", "to come, in force or over")),
    fact(
        "deadline_passed",
        "已过截止",
        Form::Flag,
        ("截止时间过了没有；没有截止时间就没有这一项", "whether the deadline has passed; absent without one"),
    ),
];

/// A notice's facts in the open data.
#[derive(Serialize)]
struct Facts {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline_passed: Option<bool>,
}

impl Own for Notice {
    fn check(&self, common: &Common, check: &mut Check) {
        if let Some(Effective { from: Some(from), until: Some(until) }) = &self.effective
            && until < from
        {
            check
                .add(
                    "effective.until",
                    &codes::EFFECTIVE_BACKWARDS,
                    words!("有效期止于 {until}，早于开始的 {from}", "it ends on {until}, before it starts on {from}"),
                )
                .help(Words::fixed("请核对这两个日期", "check the two dates"));
        }
        if let (Some(deadline), Some((date, said))) = (self.deadline, common.first_public())
            && deadline.date < date.0
        {
            check
                .add(
                    "deadline",
                    &codes::DEADLINE_BEFORE_DATE,
                    words!("截止日期 {deadline} 早于发布日期 {date}", "the deadline {deadline} is before the date {date}"),
                )
                .note(said, Words::fixed("发布日期在这里", "published here"))
                .help(Words::fixed("请核对这两个日期", "check the two dates"));
        }
        for (at, shift) in self.schedule.as_deref().unwrap_or_default().iter().enumerate() {
            shift.check(&format!("schedule.{at}"), check);
        }
    }

    fn derive(&self, around: &Around<'_>) -> Derived {
        let state = self.state(around);
        let deadline_passed = self.deadline.map(|deadline| around.clock.passed(deadline));
        let current = state != "ended" && around.common.withdrawn.is_none();
        let mut stamps = Vec::new();
        if self.r#type == Some(NoticeType::Warning) && current {
            stamps.push("warning");
        }
        match state {
            "upcoming" => stamps.push("pending"),
            "ended" => stamps.push("ended"),
            _ => {}
        }
        if self.r#type == Some(NoticeType::Recruitment) && state == "current" && current && deadline_passed != Some(true) {
            stamps.push("recruiting");
        }
        let open = deadline_passed == Some(false) && current;
        let window = self
            .deadline
            .filter(|_| open)
            .map(|until| Window { from: around.common.first_public().map(|(day, _)| day), until: Day(until.date) });
        let facts = Value::from_serializable(&Facts { state, deadline_passed });
        Derived { facts, stamps, window, decided: None }
    }

    fn view(&self, _: &Around<'_>, _: Lang) -> Value {
        Value::from_serializable(self)
    }

    fn texts(&self) -> Vec<(String, usize)> {
        vec![("schedule".to_owned(), self.schedule.as_ref().map_or(0, |list| list.len()))]
    }

    fn card(&self, _: &Around<'_>) -> CardParts {
        CardParts { kind_type: self.r#type.map(NoticeType::name), ..CardParts::default() }
    }

    fn events(&self, _: &Common) -> Vec<Event> {
        let deadline = self.deadline.map(|at| Event { part: "deadline", from: at, until: None, place: None, what: None });
        let dated = self.schedule.iter().flatten().flat_map(|shift| {
            shift.dates.iter().flatten().map(|day| Event {
                part: "schedule",
                from: Moment { date: day.0, time: shift.from },
                until: shift.until.map(|until| Moment { date: day.0, time: Some(until) }),
                place: shift.place.as_ref().map(|place| place.0.clone()),
                what: shift.what.as_ref().map(|what| what.0.clone()),
            })
        });
        deadline.into_iter().chain(dated).collect()
    }
}

impl Notice {
    /// From `effective`, else the last of the timetable's dates, else current until `expires`.
    fn state(&self, around: &Around<'_>) -> &'static str {
        let clock = around.clock;
        let last_date = self.schedule.iter().flatten().flat_map(|shift| shift.dates.iter().flatten()).max();
        let (from, until) = match (&self.effective, last_date) {
            (Some(effective), _) => (effective.from, effective.until),
            (None, Some(last)) => (None, Some(*last)),
            (None, None) => (None, around.common.expires),
        };
        if from.is_some_and(|from| !clock.begun(from.0)) {
            "upcoming"
        } else if until.is_some_and(|until| clock.over(until.0)) {
            "ended"
        } else {
            "current"
        }
    }
}

impl Shift {
    fn check(&self, path: &str, check: &mut Check) {
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            check
                .add(
                    format!("{path}.until"),
                    &codes::SHIFT_BACKWARDS,
                    words!("到 {until} 结束，不晚于 {from} 开始", "it ends at {until}, not after it starts at {from}"),
                )
                .help(Words::fixed("跨午夜的时段请分成两行", "split a row that passes midnight in two"));
        }
        if self.days.is_none() && self.dates.is_none() {
            check
                .add(path, &codes::SHIFT_WITHOUT_DAY, Words::fixed("这一行没有写哪天", "this row does not say on which days"))
                .help(Words::fixed("加上 days: [mon, …] 或 dates: [2026-03-02, …]", "add `days: [mon, …]` or `dates: [2026-03-02, …]`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::scalar::Scalar;

    #[test]
    fn types_have_a_name_in_both_languages() {
        assert_eq!(NoticeType::parse("警示").unwrap(), NoticeType::Warning);
        assert_eq!(NoticeType::parse("warning").unwrap().name(), "warning");
    }
}
