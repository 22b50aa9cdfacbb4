//! A histogram: columns side by side, each with its count over it, over an axis of the edges between them.

use super::bars::Rect;
use super::picture::{Mark, Picture, Side, px, round};
use super::{Theme, text};

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnChart {
    /// What is counted.
    pub up: String,
    /// What the axis is.
    pub across: String,
    /// From left to right.
    pub columns: Vec<Column>,
    /// The name of the last one's right edge.
    pub end: String,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name of its left edge.
    pub from: String,
    /// How much, not negative.
    pub value: f64,
    /// The number in writing.
    pub text: String,
    /// The whole column as a sentence.
    pub says: String,
}

/// How high the highest column is, in pixels.
const HEIGHT: i32 = 140;

/// The widest and the narrowest a column gets, in pixels.
const COLUMN: (i32, i32) = (56, 6);

impl ColumnChart {
    /// Lays the columns out for a width; more of them than it holds at their narrowest make it wider.
    pub fn layout(&self, width: u32, theme: &Theme) -> Picture {
        let font = theme.font_size;
        let (row, gap) = (round(font * 2.0), round(font));
        let edges: Vec<&String> = self.columns.iter().map(|column| &column.from).chain([&self.end]).collect();
        let widest = round(edges.iter().map(|edge| text::width(edge, font)).fold(0.0, f64::max));
        let count = px(u32::try_from(self.columns.len()).unwrap_or(u32::MAX)).max(1);
        let left = gap.max(widest / 2 + 2);
        let step = ((px(width) - 2 * left) / count).clamp(COLUMN.1, COLUMN.0);
        let right = left + count * step;
        let mut picture = Picture { width: width.max((right + left).unsigned_abs()), ..Picture::default() };
        picture.title((gap, row / 2), &self.up, px(picture.width) - 2 * gap, theme);
        let (top, base) = (2 * row, 2 * row + HEIGHT);
        let most = self.columns.iter().map(|column| column.value).fold(0.0, f64::max);
        for (nth, column) in (0..).zip(&self.columns) {
            let from = left + nth * step;
            let share = if most > 0.0 { column.value / most } else { 0.0 };
            let upper = base - round(share * f64::from(HEIGHT));
            picture.fill(Rect { left: from + 1, top: upper, right: from + step - 1, bottom: base }, theme.first);
            if column.value > 0.0 && text::width(&column.text, font) <= f64::from(step) {
                let at = (from + step / 2, upper - round(font * 0.7));
                picture.text(at, column.text.clone(), theme.text, Side::Center);
            }
            let place = Rect { left: from, top: top - row / 2, right: from + step, bottom: base };
            picture.marks.push(Mark { place, says: column.says.clone() });
        }
        picture.fill(Rect { left, top: base, right, bottom: base + 1 }, theme.line);
        // Names of edges stand apart, whatever is between them.
        let every = usize::try_from((widest + gap) / step + 1).unwrap_or(1);
        for (nth, edge) in (0..).zip(&edges).step_by(every) {
            let x = left + nth * step;
            picture.fill(Rect { left: x, top: base, right: x + 1, bottom: base + 4 }, theme.line);
            picture.text((x, base + row / 2 + 2), (*edge).clone(), theme.muted, Side::Center);
        }
        picture.end_along((left, base), &self.across, theme)
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::{Shape, draw};
    use super::*;
    use crate::plot::svg;

    fn chart(values: &[u32]) -> ColumnChart {
        let column = |(nth, value): (i32, &u32)| Column {
            from: (nth * 100).to_string(),
            value: f64::from(*value),
            text: value.to_string(),
            says: format!("{value} pairs"),
        };
        let columns: Vec<Column> = (-2..).zip(values).map(column).collect();
        ColumnChart { up: "Pairs".into(), across: "ms".into(), columns, end: "end".into() }
    }

    fn columns(picture: &Picture) -> Vec<Rect> {
        let of = |shape: &Shape| match shape {
            Shape::Fill { place, color } if *color == Theme::paper().first => Some(*place),
            _ => None,
        };
        picture.shapes.iter().filter_map(of).collect()
    }

    #[test]
    fn columns_are_as_high_as_their_values() {
        let picture = chart(&[2, 0, 8, 4]).layout(400, &Theme::paper());
        let heights: Vec<i32> = columns(&picture).iter().map(|place| place.bottom - place.top).collect();
        assert_eq!(heights, [35, 0, 140, 70]);
        // An empty one can be pointed at as well.
        let empty = picture.marks[1].place;
        let hit = picture.hit(f64::from(empty.left + 1), f64::from(empty.top + 1));
        assert_eq!(hit.map(|hit| picture.marks[hit].says.as_str()), Some("0 pairs"));
    }

    #[test]
    fn many_columns_make_it_wider_and_few_do_not_fill_it() {
        let many = chart(&[1; 300]).layout(400, &Theme::paper());
        assert!(many.width >= 1800);
        assert!(many.marks.iter().all(|mark| mark.place.right.unsigned_abs() <= many.width));
        let few = chart(&[1, 1]).layout(900, &Theme::paper());
        assert!(columns(&few).iter().all(|place| place.right - place.left <= COLUMN.0));
        assert!(chart(&[]).layout(1, &Theme::paper()).marks.is_empty());
    }

    #[test]
    fn names_of_edges_do_not_touch() {
        let picture = chart(&[1; 60]).layout(500, &Theme::paper());
        let edge = |shape: &Shape| match shape {
            Shape::Text { at, text, side: Side::Center, .. } if text.ends_with("00") => {
                Some((at.0, text::width(text, 12.0)))
            }
            _ => None,
        };
        let edges: Vec<(i32, f64)> = picture.shapes.iter().filter_map(edge).collect();
        assert!(edges.len() > 3);
        assert!(edges.windows(2).all(|two| f64::from(two[1].0 - two[0].0) > f64::midpoint(two[0].1, two[1].1)));
    }

    #[test]
    fn it_draws() {
        let picture = chart(&[2, 0, 8]).layout(400, &Theme::paper());
        let file = svg((picture.width, picture.height), |area| draw(area, &picture, &Theme::paper(), Some(0))).unwrap();
        assert!(["Pairs", "-200", "end"].iter().all(|word| file.contains(word)), "{file}");
    }
}
