//! The demo, compared; a hand-computed example; and what holds of any codings.

use super::*;
use crate::analysis::agreement::Bout;
use crate::demo::{Clip, project};
use crate::model::{ChannelId, CodeId, CoderId, EventId, ObservationId, Role, SessionId};
use crate::time::{Millis, Span};

pub(super) fn span(start: i64, end: i64) -> Span {
    Span::new(Millis(start), Millis(end)).unwrap()
}

pub(super) fn said(bouts: &[(i64, i64, usize)]) -> Said {
    let bouts: Vec<Bout> =
        bouts.iter().map(|(start, end, code)| Bout { span: span(*start, *end), code: *code }).collect();
    Said { events: (0..).map(EventId).take(bouts.len()).collect(), bouts }
}

pub(super) fn states(exclusive: bool, scorable: Vec<Span>, said: Vec<Said>) -> Aligned {
    let content = Content::States { exclusive, said };
    Aligned { channel: ChannelId(1), role: Role::Child, codes: vec![CodeId(2), CodeId(3)], scorable, content }
}

/// V1 of the published comparison of programs: duration κ .832, agreement .925.
fn v1() -> Aligned {
    let a = said(&[(0, 4000, 0), (4000, 10_000, 1), (10_000, 12_000, 0), (12_000, 20_000, 1)]);
    let b = said(&[(0, 5000, 0), (5000, 10_000, 1), (10_500, 12_000, 0), (12_000, 20_000, 1)]);
    states(true, vec![span(0, 20_000)], vec![a, b])
}

pub(super) fn comparable(aligned: Aligned, coders: u32) -> Comparable {
    let coding = |id| Coding { observation: ObservationId(id), coder: CoderId(id) };
    Comparable {
        session: SessionId(1),
        codings: (0..coders).map(coding).collect(),
        window: span(0, 20_000),
        channels: vec![aligned],
        notes: Vec::new(),
    }
}

fn value(report: &Report, code: Option<u32>, between: Between, statistic: Statistic) -> Result<f64, Reason> {
    let row = report.row(ChannelId(1), code.map(CodeId), between).unwrap();
    row.numbers.iter().find(|number| number.statistic == statistic).unwrap().value.map(|of| of.value)
}

#[test]
fn published_numbers_come_out() {
    let settings = Settings { statistics: Statistic::ALL.to_vec(), ..Settings::default() };
    let report = report(&comparable(v1(), 2), &settings, &mut |_| true).unwrap();
    let of = |statistic| value(&report, None, Between::Pair(0, 1), statistic).map(|of| (of * 1000.0).round());
    assert_eq!(of(Statistic::Percent), Ok(925.0));
    assert_eq!(of(Statistic::Kappa), Ok(832.0));
    assert_eq!(of(Statistic::F1), Ok(750.0)); // onsets 0–0, 10–10.5, 12–12; 4–5 is too far
    assert_eq!(of(Statistic::EasyDiag), Ok(1000.0));
    assert_eq!(of(Statistic::OnsetBias), Ok(((0.0 + 500.0 + 0.0_f64) / 3.0 * 1000.0).round()));
    assert_eq!(of(Statistic::BorisKappa), Ok(735.0));
    assert_eq!(of(Statistic::BorisIdentity), Ok(909.0));
    assert_eq!(of(Statistic::BorisPieces), Ok(429.0));
    assert_eq!(of(Statistic::BorisTime), Ok(832.0));
    assert_eq!(of(Statistic::ElanFleiss), Ok(1000.0));
    assert_eq!(of(Statistic::ElanOverlap), Ok(846.0));
    // Both have code 0 for 5.5 s, one of them alone for 1.5 s.
    let positive = value(&report, Some(2), Between::Pair(0, 1), Statistic::Positive).unwrap();
    assert!((positive - 11.0 / 12.5).abs() < 1e-12);
}

#[test]
fn a_cell_plays_its_moments() {
    let aligned = v1();
    let pieces = Pieces::of(&aligned, &Settings::default()).unwrap();
    let matrix = Confusion::of(&pieces, (0, 1));
    assert_eq!(matrix.cells, [[5500.0, 0.0, 500.0], [1000.0, 13_000.0, 0.0], [0.0; 3]]);
    assert_eq!(pieces.moments((0, 1))[1][0], [span(4000, 5000)]);
    assert_eq!(pieces.moments((0, 1))[0][0], [span(0, 4000), span(10_500, 12_000)]);
    for (between, code) in [(Between::All, None), (Between::Pair(0, 1), Some(0))] {
        let spans: Vec<Span> = pieces.disagreements(between, code).iter().map(|of| of.span).collect();
        assert_eq!(spans, [span(4000, 5000), span(10_000, 10_500)]);
    }
    let of_other = pieces.disagreements(Between::Pair(0, 1), Some(1));
    assert_eq!(of_other.iter().map(|of| of.span).collect::<Vec<_>>(), [span(4000, 5000)]);
    let events = Confusion::of_events(&aligned, (0, 1), &Settings::default()).unwrap();
    assert_eq!(events.cells, [[2.0, 0.0, 0.0], [0.0, 1.0, 1.0], [0.0, 1.0, 0.0]]);
}

#[test]
fn time_that_cannot_be_judged_is_left_out() {
    let aligned = states(true, vec![span(0, 4000), span(5000, 20_000)], v1().events().unwrap().to_vec());
    let pieces = Pieces::of(&aligned, &Settings::default()).unwrap();
    assert!((pieces.total(Some((0, 1))) - 19_000.0).abs() < 1e-9);
    assert_eq!(pieces.moments((0, 1))[1][0], []);
}

#[test]
fn codes_that_hold_at_once_are_one_category() {
    let a = said(&[(0, 4000, 0), (2000, 6000, 1)]);
    let aligned = states(false, vec![span(0, 8000)], vec![a, said(&[(0, 8000, 0)])]);
    let pieces = Pieces::of(&aligned, &Settings::default()).unwrap();
    let both = Category::Codes(vec![0, 1]);
    assert_eq!(pieces.categories, [Category::Code(0), Category::Code(1), both, Category::Nothing]);
    assert_eq!(pieces.moments((0, 1))[2][0], [span(2000, 4000)]);
    assert_eq!(pieces.moments((0, 1))[3][0], [span(6000, 8000)]);
}

#[test]
fn more_than_two_coders_have_rows_of_their_own() {
    let one = said(&[(0, 10_000, 0), (10_000, 20_000, 1)]);
    let aligned = states(true, vec![span(0, 20_000)], vec![one.clone(), one.clone(), one]);
    let settings = Settings { statistics: Statistic::ALL.to_vec(), ..Settings::default() };
    let report = report(&comparable(aligned, 3), &settings, &mut |_| true).unwrap();
    for statistic in [Statistic::Conger, Statistic::Light, Statistic::Pi, Statistic::Alpha] {
        assert!((value(&report, None, Between::All, statistic).unwrap() - 1.0).abs() < 1e-9);
    }
    assert_eq!(report.rows.len(), 3 * 4);
}

#[test]
fn a_number_without_a_value_says_why() {
    let nothing = states(true, vec![span(0, 20_000)], vec![Said::default(), Said::default()]);
    let report = report(&comparable(nothing, 2), &Settings::default(), &mut |_| true).unwrap();
    let of = |statistic| value(&report, None, Between::Pair(0, 1), statistic);
    assert_eq!(of(Statistic::Kappa), Err(Reason::Undefined(crate::analysis::Undefined::OneCode)));
    assert_eq!(of(Statistic::F1), Err(Reason::Undefined(crate::analysis::Undefined::NoEvents)));
}

#[test]
fn a_comparison_can_be_stopped() {
    assert_eq!(report(&comparable(v1(), 2), &Settings::default(), &mut |_| false), None);
}

#[test]
fn pairs_list_every_event_once() {
    let aligned = v1();
    let pairs = event_pairs(&aligned, (0, 1), &Settings::default()).unwrap().unwrap();
    assert_eq!((pairs.len(), pairs.iter().filter(|pair| pair.is_agreed()).count()), (5, 3));
    let bars = onset_histogram(&pairs, Millis(250));
    let counts: Vec<(i64, usize)> = bars.iter().map(|bar| (bar.from.0, bar.pairs.len())).collect();
    assert_eq!(counts, [(0, 2), (250, 0), (500, 1)]);
}

#[test]
fn more_tolerance_finds_more_agreement() {
    let pieces = Pieces::of(&v1(), &Settings::default()).unwrap();
    let curve = kappa_over_tolerance(&pieces, (0, 1), Millis(500), &[0, 1, 2]);
    let kappas: Vec<f64> = curve.iter().map(|point| point.kappa.unwrap()).collect();
    assert!(kappas[0] < kappas[1] && kappas[1] <= kappas[2], "{kappas:?}");
    let fine = kappa_over_unit(&pieces, (0, 1), &[Millis(10)], 0)[0].kappa.unwrap();
    assert!((fine - 0.832).abs() < 0.001, "{fine}");
}

#[test]
fn the_demo_compares() {
    let mut demo = project("demo".into(), Clip::Mp4);
    let ids: Vec<ObservationId> = demo.observations.iter().map(|of| of.id).collect();
    let settings = Settings { resamples: 50, ..Settings::of(ids.clone()) };
    let comparable = Comparable::of(&demo, &settings).unwrap();
    let found = report(&comparable, &settings, &mut |_| true).unwrap();
    // The practiced coder is nearer to the gold than the new one.
    let mut sums = [0.0, 0.0];
    for aligned in &comparable.channels {
        for (other, sum) in [1, 2].into_iter().zip(&mut sums) {
            let row = found.row(aligned.channel, None, Between::Pair(0, other)).unwrap();
            let kappa = row.numbers.iter().find(|of| of.statistic == Statistic::Kappa).unwrap().value.unwrap();
            let (low, high) = kappa.interval.unwrap();
            assert!(low <= high && high <= 1.0);
            *sum += kappa.value;
        }
    }
    assert!(sums[0] > sums[1] + 0.5, "{sums:?}");
    let json = serde_json::to_string(&(&settings, &comparable)).unwrap();
    assert_eq!(serde_json::from_str::<(Settings, Comparable)>(&json).unwrap(), (settings.clone(), comparable));

    assert_eq!(Comparable::of(&demo, &Settings::of([ids[0]])), Err(Obstacle::TooFew));
    demo.observations[1].assignment = Some(crate::model::Assignment { blind: true, ..Default::default() });
    assert_eq!(Comparable::of(&demo, &settings), Err(Obstacle::Blind { coding: 1 }));
    let part = |from, to| Some(crate::model::Assignment { stretches: vec![span(from, to)], ..Default::default() });
    (demo.observations[1].assignment, demo.observations[2].assignment) = (part(0, 9000), part(9000, 20_000));
    assert_eq!(Comparable::of(&demo, &settings), Err(Obstacle::NoCommonTime));
}

#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod of_any_codings {
    use super::*;
    use crate::analysis::agreement::{Kappa, Uncoded, by_duration};
    use proptest::prelude::*;

    /// States that do not overlap, within 20 s.
    fn some_states() -> impl Strategy<Value = Said> {
        prop::collection::vec((0_i64..1500, 1_i64..1500, 0_usize..2), 0..12).prop_map(|parts| {
            let (mut at, mut bouts) = (0, Vec::new());
            for (gap, length, code) in parts {
                let start = at + gap;
                at = start + length;
                if at <= 20_000 {
                    bouts.push((start, at, code));
                }
            }
            said(&bouts)
        })
    }

    proptest! {
        #[test]
        fn the_moments_of_all_cells_tile_the_time(a in some_states(), b in some_states(), cut in 1_i64..19_000) {
            let scorable = vec![span(0, cut), span(cut + 500, 20_000)];
            let pieces = Pieces::of(&states(true, scorable.clone(), vec![a.clone(), b.clone()]), &Settings::default()).unwrap();
            let matrix = Confusion::of(&pieces, (0, 1));
            let sum: f64 = matrix.cells.iter().flatten().sum();
            prop_assert!((sum - 19_500.0).abs() < 1e-9);
            let moments: Vec<Span> = pieces.moments((0, 1)).into_iter().flatten().flatten().collect();
            let length: i64 = moments.iter().map(|of| of.duration().0).sum();
            prop_assert_eq!(length, 19_500);
            prop_assert_eq!(joined(moments), scorable);
        }

        #[test]
        fn tables_are_those_of_agreement(a in some_states(), b in some_states()) {
            let aligned = states(true, vec![span(0, 20_000)], vec![a.clone(), b.clone()]);
            let pieces = Pieces::of(&aligned, &Settings::default()).unwrap();
            let table = by_duration(&a.bouts, &b.bouts, 2, span(0, 20_000), Uncoded::Category);
            prop_assert_eq!(Confusion::of(&pieces, (0, 1)).cells, table.rows());
            let settings = Settings { resamples: 20, ..Settings::default() };
            let found = report(&comparable(aligned, 2), &settings, &mut |_| true).unwrap();
            let kappa = Kappa::of(&table).and_then(|of| of.kappa);
            match (value(&found, None, Between::Pair(0, 1), Statistic::Kappa), kappa) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
                (one, other) => prop_assert_eq!(one, other.map_err(Reason::from)),
            }
            for number in found.rows.iter().flat_map(|row| &row.numbers) {
                if let Ok(of) = number.value {
                    prop_assert!(of.value.is_finite());
                }
            }
        }
    }
}

#[test]
fn pieces_about_a_code_count_what_its_numbers_count() {
    let settings = Settings::default();
    let about = Pieces::of(&v1(), &settings).unwrap().about(0);
    let matrix = Confusion::of(&about, (0, 1));
    assert_eq!(matrix.categories, [Category::Code(0), Category::Else]);
    // Both 0–4 and 10.5–12 s; the second alone 4–5 s, the first alone 10–10.5 s.
    assert_eq!(matrix.cells, [vec![5500.0, 500.0], vec![1000.0, 13_000.0]]);
    assert_eq!(about.moments((0, 1))[1][0], [span(4000, 5000)]);
}

#[test]
fn a_report_can_be_made_step_by_step() {
    let settings = Settings { resamples: 40, ..Settings::default() };
    let comparable = comparable(v1(), 2);
    let mut reporter = Reporter::new(&comparable, settings.clone());
    let mut shares = vec![reporter.share()];
    while reporter.step() {
        shares.push(reporter.share());
    }
    assert!(shares.is_sorted() && shares.len() > 40 && shares[20] > 0.4 && shares[20] < 0.6, "{shares:?}");
    assert_eq!(Some(reporter.into_report().1), report(&comparable, &settings, &mut |_| true));
}

#[test]
fn a_number_of_events_leads_to_those_that_count_against_it() {
    let pairs = event_pairs(&v1(), (0, 1), &Settings::default()).unwrap().unwrap();
    let behind = |statistic, code: Option<u32>| {
        let found = events_behind(statistic, &pairs, code.map(CodeId))?;
        Some(found.iter().map(|pair| pair.span().unwrap().start().0).collect::<Vec<_>>())
    };
    assert_eq!(behind(Statistic::Kappa, None), None);
    // The onsets at 4 and 5 s are too far apart for a pair; of pairs, those 500 ms apart come first.
    assert_eq!(behind(Statistic::F1, None), Some(vec![4000, 5000]));
    assert_eq!(behind(Statistic::Recall, None), Some(vec![4000]));
    assert_eq!(behind(Statistic::Precision, Some(3)), Some(vec![5000]));
    assert_eq!(behind(Statistic::Precision, Some(2)), Some(vec![]));
    assert_eq!(behind(Statistic::OnsetMae, None), Some(vec![10_000, 0, 12_000]));
    assert_eq!(behind(Statistic::Overlap, Some(2)), Some(vec![10_000, 0]));
}
