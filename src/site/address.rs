//! Addresses: where each record's page stands.

use std::collections::HashMap;
use std::sync::Arc;

use super::Site;
use super::entry::{Entry, EntryId};
use super::section::{Section, SectionId};
use crate::config::Config;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::record::{Common, Record, Translation};

/// Names that Lilong itself uses at the top of the output.
const RESERVED: [&str; 5] = ["data", "topics", "places", "archive", "assets"];

/// Gives every record its section and path, and its translations.
pub(super) fn entries(
    config: &Config,
    sections: &[Section],
    records: Vec<Arc<Record>>,
    translations: Vec<Arc<Translation>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let ids: HashMap<&str, SectionId> = sections.iter().enumerate().map(|(id, section)| (section.folder.as_str(), id)).collect();
    let mut by_original: HashMap<String, Vec<Arc<Translation>>> = HashMap::new();
    for translation in translations {
        by_original.entry(translation.original.clone()).or_default().push(translation);
    }
    for section in sections {
        let Some(fault) = reserved(&section.path) else { continue };
        let file = section.file.as_ref().map_or_else(|| format!("content/{}", section.folder), |file| file.source.file.to_string());
        found.push(fault.at(file, 0..0));
    }
    let mut entries = Vec::with_capacity(records.len());
    for record in records {
        let section = ids.get(record.source.section()).copied().unwrap_or(0);
        let slug = slug(config, &record);
        if slug.is_empty() || slug == "index" {
            let fault =
                Diagnostic::new(&codes::RESERVED_NAME, Words::fixed("这个文件名留给栏目首页", "this file name is the section's own page"));
            found.push(fault.at(record.source.file.clone(), 0..0).help(Words::fixed(
                "首页的文字写在 _index.md，记录换一个文件名",
                "write the section's text in _index.md, and name the record otherwise",
            )));
            continue;
        }
        let path = sections[section].below(&format!("{slug}.html"));
        let mut entry = Entry::new(record, section, path);
        if let Some(mut translations) = by_original.remove(&**entry.source()) {
            translations.sort_by(|a, b| a.lang.cmp(&b.lang));
            entry.translations = translations;
        }
        entries.push(entry);
    }
    entries
}

/// The fault of a section whose path below the output folder is one that Lilong itself uses.
pub fn reserved(path: &str) -> Option<Diagnostic> {
    RESERVED.contains(&path).then(|| {
        let message = words!("“{path}”这个名称留给里弄自己的页面", "the name `{path}` is kept for Lilong's own pages");
        Diagnostic::new(&codes::RESERVED_NAME, message).help(Words::fixed(
            "请给文件夹换一个名称，或在 _index.md 里写 slug",
            "name the folder otherwise, or give a `slug` in its _index.md",
        ))
    })
}

/// A record's name in its address: from the author, else from the file or folder, never from the title.
fn slug(config: &Config, record: &Record) -> String {
    match record.common.slug.as_deref() {
        Some(slug) => slug.to_owned(),
        None => config.slug(record.source.stem()),
    }
}

impl Entry {
    /// Which of its older addresses that output path is.
    pub fn alias_at(&self, path: &str) -> Option<usize> {
        Common::words(&self.record.common.aliases).iter().position(|alias| output_path(alias) == path)
    }
}

/// Older addresses as output paths, with the records they lead to.
pub(super) fn aliases(site: &Site) -> Vec<(String, EntryId)> {
    let of = |(id, entry): (EntryId, &Entry)| {
        let aliases = Common::words(&entry.record.common.aliases).iter().map(move |alias| (output_path(alias), id));
        aliases.collect::<Vec<_>>()
    };
    site.entries.iter().enumerate().flat_map(of).collect()
}

/// `old`, `old/` and `/old.html` as files of the output.
fn output_path(alias: &str) -> String {
    let path = alias.trim_start_matches('/');
    if path.ends_with('/') {
        format!("{path}index.html")
    } else if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        path.to_owned()
    } else {
        format!("{path}.html")
    }
}
