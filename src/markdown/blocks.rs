//! The writer's block half: takes block events; writes paragraphs, figures, headings, tables. Never changes
//! the words in them.

use super::inline::TextSink;
use super::lines::{self, LineRole};
use super::writer::MarkdownWriter;
use super::{Anchor, escape, is_reserved, slug, summary_of, table};
use pulldown_cmark::Alignment;
use std::collections::HashMap;
use std::ops::Range;

/// The id of a heading whose text has neither a letter nor a digit.
const NAMELESS: &str = "section";

/// The container in which a table scrolls where it is wider than the screen.
pub(super) const CONTAINER: &str = "<div class=\"table\" tabindex=\"0\">";

/// The bytes of white space before a first line from which it may be meant to be right-aligned.
const FAR_IN: usize = 12;

/// The writer's position in a table.
#[derive(Default)]
pub(super) struct TableState {
    alignments: Vec<Alignment>,
    column: usize,
    in_body: bool,
    is_open: bool,
    /// Where the container of the table begins.
    start: usize,
    /// The tag of the open cell.
    cell: Range<usize>,
}

impl MarkdownWriter<'_> {
    pub(super) fn paragraph_start(&mut self, range: &Range<usize>) {
        self.text_block_start(range.clone(), false);
        self.paragraph = Some((self.shown.len(), self.html.depth));
        let blank =
            self.source.text.get(range.start..).map_or(0, |text| text.len() - lines::unindented(text).len());
        let first = if blank >= FAR_IN { self.line_at(range.start) } else { None };
        self.paragraph_open(first, range.start);
        if self.summary.is_none() && self.at_top() {
            self.collect(TextSink::Summary);
            std::mem::swap(&mut self.plain, &mut self.lead);
        }
    }

    fn paragraph_open(&mut self, line: Option<LineRole>, at: usize) {
        self.block = self.buffer.html.len();
        let tag = match line {
            None | Some(LineRole::Paragraph) => "<p>",
            Some(LineRole::Own | LineRole::Signature) => "<p class=\"next-line\">",
            Some(LineRole::Right) => "<p class=\"signature\">",
        };
        let tag = self.directed(tag, at);
        self.put(&tag);
        self.inner = self.buffer.html.len();
        self.line_start = true;
    }

    pub(super) fn paragraph_end(&mut self) {
        self.summary_end();
        self.paragraph = None;
        self.paragraph_close();
    }

    /// Ends the paragraph before a line that stands alone, and begins the next one with it.
    pub(super) fn paragraph_cut(&mut self, line: LineRole, at: usize) {
        match line {
            LineRole::Signature | LineRole::Right => self.summary_end(),
            LineRole::Paragraph if !self.plain.trim().is_empty() && !leads_on(&self.plain) => {
                self.summary_end()
            }
            LineRole::Paragraph => {}
            LineRole::Own => self.part_plain(),
        }
        self.paragraph_close();
        self.paragraph_open(Some(line), at);
    }

    /// Separates two lines in the plain text where no punctuation does.
    fn part_plain(&mut self) {
        let ends = |c: char| c.is_whitespace() || "。！？；：，、…".contains(c);
        if self.sink == TextSink::Summary && !self.plain.is_empty() && !self.plain.ends_with(ends) {
            self.push_plain(" ");
        }
    }

    fn summary_end(&mut self) {
        if self.sink != TextSink::Summary {
            return;
        }
        self.sink = TextSink::None;
        match leads_on(&self.plain) {
            true => {
                self.part_plain_lead();
                std::mem::swap(&mut self.plain, &mut self.lead);
            }
            false => self.summary = Some(summary_of(&self.plain)).filter(|summary| !summary.is_empty()),
        }
    }

    fn part_plain_lead(&mut self) {
        if self.plain.ends_with(|c: char| c.is_ascii() && c != ' ') {
            self.plain.push(' ');
        }
    }

    /// Ends a lead-in that no paragraph follows: the lead-in alone is the summary.
    pub(super) fn lead_end(&mut self) {
        if self.summary.is_none() {
            self.summary = Some(summary_of(&self.lead)).filter(|summary| !summary.is_empty());
        }
        self.lead.clear();
    }

    fn paragraph_close(&mut self) {
        self.fresh();
        let inner = self.inner..self.buffer.html.len();
        match self.figure.take() {
            Some((image, caption)) if image == inner => self.figure_end(&caption),
            _ if inner.is_empty() && self.buffer.refs.last().is_none_or(|(at, _)| *at < inner.start) => {
                self.buffer.html.truncate(self.block);
            }
            _ => self.put("</p>\n"),
        }
    }

    fn figure_end(&mut self, caption: &str) {
        self.buffer.replace(self.block..self.inner, "<figure>", &mut self.links);
        self.put("<figcaption>");
        escape::push_text(&mut self.buffer.html, caption);
        self.put("</figcaption></figure>\n");
    }

    pub(super) fn heading_start(&mut self, level: u8) {
        self.text_block_start(0..0, false);
        self.block = self.buffer.html.len();
        self.buffer.html.extend(["<h", digit(level), ">"]);
        self.collect(TextSink::Heading);
    }

    pub(super) fn heading_end(&mut self, level: u8, range: &Range<usize>) {
        self.sink = TextSink::None;
        self.fresh();
        let tag_end = self.block + "<h1".len();
        if self.buffer.html.len() == tag_end + 1 {
            // An empty heading is useless, and an error in the page.
            self.buffer.html.truncate(self.block);
            while self.buffer.refs.pop_if(|(at, _)| *at > self.block).is_some() {}
            return;
        }
        let text = self.plain.trim().to_owned();
        let id = self.unique_id(slug(&text));
        self.look_at_heading(level, &text, range);
        let dir = self.dir(range.start);
        self.buffer.replace(tag_end..tag_end, &[" id=\"", id.as_str(), "\"", dir].concat(), &mut self.links);
        self.buffer.html.extend(["</h", digit(level), ">\n"]);
        self.buffer.levels.extend([tag_end - 1, self.buffer.html.len() - ">\n".len() - 1]);
        self.has_top_heading |= level == 1;
        self.anchors.push(Anchor { id, text, level, span: self.source.span(range) });
    }

    fn collect(&mut self, sink: TextSink) {
        self.sink = sink;
        self.plain.clear();
    }

    fn unique_id(&mut self, name: String) -> String {
        let name = if name.is_empty() { NAMELESS.to_owned() } else { name };
        let mut id = name.clone();
        let taken = |ids: &HashMap<String, usize>, id: &str| {
            ids.get(id).copied().or_else(|| is_reserved(id).then_some(1))
        };
        while let Some(count) = taken(&self.ids, &id) {
            let count = taken(&self.ids, &name).unwrap_or(count) + 1;
            self.ids.insert(name.clone(), count);
            id = format!("{name}-{count}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    pub(super) fn table_start(&mut self, alignments: Vec<Alignment>, range: &Range<usize>) {
        self.fresh();
        let start = self.buffer.html.len();
        let tag = self.directed("<table>", range.start);
        self.table = TableState { alignments, is_open: true, start, ..TableState::default() };
        self.put(CONTAINER);
        self.put(&tag);
        self.put("\n");
    }

    pub(super) fn in_table(&self) -> bool {
        self.table.is_open
    }

    pub(super) fn row_start(&mut self, range: &Range<usize>) {
        self.find_lost_cells(self.table.alignments.len(), range);
        if !std::mem::replace(&mut self.table.in_body, true) {
            self.put("<tbody>\n");
        }
        self.table.column = 0;
        self.put("<tr>");
    }

    pub(super) fn cell_start(&mut self, range: &Range<usize>) {
        self.text_block_start(0..0, false);
        self.line_start = false;
        let dir = self.dir(range.start);
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        let start = self.buffer.html.len();
        let tag = if self.table.in_body { "<td" } else { "<th scope=\"col\"" };
        self.buffer.html.extend([tag, class, dir, ">"]);
        self.table.cell = start..self.buffer.html.len();
        self.table.column += 1;
    }

    pub(super) fn cell_end(&mut self) {
        let Range { start, end } = self.table.cell;
        match self.table.in_body {
            true => self.put("</td>"),
            // An empty corner cell is not a header.
            false if self.buffer.html.len() == end => {
                self.buffer.html.replace_range(start.., "<td></td>");
            }
            false => self.put("</th>"),
        }
    }

    pub(super) fn table_end(&mut self) {
        self.put(if self.table.in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
        self.table.is_open = false;
        self.fit_for_paper(self.table.start);
    }

    /// Adds a class for the width of the table whose container begins at `start`.
    pub(super) fn fit_for_paper(&mut self, start: usize) {
        let class =
            self.buffer.html.get(start..).filter(|html| html.starts_with(CONTAINER)).map_or("", table::class);
        if !class.is_empty() {
            let at = start + "<div class=\"table".len();
            self.buffer.replace(at..at, class, &mut self.links);
        }
    }
}

/// Whether a paragraph only introduces the next, as a salutation or an announcement does.
fn leads_on(plain: &str) -> bool {
    let plain = plain.trim_end();
    plain.ends_with(['：', ':', '，', ',']) || plain.ends_with("好！") || plain.ends_with("好。")
}

fn digit(level: u8) -> &'static str {
    match level {
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        _ => "6",
    }
}
