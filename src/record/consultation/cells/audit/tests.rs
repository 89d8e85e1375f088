//! No reader can work out a small count. The tests try every other table whose counts differ by at most
//! one: if any other table of whole numbers fits the sums, one of these does.

use std::collections::BTreeSet;

use super::super::{CountCell, CountTable, hide};

const LEAST: u64 = 5;

/// The tables of a paper side by side: for each building the people eligible, the ballots returned, and the
/// answers to one question after the other.
struct Paper {
    truth: Vec<Vec<u64>>,
    shown: Vec<Vec<CountCell>>,
    /// How many answers each question has.
    widths: Vec<usize>,
}

impl Paper {
    fn hidden(truth: Vec<Vec<u64>>, widths: &[usize]) -> Paper {
        let names: Vec<String> = (0..truth.len()).map(|row| row.to_string()).collect();
        let mut from = 2;
        let table = |width: &usize| {
            let answers = from..from + width;
            from += width;
            let cells = |row: &Vec<u64>| {
                row[..2].iter().chain(&row[answers.clone()]).map(|number| Some(*number)).collect()
            };
            CountTable::of(names.iter().map(String::as_str).zip(truth.iter().map(cells)).collect())
        };
        let mut tables: Vec<CountTable<'_>> = widths.iter().map(table).collect();
        hide(&mut tables, LEAST);
        let shown = (0..truth.len()).map(|row| {
            let own = tables[0].rows[row][..2].iter();
            own.chain(tables.iter().flat_map(|table| &table.rows[row][2..]))
                .map(|cell| cell.unwrap())
                .collect()
        });
        let shown = shown.collect();
        assert!(tables.iter().all(|table| {
            table.rows.iter().zip(&tables[0].rows).all(|(row, first)| row[..2] == first[..2])
        }));
        Paper { truth, shown, widths: widths.to_vec() }
    }

    /// By how much the counts of a row may differ from the true ones.
    fn changes(&self, row: usize, all_hidden: bool) -> Vec<Vec<i8>> {
        let truth = &self.truth[row];
        let mut all: Vec<Vec<i8>> = vec![Vec::new()];
        for (number, cell) in truth.iter().zip(&self.shown[row]) {
            let fits = |change: &i8| {
                let Some(other) = number.checked_add_signed((*change).into()) else { return false };
                match cell {
                    CountCell::Number(_) if !all_hidden => *change == 0,
                    CountCell::Below(least) => other < *least,
                    CountCell::Number(_) | CountCell::Withheld => other >= LEAST,
                }
            };
            let fitting: Vec<i8> = [-1, 0, 1].into_iter().filter(fits).collect();
            let longer =
                |start: &Vec<i8>| fitting.iter().map(|c| [start.clone(), vec![*c]].concat()).collect();
            all = all.iter().flat_map::<Vec<_>, _>(longer).collect();
        }
        all.retain(|change| {
            let mut from = 2;
            let same = self.widths.iter().all(|width| {
                from += width;
                change[1] == change[from - width..from].iter().sum::<i8>()
            });
            let eligible = truth[0].checked_add_signed(change[0].into());
            same && eligible >= truth[1].checked_add_signed(change[1].into())
        });
        all
    }

    /// Which counts a reader does not know.
    fn unknown(&self, all_hidden: bool) -> Vec<Vec<bool>> {
        let changes: Vec<_> = (0..self.truth.len()).map(|row| self.changes(row, all_hidden)).collect();
        let of_row = |row: usize| {
            let mut sums = BTreeSet::from([vec![0_i8; self.truth[0].len()]]);
            for changes in changes.iter().enumerate().filter(|(at, _)| *at != row).map(|(_, of)| of) {
                let added = |sum: &Vec<i8>| -> Vec<Vec<i8>> {
                    let add = |change: &Vec<i8>| sum.iter().zip(change).map(|(a, b)| a + b).collect();
                    changes.iter().map(add).collect()
                };
                sums = sums.iter().flat_map(added).collect();
            }
            let mut unknown = vec![false; self.truth[0].len()];
            for change in &changes[row] {
                if sums.contains(&change.iter().map(|c| -c).collect::<Vec<i8>>()) {
                    unknown.iter_mut().zip(change).for_each(|(unknown, change)| *unknown |= *change != 0);
                }
            }
            unknown
        };
        (0..self.truth.len()).map(of_row).collect()
    }

    /// The number of small counts, after checking that none can be worked out unless it follows from the
    /// sums alone.
    fn judged(&self) -> usize {
        let unknown = self.unknown(false);
        let (mut small, mut from_sums) = (0, None);
        for (row, cells) in self.shown.iter().enumerate() {
            for column in (0..cells.len()).filter(|column| matches!(cells[*column], CountCell::Below(_))) {
                small += 1;
                if !unknown[row][column] {
                    let without = from_sums.get_or_insert_with(|| self.unknown(true));
                    assert!(!without[row][column], "{row} {column}: {:?} {:?}", self.truth, self.shown);
                }
            }
        }
        small
    }
}

/// A stream of random numbers, each at most a given one.
fn chance() -> impl FnMut(u64) -> u64 {
    let mut state = 20_260_302_u64;
    move |most| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % (most + 1)
    }
}

#[test]
fn no_reader_can_work_out_a_small_count() {
    let mut chance = chance();
    let mut small = 0;
    for (papers, rows, widths) in [
        (200, 3, &[2][..]),
        (120, 4, &[4]),
        (60, 5, &[4]),
        (60, 6, &[3]),
        (60, 4, &[2, 2]),
        (30, 3, &[2, 1, 2]),
    ] {
        for paper in 0..papers {
            let few = 1 + paper % 3;
            let mut row = || {
                let mut number = || if chance(few) == 0 { chance(4) } else { LEAST + chance(20) };
                let answers: Vec<u64> = (0..*widths.iter().max().unwrap()).map(|_| number()).collect();
                let returned = answers.iter().sum::<u64>() + chance(1);
                let eligible = returned + chance(1) * chance(3);
                // Every question has the same ballots; those without another answer are counted under the
                // last.
                let of_question = |width: &usize| {
                    let mut own = answers[..*width].to_vec();
                    own[width - 1] += answers[*width..].iter().sum::<u64>();
                    own.rotate_left(usize::try_from(returned).unwrap() % width);
                    own
                };
                [vec![eligible, returned], widths.iter().flat_map(of_question).collect()].concat()
            };
            let truth = (0..rows).map(|_| row()).collect();
            small += Paper::hidden(truth, widths).judged();
        }
    }
    assert!(small > 1_500, "{small}");
}

#[test]
fn a_count_that_joins_two_blocks_of_hidden_ones_is_no_difference_of_sums() {
    let truth = [[2, 2, 30, 30], [3, 1, 2, 30], [30, 30, 3, 1], [30, 30, 2, 2]];
    let row = |answers: &[u64; 4]| [vec![70, answers.iter().sum()], answers.to_vec()].concat();
    let paper = Paper::hidden(truth.iter().map(row).collect(), &[4]);
    assert_eq!(paper.judged(), 9);
    assert!(paper.unknown(false)[1][4], "{:?}", paper.shown);
}

#[test]
fn what_the_sums_say_by_themselves_takes_nothing_with_it() {
    let nobody = [[40, 40, 30, 10, 0], [50, 45, 25, 20, 0], [60, 50, 25, 25, 0]];
    let paper = Paper::hidden(nobody.iter().map(|row| row.to_vec()).collect(), &[3]);
    let hidden = paper.shown.iter().flatten().filter(|cell| !matches!(cell, CountCell::Number(_))).count();
    assert_eq!(hidden, 3);
}

#[test]
fn hundreds_of_buildings_are_done_in_time() {
    let mut chance = chance();
    let mut row = || {
        let mut number = || if chance(3) == 0 { chance(4) } else { LEAST + chance(60) };
        let answers: Vec<u64> = (0..6).map(|_| number()).collect();
        let returned = answers.iter().sum::<u64>();
        [vec![returned + chance(20), returned], answers].concat()
    };
    let truth: Vec<Vec<u64>> = (0..300).map(|_| row()).collect();
    let paper = Paper::hidden(truth, &[6]);
    assert!(paper.shown.iter().flatten().any(|cell| matches!(cell, CountCell::Number(_))));
}
