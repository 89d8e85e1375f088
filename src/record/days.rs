//! A span of days in which something repeats weekly. Nothing is counted day by day, so the span may be
//! without end.

use jiff::ToSpan;
use jiff::civil::Date;

use super::notice::Weekday;

/// A span of days, which may have no last day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Option<Date>,
}

impl Days {
    pub(super) fn has(self, date: Date) -> bool {
        date >= self.first && self.last.is_none_or(|last| date <= last)
    }

    /// How many of its days fall on that day of the week; none if the span has no last day.
    pub(super) fn count(self, day: Weekday) -> Option<u64> {
        let last = self.last?;
        let weeks = |first: Date| u64::try_from((last - first).get_days() / 7 + 1).unwrap_or(0);
        Some(self.first_of(&[day]).map_or(0, weeks))
    }

    /// Its first day that falls on one of these days of the week.
    pub(super) fn first_of(self, days: &[Weekday]) -> Option<Date> {
        let mut week = (0..7).filter_map(|ahead| self.first.checked_add(ahead.days()).ok());
        week.find(|date| days.contains(&Weekday::of(*date))).filter(|date| self.has(*date))
    }
}
