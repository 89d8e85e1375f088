//! Exact arithmetic: fractions of whole numbers and decimals, compared and printed without a float.

use rust_decimal::Decimal;

use crate::front::scalar::{Amount, Count, Threshold};

/// A part and the base that it is a part of, in the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    part: i128,
    base: i128,
}

impl Share {
    /// A share of people.
    pub fn of_people(part: u64, base: u64) -> Share {
        Share { part: i128::from(part), base: i128::from(base) }
    }

    /// A share of area or money, with both numbers scaled to whole numbers of the finer scale.
    pub fn of_amounts(part: Decimal, base: Decimal) -> Share {
        let scale = part.scale().max(base.scale());
        Share { part: whole(part, scale), base: whole(base, scale) }
    }

    /// Whether the share reaches the threshold. A share of nothing reaches none.
    /// PRC Civil Code art. 1259: 以上 includes the number itself, 过半数 does not.
    pub fn reaches(self, threshold: Threshold) -> bool {
        let left = self.part * i128::from(threshold.denominator);
        let right = i128::from(threshold.numerator) * self.base;
        self.base > 0 && if threshold.strict { left > right } else { left >= right }
    }

    /// The share with exactly four decimals, rounded half up; none if the base is zero.
    pub fn decimal(self) -> Option<String> {
        let ten_thousandths = self.rounded(10_000)?;
        Some(format!("{}.{:04}", ten_thousandths / 10_000, ten_thousandths % 10_000))
    }

    /// The share as a percentage with two decimals, without a sign; 0 and 100 without decimals.
    pub fn percent(self) -> Option<String> {
        if self.base > 0 && (self.part == 0 || self.part == self.base) {
            return Some(if self.part == 0 { "0" } else { "100" }.to_owned());
        }
        let hundredths = self.rounded(10_000)?;
        Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
    }

    fn rounded(self, times: i128) -> Option<i128> {
        (self.base > 0).then(|| (2 * self.part * times + self.base) / (2 * self.base))
    }
}

/// The mean of some shares, rounded half up to ten-thousandths; none if there are no shares.
///
/// It is exact: each share is counted in ten-thousandths (doubled, for rounding by halves) and its whole
/// part is added up; of the remainders, only the number of wholes in their sum matters.
pub fn mean(shares: &[Share]) -> Option<Share> {
    const UNIT: i128 = 10_i128.pow(24);
    let shares: Vec<&Share> = shares.iter().filter(|share| share.base > 0).collect();
    let count = i128::try_from(shares.len()).ok().filter(|count| *count > 0)?;
    let twice = |share: &Share| (2 * 10_000 * share.part, share.base);
    let wholes: i128 = shares.iter().map(|share| twice(share)).map(|(part, base)| part / base).sum();
    let rests = shares.iter().map(|share| twice(share)).map(|(part, base)| part % base * UNIT / base);
    // Each was rounded down by less than one unit, so a sum this close below a whole number is that number.
    let rest = (rests.sum::<i128>() + count) / UNIT;
    Some(Share { part: (wholes + rest + count) / (2 * count), base: 10_000 })
}

/// The threshold as a percentage with two decimals, without a sign.
pub fn threshold_percent(threshold: Threshold) -> String {
    let share = Share::of_people(u64::from(threshold.numerator), u64::from(threshold.denominator));
    share.percent().unwrap_or_default()
}

/// `value` in units of `10^-scale`. Amounts are bounded when they are read, so the result fits in 128 bits.
fn whole(value: Decimal, scale: u32) -> i128 {
    value.mantissa() * 10_i128.pow(scale.saturating_sub(value.scale()))
}

/// The sum of some counts.
pub fn total<'a>(counts: impl IntoIterator<Item = &'a Count>) -> u64 {
    counts.into_iter().map(|count| count.0).sum()
}

/// The median of some counts: of an even number, the mean of the middle two; none if there are no counts.
pub fn median(mut counts: Vec<u64>) -> Option<Decimal> {
    counts.sort_unstable();
    let upper = *counts.get(counts.len() / 2)?;
    let lower = counts[(counts.len() - 1) / 2];
    Some(((Decimal::from(lower) + Decimal::from(upper)) / Decimal::TWO).normalize())
}

/// A sum of money: with at least two decimals, and never a negative zero.
pub fn money(mut sum: Decimal) -> Amount {
    if sum.scale() < 2 {
        sum.rescale(2);
    }
    if sum.is_zero() {
        sum.set_sign_positive(true);
    }
    Amount(sum)
}

/// An amount, or zero if there is none.
pub fn or_zero(amount: Option<impl Into<Amount>>) -> Decimal {
    amount.map_or(Decimal::ZERO, |amount| amount.into().0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::scalar::Scalar;

    fn reaches(part: u64, base: u64, threshold: &str) -> bool {
        Share::of_people(part, base).reaches(Threshold::parse(threshold).unwrap())
    }

    #[test]
    fn two_thirds_of_1575_are_1050_and_not_one_less() {
        assert!(reaches(1050, 1575, "2/3"));
        assert!(!reaches(1049, 1575, "2/3"));
    }

    #[test]
    fn exactly_half_is_not_more_than_half() {
        assert!(!reaches(50, 100, ">1/2"));
        assert!(reaches(51, 100, ">1/2"));
        assert!(reaches(50, 100, "1/2"));
        assert!(!reaches(0, 0, "2/3"));
    }

    #[test]
    fn money_has_two_decimals_or_more() {
        let written = |raw: &str| money(Amount::parse(raw).unwrap().0).to_string();
        assert_eq!(
            ["0", "-0", "12", "-3.5", "1.234"].map(written),
            ["0.00", "0.00", "12.00", "-3.50", "1.234"]
        );
    }

    #[test]
    fn areas_of_different_precision_are_compared_exactly() {
        let amount = |raw: &str| Amount::parse(raw).unwrap().0;
        let share = Share::of_amounts(amount("66666.67"), amount("100000"));
        assert!(share.reaches(Threshold::parse("2/3").unwrap()));
        assert!(
            !Share::of_amounts(amount("66666.66"), amount("100000"))
                .reaches(Threshold::parse("2/3").unwrap())
        );
        assert_eq!(share.decimal().unwrap(), "0.6667");
        assert_eq!(share.percent().unwrap(), "66.67");
    }

    #[test]
    fn shares_are_rounded_half_up_to_four_decimals() {
        assert_eq!(Share::of_people(1, 20_000).decimal().unwrap(), "0.0001");
        assert_eq!(Share::of_people(1, 3).decimal().unwrap(), "0.3333");
        assert_eq!(Share::of_people(7, 7).decimal().unwrap(), "1.0000");
        assert_eq!(Share::of_people(0, 0).decimal(), None);
    }

    #[test]
    fn the_median_of_an_even_number_is_between_both_middle_ones() {
        let median = |counts: &[u64]| median(counts.to_vec()).map(|median| median.to_string());
        assert_eq!(median(&[9, 1, 4]).as_deref(), Some("4"));
        assert_eq!(median(&[9, 1, 4, 5]).as_deref(), Some("4.5"));
        assert_eq!(median(&[3, 5]).as_deref(), Some("4"));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn a_mean_is_that_of_the_fractions_and_not_of_their_decimals() {
        let of = |shares: &[(u64, u64)]| {
            let shares: Vec<Share> =
                shares.iter().map(|(part, base)| Share::of_people(*part, *base)).collect();
            mean(&shares).and_then(Share::decimal)
        };
        assert_eq!(of(&[(1, 3), (2, 3)]).unwrap(), "0.5000");
        assert_eq!(of(&[(1, 3), (1, 3), (1, 3)]).unwrap(), "0.3333");
        // 0.00005 is half of the last decimal and is rounded up; anything less is not.
        assert_eq!(of(&[(1, 10_000), (0, 1)]).unwrap(), "0.0001");
        assert_eq!(of(&[(9_999, 100_000_000), (0, 1)]).unwrap(), "0.0000");
        // One seventh and six sevenths of a ten-thousandth make one ten-thousandth, which is then halved.
        assert_eq!(of(&[(1, 70_000), (6, 70_000)]).unwrap(), "0.0001");
        assert_eq!(of(&[(1050, 1575), (0, 0)]).unwrap(), "0.6667", "of nobody there is no share");
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn all_and_nothing_are_percentages_without_decimals() {
        let percent = |part, base| Share::of_people(part, base).percent().unwrap();
        assert_eq!((percent(7, 7), percent(0, 7)), ("100".to_owned(), "0".to_owned()));
        assert_eq!(percent(99_999, 100_000), "100.00", "nearly all is not all");
    }
}
