//! The searchable text of a record: takes the site; gives title, number, summary, body and other texts of
//! each record, in each language that it is written in.

use std::sync::Arc;

use super::html::text_of;
use super::plain::{FIELD, plain};
use crate::front::texts::TextPath;
use crate::site::{Entry, EntryId, Site, TextVersion};

/// One text of a record.
#[derive(Clone, Copy, Debug)]
pub struct TextRef {
    /// Its record.
    pub id: EntryId,
    /// Which of its translations; none for the original.
    pub translation: Option<usize>,
}

impl TextRef {
    /// The text.
    pub(super) fn version(self, site: &Site) -> TextVersion<'_> {
        let entry = &site.entries[self.id];
        let lang = self.translation.and_then(|at| entry.translations.get(at)).map(|text| text.lang.as_str());
        entry.text(lang.unwrap_or_default(), &site.config)
    }

    /// The languages of the site in which it is shown, one bit for each, the site's own first: a language
    /// without a text of its own shows the original.
    pub(super) fn shown_in(self, site: &Site, languages: &[&str]) -> u64 {
        let entry = &site.entries[self.id];
        let shows = |lang: &str| match self.translation.and_then(|at| entry.translations.get(at)) {
            Some(own) => own.lang == lang,
            None => entry.translations.iter().all(|one| one.lang != lang),
        };
        let bits = languages.iter().take(MAX_LANGUAGES).enumerate().filter(|(_, lang)| shows(lang));
        bits.map(|(at, _)| 1 << at).sum()
    }
}

/// A language of the site beyond this number shows nothing.
const MAX_LANGUAGES: usize = 20;

/// One text of a record, in searchable form.
#[derive(Debug)]
pub struct SearchRecord {
    /// Its record, and which of the record's texts it is.
    pub of: TextRef,
    /// The language that it is in.
    pub lang: String,
    /// The output path of its page.
    pub path: Arc<str>,
    /// The plain texts of its fields, separated by [`FIELD`]: title, number (possibly empty), then
    /// everything else.
    pub text: String,
}

/// All searchable texts, by record, oldest first: new texts are appended and do not move the others. Within
/// a record the original comes first.
pub fn refs(site: &Site) -> Vec<TextRef> {
    let stands = |entry: &Entry| entry.record.common.withdrawn.is_none();
    let all = site.entries.iter().enumerate().rev().filter(|(_, entry)| stands(entry));
    let texts = |(id, entry): (EntryId, &Entry)| {
        let translations = (0..entry.translations.len()).map(Some);
        std::iter::once(None).chain(translations).map(move |translation| TextRef { id, translation })
    };
    all.flat_map(texts).collect()
}

/// A text of a record, with everything that is searched in it.
pub fn record(site: &Site, of: TextRef) -> SearchRecord {
    let (entry, version) = (&site.entries[of.id], of.version(site));
    SearchRecord {
        of,
        lang: version.lang.to_owned(),
        path: entry.path_in(version.lang),
        text: text_of_version(site, entry, &version),
    }
}

fn text_of_version(site: &Site, entry: &Entry, version: &TextVersion<'_>) -> String {
    let mut all = plain(version.title);
    let mut add = |text: &str| {
        all.push(FIELD);
        all.push_str(text);
    };
    add(&plain(entry.record.common.number.as_deref().unwrap_or_default()));
    add(&plain(own_summary(entry, version)));
    add(&text_of(&version.body.html));
    let named: Vec<&str> = version.own.named().into_iter().map(|(field, _)| field).collect();
    // The walk can replace texts, and therefore needs fields of its own.
    version.own.clone().each_text(&mut TextPath::default(), &mut |at, text| {
        let names_a_record = at.last_field().is_some_and(|field| named.contains(&field));
        if !(at.is_key() || names_a_record) {
            add(&plain(text));
        }
    });
    entry.imprint(version, &site.config).files.iter().for_each(|title| add(&plain(title)));
    all
}

/// The summary, unless the body says the same: one that an author wrote, or one that was cut off.
fn own_summary<'a>(entry: &'a Entry, version: &TextVersion<'a>) -> &'a str {
    let summary = entry.summary(version);
    if std::ptr::eq(summary, version.body.summary.as_str()) && !summary.ends_with('…') {
        ""
    } else {
        summary
    }
}
