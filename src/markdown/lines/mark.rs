//! Takes a line; says which number, sign, label or date it begins with or consists of. Never decides what
//! follows from that.

use super::super::wide;

/// The number or sign at the beginning of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListMarker {
    pub(super) style: Style,
    /// 1 for a sign.
    pub(super) number: u32,
}

/// The numbering style of a series; series in different styles are different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `一、`
    Han(char),
    /// `1、`
    Digits(char),
    /// `A、`
    Letter(char),
    /// `（一）`
    HanInBrackets,
    /// `（1）`
    DigitsInBrackets,
    /// `第一条`: the word after the number.
    Article(char),
    /// `①`, by the first number of its range.
    Ring(u32),
    /// `·`
    Sign(char),
}

impl Style {
    pub(super) fn is_sign(self) -> bool {
        matches!(self, Style::Sign(_))
    }

    /// Whether it would be the sign of a list if a space followed.
    pub(super) fn is_spaceless(self) -> bool {
        matches!(self, Style::Sign(sign) if MARKDOWN_SIGNS.contains(sign))
    }
}

/// The first of each range of numbers that are single characters, and the length of the range: ①, ⑴, ⒈, ㈠,
/// Ⅰ, ❶, ➀.
const RINGS: [(char, u32); 7] =
    [('①', 20), ('⑴', 20), ('⒈', 20), ('㈠', 10), ('Ⅰ', 12), ('❶', 10), ('➀', 10)];

const SIGNS: &str = "·•●○■□◆◇▪▫★☆※▲△√✓☑☐►▶→";
/// Signs that make a list in Markdown only if a space follows.
const MARKDOWN_SIGNS: &str = "*-+";

impl ListMarker {
    pub(super) fn of(line: &str) -> Option<ListMarker> {
        let words = line.trim_start_matches(|c: char| c == '\\' || is_added(c));
        let (style, number, rest) = ListMarker::sign(words)
            // `**一、**` counts as numbered.
            .or_else(|| {
                let words = words.trim_start_matches(|c: char| c == '*' || is_added(c));
                ListMarker::ring(words)
                    .or_else(|| ListMarker::bracketed(words))
                    .or_else(|| ListMarker::article(words))
                    .or_else(|| ListMarker::plain(words))
            })?;
        (!rest.is_empty()).then_some(ListMarker { style, number })
    }

    fn sign(words: &str) -> Option<(Style, u32, &str)> {
        let first = words.chars().next()?;
        let rest = &words[first.len_utf8()..];
        // `*甲*` is emphasis.
        let spaceless = MARKDOWN_SIGNS.contains(first)
            && wide::starts_wide(rest)
            && !rest.starts_with(['—', '…'])
            && !rest.contains('*');
        let is_sign = SIGNS.contains(first) || spaceless;
        is_sign.then_some((Style::Sign(first), 1, rest))
    }

    fn ring(words: &str) -> Option<(Style, u32, &str)> {
        let first = words.chars().next()?;
        let code = u32::from(first);
        let (start, _) = RINGS
            .into_iter()
            .find(|(start, count)| (u32::from(*start)..u32::from(*start) + count).contains(&code))?;
        Some((Style::Ring(u32::from(start)), code - u32::from(start) + 1, &words[first.len_utf8()..]))
    }

    fn bracketed(words: &str) -> Option<(Style, u32, &str)> {
        let inner = words.strip_prefix(['（', '(', '〔', '['])?;
        let (number, han, rest) = number(inner)?;
        let rest = rest.strip_prefix(['）', ')', '〕', ']'])?;
        Some((if han { Style::HanInBrackets } else { Style::DigitsInBrackets }, number, rest))
    }

    fn article(words: &str) -> Option<(Style, u32, &str)> {
        let (number, _, rest) = number(words.strip_prefix('第')?)?;
        let unit = rest.chars().next().filter(|c| "条章节款项编".contains(*c))?;
        let rest = &rest[unit.len_utf8()..];
        rest.starts_with([' ', '\u{3000}', '、', '：']).then_some((Style::Article(unit), number, rest))
    }

    fn plain(words: &str) -> Option<(Style, u32, &str)> {
        let letter = words.chars().next().filter(|c| c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(c));
        let (number, han, rest) = match letter {
            Some(c) => (
                1 + (u32::from(c) - u32::from(if c.is_ascii() { 'A' } else { 'Ａ' })),
                false,
                &words[c.len_utf8()..],
            ),
            None => number(words)?,
        };
        let sign = rest.chars().next().filter(|c| "、．.）)，".contains(*c))?;
        let rest = &rest[sign.len_utf8()..];
        // 1.5 is one number, `1. ` is a list in Markdown, and `一，` ends too many words to be a number with
        // another sign.
        let counts = match sign {
            '.' | ')' => wide::starts_wide(rest),
            '，' => false,
            _ => true,
        };
        let style = match (letter, han) {
            (Some(_), _) => Style::Letter(sign),
            (None, true) => Style::Han(sign),
            (None, false) => Style::Digits(sign),
        };
        counts.then_some((style, number, rest))
    }
}

/// Whether `c` was added for the parser and not typed.
fn is_added(c: char) -> bool {
    super::super::source::MARKS.contains(&c)
}

/// The number at the beginning of a text, whether it is in Chinese numerals, and the rest.
pub(in crate::markdown) fn number(text: &str) -> Option<(u32, bool, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    };
    let length = |is: &dyn Fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    let digits = length(&|c| digit(c).is_some());
    if digits > 0 {
        let number = &text[..digits];
        let value = number
            .chars()
            .filter_map(digit)
            .fold(0u32, |value, digit| value.saturating_mul(10).saturating_add(digit));
        return (value < 1000).then_some((value, false, &text[digits..]));
    }
    let han = length(&|c| "一二三四五六七八九十百零〇".contains(c));
    (han > 0).then(|| Some((han_number(&text[..han])?, true, &text[han..])))?
}

/// The value of a Chinese numeral below a thousand.
fn han_number(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for c in text.chars() {
        match c {
            '十' => total += digit.take().unwrap_or(1) * 10,
            '百' => total += digit.take()? * 100,
            '零' | '〇' => {}
            c => {
                let value = "一二三四五六七八九".chars().position(|one| one == c)? as u32 + 1;
                if digit.replace(value).is_some() {
                    return None;
                }
            }
        }
    }
    Some(total + digit.unwrap_or(0))
}

/// Whether a line begins with a short word and a colon: `时间：`.
pub(super) fn is_label(line: &str) -> bool {
    let words = line.trim_start_matches('*');
    let colon = words.char_indices().take(9).find(|(_, c)| *c == '：' || *c == ':');
    colon.is_some_and(|(at, _)| {
        let (label, rest) = (&words[..at], &words[at..]);
        let word = |c: char| c.is_alphanumeric() || matches!(c, '\u{3000}' | ' ' | '（' | '）' | '*');
        // `9:00` is a time of day; a label alone on its line has its text on the next.
        wide::ends_wide(label, false)
            && label.chars().count() >= 2
            && label.chars().all(word)
            && rest.chars().count() > 1
    })
}

/// Whether a line consists of a date.
pub(super) fn is_date(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c == '（' || c == '）' || c == '*' || c.is_whitespace());
    let close: String = line.chars().filter(|c| !c.is_whitespace()).take(40).collect();
    han_date(&close) || latin_date(line)
}

/// `2026年3月2日`, `二〇二六年三月二日`, `2026-03-02`, `2026.3.2`.
fn han_date(text: &str) -> bool {
    let figure = |c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || "一二三四五六七八九十〇零○Ｏ".contains(c)
    };
    let (mut parts, mut figures) = (Vec::new(), 0);
    for c in text.chars() {
        match figure(c) {
            true => figures += 1,
            false => parts.push((std::mem::take(&mut figures), c)),
        }
    }
    let separators: String = parts.iter().map(|(_, c)| *c).collect();
    let filled = parts.iter().all(|(figures, _)| (1..=4).contains(figures)) && !parts.is_empty();
    match separators.as_str() {
        "年月日" | "年月" => filled && figures == 0,
        "--" | ".." | "//" => filled && (1..=2).contains(&figures) && parts[0].0 == 4,
        _ => false,
    }
}

/// `2 March 2026`, `March 2, 2026`.
fn latin_date(text: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).take(4).collect();
    let is_month = |word: &str| {
        word.get(..3).is_some_and(|start| MONTHS.iter().any(|month| start.eq_ignore_ascii_case(month)))
    };
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |word: &str| {
        let number = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (1..=2).contains(&number.len())
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && word.len() - number.len() <= 2
    };
    match words[..] {
        [day, month, year] if is_month(month) => is_day(day) && is_year(year),
        [month, day, year] if is_month(month) => is_day(day) && is_year(year),
        _ => false,
    }
}
