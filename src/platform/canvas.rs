//! Paints the timeline's shapes on a canvas. Decides nothing: what is where comes from `timeline`.

use super::page::window;
use super::theme::CanvasTheme;
use crate::color::Rgb;
use crate::model::CodeId;
use crate::time::Span;
use crate::timeline::{Area, DisplayList, Rect, Ruler, Scale, Underline};
use std::collections::HashMap;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// A canvas sized to its box in device pixels, drawn to in CSS pixels.
pub struct Surface {
    pub(super) context: CanvasRenderingContext2d,
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

impl Surface {
    /// Sizes and clears a canvas. `None` if it has no area or no context.
    pub fn new(canvas: &HtmlCanvasElement) -> Option<Self> {
        let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let density = window().device_pixel_ratio();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // pixels of a screen
        let (device_width, device_height) = ((width * density).round() as u32, (height * density).round() as u32);
        // Setting a size clears and reallocates, so only when it changed.
        if canvas.width() != device_width || canvas.height() != device_height {
            canvas.set_width(device_width);
            canvas.set_height(device_height);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        context.set_transform(density, 0.0, 0.0, density, 0.0, 0.0).ok()?;
        context.clear_rect(0.0, 0.0, width, height);
        Some(Self { context, width, height })
    }

    /// Draws slanted lines over a rectangle of left end, upper end, width and height.
    pub(super) fn hatch(&self, (x, y, w, h): (f64, f64, f64, f64), distance: f64, color: &str) {
        let context = &self.context;
        context.save();
        context.begin_path();
        context.rect(x, y, w, h);
        context.clip();
        context.begin_path();
        // On a grid of the canvas, so that the lines of neighbors meet.
        let mut at = ((x - h) / distance).floor() * distance;
        while at < x + w {
            context.move_to(at, y + h);
            context.line_to(at + h, y);
            at += distance;
        }
        context.set_stroke_style_str(color);
        context.set_line_width(1.0);
        context.stroke();
        context.restore();
    }

    /// Draws the outline of a rectangle of left end, upper end, width and height, in dashes of a length if one is given.
    pub(super) fn outline(&self, (x, y, w, h): (f64, f64, f64, f64), color: &str, width: f64, dash: Option<f64>) {
        let context = &self.context;
        let dashes: js_sys::Array = dash.into_iter().flat_map(|dash| [dash, dash]).map(JsValue::from_f64).collect();
        context.set_line_dash(&dashes).ok();
        context.set_stroke_style_str(color);
        context.set_line_width(width);
        context.stroke_rect(x + width / 2.0, y + width / 2.0, (w - width).max(0.5), (h - width).max(0.5));
        context.set_line_dash(&js_sys::Array::new()).ok();
    }

    /// Draws a small flag whose staff is at `x`.
    pub(super) fn flag(&self, x: f64, y: f64, color: &str) {
        self.context.set_fill_style_str(color);
        self.context.begin_path();
        self.context.move_to(x, y);
        self.context.line_to(x + 8.0, y + 3.5);
        self.context.line_to(x, y + 7.0);
        self.context.fill();
    }

    /// Draws a line through some corners.
    pub(super) fn line(&self, corners: &[(f64, f64)], color: &str, width: f64) {
        let context = &self.context;
        context.begin_path();
        for (nth, (x, y)) in corners.iter().enumerate() {
            if nth == 0 {
                context.move_to(*x, *y);
            } else {
                context.line_to(*x, *y);
            }
        }
        context.set_stroke_style_str(color);
        context.set_line_width(width);
        context.set_line_join("round");
        context.stroke();
        context.set_line_join("miter");
    }

    /// Writes a small text whose middle is at `y`, on a ground that keeps it legible over a curve.
    pub(super) fn note(&self, text: &str, x: f64, y: f64, theme: &CanvasTheme) {
        let context = &self.context;
        context.set_font(&format!("10px {}", theme.font));
        context.set_text_baseline("middle");
        context.set_text_align("left");
        let width = context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        context.set_global_alpha(0.8);
        self.fill(&theme.lane, x - 2.0, y - 6.0, width + 4.0, 12.0);
        context.set_global_alpha(1.0);
        context.set_fill_style_str(&theme.text);
        context.fill_text(text, x, y + 0.5).ok();
    }

    pub(super) fn fill(&self, color: &str, x: f64, y: f64, w: f64, h: f64) {
        self.context.set_fill_style_str(color);
        self.context.fill_rect(x, y, w, h);
    }
}

/// Names of codes for labels, with the widths they take.
#[derive(Default)]
pub struct Labels {
    names: HashMap<CodeId, (String, f64)>,
}

impl Labels {
    /// The names of these codes.
    pub fn new<'a>(codes: impl Iterator<Item = (CodeId, &'a str)>) -> Self {
        Self { names: codes.map(|(id, name)| (id, (name.to_owned(), f64::NAN))).collect() }
    }

    /// The name, cut with an ellipsis to the room it has; `None` if not even three letters fit.
    fn fitted(&mut self, surface: &Surface, id: CodeId, room: f64) -> Option<String> {
        let (name, width) = self.names.get_mut(&id)?;
        if width.is_nan() {
            *width = surface.context.measure_text(name).map_or(0.0, |metrics| metrics.width());
        }
        if *width <= room {
            return Some(name.clone());
        }
        let letters = name.chars().count();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small counts
        let fit = (letters as f64 * room / *width - 1.0) as usize;
        (fit >= 3).then(|| name.chars().take(fit).collect::<String>().trim_end().to_owned() + "…")
    }
}

/// Paints lanes, events and labels.
pub fn paint_lanes(surface: &Surface, list: &DisplayList, labels: &mut Labels, theme: &CanvasTheme) {
    let context = &surface.context;
    for lane in &list.lanes {
        surface.fill(&theme.lane, 0.0, lane.y, surface.width, lane.height);
    }
    paint_rects(context, &list.rects);
    paint_rects(context, &list.front);
    for rect in list.front.iter().filter(|rect| rect.open) {
        // A running state has no end yet: a bar at its growing edge, whatever its color.
        surface.fill(&theme.selection, rect.x + rect.w - 2.0, rect.y, 2.0, rect.h);
    }
    context.set_global_alpha(1.0);
    for rect in list.rects.iter().filter(|rect| rect.cut_off && rect.w > 8.0) {
        // A notch: this end was not seen by the coder.
        context.set_fill_style_str(&theme.selection);
        let (right, middle) = (rect.x + rect.w, rect.y + rect.h / 2.0);
        context.begin_path();
        context.move_to(right, middle - 4.0);
        context.line_to(right - 5.0, middle);
        context.line_to(right, middle + 4.0);
        context.fill();
    }
    paint_points(context, list, theme);
    context.set_font(&format!("600 11px {}", theme.font));
    context.set_text_baseline("middle");
    context.set_text_align("left");
    let mut ink = None;
    for label in &list.labels {
        if ink != Some(label.ink) {
            context.set_fill_style_str(&label.ink.to_string());
            ink = Some(label.ink);
        }
        if let Some(text) = labels.fitted(surface, label.code, label.max_width) {
            context.fill_text(&text, label.x, label.y + 0.5).ok();
        }
    }
    for rect in list.rects.iter().chain(&list.front).filter(|rect| rect.selected) {
        paint_selection(context, rect, theme);
    }
}

fn paint_rects(context: &CanvasRenderingContext2d, rects: &[Rect]) {
    let (mut color, mut alpha): (Option<Rgb>, f32) = (None, -1.0);
    for rect in rects {
        if color != Some(rect.color) {
            context.set_fill_style_str(&rect.color.to_string());
            color = Some(rect.color);
        }
        if (alpha - rect.alpha).abs() > f32::EPSILON {
            context.set_global_alpha(f64::from(rect.alpha));
            alpha = rect.alpha;
        }
        context.fill_rect(rect.x, rect.y, rect.w, rect.h);
    }
    context.set_global_alpha(1.0);
}

/// Diamonds of one color are one path: outlined first and filled after, so that neighbors that touch make one shape.
fn paint_points(context: &CanvasRenderingContext2d, list: &DisplayList, theme: &CanvasTheme) {
    for selected in [false, true] {
        let (outline, width) = if selected { (&theme.selection, 4.0) } else { (&theme.surface, 2.0) };
        context.set_stroke_style_str(outline);
        context.set_line_width(width);
        for alike in list.points.chunk_by(|a, b| a.color == b.color) {
            let mut points = alike.iter().filter(|point| point.selected == selected).peekable();
            if points.peek().is_none() {
                continue;
            }
            context.begin_path();
            for point in points {
                let half = point.size / 2.0;
                context.move_to(point.x, point.y - half);
                context.line_to(point.x + half, point.y);
                context.line_to(point.x, point.y + half);
                context.line_to(point.x - half, point.y);
                context.close_path();
            }
            context.stroke();
            context.set_fill_style_str(&alike[0].color.to_string());
            context.fill();
        }
    }
}

/// A double line, dark on light and light on dark, with handles at both edges.
fn paint_selection(context: &CanvasRenderingContext2d, rect: &Rect, theme: &CanvasTheme) {
    let (x, y, w, h) = (rect.x, rect.y, rect.w.max(3.0), rect.h);
    context.set_line_width(2.0);
    context.set_stroke_style_str(&theme.selection);
    context.stroke_rect(x - 1.0, y - 1.0, w + 2.0, h + 2.0);
    context.set_line_width(1.0);
    context.set_stroke_style_str(&theme.selection_gap);
    context.stroke_rect(x + 0.5, y + 0.5, (w - 1.0).max(1.0), h - 1.0);
    if !rect.open && rect.w > 14.0 {
        context.set_fill_style_str(&theme.selection);
        for edge in [x - 2.0, x + w - 2.0] {
            context.fill_rect(edge, y + h / 2.0 - 5.0, 4.0, 10.0);
        }
    }
}

/// Paints the ruler's ticks and timecodes.
pub fn paint_ruler(surface: &Surface, ruler: &Ruler, height: f64, theme: &CanvasTheme) {
    let context = &surface.context;
    for major in [false, true] {
        context.set_fill_style_str(if major { &theme.line } else { &theme.line_faint });
        let length = if major { 8.0 } else { 4.0 };
        for tick in ruler.ticks.iter().filter(|tick| tick.major == major) {
            context.fill_rect(tick.x.round(), height - length, 1.0, length);
        }
    }
    context.set_font(&format!("11px {}", theme.font));
    context.set_text_baseline("middle");
    context.set_text_align("left");
    context.set_fill_style_str(&theme.text);
    for tick in ruler.ticks.iter().filter(|tick| tick.major) {
        context.fill_text(&ruler.label(tick), tick.x + 4.0, height / 2.0 - 1.0).ok();
    }
}

/// Shades what lies outside of the coded window.
pub fn paint_outside(surface: &Surface, scale: &Scale, window: Option<Span>, top: f64, theme: &CanvasTheme) {
    let Some(window) = window else { return };
    let (left, right) = (scale.x(window.start()), scale.x(window.end()));
    if left > 0.0 {
        surface.fill(&theme.shade, 0.0, top, left.min(surface.width), surface.height - top);
    }
    if right < surface.width {
        let from = right.max(0.0);
        surface.fill(&theme.shade, from, top, surface.width - from, surface.height - top);
    }
}

/// Paints points A and B with what lies between them, the playhead, and a line where a dragged edge snapped to.
pub fn paint_overlay(
    surface: &Surface,
    playhead: f64,
    snapped: Option<f64>,
    [a, b]: [Option<f64>; 2],
    theme: &CanvasTheme,
) {
    if let (Some(from), Some(to)) = (a, b) {
        surface.fill(&theme.accent, from, 0.0, (to - from).max(2.0), 3.0);
    }
    for (x, name) in [(a, "A"), (b, "B")] {
        let Some(x) = x.filter(|x| (-20.0..surface.width + 20.0).contains(x)) else { continue };
        // A has its letter to the right of the line, B to the left: they stand within what is repeated.
        let left = if name == "A" { x } else { x - 13.0 };
        surface.fill(&theme.accent, left, 0.0, 13.0, 13.0);
        surface.fill(&theme.accent, if name == "A" { x } else { x - 1.0 }, 0.0, 1.0, surface.height);
        let context = &surface.context;
        context.set_font(&format!("700 10px {}", theme.font));
        context.set_text_baseline("middle");
        context.set_text_align("center");
        context.set_fill_style_str(&theme.surface);
        context.fill_text(name, left + 6.5, 7.0).ok();
    }
    if let Some(x) = snapped {
        surface.fill(&theme.accent, x.round(), 0.0, 1.0, surface.height);
    }
    if (-8.0..surface.width + 8.0).contains(&playhead) {
        let x = playhead.round();
        surface.fill(&theme.playhead, x - 0.5, 0.0, 1.5, surface.height);
        let context = &surface.context;
        context.begin_path();
        context.move_to(x - 5.0, 0.0);
        context.line_to(x + 6.0, 0.0);
        context.line_to(x + 6.0, 8.0);
        context.line_to(x + 0.5, 13.0);
        context.line_to(x - 5.0, 8.0);
        context.close_path();
        context.fill();
    }
}

/// Paints lines under what was found, with a gap that parts them from the events' own colors.
pub fn paint_underlines(surface: &Surface, lines: &[Underline], theme: &CanvasTheme) {
    for line in lines {
        surface.fill(&theme.surface, line.x, line.y - 4.0, line.w, 4.0);
    }
    for line in lines {
        surface.fill(&theme.accent, line.x, line.y - 3.0, line.w, 3.0);
    }
}

/// Paints where in the whole session something was found.
pub fn paint_match_ticks(surface: &Surface, ticks: &[f64], theme: &CanvasTheme) {
    for x in ticks {
        surface.fill(&theme.accent, *x, 0.0, 2.0, 5.0);
    }
}

/// Paints the box that selects.
pub fn paint_area(surface: &Surface, area: Area, theme: &CanvasTheme) {
    let context = &surface.context;
    let (x, y) = (area.x.0.min(area.x.1), area.y.0.min(area.y.1));
    let (w, h) = ((area.x.1 - area.x.0).abs(), (area.y.1 - area.y.0).abs());
    context.set_global_alpha(0.14);
    surface.fill(&theme.accent, x, y, w, h);
    context.set_global_alpha(1.0);
    context.set_line_width(1.0);
    context.set_stroke_style_str(&theme.accent);
    context.stroke_rect(x.round() + 0.5, y.round() + 0.5, w.round(), h.round());
}

/// Paints the whole session with the frame over what is in view.
pub fn paint_minimap(surface: &Surface, list: &DisplayList, frame: (f64, f64), playhead: f64, theme: &CanvasTheme) {
    let context = &surface.context;
    for lane in &list.lanes {
        surface.fill(&theme.lane, 0.0, lane.y, surface.width, lane.height);
    }
    paint_rects(context, &list.rects);
    paint_rects(context, &list.front);
    for point in &list.points {
        surface.fill(&point.color.to_string(), point.x - 1.0, point.y - 1.5, 2.0, 3.0);
    }
    let (left, right) = frame;
    context.set_global_alpha(0.16);
    surface.fill(&theme.accent, left, 0.0, right - left, surface.height);
    context.set_global_alpha(1.0);
    context.set_line_width(1.5);
    context.set_stroke_style_str(&theme.accent);
    context.stroke_rect(left + 0.75, 0.75, (right - left - 1.5).max(3.0), surface.height - 1.5);
    surface.fill(&theme.playhead, playhead.round() - 0.5, 0.0, 1.5, surface.height);
}
