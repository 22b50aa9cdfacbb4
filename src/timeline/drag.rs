//! Where an event comes to lie while it is dragged: within what its neighbors, the coded window and its own length leave free.

use super::hit::{Side, edge_time};
use super::snap::{Snapped, SnappedTo, magnet, snap};
use super::{Frames, View};
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
}

/// Where a dragged event would lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dragged {
    /// Its new timing.
    pub timing: Timing,
    /// What drew the dragged edge, or either edge of a whole state.
    pub snapped: Option<SnappedTo>,
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
    let room = room(view, rules, channel, track, nth);
    Some(match (event.timing, grip) {
        (Timing::Point(_), _) => move_point(view, rules, track, event, room, to),
        (Timing::State(span), Grip::Whole) => move_state(view, rules, event.id, span, room, to),
        (Timing::State(span), Grip::Edge(side)) => move_edge(view, rules, event.id, span, side, room, to),
    })
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
    // An event that lies outside the window already may stay there, and must not be torn into it by the first touch.
    let mut room = Room { from: from.min(event.timing.onset()), to: to.max(event.timing.offset()) };
    if channel.is_point() {
        return room;
    }
    let rival = |code: CodeId| channel.is_exclusive() || code == event.code;
    if let Some(before) = track.events[..nth].iter().rev().find(|other| rival(other.code)) {
        room.from = room.from.max(before.timing.offset());
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
) -> Dragged {
    let frame = rules.frames.map_or(Millis(1), Frames::shortest);
    // A state shorter than a frame already, as files from elsewhere may hold, keeps its length at least.
    let least = frame.min(span.duration());
    let snapped = snap(view, rules.frames, to, event, rules.no_snap);
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
    Dragged { timing: Timing::State(span_now.unwrap_or(span)), snapped: snapped.to }
}

fn move_state(view: &View, rules: &DragRules, event: EventId, span: Span, room: Room, to: Millis) -> Dragged {
    let length = span.duration();
    let distance = |snapped: &Snapped, from: Millis| (snapped.at - from).0.abs();
    let onset = magnet(view, to, event).filter(|_| !rules.no_snap);
    let offset = magnet(view, to + length, event).filter(|_| !rules.no_snap);
    let by_offset = |snapped: Snapped| Snapped { at: snapped.at - length, to: snapped.to };
    let snapped = match (onset, offset) {
        (Some(onset), Some(offset)) if distance(&offset, to + length) < distance(&onset, to) => by_offset(offset),
        (Some(onset), _) => onset,
        (None, Some(offset)) => by_offset(offset),
        (None, None) => snap(view, rules.frames, to, event, rules.no_snap),
    };
    let snapped = within(snapped, room.from, room.to - length);
    let moved = Span::new(snapped.at, snapped.at + length).unwrap_or(span);
    Dragged { timing: Timing::State(moved), snapped: snapped.to }
}

fn move_point(view: &View, rules: &DragRules, track: &Track, event: &Event, room: Room, to: Millis) -> Dragged {
    let snapped = within(snap(view, rules.frames, to, event.id, rules.no_snap), room.from, room.to);
    let taken = |at: Millis| {
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
    Dragged { timing: Timing::Point(at), snapped: snapped.to.filter(|_| at == snapped.at) }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, exclusive, free, open, points, track};
    use super::*;
    use crate::media::{FrameRate, FrameTimes};

    static TIMES: FrameTimes = FrameTimes::stated(FrameRate::PAL);
    static PAL: DragRules =
        DragRules { frames: Some(Frames { times: &TIMES, origin: Millis::ZERO }), window: None, no_snap: true };

    fn check(scene: &Scene, rules: &DragRules, event: u32, grip: Grip, to: i64, expect: (i64, i64)) {
        let dragged = drag(&scene.view(), rules, ChannelId(1), EventId(event), grip, Millis(to)).unwrap();
        assert_eq!((dragged.timing.onset().0, dragged.timing.offset().0), expect, "{grip:?} to {to}");
    }

    const ONSET: Grip = Grip::Edge(Side::Onset);
    const OFFSET: Grip = Grip::Edge(Side::Offset);

    #[test]
    fn an_edge_stops_at_the_neighbor_and_a_frame_before_its_other_edge() {
        let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 5000)]);
        check(&scene, &PAL, 101, ONSET, 500, (1000, 3000));
        check(&scene, &PAL, 101, ONSET, 2500, (2500, 3000));
        check(&scene, &PAL, 101, ONSET, 9000, (2960, 3000));
        check(&scene, &PAL, 101, OFFSET, 9000, (2000, 4000));
        check(&scene, &PAL, 101, OFFSET, 0, (2000, 2040));
    }

    #[test]
    fn a_whole_state_keeps_its_length_between_its_neighbors() {
        let scene = Scene::one(exclusive(), &[(10, 0, 1000), (11, 2000, 3000), (12, 4000, 5000)]);
        check(&scene, &PAL, 101, Grip::Whole, -500, (1000, 2000));
        check(&scene, &PAL, 101, Grip::Whole, 2300, (2300, 3300));
        check(&scene, &PAL, 101, Grip::Whole, 8000, (3000, 4000));
    }

    #[test]
    fn in_a_free_channel_only_states_of_the_same_code_are_in_the_way() {
        let scene = Scene::one(free(), &[(10, 0, 1000), (11, 500, 1500), (10, 2000, 3000)]);
        check(&scene, &PAL, 102, ONSET, 0, (1000, 3000));
        check(&scene, &PAL, 101, OFFSET, 2500, (500, 2500));
    }

    #[test]
    fn a_running_state_is_in_the_way() {
        let mut events = track(1, &[(10, 0, 1000)]);
        open(&mut events, 11, 2000);
        check(&Scene::new(vec![(exclusive(), events.clone())]), &PAL, 100, OFFSET, 9000, (0, 2000));
        check(&Scene::new(vec![(free(), events)]), &PAL, 100, OFFSET, 9000, (0, 9000));
    }

    #[test]
    fn nothing_is_dragged_out_of_the_window_nor_torn_into_it() {
        let rules = DragRules { window: Span::new(Millis(1000), Millis(6000)), ..PAL };
        let scene = Scene::one(exclusive(), &[(10, 200, 400), (10, 2000, 3000)]);
        check(&scene, &rules, 101, ONSET, 0, (1000, 3000));
        check(&scene, &rules, 101, OFFSET, 9000, (2000, 6000));
        check(&scene, &rules, 100, Grip::Whole, 100, (200, 400));
    }

    #[test]
    fn without_a_window_the_session_ends_the_drag() {
        let scene = Scene::one(exclusive(), &[(10, 2000, 3000)]);
        check(&scene, &PAL, 100, Grip::Whole, 99_000, (9000, 10_000));
        check(&scene, &PAL, 100, ONSET, -99, (0, 3000));
    }

    #[test]
    fn a_state_shorter_than_a_frame_can_still_be_dragged() {
        let scene = Scene::one(exclusive(), &[(10, 2000, 2010)]);
        check(&scene, &PAL, 100, ONSET, 2005, (2000, 2010));
        check(&scene, &PAL, 100, ONSET, 1500, (1500, 2010));
    }

    #[test]
    fn a_point_does_not_land_on_one_of_its_code() {
        let scene = Scene::one(points(), &[(10, 1000, 1000), (11, 2000, 2000), (10, 3000, 3000)]);
        check(&scene, &PAL, 100, Grip::Whole, 3000, (2999, 2999));
        check(&scene, &PAL, 100, Grip::Whole, 2000, (2000, 2000));
    }

    #[test]
    fn a_whole_state_snaps_by_whichever_edge_is_nearer() {
        let scene = Scene::new(vec![
            (exclusive(), track(1, &[(10, 2000, 3000)])),
            (exclusive(), track(2, &[(20, 4015, 6000)])),
        ]);
        let rules = DragRules { no_snap: false, ..PAL };
        check(&scene, &rules, 100, Grip::Whole, 3000, (3015, 4015));
        check(&scene, &rules, 100, Grip::Whole, 3990, (4015, 5015));
        check(&scene, &rules, 100, Grip::Whole, 7019, (7000, 8000));
    }

    #[test]
    fn an_event_that_is_gone_is_not_dragged() {
        let scene = Scene::one(exclusive(), &[]);
        assert_eq!(drag(&scene.view(), &PAL, ChannelId(1), EventId(1), ONSET, Millis(0)), None);
    }
}
