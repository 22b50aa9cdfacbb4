//! Which part of a session a second coder codes, for reliability.

use crate::time::{Millis, Span};

/// How the part is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sampling {
    /// All of the coded window.
    All,
    /// The first of every `nth` windows of a length, beginning with the first.
    Every {
        /// At least 1; 1 is all of them.
        nth: usize,
        /// How long a window is.
        length: Millis,
    },
    /// A share of the windows of a length, drawn without replacement.
    Random {
        /// In percent, 1 to 100. At least one window is drawn.
        percent: u32,
        /// How long a window is.
        length: Millis,
        /// The same seed draws the same windows of a session of the same length.
        seed: u64,
    },
}

/// The stretches to be coded, in order and apart; neighbors are joined. Empty where that is all of the coded window.
///
/// ```
/// use attune::coding::{Sampling, stretches};
/// use attune::time::{Millis, Span};
/// let minute = Span::new(Millis(0), Millis(60_000)).unwrap();
/// let every_third = stretches(minute, Sampling::Every { nth: 3, length: Millis(10_000) });
/// assert_eq!(every_third, [Span::new(Millis(0), Millis(10_000)).unwrap(), Span::new(Millis(30_000), Millis(40_000)).unwrap()]);
/// ```
pub fn stretches(window: Span, sampling: Sampling) -> Vec<Span> {
    let (Sampling::Every { length, .. } | Sampling::Random { length, .. }) = sampling else { return Vec::new() };
    let length = length.0.max(1);
    let count = usize::try_from((window.duration().0 + length - 1) / length).unwrap_or(0);
    let nth = |index: usize| {
        let start = window.start() + Millis(i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(length));
        Span::new(start, (start + Millis(length)).min(window.end()))
    };
    let kept: Vec<usize> = match sampling {
        Sampling::All => return Vec::new(),
        Sampling::Every { nth, .. } => (0..count).step_by(nth.max(1)).collect(),
        Sampling::Random { percent, seed, .. } => {
            draw(count, (count * percent.min(100) as usize).div_ceil(100).max(1), seed)
        }
    };
    if kept.len() == count {
        return Vec::new();
    }
    let mut joined: Vec<Span> = Vec::new();
    for span in kept.into_iter().filter_map(nth) {
        match joined.last_mut() {
            Some(last) if last.end() == span.start() => *last = Span::new(last.start(), span.end()).unwrap_or(*last),
            _ => joined.push(span),
        }
    }
    joined
}

/// `wanted` of `count` indices in rising order, each set equally likely (Knuth's selection sampling).
fn draw(count: usize, wanted: usize, seed: u64) -> Vec<usize> {
    let mut random = oorandom::Rand64::new(u128::from(seed));
    let mut drawn = Vec::with_capacity(wanted);
    for index in 0..count {
        let (left, missing) = (count - index, wanted.saturating_sub(drawn.len()));
        if random.rand_range(0..left as u64) < missing as u64 {
            drawn.push(index);
        }
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: i64, end: i64) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    #[test]
    fn all_of_it_is_no_list() {
        let window = span(0, 60_000);
        assert_eq!(stretches(window, Sampling::All), []);
        assert_eq!(stretches(window, Sampling::Every { nth: 1, length: Millis(1000) }), []);
        assert_eq!(stretches(window, Sampling::Random { percent: 100, length: Millis(1000), seed: 1 }), []);
    }

    #[test]
    fn the_last_window_ends_with_the_session() {
        let every = Sampling::Every { nth: 2, length: Millis(10_000) };
        assert_eq!(stretches(span(5000, 28_000), every), [span(5000, 15_000), span(25_000, 28_000)]);
    }

    #[test]
    fn a_random_share_has_its_size_and_follows_the_seed() {
        let sample = |seed| stretches(span(0, 600_000), Sampling::Random { percent: 20, length: Millis(10_000), seed });
        let total: i64 = sample(7).iter().map(|span| span.duration().0).sum();
        assert_eq!(total, 120_000);
        assert_eq!(sample(7), sample(7));
        assert_ne!(sample(7), sample(8));
        assert!(sample(7).windows(2).all(|pair| pair[0].end() < pair[1].start()));
    }

    #[test]
    fn every_window_is_drawn_about_as_often() {
        let mut hits = [0_u32; 10];
        for seed in 0..2000 {
            for index in draw(10, 3, seed) {
                hits[index] += 1;
            }
        }
        // 600 expected each, with a standard deviation of 20.
        assert!(hits.iter().all(|hits| (500..700).contains(hits)), "{hits:?}");
    }
}
