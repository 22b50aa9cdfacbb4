//! Draws the layout of a bar chart.

use super::Layout;
use super::layout::{BarPlace, PanelPlace, Rect};
use crate::model::CodeId;
use crate::plot::Theme;
use crate::plot::brush::{Area, Drawn, fill, line, rgb, style};
use plotters::prelude::{DrawingBackend, PathElement};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, FontStyle};

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
        for band in &panel.bands {
            line(area, (band.left, band.top), (band.left, band.bottom), theme.line)?;
        }
    }
    Ok(())
}

fn grid<B: DrawingBackend>(area: &Area<B>, panel: &PanelPlace, theme: &Theme) -> Drawn<B> {
    let below = style(theme, theme.muted, FontStyle::Normal, HPos::Center, VPos::Top);
    let bottom = panel.bands.last().map_or(0, |band| band.bottom);
    for tick in &panel.ticks {
        for band in &panel.bands {
            line(area, (tick.x, band.top), (tick.x, band.bottom), theme.grid)?;
        }
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
