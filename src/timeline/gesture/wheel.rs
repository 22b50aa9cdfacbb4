//! Zooming and panning, by wheel, trackpad and two fingers.

use super::{Effect, Finger, Modifiers, WheelUnit};

/// Zoom per pixel of wheel travel: a notch of 100 px zooms by a fifth.
const WHEEL_ZOOM: f64 = 0.002;

/// Zoom per pixel of a trackpad pinch, which browsers report as a wheel with Ctrl in steps of a few pixels …
const PINCH_ZOOM: f64 = 0.01;
/// … and the most of it that counts at once, so that Ctrl with a mouse wheel zooms finer than the wheel alone: by a tenth.
const PINCH_LIMIT_PX: f64 = 10.0;

/// Two fingers count as at least this far apart, so that crossing them does not throw the view about.
const FINGERS_PX: f64 = 20.0;

/// What browsers take a wheel's line and page for, in pixels.
const LINE_PX: f64 = 33.0;
const PAGE_PX: f64 = 400.0;

/// What the wheel means.
pub(super) fn wheel(x: f64, dx: f64, dy: f64, unit: WheelUnit, modifiers: Modifiers) -> Option<Effect> {
    let px = match unit {
        WheelUnit::Pixel => 1.0,
        WheelUnit::Line => LINE_PX,
        WheelUnit::Page => PAGE_PX,
    };
    let (dx, dy) = (dx * px, dy * px);
    let effect = if modifiers.ctrl {
        Effect::Zoom { x, factor: (-dy.clamp(-PINCH_LIMIT_PX, PINCH_LIMIT_PX) * PINCH_ZOOM).exp() }
    } else if dx.abs() > dy.abs() {
        Effect::Pan(dx)
    } else if modifiers.shift {
        Effect::Pan(dy)
    } else {
        Effect::Zoom { x, factor: (-dy.clamp(-PAGE_PX, PAGE_PX) * WHEEL_ZOOM).exp() }
    };
    (dx != 0.0 || dy != 0.0).then_some(effect)
}

/// Two fingers moved: the view follows their midpoint and zooms by their distance.
pub(super) fn pinch(before: (Finger, Finger), after: (Finger, Finger)) -> Vec<Effect> {
    let middle = |(a, b): (Finger, Finger)| f64::midpoint(a.x, b.x);
    let apart = |(a, b): (Finger, Finger)| (a.x - b.x).hypot(a.y - b.y).max(FINGERS_PX);
    vec![
        Effect::Pan(middle(before) - middle(after)),
        Effect::Zoom { x: middle(after), factor: apart(after) / apart(before) },
    ]
}
