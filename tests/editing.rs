//! The rules of marking, one by one, and what holds after any sequence of commands.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by panicking

mod support;

use attune::consensus::Survey;
use attune::decimal::Decimal;
use attune::draft::Draft;
use attune::edit::{
    Action, Boundary, Command, Commenting, Editor, MediaFile, Recoding, Refusal, SignalDetails, SignalSource, Trial,
    Which,
};
use attune::media::{FrameLayout, FrameRate};
use attune::model::{
    Answer, Assignment, Bookmark, ChannelKind, Choice, Consensus, Decision, Edges, EntryMode, Evidence, MAX_SIGNALS,
    Observation, ObservationId, Picture, Role, Score, SignalId, Timing, Track, Unscorable, ValueRange,
};
use attune::time::{Millis, Span};
use proptest::prelude::*;
use support::desk::{Desk, LENGTH};

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;
/// The channels of windows, and of a continuous rating.
const WINDOWS: [usize; 2] = [3, 4];
const AFFECT: usize = 5;
const SENSITIVITY: usize = 6;

/// Presses `(code, at)` one after the other in a channel and compares what is there then.
fn check_presses(channel: usize, presses: &[(usize, i64)], expect: &str) {
    let mut desk = Desk::new();
    for (code, at) in presses {
        desk.editor.dispatch(&desk.mark(channel, *code, *at)).unwrap();
    }
    assert_eq!(desk.shown(channel), expect, "after {presses:?}");
    assert_eq!(desk.editor.project().violations(), vec![]);
    for _ in presses {
        desk.editor.undo().unwrap();
    }
    assert_eq!(desk.shown(channel), "", "undone {presses:?}");
}

#[test]
fn a_key_of_an_exclusive_channel_ends_the_running_state() {
    check_presses(GAZE, &[(0, 1000)], "0:1000-");
    check_presses(GAZE, &[(0, 1000), (1, 2000)], "0:1000-2000 1:2000-");
    check_presses(GAZE, &[(0, 1000), (0, 2000)], "0:1000-2000");
    check_presses(GAZE, &[(0, 1000), (0, 1000)], "");
    check_presses(GAZE, &[(0, 1000), (1, 1000)], "1:1000-");
}

#[test]
fn after_a_seek_backwards_a_key_takes_over_what_was_left_of_the_state() {
    check_presses(GAZE, &[(0, 1000), (0, 5000), (1, 2000)], "0:1000-2000 1:2000-5000");
    check_presses(GAZE, &[(0, 1000), (0, 5000), (0, 2000)], "0:1000-2000");
    check_presses(GAZE, &[(0, 1000), (0, 5000), (1, 1000)], "1:1000-5000");
    check_presses(GAZE, &[(0, 1000), (0, 5000), (0, 1000)], "");
    check_presses(GAZE, &[(0, 1000), (0, 5000), (1, 2000), (1, 3000)], "0:1000-2000 1:2000-3000");
}

#[test]
fn in_a_gap_a_state_runs_up_to_what_follows() {
    check_presses(GAZE, &[(0, 5000), (1, 2000)], "1:2000-5000 0:5000-");
    check_presses(GAZE, &[(0, 5000), (0, 6000), (1, 2000)], "1:2000-5000 0:5000-6000");
    check_presses(GAZE, &[(0, 5000), (1, 2000), (1, 3000)], "1:2000-3000 0:5000-");
}

#[test]
fn codes_of_a_free_channel_run_beside_each_other() {
    check_presses(TOUCH, &[(0, 1000), (1, 2000)], "0:1000- 1:2000-");
    check_presses(TOUCH, &[(0, 1000), (1, 2000), (0, 3000)], "0:1000-3000 1:2000-");
}

#[test]
fn points_have_no_length_and_are_marked_once() {
    check_presses(BID, &[(0, 1000), (1, 1000), (0, 500)], "0@500 0@1000 1@1000");
    let mut desk = Desk::new();
    desk.editor.dispatch(&desk.mark(BID, 0, 1000)).unwrap();
    assert_eq!(desk.editor.dispatch(&desk.mark(BID, 0, 1000)), Err(Refusal::AlreadyMarked));
}

#[test]
fn a_held_state_takes_its_place() {
    let check = |before: &[(usize, i64)], (code, start, end): (usize, i64, i64), expect: &str| {
        let mut desk = Desk::new();
        for (code, at) in before {
            desk.editor.dispatch(&desk.mark(GAZE, *code, *at)).unwrap();
        }
        let live = desk.editor.project().clone();
        desk.editor.dispatch(&desk.place(GAZE, code, start, end)).unwrap();
        assert_eq!(desk.shown(GAZE), expect);
        assert_eq!(desk.editor.project().violations(), vec![]);
        desk.editor.undo().unwrap();
        assert_eq!(desk.editor.project(), &live);
    };
    check(&[], (0, 1000, 2000), "0:1000-2000");
    check(&[(0, 1000), (0, 5000)], (1, 2000, 3000), "0:1000-2000 1:2000-3000 0:3000-5000");
    check(&[(0, 1000), (0, 5000)], (1, 500, 2000), "1:500-2000 0:2000-5000");
    check(&[(0, 1000), (0, 5000)], (1, 500, 6000), "1:500-6000");
    check(&[(0, 1000), (0, 5000)], (0, 4000, 6000), "0:1000-6000");
    check(&[(0, 1000)], (1, 2000, 3000), "0:1000-2000 1:2000-3000 0:3000-");
    check(&[(0, 1000)], (1, 500, 3000), "1:500-3000 0:3000-");
    check(&[(0, 1000)], (0, 500, 3000), "0:500-");
    check(&[(0, 1000)], (1, 2000, 10_000), "0:1000-2000 1:2000-10000");
}

#[test]
fn marks_stay_within_the_coded_window() {
    let mut desk = Desk::new();
    let window = Span::new(Millis(0), LENGTH).unwrap();
    for at in [-40, 10_000, 12_000] {
        let refused = desk.editor.dispatch(&desk.mark(GAZE, 0, at));
        assert_eq!(refused, Err(Refusal::OutsideWindow { window, at: Millis(at) }));
    }
    let refused = desk.editor.dispatch(&desk.place(GAZE, 0, 9000, 10_040));
    assert_eq!(refused, Err(Refusal::OutsideWindow { window, at: Millis(10_040) }));
}

#[test]
fn open_states_are_cut_off_at_the_end_and_say_so() {
    let mut desk = Desk::new();
    desk.editor.dispatch(&desk.mark(GAZE, 0, 1000)).unwrap();
    desk.editor.dispatch(&desk.mark(TOUCH, 1, 2000)).unwrap();
    desk.editor.dispatch(&Command::CutOff { observation: desk.observation, at: LENGTH }).unwrap();
    assert_eq!((desk.shown(GAZE).as_str(), desk.shown(TOUCH).as_str()), ("0:1000-10000!", "1:2000-10000!"));
    // Moving the end by hand is a judgment: the flag goes. Moving the onset is none about the end.
    let event = desk.ids()[0];
    let retime = |start, end| Command::Retime {
        observation: desk.observation,
        event,
        timing: Timing::State(Span::new(Millis(start), Millis(end)).unwrap()),
    };
    let (onset, offset) = (retime(1040, 10_000), retime(1040, 9000));
    desk.editor.dispatch(&onset).unwrap();
    assert_eq!(desk.shown(GAZE), "0:1040-10000!");
    desk.editor.dispatch(&offset).unwrap();
    assert_eq!(desk.shown(GAZE), "0:1040-9000");
}

#[test]
fn an_edge_cannot_be_moved_over_its_neighbor() {
    let mut desk = Desk::new();
    for (code, at) in [(0, 1000), (1, 2000), (1, 3000)] {
        desk.editor.dispatch(&desk.mark(GAZE, code, at)).unwrap();
    }
    let event = desk.ids()[0];
    let timing = Timing::State(Span::new(Millis(1000), Millis(2040)).unwrap());
    let refused = desk.editor.dispatch(&Command::Retime { observation: desk.observation, event, timing });
    assert_eq!(refused, Err(Refusal::Overlap));
    assert_eq!(desk.shown(GAZE), "0:1000-2000 1:2000-3000");
}

#[test]
fn a_command_that_changes_nothing_leaves_no_history() {
    let mut desk = Desk::new();
    let change = desk.editor.dispatch(&Command::RenameProject { name: " Study ".into() }).unwrap();
    assert!(change.is_empty() && !desk.editor.can_undo());
    assert_eq!(desk.editor.dispatch(&Command::RenameProject { name: "  ".into() }), Err(Refusal::BlankName));
}

/// One thing that may happen, in terms that fit any state of the project.
#[derive(Debug, Clone)]
enum Move {
    Mark(usize, usize, i64),
    Place(usize, usize, i64, i64),
    Retime(usize, i64, i64, bool),
    RetimeOpen(usize, i64),
    Adjust(usize, i64, i64, usize),
    Shift(Option<Vec<usize>>, i64, usize, bool),
    Split(Vec<usize>, i64),
    Merge(Vec<usize>),
    Copy(Vec<usize>, usize, usize, bool),
    RecodeMany(Vec<usize>, usize, usize),
    CommentMany(Vec<usize>, String, bool),
    Recode(usize, usize),
    Comment(usize, String),
    Delete(Vec<usize>),
    CutOff(i64),
    Judge(usize, i64, Vec<usize>),
    Unjudge(usize, i64),
    Record(i64, Vec<i64>, bool),
    Erase(i64, i64),
    Entry(usize, bool),
    Rename(String),
    Rate(usize),
    Score(Option<i64>, i64),
    Done(usize, bool),
    Fill(usize, usize),
    Answer(usize, usize, u8),
    AddVideo(i64),
    AddSignal(String, i64),
    RemoveSignal(usize),
    ChangeSignal(usize, i64, Option<(i8, i8)>),
    Video(usize, Video),
    Window(Option<(i64, i64)>),
    Reaction(i64),
    Session(String),
    Observe(usize, String, Option<(i64, i64)>),
    Unobserve(usize),
    Consensus(usize, i64, bool),
    Settle(usize, usize),
    Reopen(usize),
    Renew,
    HandIn(usize, bool),
    Notes(String),
    Bookmarks(Vec<i64>),
    Unscorable(Vec<(i64, i64)>),
    Scheme(u8, usize, usize),
    Undo,
    Redo,
}

/// What may happen to one of a session's videos.
#[derive(Debug, Clone)]
enum Video {
    Replace,
    Remove(bool),
    Move(usize),
    Offset(i64),
    Audible(bool),
    Picture(Picture),
}

fn videos() -> impl Strategy<Value = Video> {
    let picture = (50u16..1100, 0u16..1100, 0u8..5, 0u16..500).prop_map(|(zoom, center_x, turns, contrast)| {
        Video::Picture(Picture { zoom, center_x, turns, contrast, ..Picture::default() })
    });
    prop_oneof![
        Just(Video::Replace),
        any::<bool>().prop_map(Video::Remove),
        (0usize..5).prop_map(Video::Move),
        (-20i64..20).prop_map(Video::Offset),
        any::<bool>().prop_map(Video::Audible),
        picture,
    ]
}

fn moves() -> impl Strategy<Value = Move> {
    let at = || -2i64..27;
    let some = || prop::collection::vec(0usize..20, 1..6);
    prop_oneof![
        10 => (0usize..3, 0usize..3, at()).prop_map(|(a, b, c)| Move::Mark(a, b, c)),
        5 => (0usize..3, 0usize..3, at(), at()).prop_map(|(a, b, c, d)| Move::Place(a, b, c, d)),
        4 => (0usize..20, at(), at(), any::<bool>()).prop_map(|(a, b, c, d)| Move::Retime(a, b, c, d)),
        1 => (0usize..20, at()).prop_map(|(a, b)| Move::RetimeOpen(a, b)),
        4 => (0usize..20, at(), at(), 0usize..3).prop_map(|(a, b, c, d)| Move::Adjust(a, b, c, d)),
        3 => (prop::option::of(some()), -6i64..7, 0usize..3, any::<bool>())
            .prop_map(|(a, b, c, d)| Move::Shift(a, b, c, d)),
        2 => (some(), at()).prop_map(|(a, b)| Move::Split(a, b)),
        2 => some().prop_map(Move::Merge),
        2 => (some(), 0usize..3, 0usize..3, any::<bool>()).prop_map(|(a, b, c, d)| Move::Copy(a, b, c, d)),
        2 => (some(), 0usize..3, 0usize..3).prop_map(|(a, b, c)| Move::RecodeMany(a, b, c)),
        1 => (some(), "[a-z]{0,3}", any::<bool>()).prop_map(|(a, b, c)| Move::CommentMany(a, b, c)),
        2 => (0usize..20, 0usize..3).prop_map(|(a, b)| Move::Recode(a, b)),
        1 => (0usize..20, ".{0,8}").prop_map(|(a, b)| Move::Comment(a, b)),
        2 => prop::collection::vec(0usize..20, 0..4).prop_map(Move::Delete),
        1 => at().prop_map(Move::CutOff),
        4 => (0usize..2, 0i64..6, prop::collection::vec(0usize..2, 0..3)).prop_map(|(a, b, c)| Move::Judge(a, b, c)),
        1 => (0usize..2, 0i64..6).prop_map(|(a, b)| Move::Unjudge(a, b)),
        4 => (-2i64..100, prop::collection::vec(-11i64..11, 0..6), any::<bool>()).prop_map(|(a, b, c)| Move::Record(a, b, c)),
        1 => (at(), at()).prop_map(|(a, b)| Move::Erase(a, b)),
        1 => (0usize..3, any::<bool>()).prop_map(|(a, b)| Move::Entry(a, b)),
        1 => "[ a-z]{0,4}".prop_map(Move::Rename),
        1 => (0usize..9).prop_map(Move::Rate),
        2 => (prop::option::of(0i64..11), at()).prop_map(|(a, b)| Move::Score(a, b)),
        1 => (0usize..7, any::<bool>()).prop_map(|(a, b)| Move::Done(a, b)),
        2 => (0usize..3, 0usize..3).prop_map(|(a, b)| Move::Fill(a, b)),
        4 => (0usize..20, 0usize..4, 0u8..5).prop_map(|(a, b, c)| Move::Answer(a, b, c)),
        1 => (-10i64..10).prop_map(Move::AddVideo),
        1 => ("[ a-z]{0,3}", -10i64..10).prop_map(|(a, b)| Move::AddSignal(a, b)),
        1 => (0usize..3).prop_map(Move::RemoveSignal),
        1 => (0usize..3, -10i64..10, any::<Option<(i8, i8)>>()).prop_map(|(a, b, c)| Move::ChangeSignal(a, b, c)),
        2 => (0usize..4, videos()).prop_map(|(a, b)| Move::Video(a, b)),
        1 => prop::option::of((at(), at())).prop_map(Move::Window),
        1 => (-100i64..3000).prop_map(Move::Reaction),
        1 => "[ a-z]{0,3}".prop_map(Move::Session),
        2 => (0usize..3, "[ ab]{0,2}", prop::option::of((at(), at()))).prop_map(|(a, b, c)| Move::Observe(a, b, c)),
        1 => (0usize..4).prop_map(Move::Unobserve),
        3 => (0usize..4, -1i64..4, any::<bool>()).prop_map(|(a, b, c)| Move::Consensus(a, b, c)),
        4 => (any::<usize>(), 0usize..9).prop_map(|(a, b)| Move::Settle(a, b)),
        1 => any::<usize>().prop_map(Move::Reopen),
        1 => Just(Move::Renew),
        1 => (0usize..4, any::<bool>()).prop_map(|(a, b)| Move::HandIn(a, b)),
        1 => ".{0,4}".prop_map(Move::Notes),
        1 => prop::collection::vec(at(), 0..3).prop_map(Move::Bookmarks),
        1 => prop::collection::vec((at(), at()), 0..3).prop_map(Move::Unscorable),
        3 => (0u8..6, 0usize..3, 0usize..3).prop_map(|(a, b, c)| Move::Scheme(a, b, c)),
        3 => Just(Move::Undo),
        2 => Just(Move::Redo),
    ]
}

/// Times come in steps of 400 ms, so that coincidences are common.
fn action(desk: &Desk, wish: &Move) -> Option<Action> {
    let observation = desk.observation;
    let ms = |at: i64| Millis(at * 400);
    let code = |channel: usize, code: usize| code % desk.editor.project().schemes[0].channels[channel].codes.len();
    let event = |index: usize| desk.ids().get(index % desk.ids().len().max(1)).copied();
    let session = desk.editor.project().sessions[0].id;
    let events = |indices: &[usize]| indices.iter().filter_map(|index| event(*index)).collect::<Vec<_>>();
    Some(Action::Do(match wish {
        Move::Mark(channel, c, at) => desk.mark(*channel, code(*channel, *c), at * 400),
        Move::Place(channel, c, a, b) if a < b => desk.place(*channel, code(*channel, *c), a * 400, b * 400),
        Move::Place(..) => return None,
        Move::Retime(index, a, b, point) => {
            let timing = if *point { Timing::Point(ms(*a)) } else { Timing::State(Span::new(ms(*a), ms(*b))?) };
            Command::Retime { observation, event: event(*index)?, timing }
        }
        Move::RetimeOpen(index, at) => Command::RetimeOpen { observation, event: event(*index)?, onset: ms(*at) },
        Move::Adjust(index, a, b, boundary) => {
            let event = event(*index)?;
            let is_point = desk.track(BID).event(event).is_some();
            let timing = if is_point { Timing::Point(ms(*a)) } else { Timing::State(Span::new(ms(*a), ms(*b))?) };
            Command::Adjust { observation, event, timing, boundary: Boundary::ALL[*boundary] }
        }
        Move::Shift(which, by, boundary, clip) => Command::ShiftEvents {
            observation,
            which: which.as_ref().map_or(Which::All, |indices| Which::These(events(indices))),
            by: ms(*by),
            boundary: Boundary::ALL[*boundary],
            clip: *clip,
        },
        Move::Split(indices, at) => Command::Split { observation, events: events(indices), at: ms(*at) },
        Move::Merge(indices) => Command::Merge { observation, events: events(indices) },
        Move::Copy(indices, channel, c, over) => {
            let channels = &desk.editor.project().schemes[0].channels;
            let to = desk.code(*channel, code(*channel, *c));
            let codes = channels.iter().flat_map(|channel| &channel.codes).map(|from| Recoding { from: from.id, to });
            let channel = desk.track(*channel).channel;
            Command::CopyEvents { observation, events: events(indices), channel, codes: codes.collect(), over: *over }
        }
        Move::RecodeMany(indices, channel, c) => Command::RecodeEvents {
            observation,
            events: events(indices),
            code: desk.code(*channel, code(*channel, *c)),
        },
        Move::CommentMany(indices, text, append) => Command::CommentEvents {
            observation,
            events: events(indices),
            text: text.clone(),
            how: if *append { Commenting::Append } else { Commenting::Replace },
        },
        Move::Recode(index, c) => {
            let event = event(*index)?;
            let tracks = &desk.editor.project().observations[0].tracks;
            let channel = tracks.iter().position(|t| t.event(event).is_some() || t.open_state(event).is_some())?;
            Command::Recode { observation, event, code: desk.code(channel, code(channel, *c)) }
        }
        Move::Comment(index, text) => Command::Comment { observation, event: event(*index)?, text: text.clone() },
        Move::Delete(indices) => {
            Command::Delete { observation, events: indices.iter().filter_map(|index| event(*index)).collect() }
        }
        Move::CutOff(at) => Command::CutOff { observation, at: ms(*at) },
        // Some of these are windows, as long as the coded window begins with the session.
        Move::Judge(nth, window, codes) => {
            let (channel, length) = (WINDOWS[*nth], [2000, 3000][*nth]);
            Command::Judge {
                observation,
                channel: desk.track(channel).channel,
                onset: Millis(window * length),
                codes: codes.iter().map(|code| desk.code(channel, *code)).collect(),
            }
        }
        Move::Unjudge(nth, window) => {
            let onset = Millis(window * [2000, 3000][*nth]);
            Command::Unjudge { observation, channel: desk.track(WINDOWS[*nth]).channel, onset }
        }
        Move::Record(at, values, continues) => Command::RecordSamples {
            observation,
            channel: desk.track(AFFECT).channel,
            onset: Millis(at * 100),
            values: values.iter().map(|tenths| Decimal(tenths * 100)).collect(),
            continues: *continues,
        },
        Move::Erase(a, b) => {
            let span = Span::new(Millis(a * 130), Millis(b * 130))?;
            Command::EraseSamples { observation, channel: desk.track(AFFECT).channel, span }
        }
        Move::Entry(channel, hold) => Command::SetEntryMode {
            observation,
            channel: desk.track(*channel).channel,
            entry: if *hold { EntryMode::Hold } else { EntryMode::Toggle },
        },
        Move::Rename(name) => Command::RenameProject { name: name.clone() },
        Move::Rate(index) => Command::SetFrameRate {
            session,
            media: desk.editor.project().sessions[0].media.first()?.id,
            rate: FrameRate::COMMON[*index],
            frames: [FrameLayout::default(), FrameLayout::Even { first_us: 520_000 }, FrameLayout::Uneven][*index % 3],
        },
        Move::Score(value, at) => Command::Rate {
            observation,
            channel: desk.track(SENSITIVITY).channel,
            score: value.map(|value| Score {
                value: Decimal(value * 1000),
                note: String::new(),
                evidence: vec![
                    Evidence { at: ms(at + 3), note: "look".into() },
                    Evidence { at: ms(*at), note: String::new() },
                ],
            }),
        },
        Move::Done(channel, done) => {
            Command::SetDone { observation, channel: desk.track(*channel).channel, done: *done }
        }
        Move::Fill(channel, c) => Command::CloseGaps {
            observation,
            channel: desk.track(*channel).channel,
            code: desk.code(*channel, code(*channel, *c)),
        },
        Move::Answer(index, modifier, what) => {
            let event = event(*index)?;
            let tracks = &desk.editor.project().observations[0].tracks;
            let channel = tracks.iter().position(|t| t.event(event).is_some() || t.open_state(event).is_some())?;
            let modifiers = &desk.editor.project().schemes[0].channels[channel].modifiers;
            let choices = |names: &[&str]| Answer::Choices(names.iter().map(|name| (*name).to_owned()).collect());
            Command::Answer {
                observation,
                event,
                modifier: modifiers.get(*modifier)?.id,
                answer: match what {
                    0 => None,
                    1 => Some(choices(&["left"])),
                    2 => Some(choices(&["both", "left"])),
                    3 => Some(Answer::Number(Decimal(2500))),
                    _ => Some(Answer::Text("hm".into())),
                },
            }
        }
        Move::AddVideo(offset) => Command::AddVideo { session, file: support::desk::file(), offset: ms(*offset) },
        Move::AddSignal(name, offset) => {
            let file = support::desk::file();
            let source = Box::new(SignalSource {
                file_name: "hr.csv".into(),
                fingerprint: file.fingerprint,
                column: "bpm".into(),
                table: None,
            });
            Command::AddSignal { session, source, details: signal_details(name, *offset, None) }
        }
        Move::RemoveSignal(index) => Command::RemoveSignal { session, signal: nth_signal(desk, *index)? },
        Move::ChangeSignal(index, offset, range) => Command::ChangeSignal {
            session,
            signal: nth_signal(desk, *index)?,
            details: signal_details("ab", *offset, *range),
        },
        Move::Video(index, what) => {
            let videos = &desk.editor.project().sessions[0].media;
            let media = videos.get(index % videos.len().max(1))?.id;
            match what.clone() {
                Video::Replace => {
                    let file = MediaFile { duration: Millis(7000), ..support::desk::file() };
                    Command::ReplaceVideo { session, media, file }
                }
                Video::Remove(keep_window) => Command::RemoveVideo { session, media, keep_window },
                Video::Move(to) => Command::MoveVideo { session, media, to },
                Video::Offset(offset) => Command::SetOffset { session, media, offset: ms(offset) },
                Video::Audible(audible) => Command::SetAudible { session, media, audible },
                Video::Picture(picture) => Command::SetPicture { session, media, picture },
            }
        }
        Move::Window(window) => {
            Command::SetWindow { session, window: window.and_then(|(a, b)| Span::new(ms(a), ms(b))) }
        }
        Move::Reaction(value) => Command::SetReactionTime { observation, value: Millis(*value) },
        Move::Session(name) => {
            Command::AddSession { name: name.clone(), coder: name.clone(), scheme: desk.editor.project().schemes[0].id }
        }
        Move::Observe(index, coder, stretch) => {
            let sessions = &desk.editor.project().sessions;
            let stretches = stretch.and_then(|(a, b)| Span::new(ms(a), ms(b))).into_iter().collect();
            Command::StartObservation {
                session: sessions[index % sessions.len()].id,
                coder: coder.clone(),
                scheme: desk.editor.project().schemes[0].id,
                assignment: stretch.map(|_| Assignment { stretches, blind: true, submitted: false }),
            }
        }
        // The one that all other moves are about stays.
        Move::Unobserve(index) => Command::RemoveObservation { observation: other(desk, index + 1)? },
        Move::Consensus(index, tolerance, first) => begin_consensus(desk, *index, ms(*tolerance), *first),
        Move::Settle(index, choice) => {
            let Some((observation, consensus)) = consensus(desk) else {
                return Some(Action::Do(begin_consensus(desk, *index, Millis(400), true)));
            };
            let survey = Survey::of(desk.editor.project(), consensus).ok()?;
            let questions: Vec<_> = survey.questions().collect();
            let moment = questions.get(index % questions.len().max(1))?.moment;
            let codes = desk.editor.project().schemes[0].channel(moment.channel)?.codes.iter().map(|code| code.id);
            let choice = match choice {
                0..=2 => Choice::Coding(consensus.codings[choice % consensus.codings.len()]),
                3 => Choice::Codes(vec![]),
                4..=6 => Choice::Codes(codes.skip(choice - 4).take(1).collect()),
                7 => Choice::Skipped,
                _ => Choice::Value(Decimal::whole(5)),
            };
            Command::Settle { observation, decision: Decision { moment, choice: Some(choice), note: "as seen".into() } }
        }
        Move::Reopen(index) => {
            let (observation, consensus) = consensus(desk)?;
            let moment = consensus.log.get(index % consensus.log.len().max(1))?.moment;
            Command::Settle { observation, decision: Decision { moment, choice: None, note: String::new() } }
        }
        Move::Renew => Command::RenewConsensus { observation: consensus(desk)?.0 },
        Move::HandIn(index, true) => Command::Submit { observation: other(desk, *index)? },
        Move::HandIn(index, false) => Command::Unblind { observation: other(desk, *index)? },
        Move::Notes(text) => Command::SetNotes { session, text: text.clone() },
        Move::Bookmarks(times) => Command::SetBookmarks {
            session,
            bookmarks: times.iter().map(|at| Bookmark { at: ms(*at), text: "here".into() }).collect(),
        },
        Move::Unscorable(stretches) => Command::SetUnscorable {
            session,
            stretches: stretches
                .iter()
                .filter_map(|(a, b)| Span::new(ms(*a), ms(*b)))
                .map(|span| Unscorable { span, role: None, reason: String::new() })
                .collect(),
        },
        Move::Scheme(what, channel, c) => change_scheme(desk, *what, *channel, *c)?,
        Move::Undo => return Some(Action::Undo),
        Move::Redo => return Some(Action::Redo),
    }))
}

/// Changes the scheme but for its three channels, which all other moves are about; or takes one in or out.
fn change_scheme(desk: &Desk, what: u8, channel: usize, code: usize) -> Option<Command> {
    let schemes = &desk.editor.project().schemes;
    let (old, last) = (&schemes[0], &schemes[schemes.len() - 1]);
    let channel = &old.channels[channel];
    let own = &channel.codes[code % channel.codes.len()];
    let mut draft = Draft::of(old.clone());
    match what {
        0 => draft.code_mut(own.id)?.label = format!("{}'", own.label),
        1 => drop(draft.add_code(channel.id)?),
        2 | 3 => {
            let other = channel.codes.iter().find(|other| other.id != own.id)?;
            draft.remove_code(own.id);
            draft.set_heir(own.id, (what == 2).then_some(other.id));
        }
        4 if !channel.is_point() => {
            draft.channel_mut(channel.id)?.kind = ChannelKind::State { exclusive: !channel.is_exclusive() };
        }
        4 => return Some(Command::AddScheme { scheme: Box::new(old.clone()) }),
        _ => return Some(Command::RemoveScheme { scheme: last.id }),
    }
    Some(Command::ChangeScheme { scheme: old.id, change: Box::new(draft.change(old)) })
}

fn nth_signal(desk: &Desk, index: usize) -> Option<SignalId> {
    let signals = &desk.editor.project().sessions[0].signals;
    Some(signals.get(index % signals.len().max(1))?.id)
}

fn signal_details(name: &str, offset: i64, range: Option<(i8, i8)>) -> SignalDetails {
    let range = range.and_then(|(min, max)| ValueRange::new(f64::from(min), f64::from(max)));
    // Some beyond what a session may have.
    let offset = Millis(offset * 500_000_000);
    SignalDetails { name: name.into(), role: Role::Child, unit: "µS".into(), offset, range }
}

#[test]
fn a_session_has_a_bounded_number_of_signals_and_each_can_be_changed() {
    let mut desk = Desk::new();
    let session = desk.editor.project().sessions[0].id;
    let fingerprint = support::desk::file().fingerprint;
    let source = Box::new(SignalSource { file_name: "eda.edf".into(), fingerprint, column: "EDA".into(), table: None });
    let details = signal_details("EDA", 0, None);
    let add = Command::AddSignal { session, source, details: details.clone() };
    for _ in 0..MAX_SIGNALS {
        desk.editor.dispatch(&add).unwrap();
    }
    assert_eq!(desk.editor.dispatch(&add), Err(Refusal::TooManySignals));
    let signal = nth_signal(&desk, 1).unwrap();
    let change = |details| Command::ChangeSignal { session, signal, details };
    assert_eq!(desk.editor.dispatch(&change(signal_details(" ", 0, None))), Err(Refusal::BlankName));
    assert_eq!(desk.editor.dispatch(&change(signal_details("EDA", 9, None))), Err(Refusal::OutOfRange));
    let range = ValueRange::new(0.5, 12.0);
    let moved = SignalDetails { offset: Millis(-250), range, ..details };
    desk.editor.dispatch(&change(moved)).unwrap();
    let shown = |desk: &Desk| desk.editor.project().sessions[0].signals[1].clone();
    assert_eq!((shown(&desk).offset, shown(&desk).range), (Millis(-250), range));
    assert_eq!(shown(&desk).column, "EDA");
    desk.editor.undo().unwrap();
    assert_eq!((shown(&desk).offset, shown(&desk).range), (Millis::ZERO, None));
}

#[test]
fn what_is_coded_stays_when_another_video_comes_first() {
    let mut desk = Desk::new();
    let session = desk.editor.project().sessions[0].id;
    let add = |offset| Command::AddVideo { session, file: support::desk::file(), offset: Millis(offset) };
    for offset in [3000, 0, 0] {
        desk.editor.dispatch(&add(offset)).unwrap();
    }
    assert_eq!(desk.editor.dispatch(&add(0)), Err(Refusal::TooManyVideos));
    let shown = |desk: &Desk| desk.editor.project().sessions[0].clone();
    let (media, whole) = (shown(&desk).media[0].id, shown(&desk).coded_window());
    assert_eq!(shown(&desk).media.iter().map(|media| media.audible).collect::<Vec<_>>(), [true, false, false, false]);
    for keep_window in [true, false] {
        desk.editor.dispatch(&Command::RemoveVideo { session, media, keep_window }).unwrap();
        let left = shown(&desk);
        assert_eq!((left.coded_window() == whole, left.media[0].offset), (keep_window, Millis(3000)));
        desk.editor.undo().unwrap();
    }
    let second = shown(&desk).media[1].id;
    desk.editor.dispatch(&Command::MoveVideo { session, media: second, to: 0 }).unwrap();
    assert_eq!((shown(&desk).media[0].id, shown(&desk).coded_window()), (second, whole));
    // The one that stands second again is the first that there was, and nothing is left over.
    desk.editor.undo().unwrap();
    assert_eq!((shown(&desk).media[0].id, shown(&desk).window), (media, None));
}

#[test]
fn a_session_comes_and_goes_with_its_coding() {
    let mut desk = Desk::new();
    let start = desk.editor.project().clone();
    let scheme = start.schemes[0].id;
    desk.editor.dispatch(&Command::AddSession { name: "Dyad 2".into(), coder: "B".into(), scheme }).unwrap();
    let project = desk.editor.project().clone();
    assert_eq!((project.sessions.len(), project.observations.len(), project.subjects.len()), (2, 2, 4));
    let observation = project.observations[1].id;
    assert_eq!(project.observations[1].session, project.sessions[1].id);
    desk.editor.dispatch(&Command::RemoveObservation { observation }).unwrap();
    let left = desk.editor.project();
    assert_eq!((left.sessions.len(), left.observations.len(), left.subjects.len()), (1, 1, 2));
    desk.editor.undo().unwrap();
    assert_eq!(desk.editor.project(), &project);
    desk.editor.undo().unwrap();
    assert_eq!(desk.editor.project(), &start, "adding was one step");
}

/// Begins a consensus of the coding that all moves are about and another one, or begins another one.
fn begin_consensus(desk: &Desk, index: usize, tolerance: Millis, first: bool) -> Command {
    let project = desk.editor.project();
    let (session, scheme) = (project.sessions[0].id, project.schemes[0].id);
    let fits = |of: &&Observation| of.session == session && of.consensus.is_none() && of.id != desk.observation;
    let others: Vec<ObservationId> = project.observations.iter().filter(fits).map(|of| of.id).collect();
    let Some(other) = others.get(index % others.len().max(1)) else {
        return Command::StartObservation { session, coder: "B".into(), scheme, assignment: None };
    };
    Command::BeginConsensus {
        codings: vec![desk.observation, *other],
        coder: "K".into(),
        tolerance,
        edges: if first { Edges::First } else { Edges::Mean },
    }
}

/// The first consensus, if there is one.
fn consensus(desk: &Desk) -> Option<(ObservationId, &Consensus)> {
    desk.editor.project().observations.iter().find_map(|of| Some((of.id, of.consensus.as_ref()?)))
}

/// The coding at an index, if there are that many.
fn other(desk: &Desk, index: usize) -> Option<ObservationId> {
    desk.editor.project().observations.get(index).map(|observation| observation.id)
}

#[test]
fn a_second_coding_takes_marks_in_its_stretches_only() {
    let mut desk = Desk::new();
    let (session, scheme) = (desk.editor.project().sessions[0].id, desk.editor.project().schemes[0].id);
    let stretches = vec![Span::new(Millis(2000), Millis(4000)).unwrap()];
    let assignment = Some(Assignment { stretches, blind: true, submitted: false });
    let start = Command::StartObservation { session, coder: "B".into(), scheme, assignment };
    desk.editor.dispatch(&start).unwrap();
    assert_eq!(desk.editor.dispatch(&start), Err(Refusal::CodedAlready));
    let observation = desk.editor.project().observations[1].id;
    let (channel, code) = (desk.track(GAZE).channel, desk.code(GAZE, 0));
    let mark = |at| Command::Mark { observation, channel, code, at: Millis(at) };
    assert_eq!(desk.editor.dispatch(&mark(1000)), Err(Refusal::OutsideStretches));
    desk.editor.dispatch(&mark(2000)).unwrap();
    // A press beyond the stretch ends the state with the stretch, and says that it was cut.
    desk.editor.dispatch(&mark(5000)).unwrap();
    let event = &desk.editor.project().observations[1].tracks[GAZE].events[0];
    assert_eq!((event.timing, event.cut_off), (Timing::State(Span::new(Millis(2000), Millis(4000)).unwrap()), true));
    assert_eq!(desk.editor.dispatch(&mark(5000)), Err(Refusal::OutsideStretches));
    desk.editor.dispatch(&Command::RemoveObservation { observation }).unwrap();
    desk.editor.undo().unwrap();
    assert_eq!(desk.editor.project().observations[1].event_count(), 1);
    desk.editor.redo().unwrap();
    let first = desk.observation;
    assert_eq!(desk.editor.dispatch(&Command::RemoveObservation { observation: first }), Err(Refusal::LastCoding));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_sequence_keeps_the_project_valid_and_can_be_undone_redone_and_replayed(
        wishes in prop::collection::vec(moves(), 1..60),
    ) {
        let mut desk = Desk::new();
        let start = desk.editor.project().clone();
        let mut journal = Vec::new();
        for wish in &wishes {
            let Some(action) = action(&desk, wish) else { continue };
            let before = desk.editor.project().clone();
            let mut trial = Trial::new(&before, desk.observation).unwrap();
            // A trial is of commands about marks; a change of the scheme is counted by its impact.
            let tried = match &action {
                Action::Do(command) if !matches!(wish, Move::Scheme(..)) => Some(trial.attempt(&before, command)),
                _ => None,
            };
            let done = desk.editor.perform(&action);
            if let Some(tried) = tried {
                prop_assert_eq!(tried, done.clone().map(|_| ()), "a trial is refused as the command is");
                let marks = |tracks: &[Track]| tracks.iter().map(|t| (t.events.clone(), t.open.clone())).collect::<Vec<_>>();
                prop_assert_eq!(marks(trial.tracks()), marks(&desk.editor.project().observations[0].tracks));
            }
            if done.is_ok() {
                journal.push(serde_json::to_string(&action).unwrap());
            } else {
                prop_assert_eq!(desk.editor.project(), &before, "a refusal changes nothing");
            }
            prop_assert_eq!(desk.editor.project().violations(), vec![], "after {:?}", action);
        }
        let live = desk.editor.project().clone();

        let mut replayed = Editor::new(start.clone());
        for line in &journal {
            replayed.perform(&serde_json::from_str(line).unwrap()).unwrap();
        }
        prop_assert_eq!(replayed.project(), &live, "the journal gives back the live document");

        let mut steps = 0;
        while desk.editor.undo().is_ok() {
            steps += 1;
        }
        prop_assert_eq!(desk.editor.project(), &start, "undoing all gives back the start");
        for _ in 0..steps {
            desk.editor.redo().unwrap();
        }
        prop_assert_eq!(desk.editor.project(), &live, "redoing all gives back the end");
    }
}
