//! The names of sections, places and topics in the further languages of the site, for people who read the
//! data in one of them: the records themselves keep the names that their authors wrote.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::site::{Site, Term, place_name};

/// The names in one language, in the order of the site.
#[derive(Hash, Serialize)]
pub(in crate::render) struct NameTable<'a> {
    /// Of sections, by their folder in addresses.
    #[serde(serialize_with = "map", skip_serializing_if = "Vec::is_empty")]
    sections: Vec<(Cow<'a, str>, &'a str)>,
    /// Of places, as records have them.
    #[serde(serialize_with = "map", skip_serializing_if = "Vec::is_empty")]
    places: Vec<(Cow<'a, str>, &'a str)>,
    /// Of topics.
    #[serde(serialize_with = "map", skip_serializing_if = "Vec::is_empty")]
    topics: Vec<(Cow<'a, str>, &'a str)>,
}

/// The names in every further language that has any.
pub(in crate::render) fn of(site: &Site) -> Vec<(&str, NameTable<'_>)> {
    let named = |lang: &str| NameTable::of(site, lang);
    let some = |names: &NameTable<'_>| {
        !(names.sections.is_empty() && names.places.is_empty() && names.topics.is_empty())
    };
    site.config.languages().map(|lang| (lang, named(lang))).filter(|(_, names)| some(names)).collect()
}

impl<'a> NameTable<'a> {
    fn of(site: &'a Site, lang: &str) -> NameTable<'a> {
        let called = |term: &'a Term| term.names.iter().find(|name| name.lang == lang);
        let place = |(id, term): (usize, &'a Term)| Some((place_name(site, id), &*called(term)?.spoken));
        let topic = |term: &'a Term| Some((Cow::Borrowed(&*term.name), &*called(term)?.name));
        let titled = site.sections.iter().filter(|section| section.parent.is_some());
        let section = |section: &'a crate::site::Section| {
            Some((Cow::Borrowed(&*section.path), section.own_title(lang)?))
        };
        NameTable {
            sections: titled.filter_map(section).collect(),
            places: site.places.all.iter().enumerate().filter_map(place).collect(),
            topics: site.topics.all.iter().filter_map(topic).collect(),
        }
    }
}

fn map<S: Serializer>(names: &[(Cow<'_, str>, &str)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(names.iter().map(|(name, text)| (name, text)))
}

/// Writes the names of all languages as a map.
pub(super) fn write<S: Serializer>(names: &[(&str, NameTable<'_>)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(names.len()))?;
    for (lang, names) in names {
        map.serialize_entry(lang, names)?;
    }
    map.end()
}
