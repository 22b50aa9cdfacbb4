//! What the painter is to draw, and in which order.

use super::{Group, Lane};
use crate::color::Rgb;
use crate::model::{CodeId, EventId};

/// A picture of the lanes as plain shapes. The painter draws the lanes' background, then `rects`, then `front`, then `points` and
/// `labels`; within each list the order is such that the fill style changes as rarely as possible.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DisplayList {
    /// Backgrounds, from top to bottom.
    pub lanes: Vec<Lane>,
    /// Backgrounds of the partners' groups, from top to bottom.
    pub groups: Vec<Group>,
    /// Finished events, sorted by color and alpha.
    pub rects: Vec<Rect>,
    /// What may lie over finished events: running states, held states, the event being dragged. Sorted by color and alpha.
    pub front: Vec<Rect>,
    /// Events without length, sorted by color.
    pub points: Vec<Point>,
    /// Texts within rectangles, sorted by ink.
    pub labels: Vec<Label>,
}

/// A filled rectangle: one state, or several that are too narrow to tell apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left end; at most a few pixels outside the view.
    pub x: f64,
    /// Upper end.
    pub y: f64,
    /// Width, never negative.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// The code's color; of several, that of the code that covers most time.
    pub color: Rgb,
    /// 1 for a state of its own; of several, the share of time that they cover, never below a quarter so that they can be seen.
    pub alpha: f32,
    /// The event; `None` for several, or for a state that is held down and has no id yet.
    pub event: Option<EventId>,
    /// The code; of several, the one that covers most time.
    pub code: CodeId,
    /// It still runs: its right end is the playhead, not an offset.
    pub open: bool,
    /// It was ended by the end of the coded window.
    pub cut_off: bool,
    /// It, or one of several, is selected.
    pub selected: bool,
}

/// A diamond: one point event, or several of one code that are too near to tell apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its middle.
    pub x: f64,
    /// Its middle.
    pub y: f64,
    /// Width and height.
    pub size: f64,
    /// The code's color.
    pub color: Rgb,
    /// The event; `None` for several.
    pub event: Option<EventId>,
    /// The code.
    pub code: CodeId,
    /// It, or one of several, is selected.
    pub selected: bool,
}

/// A code's name within a rectangle that has room for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label {
    /// Left end of the text, never outside the view.
    pub x: f64,
    /// Its vertical middle.
    pub y: f64,
    /// The room that it has.
    pub max_width: f64,
    /// The height of the row that it stands in.
    pub row_height: f64,
    /// Whose name.
    pub code: CodeId,
    /// A color that reads well on the rectangle's.
    pub ink: Rgb,
}

impl DisplayList {
    /// Puts every list in painting order.
    pub(crate) fn sort(&mut self) {
        sort_rects(&mut self.rects);
        sort_rects(&mut self.front);
        self.points.sort_by_key(|point| point.color);
        self.labels.sort_unstable_by_key(|label| label.ink);
    }
}

/// Sorts small keys and then moves each rectangle once: a rectangle is several times as large as its key.
fn sort_rects(rects: &mut Vec<Rect>) {
    let mut order: Vec<(u32, usize)> =
        rects.iter().enumerate().map(|(nth, rect)| (paint_key(rect.color, rect.alpha), nth)).collect();
    order.sort_unstable();
    *rects = order.into_iter().map(|(_, nth)| rects[nth]).collect();
}

/// Orders by color, then alpha, in one integer.
fn paint_key(color: Rgb, alpha: f32) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // alpha is 0–1
    let alpha = (alpha * 255.0) as u8;
    u32::from_be_bytes([color.r, color.g, color.b, alpha])
}
