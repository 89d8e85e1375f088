//! The register of places: a tree of districts, estates and buildings with what is known of each.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::PlaceNode;
use crate::diag::{Candidates, Code, Diagnostic, Words, codes, words};
use crate::front::scalar::Amount;
use crate::output_path::slug_fault;
use crate::spelling;

/// A place's index in the register.
pub type PlaceId = usize;

/// One place.
#[derive(Clone, Debug)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its address, if the author chose one.
    pub slug: Option<String>,
    /// The place that contains it.
    pub parent: Option<PlaceId>,
    /// The places in it.
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

/// All places, parents before their children.
#[derive(Clone, Debug, Default)]
pub struct Register {
    places: Vec<Place>,
    by_name: HashMap<String, Vec<PlaceId>>,
    /// The places by names with one or more of the containing places in front: `梧桐里/1号楼`. Built when such a
    /// name is first looked up.
    by_path: OnceLock<HashMap<String, Vec<PlaceId>>>,
    /// The unique names, to suggest one in place of an unknown name.
    names: OnceLock<Candidates>,
}

/// The most places that are listed when a name is ambiguous.
const MAX_NAMED: usize = 8;

impl Register {
    /// Reads the tree; also gives its mistakes, by path.
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
            if !register.by_name.contains_key(&*spelling::name(name)) {
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
        self.by_name.entry(spelling::name(&place.name).into_owned()).or_default().push(id);
        self.places.push(place);
        id
    }

    fn add(
        &mut self,
        nodes: &[PlaceNode],
        parent: Option<PlaceId>,
        path: &str,
        found: &mut Vec<(String, Diagnostic)>,
    ) {
        let mut names = HashSet::new();
        for (at, node) in nodes.iter().enumerate() {
            if !names.insert(spelling::name(&node.name.0)) {
                found.push((format!("{path}.{at}.name"), duplicate(&node.name.0)));
                continue;
            }
            let fault = node.slug.as_deref().and_then(slug_fault);
            found.extend(fault.map(|fault| (format!("{path}.{at}.slug"), fault)));
            let id = self.push(Place {
                name: node.name.0.clone(),
                slug: node.slug.as_ref().map(|slug| slug.0.clone()),
                parent,
                children: Vec::new(),
                households: node.households.map(|count| count.0),
                people: node.people.map(|count| count.0),
                units: node.units.map(|count| count.0),
                area: node.area.map(Into::into),
            });
            if let Some(parent) = parent {
                self.places[parent].children.push(id);
            }
            let inside = node.places.as_deref().unwrap_or_default();
            self.add(inside, Some(id), &format!("{path}.{at}.places"), found);
        }
    }

    /// Whether the site has no places.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// All places, parents before their children.
    pub fn iter(&self) -> impl Iterator<Item = (PlaceId, &Place)> {
        self.places.iter().enumerate()
    }

    /// The places that no other contains.
    pub fn roots(&self) -> impl Iterator<Item = PlaceId> {
        self.iter().filter(|(_, place)| place.parent.is_none()).map(|(id, _)| id)
    }

    /// A place.
    pub fn place(&self, id: PlaceId) -> &Place {
        &self.places[id]
    }

    /// The places that contain `id`, outermost first.
    pub fn parents(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut parents: Vec<_> =
            std::iter::successors(self.places[id].parent, |parent| self.places[*parent].parent).collect();
        parents.reverse();
        parents
    }

    /// The name that is unique: `1号楼`, or `梧桐里/1号楼` where the bare name is ambiguous.
    pub fn unique_name(&self, id: PlaceId) -> String {
        let place = &self.places[id];
        let twice = self.by_name.get(&*spelling::name(&place.name)).is_some_and(|ids| ids.len() > 1);
        match place.parent {
            Some(parent) if twice => format!("{}/{}", self.unique_name(parent), place.name),
            _ => place.name.clone(),
        }
    }

    /// The place with that name, either bare or a path of names; none if there is not exactly one.
    pub fn find(&self, name: &str) -> Option<PlaceId> {
        match self.candidates(name) {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The code of what is wrong with a name; none if it leads to exactly one place.
    pub fn fault(&self, name: &str) -> Option<&'static Code> {
        match self.candidates(name) {
            [] => Some(&codes::UNKNOWN_PLACE),
            [_] => None,
            _ => Some(&codes::AMBIGUOUS_PLACE),
        }
    }

    /// The diagnostic for a name that does not lead to exactly one place.
    pub fn unresolved(&self, name: &str) -> Diagnostic {
        let several = self.candidates(name);
        if !several.is_empty() {
            let names: Vec<String> = several.iter().take(MAX_NAMED).map(|id| self.unique_name(*id)).collect();
            let (mut zh, mut en) = (names.join("、"), names.join(", "));
            if several.len() > MAX_NAMED {
                zh.push_str(&format!(" 等 {} 处", several.len()));
                en.push_str(&format!(" and {} more", several.len() - MAX_NAMED));
            }
            let d = Diagnostic::new(
                &codes::AMBIGUOUS_PLACE,
                words!("登记册里不止一个“{name}”", "the register has more than one “{name}”"),
            );
            return d.help(words!("请写全：{zh}", "write one of: {en}"));
        }
        let d = Diagnostic::new(
            &codes::UNKNOWN_PLACE,
            words!("登记册里没有“{name}”", "the register has no “{name}”"),
        );
        d.help(match self.nearest(name) {
            Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
            None => Words::fixed(
                "在 site.yaml 的 places 里加上它，或改正名称",
                "add it to `places` in site.yaml, or correct the name",
            ),
        })
    }

    /// The unique name most like one that leads nowhere.
    fn nearest(&self, name: &str) -> Option<String> {
        let names = self.names.get_or_init(|| {
            let names: Vec<String> = (0..self.places.len()).map(|id| self.unique_name(id)).collect();
            Candidates::of(names.iter().map(String::as_str))
        });
        names.nearest(name).map(|id| self.unique_name(id))
    }

    /// The places that a name may mean.
    pub(super) fn candidates(&self, name: &str) -> &[PlaceId] {
        let ids = if name.contains('/') {
            let path: Vec<Cow<'_, str>> = name.split('/').map(spelling::name).collect();
            self.by_path().get(&path.join("/"))
        } else {
            self.by_name.get(&*spelling::name(name))
        };
        ids.map(Vec::as_slice).unwrap_or_default()
    }

    fn by_path(&self) -> &HashMap<String, Vec<PlaceId>> {
        self.by_path.get_or_init(|| {
            let mut by_path: HashMap<String, Vec<PlaceId>> = HashMap::new();
            for (id, place) in self.iter().filter(|(_, place)| !place.name.contains('/')) {
                let mut path = spelling::name(&place.name).into_owned();
                for parent in std::iter::successors(place.parent, |parent| self.places[*parent].parent) {
                    path = format!("{}/{path}", spelling::name(&self.places[parent].name));
                    by_path.entry(path.clone()).or_default().push(id);
                }
            }
            by_path
        })
    }

    /// The sum of what `of` gives for some places; none if it gives nothing for one of them, or if there
    /// are none. A place inside another of them is not counted again.
    pub fn total<T: Into<Decimal>>(
        &self,
        places: &[PlaceId],
        of: impl Fn(&Place) -> Option<T>,
    ) -> Option<Decimal> {
        let all: HashSet<PlaceId> = places.iter().copied().collect();
        let outer = |id: &&PlaceId| !self.parents(**id).iter().any(|parent| all.contains(parent));
        let mut ids: Vec<PlaceId> = places.iter().filter(outer).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return None;
        }
        ids.iter().try_fold(Decimal::ZERO, |sum, id| Some(sum + of(&self.places[*id])?.into()))
    }
}

/// The diagnostic for a name that two places of one level share.
fn duplicate(name: &str) -> Diagnostic {
    Diagnostic::new(
        &codes::BAD_CONFIG,
        words!("登记册同一级里“{name}”写了两次", "“{name}” appears twice at one level of the register"),
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two estates with the same buildings, one of which has one more, and rooms in one of them.
    fn register() -> Register {
        let yaml = "[{name: 梧桐里, places: [{name: 1号楼, places: [{name: 101室}]}, {name: 2号楼}]}, \
                    {name: 新禾苑, places: [{name: 1号楼}]}]";
        let (register, found) = Register::of(&serde_yaml::from_str::<Vec<PlaceNode>>(yaml).unwrap());
        assert!(found.is_empty());
        register
    }

    #[test]
    fn a_name_leads_to_one_place_where_enough_of_its_path_is_given() {
        let register = register();
        for (name, leads) in [
            ("2号楼", Some("2号楼")),
            ("梧桐里 / 2号楼", Some("2号楼")),
            ("新禾苑/1号楼", Some("新禾苑/1号楼")),
            ("1号楼/101室", Some("101室")),
            ("梧桐里/1号楼/101室", Some("101室")),
            ("新禾苑/1号楼/101室", None),
            ("梧桐里/101室", None),
            ("1号楼", None),
            ("/1号楼", None),
            ("", None),
        ] {
            assert_eq!(register.find(name).map(|id| register.unique_name(id)).as_deref(), leads, "{name}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_name_is_reported_with_the_names_that_may_be_meant() {
        let register = register();
        assert_eq!(register.unresolved("1号楼").help.unwrap().zh, "请写全：梧桐里/1号楼、新禾苑/1号楼");
        assert_eq!(register.unresolved("梧桐理").help.unwrap().zh, "是不是“梧桐里”？");
        assert_eq!(
            (register.fault("1号楼").unwrap().id, register.fault("9号楼").unwrap().id),
            ("ambiguous-place", "unknown-place")
        );
        let many: Vec<String> =
            (0..20).map(|at| format!("{{name: 甲{at}, places: [{{name: 门房}}]}}")).collect();
        let (register, _) =
            Register::of(&serde_yaml::from_str::<Vec<PlaceNode>>(&format!("[{}]", many.join(","))).unwrap());
        assert!(register.unresolved("门房").help.unwrap().en.ends_with("甲7/门房 and 12 more"));
    }

    #[test]
    fn a_name_occurs_once_at_one_level() {
        let yaml = "[{name: 甲, places: [{name: 乙}, {name: 乙}]}, {name: 乙}, {name: 甲}]";
        let (register, found) = Register::of(&serde_yaml::from_str::<Vec<PlaceNode>>(yaml).unwrap());
        assert_eq!(
            found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
            ["places.0.places.1.name", "places.2.name"]
        );
        assert_eq!(register.iter().count(), 3);
    }
}
