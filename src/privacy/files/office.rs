//! The text of office documents (DOCX, XLSX, PPTX and their ODF kin): takes the bytes of the archive, gives
//! the text of its parts, a paragraph or a row each. What is hidden, and what only a program reads, is text
//! too: everybody can unpack it.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{FileText, Piece, Unread};
use crate::diag::{Words, words};

/// The most bytes that the parts may unpack to, and how many there may be.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
const MAX_PARTS: usize = 10_000;

/// The text of each paragraph, cell and property.
pub(super) fn read(bytes: &[u8]) -> Result<FileText, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MAX_PARTS {
        return Err(too_large());
    }
    let mut left = MAX_UNPACKED;
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    // The strings of a workbook are named by its sheets, and come first.
    names.sort_by_key(|name| name != SHARED);
    let (mut pieces, mut shared) = (Vec::new(), Vec::new());
    for name in names.iter().filter(|name| name.ends_with(".xml") || name.ends_with(".rels")) {
        let mut xml = Vec::new();
        let part = archive.by_name(name).map_err(|_| broken())?;
        // An archive may say less of itself than it unpacks to.
        let read = part.take(left + 1).read_to_end(&mut xml).map_err(|_| broken())?;
        left = left.checked_sub(read as u64).ok_or_else(too_large)?;
        let xml = String::from_utf8(xml).map_err(|_| broken())?;
        let paragraphs = PartReader::new(name, &shared).read(&xml)?;
        if name == SHARED {
            shared = paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
        } else {
            pieces.extend(paragraphs.into_iter().map(|paragraph| paragraph.piece(name)));
        }
    }
    let holds_files = names.iter().any(|name| name.contains("/embeddings/") || name.starts_with("Object "));
    let unread = holds_files
        .then(|| Words::fixed("里面嵌着别的文件，没有读", "it holds other files, which were not read"));
    // A file of another sort may have the same ending, and an empty document has properties all the same.
    if names.iter().any(|name| name == "[Content_Types].xml" || name == "content.xml") {
        Ok(FileText { pieces, unread })
    } else {
        Err(broken())
    }
}

/// The part of a workbook that holds its texts.
const SHARED: &str = "xl/sharedStrings.xml";

fn broken() -> Unread {
    Words::fixed("文件不完整，或加了密码", "it is incomplete, or protected with a password")
}

fn too_large() -> Unread {
    Words::fixed("解开后太大", "it unpacks to too much")
}

/// A paragraph or a row, by its number.
struct Paragraph {
    number: usize,
    text: String,
}

impl Paragraph {
    fn piece(self, part: &str) -> Piece {
        let Paragraph { number, text } = self;
        let name = part.rsplit('/').next().unwrap_or(part);
        let place = if part.starts_with("xl/worksheets/") || part == "content.xml" {
            let sheet = name.trim_end_matches(".xml");
            words!("{sheet} 第 {number} 行", "{sheet}, row {number}")
        } else if part == "word/document.xml" {
            words!("第 {number} 段", "paragraph {number}")
        } else {
            words!("{name} 第 {number} 段", "{name}, paragraph {number}")
        };
        Piece { place, text }
    }
}

/// The attributes that say what a picture or a drawing shows.
const DESCRIPTIONS: [&str; 2] = ["descr", "svg:title"];

/// Reads one part.
struct PartReader<'s> {
    shared: &'s [String],
    is_sheet: bool,
    /// Whether it is what a pivot table remembers.
    is_cache: bool,
    paragraphs: Vec<Paragraph>,
    /// The paragraph or row that is being read.
    current: String,
    /// Its number, where the part says it.
    number: Option<usize>,
    /// Whether a cell names a shared string, and the cell's own text.
    is_shared: bool,
    cell: Option<String>,
}

impl<'s> PartReader<'s> {
    fn new(part: &str, shared: &'s [String]) -> PartReader<'s> {
        PartReader {
            shared,
            is_sheet: part.starts_with("xl/worksheets/"),
            is_cache: part.starts_with("xl/pivotCache/"),
            paragraphs: Vec::new(),
            current: String::new(),
            number: None,
            is_shared: false,
            cell: None,
        }
    }

    fn read(mut self, xml: &str) -> Result<Vec<Paragraph>, Unread> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().map_err(|_| broken())? {
                Event::Start(element) => self.begin(&element),
                Event::Empty(element) => {
                    self.begin(&element);
                    self.end(element.local_name().as_ref());
                }
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Text(text) => self.text(&String::from_utf8_lossy(&text)),
                Event::CData(text) => self.text(&String::from_utf8_lossy(&text)),
                Event::GeneralRef(reference) => {
                    let name = String::from_utf8_lossy(&reference).into_owned();
                    let predefined = quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                    self.text(&character.or(predefined).unwrap_or_default());
                }
                Event::Eof => break,
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
            }
        }
        self.close();
        Ok(self.paragraphs)
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        for name in DESCRIPTIONS {
            self.aside(attribute(element, name));
        }
        match element.local_name().as_ref() {
            b"row" if self.is_sheet => {
                self.close();
                self.number = attribute(element, "r").and_then(|number| number.parse().ok());
            }
            b"c" if self.is_sheet => {
                self.is_shared = attribute(element, "t").is_some_and(|of| of == "s");
                self.cell = Some(String::new());
            }
            // What a table of sums keeps of rows that are deleted.
            b"s" | b"n" if self.is_cache => self.aside(attribute(element, "v")),
            // The tab of a sheet.
            b"sheet" => self.aside(attribute(element, "name")),
            b"table" => self.aside(attribute(element, "table:name")),
            // Where a link leads is text as well.
            b"Relationship" => {
                let is_link = attribute(element, "TargetMode").is_some_and(|mode| mode == "External");
                let target = attribute(element, "Target").filter(|_| is_link).unwrap_or_default();
                self.text(&target);
                self.close();
            }
            b"tab" => self.current.push('\t'),
            b"br" | b"cr" | b"line-break" => self.current.push('\n'),
            b"tc" | b"table-cell" => self.part(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"c" if self.is_sheet => {
                let text = self.cell.take().unwrap_or_default();
                let shared = || self.shared.get(text.trim().parse::<usize>().ok()?).cloned();
                let text = if self.is_shared { shared().unwrap_or_default() } else { text };
                self.part();
                self.current.push_str(&text);
            }
            b"p" | b"h" | b"si" | b"row" | b"table-row" | b"comment" => self.close(),
            b"oddHeader" | b"evenHeader" | b"firstHeader" | b"oddFooter" | b"evenFooter" | b"firstFooter" => {
                // Where each part of it stands.
                self.current = ["&L", "&C", "&R"]
                    .iter()
                    .fold(self.current.clone(), |text, code| text.replace(code, " | "));
                self.close();
            }
            // A property, an author of comments, or the code of a field.
            b"title" | b"creator" | b"subject" | b"keywords" | b"description" | b"lastModifiedBy"
            | b"Company" | b"Manager" | b"author" | b"instrText" | b"lpwstr" => self.part(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.cell {
            Some(cell) => cell.push_str(text),
            None => self.current.push_str(text),
        }
    }

    /// Adds a text that stands apart from those around it, as what a picture shows.
    fn aside(&mut self, text: Option<String>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.part();
            self.current.push_str(&text);
            self.part();
        }
    }

    /// Parts what came from what comes: no number reaches over it.
    fn part(&mut self) {
        if !self.current.is_empty() {
            self.current.push_str(" | ");
        }
    }

    fn close(&mut self) {
        let number = self.number.take().unwrap_or(self.paragraphs.len() + 1);
        self.paragraphs.push(Paragraph { number, text: std::mem::take(&mut self.current) });
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|found| found.key.as_ref() == name.as_bytes())?;
    let value = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(value).ok().map(std::borrow::Cow::into_owned)
}
