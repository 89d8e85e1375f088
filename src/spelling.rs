//! One spelling for texts that look the same: takes a text, gives it in composed form (Unicode NFC), or a
//! name in the form in which names are compared.
//!
//! On a Mac, file names contain `é` as an `e` and an accent; a Chinese input method types `Ａ` for `A`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Invisible characters that are copied along with text.
pub(crate) const ZERO_WIDTH: [char; 3] = ['\u{200B}', '\u{2060}', '\u{FEFF}'];

/// Whether a character is invisible.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || ZERO_WIDTH.contains(&c)
}

/// `raw` without white space and zero-width characters at its ends.
pub(crate) fn trim(raw: &str) -> &str {
    raw.trim_matches(is_blank)
}

/// Full-width digits, signs and spaces as their ASCII equivalents: Chinese input methods type them, and
/// they mean the same.
pub(crate) fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    if text.is_ascii() { text.to_owned() } else { text.chars().map(narrow).collect() }
}

/// The text in composed form. Most texts are known to be so after a quick check.
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| {
        let mark = matches!(c, ..'\u{300}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{3029}');
        mark || matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}')
    };
    if text.is_ascii() || text.chars().all(is_plain) || unicode_normalization::is_nfc(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// The name of a topic or a place as it is displayed and compared: composed, trimmed, and with letters,
/// digits and spaces of ordinary width. Whether somebody types `ＷｉＦｉ` or `WiFi` depends on the state of an
/// input method, not on what is meant; upper and lower case does not, and is kept.
pub(crate) fn name(text: &str) -> Cow<'_, str> {
    let trimmed = trim(text);
    let is_wide = |c: char| matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '\u{3000}');
    if !trimmed.contains(is_wide) {
        return composed(trimmed);
    }
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        c if is_wide(c) => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(composed(trimmed).chars().map(narrow).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (text, same) in [
            ("de\u{301}tail.pdf", "détail.pdf"),
            ("通知", "通知"),
            ("\u{F9DC}昌路", "隆昌路"),
            ("plain", "plain"),
        ] {
            assert_eq!(composed(text), same);
        }
        for (text, same) in [
            ("ＷｉＦｉ", "WiFi"),
            (" ３号楼\u{200b}", "3号楼"),
            ("wifi", "wifi"),
            ("新禾苑（东）", "新禾苑（东）"),
            ("Ｂ　１", "B 1"),
        ] {
            assert_eq!(name(text), same);
        }
    }
}
