//! Tables that were not recognised, and cells that have no column: finds both and reports them.

use super::super::ProblemKind;
use super::super::writer::MarkdownWriter;
use std::ops::Range;

impl MarkdownWriter<'_> {
    /// Examines a `|` or `｜` that is plain text.
    pub(super) fn find_lost_table(&mut self, at: usize) {
        if !self.at_line_start(at) {
            return;
        }
        let line = self.line_from(at).trim_end();
        let below = self.source.text[at + line.len()..].lines().nth(1).unwrap_or_default().trim();
        let wide = line.starts_with('｜');
        let is_row =
            |line: &str| line.starts_with(['|', '｜']) && line.len() > 3 && line.ends_with(['|', '｜']);
        if !is_row(line) || line.matches(['|', '｜']).count() < 3 && !is_row(below) {
            return;
        }
        let columns = cells(&line.replace('｜', "|")).len();
        let dashes = format!("|{}", " --- |".repeat(columns));
        let right = if wide { line.replace('｜', "|") } else { dashes };
        let range = at..at + line.len();
        let right = self.source.clean(&right).into_owned();
        self.report_lost(ProblemKind::TableNotMade, range, right);
        // The following rows are not a table for the same reason.
        let rows = self.source.text[at..]
            .split_inclusive('\n')
            .take_while(|row| is_row(row.trim()) || is_dashes(row))
            .map(str::len);
        self.lost.reported_to = at + rows.sum::<usize>();
    }

    /// Reports the cells that the parser drops from a row: those beyond the header's columns.
    pub(in super::super) fn find_lost_cells(&mut self, columns: usize, range: &Range<usize>) {
        let line = self.source.text.get(range.clone()).and_then(|row| row.lines().next()).unwrap_or_default();
        // Most rows have a bar at each end, and one between two cells of the header.
        let bars = memchr::memchr_iter(b'|', line.as_bytes()).count();
        let ends =
            [line.starts_with('|'), line.trim_end().ends_with('|')].into_iter().filter(|is| *is).count();
        if bars < columns + ends {
            return;
        }
        let cells = cells(line);
        let Some(extra) = cells
            .get(columns..)
            .filter(|extra| extra.iter().any(|cell| !line[cell.clone()].trim().is_empty()))
        else {
            return;
        };
        let (start, end) =
            (extra.first().map_or(0, |cell| cell.start), extra.last().map_or(0, |cell| cell.end));
        let lost = line[start..end].trim();
        let at = range.start + start + (line[start..end].len() - line[start..end].trim_start().len());
        let lost = at..at + lost.len();
        self.report_lost(ProblemKind::CellsBeyondHead, lost, String::new());
    }
}

/// The ranges of a row's cells: between the bars without a backslash before them.
fn cells(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let end = line.trim_end().len();
    let mut start = line.len() - line.trim_start().len();
    start += usize::from(line[start..].starts_with('|'));
    let mut cells = Vec::new();
    for at in memchr::memchr_iter(b'|', bytes).filter(|at| (start..end).contains(at)).collect::<Vec<_>>() {
        if bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 0 {
            cells.push(start..at);
            start = at + 1;
        }
    }
    if start < end && !line[start..end].trim().is_empty() {
        cells.push(start..end);
    }
    cells
}

/// Whether a line is the delimiter row below a header.
fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}
