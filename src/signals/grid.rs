//! A signal as a stream for analysis: one number for each step of the session.

use super::Samples;
use crate::time::{Millis, Span};

/// The means of a signal over equal bins of the session: the first begins where the window begins, and each takes the values from its start
/// up to, but without, its end. `None` is a gap: no value was measured in the bin. A rest of the window shorter than a bin is left out, so
/// that all bins weigh the same. Session time is file time plus `offset`.
///
/// A signal slower than the grid leaves bins empty; choose a step no shorter than [`Samples::step`]. Two signals on one grid can be compared
/// bin by bin. Empty for a step that is not positive.
///
/// Of a signal that was thinned (see [`Samples::per_value`]) a value counts where its first sample lies.
pub fn on_grid(samples: &Samples, offset: Millis, window: Span, step: Millis) -> Vec<Option<f64>> {
    if step <= Millis::ZERO {
        return Vec::new();
    }
    let start = window.start().as_f64() - offset.as_f64();
    let mut next = samples.first_from(start);
    let mut bins = Vec::new();
    let mut end = window.start() + step;
    while end <= window.end() {
        let to = end.as_f64() - offset.as_f64();
        let (mut sum, mut count) = (0.0, 0_u32);
        while next < samples.len() && samples.time(next) < to {
            let value = samples.mean(next);
            if !value.is_nan() {
                sum += value;
                count += 1;
            }
            next += 1;
        }
        bins.push((count > 0).then(|| sum / f64::from(count)));
        end = end + step;
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::super::samples::Collector;
    use super::*;

    fn samples(values: &[(f64, f32)]) -> Samples {
        let mut collector = Collector::new();
        for (at, value) in values {
            collector.push(*at, *value);
        }
        collector.finish()
    }

    fn window(start: i64, end: i64) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    #[test]
    fn bins_are_half_open_means_with_gaps_and_no_rest() {
        let samples = samples(&[(0.0, 1.0), (99.0, 3.0), (100.0, 5.0), (250.0, f32::NAN), (399.0, 7.0)]);
        let bins = on_grid(&samples, Millis::ZERO, window(0, 450), Millis(100));
        assert_eq!(bins, [Some(2.0), Some(5.0), None, Some(7.0)]);
    }

    #[test]
    fn the_offset_moves_the_file_under_the_window() {
        let samples = samples(&[(0.0, 1.0), (100.0, 2.0), (200.0, 3.0)]);
        assert_eq!(on_grid(&samples, Millis(1000), window(1100, 1400), Millis(100)), [Some(2.0), Some(3.0), None]);
        assert_eq!(on_grid(&samples, Millis(-100), window(0, 200), Millis(100)), [Some(2.0), Some(3.0)]);
    }

    #[test]
    fn no_step_no_bins() {
        assert!(on_grid(&samples(&[(0.0, 1.0)]), Millis::ZERO, window(0, 100), Millis(0)).is_empty());
        assert!(on_grid(&samples(&[(0.0, 1.0)]), Millis::ZERO, window(0, 100), Millis(101)).is_empty());
    }
}
