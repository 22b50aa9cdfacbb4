//! Where an event comes to lie while it is dragged: within what its neighbors, the coded window and its own length leave free.

mod group;

use super::hit::{Side, edge_time};
use super::snap::{Snapped, SnappedTo, magnet, snap};
use super::{Frames, View};
use crate::edit::Boundary;
use crate::model::{Channel, ChannelId, CodeId, Event, EventId, Timing, Track};
use crate::time::{Millis, Span};

/// By which part an event is dragged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// One edge of a state; the other stays.
    Edge(Side),
    /// A whole state, which keeps its length, or a point.
    Whole,
}

/// What a drag has to respect beside the other events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DragRules<'a> {
    /// The video's frames: times snap to their starts, and no state gets shorter than one.
    pub frames: Option<Frames<'a>>,
    /// The stretch that is to be coded.
    pub window: Option<Span>,
    /// Leaves times as the pointer gives them.
    pub no_snap: bool,
    /// What neighbors do: hold, give way, or move along.
    pub boundary: Boundary,
}

/// What a drag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// One event gets this timing.
    One {
        /// The event.
        event: EventId,
        /// Where it would lie.
        timing: Timing,
    },
    /// All selected events move by this time.
    Selection {
        /// Negative for earlier.
        by: Millis,
    },
}

/// Where a dragged event would lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dragged {
    /// What would be where.
    pub moved: Moved,
    /// The moment of another event's edge, or of the playhead, that drew the dragged edge, or either edge of a whole state.
    pub line: Option<Millis>,
}

/// The line at what drew a time, where it helps to see it: frames are everywhere.
fn line(snapped: Snapped) -> Option<Millis> {
    snapped.to.filter(|to| *to != SnappedTo::Frame).map(|_| snapped.at)
}

/// Moves the dragged edge, or the onset of the whole, as near to `to` as the rules allow. `None` where the event is not a finished
/// one of that channel, for instance because it was undone meanwhile.
pub fn drag(
    view: &View,
    rules: &DragRules,
    channel: ChannelId,
    event: EventId,
    grip: Grip,
    to: Millis,
) -> Option<Dragged> {
    let (channel, track) = view.channel(channel)?;
    let nth = track.events.iter().position(|candidate| candidate.id == event)?;
    let event = &track.events[nth];
    if grip == Grip::Whole && view.selection.len() > 1 && view.selection.contains(&event.id) {
        let limits = group::limits(view, rules);
        let by = move_group(view, rules, event.timing, limits, to);
        return Some(Dragged { moved: Moved::Selection { by: by.at }, line: by.line });
    }
    let room = room(view, rules, channel, track, nth);
    let (timing, line) = match (event.timing, grip) {
        (Timing::Point(_), _) => move_point(view, rules, track, event, room, to),
        (Timing::State(span), Grip::Whole) => {
            let placed =
                move_whole(view, rules, event.timing, |id| id == event.id, (room.from, room.to - span.duration()), to);
            let moved = Span::new(placed.at, placed.at + span.duration()).unwrap_or(span);
            (Timing::State(moved), placed.line)
        }
        (Timing::State(span), Grip::Edge(side)) => move_edge(view, rules, event.id, span, side, room, to),
    };
    Some(Dragged { moved: Moved::One { event: event.id, timing }, line })
}

/// The free stretch around an event, which holds at least the event itself.
#[derive(Clone, Copy)]
struct Room {
    from: Millis,
    to: Millis,
}

fn room(view: &View, rules: &DragRules, channel: &Channel, track: &Track, nth: usize) -> Room {
    let event = &track.events[nth];
    let (from, to) =
        rules.window.map_or((Millis::ZERO, view.scale.duration()), |window| (window.start(), window.end()));
    let end = to.max(event.timing.offset());
    // A point takes a moment of the window.
    let to = if channel.is_point() { to - Millis(1) } else { to };
    // An event that lies outside the window already may stay there, and must not be torn into it by the first touch.
    let mut room = Room { from: from.min(event.timing.onset()), to: to.max(event.timing.offset()) };
    if rules.boundary == Boundary::Shift {
        room.to = room.to.min(event.timing.offset() + group::slack(channel, track, event, end));
    }
    if channel.is_point() || rules.boundary == Boundary::Bulldozer {
        return room;
    }
    let rival = |code: CodeId| channel.is_exclusive() || code == event.code;
    if let Some(before) = track.events[..nth].iter().rev().find(|other| rival(other.code)) {
        room.from = room.from.max(before.timing.offset());
    }
    if rules.boundary == Boundary::Shift {
        return room;
    }
    if let Some(after) = track.events[nth + 1..].iter().find(|other| rival(other.code)) {
        room.to = room.to.min(after.timing.onset());
    }
    for open in track.open.iter().filter(|open| rival(open.code)) {
        room.to = room.to.min(open.onset);
    }
    room
}

fn within(snapped: Snapped, from: Millis, to: Millis) -> Snapped {
    let at = snapped.at.clamp(from, to.max(from));
    Snapped { at, to: snapped.to.filter(|_| at == snapped.at) }
}

fn move_edge(
    view: &View,
    rules: &DragRules,
    event: EventId,
    span: Span,
    side: Side,
    room: Room,
    to: Millis,
) -> (Timing, Option<Millis>) {
    let frame = rules.frames.map_or(Millis(1), Frames::shortest);
    // A state shorter than a frame already, as files from elsewhere may hold, keeps its length at least.
    let least = frame.min(span.duration());
    let snapped = snap(view, rules.frames, to, |id| id == event, rules.no_snap);
    let (snapped, span_now) = match side {
        Side::Onset => {
            let snapped = within(snapped, room.from, span.end() - least);
            (snapped, Span::new(snapped.at, span.end()))
        }
        Side::Offset => {
            let snapped = within(snapped, span.start() + least, room.to);
            (snapped, Span::new(span.start(), snapped.at))
        }
    };
    (Timing::State(span_now.unwrap_or(span)), line(snapped))
}

/// Where the onset of a whole comes to lie, and what drew it.
struct Placed {
    at: Millis,
    line: Option<Millis>,
}

/// Moves the onset of a whole as near to `to` as the limits of its onset allow; either of its edges snaps.
fn move_whole(
    view: &View,
    rules: &DragRules,
    timing: Timing,
    dragged: impl Fn(EventId) -> bool,
    limits: (Millis, Millis),
    to: Millis,
) -> Placed {
    let length = timing.offset() - timing.onset();
    let distance = |snapped: &Snapped, from: Millis| (snapped.at - from).0.abs();
    let onset = magnet(view, to, &dragged).filter(|_| !rules.no_snap);
    let offset = magnet(view, to + length, &dragged).filter(|_| !rules.no_snap);
    let (snapped, line) = match (onset, offset) {
        (Some(onset), Some(offset)) if distance(&offset, to + length) < distance(&onset, to) => {
            (offset.at - length, Some(offset.at))
        }
        (Some(onset), _) => (onset.at, Some(onset.at)),
        (None, Some(offset)) => (offset.at - length, Some(offset.at)),
        (None, None) => (snap(view, rules.frames, to, &dragged, rules.no_snap).at, None),
    };
    let at = snapped.clamp(limits.0, limits.1.max(limits.0));
    Placed { at, line: line.filter(|_| at == snapped) }
}

/// By how much the selection moves when the onset of the event that is held goes to `to`.
fn move_group(view: &View, rules: &DragRules, held: Timing, limits: (Millis, Millis), to: Millis) -> Placed {
    let onset = held.onset();
    let limits = (onset + limits.0, onset + limits.1);
    let placed = move_whole(view, rules, held, |id| view.selection.contains(&id), limits, to);
    Placed { at: placed.at - onset, line: placed.line }
}

fn move_point(
    view: &View,
    rules: &DragRules,
    track: &Track,
    event: &Event,
    room: Room,
    to: Millis,
) -> (Timing, Option<Millis>) {
    let snapped = within(snap(view, rules.frames, to, |id| id == event.id, rules.no_snap), room.from, room.to);
    let taken = |at: Millis| {
        if rules.boundary == Boundary::Bulldozer {
            return false;
        }
        let first = track.events.partition_point(|other| other.timing.onset() < at);
        track.events[first..]
            .iter()
            .take_while(|other| other.timing.onset() == at)
            .any(|other| other.code == event.code && other.id != event.id)
    };
    // Back towards where it came from, a millisecond at a time: its old place is free, so this ends.
    let home = edge_time(event.timing, Side::Onset);
    let mut at = snapped.at;
    while at != home && taken(at) {
        at = at + Millis((home - at).0.signum());
    }
    (Timing::Point(at), line(snapped).filter(|_| at == snapped.at))
}

#[cfg(test)]
mod tests;
