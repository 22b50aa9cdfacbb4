//! The time budget.

use crate::support::{arbitrary_project, small_project, span};
use attune::analysis::Undefined;
use attune::analysis::budget::{Budget, CodeBudget};
use attune::formats::budget_csv;
use attune::model::{CodeId, Project, Timing};
use attune::time::{Millis, Span};
use proptest::prelude::*;

fn of(project: &Project, window: Option<Span>) -> Budget {
    Budget::of(&project.observations[0], &project.schemes[0], window)
}

fn code(project: &Project, window: Option<Span>, label: &str) -> CodeBudget {
    let codes = project.schemes[0].channels.iter().flat_map(|channel| &channel.codes);
    let id = codes.into_iter().find(|code| code.label == label).expect("a code of that name").id;
    of(project, window).code(id).expect("its numbers").clone()
}

/// Frequency, latency, total, cut bouts, running states and events outside.
#[track_caller]
fn check(window: Span, label: &str, expect: (usize, Result<i64, Undefined>, Option<i64>, usize, usize, usize)) {
    let numbers = code(&small_project(), Some(window), label);
    let total = numbers.bouts.as_ref().map(|bouts| bouts.lengths.total.0);
    let cut = numbers.bouts.as_ref().map_or(0, |bouts| bouts.cut);
    let latency = numbers.latency.map(|latency| latency.0);
    let found = (numbers.frequency, latency, total, cut, numbers.running, numbers.outside);
    assert_eq!(found, expect, "{label} in {window:?}");
}

#[test]
fn bouts_count_with_their_part_of_the_window() {
    let none = Err(Undefined::NoEvents);
    let whole = span(0, 10_000);
    check(whole, "Partner", (1, Ok(1200), Some(2200), 0, 1, 0));
    check(whole, "Away", (1, Ok(3400), Some(1600), 1, 0, 0)); // flagged as cut off by the coder's window
    check(whole, "Utterance", (2, Ok(1200), None, 0, 0, 0));
    check(span(2000, 4000), "Partner", (1, Ok(0), Some(1400), 1, 1, 0)); // ran already at the start
    check(span(2000, 4000), "Away", (1, Ok(1400), Some(600), 1, 0, 0));
    check(span(2000, 4000), "Utterance", (1, Ok(0), None, 0, 0, 1));
    check(span(0, 1200), "Partner", (0, none, Some(0), 0, 1, 1)); // half-open: the window ends where the bout begins
    check(span(0, 2000), "Utterance", (1, Ok(1200), None, 0, 0, 1));
}

#[test]
fn shares_and_rates_are_of_the_window() {
    let project = small_project();
    let window = Some(span(0, 11_000));
    let partner = code(&project, window, "Partner");
    assert_eq!(partner.bouts.expect("a state").share, Ok(0.2));
    assert_eq!(code(&project, Some(span(0, 30_000)), "Utterance").rate, Ok(4.0));
}

#[test]
fn without_a_window_counts_and_lengths_remain() {
    let project = small_project();
    let no_window = Undefined::NoWindow;
    let partner = code(&project, None, "Partner");
    assert_eq!((partner.frequency, partner.rate, partner.latency), (1, Err(no_window), Err(no_window)));
    let bouts = partner.bouts.expect("a state");
    assert_eq!((bouts.share, bouts.lengths.total, bouts.lengths.mean), (Err(no_window), Millis(2200), Ok(2200.0)));
    assert_eq!(bouts.lengths.sd, Err(Undefined::OneEvent));
}

#[test]
fn csv_has_a_row_per_code_with_the_settings() {
    let mut project = small_project();
    project.coders[0].name = "=AB".into();
    let budget = of(&project, Some(span(0, 10_000)));
    let written = |budget: &Budget| {
        let bytes = budget_csv::write(&project, &project.observations[0], &project.schemes[0], budget);
        String::from_utf8(bytes).expect("text").lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = written(&budget);
    assert_eq!(lines[0], budget_csv::COLUMNS.join(","));
    assert_eq!(lines.len(), 1 + project.schemes[0].channels.iter().map(|channel| channel.codes.len()).sum::<usize>());
    let settings = "attune time budget 1,Visit 1,'=AB,\"Gaze, voice, touch\",2,0,10000";
    let row = |rest: &str| format!("{settings},{rest}");
    assert_eq!(
        lines[1],
        row("child,Gaze,Partner,state,1,6.000000,1200,2200,0.220000,2200.000,2200.000,,2200,2200,0,1,0")
    );
    let utterance = row("parent,Voice,Utterance,point,2,12.000000,1200,,,,,,,,,0,0");
    assert!(lines.contains(&utterance), "{lines:#?}");
    let unknown = written(&of(&project, None));
    assert!(unknown[1].contains(",2,,,child,Gaze,Partner,state,1,,,2200,,2200.000,"), "{}", unknown[1]);
}

/// For how many milliseconds a code is on, by asking at each of them.
fn covered(project: &Project, code: CodeId, window: Span) -> i64 {
    let events = || project.observations[0].tracks.iter().flat_map(|track| &track.events);
    let is_on = |at| {
        let over = |timing: Timing| timing.span().is_some_and(|span| span.contains(at));
        events().any(|event| event.code == code && over(event.timing))
    };
    (window.start().0..window.end().0).map(|at| i64::from(is_on(Millis(at)))).sum()
}

proptest! {
    /// Every event is counted once, and nothing covers more of the window than there is.
    #[test]
    fn numbers_stay_within_their_ranges(
        project in arbitrary_project(),
        (start, length) in (0_i64..200_000, 1_i64..400_000),
    ) {
        let window = span(start, start + length);
        for (observation, scheme) in project.observations.iter().filter_map(|observation| {
            Some((observation, project.scheme(observation.scheme)?))
        }) {
            let budget = Budget::of(observation, scheme, Some(window));
            let counted: usize = budget.codes().map(|code| code.frequency + code.outside + code.running).sum();
            prop_assert_eq!(counted, observation.event_count());
            for (numbers, channel) in budget.channels.iter().zip(&scheme.channels) {
                let totals: Vec<_> =
                    numbers.codes.iter().filter_map(|code| Some(code.bouts.as_ref()?.lengths.total)).collect();
                prop_assert!(totals.iter().all(|total| *total <= window.duration()));
                let sum: i64 = totals.iter().map(|total| total.0).sum();
                prop_assert!(!channel.is_exclusive() || sum <= length, "{} of {}", sum, length);
                for code in &numbers.codes {
                    prop_assert_eq!(code.latency.is_err(), code.frequency == 0);
                    prop_assert!(code.latency.is_ok_and(|at| at < window.duration()) || code.frequency == 0);
                    let share = code.bouts.as_ref().map_or(Ok(0.0), |bouts| bouts.share);
                    prop_assert!(share.is_ok_and(|share| (0.0..=1.0).contains(&share)));
                }
            }
        }
    }

    /// Totals are those that one gets by asking at every moment.
    #[test]
    fn totals_agree_with_looking_at_every_moment(start in 0_i64..6_000, length in 1_i64..6_000) {
        let project = small_project();
        let window = span(start, start + length);
        for code in of(&project, Some(window)).codes() {
            let total = code.bouts.as_ref().map_or(0, |bouts| bouts.lengths.total.0);
            prop_assert_eq!(total, covered(&project, code.code, window));
        }
    }
}
