//! How far several events can move together.

use super::DragRules;
use crate::edit::Boundary;
use crate::model::{Channel, CodeId, Event, Track};
use crate::time::{Millis, Span};
use crate::timeline::View;
use std::collections::{HashMap, HashSet};

/// How far the events that begin at or after an event's end, in its row, can move before one of them leaves the window at `end`.
pub(super) fn slack(channel: &Channel, track: &Track, event: &Event, end: Millis) -> Millis {
    let is_row = channel.is_exclusive() || channel.is_point();
    let later = track.events.iter().filter(|other| {
        other.timing.onset() >= event.timing.offset() && other.id != event.id && (is_row || other.code == event.code)
    });
    let inside =
        later.map(|other| other.timing.offset().max(other.timing.onset() + Millis(1))).filter(|offset| *offset <= end);
    let running = track.open.iter().filter(|open| is_row || open.code == event.code).map(|open| open.onset + Millis(1));
    inside.chain(running.filter(|onset| *onset <= end)).max().map_or(end, |last| end - last)
}

/// What was met of a lane so far, from left to right.
#[derive(Clone, Copy)]
struct Met {
    end: Millis,
    moves: bool,
}

/// The least and the greatest time that the selected events can all move by. Holds 0.
pub(super) fn limits(view: &View, rules: &DragRules) -> (Millis, Millis) {
    let window = rules.window.or_else(|| Span::new(Millis::ZERO, view.scale.duration()));
    let Some(window) = window else { return (Millis::ZERO, Millis::ZERO) };
    let (mut least, mut most) = (window.start() - window.end(), window.duration());
    for (channel, track) in view.channels.iter().zip(view.tracks).filter(|(channel, _)| channel.is_marked()) {
        let lane = |code: CodeId| (!channel.is_exclusive()).then_some(code);
        let row = |code: CodeId| lane(code).filter(|_| !channel.is_point());
        let finished =
            track.events.iter().map(|event| (event.id, event.code, event.timing.onset(), event.timing.offset()));
        let running = track.open.iter().map(|open| (open.id, open.code, open.onset, Millis::MAX));
        let mut lanes: HashMap<Option<CodeId>, Met> = HashMap::new();
        let mut moving: HashSet<Option<CodeId>> = HashSet::new();
        for (id, code, onset, offset) in finished.chain(running) {
            let along = rules.boundary == Boundary::Shift && moving.contains(&row(code));
            let moves = along || view.selection.contains(&id);
            if moves {
                moving.insert(row(code));
                // What lies outside of the window already is not held by it, but by the session.
                let start = if onset >= window.start() { window.start() } else { Millis::ZERO };
                least = least.max(start - onset);
                // What has no end takes a moment.
                let end = if offset == Millis::MAX { onset + Millis(1) } else { offset.max(onset + Millis(1)) };
                let bound = if end <= window.end() { window.end() } else { Millis::MAX };
                most = most.min(bound - end);
            }
            let before = lanes.insert(lane(code), Met { end: offset, moves });
            if rules.boundary != Boundary::Bulldozer && !channel.is_point() {
                match before {
                    Some(before) if before.moves && !moves => most = most.min(onset - before.end),
                    Some(before) if !before.moves && moves => least = least.max(before.end - onset),
                    _ => {}
                }
            }
        }
    }
    (least.min(Millis::ZERO), most.max(Millis::ZERO))
}
