//! The ways of coding beside states and points: judged intervals, continuous ratings, global ratings.

use crate::decimal::Decimal;
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// How a window is judged in interval coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judgment {
    /// Every code that occurred at all within the window; there may be none or many.
    OneZero,
    /// The one code that held at the window's end.
    Momentary,
    /// The one code that held for most of the window.
    Predominant,
}

/// The windows of an interval channel, laid from the start of the coded window on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IntervalRule {
    /// How long a window is observed; 1 s to 10 min.
    #[serde(rename = "length_ms")]
    pub length: Millis,
    /// How long the recording after it is left out, where observing and recording alternate; 0 to 10 min.
    #[serde(rename = "pause_ms", default)]
    pub pause: Millis,
    /// How a window is judged.
    pub judgment: Judgment,
}

impl IntervalRule {
    /// The number of whole or begun windows in a stretch.
    pub fn count(self, within: Span) -> usize {
        let period = (self.length + self.pause).0.max(1);
        usize::try_from((within.duration().0 + period - 1) / period).unwrap_or(0)
    }

    /// The `index`th window of a stretch, cut where the stretch ends; `None` beyond it.
    pub fn window(self, within: Span, index: usize) -> Option<Span> {
        let period = (self.length + self.pause).0;
        let start = within.start() + Millis(period.checked_mul(i64::try_from(index).ok()?)?);
        Span::new(start, (start + self.length).min(within.end()))
    }

    /// The index of the window that a moment lies in, or of the one before it if it lies in a pause. `None` outside of the stretch.
    pub fn index_at(self, within: Span, at: Millis) -> Option<usize> {
        let period = (self.length + self.pause).0.max(1);
        within.contains(at).then(|| usize::try_from((at - within.start()).0 / period).unwrap_or(0))
    }
}

/// The scale of a continuous rating.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RatingScale {
    /// The lowest value.
    pub min: Decimal,
    /// The highest value; above the lowest.
    pub max: Decimal,
    /// The value at rest, between the two; `None` if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub neutral: Option<Decimal>,
    /// The time from one sample to the next: 20 to 1,000 ms (50 to 1 Hz).
    #[serde(rename = "period_ms")]
    pub period: Millis,
}

/// The scale of a global rating, given once for the whole session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct GlobalScale {
    /// The lowest value.
    pub min: Decimal,
    /// The highest value; above the lowest.
    pub max: Decimal,
    /// The distance of the values that can be given, from the lowest on; above zero.
    pub step: Decimal,
}

impl GlobalScale {
    /// Whether a value can be given.
    pub fn allows(self, value: Decimal) -> bool {
        (self.min..=self.max).contains(&value) && (value.0 - self.min.0) % self.step.0.max(1) == 0
    }
}

/// What a value of a scale means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The value.
    pub value: Decimal,
    /// In a word or two.
    pub label: String,
    /// In full; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// A stretch of a continuous rating without a gap. What lies between two stretches was not rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Samples {
    /// When the first sample was taken; a multiple of the scale's period.
    #[serde(rename = "onset_ms")]
    pub onset: Millis,
    /// One value a period; not empty.
    pub values: Vec<Decimal>,
}

impl Samples {
    /// The stretch that the samples cover, each holding for one period.
    pub fn span(&self, period: Millis) -> Option<Span> {
        let length = i64::try_from(self.values.len()).ok()?.checked_mul(period.0)?;
        Span::new(self.onset, self.onset + Millis(length))
    }
}

/// A global rating as given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The value; one that the scale allows.
    pub value: Decimal,
    /// Why, in the coder's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The moments it rests on, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A moment that a rating rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// When.
    #[serde(rename = "at_ms")]
    pub at: Millis,
    /// What it shows; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(length: i64, pause: i64) -> IntervalRule {
        IntervalRule { length: Millis(length), pause: Millis(pause), judgment: Judgment::OneZero }
    }

    fn span(start: i64, end: i64) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    #[test]
    fn windows_tile_the_coded_window_and_the_last_is_cut() {
        let within = span(1000, 36_000);
        let windows: Vec<Span> = (0..4).map_while(|index| rule(15_000, 0).window(within, index)).collect();
        assert_eq!(windows, [span(1000, 16_000), span(16_000, 31_000), span(31_000, 36_000)]);
        assert_eq!(rule(15_000, 0).count(within), 3);
    }

    #[test]
    fn pauses_lie_between_windows() {
        let within = span(0, 30_000);
        assert_eq!(rule(10_000, 5000).window(within, 1), Some(span(15_000, 25_000)));
        assert_eq!(rule(10_000, 5000).window(within, 2), None);
        assert_eq!(rule(10_000, 5000).index_at(within, Millis(12_000)), Some(0));
        assert_eq!(rule(10_000, 5000).index_at(within, Millis(30_000)), None);
        assert_eq!(rule(10_000, 5000).count(within), 2);
    }

    #[test]
    fn a_scale_allows_its_steps_only() {
        let scale = GlobalScale { min: Decimal::whole(1), max: Decimal::whole(9), step: Decimal(500) };
        assert!(scale.allows(Decimal(4500)) && scale.allows(Decimal::whole(9)));
        assert!(!scale.allows(Decimal(4250)) && !scale.allows(Decimal(500)) && !scale.allows(Decimal(9500)));
    }
}
