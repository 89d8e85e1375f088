//! The writer's inline half: words, code, line breaks, references to footnotes. Never opens a block.

use super::source::is_forbidden;
use super::writer::Writer;
use super::{ProblemKind, escape, wide};
use pulldown_cmark::CowStr;
use std::ops::Range;

/// More plain text than this is never needed of one paragraph.
const PLAIN_ENOUGH: usize = 4096;

/// What the plain text is collected for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Sink {
    None,
    Summary,
    Heading,
}

/// A soft break after a wide character, at this place in the HTML: it goes away if a wide one follows.
pub(super) struct Break(usize);

impl Writer<'_> {
    pub(super) fn text(&mut self, text: CowStr<'_>, range: &Range<usize>) {
        if self.source.has_notes {
            self.look_for_lost_note(range);
        }
        match text {
            CowStr::Borrowed(text) => self.words(&self.source.clean(text)),
            // An entity: only this way does a control character get past `Source`.
            text => self.words(&text.chars().filter(|c| !is_forbidden(*c)).collect::<String>()),
        }
    }

    pub(super) fn words(&mut self, text: &str) {
        if let Some(Break(at)) = self.soft_break.take()
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

    pub(super) fn soft_break(&mut self) {
        self.soft_break = self.wide.then_some(Break(self.buffer.html.len()));
        self.put("\n");
        self.push_plain(" ");
    }

    pub(super) fn hard_break(&mut self) {
        self.fresh();
        self.put("<br>\n");
        self.push_plain(" ");
    }

    /// Its mark is no text: lines join across it. In a link it cannot stand, links do not nest.
    pub(super) fn note_reference(&mut self, label: &str) {
        self.soft_break = None;
        if self.image_depth == 0 && self.link.is_none() {
            let note = self.notes.number(&self.source.clean(label));
            self.buffer.refs.push((self.buffer.html.len(), note));
        }
    }

    /// Something that is no text stands here: no line joins across it.
    pub(super) fn fresh(&mut self) {
        self.soft_break = None;
        self.wide = false;
    }

    /// Takes back the last soft break. Between it and the end stand a few tags, and no link.
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
            None if self.sink != Sink::None && self.plain.len() < PLAIN_ENOUGH => self.plain.push_str(text),
            None => {}
        }
    }

    /// The parser gives `[^x]` back as text when nothing defines it.
    fn look_for_lost_note(&mut self, range: &Range<usize>) {
        let source = self.source;
        let Some(rest) = source.text[range.start..].strip_prefix("[^") else {
            return;
        };
        let escaped = source.text[..range.start].ends_with('\\');
        let label = rest.bytes().take(80).position(|byte| b"] \n".contains(&byte));
        if let Some(end) = label.filter(|end| *end > 0 && rest.as_bytes()[*end] == b']' && !escaped) {
            let span = range.start..range.start + 2 + end + 1;
            self.report(ProblemKind::UnknownFootnote, &span, &source.clean(&rest[..end]));
        }
    }
}

fn pop_space(text: &mut String) {
    if text.ends_with(' ') {
        text.pop();
    }
}
