//! Moving, cutting, joining and copying of events, rule by rule: what neighbors do, and what is refused.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use attune::edit::{Boundary, Command, Commenting, Outcome, Recoding, Refusal, Trial, Which, outcome, survey_shift};
use attune::model::{EventId, Project, Timing};
use attune::time::{Millis, Span};
use support::desk::Desk;

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;

/// A desk with states `(code, onset, offset)` in a channel, or points where both are the same.
fn desk(channel: usize, events: &[(usize, i64, i64)]) -> Desk {
    let mut desk = Desk::new();
    add(&mut desk, channel, events);
    desk
}

fn add(desk: &mut Desk, channel: usize, events: &[(usize, i64, i64)]) {
    for (code, onset, offset) in events {
        let command = if onset == offset {
            desk.mark(channel, *code, *onset)
        } else {
            desk.place(channel, *code, *onset, *offset)
        };
        desk.editor.dispatch(&command).unwrap();
    }
}

fn state(start: i64, end: i64) -> Timing {
    Timing::State(Span::new(Millis(start), Millis(end)).unwrap())
}

fn ids(desk: &Desk, channel: usize) -> Vec<EventId> {
    desk.track(channel).events.iter().map(|event| event.id).collect()
}

/// Carries out a command as one step, and checks that it can be taken back and done again.
fn carry_out(desk: &mut Desk, command: &Command) -> Result<(), Refusal> {
    let before: Project = desk.editor.project().clone();
    let mut trial = Trial::new(&before, desk.observation).unwrap();
    let tried = trial.attempt(&before, command);
    let told = outcome(&before, command);
    let done = desk.editor.dispatch(command);
    assert_eq!(tried, done.clone().map(|_| ()), "a trial is refused as the command is");
    assert_eq!(trial.tracks(), desk.editor.project().observations[0].tracks, "a trial shows what the command does");
    let count = |project: &Project| project.event_count();
    if let Ok(told) = told {
        assert_eq!(count(&before) + told.added - told.removed, count(desk.editor.project()));
    }
    let Ok(change) = done else {
        assert_eq!(desk.editor.project(), &before, "a refusal changes nothing");
        return done.map(|_| ());
    };
    assert_eq!(desk.editor.project().violations(), vec![]);
    let after = desk.editor.project().clone();
    if !change.is_empty() {
        desk.editor.undo().unwrap();
        assert_eq!(desk.editor.project(), &before);
        desk.editor.redo().unwrap();
        assert_eq!(desk.editor.project(), &after);
    }
    Ok(())
}

fn adjusted(
    desk: &mut Desk,
    channel: usize,
    nth: usize,
    timing: Timing,
    boundary: Boundary,
) -> Result<String, Refusal> {
    let command = Command::Adjust { observation: desk.observation, event: ids(desk, channel)[nth], timing, boundary };
    carry_out(desk, &command)?;
    Ok(desk.shown(channel))
}

const ROW: &[(usize, i64, i64)] = &[(0, 1000, 2000), (1, 2000, 3000), (2, 4000, 5000)];

#[test]
fn neighbors_hold_in_the_normal_mode() {
    let refused = adjusted(&mut desk(GAZE, ROW), GAZE, 0, state(1000, 2400), Boundary::Normal);
    assert_eq!(refused, Err(Refusal::Overlap));
    let moved = adjusted(&mut desk(GAZE, ROW), GAZE, 1, state(2400, 3600), Boundary::Normal);
    assert_eq!(moved.as_deref(), Ok("0:1000-2000 1:2400-3600 2:4000-5000"));
}

#[test]
fn the_bulldozer_pushes_edges_and_swallows_what_it_covers() {
    let check = |nth, timing, expect: &str| {
        assert_eq!(adjusted(&mut desk(GAZE, ROW), GAZE, nth, timing, Boundary::Bulldozer).as_deref(), Ok(expect));
    };
    check(0, state(1000, 2400), "0:1000-2400 1:2400-3000 2:4000-5000");
    check(0, state(1000, 4400), "0:1000-4400 2:4400-5000");
    check(2, state(1600, 5000), "0:1000-1600 2:1600-5000");
    check(1, state(1200, 1600), "0:1000-1200 1:1200-1600 0:1600-2000 2:4000-5000");
    // Pulled back, an edge leaves a gap: the channel may have some.
    check(0, state(1000, 1600), "0:1000-1600 1:2000-3000 2:4000-5000");
    let mut free = desk(TOUCH, &[(0, 1000, 2000), (1, 1500, 3000), (0, 3000, 4000)]);
    let pushed = adjusted(&mut free, TOUCH, 0, state(1000, 3500), Boundary::Bulldozer);
    assert_eq!(pushed.as_deref(), Ok("0:1000-3500 1:1500-3000 0:3500-4000"), "other codes are not in the way");
    let mut running = desk(GAZE, &[(0, 1000, 2000), (1, 3000, 3000)]);
    let pushed = adjusted(&mut running, GAZE, 0, state(1000, 4000), Boundary::Bulldozer);
    assert_eq!(pushed.as_deref(), Ok("0:1000-4000 1:4000-"));
}

#[test]
fn without_gaps_a_shared_edge_stays_shared() {
    let check = |nth, timing, expect: &str| {
        let mut desk = exhaustive(&desk(GAZE, ROW));
        assert_eq!(adjusted(&mut desk, GAZE, nth, timing, Boundary::Bulldozer).as_deref(), Ok(expect));
    };
    check(0, state(1000, 1600), "0:1000-1600 1:1600-3000 2:4000-5000");
    check(1, state(2400, 3000), "0:1000-2400 1:2400-3000 2:4000-5000");
    check(1, state(3400, 4400), "0:1000-3000 1:3400-4400 2:4400-5000");
}

/// The same desk, but its gaze channel has no gaps.
fn exhaustive(desk: &Desk) -> Desk {
    let mut project = desk.editor.project().clone();
    project.schemes[0].channels[GAZE].rules.exhaustive = true;
    Desk { observation: desk.observation, editor: attune::edit::Editor::new(project) }
}

#[test]
fn in_the_shift_mode_what_is_later_moves_along_with_the_offset() {
    let check = |nth, timing, expect: Result<&str, Refusal>| {
        let got = adjusted(&mut desk(GAZE, ROW), GAZE, nth, timing, Boundary::Shift);
        assert_eq!(got.as_deref(), expect.as_ref().copied());
    };
    check(0, state(1000, 2400), Ok("0:1000-2400 1:2400-3400 2:4400-5400"));
    check(0, state(1000, 1600), Ok("0:1000-1600 1:1600-2600 2:3600-4600"));
    check(1, state(2400, 3400), Ok("0:1000-2000 1:2400-3400 2:4400-5400"));
    check(1, state(1600, 2600), Err(Refusal::Overlap));
    // An onset alone moves alone.
    check(2, state(3000, 5000), Ok("0:1000-2000 1:2000-3000 2:3000-5000"));
    let window = Span::new(Millis(0), Millis(10_000)).unwrap();
    check(0, state(1000, 7400), Err(Refusal::OutsideWindow { window, at: Millis(10_400) }));
}

#[test]
fn points_move_along_and_do_not_meet() {
    let points = &[(0, 1000, 1000), (1, 2000, 2000), (0, 3000, 3000)];
    let to = |at| Timing::Point(Millis(at));
    let moved = adjusted(&mut desk(BID, points), BID, 0, to(1500), Boundary::Shift);
    assert_eq!(moved.as_deref(), Ok("0@1500 1@2500 0@3500"));
    let met = adjusted(&mut desk(BID, points), BID, 0, to(3000), Boundary::Normal);
    assert_eq!(met, Err(Refusal::AlreadyMarked));
    let swallowed = adjusted(&mut desk(BID, points), BID, 0, to(3000), Boundary::Bulldozer);
    assert_eq!(swallowed.as_deref(), Ok("1@2000 0@3000"));
    let met =
        adjusted(&mut desk(BID, &[(0, 1000, 1000), (1, 2000, 2000), (0, 3000, 3000)]), BID, 1, to(0), Boundary::Shift);
    assert_eq!(met, Err(Refusal::AlreadyMarked), "the last one would come to lie on the first");
}

#[test]
fn a_selection_moves_as_a_whole() {
    let check = |which: &[usize], by, boundary, expect: Result<&str, Refusal>| {
        let mut desk = desk(GAZE, ROW);
        let all = ids(&desk, GAZE);
        let which = Which::These(which.iter().map(|nth| all[*nth]).collect());
        let (observation, by) = (desk.observation, Millis(by));
        let done = carry_out(&mut desk, &Command::ShiftEvents { observation, which, by, boundary, clip: false });
        assert_eq!(done.map(|()| desk.shown(GAZE)).as_deref(), expect.as_ref().copied());
    };
    check(&[0, 1], 1000, Boundary::Normal, Ok("0:2000-3000 1:3000-4000 2:4000-5000"));
    check(&[0, 1], 1040, Boundary::Normal, Err(Refusal::Overlap));
    check(&[0, 1], 1400, Boundary::Bulldozer, Ok("0:2400-3400 1:3400-4400 2:4400-5000"));
    check(&[1], 400, Boundary::Shift, Ok("0:1000-2000 1:2400-3400 2:4400-5400"));
    let window = Span::new(Millis(0), Millis(10_000)).unwrap();
    check(&[0, 2], -1040, Boundary::Normal, Err(Refusal::OutsideWindow { window, at: Millis(-40) }));
}

#[test]
fn all_is_shifted_and_cut_at_the_window_if_asked() {
    let mut desk = desk(GAZE, ROW);
    add(&mut desk, BID, &[(0, 500, 500), (0, 9900, 9900)]);
    let survey = survey_shift(desk.editor.project(), desk.observation, &Which::All, Millis(5600), Boundary::Normal);
    let survey = survey.unwrap();
    assert_eq!((survey.moving, survey.leaving.len(), survey.meeting.len()), (5, 2, 0));
    let observation = desk.observation;
    let all = |clip, by| Command::ShiftEvents {
        observation,
        which: Which::All,
        by: Millis(by),
        boundary: Boundary::Normal,
        clip,
    };
    assert!(carry_out(&mut desk, &all(false, 5600)).is_err());
    carry_out(&mut desk, &all(true, 5600)).unwrap();
    assert_eq!(
        (desk.shown(GAZE).as_str(), desk.shown(BID).as_str()),
        ("0:6600-7600 1:7600-8600 2:9600-10000!", "0@6100")
    );
}

#[test]
fn a_survey_tells_what_a_shift_would_meet() {
    let desk = desk(GAZE, ROW);
    let which = Which::These(vec![ids(&desk, GAZE)[1]]);
    let survey =
        |by, boundary| survey_shift(desk.editor.project(), desk.observation, &which, Millis(by), boundary).unwrap();
    assert_eq!(survey(1400, Boundary::Normal).meeting, vec![ids(&desk, GAZE)[1]]);
    assert_eq!(survey(1400, Boundary::Bulldozer).meeting, vec![]);
    assert_eq!(survey(1400, Boundary::Shift).moving, 2);
}

#[test]
fn states_are_split_where_they_run() {
    let mut desk = desk(GAZE, ROW);
    let (observation, events) = (desk.observation, ids(&desk, GAZE));
    let first = events[0];
    desk.editor.dispatch(&Command::Comment { observation, event: first, text: "brief".into() }).unwrap();
    let split = |at| Command::Split { observation, events: events.clone(), at: Millis(at) };
    carry_out(&mut desk, &split(1400)).unwrap();
    assert_eq!(desk.shown(GAZE), "0:1000-1400 0:1400-2000 1:2000-3000 2:4000-5000");
    let comments: Vec<_> = desk.track(GAZE).events.iter().map(|event| event.comment.as_str()).collect();
    assert_eq!(comments, ["brief", "", "", ""]);
    assert_eq!(carry_out(&mut desk, &split(2000)), Err(Refusal::NothingToSplit), "an edge is no place to cut");
    desk.editor.dispatch(&desk.mark(GAZE, 1, 6000)).unwrap();
    let running = desk.track(GAZE).open[0].id;
    carry_out(&mut desk, &Command::Split { observation, events: vec![running], at: Millis(7000) }).unwrap();
    assert!(desk.shown(GAZE).ends_with("1:6000-7000 1:7000-"));
}

#[test]
fn states_that_follow_one_another_are_joined() {
    let check = |channel, row: &[(usize, i64, i64)], chosen: &[usize], expect: Result<&str, Refusal>| {
        let mut desk = desk(channel, row);
        let all = ids(&desk, channel);
        let events = chosen.iter().map(|nth| all[*nth]).collect();
        let observation = desk.observation;
        let done = carry_out(&mut desk, &Command::Merge { observation, events });
        assert_eq!(done.map(|()| desk.shown(channel)).as_deref(), expect.as_ref().copied(), "{chosen:?}");
    };
    check(GAZE, ROW, &[0, 1], Ok("0:1000-3000 2:4000-5000"));
    check(GAZE, ROW, &[0, 1, 2], Ok("0:1000-5000"));
    check(GAZE, ROW, &[0, 2], Err(Refusal::NothingToMerge));
    check(GAZE, ROW, &[0], Err(Refusal::NothingToMerge));
    let free = &[(0, 1000, 2000), (1, 1500, 2500), (0, 3000, 4000), (1, 5000, 6000)];
    check(TOUCH, free, &[0, 1, 2, 3], Ok("0:1000-4000 1:1500-6000"));
    check(BID, &[(0, 1000, 1000), (0, 2000, 2000)], &[0, 1], Err(Refusal::NothingToMerge));
}

#[test]
fn a_state_alone_is_joined_with_what_touches_it() {
    let mut desk = desk(GAZE, ROW);
    let (observation, events) = (desk.observation, ids(&desk, GAZE));
    for at in [1200, 1600] {
        let events = ids(&desk, GAZE);
        desk.editor.dispatch(&Command::Split { observation, events, at: Millis(at) }).unwrap();
    }
    assert_eq!(desk.track(GAZE).events.len(), 5);
    carry_out(&mut desk, &Command::Merge { observation, events: vec![events[0]] }).unwrap();
    assert_eq!(desk.shown(GAZE), "0:1000-2000 1:2000-3000 2:4000-5000");
}

#[test]
fn copies_lie_beside_or_over_what_is_there() {
    let check = |over, expect: &str| {
        let mut desk = desk(GAZE, ROW);
        add(&mut desk, TOUCH, &[(0, 1500, 4500)]);
        let codes = (0..2).map(|n| Recoding { from: desk.code(GAZE, n), to: desk.code(TOUCH, 0) }).collect();
        let (observation, events, channel) = (desk.observation, ids(&desk, GAZE), desk.track(TOUCH).channel);
        carry_out(&mut desk, &Command::CopyEvents { observation, events, channel, codes, over }).unwrap();
        assert_eq!(desk.shown(TOUCH), expect);
        assert_eq!(desk.shown(GAZE), "0:1000-2000 1:2000-3000 2:4000-5000");
    };
    check(false, "0:1500-4500");
    check(true, "0:1000-2000 0:2000-3000 0:3000-4500");
    let mut desk = desk(GAZE, ROW);
    let (observation, events, channel) = (desk.observation, ids(&desk, GAZE), desk.track(BID).channel);
    let codes = vec![Recoding { from: desk.code(GAZE, 0), to: desk.code(BID, 0) }];
    let refused = carry_out(&mut desk, &Command::CopyEvents { observation, events, channel, codes, over: true });
    assert_eq!(refused, Err(Refusal::WrongKind));
}

#[test]
fn many_events_are_recoded_where_they_can_be() {
    let mut desk = desk(TOUCH, &[(0, 1000, 2000), (1, 1500, 2500), (0, 3000, 4000)]);
    add(&mut desk, GAZE, ROW);
    let (observation, code) = (desk.observation, desk.code(TOUCH, 1));
    let events: Vec<_> = desk.ids();
    let command = Command::RecodeEvents { observation, events, code };
    assert_eq!(
        outcome(desk.editor.project(), &command),
        Ok(Outcome { changed: 1, added: 0, removed: 0 }),
        "one would overlap, one has the code already, three lie elsewhere"
    );
    carry_out(&mut desk, &command).unwrap();
    assert_eq!(desk.shown(TOUCH), "0:1000-2000 1:1500-2500 1:3000-4000");
}

#[test]
fn comments_are_written_to_many_events() {
    let mut desk = desk(GAZE, ROW);
    let (observation, events) = (desk.observation, ids(&desk, GAZE));
    let write =
        |text: &str, how| Command::CommentEvents { observation, events: events[..2].to_vec(), text: text.into(), how };
    carry_out(&mut desk, &write("check", Commenting::Replace)).unwrap();
    carry_out(&mut desk, &write("again", Commenting::Append)).unwrap();
    let comments: Vec<_> = desk.track(GAZE).events.iter().map(|event| event.comment.clone()).collect();
    assert_eq!(comments, ["check; again", "check; again", ""]);
}
