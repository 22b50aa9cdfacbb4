//! Time on the session clock: integer milliseconds, half-open spans, timecodes.
//!
//! Coding time is never a float. Floats for time exist only where pixels or a
//! media element ask for them (`timeline`, `plot`, `platform`).

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::{Add, Sub};

/// A moment, or a length of time, in whole milliseconds on the session clock.
///
/// ```
/// use attune::time::Millis;
/// assert_eq!((Millis(1500) - Millis(500)).to_string(), "0:00:01.000");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// The session's start.
    pub const ZERO: Self = Self(0);

    /// The latest moment a session may have: 1,000 hours. Bounding time here keeps every sum of a few times far from overflow.
    pub const MAX: Self = Self(3_600_000_000);

    /// Rounds seconds, as a media element states them, to the nearest millisecond. Not-a-number counts as zero.
    pub fn from_seconds(seconds: f64) -> Self {
        // Saturating by definition of `as`; the clamp keeps absurd values within the documented range.
        #[allow(clippy::cast_possible_truncation)]
        let ms = (seconds * 1000.0).round() as i64;
        Self(ms.clamp(-Self::MAX.0, Self::MAX.0))
    }

    /// The same moment in seconds, for a media element.
    #[allow(clippy::cast_precision_loss)] // |value| ≤ 3.6e9 is exact in an f64
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The same moment as a float of milliseconds, for geometry.
    #[allow(clippy::cast_precision_loss)] // |value| ≤ 3.6e9 is exact in an f64
    pub fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

impl Add for Millis {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Millis {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl fmt::Display for Millis {
    /// `h:mm:ss.mmm`, with a leading `-` before the session's start.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let ms = self.0.unsigned_abs();
        let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        write!(f, "{sign}{h}:{m:02}:{s:02}.{:03}", ms % 1000)
    }
}

/// Why a typed time is not one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimecodeError {
    /// Nothing was typed.
    Empty,
    /// Something other than digits, `:` and one `.`, or minutes or seconds of 60 and more after a larger unit.
    Malformed,
    /// Later than [`Millis::MAX`].
    TooLate,
}

/// Reads `h:mm:ss.mmm`, `mm:ss`, `ss.mmm` and the like; a comma serves as the decimal sign too.
///
/// ```
/// use attune::time::{Millis, parse_timecode};
/// assert_eq!(parse_timecode("1:02:03.004"), Ok(Millis(3_723_004)));
/// assert_eq!(parse_timecode("75.5"), Ok(Millis(75_500)));
/// ```
pub fn parse_timecode(text: &str) -> Result<Millis, TimecodeError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(TimecodeError::Empty);
    }
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if fraction.len() > 3 || !digits(fraction) {
        return Err(TimecodeError::Malformed);
    }
    let parts: Vec<&str> = whole.split(':').collect();
    if parts.len() > 3 {
        return Err(TimecodeError::Malformed);
    }
    let mut seconds: i64 = 0;
    for (place, part) in parts.iter().enumerate() {
        if part.is_empty() || part.len() > 8 || !digits(part) {
            return Err(TimecodeError::Malformed);
        }
        let value: i64 = part.parse().ok().ok_or(TimecodeError::Malformed)?;
        if place > 0 && value > 59 {
            return Err(TimecodeError::Malformed);
        }
        seconds = seconds * 60 + value;
    }
    let ms: i64 = format!("{fraction:0<3}").parse().ok().ok_or(TimecodeError::Malformed)?;
    let total = Millis(seconds * 1000 + ms);
    if total > Millis::MAX { Err(TimecodeError::TooLate) } else { Ok(total) }
}

/// Reads a timecode with a sign before it or none: how far one clock lies behind another.
///
/// ```
/// use attune::time::{Millis, parse_signed};
/// assert_eq!(parse_signed("-1.5"), Ok(Millis(-1500)));
/// assert_eq!(parse_signed("+0:01"), Ok(Millis(1000)));
/// ```
pub fn parse_signed(text: &str) -> Result<Millis, TimecodeError> {
    let text = text.trim();
    match text.strip_prefix(['-', '−']) {
        Some(size) => parse_timecode(size).map(|size| Millis::ZERO - size),
        None => parse_timecode(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// A stretch of time that holds its start and not its end, and is never empty: `start < end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "SpanForm", into = "SpanForm")]
pub struct Span {
    start: Millis,
    end: Millis,
}

#[derive(Serialize, Deserialize)]
struct SpanForm {
    start: Millis,
    end: Millis,
}

impl From<Span> for SpanForm {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl TryFrom<SpanForm> for Span {
    type Error = String;
    fn try_from(form: SpanForm) -> Result<Self, String> {
        Self::new(form.start, form.end).ok_or_else(|| format!("span {}..{} is empty", form.start.0, form.end.0))
    }
}

impl Span {
    /// The span from `start` up to but without `end`; `None` where that is empty.
    pub fn new(start: Millis, end: Millis) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The first moment within.
    pub fn start(self) -> Millis {
        self.start
    }

    /// The first moment after.
    pub fn end(self) -> Millis {
        self.end
    }

    /// `end - start`, always positive.
    pub fn duration(self) -> Millis {
        self.end - self.start
    }

    /// Whether the moment lies within.
    pub fn contains(self, at: Millis) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether some moment lies within both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// What lies within both.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timecodes_round_trip() {
        for ms in [0, 1, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 359_999_999] {
            assert_eq!(parse_timecode(&Millis(ms).to_string()), Ok(Millis(ms)));
        }
        assert_eq!(Millis(-1500).to_string(), "-0:00:01.500");
    }

    #[test]
    fn typed_times_that_are_none() {
        for (text, error) in [
            ("", TimecodeError::Empty),
            ("x", TimecodeError::Malformed),
            ("1:60", TimecodeError::Malformed),
            ("1:2:3:4", TimecodeError::Malformed),
            ("1.2345", TimecodeError::Malformed),
            ("::", TimecodeError::Malformed),
            ("99999999", TimecodeError::TooLate),
            ("-1", TimecodeError::Malformed),
        ] {
            assert_eq!(parse_timecode(text), Err(error), "{text}");
        }
        assert_eq!(parse_timecode("1,5"), Ok(Millis(1500)));
        assert_eq!(parse_timecode("90"), Ok(Millis(90_000)));
    }

    #[test]
    fn spans_are_half_open() {
        let a = Span::new(Millis(0), Millis(10)).unwrap();
        let b = Span::new(Millis(10), Millis(20)).unwrap();
        assert!(!a.overlaps(b));
        assert!(a.contains(Millis(0)) && !a.contains(Millis(10)));
        assert_eq!(a.intersection(b), None);
        assert_eq!(Span::new(Millis(5), Millis(5)), None);
        assert!(serde_json::from_str::<Span>(r#"{"start":5,"end":5}"#).is_err());
    }

    #[test]
    fn absurd_seconds_stay_in_range() {
        assert_eq!(Millis::from_seconds(f64::NAN), Millis::ZERO);
        assert_eq!(Millis::from_seconds(f64::INFINITY), Millis::MAX);
        assert_eq!(Millis::from_seconds(1.0004), Millis(1000));
    }
}
