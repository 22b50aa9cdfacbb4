//! The rules of interval coding and of continuous rating, one by one. What holds after any sequence of commands is in `editing.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by panicking

mod support;

use attune::decimal::Decimal;
use attune::edit::{Command, Refusal};
use attune::model::{ChannelId, EventId, Samples};
use attune::time::{Millis, Span};
use support::desk::Desk;

const SIGNS: usize = 3;
const CLIMATE: usize = 4;
const AFFECT: usize = 5;

fn channel(desk: &Desk, index: usize) -> ChannelId {
    desk.track(index).channel
}

fn judge(desk: &mut Desk, index: usize, onset: i64, codes: &[usize]) -> Result<(), Refusal> {
    let codes = codes.iter().map(|code| desk.code(index, *code)).collect();
    let (observation, channel) = (desk.observation, channel(desk, index));
    desk.editor.dispatch(&Command::Judge { observation, channel, onset: Millis(onset), codes }).map(drop)
}

fn judged(desk: &Desk, index: usize) -> Vec<i64> {
    desk.track(index).judged.iter().map(|onset| onset.0).collect()
}

#[test]
fn a_judged_window_holds_a_state_for_each_code_and_is_one_step() {
    let mut desk = Desk::new();
    judge(&mut desk, SIGNS, 2000, &[1, 0, 1]).unwrap();
    assert_eq!(desk.shown(SIGNS), "0:2000-4000 1:2000-4000");
    judge(&mut desk, SIGNS, 0, &[]).unwrap();
    assert_eq!(judged(&desk, SIGNS), [0, 2000]);
    assert_eq!(desk.editor.project().violations(), vec![]);
    desk.editor.undo().unwrap();
    assert_eq!(judged(&desk, SIGNS), [2000]);
    desk.editor.undo().unwrap();
    assert_eq!((desk.shown(SIGNS).as_str(), judged(&desk, SIGNS)), ("", vec![]));
}

#[test]
fn judging_anew_keeps_what_stays_true() {
    let mut desk = Desk::new();
    judge(&mut desk, SIGNS, 2000, &[0]).unwrap();
    let kept: EventId = desk.ids()[0];
    let observation = desk.observation;
    desk.editor.dispatch(&Command::Comment { observation, event: kept, text: "brief".into() }).unwrap();
    judge(&mut desk, SIGNS, 2000, &[0, 1]).unwrap();
    assert_eq!(desk.track(SIGNS).event(kept).unwrap().comment, "brief");
    judge(&mut desk, SIGNS, 2000, &[1]).unwrap();
    assert_eq!((desk.shown(SIGNS).as_str(), judged(&desk, SIGNS)), ("1:2000-4000", vec![2000]));
    let channel = channel(&desk, SIGNS);
    desk.editor.dispatch(&Command::Unjudge { observation, channel, onset: Millis(2000) }).unwrap();
    assert_eq!((desk.shown(SIGNS).as_str(), judged(&desk, SIGNS)), ("", vec![]));
    let nothing = desk.editor.dispatch(&Command::Unjudge { observation, channel, onset: Millis(2000) }).unwrap();
    assert!(nothing.is_empty());
}

#[test]
fn what_is_no_window_is_refused() {
    let mut desk = Desk::new();
    assert_eq!(judge(&mut desk, SIGNS, 1000, &[0]), Err(Refusal::NotAWindow));
    assert_eq!(judge(&mut desk, SIGNS, 10_000, &[0]), Err(Refusal::NotAWindow));
    assert_eq!(judge(&mut desk, 0, 0, &[0]), Err(Refusal::WrongKind));
    assert_eq!(judge(&mut desk, CLIMATE, 0, &[0, 1]), Err(Refusal::Overlap), "only one code is predominant");
    judge(&mut desk, CLIMATE, 9000, &[1]).unwrap();
    assert_eq!(desk.shown(CLIMATE), "1:9000-10000", "the last window ends with the session");
}

#[test]
fn windows_of_an_earlier_division_give_way() {
    let mut desk = Desk::new();
    for onset in [0, 2000, 4000] {
        judge(&mut desk, SIGNS, onset, &[0]).unwrap();
    }
    let session = desk.editor.project().sessions[0].id;
    let window = Span::new(Millis(1000), Millis(10_000));
    desk.editor.dispatch(&Command::SetWindow { session, window }).unwrap();
    judge(&mut desk, SIGNS, 1000, &[1]).unwrap();
    assert_eq!((desk.shown(SIGNS).as_str(), judged(&desk, SIGNS)), ("1:1000-3000 0:4000-6000", vec![1000, 4000]));
    // What is left of it can be taken back though it is no window any more.
    let (observation, channel) = (desk.observation, channel(&desk, SIGNS));
    desk.editor.dispatch(&Command::Unjudge { observation, channel, onset: Millis(4000) }).unwrap();
    assert_eq!((desk.shown(SIGNS).as_str(), judged(&desk, SIGNS)), ("1:1000-3000", vec![1000]));
    assert_eq!(desk.editor.project().violations(), vec![]);
}

fn record(desk: &mut Desk, onset: i64, tenths: &[i64], continues: bool) -> Result<(), Refusal> {
    let (observation, channel) = (desk.observation, channel(desk, AFFECT));
    let values = tenths.iter().map(|tenths| Decimal(tenths * 100)).collect();
    let command = Command::RecordSamples { observation, channel, onset: Millis(onset), values, continues };
    desk.editor.dispatch(&command).map(drop)
}

/// Stretches as `onset:tenths`.
fn rated(desk: &Desk) -> Vec<(i64, Vec<i64>)> {
    let of = |samples: &Samples| (samples.onset.0, samples.values.iter().map(|value| value.0 / 100).collect());
    desk.track(AFFECT).samples.iter().map(of).collect()
}

#[test]
fn what_is_recorded_anew_takes_its_place_and_gaps_stay() {
    let mut desk = Desk::new();
    record(&mut desk, 0, &[1, 2, 3, 4], false).unwrap();
    record(&mut desk, 800, &[5, 6], false).unwrap();
    assert_eq!(rated(&desk), [(0, vec![1, 2, 3, 4]), (800, vec![5, 6])]);
    record(&mut desk, 100, &[9, 9], false).unwrap();
    assert_eq!(rated(&desk), [(0, vec![1, 9, 9, 4]), (800, vec![5, 6])]);
    record(&mut desk, 400, &[0, 0, 0, 0], false).unwrap();
    assert_eq!(rated(&desk), [(0, vec![1, 9, 9, 4, 0, 0, 0, 0, 5, 6])], "what touches is one stretch");
    let (observation, channel) = (desk.observation, channel(&desk, AFFECT));
    let span = Span::new(Millis(150), Millis(801)).unwrap();
    desk.editor.dispatch(&Command::EraseSamples { observation, channel, span }).unwrap();
    assert_eq!(rated(&desk), [(0, vec![1, 9]), (900, vec![6])]);
    desk.editor.undo().unwrap();
    desk.editor.undo().unwrap();
    desk.editor.undo().unwrap();
    assert_eq!(rated(&desk), [(0, vec![1, 2, 3, 4]), (800, vec![5, 6])]);
}

#[test]
fn pieces_of_a_recording_belong_together() {
    let mut desk = Desk::new();
    record(&mut desk, 0, &[1], false).unwrap();
    record(&mut desk, 500, &[1, 1], false).unwrap();
    record(&mut desk, 700, &[1, 1], true).unwrap();
    record(&mut desk, 900, &[1], true).unwrap();
    let mut taken = 1;
    while desk.editor.undo_goes_on() {
        desk.editor.undo().unwrap();
        taken += 1;
    }
    desk.editor.undo().unwrap();
    assert_eq!((taken, rated(&desk)), (3, vec![(0, vec![1])]));
    desk.editor.redo().unwrap();
    while desk.editor.redo_goes_on() {
        desk.editor.redo().unwrap();
    }
    assert_eq!(rated(&desk), [(0, vec![1]), (500, vec![1; 5])]);
    // Something else in between is a step of its own.
    let rename = Command::RenameProject { name: "Other".into() };
    desk.editor.dispatch(&rename).unwrap();
    record(&mut desk, 1000, &[1], true).unwrap();
    assert!(!desk.editor.undo_goes_on());
}

#[test]
fn samples_off_the_grid_the_scale_or_the_session_are_refused() {
    let mut desk = Desk::new();
    assert_eq!(record(&mut desk, 50, &[0], false), Err(Refusal::OutOfRange));
    assert_eq!(record(&mut desk, 0, &[11], false), Err(Refusal::OutOfRange));
    assert_eq!(record(&mut desk, 0, &[], false), Err(Refusal::NoLength));
    let window = Span::new(Millis(0), Millis(10_000)).unwrap();
    let outside = Refusal::OutsideWindow { window, at: Millis(10_000) };
    assert_eq!(record(&mut desk, 9900, &[0, 0], false), Err(outside));
    record(&mut desk, 9900, &[0], false).unwrap();
}
