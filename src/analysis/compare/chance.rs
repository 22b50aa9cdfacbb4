//! The chance-corrected coefficients of two or more coders from the tables of their pairs.
//!
//! The same formulas as in [`agreement`](crate::analysis::agreement), without errors and for weights that are times: a table is summed up once,
//! and all values follow from the sums, thousands of times for an interval. With m coders of whom none is missing, p̄_k the mean of their
//! shares of category k and s²_k the variance of these:
//!
//! | | |
//! | --- | --- |
//! | pₐ | mean over pairs of the share in which they agree |
//! | pₑ of Cohen, of Conger | Σ p̄_k² − s²_k / m; for two coders that is Σ r_k c_k |
//! | pₑ of Scott, of Fleiss | Σ p̄_k² |
//! | α | as π, with 1 − pₐ less by its share 1 / (m n) |
//! | pₑ of Gwet | Σ p̄_k (1 − p̄_k) / (K − 1) |
//! | pₑ of Bennett, of Randolph | 1 / K |

use super::Statistic;
use crate::analysis::{Defined, Undefined};

/// Sums of the tables of all pairs of some coders.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chance {
    /// What was compared, of one pair.
    pub n: f64,
    coders: f64,
    pa: f64,
    own: f64,
    pi: f64,
    gwet: f64,
    /// Σ min(r_k, c_k), of two coders.
    most: f64,
    one_category: bool,
    /// How many categories there are for coefficients that ask.
    categories: f64,
}

fn float(n: usize) -> f64 {
    crate::analysis::agreement::count(n)
}

impl Chance {
    /// Of the tables of all pairs of coders, each `size` × `size` cells by rows; `categories` is how many there are by the scheme. `None`
    /// where nothing was compared.
    pub fn of<'a>(
        tables: impl Iterator<Item = ((usize, usize), &'a [f64])>,
        size: usize,
        coders: usize,
        categories: usize,
    ) -> Option<Self> {
        let mut shares = vec![0.0; coders * size];
        let mut seen = vec![false; coders];
        let (mut n, mut pa, mut pairs) = (0.0, 0.0, 0.0);
        for ((first, second), cells) in tables {
            let total: f64 = cells.iter().sum();
            if total <= 0.0 {
                return None;
            }
            n = total;
            pa += (0..size).map(|k| cells[k * size + k]).sum::<f64>() / total;
            pairs += 1.0;
            if !seen[first] {
                for row in 0..size {
                    shares[first * size + row] = cells[row * size..(row + 1) * size].iter().sum::<f64>() / total;
                }
                seen[first] = true;
            }
            if !seen[second] {
                for column in 0..size {
                    shares[second * size + column] =
                        (0..size).map(|row| cells[row * size + column]).sum::<f64>() / total;
                }
                seen[second] = true;
            }
        }
        if pairs <= 0.0 {
            return None;
        }
        let m = float(coders);
        let mut of = Self {
            n,
            coders: m,
            pa: pa / pairs,
            own: 0.0,
            pi: 0.0,
            gwet: 0.0,
            most: 0.0,
            one_category: false,
            categories: float(categories),
        };
        let mut used = 0;
        for k in 0..size {
            let each = || (0..coders).map(|coder| shares[coder * size + k]);
            let mean = each().sum::<f64>() / m;
            let variance = each().map(|share| (share - mean).powi(2)).sum::<f64>() / (m - 1.0);
            of.own += mean * mean - variance / m;
            of.pi += mean * mean;
            of.gwet += mean * (1.0 - mean);
            of.most += each().fold(f64::INFINITY, f64::min);
            used += usize::from(mean > 0.0);
        }
        of.one_category = used == 1;
        Some(of)
    }

    /// A coefficient.
    pub fn value(&self, what: Statistic) -> Defined<f64> {
        let corrected = |pe: f64| (self.pa - pe) / (1.0 - pe);
        let several = |value: f64| if self.one_category { Err(Undefined::OneCode) } else { Ok(value) };
        let asks = |value: f64| if self.categories < 2.0 { Err(Undefined::OneCode) } else { Ok(value) };
        match what {
            Statistic::Percent => Ok(self.pa),
            Statistic::Kappa | Statistic::Conger => several(corrected(self.own)),
            Statistic::KappaMax => several((self.most - self.own) / (1.0 - self.own)),
            Statistic::Pi => several(corrected(self.pi)),
            Statistic::Alpha => several(1.0 - (1.0 - self.pa) * (1.0 - 1.0 / (self.coders * self.n)) / (1.0 - self.pi)),
            Statistic::Ac1 => asks(corrected(self.gwet / (self.categories - 1.0))),
            Statistic::Pabak | Statistic::Randolph => asks(corrected(1.0 / self.categories)),
            _ => Err(Undefined::Missing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agreement::{Coefficient, Kappa, Nearness, Ratings, Table, Weights, many_coders, two_coders};

    #[track_caller]
    fn near(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-12, "{one} {other}");
    }

    #[test]
    fn two_coders_come_out_as_in_agreement() {
        let table = Table::from_rows(&[vec![88., 14., 18.], vec![10., 40., 10.], vec![2., 6., 12.]]).unwrap();
        let cells = table.rows().concat();
        let chance = Chance::of([((0, 1), cells.as_slice())].into_iter(), 3, 2, 3).unwrap();
        let weights = Weights::of(Nearness::Identity, 3);
        for (statistic, coefficient) in [
            (Statistic::Percent, Coefficient::Percent),
            (Statistic::Kappa, Coefficient::Kappa),
            (Statistic::Pi, Coefficient::Pi),
            (Statistic::Alpha, Coefficient::Alpha),
            (Statistic::Ac1, Coefficient::Gwet),
            (Statistic::Pabak, Coefficient::Uniform),
        ] {
            near(chance.value(statistic).unwrap(), two_coders(&table, &weights, coefficient).unwrap().value);
        }
        near(chance.value(Statistic::KappaMax).unwrap(), Kappa::of(&table).unwrap().max.unwrap());
    }

    #[test]
    fn more_coders_come_out_as_in_agreement() {
        let units: Vec<[usize; 4]> =
            vec![[0, 0, 0, 1], [1, 1, 1, 1], [2, 2, 0, 2], [0, 1, 0, 0], [2, 2, 2, 2], [1, 0, 1, 2], [0, 0, 0, 0]];
        let ratings = Ratings { categories: 3, units: units.iter().map(|unit| unit.map(Some).to_vec()).collect() };
        let mut tables = Vec::new();
        for i in 0..4 {
            for j in i + 1..4 {
                let table = Table::of_units(3, units.iter().map(|unit| (unit[i], unit[j])));
                tables.push(((i, j), table.rows().concat()));
            }
        }
        let chance = Chance::of(tables.iter().map(|(pair, cells)| (*pair, cells.as_slice())), 3, 4, 3).unwrap();
        let weights = Weights::of(Nearness::Identity, 3);
        for (statistic, coefficient) in [
            (Statistic::Percent, Coefficient::Percent),
            (Statistic::Conger, Coefficient::Kappa),
            (Statistic::Pi, Coefficient::Pi),
            (Statistic::Alpha, Coefficient::Alpha),
            (Statistic::Ac1, Coefficient::Gwet),
            (Statistic::Randolph, Coefficient::Uniform),
        ] {
            near(chance.value(statistic).unwrap(), many_coders(&ratings, &weights, coefficient).unwrap().value);
        }
    }

    #[test]
    fn one_code_throughout_has_no_kappa() {
        let chance = Chance::of([((0, 1), [5.0, 0.0, 0.0, 0.0].as_slice())].into_iter(), 2, 2, 2).unwrap();
        assert_eq!(chance.value(Statistic::Percent), Ok(1.0));
        assert_eq!(chance.value(Statistic::Kappa), Err(Undefined::OneCode));
        assert_eq!(chance.value(Statistic::Alpha), Err(Undefined::OneCode));
        assert_eq!(chance.value(Statistic::Ac1), Ok(1.0));
        assert!(Chance::of([((0, 1), [0.0; 4].as_slice())].into_iter(), 2, 2, 2).is_none());
    }
}
