//! The interface words of a poster: takes texts of the theme; gives dates, windows and numbers as people
//! write them. Never says how many days are left: a sheet hangs for a fortnight.

use super::{DateSpan, DateText};
use crate::front::scalar::{Day, Moment};
use crate::render::filters;
pub use crate::render::{TextLookup, Wording};

/// The texts that layouts use unchanged, under these names in `words`.
pub const WORDS: [&str; 28] = [
    "agenda",
    "area",
    "attachments",
    "budget-heading",
    "by-place",
    "clock-posted",
    "comma",
    "contact-heading",
    "fingerprint",
    "full-text",
    "log-entries",
    "meeting-who",
    "minutes",
    "opinions",
    "option",
    "options-heading",
    "people",
    "phases-heading",
    "places",
    "poster-notes",
    "poster-scan",
    "question-heading",
    "report-funds",
    "report-kinds",
    "resolutions",
    "rule-heading",
    "schedule",
    "when-where",
];

impl Wording<'_> {
    /// A day in the forms that layouts choose from.
    pub(super) fn written(&self, day: Day) -> DateText {
        DateText {
            iso: day.to_string(),
            long: self.long(day.0),
            short: self.short(day.0),
            weekday: self.weekday(day.0),
        }
    }

    /// A window in one line: its start, its end, and the weekday of its last day, which is included.
    pub(super) fn window(
        &self,
        key: &'static str,
        from: Option<Moment>,
        until: Option<Moment>,
    ) -> Option<DateSpan> {
        let label = self.word(key);
        let is_single_day = key == "clock-election";
        let last = |until: Moment| {
            // For a single day it goes without saying that the day is included.
            let is_day = until.time.is_some() || is_single_day;
            let key = if is_day { "clock-weekday" } else { "clock-last" };
            self.say(key, &[("weekday", &self.weekday(until.date))])
        };
        let text = match (from.filter(|from| Some(*from) != until), until) {
            (Some(from), Some(until)) => {
                let (first, second) = self.span(from, until);
                format!("{first}{}{second}{}", self.word("clock-to"), last(until))
            }
            (None, Some(until)) => format!("{}{}", self.moment(until), last(until)),
            (Some(from), None) => self.say("clock-from", &[("date", &self.moment(from))]),
            (None, None) => return None,
        };
        Some(DateSpan { key, label, text, until: until.map(|until| self.written(Day(until.date))) })
    }

    /// Both ends of a window; within one year the year is written once, if the language prefers that.
    fn span(&self, from: Moment, until: Moment) -> (String, String) {
        let days = from.time.is_none() && until.time.is_none() && from.date.year() == until.date.year();
        match (days, self.word("clock-year").as_str()) {
            (true, "until") => (self.short(from.date), self.long(until.date)),
            (true, _) => (self.long(from.date), self.short(until.date)),
            (false, _) => (self.moment(from), self.moment(until)),
        }
    }
}

/// A number with commas between thousands.
pub(super) fn thousands(number: impl ToString) -> String {
    filters::thousands(&number.to_string())
}
