//! Search: takes the site; gives the index that the script of `search.html` searches.
//!
//! Pure. The index holds what is published of the records that are in force: after masking, without drafts,
//! embargoed and withdrawn records. Rust and the script fold texts by the same rules and one table
//! (`fold`), so that both find the same.
//!
//! The index of a small site is one file with every text (`rows`). For a large one the script first reads
//! what records are filtered and sorted by (`columns`), then where the pairs of characters of a query occur
//! (`grams`), and finally the texts that it shows. A sentence that occurs in many records is stored once
//! (`pieces`).

mod columns;
mod fold;
mod grams;
mod html;
mod numbers;
mod pieces;
mod plain;
mod records;
mod rows;

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

pub use fold::{fold, pairs};
pub use plain::{BLOCK, FIELD, plain};
pub use records::{SearchRecord, TextRef, record, refs};

use crate::site::Site;
use crate::track::{Digest, Digester, is_recording};
use grams::Grams;
use pieces::Pieces;
use rows::IndexHead;

/// The output path of the page, in the site's language.
pub const SEARCH_PAGE: &str = "search.html";

/// A site with fewer records has an index of a single file.
const LARGE: usize = 300;
/// How many texts one file holds.
const BLOCK_OF_TEXTS: usize = 16;
/// How many such files are made at a time, which limits how many texts are in memory twice.
const BLOCKS_AT_ONCE: usize = 16;

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SearchFile {
    /// The file that is loaded first; on a small site it is the whole index.
    Head,
    /// What records are filtered and sorted by.
    Records,
    /// Some of the texts.
    Texts(usize),
    /// Where some pairs of characters occur.
    Grams(usize),
    /// Where some pairs of characters occur across a seam.
    Seams(usize),
    /// In which records some units are.
    Units(usize),
}

/// How many files there are of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Files {
    texts: usize,
    grams: usize,
    seams: usize,
    units: usize,
}

impl Files {
    /// For a site with this many texts.
    fn of(texts: usize) -> Files {
        let grams = (texts / 12).next_power_of_two().clamp(16, 2048);
        Files { texts: texts.div_ceil(BLOCK_OF_TEXTS), grams, seams: (grams / 4).max(8), units: 64 }
    }
}

impl SearchFile {
    /// The files of the index of a site.
    pub fn of(site: &Site) -> Vec<SearchFile> {
        if site.entries.len() < LARGE {
            return vec![SearchFile::Head];
        }
        let Files { texts, grams, seams, units } = Files::of(refs(site).len());
        let all = [SearchFile::Head, SearchFile::Records].into_iter();
        let all = all.chain((0..texts).map(SearchFile::Texts)).chain((0..grams).map(SearchFile::Grams));
        all.chain((0..seams).map(SearchFile::Seams)).chain((0..units).map(SearchFile::Units)).collect()
    }

    /// The key of the question that it asks: a file of texts depends on its own texts only.
    pub fn question(self) -> String {
        match self {
            SearchFile::Texts(number) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Its output path.
    pub fn path(self) -> Arc<str> {
        match self {
            SearchFile::Head => "search/index.js".into(),
            SearchFile::Records => "search/records.js".into(),
            SearchFile::Texts(number) => format!("search/texts/{number}.js").into(),
            SearchFile::Grams(number) => format!("search/grams/{number}.js").into(),
            SearchFile::Seams(number) => format!("search/seams/{number}.js").into(),
            SearchFile::Units(number) => format!("search/units/{number}.js").into(),
        }
    }
}

/// The index of a site, without its texts.
#[derive(Debug, Default)]
pub struct SearchIndex {
    head: Vec<u8>,
    records: String,
    grams: Vec<String>,
    seams: Vec<String>,
    units: Vec<String>,
}

impl SearchIndex {
    /// Makes the index of a site with these texts, on all threads: never while something is being drawn.
    /// Each file of texts is passed to `take` with its number as soon as it is made, because together they
    /// are the larger part of the index.
    pub fn of(site: &Site, refs: &[TextRef], take: &(dyn Fn(usize, Vec<u8>) + Sync)) -> SearchIndex {
        debug_assert!(!is_recording(), "the index of search is made within a drawing");
        if site.entries.len() < LARGE {
            SearchIndex::small(site, refs)
        } else {
            SearchIndex::large(site, refs, take)
        }
    }

    fn small(site: &Site, refs: &[TextRef]) -> SearchIndex {
        let records: Vec<SearchRecord> = refs.par_iter().map(|text| record(site, *text)).collect();
        let folded: Vec<String> = records.par_iter().map(|record| fold(&record.text)).collect();
        let head = IndexHead::of(site, folded.iter().map(String::as_str)).with_rows(site, &records).written();
        SearchIndex { head, ..SearchIndex::default() }
    }

    fn large(site: &Site, refs: &[TextRef], take: &(dyn Fn(usize, Vec<u8>) + Sync)) -> SearchIndex {
        let files = Files::of(refs.len());
        let (mut pieces, mut done) = (Pieces::default(), 0);
        for some in refs.chunks(BLOCK_OF_TEXTS * BLOCKS_AT_ONCE) {
            let blocks = some.par_chunks(BLOCK_OF_TEXTS).enumerate();
            let folded = blocks.map(|(at, block)| {
                let TextBlock { file, folded } = TextBlock::of(site, block, done + at);
                take(done + at, file);
                folded
            });
            folded.collect::<Vec<_>>().iter().flatten().for_each(|text| pieces.add(text));
            done += BLOCKS_AT_ONCE;
        }
        let all = Grams::of(&mut pieces);
        let ones = grams::ones(&pieces);
        let (grams, seams) = rayon::join(|| all.files(files.grams, &ones), || all.seam_files(files.seams));
        let units = all.unit_files(files.units);
        let records = columns::written(site, refs, &all);
        let index = SearchIndex { head: Vec::new(), records, grams, seams, units };
        let head = IndexHead::of(site, pieces.all.iter().map(|piece| &*piece.text));
        let head = head.with_files(files, index.versions(site, refs), all.seam_names()).written();
        SearchIndex { head, ..index }
    }

    /// The bytes of one of its files; empty for a file of texts, which [`texts_file`] makes.
    pub fn file(&self, file: SearchFile) -> Vec<u8> {
        let of = |sort: &str, text: Option<&String>, number: usize| {
            let text = text.map(String::as_str).unwrap_or_default();
            rows::data_file(sort, number, &version_of(text), text)
        };
        match file {
            SearchFile::Head => self.head.clone(),
            SearchFile::Records => of("records", Some(&self.records), 0),
            SearchFile::Texts(_) => Vec::new(),
            SearchFile::Grams(number) => of("grams", self.grams.get(number), number),
            SearchFile::Seams(number) => of("seams", self.seams.get(number), number),
            SearchFile::Units(number) => of("units", self.units.get(number), number),
        }
    }

    /// The versions of all files but the first, in order.
    fn versions(&self, site: &Site, refs: &[TextRef]) -> String {
        let blocks = refs.par_chunks(BLOCK_OF_TEXTS);
        let texts: Vec<String> = blocks.map(|some| version(digest_of(site, some))).collect();
        let others = self.grams.par_iter().chain(&self.seams).chain(&self.units);
        let others: Vec<String> = others.map(|text| version_of(text)).collect();
        std::iter::once(version_of(&self.records)).chain(texts).chain(others).collect()
    }
}

/// The texts of one file.
struct TextBlock {
    /// The file that holds them.
    file: Vec<u8>,
    /// The texts in folded form.
    folded: Vec<String>,
}

impl TextBlock {
    /// File `number` of the texts, which holds `some`.
    fn of(site: &Site, some: &[TextRef], number: usize) -> TextBlock {
        let records: Vec<SearchRecord> = some.iter().map(|text| record(site, *text)).collect();
        let file = rows::texts_file(site, number, &version(digest_of(site, some)), &records);
        TextBlock { file, folded: records.iter().map(|record| fold(&record.text)).collect() }
    }
}

/// File `number` of the texts.
pub fn texts_file(site: &Site, refs: &[TextRef], number: usize) -> Vec<u8> {
    TextBlock::of(site, block(refs, number), number).file
}

/// The digest of all that file `number` of the texts shows.
pub fn texts_digest(site: &Site, refs: &[TextRef], number: usize) -> Digest {
    let languages: Vec<&str> = site.config.all_languages().collect();
    Digest::of_value(&(languages, digest_of(site, block(refs, number)).0))
}

fn block(refs: &[TextRef], number: usize) -> &[TextRef] {
    refs.chunks(BLOCK_OF_TEXTS).nth(number).unwrap_or_default()
}

fn digest_of(site: &Site, some: &[TextRef]) -> Digest {
    let of = |text: &TextRef| (site.entries[text.id].search_digest().0, text.translation);
    Digest::of_value(&some.iter().map(of).collect::<Vec<_>>())
}

/// The version by which the script checks that a file belongs to the same index as the first.
fn version_of(text: &str) -> String {
    version(Digest::of(text.as_bytes()))
}

/// A digest as two characters.
fn version(digest: Digest) -> String {
    const SIGNS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
    [digest.0 >> 6, digest.0].map(|part| char::from(SIGNS[(part & 63) as usize])).iter().collect()
}

/// The digest of all that the index is made from.
pub fn digest(site: &Site) -> Digest {
    let mut to = Digester::default();
    site.config.all_languages().collect::<Vec<_>>().hash(&mut to);
    site.config.names_digest.hash(&mut to);
    site.places.all.iter().for_each(|place| place.spoken.hash(&mut to));
    site.entries.iter().for_each(|entry| entry.search_digest().hash(&mut to));
    to.digest()
}
