//! The values of one signal, in bounded memory.

/// How many values are kept: an hour at 580 Hz as it is. They take up to 44 MB, with what their drawing needs.
pub const MAX_SAMPLES: usize = 1 << 21;

/// Values in the order of their times.
///
/// A file with more than [`MAX_SAMPLES`] is thinned while it is read: neighbors are joined to their mean, and their lowest and highest value
/// are kept for the drawing. A stretch without values is one value that is not-a-number; gaps outlast thinning.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Samples {
    times: Vec<f64>,
    means: Vec<f32>,
    /// Lowest and highest of each; empty where nothing was joined.
    extremes: Vec<(f32, f32)>,
    /// How many samples of the file make one.
    per_value: usize,
}

impl Samples {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// How many samples of the file each value is the mean of; 1 where all are kept.
    pub fn per_value(&self) -> usize {
        self.per_value.max(1)
    }

    /// When a value was measured, in milliseconds on the file's clock.
    pub fn time(&self, index: usize) -> f64 {
        self.times[index]
    }

    /// A value; not-a-number begins a gap, up to the next value.
    pub fn mean(&self, index: usize) -> f64 {
        f64::from(self.means[index])
    }

    /// The lowest and the highest sample of a value.
    pub fn extremes(&self, index: usize) -> (f64, f64) {
        let (low, high) = self.extremes.get(index).copied().unwrap_or((self.means[index], self.means[index]));
        (f64::from(low), f64::from(high))
    }

    /// The first value at or after a moment of the file; [`len`](Self::len) if there is none.
    pub fn first_from(&self, at: f64) -> usize {
        self.times.partition_point(|time| *time < at)
    }

    /// The value that holds at a moment of the file: the latest up to then. `None` in a gap, before the first and after the last.
    pub fn at(&self, at: f64) -> Option<f64> {
        let index = self.times.partition_point(|time| *time <= at).checked_sub(1)?;
        let is_over = index + 1 == self.len() && at > self.times[index] + self.step().unwrap_or(0.0);
        let value = self.mean(index);
        (!value.is_nan() && !is_over).then_some(value)
    }

    /// The first and the last time, in milliseconds on the file's clock.
    pub fn reach(&self) -> Option<(f64, f64)> {
        Some((*self.times.first()?, *self.times.last()?))
    }

    /// The usual distance of two values in milliseconds: the median of the first thousand. `None` with fewer than two.
    pub fn step(&self) -> Option<f64> {
        let mut steps: Vec<f64> = self.times.windows(2).take(1000).map(|pair| pair[1] - pair[0]).collect();
        if steps.is_empty() {
            return None;
        }
        let middle = steps.len() / 2;
        Some(*steps.select_nth_unstable_by(middle, f64::total_cmp).1)
    }

    /// Whether there is a number among them.
    pub fn has_numbers(&self) -> bool {
        self.means.iter().any(|mean| !mean.is_nan())
    }
}

/// Builds [`Samples`] while a file is read.
#[derive(Debug)]
pub(super) struct Collector {
    samples: Samples,
    limit: usize,
    /// What is to become the next value.
    begun: Option<Begun>,
}

#[derive(Debug, Clone, Copy)]
struct Begun {
    at: f64,
    sum: f64,
    count: usize,
    low: f32,
    high: f32,
}

impl Collector {
    pub(super) fn new() -> Self {
        Self::with_limit(MAX_SAMPLES)
    }

    fn with_limit(limit: usize) -> Self {
        Self { samples: Samples { per_value: 1, ..Samples::default() }, limit, begun: None }
    }

    /// Adds a sample. Its time is not before the last one's. What is not finite begins a gap.
    pub(super) fn push(&mut self, at: f64, value: f32) {
        if !value.is_finite() {
            self.gap(at);
            return;
        }
        let begun = self.begun.get_or_insert(Begun { at, sum: 0.0, count: 0, low: value, high: value });
        begun.sum += f64::from(value);
        begun.count += 1;
        begun.low = begun.low.min(value);
        begun.high = begun.high.max(value);
        if begun.count >= self.samples.per_value {
            self.complete();
        }
    }

    /// Begins a gap. A second one in a row adds nothing.
    pub(super) fn gap(&mut self, at: f64) {
        self.complete();
        if self.samples.means.last().is_some_and(|last| !last.is_nan()) {
            self.keep(at, f32::NAN, (f32::NAN, f32::NAN));
        }
    }

    pub(super) fn finish(mut self) -> Samples {
        self.complete();
        self.samples
    }

    fn complete(&mut self) {
        if let Some(begun) = self.begun.take() {
            #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
            // a mean of single precision numbers is one
            let mean = (begun.sum / begun.count as f64) as f32;
            self.keep(begun.at, mean, (begun.low, begun.high));
        }
    }

    fn keep(&mut self, at: f64, mean: f32, extremes: (f32, f32)) {
        if self.samples.len() >= self.limit {
            self.thin(false);
            // Where gaps are everywhere little was joined; then the shortest of them close.
            if self.samples.len() > self.limit / 4 * 3 {
                self.thin(true);
            }
        }
        self.samples.times.push(at);
        self.samples.means.push(mean);
        if self.samples.per_value > 1 {
            self.samples.extremes.push(extremes);
        }
    }

    /// Joins neighbors to one. A gap is joined with a value only `over_gaps`.
    fn thin(&mut self, over_gaps: bool) {
        let samples = &mut self.samples;
        if samples.extremes.is_empty() {
            samples.extremes = samples.means.iter().map(|mean| (*mean, *mean)).collect();
        }
        let (mut from, mut to) = (0, 0);
        while from < samples.times.len() {
            let next = from + 1;
            let joins = next < samples.times.len()
                && (over_gaps || samples.means[from].is_nan() == samples.means[next].is_nan());
            samples.times[to] = samples.times[from];
            if joins {
                let (one, other) = (samples.means[from], samples.means[next]);
                samples.means[to] = match (one.is_nan(), other.is_nan()) {
                    (true, _) => other,
                    (_, true) => one,
                    _ => f32::midpoint(one, other),
                };
                let ((low, high), (lower, higher)) = (samples.extremes[from], samples.extremes[next]);
                samples.extremes[to] = (low.min(lower), high.max(higher));
            } else {
                samples.means[to] = samples.means[from];
                samples.extremes[to] = samples.extremes[from];
            }
            from += if joins { 2 } else { 1 };
            to += 1;
        }
        samples.times.truncate(to);
        samples.means.truncate(to);
        samples.extremes.truncate(to);
        samples.per_value = samples.per_value.saturating_mul(2);
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn collect(limit: usize, values: &[f32]) -> Samples {
        let mut collector = Collector::with_limit(limit);
        for (nth, value) in values.iter().enumerate() {
            collector.push(f64::from(u32::try_from(nth).unwrap()) * 10.0, *value);
        }
        collector.finish()
    }

    #[test]
    fn what_fits_is_kept_and_missing_ones_are_one_gap() {
        let nan = f32::NAN;
        let samples = collect(100, &[nan, 1.0, 2.0, nan, nan, 3.0]);
        assert_eq!(samples.len(), 4);
        assert_eq!((samples.time(0), samples.mean(1), samples.per_value()), (10.0, 2.0, 1));
        assert!(samples.mean(2).is_nan());
        assert_eq!(samples.at(25.0), Some(2.0));
        assert_eq!((samples.at(5.0), samples.at(30.0), samples.at(49.0)), (None, None, None));
        assert_eq!((samples.at(50.0), samples.at(60.0), samples.at(61.0)), (Some(3.0), Some(3.0), None));
        assert_eq!(samples.step(), Some(10.0));
    }

    #[test]
    fn what_does_not_fit_is_thinned_to_means_and_keeps_its_peaks() {
        let mut values: Vec<f32> = (0..1000_u16).map(|nth| f32::from(nth % 4)).collect();
        values[501] = 99.0;
        let samples = collect(100, &values);
        assert!(samples.len() <= 100);
        let highest = (0..samples.len()).map(|nth| samples.extremes(nth).1).fold(0.0, f64::max);
        assert_eq!((samples.per_value(), highest, samples.mean(0)), (16, 99.0, 1.5));
    }

    proptest! {
        #[test]
        fn memory_is_bounded_gaps_last_and_times_rise(
            stretches in prop::collection::vec((0_usize..400, 0_usize..3), 0..20),
        ) {
            let mut values = Vec::new();
            for (there, missing) in &stretches {
                values.extend(std::iter::repeat_n(1.0, *there));
                values.extend(std::iter::repeat_n(f32::NAN, *missing));
            }
            let samples = collect(128, &values);
            prop_assert!(samples.len() <= 128);
            let times: Vec<f64> = (0..samples.len()).map(|nth| samples.time(nth)).collect();
            prop_assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
            let gaps = |missing: Vec<bool>| missing.windows(2).filter(|pair| !pair[0] && pair[1]).count();
            let kept = gaps((0..samples.len()).map(|nth| samples.mean(nth).is_nan()).collect());
            prop_assert_eq!(kept, gaps(values.iter().map(|value| value.is_nan()).collect()));
        }

        #[test]
        fn even_a_gap_after_each_value_does_not_grow(count in 0_u16..4000) {
            let values: Vec<f32> = (0..count).flat_map(|nth| [f32::from(nth), f32::NAN]).collect();
            prop_assert!(collect(64, &values).len() <= 64);
        }
    }
}
