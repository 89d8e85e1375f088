//! Cards: what any page may show of another record.

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use super::Site;
use super::entry::{Entry, TextVersion};
use crate::front::scalar::{Day, Moment, apart};
use crate::record::kind::{CardSlots, Outcomes};
use crate::record::{Phase, Stamp};
use crate::track::{Digest, Digester};

/// What lists show of a record.
#[derive(Debug)]
pub struct Card<'a> {
    site: &'a Site,
    entry: &'a Entry,
}

/// A card in one language, as templates see it.
#[derive(Serialize, Hash)]
pub struct CardView<'a> {
    source: &'a str,
    /// The output path of the page it leads to.
    pub path: Arc<str>,
    /// Its address, relative to the page that shows the card; not part of the card's contents.
    pub href: String,
    kind: &'static str,
    label: Cow<'static, str>,
    title: &'a str,
    date: Option<Day>,
    published: Option<Day>,
    decided: Option<Day>,
    time: Option<String>,
    month: Option<String>,
    number: Option<&'a str>,
    issuer: Option<&'a str>,
    summary: &'a str,
    lang: &'a str,
    section: SectionRef<'a>,
    pinned: bool,
    expired: bool,
    until: Option<Day>,
    phase: Option<Phase>,
    lead: Option<&'a str>,
    #[serde(serialize_with = "apart")]
    when: Option<Moment>,
    r#where: Option<&'a str>,
    /// The language of `where`, if that is not the language of the translation.
    where_lang: Option<&'a str>,
    ordinal: Option<i64>,
    outcomes: Option<Outcomes>,
    stamps: &'a [Stamp],
}

/// `YYYY-MM`.
fn month(date: Day) -> String {
    let mut text = date.to_string();
    text.truncate(text.len() - "-DD".len());
    text
}

/// The name and the address of a section.
#[derive(Serialize, Hash)]
pub struct SectionRef<'a> {
    /// Its title.
    pub title: &'a str,
    /// The language of the title, if that is not the language of the page that shows the card.
    pub lang: Option<&'a str>,
    /// Its first page.
    pub path: String,
}

impl<'a> Card<'a> {
    pub(super) fn of(site: &'a Site, entry: &'a Entry) -> Card<'a> {
        Card { site, entry }
    }

    /// The card in `lang`, or else in the record's own language.
    pub fn view(&self, lang: &str) -> CardView<'a> {
        let (site, entry) = (self.site, self.entry);
        let text = entry.text(lang, &site.config);
        let common = &entry.record.common;
        let CardSlots { label, lead, when, r#where, ordinal, outcomes } = text.card;
        let translated = text.translation.map(|translation| &translation.front);
        CardView {
            source: entry.source(),
            path: entry.path_in(text.lang),
            href: String::new(),
            kind: entry.record.kind().name(),
            label: label.map_or_else(|| format!("kind-{}", entry.record.kind().name()).into(), Cow::Borrowed),
            title: text.title,
            date: common.day(),
            published: entry.publication.published.map(|published| Day(published.date)),
            decided: entry.derived.status.decided,
            time: common.date.and_then(|date| date.time).map(|time| time.to_string()),
            month: common.day().map(month),
            number: common.number.as_deref(),
            issuer: translated.and_then(|front| front.issuer.as_deref()).or(common.issuer.as_deref()),
            summary: entry.summary(&text),
            lang: text.lang,
            section: self.section(lang),
            pinned: entry.is_pinned(),
            expired: entry.expired,
            until: entry.until.map(Day),
            phase: entry.phase(),
            lead: lead.as_deref(),
            when: *when,
            r#where: r#where.as_deref(),
            where_lang: self.where_lang(&text),
            ordinal: *ordinal,
            outcomes: *outcomes,
            stamps: &entry.stamps,
        }
    }

    fn section(&self, lang: &str) -> SectionRef<'a> {
        let section = &self.site.sections[self.entry.section];
        SectionRef {
            title: section.title_in(lang),
            lang: section.foreign_in(lang, &self.site.config),
            path: section.index(),
        }
    }

    /// The language of the place's name, unless it is that of the text.
    fn where_lang(&self, text: &TextVersion<'_>) -> Option<&'a str> {
        let original = text.card.r#where.as_ref().filter(|_| !text.provides("venue"));
        original.map(|_| self.entry.lang(&self.site.config))
    }

    /// The digest of the card in every language.
    pub fn digest(&self) -> Digest {
        let mut to = Digester::default();
        self.view("").hash(&mut to);
        self.site.sections[self.entry.section].titles(&self.site.config).hash(&mut to);
        for translation in &self.entry.translations {
            self.view(&translation.lang).hash(&mut to);
        }
        to.digest()
    }
}
