//! Points over two axes with lines through them: one coder's values against another's, or their differences against their means.

use super::bars::Rect;
use super::picture::{Mark, Picture, Shape, Side, px, round};
use super::{Theme, text};

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterChart {
    /// The vertical axis.
    pub up: String,
    /// The horizontal axis.
    pub across: String,
    /// The points.
    pub dots: Vec<Dot>,
    /// Level lines, from the lowest layer to the topmost.
    pub levels: Vec<Level>,
    /// Both axes are of one length and one scale, with the line on which both values are the same.
    pub is_square: bool,
}

/// A point.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// To the right.
    pub x: f64,
    /// Upward.
    pub y: f64,
    /// The whole point as a sentence.
    pub says: String,
    /// It stands out.
    pub is_special: bool,
}

/// A line at a height.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Where.
    pub y: f64,
    /// What it is, at its right end.
    pub name: String,
    /// It is one of the main lines, not one of those around them.
    pub is_main: bool,
}

/// How high the field of points is, in pixels, and the widest that it gets.
const FIELD: (i32, i32) = (240, 520);

/// Half the side of a point, and of one that stands out.
const DOT: (i32, i32) = (3, 5);

/// Values from one step to another, with the distance of steps between them.
#[derive(Clone, Copy)]
struct Axis {
    low: f64,
    high: f64,
    step: f64,
}

impl Axis {
    /// Holds all values, in four to ten steps of 1, 2 or 5 times a power of ten.
    fn over(values: impl Iterator<Item = f64>) -> Self {
        let (low, high) = values
            .filter(|value| value.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low > high { (0.0, 1.0) } else { (low, high) };
        let middle = f64::midpoint(low, high);
        // One value throughout has a field around it.
        let room = (high - low).max(middle.abs() * 1e-6).max(1e-9);
        let (low, high) = if high - low < room { (middle - 0.5, middle + 0.5) } else { (low, high) };
        let raw = (high - low) / 5.0;
        let power = 10.0_f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| *step >= raw);
        let step = step.unwrap_or(raw);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// The steps, each with its name.
    fn steps(self) -> Vec<(f64, String)> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few decimals
        let decimals = (-self.step.log10().floor()).clamp(0.0, 9.0) as usize;
        let count = ((self.high - self.low) / self.step).round();
        let mut all = Vec::new();
        let mut nth = 0.0;
        while nth <= count {
            let value = self.low + nth * self.step;
            // Not minus zero.
            let value = if value.abs() < self.step / 2.0 { 0.0 } else { value };
            all.push((value, format!("{value:.decimals$}")));
            nth += 1.0;
        }
        all
    }

    /// Where a value lies among `length` pixels.
    fn at(self, value: f64, length: i32) -> i32 {
        round((value - self.low) / (self.high - self.low) * f64::from(length))
    }
}

impl ScatterChart {
    /// Lays the points out for a width.
    pub fn layout(&self, width: u32, theme: &Theme) -> Picture {
        let font = theme.font_size;
        let (row, gap) = (round(font * 2.0), round(font));
        let xs = || self.dots.iter().map(|dot| dot.x);
        let ys = || self.dots.iter().map(|dot| dot.y).chain(self.levels.iter().map(|level| level.y));
        let (across, up) = if self.is_square {
            let both = Axis::over(xs().chain(ys()));
            (both, both)
        } else {
            (Axis::over(xs()), Axis::over(ys()))
        };
        let widest = |names: &mut dyn Iterator<Item = &String>| {
            round(names.map(|name| text::width(name, font)).fold(0.0, f64::max).ceil())
        };
        let (right_steps, up_steps) = (across.steps(), up.steps());
        let left = gap + widest(&mut up_steps.iter().map(|step| &step.1)) + gap / 2;
        let names = widest(&mut self.levels.iter().map(|level| &level.name));
        let room = px(width) - left - 2 * gap - names;
        let high = FIELD.0;
        let wide = if self.is_square { high } else { room.clamp(high, FIELD.1) };
        let (top, right) = (row + gap, left + wide);
        let base = top + high;
        let mut picture = Picture { width: width.max((right + 2 * gap + names).unsigned_abs()), ..Picture::default() };
        picture.title((gap, row / 2), &self.up, px(picture.width) - 2 * gap, theme);
        let point = |x: f64, y: f64| (left + across.at(x, wide), base - up.at(y, high));
        for (value, name) in &up_steps {
            let y = point(across.low, *value).1;
            picture.fill(Rect { left, top: y, right, bottom: y + 1 }, theme.grid);
            picture.text((left - gap / 2, y), name.clone(), theme.muted, Side::Right);
        }
        let longest = widest(&mut right_steps.iter().map(|step| &step.1));
        let apart = across.at(across.low + across.step, wide).max(1);
        let every = usize::try_from((longest + gap) / apart + 1).unwrap_or(1);
        for (value, name) in right_steps.iter().step_by(every) {
            let x = point(*value, up.low).0;
            picture.fill(Rect { left: x, top: base, right: x + 1, bottom: base + 4 }, theme.line);
            picture.text((x, base + row / 2 + 2), name.clone(), theme.muted, Side::Center);
        }
        picture.fill(Rect { left, top: base, right, bottom: base + 1 }, theme.line);
        if self.is_square {
            let (from, to) = ((left, base), (right, top));
            picture.shapes.push(Shape::Line { from, to, color: theme.line });
        }
        // Names of levels that lie close are moved apart, so that each can be read.
        let mut taken: Vec<i32> = Vec::new();
        for level in &self.levels {
            let y = point(across.low, level.y).1;
            let color = if level.is_main { theme.second } else { theme.line };
            picture.fill(Rect { left, top: y, right, bottom: y + if level.is_main { 2 } else { 1 } }, color);
            let mut at = y;
            while taken.iter().any(|other| (other - at).abs() < round(font * 1.2)) {
                at += 1;
            }
            taken.push(at);
            picture.text((right + gap / 2, at), level.name.clone(), theme.muted, Side::Left);
        }
        for dot in &self.dots {
            let (x, y) = point(dot.x, dot.y);
            let half = if dot.is_special { DOT.1 } else { DOT.0 };
            let color = if dot.is_special { theme.second } else { theme.first };
            let place = Rect { left: x - half, top: y - half, right: x + half, bottom: y + half };
            picture.fill(place, color);
            let hit = Rect { left: x - DOT.1, top: y - DOT.1, right: x + DOT.1, bottom: y + DOT.1 };
            picture.marks.push(Mark { place: hit, says: dot.says.clone() });
        }
        picture.end_along((left, base), &self.across, theme)
    }
}

#[cfg(test)]
mod tests {
    use super::super::picture::draw;
    use super::*;
    use crate::plot::svg;

    fn chart(points: &[(f64, f64)], is_square: bool) -> ScatterChart {
        let dot = |(x, y): &(f64, f64)| Dot { x: *x, y: *y, says: format!("{x} {y}"), is_special: *x > 4.0 };
        let level = |y: f64, name: &str| Level { y, name: name.into(), is_main: y == 0.0 };
        let levels =
            if is_square { Vec::new() } else { vec![level(0.0, "mean"), level(0.1, "near"), level(-2.0, "low")] };
        ScatterChart { up: "B".into(), across: "A".into(), dots: points.iter().map(dot).collect(), levels, is_square }
    }

    fn middle(mark: &Mark) -> (i32, i32) {
        (i32::midpoint(mark.place.left, mark.place.right), i32::midpoint(mark.place.top, mark.place.bottom))
    }

    #[test]
    fn points_lie_where_their_values_are() {
        let picture = chart(&[(1.0, 1.0), (5.0, 5.0), (3.0, 2.0)], true).layout(600, &Theme::paper());
        let [low, high, other] = [0, 1, 2].map(|nth| middle(&picture.marks[nth]));
        // Both axes have one scale: points of identity rise by as much as they go to the right.
        assert_eq!(high.0 - low.0, low.1 - high.1);
        assert_eq!(other.0 - low.0, (high.0 - low.0) / 2);
        assert_eq!(low.1 - other.1, (low.1 - high.1) / 4);
        assert_eq!(picture.hit(f64::from(other.0), f64::from(other.1)), Some(2));
    }

    #[test]
    fn all_points_and_levels_lie_within() {
        for points in [vec![(1.0, -2.5), (7.0, 3.25)], vec![(3.0, 3.0)], vec![], vec![(0.001, -1e-7), (0.002, 1e7)]] {
            for is_square in [true, false] {
                let picture = chart(&points, is_square).layout(500, &Theme::paper());
                assert_eq!(picture.marks.len(), points.len());
                for mark in &picture.marks {
                    let (x, y) = middle(mark);
                    assert!(x >= 0 && x.unsigned_abs() < picture.width, "{points:?}");
                    assert!(y >= 0 && y.unsigned_abs() < picture.height, "{points:?}");
                }
            }
        }
    }

    #[test]
    fn axes_have_round_steps() {
        #[track_caller]
        fn check(values: &[f64], expect: &[&str]) {
            let steps = Axis::over(values.iter().copied()).steps();
            assert_eq!(steps.iter().map(|step| step.1.as_str()).collect::<Vec<_>>(), expect);
        }
        check(&[1.0, 5.0], &["1", "2", "3", "4", "5"]);
        check(&[-0.13, 0.11], &["-0.15", "-0.10", "-0.05", "0.00", "0.05", "0.10", "0.15"]);
        check(&[3.0], &["2.4", "2.6", "2.8", "3.0", "3.2", "3.4", "3.6"]);
        check(&[0.0, 4000.0], &["0", "1000", "2000", "3000", "4000"]);
    }

    #[test]
    fn names_of_levels_do_not_lie_over_each_other() {
        let picture = chart(&[(1.0, 1.0)], false).layout(500, &Theme::paper());
        let height = |word: &str| {
            let of = |shape: &Shape| match shape {
                Shape::Text { at, text, .. } if text == word => Some(at.1),
                _ => None,
            };
            picture.shapes.iter().find_map(of).unwrap()
        };
        assert!((height("mean") - height("near")).abs() >= 14);
    }

    #[test]
    fn it_draws() {
        let picture = chart(&[(1.0, 2.0), (5.0, 1.0)], false).layout(400, &Theme::paper());
        let file = svg((picture.width, picture.height), |area| draw(area, &picture, &Theme::paper(), Some(0))).unwrap();
        assert!(
            ["mean", "low", ">A<", ">B<"].iter().all(|word| file.replace(['\n', ' '], "").contains(word)),
            "{file}"
        );
    }
}
