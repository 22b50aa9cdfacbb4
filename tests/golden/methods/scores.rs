//! Scores of sessions.

use crate::golden::inputs::{numbers, pairs, rows};
use attune::analysis::agreement::*;
use serde_json::{Value, json};

pub fn icc(inputs: &Value, params: &Value) -> Value {
    let variances = Variances::of(&rows(&inputs["targets_by_raters"])).unwrap();
    let confidence = params["conf"].as_f64().unwrap();
    let show = |form, averaged| {
        let icc = variances.icc(form, averaged, confidence).unwrap();
        let (test, (low, high)) = (icc.test.unwrap(), icc.interval.unwrap());
        json!({ "value": icc.value, "F": test.f, "df1": test.freedom.0, "df2": test.freedom.1, "p": test.p, "lo": low, "hi": high })
    };
    // The cases hold irr's test of this form beside the interval of others.
    let mut agreement = show(Form::Agreement, true);
    let irr = variances.irr_agreement(confidence).unwrap();
    let (test, (low, high)) = (irr.test.unwrap(), irr.interval.unwrap());
    for (name, value) in [("irr_lo", low), ("irr_hi", high), ("df2", test.freedom.1), ("p", test.p)] {
        agreement[name] = value.into();
    }
    json!({
        "ICC_1_1": show(Form::OneWay, false), "ICC_1_k": show(Form::OneWay, true), "ICC_2_1": show(Form::Agreement, false),
        "ICC_2_k": agreement, "ICC_3_1": show(Form::Consistency, false), "ICC_3_k": show(Form::Consistency, true),
    })
}

pub fn bland_altman(inputs: &Value) -> Value {
    let pairs: Vec<(f64, f64)> = numbers(&inputs["a"]).into_iter().zip(numbers(&inputs["b"])).collect();
    let of = BlandAltman::of(&pairs, 0.95).unwrap();
    let r = Pearson::of(&pairs, 0.95).unwrap();
    let interval = r.interval.unwrap();
    json!({
        "bias": of.bias, "sd": of.sd, "loa": [of.limits.0, of.limits.1], "bias_ci": [of.bias_interval.0, of.bias_interval.1],
        "loa_low_ci": [of.lower_interval.0, of.lower_interval.1], "loa_high_ci": [of.upper_interval.0, of.upper_interval.1],
        "r": r.r, "r_p": r.p, "r_ci": [interval.0, interval.1], "ccc_biased": Concordance::of(&pairs, 0.95, false).unwrap().rho,
    })
}

pub fn ccc(inputs: &Value, params: &Value) -> Value {
    let pairs = pairs(&inputs["pairs"]);
    let confidence = params["conf"].as_f64().unwrap();
    let of = Concordance::of(&pairs, confidence, false).unwrap();
    let (low, high) = of.interval.unwrap();
    let limits = BlandAltman::of(&pairs, confidence).unwrap();
    json!({
        "ccc": of.rho, "ccc_lo": low, "ccc_hi": high, "scale_shift": of.scale_shift, "location_shift": of.location_shift, "C_b": of.accuracy,
        "r": of.r, "ba_bias": limits.bias, "ba_sd": limits.sd, "ba_loa_lo": limits.limits.0, "ba_loa_hi": limits.limits.1,
    })
}
