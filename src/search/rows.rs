//! The files of the index as the script reads them: calls of `lilongSearch` with values, so that they can
//! be read from a folder as well as from a server.

use std::collections::HashSet;

use memchr::memmem;
use serde::Serialize;

use super::Files;
use super::fold::pairs;
use super::records::SearchRecord;
use crate::front::scalar::Day;
use crate::record::{KindId, Stamp};
use crate::site::{Site, place_name};

/// The file that is read first.
#[derive(Debug, Serialize)]
pub(super) struct IndexHead<'a> {
    /// The languages of the site, its own first.
    languages: Vec<&'a str>,
    /// The kinds, as filters name them.
    kinds: Vec<&'static str>,
    /// The places: for each the name that filters use, then its name in each language.
    places: Vec<Vec<String>>,
    /// Traditional characters, and the simplified one for each.
    fold: [String; 2],
    /// On a small site: every text.
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<Vec<TextRow<'a>>>,
    /// On a large one: its files.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<FileList>,
}

/// The files of a large site.
#[derive(Debug, Serialize)]
struct FileList {
    texts: usize,
    grams: usize,
    seams: usize,
    units: usize,
    /// How many texts are in each file of texts.
    block: usize,
    /// Two characters for each file in this order, after those of the records; a file with another version
    /// is of another index.
    versions: String,
    /// The two characters of each seam, one after the other.
    names: String,
}

/// A text of a record; an array, so that field names are not repeated a thousand times.
#[derive(Debug, Serialize)]
pub(super) struct TextRow<'a>(
    /// The path below `content/`.
    &'a str,
    /// The page.
    &'a str,
    /// Its language, where it is not the site's.
    &'a str,
    /// The languages of the site in which it is shown, one bit for each.
    u64,
    /// The kind, by its index in the list.
    usize,
    /// The day.
    Option<Day>,
    /// 1 where it is no longer current.
    u8,
    /// The stamps.
    Vec<&'static str>,
    /// The places, by their index in the list.
    &'a [usize],
    /// The texts.
    &'a str,
);

impl<'a> IndexHead<'a> {
    /// For a site with these folded texts.
    pub(super) fn of<'t>(site: &'a Site, folded: impl Iterator<Item = &'t str>) -> IndexHead<'a> {
        let languages: Vec<&str> = site.config.all_languages().collect();
        IndexHead {
            kinds: KindId::ALL.iter().map(|kind| kind.name()).collect(),
            places: (0..site.places.all.len()).map(|id| called(site, id, &languages)).collect(),
            fold: fold_table(folded),
            languages,
            records: None,
            files: None,
        }
    }

    /// The same with every text.
    pub(super) fn with_rows(self, site: &'a Site, records: &'a [SearchRecord]) -> IndexHead<'a> {
        let rows = records.iter().map(|record| TextRow::of(site, record, &self.languages)).collect();
        IndexHead { records: Some(rows), ..self }
    }

    /// The same with the files that hold everything else.
    pub(super) fn with_files(self, files: Files, versions: String, names: String) -> IndexHead<'a> {
        let Files { texts, grams, seams, units } = files;
        let block = super::BLOCK_OF_TEXTS;
        IndexHead { files: Some(FileList { texts, grams, seams, units, block, versions, names }), ..self }
    }

    /// The bytes of the file.
    pub(super) fn written(&self) -> Vec<u8> {
        let mut file = b"lilongSearch.load(".to_vec();
        write_json(self, &mut file);
        file.extend(END);
        file
    }
}

impl<'a> TextRow<'a> {
    fn of(site: &'a Site, record: &'a SearchRecord, languages: &[&str]) -> TextRow<'a> {
        let entry = &site.entries[record.of.id];
        TextRow(
            entry.source(),
            &record.path,
            if record.lang == site.config.language { "" } else { &record.lang },
            record.of.shown_in(site, languages),
            kind_number(entry.record.kind()),
            entry.record.common.day(),
            u8::from(!entry.is_current()),
            entry.stamps.iter().copied().map(Stamp::name).collect(),
            &entry.places,
            &record.text,
        )
    }
}

/// A file of texts.
pub(super) fn texts_file(site: &Site, number: usize, version: &str, records: &[SearchRecord]) -> Vec<u8> {
    let languages: Vec<&str> = site.config.all_languages().collect();
    let rows: Vec<TextRow<'_>> = records.iter().map(|record| TextRow::of(site, record, &languages)).collect();
    // Few characters need escaping.
    let room = records.iter().map(|record| record.text.len() + record.text.len() / 16 + 256).sum();
    data_call("texts", number, version, &rows, room)
}

/// A file of numbers.
pub(super) fn data_file(sort: &str, number: usize, version: &str, text: &str) -> Vec<u8> {
    data_call(sort, number, version, text, text.len() + text.len() / 16)
}

/// How a call ends.
const END: &[u8] = b");\n";

/// A call that passes a file: its sort and number, its version, and a value of about `room` bytes.
fn data_call(
    sort: &str,
    number: usize,
    version: &str,
    value: &(impl Serialize + ?Sized),
    room: usize,
) -> Vec<u8> {
    let begin = format!("lilongSearch.take(\"{sort}/{number}\",\"{version}\",");
    let mut file = Vec::with_capacity(begin.len() + room + END.len());
    file.extend(begin.as_bytes());
    write_json(value, &mut file);
    file.extend(END);
    file
}

/// Writes a value as JavaScript: the two line separators that JSON allows but older JavaScript does not are
/// escaped.
fn write_json(value: &(impl Serialize + ?Sized), to: &mut Vec<u8>) {
    let begin = to.len();
    // String keys and memory: it cannot fail.
    drop(serde_json::to_writer(&mut *to, value));
    for (end_of_line, escape) in [("\u{2028}", "\\u2028"), ("\u{2029}", "\\u2029")] {
        if memmem::find(&to[begin..], end_of_line.as_bytes()).is_some() {
            let json = String::from_utf8(to.split_off(begin)).unwrap_or_default();
            to.extend(json.replace(end_of_line, escape).as_bytes());
        }
    }
}

/// The index of a kind in the list of all.
pub(super) fn kind_number(kind: KindId) -> usize {
    KindId::ALL.iter().position(|one| *one == kind).unwrap_or_default()
}

/// The name of a place that filters use, then its name in each language.
fn called(site: &Site, id: usize, languages: &[&str]) -> Vec<String> {
    let term = site.places.get(id);
    let called = languages.iter().map(|lang| term.called(lang, &site.config).spoken.to_owned());
    std::iter::once(place_name(site, id).into_owned()).chain(called).collect()
}

/// The pairs of the table whose simplified character occurs in some text: a query with another one finds
/// nothing.
fn fold_table<'t>(folded: impl Iterator<Item = &'t str>) -> [String; 2] {
    let mut used = HashSet::new();
    folded.for_each(|text| used.extend(text.chars().filter(|c| u32::from(*c) >= 0x3400)));
    let mut table = [String::new(), String::new()];
    for (traditional, simplified) in pairs().filter(|(_, simplified)| used.contains(simplified)) {
        table[0].push(traditional);
        table[1].push(simplified);
    }
    table
}
