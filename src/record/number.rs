//! Document numbers: takes a number as written, gives its pattern, its year and its count.
//!
//! A number is a pattern in which a year is followed by a count: `新福居〔2026〕3号`, `PL 2026/3`. The text
//! around them is kept as it is.

/// A number taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentNumber<'t> {
    /// The text before the year.
    pub head: &'t str,
    /// The year.
    pub year: u16,
    /// The text between the year and the count.
    pub middle: &'t str,
    /// The count.
    pub count: u64,
    /// The number of digits to which the count is padded with zeros.
    width: usize,
    /// The text after the count.
    pub tail: &'t str,
}

impl<'t> DocumentNumber<'t> {
    /// Takes a number apart; none if it has no year, or no count after it.
    pub fn parse(text: &'t str) -> Option<DocumentNumber<'t>> {
        let runs = digits(text);
        let years = |run: &&(usize, usize)| {
            run.1 - run.0 == 4 && (1949..=2199).contains(&text[run.0..run.1].parse().unwrap_or(0_u16))
        };
        let (from, until) = *runs.iter().find(years)?;
        let (start, end) = *runs.last().filter(|run| run.0 > until)?;
        let count = &text[start..end];
        Some(DocumentNumber {
            head: &text[..from],
            year: text[from..until].parse().ok()?,
            middle: &text[until..start],
            count: count.parse().ok()?,
            width: if count.starts_with('0') { count.len() } else { 0 },
            tail: &text[end..],
        })
    }

    /// Whether both have the same pattern.
    pub fn is_like(&self, other: &DocumentNumber<'_>) -> bool {
        (self.head, self.middle, self.tail) == (other.head, other.middle, other.tail)
    }

    /// The number with that year and count in the same pattern.
    pub fn write(&self, year: u16, count: u64) -> String {
        let DocumentNumber { head, middle, tail, width, .. } = self;
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
            assert_eq!(DocumentNumber::parse(text).unwrap().write(2027, 9), next);
        }
    }

    #[test]
    fn what_has_no_year_or_no_count_is_no_pattern() {
        for text in
            ["", "第3号", "〔2026〕", "2026", "新福居〔2026〕三号", "新福居〔2026〕99999999999999999999号"]
        {
            assert_eq!(DocumentNumber::parse(text), None, "{text}");
        }
    }
}
