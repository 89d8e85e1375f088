//! The plan: takes the site; gives every output file with what draws it.
//!
//! Nothing is drawn here. This module makes sure that every output has a path inside the output folder, and
//! that no two share one, compared without regard to case.

mod collisions;
mod origin;
mod refused;
mod table;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::output_path::{OutputPath, reserved};
use crate::photo::PhotoCopy;
use crate::search::{SEARCH_PAGE, SearchFile};
use crate::site::{
    ACCESSIBILITY_PAGE, ATOM, AliasTarget, BODIES_PAGE, Channel, Entry, EntryId, FundId, JSON_FEED,
    PLACES_PAGE, PublishedFile, RegisterPage, SEALS, SEALS_PAGE, SUBSCRIBE_PAGE, SectionId, Site, TERMS_PAGE,
    TOPICS_PAGE, TermId, Terms, translated,
};
use crate::source::System;
use crate::theme::Theme;
use collisions::collisions;
use origin::Origins;
pub use origin::file_of;
use refused::{RefusalReason, RefusedOutput};
pub use table::{DataTable, OPEN_DATA_PAGE, tables};

/// The output path of the Data Package of the open data.
pub const DATA_PACKAGE: &str = "data/datapackage.json";

/// The most pages one sitemap may list (sitemaps.org).
pub const MAX_IN_SITEMAP: usize = 50_000;

/// One output file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its path below the output folder.
    pub path: OutputPath,
    /// What draws it.
    pub draw: DrawTask,
}

/// What draws a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawTask {
    /// A record's page, in its own language or another.
    Record(EntryId, Option<String>),
    /// A page of a section, in the site's language or another; section 0 is the home page.
    Section(SectionId, usize, Option<String>),
    /// All topics, in the site's language or another.
    Topics(Option<String>),
    /// A page of a topic, in the site's language or another.
    Topic(TermId, usize, Option<String>),
    /// The register, in the site's language or another.
    Places(Option<String>),
    /// A page of a place, in the site's language or another.
    Place(TermId, usize, Option<String>),
    /// All bodies, in the site's language or another.
    Bodies(Option<String>),
    /// A page of a body, in the site's language or another.
    Body(TermId, usize, Option<String>),
    /// A year, in the site's language or another.
    Year(TermId, Option<String>),
    /// All periods of a fund, in the site's language or another.
    Fund(FundId, Option<String>),
    /// A page of a register, in the site's language or another.
    Register(RegisterPage, Option<String>),
    /// The digest of a month, by its index in the site; in the site's language or another.
    Month(usize, Option<String>),
    /// The promises of regular publication, in the site's language or another.
    Cadence(Option<String>),
    /// The list of seals, in the site's language or another.
    Seals(Option<String>),
    /// The accessibility statement, in the site's language or another.
    Accessibility(Option<String>),
    /// The channels to follow, in the site's language or another.
    Subscribe(Option<String>),
    /// The page on how names and words are written, in the site's language or another.
    Terms(Option<String>),
    /// The explanation of the open data, in the site's language or another.
    OpenData(Option<String>),
    /// A seal or its signature, by name.
    Seal(String),
    /// The search page, in the site's language or another.
    Search(Option<String>),
    /// A file of its index.
    SearchIndex(SearchFile),
    /// A redirect from an alias.
    Alias(AliasTarget),
    /// The page for addresses that do not exist.
    NotFound,
    /// Open data as JSON, by its index in the plan's tables.
    Json(usize),
    /// The same as CSV.
    Csv(usize),
    /// The list of the open data files.
    DataIndex,
    /// The same as a Data Package.
    DataPackage,
    /// The Atom feed of a channel, in the site's language or another.
    Feed(Channel, Option<String>),
    /// The same as JSON Feed.
    JsonFeed(Channel, Option<String>),
    /// The events of a channel.
    Calendar(Channel),
    /// The calendar of one record.
    RecordCalendar(EntryId),
    /// Part `n` of the sitemap, or the whole for 0.
    Sitemap(usize),
    /// The index of this many parts of the sitemap.
    SitemapIndex(usize),
    /// What crawlers may read.
    Robots,
    /// A file of the theme, by name.
    Asset(String),
    /// A file beside a record or a section, by its path below `content/`.
    Attachment(Arc<str>),
    /// A smaller copy of such a photo: the photo, and the width of the copy.
    PhotoCopy(Arc<str>, PhotoCopy),
    /// A record's poster, in its own language or another.
    Poster(EntryId, Option<String>, PosterForm),
}

/// The form in which a poster is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PosterForm {
    /// For printing: all pages.
    Pdf,
    /// For showing elsewhere: a picture of the first page.
    Png,
}

impl DrawTask {
    /// The record whose page, poster or calendar it is.
    pub fn record(&self) -> Option<EntryId> {
        match self {
            DrawTask::Record(id, _) | DrawTask::Poster(id, ..) | DrawTask::RecordCalendar(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether it is a page that people open.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            DrawTask::Record(..)
                | DrawTask::Section(..)
                | DrawTask::Topics(_)
                | DrawTask::Topic(..)
                | DrawTask::Places(_)
                | DrawTask::Place(..)
                | DrawTask::Bodies(_)
                | DrawTask::Body(..)
                | DrawTask::Year(..)
                | DrawTask::Fund(..)
                | DrawTask::Register(..)
                | DrawTask::Month(..)
                | DrawTask::Cadence(_)
                | DrawTask::Seals(_)
                | DrawTask::Accessibility(_)
                | DrawTask::Search(_)
                | DrawTask::Subscribe(_)
                | DrawTask::Terms(_)
                | DrawTask::OpenData(_)
        )
    }

    /// Whether a template draws it.
    pub fn has_template(&self) -> bool {
        self.is_page() || matches!(self, DrawTask::Alias(_) | DrawTask::NotFound)
    }

    /// Whether it is made of nothing but one file beside a record.
    pub fn is_copied(&self) -> bool {
        matches!(self, DrawTask::Attachment(_) | DrawTask::PhotoCopy(..))
    }

    /// Whether it is a file of the search index.
    pub fn is_search_index(&self) -> bool {
        matches!(self, DrawTask::SearchIndex(_))
    }

    /// Its number, if it is a file of texts of that index.
    pub fn search_texts(&self) -> Option<usize> {
        if let DrawTask::SearchIndex(SearchFile::Texts(number)) = self { Some(*number) } else { None }
    }

    /// The channel whose feed or calendar it is.
    pub fn channel(&self) -> Option<Channel> {
        match self {
            DrawTask::Feed(channel, _) | DrawTask::JsonFeed(channel, _) | DrawTask::Calendar(channel) => {
                Some(*channel)
            }
            _ => None,
        }
    }

    /// The section whose page, feed or calendar it is.
    pub fn section(&self) -> Option<SectionId> {
        match (self, self.channel()) {
            (DrawTask::Section(id, ..), _) => Some(*id),
            (_, Some(Channel::Section(id))) => Some(id),
            _ => None,
        }
    }

    /// Whether an author chose its path, rather than Lilong.
    fn is_of_authors(&self) -> bool {
        let is_one = matches!(
            self,
            DrawTask::Record(..)
                | DrawTask::Alias(_)
                | DrawTask::Attachment(_)
                | DrawTask::PhotoCopy(..)
                | DrawTask::Poster(..)
                | DrawTask::RecordCalendar(_)
        );
        is_one || self.section().is_some()
    }
}

/// Every output of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The targets, sorted by path.
    pub targets: Vec<Target>,
    /// The files of open data.
    pub tables: Vec<DataTable>,
}

impl Plan {
    /// Plans the outputs of a site.
    pub fn of(site: &Site, theme: &Theme, system: &dyn System) -> (Plan, Vec<Diagnostic>) {
        let mut planner = Planner { site, targets: Vec::new(), refused: Vec::new(), tables: tables(site) };
        planner.records();
        planner.sections();
        planner.terms(theme);
        planner.registers(theme);
        planner.made_by_themselves(theme);
        planner.seals();
        planner.search_index(theme);
        planner.data(theme);
        planner.files(theme);
        let Planner { mut targets, refused, tables, .. } = planner;
        targets.par_sort_by(|a, b| a.path.cmp(&b.path));
        let origins = Origins::of(site, theme, system);
        let mut found = refused::diagnostics(&origins, refused);
        found.extend(collisions(&origins, &mut targets));
        (Plan { targets, tables }, found)
    }

    /// The target with that path.
    pub fn get(&self, path: &str) -> Option<&Target> {
        let at = self.targets.binary_search_by(|target| (*target.path).cmp(path)).ok()?;
        self.targets.get(at)
    }
}

struct Planner<'a> {
    site: &'a Site,
    targets: Vec<Target>,
    /// Outputs whose path is not allowed.
    refused: Vec<RefusedOutput>,
    tables: Vec<DataTable>,
}

/// A page of the site as a whole: its template, its path if the site has it, and its task in a language.
type SitePage<'p> = (&'static str, Option<&'p str>, fn(Option<String>) -> DrawTask);

impl Planner<'_> {
    fn add(&mut self, path: impl AsRef<str> + Into<Arc<str>>, draw: DrawTask) {
        match OutputPath::new(path) {
            Ok(path) => match reserved(&path).filter(|_| draw.is_of_authors()) {
                None => self.targets.push(Target { path, draw }),
                Some(name) => self.refused.push(RefusedOutput {
                    path: path.text().clone(),
                    why: RefusalReason::Reserved(name),
                    draw,
                }),
            },
            Err(bad) => self.refused.push(RefusedOutput {
                path: bad.path.clone(),
                why: RefusalReason::PartFault(bad),
                draw,
            }),
        }
    }

    fn records(&mut self) {
        let site = self.site;
        for (id, entry) in site.entries.iter().enumerate() {
            self.add(entry.path.clone(), DrawTask::Record(id, None));
            for translation in &entry.translations {
                self.add(
                    translated(&entry.path, &translation.lang),
                    DrawTask::Record(id, Some(translation.lang.clone())),
                );
            }
            entry.files.iter().for_each(|file| self.published(file));
            if let Some(path) = entry.calendar_path() {
                self.add(path, DrawTask::RecordCalendar(id));
            }
            if site.posters && entry.wants_poster() {
                self.posters(id, entry);
            }
        }
        for (path, to) in &site.aliases {
            self.add(path.as_str(), DrawTask::Alias(*to));
        }
    }

    /// A file beside a record or a section, and the smaller copies of a photo.
    fn published(&mut self, file: &PublishedFile) {
        self.add(file.path.as_str(), DrawTask::Attachment(file.source.clone()));
        for copy in PhotoCopy::all(file.widths) {
            self.add(copy.path(&file.path), DrawTask::PhotoCopy(file.source.clone(), copy));
        }
    }

    fn posters(&mut self, id: EntryId, entry: &Entry) {
        // The picture is for other sites, which need an absolute address.
        let forms = if self.site.config.base_url.is_empty() {
            &[PosterForm::Pdf][..]
        } else {
            &[PosterForm::Pdf, PosterForm::Png]
        };
        let others = entry.translations.iter().map(|translation| Some(translation.lang.clone()));
        for lang in std::iter::once(None).chain(others) {
            for form in forms {
                self.add(
                    poster_path(entry, lang.as_deref(), *form),
                    DrawTask::Poster(id, lang.clone(), *form),
                );
            }
        }
    }

    fn sections(&mut self) {
        let site = self.site;
        for (id, section) in site.sections.iter().enumerate() {
            section.files.iter().for_each(|file| self.published(file));
            let pages = if id == 0 { 1 } else { pages(site, section.entries.len()) };
            let langs = section.translations.iter().map(|(lang, _)| Some(lang.clone()));
            for lang in std::iter::once(None).chain(langs) {
                for number in 1..=pages {
                    let path = section.page(number);
                    let path = lang.as_deref().map_or(path.clone(), |lang| translated(&path, lang));
                    self.add(path, DrawTask::Section(id, number, lang.clone()));
                }
            }
        }
    }

    fn terms(&mut self, theme: &Theme) {
        let site = self.site;
        self.lists(TOPICS_PAGE, DrawTask::Topics, &site.topics, DrawTask::Topic);
        self.lists(PLACES_PAGE, DrawTask::Places, &site.places, DrawTask::Place);
        if has_bodies(theme) {
            self.lists(BODIES_PAGE, DrawTask::Bodies, &site.bodies, DrawTask::Body);
        }
        for (id, term) in site.years.all.iter().enumerate() {
            self.in_all_languages(&term.path, |lang| DrawTask::Year(id, lang));
        }
        for (id, fund) in site.funds.all.iter().enumerate() {
            self.add(fund.path.as_str(), DrawTask::Fund(id, None));
            for lang in &fund.langs {
                self.add(fund.path_in(lang), DrawTask::Fund(id, Some(lang.clone())));
            }
        }
    }

    /// The pages of each of these terms, and the page of all of them, if there are any.
    fn lists(
        &mut self,
        path: &str,
        all: fn(Option<String>) -> DrawTask,
        terms: &Terms,
        page: fn(TermId, usize, Option<String>) -> DrawTask,
    ) {
        if !terms.all.is_empty() {
            self.in_all_languages(path, all);
        }
        for (id, term) in terms.all.iter().enumerate() {
            for number in 1..=pages(self.site, term.entries.len()) {
                self.in_all_languages(&term.page(number), |lang| page(id, number, lang));
            }
        }
    }

    /// The registers that are not empty, in every language of the site, if the theme draws them.
    fn registers(&mut self, theme: &Theme) {
        let registers = &self.site.registers;
        let mut all = registers.first_pages();
        for (id, term) in registers.matters.terms.all.iter().enumerate() {
            let pages = 1..=pages(self.site, term.entries.len());
            all.extend(pages.map(|number| RegisterPage::MattersBy(id, number)));
        }
        for page in all.into_iter().filter(|page| theme.templates().contains_key(page.template())) {
            self.in_all_languages(&page.path(registers), |lang| DrawTask::Register(page, lang));
        }
    }

    /// Pages that nobody writes: those of months, and those of the site as a whole; only those for which
    /// the theme has a template.
    fn made_by_themselves(&mut self, theme: &Theme) {
        let (site, config) = (self.site, &self.site.config);
        let draws = |template: &str| theme.templates().contains_key(template);
        for (at, month) in site.months.all.iter().enumerate().filter(|_| draws("digest.html")) {
            self.in_all_languages(&month.path(), |lang| DrawTask::Month(at, lang));
        }
        // The page of seals exists before the first seal: every other page links to it, and must not be
        // changed by the seal that covers it.
        let pages: [SitePage<'_>; 7] = [
            ("cadence.html", site.cadence_path(), DrawTask::Cadence),
            ("seals.html", Some(SEALS_PAGE), DrawTask::Seals),
            ("accessibility.html", Some(ACCESSIBILITY_PAGE), DrawTask::Accessibility),
            ("open-data.html", Some(OPEN_DATA_PAGE), DrawTask::OpenData),
            ("terms.html", Some(TERMS_PAGE).filter(|_| !config.terms().is_empty()), DrawTask::Terms),
            ("search.html", Some(SEARCH_PAGE).filter(|_| config.has_search()), DrawTask::Search),
            (
                "subscribe.html",
                Some(SUBSCRIBE_PAGE).filter(|_| !config.base_url.is_empty()),
                DrawTask::Subscribe,
            ),
        ];
        for (_, path, draw) in pages.into_iter().filter(|(template, ..)| draws(template)) {
            path.into_iter().for_each(|path| self.in_all_languages(path, draw));
        }
    }

    /// The seals and their signatures.
    fn seals(&mut self) {
        for file in &self.site.seals.files {
            self.add([SEALS, &file.name].concat(), DrawTask::Seal(file.name.clone()));
        }
    }

    /// The files that the search page needs, if there is such a page.
    fn search_index(&mut self, theme: &Theme) {
        if self.site.config.has_search() && theme.templates().contains_key("search.html") {
            for file in SearchFile::of(self.site) {
                self.add(file.path(), DrawTask::SearchIndex(file));
            }
        }
    }

    /// A page in every language of the site.
    fn in_all_languages(&mut self, path: &str, draw: impl Fn(Option<String>) -> DrawTask) {
        self.add(path, draw(None));
        for lang in self.site.config.languages() {
            self.add(translated(path, lang), draw(Some(lang.to_owned())));
        }
    }

    fn data(&mut self, theme: &Theme) {
        for at in 0..self.tables.len() {
            self.add(self.tables[at].path_json(), DrawTask::Json(at));
            self.add(self.tables[at].path_csv(), DrawTask::Csv(at));
        }
        self.add("data/index.json", DrawTask::DataIndex);
        self.add(DATA_PACKAGE, DrawTask::DataPackage);
        self.add("404.html", DrawTask::NotFound);
        self.add("robots.txt", DrawTask::Robots);
        if self.site.config.base_url.is_empty() {
            return;
        }
        self.channels(theme);
        let pages = self.targets.iter().filter(|target| target.draw.is_page()).count();
        if pages <= MAX_IN_SITEMAP {
            self.add("sitemap.xml", DrawTask::Sitemap(0));
        } else {
            let parts = pages.div_ceil(MAX_IN_SITEMAP);
            self.add("sitemap.xml", DrawTask::SitemapIndex(parts));
            for part in 1..=parts {
                self.add(format!("sitemap-{part}.xml"), DrawTask::Sitemap(part));
            }
        }
    }

    /// The feeds and calendars of everything that can be followed; none if the site has no address.
    fn channels(&mut self, theme: &Theme) {
        let site = self.site;
        let is_drawn = |channel: &Channel| !matches!(channel, Channel::Body(_)) || has_bodies(theme);
        for channel in Channel::all(site).filter(is_drawn) {
            for lang in site.config.all_languages() {
                let other = Some(lang.to_owned()).filter(|lang| *lang != site.config.language);
                self.add(channel.feed(site, ATOM, lang), DrawTask::Feed(channel, other.clone()));
                self.add(channel.feed(site, JSON_FEED, lang), DrawTask::JsonFeed(channel, other));
            }
            if let Some(path) = channel.calendar(site) {
                self.add(path, DrawTask::Calendar(channel));
            }
        }
    }

    fn files(&mut self, theme: &Theme) {
        for asset in theme.assets() {
            self.add(asset.path.as_str(), DrawTask::Asset(asset.name.clone()));
        }
    }
}

/// Whether a theme draws the pages of bodies; otherwise there are none.
fn has_bodies(theme: &Theme) -> bool {
    ["body.html", "bodies.html"].iter().all(|template| theme.templates().contains_key(*template))
}

/// The output path of a poster: beside the page, under its name.
pub fn poster_path(entry: &Entry, lang: Option<&str>, form: PosterForm) -> String {
    let page = lang.map_or_else(|| entry.path.to_string(), |lang| translated(&entry.path, lang));
    let end = match form {
        PosterForm::Pdf => "pdf",
        PosterForm::Png => "png",
    };
    format!("{}.poster.{end}", page.trim_end_matches(".html"))
}

/// How many pages a list of `records` needs; an empty list still has one.
pub fn pages(site: &Site, records: usize) -> usize {
    records.div_ceil(site.config.page_size()).max(1)
}
