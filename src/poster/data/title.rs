//! Takes a title; gives it in pieces between which a layout may break it, as a reader would. Never decides
//! where it breaks.

use serde::Serialize;

/// A title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TitleData {
    /// As written.
    pub text: String,
    /// The same in pieces: a line may break only between two of them.
    pub words: Vec<String>,
}

/// What never begins a line: closing marks, and words that belong to the preceding word.
const CLOSING: &str = "，。、；：！？）》〉”’】〕」』…—·％%,.;:!?)]}的了着过们等地得";
/// What never ends a line: opening marks, and words that belong to the next word.
const OPENING: &str = "（《〈“‘【〔「『([{第各每本该请将对向与和及或在从自至按";
/// Counters and suffixes of names: they stay with the number or name before them.
const TRAILING: &str = "号楼弄栋幢室层里坊苑区年月日时分天项条户人元期表费处员者会稿案法度";

impl TitleData {
    pub(super) fn of(text: &str) -> TitleData {
        let mut words: Vec<String> = Vec::new();
        for piece in pieces(text) {
            match words.last_mut() {
                Some(before) if belongs_together(before, piece) => before.push_str(piece),
                _ => words.push(piece.to_owned()),
            }
        }
        TitleData { text: text.to_owned(), words: bracketed(paired(words)) }
    }
}

/// Joins single characters in pairs: most Chinese words have two characters, and a dictionary does not
/// contain all of them.
fn paired(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut alone = false;
    for word in words {
        let (length, ended) =
            (characters(&word), out.last().is_none_or(|before| !before.ends_with(is_wide_letter)));
        match out.last_mut() {
            // 新|禾苑, 北|侧; 外墙|砖 at the end of a sentence is left to the pass below.
            Some(before) if alone && !ended && (1..=2).contains(&length) => {
                before.push_str(&word);
                alone = false;
            }
            _ => {
                alone = length == 1 && word.starts_with(is_wide_letter);
                out.push(word);
            }
        }
    }
    join_last(out)
}

/// Joins a single character that is left at the end of a sentence to the word before it.
fn join_last(words: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match out.last_mut() {
            Some(before)
                if characters(&word) == 1
                    && word.starts_with(is_wide_letter)
                    && before.ends_with(is_wide_letter) =>
            {
                before.push_str(&word);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Keeps text in brackets on one line, if it is short: （第三稿）.
fn bracketed(words: Vec<String>) -> Vec<String> {
    const SHORT: usize = 8;
    let opened = |text: &str| {
        text.chars().filter(|c| "（《“〔【「".contains(*c)).count()
            > text.chars().filter(|c| "）》”〕】」".contains(*c)).count()
    };
    let mut out: Vec<String> = Vec::new();
    for word in words {
        match out.last_mut() {
            Some(before) if opened(before) && characters(before) + characters(&word) <= SHORT => {
                before.push_str(&word)
            }
            _ => out.push(word),
        }
    }
    out
}

/// How many letters a word has, not counting punctuation.
fn characters(word: &str) -> usize {
    word.chars().filter(|c| c.is_alphanumeric()).count()
}

fn is_wide_letter(c: char) -> bool {
    is_wide(c) && c.is_alphanumeric()
}

fn belongs_together(before: &str, piece: &str) -> bool {
    let is_one = |word: &str| word.chars().nth(1).is_none();
    let (Some(last), Some(first)) = (before.chars().next_back(), piece.chars().next()) else { return true };
    let after_number = last.is_ascii_digit() || "一二三四五六七八九十百千两〇".contains(last);
    piece.trim().is_empty()
        || !first.is_alphanumeric() && CLOSING.contains(first)
        || is_one(piece) && (CLOSING.contains(first) || TRAILING.contains(first))
        || !last.is_alphanumeric() && OPENING.contains(last)
        || OPENING.contains(last) && is_one(before.trim_start_matches(|c: char| !c.is_alphanumeric()))
        || after_number && is_wide(first) && piece.chars().count() <= 2
        || last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric()
}

fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// The words of a text in order; joined they give the text.
#[cfg(feature = "poster")]
fn pieces(text: &str) -> Vec<&str> {
    use icu_segmenter::WordSegmenter;
    use icu_segmenter::options::WordBreakInvariantOptions;
    let ends: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    ends.windows(2).map(|ends| &text[ends[0]..ends[1]]).collect()
}

/// Without the dictionary of the feature `poster`, every Chinese character is a word.
#[cfg(not(feature = "poster"))]
fn pieces(text: &str) -> Vec<&str> {
    use unicode_segmentation::UnicodeSegmentation;
    text.split_word_bounds().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let title = TitleData::of(text);
        assert_eq!(title.words.concat(), text);
        title.words.join("|")
    }

    #[cfg(feature = "poster")]
    #[test]
    fn a_title_breaks_between_words() {
        assert_eq!(words("明天上午停水两小时"), "明天|上午|停水|两小时");
        assert_eq!(words("新禾苑2号楼北侧外墙瓷砖松动，请绕行"), "新禾苑|2号楼|北侧|外墙|瓷砖|松动，|请绕行");
    }

    #[cfg(feature = "poster")]
    #[test]
    fn a_short_bracket_stays_on_one_line() {
        assert_eq!(words("新禾苑停车管理方案（第三稿）"), "新禾苑|停车|管理|方案|（第三稿）");
    }

    #[test]
    fn marks_stay_with_what_they_close_and_open() {
        for title in ["《停车方案》（第三稿）公示", "电梯：修好了！", "“三年”与“五年”"]
        {
            for word in TitleData::of(title).words {
                assert!(!word.starts_with(['》', '）', '：', '！', '”']), "{word} of {title}");
                assert!(!word.ends_with(['《', '（', '“']), "{word} of {title}");
            }
        }
    }

    #[test]
    fn latin_words_keep_their_space_behind_them() {
        assert_eq!(words("Water off for two hours"), "Water |off |for |two |hours");
    }
}
