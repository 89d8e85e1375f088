//! What the pages of a section's records have in common: their breadcrumb trail, and the terms that they
//! link to. Made once for each folder and language, and given to each page unchanged.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::Serialize;
use tera::Value;

use super::gateway::{Gateway, parents};
use super::link::relative;
use super::view::{self, Titled};
use crate::config::Config;
use crate::site::{ATOM, Channel, JSON_FEED, Section, SectionId, Site, TermId, Terms};
use crate::track::{FastBuildHasher, QuestionKind, SettingKey, Trace, record, record_all, recording};

/// The surroundings of the pages of one section's records, in one language.
#[derive(Debug)]
pub(super) struct Surroundings {
    /// The breadcrumb trail that leads to them.
    pub(super) crumbs: Value,
    /// Their section.
    pub(super) section: Value,
    /// The feeds of the section, if the site has an address.
    pub(super) feeds: Option<FeedLinks>,
    /// The questions that all of them ask: for these surroundings, and for the settings that they show even
    /// if no template asks for them.
    asked: Trace,
    topics: TermLinks,
    places: TermLinks,
    lang: String,
}

/// The surroundings of all pages of records: for each section and language.
#[derive(Debug)]
pub(super) struct AllSurroundings(Vec<OnceLock<Arc<Surroundings>>>);

impl AllSurroundings {
    pub(super) fn of(site: &Site) -> AllSurroundings {
        let count = site.sections.len() * site.config.all_languages().count();
        AllSurroundings(std::iter::repeat_with(OnceLock::new).take(count).collect())
    }

    /// The surroundings of a record's page at `path`; only pages in the section's own folder share them.
    pub(super) fn get(&self, gateway: &Gateway, id: SectionId, path: &str, lang: &str) -> Arc<Surroundings> {
        let site = &gateway.site;
        let section = &site.sections[id];
        let make = || Arc::new(Surroundings::of(site, section, path, (lang, &|| gateway.home_title(lang))));
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let language =
            site.config.all_languages().position(|tag| tag == lang).filter(|_| folder == section.path);
        let shared = language.and_then(|language| self.0.get(language * site.sections.len() + id));
        let surroundings = shared.map_or_else(make, |shared| shared.get_or_init(make).clone());
        record_all(&surroundings.asked);
        surroundings
    }
}

impl Surroundings {
    /// The surroundings for the page at `path` alone.
    /// `home` is the title of the first step of the trail.
    pub(super) fn of(
        site: &Site,
        section: &Section,
        path: &str,
        (lang, home): (&str, &dyn Fn() -> String),
    ) -> Surroundings {
        let index = section.index_in(lang);
        let foreign = section.foreign_in(lang, &site.config);
        let named = Titled {
            title: section.title_in(lang),
            lang: foreign,
            href: relative(path, &index),
            path: index,
        };
        let trail = parents(site, section).into_iter().chain([section]);
        let channel = Channel::Section(site.section_id(&section.folder).unwrap_or_default());
        let (crumbs, asked) = recording(|| {
            let home = home();
            ["title", "issuer", "contact", "timezone"]
                .into_iter()
                .for_each(|key| ask_setting(key, Some(lang)));
            ask_setting("base_url", None);
            // Pages of topics, places and bodies exist only in the languages of the site.
            if lang != site.config.language {
                ask_setting("languages", None);
            }
            Value::from_serializable(&crumbs(site, trail, path, (lang, &home)))
        });
        Surroundings {
            crumbs,
            section: Value::from_serializable(&named),
            feeds: FeedLinks::of(site, channel, path, lang),
            asked,
            topics: TermLinks::default(),
            places: TermLinks::default(),
            lang: lang.to_owned(),
        }
    }

    /// Topics as a page of this folder links to them.
    pub(super) fn topics(&self, site: &Site, ids: &[TermId], from: &str) -> Value {
        self.topics.get(&site.topics, ids, from, (&self.lang, &site.config))
    }

    /// Places as a page of this folder links to them.
    pub(super) fn places(&self, site: &Site, ids: &[TermId], from: &str) -> Value {
        self.places.get(&site.places, ids, from, (&self.lang, &site.config))
    }
}

/// Topics or places with the paths to their pages, by index; filled as they are needed.
#[derive(Debug, Default)]
struct TermLinks(RwLock<HashMap<TermId, Value, FastBuildHasher>>);

impl TermLinks {
    fn get(&self, terms: &Terms, ids: &[TermId], from: &str, page: (&str, &Config)) -> Value {
        Value::from(ids.iter().map(|id| self.one(terms, *id, from, page)).collect::<Vec<Value>>())
    }

    fn one(&self, terms: &Terms, id: TermId, from: &str, page: (&str, &Config)) -> Value {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        known.unwrap_or_else(|| {
            let named = view::named(terms.get(id), from, page);
            self.0.write().unwrap_or_else(PoisonError::into_inner).insert(id, named.clone());
            named
        })
    }
}

/// Notes that a setting is shown.
pub(super) fn ask_setting(name: &str, lang: Option<&str>) {
    record(QuestionKind::Config, &SettingKey { name, lang }.to_string());
}

/// The feeds of a channel.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct FeedLinks {
    /// The address of the Atom feed.
    pub(in crate::render) atom: String,
    /// The address of the JSON Feed.
    pub(in crate::render) json: String,
}

impl FeedLinks {
    /// The feeds as the page at `path` in `lang` links to them; none where the site has no address.
    pub(in crate::render) fn of(site: &Site, channel: Channel, path: &str, lang: &str) -> Option<FeedLinks> {
        let feed = |name: &str| relative(path, &channel.feed(site, name, lang));
        (!site.config.base_url.is_empty()).then(|| FeedLinks { atom: feed(ATOM), json: feed(JSON_FEED) })
    }
}

/// The trail of `sections`, as the page at `path` links to them.
pub(super) fn crumbs<'a>(
    site: &'a Site,
    sections: impl IntoIterator<Item = &'a Section>,
    path: &str,
    (lang, home): (&str, &'a str),
) -> Vec<Titled<'a>> {
    let crumb = |section: &'a Section| {
        record(QuestionKind::Crumb, &section.folder);
        let is_home = section.parent.is_none();
        let title = if is_home { home } else { section.title_in(lang) };
        let foreign = section.foreign_in(lang, &site.config).filter(|_| !is_home);
        let index = section.index_in(lang);
        Titled { title, lang: foreign, href: relative(path, &index), path: index }
    };
    sections.into_iter().map(crumb).collect()
}
