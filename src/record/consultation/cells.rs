//! Small counts by building: takes the tables of a ballot paper, one for each question, gives them with
//! every count hidden that would reveal how a few people voted, and with as many more hidden as it takes to
//! keep the first from being worked out.
//!
//! The method is that of statistical offices: counts below a threshold are suppressed first, complementary
//! ones after them. `audit` determines what a reader can work out from what is known: the sum of every
//! column is published; the ballots that a building returned are the sum of its answers and at most its
//! number of voters; and they are the same in every table of the paper.

mod audit;

use serde::{Serialize, Serializer};

/// A count as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountCell {
    /// The count itself.
    Number(u64),
    /// Less than this number.
    Below(u64),
    /// Not shown, because another count could be worked out from it.
    Withheld,
}

impl CountCell {
    /// The sign shown in place of the number, if the number is hidden.
    pub fn sign(self) -> Option<String> {
        match self {
            CountCell::Number(_) => None,
            CountCell::Below(least) => Some(format!("<{least}")),
            CountCell::Withheld => Some("…".to_owned()),
        }
    }

    const fn number(self) -> Option<u64> {
        if let CountCell::Number(number) = self { Some(number) } else { None }
    }
}

/// A number, or the sign in its place.
impl Serialize for CountCell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            CountCell::Number(number) => to.serialize_u64(*number),
            CountCell::Below(_) | CountCell::Withheld => to.serialize_str(&self.sign().unwrap_or_default()),
        }
    }
}

/// Rows of cells: how many are eligible, how many returned a ballot, and how many chose each answer.
pub(super) type Rows = Vec<Vec<Option<CountCell>>>;

/// The columns of those eligible and of the ballots returned; the answers follow.
const ELIGIBLE: usize = 0;
const RETURNED: usize = 1;

/// The counts of one question by building.
#[derive(Clone, Debug)]
pub(super) struct CountTable<'t> {
    /// The building of each row.
    pub(super) places: Vec<&'t str>,
    /// The rows.
    pub(super) rows: Rows,
}

impl<'t> CountTable<'t> {
    /// The table with every count shown.
    pub(super) fn of(counts: Vec<(&'t str, Vec<Option<u64>>)>) -> CountTable<'t> {
        let cells =
            |row: Vec<Option<u64>>| row.into_iter().map(|count| count.map(CountCell::Number)).collect();
        let (places, rows) = counts.into_iter().map(|(place, row)| (place, cells(row))).unzip();
        CountTable { places, rows }
    }
}

/// Hides counts below `least` in the tables of one paper, and those that would reveal them; gives for each
/// table whether anything in it is hidden.
pub(super) fn hide(tables: &mut [CountTable<'_>], least: u64) -> Vec<bool> {
    let has_small = |table: &CountTable<'_>| {
        table.rows.iter().flatten().flatten().any(|cell| cell.number().is_some_and(|number| number < least))
    };
    let any: Vec<bool> = tables.iter().map(has_small).collect();
    if any.contains(&true) {
        let mut audit = audit::Audit::of(tables, least);
        audit.protect();
        audit.write(tables);
    }
    // A count may be withheld in one table because of what is hidden in another.
    let is_touched =
        |table: &CountTable<'_>| table.rows.iter().flatten().flatten().any(|c| c.number().is_none());
    tables.iter().map(is_touched).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as it is shown; a dash marks a missing count.
    fn shown(counts: &[&[u64]]) -> Vec<String> {
        shown_together(&[counts]).remove(0)
    }

    fn shown_together(all: &[&[&[u64]]]) -> Vec<Vec<String>> {
        let names = ["甲", "乙", "丙"];
        let rows = |counts: &[&[u64]]| {
            let row = |row: &&[u64]| row.iter().map(|n| Some(*n)).collect();
            names.into_iter().zip(counts.iter().map(row)).collect()
        };
        let mut tables: Vec<CountTable<'_>> = all.iter().map(|counts| CountTable::of(rows(counts))).collect();
        hide(&mut tables, 5);
        let cell = |cell: &Option<CountCell>| match cell.unwrap() {
            CountCell::Number(number) => number.to_string(),
            CountCell::Below(_) | CountCell::Withheld => cell.unwrap().sign().unwrap(),
        };
        let line = |row: &Vec<Option<CountCell>>| row.iter().map(cell).collect::<Vec<_>>().join(" ");
        tables.iter().map(|table| table.rows.iter().map(line).collect()).collect()
    }

    #[test]
    fn what_is_not_small_is_shown_as_it_is() {
        assert_eq!(shown(&[&[40, 30, 20, 10], &[50, 40, 30, 10]]), ["40 30 20 10", "50 40 30 10"]);
    }

    #[test]
    fn a_small_count_takes_others_with_it_in_its_column_and_its_row() {
        let counts: [&[u64]; 3] = [&[40, 30, 28, 2], &[50, 40, 30, 10], &[60, 50, 25, 25]];
        assert_eq!(shown(&counts), ["40 30 … <5", "50 40 … …", "60 50 25 25"]);
    }

    #[test]
    fn counts_that_are_as_large_as_they_can_be_take_others_with_them() {
        // Everybody in the last building returned a ballot, so its number of eligible people would reveal
        // how many did in the others.
        assert_eq!(shown(&[&[9, 4, 4], &[9, 4, 4], &[9, 9, 9]]), ["9 <5 <5", "… <5 <5", "… … …"]);
        assert_eq!(shown(&[&[9, 0, 0], &[9, 0, 0], &[9, 9, 9]]), ["9 <5 <5", "9 <5 <5", "9 … …"]);
        assert_eq!(shown(&[&[8, 8, 4, 4], &[30, 20, 10, 10]]), ["8 … <5 <5", "30 … … …"]);
    }

    #[test]
    fn another_question_of_the_paper_does_not_say_what_was_returned() {
        let first: [&[u64]; 3] = [&[40, 37, 37, 0], &[60, 51, 38, 13], &[90, 89, 65, 24]];
        let second: [&[u64]; 3] = [&[40, 37, 20, 17], &[60, 51, 30, 21], &[90, 89, 50, 39]];
        let tables = shown_together(&[&first, &second]);
        let hides = |table: &[String]| -> Vec<bool> {
            table.iter().map(|row| row.split(' ').nth(1) == Some("…")).collect()
        };
        assert!(tables[0][0].ends_with("<5"), "{tables:?}");
        assert!(hides(&tables[0]) == hides(&tables[1]), "{tables:?}");
    }

    #[test]
    fn where_nothing_else_is_shown_the_small_counts_are_hidden_all_the_same() {
        assert_eq!(shown(&[&[3, 3, 3]]), ["<5 <5 <5"]);
    }
}
