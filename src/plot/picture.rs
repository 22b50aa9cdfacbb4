//! A figure as plain shapes, with the marks that can be pointed at.

use super::bars::Rect;
use super::brush::{Area, Drawn, fill, line, rgb, style};
use super::{Theme, text};
use crate::color::Rgb;
use plotters::prelude::{DrawingBackend, Rectangle};
use plotters::style::text_anchor::{HPos, VPos};
use plotters::style::{Color, FontStyle};

/// Where a text lies beside its anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It begins there.
    Left,
    /// It has its middle there.
    Center,
    /// It ends there.
    Right,
}

/// One shape; in pixels from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Fill {
        /// Where.
        place: Rect,
        /// With what.
        color: Rgb,
    },
    /// A straight line.
    Line {
        /// One end.
        from: (i32, i32),
        /// The other.
        to: (i32, i32),
        /// In what.
        color: Rgb,
    },
    /// A text, its middle at the anchor's height.
    Text {
        /// The anchor.
        at: (i32, i32),
        /// What it says.
        text: String,
        /// In what.
        color: Rgb,
        /// Where it lies.
        side: Side,
        /// Whether it is bold.
        bold: bool,
    },
}

/// What can be pointed at: a cell, a bar, a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What the pointer hits.
    pub place: Rect,
    /// Its names and values, as a sentence.
    pub says: String,
}

/// A way through the marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upward.
    Up,
    /// Downward.
    Down,
}

/// A laid-out figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// From the lowest to the topmost.
    pub shapes: Vec<Shape>,
    /// In the order of the chart, so that a mark's place among them says what it stands for.
    pub marks: Vec<Mark>,
}

impl Picture {
    /// The topmost mark under a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<usize> {
        self.marks.iter().rposition(|mark| mark.place.contains(x, y))
    }

    /// The mark that lies next to one in some direction; the first from nowhere. What lies straight ahead comes before what is nearer aside.
    ///
    /// Left and right follow the order of marks where none lies that way, so that every mark is reached.
    pub fn next(&self, from: Option<usize>, way: Way) -> Option<usize> {
        let Some((from, here)) = from.and_then(|from| Some((from, self.marks.get(from)?))) else {
            return (!self.marks.is_empty()).then_some(0);
        };
        let (x, y) = middle(here.place);
        let distance = |mark: &Mark| {
            let (dx, dy) = (middle(mark.place).0 - x, middle(mark.place).1 - y);
            let (ahead, aside) = match way {
                Way::Left => (-dx, dy),
                Way::Right => (dx, dy),
                Way::Up => (-dy, dx),
                Way::Down => (dy, dx),
            };
            (ahead > 0).then_some(ahead + 3 * aside.abs())
        };
        let near = self.marks.iter().enumerate().filter_map(|(index, mark)| Some((distance(mark)?, index)));
        let next = near.min().map(|(_, index)| index);
        next.or(match way {
            Way::Left => from.checked_sub(1),
            Way::Right => Some(from + 1).filter(|next| *next < self.marks.len()),
            Way::Up | Way::Down => None,
        })
    }

    pub(super) fn fill(&mut self, place: Rect, color: Rgb) {
        self.shapes.push(Shape::Fill { place, color });
    }

    pub(super) fn text(&mut self, at: (i32, i32), text: impl Into<String>, color: Rgb, side: Side) {
        self.shapes.push(Shape::Text { at, text: text.into(), color, side, bold: false });
    }

    pub(super) fn title(&mut self, at: (i32, i32), words: &str, room: i32, theme: &Theme) {
        // Bold letters are wider.
        let text = text::fitted(words, theme.font_size * 1.1, f64::from(room));
        self.shapes.push(Shape::Text { at, text, color: theme.text, side: Side::Left, bold: true });
    }

    /// Ends the picture below an axis with the names of its places: with what runs along it.
    pub(super) fn end_along(mut self, (left, base): (i32, i32), along: &str, theme: &Theme) -> Self {
        let (row, gap) = (round(theme.font_size * 2.0), round(theme.font_size));
        let along = text::fitted(along, theme.font_size, f64::from(px(self.width) - left - gap));
        self.text((left, base + row + row / 2), along, theme.muted, Side::Left);
        self.height = (base + 2 * row).unsigned_abs();
        self
    }
}

/// Draws a picture on an area of its size. A line is drawn around the mark that is highlighted.
///
/// # Errors
/// Those of the backend.
pub fn draw<B: DrawingBackend>(
    area: &Area<B>,
    picture: &Picture,
    theme: &Theme,
    highlighted: Option<usize>,
) -> Drawn<B> {
    if let Some(background) = theme.background {
        area.fill(&rgb(background))?;
    }
    for shape in &picture.shapes {
        match shape {
            Shape::Fill { place, color } => fill(area, *place, *color)?,
            Shape::Line { from, to, color } => line(area, *from, *to, *color)?,
            Shape::Text { at, text, color, side, bold } => {
                let weight = if *bold { FontStyle::Bold } else { FontStyle::Normal };
                let side = match side {
                    Side::Left => HPos::Left,
                    Side::Center => HPos::Center,
                    Side::Right => HPos::Right,
                };
                area.draw_text(text, &style(theme, *color, weight, side, VPos::Center), *at)?;
            }
        }
    }
    if let Some(mark) = highlighted.and_then(|index| picture.marks.get(index)) {
        let Rect { left, top, right, bottom } = mark.place;
        area.draw(&Rectangle::new([(left, top), (right - 1, bottom - 1)], rgb(theme.text).stroke_width(2)))?;
    }
    Ok(())
}

/// A color between two: the first at 0, the second at 1.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0 to 255
pub(super) fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let share = share.clamp(0.0, 1.0);
    let blend = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
    Rgb { r: blend(from.r, to.r), g: blend(from.g, to.g), b: blend(from.b, to.b) }
}

fn middle(place: Rect) -> (i32, i32) {
    (i32::midpoint(place.left, place.right), i32::midpoint(place.top, place.bottom))
}

#[allow(clippy::cast_possible_truncation)] // pixels of a figure
pub(super) fn round(value: f64) -> i32 {
    value.round() as i32
}

pub(super) fn px(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows of three marks of ten pixels.
    fn grid() -> Picture {
        let mark = |index: i32| {
            let (left, top) = (index % 3 * 10, index / 3 * 10);
            Mark { place: Rect { left, top, right: left + 10, bottom: top + 10 }, says: index.to_string() }
        };
        Picture { width: 30, height: 20, shapes: Vec::new(), marks: (0..6).map(mark).collect() }
    }

    #[test]
    fn arrows_walk_through_a_grid() {
        #[track_caller]
        fn check(grid: &Picture, from: Option<usize>, way: Way, expect: Option<usize>) {
            assert_eq!(grid.next(from, way), expect);
        }
        let grid = grid();
        check(&grid, None, Way::Right, Some(0));
        check(&grid, Some(0), Way::Right, Some(1));
        check(&grid, Some(0), Way::Down, Some(3));
        check(&grid, Some(5), Way::Up, Some(2));
        check(&grid, Some(3), Way::Down, None);
        check(&grid, Some(2), Way::Right, Some(3));
        check(&grid, Some(3), Way::Left, Some(2));
        check(&grid, Some(5), Way::Right, None);
        check(&Picture::default(), None, Way::Right, None);
    }

    #[test]
    fn every_mark_is_hit_within_its_place() {
        let grid = grid();
        assert_eq!((grid.hit(25.0, 15.0), grid.hit(0.0, 0.0), grid.hit(30.0, 5.0)), (Some(5), Some(0), None));
    }

    #[test]
    fn colors_mix() {
        let (black, white) = (Rgb::hex(0), Rgb::hex(0xff_ffff));
        assert_eq!((mix(black, white, 0.5), mix(black, white, -1.0)), (Rgb::hex(0x80_8080), black));
    }
}
