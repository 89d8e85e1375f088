//! Topics, places and years: each a list of records with a page of its own.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::entry::{Entry, EntryId};
use crate::config::{Config, Register, TopicEntry, TopicNode, spoken};
use crate::front::scalar::Text;
use crate::record::Common;
use crate::spelling;
use crate::track::{Digest, FastBuildHasher};

/// The output path of the page of all topics.
pub const TOPICS_PAGE: &str = "topics/index.html";
/// The output path of the page of all places.
pub const PLACES_PAGE: &str = "places/index.html";

/// The index of a term among those of its sort.
pub type TermId = usize;

/// A topic, a place or a year.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// The name as people say it, distinct even if another term has the same name: 新禾苑2号楼.
    pub spoken: String,
    /// Its names in those further languages of the site in which it has one.
    pub names: Vec<TermName>,
    /// The output path of its first page, without `.html`.
    pub stem: String,
    /// The output path of its first page.
    pub path: String,
    /// The records about it, and for a place those about places within it: pinned first, then newest first.
    pub entries: Vec<EntryId>,
    /// The terms within it.
    pub children: Vec<TermId>,
    /// The terms that contain it, outermost first.
    pub parents: Vec<TermId>,
}

/// What a term is called in a language.
#[derive(Clone, Debug, Hash)]
pub struct TermName {
    /// The language.
    pub lang: String,
    /// Its name.
    pub name: String,
    /// The name as people say it, distinct even if another term has the same name.
    pub spoken: String,
}

/// What a page calls a term.
#[derive(Clone, Copy, Debug)]
pub struct TermLabel<'a> {
    /// Its name.
    pub name: &'a str,
    /// The name as people say it, distinct even if another term has the same name.
    pub spoken: &'a str,
    /// The language of the name, if it is not the language of the page.
    pub lang: Option<&'a str>,
}

/// All terms of one sort, in order.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// The terms.
    pub all: Vec<Term>,
    by_path: HashMap<String, TermId, FastBuildHasher>,
}

impl Term {
    /// The output path of its page `number`.
    pub fn page(&self, number: usize) -> String {
        if number == 1 { self.path.clone() } else { format!("{}-page-{number}.html", self.stem) }
    }

    /// Its name on a page in `lang`.
    pub fn called<'a>(&'a self, lang: &str, config: &'a Config) -> TermLabel<'a> {
        match self.names.iter().find(|name| name.lang == lang) {
            Some(TermName { name, spoken, .. }) => TermLabel { name, spoken, lang: None },
            None => TermLabel { name: &self.name, spoken: &self.spoken, lang: config.foreign(lang) },
        }
    }
}

impl Terms {
    pub(super) fn of(all: Vec<Term>) -> Terms {
        let by_path = all.iter().enumerate().map(|(id, term)| (term.path.clone(), id)).collect();
        Terms { all, by_path }
    }

    /// The term whose first page has that output path.
    pub fn at(&self, path: &str) -> Option<TermId> {
        self.by_path.get(path).copied()
    }

    /// A term.
    pub fn get(&self, id: TermId) -> &Term {
        &self.all[id]
    }

    /// The terms that no other contains.
    pub fn roots(&self) -> impl Iterator<Item = &Term> {
        self.all.iter().filter(|term| term.parents.is_empty())
    }
}

impl TermName {
    /// The name of a place, preceded by the place that contains it where that is needed to distinguish it.
    pub(super) fn of_place(lang: &str, name: &str) -> TermName {
        let own = name.rsplit('/').next().unwrap_or(name);
        TermName { lang: lang.to_owned(), name: own.to_owned(), spoken: spoken(name) }
    }
}

/// Distinct addresses: a second name with the same pinyin gets a longer address that distinguishes it, or
/// else a short stable hash.
#[derive(Default)]
pub(super) struct UniqueSlugs(HashSet<String>);

impl UniqueSlugs {
    pub(super) fn take(&mut self, slug: String, longer: Option<String>, name: &str) -> String {
        let hash = || format!("{slug}-{:04x}", Digest::of(name.as_bytes()).0 & 0xFFFF);
        let reserved = |slug: &str| slug == "index" || slug.is_empty();
        let candidates = [Some(slug.clone()), longer, Some(hash())];
        let free = candidates.into_iter().flatten().find(|slug| !reserved(slug) && !self.0.contains(slug));
        let slug = free.unwrap_or_else(|| format!("{slug}-{}", Digest::of(name.as_bytes())));
        self.0.insert(slug.clone());
        slug
    }
}

/// A term whose pages are in a folder.
pub(super) fn term(name: String, folder: &str, slug: &str) -> Term {
    let stem = format!("{folder}/{slug}");
    Term { spoken: name.clone(), name, path: format!("{stem}.html"), stem, ..Term::default() }
}

/// Topics, places and years; also tells each record which topics and places it has.
pub(super) fn of(site: &mut Site) -> (Terms, Terms, Terms) {
    let ((mut topics, topic_ids), (mut places, register)) = rayon::join(|| topics(site), || places(site));
    let topic_ids: HashMap<&str, TermId, FastBuildHasher> =
        topic_ids.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    site.entries.par_iter_mut().for_each(|entry| {
        let common = &entry.record.common;
        entry.topics = Common::words(&common.topics)
            .iter()
            .filter_map(|topic| topic_ids.get(&**topic).copied())
            .collect();
        keep_first(&mut entry.topics);
        entry.places =
            Common::words(&common.places).iter().filter_map(|place| register.find(place)).collect();
        keep_first(&mut entry.places);
    });
    let entries = || site.entries.iter().enumerate();
    let fill_topics = || {
        entries().for_each(|(id, entry)| {
            entry.topics.iter().for_each(|topic| topics.all[*topic].entries.push(id))
        });
        pin(&site.entries, &mut topics);
    };
    let fill_places = || {
        let mut around = Vec::new();
        for (id, entry) in entries() {
            around.clear();
            for place in &entry.places {
                around.extend(register.parents(*place));
                around.push(*place);
            }
            around.sort_unstable();
            around.dedup();
            around.iter().for_each(|place| places.all[*place].entries.push(id));
        }
        pin(&site.entries, &mut places);
    };
    let (years, _) = rayon::join(|| years(site), || rayon::join(fill_topics, fill_places));
    (topics, places, years)
}

/// Removes duplicates.
fn keep_first(ids: &mut Vec<TermId>) {
    if ids.len() > 1 {
        let mut seen: HashSet<TermId, FastBuildHasher> = HashSet::default();
        ids.retain(|id| seen.insert(*id));
    }
}

/// The words that records use, in order.
fn used<'s>(site: &'s Site, words: impl Fn(&'s Common) -> &'s [Text] + Sync) -> Vec<&'s str> {
    let add = |mut used: HashSet<&'s str, FastBuildHasher>, entry: &'s Entry| {
        used.extend(words(&entry.record.common).iter().map(|word| &**word));
        used
    };
    let parts: Vec<_> = site.entries.par_iter().fold(HashSet::default, add).collect();
    let mut used: Vec<&str> = parts.into_iter().flatten().collect();
    used.sort_unstable();
    used.dedup();
    used
}

/// The topics in use: those of the closed list first, in its order; and the index of each name.
fn topics(site: &Site) -> (Terms, Vec<(String, TermId)>) {
    let mut chosen: Vec<(&str, Option<&str>)> = Vec::new();
    let names: Vec<_> =
        site.config.file.topics.iter().flatten().map(|topic| spelling::name(topic.name())).collect();
    for (topic, name) in site.config.file.topics.iter().flatten().zip(&names) {
        let slug = if let TopicEntry::Node(TopicNode { slug, .. }) = topic { slug.as_deref() } else { None };
        chosen.push((name, slug));
    }
    let used = used(site, |common| Common::words(&common.topics));
    let listed: Vec<(&str, Option<&str>)> =
        chosen.iter().copied().filter(|(name, _)| used.binary_search(name).is_ok()).collect();
    let names: HashSet<&str> = chosen.iter().map(|(name, _)| *name).collect();
    let others = used.iter().filter(|name| !names.contains(*name)).map(|name| (*name, None));
    let mut slugs = UniqueSlugs::default();
    let mut terms = Vec::new();
    let mut ids = Vec::new();
    for (name, slug) in listed.into_iter().chain(others) {
        let slug = slugs.take(slug.map_or_else(|| site.config.slug(name), str::to_owned), None, name);
        ids.push((name.to_owned(), terms.len()));
        let called = |lang: &str| {
            let name = site.config.topic_name(name, lang)?.to_owned();
            Some(TermName { lang: lang.to_owned(), spoken: name.clone(), name })
        };
        let names = site.config.languages().filter_map(called).collect();
        terms.push(Term { names, ..term(name.to_owned(), "topics", &slug) });
    }
    (Terms::of(terms), ids)
}

/// Every place of the register, or every place in use if there is none; and the register, made from these
/// if need be.
fn places(site: &Site) -> (Terms, Arc<Register>) {
    let register = match &site.config.register {
        none if none.is_empty() => {
            Arc::new(Register::of_names(used(site, |common| Common::words(&common.places))))
        }
        register => register.clone(),
    };
    let mut slugs = UniqueSlugs::default();
    let mut terms = Vec::new();
    let mut last: HashMap<TermId, String> = HashMap::new();
    for (id, place) in register.iter() {
        let own = place.slug.clone().unwrap_or_else(|| site.config.slug(&place.name));
        let longer =
            place.parent.and_then(|parent| last.get(&parent)).map(|parent| format!("{parent}-{own}"));
        let unique = register.unique_name(id);
        let slug = slugs.take(own, longer, &unique);
        let mut term = term(place.name.clone(), "places", &slug);
        last.insert(id, slug);
        term.spoken = spoken(&unique);
        let called = |lang: &str| Some(TermName::of_place(lang, &site.config.place_name(&unique, lang)?));
        term.names = site.config.languages().filter_map(called).collect();
        term.children = place.children.clone();
        term.parents = register.parents(id);
        terms.push(term);
    }
    (Terms::of(terms), register)
}

/// The years of the records' dates, newest first.
fn years(site: &Site) -> Terms {
    let mut years: BTreeMap<i16, Vec<EntryId>> = BTreeMap::new();
    for (id, entry) in site.entries.iter().enumerate() {
        if let Some(date) = entry.date() {
            years.entry(date.year()).or_default().push(id);
        }
    }
    let year = |(year, entries): (i16, Vec<EntryId>)| Term {
        entries,
        ..term(year.to_string(), "archive", &year.to_string())
    };
    Terms::of(years.into_iter().rev().map(year).collect())
}

fn pin(entries: &[Entry], terms: &mut Terms) {
    if entries.iter().any(Entry::is_pinned) {
        terms.all.iter_mut().for_each(|term| term.entries.sort_by_key(|id| !entries[*id].is_pinned()));
    }
}
