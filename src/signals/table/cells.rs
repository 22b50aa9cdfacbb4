//! What a cell says: a number, a time, or nothing.

use crate::model::TimeForm;
use jiff::civil::DateTime;
use jiff::fmt::temporal::DateTimeParser;
use jiff::tz::TimeZone;

const DAY_MS: f64 = 86_400_000.0;

/// A finite number; `None` for what is missing, however that is written.
pub(super) fn number(cell: &str, decimal_comma: bool) -> Option<f64> {
    let cell = cell.trim();
    let value: f64 = if decimal_comma { cell.replacen(',', ".", 1).parse() } else { cell.parse() }.ok()?;
    value.is_finite().then_some(value)
}

/// A time in milliseconds, from wherever its column counts.
pub(super) fn time(cell: &str, form: TimeForm, decimal_comma: bool) -> Option<f64> {
    match form {
        TimeForm::Seconds => number(cell, decimal_comma).map(|seconds| seconds * 1000.0),
        TimeForm::Milliseconds => number(cell, decimal_comma),
        TimeForm::Clock => clock(cell),
        TimeForm::DateTime => date_time(cell),
    }
}

/// `h:mm:ss.mmm` or `mm:ss`. A comma serves as the decimal sign too.
fn clock(cell: &str) -> Option<f64> {
    let parts: Vec<&str> = cell.trim().split(':').collect();
    let (seconds, larger) = parts.split_last()?;
    if larger.is_empty() || larger.len() > 2 {
        return None;
    }
    let is_plain = |part: &str| part.chars().all(|c: char| c.is_ascii_digit() || ".,".contains(c));
    let seconds = number(seconds, true).filter(|value| (0.0..60.0).contains(value) && is_plain(seconds))?;
    let mut total = 0.0;
    for (place, part) in larger.iter().enumerate() {
        let value = number(part, false).filter(|_| is_plain(part) && part.len() <= 6)?;
        if place > 0 && value > 59.0 {
            return None;
        }
        total = total * 60.0 + value;
    }
    Some((total * 60.0 + seconds) * 1000.0)
}

/// ISO 8601 with a date: with an offset from UTC or `Z` a moment, without one a time of day there.
fn date_time(cell: &str) -> Option<f64> {
    static PARSER: DateTimeParser = DateTimeParser::new();
    let cell = cell.trim();
    let moment = PARSER.parse_timestamp(cell).or_else(|_| {
        let local: DateTime = PARSER.parse_datetime(cell)?;
        TimeZone::UTC.to_timestamp(local)
    });
    #[allow(clippy::cast_precision_loss)] // microseconds of today have 51 bits
    moment.ok().map(|moment| moment.as_microsecond() as f64 / 1000.0)
}

/// Turns the times of a column, row by row, into milliseconds of the file.
#[derive(Debug)]
pub(super) struct Timekeeper {
    form: TimeForm,
    decimal_comma: bool,
    /// What counts as zero, once the first row is read.
    base: Option<f64>,
    /// Midnights passed.
    days: f64,
    last: f64,
}

impl Timekeeper {
    pub(super) fn new(form: TimeForm, decimal_comma: bool) -> Self {
        Self { form, decimal_comma, base: None, days: 0.0, last: f64::NEG_INFINITY }
    }

    /// The time of the next row; `None` where it is missing or before the row's before.
    pub(super) fn next(&mut self, cell: &str) -> Option<f64> {
        let raw = time(cell, self.form, self.decimal_comma)?;
        let counts_from_first = match self.form {
            TimeForm::Clock | TimeForm::DateTime => true,
            TimeForm::Seconds | TimeForm::Milliseconds => raw.abs() > DAY_MS,
        };
        let base = *self.base.get_or_insert(if counts_from_first { raw } else { 0.0 });
        let mut at = raw - base + self.days;
        // A clock that falls by more than half a day went past midnight.
        if self.form == TimeForm::Clock && self.last - at > DAY_MS / 2.0 {
            self.days += DAY_MS;
            at += DAY_MS;
        }
        // Beyond what a session can reach there is no use for a sample.
        if at < self.last || at.abs() > 1e11 {
            return None;
        }
        self.last = at;
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_is_missing() {
        for (cell, comma, expect) in [
            ("72.5", false, Some(72.5)),
            (" 72,5 ", true, Some(72.5)),
            ("-1.5e-7", false, Some(-1.5e-7)),
            ("72,5", false, None),
            ("1,234,5", true, None),
            ("", false, None),
            ("NA", false, None),
            ("NaN", false, None),
            ("-inf", false, None),
            ("n/a", true, None),
        ] {
            assert_eq!(number(cell, comma), expect, "{cell}");
        }
    }

    #[test]
    fn times_of_every_form() {
        for (cell, form, expect) in [
            ("1.5", TimeForm::Seconds, Some(1500.0)),
            ("1500", TimeForm::Milliseconds, Some(1500.0)),
            ("10:00:01.250", TimeForm::Clock, Some(36_001_250.0)),
            ("00:01,5", TimeForm::Clock, Some(1500.0)),
            ("1:60:00", TimeForm::Clock, None),
            ("10", TimeForm::Clock, None),
            ("-1:00", TimeForm::Clock, None),
            ("1:+5", TimeForm::Clock, None),
            ("1970-01-01T00:00:01.5Z", TimeForm::DateTime, Some(1500.0)),
            ("1970-01-01 01:00:01.5+01:00", TimeForm::DateTime, Some(1500.0)),
            ("1970-01-02 00:00:00", TimeForm::DateTime, Some(86_400_000.0)),
            ("1970-13-01 00:00:00", TimeForm::DateTime, None),
        ] {
            assert_eq!(time(cell, form, false), expect, "{cell}");
        }
    }

    #[test]
    fn a_file_counts_from_its_first_row_where_its_clock_is_another() {
        let read = |form, cells: &[&str]| -> Vec<Option<f64>> {
            let mut keeper = Timekeeper::new(form, false);
            cells.iter().map(|cell| keeper.next(cell)).collect()
        };
        assert_eq!(
            read(TimeForm::Seconds, &["2.5", "3", "x", "2", "3"]),
            [Some(2500.0), Some(3000.0), None, None, Some(3000.0)]
        );
        assert_eq!(read(TimeForm::Seconds, &["1764000000.5", "1764000001"]), [Some(0.0), Some(500.0)]);
        assert_eq!(read(TimeForm::Clock, &["23:59:59.5", "00:00:00.5"]), [Some(0.0), Some(1000.0)]);
        assert_eq!(
            read(TimeForm::DateTime, &["2026-11-24T10:00:00", "2026-11-24T10:00:01"]),
            [Some(0.0), Some(1000.0)]
        );
        assert_eq!(read(TimeForm::Milliseconds, &["-500", "0"]), [Some(-500.0), Some(0.0)]);
    }
}
