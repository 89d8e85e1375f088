//! 页面, the simplest kind: a title and a text.

use serde::Serialize;

use super::common::{File, own_fields};
use super::kind::{DeriveContext, Kind, Profile, SchemaType, ViewContext, fields_of};
use crate::front::shape::{Choice, Shaped};

own_fields! {
    /// Nothing beside the common fields.
    Page {}
}

static PROFILE: Profile = Profile {
    name: Choice { name: "page", zh: "页面" },
    everyday: &["说明", "单页", "about"],
    fields: fields_of(&Page::SHAPE),
    shape: &File::<Page>::SHAPE,
    is_dated: false,
    is_numbered: false,
    schema: SchemaType::Page,
    ..Profile::USUAL
};

/// A page has no facts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageFacts {}

impl Kind for Page {
    type Facts = PageFacts;
    type View<'v> = &'v Page;
    const PROFILE: &'static Profile = &PROFILE;

    fn facts(&self, _: &DeriveContext<'_>, _: Option<&PageFacts>) -> PageFacts {
        PageFacts {}
    }

    fn view<'v>(&'v self, _: &PageFacts, _: &ViewContext<'_>) -> &'v Page {
        self
    }
}
