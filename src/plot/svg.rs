//! Figures as SVG files.

use super::even::{Even, SVG_TEXT_SCALE};
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind, DrawingBackend, IntoDrawingArea, SVGBackend};

/// A backend failed. Drawing into memory never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDrawn;

/// An area of this size that SVG is drawn on.
type SvgArea<'a> = DrawingArea<Even<SVGBackend<'a>>, Shift>;

/// What drawing answers.
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

/// The text of an SVG file with what `draw` draws. `size` is width and height in pixels; texts stay texts.
///
/// # Errors
/// [`NotDrawn`] if `draw` fails.
pub fn svg(size: (u32, u32), draw: impl for<'a> FnOnce(&SvgArea<'a>) -> Drawn<'a>) -> Result<String, NotDrawn> {
    let mut file = String::new();
    {
        let area = Even::new(SVGBackend::with_string(&mut file, size), size, SVG_TEXT_SCALE).into_drawing_area();
        draw(&area).and_then(|()| area.present()).ok().ok_or(NotDrawn)?;
    }
    Ok(file)
}
