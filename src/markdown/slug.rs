//! Takes a name or heading; gives it in lower-case ASCII for URLs, file names and anchors: pinyin for Chinese,
//! the base letter for accented Latin. Never makes it unique: that is the caller's.

use pinyin::ToPinyin;

/// The base letters of U+00C0 to U+017F; `-` where a character is no letter.
const LATIN: &str = "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
    lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// How many letters of a script without a transliteration are spelled out.
const SPELLED: usize = 8;

/// `决议` → `jue-yi`, `3号楼 Lift` → `3-hao-lou-lift`. Empty only when `text` has no letter and no digit.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    let mut in_word = false;
    for c in text.chars() {
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
        }
    }
    if out.is_empty() { spell(text) } else { out }
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
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        '\u{C0}'..='\u{17F}' => {
            let at = u32::from(c) as usize - 0xC0;
            LATIN.as_bytes().get(at).map(|byte| char::from(*byte)).filter(|c| *c != '-')
        }
        _ => None,
    }
}

/// Other scripts by their code points: unlovely, but stable and different for different names.
fn spell(text: &str) -> String {
    let codes = text.chars().filter(|c| c.is_alphanumeric()).take(SPELLED);
    codes.map(|c| format!("{:x}", u32::from(c))).collect::<Vec<_>>().join("-")
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
            ("！？——", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }

    #[test]
    fn every_accented_letter_has_its_base() {
        assert_eq!(LATIN.len(), 0x180 - 0xC0);
        for (letter, base) in [('ÿ', 'y'), ('ă', 'a'), ('ň', 'n'), ('ő', 'o'), ('ž', 'z'), ('ŵ', 'w'), ('ř', 'r')] {
            assert_eq!(latin(letter), Some(base));
        }
    }
}
