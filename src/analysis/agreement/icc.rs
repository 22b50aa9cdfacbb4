//! Intraclass correlations of session scores: n targets (sessions) by k coders, all given.
//!
//! Two-way analysis of variance: MSR between targets, MSC between coders, MSE the rest, MSW within targets.
//!
//! | form | formula |
//! | --- | --- |
//! | ICC(1,1) | (MSR − MSW) / (MSR + (k − 1) MSW) |
//! | ICC(2,1) = ICC(A,1) | (MSR − MSE) / (MSR + (k − 1) MSE + k (MSC − MSE) / n) |
//! | ICC(3,1) = ICC(C,1) | (MSR − MSE) / (MSR + (k − 1) MSE) |
//! | ICC(1,k) | (MSR − MSW) / MSR |
//! | ICC(2,k) = ICC(A,k) | (MSR − MSE) / (MSR + (MSC − MSE) / n) |
//! | ICC(3,k) = ICC(C,k) | (MSR − MSE) / MSR |
//!
//! Sources: Shrout & Fleiss 1979, *Psychol Bull* 86:420; McGraw & Wong 1996, *Psychol Methods* 1:30. Intervals: exact by F for forms 1 and 3;
//! for form 2 by Satterthwaite's degrees of freedom, and ICC(2,k)'s by the Spearman–Brown step of ICC(2,1)'s bounds, as in psych and
//! pingouin. (R's irr 0.84.1 takes one factor k too many there.)
//!
//! Fixed coders, absolute agreement, the score of one coder used: that is ICC(2,1), the default.
//!
//! Undefined: fewer than two targets or coders ([`Undefined::TooFewUnits`]), a value missing ([`Undefined::Missing`]), no difference
//! between any two values ([`Undefined::NoVariance`]).

use super::numeric::{count, f_above, f_quantile, mean};
use crate::analysis::{Defined, Undefined};

/// Which coders, and whose score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Each target by coders of its own: ICC(1,·).
    OneWay,
    /// The same coders for all, and their levels matter: ICC(2,·), absolute agreement.
    Agreement,
    /// The same coders for all, and only the order matters: ICC(3,·), consistency.
    Consistency,
}

/// An intraclass correlation with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Icc {
    /// The coefficient; may be negative.
    pub value: f64,
    /// Undefined where the coders differ by nothing, or by a constant alone: F has nothing to divide by.
    pub test: Defined<FTest>,
    /// The interval; undefined where one of its bounds has no finite value.
    pub interval: Defined<(f64, f64)>,
}

/// A test of a coefficient against 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FTest {
    /// F.
    pub f: f64,
    /// Its degrees of freedom.
    pub freedom: (f64, f64),
    /// How probable an F above this is where the coefficient is 0 in truth.
    pub p: f64,
}

impl FTest {
    fn new(f: f64, freedom: (f64, f64)) -> Defined<Self> {
        let p = f_above(f, freedom);
        if f.is_finite() && p.is_finite() { Ok(Self { f, freedom, p }) } else { Err(Undefined::NoVariance) }
    }
}

fn finite(bounds: (f64, f64)) -> Defined<(f64, f64)> {
    if bounds.0.is_finite() && bounds.1.is_finite() { Ok(bounds) } else { Err(Undefined::NoVariance) }
}

/// The mean squares of a table of scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variances {
    n: f64,
    k: f64,
    /// Between targets.
    pub rows: f64,
    /// Between coders.
    pub columns: f64,
    /// What neither explains.
    pub error: f64,
    /// Within targets.
    pub within: f64,
}

impl Variances {
    /// Of one row of scores a target, one score a coder.
    pub fn of<R: AsRef<[f64]>>(targets: &[R]) -> Defined<Self> {
        let k = targets.first().map_or(0, |row| row.as_ref().len());
        if targets.len() < 2 || k < 2 {
            return Err(Undefined::TooFewUnits);
        }
        if targets.iter().any(|row| row.as_ref().len() != k || row.as_ref().iter().any(|score| !score.is_finite())) {
            return Err(Undefined::Missing);
        }
        let (n, coders) = (count(targets.len()), count(k));
        let means: Vec<f64> = targets.iter().map(|row| mean(row.as_ref())).collect();
        let grand = mean(&means);
        let of_coder = |coder: usize| targets.iter().map(|row| row.as_ref()[coder]).sum::<f64>() / n;
        let between = coders * means.iter().map(|of| (of - grand).powi(2)).sum::<f64>();
        let coder = n * (0..k).map(|coder| (of_coder(coder) - grand).powi(2)).sum::<f64>();
        let within: f64 = targets
            .iter()
            .zip(&means)
            .map(|(row, mean)| row.as_ref().iter().map(|score| (score - mean).powi(2)).sum::<f64>())
            .sum();
        if between + within <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        Ok(Self {
            n,
            k: coders,
            rows: between / (n - 1.0),
            columns: coder / (coders - 1.0),
            // Rounding may take it below zero where the coders differ by a constant.
            error: ((within - coder) / ((n - 1.0) * (coders - 1.0))).max(0.0),
            within: within / (n * (coders - 1.0)),
        })
    }

    /// The correlation of one coder's scores, or of the mean of all (`averaged`), with its interval of a confidence such as 0.95.
    ///
    /// ```
    /// use attune::analysis::agreement::{Form, Variances};
    ///
    /// // Shrout & Fleiss 1979, table 2: six targets, four judges; published .17, .29, .71, .44, .62, .91.
    /// let scores = [[9., 2., 5., 8.], [6., 1., 3., 2.], [8., 4., 6., 8.], [7., 1., 2., 6.], [10., 5., 6., 9.], [6., 2., 4., 7.]];
    /// let variances = Variances::of(&scores).unwrap();
    /// let rounded = |form, averaged| (variances.icc(form, averaged, 0.95).unwrap().value * 100.0).round();
    /// assert_eq!([Form::OneWay, Form::Agreement, Form::Consistency].map(|form| rounded(form, false)), [17.0, 29.0, 71.0]);
    /// assert_eq!([Form::OneWay, Form::Agreement, Form::Consistency].map(|form| rounded(form, true)), [44.0, 62.0, 91.0]);
    /// ```
    pub fn icc(&self, form: Form, averaged: bool, confidence: f64) -> Defined<Icc> {
        let Self { n, k, rows, columns, error, within } = *self;
        let noise = if form == Form::OneWay { within } else { error };
        let level = if form == Form::Agreement { columns - error } else { 0.0 };
        let (above, below) = if averaged {
            (rows - noise, rows + level / n)
        } else {
            (rows - noise, rows + (k - 1.0) * noise + k * level / n)
        };
        if below <= 0.0 {
            return Err(Undefined::NoVariance);
        }
        let value = above / below;
        let tail = f64::midpoint(1.0, confidence);
        let (freedom, interval) = match form {
            Form::OneWay | Form::Consistency => {
                let freedom = (n - 1.0, if form == Form::OneWay { n * (k - 1.0) } else { (n - 1.0) * (k - 1.0) });
                let f = rows / noise;
                let bound = |f: f64| match (f.is_finite(), averaged) {
                    (false, _) => 1.0,
                    (true, true) => 1.0 - 1.0 / f,
                    (true, false) => (f - 1.0) / (f + k - 1.0),
                };
                let low = f / f_quantile(tail, freedom);
                let high = f * f_quantile(tail, (freedom.1, freedom.0));
                (freedom, (bound(low), bound(high)))
            }
            Form::Agreement => {
                let single = (rows - error) / (rows + (k - 1.0) * error + k * (columns - error) / n);
                let bounds = self.agreement_bounds(single, tail);
                let step = |r: f64| if averaged { k * r / (1.0 + (k - 1.0) * r) } else { r };
                ((n - 1.0, self.satterthwaite(k * single / (n * (1.0 - single)))), (step(bounds.0), step(bounds.1)))
            }
        };
        Ok(Icc { value, test: FTest::new(rows / noise, freedom), interval: finite(interval) })
    }

    /// ICC(A,k) as R's irr 0.84.1 prints it: with one factor k too many in the degrees of freedom, so that test and interval differ. For
    /// comparison with numbers of that program.
    pub fn irr_agreement(&self, confidence: f64) -> Defined<Icc> {
        let Self { n, k, rows, columns, error, .. } = *self;
        let own = self.icc(Form::Agreement, true, confidence)?;
        let tail = f64::midpoint(1.0, confidence);
        let v = self.satterthwaite(k * own.value / (n * (1.0 - own.value)));
        let (low, high) = (f_quantile(tail, (n - 1.0, v)), f_quantile(tail, (v, n - 1.0)));
        let interval = (
            n * (rows - low * error) / (low * (columns - error) + n * rows),
            n * (high * rows - error) / (columns - error + n * high * rows),
        );
        Ok(Icc { value: own.value, test: FTest::new(rows / error, (n - 1.0, v)), interval: finite(interval) })
    }

    /// Degrees of freedom of the coders' and the error's mean squares together, (a MSC + b MSE)² / ((a MSC)² / (k − 1) + (b MSE)² / ((n − 1)(k − 1)))
    /// with b = 1 + a (n − 1); McGraw and Wong's v for a = k ρ / (n (1 − ρ)), ρ the ICC(2,1).
    fn satterthwaite(&self, a: f64) -> f64 {
        let Self { n, k, columns, error, .. } = *self;
        let b = 1.0 + a * (n - 1.0);
        (a * columns + b * error).powi(2)
            / ((a * columns).powi(2) / (k - 1.0) + (b * error).powi(2) / ((n - 1.0) * (k - 1.0)))
    }

    fn agreement_bounds(&self, single: f64, tail: f64) -> (f64, f64) {
        let Self { n, k, rows, columns, error, .. } = *self;
        let v = self.satterthwaite(k * single / (n * (1.0 - single)));
        if !v.is_finite() {
            return (single, single);
        }
        let (low, high) = (f_quantile(tail, (n - 1.0, v)), f_quantile(tail, (v, n - 1.0)));
        let spread = k * columns + (k * n - k - n) * error;
        (n * (rows - low * error) / (low * spread + n * rows), n * (high * rows - error) / (spread + n * high * rows))
    }
}
