//! Paints what is noted of a session over the lanes: what is not to be coded, what cannot be judged, bookmarks.

use super::canvas::Surface;
use super::theme::CanvasTheme;
use crate::model::{Bookmark, Session};
use crate::time::{Millis, Span};
use crate::timeline::{Lanes, Scale};

/// The distance of the lines of a hatch, in CSS pixels.
const HATCH: f64 = 7.0;

/// Shades all but the stretches that a second coding is about; nothing where it is about the whole.
pub fn paint_unassigned(surface: &Surface, scale: &Scale, stretches: &[Span], top: f64, theme: &CanvasTheme) {
    if stretches.is_empty() {
        return;
    }
    let mut from = 0.0;
    let ends = stretches.iter().map(|span| (scale.x(span.start()), scale.x(span.end())));
    for (start, end) in ends.chain([(surface.width, surface.width)]) {
        let to = start.clamp(0.0, surface.width);
        if to > from {
            surface.fill(&theme.shade, from, top, to - from, surface.height - top);
        }
        from = end.clamp(from, surface.width);
    }
}

/// Hatches the lanes of whoever cannot be judged.
pub fn paint_unscorable(surface: &Surface, scale: &Scale, session: &Session, lanes: &Lanes, theme: &CanvasTheme) {
    for stretch in &session.unscorable {
        let (left, right) = (scale.x(stretch.span.start()).max(0.0), scale.x(stretch.span.end()).min(surface.width));
        if right <= left {
            continue;
        }
        for group in lanes.groups.iter().filter(|group| stretch.role.is_none_or(|role| role == group.role)) {
            surface.hatch((left, group.y, right - left, group.height), HATCH, &theme.line);
        }
    }
}

/// Marks bookmarks on the ruler, which is `height` high.
pub fn paint_bookmarks(surface: &Surface, scale: &Scale, bookmarks: &[Bookmark], height: f64, theme: &CanvasTheme) {
    let x = |at: Millis| scale.x(at).round();
    for bookmark in bookmarks.iter().filter(|bookmark| (-8.0..surface.width + 8.0).contains(&x(bookmark.at))) {
        let x = x(bookmark.at);
        surface.fill(&theme.accent, x - 0.5, 2.0, 1.5, height - 2.0);
        surface.flag(x, 2.0, &theme.accent);
    }
}
