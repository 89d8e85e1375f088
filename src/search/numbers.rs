//! Whole numbers as text that is small, and smaller still once a host packs it: a character a number, two for
//! large ones. The script reads it character by character.

/// What one character holds; behind it a number takes a sign and two characters.
const ONE: u64 = 0x1F00;
/// The first character of a number: below it are the signs of strings and the two that are used here.
const FIRST: u32 = 0x23;
/// The sign before a number of two characters.
const LARGE: char = '!';

/// Writes numbers.
#[derive(Debug, Default)]
pub(super) struct NumberWriter(pub(super) String);

impl NumberWriter {
    /// Writes a number; there are none of sixty million and more.
    pub(super) fn push(&mut self, number: u64) {
        if number < ONE {
            self.digit(number);
        } else {
            self.0.push(LARGE);
            self.digit((number / ONE).min(ONE - 1));
            self.digit(number % ONE);
        }
    }

    fn digit(&mut self, number: u64) {
        let code = FIRST + number as u32;
        // A backslash is left out: it would be written twice.
        let code = if code >= u32::from('\\') { code + 1 } else { code };
        self.0.push(char::from_u32(code).unwrap_or_default());
    }

    /// Writes how many there are, then each as the distance from the one before it.
    pub(super) fn ascending(&mut self, numbers: &[u32]) {
        self.push(numbers.len() as u64);
        let mut before = 0;
        for number in numbers {
            self.push(u64::from(number - before));
            before = *number;
        }
    }

    /// Writes a difference, in which small ones of either sign are small.
    pub(super) fn difference(&mut self, number: i64) {
        self.push(if number < 0 { (-number) as u64 * 2 - 1 } else { number as u64 * 2 });
    }
}
