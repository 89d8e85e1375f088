//! Who is responsible for a record: takes one of its texts, gives the issuer, the contact and the titles of
//! the files in the language of that text. Pages, posters, feeds and texts for pasting all take them from
//! here, so that they agree.

use std::borrow::Cow;

use super::{Entry, TextVersion, join};
use crate::config::Config;
use crate::record::common::Contact;

/// Issuer, contact and titles of files of a record in the language of one of its texts.
///
/// A value of a translation overrides that of its record, and that overrides the site's; a contact that a
/// translation gives in part is completed from the one that it translates.
#[derive(Clone, Debug)]
pub struct Imprint<'a> {
    /// The issuer.
    pub issuer: Option<&'a str>,
    /// The contact.
    pub contact: Option<Cow<'a, Contact>>,
    /// The titles of its files, in the order of `Entry::attachments`.
    pub files: Vec<&'a str>,
    /// Which of these a translation leaves in the language of the original.
    pub untranslated: Untranslated,
}

/// Which parts of an imprint are still in the language of the original; all are false for the original
/// itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untranslated {
    /// The issuer.
    pub issuer: bool,
    /// The contact.
    pub contact: bool,
    /// The titles of files, at least some of them.
    pub files: bool,
}

impl Entry {
    /// The imprint in the words of one of its texts.
    pub fn imprint<'a>(&'a self, text: &TextVersion<'a>, config: &'a Config) -> Imprint<'a> {
        Imprint {
            issuer: self.issuer(text, config),
            contact: self.contact(text, config),
            files: self.titles_of_files(text),
            untranslated: self.untranslated(text, config),
        }
    }

    /// The issuer in the words of one of its texts; the site's issuer in that language if the record names
    /// none.
    pub fn issuer<'a>(&'a self, text: &TextVersion<'a>, config: &'a Config) -> Option<&'a str> {
        let translated = text.translation.and_then(|translation| translation.front.issuer.as_deref());
        translated.or(self.record.common.issuer.as_deref()).or(config.issuer(text.lang))
    }

    fn contact<'a>(&'a self, text: &TextVersion<'a>, config: &'a Config) -> Option<Cow<'a, Contact>> {
        let original = self.record.common.contact.as_deref().or(config.contact(text.lang).0);
        match text.translation.and_then(|translation| translation.front.contact.as_ref()) {
            Some(contact) => Some(Cow::Owned(contact.completed_by(original))),
            None => original.map(Cow::Borrowed),
        }
    }

    fn titles_of_files<'a>(&'a self, text: &TextVersion<'a>) -> Vec<&'a str> {
        let folder = self.record.source.folder();
        let titles = text.translation.and_then(|translation| translation.front.attachments.as_ref());
        // Each path is resolved once, not once for each file.
        let translated: Vec<(Option<String>, &str)> = titles
            .into_iter()
            .flat_map(|titles| titles.iter())
            .map(|file| (join(folder, &file.path), &*file.title))
            .collect();
        let title = |path: &str| {
            translated.iter().find(|(whole, _)| whole.as_deref() == Some(path)).map(|(_, title)| *title)
        };
        self.attachments.iter().map(|file| title(&file.source).unwrap_or(&file.title)).collect()
    }

    fn untranslated(&self, text: &TextVersion<'_>, config: &Config) -> Untranslated {
        let Some(front) = text.translation.map(|translation| &translation.front) else {
            return Untranslated::default();
        };
        let (common, lang) = (&self.record.common, text.lang);
        let files = |listed: Option<usize>| listed.unwrap_or_default();
        let site_issuer = common.issuer.is_none() && config.issuer(lang) != config.issuer(&config.language);
        let site_contact = common.contact.is_none() && config.contact(lang).1;
        Untranslated {
            issuer: front.issuer.is_none() && !site_issuer,
            contact: front.contact.is_none() && !site_contact,
            files: files(front.attachments.as_ref().map(|list| list.len()))
                != files(common.attachments.as_ref().map(|list| list.len())),
        }
    }
}
