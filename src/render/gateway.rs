//! The gateway: the only way from a template to the site. Every question asked through it is recorded with
//! the digest of its answer, by which a later build decides whether what asked it is still up to date.

mod answers;
mod searched;
mod settings;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use tera::Value;

pub(super) use settings::SETTINGS;

use super::channels::ChannelEntries;
use super::collected;
use super::link;
use super::posters::PosterState;
use super::surroundings::{AllSurroundings, ask_setting};
use super::templates::{DrawingContext, Templates};
use super::view;
use super::wording::{Wording, with_texts};
use crate::config::Config;
use crate::photo::PhotoCache;
use crate::plan::{OPEN_DATA_PAGE, Plan};
use crate::record::common::Contact;
use crate::record::{KindId, Stamp};
use crate::search::{SEARCH_PAGE, SearchIndex, TextRef};
use crate::site::{
    ACCESSIBILITY_PAGE, EntryId, ListName, MAX_IN_MENU, Month, SEALS_PAGE, SUBSCRIBE_PAGE, Section,
    SectionId, Site, TERMS_PAGE, Terms, ThreadPosition, in_language, translated,
};
use crate::theme::{DataFiles, Theme};
use crate::track::{FastBuildHasher, PageKey, QuestionKind, RegisterKey, record};

/// The name of a section's first page.
const INDEX: &str = "index.html";

/// The site and its theme, as drawings may query them.
#[derive(Debug)]
pub struct Gateway {
    /// The site.
    pub site: Arc<Site>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// The compiled templates.
    pub templates: Arc<Templates>,
    /// Every output.
    pub plan: Arc<Plan>,
    /// The files of `data/`.
    data: DataFiles,
    /// Those files as template values, each made when it is first asked for.
    data_values: RwLock<HashMap<Arc<str>, Value, FastBuildHasher>>,
    /// Texts without variables, by language.
    texts: RwLock<HashMap<Arc<str>, Value, FastBuildHasher>>,
    /// Series as their pages show them, by section and language.
    series: RwLock<HashMap<(SectionId, Arc<str>), Value, FastBuildHasher>>,
    /// What records say in feeds and calendars.
    pub(super) channel_entries: ChannelEntries,
    pub(super) surroundings: AllSurroundings,
    pub(super) poster_state: PosterState,
    /// The search index, made when the first of its files is drawn.
    search: OnceLock<SearchIndex>,
    /// Its files of texts that are made but not drawn yet.
    search_texts: Mutex<HashMap<usize, Vec<u8>>>,
    /// The texts that it is made of.
    search_refs: OnceLock<Vec<TextRef>>,
    /// The photos that are being rotated and scaled down.
    pub(super) photos: PhotoCache,
}

impl Gateway {
    /// A gateway to a site.
    pub fn new(site: Arc<Site>, theme: Arc<Theme>, templates: Arc<Templates>, plan: Arc<Plan>) -> Gateway {
        let surroundings = AllSurroundings::of(&site);
        let channel_entries = ChannelEntries::of(&site);
        let (texts, series) = (RwLock::default(), RwLock::default());
        Gateway {
            site,
            theme,
            templates,
            plan,
            data: DataFiles::default(),
            data_values: RwLock::default(),
            texts,
            series,
            search: OnceLock::new(),
            search_texts: Mutex::default(),
            search_refs: OnceLock::new(),
            channel_entries,
            surroundings,
            poster_state: PosterState::default(),
            photos: PhotoCache::default(),
        }
    }

    /// The same gateway with the files of `data/`.
    pub fn with_data(self, data: DataFiles) -> Gateway {
        Gateway { data, ..self }
    }

    /// How many photos were decoded for the site and its outputs.
    pub fn decoded(&self) -> usize {
        self.site.decoded + self.photos.decoded()
    }

    /// The site, to be changed; none while it is in use elsewhere.
    pub fn site_mut(&mut self) -> Option<&mut Site> {
        (self.search, self.search_texts) = (OnceLock::new(), Mutex::default());
        Arc::get_mut(&mut self.site)
    }

    fn config(&self) -> &Config {
        &self.site.config
    }

    /// The card of a published record, for a page.
    pub fn card(&self, source: &str, page: &DrawingContext) -> Option<Value> {
        match self.site.id(source) {
            Some(id) => Some(self.card_of(id, page)),
            None => {
                record(QuestionKind::Card, source);
                None
            }
        }
    }

    /// The card of a record, for a page.
    pub fn card_of(&self, id: EntryId, page: &DrawingContext) -> Value {
        self.site.entries[id].note_card();
        let card = self.site.card(id);
        let mut view = card.view(&page.lang);
        view.href = page.address(&view.path);
        Value::from_serializable(&view)
    }

    /// What a list page needs to place a record: the row itself is a fragment that many pages share.
    pub fn list_entry(&self, id: EntryId) -> Value {
        let entry = &self.site.entries[id];
        entry.note_card();
        let date = entry.date().map(|date| date.to_string());
        view::map([
            ("source", Value::from(&**entry.source())),
            ("month", date.as_ref().map_or_else(Value::none, |date| Value::from(&date[..7]))),
            ("date", date.as_deref().map_or_else(Value::none, Value::from)),
            ("pinned", Value::from(entry.is_pinned())),
            ("expired", Value::from(entry.expired)),
        ])
    }

    /// What a link from a page to a published record needs.
    pub fn title(&self, source: &str, page: &DrawingContext) -> Option<Value> {
        let Some(entry) = self.site.entry(source) else {
            record(QuestionKind::Name, source);
            return None;
        };
        entry.note_name();
        let text = entry.text(&page.lang, self.config());
        let path = entry.path_in(text.lang);
        Some(view::map([
            ("href", Value::from(page.address(&path))),
            ("path", Value::from(&*path)),
            ("title", Value::from(text.title)),
            ("lang", Value::from(text.lang)),
        ]))
    }

    /// The records of a list; `section` and `place` are output paths, as `nav()` and `places()` give them.
    pub fn list(&self, name: ListName, key: &ListKey<'_>) -> Vec<EntryId> {
        record(QuestionKind::List, &key.text(name));
        self.list_of(name, key)
    }

    fn list_of(&self, name: ListName, key: &ListKey<'_>) -> Vec<EntryId> {
        let ids = match (key.section, key.place) {
            (Some(path), _) => self.section_at(path).map(|section| &section.entries),
            (None, Some(path)) => self.site.places.at(path).map(|id| &self.site.places.get(id).entries),
            (None, None) => self.site.sections.first().map(|section| &section.entries),
        };
        let ids = ids.map(Vec::as_slice).unwrap_or_default();
        match key.kind {
            None => self.site.list(name, ids, key.limit),
            Some(kind) => {
                let is_of_kind = |id: &EntryId| self.site.entries[*id].record.own.kind() == kind;
                let ids: Vec<EntryId> = ids.iter().copied().filter(is_of_kind).collect();
                self.site.list(name, &ids, key.limit)
            }
        }
    }

    fn section_at(&self, path: &str) -> Option<&Section> {
        self.site.section_id_at(path).map(|id| &self.site.sections[id])
    }

    /// The records of one page of a section, topic, place or year; `name` is the path of its first page.
    pub fn page_of(&self, name: &str, number: usize) -> &[EntryId] {
        record(QuestionKind::Page, &PageKey { first: name, number }.to_string());
        self.page_entries(name, number)
    }

    fn page_entries(&self, name: &str, number: usize) -> &[EntryId] {
        let (site, mut size) = (&self.site, self.config().page_size());
        let ids: &[EntryId] = if let Some(section) =
            name.strip_suffix(INDEX).and_then(|path| self.section_at(path.trim_end_matches('/')))
        {
            &section.entries
        } else if let Some(id) = site.topics.at(name) {
            &site.topics.all[id].entries
        } else if let Some(id) = site.places.at(name) {
            &site.places.all[id].entries
        } else if let Some(id) = site.bodies.at(name) {
            &site.bodies.all[id].entries
        } else if let Some(id) = site.registers.matters.terms.at(name) {
            &site.registers.matters.terms.all[id].entries
        } else if let Some(id) = site.years.at(name) {
            // All records of a year are on one page.
            size = usize::MAX;
            &site.years.all[id].entries
        } else {
            &[]
        };
        let start = number.saturating_sub(1).saturating_mul(size).min(ids.len());
        &ids[start..start.saturating_add(size).min(ids.len())]
    }

    /// The whole days until the end of a record's window, and today's date.
    pub fn days_left(&self, source: &str) -> Option<(i64, jiff::civil::Date)> {
        record(QuestionKind::DaysLeft, source);
        self.days_left_of(source)
    }

    fn days_left_of(&self, source: &str) -> Option<(i64, jiff::civil::Date)> {
        let until = self.site.entry(source)?.until?;
        Some((self.site.clock.days_until(until), self.site.clock.today()))
    }

    /// Whether a meeting is `today` or `tomorrow`; none for one that is further off, or past.
    pub fn coming(&self, source: &str) -> Option<&'static str> {
        record(QuestionKind::DaysLeft, source);
        self.coming_of(source)
    }

    fn coming_of(&self, source: &str) -> Option<&'static str> {
        let entry = self.site.entry(source).filter(|entry| entry.stamps.contains(&Stamp::Upcoming))?;
        let day = entry.derived.card.when?.date;
        let clock = &self.site.clock;
        // The narrowest questions possible: they depend on these two midnights only.
        if clock.has_begun(day) {
            Some("today")
        } else {
            day.yesterday().is_ok_and(|eve| clock.has_begun(eve)).then_some("tomorrow")
        }
    }

    /// The records of a matter, oldest first.
    pub fn thread(&self, matter: &str) -> Vec<EntryId> {
        record(QuestionKind::Thread, matter);
        self.site.thread(matter).to_vec()
    }

    /// The position of a record in the thread of its matter; none where the matter has no page of its own.
    pub fn thread_position(&self, source: &str, page: &DrawingContext) -> Option<Value> {
        let id = self.site.id(source)?;
        record(QuestionKind::Thread, self.site.entries[id].record.common.matter.as_deref()?);
        let ThreadPosition { matter, earlier, later, number, total } = self.site.thread_position(id)?;
        let card = |id: Option<EntryId>| id.map_or_else(Value::none, |id| self.card_of(id, page));
        Some(view::map([
            ("matter", self.card_of(matter, page)),
            ("earlier", card(earlier)),
            ("later", card(later)),
            ("number", Value::from(number)),
            ("total", Value::from(total)),
        ]))
    }

    /// A register by name, as its page in a language shows it; or by the path of a page of some matters,
    /// what these have in common; or the list of registers.
    pub fn register(&self, name: &str, lang: &str) -> Value {
        record(QuestionKind::Register, &RegisterKey { name, lang }.to_string());
        self.register_of(name, lang)
    }

    fn register_of(&self, name: &str, lang: &str) -> Value {
        let view = view::RegisterView { site: &self.site, lang };
        match self.site.registers.matters.terms.at(name) {
            Some(id) => view.filter(id),
            None if name == RegisterKey::ALL => view.all(&self.theme),
            None => view.of(name).unwrap_or_else(Value::none),
        }
    }

    /// The sections of the menu.
    pub fn nav(&self, lang: &str) -> Vec<NavItem<'_>> {
        record(QuestionKind::Nav, lang);
        self.nav_of(lang)
    }

    fn nav_of(&self, lang: &str) -> Vec<NavItem<'_>> {
        self.site
            .menu()
            .take(MAX_IN_MENU)
            .map(|section| NavItem {
                title: section.title_in(lang),
                lang: section.foreign_in(lang, self.config()),
                path: section.index_in(lang),
                section: &section.path,
            })
            .collect()
    }

    /// The terms of one sort, with their numbers.
    pub fn terms(&self, kind: QuestionKind) -> &Terms {
        record(kind, "");
        self.terms_of(kind)
    }

    fn terms_of(&self, kind: QuestionKind) -> &Terms {
        match kind {
            QuestionKind::Topics => &self.site.topics,
            QuestionKind::Places => &self.site.places,
            QuestionKind::Bodies => &self.site.bodies,
            _ => &self.site.years,
        }
    }

    /// A section that is a series, as its pages show it: made once, since each of those pages shows all of
    /// it.
    pub fn series(&self, id: SectionId, lang: &Arc<str>) -> Option<Value> {
        let section = self.site.sections.get(id).filter(|section| section.is_series())?;
        record(QuestionKind::Series, &section.folder);
        let key = (id, lang.clone());
        let known = self.series.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        known.or_else(|| {
            let made = view::series(self, &self.site.series(section)?, lang);
            self.series.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
            Some(made)
        })
    }

    /// What was published in a month, by its index in the site, with the months before and after it.
    pub fn month(&self, at: usize) -> Value {
        record(QuestionKind::Month, &self.site.months.all[at].name());
        view::month(&self.site, at)
    }

    /// The title of the page of a month.
    pub(super) fn month_title(&self, month: &Month, lang: &Arc<str>) -> String {
        self.worded(lang, |wording| {
            wording.say("digest-title", &[("month", &collected::span(month.span, wording))])
        })
    }

    /// The title of a year.
    pub(super) fn year_title(&self, year: &str, lang: &Arc<str>) -> String {
        self.worded(lang, |wording| wording.say("year", &[("year", year)]))
    }

    fn worded(&self, lang: &Arc<str>, write: impl FnOnce(&Wording<'_>) -> String) -> String {
        let get = |key: &str, args: &fluent_bundle::FluentArgs<'_>| self.text(key, Some(args), lang);
        with_texts(get, |texts| write(&Wording::new(texts, lang))).0
    }

    /// What the site promises to publish regularly, and whether it did.
    pub fn cadence(&self) -> Value {
        record(QuestionKind::Cadence, "");
        view::cadence(&self.site)
    }

    /// The channels that can be followed, as the page at `from` in `lang` links to them.
    pub fn channels(&self, from: &str, lang: &str) -> Value {
        record(QuestionKind::Channels, "");
        ask_setting("base_url", None);
        view::channels(&self.site, from, lang)
    }

    /// The files of the open data with what they hold, as a page in `lang` explains them.
    pub fn open_data(&self, lang: &str) -> Value {
        record(QuestionKind::Table, "");
        view::open_data(&self.plan.tables, lang)
    }

    /// The output path of a page of the site as a whole, if the plan has such a page.
    fn planned(&self, path: &'static str) -> Option<&'static str> {
        self.plan.get(path).map(|_| path)
    }

    /// The seals, newest first.
    pub fn seals(&self) -> Value {
        record(QuestionKind::Seals, "");
        view::seals(&self.site)
    }

    /// What the accessibility checks found, and when; none where nobody checked.
    pub fn accessibility(&self) -> Value {
        record(QuestionKind::Accessibility, "");
        Value::from_serializable(&self.site.accessibility)
    }

    /// A setting.
    pub fn config_value(&self, key: &str, lang: &str) -> Option<Value> {
        ask_setting(key, Some(lang));
        self.setting(key, lang)
    }

    fn setting(&self, key: &str, lang: &str) -> Option<Value> {
        SETTINGS.iter().find(|(name, _)| *name == key).map(|(_, get)| get(self, lang))
    }

    /// The output path to which a link from a page in `lang` to `path` leads. Pages of the whole site exist
    /// in each of its languages, the home page and sections only in those that they are written in.
    pub fn localized<'p>(&self, path: &'p str, lang: &str) -> std::borrow::Cow<'p, str> {
        let of_site =
            [ACCESSIBILITY_PAGE, OPEN_DATA_PAGE, SEALS_PAGE, SEARCH_PAGE, SUBSCRIBE_PAGE, TERMS_PAGE];
        if of_site.contains(&path) || link::is_of_terms(path, lang) {
            ask_setting("languages", None);
            return in_language(path, lang, self.config());
        }
        let section = path.strip_suffix(INDEX).map(|folder| folder.trim_end_matches('/'));
        match section.and_then(|path| self.section_at(path)) {
            Some(section) if section.is_in(lang) => translated(path, lang).into(),
            _ => path.into(),
        }
    }

    /// The content of a file of `data/`, by its path there.
    pub fn data(&self, path: &str) -> Option<Value> {
        record(QuestionKind::Data, path);
        let known = self.data_values.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        known.or_else(|| {
            let made = Value::from_serializable(&self.data.get(path)?.value);
            let mut values = self.data_values.write().unwrap_or_else(PoisonError::into_inner);
            Some(values.entry(path.into()).or_insert(made).clone())
        })
    }

    /// The output path of a file of `static/`.
    pub fn asset(&self, name: &str) -> Option<&str> {
        record(QuestionKind::Asset, name);
        self.theme.asset(name).map(|asset| asset.path.as_str())
    }

    /// An interface text.
    pub fn text(
        &self,
        key: &str,
        args: Option<&fluent_bundle::FluentArgs<'_>>,
        lang: &Arc<str>,
    ) -> Option<String> {
        record(QuestionKind::Texts, lang);
        self.theme.texts.get(key, args, lang, &self.config().language)
    }

    /// A text that the program itself uses.
    pub(super) fn own_text(
        &self,
        key: &str,
        args: &fluent_bundle::FluentArgs<'_>,
        lang: &Arc<str>,
    ) -> Option<String> {
        record(QuestionKind::Texts, lang);
        self.theme.texts.get_own(key, args, lang, &self.config().language)
    }

    /// All interface texts without variables, formatted once for all pages.
    pub fn all_text(&self, lang: &Arc<str>) -> Value {
        record(QuestionKind::Texts, lang);
        let known = self.texts.read().unwrap_or_else(PoisonError::into_inner).get(lang).cloned();
        known.unwrap_or_else(|| {
            let fixed = self.theme.texts.fixed(lang, &self.config().language);
            let texts = Value::from(
                fixed.into_iter().map(|(key, text)| (key.into(), Value::from(text))).collect::<tera::Map>(),
            );
            self.texts.write().unwrap_or_else(PoisonError::into_inner).insert(lang.clone(), texts.clone());
            texts
        })
    }

    /// The title of the first step of a breadcrumb trail.
    pub(super) fn home_title(&self, lang: &str) -> String {
        let home = self.own_text("home", &fluent_bundle::FluentArgs::new(), &lang.into());
        home.unwrap_or_else(|| self.site.sections.first().map_or("/", |home| home.title_in(lang)).to_owned())
    }

    /// An interface text without variables.
    pub fn fixed_text(&self, key: &str, lang: &Arc<str>) -> Option<Value> {
        self.all_text(lang).as_map().and_then(|texts| texts.get(&tera::value::Key::Str(key)).cloned())
    }
}

/// What a list is taken from, and how much of it.
#[derive(Clone, Copy, Debug)]
pub struct ListKey<'a> {
    /// A section, by its output folder.
    pub section: Option<&'a str>,
    /// A place, by the path of its page.
    pub place: Option<&'a str>,
    /// Only records of one kind.
    pub kind: Option<KindId>,
    /// The most records.
    pub limit: usize,
}

impl<'a> ListKey<'a> {
    fn text(&self, name: ListName) -> String {
        let (sort, path) = match (self.section, self.place) {
            (Some(path), _) => ("section", path),
            (None, Some(path)) => ("place", path),
            (None, None) => ("all", ""),
        };
        let limit = if self.limit == usize::MAX { "all".to_owned() } else { self.limit.to_string() };
        let kind = self.kind.map_or("any", |kind| kind.profile().name.name);
        format!("{} {limit} {kind} {sort} {path}", name.name())
    }

    fn parse(text: &'a str) -> Option<(ListName, ListKey<'a>)> {
        let mut parts = text.splitn(5, ' ');
        let name = ListName::named(parts.next()?)?;
        let limit = parts.next().map(|limit| limit.parse().unwrap_or(usize::MAX))?;
        let kind = parts.next().map(KindId::named)?;
        let (sort, path) = (parts.next()?, parts.next()?);
        let (section, place) = match sort {
            "section" => (Some(path), None),
            "place" => (None, Some(path)),
            _ => (None, None),
        };
        Some((name, ListKey { section, place, kind, limit }))
    }
}

/// A section of the menu.
#[derive(Debug, Hash, serde::Serialize)]
pub struct NavItem<'a> {
    title: &'a str,
    /// The language of the title, where it is not the page's.
    lang: Option<&'a str>,
    path: String,
    section: &'a str,
}

/// Contact details with every field present, so that a template need not test for them.
pub fn contact(contact: &Contact) -> serde_json::Value {
    serde_json::json!({
        "name": contact.name, "phone": contact.phone, "address": contact.address,
        "hours": contact.hours, "email": contact.email,
    })
}

/// The sections that contain a section, the home page first, without the section itself.
pub fn parents<'s>(site: &'s Site, section: &Section) -> Vec<&'s Section> {
    let mut parents: Vec<&Section> = std::iter::successors(section.parent, |id| site.sections[*id].parent)
        .map(|id| &site.sections[id])
        .collect();
    parents.reverse();
    parents
}

/// The relative address of an output, or with `base` in front where a page must stand alone.
pub fn address(from: &str, to: &str, base: Option<&str>) -> String {
    match base {
        Some(base) => super::sitemap::absolute(base, to),
        None => link::relative(from, to),
    }
}
