//! The rules of global ratings, of answers, and of filling gaps, one by one. What holds after any sequence of commands is in `editing.rs`.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test fails by panicking

mod support;

use attune::coding::{Question, raised};
use attune::decimal::Decimal;
use attune::edit::{Command, Refusal};
use attune::model::{Answer, EventId, Evidence, ModifierId, ModifierKind, Score, Unscorable};
use attune::time::{Millis, Span};
use support::desk::Desk;

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;
const SENSITIVITY: usize = 6;

#[allow(clippy::unnecessary_wraps)] // as the command takes it
fn score(value: i32, note: &str, evidence: &[i64]) -> Option<Score> {
    let evidence = evidence.iter().map(|at| Evidence { at: Millis(*at), note: String::new() }).collect();
    Some(Score { value: Decimal::whole(value), note: note.into(), evidence })
}

fn rate(desk: &mut Desk, channel: usize, score: Option<Score>) -> Result<(), Refusal> {
    let (observation, channel) = (desk.observation, desk.track(channel).channel);
    desk.editor.dispatch(&Command::Rate { observation, channel, score }).map(drop)
}

#[test]
fn a_rating_is_given_changed_and_taken_back_step_by_step() {
    let mut desk = Desk::new();
    rate(&mut desk, SENSITIVITY, score(7, "", &[])).unwrap();
    rate(&mut desk, SENSITIVITY, score(7, "prompt", &[5000, 1000])).unwrap();
    let given = desk.track(SENSITIVITY).score.clone().unwrap();
    assert_eq!(given.evidence.iter().map(|evidence| evidence.at.0).collect::<Vec<_>>(), [1000, 5000]);
    rate(&mut desk, SENSITIVITY, None).unwrap();
    assert_eq!(desk.track(SENSITIVITY).score, None);
    for expect in [score(7, "prompt", &[1000, 5000]), score(7, "", &[]), None] {
        desk.editor.undo().unwrap();
        assert_eq!(desk.track(SENSITIVITY).score, expect);
    }
    assert!(!desk.editor.can_undo());
}

#[test]
fn a_rating_off_the_scale_is_refused() {
    let mut desk = Desk::new();
    assert_eq!(rate(&mut desk, SENSITIVITY, score(10, "", &[])), Err(Refusal::OutOfRange));
    assert_eq!(rate(&mut desk, SENSITIVITY, score(5, "", &[-1])), Err(Refusal::OutOfRange));
    let between = Some(Score { value: Decimal(5500), note: String::new(), evidence: Vec::new() });
    assert_eq!(rate(&mut desk, SENSITIVITY, between), Err(Refusal::OutOfRange));
    assert_eq!(rate(&mut desk, GAZE, score(5, "", &[])), Err(Refusal::WrongKind));
}

/// Fills the gaps of Gaze with its third code and compares.
#[track_caller]
fn check_filled(presses: &[(usize, i64)], expect: &str) {
    let mut desk = Desk::new();
    for (code, at) in presses {
        desk.editor.dispatch(&desk.mark(GAZE, *code, *at)).unwrap();
    }
    let before = desk.editor.project().clone();
    let fill = Command::CloseGaps {
        observation: desk.observation,
        channel: desk.track(GAZE).channel,
        code: desk.code(GAZE, 2),
    };
    desk.editor.dispatch(&fill).unwrap();
    assert_eq!(desk.shown(GAZE), expect, "{presses:?}");
    assert_eq!(desk.editor.project().violations(), vec![]);
    let filled = desk.editor.project().clone();
    assert!(desk.editor.dispatch(&fill).unwrap().is_empty(), "nothing is left to fill");
    desk.editor.undo().unwrap();
    assert_eq!(desk.editor.project(), &before, "one step");
    desk.editor.redo().unwrap();
    assert_eq!(desk.editor.project(), &filled);
}

#[test]
fn gaps_are_filled_up_to_the_window() {
    check_filled(&[], "2:0-10000");
    check_filled(
        &[(0, 1000), (0, 2000), (1, 4000), (1, 9000)],
        "2:0-1000 0:1000-2000 2:2000-4000 1:4000-9000 2:9000-10000",
    );
    check_filled(&[(0, 0), (0, 10_000 - 40)], "0:0-9960 2:9960-10000");
    check_filled(&[(0, 1000)], "2:0-1000 0:1000-");
}

#[test]
fn states_of_the_code_grow_into_the_gaps() {
    check_filled(&[(2, 1000), (2, 2000)], "2:0-10000");
    check_filled(&[(2, 1000), (2, 2000), (2, 4000), (2, 5000)], "2:0-10000");
    check_filled(&[(2, 1000), (0, 2000), (0, 3000)], "2:0-2000 0:2000-3000 2:3000-10000");
    check_filled(&[(0, 1000), (0, 2000), (2, 3000)], "2:0-1000 0:1000-2000 2:2000-");
    check_filled(&[(2, 3000)], "2:0-");
}

#[test]
fn a_state_that_grows_keeps_its_id_comment_and_answers() {
    let mut desk = Desk::new();
    for (code, at) in [(2, 1000), (2, 2000), (2, 3000), (2, 4000)] {
        desk.editor.dispatch(&desk.mark(GAZE, code, at)).unwrap();
    }
    let observation = desk.observation;
    let ids = desk.ids();
    for (event, text) in ids.iter().zip(["first", "second"]) {
        desk.editor.dispatch(&Command::Comment { observation, event: *event, text: text.into() }).unwrap();
    }
    let modifier = desk.modifier(GAZE, 0);
    let answer = Some(Answer::Choices(vec!["left".into()]));
    desk.editor.dispatch(&Command::Answer { observation, event: ids[1], modifier, answer }).unwrap();
    let (channel, code) = (desk.track(GAZE).channel, desk.code(GAZE, 2));
    desk.editor.dispatch(&Command::CloseGaps { observation, channel, code }).unwrap();
    let [event] = &desk.track(GAZE).events[..] else { panic!("one state") };
    assert_eq!((event.id, event.comment.as_str(), event.modifiers.len()), (ids[0], "first; second", 1));
}

#[test]
fn what_cannot_be_judged_is_left_open() {
    let mut desk = Desk::new();
    let session = desk.editor.project().sessions[0].id;
    let stretches = vec![Unscorable {
        span: Span::new(Millis(2000), Millis(3000)).unwrap(),
        role: None,
        reason: "off camera".into(),
    }];
    desk.editor.dispatch(&Command::SetUnscorable { session, stretches }).unwrap();
    let observation = desk.observation;
    let (channel, code) = (desk.track(GAZE).channel, desk.code(GAZE, 0));
    desk.editor.dispatch(&Command::CloseGaps { observation, channel, code }).unwrap();
    assert_eq!(desk.shown(GAZE), "0:0-2000 0:3000-10000");
    let (channel, code) = (desk.track(TOUCH).channel, desk.code(TOUCH, 0));
    let refused = desk.editor.dispatch(&Command::CloseGaps { observation, channel, code });
    assert_eq!(refused, Err(Refusal::WrongKind), "codes of a free channel may all be off");
}

fn answer(desk: &mut Desk, event: EventId, modifier: ModifierId, answer: Option<Answer>) -> Result<(), Refusal> {
    let observation = desk.observation;
    desk.editor.dispatch(&Command::Answer { observation, event, modifier, answer }).map(drop)
}

#[test]
fn answers_are_kept_in_the_order_of_the_scheme() {
    let mut desk = Desk::new();
    desk.editor.dispatch(&desk.mark(GAZE, 0, 1000)).unwrap();
    let event = desk.ids()[0];
    let [side, places, distance, words] = [0, 1, 2, 3].map(|index| desk.modifier(GAZE, index));
    let chosen = |names: &[&str]| Some(Answer::Choices(names.iter().map(|name| (*name).to_owned()).collect()));
    answer(&mut desk, event, words, Some(Answer::Text("hm".into()))).unwrap();
    answer(&mut desk, event, distance, Some(Answer::Number(Decimal(1500)))).unwrap();
    answer(&mut desk, event, places, chosen(&["both", "left"])).unwrap();
    answer(&mut desk, event, side, chosen(&["right"])).unwrap();
    answer(&mut desk, event, side, chosen(&["left"])).unwrap();
    let open = &desk.track(GAZE).open[0];
    assert_eq!(open.modifiers.iter().map(|given| given.modifier).collect::<Vec<_>>(), [side, places, distance, words]);
    assert_eq!(open.modifiers[0].answer, chosen(&["left"]).unwrap());
    assert_eq!(open.modifiers[1].answer, chosen(&["left", "both"]).unwrap(), "in the order they are offered");
    answer(&mut desk, event, words, None).unwrap();
    assert_eq!(desk.track(GAZE).open[0].modifiers.len(), 3);
    assert_eq!(desk.editor.project().violations(), vec![]);
    // The end of the state keeps what was said of it.
    desk.editor.dispatch(&desk.mark(GAZE, 0, 2000)).unwrap();
    assert_eq!(desk.track(GAZE).events[0].modifiers.len(), 3);
}

#[test]
fn answers_that_are_none_are_refused() {
    let mut desk = Desk::new();
    desk.editor.dispatch(&desk.mark(GAZE, 1, 1000)).unwrap();
    let event = desk.ids()[0];
    let [side, distance, words] = [0, 2, 3].map(|index| desk.modifier(GAZE, index));
    let text = |text: &str| Some(Answer::Text(text.into()));
    assert_eq!(answer(&mut desk, event, side, text("left")), Err(Refusal::NoSuchAnswer));
    assert_eq!(answer(&mut desk, event, distance, Some(Answer::Number(Decimal(5001)))), Err(Refusal::NoSuchAnswer));
    assert_eq!(answer(&mut desk, event, words, text("hm")), Err(Refusal::NotAsked), "it is asked about the first code");
    assert_eq!(answer(&mut desk, event, ModifierId(9999), text("hm")), Err(Refusal::NotThere));
    assert_eq!(answer(&mut desk, EventId(9999), side, text("hm")), Err(Refusal::NotThere));
}

/// The names of the questions that a mark raises, with the place of the event they are about.
fn asked(desk: &mut Desk, command: &Command) -> Vec<String> {
    desk.editor.dispatch(command).unwrap();
    let edit = desk.editor.latest(false).unwrap();
    let questions = raised(desk.editor.project(), desk.observation, edit);
    let name = |question: Question| {
        let channels = &desk.editor.project().schemes[0].channels;
        let modifier = channels.iter().flat_map(|channel| &channel.modifiers).find(|own| own.id == question.modifier);
        let event = desk.ids().iter().position(|id| *id == question.event).unwrap();
        format!("{event}:{}", modifier.unwrap().name)
    };
    questions.into_iter().map(name).collect()
}

#[test]
fn questions_come_at_their_moment() {
    let mut desk = Desk::new();
    let (start, change, point, touch) =
        (desk.mark(GAZE, 0, 1000), desk.mark(GAZE, 1, 2000), desk.mark(BID, 0, 3000), desk.mark(TOUCH, 0, 3000));
    assert_eq!(asked(&mut desk, &start), ["0:Side", "0:Where"]);
    assert_eq!(asked(&mut desk, &change), ["0:Distance", "1:Side", "1:Where"], "one ends, one begins");
    assert_eq!(asked(&mut desk, &touch), Vec::<String>::new());
    assert_eq!(asked(&mut desk, &point), ["3:Side", "3:Where", "3:Distance"]);
    let hold = desk.place(GAZE, 0, 4000, 5000);
    // The state that ran is cut in two; of the held one all is asked.
    let questions = asked(&mut desk, &hold);
    assert!(questions.contains(&"1:Distance".to_owned()) && questions.contains(&"2:Side".to_owned()), "{questions:?}");
    let kinds = &desk.editor.project().schemes[0].channels[GAZE].modifiers;
    assert!(matches!(kinds[3].kind, ModifierKind::Text), "asked later, so never while coding");
}

#[test]
fn a_channel_is_marked_as_gone_through() {
    let mut desk = Desk::new();
    let (observation, channel) = (desk.observation, desk.track(GAZE).channel);
    let change = desk.editor.dispatch(&Command::SetDone { observation, channel, done: true }).unwrap();
    assert!(desk.track(GAZE).done && change.ratings);
    assert!(desk.editor.dispatch(&Command::SetDone { observation, channel, done: true }).unwrap().is_empty());
    desk.editor.undo().unwrap();
    assert!(!desk.track(GAZE).done);
}
