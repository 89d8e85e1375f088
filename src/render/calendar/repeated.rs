//! What repeats in a calendar: the rule of an event, and the days of which its file must know the zone.

use icalendar::{Component, Event as Item, Property};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{one_line, utc};
use crate::config::Config;
use crate::front::scalar::TimeOfDay;
use crate::record::event::{Event, Occasion, Weekly};
use crate::record::notice::Weekday;
use crate::render::wording::Wording;

/// What a zone without a name is called.
const NAMELESS: &str = "Local";

/// Whether its times are those of the clock on the wall, whatever that is in UTC: what repeats is at nine in
/// summer and in winter, and a shift is by the clock of its roster.
pub(super) fn is_wall_clock(event: &Event) -> bool {
    event.from.time.is_some() && (event.weekly.is_some() || event.occasion == Occasion::Duty)
}

/// The days of events in the time of a zone: the first, and the last, unless they go on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ZonedDays {
    pub(super) first: Date,
    pub(super) last: Option<Date>,
}

impl ZonedDays {
    /// Those of an event; none where it needs no zone.
    pub(super) fn of(event: &Event) -> Option<ZonedDays> {
        let last = match &event.weekly {
            Some(weekly) => weekly.last,
            None => Some(event.from.date),
        };
        is_wall_clock(event).then_some(ZonedDays { first: event.from.date, last })
    }

    /// Those of both.
    pub(super) fn and(self, other: ZonedDays) -> ZonedDays {
        ZonedDays {
            first: self.first.min(other.first),
            last: self.last.zip(other.last).map(|(one, other)| one.max(other)),
        }
    }
}

/// The event with its recurrence rule: the last day, if there is one, as its first day is given, a day or a
/// moment in UTC.
pub(super) fn repeat(config: &Config, event: &Event, item: &mut Item) {
    let Some(Weekly { days, last }) = &event.weekly else { return };
    let days: Vec<&str> = days.iter().map(|day| by_day(*day)).collect();
    let end = |last: Date| match event.from.time {
        None => Some(last.strftime("%Y%m%d").to_string()),
        // Its last second: the end of the day would be the first moment of the next.
        Some(_) => utc(config, TimeOfDay::END_OF_DAY.on(last).saturating_sub(1.second())),
    };
    let until = last.and_then(end).map(|end| format!(";UNTIL={end}")).unwrap_or_default();
    item.append_property(Property::new("RRULE", format!("FREQ=WEEKLY;BYDAY={}{until}", days.join(","))));
}

/// The days of the week of what repeats, as they stand in its identifier.
pub(super) fn days_part(weekly: &Weekly) -> String {
    weekly.days.iter().map(|day| day.name()).collect::<Vec<_>>().join("-")
}

/// What is done in a shift and by whom; the record's title where it says neither.
pub(super) fn duty(event: &Event, title: &str, wording: &Wording<'_>) -> String {
    let who = event.who.join(&wording.word("comma"));
    let what = one_line(event.what.as_deref().unwrap_or(title));
    match who.is_empty() {
        true => what.into_owned(),
        false => wording.say("calendar-duty", &[("what", &what), ("who", &one_line(&who))]),
    }
}

/// The day of the week in a recurrence rule.
pub(super) const fn by_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

/// What the zone of the site is called.
pub(super) fn zone_id(config: &Config) -> &str {
    config.zone.iana_name().unwrap_or(NAMELESS)
}
