//! Takes the characters around a line break; says whether the two lines join without a space. Never looks
//! at Markdown: the caller decides what counts as text beside the break.

use unicode_width::UnicodeWidthChar;

/// Whether `text` ends in a wide character; `before` is the answer for a text without a decisive character.
pub(super) fn ends_wide(text: &str, before: bool) -> bool {
    first_certain(text.chars().rev()).unwrap_or(before)
}

/// Whether `text` begins with a wide character. Quotation marks on their own take the width of their
/// neighbour.
pub(super) fn starts_wide(text: &str) -> bool {
    first_certain(text.chars()).unwrap_or(!text.is_empty())
}

/// The first character with a width of its own: quotation marks, dashes and dots take that of their
/// neighbour.
fn first_certain(mut chars: impl Iterator<Item = char>) -> Option<bool> {
    chars.find(|c| !matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')).map(is_wide)
}

/// East Asian wide or full-width, and not Hangul, which puts spaces between words.
pub(crate) fn is_wide(c: char) -> bool {
    match u32::from(c) {
        // No character before Hangul is wide: Latin letters need no look-up.
        0..0x1100 => false,
        0x1100..0x2E80 => c.width() == Some(2) && !matches!(c, '\u{1100}'..='\u{11FF}'),
        0x4E00..=0x9FFF => true,
        0xAC00..=0xD7FF | 0x3130..=0x318F | 0x3200..=0x321E | 0x3260..=0x327F => false,
        0xA960..=0xA97F | 0xFFA0..=0xFFDC => false,
        _ => c.width() == Some(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_are_as_wide_as_what_they_quote() {
        assert!(ends_wide("他说“好”", false));
        assert!(!ends_wide("he said “no”", false));
        assert!(ends_wide("——", true) && !ends_wide("——", false));
        assert!(starts_wide("“好”") && !starts_wide("“no”"));
    }

    #[test]
    fn nothing_before_hangul_is_wide() {
        assert!(('\0'..'\u{1100}').all(|c| c.width() != Some(2)));
    }

    #[test]
    fn hangul_and_latin_keep_their_spaces() {
        for narrow in ["한글", "abc", "é", ""] {
            assert!(!ends_wide(narrow, false) && !starts_wide(narrow), "{narrow}");
        }
        for wide in ["字", "。", "カナ", "（）", "！", "𠀀"] {
            assert!(ends_wide(wide, false) && starts_wide(wide), "{wide}");
        }
    }
}
