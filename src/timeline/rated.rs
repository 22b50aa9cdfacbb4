//! A continuous rating as curves.

use super::{Line, Pyramid, Scale, Series, Strip, curve};
use crate::decimal::Decimal;
use crate::model::{RatingScale, Samples};
use crate::time::{Millis, Span};
use std::ops::Range;

/// The lines of a curve keep this distance from their lane's ends, so that their width is not cut.
const PAD: f64 = 3.0;

/// What is known of the stretches of a rating beside their values, made once for each change of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rated {
    pyramids: Vec<Pyramid>,
}

impl Rated {
    /// Looks at every stretch.
    pub fn new(stretches: &[Samples]) -> Self {
        let pyramid = |samples: &Samples| samples.values.iter().map(|value| value.as_f64()).collect();
        Self { pyramids: stretches.iter().map(pyramid).collect() }
    }

    /// The curves of the stretches in view, which must be those it was made from. What was not rated is a gap.
    pub fn curves(&self, stretches: &[Samples], of: RatingScale, scale: &Scale, strip: &Strip) -> Vec<Line> {
        let (start, end) = scale.visible();
        let ends = |samples: &Samples| samples.span(of.period).map_or(samples.onset, Span::end);
        let first = stretches.partition_point(|samples| ends(samples) < start);
        let seen = stretches.iter().zip(&self.pyramids).skip(first).take_while(|(samples, _)| samples.onset <= end);
        seen.flat_map(|(samples, pyramid)| curve(&Stretch { samples, period: of.period, pyramid }, scale, strip))
            .collect()
    }
}

/// Where a lane shows the values of a rating scale.
pub fn rating_strip(of: RatingScale, y: f64, height: f64) -> Strip {
    let pad = PAD.min(height / 4.0);
    Strip { y: y + pad, height: height - 2.0 * pad, min: of.min.as_f64(), max: of.max.as_f64() }
}

struct Stretch<'a> {
    samples: &'a Samples,
    period: Millis,
    pyramid: &'a Pyramid,
}

impl Series for Stretch<'_> {
    fn len(&self) -> usize {
        self.samples.values.len()
    }

    #[allow(clippy::cast_precision_loss)] // an hour has 180,000 samples
    fn time(&self, index: usize) -> f64 {
        self.samples.onset.as_f64() + self.period.as_f64() * index as f64
    }

    fn value(&self, index: usize) -> f64 {
        self.samples.values.get(index).copied().map_or(f64::NAN, Decimal::as_f64)
    }

    fn holds(&self) -> Option<f64> {
        Some(self.period.as_f64())
    }

    fn extremes(&self, range: Range<usize>) -> Option<(f64, f64)> {
        self.pyramid.extremes(range, |index| self.value(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: RatingScale =
        RatingScale { min: Decimal(-4000), max: Decimal(4000), neutral: Some(Decimal(0)), period: Millis(100) };

    fn stretch(onset: i64, values: &[i32]) -> Samples {
        Samples { onset: Millis(onset), values: values.iter().map(|value| Decimal::whole(*value)).collect() }
    }

    #[test]
    fn gaps_between_stretches_stay_open_and_values_hold_for_a_period() {
        let stretches = [stretch(0, &[-4, 4]), stretch(1000, &[0])];
        let strip = rating_strip(SCALE, 100.0, 46.0);
        let curves = Rated::new(&stretches).curves(&stretches, SCALE, &Scale::new(Millis(10_000), 1000.0), &strip);
        assert_eq!(curves.len(), 2);
        assert_eq!(curves[0], [(0.0, 143.0), (10.0, 143.0), (10.0, 103.0), (20.0, 103.0)]);
        assert_eq!(curves[1], [(100.0, 123.0), (110.0, 123.0)]);
    }

    #[test]
    fn an_hour_at_fifty_hertz_costs_pixels() {
        let fifty = RatingScale { period: Millis(20), ..SCALE };
        let values: Vec<i32> = (0..180_000).map(|nth| nth % 9 - 4).collect();
        let stretches = [stretch(0, &values)];
        let scale = Scale::new(Millis(3_600_000), 1000.0);
        let curves = Rated::new(&stretches).curves(&stretches, fifty, &scale, &rating_strip(fifty, 0.0, 40.0));
        assert!(curves[0].len() <= 4 * 1001, "{} corners", curves[0].len());
    }

    #[test]
    fn stretches_out_of_view_are_passed_over() {
        let stretches = [stretch(0, &[1]), stretch(5000, &[2]), stretch(9000, &[3])];
        let mut scale = Scale::new(Millis(10_000), 1000.0);
        scale.zoom_about(500.0, 10.0);
        let curves = Rated::new(&stretches).curves(&stretches, SCALE, &scale, &rating_strip(SCALE, 0.0, 40.0));
        assert_eq!(curves.len(), 1);
    }
}
