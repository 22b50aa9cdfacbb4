//! Finding, condition by condition, and against a slow finder that asks every event about every other.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use attune::model::{CodeId, Event, EventId, Observation, OpenState, Timing};
use attune::query::{Query, Relation, TextMatch, Tie, find, neighbor};
use attune::time::{Millis, Span};
use proptest::prelude::*;
use support::desk::Desk;

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;

/// Gaze 0 from 1 to 3 s and 1 from 3 to 4 s, a touch from 2 to 3.5 s, bids at 2.5 and 4 s, a touch that runs from 6 s.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for command in [
        desk.place(GAZE, 0, 1000, 3000),
        desk.place(GAZE, 1, 3000, 4000),
        desk.place(TOUCH, 0, 2000, 3500),
        desk.mark(BID, 0, 2500),
        desk.mark(BID, 1, 4000),
        desk.mark(TOUCH, 1, 6000),
    ] {
        desk.editor.dispatch(&command).unwrap();
    }
    desk
}

fn onsets(desk: &Desk, query: &Query) -> Vec<i64> {
    let found = find(&desk.editor.project().observations[0], query).unwrap();
    found.iter().map(|found| found.onset.0).collect()
}

#[test]
fn an_empty_query_finds_everything_in_order() {
    assert_eq!(onsets(&desk(), &Query::default()), [1000, 2000, 2500, 3000, 4000, 6000]);
}

#[test]
fn codes_channels_and_durations_narrow_it_down() {
    let desk = desk();
    let (gaze, bid) = (desk.code(GAZE, 0), desk.code(BID, 1));
    assert_eq!(onsets(&desk, &Query { codes: vec![gaze, bid], ..Query::default() }), [1000, 4000]);
    let touch = desk.track(TOUCH).channel;
    assert_eq!(onsets(&desk, &Query { channels: vec![touch], ..Query::default() }), [2000, 6000]);
    let between = |shortest, longest| Query {
        shortest: Some(Millis(shortest)),
        longest: Some(Millis(longest)),
        ..Query::default()
    };
    assert_eq!(onsets(&desk, &between(1000, 1500)), [2000, 3000]);
    assert_eq!(onsets(&desk, &between(0, 0)), [2500, 4000], "a point lasts 0 ms; what runs has no duration");
}

#[test]
fn comments_are_found_by_text_and_by_pattern() {
    let mut desk = desk();
    let (observation, ids) = (desk.observation, desk.ids());
    for (event, text) in ids.into_iter().zip(["Repair after 3 s", "", "repair?"]) {
        desk.editor.dispatch(&attune::edit::Command::Comment { observation, event, text: text.into() }).unwrap();
    }
    let says = |comment| onsets(&desk, &Query { comment: Some(comment), ..Query::default() });
    assert_eq!(says(TextMatch::Contains("REPAIR".into())), [1000, 2000]);
    assert_eq!(says(TextMatch::Pattern(r"repair.*\d".into())), [1000]);
    assert_eq!(says(TextMatch::Any), [1000, 2000]);
    let bad = Query { comment: Some(TextMatch::Pattern("(".into())), ..Query::default() };
    let problem = find(&desk.editor.project().observations[0], &bad).unwrap_err().problem;
    assert!(!problem.is_empty());
    let huge = Query { comment: Some(TextMatch::Pattern("a{999}{999}".into())), ..Query::default() };
    assert!(find(&desk.editor.project().observations[0], &huge).is_err());
}

#[test]
fn what_the_window_cut_off_is_found() {
    let mut desk = desk();
    let cut = attune::edit::Command::CutOff { observation: desk.observation, at: Millis(9000) };
    desk.editor.dispatch(&cut).unwrap();
    assert_eq!(onsets(&desk, &Query { cut_off: Some(true), ..Query::default() }), [6000]);
    assert_eq!(onsets(&desk, &Query { cut_off: Some(false), ..Query::default() }).len(), 5);
}

#[test]
fn events_are_found_by_what_lies_beside_them() {
    let desk = desk();
    let all = |tie, code, not| {
        let relation = Some(Relation { tie, others: vec![code], not });
        onsets(&desk, &Query { relation, ..Query::default() })
    };
    let (gaze, gaze_1, touch, bid) = (desk.code(GAZE, 0), desk.code(GAZE, 1), desk.code(TOUCH, 0), desk.code(BID, 0));
    assert_eq!(all(Tie::During, gaze, false), [2500], "itself is not meant");
    assert_eq!(all(Tie::During, touch, false), [2500]);
    assert_eq!(all(Tie::Overlaps, touch, false), [1000, 2500, 3000]);
    assert_eq!(all(Tie::Overlaps, touch, true), [2000, 4000, 6000]);
    assert_eq!(all(Tie::AfterOffset { within: Millis(1000) }, gaze, false), [3000, 4000]);
    assert_eq!(all(Tie::AfterOnset { within: Millis(500) }, bid, false), [3000]);
    assert_eq!(all(Tie::AfterOffset { within: Millis(0) }, gaze_1, false), [4000]);
}

#[test]
fn matches_are_walked_through_in_a_circle() {
    let desk = desk();
    let found = find(&desk.editor.project().observations[0], &Query::default()).unwrap();
    let at = |selected: Option<usize>, at, forward| {
        let selected = selected.map(|nth| found[nth].event);
        neighbor(&found, selected, Millis(at), forward).unwrap().onset.0
    };
    assert_eq!((at(None, 2500, true), at(None, 2500, false)), (3000, 2000));
    assert_eq!((at(Some(0), 9000, true), at(Some(0), 9000, false)), (2000, 6000));
    assert_eq!((at(Some(5), 0, true), at(None, 7000, true), at(None, 0, false)), (1000, 1000, 6000));
    assert_eq!(neighbor(&[], None, Millis(0), false), None);
}

#[test]
fn a_query_can_be_written_down() {
    let query = Query {
        codes: vec![CodeId(3)],
        comment: Some(TextMatch::Pattern("a|b".into())),
        longest: Some(Millis(900)),
        relation: Some(Relation { tie: Tie::AfterOnset { within: Millis(2000) }, others: vec![CodeId(4)], not: true }),
        ..Query::default()
    };
    let written = serde_json::to_string(&query).unwrap();
    assert_eq!(
        written,
        r#"{"codes":[3],"comment":{"pattern":"a|b"},"longest_ms":900,"relation":{"tie":{"after_onset":{"within_ms":2000}},"others":[4],"not":true}}"#
    );
    assert_eq!(serde_json::from_str::<Query>(&written).unwrap(), query);
    assert_eq!(serde_json::from_str::<Query>("{}").unwrap(), Query::default());
}

/// The relation by its definition, of `(onset, end, is running)`.
fn holds(tie: Tie, a: (i64, i64, bool), b: (i64, i64, bool)) -> bool {
    let contains = |span: (i64, i64, bool), at: i64| span.0 <= at && at < span.1 || span.0 == at && span.1 == at;
    match tie {
        Tie::During if a.0 == a.1 => b.0 < b.1 && contains(b, a.0),
        Tie::During => b.0 < b.1 && b.0 <= a.0 && a.1 <= b.1,
        Tie::Overlaps => contains(a, b.0) || contains(b, a.0),
        Tie::AfterOnset { within } => b.0 <= a.0 && a.0 <= b.0 + within.0,
        Tie::AfterOffset { within } => !b.2 && b.1 <= a.0 && a.0 <= b.1 + within.0,
    }
}

/// Two tracks of any states, overlapping or not, and points; and some running states.
fn observation(events: &[(u32, i64, i64)], open: &[(u32, i64)]) -> Observation {
    let mut observation = Desk::new().editor.project().observations[0].clone();
    for (nth, (code, onset, length)) in (100..).zip(events) {
        let timing =
            Span::new(Millis(*onset), Millis(onset + length)).map_or(Timing::Point(Millis(*onset)), Timing::State);
        observation.tracks[(code % 2) as usize].events.push(Event::new(EventId(nth), CodeId(*code), timing));
    }
    for (nth, (code, onset)) in (500..).zip(open) {
        observation.tracks[0].open.push(OpenState::new(EventId(nth), CodeId(*code), Millis(*onset)));
    }
    for track in &mut observation.tracks {
        track.events.sort_by_key(|event| (event.timing.onset(), event.timing.offset(), event.id));
    }
    observation
}

proptest! {
    #[test]
    fn the_fast_finder_finds_what_the_slow_one_does(
        events in prop::collection::vec((0u32..4, 0i64..40, prop_oneof![Just(0i64), 1..15i64]), 0..30),
        open in prop::collection::vec((0u32..4, 0i64..40), 0..3),
        kind in 0usize..4,
        within in 0i64..8,
        others in prop::collection::vec(0u32..4, 0..3),
        not in any::<bool>(),
    ) {
        let observation = observation(&events, &open);
        let within = Millis(within);
        let tie = [Tie::During, Tie::Overlaps, Tie::AfterOnset { within }, Tie::AfterOffset { within }][kind];
        let others: Vec<CodeId> = others.into_iter().map(CodeId).collect();
        let query = Query { relation: Some(Relation { tie, others: others.clone(), not }), ..Query::default() };
        let all: Vec<_> = find(&observation, &Query::default()).unwrap();
        let extent = |found: &attune::query::Found| {
            (found.onset.0, found.offset.map_or(i64::MAX, |offset| offset.0), found.offset.is_none())
        };
        let expect: Vec<_> = all
            .iter()
            .filter(|a| {
                let met = all.iter().any(|b| {
                    a.event != b.event && others.contains(&b.code) && holds(tie, extent(a), extent(b))
                });
                met != not
            })
            .map(|found| found.event)
            .collect();
        let found: Vec<_> = find(&observation, &query).unwrap().iter().map(|found| found.event).collect();
        prop_assert_eq!(found, expect);
    }
}
