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
//! Undefined: κ where neither coded anything, and where chance agreement is 1.

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

impl Alignment {
    /// The alignment of least cost of two sequences of categories. Takes time and memory of the product of their lengths.
    ///
    /// ```
    /// use attune::analysis::agreement::{Alignment, Costs};
    ///
    /// let of = Alignment::of(&[0, 1, 2, 0], &[0, 2, 0], Costs::default());
    /// assert_eq!((of.cost, of.pairs[1]), (1.0, (Some(1), None)));
    /// ```
    pub fn of(a: &[usize], b: &[usize], costs: Costs) -> Self {
        let width = b.len() + 1;
        let mut table = vec![0.0_f64; (a.len() + 1) * width];
        let pair = |i: usize, j: usize| if a[i] == b[j] { 0.0 } else { costs.mismatch };
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let at = |i: usize, j: usize| i * width + j;
                let mut least = if i == 0 && j == 0 { 0.0 } else { f64::INFINITY };
                if i > 0 && j > 0 {
                    least = least.min(table[at(i - 1, j - 1)] + pair(i - 1, j - 1));
                }
                if i > 0 {
                    least = least.min(table[at(i - 1, j)] + costs.gap);
                }
                if j > 0 {
                    least = least.min(table[at(i, j - 1)] + costs.gap);
                }
                table[at(i, j)] = least;
            }
        }
        let (mut i, mut j, mut pairs) = (a.len(), b.len(), Vec::with_capacity(a.len().max(b.len())));
        let near = |x: f64, y: f64| (x - y).abs() < 1e-9;
        while i > 0 || j > 0 {
            let here = table[i * width + j];
            if i > 0 && j > 0 && near(here, table[(i - 1) * width + j - 1] + pair(i - 1, j - 1)) {
                (i, j) = (i - 1, j - 1);
                pairs.push((Some(a[i]), Some(b[j])));
            } else if i > 0 && near(here, table[(i - 1) * width + j] + costs.gap) {
                i -= 1;
                pairs.push((Some(a[i]), None));
            } else {
                j -= 1;
                pairs.push((None, Some(b[j])));
            }
        }
        pairs.reverse();
        Self { cost: table[a.len() * width + b.len()], pairs }
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
