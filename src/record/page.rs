//! 页面, the plainest kind: a title and a text.

use serde::Serialize;

use super::common::{common_fields, own_struct};
use super::kind::{DeriveContext, Kind, Profile, SchemaType, ViewContext, fields_of};
use crate::front::shape::{Choice, Shaped};

common_fields!(own_struct! {
    /// Nothing beside the common fields.
    Page {}
});

static PROFILE: Profile = Profile {
    name: Choice { name: "page", zh: "页面" },
    everyday: &["说明", "单页", "about"],
    fields: fields_of(&Page::SHAPE),
    shape: &File::SHAPE,
    is_dated: false,
    is_numbered: false,
    schema: SchemaType::Page,
    ..Profile::USUAL
};

/// Nothing is computed of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {}

impl Kind for Page {
    type File = File;
    type Facts = Facts;
    type View<'v> = &'v Page;
    const PROFILE: &'static Profile = &PROFILE;

    fn facts(&self, _: &DeriveContext<'_>, _: Option<&Facts>) -> Facts {
        Facts {}
    }

    fn view<'v>(&'v self, _: &Facts, _: &ViewContext<'_>) -> &'v Page {
        self
    }
}
