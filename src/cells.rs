//! Tables as text: takes cells, whatever the format of their file, gives a text in which a row is a line,
//! cells are separated by [`CELL`], and a line break inside a cell is a [`BREAK`].
//!
//! So a location in a table is a location in a text, as everywhere else: bytes identify a cell, and words
//! in it. `source` makes such a text from the bytes of a file; nothing here reads a file.

use std::ops::Range;

use crate::spelling::is_blank;

/// Separates the cells of a row.
pub(crate) const CELL: char = '\u{1F}';
/// A line break inside a cell; as long as the line break itself, so that byte offsets do not change.
pub(crate) const BREAK: char = '\u{1E}';

/// The endings of files that hold tables.
pub(crate) const ENDINGS: [&str; 3] = ["csv", "tsv", "xlsx"];

/// A cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell<'t> {
    /// Its column, counted from 0.
    pub(crate) column: usize,
    /// Its text, unchanged.
    pub(crate) text: &'t str,
    /// Its bytes in the text of the table.
    pub(crate) span: Range<usize>,
}

impl<'t> Cell<'t> {
    /// Whether nothing in it is visible.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.chars().all(is_unseen)
    }

    /// The cell without surrounding white space.
    pub(crate) fn trimmed(&self) -> Cell<'t> {
        let behind = self.text.trim_start_matches(is_unseen);
        let start = self.span.end - behind.len();
        let text = behind.trim_end_matches(is_unseen);
        Cell { column: self.column, text, span: start..start + text.len() }
    }
}

fn is_unseen(c: char) -> bool {
    is_blank(c) || c == BREAK
}

/// Whether a file holds a table, by its name.
pub(crate) fn is_table(file: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, end)| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The rows of a table, including empty ones: their numbers, counted from 1 as in spreadsheets, and their
/// bytes.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let mut start = 0;
    text.split('\n').enumerate().map(move |(at, line)| {
        let row = start..start + line.len();
        start = row.end + 1;
        (at + 1, row)
    })
}

/// The cells of the row with these bytes.
pub(crate) fn cells(text: &str, row: Range<usize>) -> impl Iterator<Item = Cell<'_>> {
    let mut start = row.start;
    text.get(row).unwrap_or_default().split(CELL).enumerate().map(move |(column, text)| {
        let span = start..start + text.len();
        start = span.end + CELL.len_utf8();
        Cell { column, text, span }
    })
}

/// Adds the text of a cell to that of a table, without the characters that have a meaning there.
pub(crate) fn push_cell(text: &mut String, cell: &str) {
    let mut rest = cell;
    while let Some(at) = rest.find(['\n', '\r', CELL, BREAK]) {
        text.push_str(&rest[..at]);
        let is_windows = rest[at..].starts_with("\r\n");
        text.push(if rest[at..].starts_with(['\n', '\r']) { BREAK } else { ' ' });
        rest = &rest[at + 1 + usize::from(is_windows)..];
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_text_is_a_cell() {
        let mut text = String::new();
        for (at, row) in [vec!["标题", "日期"], vec![], vec![" 停水\r\n二行 ", "a\u{1F}b"]].iter().enumerate()
        {
            text.push_str(if at > 0 { "\n" } else { "" });
            for (at, cell) in row.iter().enumerate() {
                text.extend((at > 0).then_some(CELL));
                push_cell(&mut text, cell);
            }
        }
        let rows: Vec<_> = rows(&text).collect();
        assert_eq!(rows.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 2, 3]);
        let last: Vec<_> = cells(&text, rows[2].1.clone()).collect();
        assert_eq!(last[0].trimmed().text, "停水\u{1E}二行");
        assert_eq!(&text[last[0].trimmed().span], "停水\u{1E}二行");
        assert_eq!((last[1].text, last[1].column), ("a b", 1));
        assert!(cells(&text, rows[1].1.clone()).all(|cell| cell.is_empty()));
    }

    #[test]
    fn tables_are_known_by_their_names() {
        assert!(is_table("content/a.csv") && is_table("a.XLSX") && is_table("a.tsv"));
        assert!(!is_table("a.xls") && !is_table("csv") && !is_table("a.csv.md"));
    }
}
