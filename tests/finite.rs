//! Whatever two or more coders coded, a measure is finite or says why it is not: no infinity, no not-a-number, no panic.

#![allow(clippy::expect_used, reason = "a test may fail")]

use attune::analysis::agreement::compat::{
    BorisEvent, BorisMenu, Windows, boris_plugin, elan_fleiss, elan_overlap_extent, interact,
};
use attune::analysis::agreement::*;
use attune::analysis::unwatched;
use attune::time::{Millis, Span};
use proptest::prelude::*;
use std::fmt::Debug;

/// What is printed of a result, all its fields, must name nothing that is not a number.
fn check(name: &str, result: &impl Debug) -> Result<(), TestCaseError> {
    let text = format!("{result:?}");
    let odd = text.split(|c: char| !c.is_alphanumeric()).find(|word| ["NaN", "inf"].contains(word));
    prop_assert!(odd.is_none(), "{}: {}", name, text);
    Ok(())
}

const NEARNESS: [Nearness; 4] = [Nearness::Identity, Nearness::Linear, Nearness::Quadratic, Nearness::Ordinal];

const COEFFICIENTS: [Coefficient; 6] = [
    Coefficient::Percent,
    Coefficient::Kappa,
    Coefficient::Pi,
    Coefficient::Alpha,
    Coefficient::Gwet,
    Coefficient::Uniform,
];

const RULES: [Rule; 4] = [
    Rule::Collar { onset: Millis(500), offset: Some(Millis(500)), share: 0.5, same_code: true },
    Rule::Collar { onset: Millis(0), offset: None, share: 0.0, same_code: false },
    Rule::Overlap { least: 0.5, same_code: true },
    Rule::Overlap { least: 0.0, same_code: false },
];

/// Cells of which many are empty.
fn cell() -> impl Strategy<Value = f64> {
    prop_oneof![3 => Just(0.0), 2 => (0_u32..20).prop_map(f64::from), 1 => 0.0..1e7]
}

fn any_table() -> impl Strategy<Value = Table> {
    (0_usize..5).prop_flat_map(|size| {
        let rows = prop::collection::vec(prop::collection::vec(cell(), size), size);
        rows.prop_map(|rows| Table::from_rows(&rows).unwrap_or_else(|| Table::new(0)))
    })
}

/// A coder's bouts of up to three codes within ten seconds, sorted and without overlaps; often none, or one.
fn bouts() -> impl Strategy<Value = Vec<Bout>> {
    let lengths = prop::collection::vec((0_i64..900, 1_i64..1500, 0_usize..3), 0..7);
    lengths.prop_map(|lengths| {
        let mut at = 0;
        let bout = |(gap, length, code)| {
            let start = at + gap;
            at = start + length;
            Span::new(Millis(start), Millis(at)).map(|span| Bout { span, code })
        };
        let within = |bout: &Bout| bout.span.end() <= Millis(10_000);
        lengths.into_iter().filter_map(bout).filter(within).collect()
    })
}

fn ten_seconds() -> Span {
    Span::new(Millis(0), Millis(10_000)).expect("a length")
}

fn said() -> impl Strategy<Value = Option<usize>> {
    prop_oneof![1 => Just(None), 5 => (0_usize..3).prop_map(Some)]
}

/// Scores that are often alike, sometimes far apart.
fn score() -> impl Strategy<Value = f64> {
    prop_oneof![4 => (0_i32..3).prop_map(f64::from), 1 => -1e6..1e6, 1 => 0.1..0.3]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn of_tables(table in any_table()) {
        let kappa = Kappa::of(&table);
        check("kappa", &kappa)?;
        if let Ok(of) = kappa {
            check("interval", &(of.interval(0.95), of.test(), bennett_s(of.po, table.size()), wilson_interval(of.po, of.n, 0.95)))?;
        }
        for nearness in NEARNESS {
            let weights = Weights::of(nearness, table.size());
            let weighted = WeightedKappa::of(&table, &weights);
            check("weighted kappa", &(weighted, weighted.map(|of| of.interval(0.95))))?;
            for what in COEFFICIENTS {
                let estimate = two_coders(&table, &weights, what);
                check("coefficient", &(what, nearness, estimate, estimate.map(|of| (of.interval(0.95), of.p()))))?;
            }
        }
        for code in 0..table.size() {
            let one = OneCode::of(&table.one_against_rest(code));
            check("one code", &(&one, one.as_ref().map(|of| of.pabak_interval(0.95))))?;
        }
        check("nil", &NilKappa::of(&table))?;
    }

    #[test]
    fn of_units(
        units in (2_usize..5).prop_flat_map(|coders| prop::collection::vec(prop::collection::vec(said(), coders), 0..9)),
        shift in prop_oneof![Just(0.0), Just(-1.5), Just(1e6)],
    ) {
        let ratings = Ratings { categories: 3, units: units.clone() };
        for nearness in NEARNESS {
            let weights = Weights::of(nearness, 3);
            for what in COEFFICIENTS {
                let estimate = many_coders(&ratings, &weights, what);
                check("coefficient", &(what, nearness, estimate, estimate.map(|of| (of.interval(0.95), of.p()))))?;
            }
        }
        check("fleiss", &Fleiss::of(&ratings))?;
        check("light", &Light::of(&ratings))?;
        #[allow(clippy::cast_precision_loss)]
        let values: Vec<Vec<Option<f64>>> =
            units.iter().map(|unit| unit.iter().map(|value| value.map(|value| value as f64 + shift)).collect()).collect();
        let patterns = Patterns::of(&values);
        for level in [Level::Nominal, Level::Ordinal, Level::Interval, Level::Ratio] {
            check("alpha", &(level, alpha(&patterns, level), alpha(&patterns.one_against_rest(1.0), level)))?;
            let bootstrap = Bootstrap::of(&patterns, level, 20, 1, unwatched);
            check("bootstrap", &bootstrap)?;
            if let Ok(of) = bootstrap {
                check("bootstrap", &(of.interval(0.95), of.moments(), of.below(0.8)))?;
            }
        }
    }

    #[test]
    fn of_time(a in bouts(), b in bouts(), tolerance in 0_usize..4) {
        for uncoded in [Uncoded::LeftOut, Uncoded::Category] {
            let exact = by_duration(&a, &b, 3, ten_seconds(), uncoded);
            let units = by_unit(&a, &b, 3, ten_seconds(), uncoded, Millis(1000), tolerance);
            check("time", &(Kappa::of(&exact), Kappa::of(&units)))?;
        }
        check("no unit", &by_unit(&a, &b, 3, ten_seconds(), Uncoded::LeftOut, Millis(0), tolerance))?;
        let moments = |bouts: &[Bout]| bouts.iter().map(|bout| bout.span.start()).collect::<Vec<_>>();
        check("ioa", &Ioa::of(&moments(&a), &moments(&b), ten_seconds(), Millis(3000)))?;
        check("points", &match_points(&moments(&a), &moments(&b), Millis(400)))?;
    }

    #[test]
    fn of_events(a in bouts(), b in bouts()) {
        for rule in RULES {
            let matched = Matched::of(&a, &b, rule).unwrap();
            let (onsets, offsets) = edge_differences(&a, &b, &matched);
            check("events", &(matched.precision(), matched.recall(), matched.f1(), substitutions(&a, &b, &matched, rule)))?;
            check("edges", &(Deviation::of(&onsets), Deviation::of(&offsets), overlaps(&a, &b, &matched)))?;
        }
        let easy = EasyDiag::of(&a, &b, 3, 0.6);
        check("easydiag", &(&easy, easy.as_ref().map(EasyDiag::elan_kappa)))?;
        let codes = |bouts: &[Bout]| bouts.iter().map(|bout| bout.code).collect::<Vec<_>>();
        let alignment = Alignment::of(&codes(&a), &codes(&b), Costs::default());
        check("alignment", &(&alignment, alignment.as_ref().map(|of| NilKappa::of(&of.table(3)))))?;
        check("elan", &(elan_fleiss(&a, &b, 3, 0.6), elan_overlap_extent(&a, &b)))?;
        let windows = Windows { overlap: 0.8, first: Millis(500), second: Millis(1000) };
        check("interact", &interact(&a, &b, 3, windows))?;
        let boris = |bouts: &[Bout]| -> Vec<BorisEvent> {
            bouts.iter().map(|bout| BorisEvent { code: bout.code, start: bout.span.start(), stop: bout.span.end() }).collect()
        };
        let (first, second) = (boris(&a), boris(&b));
        let menu = BorisMenu::of(&first, &second, Millis(100));
        check("boris", &menu.map(|of| (of.kappa(), of.identity())))?;
        check("boris", &(boris_plugin(&first, &second, false), boris_plugin(&first, &second, true)))?;
    }

    #[test]
    fn of_units_cut_by_coders(coders in prop::collection::vec(bouts(), 0..4), alpha in 0.0..3.0, empty in 0.0..2.0) {
        let lists: Vec<&[Bout]> = coders.iter().map(Vec::as_slice).collect();
        for costs in [Dissimilarity::default(), Dissimilarity { alpha, beta: 1.0, empty }] {
            for chance in [Chance::Statistical, Chance::Shifted] {
                check("gamma", &Gamma::of(&lists, 3, costs, (chance, 3, 1), unwatched))?;
            }
        }
        check("alpha_u", &alpha_u(&lists, 3, ten_seconds()))?;
        check("family", &(Family::of(&lists, 3, ten_seconds()), Family::of(&lists, 3, ten_seconds())))?;
        let masses = |bouts: &[Bout]| bouts.iter().map(|bout| bout.code + 1).collect::<Vec<_>>();
        if let [first, second, ..] = lists.as_slice() {
            check("segmentation", &(Segmentation::of(&masses(first), &masses(second), 0), Segmentation::of(&masses(first), &masses(second), 2)))?;
        }
    }

    #[test]
    fn of_scores(
        rows in (0_usize..4).prop_flat_map(|coders| prop::collection::vec(prop::collection::vec(score(), coders), 0..7)),
        confidence in prop_oneof![Just(0.95), 0.5..0.999],
    ) {
        let variances = Variances::of(&rows);
        check("variances", &variances)?;
        if let Ok(of) = variances {
            for form in [Form::OneWay, Form::Agreement, Form::Consistency] {
                check("icc", &(form, of.icc(form, false, confidence), of.icc(form, true, confidence)))?;
            }
            check("irr", &of.irr_agreement(confidence))?;
        }
        let pairs: Vec<(f64, f64)> = rows.iter().filter(|row| row.len() > 1).map(|row| (row[0], row[1])).collect();
        check("bland altman", &BlandAltman::of(&pairs, confidence))?;
        check("pearson", &Pearson::of(&pairs, confidence))?;
        check("ccc", &(Concordance::of(&pairs, confidence, false), Concordance::of(&pairs, confidence, true)))?;
    }

    #[test]
    fn of_accuracies(shares in prop::collection::vec(0_u32..5, 0..5), accuracy in 0.0..=1.0, kappa in -1.0..=1.0) {
        let sum = f64::from(shares.iter().sum::<u32>());
        let shares: Vec<f64> = shares.iter().map(|share| f64::from(*share) / sum).collect();
        prop_assume!(sum > 0.0);
        for against in [Against::Observer, Against::Gold] {
            check("accuracy", &(expected_kappa(&shares, accuracy, against), implied_accuracy(&shares, kappa, against)))?;
        }
    }
}
