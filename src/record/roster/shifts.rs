//! The shifts of a roster: takes its rows and its first and last day, gives the number of shifts, when they
//! begin and end, and how they repeat.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::super::days::Days;
use super::super::event::{Event, Occasion, Weekly};
use super::super::notice::Weekday;
use super::{DutyRow, Roster};
use crate::front::scalar::{Moment, TimeOfDay};

/// The shift of a row on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DatedShift {
    /// When it begins: at midnight if no time is written.
    pub(super) start: DateTime,
    /// The index of the row.
    pub(super) row: usize,
    /// The day on which it begins.
    pub(super) date: Date,
}

impl DutyRow {
    /// The days of the week, each once.
    pub(super) fn weekly(&self) -> Vec<Weekday> {
        Weekday::in_order(self.days.as_deref().unwrap_or_default())
    }

    /// The dates within the span that its weekdays do not cover already, each once, in order.
    pub(super) fn dated(&self, days: Days) -> Vec<Date> {
        let weekly = self.weekly();
        let all = self.dates.iter().flatten().map(|day| day.0);
        let mut dates: Vec<Date> =
            all.filter(|date| days.has(*date) && !weekly.contains(&Weekday::of(*date))).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// Whether there is a shift on that day.
    pub(super) fn is_on(&self, date: Date, days: Days) -> bool {
        let is_named = || self.dates.iter().flatten().any(|day| day.0 == date);
        days.has(date) && (self.weekly().contains(&Weekday::of(date)) || is_named())
    }

    pub(super) fn starts(&self) -> TimeOfDay {
        self.from.unwrap_or(TimeOfDay::MIDNIGHT)
    }

    /// Whether it ends on the day after.
    pub(super) fn passes_midnight(&self) -> bool {
        self.from.zip(self.until).is_some_and(|(from, until)| until <= from)
    }

    /// When a shift that begins on a day ends: at the end of that day if no times are written.
    pub(super) fn end(&self, date: Date) -> DateTime {
        match self.until {
            Some(until) if self.passes_midnight() => until.on(date.saturating_add(1.day())),
            Some(until) => until.on(date),
            None if self.from.is_none() => TimeOfDay::END_OF_DAY.on(date),
            None => self.starts().on(date),
        }
    }

    /// The length of a shift in seconds; none if it has no beginning or no end.
    fn seconds(&self) -> Option<u64> {
        self.from.zip(self.until)?;
        // The day makes no difference: a roster follows the clock on the wall.
        let date = jiff::civil::date(2000, 1, 1);
        u64::try_from(self.starts().on(date).duration_until(self.end(date)).as_secs()).ok()
    }
}

impl Roster {
    /// The number of shifts, and their total length in seconds; none if the roster has no last day.
    pub(super) fn totals(&self, days: Days) -> Option<(u64, u64)> {
        let mut totals = (0u64, 0u64);
        for row in self.rows() {
            let weekly = row.weekly().into_iter().map(|day| days.count(day)).sum::<Option<u64>>()?;
            let shifts = weekly.saturating_add(row.dated(days).len() as u64);
            let seconds = row.seconds().unwrap_or(0).saturating_mul(shifts);
            totals = (totals.0.saturating_add(shifts), totals.1.saturating_add(seconds));
        }
        days.last.map(|_| totals)
    }

    /// The shifts that begin on a day, the earliest first, then by row.
    pub(super) fn on(&self, date: Date, days: Days) -> Vec<DatedShift> {
        let rows = self.rows().iter().enumerate().filter(|(_, row)| row.is_on(date, days));
        let mut shifts: Vec<DatedShift> =
            rows.map(|(at, row)| DatedShift { start: row.starts().on(date), row: at, date }).collect();
        shifts.sort_unstable();
        shifts
    }

    /// For each row, the shifts from a day on that may be the next one: one for each of its weekdays, and
    /// every date.
    pub(super) fn ahead(&self, from: Date, days: Days) -> Vec<DatedShift> {
        let first = from.max(days.first);
        // All shifts of the first day may have begun already, so that the next is a week later.
        let week: Vec<Date> = (0..=7).filter_map(|ahead| first.checked_add(ahead.days()).ok()).collect();
        let mut shifts = Vec::new();
        for (row, duty) in self.rows().iter().enumerate() {
            let weekly = duty.weekly();
            let in_week =
                week.iter().filter(|date| days.has(**date) && weekly.contains(&Weekday::of(**date)));
            let dates = duty.dated(days).into_iter().filter(|date| *date >= first);
            let all = in_week.copied().chain(dates);
            shifts.extend(all.map(|date| DatedShift { start: duty.starts().on(date), row, date }));
        }
        shifts.sort_unstable();
        shifts
    }
}

/// The shifts as calendar events: one for each row that repeats, and one for each date.
pub(super) fn repeated(roster: &Roster, days: Days) -> Vec<Event> {
    let mut events = Vec::new();
    for row in roster.rows() {
        let weekly = row.weekly();
        if let Some(first) = days.first_of(&weekly) {
            events.push(event(row, first, Some(Weekly { days: weekly, last: days.last })));
        }
        events.extend(row.dated(days).into_iter().map(|date| event(row, date, None)));
    }
    events
}

fn event(row: &DutyRow, date: Date, weekly: Option<Weekly>) -> Event {
    let until = row.until.map(|time| {
        let date = if row.passes_midnight() { date.saturating_add(1.day()) } else { date };
        Moment { date, time: Some(time) }
    });
    let from = Moment { date, time: row.from.or(row.until.map(|_| TimeOfDay::MIDNIGHT)) };
    Event {
        until,
        weekly,
        place: row.place.as_ref().map(|place| place.0.clone()),
        what: row.duty.as_ref().map(|duty| duty.0.clone()),
        who: row.who.iter().flatten().map(|who| who.0.clone()).collect(),
        ..Event::new(Occasion::Duty, from)
    }
}
