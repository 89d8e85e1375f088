//! The workbook of a worksheet: takes its parts, gives what cells need: where the sheet is, shared strings,
//! and which numbers are dates.

use super::number::NumberFormat;
use super::{Archive, XmlEvent, attribute, broken, each, is_true};
use crate::diag::Diagnostic;

/// A workbook.
pub(super) struct Book {
    /// The part that contains the first visible worksheet.
    pub(super) sheet: String,
    /// The shared strings, by number.
    pub(super) texts: Vec<String>,
    /// The number format of each cell style.
    pub(super) formats: Vec<NumberFormat>,
    /// Whether days are counted from 1904, as on old Macs.
    pub(super) is_1904: bool,
}

/// Reads a workbook.
pub(super) fn read(archive: &mut Archive<'_>) -> Result<Book, Diagnostic> {
    let book = archive
        .optional("_rels/.rels")?
        .and_then(|rels| related(&rels, |relation| relation.is("officeDocument")))
        .map_or_else(|| "xl/workbook.xml".to_owned(), |target| target.trim_start_matches('/').to_owned());
    let (folder, name) = book.rsplit_once('/').unwrap_or(("", &book));
    let within = |target: &str| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if folder.is_empty() => target.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let rels = archive.part(&within(&format!("_rels/{name}.rels")))?;
    let (shown, is_1904) = sheets(&archive.part(&book)?)?;
    let target = |id: &String| related(&rels, |relation| relation.is("worksheet") && relation.id == *id);
    let sheet = shown.iter().find_map(target).map(|target| within(&target)).ok_or_else(broken)?;
    let mut beside = |sort: &str| match related(&rels, |relation| relation.is(sort)) {
        Some(target) => archive.optional(&within(&target)),
        None => Ok(None),
    };
    let texts = beside("sharedStrings")?.map(|xml| shared(&xml)).transpose()?.unwrap_or_default();
    let formats = beside("styles")?.map(|xml| formats(&xml)).transpose()?.unwrap_or_default();
    Ok(Book { sheet, texts, formats, is_1904 })
}

/// How a part refers to another.
struct Relation {
    id: String,
    /// An address whose last segment gives the sort.
    sort: String,
}

impl Relation {
    fn is(&self, sort: &str) -> bool {
        self.sort.rsplit('/').next() == Some(sort)
    }
}

/// The first part with such a relation.
fn related(rels: &str, is_wanted: impl Fn(&Relation) -> bool) -> Option<String> {
    let mut target = None;
    let read = each(rels, |said| {
        if let XmlEvent::Begins(element) = said
            && element.local_name().as_ref() == b"Relationship"
        {
            let named = |name| attribute(&element, name).unwrap_or_default();
            if target.is_none() && is_wanted(&Relation { id: named("Id"), sort: named("Type") }) {
                target = attribute(&element, "Target");
            }
        }
        Ok(())
    });
    read.ok().and(target)
}

/// The relation ids of the visible sheets, in order; and whether days are counted from 1904.
fn sheets(xml: &str) -> Result<(Vec<String>, bool), Diagnostic> {
    let (mut shown, mut is_1904) = (Vec::new(), false);
    each(xml, |said| {
        let XmlEvent::Begins(element) = said else { return Ok(()) };
        match element.local_name().as_ref() {
            b"workbookPr" => is_1904 = is_true(&element, "date1904"),
            b"sheet" if attribute(&element, "state").is_none_or(|state| state == "visible") => {
                let mut attributes = element.attributes().flatten();
                // The prefix may be any.
                let id = attributes.find(|attribute| attribute.key.as_ref().ends_with(b":id"));
                shown.extend(id.map(|id| String::from_utf8_lossy(&id.value).into_owned()));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok((shown, is_1904))
}

/// The shared strings.
fn shared(xml: &str) -> Result<Vec<String>, Diagnostic> {
    let mut texts: Vec<String> = Vec::new();
    let mut reading = TextReading::default();
    each(xml, |said| {
        if let XmlEvent::Begins(element) = &said
            && element.local_name().as_ref() == b"si"
        {
            texts.push(String::new());
        }
        if let Some(text) = texts.last_mut() {
            reading.take(&said, text);
        }
        Ok(())
    })?;
    texts.iter_mut().for_each(unescape);
    Ok(texts)
}

/// Collects the text of a cell: all of its runs, without phonetic guides.
#[derive(Default)]
pub(super) struct TextReading {
    is_text: bool,
    is_aloud: bool,
}

impl TextReading {
    pub(super) fn take(&mut self, said: &XmlEvent<'_>, to: &mut String) {
        match said {
            XmlEvent::Begins(element) => match element.local_name().as_ref() {
                b"t" => self.is_text = !self.is_aloud,
                b"rPh" => self.is_aloud = true,
                _ => {}
            },
            XmlEvent::Ends(name) => match name.as_str() {
                "t" => self.is_text = false,
                "rPh" => self.is_aloud = false,
                _ => {}
            },
            XmlEvent::Text(text) if self.is_text => to.push_str(text),
            XmlEvent::Text(_) => {}
        }
    }
}

/// Replaces escapes such as `_x000D_` by their characters.
pub(super) fn unescape(text: &mut String) {
    let mut from = 0;
    while let Some(at) = text[from..].find("_x").map(|at| from + at) {
        let code = text.get(at + 2..at + 6).filter(|_| text[at + 6..].starts_with('_'));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match character {
            Some(character) => {
                text.replace_range(at..at + 7, character.encode_utf8(&mut [0; 4]));
                from = at + character.len_utf8();
            }
            None => from = at + 2,
        }
    }
}

/// The format of each cell style.
fn formats(xml: &str) -> Result<Vec<NumberFormat>, Diagnostic> {
    let (mut own, mut formats, mut is_of_cells) = (Vec::new(), Vec::new(), false);
    each(xml, |said| {
        match said {
            XmlEvent::Begins(element) => match element.local_name().as_ref() {
                b"numFmt" => {
                    let id = attribute(&element, "numFmtId").unwrap_or_default();
                    own.push((id, attribute(&element, "formatCode").unwrap_or_default()));
                }
                b"cellXfs" => is_of_cells = true,
                b"xf" if is_of_cells => {
                    let id = attribute(&element, "numFmtId").unwrap_or_default();
                    let code = own.iter().find(|(known, _)| *known == id).map(|(_, code)| code.as_str());
                    formats.push(code.map_or_else(|| NumberFormat::of_number(&id), NumberFormat::of_code));
                }
                _ => {}
            },
            XmlEvent::Ends(name) if name == "cellXfs" => is_of_cells = false,
            XmlEvent::Ends(_) | XmlEvent::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(formats)
}
