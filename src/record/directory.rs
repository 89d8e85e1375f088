//! 通讯录: who does what, from the committee through its specialised committees to the groups of buildings.

use serde::Serialize;

use super::check::Check;
use super::common::{Common, Contact, File, own_fields};
use super::kind::{DeriveContext, Kind, Profile, SchemaType, ViewContext, fields_of};
use crate::front::OneOrMany;
use crate::front::prose::Prose;
use crate::front::shape::{Choice, Nested, Shaped, fields};

fields! {
    /// A body, a committee of it, or a group of buildings.
    pub struct Unit {
        /// what it is called
        name "名称" "名称" ! Prose,
        /// what it does
        duty "职责" "职责" ? Prose,
        /// who belongs to it, by post or by name
        members "成员" "成员，写岗位或姓名" ? OneOrMany<Prose>,
        /// how to reach it
        contact "联系方式" "怎样联系" ? Box<Contact>,
        /// what belongs to it
        units "下设" "下设的机构" ? Nested<Unit>,
    }
}

own_fields! {
    /// A directory's own fields.
    Directory {
        /// the bodies, each with what belongs to it
        units "机构" "各机构及其下设" ? Nested<Unit>,
    }
}

static PROFILE: Profile = Profile {
    name: Choice { name: "directory", zh: "通讯录" },
    everyday: &["组织架构", "机构", "联系表", "联系方式", "contacts", "organisation"],
    fields: fields_of(&Directory::SHAPE),
    shape: &File::<Directory>::SHAPE,
    needed: &["units"],
    is_dated: false,
    is_numbered: false,
    schema: SchemaType::Page,
    ..Profile::USUAL
};

/// A directory has no facts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DirectoryFacts {}

/// What is drawn of a directory.
#[derive(Serialize)]
pub struct DirectoryView<'v> {
    /// The units, each with its subordinate units.
    pub units: &'v [Unit],
}

impl Directory {
    fn units(&self) -> &[Unit] {
        self.units.as_deref().unwrap_or_default()
    }
}

impl Unit {
    /// Its subordinate units.
    pub fn inside(&self) -> &[Unit] {
        self.units.as_deref().unwrap_or_default()
    }
}

impl Kind for Directory {
    type Facts = DirectoryFacts;
    type View<'v> = DirectoryView<'v>;
    const PROFILE: &'static Profile = &PROFILE;

    fn check(&self, _: &Common, check: &mut Check) {
        check_units(self.units(), "units", check);
    }

    fn facts(&self, _: &DeriveContext<'_>, _: Option<&DirectoryFacts>) -> DirectoryFacts {
        DirectoryFacts {}
    }

    fn view<'v>(&'v self, _: &DirectoryFacts, _: &ViewContext<'_>) -> DirectoryView<'v> {
        DirectoryView { units: self.units() }
    }
}

/// Contact details are shown on the page as written, so the same length limits apply as elsewhere.
fn check_units(units: &[Unit], path: &str, check: &mut Check) {
    for (at, unit) in units.iter().enumerate() {
        let path = format!("{path}.{at}");
        for (field, fault) in unit.contact.iter().flat_map(|contact| contact.faults()) {
            check.push(format!("{path}.contact.{field}"), fault);
        }
        check_units(unit.inside(), &format!("{path}.units"), check);
    }
}
