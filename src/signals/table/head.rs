//! What the beginning of a table tells: how it is written, its columns, its first rows.

use super::cells::{number, time};
use super::{MAX_CELLS, MAX_ROW, rows};
use crate::model::{Clock, Delimiter, TableForm, TimeForm};
use crate::signals::names::{Names, decoded};
use csv_core::ReadRecordResult;

/// How many rows are looked at.
const ROWS: usize = 100;

/// How many rows are shown.
const SHOWN: usize = 5;

/// A column as the beginning of a table shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// As the header has it, made unique by a number in parentheses; without a header its number, from 1.
    pub name: String,
    /// Its name without its unit.
    pub title: String,
    /// What stands in parentheses or brackets at the end of its name; may be empty.
    pub unit: String,
    /// Whether any of its first rows is a number.
    pub has_numbers: bool,
}

/// The beginning of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableHead {
    /// How it is read.
    pub form: TableForm,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Its first rows, at most five, without the header.
    pub rows: Vec<Vec<String>>,
}

/// Looks at the beginning of a table. `form` states how it is written where that is known; else it is guessed. `whole` tells whether the
/// beginning is all of it: of a part, the last row may be cut. `None` where there is no row.
pub fn head_of(bytes: &[u8], whole: bool, form: Option<&TableForm>) -> Option<TableHead> {
    let delimiter = form.map_or_else(|| guess_delimiter(bytes, whole), |form| form.delimiter);
    let rows = first_rows(bytes, delimiter, whole);
    let first = rows.first()?;
    let decimal_comma =
        form.map_or_else(|| delimiter != Delimiter::Comma && has_decimal_commas(&rows), |form| form.decimal_comma);
    let header = form.map_or_else(|| is_header(first, decimal_comma), |form| form.header);
    let names = column_names(first, header);
    let body = &rows[usize::from(header)..];
    let columns: Vec<TableColumn> = names
        .iter()
        .enumerate()
        .map(|(nth, name)| {
            let (title, unit) = split_unit(name);
            let has_numbers = cells(body, nth).any(|cell| number(cell, decimal_comma).is_some());
            TableColumn { name: name.clone(), title, unit, has_numbers }
        })
        .collect();
    let form = match form {
        // A column that is no longer there, since the names changed, is guessed anew.
        Some(form) if has_columns(form, &names) => form.clone(),
        _ => TableForm {
            delimiter,
            decimal_comma,
            header,
            clock: guess_clock(&names, body, decimal_comma),
            marker: None,
        },
    };
    Some(TableHead { form, columns, rows: body.iter().take(SHOWN).cloned().collect() })
}

fn has_columns(form: &TableForm, names: &[String]) -> bool {
    let clock = match &form.clock {
        Clock::Column { name, .. } => names.contains(name),
        Clock::Rate { .. } => true,
    };
    clock && form.marker.as_ref().is_none_or(|marker| names.contains(marker))
}

/// The names of the columns, from the first row.
pub(super) fn column_names(first: &[String], header: bool) -> Vec<String> {
    let mut names = Names::default();
    let name = |(nth, cell): (usize, &String)| {
        let cell = cell.trim().trim_start_matches('\u{feff}');
        if header && !cell.is_empty() { names.unique(cell) } else { names.unique(&(nth + 1).to_string()) }
    };
    first.iter().enumerate().map(name).collect()
}

fn cells(rows: &[Vec<String>], column: usize) -> impl Iterator<Item = &str> {
    rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
}

fn first_rows(bytes: &[u8], delimiter: Delimiter, whole: bool) -> Vec<Vec<String>> {
    let mut csv = rows(delimiter);
    let (mut text, mut ends) = (vec![0; bytes.len().min(MAX_ROW)], vec![0; MAX_CELLS]);
    let (mut at, mut filled, mut count) = (0, 0, 0);
    let mut found: Vec<Vec<String>> = Vec::new();
    while found.len() < ROWS {
        let (result, read, written, ended) = csv.read_record(&bytes[at..], &mut text[filled..], &mut ends[count..]);
        (at, filled, count) = (at + read, filled + written, count + ended);
        match result {
            ReadRecordResult::Record => {
                let cell = |nth: usize| {
                    let start = if nth == 0 { 0 } else { ends[nth - 1] };
                    decoded(&text[start..ends[nth]]).chars().take(80).collect()
                };
                found.push((0..count).map(cell).collect());
                (filled, count) = (0, 0);
            }
            // No bytes are left; asked once more, it gives the row that no line break ends.
            ReadRecordResult::InputEmpty if whole => {}
            _ => break,
        }
    }
    found
}

/// The first delimiter that gives nearly all rows the same number of cells, more than one.
fn guess_delimiter(bytes: &[u8], whole: bool) -> Delimiter {
    let is_even = |delimiter: &Delimiter| {
        let rows = first_rows(bytes, *delimiter, whole);
        let Some(last) = rows.last().map(Vec::len).filter(|cells| *cells > 1) else { return false };
        rows.iter().filter(|row| row.len() == last).count() * 10 >= rows.len() * 9
    };
    [Delimiter::Tab, Delimiter::Semicolon].into_iter().find(is_even).unwrap_or(Delimiter::Comma)
}

fn has_decimal_commas(rows: &[Vec<String>]) -> bool {
    let all = || rows.iter().flatten();
    let commas = all().filter(|cell| number(cell, false).is_none() && number(cell, true).is_some()).count();
    commas > all().filter(|cell| cell.contains('.') && number(cell, false).is_some()).count()
}

/// Whether the first row holds words: none of its cells is a number or a time.
fn is_header(first: &[String], decimal_comma: bool) -> bool {
    let is_value = |cell: &String| {
        number(cell, decimal_comma).is_some()
            || [TimeForm::Clock, TimeForm::DateTime].into_iter().any(|form| time(cell, form, false).is_some())
    };
    !first.iter().any(is_value) && first.iter().any(|cell| !cell.trim().is_empty())
}

/// The column that tells the time, and how; else one row a second.
fn guess_clock(names: &[String], body: &[Vec<String>], decimal_comma: bool) -> Clock {
    let tells_time = |name: &str| {
        let name = name.to_lowercase();
        ["time", "zeit", "sec", "date", "clock", "msec"].iter().any(|word| name.contains(word))
            || matches!(name.as_str(), "t" | "s" | "ms")
    };
    let first = (0..names.len()).filter(|nth| tells_time(&names[*nth]));
    // A first column that rises is one too, whatever its name.
    let candidates = first.map(|nth| (nth, true)).chain((!names.is_empty()).then_some((0, false)));
    for (nth, is_named) in candidates {
        // A few cells of a column may be damaged.
        let all = |form: TimeForm| -> Option<Vec<f64>> {
            let times: Vec<f64> = cells(body, nth).filter_map(|cell| time(cell, form, decimal_comma)).collect();
            let enough = times.len() * 5 >= cells(body, nth).count() * 4;
            (enough && times.len() > usize::from(!is_named)).then_some(times)
        };
        let column = |form| Clock::Column { name: names[nth].clone(), form };
        for form in [TimeForm::DateTime, TimeForm::Clock] {
            if all(form).is_some() {
                return column(form);
            }
        }
        let Some(times) = all(TimeForm::Milliseconds) else { continue };
        if is_named || times.windows(2).all(|pair| pair[0] < pair[1]) {
            return column(guess_unit(&names[nth], &times));
        }
    }
    Clock::Rate { millihertz: 1000 }
}

/// Seconds or milliseconds, by the column's name, else by its numbers: steps of two or more whole ones are milliseconds.
fn guess_unit(name: &str, times: &[f64]) -> TimeForm {
    let name = name.to_lowercase();
    let unit = split_unit(&name).1;
    if name.contains("ms") || name.contains("milli") {
        return TimeForm::Milliseconds;
    }
    if name.contains("sec") || unit == "s" || name == "s" {
        return TimeForm::Seconds;
    }
    let whole = times.iter().all(|time| time.fract() == 0.0);
    let steps = times.windows(2).filter(|pair| pair[1] - pair[0] >= 2.0).count();
    if whole && steps * 2 > times.len() { TimeForm::Milliseconds } else { TimeForm::Seconds }
}

/// `EDA [µS]` and `EDA (µS)` as name and unit.
fn split_unit(name: &str) -> (String, String) {
    for (open, close) in [('[', ']'), ('(', ')')] {
        let Some((title, unit)) = name.strip_suffix(close).and_then(|rest| rest.rsplit_once(open)) else { continue };
        let is_number = unit.chars().all(|c| c.is_ascii_digit());
        if !title.trim().is_empty() && !is_number {
            return (title.trim().to_owned(), unit.trim().to_owned());
        }
    }
    (name.to_owned(), String::new())
}
