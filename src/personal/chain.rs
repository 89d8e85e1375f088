//! Digits with what people write between them: takes the bytes of a text, gives the digits that may belong to
//! one number, where each stands, and where they are parted.

use super::Marks;

/// Digits, parted by nothing but spaces, hyphens and a line break.
#[derive(Debug, Default)]
pub(super) struct DigitChain {
    /// Their values; [`X`] for the check character of an identity number.
    pub(super) digits: Vec<u8>,
    /// The first byte of each, and the byte after it.
    pub(super) at: Vec<(usize, usize)>,
    /// Where the groups begin, as indexes into `digits`; after the last the number of digits.
    pub(super) groups: Vec<usize>,
    /// How many line breaks are among what parts them.
    pub(super) breaks: usize,
}

/// The value of the check character X.
pub(super) const X: u8 = 10;
/// More digits than these are read in several chains.
const MAX: usize = 65_536;
/// The most digits of one number, less one.
const OVERLAP: usize = 18;
/// The most hyphens between two groups, and the most signs of emphasis or quotation. Of white space there may
/// be any amount: a page shows it as one space, and of what is not seen nothing.
const MAX_HYPHENS: usize = 16;
const MAX_MARKS: usize = 4;

impl DigitChain {
    /// Reads the digits that begin at `start`; gives the byte after the last, or an earlier one where the
    /// digits go on and a number may begin among the last of these.
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

    /// The first byte of the last groups that are short enough to belong to a number that goes on.
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

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.groups.len() - 1
    }

    /// How many digits a group has.
    pub(super) fn group_len(&self, group: usize) -> usize {
        self.groups[group + 1] - self.groups[group]
    }

    /// The first byte of a group, and the byte after its last.
    pub(super) fn bytes_of(&self, group: usize) -> (usize, usize) {
        (self.at[self.groups[group]].0, self.at[self.groups[group + 1] - 1].1)
    }

    /// What a group counts, as far as that can be told.
    pub(super) fn number(&self, group: usize) -> u32 {
        let digits = &self.digits[self.groups[group]..self.groups[group + 1]];
        digits.iter().fold(0_u32, |number, digit| number.saturating_mul(10).saturating_add((*digit).into()))
    }
}

/// The digit at a byte and its length; full-width digits are three bytes, those of Arabic and Persian two.
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

/// The length of an X at a byte that no digit follows. Letters may: the digits before it say enough.
fn x_at(bytes: &[u8], at: usize) -> Option<usize> {
    let len = match bytes.get(at..)? {
        [b'X' | b'x', ..] => 1,
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => 3,
        _ => return None,
    };
    digit_at(bytes, at + len).is_none().then_some(len)
}

/// Goes over what may part two groups; gives the byte after it and whether a line ends in it.
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
            // Behind a line break and before a space it is the sign of a list.
            b'-' if !breaks || digit_at(bytes, at + 1).is_some() => (1, Some(&mut hyphens)),
            b'*' | b'_' | b'~' | b'`' | b'\\' if marks == Marks::Markdown && !breaks => (1, Some(&mut signs)),
            // A line of a quotation begins with its sign.
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

/// The length of a space that is not ASCII, or of a character that is not seen.
fn blank(bytes: &[u8]) -> Option<usize> {
    match bytes {
        // Next line, no-break space, soft hyphen, the mark of Arabic letters.
        [0xC2, 0x85 | 0xA0 | 0xAD, ..] | [0xD8, 0x9C, ..] => Some(2),
        // Spaces of all widths, zero-width characters, separators of lines and paragraphs, marks of
        // direction, the narrow no-break space and that of formulas.
        [0xE2, 0x80, 0x80..=0x8F | 0xA8..=0xAF, ..] | [0xE2, 0x81, 0x9F, ..] => Some(3),
        // Word joiner, what is not seen in formulas, isolates of direction; the frame of a key.
        [0xE2, 0x81, 0xA0..=0xA9, ..] | [0xE2, 0x83, 0xA3, ..] => Some(3),
        // The spaces of Ogham, Mongolian, Braille, Chinese and Korean.
        [0xE1, 0x9A, 0x80, ..] | [0xE1, 0xA0, 0x8E, ..] | [0xE2, 0xA0, 0x80, ..] => Some(3),
        [0xE3, 0x80, 0x80, ..] | [0xE3, 0x85, 0xA4, ..] => Some(3),
        // Byte-order mark, variation selectors.
        [0xEF, 0xBB, 0xBF, ..] | [0xEF, 0xB8, 0x80..=0x8F, ..] => Some(3),
        _ => None,
    }
}

/// The length of a hyphen, a dash or a middle dot that is not ASCII.
fn hyphen(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0xC2, 0xB7, ..] => Some(2),
        // Hyphens and dashes, the minus sign, the full-width hyphen and the small one.
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] => Some(3),
        [0xEF, 0xBC, 0x8D, ..] | [0xEF, 0xB9, 0xA3, ..] => Some(3),
        _ => None,
    }
}
