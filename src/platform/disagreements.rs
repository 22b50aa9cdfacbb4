//! Paints where coders differ, over their lanes.

use super::canvas::Surface;
use super::theme::CanvasTheme;
use crate::timeline::Shade;

/// The distance of the lines of a hatch, in CSS pixels.
const HATCH: f64 = 5.0;

/// Hatches and outlines boxes, so that they are seen without their color.
pub fn paint(surface: &Surface, boxes: &[Shade], theme: &CanvasTheme) {
    for shade in boxes {
        surface.fill(&theme.shade, shade.0, shade.1, shade.2, shade.3);
        surface.hatch(*shade, HATCH, &theme.playhead);
        surface.outline(*shade, &theme.playhead, 1.0, None);
    }
}

/// Draws a thick line around the moment that is played.
pub fn paint_current(surface: &Surface, shade: Shade, theme: &CanvasTheme) {
    surface.outline(shade, &theme.selection, 2.0, None);
}
