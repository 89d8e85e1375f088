//! The length of a text as people count it: each character of Chinese or kana counts as one, and so does
//! each word between such characters and white space.

use unicode_segmentation::UnicodeSegmentation;

use crate::markdown::is_wide;

/// The length of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextLength {
    /// Chinese characters and kana, one each, and words of other letters and digits; punctuation does not
    /// count.
    pub words: usize,
    /// Grapheme clusters, including punctuation but not white space.
    pub characters: usize,
}

impl TextLength {
    /// The length of a plain text.
    pub fn of(text: &str) -> TextLength {
        let (mut length, mut in_word) = (TextLength::default(), false);
        for character in text.graphemes(true) {
            let Some(first) = character.chars().next().filter(|c| !c.is_whitespace()) else {
                in_word = false;
                continue;
            };
            length.characters += 1;
            let wide = is_wide(first);
            if first.is_alphanumeric() && (wide || !in_word) {
                length.words += 1;
            }
            // Punctuation within a word does not end it, as in 9:00.
            in_word = !wide && (in_word || first.is_alphanumeric());
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_counted_by_characters_and_latin_by_words() {
        for (text, words, characters) in [
            ("", 0, 0),
            ("电梯检修", 4, 4),
            ("The east lift is out of service.", 7, 26),
            ("3号楼 Wi-Fi 已开通。", 7, 12),
            ("9:00 至 15:00，电话 021-5555 0100", 7, 25),
            ("——……！", 0, 5),
            ("한국어 안내문도 있습니다.", 3, 12),
            ("カタカナと漢字", 7, 7),
            ("cafe\u{301} 👩‍👩‍👧", 1, 5),
            ("　全角空格　", 4, 4),
        ] {
            assert_eq!(TextLength::of(text), TextLength { words, characters }, "{text}");
        }
    }
}
