//! Takes a name or heading; gives it in lower-case ASCII for URLs, file names and anchors: pinyin for
//! Chinese, the base letter for accented Latin, and the code point for anything else. Never makes it
//! unique: the caller does.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;

use crate::spelling::composed;

/// The base letters of U+00C0 to U+017F; `-` where a character is not a letter.
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// How many letters without a transliteration are written as code points.
const SPELLED: usize = 8;

/// `决议` → `jue-yi`, `3号楼 Lift` → `3-hao-lou-lift`. Empty only when `text` has no letter and no digit.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut in_word = false;
    let mut spelled = 0;
    for c in composed(text).chars() {
        if let Some(letter) = latin(c) {
            separate(&mut out, !in_word);
            out.push(letter);
            in_word = true;
            continue;
        }
        in_word = false;
        if let Some(syllable) = c.to_pinyin() {
            separate(&mut out, true);
            out.extend(syllable.plain().chars().map(|c| if c.is_ascii() { c } else { 'v' }));
        } else if !c.is_ascii() && c.is_alphanumeric() && spelled < SPELLED {
            // Ugly, but stable and distinct for distinct names: 𠮷野家 is a different shop from 野家.
            spelled += 1;
            separate(&mut out, true);
            out.push_str(&format!("{:x}", u32::from(c)));
        }
    }
    out
}

fn separate(out: &mut String, new_word: bool) {
    if new_word && !out.is_empty() {
        out.push('-');
    }
}

fn latin(c: char) -> Option<char> {
    match c {
        'a'..='z' | '0'..='9' => Some(c),
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => {
            char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase())
        }
        '\u{C0}'..='\u{17F}' => {
            let at = u32::from(c) as usize - 0xC0;
            LATIN.as_bytes().get(at).map(|byte| char::from(*byte)).filter(|c| *c != '-')
        }
        // Vietnamese and similar: a letter with two diacritics.
        '\u{1E00}'..='\u{1EFF}' => {
            std::iter::once(c).nfd().next().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_pinyin_joined_by_hyphens() {
        for (name, expected) in [
            ("决议", "jue-yi"),
            ("3号楼 Lift", "3-hao-lou-lift"),
            ("  关于：2号楼（电梯）", "guan-yu-2-hao-lou-dian-ti"),
            ("２０２６年Ｑ１", "2026-nian-q1"),
            ("Café Ålesund Łódź ſ ß", "cafe-alesund-lodz-s-s"),
            ("2026-03-02-lift", "2026-03-02-lift"),
            ("绿化", "lv-hua"),
            ("안녕", "c548-b155"),
            ("𠮷野家", "20bb7-ye-jia"),
            ("野家", "ye-jia"),
            ("Tiếng Việt", "tieng-viet"),
            ("de\u{301}tail", "detail"),
            ("！？——", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn every_accented_letter_has_its_base() {
        assert_eq!(LATIN.len(), 0x180 - 0xC0);
        for (letter, base) in
            [('ÿ', 'y'), ('ă', 'a'), ('ň', 'n'), ('ő', 'o'), ('ž', 'z'), ('ŵ', 'w'), ('ř', 'r')]
        {
            assert_eq!(latin(letter), Some(base));
        }
    }
}
