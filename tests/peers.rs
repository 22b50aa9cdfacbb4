//! The numbers of other programs: what BORIS 9.12 and ELAN 6.9 answered for small codings, by their own code.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(clippy::float_cmp, reason = "both are rounded to the digits that the programs print")]

use attune::analysis::agreement::compat::{BorisEvent, BorisMenu, boris_plugin, elan_fleiss, elan_overlap_extent};
use attune::analysis::agreement::{Bout, EasyDiag};
use attune::time::{Millis, Span};

/// Events as code, onset, offset in ms.
type Coding = &'static [(usize, i64, i64)];

fn bouts(coding: Coding) -> Vec<Bout> {
    let bout =
        |&(code, start, end): &(usize, i64, i64)| Bout { span: Span::new(Millis(start), Millis(end)).unwrap(), code };
    coding.iter().map(bout).collect()
}

fn events(coding: Coding) -> Vec<BorisEvent> {
    let event =
        |&(code, start, stop): &(usize, i64, i64)| BorisEvent { code, start: Millis(start), stop: Millis(stop) };
    coding.iter().map(event).collect()
}

fn rounded(value: f64, decimals: i32) -> f64 {
    (value * 10_f64.powi(decimals)).round() / 10_f64.powi(decimals)
}

// look, away
const V1: [Coding; 2] = [
    &[(0, 0, 4000), (1, 4000, 10_000), (0, 10_000, 12_000), (1, 12_000, 20_000)],
    &[(0, 0, 5000), (1, 5000, 10_000), (0, 10_500, 12_000), (1, 12_000, 20_000)],
];
// neg, neu, pos
const V2: [Coding; 2] = [
    &[(2, 1000, 3000), (1, 3000, 9000), (0, 9000, 10_000), (2, 12_000, 15_000), (1, 15_000, 20_000)],
    &[(2, 1200, 3100), (1, 3100, 8800), (2, 9100, 10_050), (1, 11_000, 20_000)],
];
// x, y
const V3: [Coding; 2] = [
    &[(0, 0, 1000), (1, 2000, 3000), (0, 4000, 5000), (1, 6000, 7000), (0, 8000, 9000)],
    &[(0, 100, 1000), (0, 2000, 3000), (0, 4600, 5600), (1, 6000, 7000)],
];
const V5: [Coding; 2] = [&[(0, 0, 1000), (1, 2000, 3000)], &[(1, 0, 1000), (0, 2000, 3000)]];
// look, away, smile
const T1: [Coding; 2] =
    [&[(0, 0, 4000), (1, 4000, 10_000), (2, 2500, 2500)], &[(0, 0, 5000), (1, 5000, 10_000), (2, 3000, 3000)]];
const B228: [Coding; 2] = [
    &[(0, 155_105, 155_105), (0, 169_855, 169_855), (0, 264_855, 264_855)],
    &[(0, 156_405, 156_405), (0, 170_852, 170_852), (0, 264_606, 264_606)],
];

#[test]
fn the_menu_of_boris() {
    for ([a, b], step, kappa, identity) in [
        (V1, 100, 0.826, 92.0792),
        (V1, 1000, 0.735, 90.9091),
        (V1, 2000, 0.690, 81.8182),
        (T1, 100, 0.752, 87.2549),
        (T1, 500, 0.590, 82.6087),
        (T1, 1000, 0.588, 75.0),
        (T1, 2000, 0.750, 83.3333),
        (B228, 1000, -0.019, 98.1982),
        (B228, 2000, -0.038, 96.4286),
        (B228, 3000, 1.0, 100.0),
        (B228, 4000, 1.0, 100.0),
        (B228, 5000, 1.0, 100.0),
        (B228, 10_000, 0.389, 83.3333),
    ] {
        let menu = BorisMenu::of(&events(a), &events(b), Millis(step)).unwrap();
        assert_eq!(
            (menu.kappa().unwrap(), rounded(menu.identity().unwrap(), 4)),
            (kappa, identity),
            "{a:?} by {step} ms"
        );
    }
}

#[test]
fn the_plug_ins_of_boris() {
    for ([a, b], kappa) in [(V1, 0.429), (T1, 0.062), (B228, -1.0)] {
        assert_eq!(rounded(boris_plugin(&events(a), &events(b), false).unwrap().kappa.unwrap(), 3), kappa, "{a:?}");
    }
    for ([a, b], kappa, po, pe) in [(V1, 0.8324, 0.925, 0.5525), (T1, 0.5663, 0.75, 0.4236)] {
        let of = boris_plugin(&events(a), &events(b), true).unwrap();
        assert_eq!((rounded(of.kappa.unwrap(), 4), rounded(of.po, 4), rounded(of.pe, 4)), (kappa, po, pe), "{a:?}");
    }
}

#[test]
fn elan_modified_kappa() {
    for ([a, b], codes, least, [ipf, max, raw], matched) in [
        (V1, 2, 0.6, [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]),
        (V2, 3, 0.6, [0.2592, 0.6897, 0.4444], [0.5, 0.5, 0.6667]),
        (V2, 3, 0.51, [0.4906, 0.6604, 0.6667], [0.6, 0.6, 0.75]),
        (V3, 2, 0.6, [0.1666, 0.6471, 0.4444], [0.4, 0.4, 0.6667]),
        (V5, 2, 0.6, [-0.9995, 1.0, 0.0], [-1.0, 1.0, 0.0]),
    ] {
        let of = EasyDiag::of(&bouts(a), &bouts(b), codes, least).unwrap();
        let pairs = of.matched.clone().unwrap();
        let got = [of.elan_kappa().unwrap(), of.max.unwrap(), of.raw].map(|value| rounded(value, 4));
        let among = [pairs.kappa.unwrap(), pairs.max.unwrap(), pairs.po].map(|value| rounded(value, 4));
        assert_eq!((got, among), ([ipf, max, raw], matched), "{a:?} at {least}");
    }
}

#[test]
fn elan_fleiss_and_overlap_ratio() {
    for ([a, b], codes, including, excluding, ratio) in
        [(V1, 2, 1.0, 1.0, 0.8458), (V2, 3, 0.3939, 0.5789, 0.5995), (V3, 2, -0.0667, 0.3333, 0.63)]
    {
        let of = elan_fleiss(&bouts(a), &bouts(b), codes, 0.6);
        let got = [of.including.unwrap(), of.excluding.unwrap(), elan_overlap_extent(&bouts(a), &bouts(b)).unwrap()];
        assert_eq!(got.map(|value| rounded(value, 4)), [including, excluding, ratio], "{a:?}");
    }
}
