//! Reads the inputs of cases, and writes results in their form.

use attune::analysis::Defined;
use attune::analysis::agreement::{Bout, Ratings, Table};
use attune::time::{Millis, Span};
use serde_json::{Value, json};

/// A number, or that it is undefined and why.
pub fn defined(value: Defined<f64>) -> Value {
    value.map_or_else(|why| json!({ "undefined": format!("{why:?}") }), Value::from)
}

/// What cannot be computed at all: every field of it is undefined.
pub fn undefined() -> Value {
    json!({ "undefined": "it has no value" })
}

pub fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|number| number.as_f64().expect("a number")).collect()
}

pub fn rows(value: &Value) -> Vec<Vec<f64>> {
    value.as_array().expect("rows").iter().map(numbers).collect()
}

pub fn table(value: &Value) -> Table {
    Table::from_rows(&rows(value)).expect("a table")
}

pub fn pairs(value: &Value) -> Vec<(f64, f64)> {
    rows(value).iter().map(|row| (row[0], row[1])).collect()
}

/// What coders said of units, as places among the values seen; and these, rising.
pub fn ratings(value: &Value) -> (Ratings, Vec<f64>) {
    let units = values(value);
    let mut seen: Vec<f64> = units.iter().flatten().flatten().copied().collect();
    seen.sort_by(f64::total_cmp);
    seen.dedup();
    let place = |value: f64| seen.iter().position(|known| known.total_cmp(&value).is_eq());
    let units = units.iter().map(|unit| unit.iter().map(|value| value.and_then(place)).collect()).collect();
    (Ratings { categories: seen.len(), units }, seen)
}

/// One row a unit; `null` is missing.
pub fn values(value: &Value) -> Vec<Vec<Option<f64>>> {
    let unit = |unit: &Value| unit.as_array().expect("a unit").iter().map(Value::as_f64).collect();
    value.as_array().expect("units").iter().map(unit).collect()
}

/// Texts as places among all that are seen, in their order.
pub struct Codes(pub Vec<String>);

impl Codes {
    /// All texts in any of the lists, sorted.
    pub fn seen(lists: &[&Value], text: impl Fn(&Value) -> &Value) -> Self {
        let items = lists.iter().flat_map(|list| list.as_array().expect("a list"));
        let mut codes: Vec<String> = items.map(|item| text(item).as_str().expect("a code").to_owned()).collect();
        codes.sort();
        codes.dedup();
        Self(codes)
    }

    pub fn place(&self, code: &Value) -> usize {
        self.0.iter().position(|known| Some(known.as_str()) == code.as_str()).expect("a code that is known")
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// Milliseconds of a number of units of time, `scale` of them in one.
#[allow(clippy::cast_possible_truncation)] // times of cases
pub fn millis(value: f64, scale: f64) -> Millis {
    Millis((value * scale).round() as i64)
}

/// Events `[onset, offset, code]`.
pub fn bouts(value: &Value, codes: &Codes, scale: f64) -> Vec<Bout> {
    let bout = |event: &Value| {
        let at = |place: usize| millis(event[place].as_f64().expect("a time"), scale);
        Bout { span: Span::new(at(0), at(1)).expect("a span"), code: codes.place(&event[2]) }
    };
    value.as_array().expect("events").iter().map(bout).collect()
}

/// From one moment to another, in ms.
pub fn span(from: i64, to: i64) -> Span {
    Span::new(Millis(from), Millis(to)).expect("a span")
}
