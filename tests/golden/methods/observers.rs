//! Counts of behavior analysis, and how accurate observers are.

use crate::golden::inputs::{defined, millis, numbers, table};
use attune::analysis::agreement::*;
use attune::time::{Millis, Span};
use serde_json::{Map, Value, json};

pub fn ioa(inputs: &Value, params: &Value) -> Value {
    let moments = |name: &str| numbers(&inputs[name]).into_iter().map(|at| millis(at, 1000.0)).collect::<Vec<_>>();
    let within = Span::new(Millis(0), millis(inputs["session_s"].as_f64().unwrap(), 1000.0)).unwrap();
    let of =
        Ioa::of(&moments("a"), &moments("b"), within, millis(params["interval_s"].as_f64().unwrap(), 1000.0)).unwrap();
    json!({
        "total_count": defined(of.total_count), "mean_count_per_interval": of.mean_count, "exact_count_per_interval": of.exact_count,
        "trial_by_trial_intervals": of.intervals, "scored_interval": defined(of.scored), "unscored_interval": defined(of.unscored),
        "block_by_block": of.mean_count,
    })
}

pub fn accuracies(inputs: &Value, params: &Value, against: Against) -> Value {
    let prevalence = numbers(&inputs["prevalence"]);
    let of = |accuracy: f64| {
        let of = expected_kappa(&prevalence, accuracy, against).unwrap();
        (accuracy.to_string(), json!({ "po": of.po, "pe": of.pe, "kappa": of.kappa }))
    };
    numbers(&params["accuracies"]).into_iter().map(of).collect::<Map<_, _>>().into()
}

pub fn estimate(inputs: &Value) -> Value {
    let table = table(&inputs["table"]);
    let kappa = Kappa::of(&table).unwrap().kappa.unwrap();
    let means: Vec<f64> = table
        .row_sums()
        .iter()
        .zip(table.column_sums())
        .map(|(row, column)| f64::midpoint(*row, column) / table.total())
        .collect();
    json!({ "kappa": kappa, "accuracy": defined(implied_accuracy(&means, kappa, Against::Observer)) })
}
