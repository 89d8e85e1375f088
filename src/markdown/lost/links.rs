//! Text that was meant as a link: finds a space in the address, full-width brackets, a bracket that is not
//! closed, or the two parts in reverse order; gives the correct form.

use super::super::ProblemKind;
use super::super::writer::MarkdownWriter;
use std::ops::Range;

/// The greatest distance from the end of a link's words to their beginning, in bytes.
const WORDS: usize = 400;

/// The part after `](` or similar.
struct WrittenDestination<'t> {
    address: &'t str,
    /// Where it ends, including its closing bracket, relative to the position after the opening one.
    end: usize,
    kind: ProblemKind,
}

impl MarkdownWriter<'_> {
    /// Examines a `]` that closes no link.
    pub(super) fn find_lost_link(&mut self, at: usize) {
        let Some(open) = self.lost.bracket.filter(|open| *open < at && at - open < WORDS) else { return };
        let text: &str = &self.source.text;
        let words = &text[open + 1..at];
        if words.contains("\n\n") || words.trim().is_empty() {
            return;
        }
        let rest = self.line_from(at + 1);
        let near = rest.trim_start_matches([' ', '\u{3000}']);
        let gap = rest.len() - near.len();
        let Some(bracket) = near.chars().next().filter(|c| matches!(c, '(' | '（')) else { return };
        let inner_at = at + 1 + gap + bracket.len_utf8();
        let Some(found) = destination(&near[bracket.len_utf8()..], bracket, gap > 0) else { return };
        if !is_address(found.address) {
            return;
        }
        let start = if text[..open].ends_with('!') { open - 1 } else { open };
        let right = written(&text[start..at], found.address);
        let (range, kind) = (start..inner_at + found.end, found.kind);
        let right = self.source.clean(&right).into_owned();
        self.report_lost(kind, range, right);
    }

    /// Finds `【x】(a.pdf)`, in a text without links.
    pub(super) fn look_for_wide_link(&mut self, text: &str, range: &Range<usize>) {
        if !self.source.has_wide_links || range.start < self.lost.reported_to {
            return;
        }
        let Some(at) = text.find("】(").filter(|_| self.source.text.get(range.clone()) == Some(text)) else {
            return;
        };
        let (Some(open), rest) = (text[..at].rfind('【'), &text[at + "】(".len()..]) else { return };
        let Some(end) = rest.find([')', '）']).filter(|end| is_address(&rest[..*end])) else { return };
        let right = written(&format!("[{}", &text[open + '【'.len_utf8()..at]), &rest[..end]);
        let length = at + "】(".len() + end + rest[end..].chars().next().map_or(0, char::len_utf8);
        self.report_lost(ProblemKind::FullWidthLink, range.start + open..range.start + length, right);
    }

    /// Examines a `[` after a `)`: `(x)[a.pdf]`.
    pub(super) fn look_for_reversed_link(&mut self, at: usize) {
        let text: &str = &self.source.text;
        let Some(before) = text[..at].strip_suffix(')') else { return };
        let inner = self.line_from(at + 1);
        let Some(end) = inner.find(']').filter(|end| is_address(&inner[..*end])) else { return };
        let before = &before[before.floor_char_boundary(before.len().saturating_sub(WORDS))..];
        let start = at - 1 - before.len();
        let Some(open) = before.rfind(['(', '\n']).filter(|open| before[*open..].starts_with('(')) else {
            return;
        };
        let right = written(&format!("[{}", &before[open + 1..]), &inner[..end]);
        let range = start + open..at + 1 + end + 1;
        let right = self.source.clean(&right).into_owned();
        self.report_lost(ProblemKind::BrokenLink, range, right);
    }
}

/// Words with their opening bracket, and an address, in the form of Markdown.
fn written(words: &str, address: &str) -> String {
    let (address, title) = match address.find(" \"") {
        Some(at) => (&address[..at], &address[at..]),
        None => (address, ""),
    };
    let address = address.trim();
    match address.contains(char::is_whitespace) {
        true => format!("{words}](<{address}>{title})"),
        false => format!("{words}]({address}{title})"),
    }
}

/// The address after a bracket, and what is wrong with it.
fn destination(inner: &str, bracket: char, apart: bool) -> Option<WrittenDestination<'_>> {
    let close = inner.find([')', '）']);
    let Some(end) = close else {
        // Without a closing bracket the address ends where Chinese begins or a word ends.
        let end =
            inner.find(|c: char| c.is_whitespace() || "，。；：！？、】".contains(c)).unwrap_or(inner.len());
        return (!inner.starts_with('<')).then(|| WrittenDestination {
            address: &inner[..end],
            end,
            kind: ProblemKind::BrokenLink,
        });
    };
    let address = &inner[..end];
    let closes_wide = inner[end..].starts_with('）');
    let kind = match (bracket == '（' || closes_wide, apart) {
        (true, _) => ProblemKind::FullWidthLink,
        (false, true) => ProblemKind::BrokenLink,
        (false, false) if address.contains(char::is_whitespace) && !address.starts_with('<') => {
            ProblemKind::SpaceInDestination
        }
        (false, false) => return None,
    };
    Some(WrittenDestination { address, end: end + if closes_wide { '）'.len_utf8() } else { 1 }, kind })
}

/// Whether a text can only be an address: it has a scheme, is a path, or ends like a file name.
fn is_address(text: &str) -> bool {
    let text = text.split(" \"").next().unwrap_or(text).trim();
    let begins = ["http://", "https://", "mailto:", "tel:", "www.", "./", "../"]
        .iter()
        .any(|start| text.starts_with(start));
    let ends = text.rsplit_once('.').is_some_and(|(name, ending)| {
        let ending = ending.split('#').next().unwrap_or(ending);
        let letters = ending.starts_with(|c: char| c.is_ascii_alphabetic())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        !name.is_empty() && !name.contains(['，', '。', '；']) && (2..=5).contains(&ending.len()) && letters
    });
    (begins || ends) && text.chars().nth(300).is_none()
}
