//! What a reader can work out from tables with hidden counts, and which counts must be hidden as well.
//!
//! Counts whose sums are published form a flow in a network: each ballot flows from its building to its
//! answer, and the sums fix how much flows through each node.
//!
//! ```text
//! all who are eligible ─▶ a building ─▶ its row ─▶ an answer, whose sum is published
//!                              └──────▶ all who returned no ballot
//! ```
//!
//! A reader knows of the hidden counts that `<5` means 0 to 4 and that `…` is at least the threshold, or it
//! would be `<5`. Any other flow that fits differs from the true one by cycles along which counts are
//! alternately one more and one less. So a count is known exactly if it lies on no cycle of hidden counts.
//! To protect a small one, the cheapest cycle through it is hidden, where hiding a shown count costs its
//! value. This is the suppression of cells by network flows, which statistical offices use.
//!
//! Several questions of a paper share the number of ballots that each building returned, and that is no
//! longer a network. There a cycle stays within one table; or, of two buildings, one returns one ballot
//! more and the other one less, in all tables at once. If a count that a reader must not know is protected
//! by neither, the whole paper is withheld.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::{CountCell, CountTable, ELIGIBLE, RETURNED};

/// How many counts may be visited: no real paper needs so many. A paper that needs more is withheld.
const MAX_WORK: usize = 50_000_000;

/// A count: how much flows from one node to another.
struct CountFlow {
    number: u64,
    /// How it is shown; none if no table contains it.
    cell: Option<CountCell>,
    ends: (usize, usize),
    /// Whether it stands for what several tables share: such a change is not known to be possible, nor
    /// impossible.
    is_loose: bool,
}

impl CountFlow {
    /// Whether a reader to whom it is hidden must consider it possible that it is one more, or one less.
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

/// Counts that can all change by one, up or down, at the same time.
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

/// The ballots that a building returned, where several tables give them.
struct BuildingBallots {
    count: usize,
    building: usize,
    /// Its row in each of the tables.
    rows: Vec<usize>,
    /// Buildings of one group are in the same tables.
    group: usize,
}

/// The people eligible in a building, or the ballots returned there, and the tables that give the number.
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
    /// Whether tables contradict each other, so that no network can show what follows from them.
    is_odd: bool,
    work: usize,
}

/// A row of a table in the network.
#[derive(Clone, Copy)]
struct NetworkRow {
    node: usize,
    eligible: Option<usize>,
    returned: Option<usize>,
}

impl Audit {
    /// Builds the network; counts below `least` are hidden from the beginning.
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

    /// For each building, the number of people eligible and of ballots returned.
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

    /// Builds the part of the network for people eligible and ballots returned; gives each row of each
    /// table.
    fn rows<'t>(
        &mut self,
        buildings: &BTreeMap<&'t str, [BuildingTotal; 2]>,
        tables: &[CountTable<'t>],
    ) -> BTreeMap<(usize, &'t str), NetworkRow> {
        // Nothing is known of the flow through these nodes.
        let free: Vec<usize> = (0..=tables.len()).map(|_| self.node()).collect();
        let mut groups: BTreeMap<[&[usize]; 2], (usize, usize)> = BTreeMap::new();
        let mut rows = BTreeMap::new();
        for (place, [eligible, returned]) in buildings {
            // Only buildings that are in the same tables share their sums.
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

    /// The node of a building's row in each table, linked with the ballots returned there: if their number
    /// is not given, any flow through the row is possible.
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

    /// Adds a count of a table.
    fn count(&mut self, number: u64, ends: (usize, usize)) -> usize {
        let count = self.unlinked(number);
        self.link(count, ends);
        count
    }

    /// Adds a count of several tables, which is not linked into the network.
    fn unlinked(&mut self, number: u64) -> usize {
        let cell = if number < self.least { CountCell::Below(self.least) } else { CountCell::Number(number) };
        self.counts.push(CountFlow { number, cell: Some(cell), ends: (0, 0), is_loose: false });
        self.counts.len() - 1
    }

    /// Adds a count that is in no table.
    fn derived(&mut self, number: u64, ends: (usize, usize), is_loose: bool) {
        self.counts.push(CountFlow { number, cell: None, ends, is_loose });
        self.link(self.counts.len() - 1, ends);
    }

    fn link(&mut self, count: usize, (from, to): (usize, usize)) {
        self.counts[count].ends = (from, to);
        self.nodes[from].push(count);
        self.nodes[to].push(count);
    }

    /// Withholds counts until no small one can be worked out, except those that follow from the sums alone.
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

    /// The cheapest way to move one ballot between this building and another, in either direction, in all
    /// tables.
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

    /// What else changes if one ballot more comes from the building `up` and one less from `down`.
    fn moved(&mut self, up: usize, down: usize, start: Path) -> Option<Path> {
        let rows = |at: usize| self.shared[at].rows.clone();
        let tables: Vec<(usize, usize)> = rows(up).into_iter().zip(rows(down)).collect();
        let mut path = start;
        for ends in tables.into_iter().chain([(self.shared[down].building, self.shared[up].building)]) {
            path = path.with(self.cheapest(ends, None, false)?);
        }
        Some(path)
    }

    /// The cheapest path between two nodes along which every count can be one more or, where it is crossed
    /// backwards, one less.
    fn cheapest(
        &mut self,
        (start, end): (usize, usize),
        without: Option<usize>,
        with_loose: bool,
    ) -> Option<Path> {
        // For each node reached: the cost, the count that led to it, and the node before it.
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

    /// Writes the hidden counts into the tables.
    pub(super) fn write(&self, tables: &mut [CountTable<'_>]) {
        for ((table, row, column), count) in &self.places {
            tables[*table].rows[*row][*column] = self.counts[*count].cell;
        }
    }
}

#[cfg(test)]
mod tests;
