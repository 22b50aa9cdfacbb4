//! BORIS 9: "Cohen's kappa (time-unit)" and "Needleman–Wunsch identity" of its menu, and Cohen's κ of its plug-ins.
//!
//! **Menu.** From the earliest onset of either coder to the latest offset of either (not over the session), in steps of Δ. At each step the
//! category is the list of all states on, *with both ends*, so that at a boundary both neighbors are on, and of the points within Δ / 2;
//! nothing on is a category too. κ is rounded to three decimals, and is 1 where chance agreement is 1. Steps resemble their neighbors:
//! larger ones can lower κ.
//!
//! The identity aligns both sequences of steps, match 1, mismatch −1, gap −1, and gives the share of identical places in percent: a
//! constant delay is forgiven.
//!
//! **Plug-ins.** Time is cut at every onset and offset of either; the category is the set of states on, from onset up to, not including,
//! the offset. Each piece counts once, or by its length; a moment with points counts as one more piece, of weight 1.

use crate::analysis::agreement::table::Table;
use crate::analysis::agreement::{Kappa, numeric::count};
use crate::analysis::{Defined, Undefined};
use crate::time::Millis;
use std::collections::BTreeSet;

/// A state or, with onset and offset the same, a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BorisEvent {
    /// A place in the list of codes.
    pub code: usize,
    /// Onset.
    pub start: Millis,
    /// Offset; that of a point is its onset.
    pub stop: Millis,
}

impl BorisEvent {
    fn is_point(&self) -> bool {
        self.start == self.stop
    }
}

/// What the menu shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorisMenu {
    /// κ, three decimals.
    pub kappa: f64,
    /// Share of identical places, in percent.
    pub identity: f64,
}

/// The menu's numbers for steps of a length. Undefined without events or steps.
pub fn boris_menu(first: &[BorisEvent], second: &[BorisEvent], step: Millis) -> Defined<BorisMenu> {
    let all = || first.iter().chain(second);
    let (from, to) = (all().map(|event| event.start).min(), all().map(|event| event.stop).max());
    let (Some(from), Some(to)) = (from, to) else { return Err(Undefined::NothingCoded) };
    if step <= Millis::ZERO {
        return Err(Undefined::NoUnits);
    }
    let steps = (to - from).0 / step.0;
    let on = |events: &[BorisEvent]| -> Vec<Vec<usize>> {
        let at = |nth: i64| {
            let now = from + Millis(nth * step.0);
            let is_on = |event: &&BorisEvent| {
                if event.is_point() {
                    // Halves of odd steps are not whole milliseconds.
                    2 * (event.start - now).0.abs() <= step.0
                } else {
                    event.start <= now && now <= event.stop
                }
            };
            events.iter().filter(is_on).map(|event| event.code).collect()
        };
        (0..=steps).map(at).collect()
    };
    let (one, two) = (on(first), on(second));
    let table = tally(one.iter().zip(&two).map(|(one, two)| (one, two, 1.0)));
    let kappa = Kappa::of(&table)?.kappa.unwrap_or(1.0);
    Ok(BorisMenu { kappa: (kappa * 1000.0).round() / 1000.0, identity: identity(&one, &two) })
}

/// A table of all categories that occur.
fn tally<'a, C: Ord + 'a>(pieces: impl Iterator<Item = (&'a C, &'a C, f64)> + Clone) -> Table {
    let categories: BTreeSet<&C> = pieces.clone().flat_map(|(one, two, _)| [one, two]).collect();
    let places: Vec<&C> = categories.into_iter().collect();
    let mut table = Table::new(places.len());
    for (one, two, weight) in pieces {
        if let (Ok(row), Ok(column)) = (places.binary_search(&one), places.binary_search(&two)) {
            table.add(row, column, weight);
        }
    }
    table
}

fn identity<C: Eq>(one: &[C], two: &[C]) -> f64 {
    let width = two.len() + 1;
    let mut scores = vec![0_i64; (one.len() + 1) * width];
    let gap = |n: usize| -i64::try_from(n).unwrap_or(i64::MAX);
    let pair = |i: usize, j: usize| if one[i] == two[j] { 1 } else { -1 };
    for i in 0..=one.len() {
        for j in 0..=two.len() {
            scores[i * width + j] = match (i, j) {
                (0, n) | (n, 0) => gap(n),
                _ => {
                    let diagonal = scores[(i - 1) * width + j - 1] + pair(i - 1, j - 1);
                    diagonal.max(scores[(i - 1) * width + j] - 1).max(scores[i * width + j - 1] - 1)
                }
            };
        }
    }
    let (mut i, mut j, mut length, mut same) = (one.len(), two.len(), 0, 0);
    while i > 0 || j > 0 {
        length += 1;
        let here = scores[i * width + j];
        if i > 0 && j > 0 && here == scores[(i - 1) * width + j - 1] + pair(i - 1, j - 1) {
            (i, j) = (i - 1, j - 1);
            same += usize::from(one[i] == two[j]);
        } else if i > 0 && here == scores[(i - 1) * width + j] - 1 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    100.0 * count(same) / count(length)
}

/// The plug-ins' κ: by pieces, or by their lengths in seconds.
pub fn boris_plugin(first: &[BorisEvent], second: &[BorisEvent], weighted: bool) -> Defined<Kappa> {
    let all = || first.iter().chain(second);
    let mut edges: Vec<Millis> =
        all().filter(|event| !event.is_point()).flat_map(|event| [event.start, event.stop]).collect();
    edges.sort_unstable();
    edges.dedup();
    let states = |events: &[BorisEvent], at: Millis| -> BTreeSet<usize> {
        let on = events.iter().filter(|event| !event.is_point() && event.start <= at && at < event.stop);
        on.map(|event| event.code).collect()
    };
    let mut pieces: Vec<(BTreeSet<usize>, BTreeSet<usize>, f64)> = edges
        .windows(2)
        .map(|piece| {
            let weight = if weighted { (piece[1] - piece[0]).seconds() } else { 1.0 };
            (states(first, piece[0]), states(second, piece[0]), weight)
        })
        .collect();
    let moments: BTreeSet<Millis> = all().filter(|event| event.is_point()).map(|event| event.start).collect();
    for at in moments {
        let of = |events: &[BorisEvent]| {
            let points = events.iter().filter(|event| event.is_point() && event.start == at).map(|event| event.code);
            states(events, at).into_iter().chain(points).collect()
        };
        pieces.push((of(first), of(second), 1.0));
    }
    Kappa::of(&tally(pieces.iter().map(|(one, two, weight)| (one, two, *weight))))
}
