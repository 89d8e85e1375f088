//! CSV and TSV: takes the text of a file, gives the text of a table.
//!
//! The separator is taken from the first line: Excel writes `;` where the comma is the decimal sign. Rows
//! are counted as in a spreadsheet: an empty line is a row, and a row may extend over several lines.

use csv::{ByteRecord, ReaderBuilder};

use super::{TableText, TableTextWriter, unreadable};
use crate::diag::{Diagnostic, Words};

/// Reads the text of a file; `separator` is that of its cells, if its name gives it.
pub(super) fn read(file: &str, text: &str, separator: Option<u8>) -> TableText {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = TableTextWriter::new(file);
    match rows(&text, separator, &mut writer) {
        Ok(()) => writer.done(),
        Err(stopped) => writer.stopped(stopped),
    }
}

fn rows(text: &str, separator: Option<u8>, writer: &mut TableTextWriter) -> Result<(), Diagnostic> {
    // Excel interprets this line, and does not show it.
    let declared =
        text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')).filter(|(sign, _)| sign.len() == 1);
    let (separator, text) = match declared {
        Some((sign, rest)) => {
            writer.row()?;
            (sign.as_bytes()[0], rest)
        }
        None => (separator.unwrap_or_else(|| guess(text)), text),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut at = 0;
    while reader.read_byte_record(&mut record).map_err(|_| torn())? {
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        let written = &text.as_bytes()[at..end];
        // The reader skips empty lines.
        for _ in written.iter().take_while(|byte| **byte == b'\n') {
            writer.row()?;
        }
        writer.row()?;
        let mut last = 0..0;
        for cell in &record {
            last = writer.cell(&String::from_utf8_lossy(cell))?;
        }
        let is_open = end == text.len() && written.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
        if is_open && record.iter().next_back().is_some_and(|cell| cell.contains(&b'\n')) {
            writer.report(last, torn());
        }
        at = end;
    }
    Ok(())
}

/// The separator of the cells: the one that is most frequent in the first non-empty line, outside quotes.
fn guess(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let bare: String = line.split('"').step_by(2).collect();
    let count = |sign: &u8| bare.bytes().filter(|byte| byte == sign).count();
    // The last of equals is taken.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn torn() -> Diagnostic {
    unreadable(Words::fixed(
        "这里开始的双引号没有配对，后面的行都读进了这一格",
        "the quotes that open here are never closed: all rows below were read into this cell",
    ))
}
