//! Passports and vehicle plates: takes digits, gives the number that they form with the letters around
//! them.

use super::chain::DigitChain;
use super::context::is_other_number;
use super::numbers::is_date;
use super::{Class, Found, after, before, half_width, is_unseen, lead, trail};

/// Adds what is formed around the first digits of a chain; nothing that begins before `from`.
pub(super) fn find(text: &str, chain: &DigitChain, from: usize, found: &mut Vec<Found>) {
    let start = chain.at[0].0;
    // Every date and every amount is checked here: most have neither a letter nor a province before them.
    let Some(sign) = before(text, start).filter(|c| is_joined(*c)) else { return };
    let plate = plate(text, start, from);
    let is_letter = is_joined(sign);
    if let Some(found_here) = plate.or_else(|| is_letter.then(|| passport(text, chain, from)).flatten()) {
        found.push(found_here);
    }
}

/// Whether a character may join letters to digits.
fn is_joined(c: char) -> bool {
    c.is_ascii_alphabetic() || is_parting(c)
}

fn is_parting(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '.' | '-' | ' ' | '\n' | '\u{A0}' | '\u{3000}') || is_unseen(c)
}

/// Whether a plate begins with this character: a province, or the one for consulates.
pub(super) fn is_province(c: char) -> bool {
    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼\
     滬雲遼魯蘇贛晉陝閩貴粵寧瓊"
        .contains(c)
}

/// A plate whose first digit is at `digit`: a province, a letter, and five or six characters.
fn plate(text: &str, digit: usize, from: usize) -> Option<Found> {
    let mut back = text[from..digit].char_indices().rev().take(6);
    let (start, province) = back.find(|(_, c)| !is_joined(half_width(*c)))?;
    if !is_province(province) {
        return None;
    }
    let start = from + start;
    let mut value = String::from(province);
    let mut end = start + province.len_utf8();
    // If the letter is separated from it, the character may be the end of a word.
    let mut parted = is_of_word(text, start);
    for c in text[end..].chars() {
        let plain = half_width(c);
        // A small letter after a space begins a word, unless it is the first of the plate.
        let is_small = plain.is_ascii_lowercase() && (!parted || value.len() == province.len_utf8());
        if plain.is_ascii_uppercase() || plain.is_ascii_digit() || is_small {
            value.push(plain.to_ascii_uppercase());
            parted = false;
        } else if !is_unseen(c) && (!is_parting(plain) || std::mem::replace(&mut parted, true)) {
            break;
        }
        end += c.len_utf8();
    }
    end = start + text[start..end].trim_end_matches(is_parting).len();
    let serial = &value[province.len_utf8()..];
    let special = text[end..].chars().next().filter(|c| "挂掛学學警港澳".contains(*c));
    let (area, serial) = (serial.chars().next()?, serial.get(1..)?);
    let digits = serial.bytes().filter(u8::is_ascii_digit).count();
    let len = serial.len() + usize::from(special.is_some());
    let is = area.is_ascii_uppercase() && (len == 5 || len == 6) && digits + 2 >= serial.len();
    let follows = special.is_none() && after(text, end).is_some_and(|c| c.is_ascii_alphanumeric());
    if !is || follows {
        return None;
    }
    value.extend(special);
    let span = start..end + special.map_or(0, char::len_utf8);
    Some(Found { class: Class::Plate, span, value, cut: None })
}

/// Whether a province is rather the end of a word, as in 更新: preceded by Chinese that is not a word for a
/// plate.
fn is_of_word(text: &str, start: usize) -> bool {
    let words = lead(text, start, 6);
    let is_chinese = words.chars().next_back().is_some_and(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    is_chinese && !["车", "牌"].iter().any(|word| words.contains(word))
}

/// A passport with the first digits of a chain: E or G with eight digits, E and a letter with seven; with
/// other letters, or if it may be a date, only if words say so.
fn passport(text: &str, chain: &DigitChain, from: usize) -> Option<Found> {
    let digit = chain.at[0].0;
    let head = text[from..digit].trim_end_matches(|c| is_parting(half_width(c)));
    let parted = text[from..digit].len() - head.len();
    let written = head.chars().rev().map(half_width).take_while(char::is_ascii_alphabetic);
    let is_small = written.clone().any(|c| c.is_ascii_lowercase());
    let letters: Vec<char> = written.map(|c| c.to_ascii_uppercase()).collect();
    let needed = match letters.as_slice() {
        ['E' | 'G' | 'D' | 'S' | 'P' | 'H' | 'M' | 'K'] => 8,
        [second, 'E' | 'D' | 'S' | 'P'] if !matches!(second, 'I' | 'O') => 7,
        _ => return None,
    };
    let width: usize = head.chars().rev().take(letters.len()).map(char::len_utf8).sum();
    let start = digit - parted - width;
    let before_it = before(text, start);
    let is_apart = parted <= 3 && !before_it.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-');
    let end = (1..=chain.len().min(2)).find(|groups| chain.groups[*groups] == needed)?;
    let last = chain.at[chain.groups[end] - 1].1;
    if !is_apart || after(text, last).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let digits = &chain.digits[..needed];
    let words = lead(text, start, 16).to_lowercase();
    let is_named = ["护照", "passport", "通行证", "证件"].iter().any(|word| words.contains(word));
    // Small letters are just as often those of a word.
    let plain = !is_small && (letters.last() == Some(&'E') || letters == ['G']);
    let dated = needed == 8 && is_date(digits);
    if !is_named
        && (!plain || dated || is_other_number(text, start, Class::Passport) || is_model(text, &words, last))
    {
        return None;
    }
    let digits = digits.iter().map(|digit| char::from(b'0' + digit));
    let value = letters.iter().rev().copied().chain(digits).collect();
    Some(Found { class: Class::Passport, span: start..last, value, cut: None })
}

/// Whether the words before it, or the text after it, say that it identifies a thing.
fn is_model(text: &str, words: &str, end: usize) -> bool {
    let behind = trail(text, end, 16);
    let behind = behind.split(['\n', '，', '。', '；']).next().unwrap_or_default();
    let is_called = |words: &str| MODELS.iter().any(|word| words.contains(word));
    is_called(words) || is_called(behind) || behind.trim_start().starts_with(['号', '號'])
}

/// Things that have numbers of their own.
const MODELS: [&str; 13] = [
    "编号",
    "型号",
    "设备",
    "批号",
    "批次",
    "序列号",
    "案号",
    "图号",
    "出厂",
    "电梯",
    "灭火器",
    "机组",
    "产品",
];
