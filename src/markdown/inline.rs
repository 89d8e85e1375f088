//! The writer's inline half: takes inline events; writes words, code, line breaks, references to footnotes.
//! Never opens a block.

use super::lines::{LineRole, LineRoles, unindented};
use super::source::is_forbidden;
use super::writer::MarkdownWriter;
use super::{ProblemKind, escape, wide};
use memchr::memchr2;
use pulldown_cmark::CowStr;
use std::ops::Range;

/// The most plain text that is needed of one paragraph.
const PLAIN_ENOUGH: usize = 4096;

/// The use for which plain text is collected.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum TextSink {
    None,
    Summary,
    Heading,
}

/// A soft break after a wide character, at this position in the HTML; it is removed if a wide character
/// follows.
pub(super) struct SoftBreak(usize);

impl MarkdownWriter<'_> {
    pub(super) fn text(&mut self, text: CowStr<'_>, range: &Range<usize>) {
        self.find_lost_markup(&text, range);
        match text {
            CowStr::Borrowed(text) => self.words(&self.source.clean(text)),
            // An entity: the only way for a control character to get past `Source`.
            text => self.words(&text.chars().filter(|c| !is_forbidden(*c)).collect::<String>()),
        }
    }

    pub(super) fn words(&mut self, text: &str) {
        let text = if self.line_start { unindented(text) } else { text };
        if text.is_empty() {
            return;
        }
        self.line_start = false;
        if let Some(SoftBreak(at)) = self.soft_break.take()
            && wide::starts_wide(text)
        {
            self.join(at);
        }
        self.wide = wide::ends_wide(text, self.wide);
        if self.image_depth == 0 {
            escape::push_text(&mut self.buffer.html, text);
        }
        self.push_plain(text);
    }

    pub(super) fn code(&mut self, text: &str) {
        self.fresh();
        let text = self.source.clean(text);
        self.put("<code>");
        if self.image_depth == 0 {
            escape::push_text(&mut self.buffer.html, &text);
        }
        self.put("</code>");
        self.push_plain(&text);
    }

    /// Begins a block in which lines may break; if it is `tight`, other blocks may be in it.
    pub(super) fn text_block_start(&mut self, range: Range<usize>, tight: bool) {
        self.fresh();
        self.text_block = range;
        self.tight = tight;
        self.lines = None;
        self.line_start = true;
    }

    pub(super) fn soft_break(&mut self, range: &Range<usize>) {
        let below = self.source.text.get(range.start..self.text_block.end);
        // A file with carriage returns alone has no other line ends to look for.
        let end = below.and_then(|text| Some((text, memchr2(b'\n', b'\r', text.as_bytes())?)));
        let below =
            end.map(|(text, end)| range.start + end + if text[end..].starts_with("\r\n") { 2 } else { 1 });
        if let Some((at, line)) =
            below.and_then(|at| Some((at, self.line_at(at)?))).filter(|_| self.image_depth == 0)
        {
            return self.line_alone(line, at);
        }
        self.soft_break = self.wide.then_some(SoftBreak(self.buffer.html.len()));
        self.put("\n");
        self.push_plain(" ");
    }

    /// The role of the line of the open block that begins at `at`, if it stands alone.
    pub(super) fn line_at(&mut self, at: usize) -> Option<LineRole> {
        if self.lines.is_none() {
            let text = self.source.text.get(self.text_block.clone())?;
            let text = if self.tight { &text[..own_text(text)] } else { text };
            let lines = LineRoles::of(text, self.text_block.start, self.at_top());
            if let Some(range) = lines.spaceless.clone() {
                self.report_spaceless_list(&range);
            }
            self.lines = Some(lines);
        }
        self.lines.as_ref()?.at(at)
    }

    /// Begins a line that stands alone: a paragraph of its own, unless an element in the paragraph is still
    /// open.
    fn line_alone(&mut self, line: LineRole, at: usize) {
        let between = self.paragraph == Some((self.shown.len(), self.html.depth)) && self.link.is_none();
        match between {
            true => self.paragraph_cut(line, at),
            false => self.hard_break(),
        }
    }

    pub(super) fn hard_break(&mut self) {
        self.fresh();
        self.put("<br>\n");
        self.push_plain(" ");
        self.line_start = true;
    }

    /// The mark of a reference is not text, so lines join across it. Inside a link it is left out, because
    /// links do not nest.
    pub(super) fn note_reference(&mut self, label: &str) {
        self.soft_break = None;
        if self.image_depth == 0 && self.link.is_none() {
            let note = self.notes.number(&self.source.clean(label));
            self.buffer.refs.push((self.buffer.html.len(), note));
        }
    }

    /// Notes that something other than text is here, so that no line joins across it.
    pub(super) fn fresh(&mut self) {
        self.soft_break = None;
        self.wide = false;
        self.line_start = false;
    }

    /// Removes the last soft break. After it there are only a few tags, and no link.
    fn join(&mut self, at: usize) {
        match self.image.as_mut().filter(|_| self.image_depth > 0) {
            Some(image) => pop_space(&mut image.alt),
            None => {
                self.buffer.html.remove(at);
                pop_space(&mut self.plain);
            }
        }
    }

    pub(super) fn push_plain(&mut self, text: &str) {
        match self.image.as_mut().filter(|_| self.image_depth > 0) {
            Some(image) => image.alt.push_str(text),
            None if self.sink != TextSink::None && self.plain.len() < PLAIN_ENOUGH => {
                self.plain.push_str(text)
            }
            None => {}
        }
    }

    /// The parser returns `[^x]` as text if it has no definition.
    pub(super) fn find_lost_note(&mut self, range: &Range<usize>) {
        let source = self.source;
        let Some(rest) = source.text[range.start..].strip_prefix("[^") else {
            return;
        };
        let escaped = source.text[..range.start].ends_with('\\');
        let wide_colon = self.at_line_start(range.start);
        let label = rest.bytes().take(80).position(|byte| b"] \n".contains(&byte));
        if let Some(end) = label.filter(|end| *end > 0 && rest.as_bytes()[*end] == b']' && !escaped) {
            let span = range.start..range.start + 2 + end + 1;
            let label = source.clean(&rest[..end]);
            let right = if wide_colon && rest[end + 1..].starts_with('：') {
                format!("[^{label}]: ")
            } else {
                String::new()
            };
            let span = if right.is_empty() { span } else { span.start..span.end + '：'.len_utf8() };
            self.report_right(ProblemKind::UnknownFootnote, &span, &label, right);
        }
    }
}

/// How much of an item's text belongs to the item itself and not to a list in it.
fn own_text(text: &str) -> usize {
    let ends = |line: &str| {
        let line = line.trim_start();
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_item = line.starts_with(['-', '*', '+']) && line[1..].starts_with([' ', '\t'])
            || number.len() < line.len()
                && number.starts_with(['.', ')'])
                && number[1..].starts_with([' ', '\t']);
        line.is_empty() || is_item
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && ends(line) {
            break;
        }
        at += line.len();
    }
    at
}

fn pop_space(text: &mut String) {
    if text.ends_with(' ') {
        text.pop();
    }
}
