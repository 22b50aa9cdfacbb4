//! One-to-one matching of events: as many pairs as can be, and of those the best.
//!
//! The pairs that may be are sparse: events far apart never match. So the graph of them falls into small parts, and each is solved on its
//! own by the Hungarian algorithm (Kuhn & Munkres) of the crate `pathfinding`. Greedy matching is not optimal: an early short event may
//! take the only partner of another.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::HashMap;

/// A pair that may be matched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    pub(super) first: usize,
    pub(super) second: usize,
    /// How good it is, 0 to 1.
    pub(super) score: f64,
}

/// What one more pair is worth against any sum of scores in its part.
const PAIR: i128 = 1 << 60;

/// Scores are compared to a billionth.
const SCORE: f64 = 1_000_000_000.0;

/// The largest set of pairs in which nothing occurs twice, and among those the one of the highest sum of scores. By the first.
pub(super) fn best(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    matched(candidates, PAIR)
}

/// The set of pairs in which nothing occurs twice that has the highest sum of scores, however many. By the first.
pub(super) fn heaviest(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    matched(candidates, 0)
}

fn matched(candidates: &[Candidate], pair: i128) -> Vec<(usize, usize)> {
    let mut matched: Vec<(usize, usize)> = parts(candidates).iter().flat_map(|part| solve(part, pair)).collect();
    matched.sort_unstable();
    matched
}

/// What a node is joined to in the end, by the paths that are shortened as they are walked.
fn root(roots: &mut [usize], mut node: usize) -> usize {
    while roots[node] != node {
        roots[node] = roots[roots[node]];
        node = roots[node];
    }
    node
}

/// Candidates that share events, directly or by others.
fn parts(candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
    let mut roots: Vec<usize> = Vec::new();
    let mut nodes: HashMap<(bool, usize), usize> = HashMap::new();
    for candidate in candidates {
        let [first, second] = [(false, candidate.first), (true, candidate.second)].map(|key| {
            *nodes.entry(key).or_insert_with(|| {
                roots.push(roots.len());
                roots.len() - 1
            })
        });
        let (one, other) = (root(&mut roots, first), root(&mut roots, second));
        roots[one] = other;
    }
    let mut parts: HashMap<usize, Vec<Candidate>> = HashMap::new();
    for candidate in candidates {
        let of = root(&mut roots, nodes[&(false, candidate.first)]);
        parts.entry(of).or_default().push(*candidate);
    }
    parts.into_values().collect()
}

fn solve(part: &[Candidate], pair: i128) -> Vec<(usize, usize)> {
    if let [only] = part {
        return vec![(only.first, only.second)];
    }
    let places = |of: fn(&Candidate) -> usize| {
        let mut places: Vec<usize> = part.iter().map(of).collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let (firsts, seconds) = (places(|candidate| candidate.first), places(|candidate| candidate.second));
    // The algorithm wants no more rows than columns.
    let turned = firsts.len() > seconds.len();
    let (rows, columns) = if turned { (&seconds, &firsts) } else { (&firsts, &seconds) };
    let mut worth = Matrix::new(rows.len(), columns.len(), 0_i128);
    for candidate in part {
        let (row, column) =
            if turned { (candidate.second, candidate.first) } else { (candidate.first, candidate.second) };
        if let (Ok(row), Ok(column)) = (rows.binary_search(&row), columns.binary_search(&column)) {
            #[allow(clippy::cast_possible_truncation)] // scores are 0–1
            let score = (candidate.score * SCORE).round() as i128;
            worth[(row, column)] = pair + score;
        }
    }
    let (_, assigned) = kuhn_munkres(&worth);
    assigned
        .into_iter()
        .enumerate()
        .filter(|(row, column)| worth[(*row, *column)] > 0)
        .map(|(row, column)| if turned { (columns[column], rows[row]) } else { (rows[row], columns[column]) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
