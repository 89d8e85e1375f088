//! Whole numbers as text that is short, and shorter still after compression: takes numbers; gives one
//! character for each, or three for a large one. The script reads it character by character.

/// Numbers below this take one character; larger ones take a mark and two characters.
const ONE: u64 = 0x1F00;
/// The first character of a number: below it are the quote and the two marks that are used here.
const FIRST: u32 = 0x23;
/// The mark before a number of two characters.
const LARGE: char = '!';

/// Writes numbers.
#[derive(Debug, Default)]
pub(super) struct NumberWriter(pub(super) String);

impl NumberWriter {
    /// Writes a number, which must be less than sixty million.
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
        // The backslash is skipped: JSON would escape it.
        let code = if code >= u32::from('\\') { code + 1 } else { code };
        self.0.push(char::from_u32(code).unwrap_or_default());
    }

    /// Writes the count of the numbers, then each as its distance from the one before.
    pub(super) fn ascending(&mut self, numbers: &[u32]) {
        self.push(numbers.len() as u64);
        let mut before = 0;
        for number in numbers {
            self.push(u64::from(number - before));
            before = *number;
        }
    }

    /// Writes a difference, so that small ones of either sign become small numbers.
    pub(super) fn difference(&mut self, number: i64) {
        self.push(if number < 0 { (-number) as u64 * 2 - 1 } else { number as u64 * 2 });
    }
}
