//! Folding: takes a text; gives the form in which texts and queries are compared. NFKC, then each letter in
//! one case, then each traditional character as its simplified one. The script of the page does the same,
//! with the same table from the index.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Traditional characters in order, and below them the simplified one of each. From the transform
/// `Hant-Hans` of Unicode CLDR (ICU 72), or, for characters missing there, from `kSimplifiedVariant` of
/// Unihan 15.0; only characters of the basic plane, and none that folding would simplify twice.
const TABLE: &str = include_str!("traditional.txt");

/// The first character that may be traditional, and the first one after the range.
const FIRST: u32 = 0x3400;
const END: u32 = 0xA000;

static SIMPLIFIED: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut all: Vec<char> = (FIRST..END).map(|code| char::from_u32(code).unwrap_or_default()).collect();
    for (traditional, simplified) in pairs() {
        all[(u32::from(traditional) - FIRST) as usize] = simplified;
    }
    all
});

/// Each traditional character with its simplified one, in order.
pub fn pairs() -> impl Iterator<Item = (char, char)> {
    let mut lines = TABLE.lines();
    let (traditional, simplified) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    traditional.chars().zip(simplified.chars())
}

/// Whether it is a Han character; the script has the same list.
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The simplified form of a character.
fn simplified(c: char) -> char {
    let code = u32::from(c);
    if (FIRST..END).contains(&code) { SIMPLIFIED[(code - FIRST) as usize] } else { c }
}

/// A text in folded form.
pub fn fold(text: &str) -> String {
    let table = &**SIMPLIFIED;
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let at = push_plain(&mut folded, rest, table);
        if at == rest.len() {
            return folded;
        }
        // A combining mark may change the character before it.
        let before = rest[..at].char_indices().next_back().map_or(0, |(before, _)| before);
        if before < at {
            folded.pop();
        }
        let end = rest[at..].find(is_plain).map_or(rest.len(), |length| at + length);
        rest[before..end].nfkc().for_each(|c| push_folded(&mut folded, c));
        rest = &rest[end..];
    }
}

/// Whether NFKC leaves a character and those before it unchanged, or only makes a full-width form narrow:
/// in most texts that is every character.
fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\x7F' | '\u{4E00}'..='\u{9FFF}' | '、' | '。' | '《'..='】' | '\u{FF01}'..='\u{FF5E}'
        | '“' | '”' | '‘' | '’' | '—' | '·')
}

/// Folds the plain characters at the beginning of a text, each to one character; gives the position of the
/// first other character. Runs that stay the same are copied as a whole.
fn push_plain(to: &mut String, text: &str, table: &[char]) -> usize {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        let folded = match c {
            '\0'..='\x7F' => c.to_ascii_lowercase(),
            '\u{4E00}'..='\u{9FFF}' => table[(u32::from(c) - FIRST) as usize],
            // Full-width forms are in the order of ASCII.
            '\u{FF01}'..='\u{FF5E}' => {
                char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c).to_ascii_lowercase()
            }
            _ if is_plain(c) => c,
            _ => {
                to.push_str(&text[copied..at]);
                return at;
            }
        };
        if folded != c {
            to.push_str(&text[copied..at]);
            to.push(folded);
            copied = at + c.len_utf8();
        }
    }
    to.push_str(&text[copied..]);
    text.len()
}

/// One character in one case: the lower case of its upper case, so that all letters with the same upper
/// case become one. Only the dotless `ı` is kept, as in Unicode's folding.
fn push_folded(to: &mut String, c: char) {
    match c {
        '\0'..='\x7F' => to.push(c.to_ascii_lowercase()),
        'ı' => to.push(c),
        _ if (FIRST..END).contains(&u32::from(c)) => to.push(simplified(c)),
        _ => c.to_uppercase().for_each(|upper| to.extend(upper.to_lowercase())),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_script_make_no_difference() {
        assert_eq!(fold("ＡＢｃ１２３，：（）"), "abc123,:()");
        assert_eq!(fold("電梯維修徵詢業委會"), "电梯维修征询业委会");
        assert_eq!(fold("Straße ΣΊΣΥΦΟΣ ǅ"), "strasse σίσυφοσ dž");
        assert_eq!(fold("㎡ ① ﬁ é e\u{301} …"), "m2 1 fi é é ...");
    }

    #[test]
    fn the_short_way_and_the_long_way_come_to_the_same() {
        for code in 0..0x11_0000 {
            let Some(c) = char::from_u32(code).filter(|c| is_plain(*c)) else { continue };
            let (mut short, mut long) = (String::new(), String::new());
            push_plain(&mut short, c.encode_utf8(&mut [0; 4]), &SIMPLIFIED);
            std::iter::once(c).nfkc().for_each(|c| push_folded(&mut long, c));
            assert_eq!(short, long, "{c} U+{code:04X}");
        }
    }

    proptest! {
        #[test]
        fn a_text_is_folded_as_a_whole(text in "[aE电電、Ａ\u{301}\u{323}ﾊﾟ각㎡ﬁ…“ \\n]{0,12}|.{0,12}") {
            let mut whole = String::new();
            text.nfkc().for_each(|c| push_folded(&mut whole, c));
            prop_assert_eq!(fold(&text), whole);
        }
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for (traditional, simplified) in pairs() {
            assert_eq!(fold(&traditional.to_string()), simplified.to_string());
            assert_eq!(fold(&simplified.to_string()), simplified.to_string());
        }
    }
}
