//! A published record with everything that follows from its being part of the site.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::Site;
use super::fingerprint::Fingerprint;
use super::links::LinkTarget;
use super::posted::{PostedState, Posting};
use super::publication::Publication;
use super::section::SectionId;
use super::terms::{Term, TermId, TermName, Terms};
use crate::config::Config;
use crate::front::OneOrMany;
use crate::front::prose::Translate;
use crate::front::scalar::{Day, Moment, TimeOfDay};
use crate::markdown::Body;
use crate::photo::Size;
use crate::record::common::{Correction, Withdrawn};
use crate::record::figure::Figure;
use crate::record::kind::{CardSlots, DeriveContext, FinishedRecord, RecordStatus};
use crate::record::{Derived, Facts, Own, Phase, Record, Stamp, Translation};
use crate::track::{CachedQuestionId, Clock, Digest, Digester, QuestionKind, record_asked};

/// An entry's index in the site.
pub type EntryId = usize;

/// A published record.
#[derive(Debug)]
pub struct Entry {
    /// The record as its file gives it.
    pub record: Arc<Record>,
    /// Its texts in other languages.
    pub translations: Vec<Arc<Translation>>,
    /// Its own fields and its card in each language into which it is translated.
    pub(super) translated: Vec<TranslatedFields>,
    /// The section it is in.
    pub section: SectionId,
    /// The output path of its page.
    pub path: Arc<str>,
    /// Its posting.
    pub posted: Option<Posting>,
    /// When it was made public, and last changed.
    pub publication: Publication,
    /// What its kind computes.
    pub derived: Derived,
    /// Whether lists no longer show it as current.
    pub expired: bool,
    /// The marks stamped on it, most important first.
    pub stamps: Vec<Stamp>,
    /// The last day on which people may act on it, whatever its kind.
    pub until: Option<Date>,
    /// Records it names.
    pub refs: Vec<EntryId>,
    /// Records that it names in fields of its kind, each with the field.
    pub named: Box<[(&'static str, EntryId)]>,
    /// Records that name it.
    pub backlinks: Vec<EntryId>,
    /// The next older record of its section.
    pub previous: Option<EntryId>,
    /// The next newer one.
    pub next: Option<EntryId>,
    /// Where the links of its texts lead: those of the original, then those of each translation.
    pub links: Vec<Vec<LinkTarget>>,
    /// The files it lists.
    pub attachments: Vec<PublishedFile>,
    /// All files published for it, listed or linked.
    pub files: Vec<PublishedFile>,
    /// Whether it takes place at some time.
    pub(super) has_events: bool,
    /// Its topics.
    pub topics: Vec<TermId>,
    /// Its places.
    pub places: Vec<TermId>,
    /// The bodies that it belongs to, if the site has more than one.
    pub bodies: Vec<TermId>,
    pub(super) numbers: QuestionIds,
    /// The result of `data_digest`, once requested: it stays the same for another body with the same
    /// outline.
    pub(super) data_digest: OnceLock<Digest>,
    /// The result of `fingerprint`, likewise.
    pub(super) fingerprint: OnceLock<Fingerprint>,
}

/// The numbers of the questions that pages ask about a record.
#[derive(Debug, Default)]
pub(super) struct QuestionIds {
    record: CachedQuestionId,
    card: CachedQuestionId,
    name: CachedQuestionId,
}

/// The facts computed of a record.
pub(super) struct ComputedFacts {
    derived: Derived,
    translated: Vec<TranslatedFields>,
}

/// The own fields and the card of a record in another language.
#[derive(Debug)]
pub(super) struct TranslatedFields {
    own: Own,
    card: CardSlots,
}

/// A file published beside a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PublishedFile {
    /// The path below `content/`.
    pub source: Arc<str>,
    /// The output path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// How many bytes.
    pub bytes: u64,
    /// The digest in hexadecimal.
    pub sha256: String,
    /// The digest of the bytes that all this describes: its copy must be of these bytes, or there is none.
    pub seen: Digest,
    /// For a picture: the size at which it is shown.
    pub size: Option<Size>,
    /// The widths of its smaller copies.
    pub widths: &'static [u32],
    /// Whether it is a photo that is stored with another orientation.
    pub is_turned: bool,
}

/// One of a record's texts.
#[derive(Clone, Copy, Debug)]
pub struct TextVersion<'a> {
    /// The language.
    pub lang: &'a str,
    /// The title.
    pub title: &'a str,
    /// The body.
    pub body: &'a Body,
    /// The own fields.
    pub own: &'a Own,
    /// What cards show of it.
    pub card: &'a CardSlots,
    /// Where the body's links lead.
    pub links: &'a [LinkTarget],
    /// The translation that it comes from; none for the original.
    pub translation: Option<&'a Translation>,
}

impl TextVersion<'_> {
    /// Whether a translation gives the texts of an own field.
    pub fn provides(&self, field: &str) -> bool {
        self.translation.is_some_and(|translation| translation.texts.provides(field))
    }
}

impl Entry {
    /// An entry of which only the place in the site is known.
    pub(super) fn new(record: Arc<Record>, section: SectionId, path: Arc<str>) -> Entry {
        Entry {
            has_events: !record.own.events(&record.common).is_empty(),
            record,
            section,
            path,
            derived: Derived::none(),
            translations: Vec::new(),
            translated: Vec::new(),
            posted: None,
            publication: Publication::default(),
            expired: false,
            stamps: Vec::new(),
            until: None,
            refs: Vec::new(),
            named: Box::default(),
            backlinks: Vec::new(),
            previous: None,
            next: None,
            links: Vec::new(),
            attachments: Vec::new(),
            files: Vec::new(),
            topics: Vec::new(),
            places: Vec::new(),
            bodies: Vec::new(),
            numbers: QuestionIds::default(),
            data_digest: OnceLock::new(),
            fingerprint: OnceLock::new(),
        }
    }

    /// The path below `content/`.
    pub fn source(&self) -> &Arc<str> {
        &self.record.source.path
    }

    /// The name by which calendars identify it permanently: its file; for a row, its page, because its
    /// number changes when a row is inserted above it.
    pub fn lasting_name(&self) -> &Arc<str> {
        if self.record.source.row.is_some() { &self.path } else { self.source() }
    }

    /// Records that the target being drawn shows all of it.
    pub fn note_record(&self) {
        record_asked(self.numbers.record.of(QuestionKind::Record, self.source()));
    }

    /// Records that the target being drawn shows its card.
    pub fn note_card(&self) {
        record_asked(self.numbers.card.of(QuestionKind::Card, self.source()));
    }

    /// Records that the target being drawn names it and links to it.
    pub fn note_name(&self) {
        record_asked(self.numbers.name.of(QuestionKind::Name, self.source()));
    }

    /// The last part of its address.
    pub fn slug(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".html").unwrap_or(name)
    }

    /// The day on which it was made public, if what it announces is still to come.
    pub fn announced(&self) -> Option<Day> {
        let is_to_come = match &self.record.own {
            Own::Election(election) => !election.has_results(),
            _ => self.is_in(Phase::Coming),
        };
        let published = self.publication.published.filter(|_| is_to_come)?.date;
        (Some(published) < self.date()).then_some(Day(published))
    }

    /// The day of its `date`.
    pub fn date(&self) -> Option<Date> {
        self.record.common.date.map(|date| date.date)
    }

    /// The record that it names in that own field.
    pub fn named(&self, field: &str) -> Option<EntryId> {
        self.named.iter().find(|(name, _)| *name == field).map(|(_, id)| *id)
    }

    /// Whether it is first in lists.
    pub fn is_pinned(&self) -> bool {
        self.record.common.pinned.is_some_and(|pinned| pinned.0) && self.is_current()
    }

    /// Whether lists may show it as current.
    pub fn is_current(&self) -> bool {
        !self.expired && self.record.common.withdrawn.is_none()
    }

    /// Computes the facts of its kind; `before` are the facts of the previous record of its chain.
    pub(super) fn compute(&self, context: &DeriveContext<'_>, before: Option<&Facts>) -> ComputedFacts {
        let record = &self.record;
        let derived = record.own.derive(context, before);
        let translate = |translation: &Arc<Translation>| {
            let own = record.own.translated(&translation.texts);
            let card = own.card(&derived.facts, context);
            TranslatedFields { own, card }
        };
        let translated = self.translations.iter().map(translate).collect();
        ComputedFacts { derived, translated }
    }

    /// Stores what was computed.
    pub(super) fn put(&mut self, ComputedFacts { derived, translated }: ComputedFacts) {
        (self.derived, self.translated) = (derived, translated);
    }

    /// What another record may see of it, once all of it is computed.
    pub(super) fn finished(&self) -> FinishedRecord<'_> {
        FinishedRecord {
            source: self.source(),
            kind: self.record.kind().name(),
            common: &self.record.common,
            own: &self.record.own,
            facts: &self.derived.facts,
            status: &self.derived.status,
        }
    }

    /// Computes what depends on the facts, the settings and the present.
    pub(super) fn settle(&mut self, config: &Config, clock: &Clock) {
        let common = &self.record.common;
        self.posted = Posting::of(common, config, clock);
        self.publication = Publication::of(common, clock);
        self.expired = common.expires.is_some_and(|expires| clock.has_ended(expires.0));
        let open =
            self.posted.filter(|posted| posted.state == PostedState::Open && common.withdrawn.is_none());
        self.until =
            self.derived.status.window.map(|window| window.until.0).or(open.map(|posted| posted.until.0));
        self.stamps = stamps(self);
    }

    /// Its phase: the first one that its kind's stamps give, else that it is over.
    pub fn phase(&self) -> Option<Phase> {
        let is_over = self.stamps.contains(&Stamp::Expired).then_some(Phase::Over);
        self.phases().find(|phase| *phase != Phase::Always).or(is_over)
    }

    /// Whether any stamp of its kind has that phase: a result may be decided and still open to objections.
    pub fn is_in(&self, phase: Phase) -> bool {
        self.phases().any(|one| one == phase)
    }

    /// The phases of its kind's own stamps, most important first.
    fn phases(&self) -> impl Iterator<Item = Phase> + '_ {
        let own = self.derived.status.stamps.iter();
        own.filter(|stamp| self.stamps.contains(stamp)).map(|stamp| stamp.phase())
    }

    /// Whether it is a log in a series.
    pub fn is_in_series(&self) -> bool {
        self.derived.facts.series_day().is_some()
    }

    /// The language of the text in `lang`; that of the original if there is no such text.
    pub fn text_lang<'a>(&'a self, lang: Option<&str>, config: &'a Config) -> &'a str {
        self.text(lang.unwrap_or_default(), config).lang
    }

    /// The text in `lang`, else the original.
    pub fn text<'a>(&'a self, lang: &str, config: &'a Config) -> TextVersion<'a> {
        let at = self.translations.iter().position(|translation| translation.lang == lang);
        let links = |at: usize| self.links.get(at).map(Vec::as_slice).unwrap_or_default();
        let original = (&self.record.own, &self.derived.card);
        match at.map(|at| (at, &*self.translations[at])) {
            Some((at, t)) => {
                let (own, card) = self.translated.get(at).map_or(original, |one| (&one.own, &one.card));
                TextVersion {
                    lang: &t.lang,
                    title: &t.front.title,
                    body: &t.body,
                    own,
                    card,
                    links: links(at + 1),
                    translation: Some(t),
                }
            }
            None => TextVersion {
                lang: self.lang(config),
                title: &self.record.common.title,
                body: &self.record.body,
                own: original.0,
                card: original.1,
                links: links(0),
                translation: None,
            },
        }
    }

    /// The language of the original.
    pub fn lang<'a>(&'a self, config: &'a Config) -> &'a str {
        self.record.common.lang.as_deref().unwrap_or(&config.language)
    }

    /// The output path of the page in `lang`.
    pub fn path_in(&self, lang: &str) -> Arc<str> {
        let is_translated = self.translations.iter().any(|translation| translation.lang == lang);
        if is_translated { translated(&self.path, lang).into() } else { self.path.clone() }
    }

    /// The output path of its own calendar, beside its page, if it takes place.
    pub fn calendar_path(&self) -> Option<String> {
        let has_one = self.record.kind().profile().has_calendar || self.takes_place();
        has_one.then(|| [self.path.strip_suffix(".html").unwrap_or(&self.path), ".ics"].concat())
    }

    /// Whether calendars that cover several records show anything of it.
    pub fn takes_place(&self) -> bool {
        self.posted.is_some() || self.has_events
    }

    /// The summary of a text: as written, else its first paragraph.
    pub fn summary<'a>(&'a self, text: &TextVersion<'a>) -> &'a str {
        let written = match text.translation {
            Some(translation) => translation.front.summary.as_deref(),
            None => self.record.common.summary.as_deref(),
        };
        written.unwrap_or(&text.body.summary)
    }

    /// Its figures, in the words of one of its texts.
    pub fn figures<'a>(&'a self, text: &TextVersion<'a>) -> Cow<'a, [Figure]> {
        list_of(text, "figures", self.record.common.figures.as_ref())
    }

    /// Its corrections, in the words of one of its texts.
    pub fn corrections<'a>(&'a self, text: &TextVersion<'a>) -> Cow<'a, [Correction]> {
        list_of(text, "corrections", self.record.common.corrections.as_ref())
    }

    /// When and why it was withdrawn, in the words of one of its texts.
    pub fn withdrawn<'a>(&'a self, text: &TextVersion<'a>) -> Option<Cow<'a, Withdrawn>> {
        self.record.common.withdrawn.as_deref().map(|withdrawn| said_by(text, "withdrawn", withdrawn))
    }

    /// The digest of everything that the open data shows of it.
    pub fn data_digest(&self, site: &Site) -> Digest {
        *self.data_digest.get_or_init(|| {
            let mut to = Digester::default();
            self.fingerprint(site).hash(&mut to);
            let sources =
                |ids: &[EntryId]| ids.iter().map(|id| site.entries[*id].source().clone()).collect::<Vec<_>>();
            (&self.record.source.path, self.record.source.digest_of_front).hash(&mut to);
            self.summary(&self.text("", &site.config)).hash(&mut to);
            (sources(&self.refs), sources(&self.backlinks)).hash(&mut to);
            let named = |(field, id): &(&'static str, EntryId)| (*field, site.entries[*id].source().clone());
            self.named.iter().map(named).collect::<Vec<_>>().hash(&mut to);
            self.hash_derived(&mut to);
            to.digest()
        })
    }

    /// The digest of everything in it that is searched, and that search results show.
    pub fn search_digest(&self) -> Digest {
        let mut to = Digester::default();
        let source = &self.record.source;
        (&source.path, source.digest, source.digest_of_front).hash(&mut to);
        (&self.path, self.is_current(), &self.stamps, &self.places).hash(&mut to);
        for translation in &self.translations {
            (translation.source.digest, &translation.lang).hash(&mut to);
        }
        self.attachments.iter().for_each(|file| (&file.source, &file.title).hash(&mut to));
        to.digest()
    }

    /// The digest of everything that its own pages show.
    pub fn digest(&self, site: &Site) -> Digest {
        let mut to = Digester::default();
        let source = |id: Option<EntryId>| id.map(|id| site.entries[id].source().clone());
        (self.data_digest(site), self.record.source.digest).hash(&mut to);
        self.derived.facts.beside_data().hash(&mut to);
        site.config.small_cells().hash(&mut to);
        self.derived.facts.reply_due().hash(&mut to);
        self.derived.facts.collection().map(|collection| format!("{collection:?}")).hash(&mut to);
        (source(self.previous), source(self.next)).hash(&mut to);
        (named(&site.topics, &self.topics), named(&site.places, &self.places)).hash(&mut to);
        named(&site.bodies, &self.bodies).hash(&mut to);
        site.fund_of(self).map(|fund| (&fund.path, &fund.langs)).hash(&mut to);
        // The rows of its tables may name any place of the register.
        if !self.translations.is_empty() || self.lang(&site.config) != site.config.language {
            site.config.names_digest.hash(&mut to);
        }
        for translation in &self.translations {
            (translation.source.digest, &translation.lang).hash(&mut to);
        }
        self.links.hash(&mut to);
        self.files.hash(&mut to);
        to.digest()
    }

    fn hash_derived(&self, to: &mut Digester) {
        self.path.hash(to);
        (self.posted, self.publication).hash(to);
        (self.expired, &self.stamps, self.until).hash(to);
        self.derived.status.window.hash(to);
        serde_json::to_string(&self.derived.facts).unwrap_or_default().hash(to);
        self.attachments.hash(to);
    }
}

/// What links to topics or places show.
fn named<'s>(terms: &'s Terms, ids: &[TermId]) -> Vec<(&'s str, &'s str, &'s [TermName], &'s str)> {
    let shown = |term: &'s Term| (&*term.name, &*term.spoken, &*term.names, &*term.path);
    ids.iter().map(|id| shown(terms.get(*id))).collect()
}

/// The value of a common field, in the words of one of its texts.
fn said_by<'a, T: Translate + Clone>(text: &TextVersion<'a>, field: &str, value: &'a T) -> Cow<'a, T> {
    let Some(texts) = text.translation.and_then(|translation| translation.texts.get(field)) else {
        return Cow::Borrowed(value);
    };
    let mut translated = value.clone();
    translated.overlay(texts);
    Cow::Owned(translated)
}

/// The list of a common field, likewise.
fn list_of<'a, T: Translate + Clone>(
    text: &TextVersion<'a>,
    field: &str,
    list: Option<&'a OneOrMany<T>>,
) -> Cow<'a, [T]> {
    match list.map(|list| said_by(text, field, list)) {
        None => Cow::Borrowed(&[]),
        Some(Cow::Borrowed(list)) => Cow::Borrowed(list),
        Some(Cow::Owned(list)) => Cow::Owned(list.0),
    }
}

/// The output path of a page's translation: `x.html` is `x.en.html`.
pub fn translated(path: &str, lang: &str) -> String {
    match path.strip_suffix(".html") {
        Some(stem) => format!("{stem}.{lang}.html"),
        None => path.to_owned(),
    }
}

/// Where pages in `lang` find a page that exists in every language of the site; `path` is its path in the
/// site's own language.
pub fn in_language<'p>(path: &'p str, lang: &str, config: &Config) -> Cow<'p, str> {
    let is_further = config.languages().any(|further| further == lang);
    if is_further { translated(path, lang).into() } else { path.into() }
}

fn stamps(entry: &Entry) -> Vec<Stamp> {
    let common = &entry.record.common;
    let is_withdrawn = common.withdrawn.is_some();
    let mut stamps = Vec::new();
    if is_withdrawn {
        stamps.push(Stamp::Withdrawn);
    }
    if common.corrections.as_ref().is_some_and(|corrections| !corrections.is_empty()) {
        stamps.push(Stamp::Corrected);
    }
    // A withdrawn record is over, whatever its dates say.
    let is_said = |stamp: &Stamp| !(is_withdrawn && stamp.is_undecided());
    let RecordStatus { stamps: own, decided, .. } = &entry.derived.status;
    stamps.extend(own.iter().copied().filter(is_said));
    match entry.posted.filter(|_| !is_withdrawn).map(|posted| posted.state) {
        Some(PostedState::Upcoming) => stamps.push(Stamp::PostedUpcoming),
        Some(PostedState::Open) if stamps.contains(&Stamp::Recruiting) => {}
        Some(PostedState::Open) => stamps.push(Stamp::PostedOpen),
        // A notice is out of date once it has expired; a decision remains true after its posting has ended.
        Some(PostedState::Ended) if decided.is_some() => stamps.push(Stamp::PostedEnded),
        Some(PostedState::Ended) | None => {}
    }
    if entry.expired && !stamps.contains(&Stamp::PostedEnded) {
        stamps.push(Stamp::Expired);
    }
    stamps
}

/// The sort key of records: newest first, those without a date last; then by weight.
pub(super) fn newest_first(record: &Record) -> (Reverse<Option<(Date, TimeOfDay)>>, i32) {
    let moment = |date: Moment| (date.date, date.time.unwrap_or(TimeOfDay::MIDNIGHT));
    (Reverse(record.common.date.map(moment)), record.common.weight.unwrap_or_default().0)
}

/// Links every record to the next older and newer one of its section.
pub(super) fn neighbours(entries: &mut [Entry]) {
    let mut newer: Vec<Option<EntryId>> = Vec::new();
    for id in 0..entries.len() {
        let section = entries[id].section;
        if newer.len() <= section {
            newer.resize(section + 1, None);
        }
        let next = newer[section].replace(id);
        entries[id].next = next;
        entries[id].previous = None;
        if let Some(next) = next {
            entries[next].previous = Some(id);
        }
    }
}
