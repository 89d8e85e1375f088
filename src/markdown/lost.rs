//! Detects Markdown that was meant but not understood: takes what the parser returns as plain text, or
//! reads differently from its author; reports it at its location, with a form that would have worked. Never
//! guesses in case of doubt: a name with hidden letters (`张*`), a range, or a topic between two `#` is left
//! as it is.
//!
//! Only the first byte of a text event is checked; only suspicious text is read further.

mod links;
mod rows;

use super::ProblemKind;
use super::wide;
use super::writer::MarkdownWriter;
use crate::bytes::ByteSet;
use std::ops::Range;

/// The state of this detection while a body is written.
#[derive(Default)]
pub(super) struct LostState {
    /// The position of the last `[` that was not a link when it was met.
    bracket: Option<usize>,
    /// The position up to which lost markup has been reported.
    reported_to: usize,
    /// How many brackets that close no link have been examined.
    brackets: usize,
    /// The ranges of prose that became a listing.
    pub(super) prose: Vec<Range<usize>>,
}

/// The possible first bytes of lost markup; `EF` begins all full-width forms.
const SUSPICIOUS: ByteSet = ByteSet::of(b"[]!*_#|\xEF");

/// How far to look for lost markup on each side, in bytes: a line of a hundred thousand brackets is not a
/// notice.
const NEAR: usize = 600;
/// How many brackets of a text are examined: a text with millions is not a notice either.
const MAX_BRACKETS: usize = 100_000;
/// The longest run of marks that is counted.
const RUN: usize = 40;

/// The longest text that is meant as a heading, in characters.
const HEADING: usize = 40;
/// The longest text that is emphasised on purpose, in bytes.
const EMPHASIS: usize = 240;

impl MarkdownWriter<'_> {
    pub(super) fn find_lost_markup(&mut self, text: &str, range: &Range<usize>) {
        let Some(first) = text.as_bytes().first().filter(|first| SUSPICIOUS.contains(**first)) else {
            return self.look_for_wide_link(text, range);
        };
        let at = range.start;
        // An entity, or a mark after a backslash, is meant to be shown.
        let escaped = at > 0 && self.source.text.as_bytes().get(at - 1) == Some(&b'\\');
        if escaped || at < self.lost.reported_to || self.source.text.as_bytes().get(at) != Some(first) {
            return;
        }
        match first {
            b'!' if text.starts_with("![") => self.lost.bracket = Some(at + 1),
            b'[' => {
                if self.may_look_on() {
                    self.look_for_reversed_link(at);
                }
                self.lost.bracket = Some(at);
                if self.source.has_notes {
                    self.find_lost_note(range);
                }
            }
            b']' if self.may_look_on() => self.find_lost_link(at),
            b'*' | b'_' => self.look_for_spaced_emphasis(at, *first),
            b'|' => self.find_lost_table(at),
            b'#' => self.find_lost_heading(at),
            _ if text.starts_with('＃') => self.find_lost_heading(at),
            _ if text.starts_with('｜') => self.find_lost_table(at),
            _ => {}
        }
        self.look_for_wide_link(text, range);
    }

    /// Whether another bracket may be examined.
    fn may_look_on(&mut self) -> bool {
        self.lost.brackets += 1;
        self.lost.brackets <= MAX_BRACKETS
    }

    /// Whether a line begins at `at`, ignoring block-quote marks and indentation.
    pub(super) fn at_line_start(&self, at: usize) -> bool {
        let text: &str = &self.source.text;
        let before = &text[text.floor_char_boundary(at.saturating_sub(NEAR))..at];
        let before = before.trim_end_matches(|c: char| {
            matches!(c, ' ' | '\t' | '>' | '\u{3000}') || self.source.is_added(c)
        });
        before.is_empty() || before.ends_with('\n')
    }

    /// The rest of a line from `at`, up to the limit.
    pub(super) fn line_from(&self, at: usize) -> &str {
        let text: &str = &self.source.text;
        let near = &text[at.min(text.len())..text.floor_char_boundary(at + NEAR)];
        near.lines().next().unwrap_or_default()
    }

    /// Reports a problem of `range` once; the rest of the range is not examined again.
    pub(super) fn report_lost(&mut self, kind: ProblemKind, range: Range<usize>, right: String) {
        let what = self
            .source
            .text
            .get(range.clone())
            .map(|text| self.source.clean(text).into_owned())
            .unwrap_or_default();
        self.report_right(kind, &range, &what, right);
        self.lost.reported_to = range.end;
    }

    /// `**x: **y`: a mark with a space on its inner side closes nothing.
    fn look_for_spaced_emphasis(&mut self, at: usize, sign: u8) {
        let text = self.source.text.as_bytes();
        let pair = [sign, sign];
        let is_pair = |at: usize| {
            text[at..].starts_with(&pair)
                && text.get(at + 2) != Some(&sign)
                && (at == 0 || text[at - 1] != sign)
        };
        let line = self.line_from(at);
        if !is_pair(at) {
            return;
        }
        let Some(close) = memchr::memchr_iter(sign, &line.as_bytes()[2..])
            .map(|place| at + 2 + place)
            .find(|place| is_pair(*place))
        else {
            return;
        };
        let inner = self.source.clean(&self.source.text[at + 2..close]).into_owned();
        let trimmed = inner.trim();
        let opens_on_space = inner.starts_with(char::is_whitespace);
        // After a letter, a mark stands for a hidden letter, as in `张**`.
        let behind = self.source.text[..at].chars().next_back().filter(|c| !self.source.is_added(*c));
        let hides = behind.is_some_and(char::is_alphanumeric) && opens_on_space;
        let spaced = opens_on_space || inner.ends_with(char::is_whitespace);
        let words = trimmed.chars().any(char::is_alphabetic);
        let formula =
            opens_on_space && inner.ends_with(char::is_whitespace) && !trimmed.chars().any(wide::is_wide);
        if spaced && words && !hides && !formula && inner.len() <= EMPHASIS {
            let next = self.source.text[close + 2..].chars().find(|c| !self.source.is_added(*c));
            let gap = if next.is_some_and(|c| c.is_ascii_alphanumeric()) { " " } else { "" };
            let sign = char::from(sign);
            let right = format!("{sign}{sign}{trimmed}{sign}{sign}{gap}");
            self.report_lost(ProblemKind::SpacedEmphasis, at..close + 2, right);
        }
    }

    /// Emphasis that begins with a comma or is between digits: the marks stood for hidden characters.
    pub(super) fn look_at_emphasis(&mut self, range: &Range<usize>) {
        let text: &str = &self.source.text;
        let Some(inner) = text.get(range.clone()).filter(|inner| inner.starts_with('*')) else { return };
        if inner.len() > EMPHASIS {
            return;
        }
        let seen = |c: &char| *c != '*' && !self.source.is_added(*c);
        let before = text[..range.start].chars().rev().take(RUN).find(seen);
        let first = inner.chars().take(RUN).find(seen);
        let figures = before.is_some_and(|c| c.is_ascii_digit()) && first.is_some_and(|c| c.is_ascii_digit());
        let run = text[..range.start].bytes().rev().take(RUN).take_while(|byte| *byte == b'*').count();
        let many = run + inner.bytes().take_while(|byte| *byte == b'*').count() > 2;
        if range.start < self.lost.reported_to
            || !(first.is_some_and(|c| "、，。；".contains(c)) || figures && many)
        {
            return;
        }
        let typed = self.source.clean(inner);
        let run = typed.len() - typed.trim_start_matches('*').len();
        let (open, rest) = typed.split_at(run);
        let words = rest.trim_end_matches('*');
        let right = format!("{}{words}{}", open.replace('*', "\\*"), rest[words.len()..].replace('*', "\\*"));
        self.report_lost(ProblemKind::SignsTaken, range.clone(), right);
    }

    /// `9:00~~11:00，5~~10`: both pairs are between digits, so nothing is struck out.
    pub(super) fn is_range(&mut self, range: &Range<usize>, closing: bool) -> bool {
        let text: &str = &self.source.text;
        let Some(inner) = text.get(range.start + 2..range.end.saturating_sub(2)) else { return false };
        let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let begins = figure(text[..range.start].chars().next_back()) && figure(inner.chars().next());
        let ends = figure(inner.chars().next_back()) && figure(text[range.end..].chars().next());
        let parted = || inner.len() <= EMPHASIS && inner.contains(['，', '、', ',', '；']);
        if !closing && (begins && ends || (begins || ends) && parted() && !self.at_line_start(range.start)) {
            let right = self.source.clean(&text[range.clone()]).replace("~~", "~");
            self.report_lost(ProblemKind::TildesInRange, range.clone(), right);
        }
        begins && ends
    }

    fn find_lost_heading(&mut self, at: usize) {
        let line = self.line_from(at).trim_end();
        let words = line.trim_start_matches(['#', '＃']);
        let signs = line[..line.len() - words.len()].chars().count();
        let title = words.trim();
        let full_width = line.starts_with('＃');
        let is_title = (1..=6).contains(&signs)
            && title.chars().nth(HEADING).is_none()
            && title.starts_with(|c: char| c.is_alphabetic() || full_width && c.is_alphanumeric())
            && !title.contains(['#', '＃'])
            && !title.ends_with(['。', '；', '，', '.']);
        // A single `#word` is how topics are written elsewhere.
        let is_topic = signs == 1 && !title.chars().any(wide::is_wide) && !title.contains(' ');
        if is_title && !is_topic && self.at_line_start(at) {
            let right = format!("{} {title}", "#".repeat(signs));
            self.report_lost(
                ProblemKind::SpacelessHeading,
                at..at + line.len(),
                self.source.clean(&right).into_owned(),
            );
        }
    }

    /// A sentence is not a heading: the dashes below were meant to separate it from what follows.
    pub(super) fn look_at_heading(&mut self, level: u8, text: &str, range: &Range<usize>) {
        let underlined =
            self.source.text.get(range.start..).is_some_and(|typed| !typed.trim_start().starts_with('#'));
        if level == 2 && underlined && text.ends_with(['。', '！', '？', '；', '.']) {
            let line = self.line_from(range.start).len();
            self.report(ProblemKind::DashesBelow, &(range.start..range.start + line), text);
        }
    }

    pub(super) fn report_spaceless_list(&mut self, range: &Range<usize>) {
        let typed = self.source.clean(self.source.text.get(range.clone()).unwrap_or_default()).into_owned();
        let words = typed.trim_start_matches(['*', '-', '+']);
        self.report_right(ProblemKind::SpacelessList, range, &typed, format!("- {words}"));
    }

    /// A listing that is really indented prose: Chinese is set as prose; anything else is reported.
    pub(super) fn look_at_listing(&mut self, range: &Range<usize>) {
        const CODE: ByteSet = ByteSet::of(b"{}<>=|$`\\;");
        let typed = self.source.text.get(range.clone()).unwrap_or_default();
        if CODE.contains_any_of(typed) {
            return;
        }
        let begins_wide = |line: &str| {
            line.starts_with(|c: char| wide::is_wide(c) || c.is_ascii_digit() || "“‘—…·".contains(c))
        };
        let mut lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
        if lines.all(|line| begins_wide(line) && line.chars().any(wide::is_wide)) && self.at_top() {
            return self.lost.prose.push(range.clone());
        }
        let words = typed.split_whitespace();
        let sentence = typed.trim_end().ends_with(['.', '!', '?', '。', '！', '？', '；']);
        if typed.chars().any(wide::is_wide) && sentence
            || sentence && words.clone().count() >= 6 && words.clone().all(is_word)
        {
            let first =
                typed.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned();
            let span = range.start..range.start + self.line_from(range.start).len();
            self.report_right(ProblemKind::ProseAsListing, &span, &first, first.clone());
        }
    }
}

/// Whether the text between two spaces is a word of prose.
fn is_word(word: &str) -> bool {
    let word = word.trim_matches(['.', ',', ';', ':', '!', '?', '(', ')', '"', '\'', '’', '“', '”']);
    word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | ':' | '–' | '.' | ','))
}
