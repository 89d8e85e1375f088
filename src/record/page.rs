//! 页面, the plainest kind: a title and a text.

use tera::Value;

use super::check::Check;
use super::common::{Common, common_fields, own_struct};
use super::kind::{Around, Derived, Fact, Own, kind};
use crate::diag::Lang;

common_fields!(own_struct! {
    /// Nothing beside the common fields.
    Page {}
});

mod codes {
    //! A page has no mistakes of its own.
    pub(super) static ALL: &[&crate::diag::Code] = &[];
}

kind!("page" "页面" Page, fn is_dated(&self) -> bool { false });

static FACTS: &[Fact] = &[];

impl Own for Page {
    fn check(&self, _: &Common, _: &mut Check) {}
    fn derive(&self, _: &Around<'_>) -> Derived {
        Derived { facts: Value::from(tera::Map::default()), stamps: Vec::new(), window: None, decided: None }
    }
    fn view(&self, _: &Around<'_>, _: Lang) -> Value {
        Value::from(tera::Map::default())
    }
}
