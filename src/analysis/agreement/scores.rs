//! Two coders' scores of the same sessions: how far apart, how parallel, how near to the line of identity.
//!
//! For n pairs (x, y), d = x − y:
//!
//! | measure | formula | source |
//! | --- | --- | --- |
//! | bias | mean of d; interval by t · SD / √n | Bland & Altman 1986, *Lancet* 327:307 |
//! | limits of agreement | bias ± 1.96 SD, SD with n − 1; the interval of a limit with SE = SD √(1/n + 1.96² / (2 (n − 1))) | Bland & Altman 1999 |
//! | Pearson's r | s_xy / (s_x s_y); interval by Fisher's z | |
//! | concordance ρ_c | 2 s_xy / (s_x² + s_y² + (x̄ − ȳ)²), with n in the denominators | Lin 1989, *Biometrics* 45:255 |
//! | its interval | by the z transform, with Lin's (2000) error | Lin 1989, 2000 |
//! | scale shift, location shift, C_b | s_y / s_x, (ȳ − x̄) / √(s_x s_y), ρ_c / r | Lin 1989 |
//!
//! Undefined: fewer than three pairs ([`Undefined::TooFewUnits`]); correlations where a coder gave one value throughout
//! ([`Undefined::NoVariance`]).

use super::numeric::{count, mean, normal_quantile, squares, t_quantile, t_two_sided};
use crate::analysis::{Defined, Undefined};

/// Factor of the standard deviation that holds 95 % of a normal distribution, as Bland and Altman round it.
const LIMIT: f64 = 1.96;

/// Bland and Altman's analysis of differences.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlandAltman {
    /// Mean difference.
    pub bias: f64,
    /// Standard deviation of the differences.
    pub sd: f64,
    /// The interval of the bias.
    pub bias_interval: (f64, f64),
    /// The limits that 95 % of differences lie between.
    pub limits: (f64, f64),
    /// The interval of the lower limit.
    pub lower_interval: (f64, f64),
    /// The interval of the upper limit.
    pub upper_interval: (f64, f64),
}

impl BlandAltman {
    /// Of pairs of scores, with intervals of a confidence such as 0.95.
    ///
    /// ```
    /// use attune::analysis::agreement::BlandAltman;
    ///
    /// // Bland & Altman 1986: peak flow of 17 people by a large and a mini meter, l/min; published bias −2.1, SD 38.8.
    /// // Their limits are two SD away, −79.7 and 75.5; with 1.96 they are nearer.
    /// let large = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427];
    /// let mini = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451];
    /// let pairs: Vec<_> = large.into_iter().zip(mini).map(|(x, y)| (f64::from(x), f64::from(y))).collect();
    /// let of = BlandAltman::of(&pairs, 0.95).unwrap();
    /// assert_eq!([of.bias, of.sd].map(|value| (value * 10.0).round() / 10.0), [-2.1, 38.8]);
    /// assert_eq!([of.limits.0, of.limits.1].map(f64::round), [-78.0, 74.0]);
    /// ```
    pub fn of(pairs: &[(f64, f64)], confidence: f64) -> Defined<Self> {
        if pairs.len() < 3 {
            return Err(Undefined::TooFewUnits);
        }
        let differences: Vec<f64> = pairs.iter().map(|(x, y)| x - y).collect();
        let n = count(differences.len());
        let (bias, sd) = (mean(&differences), (squares(&differences) / (n - 1.0)).sqrt());
        let t = t_quantile(f64::midpoint(1.0, confidence), n - 1.0);
        let around = |middle: f64, half: f64| (middle - half, middle + half);
        let limits = around(bias, LIMIT * sd);
        let of_limit = t * sd * (1.0 / n + LIMIT * LIMIT / (2.0 * (n - 1.0))).sqrt();
        Ok(Self {
            bias,
            sd,
            bias_interval: around(bias, t * sd / n.sqrt()),
            limits,
            lower_interval: around(limits.0, of_limit),
            upper_interval: around(limits.1, of_limit),
        })
    }
}

/// Pearson's correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pearson {
    /// −1 to 1.
    pub r: f64,
    /// How probable an r so far from 0 is where it is 0 in truth.
    pub p: f64,
    /// Its interval; undefined for r = ±1 and below four pairs.
    pub interval: Defined<(f64, f64)>,
}

/// Sums that the correlations share.
struct Moments {
    n: f64,
    means: (f64, f64),
    /// Sums of squares and of products.
    xx: f64,
    yy: f64,
    xy: f64,
}

impl Moments {
    fn of(pairs: &[(f64, f64)]) -> Defined<Self> {
        if pairs.len() < 3 {
            return Err(Undefined::TooFewUnits);
        }
        let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let means = (mean(&x), mean(&y));
        let xy = pairs.iter().map(|(x, y)| (x - means.0) * (y - means.1)).sum();
        let of = Self { n: count(pairs.len()), means, xx: squares(&x), yy: squares(&y), xy };
        if of.xx > 0.0 && of.yy > 0.0 { Ok(of) } else { Err(Undefined::NoVariance) }
    }

    fn r(&self) -> f64 {
        self.xy / (self.xx * self.yy).sqrt()
    }
}

impl Pearson {
    /// Of pairs of scores.
    ///
    /// ```
    /// use attune::analysis::agreement::Pearson;
    ///
    /// // Anscombe 1973, Am Stat 27:17, the first set: published r .816.
    /// let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    /// let x = [10., 8., 13., 9., 11., 14., 6., 4., 12., 7., 5.];
    /// let of = Pearson::of(&x.into_iter().zip(y).collect::<Vec<_>>(), 0.95).unwrap();
    /// assert_eq!((of.r * 1000.0).round(), 816.0);
    /// ```
    pub fn of(pairs: &[(f64, f64)], confidence: f64) -> Defined<Self> {
        let of = Moments::of(pairs)?;
        let r = of.r();
        let t = r * ((of.n - 2.0) / (1.0 - r * r)).sqrt();
        let p = if t.is_finite() { t_two_sided(t, of.n - 2.0) } else { 0.0 };
        let interval = if of.n > 3.0 && r.abs() < 1.0 {
            let half = normal_quantile(f64::midpoint(1.0, confidence)) / (of.n - 3.0).sqrt();
            Ok(((r.atanh() - half).tanh(), (r.atanh() + half).tanh()))
        } else {
            Err(Undefined::TooFewUnits)
        };
        Ok(Self { r, p, interval })
    }
}

/// Lin's concordance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// ρ_c, −1 to 1, with n in the denominators.
    pub rho: f64,
    /// Pearson's r.
    pub r: f64,
    /// ρ_c / r: how near the pairs' line is to that of identity, 0 to 1.
    pub accuracy: f64,
    /// s_y / s_x.
    pub scale_shift: f64,
    /// (ȳ − x̄) / √(s_x s_y).
    pub location_shift: f64,
    /// The interval by the z transform; undefined where the pairs lie on a line.
    pub interval: Defined<(f64, f64)>,
}

impl Concordance {
    /// Of pairs of scores. `unbiased` takes n − 1 in the denominators of variances and covariance, as some programs do.
    ///
    /// ```
    /// use attune::analysis::agreement::Concordance;
    ///
    /// // Parallel, one apart: r is 1, and the distance takes the rest. 2 · 2/3 / (2/3 + 2/3 + 1) = 4/7.
    /// let of = Concordance::of(&[(1.0, 2.0), (2.0, 3.0), (3.0, 4.0)], 0.95, false).unwrap();
    /// assert!((of.rho - 4.0 / 7.0).abs() < 1e-12 && (of.accuracy - of.rho).abs() < 1e-12);
    /// ```
    pub fn of(pairs: &[(f64, f64)], confidence: f64, unbiased: bool) -> Defined<Self> {
        let of = Moments::of(pairs)?;
        let by = if unbiased { of.n - 1.0 } else { of.n };
        let (xx, yy, xy) = (of.xx / by, of.yy / by, of.xy / by);
        let shift = of.means.1 - of.means.0;
        let (rho, r) = (2.0 * xy / (xx + yy + shift * shift), of.r());
        let deviations = (xx.sqrt(), yy.sqrt());
        let location = shift / (deviations.0 * deviations.1).sqrt();
        let (p2, u2) = (rho * rho, location * location);
        let variance = ((1.0 - r * r) * p2 * (1.0 - p2) / (r * r) + 2.0 * p2 * rho * (1.0 - rho) * u2 / r
            - 0.5 * p2 * p2 * u2 * u2 / (r * r))
            / (of.n - 2.0);
        let half = normal_quantile(f64::midpoint(1.0, confidence)) * (variance / (1.0 - p2).powi(2)).sqrt();
        let interval = if half.is_finite() && rho.abs() < 1.0 {
            Ok(((rho.atanh() - half).tanh(), (rho.atanh() + half).tanh()))
        } else {
            Err(Undefined::NoVariance)
        };
        Ok(Self {
            rho,
            r,
            accuracy: 2.0 * (xx * yy).sqrt() / (xx + yy + shift * shift),
            scale_shift: deviations.1 / deviations.0,
            location_shift: location,
            interval,
        })
    }
}
