//! The windows of an interval channel as shapes: which are judged, which hold nothing, which are left.

use super::{Lane, Scale};
use crate::model::{Track, Window};

/// Windows narrower than this are not told apart: those in a row that look the same are one shape.
const LEAST: f64 = 4.0;

/// How a window stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WindowState {
    /// It was not judged yet.
    Unjudged,
    /// It was judged, and no code was given.
    Empty,
    /// It was judged, and its codes lie in the lane.
    Coded,
    /// It cannot be judged.
    Unscorable,
}

/// A window in its lane, or several in a row that are too narrow to tell apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowShape {
    /// Left end, in pixels.
    pub x: f64,
    /// Upper end.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// How it stands.
    pub state: WindowState,
}

/// The windows in view, from left to right. At most about one for each pixel of the view's width.
pub fn window_shapes(windows: &[Window], track: &Track, lane: &Lane, scale: &Scale) -> Vec<WindowShape> {
    let (start, end) = scale.visible();
    let first = windows.partition_point(|window| window.span.end() < start);
    let mut shapes: Vec<WindowShape> = Vec::new();
    for window in windows[first..].iter().take_while(|window| window.span.start() <= end) {
        let (x, to) = (scale.x(window.span.start()), scale.x(window.span.end()));
        let state = state(window, track);
        match shapes.last_mut().filter(|_| to - x < LEAST) {
            Some(last) if last.state == state && x - (last.x + last.w) < LEAST => last.w = to - last.x,
            // Less than a pixel after one that looks otherwise, it would not be seen.
            Some(last) if x - last.x < 1.0 => {}
            _ => shapes.push(WindowShape { x, y: lane.y, w: to - x, h: lane.height, state }),
        }
    }
    shapes
}

fn state(window: &Window, track: &Track) -> WindowState {
    let onset = window.span.start();
    if track.judged.binary_search(&onset).is_err() {
        return if window.is_unscorable { WindowState::Unscorable } else { WindowState::Unjudged };
    }
    let from = track.events.partition_point(|event| event.timing.onset() < onset);
    let is_coded = track.events.get(from).is_some_and(|event| event.timing.onset() == onset);
    if is_coded { WindowState::Coded } else { WindowState::Empty }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, track};
    use super::WindowState::{Coded, Empty, Unjudged, Unscorable};
    use super::*;
    use crate::model::{ChannelKind, IntervalRule, Judgment};
    use crate::time::{Millis, Span};

    fn scene(length: i64, judged: &[i64], events: &[(u32, i64, i64)]) -> (Scene, Vec<Window>) {
        let rule = IntervalRule { length: Millis(length), pause: Millis(0), judgment: Judgment::Momentary };
        let mut track = track(1, events);
        track.judged = judged.iter().map(|onset| Millis(*onset)).collect();
        let whole = Span::new(Millis(0), Millis(10_000)).unwrap();
        let windows = (0..rule.count(whole)).filter_map(|index| rule.window(whole, index));
        let windows = windows.map(|span| Window { span, is_unscorable: span.start().0 == 8000 }).collect();
        (Scene::new(vec![(ChannelKind::Interval(rule), track)]), windows)
    }

    fn shapes(scene: &Scene, windows: &[Window]) -> Vec<WindowShape> {
        window_shapes(windows, &scene.tracks[0], &scene.lanes.lanes[0], &scene.scale)
    }

    #[test]
    fn judged_without_a_code_is_told_from_not_yet_seen() {
        let (scene, windows) = scene(2000, &[0, 2000], &[(10, 0, 2000)]);
        let shapes = shapes(&scene, &windows);
        let states: Vec<WindowState> = shapes.iter().map(|shape| shape.state).collect();
        assert_eq!(states, [Coded, Empty, Unjudged, Unjudged, Unscorable]);
        let lane = scene.lanes.lanes[0];
        let expect = WindowShape { x: 200.0, y: lane.y, w: 200.0, h: lane.height, state: Empty };
        assert_eq!(shapes[1], expect);
    }

    #[test]
    fn only_windows_in_view_are_drawn() {
        let (mut scene, windows) = scene(1000, &[], &[]);
        scene.scale.zoom_about(500.0, 10.0);
        assert_eq!(shapes(&scene, &windows).len(), 2);
    }

    #[test]
    fn narrow_windows_in_a_row_are_one_shape() {
        let (scene, windows) = scene(20, &[0, 20, 40, 200], &[]);
        let shapes = shapes(&scene, &windows);
        let found: Vec<(i64, i64, WindowState)> = shapes
            .iter()
            .map(|shape| {
                #[allow(clippy::cast_possible_truncation)]
                let whole = |px: f64| px.round() as i64;
                (whole(shape.x), whole(shape.w), shape.state)
            })
            .take(4)
            .collect();
        assert_eq!(found, [(0, 6, Empty), (6, 14, Unjudged), (20, 2, Empty), (22, 778, Unjudged)]);
    }
}
