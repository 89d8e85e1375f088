//! “Did you mean …?”: the known name nearest to a word somebody typed.
//!
//! Gives a name only when it is likely to be the one that was meant. Names that differ in a number are never
//! suggested for each other: `2号楼` is another building than `1号楼`, not a misspelling of it.

use std::cmp::Reverse;

/// The candidate most like `word`, if one is like enough; of equals the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = fold(word);
    let mut best: Option<(Likeness, &'a str)> = None;
    for candidate in candidates {
        if let Some(likeness) = likeness(&word, &fold(candidate))
            && best.as_ref().is_none_or(|(found, _)| likeness < *found)
        {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edits, then whether one holds the other, then how much longer; less is more alike.
type Likeness = (usize, Reverse<bool>, usize);

/// Longer words are compared by containment alone: the distance costs the product of the lengths.
const LONGEST: usize = 64;
/// One holds the other: as good as three edits.
const CONTAINED: usize = 3;

fn likeness(word: &str, candidate: &str) -> Option<Likeness> {
    if word.is_empty() || candidate.is_empty() || !numbers(word).eq(numbers(candidate)) {
        return None;
    }
    let (long, short) = (word.chars().count(), candidate.chars().count());
    let (long, short) = (long.max(short), long.min(short));
    let contained = contains(word, candidate, short);
    let edits = (long <= LONGEST && long - short <= allowed(word, short))
        .then(|| strsim::osa_distance(word, candidate))
        .filter(|&edits| edits <= allowed(word, short));
    match (edits, contained) {
        (Some(edits), _) => Some((edits, Reverse(contained), long - short)),
        (None, true) => Some((CONTAINED, Reverse(true), long - short)),
        (None, false) => None,
    }
}

/// How many edits a slip of the fingers makes: one in three letters, of a Chinese name of two characters one.
fn allowed(word: &str, shorter: usize) -> usize {
    match shorter {
        0 | 1 => 0,
        2 => usize::from(!word.is_ascii()),
        n => (n / 3).min(4),
    }
}

/// A Chinese name may be part of the other (`梧桐` in `梧桐里`); Latin letters must begin it (`desc`, `description`).
fn contains(word: &str, candidate: &str, shorter: usize) -> bool {
    if word.is_ascii() || candidate.is_ascii() {
        shorter >= 4 && (candidate.starts_with(word) || word.starts_with(candidate))
    } else {
        shorter >= 2 && (candidate.contains(word) || word.contains(candidate))
    }
}

/// Letters without case, full-width forms as their ASCII twins, `-`, `_` and spaces alike.
fn fold(text: &str) -> String {
    text.trim().chars().map(half_width).flat_map(char::to_lowercase).map(|c| if matches!(c, '-' | ' ') { '_' } else { c }).collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn numbers(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 9] = ["title", "date", "expires", "posted", "description", "base_url", "consultation", "标题", "公示期"];
    const PLACES: [&str; 5] = ["梧桐里", "1号楼", "3号楼", "新福里", "梧桐里/12号楼"];

    #[test]
    fn a_slip_finds_the_name_that_was_meant() {
        for (typed, meant) in [
            ("titel", "title"),
            ("Title", "title"),
            ("consulation", "consultation"),
            ("expire", "expires"),
            ("base-url", "base_url"),
            ("desc", "description"),
            ("标提", "标题"),
            ("公示", "公示期"),
        ] {
            assert_eq!(nearest(typed, KEYS), Some(meant), "{typed}");
        }
    }

    #[test]
    fn chinese_places_are_found_by_a_wrong_or_missing_character() {
        for (typed, meant) in [
            ("梧桐理", "梧桐里"),
            ("1号褛", "1号楼"),
            ("１号楼", "1号楼"),
            ("梧桐", "梧桐里"),
            ("梧桐里小区", "梧桐里"),
            ("12号楼", "梧桐里/12号楼"),
        ] {
            assert_eq!(nearest(typed, PLACES), Some(meant), "{typed}");
        }
    }

    #[test]
    fn nothing_is_suggested_for_a_different_word() {
        for typed in ["foo", "", "x", "to", "日期", "颜色"] {
            assert_eq!(nearest(typed, KEYS), None, "{typed}");
        }
        assert_eq!(nearest(&"长".repeat(100_000), PLACES), None);
    }

    #[test]
    fn another_number_is_another_building() {
        assert_eq!(nearest("2号楼", PLACES), None);
        assert_eq!(nearest("二村", ["一村", "三村"]), None);
    }
}
