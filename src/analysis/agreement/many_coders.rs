//! The chance-corrected coefficients of any number of coders, of whom any may be missing for any unit.
//!
//! r_ik is the number of coders who put unit i into category k, r_i their number, r the number of coders, n the number of units that
//! anyone coded, n′ that of units coded by two or more. r*_ik = Σ_l w_kl r_il.
//!
//! | | formula |
//! | --- | --- |
//! | pₐ | mean over the n′ units of Σ_k r_ik (r*_ik − 1) / (r_i (r_i − 1)) |
//! | π_k | mean over n units of r_ik / r_i |
//!
//! and pₑ as in [`two_coders`](super::two_coders), with Conger's for κ: Σ w_kl (p̄_k p̄_l − s²_kl / r), p̄ the mean over coders of their shares
//! and s² their covariance. α takes the units coded by two or more only, π weighted by r_i, and pₐ moved by 1 / Σ r_i.
//!
//! The errors are those of Gwet (2014), linearized over units: see [`Estimate`]. Units that nobody coded are dropped first (irrCAC gives
//! not-a-number if one is left in).

use super::numeric::count;
use super::two_coders::{Coefficient, Estimate};
use super::weights::Weights;
use crate::analysis::{Defined, Undefined};

/// What each coder said of each unit: one row a unit, one place a coder, the category or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    /// How many categories there are.
    pub categories: usize,
    /// One row a unit; all of one length.
    pub units: Vec<Vec<Option<usize>>>,
}

impl Ratings {
    /// How many coders there are.
    pub fn coders(&self) -> usize {
        self.units.first().map_or(0, Vec::len)
    }

    /// How many put each unit into each category, of the units that anyone coded.
    pub(super) fn counts(&self) -> Vec<Vec<f64>> {
        let count_unit = |unit: &Vec<Option<usize>>| {
            let mut counts = vec![0.0; self.categories];
            for category in unit.iter().flatten() {
                if let Some(count) = counts.get_mut(*category) {
                    *count += 1.0;
                }
            }
            counts
        };
        self.units.iter().filter(|unit| unit.iter().any(Option::is_some)).map(count_unit).collect()
    }
}

/// What several of the coefficients need of the counts.
struct Units {
    counts: Vec<Vec<f64>>,
    /// The counts times the weights.
    weighted: Vec<Vec<f64>>,
    /// How many coded each.
    coders: Vec<f64>,
}

impl Units {
    fn new(counts: Vec<Vec<f64>>, weights: &Weights) -> Self {
        let weighted = counts.iter().map(|unit| weights.times(unit)).collect();
        let coders = counts.iter().map(|unit| unit.iter().sum()).collect();
        Self { counts, weighted, coders }
    }

    fn len(&self) -> usize {
        self.counts.len()
    }

    /// Σ_k r_ik (r*_ik − 1) of each unit.
    fn agreeing(&self) -> Vec<f64> {
        let unit = |(counts, weighted): (&Vec<f64>, &Vec<f64>)| {
            counts.iter().zip(weighted).map(|(count, weighted)| count * (weighted - 1.0)).sum()
        };
        self.counts.iter().zip(&self.weighted).map(unit).collect()
    }

    /// Agreement of each unit; 0 for one coded by a single coder.
    fn agreements(&self) -> Vec<f64> {
        let share =
            |(agreeing, coders): (f64, &f64)| if *coders >= 2.0 { agreeing / (coders * (coders - 1.0)) } else { 0.0 };
        self.agreeing().into_iter().zip(&self.coders).map(share).collect()
    }

    fn shared(&self) -> f64 {
        count(self.coders.iter().filter(|coders| **coders >= 2.0).count())
    }

    /// The mean over units of the share of each category.
    fn shares(&self, categories: usize) -> Vec<f64> {
        let share = |category: usize| {
            let of = |(counts, coders): (&Vec<f64>, &f64)| counts[category] / coders;
            self.counts.iter().zip(&self.coders).map(of).sum::<f64>() / count(self.len())
        };
        (0..categories).map(share).collect()
    }
}

/// A coefficient of any number of coders.
///
/// Undefined: [`Undefined::NoUnits`] where no unit was coded by two, [`Undefined::OneCode`] where one category was used throughout and
/// chance agreement is 1, or where the scheme has only one and the coefficient asks how many there are.
///
/// ```
/// use attune::analysis::agreement::{Coefficient, Nearness, Ratings, Weights, many_coders};
///
/// // Three coders, four units, one coder missing once.
/// let units = vec![
///     vec![Some(0), Some(0), Some(0)], vec![Some(1), Some(1), None], vec![Some(0), Some(1), Some(0)], vec![Some(1), Some(1), Some(1)],
/// ];
/// let ratings = Ratings { categories: 2, units };
/// let percent = many_coders(&ratings, &Weights::of(Nearness::Identity, 2), Coefficient::Percent).unwrap();
/// assert!((percent.value - (1.0 + 1.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-12);
/// ```
pub fn many_coders(ratings: &Ratings, weights: &Weights, what: Coefficient) -> Defined<Estimate> {
    let k = count(ratings.categories);
    let mut units = Units::new(ratings.counts(), weights);
    if units.shared() < 1.0 {
        return Err(Undefined::NoUnits);
    }
    if what == Coefficient::Alpha {
        let several = |unit: &Vec<f64>| unit.iter().sum::<f64>() >= 2.0;
        units = Units::new(units.counts.into_iter().filter(several).collect(), weights);
        return alpha(&units, weights);
    }
    let pi = units.shares(ratings.categories);
    let one_category = pi.iter().filter(|share| **share > 0.0).count() == 1;
    match what {
        Coefficient::Kappa | Coefficient::Pi if one_category => return Err(Undefined::OneCode),
        Coefficient::Gwet | Coefficient::Uniform if ratings.categories < 2 => return Err(Undefined::OneCode),
        _ => {}
    }
    let t = weights.total();
    // Chance agreement, and what each unit has of it.
    let (pe, chances): (f64, Vec<f64>) = match what {
        Coefficient::Percent | Coefficient::Alpha => (0.0, vec![0.0; units.len()]),
        Coefficient::Uniform => (t / (k * k), vec![t / (k * k); units.len()]),
        Coefficient::Gwet => {
            let scale = t / (k * (k - 1.0));
            let of = |(counts, coders): (&Vec<f64>, &f64)| {
                scale * counts.iter().zip(&pi).map(|(count, share)| count / coders * (1.0 - share)).sum::<f64>()
            };
            let pe = scale * pi.iter().map(|share| share * (1.0 - share)).sum::<f64>();
            (pe, units.counts.iter().zip(&units.coders).map(of).collect())
        }
        Coefficient::Pi => {
            let weighted = weights.times(&pi);
            let of = |(counts, coders): (&Vec<f64>, &f64)| {
                counts.iter().zip(&weighted).map(|(count, weighted)| count * weighted).sum::<f64>() / coders
            };
            (weights.form(&pi, &pi), units.counts.iter().zip(&units.coders).map(of).collect())
        }
        Coefficient::Kappa => conger(ratings, weights),
    };
    let agreements = units.agreements();
    let n = count(units.len());
    let pa = agreements.iter().sum::<f64>() / units.shared();
    let value = (pa - pe) / (1.0 - pe);
    let ratio = n / units.shared();
    let share = |((agreement, coders), chance): ((&f64, &f64), &f64)| {
        let counted = if *coders >= 2.0 { pe } else { 0.0 };
        let own = ratio * (agreement - counted) / (1.0 - pe);
        own - 2.0 * (1.0 - value) * (chance - pe) / (1.0 - pe)
    };
    let shares: Vec<f64> = agreements.iter().zip(&units.coders).zip(&chances).map(share).collect();
    Ok(Estimate { pa, pe, value, se: error(&shares, value), freedom: n - 1.0 })
}

/// √(Σ (x − value)² / (n (n − 1))).
fn error(shares: &[f64], value: f64) -> Defined<f64> {
    let n = count(shares.len());
    if n < 2.0 {
        return Err(Undefined::TooFewUnits);
    }
    Ok((shares.iter().map(|share| (share - value).powi(2)).sum::<f64>() / (n * (n - 1.0))).sqrt())
}

fn alpha(units: &Units, weights: &Weights) -> Defined<Estimate> {
    let n = count(units.len());
    let coded: f64 = units.coders.iter().sum();
    let mean = coded / n;
    let agreeing = units.agreeing();
    let own: Vec<f64> =
        agreeing.iter().zip(&units.coders).map(|(agreeing, coders)| agreeing / (mean * (coders - 1.0))).collect();
    let pa = own.iter().sum::<f64>() / n;
    let pi: Vec<f64> = (0..weights.size())
        .map(|category| units.counts.iter().map(|counts| counts[category]).sum::<f64>() / coded)
        .collect();
    if pi.iter().filter(|share| **share > 0.0).count() == 1 {
        return Err(Undefined::OneCode);
    }
    let pe = weights.form(&pi, &pi);
    let plain = (pa - pe) / (1.0 - pe);
    let weighted = weights.times(&pi);
    let moved = pa + (1.0 - pa) / coded;
    let share = |((own, coders), counts): ((&f64, &f64), &Vec<f64>)| {
        let off = (coders - mean) / mean;
        let chance: f64 = counts.iter().zip(&weighted).map(|(count, weighted)| count * weighted).sum();
        let chance = chance / mean - pe * off;
        (own - moved * off - pe) / (1.0 - pe) - 2.0 * (1.0 - plain) * (chance - pe) / (1.0 - pe)
    };
    let shares: Vec<f64> = own.iter().zip(&units.coders).zip(&units.counts).map(share).collect();
    Ok(Estimate { pa: moved, pe, value: (moved - pe) / (1.0 - pe), se: error(&shares, plain), freedom: n - 1.0 })
}

/// Conger's chance agreement, and what each unit has of it.
fn conger(ratings: &Ratings, weights: &Weights) -> (f64, Vec<f64>) {
    let units: Vec<&Vec<Option<usize>>> =
        ratings.units.iter().filter(|unit| unit.iter().any(Option::is_some)).collect();
    let (n, r, k) = (count(units.len()), ratings.coders(), ratings.categories);
    let coded: Vec<f64> =
        (0..r).map(|coder| count(units.iter().filter(|unit| unit[coder].is_some()).count())).collect();
    // What share of their units each coder put into each category.
    let share = |coder: usize, category: usize| {
        count(units.iter().filter(|unit| unit[coder] == Some(category)).count()) / coded[coder].max(1.0)
    };
    let shares: Vec<Vec<f64>> = (0..r).map(|coder| (0..k).map(|category| share(coder, category)).collect()).collect();
    let coders = count(r);
    let means: Vec<f64> = (0..k).map(|category| shares.iter().map(|of| of[category]).sum::<f64>() / coders).collect();
    let mut pe = 0.0;
    for i in 0..k {
        for j in 0..k {
            let together: f64 = shares.iter().map(|of| of[i] * of[j]).sum();
            let covariance = (together - coders * means[i] * means[j]) / (coders - 1.0);
            pe += weights.get(i, j) * (means[i] * means[j] - covariance / coders);
        }
    }
    let own = |unit: &&Vec<Option<usize>>| {
        let of_coder = |coder: usize| {
            let there = if unit[coder].is_some() { 1.0 } else { 0.0 };
            let excess = there - coded[coder] / n;
            let of_category = |i: usize| {
                let lambda: f64 = (0..k)
                    .map(|j| {
                        let said = if unit[coder] == Some(j) { 1.0 } else { 0.0 };
                        weights.get(i, j) * (said - excess * shares[coder][j])
                    })
                    .sum();
                lambda * n / coded[coder].max(1.0) * (coders * means[i] - shares[coder][i])
            };
            (0..k).map(of_category).sum::<f64>()
        };
        (0..r).map(of_coder).sum::<f64>() / (coders * (coders - 1.0))
    };
    (pe, units.iter().map(own).collect())
}
