//! What a kind of record consists of: its recipe, and what each part of the recipe may see.
//!
//! A kind is one folder: its front matter, facts, checks, codes, view and names. The set of kinds is in
//! [`super::kinds`], which turns each recipe into a variant of every enum; a kind that leaves something out
//! does not compile.

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

/// What is true of every record of a kind.
#[derive(Debug)]
pub struct Profile {
    /// Its names.
    pub name: Choice,
    /// Everyday words for it.
    pub everyday: &'static [&'static str],
    /// The folder for new records if the site has no section for the kind; empty for the top.
    pub folder: &'static str,
    /// Its own fields.
    pub fields: &'static [Field],
    /// Common and own fields together.
    pub shape: &'static Shape,
    /// Those of its own fields that `lilong new` writes, because a record without them says little.
    pub needed: &'static [&'static str],
    /// Its own mistakes.
    pub codes: &'static [&'static Code],
    /// The fields of its facts, in the order of the open data.
    pub facts: &'static [FactField],
    /// Whether a record needs a date.
    pub is_dated: bool,
    /// Whether its date usually still lies ahead when it is published, as that of a meeting does.
    pub is_announced: bool,
    /// Whether it is a document to which offices give numbers.
    pub is_numbered: bool,
    /// Whether it is posted unless it says otherwise, so that it gets a poster for as long as it hangs.
    pub is_posted_up: bool,
    /// Whether a section may be a series of such records, one a day.
    pub is_daily: bool,
    /// Whether its text consists of numbered articles, each with an anchor.
    pub has_articles: bool,
    /// Whether each record gets a calendar of its own.
    pub has_calendar: bool,
    /// What schema.org calls it.
    pub schema: SchemaType,
    /// How far its facts reach.
    pub reach: Reach,
}

impl Profile {
    /// The usual profile: a dated and numbered document that is not posted by itself, with neither codes
    /// nor facts of its own.
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
    /// An `Event`, which people attend.
    Event,
    /// A `WebPage`.
    Page,
}

/// One field of the open data, as its dictionary explains it.
#[derive(Clone, Copy, Debug)]
pub struct FactField {
    /// Its dotted name: `turnout.people`, `resolutions[].outcome` for each item of a list,
    /// `metrics.*.value` for any name.
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
    /// What Lilong computes of a record, as the open data gives it.
    type Facts: Clone + Debug + Default + Send + Sync + Serialize;
    /// What templates and posters draw in addition to the facts.
    type View<'v>: Serialize
    where
        Self: 'v;
    /// What is true of every record of the kind.
    const PROFILE: &'static Profile;

    /// The fields whose lists may be kept in tables beside the record, with their names.
    fn tables(&mut self) -> Vec<(&'static str, &mut dyn FromTable)> {
        Vec::new()
    }

    /// The checks that need nothing else of the site.
    fn check(&self, _: &Common, _: &mut Check) {}

    /// Checks against the present day, which only the build knows.
    fn check_time(&self, _: &Common, _: &Clock, _: &mut Check) {}

    /// Checks its numbers against the register of places.
    fn check_register(&self, _: &Common, _: &Register, _: &mut Check) {}

    /// The records that it names in fields of its own: each field, and the path as written.
    fn named(&self) -> Vec<(&'static str, &str)> {
        Vec::new()
    }

    /// Checks it against the records that it names in these fields, and against those that name it so.
    fn check_named(&self, _: &DeriveContext<'_>, _: &mut Check) {}

    /// What it covers, for promises to publish regularly.
    fn coverage(&self) -> Coverage<'_> {
        Coverage::default()
    }

    /// How far its facts reach.
    fn reach(&self) -> Reach {
        Self::PROFILE.reach
    }

    /// Its position in a chain; none if it is in no chain.
    fn link(&self, _: &DeriveContext<'_>) -> Option<ChainPosition> {
        None
    }

    /// Checks what its chain requires of it.
    fn check_link(&self, _: &DeriveContext<'_>, _: &mut Check) {}

    /// Checks how it continues the previous record of its chain.
    fn check_continuation(&self, _before: &RecordBefore<'_, Self>, _check: &mut Check) {}

    /// What is wrong with the whole chain that this record begins, and the field of its section that causes
    /// it; `places` are the places of its records, in order.
    fn chain_diagnostic(
        &self,
        _: &DeriveContext<'_>,
        _places: &[Date],
    ) -> Option<(&'static str, Diagnostic)> {
        None
    }

    /// The diagnostic for a second record at one place of a chain, if only one is allowed.
    fn duplicate_diagnostic(&self, _: &ChainPosition) -> Option<Diagnostic> {
        None
    }

    /// What Lilong computes of it; `before` are the facts of the previous record of its chain.
    fn facts(&self, context: &DeriveContext<'_>, before: Option<&Self::Facts>) -> Self::Facts;

    /// Its status today.
    fn status(&self, _: &Self::Facts, _: &DeriveContext<'_>) -> RecordStatus {
        RecordStatus::default()
    }

    /// What is drawn of it in one language: its texts, which may have come from [`Kind::translated`], and
    /// its facts.
    fn view<'v>(&'v self, facts: &Self::Facts, context: &ViewContext<'_>) -> Self::View<'v>;

    /// The same record with its texts replaced by those of a translation.
    fn translated(&self, texts: &TranslatedTexts) -> Self {
        let mut own = self.clone();
        own.overlay(texts);
        own
    }

    /// What a card shows of it.
    fn card(&self, _: &Self::Facts, _: &DeriveContext<'_>) -> CardSlots {
        CardSlots::default()
    }

    /// What repeats, for its own calendar; see [`Profile::has_calendar`].
    fn repeated(&self, _: &Common) -> Vec<Event> {
        Vec::new()
    }

    /// When it takes place, for calendars.
    fn events(&self, _: &Common) -> Vec<Event> {
        Vec::new()
    }

    /// The body that meets or is elected, if the record names one.
    fn body(&self) -> Option<&str> {
        None
    }
}

/// The language in which a record is drawn, and the names that differ in it.
#[derive(Clone, Copy)]
pub struct ViewContext<'a> {
    /// The language of Lilong's own words, and its tag if that is not the language of the page.
    pub lang: (Lang, Option<&'static str>),
    /// The name of a place of the register in this language, if it has one.
    pub place: &'a dyn Fn(&str) -> Option<String>,
    /// The language of names that have none in this language; none if it is the same language.
    pub foreign: Option<&'a str>,
    /// Counts by building below this number are hidden; none if all are shown.
    pub small_cells: Option<u64>,
    /// The record, and others that may be shown with it.
    pub shown: &'a dyn ShownRecords,
}

/// Records that are shown on one page, in its language if they are written in it. Asking for one records
/// that it is shown.
pub trait ShownRecords {
    /// The record whose page it is.
    fn own(&self) -> ShownRecord<'_>;
    /// The record that the one at `source` names in that own field.
    fn named(&self, source: &str, field: &str) -> Option<ShownRecord<'_>>;
    /// The records that name the one at `source` in that field, ordered by source.
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

/// The name of a place in the language in which a record is drawn.
pub struct PlaceName {
    /// Its name.
    pub name: String,
    /// The language of the name, if it is another.
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

    /// The name of a place that a translation may replace.
    pub fn said_place(&self, written: &Prose) -> PlaceName {
        match written.is_translated() {
            true => PlaceName { name: written.0.clone(), lang: None },
            false => self.place_name(written),
        }
    }
}

/// What a record is derived from in addition to its own fields.
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
    /// The series that contains it.
    pub series: Option<super::log::SeriesContext<'a>>,
    /// The other records within the reach of its kind.
    pub others: &'a dyn OtherRecords,
}

/// What a record covers, in the terms of promises to publish such records regularly.
#[derive(Clone, Copy, Debug, Default)]
pub struct Coverage<'r> {
    /// The first and the last day that it covers.
    pub period: Option<(Date, Date)>,
    /// The fund that it accounts for.
    pub fund: Option<&'r str>,
    /// The body that met or was elected.
    pub body: Option<&'r str>,
}

/// How far the facts of a kind reach. Facts of each reach are computed after those of all smaller ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Only the record itself.
    Alone,
    /// The previous record of its chain: a series of logs, the periods of a fund.
    Chain,
    /// The records that it names, under `refs` or in its own fields.
    Refs,
    /// The records of its thread.
    Thread,
    /// All records of the site.
    Site,
}

/// A record whose facts are complete, as another may see it.
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
    /// Its status today.
    pub status: &'a RecordStatus,
}

/// A record of a thread, as any other may see it: nothing here is computed.
#[derive(Clone, Debug, Serialize)]
pub struct ThreadRecord {
    /// The path below `content/`.
    #[serde(skip)]
    pub source: Arc<str>,
    /// The kind's English name.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The day of its `date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The output path of its page.
    pub url: Arc<str>,
}

/// The finished records within a record's reach. Records with the same reach or a larger one are never
/// among them, so that no two can wait for each other.
pub trait OtherRecords {
    /// The records that it names under `refs`, in that order.
    fn refs(&self) -> Vec<FinishedRecord<'_>>;
    /// The record that it names in that own field.
    fn named(&self, field: &str) -> Option<FinishedRecord<'_>>;
    /// The record that the one at `source` names in that field, as its file gives it. It may have any
    /// reach, since nothing of it needs to be computed.
    fn written_named(&self, source: &str, field: &str) -> Option<&Record>;
    /// The records that name the one at `source` in that field, as their files give them, ordered by
    /// source.
    fn written_naming(&self, source: &str, field: &str) -> Vec<&Record>;
    /// All records of the same matter, oldest first; for a matter, those that name it.
    fn thread(&self) -> Vec<ThreadRecord>;
    /// All other records of the site, newest first.
    fn site(&self) -> Vec<FinishedRecord<'_>>;
}

/// No other records: what a kind sees if its facts reach no further than the record itself.
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

/// The position of a record in a chain of records of its kind, each of which continues the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainPosition {
    /// Distinguishes several chains of a kind; chains of different series are distinct anyway.
    pub chain: String,
    /// Its place in the chain.
    pub at: Date,
    /// The field that gives its place.
    pub field: &'static str,
}

/// The record before another in a chain.
pub struct RecordBefore<'a, K: Kind> {
    /// Its own fields.
    pub own: &'a K,
    /// What Lilong computed of it.
    pub facts: &'a K::Facts,
    /// The location of one of its values, for diagnostics about both records.
    pub locate: &'a dyn Fn(&str) -> Location,
    /// Whether there is certainly no record between the two: no file that may be one failed to parse.
    pub is_next: bool,
}

/// The status of a record today.
#[derive(Clone, Debug, Default)]
pub struct RecordStatus {
    /// The stamps on lists and pages, only those of its kind, most important first.
    pub stamps: Vec<Stamp>,
    /// The window in which people may still act on it.
    pub window: Option<ActionWindow>,
    /// The day on which something was decided.
    pub decided: Option<Day>,
}

/// A span of time in which residents may act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ActionWindow {
    /// The first day; without one, the window has been open from the start.
    pub from: Option<Day>,
    /// The last day.
    pub until: Day,
}

/// What a card shows of a record in addition to what every card has: the same slots for every kind.
#[derive(Clone, Debug, Default, Hash)]
pub struct CardSlots {
    /// The key of a text that names it more precisely than its kind does.
    pub label: Option<&'static str>,
    /// What it is about, in a sentence.
    pub lead: Option<String>,
    /// When it takes place; if it is not in force yet, when it will be.
    pub when: Option<Moment>,
    /// Where.
    pub r#where: Option<String>,
    /// Its place in a series, counted from 1.
    pub ordinal: Option<i64>,
    /// For a record that decides several things: their outcomes.
    pub outcomes: Option<Outcomes>,
}

/// The number of things with each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Outcomes {
    /// Voted and passed.
    pub passed: usize,
    /// Voted and not passed.
    pub failed: usize,
    /// Adopted by consensus, without a vote.
    pub adopted: usize,
}

impl Outcomes {
    /// None where nothing was decided.
    pub fn any(self) -> Option<Outcomes> {
        (self != Outcomes::default()).then_some(self)
    }
}
