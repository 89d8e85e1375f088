//! What a kind of record is made of: its recipe, and what each part of the recipe may see.
//!
//! A kind is one folder: its front matter, its facts, its checks, its mistakes, its view and its names. The
//! set of kinds is in [`super::kinds`], which makes of each recipe a variant of every enum; what a kind does
//! not say there, it does not compile without.

use std::fmt::Debug;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::check::Check;
use super::common::{Common, OwnFields};
use super::event::Event;
use super::stamp::Stamp;
use super::{Facts, Own, Record};
use crate::config::{Config, Register};
use crate::diag::{Code, Diagnostic, Lang, Location};
use crate::front::FromTable;
use crate::front::prose::{Prose, Translate, TranslatedTexts};
use crate::front::scalar::{Day, Moment};
use crate::front::shape::{Bilingual, Choice, Field, Shape};
use crate::markdown::Body;
use crate::track::Clock;

/// What can be said of a kind without a record of it.
#[derive(Debug)]
pub struct Profile {
    /// Its names.
    pub name: Choice,
    /// Everyday words that people have for it.
    pub everyday: &'static [&'static str],
    /// The folder that its records are put into where the site has no section for them; empty for the top.
    pub folder: &'static str,
    /// Its own fields.
    pub fields: &'static [Field],
    /// Common and own fields together.
    pub shape: &'static Shape,
    /// Its own fields that `lilong new` opens: a record that says nothing there says little.
    pub needed: &'static [&'static str],
    /// Its own mistakes.
    pub codes: &'static [&'static Code],
    /// The fields of its facts, in the order of the open data.
    pub facts: &'static [FactField],
    /// Whether a record needs a date.
    pub is_dated: bool,
    /// Whether its date is mostly still to come when it is made public, as that of a meeting is.
    pub is_announced: bool,
    /// Whether it is a document, which offices give numbers.
    pub is_numbered: bool,
    /// Whether it is posted up unless it says otherwise, so that a poster is made for as long as it hangs.
    pub is_posted_up: bool,
    /// Whether a section may be a series of them, one a day.
    pub is_daily: bool,
    /// Whether its text is made of numbered articles, each with an anchor.
    pub has_articles: bool,
    /// Whether a calendar of its own is made of each record.
    pub has_calendar: bool,
    /// What schema.org calls it.
    pub schema: SchemaType,
    /// How far its facts reach.
    pub reach: Reach,
}

impl Profile {
    /// What most kinds are: a dated and numbered document that is not posted up by itself, with neither
    /// mistakes nor facts of its own.
    pub const USUAL: Profile = Profile {
        name: Choice { name: "", zh: "" },
        everyday: &[],
        folder: "",
        fields: &[],
        shape: &Shape::Any,
        needed: &[],
        codes: &[],
        facts: &[],
        is_dated: true,
        is_announced: false,
        is_numbered: true,
        is_posted_up: false,
        is_daily: false,
        has_articles: false,
        has_calendar: false,
        schema: SchemaType::Article,
        reach: Reach::Alone,
    };
}

/// The fields of a mapping.
pub const fn fields_of(shape: &'static Shape) -> &'static [Field] {
    match shape {
        Shape::Map(fields) => fields,
        Shape::Scalar { .. }
        | Shape::List(_)
        | Shape::Pairs(_)
        | Shape::OneOf(_)
        | Shape::Again(_)
        | Shape::Any => &[],
    }
}

/// What schema.org calls the records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaType {
    /// A `NewsArticle`.
    Article,
    /// An `Event`: people go to it.
    Event,
    /// A `WebPage`.
    Page,
}

/// One field of the open data, as its dictionary explains it.
#[derive(Clone, Copy, Debug)]
pub struct FactField {
    /// Its dotted name: `turnout.people`, `resolutions[].outcome` in each of a list, `metrics.*.value` under
    /// any name.
    pub name: &'static str,
    /// Its Chinese name.
    pub zh: &'static str,
    /// The form of its value.
    pub form: FactType,
    /// What it means.
    pub doc: Bilingual,
}

/// The form of a value in the open data.
#[derive(Clone, Copy, Debug)]
pub enum FactType {
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
    /// A list of exact decimals, as strings.
    Decimals,
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
pub(crate) const fn fact(name: &'static str, zh: &'static str, form: FactType, doc: Bilingual) -> FactField {
    FactField { name, zh, form, doc }
}

/// The recipe of a kind, implemented by the struct of its own fields.
pub trait Kind: OwnFields + Clone + Debug + Send + Sync + Translate {
    /// What Lilong computes of a record, as the open data has it.
    type Facts: Clone + Debug + Default + Send + Sync + Serialize;
    /// What templates and posters draw, beside the facts.
    type View<'v>: Serialize
    where
        Self: 'v;
    /// What can be said of the kind without a record.
    const PROFILE: &'static Profile;

    /// Its fields whose lists may be in tables beside the record, with their names.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn FromTable)> {
        Vec::new()
    }

    /// Checks what can be checked without the rest of the site.
    fn check(&self, _: &Common, _: &mut Check) {}

    /// Checks against today, which only the build knows.
    fn check_time(&self, _: &Common, _: &Clock, _: &mut Check) {}

    /// Checks its numbers against the register of places.
    fn check_register(&self, _: &Common, _: &Register, _: &mut Check) {}

    /// The records that it names in fields of its own: each field, and the path as written.
    fn named(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    /// Checks it against the records that it names there, and that name it.
    fn check_named(&self, _: &DeriveContext<'_>, _: &mut Check) {}

    /// What it is about, for promises to publish regularly.
    fn coverage(&self) -> Coverage<'_> {
        Coverage::default()
    }

    /// How far its facts reach.
    fn reach(&self) -> Reach {
        Self::PROFILE.reach
    }

    /// Its position in a chain; none where it is in none.
    fn link(&self, _: &DeriveContext<'_>) -> Option<ChainPosition> {
        None
    }

    /// Checks what its chain asks of it.
    fn check_link(&self, _: &DeriveContext<'_>, _: &mut Check) {}

    /// Checks how it goes on from the record before it in its chain.
    fn check_continuation(&self, _before: &RecordBefore<'_, Self>, _check: &mut Check) {}

    /// What is wrong with a chain as a whole, whose first record this is, and the field of its section that
    /// makes it so; `places` are those of its records, in order.
    fn chain_diagnostic(
        &self,
        _: &DeriveContext<'_>,
        _places: &[Date],
    ) -> Option<(&'static str, Diagnostic)> {
        None
    }

    /// The fault of a second record at one place of a chain, where there can be only one.
    fn duplicate_diagnostic(&self, _: &ChainPosition) -> Option<Diagnostic> {
        None
    }

    /// What Lilong computes of it; `before` is what it computed of the record before it in its chain.
    fn facts(&self, context: &DeriveContext<'_>, before: Option<&Self::Facts>) -> Self::Facts;

    /// Where it stands today.
    fn status(&self, _: &Self::Facts, _: &DeriveContext<'_>) -> RecordStatus {
        RecordStatus::default()
    }

    /// What is drawn of it in a language: its texts, which [`Kind::translated`] may have put there, and what
    /// was computed.
    fn view<'v>(&'v self, facts: &Self::Facts, context: &ViewContext<'_>) -> Self::View<'v>;

    /// The same record with the texts of a translation.
    fn translated(&self, texts: &TranslatedTexts) -> Self {
        let mut own = self.clone();
        own.overlay(texts);
        own
    }

    /// What a card shows of it.
    fn card(&self, _: &Self::Facts, _: &DeriveContext<'_>) -> CardSlots {
        CardSlots::default()
    }

    /// What repeats, for a calendar of its own; see [`Profile::has_calendar`].
    fn repeated(&self, _: &Common) -> Vec<Event> {
        Vec::new()
    }

    /// When it takes place, for calendars.
    fn events(&self, _: &Common) -> Vec<Event> {
        Vec::new()
    }

    /// The body that meets or is elected, where it is named.
    fn body(&self) -> Option<&str> {
        None
    }
}

/// The language that a record is drawn in, and what is called otherwise there.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The language of words that are Lilong's own, and its tag where it is not that of the page.
    pub lang: (Lang, Option<&'static str>),
    /// What a place of the register is called, where it has a name of its own in this language.
    pub place: &'a dyn Fn(&str) -> Option<String>,
    /// The language of names that have none; nothing where it is the same.
    pub foreign: Option<&'a str>,
    /// Counts by building below this number are not shown; none where all are.
    pub small_cells: Option<u64>,
    /// The record, and others that may be shown with it.
    pub shown: &'a dyn ShownRecords,
}

/// Records that are shown on one page, in its language where they are written in it. Whoever asks for one
/// notes that it is shown.
pub trait ShownRecords {
    /// The record that the page is of.
    fn own(&self) -> ShownRecord<'_>;
    /// The one that the record at `source` names in that field of its own.
    fn named(&self, source: &str, field: &str) -> Option<ShownRecord<'_>>;
    /// Those that name the record at `source` in that field, by source.
    fn naming(&self, source: &str, field: &str) -> Vec<ShownRecord<'_>>;
}

/// A record as a page shows it.
#[derive(Clone, Copy)]
pub struct ShownRecord<'a> {
    /// The path below `content/`.
    pub source: &'a str,
    /// The language of its texts.
    pub lang: &'a str,
    /// The title.
    pub title: &'a str,
    /// The fields every record has.
    pub common: &'a Common,
    /// The fields of its kind.
    pub own: &'a Own,
    /// What Lilong computes of it.
    pub facts: &'a Facts,
    /// Its text.
    pub body: &'a Body,
}

/// A place as it is called in the language that a record is drawn in.
pub struct PlaceName {
    /// Its name.
    pub name: String,
    /// The language of the name, where it is another.
    pub lang: Option<String>,
}

impl ViewContext<'_> {
    /// A place as `written` in a record.
    pub fn place_name(&self, written: &str) -> PlaceName {
        match (self.place)(written) {
            Some(name) => PlaceName { name, lang: None },
            None => PlaceName { name: written.to_owned(), lang: self.foreign.map(str::to_owned) },
        }
    }

    /// A place that a translation may call by another name.
    pub fn said_place(&self, written: &Prose) -> PlaceName {
        match written.is_translated() {
            true => PlaceName { name: written.0.clone(), lang: None },
            false => self.place_name(written),
        }
    }
}

/// What a record is derived from beside its own fields.
#[derive(Clone, Copy)]
pub struct DeriveContext<'a> {
    /// The present.
    pub clock: &'a Clock,
    /// The settings of the site.
    pub config: &'a Config,
    /// The path of the record below `content/`.
    pub source: &'a str,
    /// The fields every record has.
    pub common: &'a Common,
    /// The series that it is in.
    pub series: Option<super::log::SeriesContext<'a>>,
    /// What is within the reach of its kind.
    pub others: &'a dyn OtherRecords,
}

/// What a record is about, as a promise to publish such records regularly names it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Coverage<'r> {
    /// The first and the last day that it covers.
    pub period: Option<(Date, Date)>,
    /// Whose money it is.
    pub fund: Option<&'r str>,
    /// Which body met or was elected.
    pub body: Option<&'r str>,
}

/// How far the facts of a kind reach. Those of each reach are computed when those of all before it are
/// finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// No further than the record itself.
    Alone,
    /// To the record before it in its chain: a series of logs, the periods of a fund.
    Chain,
    /// To the records that it names, under `refs` or in fields of its own.
    Refs,
    /// To the records of its thread.
    Thread,
    /// To all records of the site.
    Site,
}

/// A record of which all is computed, as another may see it.
#[derive(Clone, Copy, Debug)]
pub struct FinishedRecord<'a> {
    /// The path below `content/`.
    pub source: &'a str,
    /// The kind's English name.
    pub kind: &'static str,
    /// The fields every record has.
    pub common: &'a Common,
    /// The fields of its kind.
    pub own: &'a Own,
    /// What Lilong computes of it.
    pub facts: &'a Facts,
    /// Where it stands today.
    pub status: &'a RecordStatus,
}

/// A record of a thread, as any other may see it: nothing of it is computed.
#[derive(Clone, Debug, Serialize)]
pub struct ThreadRecord {
    /// The path below `content/`.
    #[serde(skip)]
    pub source: Arc<str>,
    /// The kind's English name.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The day it is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The output path of its page.
    pub url: Arc<str>,
}

/// The finished records that are within a record's reach. What is computed in the same reach or later is
/// never among them, so that no two can wait for each other.
pub trait OtherRecords {
    /// Those it names under `refs`, in that order.
    fn refs(&self) -> Vec<FinishedRecord<'_>>;
    /// The one that it names in that field of its own.
    fn named(&self, field: &str) -> Option<FinishedRecord<'_>>;
    /// The one that the record at `source` names in that field, as its file says it: whatever its reach, for
    /// nothing of this is computed.
    fn written_named(&self, source: &str, field: &str) -> Option<&Record>;
    /// Those that name the record at `source` in that field, by source, as their files say it.
    fn written_naming(&self, source: &str, field: &str) -> Vec<&Record>;
    /// All that belong to the same matter, oldest first; of a matter those that name it.
    fn thread(&self) -> Vec<ThreadRecord>;
    /// All others of the site, newest first.
    fn site(&self) -> Vec<FinishedRecord<'_>>;
}

/// No other records: what a kind sees whose facts reach no further than the record itself.
pub struct NoOtherRecords;

impl OtherRecords for NoOtherRecords {
    fn refs(&self) -> Vec<FinishedRecord<'_>> {
        Vec::new()
    }
    fn named(&self, _: &str) -> Option<FinishedRecord<'_>> {
        None
    }
    fn written_named(&self, _: &str, _: &str) -> Option<&Record> {
        None
    }
    fn written_naming(&self, _: &str, _: &str) -> Vec<&Record> {
        Vec::new()
    }
    fn thread(&self) -> Vec<ThreadRecord> {
        Vec::new()
    }
    fn site(&self) -> Vec<FinishedRecord<'_>> {
        Vec::new()
    }
}

/// The position of a record in a chain of records of its kind, each of which goes on from the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainPosition {
    /// Tells several chains of the kind apart; chains of a series are apart by themselves.
    pub chain: String,
    /// Its place there.
    pub at: Date,
    /// The field that says its place.
    pub field: &'static str,
}

/// The record before another in a chain.
pub struct RecordBefore<'a, K: Kind> {
    /// Its own fields.
    pub own: &'a K,
    /// What Lilong computed of it.
    pub facts: &'a K::Facts,
    /// The place of a value of it, for what is reported about both.
    pub locate: &'a dyn Fn(&str) -> Location,
    /// Whether there is none between the two for sure: no file that may be one could not be parsed.
    pub is_next: bool,
}

/// Where a record stands today.
#[derive(Clone, Debug, Default)]
pub struct RecordStatus {
    /// The marks that lists and pages stamp on it, the kind's own only, most important first.
    pub stamps: Vec<Stamp>,
    /// While people may still do something about it: until when.
    pub window: Option<ActionWindow>,
    /// Something was decided here, on this day.
    pub decided: Option<Day>,
}

/// A span of time in which residents may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ActionWindow {
    /// The first day; open from the start when none was given.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
}

/// What a card shows of a record beside what every card has: the same slots for every kind.
#[derive(Clone, Debug, Default, Hash)]
pub struct CardSlots {
    /// What it is called, where that says more than its kind: the key of a text.
    pub label: Option<&'static str>,
    /// What it is about, in a sentence.
    pub lead: Option<String>,
    /// When it takes place; of what does not apply yet, from when it does.
    pub when: Option<Moment>,
    /// Where.
    pub r#where: Option<String>,
    /// Its place in a series, counted from 1.
    pub ordinal: Option<i64>,
    /// Of a record that decides several things: how each came out.
    pub outcomes: Option<Outcomes>,
}

/// How many things came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Outcomes {
    /// Voted and passed.
    pub passed: usize,
    /// Voted and not passed.
    pub failed: usize,
    /// Agreed without a vote.
    pub adopted: usize,
}

impl Outcomes {
    /// None where nothing was decided.
    pub fn any(self) -> Option<Outcomes> {
        (self != Outcomes::default()).then_some(self)
    }
}
