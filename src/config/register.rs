//! The register of places: a tree of districts, estates and buildings with what is known of each.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::PlaceNode;
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::front::scalar::Amount;
use crate::output_path::slug_fault;

/// A place's index in the register.
pub type PlaceId = usize;

/// One place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its address, if the author chose one.
    pub slug: Option<String>,
    /// What it is inside of.
    pub parent: Option<PlaceId>,
    /// What is inside it.
    pub children: Vec<PlaceId>,
    /// Households.
    pub households: Option<u64>,
    /// People.
    pub people: Option<u64>,
    /// Exclusive units.
    pub units: Option<u64>,
    /// Exclusive area in square metres.
    pub area: Option<Amount>,
}

/// All places, parents before what is inside them.
#[derive(Clone, Debug, Default)]
pub struct Register {
    places: Vec<Place>,
    by_name: HashMap<String, Vec<PlaceId>>,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One place.
    Found(PlaceId),
    /// Several places: the longer names that tell them apart.
    Ambiguous(Vec<String>),
    /// None: the nearest name, if one is near.
    Unknown(Option<String>),
}

impl Register {
    /// Reads the tree; gives with it what is wrong, by path.
    pub fn of(nodes: &[PlaceNode]) -> (Register, Vec<(String, Diagnostic)>) {
        let mut register = Register::default();
        let mut found = Vec::new();
        register.add(nodes, None, "places", &mut found);
        (register, found)
    }

    /// A register of bare names, for a site that has none of its own.
    pub fn of_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Register {
        let mut register = Register::default();
        for name in names {
            if !register.by_name.contains_key(name) {
                let place = Place {
                    name: name.to_owned(),
                    slug: None,
                    parent: None,
                    children: Vec::new(),
                    households: None,
                    people: None,
                    units: None,
                    area: None,
                };
                register.push(place);
            }
        }
        register
    }

    fn push(&mut self, place: Place) -> PlaceId {
        let id = self.places.len();
        self.by_name.entry(place.name.clone()).or_default().push(id);
        self.places.push(place);
        id
    }

    fn add(&mut self, nodes: &[PlaceNode], parent: Option<PlaceId>, path: &str, found: &mut Vec<(String, Diagnostic)>) {
        for (at, node) in nodes.iter().enumerate() {
            let siblings = parent.map_or_else(|| self.roots().collect(), |parent: PlaceId| self.places[parent].children.clone());
            let name = &node.name.0;
            if siblings.iter().any(|id| self.places[*id].name == *name) {
                let d = Diagnostic::new(
                    &codes::BAD_CONFIG,
                    words!("登记册同一级里“{name}”写了两次", "“{name}” stands twice at one level of the register"),
                );
                found.push((format!("{path}.{at}.name"), d));
                continue;
            }
            let fault = node.slug.as_deref().and_then(slug_fault);
            found.extend(fault.map(|d| (format!("{path}.{at}.slug"), d)));
            let count = |count: Option<crate::front::scalar::Count>| count.map(|count| count.0);
            let id = self.push(Place {
                name: name.clone(),
                slug: node.slug.as_ref().map(|slug| slug.0.clone()),
                parent,
                children: Vec::new(),
                households: count(node.households),
                people: count(node.people),
                units: count(node.units),
                area: node.area,
            });
            if let Some(parent) = parent {
                self.places[parent].children.push(id);
            }
            self.add(node.places.as_deref().unwrap_or_default(), Some(id), &format!("{path}.{at}.places"), found);
        }
    }

    /// Whether the site has no places.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All places, parents before what is inside them.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        self.places.iter().enumerate()
    }

    /// The places that are inside of none.
    pub fn roots(&self) -> impl Iterator<Item = PlaceId> {
        self.iter().filter(|(_, place)| place.parent.is_none()).map(|(id, _)| id)
    }

    /// A place.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id]
    }

    /// The places `id` is inside of, outermost first.
    pub fn parents(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut parents: Vec<_> = std::iter::successors(self.places[id].parent, |parent| self.places[*parent].parent).collect();
        parents.reverse();
        parents
    }

    /// The name that is unique: `1号楼`, or `梧桐里/1号楼` where the bare name stands twice.
    pub fn unique_name(&self, id: PlaceId) -> String {
        let place = &self.places[id];
        let twice = self.by_name.get(&place.name).is_some_and(|ids| ids.len() > 1);
        match place.parent {
            Some(parent) if twice => format!("{}/{}", self.unique_name(parent), place.name),
            _ => place.name.clone(),
        }
    }

    /// What `name` leads to: a bare name, or a path of names.
    pub fn lookup(&self, name: &str) -> Lookup {
        let (bare, above) = match name.rsplit_once('/') {
            Some((above, bare)) => (bare.trim(), Some(above)),
            None => (name.trim(), None),
        };
        let ids = self.by_name.get(bare).map(Vec::as_slice).unwrap_or_default();
        let fits = |id: &&PlaceId| above.is_none_or(|above| self.is_inside(**id, above));
        let ids: Vec<PlaceId> = ids.iter().filter(fits).copied().collect();
        match ids.as_slice() {
            [] => {
                let names: Vec<String> = (0..self.places.len()).map(|id| self.unique_name(id)).collect();
                Lookup::Unknown(nearest(name, names.iter().map(String::as_str)).map(str::to_owned))
            }
            [one] => Lookup::Found(*one),
            several => Lookup::Ambiguous(several.iter().map(|id| self.unique_name(*id)).collect()),
        }
    }

    /// The place of that name, when there is just one.
    pub fn find(&self, name: &str) -> Option<PlaceId> {
        match self.lookup(name) {
            Lookup::Found(id) => Some(id),
            _ => None,
        }
    }

    fn is_inside(&self, id: PlaceId, path: &str) -> bool {
        let mut parent = self.places[id].parent;
        for name in path.rsplit('/') {
            let Some(place) = parent.map(|parent| &self.places[parent]) else {
                return false;
            };
            if place.name != name.trim() {
                return false;
            }
            parent = place.parent;
        }
        true
    }

    /// The sum of what `of` says of some places; none when one of them does not say, or there are none. A place
    /// inside another of them is not added again.
    pub fn total<T: Into<Decimal>>(&self, places: &[PlaceId], of: impl Fn(&Place) -> Option<T>) -> Option<Decimal> {
        let outer = |id: &&PlaceId| !self.parents(**id).iter().any(|parent| places.contains(parent));
        let mut ids: Vec<PlaceId> = places.iter().filter(outer).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return None;
        }
        ids.iter().try_fold(Decimal::ZERO, |sum, id| Some(sum + of(&self.places[*id])?.into()))
    }
}

/// The fault of a place that is not in the register.
pub fn place_fault(name: &str, lookup: &Lookup) -> Option<Diagnostic> {
    match lookup {
        Lookup::Found(_) => None,
        Lookup::Ambiguous(names) => {
            let (zh, en) = (names.join("、"), names.join(", "));
            let d = Diagnostic::new(&codes::AMBIGUOUS_PLACE, words!("登记册里不止一个“{name}”", "the register has more than one “{name}”"));
            Some(d.help(words!("请写全：{zh}", "write one of: {en}")))
        }
        Lookup::Unknown(near) => {
            let d = Diagnostic::new(&codes::UNKNOWN_PLACE, words!("登记册里没有“{name}”", "the register has no “{name}”"));
            Some(d.help(match near {
                Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
                None => Words::fixed("在 site.yaml 的 places 里加上它，或改正名称", "add it to `places` in site.yaml, or mend the name"),
            }))
        }
    }
}

/// A name of the register as people say it: 新禾苑1号楼 for 新禾苑/1号楼.
pub fn spoken(name: &str) -> String {
    let wide = |c: char| c > '\u{2e7f}';
    name.split('/').map(str::trim).fold(String::new(), |mut spoken, part| {
        if !(spoken.is_empty() || spoken.ends_with(wide) || part.starts_with(wide)) {
            spoken.push(' ');
        }
        spoken.push_str(part);
        spoken
    })
}
