//! The text of office documents (DOCX, XLSX, PPTX and the ODF formats): takes the bytes of the archive,
//! gives the text of its parts by paragraph or row. This includes text that is hidden or meant for programs
//! only: anybody can unpack it.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use percent_encoding::percent_decode_str;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{DocumentText, ENCODED, FilePart, Unread, WITHOUT_TEXT, markup};
use crate::diag::{Words, words};
use crate::personal::{Marks, find};
use crate::photo::extension;
use crate::source::{decode, is_text};

/// The most bytes to which the parts may unpack, and the most parts.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
const MAX_PARTS: usize = 10_000;

/// The text of each paragraph, cell and property.
pub(super) fn read(bytes: &[u8]) -> Result<DocumentText, Unread> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let names = names(&archive)?;
    let mut left = MAX_UNPACKED;
    let (mut pieces, mut shared) = (Vec::new(), Vec::new());
    let mut holds_files =
        names.iter().any(|name| name.contains("/embeddings/") || name.starts_with("Object "));
    for name in names.iter().filter(|name| may_hold_text(name)) {
        let mut bytes = Vec::new();
        let part = archive.by_name(name).map_err(|_| broken())?;
        // An archive may state a smaller size than it unpacks to.
        let read = part.take(left + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        left = left.checked_sub(read as u64).ok_or_else(too_large)?;
        if !is_xml(name) {
            let is_read = is_text(&bytes) && !ENCODED.contains(&&*extension(name));
            holds_files |= !is_read;
            pieces.extend(is_read.then(|| beside(name, bytes)));
            continue;
        }
        let xml = String::from_utf8(bytes).map_err(|_| broken())?;
        let paragraphs = PartReader::new(name, &shared).read(&xml)?;
        if name == SHARED {
            shared = paragraphs.iter().map(|paragraph| paragraph.text.clone()).collect();
        } else {
            pieces.extend(paragraphs.into_iter().map(|paragraph| paragraph.piece(name)));
        }
    }
    let unread = holds_files
        .then(|| Words::fixed("里面嵌着别的文件，没有读", "it holds other files, which were not read"));
    // A file of another format may have the same ending; even an empty document has properties.
    if names.iter().any(|name| name == "[Content_Types].xml" || name == "content.xml") {
        Ok(DocumentText { pieces, unread })
    } else {
        Err(broken())
    }
}

/// The names of the parts, in the order in which they are read.
fn names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, Unread> {
    if archive.len() > MAX_PARTS {
        return Err(too_large());
    }
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    // The shared strings of a workbook are needed by its sheets, and come first.
    names.sort_by_key(|name| name != SHARED);
    Ok(names)
}

fn is_xml(part: &str) -> bool {
    part.ends_with(".xml") || part.ends_with(".rels")
}

/// Whether a part of the archive may contain text; others are pictures, fonts, folders, and data that
/// programs keep about printers and line breaks.
fn may_hold_text(part: &str) -> bool {
    let end = extension(part);
    let is_shape = matches!(&*end, "emf" | "wmf" | "odttf" | "fntdata") || WITHOUT_TEXT.contains(&&*end);
    let is_memory = part.contains("printerSettings") || part == "layout-cache";
    !(is_shape || is_memory || part.ends_with('/') || part.contains("/embeddings/"))
}

/// A part that is a text file itself, such as an embedded page or drawing.
fn beside(part: &str, bytes: Vec<u8>) -> FilePart {
    let mut text = decode(bytes).text;
    if markup::ENDINGS.contains(&&*extension(part)) {
        text = format!("{text}\n\n{}", markup::plain(&text));
    }
    let name = part.rsplit('/').next().unwrap_or(part);
    FilePart { place: words!("其中的 {name}", "{name} inside it"), text }
}

/// The part of a workbook that holds its shared strings.
const SHARED: &str = "xl/sharedStrings.xml";

fn broken() -> Unread {
    Words::fixed("文件不完整，或加了密码", "it is incomplete, or protected with a password")
}

fn too_large() -> Unread {
    Words::fixed("解开后太大", "it is too large when unpacked")
}

/// A paragraph or a row, by its number.
struct Paragraph {
    number: usize,
    text: String,
}

impl Paragraph {
    fn piece(self, part: &str) -> FilePart {
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
        FilePart { place, text }
    }
}

/// Reads one part.
struct PartReader<'s> {
    shared: &'s [String],
    is_sheet: bool,
    paragraphs: Vec<Paragraph>,
    /// The paragraph or row that is being read.
    current: String,
    /// Its number, if the part gives it.
    number: Option<usize>,
    /// Whether a cell refers to a shared string, and the cell's own text.
    is_shared: bool,
    cell: Option<String>,
}

impl<'s> PartReader<'s> {
    fn new(part: &str, shared: &'s [String]) -> PartReader<'s> {
        PartReader {
            shared,
            is_sheet: part.starts_with("xl/worksheets/"),
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
        self.attributes(element);
        match element.local_name().as_ref() {
            b"row" if self.is_sheet => {
                self.close();
                self.number = attribute(element, "r").and_then(|number| number.parse().ok());
            }
            b"c" if self.is_sheet => {
                self.is_shared = attribute(element, "t").is_some_and(|of| of == "s");
                self.cell = Some(String::new());
            }
            b"tab" => self.current.push('\t'),
            b"br" | b"cr" | b"line-break" => self.current.push('\n'),
            b"tc" | b"table-cell" => self.part(),
            _ => {}
        }
    }

    /// Takes the attributes that are meant for people: the name of a sheet, the description of a picture,
    /// the target of a link, the choices of a form. Nearly all other attributes are measures.
    fn attributes(&mut self, element: &BytesStart<'_>) {
        for attribute in element.attributes().flatten() {
            let Ok(value) = std::str::from_utf8(&attribute.value) else { continue };
            let value = unescape(value).unwrap_or(Cow::Borrowed(value));
            // The encoding of an address may hide it.
            let value = percent_decode_str(&value).decode_utf8_lossy();
            if !find(&value, Marks::None).is_empty() {
                self.aside(&value);
            }
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
                // The position of each part.
                self.current = ["&L", "&C", "&R"]
                    .iter()
                    .fold(self.current.clone(), |text, code| text.replace(code, " | "));
                self.close();
            }
            // A property, the author of comments, or the code of a field.
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

    /// Adds a text that is separate from those around it, such as the description of a picture.
    fn aside(&mut self, text: &str) {
        self.part();
        self.current.push_str(text);
        self.part();
    }

    /// Separates the text so far from what follows, so that no number spans both.
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
    unescape(value).ok().map(Cow::into_owned)
}
