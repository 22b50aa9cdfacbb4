//! Agreement on where units are and what they are.

use crate::golden::inputs::{Codes, bouts, defined, span};
use attune::analysis::agreement::*;
use attune::analysis::unwatched;
use serde_json::{Map, Value, json};

pub fn gamma(inputs: &Value, params: &Value) -> Value {
    let lists: Vec<&Value> = inputs["coders"].as_array().unwrap().iter().collect();
    let codes = Codes::seen(&lists, |event| &event[2]);
    let coders: Vec<Vec<Bout>> = lists.iter().map(|list| bouts(list, &codes, 1000.0)).collect();
    let coders: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
    let weight = |name: &str| params[name].as_f64().unwrap();
    let costs = Dissimilarity { alpha: weight("alpha"), beta: weight("beta"), empty: weight("delta_empty") };
    let Some(samples) = params["n_samples"].as_u64() else {
        let best = best_alignment(&coders, costs).unwrap();
        return json!({ "best_alignment_disorder": best.disorder, "n_unitary": best.unitary.len() });
    };
    // The mean over some runs, as in the cases.
    let samples = usize::try_from(samples).unwrap();
    let runs: Vec<Gamma> = (1..=10)
        .map(|seed| Gamma::of(&coders, codes.len(), costs, (Chance::Statistical, samples, seed), unwatched).unwrap())
        .collect();
    let of = runs.iter().map(|run| run.gamma.unwrap()).sum::<f64>() / 10.0;
    json!({
        "best_alignment_disorder": runs[0].best.disorder, "n_unitary": runs[0].best.unitary.len(), "gamma_mean": of,
    })
}

pub fn alpha_u_2004(inputs: &Value, _params: &Value) -> Value {
    let begin = inputs["begin"].as_i64().unwrap();
    let within = span(begin, begin + inputs["length"].as_i64().unwrap());
    let units = |list: &Value, code: usize| -> Vec<Bout> {
        let unit = |unit: &Value| {
            let (from, length) = (unit[0].as_i64().unwrap(), unit[1].as_i64().unwrap());
            Bout { span: span(from, from + length), code }
        };
        list.as_array().unwrap().iter().map(unit).collect()
    };
    let show = |of: &AlphaU| json!({ "Do": of.observed, "De": of.expected, "alpha": defined(of.alpha) });
    if let Some(examples) = inputs["examples"].as_object() {
        let example = |coders: &Value| {
            let coders: Vec<Vec<Bout>> = coders.as_array().unwrap().iter().map(|coder| units(coder, 0)).collect();
            let coders: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
            show(&alpha_u(&coders, 1, within).unwrap().0)
        };
        return examples.iter().map(|(name, coders)| (name.clone(), example(coders))).collect::<Map<_, _>>().into();
    }
    let names: Vec<String> = inputs["coders"][0].as_object().unwrap().keys().cloned().collect();
    let coder = |coder: &Value| -> Vec<Bout> {
        let mut all: Vec<Bout> = names.iter().enumerate().flat_map(|(code, name)| units(&coder[name], code)).collect();
        all.sort_by_key(|bout| bout.span.start());
        all
    };
    let coders: Vec<Vec<Bout>> = inputs["coders"].as_array().unwrap().iter().map(coder).collect();
    let coders: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
    let (all, each) = alpha_u(&coders, names.len(), within).unwrap();
    let per: Map<String, Value> = names.iter().cloned().zip(each.iter().map(show)).collect();
    json!({ "alpha": defined(all.alpha), "per_category": per })
}

pub fn family(inputs: &Value) -> Value {
    let lists: Vec<&Value> = inputs["coders"].as_array().unwrap().iter().collect();
    let codes = Codes::seen(&lists, |event| &event[2]);
    let coders: Vec<Vec<Bout>> = lists.iter().map(|list| bouts(list, &codes, 1.0)).collect();
    let coders: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
    let family = Family::of(&coders, codes.len(), span(0, inputs["length"].as_i64().unwrap())).unwrap();
    let names: Vec<&str> = codes.0.iter().map(String::as_str).chain(["∅"]).collect();
    let row = |row: &Vec<f64>| {
        names.iter().zip(row).map(|(name, cell)| ((*name).to_owned(), (*cell).into())).collect::<Map<_, _>>()
    };
    let cells: Map<String, Value> =
        names.iter().zip(&family.coincidences).map(|(name, of)| ((*name).to_owned(), row(of).into())).collect();
    let each: Map<String, Value> = codes.0.iter().cloned().zip(family.codes.iter().map(|of| defined(*of))).collect();
    json!({
        "u_alpha": defined(family.all), "binary": defined(family.binary), "cu_alpha": defined(family.coded), "k_alpha": each,
        "coincidences": cells,
    })
}

pub fn segmentation(inputs: &Value, params: &Value) -> Value {
    let masses = |name: &str| -> Vec<usize> { serde_json::from_value(inputs[name].clone()).unwrap() };
    let near = usize::try_from(params["n_t"].as_u64().unwrap()).unwrap();
    let of = Segmentation::of(&masses("masses_a"), &masses("masses_b"), near).unwrap();
    json!({
        "boundary_similarity": of.boundary_similarity, "segmentation_similarity": of.similarity, "pk": of.pk, "window_diff": of.window_diff,
    })
}
