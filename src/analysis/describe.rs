//! Mean, median, deviation and extremes of some lengths of time.
//!
//! | | formula, over n lengths x in ms |
//! | --- | --- |
//! | mean | Σx / n |
//! | median | the middle one in order; the mean of both middle ones where n is even |
//! | SD | √(Σ(x − mean)² / (n − 1)), that of a sample |
//!
//! Undefined: all of them where n = 0 ([`Undefined::NoEvents`]); the SD also where n = 1 ([`Undefined::OneEvent`]).

use super::{Defined, Undefined};
use crate::time::Millis;

/// What describes some lengths of time. All in milliseconds, none negative as long as the lengths are not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Description {
    /// Sum of all; 0 for none.
    pub total: Millis,
    /// Arithmetic mean.
    pub mean: Defined<f64>,
    /// Median.
    pub median: Defined<f64>,
    /// Standard deviation of the sample.
    pub sd: Defined<f64>,
    /// The shortest.
    pub shortest: Defined<Millis>,
    /// The longest.
    pub longest: Defined<Millis>,
}

impl Description {
    /// Describes lengths in any order. Takes n · log n time.
    ///
    /// ```
    /// use attune::analysis::Undefined;
    /// use attune::analysis::describe::Description;
    /// use attune::time::Millis;
    ///
    /// let of = Description::of(vec![Millis(500), Millis(100), Millis(300), Millis(200)]);
    /// assert_eq!((of.total, of.mean, of.median), (Millis(1100), Ok(275.0), Ok(250.0)));
    /// assert_eq!(Description::of(vec![Millis(500)]).sd, Err(Undefined::OneEvent));
    /// ```
    pub fn of(mut lengths: Vec<Millis>) -> Self {
        lengths.sort_unstable();
        let n = lengths.len();
        let total = lengths.iter().fold(Millis::ZERO, |sum, length| sum + *length);
        let (Some(shortest), Some(longest)) = (lengths.first(), lengths.last()) else {
            let none = Undefined::NoEvents;
            let (value, length) = (Err(none), Err(none));
            return Self { total, mean: value, median: value, sd: value, shortest: length, longest: length };
        };
        let count = as_f64(n);
        let mean = total.as_f64() / count;
        let median = f64::midpoint(lengths[(n - 1) / 2].as_f64(), lengths[n / 2].as_f64());
        let squares: f64 = lengths.iter().map(|length| (length.as_f64() - mean).powi(2)).sum();
        let sd = if n > 1 { Ok((squares / (count - 1.0)).sqrt()) } else { Err(Undefined::OneEvent) };
        Self { total, mean: Ok(mean), median: Ok(median), sd, shortest: Ok(*shortest), longest: Ok(*longest) }
    }
}

/// A count as a float; exact below 2^53.
#[allow(clippy::cast_precision_loss)] // a project holds fewer than 2^32 events
pub(super) fn as_f64(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lengths: &[i64], expect: (i64, Defined<f64>, Defined<f64>, Defined<f64>)) {
        let of = Description::of(lengths.iter().map(|ms| Millis(*ms)).collect());
        let rounded = of.sd.map(|sd| (sd * 1000.0).round() / 1000.0);
        assert_eq!((of.total.0, of.mean, of.median, rounded), expect, "{lengths:?}");
    }

    #[test]
    fn means_medians_and_deviations() {
        check(&[2, 4, 4, 4, 5, 5, 7, 9], (40, Ok(5.0), Ok(4.5), Ok(2.138))); // the deviation of a sample, not of a population: 2
        check(&[9, 1, 5], (15, Ok(5.0), Ok(5.0), Ok(4.0)));
        check(&[7, 7], (14, Ok(7.0), Ok(7.0), Ok(0.0)));
    }

    #[test]
    fn too_few_say_so() {
        let none = Err(Undefined::NoEvents);
        check(&[], (0, none, none, none));
        check(&[3], (3, Ok(3.0), Ok(3.0), Err(Undefined::OneEvent)));
        assert_eq!(Description::of(vec![]).longest, Err(Undefined::NoEvents));
    }
}
