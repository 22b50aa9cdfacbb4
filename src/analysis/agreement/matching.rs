//! One-to-one matching of events: as many pairs as can be, and of those the best.
//!
//! The pairs that may be are sparse: events far apart never match. So the assignment is made over the pairs that there are, one event of
//! the first list after the other, each by the shortest augmenting path (Dijkstra's algorithm with the prices of Johnson; Jonker &
//! Volgenant 1987, *Computing* 38:325, for a sparse table as in their `LAPMOD`). A path ends as soon as it meets an event that is free, so it
//! stays near where it began, and the whole costs about as many steps as there are pairs. (The Hungarian algorithm of the crate `pathfinding` takes
//! a full table: a session's thousand events hang together, and are then a million cells and some billion steps.)
//!
//! Greedy matching is not optimal: an early short event may take the only partner of another.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that may be matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) second: usize,
    /// How good it is, 0 to 1.
    pub(super) score: f64,
}

/// What one more pair is worth against any sum of scores: of up to four million pairs.
const PAIR: i64 = 1 << 52;

/// Scores are compared to a billionth.
const SCORE: f64 = 1_000_000_000.0;

/// The largest set of pairs in which nothing occurs twice, and among those the one of the highest sum of scores. By the first.
pub(super) fn best(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    Assignment::of(candidates, PAIR)
}

/// The set of pairs in which nothing occurs twice that has the highest sum of scores, however many. By the first.
pub(super) fn heaviest(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    Assignment::of(candidates, 0)
}

/// Rows are events of the first list, columns those of the second. A pair costs what it is short of the most that one can be worth, and a row
/// may stay alone at that whole price.
struct Assignment {
    alone: i64,
    /// Where the pairs of each row begin in `pairs`.
    begins: Vec<usize>,
    /// Column and cost.
    pairs: Vec<(usize, i64)>,
    row_of: Vec<Option<usize>>,
    column_of: Vec<Option<usize>>,
    /// Prices: row + column ≤ cost of each pair, and equal for those that are taken. They stay within ± `alone`.
    of_row: Vec<i64>,
    of_column: Vec<i64>,
    search: Search,
}

/// What the search for a path has found; kept so that the next one need not make it anew.
struct Search {
    queue: BinaryHeap<Reverse<(i64, usize)>>,
    /// The cost of the cheapest path to each column that is known.
    cost: Vec<i64>,
    /// The row before it.
    before: Vec<usize>,
    /// Columns that have a cost, and those whose cost is final.
    touched: Vec<usize>,
    settled: Vec<usize>,
}

/// Where a path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a column that is free.
    Column(usize),
    /// At a row that stays alone.
    Alone(usize),
}

impl Assignment {
    fn of(candidates: &[Candidate], pair: i64) -> Vec<(usize, usize)> {
        let mut assignment = Self::new(candidates, pair);
        for row in 0..assignment.column_of.len() {
            assignment.place(row);
        }
        let taken = assignment.column_of.iter().enumerate();
        taken.filter_map(|(row, column)| column.map(|column| (row, column))).collect()
    }

    fn new(candidates: &[Candidate], pair: i64) -> Self {
        let size = |of: fn(&Candidate) -> usize| candidates.iter().map(of).max().map_or(0, |last| last + 1);
        let (rows, columns) = (size(|candidate| candidate.first), size(|candidate| candidate.second));
        #[allow(clippy::cast_possible_truncation)] // scores are 0–1
        let score = |score: f64| (score.clamp(0.0, 1.0) * SCORE).round() as i64;
        let alone = pair + score(1.0);
        let mut begins = vec![0; rows + 1];
        for candidate in candidates {
            begins[candidate.first + 1] += 1;
        }
        for row in 0..rows {
            begins[row + 1] += begins[row];
        }
        let (mut pairs, mut next) = (vec![(0, 0); candidates.len()], begins.clone());
        for candidate in candidates {
            pairs[next[candidate.first]] = (candidate.second, alone - pair - score(candidate.score));
            next[candidate.first] += 1;
        }
        let search = Search {
            queue: BinaryHeap::new(),
            cost: vec![i64::MAX; columns],
            before: vec![0; columns],
            touched: Vec::new(),
            settled: Vec::new(),
        };
        Self {
            alone,
            begins,
            pairs,
            row_of: vec![None; columns],
            column_of: vec![None; rows],
            of_row: vec![0; rows],
            of_column: vec![0; columns],
            search,
        }
    }

    /// Gives a row a column, or leaves it or another alone, at the least cost.
    fn place(&mut self, start: usize) {
        let (end, cost) = self.find(start);
        // Prices follow, so that what is taken stays at equal cost.
        self.of_row[start] += cost;
        for column in self.search.settled.drain(..) {
            let saved = cost - self.search.cost[column];
            self.of_column[column] -= saved;
            if let Some(row) = self.row_of[column] {
                self.of_row[row] += saved;
            }
        }
        for column in self.search.touched.drain(..) {
            self.search.cost[column] = i64::MAX;
        }
        self.search.queue.clear();
        // Along the path, each row takes the column that follows it and leaves the one before.
        let mut left = match end {
            End::Column(column) => Some(column),
            End::Alone(row) => self.column_of[row].take(),
        };
        while let Some(column) = left {
            let row = self.search.before[column];
            self.row_of[column] = Some(row);
            left = self.column_of[row].replace(column);
        }
    }

    /// The cheapest path from a row to an end, and its cost.
    fn find(&mut self, start: usize) -> (End, i64) {
        let (mut row, mut so_far) = (start, 0);
        let (mut end, mut least) = (End::Alone(start), i64::MAX);
        loop {
            let alone = so_far + self.alone - self.of_row[row];
            if alone < least {
                (end, least) = (End::Alone(row), alone);
            }
            for &(column, cost) in &self.pairs[self.begins[row]..self.begins[row + 1]] {
                let cost = so_far + cost - self.of_row[row] - self.of_column[column];
                let known = self.search.cost[column];
                if cost < known && cost < least {
                    if known == i64::MAX {
                        self.search.touched.push(column);
                    }
                    self.search.cost[column] = cost;
                    self.search.before[column] = row;
                    self.search.queue.push(Reverse((cost, column)));
                }
            }
            // The next column by cost; one that has become cheaper since stands in the queue twice.
            let next = loop {
                match self.search.queue.pop() {
                    Some(Reverse((cost, column))) if cost == self.search.cost[column] => break Some((cost, column)),
                    Some(_) => {}
                    None => break None,
                }
            };
            match next {
                Some((cost, column)) if cost < least => match self.row_of[column] {
                    Some(owner) => {
                        self.search.settled.push(column);
                        (row, so_far) = (owner, cost);
                    }
                    None => return (End::Column(column), cost),
                },
                _ => return (end, least),
            }
        }
    }
}

// By proptest, which is for the host.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn more_pairs_come_before_better_ones() {
        let candidate = |first, second, score| Candidate { first, second, score };
        // Greedily 0–0 would be taken, and 1 be left alone.
        let candidates = [candidate(0, 0, 0.9), candidate(0, 1, 0.1), candidate(1, 0, 0.2)];
        assert_eq!(best(&candidates), [(0, 1), (1, 0)]);
        assert_eq!(best(&[candidate(3, 1, 0.5), candidate(4, 1, 0.6)]), [(4, 1)]);
        assert_eq!(best(&[]), []);
        assert_eq!(heaviest(&candidates), [(0, 0)]);
    }

    /// The most that pairs are worth, by trying all ways: number and billionths, or billionths alone.
    fn most(candidates: &[Candidate], pair: i64, taken: (u32, u32)) -> i64 {
        let Some((candidate, rest)) = candidates.split_first() else { return 0 };
        let without = most(rest, pair, taken);
        let (row, column) = (1 << candidate.first, 1 << candidate.second);
        if taken.0 & row != 0 || taken.1 & column != 0 {
            return without;
        }
        without.max(worth(candidate, pair) + most(rest, pair, (taken.0 | row, taken.1 | column)))
    }

    #[allow(clippy::cast_possible_truncation)]
    fn worth(candidate: &Candidate, pair: i64) -> i64 {
        pair + (candidate.score * SCORE).round() as i64
    }

    proptest! {
        #[test]
        fn no_other_set_of_pairs_is_better(
            pairs in prop::collection::btree_map((0_usize..6, 0_usize..6), 0_u32..=8, 0..14),
        ) {
            let candidates: Vec<Candidate> = pairs
                .iter()
                .map(|(&(first, second), eighths)| Candidate { first, second, score: f64::from(*eighths) / 8.0 })
                .collect();
            for (pair, matched) in [(PAIR, best(&candidates)), (0, heaviest(&candidates))] {
                let of = |place: fn(&(usize, usize)) -> usize| {
                    matched.iter().map(place).collect::<std::collections::BTreeSet<_>>().len()
                };
                prop_assert_eq!((of(|pair| pair.0), of(|pair| pair.1)), (matched.len(), matched.len()));
                let chosen = candidates.iter().filter(|of| matched.contains(&(of.first, of.second)));
                let total: i64 = chosen.map(|of| worth(of, pair)).sum();
                prop_assert_eq!(total, most(&candidates, pair, (0, 0)));
            }
        }
    }
}
