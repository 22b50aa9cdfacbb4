//! Snapping of a dragged edge: to other events' edges and the playhead where they are near, else to the nearest frame start.

use super::{Frames, View};
use crate::model::{EventId, Track};
use crate::time::Millis;

/// Edges and the playhead draw from this far, in pixels. The same reach as that of the pointer for an edge.
const SNAP_PX: f64 = 6.0;

/// What a time was snapped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SnappedTo {
    /// The start of a video frame.
    Frame,
    /// The onset or offset of another event, in any lane.
    Edge(EventId),
    /// The playhead.
    Playhead,
}

/// A time after snapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Snapped {
    /// Where it came to lie.
    pub at: Millis,
    /// What drew it there; `None` where nothing did.
    pub to: Option<SnappedTo>,
}

impl Snapped {
    pub(super) fn free(at: Millis) -> Self {
        Self { at, to: None }
    }
}

/// Snaps `at` to the nearest edge of any event that is not `dragged` or to the playhead, within 6 px, else to the nearest frame start at any
/// distance: a time between two frames is one that no picture shows. `suspended` leaves the time as it is.
pub fn snap(
    view: &View,
    frames: Option<Frames>,
    at: Millis,
    dragged: impl Fn(EventId) -> bool,
    suspended: bool,
) -> Snapped {
    if suspended {
        return Snapped::free(at);
    }
    magnet(view, at, dragged)
        .or_else(|| frames.map(|frames| Snapped { at: frames.nearest(at), to: Some(SnappedTo::Frame) }))
        .unwrap_or(Snapped::free(at))
}

/// The nearest edge or the playhead, if one is near.
pub(super) fn magnet(view: &View, at: Millis, dragged: impl Fn(EventId) -> bool) -> Option<Snapped> {
    #[allow(clippy::cast_possible_truncation)] // at most 6 px of at most 1,000 hours
    let reach = Millis((SNAP_PX * view.scale.ms_per_px()) as i64);
    let mut best: Option<(Millis, Snapped)> = None;
    let mut offer = |candidate: Millis, to: SnappedTo| {
        let distance = Millis((candidate - at).0.abs());
        if distance <= reach && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, Snapped { at: candidate, to: Some(to) }));
        }
    };
    // First, so that it wins where an edge lies under it.
    offer(view.playhead, SnappedTo::Playhead);
    for (channel, track) in view.channels.iter().zip(view.tracks) {
        edges(track, channel.is_exclusive() || channel.is_point(), at - reach, at + reach, |edge, event| {
            if !dragged(event) {
                offer(edge, SnappedTo::Edge(event));
            }
        });
    }
    best.map(|(_, snapped)| snapped)
}

/// Calls back with the edges of a track that may lie in a stretch. `ordered` tells that its events don't overlap.
fn edges(track: &Track, ordered: bool, from: Millis, to: Millis, mut found: impl FnMut(Millis, EventId)) {
    let after = track.events.partition_point(|event| event.timing.onset() <= to);
    for event in track.events[..after].iter().rev() {
        if event.timing.offset() < from {
            if ordered {
                break;
            }
            continue;
        }
        found(event.timing.onset(), event.id);
        found(event.timing.offset(), event.id);
    }
    for open in &track.open {
        found(open.onset, open.id);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, exclusive, free, track};
    use super::*;
    use crate::media::{FrameRate, FrameTimes};

    const DRAGGED: EventId = EventId(100);

    fn scene() -> Scene {
        Scene::new(vec![
            (exclusive(), track(1, &[(10, 1000, 2000)])),
            (exclusive(), track(2, &[(20, 3015, 4000)])),
            (free(), track(3, &[(30, 0, 6003), (31, 100, 5000)])),
        ])
    }

    fn check(scene: &Scene, at: i64, expect: i64, to: Option<SnappedTo>) {
        let times = FrameTimes::stated(FrameRate::PAL);
        let frames = Some(Frames::new(&times));
        let snapped = snap(&scene.view(), frames, Millis(at), |event| event == DRAGGED, false);
        assert_eq!(snapped, Snapped { at: Millis(expect), to }, "{at}");
    }

    #[test]
    fn the_nearest_frame_start_draws_where_nothing_else_is_near() {
        check(&scene(), 7019, 7000, Some(SnappedTo::Frame));
        check(&scene(), 7021, 7040, Some(SnappedTo::Frame));
    }

    #[test]
    fn edges_of_all_lanes_draw_within_six_pixels() {
        check(&scene(), 2955, 3015, Some(SnappedTo::Edge(EventId(200))));
        check(&scene(), 2954, 2960, Some(SnappedTo::Frame));
        check(&scene(), 6050, 6003, Some(SnappedTo::Edge(EventId(300))));
    }

    #[test]
    fn its_own_edges_do_not_draw() {
        check(&scene(), 1015, 1000, Some(SnappedTo::Frame));
    }

    #[test]
    fn the_playhead_draws_even_where_an_edge_lies_under_it() {
        let mut scene = scene();
        scene.playhead = Millis(3015);
        check(&scene, 3000, 3015, Some(SnappedTo::Playhead));
    }

    #[test]
    fn suspended_leaves_the_time_as_it_is() {
        let times = FrameTimes::stated(FrameRate::PAL);
        let snapped = snap(&scene().view(), Some(Frames::new(&times)), Millis(3014), |event| event == DRAGGED, true);
        assert_eq!(snapped, Snapped::free(Millis(3014)));
    }
}
