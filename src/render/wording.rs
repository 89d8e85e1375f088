//! The interface in one language: takes the texts of a theme; gives words, dates and numbers as people
//! write them.
//!
//! All that the program itself says to residents, on posters, in texts to paste, in feeds and calendars,
//! comes from here: no word that residents read is written in Rust.

use std::cell::RefCell;
use std::collections::BTreeSet;

use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Date;

use super::dates::{DateLang, DateStyle, written};
use super::filters::thousands;
use crate::config::Config;
use crate::diag::{Diagnostic, Lang, codes, words};
use crate::front::scalar::{Amount, Moment};

/// Gets a text of the theme by its key and the values of its variables.
pub type TextLookup<'t> = dyn Fn(&str, &FluentArgs<'_>) -> String + 't;

/// The words of one language, with the way to look them up.
#[derive(Clone, Copy)]
pub struct Wording<'t> {
    texts: &'t TextLookup<'t>,
    lang: Lang,
    dates: DateLang,
}

/// Runs `write` with texts from `get`, some of which may be missing; gives the missing keys as well.
pub(crate) fn with_texts<R>(
    get: impl Fn(&str, &FluentArgs<'_>) -> Option<String>,
    write: impl FnOnce(&TextLookup<'_>) -> R,
) -> (R, BTreeSet<String>) {
    let missing = RefCell::new(BTreeSet::new());
    let made = write(&|key, args| {
        get(key, args).unwrap_or_else(|| {
            missing.borrow_mut().insert(key.to_owned());
            key.to_owned()
        })
    });
    (made, missing.into_inner())
}

/// The diagnostic of a text that the theme lacks.
pub(crate) fn missing_text(key: &str) -> Diagnostic {
    Diagnostic::new(&codes::MISSING_TEXT, words!("没有界面文字“{key}”", "there is no interface text `{key}`"))
        .help(words!("在主题的 i18n/ 里加上 {key}", "add {key} to the theme's `i18n/`"))
}

fn args_of(values: &[(&'static str, &str)]) -> FluentArgs<'static> {
    values.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Digits as a number, which chooses the plural form: `1 ballot`, `2 ballots`. Anything else is passed on
/// unchanged.
pub(super) fn number_in(digits: &str) -> FluentValue<'static> {
    match digits.parse::<f64>() {
        Ok(number) => FluentNumber::new(number, FluentNumberOptions::default()).into(),
        Err(_) => digits.to_owned().into(),
    }
}

impl<'t> Wording<'t> {
    /// The words for pages in `lang`.
    pub fn new(texts: &'t TextLookup<'t>, lang: &str) -> Wording<'t> {
        Wording { texts, lang: Config::words_of(lang), dates: DateLang::of(lang) }
    }

    /// The language of words that Lilong itself has.
    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    /// How dates are written.
    pub(crate) fn dates(&self) -> DateLang {
        self.dates
    }

    /// A text without variables.
    pub(crate) fn word(&self, key: &str) -> String {
        (self.texts)(key, &FluentArgs::new())
    }

    /// A text with values for its variables.
    pub(crate) fn say(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        (self.texts)(key, &args_of(values))
    }

    /// A text with a number, which may choose its plural form.
    pub(crate) fn count(&self, key: &str, name: &'static str, number: u64) -> String {
        self.counted(key, (name, number), &[])
    }

    /// The same with values for further variables.
    pub(crate) fn counted(
        &self,
        key: &str,
        (name, number): (&'static str, u64),
        values: &[(&'static str, &str)],
    ) -> String {
        let mut args = args_of(values);
        // Plural rules are defined on floats; every count here is far below 2^53.
        args.set(name, FluentNumber::new(number as f64, FluentNumberOptions::default()));
        (self.texts)(key, &args)
    }

    /// A text with values for its variables, in the plural form for `count`, a number in digits.
    pub(crate) fn measured(&self, key: &str, count: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = args_of(values);
        args.set("count", number_in(count));
        (self.texts)(key, &args)
    }

    /// An amount with its currency: 3,000.00 元.
    pub(crate) fn money(&self, amount: Amount, currency: &str) -> String {
        let amount = thousands(&amount.to_string());
        self.say("money", &[("amount", &amount), ("currency", currency)])
    }

    /// 2026年3月2日.
    pub(crate) fn long(&self, date: Date) -> String {
        written(Moment::of_day(date), DateStyle::Long, self.dates)
    }

    /// 3月2日.
    pub(crate) fn short(&self, date: Date) -> String {
        written(Moment::of_day(date), DateStyle::Short, self.dates)
    }

    /// 2026年3月2日 19:30.
    pub(crate) fn moment(&self, moment: Moment) -> String {
        written(moment, DateStyle::Moment, self.dates)
    }

    /// 星期一.
    pub(crate) fn weekday(&self, date: Date) -> String {
        written(Moment::of_day(date), DateStyle::Weekday, self.dates)
    }
}
