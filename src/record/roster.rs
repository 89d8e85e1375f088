//! 排班: who is on duty where and when, weekly or on certain days.

mod checks;
mod codes;
mod facts;
mod shifts;
mod view;

use self::facts::FACTS;
use super::check::Check;
use super::common::{Common, File, TextList, own_fields};
use super::days::Days;
use super::event::Event;
use super::kind::{
    CardSlots, DeriveContext, Kind, Profile, RecordStatus, SchemaType, ViewContext, fields_of,
};
use super::notice::Weekday;
use super::stamp::Stamp;
use crate::front::prose::Prose;
use crate::front::scalar::{Day, Moment, TimeOfDay};
use crate::front::shape::{Choice, Shaped, fields};
use crate::front::{DelimitedList, OneOrMany};
use crate::track::Clock;
pub use facts::{NextShift, OnDuty, RosterFacts};
pub use view::{DayView, DutyView, RosterView};

fields! {
    /// A row: who does what, where, and when.
    pub struct DutyRow {
        /// on which days of the week
        days "星期" "每周哪几天" ? DelimitedList<Weekday>,
        /// on which dates
        dates "日期" "哪几天" ? DelimitedList<Day>,
        /// from what time; the whole day when left out
        from "起" "几点开始；不写是全天" ? TimeOfDay,
        /// until what time; on the next day when it is not later than the start
        until "止" "几点结束；不晚于开始的是第二天" ? TimeOfDay,
        /// where
        place "地点" "在哪里" ? Prose,
        /// what is done
        duty "职责" "做什么" ? Prose,
        /// who is on duty
        who "人员" "谁值班，写姓名或岗位" ? TextList,
    }
}

own_fields! {
    /// A roster's own fields.
    Roster {
        /// the first day
        from "起" "第一天；不写时用 date" ? Day,
        /// the last day; open when left out
        until "止" "最后一天；不写是一直有效" ? Day,
        /// who is on duty when
        rows "排班" "每行一班" ? OneOrMany<DutyRow>,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "roster", zh: "排班" },
    everyday: &["值班", "值班表", "排班表", "值日", "轮值", "rota", "duty", "schedule", "shifts"],
    folder: "rosters",
    fields: fields_of(&Roster::SHAPE),
    shape: &File::<Roster>::SHAPE,
    needed: &["from", "until", "rows"],
    codes: codes::ALL,
    facts: FACTS,
    is_numbered: false,
    has_calendar: true,
    schema: SchemaType::Page,
    ..Profile::USUAL
};

impl Roster {
    /// Its rows, in order.
    fn rows(&self) -> &[DutyRow] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// The first day on which it applies.
    fn begins(&self, common: &Common) -> Option<Day> {
        self.from.or_else(|| common.day())
    }

    /// The days on which it applies; none if it has no first day.
    fn days(&self, common: &Common) -> Option<Days> {
        let first = self.begins(common)?.0;
        Some(Days { first, last: self.until.map(|until| until.0) })
    }
}

impl Kind for Roster {
    type Facts = RosterFacts;
    type View<'v> = RosterView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, common: &Common, check: &mut Check) {
        checks::check(self, common, check);
    }

    fn facts(&self, context: &DeriveContext<'_>, _: Option<&RosterFacts>) -> RosterFacts {
        RosterFacts::of(self, context)
    }

    fn status(&self, _: &RosterFacts, context: &DeriveContext<'_>) -> RecordStatus {
        let clock: &Clock = context.clock;
        let is_to_come = self.begins(context.common).is_some_and(|from| !clock.has_begun(from.0));
        let is_over = self.until.is_some_and(|until| clock.has_ended(until.0));
        let stamp = match (is_to_come, is_over) {
            (true, _) => Some(Stamp::Pending),
            (false, true) => Some(Stamp::Ended),
            (false, false) => None,
        };
        RecordStatus { stamps: stamp.into_iter().collect(), ..RecordStatus::default() }
    }

    fn view<'v>(&'v self, facts: &RosterFacts, context: &ViewContext<'_>) -> RosterView<'v> {
        view::view(self, facts, context)
    }

    fn card(&self, facts: &RosterFacts, _: &DeriveContext<'_>) -> CardSlots {
        let when = facts.next.as_ref().map(|next| Moment { date: next.date.0, time: next.from });
        CardSlots { when, ..CardSlots::default() }
    }

    fn repeated(&self, common: &Common) -> Vec<Event> {
        self.days(common).map(|days| shifts::repeated(self, days)).unwrap_or_default()
    }
}
