//! Digits with what people write between them: takes the bytes of a text, gives the digits that may belong
//! to one number, the place of each, and where they are separated.

use super::Marks;

/// Digits separated by nothing but spaces, hyphens and a line break.
#[derive(Debug, Default)]
pub(super) struct DigitChain {
    /// Their values; [`X`] for the check character of an identity number.
    pub(super) digits: Vec<u8>,
    /// The first byte of each digit, and the byte after it.
    pub(super) at: Vec<(usize, usize)>,
    /// The index in `digits` at which each group begins; finally the number of digits.
    pub(super) groups: Vec<usize>,
    /// How many of the separators contain a line break.
    pub(super) breaks: usize,
}

/// The value of the check character X.
pub(super) const X: u8 = 10;
/// Longer sequences of digits are read as several chains.
const MAX: usize = 65_536;
/// The most digits of a number, less one.
const OVERLAP: usize = 18;
/// The most hyphens between two groups, and the most signs of emphasis or quotation. White space is not
/// limited: a page shows any amount of it as one space, and nothing of what is invisible.
const MAX_HYPHENS: usize = 16;
const MAX_MARKS: usize = 4;

impl DigitChain {
    /// Reads the digits that begin at `start`; gives the byte after the last. If the digits continue beyond
    /// what a chain may hold, gives an earlier byte, so that a number among the last of them is not missed.
    pub(super) fn read(&mut self, bytes: &[u8], start: usize, marks: Marks) -> usize {
        self.digits.clear();
        self.at.clear();
        self.groups.clear();
        self.breaks = 0;
        let mut at = start;
        loop {
            self.groups.push(self.digits.len());
            at = self.group(bytes, at);
            if self.digits.last() == Some(&X) || self.digits.len() > MAX {
                break;
            }
            match between(bytes, at, marks) {
                Some((next, breaks)) if digit_at(bytes, next).is_some() => {
                    self.breaks += usize::from(breaks);
                    at = next;
                }
                Some((next, false)) if self.takes_x() && x_at(bytes, next).is_some() => {
                    at = self.x(bytes, next).unwrap_or(at);
                    break;
                }
                _ => break,
            }
        }
        self.groups.push(self.digits.len());
        if self.digits.len() > MAX { self.tail().unwrap_or(at) } else { at }
    }

    /// The first byte of the last groups that are short enough to belong to a number that continues.
    fn tail(&self) -> Option<usize> {
        let count = self.digits.len();
        let first =
            self.groups[..self.len()].iter().rev().take_while(|first| count - **first <= OVERLAP).last();
        first.map(|first| self.at[*first].0)
    }

    /// Reads digits with nothing between them; gives the byte after the last.
    fn group(&mut self, bytes: &[u8], mut at: usize) -> usize {
        while let Some((digit, len)) = digit_at(bytes, at) {
            self.digits.push(digit);
            self.at.push((at, at + len));
            at += len;
        }
        if self.takes_x() { self.x(bytes, at).unwrap_or(at) } else { at }
    }

    /// Whether the check character of an identity number may follow.
    fn takes_x(&self) -> bool {
        self.digits.len() >= 17
    }

    fn x(&mut self, bytes: &[u8], at: usize) -> Option<usize> {
        let len = x_at(bytes, at)?;
        self.digits.push(X);
        self.at.push((at, at + len));
        Some(at + len)
    }

    /// The number of groups.
    pub(super) fn len(&self) -> usize {
        self.groups.len() - 1
    }

    /// The number of digits in a group.
    pub(super) fn group_len(&self, group: usize) -> usize {
        self.groups[group + 1] - self.groups[group]
    }

    /// The first byte of a group, and the byte after its last.
    pub(super) fn bytes_of(&self, group: usize) -> (usize, usize) {
        (self.at[self.groups[group]].0, self.at[self.groups[group + 1] - 1].1)
    }

    /// The value of a group, as far as it can be computed.
    pub(super) fn number(&self, group: usize) -> u32 {
        let digits = &self.digits[self.groups[group]..self.groups[group + 1]];
        digits.iter().fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add((*digit).into()))
    }
}

/// The digit at a byte and its length; full-width digits have three bytes, Arabic and Persian ones two.
pub(super) fn digit_at(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    match *bytes.get(at)? {
        digit @ b'0'..=b'9' => Some((digit - b'0', 1)),
        0xEF if bytes.get(at + 1) == Some(&0xBC) => match *bytes.get(at + 2)? {
            digit @ 0x90..=0x99 => Some((digit - 0x90, 3)),
            _ => None,
        },
        0xD9 => match *bytes.get(at + 1)? {
            digit @ 0xA0..=0xA9 => Some((digit - 0xA0, 2)),
            _ => None,
        },
        0xDB => match *bytes.get(at + 1)? {
            digit @ 0xB0..=0xB9 => Some((digit - 0xB0, 2)),
            _ => None,
        },
        _ => None,
    }
}

/// The length of an X at a byte, unless a digit follows it. A letter may: the digits before the X are
/// evidence enough.
fn x_at(bytes: &[u8], at: usize) -> Option<usize> {
    let len = match bytes.get(at..)? {
        [b'X' | b'x', ..] => 1,
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => 3,
        _ => return None,
    };
    digit_at(bytes, at + len).is_none().then_some(len)
}

/// Skips what may separate two groups; gives the byte after it and whether it contains a line break.
pub(super) fn between(bytes: &[u8], start: usize, marks: Marks) -> Option<(usize, bool)> {
    let (mut at, mut hyphens, mut signs, mut breaks) = (start, 0, 0, false);
    loop {
        let (len, count) = match *bytes.get(at)? {
            b'\n' if breaks => return None,
            b'\n' => {
                breaks = true;
                (1, None)
            }
            b' ' | b'\t' | b'\r' | b'\x0B' | b'\x0C' => (1, None),
            // After a line break and before a space, it marks an item of a list.
            b'-' if !breaks || digit_at(bytes, at + 1).is_some() => (1, Some(&mut hyphens)),
            b'*' | b'_' | b'~' | b'`' | b'\\' if marks == Marks::Markdown && !breaks => (1, Some(&mut signs)),
            // A line of a quotation begins with this sign.
            b'>' if marks == Marks::Markdown && breaks => (1, Some(&mut signs)),
            first if first < 0x80 => break,
            _ => match (blank(&bytes[at..]), hyphen(&bytes[at..])) {
                (Some(len), _) => (len, None),
                (None, Some(len)) => (len, Some(&mut hyphens)),
                (None, None) => break,
            },
        };
        at += len;
        if let Some(count) = count {
            *count += 1;
        }
        if hyphens > MAX_HYPHENS || signs > MAX_MARKS {
            return None;
        }
    }
    (at > start).then_some((at, breaks))
}

/// The length of a space that is not ASCII, or of an invisible character.
fn blank(bytes: &[u8]) -> Option<usize> {
    match bytes {
        // Next line, no-break space, soft hyphen, Arabic letter mark.
        [0xC2, 0x85 | 0xA0 | 0xAD, ..] | [0xD8, 0x9C, ..] => Some(2),
        // Spaces of all widths, zero-width characters, line and paragraph separators, direction marks, the
        // narrow no-break space and the medium mathematical space.
        [0xE2, 0x80, 0x80..=0x8F | 0xA8..=0xAF, ..] | [0xE2, 0x81, 0x9F, ..] => Some(3),
        // Word joiner, invisible operators, direction isolates; the enclosing keycap.
        [0xE2, 0x81, 0xA0..=0xA9, ..] | [0xE2, 0x83, 0xA3, ..] => Some(3),
        // The blanks of Ogham, Mongolian, Braille, Chinese and Korean.
        [0xE1, 0x9A, 0x80, ..] | [0xE1, 0xA0, 0x8E, ..] | [0xE2, 0xA0, 0x80, ..] => Some(3),
        [0xE3, 0x80, 0x80, ..] | [0xE3, 0x85, 0xA4, ..] => Some(3),
        // Byte-order mark, variation selectors.
        [0xEF, 0xBB, 0xBF, ..] | [0xEF, 0xB8, 0x80..=0x8F, ..] => Some(3),
        _ => None,
    }
}

/// The length of a hyphen, a dash or a middle dot outside ASCII.
fn hyphen(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xC2, 0xB7, ..] => Some(2),
        // Hyphens and dashes, the minus sign, the full-width and the small hyphen.
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] => Some(3),
        [0xEF, 0xBC, 0x8D, ..] | [0xEF, 0xB9, 0xA3, ..] => Some(3),
        _ => None,
    }
}
