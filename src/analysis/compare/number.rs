//! A number with its interval, or why there is none.

use super::Statistic;
use crate::analysis::Undefined;
use serde::{Deserialize, Serialize};

/// A number that has a value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The value; finite.
    pub value: f64,
    /// The interval of the confidence that was asked for.
    pub interval: Result<(f64, f64), Reason>,
    /// What it rests on: milliseconds of time, units, events or sessions; see [`Statistic::basis`].
    pub n: f64,
}

/// Why there is no number, or no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The measure itself has no value.
    Undefined(Undefined),
    /// The time compared holds fewer than five blocks to draw from.
    FewBlocks,
    /// No interval was asked for.
    NotAsked,
    /// Samples of a curve depend on each other: no formula gives an interval.
    Dependent,
    /// The measure has no interval.
    NoInterval,
    /// So many events would take too long.
    TooMany,
}

impl From<Undefined> for Reason {
    fn from(undefined: Undefined) -> Self {
        Self::Undefined(undefined)
    }
}

/// One number of a row.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Number {
    /// Which.
    pub statistic: Statistic,
    /// Its value, or why there is none.
    pub value: Result<Estimate, Reason>,
}

/// A number to so many decimals. What rounds to nothing has no sign.
///
/// ```
/// use attune::analysis::compare::fixed;
/// assert_eq!((fixed(-0.0004, 3).as_str(), fixed(-0.0005001, 3).as_str()), ("0.000", "-0.001"));
/// ```
pub fn fixed(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.bytes().all(|byte| matches!(byte, b'0' | b'.')) => zero.to_owned(),
        _ => text,
    }
}

impl Estimate {
    /// A value without an interval; an error where rounding or overflow left no number.
    pub(super) fn plain(value: f64, n: f64) -> Result<Self, Reason> {
        Self::with(value, n, Err(Reason::NoInterval))
    }

    /// A value with its interval.
    pub(super) fn with(value: f64, n: f64, interval: Result<(f64, f64), Reason>) -> Result<Self, Reason> {
        if !value.is_finite() {
            return Err(Undefined::NoVariance.into());
        }
        let interval = interval.and_then(|(low, high)| {
            if low.is_finite() && high.is_finite() { Ok((low, high)) } else { Err(Reason::NoInterval) }
        });
        Ok(Self { value, interval, n })
    }
}
