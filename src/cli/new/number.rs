//! Document numbers: takes those of a site, gives the one that comes next.
//!
//! A number is a pattern with a year followed by a count: `新福居〔2026〕3号`, `PL 2026/3`. Whatever is around the
//! two is kept as it is.

use crate::front::scalar::Day;
use crate::record::{KindId, Record};

/// A number taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Number<'t> {
    head: &'t str,
    year: u16,
    middle: &'t str,
    count: u64,
    /// How many digits the count has, if it is filled up with zeros.
    width: usize,
    tail: &'t str,
}

/// The next number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    /// What it is.
    pub(super) number: String,
    /// Whether a record of this kind is expected to have one.
    pub(super) expected: bool,
}

/// The number after those of `records` for one of `kind` that `issuer` publishes in `year`; none where the
/// issuer has not used any. The pattern is that of the newest record, of the same kind if one has a number.
pub(super) fn next<'r>(
    records: impl Iterator<Item = &'r Record> + Clone,
    kind: KindId,
    issuer: Option<&str>,
    year: i16,
) -> Option<Proposal> {
    let year = u16::try_from(year).ok()?;
    let numbered =
        records.filter_map(|record| Some((record, Number::parse(record.common.number.as_deref()?)?)));
    let same_kind = |record: &Record| record.kind() == kind;
    let ours = numbered.clone().filter(|(record, _)| record.common.issuer.as_deref().or(issuer) == issuer);
    let (_, pattern) = ours.max_by_key(|(record, number)| {
        (same_kind(record), record.common.day().map(day), number.year, number.count)
    })?;
    let of_pattern = numbered
        .clone()
        .map(|(_, number)| number)
        .filter(|number| number.year == year && number.is_like(&pattern));
    let last = of_pattern.map(|number| number.count).max().unwrap_or(0);
    // Pages and daily logs are not documents, unless the site numbers them.
    let expected = kind.profile().is_numbered || numbered.clone().any(|(record, _)| same_kind(record));
    Some(Proposal { number: pattern.write(year, last.saturating_add(1)), expected })
}

fn day(Day(date): Day) -> jiff::civil::Date {
    date
}

impl<'t> Number<'t> {
    fn parse(text: &'t str) -> Option<Number<'t>> {
        let runs = digits(text);
        let years = |run: &&(usize, usize)| {
            run.1 - run.0 == 4 && (1949..=2199).contains(&text[run.0..run.1].parse().unwrap_or(0_u16))
        };
        let (from, until) = *runs.iter().find(years)?;
        let (start, end) = *runs.last().filter(|run| run.0 > until)?;
        let count = &text[start..end];
        Some(Number {
            head: &text[..from],
            year: text[from..until].parse().ok()?,
            middle: &text[until..start],
            count: count.parse().ok()?,
            width: if count.starts_with('0') { count.len() } else { 0 },
            tail: &text[end..],
        })
    }

    fn is_like(&self, other: &Number<'_>) -> bool {
        (self.head, self.middle, self.tail) == (other.head, other.middle, other.tail)
    }

    fn write(&self, year: u16, count: u64) -> String {
        let Number { head, middle, tail, width, .. } = self;
        format!("{head}{year}{middle}{count:0width$}{tail}")
    }
}

/// Where the runs of ASCII digits start and end.
fn digits(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match runs.last_mut() {
            Some(run) if run.1 == at => run.1 = at + 1,
            _ => runs.push((at, at + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_goes_on_and_all_else_stays() {
        for (text, next) in [
            ("新福居〔2026〕3号", "新福居〔2027〕9号"),
            ("PL 2026/12", "PL 2027/9"),
            ("2026-003", "2027-009"),
            ("3楼〔2026〕1号", "3楼〔2027〕9号"),
        ] {
            assert_eq!(Number::parse(text).unwrap().write(2027, 9), next);
        }
    }

    #[test]
    fn what_has_no_year_or_no_count_is_no_pattern() {
        for text in
            ["", "第3号", "〔2026〕", "2026", "新福居〔2026〕三号", "新福居〔2026〕99999999999999999999号"]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }
}
