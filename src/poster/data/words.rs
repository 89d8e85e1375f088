//! The words of the interface on a poster: takes texts of the theme, gives dates, windows and numbers as
//! people write them. Never says how many days are left: a sheet hangs for a fortnight.

use fluent_bundle::FluentArgs;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use jiff::civil::Date;

use super::{DateSpan, DateText};
use crate::config::Config;
use crate::diag::Lang;
use crate::front::scalar::{Day, Moment};
use crate::render::filters;

/// Asks the theme for a text: its key and the values of its variables.
pub type TextLookup<'t> = dyn Fn(&str, &FluentArgs<'_>) -> String + 't;

/// The texts that layouts use as they are, under these names in `words`.
pub const WORDS: [&str; 23] = [
    "agenda",
    "area",
    "attachments",
    "by-place",
    "clock-posted",
    "comma",
    "contact-heading",
    "full-text",
    "log-entries",
    "meeting-who",
    "minutes",
    "opinions",
    "option",
    "options-heading",
    "people",
    "places",
    "poster-notes",
    "poster-scan",
    "question-heading",
    "resolutions",
    "rule-heading",
    "schedule",
    "when-where",
];

/// A way to the words of one language.
#[derive(Clone, Copy)]
pub(super) struct Wording<'t> {
    texts: &'t TextLookup<'t>,
    lang: Lang,
}

impl<'t> Wording<'t> {
    pub(super) fn new(texts: &'t TextLookup<'t>, lang: &str) -> Wording<'t> {
        Wording { texts, lang: Config::words_of(lang) }
    }

    /// A text without variables.
    pub(super) fn word(&self, key: &str) -> String {
        (self.texts)(key, &FluentArgs::new())
    }

    /// A text with words for its variables.
    pub(super) fn say(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, (*value).to_owned());
        }
        (self.texts)(key, &args)
    }

    /// A text whose variable is a number that may change its form.
    pub(super) fn count(&self, key: &str, name: &'static str, number: u64) -> String {
        let mut args = FluentArgs::new();
        // Plural rules are defined on floats; every count here is far below 2^53.
        args.set(name, FluentNumber::new(number as f64, FluentNumberOptions::default()));
        (self.texts)(key, &args)
    }

    /// 2026年3月2日.
    pub(super) fn long(&self, date: Date) -> String {
        self.date(Moment { date, time: None }, "long")
    }

    /// 3月2日.
    pub(super) fn short(&self, date: Date) -> String {
        self.date(Moment { date, time: None }, "short")
    }

    /// 2026年3月2日 19:30.
    pub(super) fn moment(&self, moment: Moment) -> String {
        self.date(moment, "moment")
    }

    /// 星期一.
    pub(super) fn weekday(&self, date: Date) -> String {
        self.date(Moment { date, time: None }, "weekday")
    }

    fn date(&self, moment: Moment, style: &str) -> String {
        filters::written(moment, style, self.lang).unwrap_or_default()
    }

    /// A day in the forms that layouts choose from.
    pub(super) fn written(&self, day: Day) -> DateText {
        DateText {
            iso: day.to_string(),
            long: self.long(day.0),
            short: self.short(day.0),
            weekday: self.weekday(day.0),
        }
    }

    /// A window in one line: from, to, and the weekday of the last day, which counts.
    pub(super) fn window(
        &self,
        key: &'static str,
        from: Option<Moment>,
        until: Option<Moment>,
    ) -> Option<DateSpan> {
        let label = self.word(key);
        let last = |until: Moment| {
            let key = if until.time.is_some() { "clock-weekday" } else { "clock-last" };
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

    /// Both ends of a window; within one year the year is written once, where the language wants it.
    fn span(&self, from: Moment, until: Moment) -> (String, String) {
        let days = from.time.is_none() && until.time.is_none() && from.date.year() == until.date.year();
        match (days, self.word("clock-year").as_str()) {
            (true, "until") => (self.short(from.date), self.long(until.date)),
            (true, _) => (self.long(from.date), self.short(until.date)),
            (false, _) => (self.moment(from), self.moment(until)),
        }
    }
}

/// A number with a comma between thousands.
pub(super) fn thousands(number: impl ToString) -> String {
    filters::thousands(&number.to_string())
}
