//! Distributions, by `statrs`, and the few numeric tools that several measures share.

use statrs::distribution::{Beta, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// Finds where a function that rises, or falls, passes a value within an interval, to the last bit that halving can tell.
pub(super) fn solve(mut low: f64, mut high: f64, rises: bool, at_most: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if at_most(middle) == rises {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

fn normal() -> Option<Normal> {
    Normal::new(0.0, 1.0).ok()
}

/// The value that the standard normal distribution passes with a probability; 0 for one half.
pub(super) fn normal_quantile(probability: f64) -> f64 {
    normal().map_or(f64::NAN, |normal| normal.inverse_cdf(probability))
}

/// Probability, under the standard normal distribution, of a value as far from 0 as this or farther, on both sides.
pub(super) fn normal_two_sided(z: f64) -> f64 {
    normal().map_or(f64::NAN, |normal| 2.0 * normal.sf(z.abs()))
}

/// The same of Student's t with so many degrees of freedom; these may be broken.
pub(super) fn t_two_sided(t: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |t_of| 2.0 * t_of.sf(t.abs()))
}

/// Student's t that is passed with a probability above one half.
pub(super) fn t_quantile(probability: f64, freedom: f64) -> f64 {
    let Ok(t_of) = StudentsT::new(0.0, 1.0, freedom) else { return f64::NAN };
    let mut high = 1.0;
    while t_of.cdf(high) < probability && high < 1e12 {
        high *= 2.0;
    }
    solve(0.0, high, true, |t| t_of.cdf(t) < probability)
}

/// Probability, under Fisher's F, of a value above this.
pub(super) fn f_above(f: f64, freedom: (f64, f64)) -> f64 {
    FisherSnedecor::new(freedom.0, freedom.1).map_or(f64::NAN, |f_of| f_of.sf(f))
}

/// The value that Fisher's F passes with a probability.
pub(super) fn f_quantile(probability: f64, freedom: (f64, f64)) -> f64 {
    let Ok(f_of) = FisherSnedecor::new(freedom.0, freedom.1) else { return f64::NAN };
    let mut high = 1.0;
    while f_of.cdf(high) < probability && high < 1e12 {
        high *= 2.0;
    }
    solve(0.0, high, true, |f| f_of.cdf(f) < probability)
}

/// The value that the beta distribution passes with a probability.
pub(super) fn beta_quantile(probability: f64, (a, b): (f64, f64)) -> f64 {
    let Ok(beta) = Beta::new(a, b) else { return f64::NAN };
    solve(0.0, 1.0, true, |x| beta.cdf(x) < probability)
}

/// Counts as floats: exact below 2^53.
#[allow(clippy::cast_precision_loss)]
pub(super) fn count(n: usize) -> f64 {
    n as f64
}

/// Arithmetic mean; not-a-number for none.
pub(super) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len())
}

/// Sum of squares about the mean.
pub(super) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

/// The value below which a share of sorted values lies, by linear interpolation (the 7th definition of Hyndman & Fan 1996).
pub(super) fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * count(last);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in the list
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below.min(last)] + (place - place.floor()) * (sorted[above] - sorted[below.min(last)]))
}
