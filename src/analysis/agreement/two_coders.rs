//! The chance-corrected coefficients of two coders from their table, with the large-sample errors of Gwet.
//!
//! All are (pₐ − pₑ) / (1 − pₑ) with weights w, pₐ = Σ w_ij p_ij; they differ in what they call chance. π_k is the mean of both coders'
//! shares of category k, K the number of categories, T the sum of all weights:
//!
//! | coefficient | pₑ | source |
//! | --- | --- | --- |
//! | percent | 0 | |
//! | Cohen's κ | Σ w_ij r_i c_j | Cohen 1960, 1968 |
//! | Scott's π | Σ w_ij π_i π_j | Scott 1955 |
//! | Krippendorff's α | as π, pₐ moved by 1/2n: pₐ (1 − 1/2n) + 1/2n | Krippendorff 1970 |
//! | Gwet's AC₁, AC₂ | T Σ π_k (1 − π_k) / (K (K − 1)) | Gwet 2008, *Br J Math Stat Psychol* 61:29 |
//! | Brennan & Prediger, S | T / K² | Brennan & Prediger 1981 |
//!
//! The errors are those of Gwet (2014), *Handbook of Inter-Rater Reliability*, linearized, with Student's t of n − 1 degrees of
//! freedom. They assume independent units; see [`kappa`](super::kappa).

use super::numeric::{count, t_quantile, t_two_sided};
use super::table::{Proportions, Table};
use super::weights::Weights;
use crate::analysis::{Defined, Undefined};

/// What counts as chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coefficient {
    /// Nothing does: plain, or weighted, agreement.
    Percent,
    /// Each coder's own totals: κ of Cohen for two coders, of Conger for more.
    Kappa,
    /// The coders' totals together: Scott's π for two coders, Fleiss' κ for more.
    Pi,
    /// The same without replacement: Krippendorff's α.
    Alpha,
    /// How hard the units are to tell: Gwet's AC₁, weighted AC₂.
    Gwet,
    /// All categories alike: Brennan and Prediger, Bennett's S, Randolph.
    Uniform,
}

/// A coefficient with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Observed agreement.
    pub pa: f64,
    /// Chance agreement.
    pub pe: f64,
    /// The coefficient.
    pub value: f64,
    /// Its standard error; undefined for a single unit of several coders.
    pub se: Defined<f64>,
    /// Degrees of freedom for Student's t.
    pub freedom: f64,
}

impl Estimate {
    /// The interval of a confidence such as 0.95; its upper end is cut at 1.
    pub fn interval(&self, confidence: f64) -> Defined<(f64, f64)> {
        if self.freedom < 1.0 {
            return Err(Undefined::TooFewUnits);
        }
        let half = t_quantile(f64::midpoint(1.0, confidence), self.freedom) * self.se?;
        Ok((self.value - half, (self.value + half).min(1.0)))
    }

    /// How probable a coefficient so far from 0 is where it is 0 in truth, on both sides.
    pub fn p(&self) -> Defined<f64> {
        if self.freedom < 1.0 {
            return Err(Undefined::TooFewUnits);
        }
        let se = self.se?;
        if se > 0.0 { Ok(t_two_sided(self.value / se, self.freedom)) } else { Ok(0.0) }
    }
}

/// A coefficient of two coders. Undefined without units, and where chance agreement is 1.
///
/// ```
/// use attune::analysis::agreement::{Coefficient, Nearness, Table, Weights, two_coders};
///
/// // Gwet 2008: two psychiatrists, 125 patients; AC₁ is high where κ is low since nearly all units are of one category.
/// let table = Table::from_rows(&[vec![118.0, 5.0], vec![2.0, 0.0]]).unwrap();
/// let of = |what| two_coders(&table, &Weights::of(Nearness::Identity, 2), what).unwrap().value;
/// assert_eq!((of(Coefficient::Kappa) * 1000.0).round(), -23.0);
/// assert_eq!((of(Coefficient::Gwet) * 1000.0).round(), 941.0);
/// ```
pub fn two_coders(table: &Table, weights: &Weights, what: Coefficient) -> Defined<Estimate> {
    let p = table.proportions().ok_or(Undefined::NoUnits)?;
    let (n, k) = (p.total, count(p.size));
    let pa = p.sum(|i, j, share| weights.get(i, j) * share);
    let (pi, t) = (p.means(), weights.total());
    let pe = match what {
        Coefficient::Percent => 0.0,
        Coefficient::Kappa => weights.form(&p.rows, &p.columns),
        Coefficient::Pi | Coefficient::Alpha => weights.form(&pi, &pi),
        Coefficient::Gwet => t * pi.iter().map(|share| share * (1.0 - share)).sum::<f64>() / (k * (k - 1.0)),
        Coefficient::Uniform => t / (k * k),
    };
    let all_alike = table.has_one_category();
    match what {
        Coefficient::Gwet | Coefficient::Uniform if p.size < 2 => return Err(Undefined::OneCode),
        Coefficient::Kappa | Coefficient::Pi | Coefficient::Alpha if all_alike => return Err(Undefined::OneCode),
        _ => {}
    }
    let plain = (pa - pe) / (1.0 - pe);
    let lead = |i: usize, j: usize| match what {
        Coefficient::Percent | Coefficient::Uniform => 0.0,
        Coefficient::Kappa => (1.0 - plain) * chance_of(&p, weights, (i, j)),
        Coefficient::Pi | Coefficient::Alpha => {
            let of = |category: usize| (0..p.size).map(|other| weights.get(category, other) * pi[other]).sum::<f64>();
            (1.0 - plain) * (of(i) + of(j))
        }
        Coefficient::Gwet => 2.0 * (1.0 - plain) * t * (1.0 - f64::midpoint(pi[i], pi[j])) / (k * (k - 1.0)),
    };
    let pull = match what {
        Coefficient::Percent | Coefficient::Uniform => 0.0,
        _ => 2.0 * (1.0 - plain) * pe,
    };
    let spread = p.sum(|i, j, share| share * (weights.get(i, j) - lead(i, j)).powi(2));
    let variance = (spread - (pa - pull).powi(2)) / (n * (1.0 - pe).powi(2));
    let pa = if what == Coefficient::Alpha { pa + (1.0 - pa) / (2.0 * n) } else { pa };
    let se = Ok(variance.max(0.0).sqrt());
    Ok(Estimate { pa, pe, value: (pa - pe) / (1.0 - pe), se, freedom: n - 1.0 })
}

/// What both coders' totals give to a cell by chance.
fn chance_of(p: &Proportions, weights: &Weights, (i, j): (usize, usize)) -> f64 {
    (0..p.size).map(|other| weights.get(i, other) * p.columns[other] + weights.get(other, j) * p.rows[other]).sum()
}
