//! Draws the layout of a bar chart.

use super::Layout;
use super::layout::{BarPlace, PanelPlace, Rect};
use crate::color::Rgb;
use crate::model::CodeId;
use crate::plot::Theme;
use plotters::coord::Shift;
use plotters::prelude::{
    DrawingArea, DrawingAreaErrorKind, DrawingBackend, PathElement, RGBColor, Rectangle, ShapeStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, TextStyle};

type Area<B> = DrawingArea<B, Shift>;
type Drawn<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

/// Draws a chart on an area of the layout's size. The rows of `highlighted` get a background.
///
/// # Errors
/// Those of the backend.
pub fn draw<B: DrawingBackend>(
    area: &Area<B>,
    layout: &Layout,
    theme: &Theme,
    highlighted: Option<CodeId>,
) -> Drawn<B> {
    if let Some(background) = theme.background {
        area.fill(&rgb(background))?;
    }
    for panel in &layout.panels {
        grid(area, panel, theme)?;
        for bar in &panel.bars {
            if highlighted == Some(bar.code) {
                fill(area, bar.row, theme.highlight)?;
            }
            row(area, bar, theme)?;
        }
        let axis = panel.plot.left;
        line(area, (axis, panel.plot.top), (axis, panel.plot.bottom), theme.line)?;
    }
    Ok(())
}

fn grid<B: DrawingBackend>(area: &Area<B>, panel: &PanelPlace, theme: &Theme) -> Drawn<B> {
    let (top, bottom) = (panel.plot.top, panel.plot.bottom);
    for tick in &panel.ticks {
        line(area, (tick.x, top), (tick.x, bottom), theme.grid)?;
        let below = style(theme, theme.muted, FontStyle::Normal, HPos::Center, VPos::Top);
        area.draw_text(&tick.text, &below, (tick.x, bottom + 4))?;
    }
    let at_left = |color, weight| style(theme, color, weight, HPos::Left, VPos::Center);
    area.draw_text(&panel.title.text, &at_left(theme.text, FontStyle::Bold), (panel.title.x, panel.title.y))?;
    for group in &panel.groups {
        area.draw_text(&group.text, &at_left(theme.muted, FontStyle::Bold), (group.x, group.y))?;
    }
    Ok(())
}

fn row<B: DrawingBackend>(area: &Area<B>, bar: &BarPlace, theme: &Theme) -> Drawn<B> {
    let middle = i32::midpoint(bar.row.top, bar.row.bottom);
    let at = |side| style(theme, theme.text, FontStyle::Normal, side, VPos::Center);
    area.draw_text(&bar.label, &at(HPos::Right), (bar.label_right, middle))?;
    if let Some(place) = bar.bar {
        fill(area, place, bar.color)?;
        let Rect { left, top, right, bottom } = place;
        let around = vec![(left, top), (right, top), (right, bottom), (left, bottom)];
        area.draw(&PathElement::new(around, rgb(theme.line).stroke_width(1)))?;
    }
    area.draw_text(&bar.value, &at(HPos::Left), (bar.value_left, middle))
}

fn fill<B: DrawingBackend>(area: &Area<B>, place: Rect, color: Rgb) -> Drawn<B> {
    area.draw(&Rectangle::new([(place.left, place.top), (place.right, place.bottom)], rgb(color).filled()))
}

fn line<B: DrawingBackend>(area: &Area<B>, from: (i32, i32), to: (i32, i32), color: Rgb) -> Drawn<B> {
    area.draw(&PathElement::new(vec![from, to], ShapeStyle::from(&rgb(color)).stroke_width(1)))
}

fn style(theme: &Theme, color: Rgb, weight: FontStyle, side: HPos, height: VPos) -> TextStyle<'_> {
    let font = (FontFamily::Name(&theme.font), theme.font_size, weight);
    TextStyle { color: rgb(color).to_backend_color(), pos: Pos::new(side, height), ..TextStyle::from(font) }
}

fn rgb(color: Rgb) -> RGBColor {
    RGBColor(color.r, color.g, color.b)
}
