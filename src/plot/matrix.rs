//! A table of two coders: what one said down, what the other said across, each cell with its number.

use super::bars::Rect;
use super::picture::{Mark, Picture, Side, mix, px, round};
use super::{Theme, text};
use crate::color::Rgb;

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixChart {
    /// Who is read from above to below.
    pub down: String,
    /// Who is read from left to right.
    pub across: String,
    /// Names of the rows.
    pub rows: Vec<String>,
    /// Names of the columns. Cells whose row and column have the same place are where both agree.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// How much, not negative; the shade follows from it.
    pub value: f64,
    /// The number in writing.
    pub text: String,
    /// The whole cell as a sentence.
    pub says: String,
}

/// The widest and the narrowest a cell gets, in pixels.
const CELL: (i32, i32) = (84, 34);

impl MatrixChart {
    /// Lays the table out for a width. A table of many codes is as wide as its narrowest cells need.
    pub fn layout(&self, width: u32, theme: &Theme) -> Picture {
        let font = theme.font_size;
        let row = round(font * 2.4);
        let gap = round(font * 0.5);
        let widest = self.rows.iter().map(|name| text::width(name, font)).fold(0.0, f64::max);
        let names = round(widest.min(f64::from(width) * 0.3).ceil()) + 2 * gap;
        let count = px(u32::try_from(self.columns.len()).unwrap_or(u32::MAX)).max(1);
        let cell = ((px(width) - names - gap) / count).clamp(CELL.1, CELL.0);
        let whole = names + count * cell + gap;
        let mut picture = Picture { width: width.max(whole.unsigned_abs()), ..Picture::default() };

        picture.title((names, row / 2), &self.across, px(picture.width) - names, theme);
        let heads = row + row / 2;
        for (index, name) in (0..).zip(&self.columns) {
            let name = text::fitted(name, font, f64::from(cell - 4));
            picture.text((names + index * cell + cell / 2, heads), name, theme.muted, Side::Center);
        }
        let top = heads + row / 2;
        picture.title((gap, heads), &self.down, names - 2 * gap, theme);
        for (index, name) in (0..).zip(&self.rows) {
            let name = text::fitted(name, font, f64::from(names - 2 * gap));
            picture.text((names - gap, top + index * row + row / 2), name, theme.muted, Side::Right);
        }

        let greatest = |same: bool| {
            let own = self.places().filter(|((row, column), _)| (row == column) == same);
            own.map(|(_, cell)| cell.value).fold(0.0, f64::max)
        };
        let (agree, differ) = (greatest(true), greatest(false));
        for ((down, across), content) in self.places() {
            let (left, upper) = (names + across * cell, top + down * row);
            let place = Rect { left: left + 1, top: upper + 1, right: left + cell - 1, bottom: upper + row - 1 };
            let (full, most) = if down == across { (theme.first, agree) } else { (theme.second, differ) };
            // By the root, so that what is rare is still seen; never so full that its number would not be read.
            let share = if most > 0.0 { (content.value / most).sqrt() * 0.75 } else { 0.0 };
            let color = mix(theme.highlight, full, share);
            picture.fill(place, color);
            let ink = if content.value > 0.0 { ink(color) } else { theme.muted };
            picture.text((left + cell / 2, upper + row / 2), content.text.clone(), ink, Side::Center);
            picture.marks.push(Mark { place, says: content.says.clone() });
        }
        let rows = px(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        picture.height = (top + rows * row + gap).unsigned_abs();
        picture
    }

    fn places(&self) -> impl Iterator<Item = ((i32, i32), &Cell)> {
        let across = self.columns.len().max(1);
        let place = move |index: usize| {
            let int = |place: usize| i32::try_from(place).unwrap_or(i32::MAX);
            (int(index / across), int(index % across))
        };
        self.cells.iter().enumerate().map(move |(index, cell)| (place(index), cell))
    }
}

/// Black or white, whichever is read better: on any shade one of them has a contrast of 4.5, which the softer ink of codes has not.
fn ink(shade: Rgb) -> Rgb {
    let (black, white) = (Rgb::hex(0), Rgb::hex(0xff_ffff));
    if shade.contrast(black) >= shade.contrast(white) { black } else { white }
}

#[cfg(test)]
mod tests {
    use super::super::picture::{Shape, draw};
    use super::*;
    use crate::plot::svg;

    fn chart() -> MatrixChart {
        let cell = |value: f64| Cell { value, text: format!("{value:.1}"), says: format!("said {value}") };
        let names = || ["Partner", "Object", "A name that is far too long for its cell"].map(String::from).to_vec();
        let cells = [312.0, 18.0, 9.0, 11.0, 188.0, 0.0, 7.0, 16.0, 102.0].map(cell).to_vec();
        MatrixChart { down: "AR".into(), across: "BM".into(), rows: names(), columns: names(), cells }
    }

    #[test]
    fn each_cell_is_a_mark_with_its_number_in_it() {
        let picture = chart().layout(400, &Theme::paper());
        assert_eq!(picture.marks.len(), 9);
        assert_eq!(picture.marks[3].says, "said 11");
        for (mark, cell) in picture.marks.iter().zip(chart().cells) {
            let (x, y) = (i32::midpoint(mark.place.left, mark.place.right), mark.place.top + 5);
            assert_eq!(picture.hit(f64::from(x), f64::from(y)).map(|hit| &picture.marks[hit].says), Some(&mark.says));
            let within = |shape: &&Shape| {
                matches!(shape, Shape::Text { at, text, .. }
                if *text == cell.text && mark.place.contains(f64::from(at.0), f64::from(at.1)))
            };
            assert_eq!(picture.shapes.iter().filter(within).count(), 1, "{}", cell.text);
        }
    }

    #[test]
    fn numbers_are_readable_on_their_shade() {
        let dark = Theme {
            highlight: crate::color::Rgb::hex(0x20_252d),
            first: crate::color::Rgb::hex(0x8a_abff),
            second: crate::color::Rgb::hex(0xf2_a450),
            ..Theme::paper()
        };
        for theme in [Theme::paper(), dark] {
            for share in 0..=20 {
                for full in [theme.first, theme.second] {
                    let shade = mix(theme.highlight, full, f64::from(share) / 20.0 * 0.75);
                    assert!(ink(shade).contrast(shade) >= 4.5, "{shade} at {share}");
                }
            }
        }
    }

    #[test]
    fn a_table_of_many_codes_grows_beyond_its_width() {
        let many: Vec<String> = (0..30).map(|code| format!("Code {code}")).collect();
        let cell = Cell { value: 0.0, text: "0".into(), says: String::new() };
        let chart = MatrixChart { rows: many.clone(), columns: many, cells: vec![cell; 900], ..chart() };
        let picture = chart.layout(300, &Theme::paper());
        assert!(picture.width > 30 * 30);
        assert!(picture.marks.iter().all(|mark| mark.place.right.unsigned_abs() <= picture.width));
        assert!(picture.marks.iter().all(|mark| mark.place.bottom.unsigned_abs() <= picture.height));
    }

    #[test]
    fn it_draws() {
        let picture = chart().layout(400, &Theme::paper());
        let size = (picture.width, picture.height);
        let file = svg(size, |area| draw(area, &picture, &Theme::paper(), Some(0))).unwrap();
        assert!(["312.0", "Partner", "AR", "BM"].iter().all(|word| file.contains(word)), "{file}");
        let empty = MatrixChart { rows: vec![], columns: vec![], cells: vec![], ..chart() };
        assert!(empty.layout(1, &Theme::paper()).marks.is_empty());
    }
}
