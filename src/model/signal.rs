//! Signals: time series that were recorded beside the videos, and how their files are read.

use super::{Fingerprint, Role, SignalId};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// The most signals that a session may have: eight of each partner.
pub const MAX_SIGNALS: usize = 16;

/// A time series: heart rate, skin conductance, respiration. The file itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    /// Unique within the project.
    pub id: SignalId,
    /// Name on screen.
    pub name: String,
    /// Whose.
    pub role: Role,
    /// The file's name, without folders.
    pub file_name: String,
    /// What the file is known by.
    pub fingerprint: Fingerprint,
    /// Which column or channel of the file, by its name there.
    pub column: String,
    /// What the values are counted in; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Session time = time in the file + offset.
    #[serde(rename = "time_offset_ms")]
    pub offset: Millis,
    /// How the file is read, if it is a table. `None` for formats that say so themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableForm>,
    /// The values at the lower and the upper end of its lane; `None` to fit them to what is in view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<ValueRange>,
}

/// How a table of values is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableForm {
    /// What stands between two cells.
    pub delimiter: Delimiter,
    /// Whether a comma is the decimal sign.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub decimal_comma: bool,
    /// Whether the first row names the columns. Without that, a column's name is its number, from 1.
    pub header: bool,
    /// When each row was measured.
    pub clock: Clock,
    /// The column whose changes are moments to align by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marker: Option<String>,
}

/// What stands between two cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the variants are what their names say
pub enum Delimiter {
    Comma,
    Semicolon,
    Tab,
}

/// When the rows of a table were measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// Evenly: so many rows a second, in thousandths; 1 to 100,000,000.
    Rate {
        /// Rows in 1,000 seconds.
        millihertz: u32,
    },
    /// As a column says.
    Column {
        /// The column's name.
        name: String,
        /// How it says so.
        form: TimeForm,
    },
}

/// How a column tells the time. Clock times, dates, and numbers that begin more than a day from zero count from the first row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeForm {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
    /// `hh:mm:ss.mmm`, `mm:ss`; midnight is passed at most once a day.
    Clock,
    /// A date and a time as ISO 8601 has them.
    DateTime,
}

/// The values at both ends of a lane. The lower one is less than the upper one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ValueRange {
    /// At the lower end.
    pub min: Level,
    /// At the upper end.
    pub max: Level,
}

/// A number that a user types for a value of a signal: of six digits, from 10⁻¹² to 10¹², or zero. So short a number is the same in every
/// file, whoever writes it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Level(f64);

impl Level {
    /// Rounds to six digits; what is nearer to zero than the least is zero. `None` for what is no number or too large.
    pub fn new(value: f64) -> Option<Self> {
        if !value.is_finite() || value.abs() > 1e12 {
            return None;
        }
        if value.abs() < 1e-12 {
            return Some(Self(0.0));
        }
        format!("{value:.5e}").parse().ok().map(Self)
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }
}

// Never not-a-number, and zero has one sign.
impl Eq for Level {}

impl std::hash::Hash for Level {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl TryFrom<f64> for Level {
    type Error = &'static str;
    fn try_from(value: f64) -> Result<Self, Self::Error> {
        Self::new(value).ok_or("no number from -10^12 to 10^12")
    }
}

impl From<Level> for f64 {
    fn from(level: Level) -> Self {
        level.0
    }
}

impl ValueRange {
    /// `None` unless the lower end is below the upper one.
    pub fn new(min: f64, max: f64) -> Option<Self> {
        let range = Self { min: Level::new(min)?, max: Level::new(max)? };
        range.is_ordered().then_some(range)
    }

    fn is_ordered(self) -> bool {
        self.min.0 < self.max.0
    }
}

impl Signal {
    /// Whether every value lies in its range.
    pub fn is_in_range(&self) -> bool {
        let rate = match self.table.as_ref().map(|table| &table.clock) {
            Some(Clock::Rate { millihertz }) => (1..=100_000_000).contains(millihertz),
            Some(Clock::Column { .. }) | None => true,
        };
        rate && (-Millis::MAX.0..=Millis::MAX.0).contains(&self.offset.0)
            && self.range.is_none_or(ValueRange::is_ordered)
    }
}

impl Delimiter {
    /// The byte.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_level_is_the_same_after_a_file(value in prop_oneof![-1e12..1e12, -1.0..1.0, -1e-9..1e-9]) {
            let level = Level::new(value).unwrap();
            let text = serde_json::to_string(&level).unwrap();
            prop_assert_eq!(serde_json::from_str::<Level>(&text).unwrap(), level);
            prop_assert!((level.get() - value).abs() <= value.abs() * 1e-5 + 1e-12);
        }
    }

    #[test]
    fn what_is_no_number_is_no_level() {
        for value in [f64::NAN, f64::INFINITY, 1.1e12] {
            assert_eq!(Level::new(value), None);
        }
        assert_eq!(Level::new(-0.0), Level::new(0.0));
        assert_eq!(Level::new(0.1).map(Level::get), Some(0.1));
        assert_eq!(ValueRange::new(2.0, 2.0), None);
        assert!(serde_json::from_str::<Level>("1e300").is_err());
    }
}
