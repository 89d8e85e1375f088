//! Plain texts: takes words as they are written; gives them with only the white space that is compared:
//! none between wide characters, one space elsewhere. Where one block ends and the next begins without a
//! space, a mark is put that is shown as a space but not compared.

use crate::markdown::is_wide;

/// Separates two blocks of a text where no space is compared.
pub const BLOCK: char = '\t';

/// Separates two fields of a record: no match spans it.
pub const FIELD: char = '\n';

/// What separates two words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Block,
}

/// Writes a plain text.
pub(super) struct SearchTextWriter {
    text: String,
    /// Whether the last character with a width of its own is wide.
    is_wide: bool,
    gap: Gap,
    /// Characters after the gap without a width of their own, until one with a width follows.
    held: String,
}

impl SearchTextWriter {
    pub(super) fn with_capacity(bytes: usize) -> SearchTextWriter {
        let (text, held) = (String::with_capacity(bytes), String::new());
        SearchTextWriter { text, is_wide: false, gap: Gap::None, held }
    }

    pub(super) fn push_str(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (run, behind) = rest.split_at(length_of_run(rest));
            match run.chars().next_back() {
                Some(last) => {
                    self.close(is_wide(first));
                    self.text.push_str(run);
                    self.is_wide = is_wide(last);
                    rest = behind;
                }
                None => {
                    self.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
    }

    pub(super) fn push(&mut self, c: char) {
        match c {
            _ if is_invisible(c) => {}
            _ if c.is_whitespace() || c.is_control() => self.end(Gap::Space),
            _ if takes_width(c) && self.gap == Gap::None => self.text.push(c),
            _ if takes_width(c) => self.held.push(c),
            _ => {
                let is_wide = is_wide(c);
                self.close(is_wide);
                self.text.push(c);
                self.is_wide = is_wide;
            }
        }
    }

    /// Ends a block.
    pub(super) fn block(&mut self) {
        self.end(Gap::Block);
    }

    fn end(&mut self, gap: Gap) {
        if !self.held.is_empty() {
            self.close(true);
        }
        self.gap = self.gap.max(gap);
    }

    /// Writes what separates two words; the second begins with a character of the given width.
    fn close(&mut self, is_wide: bool) {
        if !self.text.is_empty() && self.gap != Gap::None {
            match self.gap {
                _ if !(self.is_wide && is_wide) => self.text.push(' '),
                Gap::Block => self.text.push(BLOCK),
                Gap::Space | Gap::None => {}
            }
        }
        self.gap = Gap::None;
        self.text.push_str(&self.held);
        self.held.clear();
    }

    pub(super) fn finish(mut self) -> String {
        if !self.held.is_empty() {
            self.close(true);
        }
        self.text
    }
}

/// A text on one line.
pub fn plain(text: &str) -> String {
    let mut writer = SearchTextWriter::with_capacity(text.len());
    writer.push_str(text);
    writer.finish()
}

/// How many bytes at the beginning of a text are copied unchanged: those of characters with a width of
/// their own, which most of a text consists of. They are ASCII without spaces, Chinese characters and their
/// punctuation.
fn length_of_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += match bytes[at..] {
            [b'!'..=b'~', ..] => 1,
            // U+3001 to U+303F without the ideographic space, and U+4000 to U+9FFF.
            [0xE3, 0x80, 0x81..=0xBF, ..] | [0xE4..=0xE9, _, _, ..] => 3,
            // The full-width forms of ASCII, U+FF01 to U+FF5E.
            [0xEF, 0xBC, 0x81..=0xBF, ..] | [0xEF, 0xBD, 0x80..=0x9E, ..] => 3,
            _ => return at,
        };
    }
}

/// Whether a character is as wide as its neighbour: quotation marks, dashes and dots.
fn takes_width(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Characters that nobody sees or types: break opportunities, and the byte-order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn white_space_is_dropped_between_wide_characters_and_collapsed_elsewhere() {
        assert_eq!(plain(" 电梯\n  检修，\u{3000}请 走 A 楼 \t梯 "), "电梯检修，请走 A 楼梯");
        assert_eq!(plain("front \n desk, “三 号”"), "front desk, “三号”");
        assert_eq!(plain("请勿入内”\n——物业 “a” 座 ……"), "请勿入内”——物业 “a” 座……");
        assert_eq!(plain("한국 어"), "한국 어");
        assert_eq!(plain("soft\u{AD}ware"), "software");
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_come_to_the_same(
            text in "[ a~!电鿿㐀䷀、\u{303F}\u{3000}！～“—…\u{AD}\u{FEFF}\n한é\u{2E80}]{0,12}"
        ) {
            let mut one_by_one = SearchTextWriter::with_capacity(0);
            text.chars().for_each(|c| one_by_one.push(c));
            prop_assert_eq!(plain(&text), one_by_one.finish());
        }
    }
}
