//! Addresses: where the page of each record is.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::entry::{Entry, EntryId};
use super::section::{Section, SectionId};
use crate::config::Config;
use crate::diag::{Diagnostic, Words, codes, words};
use crate::front::scalar::Text;
use crate::output_path::{self, alias_fault, page, record_slug_fault};
use crate::record::common::TextList;
use crate::record::{Common, MAX_NAMES, Record, Translation};
use crate::track::FastBuildHasher;

/// Gives every record its section, its path and its translations.
pub(super) fn entries(
    config: &Config,
    sections: &[Section],
    records: Vec<Arc<Record>>,
    translations: Vec<Arc<Translation>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let ids: HashMap<&str, SectionId, FastBuildHasher> =
        sections.iter().enumerate().map(|(id, section)| (section.folder.as_str(), id)).collect();
    let mut by_original: HashMap<String, Vec<Arc<Translation>>, FastBuildHasher> = HashMap::default();
    for translation in translations {
        by_original.entry(translation.original.clone()).or_default().push(translation);
    }
    by_original.values_mut().for_each(|translations| translations.sort_by(|a, b| a.lang.cmp(&b.lang)));
    let place = |record: Arc<Record>| {
        let section = ids.get(record.source.section()).copied().unwrap_or(0);
        let path: Arc<str> = sections[section].below(&format!("{}.html", slug(config, &record)?)).into();
        Ok((record, section, path))
    };
    let placed: Vec<Result<_, Box<Diagnostic>>> = records.into_par_iter().map(place).collect();
    let placed: Vec<_> =
        placed.into_iter().filter_map(|placed| placed.map_err(|fault| found.push(*fault)).ok()).collect();
    // Entries are large, so each is constructed in place.
    let entry = |(record, section, path): (Arc<Record>, SectionId, Arc<str>)| {
        let translations = by_original.get(&*record.source.path).cloned().unwrap_or_default();
        Entry { translations, ..Entry::new(record, section, path) }
    };
    placed.into_par_iter().map(entry).collect()
}

/// The diagnostic for a section whose path below the output folder is reserved for Lilong.
pub fn reserved(path: &str) -> Option<Diagnostic> {
    output_path::reserved(path).map(reserved_fault)
}

/// Says that a name at the top of the output is reserved.
pub fn reserved_fault(name: &str) -> Diagnostic {
    let message =
        words!("“{name}”这个名称留给里弄自己的页面", "the name `{name}` is kept for Lilong's own pages");
    Diagnostic::new(&codes::RESERVED_NAME, message).help(Words::fixed(
        "请给文件夹换一个名称，或在 _index.md 里写 slug",
        "rename the folder, or give it a `slug` in its _index.md",
    ))
}

/// The name of a record in its address: chosen by the author, else that of the file or folder, never the
/// title.
fn slug(config: &Config, record: &Record) -> Result<String, Box<Diagnostic>> {
    // An invalid slug was reported when the record was read.
    let slug = match record.common.slug.as_deref().filter(|slug| record_slug_fault(slug).is_none()) {
        Some(slug) => slug.to_owned(),
        None => config.slug(&record.stem()),
    };
    if !slug.is_empty() && slug != "index" {
        return Ok(slug);
    }
    let fault = Diagnostic::new(
        &codes::RESERVED_NAME,
        Words::fixed("这个文件名留给栏目首页", "this file name is the section's own page"),
    );
    Err(Box::new(fault.at(record.source.file.clone(), 0..0).help(Words::fixed(
        "首页的文字写在 _index.md，记录换一个文件名",
        "write the section's text in _index.md, and rename the record",
    ))))
}

/// Where an old address leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AliasTarget {
    /// To a record.
    Record(EntryId),
    /// To a section.
    Section(SectionId),
}

/// Which of these old addresses has that output path.
pub fn alias_at<'r>(aliases: &'r Option<TextList>, path: &str) -> Option<&'r str> {
    Common::words(aliases).iter().find(|alias| page(alias).as_deref() == Some(path)).map(|alias| &**alias)
}

/// Old addresses as output paths, and where they lead.
pub(super) fn aliases(site: &Site) -> Vec<(String, AliasTarget)> {
    let of_records = site
        .entries
        .iter()
        .enumerate()
        .map(|(id, entry)| (AliasTarget::Record(id), &entry.record.common.aliases));
    let fronts = site.sections.iter().enumerate().filter_map(|(id, section)| Some((id, section.front()?)));
    let of_sections = fronts.map(|(id, front)| (AliasTarget::Section(id), &front.aliases));
    let all = of_records.chain(of_sections);
    // Invalid addresses were reported as well.
    let path = |alias: &Text| if alias_fault(alias).is_none() { page(alias) } else { None };
    all.flat_map(|(to, aliases)| {
        // If there are more, that is reported as an error of its own.
        Common::words(aliases).iter().take(MAX_NAMES).filter_map(move |alias| Some((path(alias)?, to)))
    })
    .collect()
}
