//! The methods of agreement.

use super::inputs::{Codes, bouts, defined, millis, numbers, pairs, ratings, rows, table, undefined, values};
use attune::analysis::Defined;
use attune::analysis::agreement::*;
use attune::time::{Millis, Span};
use serde_json::{Map, Value, json};

/// Seconds of cases are kept to the tenth of a microsecond.
const FINE: f64 = 10_000_000.0;

pub fn compute(case: &Value) -> Option<Value> {
    let (inputs, params) = (&case["inputs"], &case["params"]);
    Some(match case["method"].as_str()? {
        "cohen_kappa" => cohen(inputs),
        "weighted_kappa" => weighted(inputs),
        "pabak_prevalence_bias" => pabak(inputs),
        "chance_corrected_table_unweighted" => of_table(inputs, Nearness::Identity),
        "chance_corrected_table_linear" => of_table(inputs, Nearness::Linear),
        "chance_corrected_table_quadratic" => of_table(inputs, Nearness::Quadratic),
        "chance_corrected_table_ordinal" => of_table(inputs, Nearness::Ordinal),
        "chance_corrected_raw_unweighted" => of_ratings(inputs, Nearness::Identity),
        "chance_corrected_raw_linear" => of_ratings(inputs, Nearness::Linear),
        "chance_corrected_raw_quadratic" => of_ratings(inputs, Nearness::Quadratic),
        "chance_corrected_raw_ordinal" => of_ratings(inputs, Nearness::Ordinal),
        "fleiss_kappa" => fleiss(inputs),
        "light_kappa" => light(inputs),
        "krippendorff_alpha" => krippendorff(inputs, params),
        "krippendorff_alpha_bootstrap_ci" => bootstrap(inputs, params),
        "edge_case_two_raters" => edge(inputs),
        "duration_weighted_kappa" => duration(inputs),
        "time_unit_kappa_tolerance" => by_units(inputs, params),
        "easydiag_elan_modified_kappa" => easydiag(inputs, params),
        "event_sequence_alignment_kappa" => sequence(inputs, params),
        "event_f1_collar" => collar(inputs, params),
        "event_f1_iou" => iou(inputs, params),
        "event_f1_mir_eval" => mir_eval(inputs, params),
        "mathet_gamma" => gamma(inputs, params),
        "krippendorff_alpha_U_2004" => alpha_u_2004(inputs, params),
        "krippendorff_u_alpha_family" => family(inputs),
        "segmentation_metrics" => segmentation(inputs, params),
        "icc" => icc(inputs, params),
        "bland_altman" => bland_altman(inputs),
        "ccc_bland_altman" => ccc(inputs, params),
        "interval_ioa" => ioa(inputs, params),
        "kappa_for_accuracy" => accuracies(inputs, params, Against::Observer),
        "kappa_for_accuracy_gold" => accuracies(inputs, params, Against::Gold),
        "estimated_observer_accuracy" => estimate(inputs),
        _ => return None,
    })
}

fn span(from: i64, to: i64) -> Span {
    Span::new(Millis(from), Millis(to)).expect("a span")
}

fn cohen(inputs: &Value) -> Value {
    let kappa = Kappa::of(&table(&inputs["table"])).unwrap();
    let (low, high) = kappa.interval(0.95).unwrap();
    let (z, p) = kappa.test().unwrap();
    json!({
        "po": kappa.po, "pe": kappa.pe, "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max),
        "se": defined(kappa.se), "se0": defined(kappa.se0), "ci95": [low, high], "z0": z, "p_two_sided": p, "irr_z": z,
    })
}

fn weighted(inputs: &Value) -> Value {
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

fn pabak(inputs: &Value) -> Value {
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
    json!({ "pa": estimate.pa, "pe": estimate.pe, "coeff": estimate.value, "se": estimate.se, "ci": interval, "p": defined(estimate.p()) })
}

fn of_table(inputs: &Value, nearness: Nearness) -> Value {
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

fn of_ratings(inputs: &Value, nearness: Nearness) -> Value {
    let (ratings, seen) = ratings(&inputs["units_by_raters"]);
    let weights = Weights::of_values(nearness, &seen);
    let of = |what| show_estimate(many_coders(&ratings, &weights, what));
    json!({
        "percent": of(Coefficient::Percent), "gwet_ac": of(Coefficient::Gwet), "fleiss_kappa": of(Coefficient::Pi),
        "krippendorff_alpha": of(Coefficient::Alpha), "conger_kappa": of(Coefficient::Kappa), "brennan_prediger": of(Coefficient::Uniform),
    })
}

fn fleiss(inputs: &Value) -> Value {
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

fn light(inputs: &Value) -> Value {
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

fn krippendorff(inputs: &Value, params: &Value) -> Value {
    let patterns = Patterns::of(&values(&inputs["units_by_coders"]));
    let levels = params["levels"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    levels.map(|name| (name.to_owned(), defined(alpha(&patterns, level(name))))).collect::<Map<_, _>>().into()
}

fn bootstrap(inputs: &Value, params: &Value) -> Value {
    let patterns = Patterns::of(&values(&inputs["units_by_coders"]));
    let resamples = usize::try_from(params["n_boot"].as_u64().unwrap()).unwrap();
    let of = Bootstrap::of(&patterns, level(params["level"].as_str().unwrap()), resamples, 1);
    let ((low, high), (mean, sd)) = (of.interval(params["ci"].as_f64().unwrap()).unwrap(), of.moments().unwrap());
    let below = |value: f64| (value.to_string(), defined(of.below(value)));
    let shares: Map<String, Value> = [0.8, 0.7, 0.667, 0.6].map(below).into_iter().collect();
    json!({ "ci": [low, high], "mean": mean, "sd": sd, "p_below": shares })
}

fn edge(inputs: &Value) -> Value {
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

/// Two codings in ms over a session, by the codes that are listed.
fn session(inputs: &Value) -> (Vec<Bout>, Vec<Bout>, Codes, Span) {
    let codes = Codes(serde_json::from_value(inputs["codes"].clone()).unwrap());
    let within = span(0, inputs["session_ms"].as_i64().unwrap());
    (bouts(&inputs["A"], &codes, 1.0), bouts(&inputs["B"], &codes, 1.0), codes, within)
}

fn duration(inputs: &Value) -> Value {
    let (a, b, codes, within) = session(inputs);
    let table = by_duration(&a, &b, codes.len(), within, Uncoded::LeftOut);
    let kappa = Kappa::of(&table).unwrap();
    json!({
        "table_ms": table.rows(), "po": kappa.po, "pe": kappa.pe, "kappa": defined(kappa.kappa), "kappa_max": defined(kappa.max),
    })
}

fn by_units(inputs: &Value, params: &Value) -> Value {
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

fn easydiag(inputs: &Value, params: &Value) -> Value {
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

fn sequence(inputs: &Value, params: &Value) -> Value {
    let codes = Codes::seen(&[&inputs["a"], &inputs["b"]], |code| code);
    let said = |name: &str| inputs[name].as_array().unwrap().iter().map(|code| codes.place(code)).collect::<Vec<_>>();
    let cost = |name: &str| params[name].as_f64().unwrap();
    let of = Alignment::of(&said("a"), &said("b"), Costs { mismatch: cost("cost_mismatch"), gap: cost("cost_gap") });
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

fn collar(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, codes) = reference_and_estimate(inputs);
    let collar = millis(params["t_collar"].as_f64().unwrap(), 1000.0);
    let rule = Rule::Collar {
        onset: collar,
        offset: (params["evaluate_offset"] == true).then_some(collar),
        share: params["percentage_of_length"].as_f64().unwrap(),
        same_code: true,
    };
    let matched = Matched::of(&reference, &estimate, rule);
    let substitutions = substitutions(&reference, &estimate, &matched, rule);
    #[allow(clippy::cast_precision_loss)]
    let [nref, nsys, ntp, subs] =
        [reference.len(), estimate.len(), matched.pairs.len(), substitutions].map(|n| n as f64);
    // As there, undefined where either precision or recall is.
    let of_class = |code: usize| {
        let of = |bouts: &[Bout]| bouts.iter().filter(|bout| bout.code == code).copied().collect::<Vec<_>>();
        let matched = Matched::of(&of(&reference), &of(&estimate), rule);
        let f1 = matched.precision().and(matched.recall()).and(matched.f1());
        (codes.0[code].clone(), defined(f1))
    };
    json!({
        "precision": defined(matched.precision()), "recall": defined(matched.recall()), "f1": defined(matched.f1()),
        "Nref": nref, "Nsys": nsys, "Ntp": ntp, "substitutions": subs, "error_rate": (nref + nsys - 2.0 * ntp - subs) / nref,
        "per_class_f1": (0..codes.len()).map(of_class).collect::<Map<_, _>>(),
    })
}

fn iou(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, _) = reference_and_estimate(inputs);
    let rule =
        Rule::Overlap { least: params["iou_threshold"].as_f64().unwrap(), same_code: params["require_label"] == true };
    let matched = Matched::of(&reference, &estimate, rule);
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

fn mir_eval(inputs: &Value, params: &Value) -> Value {
    let (reference, estimate, _) = reference_and_estimate(inputs);
    let time = |name: &str| millis(params[name].as_f64().unwrap(), 1000.0);
    let rule = Rule::Collar {
        onset: time("onset_tolerance"),
        offset: Some(time("offset_min_tolerance")),
        share: params["offset_ratio"].as_f64().unwrap(),
        same_code: false,
    };
    let matched = Matched::of(&reference, &estimate, rule);
    let shares = overlaps(&reference, &estimate, &matched);
    json!({
        "precision": defined(matched.precision()), "recall": defined(matched.recall()), "f1": defined(matched.f1()),
        // There 0 where nothing matched.
        "average_overlap_ratio": Deviation::of(&shares).map_or(0.0, |of| of.bias),
    })
}

fn gamma(inputs: &Value, params: &Value) -> Value {
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
        .map(|seed| Gamma::of(&coders, codes.len(), costs, Chance::Statistical, samples, seed).unwrap())
        .collect();
    let of = runs.iter().map(|run| run.gamma.unwrap()).sum::<f64>() / 10.0;
    json!({
        "best_alignment_disorder": runs[0].best.disorder, "n_unitary": runs[0].best.unitary.len(), "gamma_mean": of,
    })
}

fn alpha_u_2004(inputs: &Value, _params: &Value) -> Value {
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

fn family(inputs: &Value) -> Value {
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

fn segmentation(inputs: &Value, params: &Value) -> Value {
    let masses = |name: &str| -> Vec<usize> { serde_json::from_value(inputs[name].clone()).unwrap() };
    let near = usize::try_from(params["n_t"].as_u64().unwrap()).unwrap();
    let of = Segmentation::of(&masses("masses_a"), &masses("masses_b"), near).unwrap();
    json!({
        "boundary_similarity": of.boundary_similarity, "segmentation_similarity": of.similarity, "pk": of.pk, "window_diff": of.window_diff,
    })
}

fn icc(inputs: &Value, params: &Value) -> Value {
    let variances = Variances::of(&rows(&inputs["targets_by_raters"])).unwrap();
    let confidence = params["conf"].as_f64().unwrap();
    let show = |form, averaged| {
        let icc = variances.icc(form, averaged, confidence).unwrap();
        json!({
            "value": icc.value, "F": icc.f, "df1": icc.freedom.0, "df2": icc.freedom.1, "p": icc.p, "lo": icc.interval.0, "hi": icc.interval.1,
        })
    };
    // The cases hold irr's test of this form beside the interval of others.
    let mut agreement = show(Form::Agreement, true);
    let irr = variances.irr_agreement(confidence).unwrap();
    for (name, value) in [("irr_lo", irr.interval.0), ("irr_hi", irr.interval.1), ("df2", irr.freedom.1), ("p", irr.p)]
    {
        agreement[name] = value.into();
    }
    json!({
        "ICC_1_1": show(Form::OneWay, false), "ICC_1_k": show(Form::OneWay, true), "ICC_2_1": show(Form::Agreement, false),
        "ICC_2_k": agreement, "ICC_3_1": show(Form::Consistency, false), "ICC_3_k": show(Form::Consistency, true),
    })
}

fn bland_altman(inputs: &Value) -> Value {
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

fn ccc(inputs: &Value, params: &Value) -> Value {
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

fn ioa(inputs: &Value, params: &Value) -> Value {
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

fn accuracies(inputs: &Value, params: &Value, against: Against) -> Value {
    let prevalence = numbers(&inputs["prevalence"]);
    let of = |accuracy: f64| {
        let of = expected_kappa(&prevalence, accuracy, against).unwrap();
        (accuracy.to_string(), json!({ "po": of.po, "pe": of.pe, "kappa": of.kappa }))
    };
    numbers(&params["accuracies"]).into_iter().map(of).collect::<Map<_, _>>().into()
}

fn estimate(inputs: &Value) -> Value {
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
