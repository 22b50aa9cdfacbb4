//! Coefficients of tables, and of units that several coded.

use crate::golden::inputs::{Codes, defined, ratings, table, undefined, values};
use attune::analysis::agreement::*;
use attune::analysis::{Defined, unwatched};
use serde_json::{Map, Value, json};

pub fn cohen(inputs: &Value) -> Value {
    let kappa = Kappa::of(&table(&inputs["table"])).unwrap();
    let (low, high) = kappa.interval(0.95).unwrap();
    let (z, p) = kappa.test().unwrap();
    json!({
        "po": kappa.po, "pe": kappa.pe, "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max),
        "se": defined(kappa.se), "se0": defined(kappa.se0), "ci95": [low, high], "z0": z, "p_two_sided": p, "irr_z": z,
    })
}

pub fn weighted(inputs: &Value) -> Value {
    let table = table(&inputs["table"]);
    let of = |nearness| WeightedKappa::of(&table, &Weights::of(nearness, table.size())).unwrap();
    let show = |of: WeightedKappa| {
        let (low, high) = of.interval(0.95);
        json!({ "kappa": of.kappa, "se": of.se, "se0": of.se0, "ci95": [low, high] })
    };
    json!({
        "linear": show(of(Nearness::Linear)), "quadratic": show(of(Nearness::Quadratic)),
        "psych_weighted_quadratic": of(Nearness::Quadratic).kappa,
    })
}

pub fn pabak(inputs: &Value) -> Value {
    let table = table(&inputs["table"]);
    let (kappa, one) = (Kappa::of(&table).unwrap(), OneCode::of(&table).unwrap());
    let (low, high) = one.pabak_interval(0.95);
    json!({
        "pabak": one.pabak, "pabak_ci": [low, high], "prevalence_index": one.prevalence, "bias_index": one.bias,
        "kappa": defined(kappa.kappa), "po": kappa.po, "pe": kappa.pe, "mcnemar_chi2": defined(one.mcnemar),
    })
}

fn show_estimate(estimate: Defined<Estimate>) -> Value {
    let Ok(estimate) = estimate else { return undefined() };
    let interval = estimate.interval(0.95).map_or(undefined(), |(low, high)| json!([low, high]));
    json!({ "pa": estimate.pa, "pe": estimate.pe, "coeff": estimate.value, "se": defined(estimate.se), "ci": interval, "p": defined(estimate.p()) })
}

pub fn of_table(inputs: &Value, nearness: Nearness) -> Value {
    let table = table(&inputs["table"]);
    let weights = Weights::of(nearness, table.size());
    let of = |what| {
        let estimate = two_coders(&table, &weights, what);
        let mut shown = show_estimate(estimate);
        // irrCAC rounds it to four digits, and forgets that a coefficient may be negative: "probabilities" above 1.
        if let (Ok(of), Some(p)) = (estimate, shown["p"].as_f64()) {
            shown["p"] = format!("{:.3e}", if of.value < 0.0 { 2.0 - p } else { p }).parse::<f64>().unwrap().into();
        }
        shown
    };
    json!({
        "cohen_kappa": of(Coefficient::Kappa), "scott_pi": of(Coefficient::Pi), "gwet_ac": of(Coefficient::Gwet),
        "brennan_prediger": of(Coefficient::Uniform), "krippendorff_alpha": of(Coefficient::Alpha), "percent": of(Coefficient::Percent),
    })
}

pub fn of_ratings(inputs: &Value, nearness: Nearness) -> Value {
    let (ratings, seen) = ratings(&inputs["units_by_raters"]);
    let weights = Weights::of_values(nearness, &seen);
    let of = |what| show_estimate(many_coders(&ratings, &weights, what));
    json!({
        "percent": of(Coefficient::Percent), "gwet_ac": of(Coefficient::Gwet), "fleiss_kappa": of(Coefficient::Pi),
        "krippendorff_alpha": of(Coefficient::Alpha), "conger_kappa": of(Coefficient::Kappa), "brennan_prediger": of(Coefficient::Uniform),
    })
}

pub fn fleiss(inputs: &Value) -> Value {
    let (ratings, seen) = ratings(&inputs["units_by_raters"]);
    let fleiss = Fleiss::of(&ratings).unwrap();
    let identity = Weights::of(Nearness::Identity, seen.len());
    let of = |what| defined(many_coders(&ratings, &identity, what).map(|estimate| estimate.value));
    let rounded = |of: f64| (of * 1000.0).round() / 1000.0;
    let each = |of: fn(&CategoryKappa) -> f64| {
        let entry = |(value, kappa): (&f64, &Defined<CategoryKappa>)| {
            (value.to_string(), defined(kappa.as_ref().map(of).map(rounded).map_err(|why| *why)))
        };
        seen.iter().zip(&fleiss.categories).map(entry).collect::<Map<_, _>>()
    };
    json!({
        "kappa": fleiss.kappa, "z": fleiss.z, "p": fleiss.p, "conger_exact": of(Coefficient::Kappa), "randolph_free": of(Coefficient::Uniform),
        "per_category_kappa_3dp": each(|of| of.kappa), "per_category_z_3dp": each(|of| of.kappa / of.se),
    })
}

pub fn light(inputs: &Value) -> Value {
    let light = Light::of(&ratings(&inputs["units_by_raters"]).0).unwrap();
    json!({ "kappa": light.kappa, "z": defined(light.test.map(|test| test.0)), "p": defined(light.test.map(|test| test.1)) })
}

fn level(name: &str) -> Level {
    match name {
        "nominal" => Level::Nominal,
        "ordinal" => Level::Ordinal,
        "interval" => Level::Interval,
        "ratio" => Level::Ratio,
        other => panic!("no level {other}"),
    }
}

pub fn krippendorff(inputs: &Value, params: &Value) -> Value {
    let patterns = Patterns::of(&values(&inputs["units_by_coders"]));
    let levels = params["levels"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    levels.map(|name| (name.to_owned(), defined(alpha(&patterns, level(name))))).collect::<Map<_, _>>().into()
}

pub fn bootstrap(inputs: &Value, params: &Value) -> Value {
    let patterns = Patterns::of(&values(&inputs["units_by_coders"]));
    let resamples = usize::try_from(params["n_boot"].as_u64().unwrap()).unwrap();
    let of = Bootstrap::of(&patterns, level(params["level"].as_str().unwrap()), resamples, 1, unwatched).unwrap();
    let ((low, high), (mean, sd)) = (of.interval(params["ci"].as_f64().unwrap()).unwrap(), of.moments().unwrap());
    let below = |value: f64| (value.to_string(), defined(of.below(value)));
    let shares: Map<String, Value> = [0.8, 0.7, 0.667, 0.6].map(below).into_iter().collect();
    json!({ "ci": [low, high], "mean": mean, "sd": sd, "p_below": shares })
}

pub fn edge(inputs: &Value) -> Value {
    let codes = Codes::seen(&[&inputs["a"], &inputs["b"]], |code| code);
    let said = |name: &str| inputs[name].as_array().unwrap().iter().map(|code| codes.place(code)).collect::<Vec<_>>();
    let units: Vec<(usize, usize)> = said("a").into_iter().zip(said("b")).collect();
    let table = Table::of_units(codes.len(), units.iter().copied());
    let kappa = Kappa::of(&table);
    let identity = Weights::of(Nearness::Identity, codes.len());
    #[allow(clippy::cast_precision_loss)]
    let patterns = Patterns::of(&units.iter().map(|(a, b)| [Some(*a as f64), Some(*b as f64)]).collect::<Vec<_>>());
    json!({
        "po": defined(kappa.as_ref().map(|of| of.po).map_err(|why| *why)),
        "kappa": defined(kappa.and_then(|of| of.kappa)),
        "ac1": defined(two_coders(&table, &identity, Coefficient::Gwet).map(|of| of.value)),
        "alpha": defined(alpha(&patterns, Level::Nominal)),
    })
}
