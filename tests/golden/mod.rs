//! From a case to numbers, by its method; and the comparison.

mod inputs;
mod methods;

use serde_json::Value;

/// What the case's method gives for its inputs, in the shape of its `expected`; `None` if it is not known.
pub fn compute(case: &Value) -> Option<Value> {
    methods::compute(case)
}

/// Where `got` is not what the case expects.
pub fn differences(case: &Value, got: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    // Of degenerate input only our own contract counts.
    let expected = case["expected"].get("contract").unwrap_or(&case["expected"]);
    compare("", "", expected, got, &case["tolerance"], &mut wrong);
    wrong
}

/// Fields that inform only.
const INFORMING: [&str; 5] = ["reason", "note", "notes", "peers", "pingouin"];

fn compare(path: &str, name: &str, expected: &Value, got: &Value, tolerance: &Value, wrong: &mut Vec<String>) {
    match expected {
        Value::Object(fields) => {
            for (field, value) in fields.iter().filter(|(field, _)| !INFORMING.contains(&field.as_str())) {
                compare(&format!("{path}/{field}"), field, value, &got[field], tolerance, wrong);
            }
        }
        Value::Array(items) => {
            let found = got.as_array().map_or(0, Vec::len);
            if found != items.len() {
                wrong.push(format!("{path}: {} items, not {found}", items.len()));
                return;
            }
            for (nth, item) in items.iter().enumerate() {
                compare(&format!("{path}/{nth}"), name, item, &got[nth], tolerance, wrong);
            }
        }
        Value::Number(number) => {
            let expected = number.as_f64().expect("a number");
            let allowed = match tolerance {
                Value::Object(by_name) => by_name.get(name).or_else(|| by_name.get("*")).and_then(Value::as_f64),
                _ => tolerance.as_f64(),
            };
            let Some(allowed) = allowed else { return };
            let fits = got.as_f64().is_some_and(|got| (got - expected).abs() <= allowed * expected.abs().max(1.0));
            if !fits {
                wrong.push(format!("{path}: expected {expected}, got {got}"));
            }
        }
        Value::Null => {
            if got.get("undefined").is_none() {
                wrong.push(format!("{path}: expected undefined, got {got}"));
            }
        }
        Value::String(_) | Value::Bool(_) => {
            if expected != got {
                wrong.push(format!("{path}: expected {expected}, got {got}"));
            }
        }
    }
}
