//! What a reader can work out of tables with hidden counts, and which counts must be hidden as well.
//!
//! Every count is a variable with bounds: shown it is known, `<5` is 0 to 4, and what is withheld is at least
//! the threshold, or it would be `<5`. Sums narrow the bounds until nothing changes. A small count whose
//! bounds meet is known; then the least count that is shown in the sums that say so is withheld, and all
//! begins again.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Cell, ELIGIBLE, RETURNED, Table};

/// More than any count, and little enough that no sum of such overflows.
const MOST: i128 = 1 << 80;
/// More rounds than these narrow the bounds of no real table.
const MAX_ROUNDS: usize = 64;

/// How many terms of sums may be gone over to withhold counts one after the other, and how many steps that is
/// at least.
const MAX_WORK: usize = 20_000_000;
const MIN_STEPS: usize = 256;

/// A count that is published or hidden, in one table or in several.
struct Variable {
    number: i128,
    cell: Cell,
    /// The least and the most that it can be, as far as a reader knows.
    bounds: (i128, i128),
    /// The sums that it stands in.
    sums: Vec<usize>,
}

/// Counts, each added or taken away, whose sum a reader knows.
struct Sum {
    terms: Vec<(usize, i128)>,
    total: i128,
}

/// What was looked at in one round.
#[derive(Default)]
struct Seen {
    variables: HashSet<usize>,
    sums: HashSet<usize>,
}

/// The tables of one paper.
pub(super) struct Audit {
    least: i128,
    variables: Vec<Variable>,
    sums: Vec<Sum>,
    /// Of a building, those who are eligible and those who returned a ballot, who cannot be more.
    turnouts: Vec<(usize, usize)>,
    /// The variable of each cell, by table, row and column.
    places: BTreeMap<(usize, usize, usize), usize>,
}

impl Audit {
    /// Counts below `least` are hidden from the beginning.
    pub(super) fn of(tables: &[Table<'_>], least: u64) -> Audit {
        let mut audit = Audit {
            least: i128::from(least),
            variables: Vec::new(),
            sums: Vec::new(),
            turnouts: Vec::new(),
            places: BTreeMap::new(),
        };
        audit.take_cells(tables, least);
        for (table, Table { rows, .. }) in tables.iter().enumerate() {
            let width = rows.iter().map(Vec::len).max().unwrap_or(0);
            for column in 0..width {
                let cells = (0..rows.len()).filter_map(|row| audit.at(table, row, column));
                let terms = cells.map(|variable| (variable, 1)).collect();
                audit.add(terms);
            }
            for row in 0..rows.len() {
                let returned = audit.at(table, row, RETURNED);
                let answers = (RETURNED + 1..width).filter_map(|column| audit.at(table, row, column));
                let answers = answers.map(|variable| (variable, 1));
                // What was returned and is no answer was invalid: a reader is taken to know how many that is.
                if let Some(returned) = returned {
                    let terms = std::iter::once((returned, -1)).chain(answers).collect();
                    audit.add(terms);
                }
                audit.turnouts.extend(audit.at(table, row, ELIGIBLE).zip(returned));
            }
        }
        audit
    }

    /// Makes a variable of each cell; who is eligible in a building and who returned a ballot there is the
    /// same in each table that says so.
    fn take_cells(&mut self, tables: &[Table<'_>], least: u64) {
        let mut shared: HashMap<(&str, usize, u64), usize> = HashMap::new();
        for (table, Table { places, rows }) in tables.iter().enumerate() {
            for (row, (place, cells)) in places.iter().zip(rows).enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let Some(number) = cell.and_then(Cell::number) else { continue };
                    let variable = match column {
                        ELIGIBLE | RETURNED => *shared
                            .entry((place, column, number))
                            .or_insert_with(|| self.variable(number, least)),
                        _ => self.variable(number, least),
                    };
                    self.places.insert((table, row, column), variable);
                }
            }
        }
    }

    fn variable(&mut self, number: u64, least: u64) -> usize {
        let cell = if number < least { Cell::Below(least) } else { Cell::Number(number) };
        let number = i128::from(number);
        self.variables.push(Variable { number, cell, bounds: (0, 0), sums: Vec::new() });
        self.variables.len() - 1
    }

    fn at(&self, table: usize, row: usize, column: usize) -> Option<usize> {
        self.places.get(&(table, row, column)).copied()
    }

    fn add(&mut self, terms: Vec<(usize, i128)>) {
        let total = terms.iter().map(|(variable, sign)| sign * self.variables[*variable].number).sum();
        for (variable, _) in &terms {
            self.variables[*variable].sums.push(self.sums.len());
        }
        self.sums.push(Sum { terms, total });
    }

    /// Withholds counts until no small one is known any more, or nothing is left to withhold for it.
    pub(super) fn protect(&mut self) {
        let mut lost: HashSet<usize> = HashSet::new();
        let terms: usize = self.sums.iter().map(|sum| sum.terms.len()).sum();
        for _ in 0..(MAX_WORK / terms.max(1)).max(MIN_STEPS) {
            self.narrow();
            let known = |(at, variable): (usize, &Variable)| {
                (matches!(variable.cell, Cell::Below(_)) && variable.bounds.0 == variable.bounds.1)
                    .then_some(at)
            };
            let known: Vec<usize> = self.variables.iter().enumerate().filter_map(known).collect();
            // What was looked at for one is not withheld for another before it is asked again.
            let mut seen = Seen::default();
            let mut has_withheld = false;
            for small in known {
                if lost.contains(&small) || seen.variables.contains(&small) {
                    continue;
                }
                match self.gives_away(small, &mut seen) {
                    Some(shown) => {
                        self.variables[shown].cell = Cell::Withheld;
                        has_withheld = true;
                    }
                    None => drop(lost.insert(small)),
                }
            }
            if !has_withheld {
                return;
            }
        }
        // No paper has so many buildings.
        let shown = self.variables.iter_mut().filter(|variable| matches!(variable.cell, Cell::Number(_)));
        shown.for_each(|variable| variable.cell = Cell::Withheld);
    }

    /// Narrows the bounds of all counts by the sums.
    fn narrow(&mut self) {
        for variable in &mut self.variables {
            variable.bounds = match variable.cell {
                Cell::Number(_) => (variable.number, variable.number),
                Cell::Below(_) => (0, self.least - 1),
                Cell::Withheld => (self.least, MOST),
            };
        }
        for _ in 0..MAX_ROUNDS {
            let mut has_changed = false;
            for sum in 0..self.sums.len() {
                has_changed |= self.narrow_by(sum);
            }
            for at in 0..self.turnouts.len() {
                let (eligible, returned) = self.turnouts[at];
                let (most, fewest) = (self.variables[eligible].bounds.1, self.variables[returned].bounds.0);
                has_changed |= self.within(returned, (0, most)) | self.within(eligible, (fewest, MOST));
            }
            if !has_changed {
                return;
            }
        }
    }

    fn narrow_by(&mut self, sum: usize) -> bool {
        let Sum { terms, total } = &self.sums[sum];
        let ends = |(variable, sign): &(usize, i128)| {
            let (low, high) = self.variables[*variable].bounds;
            if *sign > 0 { (low, high) } else { (-high, -low) }
        };
        let all = terms.iter().map(ends).fold((0, 0), |(low, high), (l, h)| (low + l, high + h));
        let rest = |term: &(usize, i128)| {
            let (low, high) = ends(term);
            // What this term is when the others are as large, and as small, as they can be.
            let (least, most) = (total - (all.1 - high), total - (all.0 - low));
            (term.0, if term.1 > 0 { (least, most) } else { (-most, -least) })
        };
        let narrowed: Vec<(usize, (i128, i128))> = terms.iter().map(rest).collect();
        narrowed.into_iter().fold(false, |any, (variable, bounds)| self.within(variable, bounds) | any)
    }

    /// Narrows the bounds of a count to what lies within others; whether that changes anything.
    fn within(&mut self, variable: usize, (low, high): (i128, i128)) -> bool {
        let bounds = &mut self.variables[variable].bounds;
        let narrowed = (bounds.0.max(low), bounds.1.min(high));
        let has_changed = narrowed != *bounds;
        *bounds = narrowed;
        has_changed
    }

    /// The least count that is shown in the sums from which a small one follows. What is hidden in them and
    /// known as well is followed on.
    fn gives_away(&self, small: usize, seen: &mut Seen) -> Option<usize> {
        let mut to_follow = vec![small];
        let mut shown: Vec<usize> = Vec::new();
        while let Some(variable) = to_follow.pop() {
            if !seen.variables.insert(variable) {
                continue;
            }
            for sum in self.variables[variable].sums.iter().filter(|sum| seen.sums.insert(**sum)) {
                for (other, _) in &self.sums[*sum].terms {
                    match self.variables[*other].cell {
                        Cell::Number(_) => shown.push(*other),
                        Cell::Below(_) | Cell::Withheld => {
                            let (low, high) = self.variables[*other].bounds;
                            to_follow.extend(Some(*other).filter(|_| low == high));
                        }
                    }
                }
            }
        }
        shown.into_iter().min_by_key(|shown| self.variables[*shown].number)
    }

    /// Puts what is hidden into the tables.
    pub(super) fn write(&self, tables: &mut [Table<'_>]) {
        for ((table, row, column), variable) in &self.places {
            tables[*table].rows[*row][*column] = Some(self.variables[*variable].cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, ELIGIBLE, RETURNED, Table, hide};

    const LEAST: u64 = 3;

    /// All numbers that each hidden count of a table can be for a reader who tries every table.
    struct Reader<'t> {
        truth: &'t [Vec<u64>],
        shown: Vec<Vec<Cell>>,
        possible: Vec<Vec<Vec<u64>>>,
    }

    impl Reader<'_> {
        /// Goes on from a cell, with what was put into those before it.
        fn tries(&mut self, at: usize, guess: &mut Vec<Vec<u64>>) {
            let width = self.truth[0].len();
            let (row, column) = (at / width, at % width);
            if row == self.truth.len() {
                for (possible, number) in self.possible.iter_mut().flatten().zip(guess.iter().flatten()) {
                    if !possible.contains(number) {
                        possible.push(*number);
                    }
                }
                return;
            }
            let total: u64 = self.truth.iter().map(|row| row[column]).sum();
            let above: u64 = guess.iter().take(row).map(|row| row[column]).sum();
            let range = match self.shown[row][column] {
                Cell::Number(number) => number..=number,
                Cell::Below(least) => 0..=least - 1,
                Cell::Withheld => LEAST..=total,
            };
            for number in range.filter(|number| above + number <= total) {
                guess[row][column] = number;
                let last_of_column = row + 1 == self.truth.len();
                let fits_column = !last_of_column || above + number == total;
                if fits_column && self.fits_row(row, column, guess) {
                    self.tries(at + 1, guess);
                }
            }
            guess[row][column] = 0;
        }

        fn fits_row(&self, row: usize, column: usize, guess: &[Vec<u64>]) -> bool {
            let answers = |row: &[u64]| row[RETURNED + 1..].iter().sum::<u64>();
            if column == RETURNED && guess[row][RETURNED] > guess[row][ELIGIBLE] {
                return false;
            }
            let truth = &self.truth[row];
            let invalid = truth[RETURNED] - answers(truth);
            column + 1 < truth.len() || guess[row][RETURNED] == answers(&guess[row]) + invalid
        }
    }

    #[test]
    fn no_reader_can_work_out_a_small_count() {
        let mut state = 20_260_302_u64;
        let mut chance = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % (most + 1)
        };
        let mut hidden = 0;
        for _ in 0..400 {
            let mut row = || {
                let answers = [chance(6), chance(6)];
                let returned = answers[0] + answers[1] + chance(1);
                vec![returned + chance(3), returned, answers[0], answers[1]]
            };
            let truth = [row(), row(), row()];
            let numbers = |row: &Vec<u64>| row.iter().map(|n| Some(*n)).collect();
            let rows = ["甲", "乙", "丙"].into_iter().zip(truth.iter().map(numbers)).collect();
            let mut tables = [Table::of(rows)];
            hide(&mut tables, LEAST);
            let shown: Vec<Vec<Cell>> =
                tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.unwrap()).collect()).collect();
            let possible = vec![vec![Vec::new(); 4]; 3];
            let mut reader = Reader { truth: &truth, shown, possible };
            reader.tries(0, &mut vec![vec![0; 4]; 3]);
            let is_shown = |cell: &Cell| matches!(cell, Cell::Number(_));
            let nothing_left = !reader.shown.iter().any(|row| row[RETURNED..].iter().any(is_shown));
            for (cell, possible) in reader.shown.iter().flatten().zip(reader.possible.iter().flatten()) {
                if matches!(cell, Cell::Below(_)) {
                    hidden += 1;
                    assert!(possible.len() > 1 || nothing_left, "{truth:?} {:?}", reader.shown);
                }
            }
        }
        assert!(hidden > 1_000, "{hidden}");
    }
}
