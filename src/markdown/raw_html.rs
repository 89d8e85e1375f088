//! The writer's raw HTML: takes known tags; writes them anew, attribute by attribute, with links and images
//! as in Markdown. Never passes a tag through as typed.

use super::ProblemKind;
use super::blocks::CONTAINER;
use super::escape;
use super::links::OpenImage;
use super::raw::{HtmlPiece, pieces};
use super::raw_tag::TagAttributes;
use super::writer::{DEEPEST, MarkdownWriter};
use std::ops::Range;

/// The state of raw HTML while a body is written.
#[derive(Default)]
pub(super) struct HtmlState {
    pub(super) is_present: bool,
    /// Whether its tags are omitted.
    pub(super) is_omitted: bool,
    /// Whether that has been reported.
    pub(super) is_reported: bool,
    /// The block being read.
    pub(super) run: Option<HtmlRun>,
    /// How many elements are open.
    pub(super) depth: usize,
    /// How many tables are open, and where the container of the outermost one begins.
    pub(super) tables: (usize, usize),
}

/// The lines of one block of raw HTML: each line's position in the run and in the source.
#[derive(Default)]
pub(super) struct HtmlRun {
    text: String,
    lines: Vec<(usize, Range<usize>)>,
}

impl HtmlRun {
    fn push(&mut self, text: &str, range: Range<usize>) {
        self.lines.push((self.text.len(), range));
        self.text.push_str(text);
    }

    /// Converts a position in the run to one in the source.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(0, |(start, range)| (range.start + at - start).min(range.end))
    }
}

impl MarkdownWriter<'_> {
    pub(super) fn run_start(&mut self) {
        self.fresh();
        self.html.run = Some(HtmlRun::default());
    }

    pub(super) fn html_line(&mut self, text: &str, range: Range<usize>) {
        match &mut self.html.run {
            Some(run) => run.push(text, range),
            None => self.inline_html(text, range),
        }
    }

    pub(super) fn run_end(&mut self) {
        if let Some(run) = self.html.run.take() {
            self.raw_html(&run);
            self.fresh();
        }
    }

    pub(super) fn inline_html(&mut self, text: &str, range: Range<usize>) {
        if self.image_depth == 0 {
            let mut run = HtmlRun::default();
            run.push(text, range);
            self.raw_html(&run);
        }
    }

    fn raw_html(&mut self, run: &HtmlRun) {
        if self.html.is_omitted {
            return self.words_alone(run);
        }
        self.html.is_present = true;
        for (place, piece) in pieces(&run.text) {
            let floor = |at| self.source.text.floor_char_boundary(run.place(at));
            let range = floor(place.start)..floor(place.end);
            match piece {
                HtmlPiece::Text(text) => self.raw_text(text),
                HtmlPiece::Open("a", attributes) => self.raw_link(&attributes, &range),
                HtmlPiece::Open("img", attributes) => self.raw_image(attributes, range),
                HtmlPiece::Open(tag, attributes) => {
                    self.raw_table_start(tag);
                    self.html.depth += usize::from(nests(tag));
                    if self.html.depth <= DEEPEST {
                        self.raw_tag(tag, &attributes, &range);
                    } else {
                        self.report_depth(&range);
                    }
                }
                HtmlPiece::Close(tag) => {
                    self.html.depth = self.html.depth.saturating_sub(usize::from(nests(tag)));
                    self.buffer.html.extend(["</", tag, ">"]);
                    self.raw_table_end(tag);
                }
                HtmlPiece::Unclosed => self.report(ProblemKind::UnclosedComment, &range, "<!--"),
                HtmlPiece::Gone(what) => self.report_removed(&range, what),
            }
        }
    }

    /// Writes only the text between the tags.
    fn words_alone(&mut self, run: &HtmlRun) {
        for (place, piece) in pieces(&run.text) {
            match piece {
                HtmlPiece::Text(text) => self.raw_text(text),
                _ if std::mem::replace(&mut self.html.is_reported, true) => {}
                _ => {
                    let floor = |at| self.source.text.floor_char_boundary(run.place(at));
                    self.report(
                        ProblemKind::TooMuchHtml,
                        &(floor(place.start)..floor(place.end)),
                        &run.text[place],
                    );
                }
            }
        }
    }

    /// A table scrolls in a container of its own, like one of Markdown.
    fn raw_table_start(&mut self, tag: &str) {
        if tag == "table" {
            if self.html.tables.0 == 0 && !self.in_table() {
                self.html.tables.1 = self.buffer.html.len();
                self.put(CONTAINER);
            }
            self.html.tables.0 += 1;
        }
    }

    fn raw_table_end(&mut self, tag: &str) {
        if tag == "table" && self.html.tables.0 > 0 {
            self.html.tables.0 -= 1;
            if self.html.tables.0 == 0 && !self.in_table() {
                self.put("</div>");
                self.fit_for_paper(self.html.tables.1);
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        let text = self.source.clean(text);
        for (nth, part) in text.split('<').enumerate() {
            self.put(if nth > 0 { "&lt;" } else { "" });
            self.put(part);
        }
    }

    /// The closing tag is a separate piece; the sanitiser drops one without an opening tag.
    fn raw_link(&mut self, attributes: &[(String, String)], range: &Range<usize>) {
        if let Some(href) = value(attributes, "href") {
            let title = value(attributes, "title").unwrap_or_default();
            let (href, title) = (self.source.clean(href), self.source.clean(title));
            self.link_tag(&href, &title, range);
        }
        self.report_attributes(attributes, range, |name| matches!(name, "href" | "title"));
    }

    fn raw_image(&mut self, attributes: TagAttributes, range: Range<usize>) {
        self.report_attributes(&attributes, &range, |name| matches!(name, "src" | "alt" | "title"));
        let text = |name| self.source.clean(value(&attributes, name).unwrap_or_default()).into_owned();
        let image = OpenImage { dest: text("src"), title: text("title"), alt: text("alt"), range };
        self.show_image(image);
    }

    fn raw_tag(&mut self, tag: &'static str, attributes: &[(String, String)], range: &Range<usize>) {
        self.buffer.html.extend(["<", tag]);
        for (name, value) in attributes.iter().filter(|(name, value)| is_published(tag, name, value)) {
            self.buffer.html.extend([" ", name, "=\""]);
            let value = self.source.clean(value);
            escape::push_attribute(&mut self.buffer.html, &value);
            self.put("\"");
        }
        self.put(">");
        // Of attributes with the same name only one is used; only a dozen names are published at all.
        let mut published: Vec<&str> = Vec::new();
        for (name, value) in attributes {
            if is_published(tag, name, value) && !published.contains(&name.as_str()) {
                published.push(name);
            }
        }
        self.report_attributes(attributes, range, |name| published.contains(&name));
    }

    fn report_attributes(
        &mut self,
        attributes: &[(String, String)],
        range: &Range<usize>,
        published: impl Fn(&str) -> bool,
    ) {
        for (name, _) in attributes {
            if !published(name) {
                let name = self.source.clean(name).into_owned();
                self.report_removed(range, name);
            }
        }
    }
}

/// Whether an element extends to its closing tag; the others have none.
fn nests(tag: &str) -> bool {
    !matches!(
        tag,
        "br" | "col"
            | "dd"
            | "dt"
            | "hr"
            | "img"
            | "li"
            | "p"
            | "rp"
            | "rt"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "wbr"
    )
}

fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn is_published(tag: &str, name: &str, value: &str) -> bool {
    let number = || (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
    match (tag, name) {
        (_, "lang" | "title") | ("time", "datetime") => true,
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        ("td" | "th", "colspan" | "rowspan") | ("ol", "start") | ("li", "value") => number(),
        ("th", "scope") => matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        ("details", "open") => true,
        _ => false,
    }
}
