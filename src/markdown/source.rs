//! Takes a body as given; gives the text for the parser and the conversion back: spans in the original
//! body, and texts without the added marks. Never copies a body that needs no change.

use super::flank;
use memchr::{memchr, memchr_iter, memmem};
use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::ops::Range;

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_DEFINITION_LIST);

/// Punctuation of extinct scripts, each four bytes long and beginning with `F0`. The first one that a body
/// does not contain is its added mark.
pub(super) const MARKS: [char; 4] = ['\u{10A7F}', '\u{1091F}', '\u{1039F}', '\u{10A50}'];
const MARK_LENGTH: usize = 4;
const MARK_FIRST_BYTE: u8 = 0xF0;

/// A body prepared for the parser.
pub(super) struct BodySource<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether anything looks like a reference to a footnote.
    pub(super) has_notes: bool,
    /// Whether anything is written from right to left.
    pub(super) has_rtl: bool,
    /// Whether there is a full-width bracket where the address of a link might begin.
    pub(super) has_wide_links: bool,
    mark: Option<char>,
    /// Where in `text` each mark begins, in order.
    added: Vec<usize>,
}

impl<'a> BodySource<'a> {
    pub(super) fn new(given: &'a str) -> Self {
        let text = if has_controls(given) { Cow::Owned(blank_controls(given)) } else { Cow::Borrowed(given) };
        let has_notes = memmem::find(text.as_bytes(), b"[^").is_some();
        let gaps = flank::gaps(&text);
        let mark = match gaps.is_empty() {
            true => None,
            false => MARKS.into_iter().find(|mark| !text.contains(*mark)),
        };
        let has_wide_links = memmem::find(text.as_bytes(), "】(".as_bytes()).is_some();
        let mut source =
            BodySource { has_rtl: has_rtl(&text), text, has_notes, has_wide_links, mark, added: Vec::new() };
        if let Some(mark) = mark {
            source.add(mark, gaps);
        }
        source
    }

    /// The parser's events with their ranges in `self.text`.
    pub(super) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        Parser::new_ext(&self.text, OPTIONS).into_offset_iter()
    }

    /// The range in the original body for a range of `self.text`.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let marks = self.added.partition_point(|mark| *mark < at);
            at - marks * MARK_LENGTH
        };
        back(range.start)..back(range.end)
    }

    /// A text from the parser, without the added marks.
    pub(super) fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(mark) = self.mark else {
            return Cow::Borrowed(text);
        };
        // Emphasis divides texts, so most marks are at the ends of a text.
        let text = text.strip_prefix(mark).unwrap_or(text);
        let text = text.strip_suffix(mark).unwrap_or(text);
        match memchr(MARK_FIRST_BYTE, text.as_bytes()) {
            Some(_) => Cow::Owned(text.replace(mark, "")),
            None => Cow::Borrowed(text),
        }
    }

    /// Turns listings that are indented paragraphs back into paragraphs, without moving a byte: a space and
    /// a full-width space are as long as the four spaces that make a listing.
    pub(super) fn outdent(&mut self, listings: &[Range<usize>]) {
        let mut text = std::mem::take(&mut self.text).into_owned();
        for listing in listings {
            let begins = text[..listing.start].rfind('\n').map_or(0, |end| end + 1);
            let mut above_is_blank = true;
            let mut at = begins;
            while at < listing.end {
                let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1);
                let is_blank = text[at..end].trim().is_empty();
                let spaces = text[at..end].bytes().take_while(|byte| *byte == b' ').count();
                if above_is_blank && !is_blank && spaces >= 4 {
                    text.replace_range(at..at + 4, " \u{3000}");
                } else if above_is_blank && !is_blank && text[at + spaces..].starts_with('\t') {
                    text.replace_range(at + spaces..at + spaces + 1, " ");
                }
                above_is_blank = is_blank;
                at = end;
            }
        }
        self.text = Cow::Owned(text);
    }

    /// Whether `c` was added to the text for the parser.
    pub(super) fn is_added(&self, c: char) -> bool {
        self.mark == Some(c)
    }

    fn add(&mut self, mark: char, gaps: Vec<usize>) {
        let mut marked = String::with_capacity(self.text.len() + gaps.len() * MARK_LENGTH);
        let mut from = 0;
        self.added.reserve_exact(gaps.len());
        for gap in gaps {
            marked.push_str(&self.text[from..gap]);
            self.added.push(marked.len());
            marked.push(mark);
            from = gap;
        }
        marked.push_str(&self.text[from..]);
        self.text = Cow::Owned(marked);
    }
}

/// Whether `c` is forbidden in HTML.
pub(super) fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn has_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    let low = |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7F;
    // `fold`, not `any`: without an early exit the compiler uses vector instructions.
    bytes.iter().fold(false, |found, byte| found | low(byte))
        || memchr_iter(0xC2, bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next < 0xA0))
}

/// Whether a text contains Hebrew, Arabic or a related script: only a few Armenian characters begin with
/// the same bytes.
fn has_rtl(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | (0xD6..=0xDF).contains(&byte))
}

/// Replaces control characters by spaces of the same length, so that spans stay valid.
fn blank_controls(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match is_forbidden(c) {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_the_body_as_given() {
        let given = "他说**“重要”**的话[x](y)";
        let source = BodySource::new(given);
        let at = source.text.find("[x]").unwrap_or_default();
        assert!(source.text.len() > given.len());
        assert_eq!(&given[source.span(&(at..at + 6))], "[x](y)");
        assert_eq!(source.clean(&source.text), given);
    }

    #[test]
    fn every_mark_is_punctuation_of_four_bytes_and_a_body_may_hold_one() {
        for mark in MARKS {
            assert_eq!(mark.len_utf8(), MARK_LENGTH);
            let text = format!("**通知：**{mark}请");
            assert!(
                Parser::new(&text).any(|event| matches!(event, Event::Start(_)
                if format!("{event:?}").contains("Strong"))),
                "U+{:X}",
                mark as u32
            );
        }
        let given = format!("{}**通知：**请", MARKS[0]);
        assert_eq!(BodySource::new(&given).mark, Some(MARKS[1]));
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(BodySource::new("a\0b\u{85}c\td").text, "a b  c\td");
        assert!(matches!(BodySource::new("平常").text, Cow::Borrowed(_)));
    }
}
