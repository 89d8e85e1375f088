//! Which posters were asked for: takes what was typed, gives records with how each is to be made.

use std::path::Path;

use super::{Per, PosterArgs};
use crate::build::Prepared;
use crate::diag::{Diagnostic, Words, codes, nearest, words};
use crate::poster::data::{PosterOptions, places};
use crate::site::{EntryId, Site};

/// One poster that was asked for.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// The record.
    pub(super) id: EntryId,
    /// How it is to be made.
    pub(super) options: PosterOptions,
}

/// The posters that were asked for, in the order of the command line.
///
/// # Errors
/// A path that leads to no record.
pub(super) fn orders(args: &PosterArgs, prepared: &Prepared) -> Result<Vec<Order>, Box<Diagnostic>> {
    let site = &prepared.gateway.site;
    let mut chosen: Vec<(EntryId, String)> = Vec::new();
    for path in &args.records {
        chosen.push(find(site, &args.root, path).ok_or_else(|| Box::new(unknown(site, &args.root, path)))?);
    }
    if args.open {
        let all = site.entries.iter().enumerate().filter(|(_, entry)| entry.hangs());
        chosen.extend(all.map(|(id, entry)| (id, entry.lang(&site.config).to_owned())));
    }
    let mut orders: Vec<Order> = Vec::new();
    for (at, (id, lang)) in chosen.iter().enumerate() {
        if !chosen[..at].contains(&(*id, lang.clone())) {
            orders.extend(order(args, site, *id, lang));
        }
    }
    Ok(orders)
}

/// The posters of one record: several with `--per place`, where it has a timetable for several.
fn order(args: &PosterArgs, site: &Site, id: EntryId, lang: &str) -> Vec<Order> {
    let entry = &site.entries[id];
    let mut options = PosterOptions::of(entry, lang);
    options.size = args.size.unwrap_or(options.size);
    options.orientation = args.orientation.unwrap_or(options.orientation);
    options.template = args.template.clone().or(options.template);
    options.long = args.long;
    let places = if args.per == Some(Per::Place) { places(site, entry) } else { Vec::new() };
    match places.len() {
        0 => vec![Order { id, options }],
        _ => places.into_iter().map(|place| Order { id, options: PosterOptions { place: Some(place), ..options.clone() } }).collect(),
    }
}

/// The record of a path and the language of its text: a translation is named by its own file.
fn find(site: &Site, root: &Path, typed: &str) -> Option<(EntryId, String)> {
    let path = below(root, typed);
    let tried = [path.clone(), format!("{path}.md"), format!("{}/index.md", path.trim_end_matches('/'))];
    tried.iter().find_map(|path| {
        let id = site.id(path);
        let original = id.map(|id| (id, site.entries[id].lang(&site.config).to_owned()));
        original.or_else(|| {
            let file = format!("content/{path}");
            let of = |(id, entry): (usize, &crate::site::Entry)| {
                entry.translations.iter().find(|t| *t.source.file == *file).map(|t| (id, t.lang.clone()))
            };
            site.entries.iter().enumerate().find_map(of)
        })
    })
}

/// The path below `content/`, however it was typed.
fn below(root: &Path, typed: &str) -> String {
    let typed = typed.replace('\\', "/");
    let real = |path: &Path| path.canonicalize().ok();
    let inside = || Some(real(Path::new(&typed))?.strip_prefix(real(&root.join("content"))?).ok()?.to_string_lossy().replace('\\', "/"));
    let plain = typed.trim_start_matches("./");
    inside().unwrap_or_else(|| plain.strip_prefix("content/").unwrap_or(plain).to_owned())
}

fn unknown(site: &Site, root: &Path, typed: &str) -> Diagnostic {
    let path = below(root, typed);
    let fault = Diagnostic::new(&codes::UNKNOWN_RECORD, words!("网站没有发布 {typed} 这个记录", "the site publishes no record {typed}"));
    match nearest(&path, site.entries.iter().map(|entry| &**entry.source())) {
        Some(near) => fault.help(words!("是不是 {near}？", "did you mean {near}?")),
        None => fault.help(Words::fixed(
            "写它在 content/ 之下的路径；草稿要加 --drafts",
            "name it by its path below `content/`; a draft needs `--drafts`",
        )),
    }
}
