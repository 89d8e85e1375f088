//! Takes text; gives the places where an emphasis mark is beside Chinese, Japanese or Korean and plain
//! CommonMark would misjudge it. Never decides what is emphasis: the parser does.
//!
//! CommonMark requires a space between `**` and a letter if there is punctuation on the other side, and
//! these languages have no such spaces. By the CJK-friendly amendment a run of `*` next to a CJK character
//! and without adjacent white space may both open and close. The parser allows that for a run with
//! punctuation on both sides, so an invisible punctuation mark (see `source.rs`) is added on each side that
//! lacks one.

use memchr::memchr2;

use crate::bytes::ByteSet;

/// The longest emphasis that is judged by its plain text.
const MAX_PLAIN: usize = 200;

/// Byte positions, in order, where punctuation has to be added for `text` to follow the amendment.
pub(super) fn gaps(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut scan = Scan { text, opener: None, found: Vec::new() };
    let mut from = 0;
    while let Some(at) = memchr2(b'*', b'~', &bytes[from..]) {
        let (mut start, mark) = (from + at, bytes[from + at]);
        let length = bytes[start..].iter().take_while(|byte| **byte == mark).count();
        let end = start + length;
        let slashes = bytes[from..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        start += slashes % 2;
        from = end;
        // A single tilde is a range (`周一~周五`), three are a fence.
        if start < end && (mark == b'*' || length == 2) {
            scan.run(start, end);
        }
    }
    scan.found
}

struct Scan<'t> {
    text: &'t str,
    /// The end of the previous run and its mark, if it consists of two marks and can only open.
    opener: Option<(usize, u8)>,
    found: Vec<usize>,
}

impl Scan<'_> {
    fn run(&mut self, start: usize, end: usize) {
        let mark = self.text.as_bytes()[start];
        let opener = self.opener.take().filter(|(_, other)| end - start == 2 && *other == mark);
        let mut left = self.text[..start].chars().rev();
        let before = left.next().filter(|c| !c.is_whitespace());
        let after = self.text[end..].chars().next().filter(|c| !c.is_whitespace());
        let (Some(before), Some(after)) = (before, after) else {
            self.opener = after.filter(|_| end - start == 2).map(|_| (end, mark));
            return;
        };
        // For the parser the border of a table cell is the end of a line, and it has to stay next to the
        // run.
        if before == '|' || after == '|' {
            return;
        }
        let selected = matches!(before, '\u{FE00}'..='\u{FE0E}');
        let base = if selected { left.next().unwrap_or(before) } else { before };
        if !is_cjk(base) && !is_cjk(after) && !is_variant(base, before) {
            return;
        }
        match (class(before), class(after)) {
            (CharacterClass::Letter, CharacterClass::Letter)
            | (CharacterClass::Mark, CharacterClass::Mark) => {}
            // `**环境**：`, by far the commonest case: the parser closes it by itself.
            (CharacterClass::Letter, CharacterClass::Mark)
                if opener.is_some_and(|(from, _)| self.is_plain(from, start)) => {}
            (left, right) => {
                self.found.extend((left != CharacterClass::Mark).then_some(start));
                self.found.extend((right != CharacterClass::Mark).then_some(end));
            }
        }
    }

    /// Whether nothing between an opening run and this one could prevent them from matching.
    fn is_plain(&self, from: usize, to: usize) -> bool {
        const SPECIAL: ByteSet = ByteSet::of(b"*~_`[]<>\\\n\r|&!");
        to - from <= MAX_PLAIN && !SPECIAL.contains_any_of(&self.text.as_bytes()[from..to])
    }
}

/// The full-width form of a curly quotation mark, or the variant of an ideograph.
fn is_variant(base: char, before: char) -> bool {
    let quote = matches!(base, '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}');
    (quote && before == '\u{FE01}') || matches!(before, '\u{E0100}'..='\u{E01EF}')
}

/// What is certain about a character; where it is uncertain a mark is added needlessly, but an error would
/// break the emphasis.
#[derive(Clone, Copy, PartialEq)]
enum CharacterClass {
    Letter,
    Mark,
    Unsure,
}

fn class(c: char) -> CharacterClass {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => CharacterClass::Letter,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => CharacterClass::Letter,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => CharacterClass::Letter,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' => CharacterClass::Mark,
        '！'..='／' | '：'..='＠' | '［'..='｀' | '｛'..='･' => CharacterClass::Mark,
        '‘' | '’' | '“' | '”' | '…' | '—' | '·' => CharacterClass::Mark,
        c if c.is_ascii_punctuation() => CharacterClass::Mark,
        _ => CharacterClass::Unsure,
    }
}

/// Whether the amendment counts `c` as Chinese, Japanese or Korean: wide or half-width but not an emoji, or
/// Hangul. Unassigned code points are included where that makes a range simpler.
fn is_cjk(c: char) -> bool {
    match u32::from(c) {
        0..0x1100 => false,
        0x2E80..=0x303E | 0x3041..=0x3247 | 0x3250..=0xA4CF => true,
        0x1100..=0x11FF | 0xA960..=0xA97F | 0xAC00..=0xD7FF => true,
        0xF900..=0xFAFF | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF01..=0xFFEE => true,
        0x20A9 | 0x2329..=0x232A | 0x2630..=0x2637 | 0x268A..=0x268F => true,
        0x16FE0..=0x1B2FF | 0x1D300..=0x1D376 | 0x20000..=0x3FFFD => true,
        0x1F200 | 0x1F202 | 0x1F210..=0x1F219 | 0x1F21B..=0x1F22E | 0x1F230..=0x1F231 => true,
        0x1F237 | 0x1F23B | 0x1F240..=0x1F248 | 0x1F260..=0x1F265 => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pulldown_cmark::{Event, Parser, Tag};

    fn parser_counts_as_mark(c: char) -> bool {
        // A run between two letters opens; between a letter and a punctuation mark it does not.
        !Parser::new(&format!("a**{c}b**")).any(|event| matches!(event, Event::Start(Tag::Strong)))
    }

    #[test]
    fn what_is_called_certain_is_what_the_parser_thinks() {
        for c in (0x21..0x1_0000).filter_map(char::from_u32).filter(|c| !"*\\<`[_&!".contains(*c)) {
            match class(c) {
                CharacterClass::Letter => assert!(!parser_counts_as_mark(c), "{c} U+{:04X}", c as u32),
                CharacterClass::Mark => assert!(parser_counts_as_mark(c), "{c} U+{:04X}", c as u32),
                CharacterClass::Unsure => {}
            }
        }
    }

    #[test]
    fn nothing_is_added_where_plain_rules_do() {
        for text in
            ["**重要**通知", "* 条目", "***", "a*b*", "x **粗。** y", "~~~中", "周一~周五", r"\*重要：\*后"]
        {
            assert_eq!(gaps(text), [0usize; 0], "{text}");
        }
        assert_eq!(gaps("**通知：**请"), [13]);
    }
}
