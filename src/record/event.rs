//! Entries of calendars: when a record takes place, once or by the week.

use jiff::civil::Date;

use super::notice::Weekday;
use crate::front::scalar::Moment;

/// What happens in an entry of the calendar.
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
    /// The name in identifiers of calendars, which stay the same forever.
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
    /// On these days of every week.
    pub days: Vec<Weekday>,
    /// Until this day, inclusive; for ever where there is none.
    pub last: Option<Date>,
}

/// An entry of the calendar, which may repeat.
#[derive(Clone, Debug)]
pub struct Event {
    /// What happens; tells several entries of one record apart.
    pub occasion: Occasion,
    /// The first moment or day.
    pub from: Moment,
    /// The last moment or day, inclusive; of what repeats that of the first time.
    pub until: Option<Moment>,
    /// How it repeats; none for once.
    pub weekly: Option<Weekly>,
    /// Where.
    pub place: Option<String>,
    /// What happens, where the record's title does not say it.
    pub what: Option<String>,
    /// Who does it.
    pub who: Vec<String>,
}

impl Event {
    /// An entry of which nothing more is known.
    pub const fn new(occasion: Occasion, from: Moment) -> Event {
        Event { occasion, from, until: None, weekly: None, place: None, what: None, who: Vec::new() }
    }
}
