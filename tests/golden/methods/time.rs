//! Agreement on time.

use crate::golden::inputs::{Codes, bouts, defined, span};
use attune::analysis::agreement::*;
use attune::time::{Millis, Span};
use serde_json::{Value, json};

/// Two codings in ms over a session, by the codes that are listed.
fn session(inputs: &Value) -> (Vec<Bout>, Vec<Bout>, Codes, Span) {
    let codes = Codes(serde_json::from_value(inputs["codes"].clone()).unwrap());
    let within = span(0, inputs["session_ms"].as_i64().unwrap());
    (bouts(&inputs["A"], &codes, 1.0), bouts(&inputs["B"], &codes, 1.0), codes, within)
}

pub fn duration(inputs: &Value) -> Value {
    let (a, b, codes, within) = session(inputs);
    let table = by_duration(&a, &b, codes.len(), within, Uncoded::LeftOut);
    let kappa = Kappa::of(&table).unwrap();
    json!({
        "table_ms": table.rows(), "po": kappa.po, "pe": kappa.pe, "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max),
    })
}

pub fn by_units(inputs: &Value, params: &Value) -> Value {
    let (a, b, codes, within) = session(inputs);
    let unit = Millis(params["unit_ms"].as_i64().unwrap());
    let tolerance = usize::try_from(params["tolerance_units"].as_u64().unwrap()).unwrap();
    let of = |first: &[Bout], second: &[Bout]| {
        by_unit(first, second, codes.len(), within, Uncoded::LeftOut, unit, tolerance)
    };
    let tables = [of(&a, &b), of(&b, &a)];
    let kappas = tables.each_ref().map(|table| Kappa::of(table).unwrap());
    let show = |table: &Table, kappa: &Kappa| json!({ "table": table.rows(), "po": kappa.po, "pe": kappa.pe, "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max) });
    json!({
        "A_to_B": show(&tables[0], &kappas[0]), "B_to_A": show(&tables[1].transposed(), &kappas[1]),
        "mean_kappa": f64::midpoint(kappas[0].kappa.unwrap(), kappas[1].kappa.unwrap()),
    })
}
