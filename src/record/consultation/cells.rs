//! Small counts by building: takes a table of counts, gives it with those hidden that would tell what few
//! people did, and with so many others that none of the hidden follows from sums that are published.
//!
//! The sum of every column is published, and so is what a row adds up to: of a line in which one cell alone
//! is hidden, that cell is the rest. The measure is that of statistical offices: cells below a threshold are
//! suppressed first, complementary ones after them.

use serde::{Serialize, Serializer};

/// A count as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// As it is.
    Number(u64),
    /// Less than this.
    Below(u64),
    /// Not shown, so that another does not follow from it.
    Withheld,
}

impl Cell {
    /// The sign that stands for it, where it is not shown as it is.
    pub fn sign(self) -> Option<String> {
        match self {
            Cell::Number(_) => None,
            Cell::Below(least) => Some(format!("<{least}")),
            Cell::Withheld => Some("…".to_owned()),
        }
    }

    const fn number(self) -> Option<u64> {
        if let Cell::Number(number) = self { Some(number) } else { None }
    }
}

/// A number, or the sign.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Number(number) => to.serialize_u64(*number),
            Cell::Below(_) | Cell::Withheld => to.serialize_str(&self.sign().unwrap_or_default()),
        }
    }
}

/// Rows of cells: how many are eligible, how many returned a ballot, and how many chose each answer.
type Rows = Vec<Vec<Option<Cell>>>;

/// Where the parts of what was returned begin in a row.
const RETURNED: usize = 1;

/// The counts as they are.
pub(super) fn of(counts: Vec<Vec<Option<u64>>>) -> Rows {
    let row = |row: Vec<Option<u64>>| row.into_iter().map(|count| count.map(Cell::Number)).collect();
    counts.into_iter().map(row).collect()
}

/// Hides counts below `least`, and what would give them away; says whether there are any.
pub(super) fn hide(rows: &mut Rows, least: u64) -> bool {
    let mut any = false;
    let before = rows.clone();
    for cell in rows.iter_mut().flatten().flatten() {
        if cell.number().is_some_and(|number| number < least) {
            *cell = Cell::Below(least);
            any = true;
        }
    }
    while let Some((row, column)) = lines(rows).into_iter().find_map(|line| to_hide(rows, &before, &line)) {
        rows[row][column] = Some(Cell::Withheld);
    }
    any
}

/// The cells of each column, and of each row what was returned with its parts: lines whose sum is known.
fn lines(rows: &Rows) -> Vec<Vec<(usize, usize)>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns = (0..width).map(|column| (0..rows.len()).map(|row| (row, column)).collect());
    columns
        .chain((0..rows.len()).map(|row| (RETURNED..width).map(|column| (row, column)).collect()))
        .collect()
}

/// The least shown cell of a line in which what is hidden would follow from the rest.
fn to_hide(rows: &Rows, before: &Rows, line: &[(usize, usize)]) -> Option<(usize, usize)> {
    let cell = |(row, column): (usize, usize)| rows[row].get(column).copied().flatten();
    let number =
        |(row, column): (usize, usize)| before[row].get(column).copied().flatten().and_then(Cell::number);
    let hidden: Vec<(usize, usize)> = line
        .iter()
        .copied()
        .filter(|at| matches!(cell(*at), Some(Cell::Below(_) | Cell::Withheld)))
        .collect();
    let below =
        |at: &(usize, usize)| if let Some(Cell::Below(least)) = cell(*at) { Some(least) } else { None };
    let bounds: Option<Vec<u64>> = hidden.iter().map(below).collect();
    // Where each is as small or as large as it can be, their sum says so.
    let follows = bounds.is_some_and(|bounds| {
        let sum: u64 = hidden.iter().filter_map(|at| number(*at)).sum();
        sum == 0 || sum == bounds.iter().map(|least| least - 1).sum::<u64>()
    });
    if hidden.is_empty() || (hidden.len() > 1 && !follows) {
        return None;
    }
    let shown = line.iter().copied().filter(|at| matches!(cell(*at), Some(Cell::Number(_))));
    shown.min_by_key(|at| number(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table as it is shown; a dash is no count.
    fn shown(counts: &[&[u64]]) -> Vec<String> {
        let mut rows = of(counts.iter().map(|row| row.iter().map(|n| Some(*n)).collect()).collect());
        hide(&mut rows, 5);
        let cell = |cell: &Option<Cell>| match cell.unwrap() {
            Cell::Number(number) => number.to_string(),
            Cell::Below(_) | Cell::Withheld => cell.unwrap().sign().unwrap(),
        };
        rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn what_is_not_small_is_shown_as_it_is() {
        assert_eq!(shown(&[&[40, 30, 20, 10], &[50, 40, 30, 10]]), ["40 30 20 10", "50 40 30 10"]);
    }

    #[test]
    fn a_small_count_takes_others_with_it_in_its_column_and_its_row() {
        let counts: [&[u64]; 3] = [&[40, 30, 28, 2], &[50, 40, 30, 10], &[60, 50, 25, 25]];
        assert_eq!(shown(&counts), ["40 30 … <5", "50 40 … …", "60 50 … …"]);
    }

    #[test]
    fn a_sum_that_leaves_one_answer_takes_another_with_it() {
        assert_eq!(shown(&[&[9, 4, 4], &[9, 4, 4], &[9, 9, 9]]), ["9 <5 <5", "9 <5 <5", "9 … …"]);
        assert_eq!(shown(&[&[9, 0, 0], &[9, 0, 0], &[9, 9, 9]]), ["9 <5 <5", "9 <5 <5", "9 … …"]);
    }

    #[test]
    fn where_nothing_else_is_shown_the_small_counts_are_hidden_all_the_same() {
        assert_eq!(shown(&[&[3, 3, 3]]), ["<5 <5 <5"]);
    }
}
