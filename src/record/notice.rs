//! 公告: something that residents should know, with a deadline or a timetable if it has one.

mod codes;
pub mod timetable;
mod weekday;

use serde::{Deserialize, Serialize};

use super::check::Check;
use super::common::{Common, File, own_fields};
use super::days::Days;
use super::event::{Event, Occasion, Weekly};
use super::kind::{
    ActionWindow, CardSlots, DeriveContext, FactField, FactType, Kind, PlaceName, Profile, RecordStatus,
    ViewContext, fact, fields_of,
};
use super::stamp::Stamp;
use crate::diag::{Code, Words, words};
use crate::front::prose::Prose;
use crate::front::scalar::{Day, Moment, TimeOfDay, apart};
use crate::front::shape::{Choice, Shaped, choices, fields};
use crate::front::{DelimitedList, OneOrMany};
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

impl NoticeType {
    /// Both names.
    pub const fn choice(self) -> Choice {
        // `CHOICES` is made from the same lines as the type, in the same order.
        Self::CHOICES[self as usize]
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
        place "地点" "地点" ? Prose,
        /// on which days of the week
        days "星期" "每周哪几天" ? DelimitedList<Weekday>,
        /// on which dates
        dates "日期" "哪几天" ? DelimitedList<Day>,
        /// from what time
        from "起" "几点开始" ? TimeOfDay,
        /// until what time
        until "止" "几点结束" ? TimeOfDay,
        /// what happens
        what "内容" "做什么" ? Prose,
    }
}

own_fields! {
    /// A notice's own fields.
    Notice {
        /// what it is for
        r#type "类别" "通知、招募、服务、提醒或警示" ? NoticeType,
        /// the days on which it applies
        effective "有效期" "从哪天到哪天有效" ? Effective,
        /// the last day to respond
        deadline "截止" "最后一天" ? Moment,
        /// a timetable
        schedule "时间表" "时间表，每行一处" ? OneOrMany<Shift>,
    }
}

static FACTS: &[FactField] = &[
    fact(
        "state",
        "状态",
        FactType::Choice(&["upcoming", "current", "ended"]),
        ("未生效、有效或已结束", "to come, in force or over"),
    ),
    fact(
        "deadline_passed",
        "已过截止",
        FactType::Flag,
        ("截止时间过了没有；没有截止时间就没有这一项", "whether the deadline has passed; absent without one"),
    ),
];

static PROFILE: Profile = Profile {
    name: Choice { name: "notice", zh: "公告" },
    everyday: &[
        "通知",
        "公示",
        "通告",
        "告示",
        "启事",
        "提醒",
        "招募",
        "提示",
        "announcement",
        "news",
        "post",
        "reminder",
        "warning",
    ],
    folder: "notices",
    fields: fields_of(&Notice::SHAPE),
    shape: &File::<Notice>::SHAPE,
    codes: codes::ALL,
    facts: FACTS,
    is_posted_up: true,
    ..Profile::USUAL
};

/// What is drawn of a notice.
#[derive(Serialize)]
pub struct NoticeView {
    /// What it is for.
    pub r#type: Option<NoticeType>,
    /// The period for which it applies.
    pub effective: Option<Effective>,
    /// The last day to respond.
    #[serde(serialize_with = "apart")]
    pub deadline: Option<Moment>,
    /// A timetable.
    pub schedule: Option<Vec<ShiftView>>,
}

/// A row of a timetable.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShiftView {
    /// Where.
    pub place: Option<String>,
    /// The language of the place's name, where it is not that of the page.
    pub place_lang: Option<String>,
    /// On which days of the week.
    pub days: Option<Vec<Weekday>>,
    /// On which dates.
    pub dates: Option<Vec<Day>>,
    /// From what time.
    pub from: Option<TimeOfDay>,
    /// Until what time.
    pub until: Option<TimeOfDay>,
    /// What happens.
    pub what: Option<String>,
}

impl ShiftView {
    fn of(shift: &Shift, context: &ViewContext<'_>) -> ShiftView {
        let place = shift.place.as_ref().map(|place| context.said_place(place));
        let (place, place_lang) = place.map_or((None, None), |PlaceName { name, lang }| (Some(name), lang));
        ShiftView {
            place,
            place_lang,
            days: shift.days.as_deref().map(<[Weekday]>::to_vec),
            dates: shift.dates.as_deref().map(<[Day]>::to_vec),
            from: shift.from,
            until: shift.until,
            what: shift.what.as_ref().map(|what| what.0.clone()),
        }
    }
}

/// The state of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeState {
    /// It does not apply yet.
    Upcoming,
    /// It applies.
    #[default]
    Current,
    /// It no longer applies.
    Ended,
}

/// A notice's facts in the open data.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeFacts {
    state: NoticeState,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline_passed: Option<bool>,
}

impl Kind for Notice {
    type Facts = NoticeFacts;
    type View<'v> = NoticeView;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, common: &Common, check: &mut Check) {
        if let Some(Effective { from: Some(from), until: Some(until) }) = &self.effective
            && until < from
        {
            check
                .add(
                    "effective.until",
                    &codes::EFFECTIVE_BACKWARDS,
                    words!(
                        "有效期止于 {until}，早于开始的 {from}",
                        "it ends on {until}, before it starts on {from}"
                    ),
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
                    words!(
                        "截止日期 {deadline} 早于发布日期 {date}",
                        "the deadline {deadline} is before the date {date}"
                    ),
                )
                .note(said, Words::fixed("发布日期在这里", "published here"))
                .help(Words::fixed("请核对这两个日期", "check the two dates"));
        }
        for (at, shift) in self.schedule.as_deref().unwrap_or_default().iter().enumerate() {
            shift.check(&format!("schedule.{at}"), check);
        }
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&NoticeFacts>) -> NoticeFacts {
        NoticeFacts {
            state: self.state(context),
            deadline_passed: self.deadline.map(|deadline| context.clock.has_passed(deadline)),
        }
    }

    fn status(&self, facts: &NoticeFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let NoticeFacts { state, deadline_passed } = *facts;
        let is_current = state != NoticeState::Ended && context.common.withdrawn.is_none();
        let mut stamps = Vec::new();
        if self.r#type == Some(NoticeType::Warning) && is_current {
            stamps.push(Stamp::Warning);
        }
        match state {
            NoticeState::Upcoming => stamps.push(Stamp::Pending),
            NoticeState::Ended => stamps.push(Stamp::Ended),
            NoticeState::Current
                if is_current
                    && self.r#type == Some(NoticeType::Recruitment)
                    && deadline_passed != Some(true) =>
            {
                stamps.push(Stamp::Recruiting);
            }
            NoticeState::Current => {}
        }
        let is_open = deadline_passed == Some(false) && is_current;
        let window = self.deadline.filter(|_| is_open).map(|until| ActionWindow {
            from: context.common.first_public().map(|(day, _)| day),
            until: Day(until.date),
        });
        RecordStatus { stamps, window, decided: None }
    }

    fn view(&self, _: &NoticeFacts, context: &ViewContext<'_>) -> NoticeView {
        let Notice { r#type, effective, deadline, schedule } = self;
        let schedule =
            schedule.as_ref().map(|rows| rows.iter().map(|shift| ShiftView::of(shift, context)).collect());
        NoticeView { r#type: *r#type, effective: effective.clone(), deadline: *deadline, schedule }
    }

    fn card(&self, facts: &NoticeFacts, _: &DeriveContext<'_>) -> CardSlots {
        let label = match self.r#type {
            Some(NoticeType::Recruitment) => Some("notice-recruitment"),
            Some(NoticeType::Service) => Some("notice-service"),
            Some(NoticeType::Reminder) => Some("notice-reminder"),
            Some(NoticeType::Warning) => Some("notice-warning"),
            Some(NoticeType::Notice) | None => None,
        };
        let from = self.effective.as_ref().and_then(|effective| effective.from);
        let when = from.filter(|_| facts.state == NoticeState::Upcoming).map(Moment::from);
        CardSlots { label, when, ..CardSlots::default() }
    }

    fn events(&self, common: &Common) -> Vec<Event> {
        let deadline = self.deadline.map(|at| Event::new(Occasion::Deadline, at));
        let days = self.days(common);
        let scheduled = self.schedule.iter().flatten().flat_map(|shift| shift.events(days));
        deadline.into_iter().chain(scheduled).collect()
    }
}

impl Notice {
    /// The days on which its timetable repeats weekly. A timetable without a last day is put in no
    /// calendar, for it would stay in people's calendars for ever.
    fn days(&self, common: &Common) -> Option<Days> {
        let (from, until) = self.effective.as_ref().map_or((None, None), |days| (days.from, days.until));
        let last = until.or(common.expires)?.0;
        Some(Days { first: from.or_else(|| common.day())?.0, last: Some(last) })
    }

    /// From `effective`; else by the last date of the timetable; else current until `expires`.
    fn state(&self, context: &DeriveContext<'_>) -> NoticeState {
        let clock = context.clock;
        let last_date = self.schedule.iter().flatten().flat_map(|shift| shift.dates.iter().flatten()).max();
        let (from, until) = match (&self.effective, last_date) {
            (Some(effective), _) => (effective.from, effective.until),
            (None, Some(last)) => (None, Some(*last)),
            (None, None) => (None, context.common.expires),
        };
        if from.is_some_and(|from| !clock.has_begun(from.0)) {
            NoticeState::Upcoming
        } else if until.is_some_and(|until| clock.has_ended(until.0)) {
            NoticeState::Ended
        } else {
            NoticeState::Current
        }
    }
}

/// Reports a row of a timetable or a roster that gives no day.
pub(super) fn without_day(path: impl Into<String>, code: &'static Code, check: &mut Check) {
    let message = Words::fixed("这一行没有写哪天", "this row does not say on which days");
    check.add(path, code, message).help(Words::fixed(
        "加上 days: [mon, …] 或 dates: [2026-03-02, …]",
        "add `days: [mon, …]` or `dates: [2026-03-02, …]`",
    ));
}

impl Shift {
    /// One event for each date, and one repeating event for its days of the week.
    fn events(&self, days: Option<Days>) -> Vec<Event> {
        let event = |date, weekly| Event {
            until: self.until.map(|until| Moment { date, time: Some(until) }),
            weekly,
            place: self.place.as_ref().map(|place| place.0.clone()),
            what: self.what.as_ref().map(|what| what.0.clone()),
            ..Event::new(Occasion::Scheduled, Moment { date, time: self.from })
        };
        let weekly = Weekday::in_order(self.days.as_deref().unwrap_or_default());
        let is_weekly = |date| days.is_some_and(|days| days.has(date)) && weekly.contains(&Weekday::of(date));
        let dates = self.dates.iter().flatten().map(|day| day.0).filter(|date| !is_weekly(*date));
        let mut events: Vec<Event> = dates.map(|date| event(date, None)).collect();
        if let Some((first, last)) = days.and_then(|days| Some((days.first_of(&weekly)?, days.last))) {
            events.push(event(first, Some(Weekly { days: weekly, last })));
        }
        events
    }

    fn check(&self, path: &str, check: &mut Check) {
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            check
                .add(
                    format!("{path}.until"),
                    &codes::SHIFT_BACKWARDS,
                    words!(
                        "到 {until} 结束，不晚于 {from} 开始",
                        "it ends at {until}, not after it starts at {from}"
                    ),
                )
                .help(Words::fixed("跨午夜的时段请分成两行", "split a row that passes midnight in two"));
        }
        if self.days.is_none() && self.dates.is_none() {
            without_day(path, &codes::SHIFT_WITHOUT_DAY, check);
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
