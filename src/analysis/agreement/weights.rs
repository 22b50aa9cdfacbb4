//! Weights of disagreement between ordered categories, and Cohen's weighted κ.
//!
//! | weights | of categories i and j, K in all |
//! | --- | --- |
//! | identity | 1 if i = j, else 0 |
//! | linear | 1 − \|i − j\| / (K − 1) |
//! | quadratic | 1 − (i − j)² / (K − 1)² |
//! | ordinal | 1 − C(\|i − j\| + 1, 2) / C(K, 2) (Gwet 2014) |
//!
//! By place in the scheme. Where the categories are numbers, irrCAC takes their values in place of their places for the linear and
//! the quadratic ones; [`Weights::of_values`] does so.

use super::kappa::Kappa;
use super::numeric::{count, normal_quantile};
use super::table::Table;
use crate::analysis::{Defined, Undefined};

/// How near two categories are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nearness {
    /// The same or not.
    Identity,
    /// By their distance.
    Linear,
    /// By the square of their distance.
    Quadratic,
    /// By the number of pairs between them.
    Ordinal,
}

/// A symmetric table of weights, 1 on the diagonal, none above it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    size: usize,
    cells: Vec<f64>,
}

impl Weights {
    /// Weights of so many categories by their places.
    pub fn of(nearness: Nearness, size: usize) -> Self {
        Self::of_values(nearness, &(0..size).map(count).collect::<Vec<_>>())
    }

    /// Weights of categories by their values, which rise.
    pub fn of_values(nearness: Nearness, values: &[f64]) -> Self {
        let size = values.len();
        let range = values.last().zip(values.first()).map_or(0.0, |(last, first)| last - first);
        let pairs = |places: usize| count(places * places.saturating_sub(1)) / 2.0;
        let weight = |i: usize, j: usize| {
            let distance = (values[i] - values[j]).abs();
            match nearness {
                _ if i == j => 1.0,
                Nearness::Identity => 0.0,
                Nearness::Linear => 1.0 - distance / range,
                Nearness::Quadratic => 1.0 - distance * distance / (range * range),
                Nearness::Ordinal => 1.0 - pairs(i.abs_diff(j) + 1) / pairs(size),
            }
        };
        Self { size, cells: (0..size * size).map(|cell| weight(cell / size, cell % size)).collect() }
    }

    /// The weight of two categories.
    pub fn get(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.size + j]
    }

    /// The number of categories.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Sum of all.
    pub(super) fn total(&self) -> f64 {
        self.cells.iter().sum()
    }

    /// Each row times a vector.
    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.size).map(|i| (0..self.size).map(|j| self.get(i, j) * vector[j]).sum()).collect()
    }

    /// Σ w_ij x_i y_j.
    pub(super) fn form(&self, x: &[f64], y: &[f64]) -> f64 {
        x.iter().zip(self.times(y)).map(|(x, wy)| x * wy).sum()
    }
}

/// Weighted κ (Cohen 1968, *Psychol Bull* 70:213) with the errors of Fleiss, Cohen and Everitt (1969).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightedKappa {
    /// (pₒ − pₑ) / (1 − pₑ), both weighted.
    pub kappa: f64,
    /// Standard error about the κ found.
    pub se: f64,
    /// Standard error if only chance agreed.
    pub se0: f64,
}

impl WeightedKappa {
    /// Of a table whose categories are ordered. Undefined as κ is.
    ///
    /// ```
    /// use attune::analysis::agreement::{Nearness, Table, WeightedKappa, Weights};
    ///
    /// // Agresti 1992, carcinoma slides: statsmodels and R's irr give .649 and .784.
    /// let rows = [[22., 2., 2., 0.], [5., 7., 14., 0.], [0., 2., 36., 0.], [0., 1., 17., 10.]];
    /// let table = Table::from_rows(&rows.map(Vec::from)).unwrap();
    /// let of = |nearness| WeightedKappa::of(&table, &Weights::of(nearness, 4)).unwrap().kappa;
    /// assert_eq!([Nearness::Linear, Nearness::Quadratic].map(|nearness| (of(nearness) * 1000.0).round()), [649.0, 784.0]);
    /// ```
    pub fn of(table: &Table, weights: &Weights) -> Defined<Self> {
        Kappa::of(table)?.kappa?;
        let p = table.proportions().ok_or(Undefined::NoUnits)?;
        let (rows, columns) = (weights.times(&p.columns), weights.times(&p.rows));
        let po = p.sum(|i, j, share| weights.get(i, j) * share);
        let pe = weights.form(&p.rows, &p.columns);
        let kappa = (po - pe) / (1.0 - pe);
        let spread = p.sum(|i, j, share| share * (weights.get(i, j) - (rows[i] + columns[j]) * (1.0 - kappa)).powi(2));
        let scale = p.total * (1.0 - pe).powi(2);
        let variance = (spread - (kappa - pe * (1.0 - kappa)).powi(2)) / scale;
        let spread0 = p.sum(|i, j, _| p.rows[i] * p.columns[j] * (weights.get(i, j) - (rows[i] + columns[j])).powi(2));
        let variance0 = (spread0 - pe * pe) / scale;
        Ok(Self { kappa, se: variance.max(0.0).sqrt(), se0: variance0.max(0.0).sqrt() })
    }

    /// κ ± z · SE of a confidence such as 0.95.
    pub fn interval(&self, confidence: f64) -> (f64, f64) {
        let half = normal_quantile(f64::midpoint(1.0, confidence)) * self.se;
        (self.kappa - half, self.kappa + half)
    }
}
