//! Pages: takes a target that people open; gives its template and the context to draw it with.

mod registers;

use std::sync::Arc;

use serde::Serialize;
use serde_json::json;
use tera::value::Key;
use tera::{Context, Value};

use super::gateway::{Gateway, address, parents};
use super::link;
use super::metadata;
use super::structured;
use super::surroundings::{FeedLinks, ask_setting, crumbs};
use super::templates::DrawingContext;
use super::view::{self, PageLink, Titled};
use crate::plan::{DrawTask, OPEN_DATA_PAGE, Target, pages};
use crate::search::{SEARCH_PAGE, SearchFile};
use crate::site::{
    ACCESSIBILITY_PAGE, AliasTarget, BODIES_PAGE, Channel, Entry, EntryId, FundId, Month, PLACES_PAGE,
    PublishedFile, SEALS_PAGE, SUBSCRIBE_PAGE, Section, SectionId, Site, TERMS_PAGE, TOPICS_PAGE, Term,
    translated,
};
use crate::track::{QuestionKind, record};

/// A page of the site as a whole: its type, the key of the text that is its title, and its path in the
/// language of the site.
type PageOfAll<'p> = (&'static str, &'p str, &'p str);

const TOPICS: PageOfAll<'static> = ("topics", "topics-all", TOPICS_PAGE);
const PLACES: PageOfAll<'static> = ("places", "places-all", PLACES_PAGE);
const BODIES: PageOfAll<'static> = ("bodies", "bodies-all", BODIES_PAGE);

/// A page about to be drawn.
pub(super) struct PageContext {
    /// Its variables.
    pub(super) context: Context,
    /// The drawing that the page belongs to.
    pub(super) drawing: DrawingContext,
}

/// What every page knows of itself.
pub(super) struct PageHead<'a> {
    pub(super) r#type: &'static str,
    path: &'a str,
    /// The page's own address; none where the site has none.
    pub(super) url: Option<String>,
    root: &'a str,
    pub(super) lang: &'a str,
    pub(super) title: &'a str,
    pub(super) description: Option<&'a str>,
    crumbs: Value,
    site: &'a str,
    pub(super) translations: Vec<LanguageLink>,
    pub(super) image: Option<String>,
    /// The nearest feeds.
    pub(super) feeds: Option<FeedLinks>,
    /// What it is about, for search engines.
    pub(super) structured_data: Option<String>,
}

impl PageHead<'_> {
    /// The `page` variable of a template. Tera searches a map of up to twelve names one by one, which is
    /// faster than hashing each.
    fn view(&self, base: &str) -> Value {
        #[derive(Serialize)]
        struct View<'a> {
            r#type: &'static str,
            path: &'a str,
            url: Option<&'a str>,
            root: &'a str,
            lang: &'a str,
            title: &'a str,
            description: Option<&'a str>,
            crumbs: &'a Value,
            site: &'a str,
            translations: &'a [LanguageLink],
            image: Option<&'a str>,
            metadata: Value,
        }
        Value::from_serializable(&View {
            r#type: self.r#type,
            path: self.path,
            url: self.url.as_deref(),
            root: self.root,
            lang: self.lang,
            title: self.title,
            description: self.description,
            crumbs: &self.crumbs,
            site: self.site,
            translations: &self.translations,
            image: self.image.as_deref(),
            metadata: Value::safe_string(&metadata::lines(self, base)),
        })
    }
}

/// The same page in another language.
#[derive(Serialize)]
pub(super) struct LanguageLink {
    pub(super) lang: String,
    href: String,
    pub(super) path: String,
}

/// Makes a page of a target.
pub(super) fn page(gateway: &Arc<Gateway>, target: &Target) -> Option<PageContext> {
    let pages = PageBuilder { gateway, site: &gateway.site, path: target.path.text() };
    Some(match &target.draw {
        DrawTask::Record(id, lang) => pages.record(*id, lang.as_deref()),
        DrawTask::Section(id, number, lang) => pages.section(*id, *number, lang.as_deref()),
        DrawTask::Topics(lang) => pages.all(TOPICS, lang.as_deref()),
        DrawTask::Places(lang) => pages.all(PLACES, lang.as_deref()),
        DrawTask::Bodies(lang) => pages.all(BODIES, lang.as_deref()),
        DrawTask::Topic(id, number, lang) => pages.topic(*id, *number, lang.as_deref()),
        DrawTask::Place(id, number, lang) => pages.place(*id, *number, lang.as_deref()),
        DrawTask::Body(id, number, lang) => pages.body(*id, *number, lang.as_deref()),
        DrawTask::Year(id, lang) => pages.year(*id, lang.as_deref()),
        DrawTask::Fund(id, lang) => pages.fund(*id, lang.as_deref())?,
        DrawTask::Register(page, lang) => pages.register(*page, lang.as_deref()),
        DrawTask::Month(at, lang) => pages.month(*at, lang.as_deref()),
        DrawTask::Cadence(lang) => pages.cadence(lang.as_deref()),
        DrawTask::Accessibility(lang) => pages.accessibility(lang.as_deref()),
        DrawTask::Seals(lang) => pages.seals(lang.as_deref()),
        DrawTask::Search(lang) => pages.search(lang.as_deref()),
        DrawTask::Subscribe(lang) => pages.subscribe(lang.as_deref()),
        DrawTask::Terms(lang) => pages.terms(lang.as_deref()),
        DrawTask::OpenData(lang) => pages.open_data(lang.as_deref()),
        DrawTask::Alias(to) => pages.alias(*to),
        DrawTask::NotFound => pages.not_found(),
        _ => return None,
    })
}

/// The template of a record: its own, or that of its kind.
fn template_of(entry: &Entry) -> String {
    let name = entry.record.common.template.as_deref().unwrap_or(entry.record.kind().name());
    [name.trim_end_matches(".html"), ".html"].concat()
}

struct PageBuilder<'a> {
    gateway: &'a Arc<Gateway>,
    site: &'a Site,
    path: &'a Arc<str>,
}

impl<'a> PageBuilder<'a> {
    fn lang(&self) -> &'a str {
        &self.site.config.language
    }

    fn drawing(&self, lang: &str) -> DrawingContext {
        let gateway = self.gateway.clone();
        DrawingContext {
            gateway,
            path: self.path.clone(),
            template: "".into(),
            lang: lang.into(),
            base: None,
            list: None,
        }
    }

    fn has_base(&self) -> bool {
        !self.site.config.base_url.is_empty()
    }

    fn finish(
        &self,
        template: &str,
        head: PageHead<'_>,
        parts: Vec<(&'static str, Value)>,
        drawing: DrawingContext,
    ) -> PageContext {
        let mut context = Context::new();
        context.insert_value("page", head.view(&self.site.config.base_url));
        context.insert_value("text", self.gateway.all_text(&drawing.lang));
        for (name, value) in parts {
            context.insert_value(name, value);
        }
        PageContext { context, drawing: DrawingContext { template: template.into(), ..drawing } }
    }

    /// Notes the settings that every page shows even if its template does not ask for them.
    fn settings(&self, keys: &[&str], lang: &str) {
        keys.iter().for_each(|key| ask_setting(key, Some(lang)));
        ask_setting("base_url", None);
    }

    fn in_language(&self, lang: &str, path: String) -> LanguageLink {
        LanguageLink { lang: lang.to_owned(), href: link::relative(self.path, &path), path }
    }

    fn url(&self) -> Option<String> {
        self.has_base().then(|| address("", self.path, Some(&self.site.config.base_url)))
    }

    fn record(&self, id: EntryId, lang: Option<&str>) -> PageContext {
        let (site, entry) = (self.site, &self.site.entries[id]);
        entry.note_record();
        let text = entry.text(lang.unwrap_or_default(), &site.config);
        let poster = self.gateway.poster(id, text.lang);
        let around = self.gateway.surroundings.get(self.gateway, entry.section, self.path, text.lang);
        let picture = poster.as_ref().and_then(|poster| poster.image.clone());
        let head = PageHead {
            r#type: "record",
            path: self.path,
            url: self.url(),
            root: link::root(self.path),
            lang: text.lang,
            title: text.title,
            description: Some(entry.summary(&text)).filter(|summary| !summary.is_empty()),
            crumbs: around.crumbs.clone(),
            feeds: around.feeds.clone(),
            site: site.config.title(text.lang),
            translations: self.translations(entry, text.lang),
            image: picture.or_else(|| entry.picture().map(PublishedFile::shared_path)),
            structured_data: Some(structured::json_ld(site, entry, text.lang)),
        };
        let template = template_of(entry);
        let record = view::record(site, entry, &text, self.path, &around);
        // Also under a name of its own, because a template uses it again and again.
        let own = record.as_map().and_then(|record| record.get(&Key::Str("view"))).cloned();
        let original = text.translation.map(|_| Value::from(entry.lang(&site.config)));
        let issuer = self.issuer_page(entry, entry.issuer(&text, &site.config), text.lang);
        let parts = vec![
            ("record", record),
            ("view", own.unwrap_or_else(Value::none)),
            ("translated_from", original.unwrap_or_else(Value::none)),
            ("fingerprint", Value::from(entry.fingerprint(site).short())),
            ("poster", Value::from_serializable(&poster)),
            ("fund_page", Value::from_serializable(&PageLink::of_fund(site, entry, text.lang, self.path))),
            ("issuer_page", Value::from_serializable(&issuer)),
            ("calendar", Value::from_serializable(&self.calendar(entry))),
        ];
        self.finish(&template, head, parts, self.drawing(text.lang))
    }

    /// The address of a record's own calendar.
    fn calendar(&self, entry: &Entry) -> Option<String> {
        entry.calendar_path().map(|path| link::relative(self.path, &path))
    }

    /// The page of the body that issued a record, if the theme draws such pages.
    fn issuer_page(&self, entry: &Entry, issuer: Option<&str>, lang: &str) -> Option<PageLink> {
        let page = PageLink::of_body(self.site, entry, (issuer?, lang), self.path)?;
        ["body.html", "bodies.html"].iter().for_each(|name| record(QuestionKind::Template, name));
        self.gateway.plan.get(&page.path).map(|_| page)
    }

    /// The other languages of a record's page.
    fn translations(&self, entry: &Entry, lang: &str) -> Vec<LanguageLink> {
        if entry.translations.is_empty() {
            return Vec::new();
        }
        let original = self.in_language(entry.lang(&self.site.config), entry.path.to_string());
        let others =
            entry.translations.iter().map(|t| self.in_language(&t.lang, translated(&entry.path, &t.lang)));
        std::iter::once(original).chain(others).filter(|other| other.lang != lang).collect()
    }

    fn section(&self, id: SectionId, number: usize, lang: Option<&str>) -> PageContext {
        let (site, section) = (self.site, &self.site.sections[id]);
        record(QuestionKind::Section, &section.folder);
        let lang = lang.unwrap_or_else(|| self.lang());
        self.settings(&["title", "issuer", "contact"], lang);
        let home = self.gateway.home_title(lang);
        let head = PageHead {
            r#type: if id == 0 { "home" } else { "section" },
            path: self.path,
            url: self.url(),
            root: link::root(self.path),
            lang,
            title: if id == 0 { site.config.title(lang) } else { section.title_in(lang) },
            description: section.file_in(lang).and_then(|file| file.front.summary.as_deref()),
            crumbs: Value::from_serializable(&crumbs(site, parents(site, section), self.path, (lang, &home))),
            feeds: FeedLinks::of(site, Channel::Section(id), self.path, lang),
            site: site.config.title(lang),
            translations: self.section_in_other_languages(section, number, lang),
            image: None,
            structured_data: (id == 0).then(|| structured::json_ld_site(site, lang)),
        };
        let mut drawing = self.drawing(lang);
        drawing.list = Some((section.index().into(), number));
        let total = section.entries.len();
        let pager = self.pager(number, total, |number| self.section_page(section, number, lang));
        let follow = view::follow(site, Channel::Section(id), self.path, lang);
        let mut parts =
            vec![("section", view::section(section, lang, self.path)), ("pager", pager), ("follow", follow)];
        let mut template = if id == 0 { "home.html" } else { "section.html" }.to_owned();
        if let Some(series) = self.gateway.series(id, &drawing.lang) {
            parts.push(("series", series));
            template = "series.html".to_owned();
        }
        if let Some(chosen) = section.front().and_then(|front| front.template.as_deref()) {
            template = format!("{}.html", chosen.trim_end_matches(".html"));
        }
        self.finish(&template, head, parts, drawing)
    }

    /// The path of a section's list page in a language.
    fn section_page(&self, section: &Section, number: usize, lang: &str) -> String {
        self.site.path_in(&section.page(number), lang)
    }

    /// The same list page in the other languages of its section.
    fn section_in_other_languages(&self, section: &Section, number: usize, lang: &str) -> Vec<LanguageLink> {
        let further = section.translations.iter().map(|(lang, _)| lang.as_str());
        let others = std::iter::once(self.lang()).chain(further).filter(|other| *other != lang);
        others.map(|other| self.in_language(other, self.section_page(section, number, other))).collect()
    }

    /// The links from page `number` of a list to the others; `path` gives their paths.
    fn pager(&self, number: usize, total: usize, path: impl Fn(usize) -> String) -> Value {
        view::pager(self.path, number, pages(self.site, total), total, path)
    }

    /// The other languages of a page that exists in every language of the site.
    fn in_all_languages(&self, lang: &str, path: impl Fn(&str) -> String) -> Vec<LanguageLink> {
        let others = self.site.config.all_languages().filter(|other| *other != lang);
        others.map(|other| self.in_language(other, path(other))).collect()
    }

    /// The page that lists all terms of one sort.
    fn all(&self, all: PageOfAll, lang: Option<&str>) -> PageContext {
        self.of_site(all, lang, |_| Vec::new())
    }

    fn text(&self, key: &str) -> String {
        self.text_in(key, self.lang())
    }

    fn text_in(&self, key: &str, lang: &str) -> String {
        self.gateway.text(key, None, &lang.into()).unwrap_or_else(|| key.to_owned())
    }

    /// The head of a page outside all sections; `within` is the page above it, unless that is the home
    /// page.
    fn list_head<'h>(
        &'h self,
        r#type: &'static str,
        title: &'h str,
        within: Option<Titled<'h>>,
    ) -> PageHead<'h> {
        self.head_in(self.lang(), (r#type, title), within)
    }

    /// The same in a given language; `what` is the page's type and title.
    fn head_in<'h>(
        &'h self,
        lang: &'h str,
        (r#type, title): (&'static str, &'h str),
        within: Option<Titled<'_>>,
    ) -> PageHead<'h> {
        let home = self.gateway.home_title(lang);
        let mut trail = crumbs(self.site, self.site.sections.first(), self.path, (lang, &home));
        trail.extend(within);
        self.plain_head(r#type, title, lang, &trail)
    }

    /// The head of a page in `lang` that is neither a record nor a section, with its breadcrumb trail.
    fn plain_head<'h>(
        &'h self,
        r#type: &'static str,
        title: &'h str,
        lang: &'h str,
        trail: &[Titled<'_>],
    ) -> PageHead<'h> {
        self.settings(&["title"], lang);
        PageHead {
            r#type,
            path: self.path,
            url: self.url(),
            root: link::root(self.path),
            lang,
            title,
            description: None,
            crumbs: Value::from_serializable(&trail),
            feeds: FeedLinks::of(self.site, Channel::Section(0), self.path, lang),
            site: self.site.config.title(lang),
            translations: Vec::new(),
            image: None,
            structured_data: None,
        }
    }

    /// What was published in a month.
    fn month(&self, at: usize, lang: Option<&str>) -> PageContext {
        let month = &self.site.months.all[at];
        let year = month.span.from.year().to_string();
        let lang = lang.unwrap_or_else(|| self.lang());
        let drawing = self.drawing(lang);
        let title = self.gateway.month_title(month, &drawing.lang);
        let named = self.gateway.year_title(&year, &drawing.lang);
        let above = self.above(&named, &format!("archive/{year}.html"), lang);
        let mut head = self.head_in(lang, ("digest", &title), Some(above));
        head.translations = self.everywhere(lang, &month.path());
        self.finish("digest.html", head, vec![("digest", self.gateway.month(at))], drawing)
    }

    /// The page in `lang` above another one; `path` is its path in the language of the site.
    fn above<'t>(&self, title: &'t str, path: &str, lang: &str) -> Titled<'t> {
        let path = self.site.path_in(path, lang);
        Titled { title, lang: None, href: link::relative(self.path, &path), path }
    }

    /// A page of the site in all languages but `lang`; `path` is its path in the language of the site.
    fn everywhere(&self, lang: &str, path: &str) -> Vec<LanguageLink> {
        ask_setting("languages", None);
        self.in_all_languages(lang, |other| self.site.path_in(path, other))
    }

    /// A page of the site as a whole, in its language or another; `parts` are the variables of its
    /// template, which is named after the type.
    fn of_site(
        &self,
        (r#type, title, path): PageOfAll,
        lang: Option<&str>,
        parts: impl FnOnce(&str) -> Vec<(&'static str, Value)>,
    ) -> PageContext {
        let lang = lang.unwrap_or_else(|| self.lang());
        let title = self.text_in(title, lang);
        let mut head = self.head_in(lang, (r#type, &title), None);
        head.translations = self.everywhere(lang, path);
        self.finish(&format!("{type}.html", type = r#type), head, parts(lang), self.drawing(lang))
    }

    fn cadence(&self, lang: Option<&str>) -> PageContext {
        let page = ("cadence", "cadence-heading", self.site.cadence_path().unwrap_or_default());
        self.of_site(page, lang, |_| vec![("promises", self.gateway.cadence())])
    }

    fn seals(&self, lang: Option<&str>) -> PageContext {
        let page = ("seals", "seals-heading", SEALS_PAGE);
        self.of_site(page, lang, |_| vec![("seals", self.gateway.seals())])
    }

    /// The page on what was done for accessibility, and what the checks found.
    fn accessibility(&self, lang: Option<&str>) -> PageContext {
        let page = ("accessibility", "accessibility-heading", ACCESSIBILITY_PAGE);
        self.of_site(page, lang, |_| vec![("accessibility", self.gateway.accessibility())])
    }

    /// The search page; its script is given the kinds and stamps, to show them in words.
    fn search(&self, lang: Option<&str>) -> PageContext {
        let index = |lang: &str| self.drawing(lang).address(&SearchFile::Head.path());
        let page = ("search", "search", SEARCH_PAGE);
        self.of_site(page, lang, |lang| vec![("search", view::search(index(lang)))])
    }

    /// The page on how names and words are written.
    fn terms(&self, lang: Option<&str>) -> PageContext {
        self.of_site(("terms", "terms-heading", TERMS_PAGE), lang, |_| Vec::new())
    }

    /// The page that explains the open data, file by file and field by field.
    fn open_data(&self, lang: Option<&str>) -> PageContext {
        let page = ("open-data", "open-data-heading", OPEN_DATA_PAGE);
        self.of_site(page, lang, |lang| vec![("data", self.gateway.open_data(lang))])
    }

    /// The page of channels to follow.
    fn subscribe(&self, lang: Option<&str>) -> PageContext {
        let page = ("subscribe", "subscribe-heading", SUBSCRIBE_PAGE);
        self.of_site(page, lang, |lang| vec![("channels", self.gateway.channels(self.path, lang))])
    }

    /// A page of a topic, place or body. `sort` is the sort's name, the page that lists all terms of the
    /// sort, and the channel to follow there.
    fn term(
        &self,
        (name, all, channel): (&'static str, PageOfAll, Channel),
        (term, number): (&Term, usize),
        lang: &str,
        value: Value,
    ) -> PageContext {
        record(QuestionKind::Term, &term.path);
        let (site, (_, title, path)) = (self.site, all);
        let title = self.text_in(title, lang);
        let called = term.called(lang, &site.config);
        let mut head = self.head_in(lang, (name, called.spoken), Some(self.above(&title, path, lang)));
        head.translations = self.everywhere(lang, &term.page(number));
        head.feeds = FeedLinks::of(site, channel, self.path, lang);
        let follow = view::follow(site, channel, self.path, lang);
        let pager = self.pager(number, term.entries.len(), |number| site.path_in(&term.page(number), lang));
        let mut drawing = self.drawing(lang);
        drawing.list = Some((term.path.as_str().into(), number));
        let parts = vec![(name, value), ("pager", pager), ("follow", follow)];
        self.finish(&format!("{name}.html"), head, parts, drawing)
    }

    fn topic(&self, id: usize, number: usize, lang: Option<&str>) -> PageContext {
        let (term, lang) = (self.site.topics.get(id), lang.unwrap_or_else(|| self.lang()));
        let view = view::term(term, (lang, &self.site.config));
        self.term(("topic", TOPICS, Channel::Topic(id)), (term, number), lang, view)
    }

    fn place(&self, id: usize, number: usize, lang: Option<&str>) -> PageContext {
        let (term, lang) = (self.site.places.get(id), lang.unwrap_or_else(|| self.lang()));
        let view = view::place(self.site, id, lang);
        self.term(("place", PLACES, Channel::Place(id)), (term, number), lang, view)
    }

    fn body(&self, id: usize, number: usize, lang: Option<&str>) -> PageContext {
        let (term, lang) = (self.site.bodies.get(id), lang.unwrap_or_else(|| self.lang()));
        let view = view::term(term, (lang, &self.site.config));
        self.term(("body", BODIES, Channel::Body(id)), (term, number), lang, view)
    }

    fn year(&self, id: usize, lang: Option<&str>) -> PageContext {
        let (years, lang) = (&self.site.years, lang.unwrap_or_else(|| self.lang()));
        let term = years.get(id);
        record(QuestionKind::Term, &term.path);
        let near = |id: Option<usize>| id.and_then(|id| years.all.get(id)).map(|year| year.path.as_str());
        let month = |month: &Month| json!({"span": month.span, "path": month.path()});
        let months: Vec<_> = self.site.months_of(&term.name).map(month).collect();
        let value = Value::from_serializable(&json!({
            "year": term.name, "total": term.entries.len(), "newer": near(id.checked_sub(1)),
            "older": near(Some(id + 1)), "months": months,
        }));
        let mut drawing = self.drawing(lang);
        drawing.list = Some((term.path.as_str().into(), 1));
        let mut head = self.head_in(lang, ("archive", &term.name), None);
        head.translations = self.everywhere(lang, &term.path);
        self.finish("archive.html", head, vec![("archive", value)], drawing)
    }

    /// All periods of a fund, below the section of its newest ledger.
    fn fund(&self, id: FundId, lang: Option<&str>) -> Option<PageContext> {
        record(QuestionKind::Fund, self.path);
        let (site, lang) = (self.site, lang.unwrap_or_else(|| self.lang()));
        let (fund, view) = (&site.funds.all[id], site.fund(id, lang)?);
        let section = fund.entries.last().map(|id| &site.sections[site.entries[*id].section]);
        let around = section.into_iter().flat_map(|section| parents(site, section)).chain(section);
        let home = self.gateway.home_title(lang);
        let trail = crumbs(site, around, self.path, (lang, &home));
        let mut head = self.plain_head("fund", view.name, lang, &trail);
        let others = std::iter::once(self.lang()).chain(fund.langs.iter().map(String::as_str));
        let others = others.filter(|other| *other != lang);
        head.translations = others.map(|other| self.in_language(other, fund.path_in(other))).collect();
        let parts = vec![("fund", Value::from_serializable(&view))];
        Some(self.finish("fund.html", head, parts, self.drawing(lang)))
    }

    fn alias(&self, to: AliasTarget) -> PageContext {
        let (path, title, lang) = match to {
            AliasTarget::Record(id) => {
                let entry = &self.site.entries[id];
                entry.note_card();
                (entry.path.to_string(), &*entry.record.common.title, entry.lang(&self.site.config))
            }
            AliasTarget::Section(id) => {
                let section = &self.site.sections[id];
                record(QuestionKind::Crumb, &section.folder);
                (section.index(), section.title.as_str(), self.lang())
            }
        };
        let target = view::map([("path", Value::from(path)), ("title", Value::from(title))]);
        self.finish(
            "redirect.html",
            self.list_head("redirect", title, None),
            vec![("target", target)],
            self.drawing(lang),
        )
    }

    fn not_found(&self) -> PageContext {
        let title = self.text("missing-heading");
        let mut head = self.list_head("not-found", &title, None);
        head.root = &self.site.config.base_path;
        head.crumbs = Value::from(Vec::<Value>::new());
        head.feeds = None;
        let mut drawing = self.drawing(self.lang());
        ask_setting("base_path", None);
        drawing.base = Some(self.site.config.base_path.as_str().into());
        self.finish("404.html", head, Vec::new(), drawing)
    }
}
