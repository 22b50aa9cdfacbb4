//! κ of two sequences of codes, aligned at the least cost: for events whose order matters and whose times do not.
//!
//! Global alignment by dynamic programming (Needleman & Wunsch 1970): a match costs 0, a mismatch and a gap what is set. What stays
//! without a partner goes into a row and a column of its own, *nil*: omissions and commissions. Chance agreement leaves out the cell
//! nil–nil, which cannot occur: see `quasi`.
//!
//! Source: Quera, Bakeman & Gnisci 2007, *Behav Res Methods* 39:39, who advise that costs "should favor substitutions over insertions and
//! deletions". Of alignments that cost the same, the one is taken that, from the end backward, prefers a pair to an omission and
//! an omission to a commission; κ may depend on that, the cost does not.
//!
//! Undefined: κ where neither coded anything, and where chance agreement is 1; the alignment of more events than there is room for.

use super::numeric::count;
use super::quasi;
use super::table::Table;
use crate::analysis::{Defined, Undefined};

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
        let width = b.len() + 1;
        if (a.len() + 1).saturating_mul(width) > MOST {
            return Err(Undefined::TooMany);
        }
        // The costs of one row at a time, and the step by which each place is reached.
        let mut row: Vec<f64> = (0..width).map(|places| count(places) * costs.gap).collect();
        let mut steps = Vec::with_capacity((a.len() + 1) * width);
        steps.resize(width, Step::Commission);
        for code in a {
            let mut before = row[0];
            row[0] += costs.gap;
            steps.push(Step::Omission);
            for (place, other) in b.iter().enumerate() {
                let pair = before + if code == other { 0.0 } else { costs.mismatch };
                let (omission, commission) = (row[place + 1] + costs.gap, row[place] + costs.gap);
                let least = pair.min(omission).min(commission);
                before = std::mem::replace(&mut row[place + 1], least);
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
        let (mut i, mut j, mut pairs) = (a.len(), b.len(), Vec::with_capacity(a.len().max(b.len())));
        while i > 0 || j > 0 {
            let step = steps[i * width + j];
            (i, j) = match step {
                Step::Pair => (i - 1, j - 1),
                Step::Omission => (i - 1, j),
                Step::Commission => (i, j - 1),
            };
            pairs.push(match step {
                Step::Pair => (Some(a[i]), Some(b[j])),
                Step::Omission => (Some(a[i]), None),
                Step::Commission => (None, Some(b[j])),
            });
        }
        pairs.reverse();
        Ok(Self { cost: row[b.len()], pairs })
    }

    /// The table of so many codes, with a last row and column for none.
    pub fn table(&self, codes: usize) -> Table {
        Table::of_units(codes + 1, self.pairs.iter().map(|(a, b)| (a.unwrap_or(codes), b.unwrap_or(codes))))
    }
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
