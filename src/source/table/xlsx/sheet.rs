//! The cells of a worksheet: takes its XML, gives their texts, and what is hidden or merged.

use quick_xml::events::BytesStart;

use super::book::{Book, TextReading, unescape};
use super::number::written;
use super::{CellContent, MAX_UNPACKED, Worksheet, XmlEvent, attribute, each, is_true, too_large, unfolds};
use crate::diag::{Diagnostic, Words, codes, words};
use crate::source::table::{MAX_COLUMNS, MAX_ROWS};

/// Reads the part that is a worksheet.
pub(super) fn read(xml: &str, book: &Book) -> Result<Worksheet, Diagnostic> {
    let mut reader = SheetReader {
        book,
        sheet: Worksheet::default(),
        at: (0, 0),
        open: None,
        is_value: false,
        left: MAX_UNPACKED,
    };
    each(xml, |said| reader.take(said))?;
    Ok(reader.sheet)
}

struct SheetReader<'b> {
    book: &'b Book,
    sheet: Worksheet,
    /// The position of the next cell, unless the cell gives its own.
    at: (u32, u32),
    open: Option<Open>,
    /// Whether text is the value of the open cell.
    is_value: bool,
    /// How many more bytes all cells together may have.
    left: u64,
}

/// A cell whose end has not been seen.
#[derive(Default)]
struct Open {
    /// The sort of its value.
    sort: String,
    style: usize,
    value: String,
    inline: String,
    reading: TextReading,
    is_computed: bool,
}

impl SheetReader<'_> {
    fn take(&mut self, said: XmlEvent<'_>) -> Result<(), Diagnostic> {
        if let Some(open) = &mut self.open {
            open.reading.take(&said, &mut open.inline);
        }
        match said {
            XmlEvent::Begins(element) => self.begin(&element),
            XmlEvent::Ends(name) => match name.as_str() {
                "v" => self.is_value = false,
                "c" => return self.close(),
                "row" => self.at = (self.at.0.saturating_add(1), 0),
                _ => {}
            },
            XmlEvent::Text(text) => {
                if let Some(open) = self.open.as_mut().filter(|_| self.is_value) {
                    open.value.push_str(&text);
                }
            }
        }
        Ok(())
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        let number = |name: &str| attribute(element, name)?.parse::<u32>().ok();
        match element.local_name().as_ref() {
            b"row" => {
                let row = number("r").and_then(|row| row.checked_sub(1)).unwrap_or(self.at.0);
                self.at = (row, 0);
                if is_true(element, "hidden") {
                    self.sheet.hidden_rows.insert(row);
                }
            }
            b"c" => {
                self.at = attribute(element, "r").and_then(|name| position(&name)).unwrap_or(self.at);
                let style = number("s").unwrap_or_default() as usize;
                let sort = attribute(element, "t").unwrap_or_default();
                self.open = Some(Open { sort, style, ..Open::default() });
            }
            b"v" => self.is_value = true,
            b"f" => {
                if let Some(open) = &mut self.open {
                    open.is_computed = true;
                }
            }
            b"col" if is_true(element, "hidden") => {
                let (min, max) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
                self.sheet.hidden_columns.push(min.saturating_sub(1)..=max.saturating_sub(1));
            }
            b"mergeCell" => {
                let range = attribute(element, "ref").unwrap_or_default();
                let corners =
                    range.split_once(':').and_then(|(first, last)| position(first).zip(position(last)));
                self.sheet.merged.extend(corners);
            }
            _ => {}
        }
    }

    fn close(&mut self) -> Result<(), Diagnostic> {
        let (row, column) = self.at;
        self.at = (row, column.saturating_add(1));
        let Some(open) = self.open.take() else { return Ok(()) };
        let held = self.held(open);
        if held.text.trim().is_empty() && held.fault.is_none() {
            return Ok(());
        }
        if row as usize >= MAX_ROWS || column as usize >= MAX_COLUMNS {
            return Err(too_large(words!(
                "第 {row} 行第 {column} 列还有内容，表格太大",
                "there is something in row {row}, column {column}: the table is too large",
                row = u64::from(row) + 1,
                column = u64::from(column) + 1
            )));
        }
        // One shared string may be used in a million cells.
        self.left = self.left.checked_sub(held.text.len() as u64 + 64).ok_or_else(unfolds)?;
        self.sheet.cells.insert((row, column), held);
        Ok(())
    }

    fn held(&self, open: Open) -> CellContent {
        let Open { sort, style, value, mut inline, is_computed, .. } = open;
        let fine = |text| CellContent { text, fault: None };
        match sort.as_str() {
            "inlineStr" => {
                unescape(&mut inline);
                fine(inline)
            }
            _ if value.is_empty() && is_computed => {
                CellContent { text: String::new(), fault: Some(not_computed()) }
            }
            "s" => {
                let shared = value.trim().parse::<usize>().ok().and_then(|at| self.book.texts.get(at));
                fine(shared.cloned().unwrap_or_default())
            }
            "str" => {
                let mut text = value;
                unescape(&mut text);
                fine(text)
            }
            "b" => fine((value.trim() == "1").to_string()),
            "e" => CellContent { fault: Some(failed(&value)), text: value },
            "d" => fine(iso(&value)),
            _ => {
                let format = self.book.formats.get(style).copied().unwrap_or_default();
                fine(written(&value, format, self.book.is_1904))
            }
        }
    }
}

/// The row and the column, from 0, of a cell named like `B3`.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let (letters, digits) = name.split_at(name.find(|c: char| c.is_ascii_digit())?);
    let letter = |c: char| c.is_ascii_alphabetic().then(|| c.to_ascii_uppercase() as u32 - 'A' as u32 + 1);
    let column = letters.chars().try_fold(0_u32, |all, c| all.checked_mul(26)?.checked_add(letter(c)?))?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// `2026-03-02T19:30:00` as people write it.
fn iso(when: &str) -> String {
    let (day, time) = when.split_once('T').unwrap_or((when, ""));
    let time = time.trim_end_matches('Z').split('.').next().unwrap_or_default();
    match time.strip_suffix(":00").unwrap_or(time) {
        "" | "00:00" => day.to_owned(),
        time => format!("{day} {time}"),
    }
}

fn failed(error: &str) -> Diagnostic {
    let message = words!("这一格的公式算错了：{error}", "the formula in this cell failed: {error}");
    Diagnostic::new(&codes::CELL_ERROR, message).help(Words::fixed(
        "在表格里改正公式，或直接填上值",
        "correct the formula in the spreadsheet, or write the value itself",
    ))
}

fn not_computed() -> Diagnostic {
    let message =
        Words::fixed("这一格的公式还没有算出值", "the formula in this cell has not been computed yet");
    Diagnostic::new(&codes::CELL_ERROR, message).help(Words::fixed(
        "用 Excel 或 WPS 打开，保存一次",
        "open the workbook in Excel or WPS, and save it",
    ))
}
