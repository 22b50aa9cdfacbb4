//! Lowest and highest values of any stretch of a long series, in time that grows with the logarithm of its length.

use std::ops::Range;

/// How many values, or blocks of the level below, a block sums up. A question reads at most twice as many of each level.
const FAN: usize = 16;

/// The lowest and the highest of some values. Single precision is finer than any screen, and a long series has many.
type Extremes = (f32, f32);

const NOTHING: Extremes = (f32::INFINITY, f32::NEG_INFINITY);

/// Extremes of blocks of 16 values, of blocks of 16 such blocks, and so on. Takes about half a byte for each value, and grows at its end, so
/// that a series can be drawn while it is still being read or recorded.
///
/// ```
/// use attune::timeline::Pyramid;
/// let values: Vec<f64> = (0..1000).map(|n| f64::from(n % 100)).collect();
/// let pyramid: Pyramid = values.iter().copied().collect();
/// assert_eq!(pyramid.extremes(110..190, |n| values[n]), Some((10.0, 89.0)));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pyramid {
    len: usize,
    /// From blocks of values upwards; the last has one block.
    levels: Vec<Vec<Extremes>>,
}

impl Pyramid {
    /// Number of values.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a value at the end. Not-a-number is a value that is missing.
    pub fn push(&mut self, value: f64) {
        #[allow(clippy::cast_possible_truncation)] // see `Extremes`
        let value = value as f32;
        let mut block = self.len / FAN;
        self.len += 1;
        for nth in 0.. {
            if nth == self.levels.len() {
                // A level of its own only once there is more than one block to sum up.
                let Some(below) = nth.checked_sub(1).and_then(|below| self.levels.get(below)) else {
                    self.levels.push(vec![joined(NOTHING, value)]);
                    return;
                };
                if below.len() < 2 {
                    return;
                }
                let top = whole(below);
                self.levels.push(vec![top]);
                return;
            }
            let level = &mut self.levels[nth];
            match level.get_mut(block) {
                Some(known) => *known = joined(*known, value),
                None => level.push(joined(NOTHING, value)),
            }
            block /= FAN;
        }
    }

    /// The lowest and the highest of a range of values, which `value` gives at its ends; `None` where all are missing.
    pub fn extremes(&self, range: Range<usize>, value: impl Fn(usize) -> f64) -> Option<(f64, f64)> {
        #[allow(clippy::cast_possible_truncation)] // see `Extremes`
        let read = |nth: usize| value(nth) as f32;
        let (mut from, mut to) = (range.start, range.end.min(self.len));
        let mut found = NOTHING;
        let mut level: Option<&Vec<Extremes>> = None;
        for above in self.levels.iter().map(Some).chain([None]) {
            let mut take = |nth: usize| {
                let (low, high) = level.map_or_else(|| joined(NOTHING, read(nth)), |level| level[nth]);
                found = (found.0.min(low), found.1.max(high));
            };
            while from < to && (above.is_none() || from % FAN != 0) {
                take(from);
                from += 1;
            }
            while from < to && to % FAN != 0 {
                to -= 1;
                take(to);
            }
            if from >= to {
                break;
            }
            (from, to, level) = (from / FAN, to / FAN, above);
        }
        (found.0 <= found.1).then(|| (f64::from(found.0), f64::from(found.1)))
    }
}

/// `min` and `max` pass over not-a-number.
fn joined(known: Extremes, value: f32) -> Extremes {
    (known.0.min(value), known.1.max(value))
}

/// The extremes of several blocks.
fn whole(parts: &[Extremes]) -> Extremes {
    parts.iter().fold(NOTHING, |sum, part| (sum.0.min(part.0), sum.1.max(part.1)))
}

impl Extend<f64> for Pyramid {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, values: I) {
        for value in values {
            self.push(value);
        }
    }
}

impl FromIterator<f64> for Pyramid {
    /// Level by level, which spares finding each value in every level as [`Pyramid::push`] does.
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let (mut len, mut blocks) = (0, Vec::new());
        let mut block = NOTHING;
        for value in values {
            #[allow(clippy::cast_possible_truncation)] // see `Extremes`
            let value = value as f32;
            block = joined(block, value);
            len += 1;
            if len % FAN == 0 {
                blocks.push(std::mem::replace(&mut block, NOTHING));
            }
        }
        if len % FAN > 0 {
            blocks.push(block);
        }
        let mut levels = Vec::new();
        while blocks.len() > 1 {
            let above = blocks.chunks(FAN).map(whole).collect();
            levels.push(std::mem::replace(&mut blocks, above));
        }
        // The top; there is none over no value.
        levels.extend(Some(blocks).filter(|blocks| !blocks.is_empty()));
        Self { len, levels }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    proptest! {
        #[test]
        fn extremes_are_those_of_a_walk(
            values in prop::collection::vec(prop_oneof![9 => -50.0..50.0, 1 => Just(f64::NAN)], 0..1200),
            from in 0_usize..1200,
            length in 0_usize..1200,
        ) {
            // Whole numbers, so that single precision holds them.
            let values: Vec<f64> = values.into_iter().map(f64::round).collect();
            let pyramid: Pyramid = values.iter().copied().collect();
            let range = from.min(values.len())..(from + length).min(values.len());
            let there = || values[range.clone()].iter().copied().filter(|value| !value.is_nan());
            let expect = there().reduce(f64::min).zip(there().reduce(f64::max));
            prop_assert_eq!(pyramid.extremes(from..from + length, |n| values[n]), expect);
            let mut grown = Pyramid::default();
            grown.extend(values);
            prop_assert_eq!(grown, pyramid);
        }
    }

    #[test]
    fn a_question_about_millions_reads_a_few_values() {
        let value = |n: usize| f64::from(u32::try_from(n % 1013).unwrap());
        let pyramid: Pyramid = (0..2_000_000).map(value).collect();
        let read = Cell::new(0);
        let counted = |n: usize| {
            read.set(read.get() + 1);
            value(n)
        };
        assert_eq!(pyramid.extremes(7..1_999_995, counted), Some((0.0, 1012.0)));
        assert!(read.get() < 2 * FAN, "{} values read", read.get());
        let blocks: usize = pyramid.levels.iter().map(Vec::len).sum();
        assert!(blocks * 8 < 2_000_000, "half a byte a value: {blocks} blocks");
        assert_eq!(pyramid.levels.last().map(Vec::len), Some(1));
    }
}
