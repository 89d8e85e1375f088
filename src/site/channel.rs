//! What people can subscribe to: takes the site, gives each list that has feeds and a calendar of its own,
//! with its address and its name.

use std::collections::HashSet;

use super::{EntryId, Section, SectionId, Site, Term, TermId, in_language};

/// A list that has feeds and a calendar of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A section with its subsections; section 0 is the whole site.
    Section(SectionId),
    /// A topic.
    Topic(TermId),
    /// A place with the places inside it.
    Place(TermId),
    /// A body that issues records, meets or is elected.
    Body(TermId),
}

/// The list of records behind a channel.
enum List<'s> {
    Section(&'s Section),
    Term(&'s Term),
}

/// The name of an Atom feed in its folder.
pub const ATOM: &str = "atom.xml";
/// The name of a JSON Feed in its folder.
pub const JSON_FEED: &str = "feed.json";
/// The name of a calendar in its folder.
pub const CALENDAR: &str = "calendar.ics";
/// The output path of the page that says how names and words are written.
pub const TERMS_PAGE: &str = "terms.html";
/// The output path of the page that lists the channels.
pub const SUBSCRIBE_PAGE: &str = "subscribe.html";

impl Channel {
    /// All channels of a site: sections, topics, places, bodies.
    pub fn all(site: &Site) -> impl Iterator<Item = Channel> {
        let sections = (0..site.sections.len()).map(Channel::Section);
        let topics = (0..site.topics.all.len()).map(Channel::Topic);
        let places = (0..site.places.all.len()).map(Channel::Place);
        sections.chain(topics).chain(places).chain((0..site.bodies.all.len()).map(Channel::Body))
    }

    /// The channel whose file is at an output path: `topics/lift/atom.xml`.
    pub fn of_file(site: &Site, path: &str) -> Option<Channel> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let page = format!("{folder}.html");
        (site.topics.at(&page).map(Channel::Topic))
            .or_else(|| site.places.at(&page).map(Channel::Place))
            .or_else(|| site.bodies.at(&page).map(Channel::Body))
            .or_else(|| site.section_id_at(folder).map(Channel::Section))
    }

    /// The list of its records.
    fn list(self, site: &Site) -> List<'_> {
        match self {
            Channel::Section(id) => List::Section(&site.sections[id]),
            Channel::Topic(id) => List::Term(site.topics.get(id)),
            Channel::Place(id) => List::Term(site.places.get(id)),
            Channel::Body(id) => List::Term(site.bodies.get(id)),
        }
    }

    /// Its records, in the order of its page.
    pub fn entries(self, site: &Site) -> &[EntryId] {
        match self.list(site) {
            List::Section(section) => &section.entries,
            List::Term(term) => &term.entries,
        }
    }

    /// The output path of one of its files.
    pub fn file(self, site: &Site, name: &str) -> String {
        match self.list(site) {
            List::Section(section) => section.below(name),
            List::Term(term) => format!("{}/{name}", term.stem),
        }
    }

    /// The output path of a feed in a language, `atom.xml` or `atom.en.xml`; in the site's own language if
    /// the channel has no feed in that one.
    pub fn feed(self, site: &Site, name: &str, lang: &str) -> String {
        let lang = site.config.known_language(lang);
        match name.rsplit_once('.').filter(|_| lang != site.config.language) {
            Some((stem, end)) => self.file(site, &format!("{stem}.{lang}.{end}")),
            None => self.file(site, name),
        }
    }

    /// The output path of its calendar, which exists if any of its records takes place and addresses can be
    /// absolute.
    pub fn calendar(self, site: &Site) -> Option<String> {
        let has_one = !site.config.base_url.is_empty() && site.calendars.contains(&self);
        has_one.then(|| self.file(site, CALENDAR))
    }

    /// The output path of its page, to which pages in a language link.
    pub fn page(self, site: &Site, lang: &str) -> String {
        match self.list(site) {
            List::Section(section) => section.index_in(lang),
            List::Term(term) => in_language(&term.path, lang, &site.config).into_owned(),
        }
    }

    /// Its name in a language, and the language of that name if it is another.
    pub fn name<'s>(self, site: &'s Site, lang: &'s str) -> (&'s str, Option<&'s str>) {
        let config = &site.config;
        match self.list(site) {
            List::Section(_) if self == Channel::Section(0) => {
                let own = config.title_language(lang);
                (config.title(lang), Some(own).filter(|own| *own != lang))
            }
            List::Section(section) => (section.title_in(lang), section.foreign_in(lang, config)),
            List::Term(term) => {
                let called = term.called(lang, config);
                (called.spoken, called.lang)
            }
        }
    }
}

/// The sections with a record, at any depth, that takes place.
pub(super) fn eventful_sections(site: &Site) -> HashSet<SectionId> {
    let mut found = HashSet::new();
    for entry in site.entries.iter().filter(|entry| entry.takes_place()) {
        let mut around = Some(entry.section);
        while let Some(id) = around.filter(|id| found.insert(*id)) {
            around = site.sections[id].parent;
        }
    }
    found
}

/// The channels with a record that takes place.
pub(super) fn with_calendars(site: &Site) -> HashSet<Channel> {
    let mut found: HashSet<Channel> = eventful_sections(site).into_iter().map(Channel::Section).collect();
    for entry in site.entries.iter().filter(|entry| entry.takes_place()) {
        found.extend(entry.topics.iter().map(|id| Channel::Topic(*id)));
        found.extend(entry.bodies.iter().map(|id| Channel::Body(*id)));
        for place in &entry.places {
            let around = site.places.get(*place).parents.iter().chain([place]);
            found.extend(around.map(|id| Channel::Place(*id)));
        }
    }
    found
}
