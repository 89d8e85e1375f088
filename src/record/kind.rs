//! The kinds of record: one trait, and the table that lists them.
//!
//! A kind is one file: its front matter, its facts, its checks, its mistakes and its names. Adding one touches this table,
//! that file, its template and its fixtures.

use std::fmt::Debug;

use tera::Value;

use super::check::Check;
use super::common::Common;
use super::{consultation, log, meeting, notice, page};
use crate::config::Register;
use crate::diag::{Code, Diagnostic, Lang, Words, codes, nearest, words};
use crate::front::Front;
use crate::front::scalar::{Day, Moment};
use crate::front::shape::{Choice, Field, Said, Shape};
use crate::track::Clock;

/// All kinds, in the order people list them.
pub static KINDS: [&dyn Kind; 5] = [&notice::Kind, &meeting::Kind, &consultation::Kind, &log::Kind, &page::Kind];

/// The kind of that name, English or Chinese.
pub fn named(name: &str) -> Option<&'static dyn Kind> {
    KINDS.into_iter().find(|kind| kind.name().name == name || kind.name().zh == name)
}

/// Everyday words for kinds.
const EVERYDAY: [(&str, &str); 40] = [
    ("通知", "notice"),
    ("公示", "notice"),
    ("通告", "notice"),
    ("告示", "notice"),
    ("启事", "notice"),
    ("提醒", "notice"),
    ("招募", "notice"),
    ("提示", "notice"),
    ("announcement", "notice"),
    ("news", "notice"),
    ("post", "notice"),
    ("reminder", "notice"),
    ("warning", "notice"),
    ("会议纪要", "meeting"),
    ("会议记录", "meeting"),
    ("纪要", "meeting"),
    ("议事会", "meeting"),
    ("例会", "meeting"),
    ("听证会", "meeting"),
    ("minutes", "meeting"),
    ("agenda", "meeting"),
    ("hearing", "meeting"),
    ("投票", "consultation"),
    ("表决", "consultation"),
    ("征询", "consultation"),
    ("征求意见", "consultation"),
    ("意见征求", "consultation"),
    ("调查", "consultation"),
    ("vote", "consultation"),
    ("ballot", "consultation"),
    ("poll", "consultation"),
    ("survey", "consultation"),
    ("日记", "log"),
    ("日报", "log"),
    ("记事", "log"),
    ("diary", "log"),
    ("journal", "log"),
    ("说明", "page"),
    ("单页", "page"),
    ("about", "page"),
];

/// The kind that an everyday word means: its own name, or another that people have for it.
pub fn meant(word: &str) -> Option<&'static dyn Kind> {
    let word = word.trim().to_lowercase();
    let one =
        |word: &str| named(word).or_else(|| EVERYDAY.iter().find(|(everyday, _)| *everyday == word).and_then(|(_, name)| named(name)));
    one(&word).or_else(|| one(word.strip_suffix('s')?))
}

/// The fault of a kind that there is not, with the nearest name.
pub fn unknown(name: &str) -> Diagnostic {
    let found = Diagnostic::new(&codes::UNKNOWN_KIND, words!("没有“{name}”这种记录", "there is no kind `{name}`"));
    if let Some(kind) = meant(name) {
        return found.help(words!("请写 {zh}", "write `{en}`", zh = kind.name().zh, en = kind.name().name));
    }
    let both = KINDS.into_iter().flat_map(|kind| [kind.name().name, kind.name().zh]);
    found.help(match nearest(name, both) {
        Some(near) => words!("是不是 {near}？", "did you mean `{near}`?"),
        None => {
            let list = |pick: fn(&dyn Kind) -> &'static str| KINDS.into_iter().map(pick).collect::<Vec<_>>();
            Words::new(
                format!("可以写：{}", list(|kind| kind.name().zh).join("、")),
                format!("one of: {}", list(|kind| kind.name().name).join(", ")),
            )
        }
    })
}

/// What can be said of a kind without a record of it.
pub trait Kind: Sync {
    /// Its names.
    fn name(&self) -> Choice;
    /// Its own fields.
    fn fields(&self) -> &'static [Field];
    /// Common and own fields together.
    fn shape(&self) -> &'static Shape;
    /// Whether a record needs a date.
    fn is_dated(&self) -> bool {
        true
    }
    /// Its own fields that `lilong new` opens: a record that says nothing there says little.
    fn needed(&self) -> &'static [&'static str] {
        &[]
    }
    /// Whether its date is mostly still to come when it is made public, as that of a meeting is.
    fn is_announced(&self) -> bool {
        false
    }
    /// Its own mistakes.
    fn codes(&self) -> &'static [&'static Code];
    /// The fields of its facts, in the order of the open data.
    fn facts(&self) -> &'static [Fact];
    /// Reads front matter.
    ///
    /// # Errors
    /// All that is wrong with it.
    fn parse(&self, front: &Front<'_>) -> Result<(Common, Box<dyn Own>), Vec<Diagnostic>>;
}

/// One field of the open data, as its dictionary explains it.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    /// Its dotted name: `turnout.people`, `resolutions[].outcome` in each of a list, `metrics.*.value` under any name.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// The form of its value.
    pub form: Form,
    /// What it means.
    pub doc: Said,
}

/// The form of a value in the open data.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text.
    Text,
    /// One of a closed list.
    Choice(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A whole number.
    Count,
    /// An exact decimal, as a string.
    Decimal,
    /// A share of 1 with exactly four decimals, as a string.
    Share,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A time of day, `HH:MM`.
    Time,
    /// A list of texts.
    Texts,
    /// A list of days.
    Dates,
    /// The object of a kind's facts.
    Facts,
}

/// A line of a table of facts.
pub(crate) const fn fact(name: &'static str, zh: &'static str, form: Form, doc: Said) -> Fact {
    Fact { name, zh, form, doc }
}

/// The typed fields of one record of some kind.
pub trait Own: Debug + Send + Sync {
    /// Checks what can be checked without the rest of the site.
    fn check(&self, common: &Common, check: &mut Check);
    /// Checks against today, which only the build knows.
    fn check_time(&self, _clock: &Clock, _check: &mut Check) {}
    /// Checks its numbers against the register of places.
    fn check_register(&self, _common: &Common, _register: &Register, _check: &mut Check) {}
    /// What Lilong computes of it.
    fn derive(&self, around: &Around<'_>) -> Derived;
    /// What the kind's template draws, beside the facts.
    fn view(&self, around: &Around<'_>, lang: Lang) -> Value;
    /// The lists whose texts a translation may give, by path, with how many items each has.
    fn texts(&self) -> Vec<(String, usize)> {
        Vec::new()
    }
    /// Its metrics, if it is a log.
    fn as_log(&self) -> Option<&log::Log> {
        None
    }
    /// What may be said of it in a list, beside what every card has.
    fn card(&self, _around: &Around<'_>) -> CardParts {
        CardParts::default()
    }
    /// When it takes place, for calendars.
    fn events(&self, _common: &Common) -> Vec<Event> {
        Vec::new()
    }
}

/// What a record is derived from beside its own fields.
pub struct Around<'a> {
    /// The present.
    pub clock: &'a Clock,
    /// The fields every record has.
    pub common: &'a Common,
    /// Of a log in a series: the day's place in it.
    pub series: Option<&'a log::SeriesDay>,
}

/// What Lilong computes of one record.
#[derive(Clone, Debug)]
pub struct Derived {
    /// The kind's facts, as the open data has them.
    pub facts: Value,
    /// The marks that lists and pages stamp on it, the kind's own only, most important first.
    pub stamps: Vec<&'static str>,
    /// While people may still do something about it: until when.
    pub window: Option<Window>,
    /// Something was decided here, on this day.
    pub decided: Option<Day>,
}

/// A span of time in which residents may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first day; open from the start when none was given.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
}

/// What a card shows beside what every card has.
#[derive(Clone, Debug, Default, Hash)]
pub struct CardParts {
    /// A notice's type.
    pub kind_type: Option<&'static str>,
    /// A log's day.
    pub day: Option<i64>,
    /// The single question of a consultation.
    pub question: Option<String>,
    /// When a meeting starts.
    pub starts: Option<Moment>,
    /// Where it is.
    pub venue: Option<String>,
    /// Of a record that decides several things: how each came out.
    pub outcomes: Option<Outcomes>,
}

/// How many things came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Outcomes {
    /// Voted and passed.
    pub passed: usize,
    /// Voted and not passed.
    pub failed: usize,
    /// Agreed without a vote.
    pub adopted: usize,
}

impl Outcomes {
    /// Counts outcomes by their names; none where nothing was decided.
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<Outcomes> {
        let mut all = Outcomes::default();
        for name in names {
            match name {
                "passed" => all.passed += 1,
                "failed" => all.failed += 1,
                "adopted" => all.adopted += 1,
                _ => {}
            }
        }
        (all != Outcomes::default()).then_some(all)
    }
}

/// An entry of the calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// Tells several events of one record apart.
    pub part: &'static str,
    /// The first moment or day.
    pub from: Moment,
    /// The last moment or day, inclusive.
    pub until: Option<Moment>,
    /// Where.
    pub place: Option<String>,
    /// What happens, where the record's title does not say it.
    pub what: Option<String>,
}

/// Implements the parts of `Kind` that are the same for all kinds, from the file's `Own` struct, `codes` and `FACTS`.
macro_rules! kind {
    ($name:literal $zh:literal $Own:ident $(, $extra:item)*) => {
        /// What can be said of this kind without a record of it.
        pub struct Kind;
        impl $crate::record::kind::Kind for Kind {
            fn name(&self) -> $crate::front::shape::Choice {
                $crate::front::shape::Choice { name: $name, zh: $zh }
            }
            fn fields(&self) -> &'static [$crate::front::shape::Field] {
                match <$Own as $crate::front::shape::Shaped>::SHAPE {
                    $crate::front::shape::Shape::Map(fields) => fields,
                    _ => &[],
                }
            }
            fn shape(&self) -> &'static $crate::front::shape::Shape {
                &<File as $crate::front::shape::Shaped>::SHAPE
            }
            fn codes(&self) -> &'static [&'static $crate::diag::Code] {
                codes::ALL
            }
            fn facts(&self) -> &'static [$crate::record::kind::Fact] {
                FACTS
            }
            fn parse(
                &self,
                front: &$crate::front::Front<'_>,
            ) -> Result<($crate::record::common::Common, Box<dyn $crate::record::kind::Own>), Vec<$crate::diag::Diagnostic>> {
                let (common, own): ($crate::record::common::Common, $Own) = front.parse::<File>()?.into();
                Ok((common, Box::new(own)))
            }
            $($extra)*
        }
    };
}
pub(crate) use kind;
