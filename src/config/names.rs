//! What places and topics are called in the further languages of a site: takes what `languages` of `site.yaml` says, gives
//! the name of a place or topic that a record names.

use std::collections::HashMap;

use super::{Language, PlaceId, Register, Topics};
use crate::front::check::Check;
use crate::front::scalar::Text;
use crate::front::shape::Pairs;
use crate::spelling;

/// The names in one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Of the places of the register.
    places: HashMap<PlaceId, String>,
    /// Of places where the site has no register.
    free: HashMap<String, String>,
    topics: HashMap<String, String>,
}

impl Names {
    /// Reads what a language says of places and topics; `path` leads to that language in `site.yaml`.
    pub(super) fn of(
        language: &Language,
        (register, topics): (&Register, Option<&Topics>),
        path: &str,
        found: &mut Check,
    ) -> Names {
        let mut names = Names::default();
        let written = |pairs: &Option<Pairs<Text>>| pairs.clone().unwrap_or_default().0;
        let (narrow, bare): (Vec<_>, Vec<_>) = written(&language.places).into_iter().partition(|(name, _)| name.contains('/'));
        // A bare name is that of all places called so; one with what they are inside of is narrower, and stands.
        for (name, text) in bare.into_iter().chain(narrow) {
            let meant = register.meant(&name);
            if register.is_empty() {
                names.free.insert(spelling::name(&name).into_owned(), text.0);
            } else if meant.is_empty() {
                found.push(Check::key(format!("{path}.places.{name}")), register.told(&name));
            } else {
                names.places.extend(meant.iter().map(|id| (*id, text.0.clone())));
            }
        }
        for (name, text) in written(&language.topics) {
            match topics.filter(|topics| !topics.has(&name)) {
                Some(topics) => drop(found.push(Check::key(format!("{path}.topics.{name}")), topics.told(&name))),
                None => drop(names.topics.insert(spelling::name(&name).into_owned(), text.0)),
            }
        }
        names
    }

    /// A topic's name.
    pub(super) fn topic(&self, topic: &str) -> Option<&str> {
        self.topics.get(&*spelling::name(topic)).map(String::as_str)
    }

    /// The name of a place as a record names it, with as much of what it is inside of: `Elm Court/House 2` for
    /// `新禾苑/2号楼`. None where a part of it has no name in this language.
    pub(super) fn place(&self, register: &Register, name: &str) -> Option<String> {
        if register.is_empty() {
            return self.free.get(&*spelling::name(name)).cloned();
        }
        let place = register.find(name)?;
        let parts = register.parents(place).into_iter().chain([place]);
        let shown = name.split('/').count();
        let skipped = parts.clone().count().saturating_sub(shown);
        let named: Option<Vec<&str>> = parts.skip(skipped).map(|id| self.places.get(&id).map(String::as_str)).collect();
        Some(named?.join("/"))
    }
}
