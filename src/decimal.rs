//! Decimal numbers of up to three places, exact: what ratings, scores and numeric modifiers are kept in.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A number in thousandths, so that a rating of 0.1 is that very number in every file and on every machine.
///
/// ```
/// use attune::decimal::Decimal;
/// let score: Decimal = "4.5".parse()?;
/// assert_eq!(score, Decimal(4500));
/// assert_eq!(score.to_string(), "4.5");
/// # Ok::<(), attune::decimal::NotADecimal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(pub i64);

impl Decimal {
    /// The largest value, and the smallest with a minus: one billion.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// A whole number.
    pub const fn whole(value: i32) -> Self {
        Self(value as i64 * 1000)
    }

    /// Rounds to the nearest thousandth. `None` for what is no number, or beyond [`Decimal::MAX`].
    pub fn from_f64(value: f64) -> Option<Self> {
        let thousandths = (value * 1000.0).round();
        // The bound is exact in an f64, and what passes it fits in an i64.
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        (thousandths.abs() <= Self::MAX.0 as f64).then_some(Self(thousandths as i64))
    }

    /// The number as a float, for drawing and statistics.
    #[allow(clippy::cast_precision_loss)] // up to MAX it is exact
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

impl fmt::Display for Decimal {
    /// As few places as are needed: `3`, `-0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 1000, self.0.unsigned_abs() % 1000);
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

/// A text that is no decimal number of up to three places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for NotADecimal {}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let text = text.trim();
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && places.is_empty()) || places.len() > 3 || !all_digits(whole) || !all_digits(places) {
            return Err(NotADecimal);
        }
        let number = format!("{whole}{places:0<3}").parse::<i64>().map_err(|_too_long| NotADecimal)?;
        let value = Self(if negative { -number } else { number });
        if number <= Self::MAX.0 { Ok(value) } else { Err(NotADecimal) }
    }
}

impl Serialize for Decimal {
    /// A JSON number; a whole one has no point.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 1000 == 0 {
            serializer.serialize_i64(self.0 / 1000)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        Self::from_f64(value).ok_or_else(|| serde::de::Error::custom("a number out of range"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_exactly() {
        #[track_caller]
        fn check(text: &str, expect: Option<i64>) {
            assert_eq!(text.parse().ok(), expect.map(Decimal), "{text}");
        }
        check("0.1", Some(100));
        check(" -2,25 ", Some(-2250));
        check(".5", Some(500));
        check("7.", Some(7000));
        check("1000000000", Some(1_000_000_000_000));
        check("1000000000.001", None);
        check("0.0001", None);
        check("", None);
        check("-", None);
        check("1e3", None);
        check("NaN", None);
        check("99999999999999999999", None);
    }

    #[test]
    fn numbers_in_json_come_back() {
        for value in [0, 1, -1, 999, 1000, -2250, 1_000_000_000_000] {
            let text = serde_json::to_string(&Decimal(value)).unwrap();
            assert_eq!(serde_json::from_str::<Decimal>(&text).unwrap(), Decimal(value), "{text}");
        }
        assert_eq!(serde_json::to_string(&Decimal(4000)).unwrap(), "4");
        assert!(serde_json::from_str::<Decimal>("1e300").is_err());
    }

    #[test]
    fn few_places_are_shown() {
        assert_eq!(Decimal(-250).to_string(), "-0.25");
        assert_eq!(Decimal(3000).to_string(), "3");
        assert_eq!(Decimal(1).to_string(), "0.001");
    }
}
