//! Agreement on events: paired by overlap, by order, by their edges.

use crate::golden::inputs::{Codes, bouts, defined, millis, undefined};
use attune::analysis::agreement::*;
use serde_json::{Map, Value, json};

/// Seconds of cases are kept to the tenth of a microsecond.
const FINE: f64 = 10_000_000.0;

pub fn easydiag(inputs: &Value, params: &Value) -> Value {
    let codes = Codes::seen(&[&inputs["A"], &inputs["B"]], |event| &event[2]);
    let of = |name: &str| bouts(&inputs[name], &codes, FINE);
    let Ok(easy) = EasyDiag::of(&of("A"), &of("B"), codes.len(), params["min_overlap"].as_f64().unwrap()) else {
        return undefined();
    };
    let labels: Vec<&str> = codes.0.iter().map(String::as_str).chain(["Unmatched"]).collect();
    let one = |(code, kappa): (usize, &Kappa)| {
        let table = easy.table.one_against_rest(code);
        let entry = json!({ "table": table.rows(), "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max), "raw": kappa.po });
        (codes.0[code].clone(), entry)
    };
    let mut shown = json!({
        "labels": labels, "table": easy.table.rows(), "links": easy.links, "linked_pct": easy.linked, "raw_agreement": easy.raw,
        "pe_ipf": easy.kappa.pe, "kappa_ipf": defined(easy.kappa.kappa), "kappa_max": defined(easy.max),
        "kappa_ipf_elan20": defined(easy.elan_kappa()), "per_value": easy.codes.iter().enumerate().map(one).collect::<Map<_, _>>(),
    });
    if let Some(matched) = &easy.matched {
        shown["raw_agreement_matched"] = matched.po.into();
        shown["kappa_matched"] = defined(matched.kappa);
    }
    shown
}

pub fn sequence(inputs: &Value, params: &Value) -> Value {
    let codes = Codes::seen(&[&inputs["a"], &inputs["b"]], |code| code);
    let said = |name: &str| inputs[name].as_array().unwrap().iter().map(|code| codes.place(code)).collect::<Vec<_>>();
    let cost = |name: &str| params[name].as_f64().unwrap();
    let of = Alignment::of(&said("a"), &said("b"), Costs { mismatch: cost("cost_mismatch"), gap: cost("cost_gap") })
        .unwrap();
    let table = of.table(codes.len());
    let nil = NilKappa::of(&table);
    let name = |code: Option<usize>| code.map_or(undefined(), |code| codes.0[code].clone().into());
    let aligned: Vec<[Value; 2]> = of.pairs.iter().map(|(a, b)| [name(*a), name(*b)]).collect();
    let how_many = |is: fn(&(Option<usize>, Option<usize>)) -> bool| of.pairs.iter().filter(|pair| is(pair)).count();
    let labels: Vec<&str> = codes.0.iter().map(String::as_str).chain(["nil"]).collect();
    json!({
        "cost": of.cost, "aligned": aligned, "labels": labels, "table": table.rows(),
        "po": defined(nil.map(|of| of.po)), "pe_ipf": defined(nil.map(|of| of.pe)), "kappa": defined(nil.and_then(|of| of.kappa)),
        "n_agree": how_many(|(a, b)| a == b), "n_disagree": how_many(|(a, b)| a.is_some() && b.is_some() && a != b),
        "n_omission": how_many(|(_, b)| b.is_none()), "n_commission": how_many(|(a, _)| a.is_none()),
    })
}

fn reference_and_estimate(inputs: &Value) -> (Vec<Bout>, Vec<Bout>, Codes) {
    let codes = Codes::seen(&[&inputs["reference"], &inputs["estimate"]], |event| &event[2]);
    let of = |name: &str| {
        let mut bouts = bouts(&inputs[name], &codes, 1000.0);
        bouts.sort_by_key(|bout| (bout.span.start(), bout.span.end()));
        bouts
    };
    (of("reference"), of("estimate"), codes)
}

pub fn collar(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, codes) = reference_and_estimate(inputs);
    let collar = millis(params["t_collar"].as_f64().unwrap(), 1000.0);
    let rule = Rule::Collar {
        onset: collar,
        offset: (params["evaluate_offset"] == true).then_some(collar),
        share: params["percentage_of_length"].as_f64().unwrap(),
        same_code: true,
    };
    let matched = Matched::of(&reference, &estimate, rule).unwrap();
    let substitutions = substitutions(&reference, &estimate, &matched, rule);
    #[allow(clippy::cast_precision_loss)]
    let [nref, nsys, ntp, subs] =
        [reference.len(), estimate.len(), matched.pairs.len(), substitutions].map(|n| n as f64);
    // As there, undefined where either precision or recall is.
    let of_class = |code: usize| {
        let of = |bouts: &[Bout]| bouts.iter().filter(|bout| bout.code == code).copied().collect::<Vec<_>>();
        let matched = Matched::of(&of(&reference), &of(&estimate), rule).unwrap();
        let f1 = matched.precision().and(matched.recall()).and(matched.f1());
        (codes.0[code].clone(), defined(f1))
    };
    json!({
        "precision": defined(matched.precision()), "recall": defined(matched.recall()), "f1": defined(matched.f1()),
        "Nref": nref, "Nsys": nsys, "Ntp": ntp, "substitutions": subs, "error_rate": (nref + nsys - 2.0 * ntp - subs) / nref,
        "per_class_f1": (0..codes.len()).map(of_class).collect::<Map<_, _>>(),
    })
}

pub fn iou(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, _) = reference_and_estimate(inputs);
    let rule =
        Rule::Overlap { least: params["iou_threshold"].as_f64().unwrap(), same_code: params["require_label"] == true };
    let matched = Matched::of(&reference, &estimate, rule).unwrap();
    let (onsets, offsets) = edge_differences(&reference, &estimate, &matched);
    let shares = overlaps(&reference, &estimate, &matched);
    let tp = matched.pairs.len();
    let mut shown = json!({
        "tp": tp, "fp": estimate.len() - tp, "fn": reference.len() - tp, "precision": defined(matched.precision()),
        "recall": defined(matched.recall()), "f1": defined(matched.f1()),
        "mean_iou": Deviation::of(&shares).map_or(undefined(), |of| of.bias.into()),
    });
    for (name, differences) in [("onset", onsets), ("offset", offsets)] {
        if let Ok(of) = Deviation::of(&differences) {
            for (what, ms) in [("bias", of.bias), ("mae", of.mae), ("rmse", of.rmse)] {
                shown[format!("{name}_{what}")] = (ms / 1000.0).into();
            }
        }
    }
    shown
}

pub fn mir_eval(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, _) = reference_and_estimate(inputs);
    let time = |name: &str| millis(params[name].as_f64().unwrap(), 1000.0);
    let rule = Rule::Collar {
        onset: time("onset_tolerance"),
        offset: Some(time("offset_min_tolerance")),
        share: params["offset_ratio"].as_f64().unwrap(),
        same_code: false,
    };
    let matched = Matched::of(&reference, &estimate, rule).unwrap();
    let shares = overlaps(&reference, &estimate, &matched);
    json!({
        "precision": defined(matched.precision()), "recall": defined(matched.recall()), "f1": defined(matched.f1()),
        // There 0 where nothing matched.
        "average_overlap_ratio": Deviation::of(&shares).map_or(0.0, |of| of.bias),
    })
}
