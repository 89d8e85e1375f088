//! Sections: the folders of `content/`, with or without a text of their own.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::entry::{Entry, EntryId, PublishedFile, translated};
use super::links::LinkTarget;
use crate::config::Config;
use crate::output_path::slug_fault;
use crate::record::{Record, SectionFile};
use crate::track::FastBuildHasher;

/// A section's index in the site; the home page is 0.
pub type SectionId = usize;

/// A folder of `content/`.
#[derive(Debug)]
pub struct Section {
    /// The folder below `content/`; empty for the home page.
    pub folder: String,
    /// The output folder, without a slash at the end; empty for the home page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: Option<Arc<SectionFile>>,
    /// Its files in other languages.
    pub translations: Vec<(String, Arc<SectionFile>)>,
    /// Where the links of its texts lead: those of its own text, then those of each translation.
    pub links: Vec<Vec<LinkTarget>>,
    /// The files that its texts link to.
    pub files: Vec<PublishedFile>,
    /// The section that contains it.
    pub parent: Option<SectionId>,
    /// The sections in it, in order.
    pub children: Vec<SectionId>,
    /// The records in it, at any depth: pinned first, then newest first.
    pub entries: Vec<EntryId>,
}

/// The most sections in the menu, which is on every page.
pub const MAX_IN_MENU: usize = 100;

impl Site {
    /// The sections of the menu, including those for which it has no room.
    pub fn menu(&self) -> impl Iterator<Item = &Section> {
        let top =
            self.sections.first().into_iter().flat_map(|home| &home.children).map(|id| &self.sections[*id]);
        top.filter(|section| !section.front().and_then(|front| front.hidden).is_some_and(|hidden| hidden.0))
    }
}

impl Section {
    /// The output path of its first page.
    pub fn index(&self) -> String {
        self.below("index.html")
    }

    /// The output path of its first page in `lang`, if it is written in that language.
    pub fn index_in(&self, lang: &str) -> String {
        if self.is_in(lang) { translated(&self.index(), lang) } else { self.index() }
    }

    /// Whether it is translated into `lang`.
    pub fn is_in(&self, lang: &str) -> bool {
        self.translations.iter().any(|(tag, _)| tag == lang)
    }

    /// The output path of its page `number`.
    pub fn page(&self, number: usize) -> String {
        if number == 1 { self.index() } else { self.below(&format!("page-{number}.html")) }
    }

    /// The output path of a file in it.
    pub fn below(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { [&self.path, "/", name].concat() }
    }

    /// Its front matter.
    pub fn front(&self) -> Option<&crate::record::section::SectionFront> {
        self.file.as_ref().map(|file| &file.front)
    }

    /// The file with its text in `lang`, or else in the language of the site.
    pub fn file_in(&self, lang: &str) -> Option<&SectionFile> {
        self.text_in(lang).map(|(file, _)| file)
    }

    /// The same file, with where the links of its body lead.
    pub fn text_in(&self, lang: &str) -> Option<(&SectionFile, &[LinkTarget])> {
        let links = |at: usize| self.links.get(at).map(Vec::as_slice).unwrap_or_default();
        match self.translations.iter().position(|(tag, _)| tag == lang) {
            Some(at) => Some((&*self.translations[at].1, links(at + 1))),
            None => self.file.as_deref().map(|file| (file, links(0))),
        }
    }

    /// Its title in `lang`, or else in the language of the site.
    pub fn title_in(&self, lang: &str) -> &str {
        self.own_title(lang).unwrap_or(&self.title)
    }

    /// Its title in `lang`, if it has one: from its own page there, or else as its `_index.md` gives it.
    pub fn own_title(&self, lang: &str) -> Option<&str> {
        let page = self
            .translations
            .iter()
            .find(|(tag, _)| tag == lang)
            .and_then(|(_, file)| file.front.title.as_deref());
        let named = || self.front()?.languages.as_ref()?.get(lang)?.title.as_deref();
        page.or_else(named)
    }

    /// The language of its title on a page in `lang`, if that is another.
    pub fn foreign_in<'c>(&self, lang: &str, config: &'c Config) -> Option<&'c str> {
        config.foreign(lang).filter(|_| self.own_title(lang).is_none())
    }

    /// Its titles in all languages of the site, for digests of pages that may show any of them.
    pub fn titles<'s>(&'s self, config: &'s Config) -> Vec<(&'s str, Option<&'s str>)> {
        let further = config.languages().map(|lang| (lang, self.own_title(lang)));
        std::iter::once((config.language.as_str(), Some(&*self.title))).chain(further).collect()
    }

    /// Whether it is a series of logs.
    pub fn is_series(&self) -> bool {
        self.front().is_some_and(|front| front.series.is_some())
    }
}

/// All sections: every folder that has an `_index.md` or records, and every folder that contains one.
pub(super) fn build(
    config: &Config,
    files: &[(Option<String>, Arc<SectionFile>)],
    records: &[Arc<Record>],
) -> Vec<Section> {
    let mut by_folder: HashMap<&str, Vec<_>> = HashMap::new();
    for file in files {
        by_folder.entry(file.1.source.folder()).or_default().push(file);
    }
    let folders = folders(files, records);
    let mut ids: HashMap<&str, SectionId> = HashMap::new();
    let mut sections: Vec<Section> = Vec::with_capacity(folders.len());
    for folder in folders {
        let files = by_folder.get(folder).map(Vec::as_slice).unwrap_or_default();
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
        let parent = (!folder.is_empty()).then(|| ids.get(above).copied().unwrap_or(0));
        ids.insert(folder, sections.len());
        let section = section(config, folder, files, parent.map(|id| (id, &*sections[id].path)));
        sections.push(section);
    }
    order(&mut sections);
    sections
}

/// The folders of all sections, each after the one that contains it.
fn folders<'f>(
    files: &'f [(Option<String>, Arc<SectionFile>)],
    records: &'f [Arc<Record>],
) -> BTreeSet<&'f str> {
    let add = |mut folders: HashSet<_, FastBuildHasher>, folder| {
        folders.insert(folder);
        folders
    };
    let of_records: Vec<_> =
        records.par_iter().map(|record| record.source.section()).fold(HashSet::default, add).collect();
    let mut folders = BTreeSet::from([""]);
    for folder in of_records.into_iter().flatten().chain(files.iter().map(|(_, file)| file.source.folder())) {
        let mut folder = folder;
        while !folder.is_empty() && folders.insert(folder) {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    folders
}

/// A section of which only its own files, its parent and the parent's path are known.
fn section(
    config: &Config,
    folder: &str,
    files: &[&(Option<String>, Arc<SectionFile>)],
    parent: Option<(SectionId, &str)>,
) -> Section {
    let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
    let file = files.iter().find(|(tag, _)| tag.is_none()).map(|(_, file)| file.clone());
    let front = file.as_ref().map(|file| &file.front);
    // An invalid slug was reported when it was read.
    let chosen = front.and_then(|front| front.slug.as_deref()).filter(|slug| slug_fault(slug).is_none());
    let slug = chosen.map_or_else(|| config.slug(name), str::to_owned);
    let path = match parent {
        None => String::new(),
        Some((_, "")) => slug,
        Some((_, above)) => format!("{above}/{slug}"),
    };
    let title = front.and_then(|front| front.title.as_deref());
    let title = title.unwrap_or(if folder.is_empty() { &config.file.title } else { name }).to_owned();
    Section {
        folder: folder.to_owned(),
        path,
        title,
        translations: files.iter().filter_map(|(tag, file)| Some((tag.clone()?, file.clone()))).collect(),
        file,
        links: Vec::new(),
        files: Vec::new(),
        parent: parent.map(|(id, _)| id),
        children: Vec::new(),
        entries: Vec::new(),
    }
}

/// Lists the sections in each section: by weight, then by title.
fn order(sections: &mut [Section]) {
    for id in 1..sections.len() {
        if let Some(parent) = sections[id].parent {
            sections[parent].children.push(id);
        }
    }
    let key: Vec<(i32, String)> = sections
        .iter()
        .map(|section| {
            (section.front().and_then(|front| front.weight).unwrap_or_default().0, section.folder.clone())
        })
        .collect();
    for section in sections {
        section.children.sort_by(|a, b| key[*a].cmp(&key[*b]));
    }
}

/// Adds each record to its section and to all sections around that.
pub(super) fn fill(mut sections: Vec<Section>, entries: &[Entry]) -> Vec<Section> {
    for (id, entry) in entries.iter().enumerate() {
        let mut section = Some(entry.section);
        while let Some(at) = section {
            sections[at].entries.push(id);
            section = sections[at].parent;
        }
    }
    for section in &mut sections {
        section.entries.sort_by_key(|id| !entries[*id].is_pinned());
    }
    sections
}
