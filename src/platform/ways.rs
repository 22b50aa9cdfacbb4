//! Paints windows of interval coding and curves of ratings in their lanes.

use super::canvas::Surface;
use super::theme::CanvasTheme;
use crate::timeline::{Line, Strip, WindowShape, WindowState};

/// The length of a dash and of the gap after it, in CSS pixels.
const DASH: f64 = 3.0;

/// Paints how windows stand: not judged, a dashed outline; judged without a code, a whole one with a bar in its middle; judged with codes, whose
/// states lie in the lane, hairlines at its ends.
pub fn paint_windows(surface: &Surface, shapes: &[WindowShape], theme: &CanvasTheme) {
    for shape in shapes {
        let (x, y, w, h) = (shape.x + 1.0, shape.y + 1.0, (shape.w - 2.0).max(1.0), shape.h - 2.0);
        match shape.state {
            WindowState::Unjudged => surface.outline((x, y, w, h), &theme.line, 1.0, Some(DASH)),
            WindowState::Empty => {
                surface.fill(&theme.surface, x, y, w, h);
                surface.outline((x, y, w, h), &theme.line, 1.0, None);
                let bar = (w - 6.0).clamp(1.0, 12.0);
                surface.fill(&theme.text, x + (w - bar) / 2.0, y + h / 2.0 - 1.0, bar, 2.0);
            }
            WindowState::Coded => {
                for edge in [shape.x, shape.x + shape.w - 1.0] {
                    surface.fill(&theme.line, edge, shape.y, 1.0, shape.h);
                }
            }
            WindowState::Unscorable => {}
        }
    }
}

/// Paints a line around the window that is watched or asked about.
pub fn paint_current(surface: &Surface, (x, y, w, h): (f64, f64, f64, f64), theme: &CanvasTheme) {
    surface.outline((x, y, w, h), &theme.accent, 2.0, None);
}

/// Paints the value at rest of a rating across its lane.
pub fn paint_neutral(surface: &Surface, strip: &Strip, neutral: f64, theme: &CanvasTheme) {
    let y = strip.y_of(neutral).round();
    surface.line(&[(0.0, y + 0.5), (surface.width, y + 0.5)], &theme.line_faint, 1.0);
}

/// Paints the curves of a rating.
pub fn paint_curves(surface: &Surface, lines: &[Line], color: &str) {
    for line in lines {
        surface.line(line, color, 1.5);
    }
}
