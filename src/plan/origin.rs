//! Where an output comes from: the `slug`, the alias or the name that determines its path, and what people
//! call its source.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::{DrawTask, Target};
use crate::config::{PlaceNode, TopicEntry};
use crate::diag::Location;
use crate::record::check::Check;
use crate::record::common::TextList;
use crate::record::{Common, Record};
use crate::site::{AliasTarget, Channel, EntryId, FundId, Section, SectionId, Site, TermId, alias_at};
use crate::site::{located_in, located_in_section, place, place_in_config, place_in_section};
use crate::source::System;
use crate::spelling;
use crate::theme::{Theme, is_built_in};

/// What outputs are made of.
pub(super) struct Origins<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    pub(super) system: &'a dyn System,
    /// The locations of the aliases that were looked up together: by the file, and the path of the value in
    /// it.
    known: RefCell<HashMap<FieldOrigin, Range<usize>>>,
}

/// A value: its file, and its path in the front matter.
type FieldOrigin = (Arc<str>, String);

/// The file that a target is made of, where there is one.
pub fn file_of(site: &Site, draw: &DrawTask) -> Option<Arc<str>> {
    let of_section = |id: SectionId| site.sections[id].file.as_ref().map(|file| file.source.file.clone());
    if let Some(id) = draw.section() {
        return of_section(id);
    }
    let of_record = |id: EntryId| Some(site.entries[id].record.source.file.clone());
    if let Some(id) = draw.record() {
        return of_record(id);
    }
    match draw {
        DrawTask::Alias(AliasTarget::Record(id)) => of_record(*id),
        DrawTask::Alias(AliasTarget::Section(id)) => of_section(*id),
        DrawTask::Attachment(source) | DrawTask::PhotoCopy(source, _) => {
            Some(format!("content/{source}").into())
        }
        _ => None,
    }
}

impl<'a> Origins<'a> {
    /// What the outputs of a site are made of.
    pub(super) fn of(site: &'a Site, theme: &'a Theme, system: &'a dyn System) -> Origins<'a> {
        Origins { site, theme, system, known: RefCell::default() }
    }

    /// Finds the locations of all aliases among some outputs; each file is read once, however many aliases
    /// it holds.
    pub(super) fn locate_aliases<'t>(&self, targets: impl Iterator<Item = &'t Target>) {
        let mut wanted: BTreeMap<AliasTarget, Vec<String>> = BTreeMap::new();
        for target in targets {
            if let DrawTask::Alias(to) = &target.draw {
                wanted.entry(*to).or_default().push(self.alias_path(*to, &target.path));
            }
        }
        for (to, paths) in wanted {
            let Some(file) = file_of(self.site, &DrawTask::Alias(to)) else { continue };
            let spans = match to {
                AliasTarget::Record(id) => located_in(&self.site.entries[id].record, &paths, self.system),
                AliasTarget::Section(id) => match &self.site.sections[id].file {
                    Some(section) => located_in_section(section, &paths, self.system),
                    None => continue,
                },
            };
            self.known.borrow_mut().extend(paths.into_iter().map(|path| (file.clone(), path)).zip(spans));
        }
    }

    /// What people call the source of a target.
    pub(super) fn said(&self, target: &Target) -> String {
        match (&target.draw, file_of(self.site, &target.draw)) {
            (DrawTask::Alias(_), Some(file)) => format!("{file} (aliases)"),
            (DrawTask::Record(id, _) | DrawTask::RecordCalendar(id), Some(_)) => {
                format!("content/{}", self.site.entries[*id].source())
            }
            (_, Some(file)) => file.to_string(),
            (draw, None) => match draw.section() {
                Some(id) => format!("content/{}", self.site.sections[id].folder),
                None => target.path.to_string(),
            },
        }
    }

    /// Where the path of an output comes from: the `slug`, the alias or the name that determines it, or
    /// else the file whose name it has.
    pub(super) fn place(&self, draw: &DrawTask, path: &str) -> Option<Location> {
        let site = self.site;
        if let Some(id) = draw.section() {
            let section = &site.sections[id];
            // A home page without a text of its own has no file.
            return (section.file.is_some() || !section.folder.is_empty()).then(|| self.of_section(section));
        }
        if let Some(channel) = draw.channel() {
            return match channel {
                Channel::Section(_) => None,
                Channel::Topic(id) => self.of_topic(id),
                Channel::Place(id) => self.of_place(id),
                Channel::Body(id) => self.of_body(id),
            };
        }
        if let Some(id) = draw.record() {
            return Some(self.of_record(id));
        }
        match draw {
            DrawTask::Alias(to) => self.of_alias(*to, path),
            DrawTask::Topic(id, ..) => self.of_topic(*id),
            DrawTask::Place(id, ..) => self.of_place(*id),
            DrawTask::Body(id, ..) => self.of_body(*id),
            DrawTask::Fund(id, _) => self.of_fund(*id),
            DrawTask::Asset(name) => {
                let file = &self.theme.asset(name)?.file;
                (!is_built_in(file)).then(|| Location::new(file.as_str(), 0..0))
            }
            _ => file_of(site, draw).map(|file| Location::new(file, 0..0)),
        }
    }

    /// The same for the part of the path that begins at byte `at`: the mistake may be in the folder of a
    /// section.
    pub(super) fn place_of_part(&self, draw: &DrawTask, path: &str, at: usize) -> Option<Location> {
        let mut section = self.section(draw);
        let mut outermost = None;
        while let Some(id) = section {
            let around = &self.site.sections[id];
            if around.path.len() > at {
                outermost = Some(around);
            }
            section = around.parent;
        }
        outermost.map(|section| self.of_section(section)).or_else(|| self.place(draw, path))
    }

    /// The section that an output is in.
    fn section(&self, draw: &DrawTask) -> Option<SectionId> {
        if let Some(id) = draw.record() {
            return Some(self.site.entries[id].section);
        }
        match draw {
            DrawTask::Attachment(source) | DrawTask::PhotoCopy(source, _) => {
                let is_around = |section: &Section| {
                    source.strip_prefix(&*section.folder).is_some_and(|rest| rest.starts_with('/'))
                };
                let around = self.site.sections.iter().enumerate().filter(|(_, section)| is_around(section));
                around.max_by_key(|(_, section)| section.folder.len()).map(|(id, _)| id)
            }
            _ => draw.section(),
        }
    }

    /// Where the first ledger of a fund names it.
    fn of_fund(&self, id: FundId) -> Option<Location> {
        let record = &self.site.entries[*self.site.funds.all[id].entries.first()?].record;
        Some(Location::new(record.source.file.clone(), place(record, "fund", self.system)))
    }

    /// Where one of the records of a body, or the settings, name it.
    fn of_body(&self, id: TermId) -> Option<Location> {
        let mut records = self.site.bodies.get(id).entries.iter().map(|id| &self.site.entries[*id].record);
        let named = records.find(|record| record.common.issuer.is_some());
        match named {
            Some(record) => {
                Some(Location::new(record.source.file.clone(), place(record, "issuer", self.system)))
            }
            None => Some(self.in_config("issuer")),
        }
    }

    fn of_record(&self, id: EntryId) -> Location {
        let record = &self.site.entries[id].record;
        let span = match (record.named_by(), &record.source.row) {
            (Some(field), _) => place(record, field, self.system),
            (None, Some(_)) => place(record, "", self.system),
            (None, None) => 0..0,
        };
        Location::new(record.source.file.clone(), span)
    }

    fn of_section(&self, section: &Section) -> Location {
        match &section.file {
            Some(file) if file.front.slug.is_some() => {
                Location::new(file.source.file.clone(), place_in_section(file, "slug", self.system))
            }
            Some(file) => Location::new(file.source.file.clone(), 0..0),
            None => Location::new(format!("content/{}", section.folder), 0..0),
        }
    }

    /// The path, in its front matter, of the alias that gives an output its path.
    fn alias_path(&self, to: AliasTarget, path: &str) -> String {
        let written = match to {
            AliasTarget::Record(id) => alias_at(&self.site.entries[id].record.common.aliases, path),
            AliasTarget::Section(id) => {
                self.site.sections[id].file.as_ref().and_then(|file| alias_at(&file.front.aliases, path))
            }
        };
        Check::word("aliases", written.unwrap_or_default())
    }

    fn of_alias(&self, to: AliasTarget, path: &str) -> Option<Location> {
        let key = (file_of(self.site, &DrawTask::Alias(to))?, self.alias_path(to, path));
        if let Some(span) = self.known.borrow().get(&key) {
            return Some(Location::new(key.0, span.clone()));
        }
        let (file, path) = key;
        let span = match to {
            AliasTarget::Record(id) => place(&self.site.entries[id].record, &path, self.system),
            AliasTarget::Section(id) => {
                place_in_section(self.site.sections[id].file.as_ref()?, &path, self.system)
            }
        };
        Some(Location::new(file, span))
    }

    /// The location of a topic: in the list of `site.yaml`, or in the first record that has it.
    fn of_topic(&self, id: TermId) -> Option<Location> {
        let name = &self.site.topics.get(id).name;
        let mut listed = self.site.config.file.topics.iter().flatten().enumerate();
        let listed =
            listed.find(|(_, topic)| spelling::name(topic.name()) == *name).map(|(at, topic)| match topic {
                TopicEntry::Name(_) => format!("topics.{at}"),
                TopicEntry::Node(node) => says(format!("topics.{at}"), node.slug.is_some()),
            });
        match listed {
            Some(path) => Some(self.in_config(&path)),
            None => self.first_use("topics", |common| &common.topics, name),
        }
    }

    /// The location of a place: in the register, or in the first record that names it.
    fn of_place(&self, id: TermId) -> Option<Location> {
        let nodes = self.site.config.file.places.as_deref().unwrap_or_default();
        match nodes.is_empty() {
            false => path_of_place(nodes, "places", &mut 0, id).map(|path| self.in_config(&path)),
            true => self.first_use("places", |common| &common.places, &self.site.places.get(id).name),
        }
    }

    fn in_config(&self, path: &str) -> Location {
        Location::new("site.yaml", place_in_config(path, self.system))
    }

    /// Where the first record, by source, writes one of the words.
    fn first_use(
        &self,
        field: &str,
        of: impl Fn(&Common) -> &Option<TextList>,
        word: &str,
    ) -> Option<Location> {
        let has = |record: &Record| Common::words(of(&record.common)).iter().any(|written| written.0 == word);
        let uses = self.site.entries.iter().map(|entry| &*entry.record).filter(|record| has(record));
        let record = uses.min_by_key(|record| &record.source.path)?;
        Some(Location::new(record.source.file.clone(), place(record, &Check::word(field, word), self.system)))
    }
}

/// The value that determines the address of a topic or a place: its slug, if it has one.
fn says(node: String, has_slug: bool) -> String {
    if has_slug { node + ".slug" } else { node + ".name" }
}

/// The path in `site.yaml` of the place with that number, counting in the order of the file.
fn path_of_place(nodes: &[PlaceNode], path: &str, next: &mut TermId, wanted: TermId) -> Option<String> {
    nodes.iter().enumerate().find_map(|(at, node)| {
        let own = format!("{path}.{at}");
        let number = std::mem::replace(next, *next + 1);
        if number == wanted {
            return Some(says(own, node.slug.is_some()));
        }
        path_of_place(node.places.as_deref().unwrap_or_default(), &format!("{own}.places"), next, wanted)
    })
}
