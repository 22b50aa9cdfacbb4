//! How long the measures of agreement take, and that they give what other programs give for the same codings.
//! Run by `cargo bench --bench agreement`, and by `cargo xtask bench wasm/` in a worker of Chromium. A line is the median of some runs.
#![allow(clippy::disallowed_methods, clippy::expect_used)] // a benchmark needs a clock, and may fail
#![allow(missing_docs)]

mod inputs;
#[path = "../timing/mod.rs"]
mod timing;

use attune::analysis::agreement::{
    Bootstrap, Bout, Chance, Coefficient, Dissimilarity, Form, Gamma, Kappa, Level, Matched, Nearness, OneCode,
    Patterns, Rule, Uncoded, Variances, WeightedKappa, Weights, alpha, bennett_s, best_alignment, by_duration, by_unit,
    two_coders,
};
use attune::analysis::unwatched;
use attune::time::{Millis, Span};
use std::hint::black_box;

fn main() {
    kappa();
    events();
    alpha_of_many();
    gamma();
    icc();
    a_million();
    if cfg!(target_arch = "wasm32") {
        print("end");
    }
}

/// Prints the median of the times that some work takes, and returns what it gives. What takes a moment only is done several times in one go,
/// since a browser's clock is coarse.
fn time<T>(name: &str, runs: u32, mut work: impl FnMut() -> T) -> T {
    const GO_MS: f64 = 5.0;
    let mut result = work();
    let once = timing::times(1, |_| result = black_box(work()))[0];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 100
    let repeats = (GO_MS / once.max(GO_MS / 100.0)).ceil() as u32;
    let times = timing::times(runs, |_| {
        for _ in 0..repeats {
            result = black_box(work());
        }
    });
    print(&format!("bench {name} {:.3} ms", times[times.len() / 2] / f64::from(repeats)));
    result
}

#[cfg(not(target_arch = "wasm32"))]
fn print(line: &str) {
    println!("{line}");
}

/// Sends a line to whoever started the worker that this runs in.
#[cfg(target_arch = "wasm32")]
fn print(line: &str) {
    use wasm_bindgen::JsCast;

    let scope = js_sys::global();
    let post = js_sys::Reflect::get(&scope, &"postMessage".into()).expect("a worker");
    post.unchecked_into::<js_sys::Function>().call1(&scope, &line.into()).expect("a listener");
}

fn check(name: &str, found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{name}: {found}, not {expected}");
}

fn up_to(end: Millis) -> Span {
    Span::new(Millis::ZERO, end).expect("a length")
}

fn kappa() {
    let [a, b] = inputs::states();
    let within = up_to(Millis(3_600_000));
    let exact = || Kappa::of(&by_duration(&a, &b, 8, within, Uncoded::LeftOut)).and_then(|of| of.kappa);
    // What sampling at 1 ms gives.
    check("kappa", time("kappa_exact_ms/2x2000", 101, exact).expect("a value"), 0.802_969_221_7, 5e-11);

    let [a, b] = inputs::long_states(100_000, 8);
    let within = up_to(a.last().expect("an event").span.end());
    let sum = time("kappa_family_ms/2x100000", 21, || family(&a, &b, 8, within));
    assert!(sum.is_finite());
}

/// All that stands in the table of two coders: κ with its limits, weighted, the other notions of chance, each code, and by seconds both ways.
fn family(a: &[Bout], b: &[Bout], codes: usize, within: Span) -> f64 {
    let table = by_duration(a, b, codes, within, Uncoded::Category);
    let size = table.size();
    let kappa = Kappa::of(&table).expect("time");
    let mut sum = kappa.kappa.expect("codes") + kappa.max.expect("codes") + kappa.interval(0.95).expect("codes").0;
    sum += bennett_s(kappa.po, size).expect("codes");
    for nearness in [Nearness::Linear, Nearness::Quadratic] {
        sum += WeightedKappa::of(&table, &Weights::of(nearness, size)).expect("codes").kappa;
    }
    let identity = Weights::of(Nearness::Identity, size);
    for what in [Coefficient::Percent, Coefficient::Kappa, Coefficient::Pi, Coefficient::Alpha, Coefficient::Gwet] {
        sum += two_coders(&table, &identity, what).expect("codes").value;
    }
    for code in 0..codes {
        let one = OneCode::of(&table.one_against_rest(code)).expect("time");
        sum += one.pabak + one.prevalence + one.bias;
    }
    for (first, second) in [(a, b), (b, a)] {
        let table = by_unit(first, second, codes, within, Uncoded::LeftOut, Millis(1000), 2);
        sum += Kappa::of(&table).expect("time").kappa.expect("codes");
    }
    sum
}

const HALF_A_SECOND: Rule = Rule::Collar { onset: Millis(500), offset: Some(Millis(500)), share: 0.5, same_code: true };

fn events() {
    let [a, b] = inputs::states();
    let matched = time("event_f1_ms/2x2000", 51, || Matched::of(&a, &b, HALF_A_SECOND)).expect("events");
    assert_eq!(matched.pairs.len(), 1754);
    check("F1", matched.f1().expect("events"), 0.877, 5e-5);
}

fn alpha_of_many() {
    let units = inputs::ratings();
    let bootstrap = time("alpha_bootstrap_ms/4x100000x1000", 11, || {
        let patterns = Patterns::of(&units);
        check("alpha", alpha(&patterns, Level::Nominal).expect("values"), 0.722_538_676_2, 5e-11);
        Bootstrap::of(&patterns, Level::Nominal, 1000, 1, unwatched).expect("values")
    });
    let (low, high) = bootstrap.interval(0.95).expect("values");
    check("lower bound", low, 0.7204, 2e-4);
    check("upper bound", high, 0.7247, 2e-4);
}

fn gamma() {
    let costs = Dissimilarity { alpha: 3.0, ..Dissimilarity::default() };
    let [a, b] = inputs::units();
    let best = time("gamma_alignment_ms/2x200", 51, || best_alignment(&[&a, &b], costs).expect("units"));
    // By scipy's assignment over the full table. pygamma-agreement has .3100939989: it computes in 32 bits.
    check("disorder", best.disorder, 0.310_095_417_068, 5e-13);
    let of = |lists: &[&[Bout]]| Gamma::of(lists, 5, costs, (Chance::Statistical, 30, 1), unwatched).expect("units");
    // The mean of ten seeds is .8100 there, .8085 to .8110.
    check("gamma", time("gamma_ms/2x200x30", 11, || of(&[&a, &b])).gamma.expect("chance"), 0.81, 3e-3);

    let [a, b] = inputs::long_units(1000);
    let long = time("gamma_ms/2x1000x30", 5, || of(&[&a, &b]));
    print(&format!("bench gamma/2x1000x30 {:.4} gamma", long.gamma.expect("chance")));
    let [c, _] = inputs::long_units(200);
    let [a, b] = inputs::units();
    time("gamma_ms/3x200x30", 3, || of(&[&a, &b, &c]));
}

fn icc() {
    let codes = inputs::scores();
    let of = |scores: &[Vec<f64>]| {
        let variances = Variances::of(scores).expect("scores");
        let forms = [Form::OneWay, Form::Agreement, Form::Consistency];
        forms.map(|form| [false, true].map(|averaged| variances.icc(form, averaged, 0.95).expect("scores").value))
    };
    let all: Vec<_> = time("icc_ms/20x200x3", 51, || codes.iter().map(|scores| of(scores)).collect());
    check("ICC(A,1)", all[0][1][0], 0.910_897_391_8, 5e-11);
}

/// Nothing takes more than its share where there is more than anyone codes.
fn a_million() {
    let [a, b] = inputs::long_states(1_000_000, 8);
    let within = up_to(a.last().expect("an event").span.end());
    time("kappa_exact_ms/2x1000000", 3, || by_duration(&a, &b, 8, within, Uncoded::LeftOut));
    time("event_f1_ms/2x1000000", 3, || Matched::of(&a, &b, HALF_A_SECOND).expect("events").f1().expect("events"));
}
