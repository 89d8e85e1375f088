//! From a record to what the press needs: its data, layout, code and pictures. Pure; remembers what it has
//! made, because pages, posters and questions all need the same.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::body::Image;
use super::data::{PosterData, PosterOptions, poster_data};
use super::qr;
#[cfg(feature = "poster")]
use super::quantity::{TooMuch, weigh};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::plan::{PosterForm, poster_path};
use crate::render::{Posters, missing_text, with_texts};
use crate::site::{Entry, EntryId, Site};
use crate::theme::Theme;
use crate::track::Digest;

/// A poster to be set.
#[derive(Clone, Debug)]
pub struct PosterJob {
    /// Its data, as the layout reads it.
    pub data: serde_json::Value,
    /// The layout.
    pub layout: String,
    /// The code of its address, as SVG.
    pub code: Option<String>,
    /// The pictures it shows: the name that the layout asks for, the file below `content/`, and the digest of
    /// its bytes.
    pub pictures: Vec<(String, Arc<str>, Digest)>,
    /// The file with its text: `content/notices/lift.md`.
    pub file: Arc<str>,
    /// The identifier of its PDF: the output path.
    pub ident: String,
    /// The diagnostics that do not depend on typesetting.
    pub found: Vec<Diagnostic>,
    /// Whether it is one long picture instead of a sheet.
    #[cfg(feature = "poster")]
    pub(super) long: bool,
    /// The amount of text and data to be set.
    #[cfg(feature = "poster")]
    bulk: usize,
    /// What the poster has too much of.
    #[cfg(feature = "poster")]
    pub(super) too_much: Option<TooMuch>,
}

impl PosterJob {
    /// The poster of a record with these options.
    pub fn of(site: &Site, theme: &Theme, entry: &Entry, options: &PosterOptions) -> PosterJob {
        let (data, mut missing) = with_texts(
            |key, args| theme.texts.get(key, Some(args), &options.lang, &site.config.language),
            |texts| poster_data(site, entry, options, texts),
        );
        let translation = entry.translations.iter().find(|translation| translation.lang == data.lang);
        let file =
            translation.map_or(&entry.record.source.file, |translation| &translation.source.file).clone();
        let code = data.address.as_ref().filter(|at| at.qr.is_some()).and_then(|at| qr::svg(&at.url));
        let pictures = data.body.images.iter().filter_map(|image| picture(entry, image)).collect();
        // A text that the theme lacks is left out, so that a layout that uses it fails at that line.
        let found = diagnostics(&data);
        let (template, mut data) = (data.template.clone(), serde_json::to_value(data).unwrap_or_default());
        if let Some(words) = data.get_mut("words").and_then(serde_json::Value::as_object_mut) {
            missing.retain(|key| words.remove(key).is_none());
        }
        let found = missing.iter().map(|key| missing_text(key)).chain(found);
        #[cfg(feature = "poster")]
        let (bulk, too_much) = weigh(&data);
        PosterJob {
            #[cfg(feature = "poster")]
            bulk,
            #[cfg(feature = "poster")]
            too_much,
            #[cfg(feature = "poster")]
            long: options.long,
            layout: template,
            code: code.map(|code| code.svg),
            ident: poster_path(entry, translation.map(|translation| &*translation.lang), PosterForm::Pdf),
            found: found.map(|found| found.at(file.clone(), 0..0)).collect(),
            data,
            pictures,
            file,
        }
    }

    /// The sort key for setting the quick posters first: those with fewer pictures, and among these the
    /// shorter ones.
    #[cfg(feature = "poster")]
    pub fn turn(&self) -> (usize, usize) {
        (self.pictures.len(), self.bulk)
    }

    /// The digest of all that it shows; the layout and the fonts are separate questions.
    fn digest(&self, site: &Site) -> Digest {
        let pictures: Vec<_> = self
            .pictures
            .iter()
            .map(|(name, source, _)| (name, site.files.get(source).map(|file| &file.sha256)))
            .collect();
        Digest::of_value(&(
            self.data.to_string(),
            &self.code,
            pictures,
            &self.ident,
            env!("LILONG_SOURCE_DIGEST"),
        ))
    }
}

/// A picture of a body: the name that the layout asks for, its file, and the digest of its bytes.
fn picture(entry: &Entry, image: &Image) -> Option<(String, Arc<str>, Digest)> {
    let file = entry.files.iter().find(|file| file.path == image.path)?;
    Some((image.file.clone(), file.source.clone(), file.seen))
}

/// The diagnostics of a poster that can be made without setting it.
fn diagnostics(data: &PosterData) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let long = data.address.as_ref().filter(|address| address.qr.as_ref().is_none_or(|code| !code.legible));
    if let Some(url) = long.map(|address| &address.url) {
        let said = words!(
            "网址太长，二维码的格子不到 0.7 毫米：{url}",
            "the address is so long that the squares of its QR code are smaller than 0.7 mm: {url}"
        );
        found.push(
            Diagnostic::new(&codes::POSTER_ADDRESS_TOO_LONG, said)
                .help(Words::fixed("给记录写一个短的 slug", "give the record a short `slug`")),
        );
    }
    if data.body.too_deep {
        let said = Words::fixed(
            "列表或引文套得太深，海报画不出层次",
            "lists or quotations are nested deeper than a poster can show",
        );
        found.push(
            Diagnostic::new(&codes::POSTER_TOO_DEEP, said)
                .help(Words::fixed("少套几层", "nest fewer of them")),
        );
    }
    found
}

/// The posters of a site, each made once, when it is first needed.
#[derive(Debug)]
pub struct PosterJobs {
    theme: Arc<Theme>,
    made: Mutex<HashMap<(EntryId, String), Arc<PosterJob>>>,
}

impl PosterJobs {
    /// The posters of one site with this theme.
    pub fn new(theme: Arc<Theme>) -> PosterJobs {
        PosterJobs { theme, made: Mutex::default() }
    }

    /// The poster of a record in one of its languages, with the record's options.
    pub fn job(&self, site: &Site, id: EntryId, lang: &str) -> Arc<PosterJob> {
        let key = (id, lang.to_owned());
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let known = made().get(&key).cloned();
        known.unwrap_or_else(|| {
            let entry = &site.entries[id];
            let job = Arc::new(PosterJob::of(site, &self.theme, entry, &PosterOptions::of(entry, lang)));
            made().insert(key, job.clone());
            job
        })
    }
}

impl Posters for PosterJobs {
    fn layout(&self, site: &Site, id: EntryId, lang: &str) -> String {
        self.job(site, id, lang).layout.clone()
    }

    fn digest(&self, site: &Site, id: EntryId, lang: &str) -> Digest {
        self.job(site, id, lang).digest(site)
    }
}
