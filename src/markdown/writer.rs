//! Takes the parser's events one by one; writes HTML and records links, anchors, the summary and problems
//! on the way. Never looks ahead: what becomes known late is inserted afterwards. `blocks.rs`, `inline.rs`,
//! `links.rs` and `raw_html.rs` hold the rest of it, by the sort of event.

use super::blocks::TableState;
use super::buffer::Buffer;
use super::inline::{SoftBreak, TextSink};
use super::lines::LineRoles;
use super::links::{OpenImage, OpenLink};
use super::lost::LostState;
use super::notes::Footnotes;
use super::raw_html::HtmlState;
use super::source::BodySource;
use super::{Anchor, Anchors, Body, LinkKind, LocalLink, Problem, ProblemKind, sanitise};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The most tags of a body with raw HTML. For some tags the sanitiser goes through all the others again.
const MAX_TAGS: usize = 40_000;

/// How deep quotes, lists and emphasis may nest; deeper ones are shown without their own tags.
pub(super) const DEEPEST: usize = 64;

pub(super) struct MarkdownWriter<'s> {
    pub(super) source: &'s BodySource<'s>,
    pub(super) buffer: Buffer,
    /// While a footnote is written: its number in `notes` and the buffer it is in.
    aside: Vec<(usize, Buffer)>,
    pub(super) notes: Footnotes,
    pub(super) links: Vec<LocalLink>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) ids: HashMap<String, usize>,
    pub(super) problems: Vec<Problem>,
    reported: HashSet<String>,
    /// For each open container, whether its tags were written.
    pub(super) shown: Vec<bool>,
    /// Whether too deep nesting has been reported.
    is_too_deep: bool,
    pub(super) has_top_heading: bool,
    /// Where the tag of the open paragraph or heading begins.
    pub(super) block: usize,
    /// Where the words of the open paragraph begin.
    pub(super) inner: usize,
    /// The number of open containers and of open elements of raw HTML around the open paragraph's words.
    pub(super) paragraph: Option<(usize, usize)>,
    /// The block whose lines may break, in the source; empty if there is none.
    pub(super) text_block: Range<usize>,
    /// Whether other blocks may be in it.
    pub(super) tight: bool,
    /// Which of its lines stand alone; set once one of them breaks.
    pub(super) lines: Option<LineRoles>,
    /// Whether the next text begins a line, so that its indentation is left out.
    pub(super) line_start: bool,
    /// Where the class of the current list item is inserted.
    item: Option<usize>,
    pub(super) table: TableState,
    /// A titled image that may be alone in its paragraph: its range and its caption.
    pub(super) figure: Option<(Range<usize>, String)>,
    pub(super) link: Option<OpenLink>,
    /// Whether the link's words are its address.
    pub(super) bare: bool,
    pub(super) image: Option<OpenImage>,
    pub(super) image_depth: usize,
    pub(super) sink: TextSink,
    /// The plain text for the use that `sink` names.
    pub(super) plain: String,
    pub(super) summary: Option<String>,
    /// A first paragraph that is continued with the next.
    pub(super) lead: String,
    pub(super) html: HtmlState,
    pub(super) lost: LostState,
    /// Whether the last text ended in a wide character.
    pub(super) wide: bool,
    pub(super) soft_break: Option<SoftBreak>,
}

impl<'s> MarkdownWriter<'s> {
    pub(super) fn new(source: &'s BodySource<'s>) -> Self {
        MarkdownWriter {
            source,
            buffer: Buffer::with_capacity(source.text.len() + source.text.len() / 2),
            aside: Vec::new(),
            notes: Footnotes::default(),
            links: Vec::new(),
            anchors: Vec::new(),
            ids: HashMap::new(),
            problems: Vec::new(),
            reported: HashSet::new(),
            shown: Vec::new(),
            is_too_deep: false,
            has_top_heading: false,
            block: 0,
            inner: 0,
            paragraph: None,
            text_block: 0..0,
            tight: false,
            lines: None,
            line_start: false,
            item: None,
            table: TableState::default(),
            figure: None,
            link: None,
            bare: false,
            image: None,
            image_depth: 0,
            sink: TextSink::None,
            plain: String::new(),
            summary: None,
            lead: String::new(),
            html: HtmlState::default(),
            lost: LostState::default(),
            wide: false,
            soft_break: None,
        }
    }

    /// A writer that omits every tag of raw HTML.
    pub(super) fn without_html(source: &'s BodySource<'s>) -> Self {
        let html = HtmlState { is_omitted: true, ..HtmlState::default() };
        MarkdownWriter { html, ..MarkdownWriter::new(source) }
    }

    /// Processes all events of the source.
    pub(super) fn write(mut self) -> Self {
        for (event, range) in self.source.events() {
            self.event(event, range);
        }
        self
    }

    /// Whether there is raw HTML, and the number of tags exceeds the limit.
    pub(super) fn has_too_much_html(&self) -> bool {
        let tags = |buffer: &Buffer| memchr::memchr_iter(b'<', buffer.html.as_bytes()).count();
        self.html.is_present && tags(&self.buffer) + self.notes.buffers().map(tags).sum::<usize>() > MAX_TAGS
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.text(text, &range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::SoftBreak => self.soft_break(&range),
            Event::HardBreak => self.hard_break(),
            Event::Code(text) => self.code(&text),
            Event::Html(text) => self.html_line(&text, range),
            Event::InlineHtml(text) => self.inline_html(&text, range),
            Event::FootnoteReference(label) => self.note_reference(&label),
            Event::Rule => self.put("<hr>\n"),
            Event::TaskListMarker(done) => self.task_marker(done),
            // Not enabled; if it ever is, formulas are shown as typed.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, &range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        if ends_lead(&tag) && !self.lead.is_empty() && self.at_top() {
            self.lead_end();
        }
        match tag {
            Tag::Paragraph => self.paragraph_start(&range),
            Tag::Heading { level, .. } => self.heading_start(level as u8),
            Tag::BlockQuote(_) => self.enter_directed("<blockquote>\n", &range),
            Tag::CodeBlock(kind) => self.listing_start(&kind, &range),
            Tag::HtmlBlock => self.run_start(),
            Tag::List(None) => self.enter_directed("<ul>\n", &range),
            Tag::List(Some(1)) => self.enter_directed("<ol>\n", &range),
            Tag::List(Some(first)) => {
                let dir = self.dir(range.start);
                self.enter(&format!("<ol start=\"{first}\"{dir}>\n"), &range);
            }
            Tag::Item => self.item_start(range),
            Tag::FootnoteDefinition(label) => self.note_start(&label),
            Tag::DefinitionList => self.enter_directed("<dl>\n", &range),
            Tag::DefinitionListTitle => self.inside_directed("<dt>", range),
            Tag::DefinitionListDefinition => self.inside_directed("<dd>", range),
            Tag::Table(alignments) => self.table_start(alignments, &range),
            Tag::TableHead => self.put("<thead><tr>"),
            Tag::TableRow => self.row_start(&range),
            Tag::TableCell => self.cell_start(&range),
            Tag::Emphasis => self.enter_emphasis("<em>", &range),
            Tag::Strong => self.enter_emphasis("<strong>", &range),
            Tag::Strikethrough => self.strike(&range, "<del>"),
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link_start(link_type, &dest_url, &title, range)
            }
            Tag::Image { dest_url, title, .. } => self.image_start(&dest_url, &title, range),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn enter_emphasis(&mut self, tag: &str, range: &Range<usize>) {
        self.look_at_emphasis(range);
        self.enter(tag, range);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.paragraph_end(),
            TagEnd::Heading(level) => self.heading_end(level as u8, &range),
            TagEnd::BlockQuote(_) => self.leave("</blockquote>\n"),
            TagEnd::CodeBlock => self.put("</code></pre>\n"),
            TagEnd::HtmlBlock => self.run_end(),
            TagEnd::List(ordered) => self.leave(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.inside("</li>\n"),
            TagEnd::FootnoteDefinition => self.note_end(&range),
            TagEnd::DefinitionList => self.leave("</dl>\n"),
            TagEnd::DefinitionListTitle => self.inside("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.inside("</dd>\n"),
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.put("</tr></thead>\n"),
            TagEnd::TableRow => self.put("</tr>\n"),
            TagEnd::TableCell => self.cell_end(),
            TagEnd::Emphasis => self.leave("</em>"),
            TagEnd::Strong => self.leave("</strong>"),
            TagEnd::Strikethrough => self.strike(&range, "</del>"),
            TagEnd::Link => self.link_end(),
            TagEnd::Image => self.image_end(),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Appends markup; inside an image only text is kept.
    pub(super) fn put(&mut self, html: &str) {
        if self.image_depth == 0 {
            self.buffer.html.push_str(html);
        }
    }

    /// Opens a container, unless it would be nested too deep.
    fn enter(&mut self, tag: &str, range: &Range<usize>) {
        let show = self.shown.len() < DEEPEST;
        if !show {
            self.report_depth(range);
        }
        self.shown.push(show);
        self.put(if show { tag } else { "" });
    }

    fn enter_directed(&mut self, tag: &'static str, range: &Range<usize>) {
        let tag = self.directed(tag, range.start);
        self.enter(&tag, range);
    }

    /// Reports too deep nesting, but only the first time.
    pub(super) fn report_depth(&mut self, range: &Range<usize>) {
        if !std::mem::replace(&mut self.is_too_deep, true) {
            let start = range.start..self.source.text.len().min(range.start + 1);
            self.report(ProblemKind::TooDeep, &start, "");
        }
    }

    /// Begins a listing. Indented prose becomes one; if it is Chinese it was never meant as such.
    fn listing_start(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        if *kind == CodeBlockKind::Indented {
            self.look_at_listing(range);
        }
        self.put("<pre tabindex=\"0\"><code>");
    }

    fn leave(&mut self, tag: &str) {
        let show = self.shown.pop().unwrap_or(false);
        self.put(if show { tag } else { "" });
    }

    /// Writes a tag that belongs to the innermost container, such as the item of a list.
    fn inside(&mut self, tag: &str) {
        let show = self.shown.last().is_some_and(|show| *show);
        match show {
            true => self.put(tag),
            // Separates the words of two items.
            false if !self.buffer.html.ends_with('\n') => self.put("\n"),
            false => {}
        }
        self.fresh();
    }

    /// The same for a block whose lines may break.
    fn inside_directed(&mut self, tag: &'static str, range: Range<usize>) {
        let tag = self.directed(tag, range.start);
        self.inside(&tag);
        self.text_block_start(range, true);
    }

    fn item_start(&mut self, range: Range<usize>) {
        self.inside_directed("<li>", range);
        self.item = self.shown.last().is_some_and(|show| *show).then_some(self.buffer.html.len() - 1);
    }

    fn task_marker(&mut self, done: bool) {
        let (class, sign) = if done { (" class=\"task done\"", "☑ ") } else { (" class=\"task\"", "☐ ") };
        if let Some(at) = self.item.take() {
            self.buffer.replace(at..at, class, &mut self.links);
        }
        self.put(sign);
    }

    /// Two tildes strike out; a single one is a range, as in `9:00~11:00`.
    fn strike(&mut self, range: &Range<usize>, tag: &str) {
        let double = self.source.text[range.clone()].starts_with("~~");
        let closing = tag.starts_with("</");
        match (double, closing) {
            (true, _) if self.is_range(range, closing) => self.words("~~"),
            (true, false) => self.enter(tag, range),
            (true, true) => self.leave(tag),
            (false, _) => self.words("~"),
        }
    }

    fn note_start(&mut self, label: &str) {
        let note = self.notes.number(&self.source.clean(label));
        self.aside.push((note, std::mem::take(&mut self.buffer)));
        self.fresh();
    }

    fn note_end(&mut self, range: &Range<usize>) {
        if let Some((note, around)) = self.aside.pop() {
            let buffer = std::mem::replace(&mut self.buffer, around);
            let empty = buffer.html.trim().is_empty();
            let twice = !self.notes.define(note, buffer, self.source.span(range));
            if empty || twice {
                let label = self.notes.label(note).to_owned();
                let kind = if twice { ProblemKind::FootnoteTwice } else { ProblemKind::EmptyFootnote };
                self.report(kind, range, &label);
            }
        }
    }

    /// Whether the present position is outside all lists, quotations and footnotes.
    pub(super) fn at_top(&self) -> bool {
        self.shown.is_empty() && self.aside.is_empty()
    }

    pub(super) fn report(&mut self, kind: ProblemKind, range: &Range<usize>, what: &str) {
        self.report_right(kind, range, what, String::new());
    }

    /// Reports a problem with what could be written instead.
    pub(super) fn report_right(
        &mut self,
        kind: ProblemKind,
        range: &Range<usize>,
        what: &str,
        right: String,
    ) {
        let span = self.source.span(range);
        self.problems.push(Problem { kind, span, what: what.to_owned(), right });
    }

    /// Reports a removed tag or attribute the first time it occurs.
    pub(super) fn report_removed(&mut self, range: &Range<usize>, what: String) {
        if !self.reported.contains(&what) {
            self.report(ProblemKind::RawHtmlRemoved, range, &what);
            self.reported.insert(what);
        }
    }

    /// The body, and the ranges of prose that became a listing unintentionally.
    pub(super) fn finish(mut self) -> (Body, Vec<Range<usize>>) {
        self.lead_end();
        if self.has_top_heading {
            self.buffer.deepen_headings();
            self.notes.deepen_headings();
            self.anchors.iter_mut().for_each(|anchor| anchor.level = (anchor.level + 1).min(6));
        }
        let mut html = self.notes.assemble(self.buffer, &mut self.links, &mut self.problems);
        if self.html.is_present {
            html = sanitise::clean(&html, &self.source.text, &mut self.links);
        }
        let body = Body {
            html,
            first_image: self.links.iter().position(|link| link.kind == LinkKind::Image),
            links: self.links,
            anchors: Anchors::of(self.anchors),
            articles: Box::default(),
            summary: self.summary.unwrap_or_default(),
            problems: self.problems,
        };
        (body, self.lost.prose)
    }
}

/// Whether a block ends the text of the first paragraph, so that nothing is appended to it.
fn ends_lead(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_)
            | Tag::Table(_)
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::DefinitionList
    )
}
