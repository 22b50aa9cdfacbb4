//! How alike two segmentations of one sequence are: where one stretch ends and the next begins, whatever they are called.
//!
//! A segmentation of N units has N − 1 places for a boundary.
//!
//! | measure | formula | source |
//! | --- | --- | --- |
//! | boundary similarity B | 1 − (additions + Σ w(transposition)) / (additions + transpositions + matches) | Fournier 2013, *ACL* 51:1702 |
//! | segmentation similarity S | 1 − (additions + Σ w(transposition)) / (N − 1) | Fournier & Inkpen 2012 |
//! | P_k | share of windows of k units whose ends are together in one and apart in the other | Beeferman, Berger & Lafferty 1999 |
//! | `WindowDiff` | share of windows of k units with different numbers of boundaries | Pevzner & Hearst 2002 |
//!
//! A transposition is a boundary of one that lies fewer than `near` places from one of the other; it weighs its distance / `near`. k is
//! half the mean length of the first's segments, rounded, at least 2. P_k and `WindowDiff` are errors: 0 is best.
//!
//! Undefined: segmentations of different lengths ([`Undefined::Missing`]) or of fewer than two units.

use super::numeric::count;
use crate::analysis::{Defined, Undefined};

/// The measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Segmentation {
    /// 0 to 1; 1 without any boundary.
    pub boundary_similarity: f64,
    /// 0 to 1.
    pub similarity: f64,
    /// 0 to 1, an error.
    pub pk: f64,
    /// 0 to 1, an error.
    pub window_diff: f64,
}

impl Segmentation {
    /// Of the lengths of both coders' segments, in units. `near` is the number of places within which a boundary counts as moved.
    ///
    /// ```
    /// use attune::analysis::agreement::Segmentation;
    ///
    /// let of = Segmentation::of(&[2, 3, 6], &[5, 6], 2).unwrap();
    /// assert_eq!((of.boundary_similarity, of.similarity), (0.5, 0.9));
    /// ```
    pub fn of(first: &[usize], second: &[usize], near: usize) -> Defined<Self> {
        let total: usize = first.iter().sum();
        if total != second.iter().sum::<usize>() {
            return Err(Undefined::Missing);
        }
        if total < 2 {
            return Err(Undefined::TooFewUnits);
        }
        let edits = Edits::between(&boundaries(first), &boundaries(second), near);
        let moved: f64 = edits.moved.iter().map(|distance| count(*distance) / count(near)).sum();
        let all = edits.added + edits.moved.len() + edits.matched;
        let cost = count(edits.added) + moved;
        let window = window(first);
        let (a, b) = (labels(first), labels(second));
        let windows = total.saturating_sub(window);
        let share = |errors: usize| if windows > 0 { count(errors) / count(windows) } else { 0.0 };
        let together = |labels: &[usize], at: usize| labels[at] == labels[at + window];
        let within = |labels: &[usize], at: usize| labels[at + window] - labels[at];
        Ok(Self {
            boundary_similarity: if all > 0 { 1.0 - cost / count(all) } else { 1.0 },
            similarity: 1.0 - cost / count(total - 1),
            pk: share((0..windows).filter(|at| together(&a, *at) != together(&b, *at)).count()),
            window_diff: share((0..windows).filter(|at| within(&a, *at) != within(&b, *at)).count()),
        })
    }
}

/// After how many units each segment but the last ends.
fn boundaries(lengths: &[usize]) -> Vec<usize> {
    let mut at = 0;
    let ends = lengths.iter().map(|length| {
        at += length;
        at
    });
    let mut ends: Vec<usize> = ends.collect();
    ends.pop();
    ends
}

/// The segment that each unit lies in.
fn labels(lengths: &[usize]) -> Vec<usize> {
    lengths.iter().enumerate().flat_map(|(segment, length)| std::iter::repeat_n(segment, *length)).collect()
}

/// Half the mean length of segments, rounded half to even.
fn window(lengths: &[usize]) -> usize {
    let half = count(lengths.iter().sum()) / count(lengths.len()) / 2.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a length
    let rounded = half.round_ties_even() as usize;
    rounded.max(2)
}

/// What makes one set of boundaries the other.
struct Edits {
    matched: usize,
    added: usize,
    /// The distances of those that are moved.
    moved: Vec<usize>,
}

impl Edits {
    fn between(first: &[usize], second: &[usize], near: usize) -> Self {
        let only = |of: &[usize], other: &[usize]| -> Vec<usize> {
            of.iter().copied().filter(|place| other.binary_search(place).is_err()).collect()
        };
        let (left, right) = (only(first, second), only(second, first));
        let mut taken = vec![false; right.len()];
        let mut edits = Self { matched: first.len() - left.len(), added: 0, moved: Vec::new() };
        for place in left {
            let begin = right.partition_point(|other| other + near <= place);
            let nearby = right.iter().enumerate().skip(begin).take_while(|(_, other)| **other < place + near);
            match nearby.filter(|(index, _)| !taken[*index]).map(|(index, other)| (other.abs_diff(place), index)).min()
            {
                Some((distance, index)) => {
                    taken[index] = true;
                    edits.moved.push(distance);
                }
                None => edits.added += 1,
            }
        }
        edits.added += taken.iter().filter(|taken| !**taken).count();
        edits
    }
}
