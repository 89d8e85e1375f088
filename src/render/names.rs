//! The names that templates may use. Functions and filters are noted as they are registered, so that the
//! list always matches what exists; a test compares `themes/README.md` with it.

use std::borrow::Cow;

use tera::{ArgFromValue, Filter, Function, FunctionResult, Tera};

use super::dates::DateStyle;
use super::gateway::SETTINGS;
use super::{filters, functions};
use crate::site::ListName;

/// All of them.
#[derive(Debug, Default)]
pub struct TemplateNames {
    /// Functions.
    pub functions: Vec<&'static str>,
    /// Filters.
    pub filters: Vec<&'static str>,
    /// What `site(key=…)` gives.
    pub settings: Vec<&'static str>,
    /// What `list(name=…)` gives.
    pub lists: Vec<&'static str>,
    /// What `date(style=…)` writes.
    pub date_styles: Vec<&'static str>,
}

/// The names that templates may use.
pub fn template_names() -> TemplateNames {
    let TemplateNames { functions, filters, .. } = register(&mut Tera::default());
    TemplateNames {
        functions,
        filters,
        settings: SETTINGS.iter().map(|(name, _)| *name).collect(),
        lists: ListName::ALL.iter().map(|list| list.name()).collect(),
        date_styles: DateStyle::ALL.iter().map(|(name, _)| *name).collect(),
    }
}

/// Registers every function and filter; gives their names.
pub(super) fn register(tera: &mut Tera) -> TemplateNames {
    tera.set_escape_fn(super::escape::write);
    let mut registry = NameRegistry { tera, names: TemplateNames::default() };
    functions::register(&mut registry);
    filters::register(&mut registry);
    registry.names
}

/// Registers functions and filters, and notes the name of each.
pub(super) struct NameRegistry<'t> {
    tera: &'t mut Tera,
    names: TemplateNames,
}

impl NameRegistry<'_> {
    /// Registers a function.
    pub(super) fn function<F, R>(&mut self, name: &'static str, function: F)
    where
        F: Function<R>,
        R: FunctionResult,
    {
        self.names.functions.push(name);
        self.tera.register_function(Cow::Borrowed(name), function);
    }

    /// Registers a filter.
    pub(super) fn filter<F, A, R>(&mut self, name: &'static str, filter: F)
    where
        F: Filter<A, R> + for<'a> Filter<<A as ArgFromValue<'a>>::Output, R>,
        A: for<'a> ArgFromValue<'a>,
        R: FunctionResult,
    {
        self.names.filters.push(name);
        self.tera.register_filter(Cow::Borrowed(name), filter);
    }
}
