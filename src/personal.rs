//! What looks like personal information: takes a text, gives the spans of numbers and addresses that belong
//! to people, their classes, and their masked forms.
//!
//! Full-width digits, spaces, hyphens and line breaks do not hide a number. One pass over the bytes looks
//! for digits and `@`; everything else is examined around those. Nothing here knows a setting, a file or a
//! record: `privacy` decides what is done with a finding, and `diag` only makes sure that none is printed.

mod chain;
mod context;
mod email;
mod flat;
mod numbers;
mod serial;
mod venue;

use std::borrow::Cow;
use std::ops::Range;

use chain::DigitChain;

/// The classes of personal information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A resident identity number: 18 characters, the last of which is a check character for the others (GB
    /// 11643).
    Identity,
    /// The number of a bank card: 16 to 19 digits, the last of which is a check digit for the others
    /// (ISO/IEC 7812).
    Card,
    /// A mobile number of mainland China: 11 digits that begin with 13 to 19.
    Mobile,
    /// An e-mail address.
    Email,
    /// The number of a passport.
    Passport,
    /// The number plate of a vehicle.
    Plate,
    /// A flat, given by its building and its number.
    Flat,
}

impl Class {
    /// All of them.
    pub const ALL: [Class; 7] = [
        Class::Identity,
        Class::Card,
        Class::Mobile,
        Class::Email,
        Class::Passport,
        Class::Plate,
        Class::Flat,
    ];

    /// Its name, in Chinese and in English with an article.
    pub const fn name(self) -> (&'static str, &'static str) {
        match self {
            Class::Identity => ("身份证号", "an identity number"),
            Class::Card => ("银行卡号", "a bank card number"),
            Class::Mobile => ("手机号", "a mobile number"),
            Class::Email => ("电子邮箱", "an e-mail address"),
            Class::Passport => ("护照号", "a passport number"),
            Class::Plate => ("车牌号", "a vehicle plate"),
            Class::Flat => ("住户室号", "somebody's flat"),
        }
    }

    /// How many of its characters are shown at each end when it is masked.
    const fn shown(self) -> (usize, usize) {
        match self {
            Class::Identity | Class::Mobile => (3, 4),
            Class::Card => (4, 4),
            Class::Passport => (1, 4),
            Class::Plate => (2, 2),
            Class::Email => (1, 0),
            Class::Flat => (0, 0),
        }
    }
}

/// Something that looks personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its class.
    pub class: Class,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// The bytes in half width and without spaces and hyphens: equal for the same number or address. For a
    /// number in the name of an e-mail address, the whole address.
    pub value: String,
    /// The text of the bytes, if they are only part of the value: a number that is the name of an e-mail
    /// address shares characters with the address, so that each can be masked without their masks
    /// overlapping.
    pub(crate) cut: Option<String>,
}

impl Found {
    /// The published form if it is masked, with `sign` for each hidden character: `138****1234`.
    pub fn masked(&self, sign: char) -> String {
        if let (Class::Email, None, Some((name, host))) = (self.class, &self.cut, self.value.split_once('@'))
        {
            let first: String = name.chars().take(1).collect();
            return format!("{first}{0}{0}{0}@{host}", sign);
        }
        self.hide(self.cut.as_ref().unwrap_or(&self.value), |_| sign)
    }

    /// Replaces each character that must not be read, in a text of this value, by a sign.
    fn hide(&self, text: &str, sign: impl Fn(char) -> char) -> String {
        let shown = match (&self.cut, self.class) {
            (None, class) => class.shown(),
            (Some(_), Class::Email) => (0, 0),
            (Some(_), class) => (class.shown().0, 0),
        };
        hide(self.class, shown, text, sign)
    }
}

/// The Markdown signs that a text may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    /// None.
    None,
    /// Signs of emphasis, which do not separate a number either.
    Markdown,
}

/// Everything in a text that looks personal, in order and without overlaps.
pub fn find(text: &str, marks: Marks) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let bytes = text.as_bytes();
    let mut chain = DigitChain::default();
    let mut at = 0;
    while let Some(next) = candidate(bytes, at) {
        at = match bytes[next] {
            b'@' | 0xEF if chain::digit_at(bytes, next).is_none() => sign(text, next, &mut found),
            _ => {
                let end = chain.read(bytes, next, marks);
                let from = found.last().map_or(0, |last| last.span.end);
                serial::find(text, &chain, from, &mut found);
                numbers::find(text, &chain, &mut found);
                flat::find(text, &chain, from, &mut found);
                // What extends beyond the digits, such as the letters of a plate, is examined only once.
                found.last().map_or(end, |last| last.span.end.max(end))
            }
        };
    }
    found
}

/// Examines the sign at `at`, which may be that of an e-mail address; gives where to continue.
fn sign(text: &str, at: usize, found: &mut Vec<Found>) -> usize {
    let Some(mut email) = email::email(text, at) else { return at + 1 };
    let end = email.span.end;
    let first = found.iter().rposition(|one| one.span.end <= email.span.start).map_or(0, |last| last + 1);
    // Anything else that begins within the name is part of the address.
    let is_number = |one: &Found| matches!(one.class, Class::Identity | Class::Card | Class::Mobile);
    let mut numbers = found.split_off(first);
    numbers.retain(is_number);
    if let Some(number) = numbers.last_mut() {
        share(text, number, &mut email);
    }
    found.extend(numbers);
    found.push(email);
    end
}

/// Separates a number from the address whose name it is or ends: the number keeps the characters that its
/// mask hides, the address gets those after them, which its own mask hides.
fn share(text: &str, number: &mut Found, email: &mut Found) {
    let behind = number.class.shown().1;
    let mut counted = text[number.span.clone()].char_indices().rev().filter(|each| is_counted(each.1));
    let Some((at, _)) = counted.nth(behind - 1) else { return };
    let plain = |span: &Range<usize>| {
        text[span.clone()].chars().filter(|c| !c.is_whitespace() && !is_unseen(*c)).map(half_width).collect()
    };
    if number.span.start >= email.span.start {
        number.value.clone_from(&email.value);
    }
    number.span.end = number.span.start + at;
    email.span.start = number.span.end;
    (number.cut, email.cut) = (Some(plain(&number.span)), Some(plain(&email.span)));
}

/// The next byte at which something may begin: a digit or an `@`, of half or full width, or an Arabic
/// digit.
fn candidate(bytes: &[u8], from: usize) -> Option<usize> {
    let is = |byte: &u8| byte.is_ascii_digit() || matches!(*byte, b'@' | 0xD9 | 0xDB | 0xEF);
    let mut at = from;
    loop {
        // `fold`, not `any`: without an early exit the compiler uses vector instructions.
        while let Some(block) = bytes.get(at..at + 32)
            && !block.iter().fold(false, |found, byte| found | is(byte))
        {
            at += block.len();
        }
        at += bytes.get(at..)?.iter().position(is)?;
        // Most full-width characters in a text are punctuation, and most Arabic ones are letters.
        let is_sign = matches!(bytes[at..], [b'@', ..] | [0xEF, 0xBC, 0xA0, ..]);
        if is_sign || chain::digit_at(bytes, at).is_some() {
            return Some(at);
        }
        at += 1;
    }
}

/// The text with everything that looks personal made unreadable; every byte offset stays the same.
pub fn veil(text: &str) -> Cow<'_, str> {
    let found = find(text, Marks::None);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut veiled = String::with_capacity(text.len());
    let mut from = 0;
    for found in found {
        let span = found.span.clone();
        veiled.push_str(&text[from..span.start]);
        veiled.push_str(&found.hide(&text[span.clone()], |c| if c.is_ascii() { '*' } else { '＊' }));
        from = span.end;
    }
    veiled.push_str(&text[from..]);
    Cow::Owned(veiled)
}

/// The same for what a program prints. A quoted line of a file, after its number and a bar, is hidden
/// completely if marks, tags or character references in it hide something.
pub fn veil_printed(text: &str) -> Cow<'_, str> {
    let veiled = veil(text);
    let hides = |line: &str| line.split_once(" | ").is_some_and(|(_, quoted)| holds_hidden(quoted));
    if !veiled.lines().any(hides) {
        return veiled;
    }
    let lines = veiled.split_inclusive('\n').map(|line| match line.split_once(" | ") {
        Some((number, quoted)) if holds_hidden(quoted) => {
            let hidden = quoted.chars().map(|c| if is_counted(c) { '*' } else { c });
            format!("{number} | {}", hidden.collect::<String>())
        }
        _ => line.to_owned(),
    });
    Cow::Owned(lines.collect())
}

/// Whether something is hidden in a line of Markdown.
fn holds_hidden(line: &str) -> bool {
    // A mask shows the first character of an address.
    let is_masked = |found: &Found| found.class == Class::Email && found.value.find('@') == Some(1);
    [true, false].into_iter().any(|keeps| find(&bare(line, keeps), Marks::None).iter().any(|f| !is_masked(f)))
}

/// A line of Markdown without its signs, its tags and, unless they are to be kept, its addresses; with
/// character references decoded.
fn bare(line: &str, keeps_addresses: bool) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    // If a sign does not occur any further on, it is not searched for.
    let last = ['>', ')', ';'].map(|sign| (sign, line.rfind(sign)));
    while let Some(c) = rest.chars().next() {
        let at = line.len() - rest.len();
        let is_ahead = |sign: char| last.iter().any(|(of, last)| *of == sign && *last >= Some(at));
        let end = |sign: char| is_ahead(sign).then(|| rest.find(sign)).flatten().map(|end| end + 1);
        let (len, stands_for) = match c {
            '*' | '_' | '~' | '`' | '\\' | '[' => (1, None),
            '<' => (end('>').unwrap_or(1), None),
            ']' if !keeps_addresses && rest.starts_with("](") => (end(')').unwrap_or(1), None),
            '&' if rest.starts_with("&#") => {
                end(';').map_or((1, None), |end| (end, named(&rest[2..end - 1])))
            }
            '%' => rest.get(1..3).and_then(hex).map_or((1, Some('%')), |c| (3, Some(c))),
            c => (c.len_utf8(), Some(c).filter(|c| !is_unseen(*c))),
        };
        out.extend(stands_for);
        rest = &rest[len..];
    }
    out
}

/// The character of a numeric reference, given without its `&#` and `;`.
pub fn named(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

fn hex(digits: &str) -> Option<char> {
    u8::from_str_radix(digits, 16).ok().filter(u8::is_ascii).map(char::from)
}

/// The last character of a building's name, or of a part of it, before the number of a flat.
const BUILDING: [char; 16] =
    ['楼', '樓', '号', '號', '幢', '栋', '棟', '座', '元', '层', '層', '门', '門', '-', '－', '—'];

/// Replaces each character that must not be read by a sign.
fn hide(class: Class, (first, last): (usize, usize), text: &str, sign: impl Fn(char) -> char) -> String {
    let begins = match class {
        // Only the number of a flat identifies somebody.
        Class::Flat => text.rfind(BUILDING).unwrap_or(0),
        _ => 0,
    };
    let ends = match class {
        Class::Email => text.find(['@', '＠']).unwrap_or(text.len()),
        _ => text.len(),
    };
    let hidden = |(at, c): (usize, char)| at >= begins && at < ends && is_hidden(class, c);
    let all = text.char_indices().filter(|each| hidden(*each)).count();
    let mut seen = 0;
    let shown = text.char_indices().map(|each| {
        if !hidden(each) {
            return each.1;
        }
        seen += 1;
        if seen <= first || seen + last > all { each.1 } else { sign(each.1) }
    });
    shown.collect()
}

fn is_hidden(class: Class, c: char) -> bool {
    match class {
        Class::Email => true,
        Class::Plate => is_counted(c) || serial::is_province(c),
        _ => is_counted(c),
    }
}

/// Whether a character is a digit or a letter, of half or full width.
fn is_counted(c: char) -> bool {
    half_width(c).is_ascii_alphanumeric()
}

/// A full-width letter, digit or sign in half width, and an Arabic or Persian digit as the ASCII one.
fn half_width(c: char) -> char {
    let code = c as u32;
    match code {
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        0x660..=0x669 | 0x6F0..=0x6F9 => char::from_digit(code & 0xF, 10).unwrap_or(c),
        _ => c,
    }
}

/// Whether a character may be part of something that is found.
pub fn may_be_part(c: char) -> bool {
    is_counted(c)
        || matches!(half_width(c), '@' | '室' | '户' | '戶' | '单' | '單')
        || BUILDING.contains(&c)
        || serial::is_province(c)
}

/// Whether a character is invisible: zero-width spaces and joiners, the soft hyphen, direction marks.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The character before a byte of the text, in half width.
fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back().map(half_width)
}

/// The character after a byte of the text, in half width.
fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next().map(half_width)
}

/// The last few characters before a byte of the text.
fn lead(text: &str, at: usize, characters: usize) -> &str {
    let start = text[..at].char_indices().rev().take(characters).last().map_or(at, |(start, _)| start);
    &text[start..at]
}

/// The first few characters from a byte of the text.
fn trail(text: &str, at: usize, characters: usize) -> &str {
    let end = text[at..].char_indices().nth(characters).map_or(text.len(), |(end, _)| at + end);
    &text[at..end]
}

#[cfg(test)]
mod tests;
