//! What a reader can work out of tables with hidden counts, and which counts must be hidden as well.
//!
//! Counts whose sums are published are a flow in a network: a ballot goes from its building to its answer,
//! and as many go through each as the sums say.
//!
//! ```text
//! all who are eligible ─▶ a building ─▶ its row ─▶ an answer, whose sum is published
//!                              └──────▶ all who returned no ballot
//! ```
//!
//! Of what is hidden a reader knows that `<5` is 0 to 4 and that `…` is at least the threshold, or it would
//! be `<5`. Another flow that fits differs from the true one by cycles along which counts are one more and
//! one less in turn. So a count is known exactly where it lies on no cycle of hidden counts, and the
//! cheapest cycle through a small one is hidden, where a shown count costs what it is. This is the
//! suppression of cells by network flows, which statistical offices use.
//!
//! Several questions of a paper share what their buildings returned, which is no network any more. There a
//! cycle stays within one table, and of two buildings one returns one more and the other one less in all
//! tables at once. What that does not reach and a reader may not know either has the whole paper withheld.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::{CountCell, CountTable, ELIGIBLE, RETURNED};

/// How many counts may be gone over: no real paper needs so many. One that does is withheld.
const MAX_WORK: usize = 50_000_000;

/// A count: how much flows from one node to another.
struct CountFlow {
    number: u64,
    /// How it is shown; none where no table holds it.
    cell: Option<CountCell>,
    ends: (usize, usize),
    /// Whether it stands for whatever tables share: not known to be possible, nor to be impossible.
    is_loose: bool,
}

impl CountFlow {
    /// Whether it may be one more, or one less, for a reader to whom it is hidden.
    fn may_be(&self, more: bool, least: u64) -> bool {
        let (low, high) = match self.cell {
            Some(CountCell::Below(_)) => (0, least - 1),
            Some(CountCell::Number(_) | CountCell::Withheld) => (least, u64::MAX),
            None => (0, u64::MAX),
        };
        if more { self.number < high } else { self.number > low }
    }

    /// What it costs to hide it.
    fn cost(&self) -> u64 {
        self.cell.and_then(CountCell::number).unwrap_or(0)
    }
}

/// Counts that may each be one more or one less at the same time.
#[derive(Default)]
struct Path {
    cost: u64,
    counts: Vec<usize>,
}

impl Path {
    fn with(mut self, other: Path) -> Path {
        self.cost = self.cost.saturating_add(other.cost);
        self.counts.extend(other.counts);
        self
    }
}

/// The ballots that a building returned, of which several tables tell.
struct BuildingBallots {
    count: usize,
    building: usize,
    /// Its row in each of the tables.
    rows: Vec<usize>,
    /// Buildings of one group are in the same tables.
    group: usize,
}

/// Who is eligible in a building, or returned a ballot there, and the tables that say so.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct BuildingTotal {
    number: Option<u64>,
    tables: Vec<usize>,
}

/// The tables of one paper.
pub(super) struct Audit {
    least: u64,
    counts: Vec<CountFlow>,
    /// The counts at each node.
    nodes: Vec<Vec<usize>>,
    shared: Vec<BuildingBallots>,
    /// The count of each cell, by table, row and column.
    places: BTreeMap<(usize, usize, usize), usize>,
    /// Whether tables contradict each other, so that no network shows what follows from them.
    is_odd: bool,
    work: usize,
}

/// What a row of a table is in the network.
#[derive(Clone, Copy)]
struct NetworkRow {
    node: usize,
    eligible: Option<usize>,
    returned: Option<usize>,
}

impl Audit {
    /// Counts below `least` are hidden from the beginning.
    pub(super) fn of(tables: &[CountTable<'_>], least: u64) -> Audit {
        let (counts, nodes, shared) = (Vec::new(), Vec::new(), Vec::new());
        let mut audit =
            Audit { least, counts, nodes, shared, places: BTreeMap::new(), is_odd: false, work: 0 };
        let buildings = audit.buildings(tables);
        let rows = audit.rows(&buildings, tables);
        for (at, table) in tables.iter().enumerate() {
            let mut answers = BTreeMap::new();
            for (row, (place, cells)) in table.places.iter().zip(&table.rows).enumerate() {
                let NetworkRow { node, eligible, returned } = rows[&(at, *place)];
                for (column, cell) in cells.iter().enumerate() {
                    let Some(number) = cell.and_then(CountCell::number) else { continue };
                    let count = match column {
                        ELIGIBLE => eligible,
                        RETURNED => returned,
                        _ => {
                            let answer = *answers.entry(column).or_insert_with(|| audit.node());
                            Some(audit.count(number, (node, answer)))
                        }
                    };
                    audit.places.extend(count.map(|count| ((at, row, column), count)));
                }
            }
        }
        audit
    }

    /// What is said of each building: who is eligible, and who returned a ballot.
    fn buildings<'t>(&mut self, tables: &[CountTable<'t>]) -> BTreeMap<&'t str, [BuildingTotal; 2]> {
        let mut buildings: BTreeMap<&str, [BuildingTotal; 2]> = BTreeMap::new();
        for (at, table) in tables.iter().enumerate() {
            let mut names = table.places.clone();
            names.sort_unstable();
            self.is_odd |= names.windows(2).any(|pair| pair[0] == pair[1]);
            for (place, cells) in table.places.iter().zip(&table.rows) {
                for (said, cell) in buildings.entry(place).or_default().iter_mut().zip(cells) {
                    let Some(number) = cell.and_then(CountCell::number) else { continue };
                    self.is_odd |= said.number.is_some_and(|known| known != number);
                    said.number = Some(number);
                    said.tables.push(at);
                }
            }
        }
        buildings
    }

    /// Makes the network of who is eligible and who returned a ballot; gives each row of each table.
    fn rows<'t>(
        &mut self,
        buildings: &BTreeMap<&'t str, [BuildingTotal; 2]>,
        tables: &[CountTable<'t>],
    ) -> BTreeMap<(usize, &'t str), NetworkRow> {
        // Nothing is known of what flows through these.
        let free: Vec<usize> = (0..=tables.len()).map(|_| self.node()).collect();
        let mut groups: BTreeMap<[&[usize]; 2], (usize, usize)> = BTreeMap::new();
        let mut rows = BTreeMap::new();
        for (place, [eligible, returned]) in buildings {
            // Only buildings of the same tables have the same sums.
            let group = [&*eligible.tables, &*returned.tables];
            let (all, absent) = *groups.entry(group).or_insert_with(|| (self.node(), self.node()));
            let building = match (eligible.number, returned.number) {
                (Some(_), Some(_)) => self.node(),
                (None, Some(_)) => absent,
                (_, None) => free[tables.len()],
            };
            let eligible_count = eligible.number.map(|number| self.count(number, (all, building)));
            if let (Some(eligible), Some(returned)) = (eligible.number, returned.number) {
                self.is_odd |= returned > eligible;
                self.derived(eligible.saturating_sub(returned), (building, absent), false);
            }
            let mut row = NetworkRow { node: 0, eligible: eligible_count, returned: None };
            let in_tables = (0..tables.len()).filter(|at| tables[*at].places.contains(place));
            let nodes = self.row_nodes(returned, (building, all), &free, &mut row);
            rows.extend(in_tables.map(|at| ((at, *place), NetworkRow { node: nodes[at], ..row })));
        }
        rows
    }

    /// The node of a building's row in each table, with what it returned: where that is not said, anything
    /// may flow through its row.
    fn row_nodes(
        &mut self,
        returned: &BuildingTotal,
        (building, group): (usize, usize),
        free: &[usize],
        row: &mut NetworkRow,
    ) -> Vec<usize> {
        let mut nodes = free.to_vec();
        let Some(number) = returned.number else { return nodes };
        for at in &returned.tables {
            nodes[*at] = self.node();
        }
        if free.len() == 2 {
            row.returned = Some(self.count(number, (building, nodes[0])));
            return nodes;
        }
        let count = self.unlinked(number);
        row.returned = Some(count);
        let rows: Vec<usize> = returned.tables.iter().map(|at| nodes[*at]).collect();
        for at in &returned.tables {
            self.derived(u64::MAX / 2, (nodes[*at], free[*at]), true);
        }
        self.derived(u64::MAX / 2, (building, free[free.len() - 1]), true);
        self.shared.push(BuildingBallots { count, building, rows, group });
        nodes
    }

    fn node(&mut self) -> usize {
        self.nodes.push(Vec::new());
        self.nodes.len() - 1
    }

    /// A count of a table.
    fn count(&mut self, number: u64, ends: (usize, usize)) -> usize {
        let count = self.unlinked(number);
        self.link(count, ends);
        count
    }

    /// The same where it is in several tables, and no part of the network.
    fn unlinked(&mut self, number: u64) -> usize {
        let cell = if number < self.least { CountCell::Below(self.least) } else { CountCell::Number(number) };
        self.counts.push(CountFlow { number, cell: Some(cell), ends: (0, 0), is_loose: false });
        self.counts.len() - 1
    }

    /// A count that no table holds.
    fn derived(&mut self, number: u64, ends: (usize, usize), is_loose: bool) {
        self.counts.push(CountFlow { number, cell: None, ends, is_loose });
        self.link(self.counts.len() - 1, ends);
    }

    fn link(&mut self, count: usize, (from, to): (usize, usize)) {
        self.counts[count].ends = (from, to);
        self.nodes[from].push(count);
        self.nodes[to].push(count);
    }

    /// Withholds counts until no small one is known, but for those that follow from the sums alone.
    pub(super) fn protect(&mut self) {
        let is_small = |count: &CountFlow| matches!(count.cell, Some(CountCell::Below(_)));
        let small: Vec<usize> = (0..self.counts.len()).filter(|at| is_small(&self.counts[*at])).collect();
        for count in small {
            let shared = self.shared.iter().position(|shared| shared.count == count);
            let path = match shared {
                Some(shared) => self.exchange(shared),
                None => self.cycle(count, false),
            };
            if let Some(path) = path {
                self.withhold(path.counts);
            } else if shared.is_some() || self.has_shared_rows() && self.cycle(count, true).is_some() {
                self.is_odd = true;
            }
            if self.is_odd || self.work > MAX_WORK {
                return self.withhold((0..self.counts.len()).collect());
            }
        }
    }

    fn has_shared_rows(&self) -> bool {
        !self.shared.is_empty()
    }

    fn withhold(&mut self, counts: Vec<usize>) {
        for count in counts {
            let cell = &mut self.counts[count].cell;
            if matches!(cell, Some(CountCell::Number(_))) {
                *cell = Some(CountCell::Withheld);
            }
        }
    }

    /// The cheapest cycle through a count.
    fn cycle(&mut self, count: usize, with_loose: bool) -> Option<Path> {
        let (from, to) = self.counts[count].ends;
        let least = self.least;
        let ways = [(true, (to, from)), (false, (from, to))];
        let ways = ways.into_iter().filter(|(more, _)| self.counts[count].may_be(*more, least));
        let ways: Vec<(usize, usize)> = ways.map(|(_, ends)| ends).collect();
        let paths = ways.into_iter().filter_map(|ends| self.cheapest(ends, Some(count), with_loose));
        paths.min_by_key(|path| path.cost)
    }

    /// The cheapest way to have one ballot more, or less, from a building, and one less, or more, from
    /// another, in all tables.
    fn exchange(&mut self, at: usize) -> Option<Path> {
        let mut best: Option<Path> = None;
        for more in [true, false] {
            for other in 0..self.shared.len() {
                let (one, two) = (&self.shared[at], &self.shared[other]);
                let (first, second) = (&self.counts[one.count], &self.counts[two.count]);
                let fits = first.may_be(more, self.least) && second.may_be(!more, self.least);
                if other == at || one.group != two.group || !fits {
                    continue;
                }
                let cost = first.cost().saturating_add(second.cost());
                let start = Path { cost, counts: vec![one.count, two.count] };
                let (up, down) = if more { (at, other) } else { (other, at) };
                let path = self.moved(up, down, start);
                best = best.into_iter().chain(path).min_by_key(|path| path.cost);
            }
        }
        best
    }

    /// What else changes where one ballot more comes from the building `up` and one less from `down`.
    fn moved(&mut self, up: usize, down: usize, start: Path) -> Option<Path> {
        let rows = |at: usize| self.shared[at].rows.clone();
        let tables: Vec<(usize, usize)> = rows(up).into_iter().zip(rows(down)).collect();
        let mut path = start;
        for ends in tables.into_iter().chain([(self.shared[down].building, self.shared[up].building)]) {
            path = path.with(self.cheapest(ends, None, false)?);
        }
        Some(path)
    }

    /// The cheapest way between two nodes on which every count may be one more, or one less where it is gone
    /// backwards.
    fn cheapest(
        &mut self,
        (start, end): (usize, usize),
        without: Option<usize>,
        with_loose: bool,
    ) -> Option<Path> {
        // Of each node that was reached: at what cost, and over which count, from where.
        let mut reached: Vec<Option<(u64, usize, usize)>> = vec![None; self.nodes.len()];
        let mut next = BinaryHeap::from([Reverse((0, start))]);
        reached[start] = Some((0, usize::MAX, start));
        self.work += self.nodes.len();
        while let Some(Reverse((cost, node))) = next.pop().filter(|next| next.0.1 != end) {
            if reached[node].is_some_and(|known| known.0 < cost) {
                continue;
            }
            self.work += self.nodes[node].len();
            for at in &self.nodes[node] {
                let count = &self.counts[*at];
                let is_more = count.ends.0 == node;
                let other = if is_more { count.ends.1 } else { count.ends.0 };
                let is_out = Some(*at) == without || count.is_loose && !with_loose;
                let cost = cost.saturating_add(count.cost());
                let is_cheaper = reached[other].is_none_or(|known| cost < known.0);
                if !is_out && is_cheaper && count.may_be(is_more, self.least) {
                    reached[other] = Some((cost, *at, node));
                    next.push(Reverse((cost, other)));
                }
            }
        }
        let mut path = Path { cost: reached[end]?.0, counts: Vec::new() };
        let mut node = end;
        while node != start {
            let (_, count, before) = reached[node]?;
            path.counts.push(count);
            node = before;
        }
        Some(path)
    }

    /// Puts what is hidden into the tables.
    pub(super) fn write(&self, tables: &mut [CountTable<'_>]) {
        for ((table, row, column), count) in &self.places {
            tables[*table].rows[*row][*column] = self.counts[*count].cell;
        }
    }
}

#[cfg(test)]
mod tests;
