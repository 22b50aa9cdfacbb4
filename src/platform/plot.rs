//! Figures on canvases and as pictures.

use super::canvas::Surface;
use super::file;
use super::page::document;
use super::theme::CanvasTheme;
use crate::color::Rgb;
use crate::plot::Theme;
use crate::plot::even::Even;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

/// What figures are drawn on.
pub type CanvasArea = DrawingArea<Even<CanvasBackend>, Shift>;

/// Pixels of a downloaded picture for each pixel of the figure: sharp in print at the width of a column.
const PICTURE_DENSITY: u32 = 3;

/// The look of the page, for figures on it.
pub fn page_theme(page: &CanvasTheme) -> Theme {
    let paper = Theme::paper();
    let color = |css: &str, otherwise: Rgb| Rgb::try_from(css.to_owned()).unwrap_or(otherwise);
    Theme {
        background: None,
        text: color(&page.selection, paper.text),
        muted: color(&page.text, paper.muted),
        grid: color(&page.line_faint, paper.grid),
        line: color(&page.line, paper.line),
        highlight: color(&page.lane, paper.highlight),
        first: color(&page.parent, paper.first),
        second: color(&page.child, paper.second),
        font: if page.font.is_empty() { paper.font } else { page.font.clone() },
        font_size: paper.font_size,
    }
}

/// Sizes and clears a canvas, to be drawn on in CSS pixels. `None` if it has no area or no context.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // pixels of a screen
pub fn area(canvas: HtmlCanvasElement) -> Option<CanvasArea> {
    let surface = Surface::new(&canvas)?;
    let size = (surface.width as u32, surface.height as u32);
    Some(Even::new(CanvasBackend::with_canvas_object(canvas)?, size, 1.0).into_drawing_area())
}

/// Draws a figure of this size on a canvas of its own and hands it out as a PNG file; `done` is told whether that worked.
pub fn download_png(
    size: (u32, u32),
    name: String,
    draw: impl FnOnce(&CanvasArea) -> bool,
    done: impl FnOnce(bool) + 'static,
) {
    let Some(canvas) = picture(size, draw) else { return done(false) };
    let taken = Closure::once_into_js(move |blob: Option<Blob>| {
        done(blob.and_then(|blob| file::download_blob(&blob, &name)).is_some());
    });
    // Fails only for canvases that hold pictures of other origins.
    canvas.to_blob(taken.unchecked_ref()).ok();
}

fn picture((width, height): (u32, u32), draw: impl FnOnce(&CanvasArea) -> bool) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width * PICTURE_DENSITY);
    canvas.set_height(height * PICTURE_DENSITY);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let density = f64::from(PICTURE_DENSITY);
    context.scale(density, density).ok()?;
    let backend = CanvasBackend::with_canvas_object(canvas.clone())?;
    draw(&Even::new(backend, (width, height), 1.0).into_drawing_area()).then_some(canvas)
}
