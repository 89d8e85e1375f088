//! Bodies: takes the site, gives each body that issues records, meets or is elected, with its records, and
//! tells each record which bodies are its own.

use std::collections::BTreeMap;

use super::Site;
use super::entry::EntryId;
use super::terms::{Term, TermName, Terms, UniqueSlugs, term};
use crate::spelling;

/// The output path of the page that lists all bodies.
pub const BODIES_PAGE: &str = "bodies/index.html";

/// The bodies of a site, those with the most records first; none if there is only one.
pub(super) fn of(site: &mut Site) -> Terms {
    let default = site.config.file.issuer.as_deref().map(|issuer| spelling::name(issuer).into_owned());
    let mut bodies: BTreeMap<String, Vec<EntryId>> = BTreeMap::new();
    for (id, entry) in site.entries.iter().enumerate() {
        let written = entry.record.common.issuer.as_deref().map(spelling::name);
        let issuer = written.as_deref().filter(|name| !name.trim().is_empty()).or(default.as_deref());
        let meets = entry.record.own.body().map(spelling::name);
        let meets = meets.as_deref().filter(|name| !name.trim().is_empty() && Some(*name) != issuer);
        for name in issuer.into_iter().chain(meets) {
            match bodies.get_mut(name) {
                Some(entries) => entries.push(id),
                None => drop(bodies.insert(name.to_owned(), vec![id])),
            }
        }
    }
    if bodies.len() < 2 {
        return Terms::default();
    }
    let mut bodies: Vec<(String, Vec<EntryId>)> = bodies.into_iter().collect();
    bodies.sort_by_key(|(_, entries)| std::cmp::Reverse(entries.len()));
    let mut slugs = UniqueSlugs::default();
    let mut all = Vec::new();
    for (name, entries) in bodies {
        entries.iter().for_each(|id| site.entries[*id].bodies.push(all.len()));
        let slug = slugs.take(site.config.slug(&name), None, &name);
        let names = if default.as_deref() == Some(&name) { names(site) } else { Vec::new() };
        all.push(Term { entries, names, ..term(name, "bodies", &slug) });
    }
    Terms::of(all)
}

/// The names of the site's own body in its further languages.
fn names(site: &Site) -> Vec<TermName> {
    let named = |lang: &&str| site.config.issuer_language(lang) == *lang;
    let name = |lang: &str| {
        let name = site.config.issuer(lang).unwrap_or_default().to_owned();
        TermName { lang: lang.to_owned(), spoken: name.clone(), name }
    };
    site.config.languages().filter(named).map(name).collect()
}
