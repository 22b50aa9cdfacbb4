//! Rectangles, lines and texts on any of plotters' backends.

use super::Theme;
use super::bars::Rect;
use crate::color::Rgb;
use plotters::coord::Shift;
use plotters::prelude::{
    DrawingArea, DrawingAreaErrorKind, DrawingBackend, PathElement, RGBColor, Rectangle, ShapeStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, TextStyle};

/// What figures are drawn on.
pub(super) type Area<B> = DrawingArea<B, Shift>;

/// What drawing answers: the errors of the backend.
pub(super) type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

pub(super) fn fill<B: DrawingBackend>(area: &Area<B>, place: Rect, color: Rgb) -> Drawn<B> {
    area.draw(&Rectangle::new([(place.left, place.top), (place.right, place.bottom)], rgb(color).filled()))
}

pub(super) fn line<B: DrawingBackend>(area: &Area<B>, from: (i32, i32), to: (i32, i32), color: Rgb) -> Drawn<B> {
    area.draw(&PathElement::new(vec![from, to], ShapeStyle::from(&rgb(color)).stroke_width(1)))
}

pub(super) fn style(theme: &Theme, color: Rgb, weight: FontStyle, side: HPos, height: VPos) -> TextStyle<'_> {
    let font = (FontFamily::Name(&theme.font), theme.font_size, weight);
    TextStyle { color: rgb(color).to_backend_color(), pos: Pos::new(side, height), ..TextStyle::from(font) }
}

pub(super) fn rgb(color: Rgb) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}
