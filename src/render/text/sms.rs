//! Short messages: takes a text; counts the parts in which a network sends it, and cuts it at the end of a
//! sentence. Sends nothing.

use crate::diag::Lang;

/// The parts of a short message (3GPP TS 23.038 and 23.040).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmsParts {
    alphabet: SmsEncoding,
    units: usize,
    count: usize,
}

/// How a message is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmsEncoding {
    /// Only characters of the default alphabet: 160 fit into one message, 153 into a part.
    Gsm7,
    /// Everything else, in UTF-16: 70 code units fit into one message, 67 into a part.
    Ucs2,
}

/// The default alphabet, including the line feed and the carriage return; the escape is not a character.
const GSM7: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ \
                    !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ\
                    ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Its extension: each of these characters takes two units.
const GSM7_TWICE: &str = "^{}\\[~]|€\u{c}";

impl SmsEncoding {
    fn of(text: &str) -> SmsEncoding {
        if text.chars().all(|c| GSM7.contains(c) || GSM7_TWICE.contains(c)) {
            SmsEncoding::Gsm7
        } else {
            SmsEncoding::Ucs2
        }
    }

    /// The units that a character takes; a character is never split between parts.
    fn width(self, c: char) -> usize {
        match self {
            SmsEncoding::Gsm7 => 1 + usize::from(GSM7_TWICE.contains(c)),
            SmsEncoding::Ucs2 => c.len_utf16(),
        }
    }

    /// The units that fit into a single message, and into a part of several.
    fn room(self) -> (usize, usize) {
        match self {
            SmsEncoding::Gsm7 => (160, 153),
            SmsEncoding::Ucs2 => (70, 67),
        }
    }
}

impl SmsParts {
    /// Counts the parts of a text.
    pub fn of(text: &str) -> SmsParts {
        let alphabet = SmsEncoding::of(text);
        let (alone, room) = alphabet.room();
        let units: usize = text.chars().map(|c| alphabet.width(c)).sum();
        if units <= alone {
            return SmsParts { alphabet, units, count: usize::from(units > 0) };
        }
        let (mut count, mut filled) = (1, 0);
        for c in text.chars() {
            let width = alphabet.width(c);
            if filled + width > room {
                (count, filled) = (count + 1, 0);
            }
            filled += width;
        }
        SmsParts { alphabet, units, count }
    }

    /// The number of parts.
    pub fn count(self) -> usize {
        self.count
    }

    /// The units that its characters take.
    pub fn units(self) -> usize {
        self.units
    }

    /// The units that fit into each part.
    pub fn room(self) -> usize {
        let (alone, room) = self.alphabet.room();
        if self.count > 1 { room } else { alone }
    }
}

/// A Latin text reduced to the characters of the default alphabet: a single typographic dash would halve
/// the room of a message.
pub(super) fn plain(text: &str, lang: Lang) -> String {
    let sign = |c: char| match c {
        '‐' | '‑' | '–' | '—' => "-",
        '‘' | '’' => "'",
        '“' | '”' => "\"",
        '…' => "...",
        '\u{a0}' => " ",
        _ => "",
    };
    if lang == Lang::Zh {
        return text.to_owned();
    }
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match sign(c) {
            "" => out.push(c),
            sign => out.push_str(sign),
        }
        out
    })
}

/// A text on one line: a message has no layout. A line that does not end with punctuation gets some.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| !part.is_empty()) {
        let wide = line.chars().next_back().is_some_and(|c| !c.is_ascii());
        match line.chars().next_back() {
            Some(last) if !ends_clause(last) => line.push_str(if wide { "；" } else { "; " }),
            Some(_) if !wide => line.push(' '),
            _ => {}
        }
        line.push_str(part);
    }
    line
}

fn ends_clause(c: char) -> bool {
    "。！？；：，、.!?;:,…".contains(c)
}

/// The longest beginning of `text` that consists of whole sentences and satisfies `fits`; empty where not
/// even one does.
pub(super) fn cut(text: &str, fits: impl Fn(&str) -> bool) -> &str {
    if fits(text) {
        return text;
    }
    let ends = text.char_indices().filter(|(at, c)| {
        let next = text[at + c.len_utf8()..].chars().next();
        // A full stop inside a number or an address ends no sentence.
        "。！？；".contains(*c) || ".!?".contains(*c) && next.is_none_or(char::is_whitespace)
    });
    let beginnings = ends.map(|(at, c)| &text[..at + c.len_utf8()]);
    beginnings.take_while(|beginning| fits(beginning)).last().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (usize, usize) {
        let parts = SmsParts::of(text);
        (parts.count(), parts.room())
    }

    #[test]
    fn chinese_takes_70_alone_and_67_a_part() {
        assert_eq!(count(&"停".repeat(70)), (1, 70));
        assert_eq!(count(&"停".repeat(71)), (2, 67));
        assert_eq!(count(&"停".repeat(134)), (2, 67));
        assert_eq!(count(&"停".repeat(135)), (3, 67));
        assert_eq!(count(""), (0, 160));
    }

    #[test]
    fn a_character_of_two_units_is_not_parted() {
        // 66 units and a surrogate pair: the pair moves to the next part as a whole.
        let text = format!("{}𠮷{}", "停".repeat(66), "水".repeat(66));
        assert_eq!((SmsParts::of(&text).units(), count(&text)), (134, (3, 67)));
        let twice = format!("{}€{}", "a".repeat(152), "b".repeat(152));
        assert_eq!((SmsParts::of(&twice).units(), count(&twice)), (306, (3, 153)));
    }

    #[test]
    fn latin_takes_160_alone_and_153_a_part_until_one_character_is_not_of_its_alphabet() {
        assert_eq!(count(&"a".repeat(160)), (1, 160));
        assert_eq!(count(&"a".repeat(161)), (2, 153));
        assert_eq!(count(&format!("{}’", "a".repeat(70))), (2, 67));
    }

    #[test]
    fn signs_of_print_are_written_so_that_a_latin_message_stays_one() {
        let text = plain("“Open” 8:30–11:30 — the clerk’s desk…", Lang::En);
        assert_eq!(text, "\"Open\" 8:30-11:30 - the clerk's desk...");
        assert_eq!(count(&text), (1, 160));
        assert_eq!(plain("8:30–11:30", Lang::Zh), "8:30–11:30");
    }

    #[test]
    fn a_text_is_cut_between_sentences() {
        let short = |most: usize| move |text: &str| text.chars().count() <= most;
        assert_eq!(cut("先停水。再停电。最后复原。", short(9)), "先停水。再停电。");
        assert_eq!(cut("先停水。", short(9)), "先停水。");
        assert_eq!(cut("没有句号的一段话", short(3)), "");
        assert_eq!(cut("It costs 3.50 yuan. Pay at the desk.", short(25)), "It costs 3.50 yuan.");
    }

    #[test]
    fn lines_become_clauses() {
        assert_eq!(one_line("停水\n\n• 1号楼\n• 2号楼。\n请储水"), "停水；• 1号楼；• 2号楼。请储水");
        assert_eq!(one_line("Water off\nPlease store some."), "Water off; Please store some.");
    }
}
