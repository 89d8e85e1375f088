//! XLSX as Excel and WPS write it: takes the bytes of a workbook, gives the text of its first worksheet.
//!
//! The text of a cell is what a person would type: `310.1` and not the nearest binary fraction, a date and
//! not a number of days, the last computed value of a formula. What cannot be given so, or is not visible
//! in the program that wrote it, is reported and not guessed.
//! nobody sees in the program that wrote it, is reported and not guessed.

mod book;
mod number;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{MAX_ROWS, TableText, TableTextWriter, refused, too_large, unreadable};
use crate::diag::{Diagnostic, Words, codes, words};

/// The most bytes to which the parts of a workbook may unpack, and the most in its cells.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// Reads the bytes of a workbook.
pub(super) fn read(file: &str, bytes: Vec<u8>) -> TableText {
    let mut writer = TableTextWriter::new(file);
    match first_sheet(&bytes).and_then(|sheet| sheet.write(&mut writer)) {
        Ok(()) => writer.done(),
        Err(why) => refused(file, why),
    }
}

/// The contents of a cell.
struct CellContent {
    text: String,
    /// What is wrong with it.
    fault: Option<Diagnostic>,
}

/// A worksheet, its rows and columns counted from 0.
#[derive(Default)]
struct Worksheet {
    cells: BTreeMap<(u32, u32), CellContent>,
    /// Hidden rows.
    hidden_rows: BTreeSet<u32>,
    hidden_columns: Vec<RangeInclusive<u32>>,
    /// The first and the last cell of each merged range.
    merged: Vec<((u32, u32), (u32, u32))>,
}

fn first_sheet(bytes: &[u8]) -> Result<Worksheet, Diagnostic> {
    let mut archive = Archive::open(bytes)?;
    let book = book::read(&mut archive)?;
    let mut sheet = sheet::read(&archive.part(&book.sheet)?, &book)?;
    sheet.fill_down();
    Ok(sheet)
}

fn broken() -> Diagnostic {
    unreadable(Words::fixed(
        "这个文件不是 XLSX，或没有存完，或加了密码",
        "this file is not an XLSX workbook, is incomplete, or is protected with a password",
    ))
}

fn unfolds() -> Diagnostic {
    let mb = MAX_UNPACKED / 1024 / 1024;
    too_large(words!("这个表格解开后超过 {mb} MB", "this workbook unpacks to more than {mb} MB"))
}

/// The parts of a workbook, unpacked up to a limit.
struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Archive<'b> {
    fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Diagnostic> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        Ok(Archive { zip, left: MAX_UNPACKED })
    }

    /// The text of a part that must exist.
    fn part(&mut self, name: &str) -> Result<String, Diagnostic> {
        self.optional(name)?.ok_or_else(broken)
    }

    /// The text of a part, if it exists.
    fn optional(&mut self, name: &str) -> Result<Option<String>, Diagnostic> {
        let Ok(part) = self.zip.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        // An archive may state a smaller size than it unpacks to.
        let read = part.take(self.left + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(unfolds)?;
        String::from_utf8(bytes).map(Some).map_err(|_| broken())
    }
}

/// An event in XML: an element begins or ends, or there is text in one.
enum XmlEvent<'x> {
    Begins(BytesStart<'x>),
    Ends(String),
    Text(String),
}

/// Passes on all events of a part; an element without content both begins and ends.
fn each(xml: &str, mut take: impl FnMut(XmlEvent<'_>) -> Result<(), Diagnostic>) -> Result<(), Diagnostic> {
    let mut reader = Reader::from_str(xml);
    let named = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(element) => {
                depth += 1;
                take(XmlEvent::Begins(element))?;
            }
            Event::Empty(element) => {
                let name = named(element.local_name().as_ref());
                take(XmlEvent::Begins(element))?;
                take(XmlEvent::Ends(name))?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                take(XmlEvent::Ends(named(element.local_name().as_ref())))?;
            }
            Event::Text(text) => take(XmlEvent::Text(named(&text)))?,
            Event::CData(text) => take(XmlEvent::Text(named(&text)))?,
            Event::GeneralRef(reference) => {
                let name = named(&reference);
                let predefined = || quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned);
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                take(XmlEvent::Text(character.or_else(predefined).unwrap_or_default()))?;
            }
            // A part that ends before its elements are closed was not saved completely.
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(broken()) },
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

/// The value of an attribute, by its name with or without a prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    let value = std::str::from_utf8(&found.value).ok()?;
    quick_xml::escape::unescape(value).ok().map(std::borrow::Cow::into_owned)
}

fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

impl Worksheet {
    /// A cell merged over several rows applies to each of these.
    fn fill_down(&mut self) {
        let Some(last) = self.cells.keys().next_back().map(|(row, _)| *row) else { return };
        let mut left = MAX_ROWS;
        for (start, end) in &self.merged {
            let Some(text) = self.cells.get(start).map(|held| held.text.clone()) else { continue };
            for row in (start.0..=end.0.min(last)).skip(1).take(left) {
                let cell = self.cells.entry((row, start.1));
                cell.or_insert_with(|| CellContent { text: text.clone(), fault: None });
                left -= 1;
            }
        }
    }

    fn write(self, writer: &mut TableTextWriter) -> Result<(), Diagnostic> {
        let mut column_to_come = 0;
        // Each hidden row and column is reported once.
        let (mut last_hidden, mut hidden_columns) = (None, BTreeSet::new());
        for ((row, column), CellContent { text, fault }) in self.cells {
            while writer.rows <= row as usize {
                writer.row()?;
                column_to_come = 0;
            }
            while column_to_come < column {
                writer.cell("")?;
                column_to_come += 1;
            }
            let span = writer.cell(&text)?;
            column_to_come += 1;
            if let Some(fault) = fault {
                writer.report(span.clone(), fault);
            }
            let is_hidden = |columns: &RangeInclusive<u32>| columns.contains(&column);
            if self.hidden_rows.contains(&row) && last_hidden.replace(row) != Some(row) {
                writer.report(span, hidden_row(row + 1));
            } else if self.hidden_columns.iter().any(is_hidden) && hidden_columns.insert(column) {
                writer.report(span, hidden_column());
            }
        }
        Ok(())
    }
}

fn hidden_row(row: u32) -> Diagnostic {
    let message = words!("第 {row} 行在表格里是隐藏的", "row {row} is hidden in the spreadsheet");
    Diagnostic::new(&codes::HIDDEN_CELLS, message).help(Words::fixed(
        "要发布的，取消筛选、取消隐藏；不要的，删去这一行",
        "show it (clear the filter) if it is to be published, or delete it",
    ))
}

fn hidden_column() -> Diagnostic {
    let message = Words::fixed("这一列在表格里是隐藏的", "this column is hidden in the spreadsheet");
    Diagnostic::new(&codes::HIDDEN_CELLS, message).help(Words::fixed(
        "要发布的，取消隐藏；不要的，删去这一列",
        "show it if it is to be published, or delete it",
    ))
}
