//! What there is to say of signals.

use super::say;
use crate::model::TimeForm;
use crate::signals::Unreadable;
use crate::t;

/// Why a file gives no signal, and what to do about it.
pub fn unreadable(file: &str, why: &Unreadable) -> String {
    let file = file.to_owned();
    match why {
        Unreadable::Empty => t!("signal-empty", file = file),
        Unreadable::OtherKind(kind) => t!("signal-other-kind", file = file, kind = say::file_kind(*kind)),
        Unreadable::BrokenHeader => t!("signal-broken-header", file = file),
        Unreadable::RecordTooLong => t!("signal-record-too-long", file = file),
        Unreadable::NoSignals => t!("signal-no-signals", file = file),
        Unreadable::RowTooLong { row } => t!("signal-row-too-long", file = file, row = row.to_string()),
        Unreadable::NoColumn { name } => t!("signal-no-column", file = file, column = name.clone()),
        Unreadable::NoTimes { first } => t!("signal-no-times", file = file, first = first.clone()),
        Unreadable::NoNumbers => t!("signal-no-numbers", file = file),
    }
}

/// How a column tells the time.
pub fn time_form(form: TimeForm) -> String {
    match form {
        TimeForm::Seconds => t!("signal-time-seconds"),
        TimeForm::Milliseconds => t!("signal-time-milliseconds"),
        TimeForm::Clock => t!("signal-time-clock"),
        TimeForm::DateTime => t!("signal-time-date"),
    }
}

/// A value as it is read beside a curve: four digits, as many places as they need.
pub fn value(value: f64) -> String {
    let size = value.abs();
    if size != 0.0 && !(1e-3..1e6).contains(&size) {
        return minus(format!("{value:.2e}"));
    }
    let places = if size >= 1000.0 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 10.0 {
        2
    } else {
        3
    };
    let text = format!("{value:.places$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    minus(text)
}

fn minus(text: String) -> String {
    if let Some(digits) = text.strip_prefix('-') { format!("−{digits}") } else { text }
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_have_four_digits() {
        for (value, expect) in [
            (72.0, "72"),
            (72.456, "72.46"),
            (-0.25, "−0.25"),
            (1234.5, "1234"),
            (123.45, "123.5"),
            (0.0, "0"),
            (0.000_123, "1.23e-4"),
            (2.5e7, "2.50e7"),
        ] {
            assert_eq!(super::value(value), expect);
        }
    }
}
