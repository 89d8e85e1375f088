//! From the bytes of a table to its text, as in [`crate::cells`]: takes CSV and TSV as spreadsheets and
//! people write them, and XLSX as Excel and WPS do.

mod separated;
#[cfg(feature = "xlsx")]
mod xlsx;
#[cfg(not(feature = "xlsx"))]
#[path = "table/xlsx/none.rs"]
mod xlsx;

use std::sync::Arc;

use super::{System, decode, is_text};
use crate::cells::is_table;
use crate::diag::{Diagnostic, FileDiagnostics, Words, codes, words};
use crate::hidden;

/// The most bytes that the file of a table may have.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most rows, including empty ones.
pub const MAX_ROWS: usize = 50_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 256;
/// The most bytes of one cell.
pub const MAX_IN_CELL: usize = 64 * 1024;

/// A table as text, and what is wrong with its file.
#[derive(Debug, Default)]
pub struct TableText {
    /// The text; empty if the file gives none.
    pub text: String,
    /// What is reported about the file and its cells.
    pub found: Vec<Diagnostic>,
}

/// Decodes the bytes of a table; `file` is its path below the site's root, whose ending gives the format.
pub fn decode_table(file: &str, bytes: Vec<u8>) -> TableText {
    if bytes.len() > MAX_BYTES {
        let mb = MAX_BYTES / 1024 / 1024;
        return refused(file, too_large(words!("这个表格超过 {mb} MB", "this table is larger than {mb} MB")));
    }
    let end = file.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    if end == "xlsx" {
        return xlsx::read(file, bytes);
    }
    if !is_text(&bytes) {
        return refused(
            file,
            unreadable(Words::fixed("这个文件不是文字表格", "this file is not a table of text")),
        );
    }
    let decoded = decode(bytes);
    let found = decoded.diagnostics(file);
    let mut table = separated::read(file, &decoded.text, (end == "tsv").then_some(b'\t'));
    table.found.splice(0..0, found);
    table
}

/// The text of a file from which diagnostics quote lines; none for a picture or a document, which has no
/// lines to show.
pub fn shown(system: &dyn System, file: &str) -> Option<Arc<str>> {
    let bytes = system.quote(file).ok()?;
    if is_table(file) {
        let text = decode_table(file, bytes).text;
        return (!text.is_empty()).then(|| text.into());
    }
    is_text(&bytes).then(|| decode(bytes).text.into())
}

/// No text, and what is wrong with the whole file.
fn refused(file: &str, why: Diagnostic) -> TableText {
    TableText { text: String::new(), found: vec![why.at(file, 0..0)] }
}

fn unreadable(message: Words) -> Diagnostic {
    Diagnostic::new(&codes::BAD_TABLE, message).help(Words::fixed(
        "用表格软件打开，另存为 XLSX 或 CSV UTF-8",
        "open it in a spreadsheet program, and save it as XLSX or as CSV UTF-8",
    ))
}

fn too_large(message: Words) -> Diagnostic {
    Diagnostic::new(&codes::TABLE_TOO_LARGE, message).help(words!(
        "分成几个表格，如一年一个；最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列，一格最多 {kb} KB",
        "make several tables of it, such as one a year: at most {MAX_ROWS} rows, {MAX_COLUMNS} columns, and \
         {kb} KB in a cell",
        kb = MAX_IN_CELL / 1024
    ))
}

/// Writes the text of a table within the limits.
struct TableTextWriter {
    file: Arc<str>,
    text: String,
    rows: usize,
    columns: usize,
    faults: FileDiagnostics<'static>,
}

impl TableTextWriter {
    fn new(file: &str) -> TableTextWriter {
        TableTextWriter {
            file: file.into(),
            text: String::new(),
            rows: 0,
            columns: 0,
            faults: FileDiagnostics::of(file),
        }
    }

    /// Begins the next row.
    ///
    /// # Errors
    /// There are too many rows.
    fn row(&mut self) -> Result<(), Diagnostic> {
        if self.rows == MAX_ROWS {
            return Err(too_large(words!(
                "这个表格超过 {MAX_ROWS} 行",
                "this table has more than {MAX_ROWS} rows"
            )));
        }
        if self.rows > 0 {
            self.text.push('\n');
        }
        (self.rows, self.columns) = (self.rows + 1, 0);
        Ok(())
    }

    /// Adds the next cell of the row; gives its span.
    ///
    /// # Errors
    /// There are too many cells, or this one is too long.
    fn cell(&mut self, cell: &str) -> Result<std::ops::Range<usize>, Diagnostic> {
        if self.columns == MAX_COLUMNS {
            return Err(too_large(words!(
                "第 {row} 行超过 {MAX_COLUMNS} 列",
                "row {row} has more than {MAX_COLUMNS} columns",
                row = self.rows
            )));
        }
        if cell.len() > MAX_IN_CELL {
            return Err(too_large(words!(
                "第 {row} 行第 {column} 列的一格超过 {kb} KB",
                "the cell in row {row}, column {column} holds more than {kb} KB",
                row = self.rows,
                column = self.columns + 1,
                kb = MAX_IN_CELL / 1024
            )));
        }
        if self.columns > 0 {
            self.text.push(crate::cells::CELL);
        }
        self.columns += 1;
        let start = self.text.len();
        let control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
        if let Some(at) = cell.find(control) {
            self.control(start + at);
        }
        for hidden in hidden::find(cell) {
            let span = start + hidden.span.start..start + hidden.span.end;
            self.faults.add(hidden.code(), span, move || hidden.diagnostic());
        }
        crate::cells::push_cell(&mut self.text, cell);
        Ok(start..self.text.len())
    }

    fn control(&mut self, at: usize) {
        self.faults.add(&codes::CONTROL_CHARACTER, at..at + 1, || {
            Diagnostic::new(
                &codes::CONTROL_CHARACTER,
                Words::fixed(
                    "这一格有看不见的控制字符，发布时去掉",
                    "an invisible control character, left out of the page",
                ),
            )
            .help(Words::fixed(
                "删去它，多半是从别处粘贴来的",
                "delete it: it was most likely pasted from elsewhere",
            ))
        });
    }

    /// Reports a mistake in the table.
    fn report(&mut self, span: std::ops::Range<usize>, fault: Diagnostic) {
        self.faults.add(fault.code, span, move || fault);
    }

    fn done(self) -> TableText {
        TableText { text: self.text, found: self.faults.diagnostics() }
    }

    /// No text, because of a mistake that concerns the whole table.
    fn stopped(self, why: Diagnostic) -> TableText {
        refused(&self.file, why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of each row, as they are read.
    fn rows(file: &str, bytes: impl Into<Vec<u8>>) -> Vec<Vec<String>> {
        let table = decode_table(file, bytes.into());
        let row = |line: &str| {
            line.split(crate::cells::CELL).map(|cell| cell.replace(crate::cells::BREAK, "⏎")).collect()
        };
        table.text.split('\n').map(row).collect()
    }

    #[test]
    fn whatever_a_spreadsheet_writes_is_one_table() {
        let wanted =
            [vec!["标题", "数额"], vec!["电梯；停", "3,000.00"], vec!["", ""], vec!["甲\"乙\"⏎丙", "1"]];
        let text = |part: &str, end: &str| {
            format!(
                "标题{part}数额{end}电梯；停{part}\"3,000.00\"{end}{part}{end}\"甲\"\"乙\"\"{end}丙\"{part}1{end}"
            )
        };
        for (part, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r\n"), (",", "\r")] {
            assert_eq!(rows("a.csv", text(part, end)).split_off(0)[..4], wanted, "{part:?} {end:?}");
        }
        assert_eq!(rows("a.tsv", text("\t", "\n"))[..4], wanted);
        assert_eq!(rows("a.csv", format!("\u{FEFF}{}", text(",", "\n")))[..4], wanted);
        let (gbk, _, _) = encoding_rs::GB18030.encode("标题,数额\n关于电梯停运的通知,\"3,000.00\"\n");
        assert_eq!(rows("a.csv", gbk.into_owned())[1], ["关于电梯停运的通知", "3,000.00"]);
        assert_eq!(rows("a.csv", "sep=;\na;b,c\n")[1], ["a", "b,c"]);
    }

    #[test]
    fn empty_lines_count_as_rows() {
        assert_eq!(rows("a.csv", "\n\na,b\n\n1,2\n").len(), 5);
        assert_eq!(rows("a.csv", "\n\na,b\n\n1,2")[4], ["1", "2"]);
        assert_eq!(rows("a.csv", "\"a\n\nb\",c\n\n1,2")[2], ["1", "2"]);
    }

    #[test]
    fn too_much_is_refused() {
        let codes = |bytes: String| {
            let found = decode_table("a.csv", bytes.into_bytes()).found;
            found.iter().map(|found| found.code.id).collect::<Vec<_>>()
        };
        assert_eq!(codes("a,".repeat(MAX_COLUMNS + 1)), ["table-too-large"]);
        assert_eq!(codes("a\n".repeat(MAX_ROWS + 1)), ["table-too-large"]);
        assert_eq!(codes("\n".repeat(MAX_ROWS + 1) + "a"), ["table-too-large"]);
        assert_eq!(codes("a".repeat(MAX_IN_CELL + 1)), ["table-too-large"]);
        assert_eq!(codes("a".repeat(MAX_BYTES + 1)), ["table-too-large"]);
        assert_eq!(codes("a,b\n1,\"2\n3,4\n".to_owned()), ["bad-table"]);
        assert_eq!(codes("a\0b\0c\0".to_owned()), ["bad-table"]);
    }
}
