//! One row of a table, drawn as a line of a small table: the headers above, and beside the cell in question
//! some of its neighbours.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::snippet::{CUT, Frame, Snippet};
use crate::cells::{Cell, cells, rows};
use crate::diag::line_index::LineIndex;

/// The cell in question.
const MEANT: Frame = Frame { width: 40, lead: 12 };
/// The cells beside it.
const BESIDE: Frame = Frame { width: 16, lead: 0 };
/// How many of those are shown on each side.
const REACH: usize = 2;
const BETWEEN: &str = " | ";

/// The drawing of a row.
pub(super) struct DrawnRow {
    /// The headers of the cells that are shown; none if the row is the header row itself.
    pub(super) heads: Option<String>,
    /// The cells, as one line.
    pub(super) row: Snippet,
}

impl DrawnRow {
    /// The row with this number (from 1), in which the span starts.
    pub(super) fn cut(index: &LineIndex, span: &Range<usize>, number: usize) -> DrawnRow {
        let text = index.text();
        let span = index.clamp(span);
        let row: Vec<Cell<'_>> = cells(text, index.line(number)).collect();
        let meant = row.partition_point(|cell| cell.span.end < span.start).min(row.len().saturating_sub(1));
        let heads: Vec<Cell<'_>> = rows(text)
            .take_while(|(head, _)| *head < number)
            .map(|(_, row)| cells(text, row).collect::<Vec<_>>())
            .find(|cells| !cells.iter().all(Cell::is_empty))
            .unwrap_or_default();
        let shown = meant.saturating_sub(REACH)..(meant + REACH + 1).min(row.len().max(heads.len()));
        let mut drawn = DrawnLines::default();
        if shown.start > 0 {
            drawn.add(CUT, CUT);
        }
        for column in shown.clone() {
            let head = heads.get(column).map(|head| beside(index, head)).unwrap_or_default();
            match row.get(column) {
                Some(cell) if column == meant => drawn.add_meant(&head, within(index, &span, cell)),
                Some(cell) => drawn.add(&head, &beside(index, cell)),
                None => drawn.add(&head, ""),
            }
        }
        if shown.end < row.len().max(heads.len()) {
            drawn.add(CUT, CUT);
        }
        let DrawnLines { heads: named, line, indent, carets, .. } = drawn;
        DrawnRow {
            heads: (!heads.is_empty()).then_some(named),
            row: Snippet { line, indent, carets: carets.max(1) },
        }
    }
}

/// Two lines whose cells are aligned.
#[derive(Default)]
struct DrawnLines {
    heads: String,
    line: String,
    /// Columns before the carets, and the number of carets.
    indent: usize,
    carets: usize,
    is_begun: bool,
}

impl DrawnLines {
    fn add(&mut self, head: &str, cell: &str) {
        self.begin();
        let width = head.width().max(cell.width());
        for (line, words) in [(&mut self.heads, head), (&mut self.line, cell)] {
            line.push_str(words);
            line.push_str(&" ".repeat(width - words.width()));
        }
    }

    fn add_meant(&mut self, head: &str, cell: Snippet) {
        self.begin();
        (self.indent, self.carets) = (self.line.width() + cell.indent, cell.carets);
        self.is_begun = false;
        self.add(head, &cell.line);
    }

    fn begin(&mut self) {
        if std::mem::replace(&mut self.is_begun, true) {
            self.heads.push_str(BETWEEN);
            self.line.push_str(BETWEEN);
        }
    }
}

fn within(index: &LineIndex, span: &Range<usize>, cell: &Cell<'_>) -> Snippet {
    Snippet::within(index, span, cell.span.clone(), MEANT)
}

fn beside(index: &LineIndex, cell: &Cell<'_>) -> String {
    let cell = cell.trimmed();
    Snippet::within(index, &(cell.span.start..cell.span.start), cell.span, BESIDE).line
}
