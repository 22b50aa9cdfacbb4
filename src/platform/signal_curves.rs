//! Paints signals in their lanes.

use super::canvas::Surface;
use super::theme::CanvasTheme;
use crate::timeline::{SignalLane, SignalShape};

/// Paints a lane's background, its curve, and the values at its ends.
pub fn paint_signal(
    surface: &Surface,
    lane: &SignalLane,
    shape: Option<&SignalShape>,
    ends: (&str, &str),
    theme: &CanvasTheme,
) {
    surface.fill(&theme.lane, 0.0, lane.y, surface.width, lane.height);
    let Some(shape) = shape else { return };
    let color = theme.curve_of(shape.role);
    for line in &shape.lines {
        match line.as_slice() {
            // A lone sample between two gaps.
            [(x, y)] => surface.fill(color, x - 1.0, y - 1.0, 2.0, 2.0),
            corners => surface.line(corners, color, 1.25),
        }
    }
    let (low, high) = ends;
    surface.note(high, 4.0, lane.y + 7.0, theme);
    surface.note(low, 4.0, lane.y + lane.height - 7.0, theme);
}

/// Paints a lane whose curve is not there, and what is to be done for it.
pub fn paint_waiting(surface: &Surface, lane: &SignalLane, text: &str, theme: &CanvasTheme) {
    surface.fill(&theme.lane, 0.0, lane.y, surface.width, lane.height);
    surface.note(text, 8.0, lane.y + lane.height / 2.0, theme);
}
