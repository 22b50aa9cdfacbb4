//! The methods of agreement.

mod events;
mod observers;
mod scores;
mod tables;
mod time;
mod units;

use attune::analysis::agreement::{Against, Nearness};
use serde_json::Value;

pub fn compute(case: &Value) -> Option<Value> {
    let (inputs, params) = (&case["inputs"], &case["params"]);
    Some(match case["method"].as_str()? {
        "cohen_kappa" => tables::cohen(inputs),
        "weighted_kappa" => tables::weighted(inputs),
        "pabak_prevalence_bias" => tables::pabak(inputs),
        "chance_corrected_table_unweighted" => tables::of_table(inputs, Nearness::Identity),
        "chance_corrected_table_linear" => tables::of_table(inputs, Nearness::Linear),
        "chance_corrected_table_quadratic" => tables::of_table(inputs, Nearness::Quadratic),
        "chance_corrected_table_ordinal" => tables::of_table(inputs, Nearness::Ordinal),
        "chance_corrected_raw_unweighted" => tables::of_ratings(inputs, Nearness::Identity),
        "chance_corrected_raw_linear" => tables::of_ratings(inputs, Nearness::Linear),
        "chance_corrected_raw_quadratic" => tables::of_ratings(inputs, Nearness::Quadratic),
        "chance_corrected_raw_ordinal" => tables::of_ratings(inputs, Nearness::Ordinal),
        "fleiss_kappa" => tables::fleiss(inputs),
        "light_kappa" => tables::light(inputs),
        "krippendorff_alpha" => tables::krippendorff(inputs, params),
        "krippendorff_alpha_bootstrap_ci" => tables::bootstrap(inputs, params),
        "edge_case_two_raters" => tables::edge(inputs),
        "duration_weighted_kappa" => time::duration(inputs),
        "time_unit_kappa_tolerance" => time::by_units(inputs, params),
        "easydiag_elan_modified_kappa" => events::easydiag(inputs, params),
        "event_sequence_alignment_kappa" => events::sequence(inputs, params),
        "event_f1_collar" => events::collar(inputs, params),
        "event_f1_iou" => events::iou(inputs, params),
        "event_f1_mir_eval" => events::mir_eval(inputs, params),
        "mathet_gamma" => units::gamma(inputs, params),
        "krippendorff_alpha_U_2004" => units::alpha_u_2004(inputs, params),
        "krippendorff_u_alpha_family" => units::family(inputs),
        "segmentation_metrics" => units::segmentation(inputs, params),
        "icc" => scores::icc(inputs, params),
        "bland_altman" => scores::bland_altman(inputs),
        "ccc_bland_altman" => scores::ccc(inputs, params),
        "interval_ioa" => observers::ioa(inputs, params),
        "kappa_for_accuracy" => observers::accuracies(inputs, params, Against::Observer),
        "kappa_for_accuracy_gold" => observers::accuracies(inputs, params, Against::Gold),
        "estimated_observer_accuracy" => observers::estimate(inputs),
        _ => return None,
    })
}
