//! The writer's block half: paragraphs, figures, headings, tables. Never touches the words in them.

use super::inline::Sink;
use super::writer::Writer;
use super::{Anchor, escape, is_reserved, slug, summary_of};
use pulldown_cmark::Alignment;
use std::collections::HashMap;
use std::ops::Range;

/// The id of a heading whose text has neither letter nor digit.
const NAMELESS: &str = "section";

/// Where in a table the writer is.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_body: bool,
    /// Where the tag of the open cell begins and where it ends.
    cell: Range<usize>,
}

impl Writer<'_> {
    pub(super) fn paragraph_start(&mut self) {
        self.fresh();
        self.block = self.buffer.html.len();
        self.put("<p>");
        if self.summary.is_none() && self.at_top() {
            self.collect(Sink::Summary);
        }
    }

    pub(super) fn paragraph_end(&mut self) {
        if self.sink == Sink::Summary {
            let summary = summary_of(&self.plain);
            self.summary = Some(summary).filter(|summary| !summary.is_empty());
            self.sink = Sink::None;
        }
        self.fresh();
        let inner = self.block + "<p>".len()..self.buffer.html.len();
        match self.figure.take() {
            Some((image, caption)) if image == inner => self.figure_end(&caption),
            _ if inner.is_empty() && self.buffer.refs.last().is_none_or(|(at, _)| *at < inner.start) => {
                self.buffer.html.truncate(self.block);
            }
            _ => self.put("</p>\n"),
        }
    }

    fn figure_end(&mut self, caption: &str) {
        self.buffer.replace(self.block..self.block + "<p>".len(), "<figure>", &mut self.links);
        self.put("<figcaption>");
        escape::push_text(&mut self.buffer.html, caption);
        self.put("</figcaption></figure>\n");
    }

    pub(super) fn heading_start(&mut self, level: u8) {
        self.fresh();
        self.block = self.buffer.html.len();
        self.buffer.html.extend(["<h", digit(level), ">"]);
        self.collect(Sink::Heading);
    }

    pub(super) fn heading_end(&mut self, level: u8, range: &Range<usize>) {
        self.sink = Sink::None;
        self.fresh();
        let tag_end = self.block + "<h1".len();
        if self.buffer.html.len() == tag_end + 1 {
            // An empty heading says nothing and is an error in the page.
            self.buffer.html.truncate(self.block);
            while self.buffer.refs.pop_if(|(at, _)| *at > self.block).is_some() {}
            return;
        }
        let text = self.plain.trim().to_owned();
        let id = self.unique_id(slug(&text));
        self.buffer.replace(tag_end..tag_end, &[" id=\"", id.as_str(), "\""].concat(), &mut self.links);
        self.buffer.html.extend(["</h", digit(level), ">\n"]);
        self.buffer.levels.extend([tag_end - 1, self.buffer.html.len() - ">\n".len() - 1]);
        self.has_top_heading |= level == 1;
        self.anchors.push(Anchor { id, text, level, span: self.source.span(range) });
    }

    fn collect(&mut self, sink: Sink) {
        self.sink = sink;
        self.plain.clear();
    }

    fn unique_id(&mut self, name: String) -> String {
        let name = if name.is_empty() { NAMELESS.to_owned() } else { name };
        let mut id = name.clone();
        let taken = |ids: &HashMap<String, usize>, id: &str| ids.get(id).copied().or_else(|| is_reserved(id).then_some(1));
        while let Some(count) = taken(&self.ids, &id) {
            let count = taken(&self.ids, &name).unwrap_or(count) + 1;
            self.ids.insert(name.clone(), count);
            id = format!("{name}-{count}");
        }
        self.ids.insert(id.clone(), 1);
        id
    }

    pub(super) fn table_start(&mut self, alignments: Vec<Alignment>) {
        self.fresh();
        self.table = Table { alignments, ..Table::default() };
        self.put("<div class=\"table\" tabindex=\"0\"><table>\n");
    }

    pub(super) fn row_start(&mut self) {
        if !std::mem::replace(&mut self.table.in_body, true) {
            self.put("<tbody>\n");
        }
        self.table.column = 0;
        self.put("<tr>");
    }

    pub(super) fn cell_start(&mut self) {
        self.fresh();
        let class = match self.table.alignments.get(self.table.column) {
            Some(Alignment::Left) => " class=\"l\"",
            Some(Alignment::Center) => " class=\"c\"",
            Some(Alignment::Right) => " class=\"r\"",
            _ => "",
        };
        let start = self.buffer.html.len();
        let tag = if self.table.in_body { "<td" } else { "<th scope=\"col\"" };
        self.buffer.html.extend([tag, class, ">"]);
        self.table.cell = start..self.buffer.html.len();
        self.table.column += 1;
    }

    pub(super) fn cell_end(&mut self) {
        let Range { start, end } = self.table.cell;
        match self.table.in_body {
            true => self.put("</td>"),
            // A corner without words heads nothing.
            false if self.buffer.html.len() == end => {
                self.buffer.html.replace_range(start.., "<td></td>");
            }
            false => self.put("</th>"),
        }
    }

    pub(super) fn table_end(&mut self) {
        self.put(if self.table.in_body { "</tbody>\n</table></div>\n" } else { "</table></div>\n" });
    }
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
