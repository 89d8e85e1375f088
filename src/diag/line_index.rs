//! The text of a file as lines, to convert byte positions to line and column.
//!
//! Takes any byte range, however wrong, and clamps it to the text and to character boundaries. Nothing here
//! panics or reads a file: the caller provides the texts.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::Location;
use crate::cells::{self, CELL};

/// Provides the texts that locations refer to: the whole decoded files.
pub trait SourceTexts {
    /// The text of a file named as in [`Location::file`]; for a table, that of [`crate::source::shown`];
    /// none if it cannot be shown.
    fn text(&self, file: &str) -> Option<Arc<str>>;
}

impl<F: Fn(&str) -> Option<Arc<str>>> SourceTexts for F {
    fn text(&self, file: &str) -> Option<Arc<str>> {
        self(file)
    }
}

/// Line and column of a byte, both counted from 1; columns count characters.
pub fn line_col(text: &str, byte: usize) -> (usize, usize) {
    let byte = text.floor_char_boundary(byte);
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (1 + before.bytes().filter(|&b| b == b'\n').count(), 1 + before[start..].chars().count())
}

/// A text with the starts of its lines, so that the thousandth diagnostic in a long table, or in one long
/// line, costs no more than the first.
pub(super) struct LineIndex {
    text: Arc<str>,
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`] bytes.
    counted: Vec<usize>,
    /// Whether its lines are the rows of a table, so that columns count cells.
    is_table: bool,
    /// Whether it replaces a text that cannot be shown, of which only the beginning is known.
    is_stand_in: bool,
}

/// Characters are counted from the last multiple of this many bytes.
const STEP: usize = 1_024;

impl LineIndex {
    pub(super) fn new(text: Arc<str>, is_table: bool) -> LineIndex {
        let newlines = text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
        let starts = std::iter::once(0).chain(newlines.map(|(at, _)| at + 1)).collect();
        let counted = text.as_bytes().chunks(STEP).scan(0, |before, step| {
            let counted = *before;
            *before += characters(step);
            Some(counted)
        });
        let counted = counted.collect();
        LineIndex { text, starts, counted, is_table, is_stand_in: false }
    }

    /// The beginning of a text that cannot be shown.
    fn stand_in(is_table: bool) -> LineIndex {
        LineIndex { is_stand_in: true, ..LineIndex::new("".into(), is_table) }
    }

    /// How many characters begin before this byte.
    fn before(&self, byte: usize) -> usize {
        let step = (byte / STEP).min(self.counted.len().saturating_sub(1));
        self.counted
            .get(step)
            .map_or(0, |counted| counted + characters(&self.text.as_bytes()[step * STEP..byte]))
    }

    /// The nearest range that is in the text and splits no character; empty if the range ran backwards.
    pub(super) fn clamp(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        start..self.text.ceil_char_boundary(span.end).max(start)
    }

    /// Like [`line_col`].
    pub(super) fn line_col(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        if self.is_table {
            return (line, 1 + self.text[start..byte].matches(CELL).count());
        }
        (line, 1 + self.before(byte) - self.before(start))
    }

    /// The bytes of a line counted from 1, without its line break.
    pub(super) fn line(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number - 1).copied().unwrap_or(self.text.len());
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end];
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn is_stand_in(&self) -> bool {
        self.is_stand_in
    }

    pub(super) fn is_table(&self) -> bool {
        self.is_table
    }
}

/// How many characters begin among these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

/// The line indexes of one rendering, each made when it is first needed. Diagnostics are sorted by file, so
/// that earlier indexes can be dropped once they hold too much memory.
pub(super) struct LineIndexes<'a> {
    texts: &'a dyn SourceTexts,
    made: HashMap<Arc<str>, Option<Rc<LineIndex>>>,
    /// How many bytes of text they hold.
    held: usize,
}

/// The most bytes of texts held at once, not counting the last text.
const MAX_HELD: usize = 32 * 1024 * 1024;

impl<'a> LineIndexes<'a> {
    pub(super) fn new(texts: &'a dyn SourceTexts) -> Self {
        LineIndexes { texts, made: HashMap::new(), held: 0 }
    }

    pub(super) fn of(&mut self, place: &Location) -> Option<Rc<LineIndex>> {
        if let Some(made) = self.made.get(&place.file) {
            return made.clone();
        }
        if self.held > MAX_HELD {
            self.made.clear();
            self.held = 0;
        }
        let is_table = cells::is_table(&place.file);
        // A page or a table that cannot be shown still has a beginning, where editors open it.
        let begins = is_table || place.file.ends_with(".md");
        let made = match self.texts.text(&place.file) {
            Some(text) => Some(LineIndex::new(text, is_table)),
            None => begins.then(|| LineIndex::stand_in(is_table)),
        };
        let made = made.map(Rc::new);
        self.held += made.as_ref().map_or(0, |index| index.text.len());
        self.made.insert(place.file.clone(), made.clone());
        made
    }
}

/// Where a location begins and ends, as line and column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
}

impl Position {
    pub(super) fn of(index: &LineIndex, span: &Range<usize>) -> Position {
        let span = index.clamp(span);
        let ((line, column), (end_line, end_column)) = (index.line_col(span.start), index.line_col(span.end));
        // A cell is marked as a whole.
        let end_column = end_column + usize::from(index.is_table);
        Position { line, column, end_line, end_column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let text = "标题: a\r\nb\n";
        assert_eq!(line_col(text, 0), (1, 1));
        assert_eq!(line_col(text, 6), (1, 3));
        assert_eq!(line_col(text, 7), (1, 4));
        assert_eq!(line_col(text, text.len()), (3, 1));
        assert_eq!(line_col(text, usize::MAX), (3, 1));
        assert_eq!(line_col("", 9), (1, 1));
    }

    #[test]
    fn the_index_agrees_with_counting() {
        let text = "一\r\n\n二🎈\tx\nz";
        let long = format!("{text}{}\n{}二", "一🎈x".repeat(STEP), "é".repeat(STEP));
        for text in [text, &long, "", "x", &"x".repeat(STEP), &"一".repeat(STEP)] {
            let index = LineIndex::new(text.into(), false);
            for byte in 0..text.len() + 3 {
                assert_eq!(index.line_col(byte), line_col(text, byte), "{byte}");
            }
        }
        let index = LineIndex::new(text.into(), false);
        assert_eq!(&text[index.line(1)], "一");
        assert_eq!(&text[index.line(2)], "");
        assert_eq!(&text[index.line(4)], "z");
    }

    #[test]
    fn columns_of_a_table_count_cells() {
        let text = "标题\u{1F}日期\n停水\u{1F}3月";
        let index = LineIndex::new(text.into(), true);
        assert_eq!(index.line_col(text.find("停").unwrap()), (2, 1));
        assert_eq!(index.line_col(text.find("月").unwrap()), (2, 2));
        let at = Position::of(&index, &(text.find("3月").unwrap()..text.len()));
        assert_eq!((at.line, at.column, at.end_line, at.end_column), (2, 2, 2, 3));
    }
}
