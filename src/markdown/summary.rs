//! Takes plain text; gives at most 120 characters of it, whole sentences where one ends in time. Never knows
//! Markdown.

use memchr::{memchr3, memmem};
use std::borrow::Cow;

/// The longest a summary may be, in characters.
const LONGEST: usize = 120;

/// `text` with its white space folded, cut after the last sentence that ends within 120 characters, or
/// after 119 characters with an ellipsis.
pub fn summary_of(text: &str) -> String {
    let text = fold(text.trim());
    let mut rest = text.chars();
    if rest.nth(LONGEST - 1).is_none() || rest.as_str().is_empty() {
        return text.into_owned();
    }
    let limit = text.len() - rest.as_str().len();
    if let Some(end) = last_sentence_end(&text, limit) {
        return text[..end].to_owned();
    }
    let cut = text[..limit].char_indices().next_back().map_or(0, |(at, _)| at);
    format!("{}…", text[..cut].trim_end())
}

/// `text` with each run of white space as one space; most texts are so already.
fn fold(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    match memchr3(b'\t', b'\n', b'\r', bytes).is_some() || memmem::find(bytes, b"  ").is_some() {
        true => Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")),
        false => Cow::Borrowed(text),
    }
}

/// Where the last sentence within `limit` bytes ends, including the marks that close a quotation.
fn last_sentence_end(text: &str, limit: usize) -> Option<usize> {
    text[..limit].char_indices().rev().find_map(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        if !ends_sentence(c, rest) {
            return None;
        }
        let closed = rest.trim_start_matches(|c| "”’」』）)】》\"".contains(c));
        let end = text.len() - closed.len();
        (end <= limit).then_some(end)
    })
}

fn ends_sentence(c: char, rest: &str) -> bool {
    match c {
        '。' | '！' | '？' => true,
        // `?` in an address and `.` in a number do not end a sentence.
        '!' | '?' => !rest.starts_with(|next: char| next.is_ascii() && !" \")!?".contains(next)),
        '.' => rest.starts_with(' '),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_text_stays_whole_with_single_spaces() {
        assert_eq!(summary_of("  一\n 二\t\tthree  "), "一 二 three");
        assert_eq!(summary_of(&"字".repeat(120)), "字".repeat(120));
    }

    #[test]
    fn a_long_text_ends_with_its_last_whole_sentence() {
        let sentence = "字".repeat(49) + "。";
        assert_eq!(summary_of(&sentence.repeat(4)), sentence.repeat(2));
        let quoted = format!("他说：“{}。”{}", "字".repeat(50), "后".repeat(100));
        assert!(summary_of(&quoted).ends_with("。”"));
        let latin = format!("One is 3.5 at https://x.org/?q=1. {}", "word ".repeat(40));
        assert_eq!(summary_of(&latin), "One is 3.5 at https://x.org/?q=1.");
    }

    #[test]
    fn a_long_sentence_is_cut_with_an_ellipsis() {
        let summary = summary_of(&"字".repeat(121));
        assert_eq!(summary, "字".repeat(119) + "…");
        assert_eq!(summary_of(&("x".repeat(119) + " yy")).chars().count(), 120);
    }
}
