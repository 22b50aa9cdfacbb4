//! κ of two sequences of codes, aligned at the least cost: for events whose order matters and whose times do not.
//!
//! Global alignment by dynamic programming (Needleman & Wunsch 1970): a match costs 0, a mismatch and a gap what is set. What stays
//! without a partner goes into a row and a column of its own, *nil*: omissions and commissions. Chance agreement leaves out the cell
//! nil–nil, which cannot occur: see `quasi`.
//!
//! **Timed.** The same for events with times ([`Alignment::timed`]): two may be aligned only where they are near, by onset or by overlap,
//! and what may not be aligned is an omission and a commission. So does GSEQ; its own costs and defaults are not published.
//!
//! Source: Quera, Bakeman & Gnisci 2007, *Behav Res Methods* 39:39, who advise that costs "should favor substitutions over insertions and
//! deletions". Of alignments that cost the same, the one is taken that, from the end backward, prefers a pair to an omission and
//! an omission to a commission; κ may depend on that, the cost does not. Timed: Bakeman, Quera & Gnisci 2009, *Behav Res Methods* 41:137,
//! who advise to report one such κ beside one of time.
//!
//! Undefined: κ where neither coded anything, and where chance agreement is 1; the alignment of more events than there is room for.

use super::bout::Bout;
use super::numeric::count;
use super::quasi;
use super::table::Table;
use crate::analysis::{Defined, Undefined};
use crate::time::Millis;

/// What a step of the alignment costs; none negative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// Two codes that differ.
    pub mismatch: f64,
    /// A code without a partner.
    pub gap: f64,
}

impl Default for Costs {
    fn default() -> Self {
        Self { mismatch: 1.0, gap: 1.0 }
    }
}

/// When two events with times may be aligned: where either holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alignable {
    /// How far onsets may be apart.
    pub onset: Option<Millis>,
    /// The least common time as a share of the longer, above 0 and up to 1.
    pub overlap: Option<f64>,
}

impl Default for Alignable {
    /// Onsets within two seconds, or 80 % in common.
    fn default() -> Self {
        Self { onset: Some(Millis(2000)), overlap: Some(0.8) }
    }
}

impl Alignable {
    fn allows(&self, first: &Bout, second: &Bout) -> bool {
        let onsets = || (first.span.start() - second.span.start()).0.abs();
        let share = || first.overlap(second) / first.length().max(second.length());
        // A share of two points is not a number, and does not allow them.
        self.onset.is_some_and(|most| onsets() <= most.0) || self.overlap.is_some_and(|least| share() >= least)
    }
}

/// Two sequences side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// What it costs.
    pub cost: f64,
    /// Codes of both; `None` for none.
    pub pairs: Vec<(Option<usize>, Option<usize>)>,
}

/// How a place in the table was reached.
#[derive(Debug, Clone, Copy)]
enum Step {
    Pair,
    Omission,
    Commission,
}

/// The most places that the table may have: two sequences of eleven thousand.
const MOST: usize = 1 << 27;

impl Alignment {
    /// The alignment of least cost of two sequences of categories. Takes time and memory, a byte each, of the product of their lengths;
    /// [`Undefined::TooMany`] for more than a browser has.
    ///
    /// ```
    /// use attune::analysis::agreement::{Alignment, Costs};
    ///
    /// let of = Alignment::of(&[0, 1, 2, 0], &[0, 2, 0], Costs::default()).unwrap();
    /// assert_eq!((of.cost, of.pairs[1]), (1.0, (Some(1), None)));
    /// ```
    pub fn of(a: &[usize], b: &[usize], costs: Costs) -> Defined<Self> {
        let pair = |i: usize, j: usize| if a[i] == b[j] { 0.0 } else { costs.mismatch };
        let (cost, pairs) = align((a.len(), b.len()), pair, costs.gap)?;
        Ok(Self { cost, pairs: pairs.into_iter().map(|(i, j)| (i.map(|i| a[i]), j.map(|j| b[j]))).collect() })
    }

    /// The same of events with times, each list sorted by onset, of which only those may be aligned that are near each other.
    ///
    /// ```
    /// use attune::analysis::agreement::{Alignable, Alignment, Bout, Costs};
    /// use attune::time::{Millis, Span};
    ///
    /// let bout = |start, end, code| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    /// let (a, b) = ([bout(0, 900, 0), bout(5000, 6000, 1)], [bout(400, 900, 0), bout(9000, 9500, 1)]);
    /// // In order alone both agree; the second ones are four seconds apart.
    /// let of = Alignment::timed(&a, &b, Costs::default(), Alignable::default()).unwrap();
    /// assert_eq!((of.cost, of.pairs), (2.0, vec![(Some(0), Some(0)), (None, Some(1)), (Some(1), None)]));
    /// ```
    pub fn timed(a: &[Bout], b: &[Bout], costs: Costs, near: Alignable) -> Defined<Self> {
        let pair = |i: usize, j: usize| match near.allows(&a[i], &b[j]) {
            false => f64::INFINITY,
            true if a[i].code == b[j].code => 0.0,
            true => costs.mismatch,
        };
        let (cost, pairs) = align((a.len(), b.len()), pair, costs.gap)?;
        let code = |of: &[Bout], place: Option<usize>| place.map(|place| of[place].code);
        Ok(Self { cost, pairs: pairs.into_iter().map(|(i, j)| (code(a, i), code(b, j))).collect() })
    }

    /// The table of so many codes, with a last row and column for none.
    pub fn table(&self, codes: usize) -> Table {
        Table::of_units(codes + 1, self.pairs.iter().map(|(a, b)| (a.unwrap_or(codes), b.unwrap_or(codes))))
    }
}

/// Places side by side.
type Places = Vec<(Option<usize>, Option<usize>)>;

/// The cost and the places of the best alignment of two sequences, by what it costs to pair the ith with the jth.
fn align(lengths: (usize, usize), pair: impl Fn(usize, usize) -> f64, gap: f64) -> Defined<(f64, Places)> {
    let (rows, columns) = lengths;
    let width = columns + 1;
    if (rows + 1).saturating_mul(width) > MOST {
        return Err(Undefined::TooMany);
    }
    // The costs of one row at a time, and the step by which each place is reached.
    let mut costs: Vec<f64> = (0..width).map(|places| count(places) * gap).collect();
    let mut steps = Vec::with_capacity((rows + 1) * width);
    steps.resize(width, Step::Commission);
    for row in 0..rows {
        let mut before = costs[0];
        costs[0] += gap;
        steps.push(Step::Omission);
        for column in 0..columns {
            let pair = before + pair(row, column);
            let (omission, commission) = (costs[column + 1] + gap, costs[column] + gap);
            let least = pair.min(omission).min(commission);
            before = std::mem::replace(&mut costs[column + 1], least);
            // Sums of the same costs in another order may differ in their last bits.
            let near = |cost: f64| (cost - least).abs() < 1e-9;
            steps.push(if near(pair) {
                Step::Pair
            } else if near(omission) {
                Step::Omission
            } else {
                Step::Commission
            });
        }
    }
    let (mut i, mut j, mut places) = (rows, columns, Places::with_capacity(rows.max(columns)));
    while i > 0 || j > 0 {
        let step = steps[i * width + j];
        (i, j) = match step {
            Step::Pair => (i - 1, j - 1),
            Step::Omission => (i - 1, j),
            Step::Commission => (i, j - 1),
        };
        places.push(match step {
            Step::Pair => (Some(i), Some(j)),
            Step::Omission => (Some(i), None),
            Step::Commission => (None, Some(j)),
        });
    }
    places.reverse();
    Ok((costs[columns], places))
}

/// κ of a table whose last category is nil.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NilKappa {
    /// Share of the pairs that agree.
    pub po: f64,
    /// Chance agreement without nil–nil.
    pub pe: f64,
    /// (pₒ − pₑ) / (1 − pₑ).
    pub kappa: Defined<f64>,
}

impl NilKappa {
    /// Of a table whose last row and column stand for none.
    ///
    /// ```
    /// use attune::analysis::agreement::{Alignment, Costs, NilKappa};
    ///
    /// // Three codes of the first, of which the second has the outer ones: an omission, and chance of what can occur only.
    /// let aligned = Alignment::of(&[0, 1, 0], &[0, 0], Costs::default()).unwrap();
    /// let of = NilKappa::of(&aligned.table(2)).unwrap();
    /// assert!((of.po - 2.0 / 3.0).abs() < 1e-12 && of.kappa.is_ok());
    /// ```
    pub fn of(table: &Table) -> Defined<Self> {
        let total = table.total();
        if total <= 0.0 {
            return Err(Undefined::NoUnits);
        }
        let (po, pe) = (table.agreed() / total, quasi::chance(table));
        let one = table.without_last().has_one_category() && table.without_last().total() >= total;
        let kappa = if one || pe >= 1.0 { Err(Undefined::OneCode) } else { Ok((po - pe) / (1.0 - pe)) };
        Ok(Self { po, pe, kappa })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_there_is_room_for_is_refused() {
        let long = vec![0; 12_000];
        assert_eq!(Alignment::of(&long, &long, Costs::default()), Err(Undefined::TooMany));
        let of = Alignment::of(&long, &[], Costs::default()).unwrap();
        assert_eq!((of.cost, of.pairs.len(), of.pairs[0]), (12_000.0, 12_000, (Some(0), None)));
    }
}
