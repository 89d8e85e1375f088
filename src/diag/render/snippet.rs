//! One line of a file, cut to a width, with carets under a span of it.
//!
//! Widths are those of a terminal: a Chinese character or an emoji takes two columns, a combining mark
//! none, a tab always [`TAB`]. A character that should not reach a terminal is drawn as �.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::clean::{HIDDEN, is_unseen};
use crate::diag::line_index::LineIndex;

/// A line break in a cell of a table, as [`crate::cells::BREAK`].
const BREAK: &str = "\u{1E}";

/// How much of a text is shown, in columns.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The width up to which a text is shown whole.
    pub(super) width: usize,
    /// How much of a longer text is shown before the span.
    pub(super) lead: usize,
}

const LINE: Frame = Frame { width: 100, lead: 30 };
/// How many bytes on each side are examined; the second number is for when those do not fill a line. A
/// whole book may be on one line.
const REACHES: [usize; 2] = [192, 2048];
const TAB: usize = 4;
pub(super) const CUT: &str = "…";

/// The drawing of a line.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Snippet {
    /// The line, or the part of it around the span.
    pub(super) line: String,
    /// Columns before the first caret.
    pub(super) indent: usize,
    /// How many carets, at least one.
    pub(super) carets: usize,
}

/// What is seen as one character, and its bytes.
struct Glyph<'t> {
    shown: Cow<'t, str>,
    width: usize,
    bytes: Range<usize>,
}

impl Snippet {
    /// The line with this number (from 1), in which the span starts.
    pub(super) fn cut(index: &LineIndex, span: &Range<usize>, number: usize) -> Snippet {
        Snippet::within(index, span, index.line(number), LINE)
    }

    /// The part of a line at these bytes, in which the span starts.
    pub(super) fn within(
        index: &LineIndex,
        span: &Range<usize>,
        line: Range<usize>,
        frame: Frame,
    ) -> Snippet {
        let span = index.clamp(span);
        // If the span starts at the line break, the caret follows the last character.
        let start = span.start.min(line.end);
        let reached = |reach: usize| {
            let from =
                index.text().ceil_char_boundary(line.start.max(start.saturating_sub(reach))).min(start);
            from..index.text().floor_char_boundary(line.end.min(start + reach)).max(start)
        };
        let [near, far] = REACHES;
        let mut range = reached(near);
        let mut seen = cells(index.text(), range.clone());
        if !fills(&seen, start, (range.start == line.start, range.end == line.end), frame) {
            range = reached(far);
            seen = cells(index.text(), range.clone());
        }
        let cut = (range.start > line.start, range.end < line.end);
        draw(&window(seen, start, cut, frame), start..span.end.min(line.end))
    }
}

/// Whether there is enough on each side of the byte `start`: a full line, or all that there is.
fn fills(cells: &[Glyph<'_>], start: usize, (all_before, all_after): (bool, bool), frame: Frame) -> bool {
    let (before, after) = cells.split_at(cells.partition_point(|cell| cell.bytes.end <= start));
    let is_full =
        |cells: &[Glyph<'_>]| cells.iter().map(|cell| cell.width).sum::<usize>() > frame.width + TAB;
    (all_before || is_full(before)) && (all_after || is_full(after))
}

/// The cells to show, and whether something is left out before and after them.
struct Excerpt<'t> {
    cells: Vec<Glyph<'t>>,
    cut: (bool, bool),
}

fn cells(text: &str, range: Range<usize>) -> Vec<Glyph<'_>> {
    let at = range.start;
    text[range]
        .grapheme_indices(true)
        .map(|(offset, seen)| {
            let shown: Cow<'_, str> = match seen {
                "\t" => " ".repeat(TAB).into(),
                BREAK => "⏎".into(),
                seen if seen.contains(is_unseen) => {
                    seen.replace(is_unseen, HIDDEN.encode_utf8(&mut [0; 4])).into()
                }
                seen => seen.into(),
            };
            let width = shown.width();
            Glyph { shown, width, bytes: at + offset..at + offset + seen.len() }
        })
        .collect()
}

/// Keeps what fits into the frame, with the byte `start` in view.
fn window<'t>(
    mut cells: Vec<Glyph<'t>>,
    start: usize,
    (mut before, mut after): (bool, bool),
    frame: Frame,
) -> Excerpt<'t> {
    let width = |cells: &[Glyph<'_>]| cells.iter().map(|cell| cell.width).sum::<usize>();
    if before || after || width(&cells) > frame.width {
        let first = cells.partition_point(|cell| cell.bytes.end <= start);
        // Near the end of a line there is room for more of what precedes.
        let lead = frame.width.saturating_sub(width(&cells[first..])).max(frame.lead);
        let kept = fitting(cells[..first].iter().rev(), lead);
        before |= first > kept;
        cells.drain(..first - kept);
        let kept = fitting(cells.iter(), frame.width);
        after |= cells.len() > kept;
        cells.truncate(kept);
    }
    Excerpt { cells, cut: (before, after) }
}

/// How many cells fit into this many columns.
fn fitting<'a, 't: 'a>(cells: impl Iterator<Item = &'a Glyph<'t>>, columns: usize) -> usize {
    cells
        .scan(0, |used, cell| {
            *used += cell.width;
            Some(*used)
        })
        .take_while(|&used| used <= columns)
        .count()
}

fn draw(window: &Excerpt<'_>, span: Range<usize>) -> Snippet {
    let (before, after) = window.cut;
    let mut line = String::from(if before { CUT } else { "" });
    let (mut indent, mut carets) = (CUT.width() * usize::from(before), 0);
    for cell in &window.cells {
        line.push_str(&cell.shown);
        if cell.bytes.end <= span.start {
            indent += cell.width;
        } else if cell.bytes.start < span.end {
            carets += cell.width;
        }
    }
    line.push_str(if after { CUT } else { "" });
    Snippet { line, indent, carets: carets.max(1) }
}
