//! What lies under the pointer. Asked of the events themselves by binary search, so that states drawn as one can still be told apart.

use super::{Lane, View};
use crate::model::{Channel, ChannelId, CodeId, Event, EventId, Timing, Track};
use crate::time::{Millis, Span};

/// An edge is grabbed from this far, in pixels: about what a hand on a trackpad hits without aiming.
const EDGE_PX: f64 = 6.0;

/// States narrower than this have no edges to grab: every pixel would be one.
const EDGES_FROM_PX: f64 = 8.0;

/// Edges nearer to each other than this count as one that two neighbors share.
const SHARED_PX: f64 = 1.0;

/// A state too narrow to hit is found from this far.
const BODY_PX: f64 = 3.0;

/// One of a state's two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Where it begins.
    Onset,
    /// Where it ends.
    Offset,
}

/// What lies under the pointer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// An edge of a finished state.
    Edge {
        /// The state.
        event: EventId,
        /// Its channel.
        channel: ChannelId,
        /// Which edge.
        side: Side,
    },
    /// A state, finished or running, away from its edges.
    Body {
        /// The state.
        event: EventId,
        /// Its channel.
        channel: ChannelId,
    },
    /// A point event.
    Point {
        /// The event.
        event: EventId,
        /// Its channel.
        channel: ChannelId,
    },
    /// An empty place of a lane.
    Lane {
        /// The lane's channel.
        channel: ChannelId,
    },
    /// The ruler.
    Ruler,
}

impl Hit {
    /// The event, if one was hit.
    pub fn event(self) -> Option<EventId> {
        match self {
            Self::Edge { event, .. } | Self::Body { event, .. } | Self::Point { event, .. } => Some(event),
            Self::Lane { .. } | Self::Ruler => None,
        }
    }
}

/// A rectangle on the timeline, between any two opposite corners, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// From the left.
    pub x: (f64, f64),
    /// From the top.
    pub y: (f64, f64),
}

/// The events that lie in an area, in part or as a whole; running states reach to the playhead.
pub fn within(view: &View, area: Area) -> Vec<EventId> {
    let ((left, right), (top, bottom)) = (ordered(area.x), ordered(area.y));
    let (from, to) = (view.scale.time(left), view.scale.time(right));
    let mut found = Vec::new();
    for (lane, channel, track) in view.rows().filter(|(lane, ..)| lane.y < bottom && top < lane.y + lane.height) {
        let in_row = |code: CodeId| {
            let nth = channel.codes.iter().position(|known| known.id == code).unwrap_or(0);
            let (y, height) = lane.row(nth);
            lane.rows <= 1 || (y < bottom && top < y + height)
        };
        let end = track.events.partition_point(|event| event.timing.onset() <= to);
        let events = track.events[..end].iter().filter(|event| event.timing.offset() >= from && in_row(event.code));
        found.extend(events.map(|event| event.id));
        let running = track
            .open
            .iter()
            .filter(|open| open.onset <= to && open.onset.max(view.playhead) >= from && in_row(open.code));
        found.extend(running.map(|open| open.id));
    }
    found
}

fn ordered((a, b): (f64, f64)) -> (f64, f64) {
    (a.min(b), a.max(b))
}

/// The events of a channel between those of it that are selected and this one, with both; the event alone if none is selected.
pub fn up_to(view: &View, event: EventId) -> Vec<EventId> {
    let track = view.tracks.iter().find(|track| track.event(event).is_some() || track.open_state(event).is_some());
    let Some(track) = track else { return Vec::new() };
    let finished = track.events.iter().map(|event| (event.timing.onset(), event.id));
    let all: Vec<_> = finished.chain(track.open.iter().map(|open| (open.onset, open.id))).collect();
    let chosen = all.iter().filter(|(_, id)| *id == event || view.selection.contains(id)).map(|(onset, _)| *onset);
    let (Some(first), Some(last)) = (chosen.clone().min(), chosen.max()) else { return Vec::new() };
    all.into_iter().filter(|(onset, _)| (first..=last).contains(onset)).map(|(_, id)| id).collect()
}

/// What lies at a place: the nearest edge, else the state or point, else the lane. `None` between lanes, on the waveform and on signals.
pub fn hit(view: &View, x: f64, y: f64) -> Option<Hit> {
    if (0.0..view.lanes.metrics.ruler_height).contains(&y) {
        return Some(Hit::Ruler);
    }
    let at = view.lanes.at(y)?;
    let (lane, channel, track) = view.rows().find(|(lane, ..)| lane.channel == at.channel)?;
    let id = channel.id;
    let event = if channel.is_point() {
        point(view, lane, channel, track, x, y).map(|event| Hit::Point { event, channel: id })
    } else {
        let row =
            Row { view, track, code: row_code(lane, channel, y), ordered: lane.rows > 1 || channel.is_exclusive() };
        row.edge(x)
            .map(|(event, side)| Hit::Edge { event, channel: id, side })
            .or_else(|| row.body(x).map(|event| Hit::Body { event, channel: id }))
    };
    Some(event.unwrap_or(Hit::Lane { channel: id }))
}

/// The code whose row lies at this height, where each has its own.
fn row_code(lane: &Lane, channel: &Channel, y: f64) -> Option<CodeId> {
    let nth = (0..lane.rows).rev().find(|&row| lane.row(row).0 <= y).unwrap_or(0);
    (lane.rows > 1).then(|| channel.codes.get(nth).map(|code| code.id)).flatten()
}

fn point(view: &View, lane: &Lane, channel: &Channel, track: &Track, x: f64, y: f64) -> Option<EventId> {
    let size = view.lanes.metrics.point_size;
    let reach = size / 2.0 + 1.0;
    let (from, to) = (view.scale.time(x - reach), view.scale.time(x + reach));
    let first = track.events.partition_point(|event| event.timing.onset() < from);
    let near = track.events[first..].iter().take_while(|event| event.timing.onset() <= to).filter_map(|event| {
        let code = channel.codes.iter().position(|code| code.id == event.code)?;
        let dx = (view.scale.x(event.timing.onset()) - x).abs();
        let dy = (lane.point_y(code, channel.codes.len(), size) - y).abs();
        // A diamond is the set of places whose distances along both axes add up to no more than its half; a little more is forgiven.
        (dx.max(dy) <= reach).then_some((dx + dy, event.id))
    });
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, event)| event)
}

/// The states of one row.
struct Row<'a> {
    view: &'a View<'a>,
    track: &'a Track,
    /// Only states of this code.
    code: Option<CodeId>,
    /// Whether they don't overlap, so that going back may stop at the first one that ends too early.
    ordered: bool,
}

struct Grabbed {
    distance: f64,
    event: EventId,
    side: Side,
    inside: bool,
}

impl<'a> Row<'a> {
    /// The states that reach into a stretch, last first.
    fn near(&self, from: Millis, to: Millis) -> impl Iterator<Item = (&'a Event, Span)> {
        let after = self.track.events.partition_point(|event| event.timing.onset() <= to);
        let (code, ordered) = (self.code, self.ordered);
        self.track.events[..after]
            .iter()
            .rev()
            .filter(move |event| code.is_none_or(|code| code == event.code))
            .take_while(move |event| !ordered || event.timing.offset() >= from)
            .filter(move |event| event.timing.offset() >= from)
            .filter_map(|event| event.timing.span().map(|span| (event, span)))
    }

    fn around(&self, x: f64, px: f64) -> impl Iterator<Item = (&'a Event, Span)> {
        self.near(self.view.scale.time(x - px), self.view.scale.time(x + px))
    }

    fn edge(&self, x: f64) -> Option<(EventId, Side)> {
        let mut grabbed: Vec<Grabbed> = Vec::new();
        for (event, span) in self.around(x, EDGE_PX) {
            let (onset, offset) = (self.view.scale.x(span.start()), self.view.scale.x(span.end()));
            if offset - onset < EDGES_FROM_PX {
                continue;
            }
            let inside = onset <= x && x < offset;
            // The middle third of a narrow state stays its body.
            let reach = if inside { EDGE_PX.min((offset - onset) / 3.0) } else { EDGE_PX };
            for (side, edge) in [(Side::Onset, onset), (Side::Offset, offset)] {
                let distance = (x - edge).abs();
                if distance <= reach {
                    grabbed.push(Grabbed { distance, event: event.id, side, inside });
                }
            }
        }
        let nearest = grabbed.iter().map(|edge| edge.distance).min_by(f64::total_cmp)?;
        let best = grabbed
            .into_iter()
            .filter(|edge| edge.distance <= nearest + SHARED_PX)
            .max_by_key(|edge| (self.view.selection.contains(&edge.event), edge.inside))?;
        Some((best.event, best.side))
    }

    fn body(&self, x: f64) -> Option<EventId> {
        let playhead = self.view.scale.x(self.view.playhead);
        let running =
            self.track.open.iter().filter(|open| self.code.is_none_or(|code| code == open.code)).find(|open| {
                let onset = self.view.scale.x(open.onset);
                onset <= x && x < playhead.max(onset + BODY_PX)
            });
        if let Some(open) = running {
            return Some(open.id);
        }
        let distance = |span: Span| {
            let (onset, offset) = (self.view.scale.x(span.start()), self.view.scale.x(span.end()));
            (onset - x).max(x - offset).max(0.0)
        };
        // Where a shared edge gives two at distance zero, the one that begins there, which comes first here, holds the pixel.
        self.around(x, BODY_PX)
            .map(|(event, span)| (distance(span), event.id))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, event)| event)
    }
}

/// Where an event is grabbed by: an edge of a state, or the moment of a point.
pub(super) fn edge_time(timing: Timing, side: Side) -> Millis {
    match side {
        Side::Onset => timing.onset(),
        Side::Offset => timing.offset(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, exclusive, free, open, points, track};
    use super::*;

    fn at(scene: &Scene, x: f64) -> Hit {
        hit(&scene.view(), x, scene.y(0, 0)).unwrap()
    }

    fn edge(event: u32, side: Side) -> Hit {
        Hit::Edge { event: EventId(event), channel: ChannelId(1), side }
    }

    fn body(event: u32) -> Hit {
        Hit::Body { event: EventId(event), channel: ChannelId(1) }
    }

    const EMPTY: Hit = Hit::Lane { channel: ChannelId(1) };

    #[test]
    fn edges_are_grabbed_within_six_pixels_and_the_body_between() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 3000)]);
        for (x, expect) in [
            (93.9, EMPTY),
            (94.0, edge(100, Side::Onset)),
            (106.0, edge(100, Side::Onset)),
            (106.1, body(100)),
            (293.9, body(100)),
            (294.0, edge(100, Side::Offset)),
            (306.0, edge(100, Side::Offset)),
            (306.1, EMPTY),
        ] {
            assert_eq!(at(&scene, x), expect, "{x}");
        }
    }

    #[test]
    fn a_shared_edge_belongs_to_the_side_the_pointer_is_on() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 3000), (11, 3000, 5000)]);
        assert_eq!(at(&scene, 298.0), edge(100, Side::Offset));
        assert_eq!(at(&scene, 302.0), edge(101, Side::Onset));
    }

    #[test]
    fn a_shared_edge_belongs_to_the_selected_neighbor() {
        let mut scene = Scene::one(exclusive(), &[(10, 1000, 3000), (11, 3000, 5000)]);
        scene.selection.insert(EventId(101));
        assert_eq!(at(&scene, 298.0), edge(101, Side::Onset));
    }

    #[test]
    fn a_narrow_state_has_no_edges_and_is_found_from_near() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 1070), (10, 2000, 2001)]);
        assert_eq!(at(&scene, 100.5), body(100));
        assert_eq!(at(&scene, 202.5), body(101));
        assert_eq!(at(&scene, 205.0), EMPTY);
    }

    #[test]
    fn states_drawn_as_one_column_are_told_apart() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 1010), (11, 1010, 1020), (12, 1020, 1030)]);
        assert_eq!(at(&scene, 101.5), body(101));
        assert_eq!(at(&scene, 101.0), body(101), "the one that begins at a shared edge holds its pixel");
    }

    #[test]
    fn a_row_of_a_free_channel_holds_its_own_code_only() {
        let scene = Scene::one(free(), &[(10, 0, 9000), (11, 1000, 3000)]);
        assert_eq!(hit(&scene.view(), 200.0, scene.y(0, 0)), Some(body(100)));
        assert_eq!(hit(&scene.view(), 200.0, scene.y(0, 1)), Some(body(101)));
        assert_eq!(hit(&scene.view(), 200.0, scene.y(0, 2)), Some(EMPTY));
    }

    #[test]
    fn a_running_state_is_hit_up_to_the_playhead() {
        let mut events = track(1, &[(10, 0, 1000)]);
        let id = open(&mut events, 11, 2000);
        let mut scene = Scene::new(vec![(exclusive(), events)]);
        scene.playhead = Millis(4000);
        assert_eq!(at(&scene, 390.0), body(id.0));
        assert_eq!(at(&scene, 410.0), EMPTY);
    }

    #[test]
    fn two_points_at_one_moment_are_told_apart_by_height() {
        let scene = Scene::one(points(), &[(10, 1000, 1000), (12, 1000, 1000)]);
        let lane = scene.lanes.lanes[0];
        let point = |event| Some(Hit::Point { event: EventId(event), channel: ChannelId(1) });
        assert_eq!(hit(&scene.view(), 100.0, lane.y + 1.0), point(100));
        assert_eq!(hit(&scene.view(), 100.0, lane.y + lane.height - 1.0), point(101));
        assert_eq!(at(&scene, 110.0), EMPTY);
    }

    #[test]
    fn above_the_lanes_lies_the_ruler_and_below_nothing() {
        let scene = Scene::one(exclusive(), &[]);
        assert_eq!(hit(&scene.view(), 10.0, 1.0), Some(Hit::Ruler));
        assert_eq!(hit(&scene.view(), 10.0, scene.lanes.height + 1.0), None);
        assert_eq!(hit(&scene.view(), 10.0, f64::NAN), None);
    }
}
