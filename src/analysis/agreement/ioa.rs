//! The indices of interobserver agreement of behavior analysis, for counts of one behavior.
//!
//! The session is cut into intervals; a_i and b_i are the counts of both observers in the ith of n.
//!
//! | index | formula |
//! | --- | --- |
//! | total count | smaller total / larger total |
//! | mean count per interval, block by block | mean of smaller / larger count; 1 where both are 0 |
//! | exact count per interval | share of intervals with a_i = b_i |
//! | interval by interval | share of intervals in which both, or neither, saw it |
//! | scored interval | the same among those in which one saw it |
//! | unscored interval | the same among those in which one did not |
//!
//! Source: Cooper, Heron & Heward (2007), *Applied Behavior Analysis*, chapter 5; Page & Iwata 1986 for block by block. All 0 to 1, and
//! none corrected for chance.

use super::numeric::count;
use crate::analysis::{Defined, Undefined};
use crate::time::{Millis, Span};

/// The indices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ioa {
    /// Undefined where neither saw it.
    pub total_count: Defined<f64>,
    /// Also known as block by block.
    pub mean_count: f64,
    /// See above.
    pub exact_count: f64,
    /// See above.
    pub intervals: f64,
    /// Undefined where neither saw it.
    pub scored: Defined<f64>,
    /// Undefined where both saw it in every interval.
    pub unscored: Defined<f64>,
}

impl Ioa {
    /// Of the moments at which each observer saw the behavior, within a stretch cut into intervals; the last may be shorter.
    ///
    /// ```
    /// use attune::analysis::agreement::Ioa;
    /// use attune::time::{Millis, Span};
    ///
    /// let within = Span::new(Millis(0), Millis(30_000)).unwrap();
    /// let ioa = Ioa::of(&[Millis(1_000), Millis(2_000)], &[Millis(1_500), Millis(25_000)], within, Millis(10_000)).unwrap();
    /// assert_eq!((ioa.total_count, ioa.mean_count, ioa.exact_count), (Ok(1.0), 0.5, 1.0 / 3.0));
    /// ```
    pub fn of(a: &[Millis], b: &[Millis], within: Span, interval: Millis) -> Defined<Self> {
        if interval <= Millis::ZERO {
            return Err(Undefined::NoUnits);
        }
        let intervals = usize::try_from((within.duration().0 + interval.0 - 1) / interval.0).unwrap_or(0);
        let counts = |moments: &[Millis]| {
            let mut counts = vec![0_u32; intervals];
            for moment in moments.iter().filter(|moment| within.contains(**moment)) {
                let place = usize::try_from((*moment - within.start()).0 / interval.0).unwrap_or(0);
                counts[place] += 1;
            }
            counts
        };
        let pairs: Vec<(u32, u32)> = counts(a).into_iter().zip(counts(b)).collect();
        let share = |of: usize, all: usize| if all > 0 { Ok(count(of) / count(all)) } else { Err(Undefined::NoUnits) };
        let ratio = |a: u32, b: u32| if a == b { 1.0 } else { f64::from(a.min(b)) / f64::from(a.max(b)) };
        let (total_a, total_b) = pairs.iter().fold((0, 0), |(sum_a, sum_b), (a, b)| (sum_a + a, sum_b + b));
        let how_many = |is: fn(&(u32, u32)) -> bool| pairs.iter().filter(|pair| is(pair)).count();
        let (both, neither) = (how_many(|(a, b)| *a > 0 && *b > 0), how_many(|(a, b)| *a == 0 && *b == 0));
        Ok(Self {
            total_count: if total_a + total_b > 0 { Ok(ratio(total_a, total_b)) } else { Err(Undefined::NoEvents) },
            mean_count: pairs.iter().map(|(a, b)| ratio(*a, *b)).sum::<f64>() / count(intervals),
            exact_count: share(how_many(|(a, b)| a == b), intervals)?,
            intervals: share(both + neither, intervals)?,
            scored: share(both, intervals - neither),
            unscored: share(neither, intervals - both),
        })
    }
}
