//! The matters that residents reported: how many are open, overdue and answered, how long an answer takes,
//! and the same matters by state, category, place and month.
//!
//! Withdrawn matters are not counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::Site;
use super::super::entry::{Entry, EntryId};
use super::super::month::month_name;
use super::super::terms::{Term, TermName, Terms, UniqueSlugs, term};
use crate::config::spoken;
use crate::record::exact::median;
use crate::record::matter::{Matter, MatterFacts};
use crate::record::{Common, Facts, Own};
use crate::spelling;

/// The register of matters.
#[derive(Debug, Default)]
pub struct MatterRegister {
    /// How many there are.
    pub total: usize,
    /// How many are not closed.
    pub open: usize,
    /// How many are due for an answer and have none.
    pub overdue: usize,
    /// How many are answered.
    pub answered: usize,
    /// The median number of days until these were answered.
    pub median: Option<Decimal>,
    /// The open ones: overdue first, then by the day on which they were reported.
    pub waiting: Vec<EntryId>,
    /// The filters: a page of matters for each state, category, place and month.
    pub terms: Terms,
    /// What each of these filters selects, in the same order.
    pub filters: Vec<MatterFilter>,
}

/// What the matters on a filtered page have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatterFilter {
    /// The property that they share.
    pub sort: FilterSort,
    /// How many of them are not closed.
    pub open: usize,
}

/// A property that matters share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterSort {
    /// Their state.
    State(MatterState),
    /// Their category.
    Category,
    /// Where they are.
    Place,
    /// The month in which they were reported, by its first day.
    Month(Date),
}

/// The state of the matters on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatterState {
    /// Not closed.
    Open,
    /// Not answered although an answer is due.
    Overdue,
    /// Answered.
    Answered,
    /// Closed.
    Closed,
}

impl MatterState {
    const ALL: [MatterState; 4] =
        [MatterState::Open, MatterState::Overdue, MatterState::Answered, MatterState::Closed];

    /// The name in addresses and keys of texts.
    pub const fn name(self) -> &'static str {
        match self {
            MatterState::Open => "open",
            MatterState::Overdue => "overdue",
            MatterState::Answered => "answered",
            MatterState::Closed => "closed",
        }
    }

    fn has(self, matter: &Registered<'_>) -> bool {
        match self {
            MatterState::Open => !matter.own.is_closed(),
            MatterState::Overdue => matter.facts.overdue,
            MatterState::Answered => matter.facts.days_to_reply.is_some(),
            MatterState::Closed => matter.own.is_closed(),
        }
    }
}

/// A matter with what the register needs of it.
struct Registered<'s> {
    id: EntryId,
    entry: &'s Entry,
    own: &'s Matter,
    facts: &'s MatterFacts,
}

impl<'s> Registered<'s> {
    fn of((id, entry): (EntryId, &'s Entry)) -> Option<Registered<'s>> {
        let (Own::Matter(own), Facts::Matter(facts)) = (&entry.record.own, &entry.derived.facts) else {
            return None;
        };
        entry.record.common.withdrawn.is_none().then_some(Registered { id, entry, own, facts })
    }

    fn category(&self) -> Option<String> {
        let category = self.own.category.as_deref()?;
        Some(spelling::name(category.trim()).into_owned()).filter(|category| !category.is_empty())
    }

    /// Its place: the one in its own field, else the first of its places; with the name in the register, if
    /// it is there.
    fn place(&self, site: &Site) -> Option<String> {
        let concerned = || Common::words(&self.entry.record.common.places).first();
        let written = spelling::name(self.own.place.as_ref().or_else(concerned)?.trim()).into_owned();
        let register = &site.config.register;
        let known = register.find(&written).map(|id| register.unique_name(id));
        Some(known.unwrap_or(written)).filter(|place| !place.is_empty())
    }

    fn month(&self) -> Option<Date> {
        self.facts.reported.map(|reported| reported.date.first_of_month())
    }
}

impl MatterRegister {
    pub(super) fn of(site: &Site) -> MatterRegister {
        let all: Vec<Registered<'_>> = site.entries.iter().enumerate().filter_map(Registered::of).collect();
        let count = |state: MatterState| all.iter().filter(|matter| state.has(matter)).count();
        let mut waiting: Vec<&Registered<'_>> =
            all.iter().filter(|matter| MatterState::Open.has(matter)).collect();
        waiting.sort_by_key(|matter| (!matter.facts.overdue, matter.facts.reported));
        let waiting = waiting.into_iter().map(|matter| matter.id).collect();
        let mut pages = FilterPages { site, all: &all, terms: Vec::new(), filters: Vec::new() };
        pages.states();
        pages.categories();
        pages.places();
        pages.months();
        let FilterPages { terms, filters, .. } = pages;
        MatterRegister {
            total: all.len(),
            open: count(MatterState::Open),
            overdue: count(MatterState::Overdue),
            answered: count(MatterState::Answered),
            median: median(all.iter().filter_map(|matter| matter.facts.days_to_reply).collect()),
            waiting,
            terms: Terms::of(terms),
            filters,
        }
    }
}

const FOLDER: &str = "registers/matters";

/// The filters, while they are being made.
struct FilterPages<'s> {
    site: &'s Site,
    all: &'s [Registered<'s>],
    terms: Vec<Term>,
    filters: Vec<MatterFilter>,
}

impl<'s> FilterPages<'s> {
    /// Adds a page of the matters at some indices of the list; no page if there are none.
    fn add(&mut self, sort: FilterSort, term: Term, matters: &[usize]) {
        if matters.is_empty() {
            return;
        }
        let open = matters.iter().filter(|at| MatterState::Open.has(&self.all[**at])).count();
        self.filters.push(MatterFilter { sort, open });
        self.terms.push(Term { entries: matters.iter().map(|at| self.all[*at].id).collect(), ..term });
    }

    /// The indices of the matters in the list, grouped by a property.
    fn grouped<K: Ord>(&self, of: impl Fn(&Registered<'s>) -> Option<K>) -> BTreeMap<K, Vec<usize>> {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (at, matter) in self.all.iter().enumerate() {
            if let Some(key) = of(matter) {
                groups.entry(key).or_default().push(at);
            }
        }
        groups
    }

    fn states(&mut self) {
        for state in MatterState::ALL {
            let matters: Vec<usize> = (0..self.all.len()).filter(|at| state.has(&self.all[*at])).collect();
            let page = term(state.name().to_owned(), FOLDER, state.name());
            self.add(FilterSort::State(state), page, &matters);
        }
    }

    /// Categories with the most matters first.
    fn categories(&mut self) {
        let mut groups: Vec<(String, Vec<usize>)> = self.grouped(Registered::category).into_iter().collect();
        groups.sort_by_key(|(_, matters)| Reverse(matters.len()));
        let mut slugs = UniqueSlugs::default();
        for (name, matters) in groups {
            let slug = slugs.take(self.site.config.slug(&name), None, &name);
            let names = self.category_names(&matters);
            let page = Term { names, ..term(name, FOLDER, &format!("category-{slug}")) };
            self.add(FilterSort::Category, page, &matters);
        }
    }

    /// The names of a category in the translations of the newest of its matters.
    fn category_names(&self, matters: &[usize]) -> Vec<TermName> {
        let config = &self.site.config;
        let called = |lang: &str| {
            let name = matters.iter().find_map(|at| match self.all[*at].entry.text(lang, config).own {
                Own::Matter(own) => own.category.as_ref().filter(|category| category.is_translated()),
                _ => None,
            })?;
            Some(TermName { lang: lang.to_owned(), name: name.0.clone(), spoken: name.0.clone() })
        };
        config.languages().filter_map(called).collect()
    }

    /// Places in the order of the register, with those that it does not contain last.
    fn places(&mut self) {
        let site = self.site;
        let config = &site.config;
        let mut groups: Vec<(String, Vec<usize>)> =
            self.grouped(|matter| matter.place(site)).into_iter().collect();
        groups.sort_by_key(|(name, _)| config.register.find(name).map_or((true, 0), |id| (false, id)));
        let mut slugs = UniqueSlugs::default();
        for (name, matters) in groups {
            // The same last part of the address as on the place's own page, if it has one.
            let page = config.register.find(&name).map(|id| &site.places.get(id).stem);
            let own = page.and_then(|stem| Some(stem.rsplit_once('/')?.1.to_owned()));
            let slug = slugs.take(own.unwrap_or_else(|| config.slug(&name)), None, &name);
            let called = |lang: &str| Some(TermName::of_place(lang, &config.place_name(&name, lang)?));
            let names = config.languages().filter_map(called).collect();
            let page =
                Term { names, spoken: spoken(&name), ..term(name.clone(), FOLDER, &format!("place-{slug}")) };
            self.add(FilterSort::Place, page, &matters);
        }
    }

    /// Months, newest first.
    fn months(&mut self) {
        for (month, matters) in self.grouped(Registered::month).into_iter().rev() {
            let name = month_name(month);
            let page = term(name.clone(), FOLDER, &name);
            self.add(FilterSort::Month(month), page, &matters);
        }
    }
}
