//! Identity numbers, bank cards and mobile numbers: takes digits and their separators, gives the runs of
//! whole groups that form such a number.

use std::ops::Range;

use super::chain::{DigitChain, X};
use super::context::{is_other_number, stands_alone};
use super::{Class, Found};

/// Groups of a chain that may form one number.
struct Run<'c> {
    chain: &'c DigitChain,
    groups: Range<usize>,
}

/// Adds the numbers of a chain.
pub(super) fn find(text: &str, chain: &DigitChain, found: &mut Vec<Found>) {
    if chain.digits.len() < 11 {
        return;
    }
    let from = found.last().map_or(0, |last| last.span.end);
    let mut group = (0..chain.len()).find(|group| chain.bytes_of(*group).0 >= from).unwrap_or(chain.len());
    while group < chain.len() {
        group = match number_at(text, chain, group) {
            Some((number, next)) => {
                found.push(number);
                next
            }
            None => group + 1,
        };
    }
}

/// The number that begins with this group, and the group after it.
fn number_at(text: &str, chain: &DigitChain, first: usize) -> Option<(Found, usize)> {
    let lengths = (first..chain.len()).scan(0, |digits, group| {
        *digits += chain.group_len(group);
        Some((group + 1, *digits))
    });
    let ends: Vec<(usize, usize)> = lengths.take_while(|(_, digits)| *digits <= 19).collect();
    let of = |class: Class, is: &dyn Fn(&Run<'_>) -> Option<usize>| {
        ends.iter().rev().find_map(|(end, _)| {
            let run = Run { chain, groups: first..*end };
            let skipped = is(&run)?;
            Some((run.found(text, class, skipped)?, *end))
        })
    };
    of(Class::Identity, &|run| run.is_identity().then_some(0))
        .or_else(|| of(Class::Mobile, &|run| run.mobile().filter(|_| run.groups.len() == 1)))
        .or_else(|| of(Class::Card, &|run| (run.is_card() && !run.begins_late()).then_some(0)))
        .or_else(|| of(Class::Mobile, &|run| run.mobile()))
}

impl Run<'_> {
    fn digits(&self) -> &[u8] {
        let groups = &self.chain.groups;
        &self.chain.digits[groups[self.groups.start]..groups[self.groups.end]]
    }

    fn lengths(&self) -> Vec<usize> {
        self.groups.clone().map(|group| self.chain.group_len(group)).collect()
    }

    /// Whether it is the whole chain.
    fn is_whole(&self) -> bool {
        self.groups == (0..self.chain.len())
    }

    /// Whether it is the whole chain except for the number of a row before it: `1 622848 0402564890018`.
    fn is_row(&self) -> bool {
        let is_short = self.groups.len() <= 4 && self.chain.group_len(0) <= 3;
        is_short && self.groups == (1..self.chain.len())
    }

    /// The number without its first digits, unless the text around it says that it is another sort of
    /// number.
    fn found(&self, text: &str, class: Class, skipped: usize) -> Option<Found> {
        let first = self.chain.groups[self.groups.start];
        let last = self.chain.groups[self.groups.end] - 1;
        let (start, end) = (self.chain.at[first].0, self.chain.at[last].1);
        if !stands_alone(text, start, end, class) || is_other_number(text, start, class) {
            return None;
        }
        let digits = &self.digits()[skipped..];
        let value = digits.iter().map(|digit| if *digit == X { 'X' } else { char::from(b'0' + digit) });
        Some(Found { class, span: self.chain.at[first + skipped].0..end, value: value.collect(), cut: None })
    }

    /// GB 11643: six digits for a place, a day of birth, three digits of a sequence, and a check character.
    fn is_identity(&self) -> bool {
        const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        const CHECKS: [u8; 11] = [1, 0, X, 9, 8, 7, 6, 5, 4, 3, 2];
        let digits = self.digits();
        let [place, .., check] = digits else { return false };
        if digits.len() != 18 || *place == 0 || digits[..17].contains(&X) {
            return false;
        }
        let sum: u32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * u32::from(*digit)).sum();
        CHECKS[(sum % 11) as usize] == *check && is_date(&digits[6..14])
    }

    /// ISO/IEC 7812: 16 to 19 digits with a Luhn check digit.
    fn is_card(&self) -> bool {
        let digits = self.digits();
        if !(16..=19).contains(&digits.len()) || digits.contains(&X) || digits[0] == 0 {
            return false;
        }
        let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
        let sum: u32 = digits.iter().rev().enumerate().fold(0, |sum, (at, digit)| {
            sum + if at % 2 == 1 { doubled(u32::from(*digit)) } else { u32::from(*digit) }
        });
        let varied = digits.iter().any(|digit| *digit != digits[0]);
        sum.is_multiple_of(10) && varied && !is_date(&digits[..8]) && self.is_grouped_as_card()
    }

    /// Whether its first group merely precedes another number, like that of a row or a postal code: the
    /// check digit may be right by chance.
    fn begins_late(&self) -> bool {
        let run = |groups: Range<usize>| Run { chain: self.chain, groups };
        let Range { start, end } = self.groups;
        let ends = |group: usize| (group + 1..=self.chain.len()).take(18);
        let is_other = |group: usize| {
            run(group..group + 1).mobile().is_some() || ends(group).any(|end| run(group..end).is_identity())
        };
        (start + 1..end).any(is_other) || self.chain.group_len(start) <= 3 && run(start + 1..end).is_card()
    }

    fn is_grouped_as_card(&self) -> bool {
        let lengths = self.lengths();
        let in_fours = lengths.iter().rev().skip(1).all(|len| *len == 4) && lengths.last() <= Some(&4);
        // Numbers on successive lines are a column.
        let few = lengths.len() <= 6 && lengths != [8, 8] && self.chain.breaks < 2;
        let single = lengths.iter().all(|len| *len == 1);
        let whole = self.is_whole() && (few || single) || self.is_row() && few;
        lengths.len() == 1 || in_fours || whole && !self.holds_date()
    }

    /// A mobile number, perhaps with a country code before it; gives the number of digits before it.
    fn mobile(&self) -> Option<usize> {
        let digits = self.digits();
        let skipped = match digits.len() {
            11 => 0,
            // The zero of a long-distance call: no area code begins like a mobile number.
            12 if digits[0] == 0 => 1,
            13 if digits.starts_with(&[8, 6]) => 2,
            15 if digits.starts_with(&[0, 0, 8, 6]) => 4,
            _ => return None,
        };
        let is = matches!(digits[skipped..], [1, 3..=9, ..]) && !digits.contains(&X);
        (is && self.is_grouped_as_mobile()).then_some(skipped)
    }

    fn is_grouped_as_mobile(&self) -> bool {
        let lengths = self.lengths();
        let year = |group: usize| (1900..2100).contains(&self.chain.number(group));
        let years = lengths.starts_with(&[4, 4]) && year(self.groups.start) && year(self.groups.start + 1);
        if years {
            return false;
        }
        if lengths.len() <= 3 && lengths.iter().all(|len| *len >= 3) {
            return !self.is_of_round_numbers(&lengths);
        }
        let thousands = lengths[0] <= 3 && lengths[1..].iter().all(|len| *len == 3);
        let single = lengths.iter().all(|len| *len == 1);
        let broken = self.chain.breaks > 0 && lengths.len() > 4 && !single;
        (self.is_whole() || self.is_row()) && !thousands && !broken && !self.holds_date()
    }

    /// Whether it is part of a sequence of round numbers: `1500 1600 1700 180`.
    fn is_of_round_numbers(&self, lengths: &[usize]) -> bool {
        let ends = |group: usize| self.chain.digits[self.chain.groups[group + 1] - 1];
        lengths == [4, 4, 3] && !self.is_whole() && self.groups.clone().all(|group| ends(group) == 0)
    }

    /// Whether three of its groups are a date.
    fn holds_date(&self) -> bool {
        let is = |at: usize| {
            let [year, month, day] = [at, at + 1, at + 2].map(|group| self.chain.number(group));
            let short = |group: usize| self.chain.group_len(group) <= 2;
            self.chain.group_len(at) == 4
                && (1900..2100).contains(&year)
                && (short(at + 1) && (1..=12).contains(&month))
                && (short(at + 2) && (1..=31).contains(&day))
        };
        (self.groups.start..self.groups.end.saturating_sub(2)).any(is)
    }
}

/// Whether eight digits are a date: a year near the present, a month and a day.
pub(super) fn is_date(digits: &[u8]) -> bool {
    let number = |digits: &[u8]| digits.iter().fold(0_u32, |number, digit| number * 10 + u32::from(*digit));
    let [year, month, day] = [number(&digits[..4]), number(&digits[4..6]), number(&digits[6..8])];
    (1880..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}
