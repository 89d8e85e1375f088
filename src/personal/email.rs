//! E-mail addresses: takes the position of an `@`, gives the address around it, in the letters of any
//! script.

use super::{Class, Found, half_width, is_unseen};

/// The top-level domains with Chinese names: other Chinese characters are the words of a sentence.
const CHINESE: [&str; 14] = [
    "中国",
    "中國",
    "公司",
    "网络",
    "网址",
    "网站",
    "商城",
    "集团",
    "中文网",
    "政务",
    "公益",
    "在线",
    "香港",
    "台湾",
];
/// File endings, as in `logo@2x.png`.
const FILES: [&str; 9] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "pdf"];
/// The most characters of a name, and of one in Chinese, where nothing separates it from the words before
/// it.
const LONGEST: usize = 64;
const LONGEST_CHINESE: usize = 4;

/// The e-mail address around the sign at `at`.
pub(super) fn email(text: &str, at: usize) -> Option<Found> {
    let sign = text.get(at..)?.chars().next().filter(|c| half_width(*c) == '@')?;
    let behind = at + sign.len_utf8();
    let behind = behind + gap(text[behind..].chars());
    let at = at - gap(text[..at].chars().rev());
    let start = name(text, at).filter(|start| *start < at)?;
    let end = behind + host(&text[behind..]);
    let plain = |text: &str| text.chars().filter(|c| !is_unseen(*c)).map(half_width).collect::<String>();
    let host = plain(&text[behind..end]).replace('。', ".");
    let (rest, top) = host.rsplit_once('.')?;
    let is_top = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let is_host = is_top && !rest.is_empty() && rest.split('.').all(|part| !part.is_empty());
    if !is_host || FILES.iter().any(|end| top.eq_ignore_ascii_case(end)) {
        return None;
    }
    let value = format!("{}@{host}", plain(&text[start..at])).to_lowercase();
    Some(Found { class: Class::Email, span: start..end, value, cut: None })
}

/// Where the name that ends at `at` begins.
fn name(text: &str, at: usize) -> Option<usize> {
    let is_name = |c: &char| is_letter(*c) || is_sign(*c);
    let chinese = text[..at].chars().rev().take_while(|c| is_chinese(*c)).take(LONGEST_CHINESE);
    let chinese: usize = chinese.map(char::len_utf8).sum();
    let head = &text[..at - chinese];
    let name: usize = head.chars().rev().take_while(is_name).take(LONGEST).map(char::len_utf8).sum();
    let start = head.len() - name;
    Some(at - text[start..at].trim_start_matches(is_sign).len())
}

/// The length in bytes of the host at the start of a text.
fn host(text: &str) -> usize {
    let mut end = 0;
    let mut is_parted = false;
    loop {
        let label = label(&text[end..]);
        let behind = &text[end + label..];
        end += label;
        let Some(point) = behind.chars().next().filter(|c| half_width(*c) == '.' || *c == '。') else {
            break;
        };
        // A Chinese keyboard writes 。 for the first point; a later one ends a sentence.
        if label == 0 || point == '。' && is_parted || !begins_label(&behind[point.len_utf8()..]) {
            break;
        }
        is_parted = true;
        end += point.len_utf8();
    }
    text[..end].trim_end_matches(|c| is_sign(c) || c == '。').len()
}

/// The length in bytes of the host's label at the start of a text, which is in one script: another script
/// ends it.
fn label(text: &str) -> usize {
    if let Some(domain) = CHINESE.iter().find(|domain| text.starts_with(**domain)) {
        return domain.len();
    }
    let is_first_chinese = text.starts_with(is_chinese);
    let is = |c: &char| match is_first_chinese {
        true => is_chinese(*c) || half_width(*c).is_ascii_digit(),
        false => is_letter(*c) || half_width(*c) == '-' || is_unseen(*c),
    };
    text.chars().take_while(is).take(LONGEST).map(char::len_utf8).sum()
}

/// Whether a label may begin here: a Chinese one must be a known domain, or be followed by another label.
fn begins_label(text: &str) -> bool {
    let known = CHINESE.iter().any(|domain| text.starts_with(domain));
    known || !text.starts_with(is_chinese) || text[label(text)..].starts_with('.')
}

/// A letter or a digit of any script that separates words.
fn is_letter(c: char) -> bool {
    half_width(c).is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphabetic() && !is_chinese(c)
}

/// Whether a character is Chinese, Japanese or Korean, which do not separate words.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
        || c >= '\u{20000}'
}

/// Whether a name may contain this sign, though not begin with it.
fn is_sign(c: char) -> bool {
    matches!(half_width(c), '.' | '-' | '_' | '%' | '+') || is_unseen(c)
}

/// The length in bytes of what may be between the sign of an address and its name or host: a space, a line
/// end, invisible characters.
fn gap(signs: impl Iterator<Item = char>) -> usize {
    let mut has_space = false;
    let is = |c: &char| is_unseen(*c) || c.is_whitespace() && !std::mem::replace(&mut has_space, true);
    signs.take_while(is).take(LONGEST).map(char::len_utf8).sum()
}
