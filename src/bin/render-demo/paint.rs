//! A thin layer over the rasterizer: flat colors, a few shapes, one transform at a time.

use tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// A point in pixels, or in the units of the current transform.
pub(crate) type Point = (f32, f32);

/// `a` at 0, `b` at 1.
pub(crate) fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}

/// `a` at 0, `b` at 1.
pub(crate) fn mix_point(a: Point, b: Point, t: f32) -> Point {
    (mix(a.0, b.0, t), mix(a.1, b.1, t))
}

/// A color as `0xrrggbb`, opaque.
pub(crate) fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::from_rgba8(r, g, b, 255)
}

/// A color as `0xrrggbb` with an opacity of 0 to 1.
pub(crate) fn rgba(hex: u32, alpha: f32) -> Color {
    let mut color = rgb(hex);
    color.set_alpha(alpha.clamp(0.0, 1.0));
    color
}

/// A picture being painted.
pub(crate) struct Canvas {
    pixmap: Pixmap,
    /// Applied to all shapes that are painted from now on.
    pub(crate) transform: Transform,
}

impl Canvas {
    /// A black picture; `None` for an empty one.
    pub(crate) fn new(width: u32, height: u32) -> Option<Self> {
        Some(Self { pixmap: Pixmap::new(width, height)?, transform: Transform::identity() })
    }

    /// Its pixels as RGBA, row by row.
    pub(crate) fn rgba(&self) -> &[u8] {
        self.pixmap.data()
    }

    pub(crate) fn fill(&mut self, path: Option<Path>, color: Color) {
        if let Some(path) = path {
            self.pixmap.fill_path(&path, &solid(color), FillRule::Winding, self.transform, None);
        }
    }

    pub(crate) fn stroke(&mut self, path: Option<Path>, width: f32, color: Color) {
        if let Some(path) = path {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            self.pixmap.stroke_path(&path, &solid(color), &stroke, self.transform, None);
        }
    }

    /// A rectangle with hard edges when it lies on whole pixels.
    pub(crate) fn rect(&mut self, (x, y): Point, width: f32, height: f32, color: Color) {
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            self.pixmap.fill_rect(rect, &solid(color), self.transform, None);
        }
    }

    pub(crate) fn ellipse(&mut self, center: Point, rx: f32, ry: f32, color: Color) {
        self.fill(oval(center, rx, ry), color);
    }

    pub(crate) fn circle(&mut self, center: Point, radius: f32, color: Color) {
        self.ellipse(center, radius, radius, color);
    }

    /// A curve from `from` to `to`, drawn toward `by`.
    pub(crate) fn curve(&mut self, from: Point, by: Point, to: Point, width: f32, color: Color) {
        self.stroke(path(from, |p| p.quad_to(by.0, by.1, to.0, to.1)), width, color);
    }
}

/// An ellipse's outline.
pub(crate) fn oval((x, y): Point, rx: f32, ry: f32) -> Option<Path> {
    PathBuilder::from_oval(Rect::from_xywh(x - rx, y - ry, 2.0 * rx, 2.0 * ry)?)
}

/// A path from a point on.
pub(crate) fn path((x, y): Point, draw: impl FnOnce(&mut PathBuilder)) -> Option<Path> {
    let mut builder = PathBuilder::new();
    builder.move_to(x, y);
    draw(&mut builder);
    builder.finish()
}

fn solid(color: Color) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color(color);
    paint
}
