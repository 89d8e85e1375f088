//! Entries of calendars: when a record takes place, once or weekly.

use jiff::civil::Date;

use super::notice::Weekday;
use crate::front::scalar::Moment;

/// The sort of a calendar entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// People meet.
    Meeting,
    /// People vote.
    Voting,
    /// Something ends.
    Deadline,
    /// A row of a timetable.
    Scheduled,
    /// A posting ends.
    Posted,
    /// A shift of a roster.
    Duty,
}

impl Occasion {
    /// The name in identifiers of calendar entries, which must never change.
    pub const fn name(self) -> &'static str {
        match self {
            Occasion::Meeting => "meeting",
            Occasion::Voting => "voting",
            Occasion::Deadline => "deadline",
            Occasion::Scheduled => "schedule",
            Occasion::Posted => "posted",
            Occasion::Duty => "duty",
        }
    }
}

/// How an event repeats.
#[derive(Clone, Debug)]
pub struct Weekly {
    /// The days of the week on which it repeats.
    pub days: Vec<Weekday>,
    /// The last day, inclusive; without one it repeats without end.
    pub last: Option<Date>,
}

/// An entry of the calendar, which may repeat.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happens; it distinguishes several entries of one record.
    pub occasion: Occasion,
    /// The first moment or day.
    pub from: Moment,
    /// The last moment or day, inclusive; if it repeats, that of the first time.
    pub until: Option<Moment>,
    /// How it repeats; none if it happens once.
    pub weekly: Option<Weekly>,
    /// Where.
    pub place: Option<String>,
    /// What happens, where the record's title does not say it.
    pub what: Option<String>,
    /// Who does it.
    pub who: Vec<String>,
}

impl Event {
    /// An entry with its occasion and its beginning alone.
    pub const fn new(occasion: Occasion, from: Moment) -> Event {
        Event { occasion, from, until: None, weekly: None, place: None, what: None, who: Vec::new() }
    }
}
