//! “Did you mean …?”: takes a word as typed; gives the known name nearest to it.
//!
//! Gives a name only if it is likely to be the intended one. Names that differ in a number are never
//! suggested for each other: `2号楼` is a different building from `1号楼`, not a misspelling of it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The candidate most like `word`, if one is similar enough; the first of equals.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut search = Search::of(word)?;
    for candidate in candidates {
        search.look(&ComparedName::of(candidate), candidate);
    }
    search.best.map(|(_, candidate)| candidate)
}

/// A list of names that many words are compared with: each name is analysed once, and a word is compared
/// only with those that it may be a slip for.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    names: Vec<ComparedName>,
    /// The names by the numbers in them, in order: only names with the same numbers are compared.
    alike: HashMap<String, Vec<u32>>,
    /// The names that contain each character, for large groups of names with the same numbers.
    holding: HashMap<char, Vec<u32>>,
}

/// In a larger group, a word is compared only with the names that share its rarest characters, and with
/// this many at most.
const MANY: usize = 1_000;

impl Candidates {
    /// A list of these names.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Candidates {
        let names: Vec<ComparedName> = names.into_iter().map(ComparedName::of).collect();
        let mut alike: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, name) in (0..).zip(&names) {
            alike.entry(name.numbers.clone()).or_default().push(at);
        }
        let mut holding: HashMap<char, Vec<u32>> = HashMap::new();
        if alike.values().any(|alike| alike.len() > MANY) {
            for (at, name) in (0..).zip(&names) {
                for c in name.folded.chars().take(LONGEST) {
                    let names = holding.entry(c).or_default();
                    if names.last() != Some(&at) {
                        names.push(at);
                    }
                }
            }
        }
        Candidates { names, alike, holding }
    }

    /// The index of the name most like `word`, if one is similar enough; the first of equals.
    pub fn nearest(&self, word: &str) -> Option<usize> {
        let mut search = Search::of(word)?;
        let alike = self.alike.get(&search.word.numbers)?;
        let chosen =
            if alike.len() > MANY { self.sharing(&search.word) } else { Cow::Borrowed(alike.as_slice()) };
        for at in chosen.iter() {
            search.look(self.names.get(*at as usize)?, *at);
        }
        search.best.map(|(_, at)| at as usize)
    }

    /// Names with the same numbers as a word that share its rarest characters, in order.
    fn sharing(&self, word: &ComparedName) -> Cow<'_, [u32]> {
        let mut lists: Vec<&[u32]> =
            word.folded.chars().filter_map(|c| self.holding.get(&c)).map(Vec::as_slice).collect();
        lists.sort_by_key(|names| names.len());
        let same = |at: &&u32| self.names.get(**at as usize).is_some_and(|name| name.numbers == word.numbers);
        let mut chosen: Vec<u32> = lists.into_iter().flatten().take(MANY).filter(same).copied().collect();
        chosen.sort_unstable();
        chosen.dedup();
        Cow::Owned(chosen)
    }
}

/// A name in the form in which it is compared.
#[derive(Clone, Debug)]
struct ComparedName {
    folded: String,
    /// Its numbers only.
    numbers: String,
    /// How many characters it has.
    length: usize,
    /// One bit for each of its characters: a bit that is set in only one of two masks means a character
    /// that is in only one of the names.
    mask: u64,
}

impl ComparedName {
    fn of(text: &str) -> ComparedName {
        let folded = fold(text);
        let (mut numbers, mut length, mut mask) = (String::new(), 0, 0);
        for c in folded.chars() {
            numbers.extend(Some(c).filter(|c| is_number(*c)));
            length += 1;
            mask |= 1 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        }
        ComparedName { folded, numbers, length, mask }
    }
}

/// The search for the candidate most like a word.
struct Search<T> {
    word: ComparedName,
    best: Option<(Likeness, T)>,
    /// How many more distances may be computed: where so many names are similar, none is likely to be the
    /// intended one.
    left: usize,
}

impl<T> Search<T> {
    fn of(word: &str) -> Option<Search<T>> {
        let word = Some(word)
            .filter(|word| word.len() <= TOO_LONG)
            .map(ComparedName::of)
            .filter(|word| word.length > 0)?;
        Some(Search { word, best: None, left: MAX_COMPARED })
    }

    fn look(&mut self, candidate: &ComparedName, known_as: T) {
        if let Some(likeness) = likeness(&self.word, candidate, &mut self.left)
            && self.best.as_ref().is_none_or(|(found, _)| likeness < *found)
        {
            self.best = Some((likeness, known_as));
        }
    }
}

/// The number of edits, then whether one contains the other, then how much longer it is; less is more
/// similar.
type Likeness = (usize, Reverse<bool>, usize);

/// Longer words are compared by containment only: computing the distance takes the product of the lengths.
const LONGEST: usize = 64;
/// A word of more bytes than this is no slip for a name.
const TOO_LONG: usize = 1_024;
/// That one contains the other counts as three edits.
const CONTAINED: usize = 3;
/// The most distances that are computed for one word.
const MAX_COMPARED: usize = 300;

fn likeness(word: &ComparedName, candidate: &ComparedName, left: &mut usize) -> Option<Likeness> {
    let (long, short) = (word.length.max(candidate.length), word.length.min(candidate.length));
    let allowed = allowed(&word.folded, short);
    // A character that only one of them has costs an edit; and a word can only be contained in one that has
    // all its characters.
    let (own, others) = (word.mask & !candidate.mask, candidate.mask & !word.mask);
    let apart = own.count_ones().max(others.count_ones()) as usize;
    let may_be_slip = long <= LONGEST && long - short <= allowed && apart <= allowed;
    let may_be_part = own == 0 || others == 0;
    if short == 0
        || !(may_be_slip || may_be_part)
        || candidate.folded.len() > TOO_LONG
        || word.numbers != candidate.numbers
    {
        return None;
    }
    let contained = may_be_part && contains(&word.folded, &candidate.folded, short);
    let is_compared = may_be_slip && *left > 0;
    *left -= usize::from(is_compared);
    let edits = is_compared
        .then(|| strsim::osa_distance(&word.folded, &candidate.folded))
        .filter(|&edits| edits <= allowed);
    match (edits, contained) {
        (Some(edits), _) => Some((edits, Reverse(contained), long - short)),
        (None, true) => Some((CONTAINED, Reverse(true), long - short)),
        (None, false) => None,
    }
}

/// How many edits a slip may take: one for every three letters, and one for a Chinese name of two
/// characters.
fn allowed(word: &str, shorter: usize) -> usize {
    match shorter {
        0 | 1 => 0,
        2 => usize::from(!word.is_ascii()),
        n => (n / 3).min(4),
    }
}

/// A Chinese name may be any part of the other (`梧桐` in `梧桐里`); Latin letters must be its beginning
/// (`desc`, `description`).
fn contains(word: &str, candidate: &str, shorter: usize) -> bool {
    if word.is_ascii() || candidate.is_ascii() {
        shorter >= 4 && (candidate.starts_with(word) || word.starts_with(candidate))
    } else {
        shorter >= 2 && (candidate.contains(word) || word.contains(candidate))
    }
}

/// Letters in lower case, full-width forms as ASCII, and `-`, `_` and spaces the same.
fn fold(text: &str) -> String {
    text.trim()
        .chars()
        .map(half_width)
        .flat_map(char::to_lowercase)
        .map(|c| if matches!(c, '-' | ' ') { '_' } else { c })
        .collect()
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn is_number(c: char) -> bool {
    matches!(
        c,
        '0'..='9' | '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 9] =
        ["title", "date", "expires", "posted", "description", "base_url", "consultation", "标题", "公示期"];
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
        assert_eq!(nearest("2号楼", [&*format!("2号楼{}", "长".repeat(100_000))]), None);
    }

    #[test]
    fn a_prepared_list_gives_the_same_names() {
        let lists: [&[&str]; 2] = [&KEYS, &PLACES];
        let words = ["titel", "desc", "公示", "梧桐理", "１号楼", "12号楼", "foo", "", "2号楼"];
        for (list, word) in lists.into_iter().flat_map(|list| words.map(|word| (list, word))) {
            let found = Candidates::of(list.iter().copied()).nearest(word).map(|at| list[at]);
            assert_eq!(found, nearest(word, list.iter().copied()), "{word}");
        }
    }

    #[test]
    fn in_a_long_list_the_name_with_the_rarest_characters_is_found() {
        let syllables: Vec<char> = "东西南北中和平安康乐".chars().collect();
        let name = |at: usize| {
            [1_000, 100, 10, 1].map(|unit| syllables[at / unit % 10]).iter().collect::<String>() + "苑"
        };
        let mut list: Vec<String> = (0..5_000).map(name).collect();
        list[4_711] = "梧桐新里".to_owned();
        list[4_712] = "长乐未央村".to_owned();
        let names = Candidates::of(list.iter().map(String::as_str));
        assert_eq!(names.nearest("梧桐新理").map(|at| list[at].as_str()), Some("梧桐新里"));
        assert_eq!(names.nearest("未央").map(|at| list[at].as_str()), Some("长乐未央村"));
        assert_eq!(names.nearest("颜色"), None);
    }

    #[test]
    fn another_number_is_another_building() {
        assert_eq!(nearest("2号楼", PLACES), None);
        assert_eq!(nearest("二村", ["一村", "三村"]), None);
    }
}
