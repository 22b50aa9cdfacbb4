//! The event tally and the response window: worked by hand, and kept up with any sequence of edits.

use crate::support::desk::{Desk, LENGTH};
use attune::analysis::Undefined;
use attune::analysis::response::{Asked, Fate, Latest, Responses};
use attune::analysis::tally::{Tally, window_at};
use attune::edit::{Command, Editor};
use attune::model::{CodeId, EventId, Timing};
use attune::time::{Millis, Span};
use proptest::prelude::*;

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;

fn span(start: i64, end: i64) -> Span {
    Span::new(Millis(start), Millis(end)).expect("a span")
}

fn marked(marks: &[(usize, usize, i64)]) -> Desk {
    let mut desk = Desk::new();
    for (channel, code, at) in marks {
        let mark = desk.mark(*channel, *code, *at);
        desk.editor.dispatch(&mark).expect("a mark");
    }
    desk
}

#[test]
fn onsets_are_counted_where_they_lie() {
    let desk =
        marked(&[(GAZE, 0, 0), (GAZE, 1, 2000), (GAZE, 0, 4000), (BID, 0, 1000), (BID, 0, 1040), (BID, 1, 9960)]);
    let tally = Tally::of(&desk.editor.project().observations[0]);
    let count = |channel, code, from, to| tally.count(desk.code(channel, code), Some(span(from, to)));
    assert_eq!(count(GAZE, 0, 0, 10_000), 2, "the one that runs counts as well");
    assert_eq!((count(GAZE, 0, 1, 4000), count(GAZE, 0, 0, 4001)), (0, 2), "from the start, without the end");
    assert_eq!((count(BID, 0, 0, 1040), count(BID, 1, 0, 10_000)), (1, 1));
    assert_eq!((tally.count(desk.code(BID, 0), None), tally.count(desk.code(TOUCH, 0), None)), (2, 0));
}

#[test]
fn the_rate_is_that_of_what_was_watched() {
    let desk = marked(&[(BID, 0, 2000), (BID, 0, 6000)]);
    let tally = Tally::of(&desk.editor.project().observations[0]);
    let rate = |window, at| tally.rate(desk.code(BID, 0), window, Millis(at));
    let window = Some(span(1000, 9000));
    assert_eq!(rate(window, 4000), Ok(20.0), "one in three seconds");
    assert_eq!(rate(window, 6000), Ok(24.0), "a mark at the playhead counts");
    assert_eq!(rate(window, 20_000), Ok(15.0), "two in the eight seconds of the window");
    assert_eq!((rate(window, 1000), rate(None, 4000)), (Err(Undefined::NoWindow), Err(Undefined::NoWindow)));
}

#[test]
fn windows_begin_with_the_coded_window() {
    let at = |at| window_at(Some(span(1000, 9000)), Millis(3000), Millis(at));
    assert_eq!(
        (at(1000), at(3999), at(4000)),
        (Some(span(1000, 4000)), Some(span(1000, 4000)), Some(span(4000, 7000)))
    );
    assert_eq!(at(8000), Some(span(7000, 9000)), "the last is cut");
    assert_eq!((at(999), at(9000), window_at(None, Millis(3000), Millis(0))), (None, None, None));
}

fn responses(desk: &Desk, within: i64) -> Responses {
    let asked = Asked {
        stimuli: vec![desk.code(GAZE, 0), desk.code(GAZE, 1)],
        responses: vec![desk.code(BID, 0)],
        within: Millis(within),
        window: Some(span(0, LENGTH.0)),
    };
    Responses::of(&Tally::of(&desk.editor.project().observations[0]), asked)
}

#[test]
fn a_stimulus_is_answered_within_its_window() {
    // Stimuli at 0, 2000, 4000, 9000; responses at 1000, 2000, 5500.
    let desk = marked(&[
        (GAZE, 0, 0),
        (GAZE, 1, 2000),
        (GAZE, 0, 4000),
        (GAZE, 1, 9000),
        (BID, 0, 1000),
        (BID, 0, 2000),
        (BID, 0, 5500),
        (BID, 1, 9100),
    ]);
    let numbers = |within| {
        let of = responses(&desk, within);
        (of.answered(), of.missed(), of.cut(), of.share().ok(), of.median_latency().ok())
    };
    // At 2000 the response comes at the very moment, which is no answer, and the next in 3500 ms.
    assert_eq!(numbers(1500), (2, 1, 1, Some(2.0 / 3.0), Some(1250.0)));
    assert_eq!(numbers(1499), (1, 2, 1, Some(1.0 / 3.0), Some(1000.0)));
    assert_eq!(numbers(1000), (1, 3, 0, Some(0.25), Some(1000.0)), "a window that ends with the session is whole");
    assert_eq!(numbers(3500), (3, 0, 1, Some(1.0), Some(1500.0)), "one response may answer two");
    assert_eq!(responses(&marked(&[]), 1500).share(), Err(Undefined::NoEvents));
}

#[test]
fn the_latest_stimulus_is_told_as_it_stands_at_the_playhead() {
    let desk = marked(&[(GAZE, 0, 1000), (BID, 0, 2200), (GAZE, 1, 5000), (GAZE, 0, 9000)]);
    let of = responses(&desk, 3000);
    let latest = |at| of.latest(Millis(at)).map(|Latest { at, fate }| (at.0, fate));
    assert_eq!(latest(999), None);
    assert_eq!(latest(1000), Some((1000, None)));
    assert_eq!(latest(2199), Some((1000, None)), "it has not come yet");
    assert_eq!(latest(2200), Some((1000, Some(Fate::Answered(Millis(1200))))));
    assert_eq!(latest(8000), Some((5000, None)), "the last moment of the window");
    assert_eq!(latest(8001), Some((5000, Some(Fate::Missed))));
    assert_eq!((latest(9999), latest(10_000)), (Some((9000, None)), Some((9000, Some(Fate::Cut)))));
}

/// What may happen to what is counted.
#[derive(Debug, Clone)]
enum Wish {
    Mark(usize, usize, i64),
    Place(usize, i64, i64),
    Move(usize, i64),
    Recode(usize, usize),
    Delete(Vec<usize>),
    Shift(i64),
    Undo,
    Redo,
}

fn wishes() -> impl Strategy<Value = Wish> {
    let at = || 0i64..25;
    prop_oneof![
        8 => (0usize..3, 0usize..2, at()).prop_map(|(a, b, c)| Wish::Mark(a, b, c)),
        3 => (0usize..2, at(), at()).prop_map(|(a, b, c)| Wish::Place(a, b, c)),
        3 => (0usize..20, at()).prop_map(|(a, b)| Wish::Move(a, b)),
        2 => (0usize..20, 0usize..2).prop_map(|(a, b)| Wish::Recode(a, b)),
        2 => prop::collection::vec(0usize..20, 1..5).prop_map(Wish::Delete),
        1 => (-3i64..4).prop_map(Wish::Shift),
        4 => Just(Wish::Undo),
        2 => Just(Wish::Redo),
    ]
}

fn command(desk: &Desk, wish: &Wish) -> Option<Command> {
    let observation = desk.observation;
    let ms = |at: i64| Millis(at * 400);
    let event = |index: usize| -> Option<EventId> { desk.ids().get(index % desk.ids().len().max(1)).copied() };
    Some(match wish {
        Wish::Mark(channel, code, at) => desk.mark(*channel, *code, at * 400),
        Wish::Place(code, from, to) if from < to => desk.place(GAZE, *code, from * 400, to * 400),
        Wish::Place(..) | Wish::Undo | Wish::Redo => return None,
        Wish::Move(index, to) => {
            let event = event(*index)?;
            let is_point = desk.track(BID).event(event).is_some();
            let timing = if is_point { Timing::Point(ms(*to)) } else { Timing::State(span(to * 400, to * 400 + 400)) };
            Command::Retime { observation, event, timing }
        }
        Wish::Recode(index, code) => {
            let event = event(*index)?;
            let channel = [GAZE, TOUCH, BID].into_iter().find(|channel| {
                desk.track(*channel).event(event).is_some() || desk.track(*channel).open_state(event).is_some()
            })?;
            Command::Recode { observation, event, code: desk.code(channel, *code) }
        }
        Wish::Delete(indices) => {
            Command::Delete { observation, events: indices.iter().filter_map(|index| event(*index)).collect() }
        }
        Wish::Shift(by) => Command::ShiftEvents {
            observation,
            which: attune::edit::Which::All,
            by: ms(*by),
            boundary: attune::edit::Boundary::ALL[0],
            clip: true,
        },
    })
}

proptest! {
    #[test]
    fn following_edits_is_counting_anew(wishes in prop::collection::vec(wishes(), 1..60), within in 1i64..4000) {
        let mut desk = Desk::new();
        let mut tally = Tally::of(&desk.editor.project().observations[0]);
        let mut live = responses(&desk, within);
        for wish in &wishes {
            let (done, back) = match (wish, command(&desk, wish)) {
                (Wish::Undo, _) => (desk.editor.undo().is_ok(), true),
                (Wish::Redo, _) => (desk.editor.redo().is_ok(), false),
                (_, Some(command)) => (desk.editor.dispatch(&command).is_ok_and(|change| !change.is_empty()), false),
                (_, None) => (false, false),
            };
            if !done {
                continue;
            }
            let edit = Editor::latest(&desk.editor, back).expect("it was done").clone();
            for moved in tally.follow(&edit, 0, back).expect("no more than marks") {
                live.follow(moved);
            }
            let anew = Tally::of(&desk.editor.project().observations[0]);
            let all = |tally: &Tally| -> Vec<Vec<Millis>> {
                (0..desk.editor.project().next_id).map(|id| tally.onsets(CodeId(id)).to_vec()).collect()
            };
            prop_assert_eq!(all(&tally), all(&anew));
            let counted = responses(&desk, within);
            prop_assert_eq!(&live, &counted);
        }
    }
}
