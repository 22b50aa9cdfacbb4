//! How a number between −1 and 1 depends on a setting: a point for each choice, joined by a line, and the choice that holds.

use super::Theme;
use super::bars::Rect;
use super::picture::{Mark, Picture, Shape, Side, px, round};

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct CurveChart {
    /// The number.
    pub up: String,
    /// The setting.
    pub across: String,
    /// By the setting's values, evenly apart.
    pub points: Vec<Point>,
    /// The point of the value that holds.
    pub now: Option<usize>,
}

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The setting's value.
    pub name: String,
    /// The number; `None` where it has no value, which leaves a gap.
    pub value: Option<f64>,
    /// Both as a sentence.
    pub says: String,
}

/// How high 0 to 1 is, in pixels.
const HEIGHT: f64 = 150.0;

impl CurveChart {
    /// Lays the curve out for a width. It goes from 0 to 1, and below 0 as far as there are such values.
    pub fn layout(&self, width: u32, theme: &Theme) -> Picture {
        let font = theme.font_size;
        let (row, gap) = (round(font * 2.0), round(font));
        let least = self.points.iter().filter_map(|point| point.value).fold(0.0, f64::min);
        let below = (-least.max(-1.0) * 5.0).ceil() / 5.0;
        let (left, top) = (round(font * 3.5), row + gap);
        let zero = top + round(HEIGHT);
        let base = zero + round(below * HEIGHT);
        let count = px(u32::try_from(self.points.len()).unwrap_or(u32::MAX)).max(1);
        let step = ((px(width) - left - gap) / count).clamp(round(font * 3.5), 90);
        let right = left + count * step;
        let mut picture = Picture { width: width.max((right + gap).unsigned_abs()), ..Picture::default() };
        picture.title((gap, row / 2), &self.up, px(picture.width) - 2 * gap, theme);
        let height = |value: f64| zero - round(value * HEIGHT);
        for fifth in -5..=5 {
            let value = f64::from(fifth) / 5.0;
            if value < -below {
                continue;
            }
            let y = height(value);
            let color = if fifth == 0 { theme.line } else { theme.grid };
            picture.fill(Rect { left, top: y, right, bottom: y + 1 }, color);
            picture.text((left - gap / 2, y), format!("{value:.1}"), theme.muted, Side::Right);
        }
        let place = |nth: usize, value: f64| {
            let nth = i32::try_from(nth).unwrap_or(i32::MAX);
            (left + nth * step + step / 2, height(value.clamp(-1.0, 1.0)))
        };
        for (nth, two) in self.points.windows(2).enumerate() {
            if let (Some(one), Some(other)) = (two[0].value, two[1].value) {
                let (from, to) = (place(nth, one), place(nth + 1, other));
                picture.shapes.push(Shape::Line { from, to, color: theme.first });
            }
        }
        for (nth, point) in self.points.iter().enumerate() {
            let x = place(nth, 0.0).0;
            let is_now = self.now == Some(nth);
            if let Some(value) = point.value {
                let (y, half) = (height(value.clamp(-1.0, 1.0)), if is_now { 6 } else { 3 });
                let color = if is_now { theme.second } else { theme.first };
                picture.fill(Rect { left: x - half, top: y - half, right: x + half, bottom: y + half }, color);
            }
            let ink = if is_now { theme.text } else { theme.muted };
            picture.text((x, base + row / 2 + 2), point.name.clone(), ink, Side::Center);
            let column = Rect { left: x - step / 2, top, right: x + step / 2, bottom: base + row };
            picture.marks.push(Mark { place: column, says: point.says.clone() });
        }
        picture.end_along((left, base), &self.across, theme)
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::draw;
    use super::*;
    use crate::color::Rgb;
    use crate::plot::svg;

    fn chart(values: &[Option<f64>]) -> CurveChart {
        let point = |(nth, value): (usize, &Option<f64>)| Point {
            name: format!("{nth} s"),
            value: *value,
            says: format!("point {nth}"),
        };
        let points = values.iter().enumerate().map(point).collect();
        CurveChart { up: "κ by units".into(), across: "Tolerance".into(), points, now: Some(1) }
    }

    fn squares(picture: &Picture, color: Rgb) -> Vec<Rect> {
        let of = |shape: &Shape| match shape {
            Shape::Fill { place, color: own } if *own == color => Some(*place),
            _ => None,
        };
        picture.shapes.iter().filter_map(of).collect()
    }

    #[test]
    fn higher_is_higher_and_the_choice_that_holds_stands_out() {
        let (theme, values) = (Theme::paper(), [Some(0.2), Some(0.6), Some(1.0), Some(-0.3)]);
        let picture = chart(&values).layout(500, &theme);
        let others = squares(&picture, theme.first);
        assert_eq!(others.len(), 3);
        assert!(others[0].top > others[1].top && others[2].top > others[0].top);
        let now = squares(&picture, theme.second);
        assert_eq!(now.len(), 1);
        assert!(now[0].right - now[0].left > others[0].right - others[0].left);
        assert!(others.iter().all(|place| place.bottom.unsigned_abs() < picture.height));
    }

    #[test]
    fn a_number_without_a_value_leaves_a_gap_that_says_so() {
        let picture = chart(&[Some(0.2), None, Some(0.4), Some(0.5)]).layout(500, &Theme::paper());
        let lines = picture.shapes.iter().filter(|shape| matches!(shape, Shape::Line { .. })).count();
        assert_eq!((lines, picture.marks.len()), (1, 4));
        let place = picture.marks[1].place;
        let hit = picture.hit(f64::from(place.left + 2), f64::from(place.top + 2));
        assert_eq!(hit, Some(1));
    }

    #[test]
    fn it_draws_and_grows_with_its_points() {
        let picture = chart(&[Some(0.1); 40]).layout(300, &Theme::paper());
        assert!(picture.marks.iter().all(|mark| mark.place.right.unsigned_abs() <= picture.width));
        let file = svg((picture.width, picture.height), |area| draw(area, &picture, &Theme::paper(), None)).unwrap();
        assert!(["κ by units", "39 s", "Tolerance"].iter().all(|word| file.contains(word)), "{file}");
        assert!(chart(&[]).layout(1, &Theme::paper()).marks.is_empty());
    }
}
