//! κ of more than two coders by Fleiss, its values by category, and Light's.
//!
//! N units, m coders each, n_ij the number of coders who put unit i into category j, p_j the share of category j in all.
//!
//! | | formula | source |
//! | --- | --- | --- |
//! | Fleiss' κ | (P̄ − Σ p_j²) / (1 − Σ p_j²), P̄ the mean over units of the share of agreeing pairs | Fleiss 1971, *Psychol Bull* 76:378 |
//! | its z | κ / √(2 (S² − Σ p_j q_j (q_j − p_j)) / (N m (m − 1) S²)), S = Σ p_j q_j, q = 1 − p | Fleiss, Nee & Landis 1979 |
//! | κ of category j | (P_j − p_j) / (1 − p_j), P_j = (Σ n_ij² − N m p_j) / (N m (m − 1) p_j) | Fleiss 1971 |
//! | its error | √(2 / (N m (m − 1))) | Fleiss, Nee & Landis 1979 |
//! | Light's κ | mean of Cohen's κ over all pairs of coders | Light 1971 |
//!
//! Every unit must have been coded by all ([`Undefined::Missing`] otherwise); [`many_coders`](super::many_coders) does without that.

use super::kappa::Kappa;
use super::many_coders::Ratings;
use super::numeric::{count, mean, normal_two_sided};
use super::table::Table;
use crate::analysis::{Defined, Undefined};

/// Fleiss' κ with its test.
#[derive(Debug, Clone, PartialEq)]
pub struct Fleiss {
    /// κ.
    pub kappa: f64,
    /// κ in units of its error under chance.
    pub z: f64,
    /// How probable so much agreement is by chance, on both sides.
    pub p: f64,
    /// One for each category; undefined where nobody used it, or all did always.
    pub categories: Vec<Defined<CategoryKappa>>,
}

/// κ of one category against all others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CategoryKappa {
    /// κ.
    pub kappa: f64,
    /// Its standard error under chance.
    pub se: f64,
}

impl Fleiss {
    /// Of units that all coders coded.
    ///
    /// ```
    /// use attune::analysis::agreement::{Fleiss, Ratings};
    ///
    /// let said = |codes: [usize; 3]| codes.map(Some).to_vec();
    /// let units = vec![said([0, 0, 0]), said([1, 1, 0]), said([1, 1, 1]), said([0, 1, 0])];
    /// let fleiss = Fleiss::of(&Ratings { categories: 2, units }).unwrap();
    /// assert!((fleiss.kappa - 1.0 / 3.0).abs() < 1e-12);
    /// ```
    pub fn of(ratings: &Ratings) -> Defined<Self> {
        let counts = complete(ratings)?;
        let (n, m) = (count(counts.len()), count(ratings.coders()));
        let shares: Vec<f64> = (0..ratings.categories)
            .map(|category| counts.iter().map(|unit| unit[category]).sum::<f64>() / (n * m))
            .collect();
        let squared: f64 = counts.iter().flatten().map(|count| count * count).sum();
        let agreement = (squared - n * m) / (n * m * (m - 1.0));
        let chance: f64 = shares.iter().map(|share| share * share).sum();
        if shares.iter().filter(|share| **share > 0.0).count() < 2 {
            return Err(Undefined::OneCode);
        }
        let kappa = (agreement - chance) / (1.0 - chance);
        let spread: f64 = shares.iter().map(|p| p * (1.0 - p)).sum();
        let skew: f64 = shares.iter().map(|p| p * (1.0 - p) * (1.0 - 2.0 * p)).sum();
        let variance = 2.0 * (spread * spread - skew) / (n * m * (m - 1.0) * spread * spread);
        let z = kappa / variance.sqrt();
        let category = |(category, share): (usize, &f64)| {
            if *share <= 0.0 || *share >= 1.0 {
                return Err(Undefined::OneCode);
            }
            let squared: f64 = counts.iter().map(|unit| unit[category] * unit[category]).sum();
            let agreement = (squared - n * m * share) / (n * m * (m - 1.0) * share);
            Ok(CategoryKappa { kappa: (agreement - share) / (1.0 - share), se: (2.0 / (n * m * (m - 1.0))).sqrt() })
        };
        Ok(Self { kappa, z, p: normal_two_sided(z), categories: shares.iter().enumerate().map(category).collect() })
    }
}

/// Light's κ with the test that R's irr gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Light {
    /// Mean of Cohen's κ over all pairs of coders.
    pub kappa: f64,
    /// κ / √(c / (N (1 − c))) and its two-sided probability, with c = 1 − P Π (1 − pₑ) over the P pairs. An approximation that few trust;
    /// undefined where c is negative, as with three coders or more it often is.
    pub test: Defined<(f64, f64)>,
}

impl Light {
    /// Of units that all coders coded. Undefined where κ of a pair is.
    ///
    /// ```
    /// use attune::analysis::agreement::{Light, Ratings};
    ///
    /// // Cohen 1960, table 1, unit by unit: of two coders it is Cohen's κ, published .492.
    /// let table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]];
    /// let cells = (0..9).flat_map(|cell| vec![vec![Some(cell / 3), Some(cell % 3)]; table[cell / 3][cell % 3]]);
    /// let of = Light::of(&Ratings { categories: 3, units: cells.collect() }).unwrap();
    /// assert_eq!((of.kappa * 1000.0).round(), 492.0);
    /// ```
    pub fn of(ratings: &Ratings) -> Defined<Self> {
        let units = complete(ratings)?.len();
        let coders = ratings.coders();
        let (mut kappas, mut disagreement) = (Vec::new(), 1.0);
        for first in 0..coders {
            for second in first + 1..coders {
                let pairs = ratings.units.iter().filter_map(|unit| unit[first].zip(unit[second]));
                let kappa = Kappa::of(&Table::of_units(ratings.categories, pairs))?;
                kappas.push(kappa.kappa?);
                disagreement *= 1.0 - kappa.pe;
            }
        }
        let (kappa, chance) = (mean(&kappas), 1.0 - count(kappas.len()) * disagreement);
        let variance = chance / (count(units) * (1.0 - chance));
        let z = kappa / variance.sqrt();
        let test = if z.is_finite() { Ok((z, normal_two_sided(z))) } else { Err(Undefined::NoVariance) };
        Ok(Self { kappa, test })
    }
}

/// The counts, where every unit was coded by all coders and there are two of these.
fn complete(ratings: &Ratings) -> Defined<Vec<Vec<f64>>> {
    if ratings.units.is_empty() || ratings.coders() < 2 {
        return Err(Undefined::NoUnits);
    }
    if ratings.units.iter().flatten().any(Option::is_none) {
        return Err(Undefined::Missing);
    }
    Ok(ratings.counts())
}
