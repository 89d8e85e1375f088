//! Invisible characters that change how a line is read: takes a text of a file, or the name of a file;
//! gives each such character with its span, including those written as escapes of YAML, JSON, Fluent or
//! HTML. Pure, and independent of what the text is for.
//!
//! A direction override can make `gnp.exe` look like `exe.png`, and one name like another (Unicode
//! Technical Standard 39, 5.4; CVE-2021-42574). A legitimate use, such as an isolate around an Arabic word,
//! ends on its line.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, FileDiagnostics, Words, codes, words};

/// An invisible character and its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenCharacter {
    /// Its bytes, or those of its escape.
    pub span: Range<usize>,
    /// The character.
    pub char: char,
    /// What is wrong with it.
    pub why: HiddenFault,
}

/// What is wrong with an invisible character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenFault {
    /// It reverses the text after it.
    Override,
    /// It begins a direction that is not ended on its line.
    Open,
    /// It ends a direction that was not begun.
    Stray,
    /// It has no width, and no purpose in a name.
    Unseen,
}

/// Whether a character begins or ends a direction of text (UAX 9, 2.1 to 2.5).
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character takes no space and has no meaning. This excludes the joiners of emoji and of Persian
/// and the direction marks, which have a purpose in words.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether a text may contain one: it contains a byte with which they begin, or the beginning of an escape.
/// Every text is checked, so this is one pass without a branch.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    let two = |a: u8, b: u8| {
        (a == 0xC2) & (b == 0xAD) | (a == b'\\') & (b | 0x20 == b'u') | (a == b'&') & (b == b'#')
    };
    let three = |a: u8, b: u8, c: u8| {
        let general = (b == 0x80) & ((c == 0x8B) | (0xA8..=0xAE).contains(&c)) | (b == 0x81) & (c >= 0xA0);
        let marks = (b == 0xBB) & (c == 0xBF) | (b == 0xBF) & (c >= 0xB9);
        (a == 0xE2) & general | (a == 0xEF) & marks | (a == 0xF3) & (b == 0xA0) | (a == 0xE1) & (b == 0xA0)
    };
    bytes.iter().zip(second).fold(false, |found, (a, b)| found | two(*a, *b))
        | bytes.iter().zip(second).zip(third).fold(false, |found, ((a, b), c)| found | three(*a, *b, *c))
}

/// All such characters in a text, in order.
pub fn find(text: &str) -> Vec<HiddenCharacter> {
    if !may_hold(text) {
        return Vec::new();
    }
    let (mut found, mut open): (Vec<HiddenCharacter>, Vec<HiddenCharacter>) = (Vec::new(), Vec::new());
    let mut flag = false;
    for (span, char) in characters(text) {
        let of = |why| HiddenCharacter { span: span.clone(), char, why };
        match char {
            '\n' | '\r' | '\u{2029}' => found.append(&mut open),
            '\u{202D}' | '\u{202E}' => found.push(of(HiddenFault::Override)),
            '\u{202A}' | '\u{202B}' | '\u{2066}'..='\u{2068}' => open.push(of(HiddenFault::Open)),
            '\u{202C}' | '\u{2069}' => match open.pop_if(|begun| ends(begun.char, char)) {
                Some(_) => {}
                None => found.push(of(HiddenFault::Stray)),
            },
            // The flags of England, Scotland and Wales are spelled with such characters.
            '\u{E0000}'..='\u{E007F}' if flag => {}
            _ if is_unseen(char) => found.push(of(HiddenFault::Unseen)),
            _ => {}
        }
        flag = char == '\u{1F3F4}' || flag && ('\u{E0020}'..='\u{E007E}').contains(&char);
    }
    found.append(&mut open);
    found.sort_by_key(|hidden| hidden.span.start);
    found
}

/// Whether a direction that was begun by one character is ended by another.
fn ends(begun: char, end: char) -> bool {
    (end == '\u{2069}') == ('\u{2066}'..='\u{2068}').contains(&begun)
}

/// The characters of a text, with escapes decoded.
fn characters(text: &str) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let first = rest.chars().next()?;
        let (length, char) = escaped(rest).unwrap_or((first.len_utf8(), first));
        let span = at..at + length;
        at = span.end;
        Some((span, char))
    })
}

/// The escape of such a character at the start of a text: its length, and the character.
fn escaped(text: &str) -> Option<(usize, char)> {
    let coded = |digits: &str, radix: u32| {
        let char = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
        (is_direction(char) || is_unseen(char)).then_some(char)
    };
    let bytes = text.as_bytes();
    match bytes.get(..2)? {
        b"\\u" | b"\\U" => {
            let length = if bytes[1] == b'U' { 8 } else { 4 };
            // Fluent writes six digits after a capital letter.
            let lengths = [length, 6];
            lengths.into_iter().find_map(|length| Some((2 + length, coded(text.get(2..2 + length)?, 16)?)))
        }
        b"&#" => {
            let end = bytes.iter().take(12).position(|byte| *byte == b';')?;
            let char = match text[2..end].strip_prefix(['x', 'X']) {
                Some(hex) => coded(hex, 16),
                None => coded(&text[2..end], 10),
            };
            Some((end + 1, char?))
        }
        _ => None,
    }
}

/// The diagnostics for a text of a file. Characters without width matter only before `names_end`, in
/// titles, names and settings; between the words of a body they are harmless.
pub fn report(text: &str, file: &str, names_end: usize) -> Vec<Diagnostic> {
    let mut faults = FileDiagnostics::of(file);
    let counts =
        |hidden: &HiddenCharacter| hidden.why != HiddenFault::Unseen || hidden.span.start < names_end;
    for hidden in find(text).into_iter().filter(counts) {
        faults.add(hidden.code(), hidden.span.clone(), move || hidden.diagnostic());
    }
    faults.diagnostics()
}

/// The diagnostic for the name of a file or of a folder on its path, in which directions have no purpose.
pub fn report_name(path: &str) -> Option<Diagnostic> {
    if !may_hold(path) {
        return None;
    }
    let char = path.chars().find(|c| is_direction(*c) || is_unseen(*c))?;
    let why = if is_direction(char) { HiddenFault::Override } else { HiddenFault::Unseen };
    let hidden = HiddenCharacter { span: 0..0, char, why };
    let said = words!(
        "文件名里有看不见的字符（{char}）",
        "the name of this file holds an invisible character ({char})",
        char = hidden.code_point()
    );
    let help = Words::fixed("把文件名重新打一遍", "type the name of the file again");
    Some(Diagnostic::new(hidden.code(), said).help(help).at(path, 0..0))
}

impl HiddenCharacter {
    /// The code of the mistake.
    pub fn code(&self) -> &'static Code {
        match self.why {
            HiddenFault::Override | HiddenFault::Open | HiddenFault::Stray => &codes::TEXT_DIRECTION,
            HiddenFault::Unseen => &codes::INVISIBLE_CHARACTER,
        }
    }

    fn code_point(&self) -> String {
        format!("U+{:04X}", u32::from(self.char))
    }

    /// The diagnostic, without a location yet.
    pub fn diagnostic(&self) -> Diagnostic {
        let char = self.code_point();
        let said = match self.why {
            HiddenFault::Override => words!(
                "这里有看不见的字符（{char}），把后面的文字倒过来显示",
                "an invisible character here ({char}) shows the text after it backwards"
            ),
            HiddenFault::Open => words!(
                "这里改了文字的方向（{char}），到行末也没有改回来",
                "the direction of the text is changed here ({char}) and not changed back on this line"
            ),
            HiddenFault::Stray => words!(
                "这里有看不见的字符（{char}），前面没有与它成对的",
                "an invisible character here ({char}) ends a direction that has not begun"
            ),
            HiddenFault::Unseen => {
                words!("这里有看不见的字符（{char}）", "an invisible character here ({char})")
            }
        };
        let help = match self.why {
            HiddenFault::Override | HiddenFault::Unseen => Words::fixed(
                "删去它：把光标放在它后面的字前，按退格键；或者把这一句重新打一遍",
                "delete it with Backspace before the letter after it, or type the words again",
            ),
            HiddenFault::Open | HiddenFault::Stray => Words::fixed(
                "删去它；阿拉伯文、希伯来文里确实需要的，在同一行里成对地写（U+2067 … U+2069）",
                "delete it; where Arabic or Hebrew needs it, write both of the pair on one line (U+2067 … \
                 U+2069)",
            ),
        };
        Diagnostic::new(self.code(), said).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, HiddenFault)> {
        find(text).into_iter().map(|hidden| (hidden.span.start, hidden.why)).collect()
    }

    #[test]
    fn overrides_are_found_however_they_are_written() {
        for text in [
            "ab\u{202E}c",
            "ab\\u202Ec",
            "ab\\u202ec",
            "ab\\U0000202Ec",
            "ab\\U00202Ec",
            "ab&#x202E;c",
            "ab&#8238;c",
        ] {
            assert_eq!(found(text), [(2, HiddenFault::Override)], "{text}");
        }
    }

    #[test]
    fn a_direction_ends_on_its_line() {
        assert_eq!(found("a \u{2067}مرحبا\u{2069} b"), []);
        assert_eq!(found("\u{202B}\u{2066}a\u{2069}\u{202C}"), []);
        assert_eq!(found("a\u{2067}b\nc\u{2069}"), [(1, HiddenFault::Open), (7, HiddenFault::Stray)]);
        assert_eq!(found("\u{2067}\u{202C}"), [(0, HiddenFault::Open), (3, HiddenFault::Stray)]);
    }

    #[test]
    fn what_has_a_use_is_left_alone() {
        for text in [
            "👨‍👩‍👧",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "می‌خواهم",
            "“引”——…　\u{200F}",
            "\\udef",
            "&#65;",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("a\u{200B}b\u{E0041}"), [(1, HiddenFault::Unseen), (5, HiddenFault::Unseen)]);
    }

    #[test]
    fn what_is_not_listed_is_counted() {
        let text = ["\u{202E}", "\u{200B}", "\u{2067}\n"].concat().repeat(1_000);
        let report = report(&text, "site.yaml", text.len() / 2);
        assert_eq!(report.len(), 100);
        let more: Vec<usize> = report.iter().flat_map(|one| &one.notes).map(|note| note.more.all()).collect();
        assert_eq!(more, [1_000 + 500 + 1_000 - 100]);
    }
}
