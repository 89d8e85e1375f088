//! What templates see of lists: their pages, topics and places.

use serde::Serialize;
use tera::Value;

use super::super::link::relative;
use super::map;
use crate::config::Config;
use crate::front::scalar::Amount;
use crate::site::{Site, Term, Terms, in_language};

/// The `pager` of a list of `total` records, on its page at `from`; `page` gives the path of each page by
/// its number.
pub(in crate::render) fn pager(
    from: &str,
    number: usize,
    pages: usize,
    total: usize,
    page: impl Fn(usize) -> String,
) -> Value {
    let near = number.saturating_sub(2).max(1)..=number.saturating_add(2).min(pages);
    let mut shown: Vec<usize> = std::iter::once(1).chain(near).chain([pages]).collect();
    shown.dedup();
    let mut before = 0;
    let link = |n: usize| {
        let gap = n > std::mem::replace(&mut before, n) + 1;
        NumberedPageLink { number: n, href: relative(from, &page(n)), current: n == number, gap }
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

#[derive(Serialize)]
struct Pager {
    number: usize,
    pages: usize,
    total: usize,
    links: Vec<NumberedPageLink>,
    previous: Option<String>,
    next: Option<String>,
    first: String,
    last: String,
}

#[derive(Serialize)]
struct NumberedPageLink {
    number: usize,
    href: String,
    current: bool,
    gap: bool,
}

/// A topic or place with the path of its page, as the page at `from` in `lang` links to it.
pub(in crate::render) fn named(term: &Term, from: &str, (lang, config): (&str, &Config)) -> Value {
    let called = term.called(lang, config);
    map([
        ("name", Value::from(called.name)),
        ("spoken", Value::from(called.spoken)),
        ("lang", called.lang.map_or_else(Value::none, Value::from)),
        ("path", Value::from(&*term.path)),
        ("href", Value::from(relative(from, &in_language(&term.path, lang, config)))),
    ])
}

/// A topic or place with its number of records.
#[derive(Serialize)]
struct TermView<'a> {
    name: &'a str,
    /// The language of the name, where it is not the page's.
    lang: Option<&'a str>,
    path: &'a str,
    total: usize,
}

impl<'a> TermView<'a> {
    fn of(term: &'a Term, (lang, config): (&str, &'a Config)) -> TermView<'a> {
        let called = term.called(lang, config);
        TermView { name: called.name, lang: called.lang, path: &term.path, total: term.entries.len() }
    }
}

/// The `topic` of a template, on a page in `lang`.
pub(in crate::render) fn term(term: &Term, (lang, config): (&str, &Config)) -> Value {
    Value::from_serializable(&TermView::of(term, (lang, config)))
}

/// Terms as lists on a page in `lang` show them.
pub(in crate::render) fn terms(terms: &Terms, (lang, config): (&str, &Config)) -> Value {
    Value::from_serializable(
        &terms.all.iter().map(|term| TermView::of(term, (lang, config))).collect::<Vec<_>>(),
    )
}

/// Years, which have the same name in every language.
pub(in crate::render) fn years(years: &Terms, config: &Config) -> Value {
    terms(years, (&config.language, config))
}

/// Places as a tree, on a page in `lang`.
pub(in crate::render) fn places(terms: &Terms, (lang, config): (&str, &Config)) -> Value {
    Value::from_serializable(
        &terms.roots().map(|term| PlaceTree::of(terms, term, (lang, config))).collect::<Vec<_>>(),
    )
}

#[derive(Serialize)]
struct PlaceTree<'a> {
    #[serde(flatten)]
    place: TermView<'a>,
    places: Vec<PlaceTree<'a>>,
}

impl<'a> PlaceTree<'a> {
    fn of(terms: &'a Terms, term: &'a Term, page: (&str, &'a Config)) -> PlaceTree<'a> {
        let inside = term.children.iter().map(|id| PlaceTree::of(terms, terms.get(*id), page));
        PlaceTree { place: TermView::of(term, page), places: inside.collect() }
    }
}

/// The `place` of a template, on a page in `lang`.
pub(in crate::render) fn place(site: &Site, id: usize, lang: &str) -> Value {
    let terms = &site.places;
    let page = (lang, &*site.config);
    let TermView { name, lang, path, total } = TermView::of(terms.get(id), page);
    let register = &site.config.register;
    let place = (!register.is_empty()).then(|| register.place(id));
    let inside = terms.get(id).children.iter().map(|id| TermView::of(terms.get(*id), page));
    let parents = terms.get(id).parents.iter().map(|id| ParentTerm::of(terms.get(*id), page));
    Value::from_serializable(&PlaceView {
        name,
        spoken: terms.get(id).called(page.0, page.1).spoken,
        lang,
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

#[derive(Serialize)]
struct PlaceView<'a> {
    name: &'a str,
    spoken: &'a str,
    /// The language of the name, where it is not the page's.
    lang: Option<&'a str>,
    path: &'a str,
    total: usize,
    places: Vec<TermView<'a>>,
    parents: Vec<ParentTerm<'a>>,
    households: Option<u64>,
    people: Option<u64>,
    units: Option<u64>,
    area: Option<Amount>,
}

#[derive(Serialize)]
struct ParentTerm<'a> {
    name: &'a str,
    lang: Option<&'a str>,
    path: &'a str,
}

impl<'a> ParentTerm<'a> {
    fn of(term: &'a Term, (lang, config): (&str, &'a Config)) -> ParentTerm<'a> {
        let called = term.called(lang, config);
        ParentTerm { name: called.name, lang: called.lang, path: &term.path }
    }
}
