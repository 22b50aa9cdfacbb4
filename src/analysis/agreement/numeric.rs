//! Distributions, by `statrs`, and the few numeric tools that several measures share.

use statrs::distribution::{Beta, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// Finds where a function that rises passes a value within an interval, to the last bit that halving can tell.
pub(super) fn solve(mut low: f64, mut high: f64, below: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// The value, 0 or above, that a distribution passes with a probability: by false position, in the manner of Illinois (Dowell & Jarratt 1971).
fn quantile(of: &impl ContinuousCDF<f64, f64>, probability: f64) -> f64 {
    let off = |x: f64| of.cdf(x) - probability;
    let (mut low, mut high) = ((0.0, off(0.0)), (1.0, off(1.0)));
    while high.1 < 0.0 {
        low = high;
        high = (2.0 * high.0, off(2.0 * high.0));
        if high.0 > FARTHEST {
            return high.0;
        }
    }
    let mut x = high.0;
    for _ in 0..MOST_STEPS {
        let before = x;
        x = (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1);
        if !(low.0 < x && x < high.0) {
            x = f64::midpoint(low.0, high.0);
        }
        if (x - before).abs() <= CLOSE * x {
            return x;
        }
        let at = (x, off(x));
        // An end that stays counts half the next time, so that it does not stay for ever.
        if at.1 < 0.0 {
            high.1 *= if before <= low.0 { 0.5 } else { 1.0 };
            low = at;
        } else {
            low.1 *= if before >= high.0 { 0.5 } else { 1.0 };
            high = at;
        }
    }
    x
}

/// Two steps this near each other, as a share, are the same.
const CLOSE: f64 = 1e-14;

/// No value of a test is looked for above this.
const FARTHEST: f64 = 1e12;

/// By halves alone, an interval of this many would be down to the last bit.
const MOST_STEPS: usize = 200;

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
    quantile(&t_of, probability)
}

/// Probability, under Fisher's F, of a value above this.
pub(super) fn f_above(f: f64, freedom: (f64, f64)) -> f64 {
    FisherSnedecor::new(freedom.0, freedom.1).map_or(f64::NAN, |f_of| f_of.sf(f))
}

/// The value that Fisher's F passes with a probability.
pub(super) fn f_quantile(probability: f64, freedom: (f64, f64)) -> f64 {
    let Ok(f_of) = FisherSnedecor::new(freedom.0, freedom.1) else { return f64::NAN };
    quantile(&f_of, probability)
}

/// The value that the beta distribution passes with a probability.
pub(super) fn beta_quantile(probability: f64, (a, b): (f64, f64)) -> f64 {
    let Ok(beta) = Beta::new(a, b) else { return f64::NAN };
    quantile(&beta, probability)
}

/// Counts as floats: exact below 2^53.
#[allow(clippy::cast_precision_loss)]
pub(in crate::analysis) fn count(n: usize) -> f64 {
    n as f64
}

/// Arithmetic mean; not-a-number for none.
pub(in crate::analysis) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / count(values.len())
}

/// Sum of squares about the mean.
pub(super) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

/// The value below which a share of sorted values lies, by linear interpolation (the 7th definition of Hyndman & Fan 1996).
pub(in crate::analysis) fn quantile_of_sorted(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * count(last);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a place in the list
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below.min(last)] + (place - place.floor()) * (sorted[above] - sorted[below.min(last)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantile_is_passed_with_its_probability() {
        for probability in [0.9, 0.975, 0.9999] {
            for freedom in [(1.0, 1.0), (2.0, 1.5), (199.0, 398.0), (199.0, 2.3), (3.0, 1e6)] {
                let found = FisherSnedecor::new(freedom.0, freedom.1).unwrap().cdf(f_quantile(probability, freedom));
                assert!((found - probability).abs() < 1e-11, "F of {freedom:?}: {found}, not {probability}");
                let found = StudentsT::new(0.0, 1.0, freedom.1).unwrap().cdf(t_quantile(probability, freedom.1));
                // The distributions themselves are not closer than this where there are many degrees of freedom.
                assert!((found - probability).abs() < 1e-11, "t of {}: {found}, not {probability}", freedom.1);
                let found = Beta::new(freedom.0, freedom.1).unwrap().cdf(beta_quantile(1.0 - probability, freedom));
                assert!((found - 1.0 + probability).abs() < 1e-13, "beta of {freedom:?}: {found}");
            }
        }
    }
}
