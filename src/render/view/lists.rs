//! What templates see of lists: their pages, topics and places.

use serde::Serialize;
use tera::Value;

use super::super::link::relative;
use super::map;
use crate::front::scalar::Amount;
use crate::site::{Site, Term, Terms};

/// The `pager` of a list of `total` records, on its page at `from`; `page` gives the path of a page by its number.
pub(in crate::render) fn pager(from: &str, number: usize, pages: usize, total: usize, page: impl Fn(usize) -> String) -> Value {
    #[derive(Serialize)]
    struct Pager {
        number: usize,
        pages: usize,
        total: usize,
        links: Vec<PageLink>,
        previous: Option<String>,
        next: Option<String>,
        first: String,
        last: String,
    }
    #[derive(Serialize)]
    struct PageLink {
        number: usize,
        href: String,
        current: bool,
        gap: bool,
    }
    let near = number.saturating_sub(2).max(1)..=number.saturating_add(2).min(pages);
    let mut shown: Vec<usize> = std::iter::once(1).chain(near).chain([pages]).collect();
    shown.dedup();
    let mut before = 0;
    let link = |n: usize| {
        let gap = n > std::mem::replace(&mut before, n) + 1;
        PageLink { number: n, href: relative(from, &page(n)), current: n == number, gap }
    };
    Value::from_serializable(&Pager {
        number,
        pages,
        total,
        links: shown.into_iter().map(link).collect(),
        previous: (number > 1).then(|| page(number - 1)),
        next: (number < pages).then(|| page(number + 1)),
        first: page(1),
        last: page(pages),
    })
}

/// A topic or place with the path of its page, as the page at `from` links to it.
pub(in crate::render) fn named(term: &Term, from: &str) -> Value {
    let href = relative(from, &term.path);
    let spoken = Value::from(&*term.spoken);
    map([("name", Value::from(&*term.name)), ("spoken", spoken), ("path", Value::from(&*term.path)), ("href", Value::from(href))])
}

/// A topic or place with its number of records.
#[derive(Serialize)]
struct TermView<'a> {
    name: &'a str,
    path: &'a str,
    total: usize,
}

impl<'a> TermView<'a> {
    fn of(term: &'a Term) -> TermView<'a> {
        TermView { name: &term.name, path: &term.path, total: term.entries.len() }
    }
}

/// The `topic` of a template.
pub(in crate::render) fn term(term: &Term) -> Value {
    Value::from_serializable(&TermView::of(term))
}

/// Terms as lists show them.
pub(in crate::render) fn terms(terms: &Terms) -> Value {
    Value::from_serializable(&terms.all.iter().map(TermView::of).collect::<Vec<_>>())
}

/// Places as a tree.
pub(in crate::render) fn places(terms: &Terms) -> Value {
    #[derive(Serialize)]
    struct View<'a> {
        #[serde(flatten)]
        place: TermView<'a>,
        places: Vec<View<'a>>,
    }
    fn one<'a>(terms: &'a Terms, term: &'a Term) -> View<'a> {
        let inside = term.children.iter().map(|id| one(terms, terms.get(*id)));
        View { place: TermView::of(term), places: inside.collect() }
    }
    Value::from_serializable(&terms.roots().map(|term| one(terms, term)).collect::<Vec<_>>())
}

/// The `place` of a template.
pub(in crate::render) fn place(site: &Site, id: usize) -> Value {
    #[derive(Serialize)]
    struct View<'a> {
        name: &'a str,
        spoken: &'a str,
        path: &'a str,
        total: usize,
        places: Vec<TermView<'a>>,
        parents: Vec<Parent<'a>>,
        households: Option<u64>,
        people: Option<u64>,
        units: Option<u64>,
        area: Option<Amount>,
    }
    #[derive(Serialize)]
    struct Parent<'a> {
        name: &'a str,
        path: &'a str,
    }
    let terms = &site.places;
    let TermView { name, path, total } = TermView::of(terms.get(id));
    let register = &site.config.register;
    let place = (!register.is_empty()).then(|| register.place(id));
    let inside = terms.get(id).children.iter().map(|id| TermView::of(terms.get(*id)));
    let parents = terms.get(id).parents.iter().map(|id| terms.get(*id)).map(|term| Parent { name: &term.name, path: &term.path });
    Value::from_serializable(&View {
        name,
        spoken: &terms.get(id).spoken,
        path,
        total,
        places: inside.collect(),
        parents: parents.collect(),
        households: place.and_then(|place| place.households),
        people: place.and_then(|place| place.people),
        units: place.and_then(|place| place.units),
        area: place.and_then(|place| place.area),
    })
}
