//! The plan: takes the site, gives every output file with what draws it.
//!
//! Nothing is drawn here. That two outputs never share a path, compared without regard to case, is decided here.

mod table;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Faults, Place, Words, codes, words};
use crate::site::{Aliased, Entry, EntryId, SectionId, Site, TermId, located_in, located_in_section, translated};
use crate::source::System;
use crate::theme::Theme;
use crate::track::Quick;
pub use table::{Table, tables};

/// The most pages one sitemap may list (sitemaps.org).
pub const SITEMAP_MOST: usize = 50_000;

/// One output file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its path below the output folder.
    pub path: Arc<str>,
    /// What draws it.
    pub draw: Draw,
}

/// What draws a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draw {
    /// A record's page, in its own language or another.
    Record(EntryId, Option<String>),
    /// A page of a section, in the site's language or another; section 0 is the home page.
    Section(SectionId, usize, Option<String>),
    /// All topics.
    Topics,
    /// A page of a topic.
    Topic(TermId, usize),
    /// The register.
    Places,
    /// A page of a place.
    Place(TermId, usize),
    /// A year.
    Year(TermId),
    /// An older address.
    Alias(Aliased),
    /// The page for a wrong address.
    NotFound,
    /// Open data as JSON: which of the plan's tables.
    Json(usize),
    /// The same as CSV.
    Csv(usize),
    /// What open data there is.
    DataIndex,
    /// The feed of a section; of all for section 0.
    Feed(SectionId),
    /// All events.
    Calendar,
    /// Part `n` of the sitemap, or the whole.
    Sitemap(usize),
    /// The parts of the sitemap.
    SitemapIndex(usize),
    /// What crawlers may read.
    Robots,
    /// A file of the theme, by name.
    Asset(String),
    /// A file beside a record or a section, by its path below `content/`.
    Attachment(Arc<str>),
    /// A record's poster, in its own language or another.
    Poster(EntryId, Option<String>, PosterForm),
}

/// What a poster is made as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PosterForm {
    /// For printing: all pages.
    Pdf,
    /// For showing elsewhere: a picture of the first page.
    Png,
}

impl Draw {
    /// Whether it is a page that people open.
    pub fn is_page(&self) -> bool {
        matches!(
            self,
            Draw::Record(..) | Draw::Section(..) | Draw::Topics | Draw::Topic(..) | Draw::Places | Draw::Place(..) | Draw::Year(_)
        )
    }
}

/// Every output of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The targets, sorted by path.
    pub targets: Vec<Target>,
    /// The files of open data.
    pub tables: Vec<Table>,
}

impl Plan {
    /// Plans the outputs of a site.
    pub fn of(site: &Site, theme: &Theme, system: &dyn System) -> (Plan, Vec<Diagnostic>) {
        let mut planner = Planner { site, targets: Vec::new(), tables: tables(site) };
        planner.records();
        planner.sections();
        planner.terms();
        planner.data();
        planner.files(theme);
        let Planner { mut targets, tables, .. } = planner;
        targets.par_sort_by(|a, b| a.path.cmp(&b.path));
        let found = collisions(site, system, &mut targets);
        (Plan { targets, tables }, found)
    }

    /// The target of that path.
    pub fn get(&self, path: &str) -> Option<&Target> {
        let at = self.targets.binary_search_by(|target| (*target.path).cmp(path)).ok()?;
        self.targets.get(at)
    }
}

struct Planner<'a> {
    site: &'a Site,
    targets: Vec<Target>,
    tables: Vec<Table>,
}

impl Planner<'_> {
    fn add(&mut self, path: impl Into<Arc<str>>, draw: Draw) {
        self.targets.push(Target { path: path.into(), draw });
    }

    fn records(&mut self) {
        let site = self.site;
        for (id, entry) in site.entries.iter().enumerate() {
            self.add(entry.path.clone(), Draw::Record(id, None));
            for translation in &entry.translations {
                self.add(translated(&entry.path, &translation.lang), Draw::Record(id, Some(translation.lang.clone())));
            }
            for file in &entry.files {
                self.add(file.path.as_str(), Draw::Attachment(file.source.clone()));
            }
            if site.posters && entry.wants_poster() {
                self.posters(id, entry);
            }
        }
        for (path, to) in &site.aliases {
            self.add(path.as_str(), Draw::Alias(*to));
        }
    }

    fn posters(&mut self, id: EntryId, entry: &Entry) {
        // A picture is shown by other sites, which need the address of this one.
        let forms = if self.site.config.base_url.is_empty() { &[PosterForm::Pdf][..] } else { &[PosterForm::Pdf, PosterForm::Png] };
        let others = entry.translations.iter().map(|translation| Some(translation.lang.clone()));
        for lang in std::iter::once(None).chain(others) {
            for form in forms {
                self.add(poster_path(entry, lang.as_deref(), *form), Draw::Poster(id, lang.clone(), *form));
            }
        }
    }

    fn sections(&mut self) {
        let site = self.site;
        for (id, section) in site.sections.iter().enumerate() {
            for file in &section.files {
                self.add(file.path.as_str(), Draw::Attachment(file.source.clone()));
            }
            let pages = if id == 0 { 1 } else { pages(site, section.entries.len()) };
            let langs = section.translations.iter().map(|(lang, _)| Some(lang.clone()));
            for lang in std::iter::once(None).chain(langs) {
                for number in 1..=pages {
                    let path = section.page(number);
                    let path = lang.as_deref().map_or(path.clone(), |lang| translated(&path, lang));
                    self.add(path, Draw::Section(id, number, lang.clone()));
                }
            }
            if !site.config.base_url.is_empty() {
                self.add(section.below("atom.xml"), Draw::Feed(id));
            }
        }
    }

    fn terms(&mut self) {
        let site = self.site;
        if !site.topics.all.is_empty() {
            self.add("topics/index.html", Draw::Topics);
        }
        for (id, term) in site.topics.all.iter().enumerate() {
            for number in 1..=pages(site, term.entries.len()) {
                self.add(term.page(number), Draw::Topic(id, number));
            }
        }
        if !site.places.all.is_empty() {
            self.add("places/index.html", Draw::Places);
        }
        for (id, term) in site.places.all.iter().enumerate() {
            for number in 1..=pages(site, term.entries.len()) {
                self.add(term.page(number), Draw::Place(id, number));
            }
        }
        for (id, term) in site.years.all.iter().enumerate() {
            self.add(term.path.as_str(), Draw::Year(id));
        }
    }

    fn data(&mut self) {
        for at in 0..self.tables.len() {
            self.add(self.tables[at].path_json(), Draw::Json(at));
            self.add(self.tables[at].path_csv(), Draw::Csv(at));
        }
        self.add("data/index.json", Draw::DataIndex);
        self.add("404.html", Draw::NotFound);
        self.add("robots.txt", Draw::Robots);
        if self.site.config.base_url.is_empty() {
            return;
        }
        if let Some(path) = self.site.calendar_path() {
            self.add(path, Draw::Calendar);
        }
        let pages = self.targets.iter().filter(|target| target.draw.is_page()).count();
        if pages <= SITEMAP_MOST {
            self.add("sitemap.xml", Draw::Sitemap(0));
        } else {
            let parts = pages.div_ceil(SITEMAP_MOST);
            self.add("sitemap.xml", Draw::SitemapIndex(parts));
            for part in 1..=parts {
                self.add(format!("sitemap-{part}.xml"), Draw::Sitemap(part));
            }
        }
    }

    fn files(&mut self, theme: &Theme) {
        for asset in theme.assets() {
            self.add(asset.path.as_str(), Draw::Asset(asset.name.clone()));
        }
    }
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

/// How many pages a list of `records` takes; an empty list still has one.
pub fn pages(site: &Site, records: usize) -> usize {
    records.div_ceil(site.config.page_size()).max(1)
}

/// Tells of outputs that would overwrite each other, also on a disk that does not tell `A` from `a`. A file that several
/// records publish is one output.
fn collisions(site: &Site, system: &dyn System, targets: &mut Vec<Target>) -> Vec<Diagnostic> {
    targets.dedup();
    let is_low = |target: &Target| target.path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    // Mostly every path is as it stands what it is compared by, and they are sorted.
    if targets.par_iter().all(is_low) && targets.windows(2).all(|near| near[0].path != near[1].path) {
        return Vec::new();
    }
    let mut seen: HashMap<Cow<'_, str>, &Target, Quick> = HashMap::with_capacity_and_hasher(targets.len(), Quick::default());
    let mut pairs: Vec<[&Target; 2]> = Vec::new();
    for target in targets.iter() {
        let folded = if is_low(target) { Cow::from(&*target.path) } else { target.path.to_lowercase().into() };
        // A file named like a folder of others collides as well, but no target is a bare name without an extension.
        pairs.extend(seen.insert(folded, target).map(|first| [first, target]));
    }
    let places = Places::of(site, pairs.as_flattened(), system);
    let (mut found, mut in_files) = (Vec::new(), BTreeMap::<Arc<str>, Faults<'_>>::new());
    for pair in pairs {
        let [a, b] = pair.map(|target| said(site, target));
        let path = &pair[1].path;
        let fault = move || {
            let said = words!("两处都要写成 {path}：{a} 和 {b}", "two outputs would be {path}: {a} and {b}");
            let help = Words::fixed("给其中一个换文件名，或写 slug", "rename one of the files, or give it a `slug`");
            Diagnostic::new(&codes::DUPLICATE_OUTPUT, said).help(help)
        };
        // Told where it stands the second time, by source.
        let mut stand: Vec<Place> = pair.into_iter().filter_map(|target| places.of_target(site, target)).collect();
        stand.sort_unstable_by(|a, b| (&a.file, a.span.start).cmp(&(&b.file, b.span.start)));
        stand.dedup();
        let Some(last) = stand.pop() else {
            found.push(fault());
            continue;
        };
        let of_file = in_files.entry(last.file.clone()).or_insert_with(|| Faults::of(last.file.clone()));
        of_file.add(&codes::DUPLICATE_OUTPUT, last.span, move || {
            let first = Words::fixed("第一个在这里", "the first is here");
            stand.pop().map_or_else(&fault, |place| fault().note(place.file, place.span, first))
        });
    }
    found.extend(in_files.into_values().flat_map(Faults::told));
    found
}

/// The file that a target is made of, where there is one.
pub fn file_of(site: &Site, target: &Target) -> Option<Arc<str>> {
    match &target.draw {
        Draw::Record(id, _) | Draw::Alias(Aliased::Record(id)) | Draw::Poster(id, ..) => Some(site.entries[*id].record.source.file.clone()),
        Draw::Section(id, ..) | Draw::Alias(Aliased::Section(id)) | Draw::Feed(id) => {
            site.sections[*id].file.as_ref().map(|file| file.source.file.clone())
        }
        Draw::Attachment(source) => Some(format!("content/{source}").into()),
        _ => None,
    }
}

/// Where the paths of some targets come from: the `slug` or the alias that says it. Each file is read once, and each record's
/// aliases are gone through once, however many of them collide.
struct Places<'a> {
    spans: HashMap<(Arc<str>, String), Range<usize>>,
    /// Which of the older addresses of its record or section each is.
    aliases: HashMap<(Aliased, &'a str), usize>,
}

impl<'a> Places<'a> {
    fn of(site: &'a Site, targets: &[&Target], system: &dyn System) -> Places<'a> {
        let mut places = Places { spans: HashMap::new(), aliases: HashMap::new() };
        if targets.iter().any(|target| matches!(target.draw, Draw::Alias(_))) {
            let mut counts: HashMap<Aliased, usize> = HashMap::new();
            for (path, to) in &site.aliases {
                let count = counts.entry(*to).or_default();
                places.aliases.entry((*to, path.as_str())).or_insert(*count);
                *count += 1;
            }
        }
        let mut wanted: BTreeMap<Arc<str>, (&Target, Vec<String>)> = BTreeMap::new();
        for target in targets {
            if let Some((file, path)) = file_of(site, target).zip(places.path(site, target)) {
                wanted.entry(file).or_insert_with(|| (target, Vec::new())).1.push(path);
            }
        }
        for (file, (target, paths)) in wanted {
            let spans = match &target.draw {
                Draw::Record(id, _) | Draw::Alias(Aliased::Record(id)) => located_in(&site.entries[*id].record, &paths, system),
                Draw::Section(id, ..) | Draw::Feed(id) | Draw::Alias(Aliased::Section(id)) => {
                    (site.sections[*id].file.as_ref()).map(|section| located_in_section(section, &paths, system)).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            places.spans.extend(paths.into_iter().map(|path| (file.clone(), path)).zip(spans));
        }
        places
    }

    /// The field that says the path of a target, if one does.
    fn path(&self, site: &Site, target: &Target) -> Option<String> {
        match &target.draw {
            Draw::Record(id, _) => site.entries[*id].record.common.slug.is_some().then(|| "slug".to_owned()),
            Draw::Section(id, ..) | Draw::Feed(id) => site.sections[*id].front()?.slug.is_some().then(|| "slug".to_owned()),
            Draw::Alias(to) => Some(format!("aliases.{}", self.aliases.get(&(*to, &*target.path)).copied().unwrap_or_default())),
            _ => None,
        }
    }

    /// Where the path of a target comes from, else the file whose name it is.
    fn of_target(&self, site: &Site, target: &Target) -> Option<Place> {
        let file = file_of(site, target)?;
        let span = self.path(site, target).and_then(|path| self.spans.get(&(file.clone(), path))).cloned();
        Some(Place::new(file, span.unwrap_or_default()))
    }
}

/// What people call the source of a target.
fn said(site: &Site, target: &Target) -> String {
    match (&target.draw, file_of(site, target)) {
        (Draw::Alias(_), Some(file)) => format!("{file} (aliases)"),
        (_, Some(file)) => file.to_string(),
        (Draw::Section(id, ..), None) => format!("content/{}/", site.sections[*id].folder),
        (_, None) => target.path.to_string(),
    }
}
