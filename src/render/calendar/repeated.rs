//! Repeating events of a calendar: the rule of an event, and the days for which its file needs the time
//! zone.

use icalendar::{Component, Event as Item, Property};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{one_line, utc};
use crate::config::Config;
use crate::front::scalar::TimeOfDay;
use crate::record::event::{Event, Occasion, Weekly};
use crate::record::notice::Weekday;
use crate::render::wording::Wording;

/// The identifier of a time zone without a name.
const NAMELESS: &str = "Local";

/// Whether an event's times are wall-clock times, whatever they are in UTC: a weekly event is at nine in
/// summer and in winter, and a shift follows the clock of its roster.
pub(super) fn is_wall_clock(event: &Event) -> bool {
    event.from.time.is_some() && (event.weekly.is_some() || event.occasion == Occasion::Duty)
}

/// The days of events in wall-clock time: the first, and the last unless they go on for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ZonedDays {
    pub(super) first: Date,
    pub(super) last: Option<Date>,
}

impl ZonedDays {
    /// The days of an event; none where it needs no time zone.
    pub(super) fn of(event: &Event) -> Option<ZonedDays> {
        let last = match &event.weekly {
            Some(weekly) => weekly.last,
            None => Some(event.from.date),
        };
        is_wall_clock(event).then_some(ZonedDays { first: event.from.date, last })
    }

    /// The days of both.
    pub(super) fn and(self, other: ZonedDays) -> ZonedDays {
        ZonedDays {
            first: self.first.min(other.first),
            last: self.last.zip(other.last).map(|(one, other)| one.max(other)),
        }
    }
}

/// Gives an event its recurrence rule. The last day, if there is one, is written in the form of the first:
/// as a date, or as a moment in UTC.
pub(super) fn repeat(config: &Config, event: &Event, item: &mut Item) {
    let Some(Weekly { days, last }) = &event.weekly else { return };
    let days: Vec<&str> = days.iter().map(|day| by_day(*day)).collect();
    let end = |last: Date| match event.from.time {
        None => Some(last.strftime("%Y%m%d").to_string()),
        // The last second of that day: its end would be the first moment of the next day.
        Some(_) => utc(config, TimeOfDay::END_OF_DAY.on(last).saturating_sub(1.second())),
    };
    let until = last.and_then(end).map(|end| format!(";UNTIL={end}")).unwrap_or_default();
    item.append_property(Property::new("RRULE", format!("FREQ=WEEKLY;BYDAY={}{until}", days.join(","))));
}

/// The days of the week of a repeating event, as its UID has them.
pub(super) fn days_part(weekly: &Weekly) -> String {
    weekly.days.iter().map(|day| day.name()).collect::<Vec<_>>().join("-")
}

/// The title of a shift: what is done and by whom, or the record's title where neither is known.
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

/// The identifier of the site's time zone.
pub(super) fn zone_id(config: &Config) -> &str {
    config.zone.iana_name().unwrap_or(NAMELESS)
}
