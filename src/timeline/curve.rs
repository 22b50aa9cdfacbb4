//! From a series of values to a line in a lane: continuous ratings, and whatever else is measured over time.
//!
//! Where samples lie apart, every one of them is drawn. Where many share a column of pixels, the column's first, lowest, highest and last are
//! ("M4", Jugel et al. 2014), which gives the same picture as drawing all of them. So a curve costs pixels, not samples, provided that the
//! series knows its extremes (see [`Pyramid`](super::Pyramid)), and the visible part is found without a walk.

use super::Scale;
use crate::time::Millis;
use std::ops::Range;

/// Values in the order of their times: where they come from is their owner's matter.
pub trait Series {
    /// Number of samples.
    fn len(&self) -> usize;

    /// When a sample was taken, in milliseconds on the session clock. Never falls from one sample to the next.
    fn time(&self, index: usize) -> f64;

    /// What it holds. Not-a-number for a sample that is missing: the line is broken there.
    fn value(&self, index: usize) -> f64;

    /// How long a value holds, in milliseconds: the line goes on level and then steps. `None` where values are joined by straight lines.
    fn holds(&self) -> Option<f64> {
        None
    }

    /// The lowest and the highest value of a range; `None` where all are missing. Asked only of ranges longer than a few samples.
    fn extremes(&self, range: Range<usize>) -> Option<(f64, f64)> {
        range.map(|index| self.value(index)).filter(|value| !value.is_nan()).fold(None, |found, value| {
            Some(found.map_or((value, value), |(low, high): (f64, f64)| (low.min(value), high.max(value))))
        })
    }

    /// The first sample at or after a moment; [`len`](Self::len) if there is none.
    fn first_from(&self, at: f64) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.time(middle) < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Whether there is no sample.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where a curve is drawn: a strip across the view, and the values at its lower and upper end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strip {
    /// Its upper end, in pixels.
    pub y: f64,
    /// Its height.
    pub height: f64,
    /// The value at its lower end.
    pub min: f64,
    /// The value at its upper end.
    pub max: f64,
}

impl Strip {
    /// Where a value lies; one beyond the ends lies on the end. The middle if both ends are the same.
    pub fn y_of(&self, value: f64) -> f64 {
        let range = self.max - self.min;
        let share = if range.abs() > f64::EPSILON { (value - self.min) / range } else { 0.5 };
        self.y + self.height * (1.0 - share.clamp(0.0, 1.0))
    }
}

/// A line without a gap: its corners in pixels, from left to right.
pub type Line = Vec<(f64, f64)>;

/// The lines of a series within the view; a gap in the series is one between two lines.
///
/// The number of corners is at most about four for each pixel of the view's width.
pub fn curve<S: Series + ?Sized>(series: &S, scale: &Scale, strip: &Strip) -> Vec<Line> {
    let (start, end) = (-scale.x(Millis::ZERO) * scale.ms_per_px(), scale.width() * scale.ms_per_px());
    // The samples next to the view on either side, so that the line reaches its edges.
    let first = series.first_from(start).saturating_sub(1);
    let last = (series.first_from(start + end) + 1).min(series.len());
    let pen = Pen { series, scale, strip, start, lines: Vec::new(), line: Vec::new() };
    #[allow(clippy::cast_precision_loss)] // a count of samples
    let dense = last.saturating_sub(first) as f64 > 2.0 * scale.width();
    if dense { pen.columns(first..last) } else { pen.each(first..last) }
}

struct Pen<'a, S: ?Sized> {
    series: &'a S,
    scale: &'a Scale,
    strip: &'a Strip,
    /// Session time at the left end of the view, in milliseconds.
    start: f64,
    lines: Vec<Line>,
    line: Line,
}

impl<S: Series + ?Sized> Pen<'_, S> {
    fn each(mut self, range: Range<usize>) -> Vec<Line> {
        for index in range {
            let value = self.series.value(index);
            if value.is_nan() {
                self.lift();
                continue;
            }
            let at = self.series.time(index);
            self.corner(at, value);
            if let Some(holds) = self.series.holds() {
                self.corner(at + holds, value);
            }
        }
        self.lift();
        self.lines
    }

    /// One pixel after the other. Columns lie at multiples of their width on the session clock, so that a curve keeps its shape while the view
    /// moves.
    fn columns(mut self, range: Range<usize>) -> Vec<Line> {
        let width = self.scale.ms_per_px();
        let mut from = range.start;
        let mut likely = 1;
        while from < range.end {
            let column = (self.series.time(from) / width).floor();
            // Rounding may put a column's end at its own first sample.
            let to = self.first_near(from..range.end, likely, (column + 1.0) * width).max(from + 1);
            likely = to - from;
            match self.series.extremes(from..to) {
                Some((low, high)) => {
                    let at = (column + 0.5) * width;
                    let (first, last) = (self.series.value(from), self.series.value(to - 1));
                    // What is missing at a column's edge breaks the line, as it does where samples lie apart.
                    if first.is_nan() {
                        self.lift();
                    }
                    for value in [first, low, high, last].into_iter().filter(|value| !value.is_nan()) {
                        self.corner(at, value);
                    }
                    if last.is_nan() {
                        self.lift();
                    }
                }
                None => self.lift(),
            }
            from = to;
        }
        self.lift();
        self.lines
    }

    /// The first sample of a range at or after a moment; its end if there is none. Looked for about so many samples on: columns of one width
    /// hold about as many, and a search through all samples would read from all over a long series for each column.
    fn first_near(&self, range: Range<usize>, likely: usize, at: f64) -> usize {
        let is_before = |index: usize| self.series.time(index) < at;
        let near = range.start + likely.saturating_sub(2);
        let (mut low, mut high) = (range.start, range.end);
        if near < high && is_before(near) {
            low = near + 1;
            let mut step = 2;
            while low + step < high {
                if is_before(low + step) {
                    low += step + 1;
                    step *= 2;
                } else {
                    high = low + step;
                }
            }
        } else {
            high = high.min(near);
        }
        while low < high {
            let middle = usize::midpoint(low, high);
            if is_before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn corner(&mut self, at: f64, value: f64) {
        let corner = ((at - self.start) / self.scale.ms_per_px(), self.strip.y_of(value));
        // A corner on the one before it, or a third one at one height, adds nothing.
        let same = |a: f64, b: f64| (a - b).abs() < 1e-9;
        match self.line.as_mut_slice() {
            [.., last] if same(last.0, corner.0) && same(last.1, corner.1) => {}
            [.., before, last] if same(before.1, last.1) && same(last.1, corner.1) => last.0 = corner.0,
            _ => self.line.push(corner),
        }
    }

    fn lift(&mut self) {
        if !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Pyramid;
    use super::*;
    use std::cell::Cell;

    const STRIP: Strip = Strip { y: 100.0, height: 40.0, min: 0.0, max: 10.0 };

    struct Even {
        onset: f64,
        period: f64,
        values: Vec<f64>,
        holds: bool,
        pyramid: Pyramid,
        asked: Cell<usize>,
    }

    impl Even {
        fn new(onset: f64, period: f64, values: Vec<f64>) -> Self {
            let pyramid = values.iter().copied().collect();
            Self { onset, period, values, holds: false, pyramid, asked: Cell::new(0) }
        }
    }

    impl Series for Even {
        fn len(&self) -> usize {
            self.values.len()
        }

        #[allow(clippy::cast_precision_loss)]
        fn time(&self, index: usize) -> f64 {
            self.onset + self.period * index as f64
        }

        fn value(&self, index: usize) -> f64 {
            self.asked.set(self.asked.get() + 1);
            self.values[index]
        }

        fn holds(&self) -> Option<f64> {
            self.holds.then_some(self.period)
        }

        fn extremes(&self, range: Range<usize>) -> Option<(f64, f64)> {
            self.pyramid.extremes(range, |index| self.value(index))
        }
    }

    fn corners(lines: &[Line]) -> Vec<Vec<(i64, i64)>> {
        #[allow(clippy::cast_possible_truncation)]
        let whole = |(x, y): &(f64, f64)| (x.round() as i64, y.round() as i64);
        lines.iter().map(|line| line.iter().map(whole).collect()).collect()
    }

    /// Ten milliseconds a pixel.
    fn scale() -> Scale {
        Scale::new(Millis(10_000), 1000.0)
    }

    #[test]
    fn sparse_samples_are_joined_and_missing_ones_leave_a_gap() {
        let series = Even::new(1000.0, 1000.0, vec![0.0, 10.0, f64::NAN, 5.0, 20.0]);
        let lines = curve(&series, &scale(), &STRIP);
        assert_eq!(corners(&lines), [vec![(100, 140), (200, 100)], vec![(400, 120), (500, 100)]]);
    }

    #[test]
    fn a_value_that_holds_makes_steps_up_to_its_end() {
        let series = Even { holds: true, ..Even::new(0.0, 1000.0, vec![0.0, 0.0, 10.0]) };
        let lines = curve(&series, &scale(), &STRIP);
        assert_eq!(corners(&lines), [vec![(0, 140), (200, 140), (200, 100), (300, 100)]]);
    }

    #[test]
    fn only_the_visible_part_is_read_and_the_line_reaches_the_edges() {
        let mut scale = scale();
        scale.zoom_about(500.0, 100.0);
        let (start, end) = scale.visible();
        let series = Even::new(0.0, 20.0, (0..500).map(|n| f64::from(n % 10)).collect());
        let lines = curve(&series, &scale, &STRIP);
        let (first, last) = (lines[0][0], lines[0][lines[0].len() - 1]);
        assert!(first.0 <= 0.0 && last.0 >= 1000.0, "{first:?} to {last:?}");
        let visible = usize::try_from((end - start).0 / 20).unwrap() + 4;
        assert!(series.asked.get() <= visible, "{} of {visible} read", series.asked.get());
    }

    #[test]
    fn dense_samples_cost_pixels_and_keep_their_peaks() {
        let mut values: Vec<f64> = (0..1_000_000).map(|n| f64::from(n % 7)).collect();
        values[500_004] = 10.0;
        let series = Even::new(0.0, 0.01, values);
        let lines = curve(&series, &scale(), &STRIP);
        let count: usize = lines.iter().map(Vec::len).sum();
        assert!(count <= 4 * 1001, "{count} corners");
        assert!(series.asked.get() < 100_000, "{} samples read", series.asked.get());
        let peaks: Vec<f64> = lines[0].iter().filter(|(_, y)| *y <= 100.0).map(|(x, _)| *x).collect();
        assert!(matches!(peaks[..], [x] if (x - 500.5).abs() < 1e-6), "one peak of a sample: {peaks:?}");
    }

    #[test]
    fn a_column_without_a_sample_that_is_there_breaks_the_line() {
        let values = (0..10_000).map(|n| if (4000..6000).contains(&n) { f64::NAN } else { 5.0 }).collect();
        let lines = curve(&Even::new(0.0, 1.0, values), &scale(), &STRIP);
        assert_eq!(lines.len(), 2);
        assert!(lines[0][lines[0].len() - 1].0 < 400.0 && lines[1][0].0 > 600.0);
    }

    #[test]
    fn columns_stay_where_they_are_while_the_view_moves() {
        let series = Even::new(0.0, 1.0, (0..10_000).map(|n| f64::from(n * 7919 % 11)).collect());
        let mut scale = scale();
        scale.zoom_about(0.0, 2.0);
        let still = curve(&series, &scale, &STRIP);
        scale.pan_by(30.0);
        let moved = curve(&series, &scale, &STRIP);
        let of = |lines: &[Line], x: f64| -> Vec<f64> {
            lines[0].iter().filter(|corner| (corner.0 - x).abs() < 1e-6).map(|corner| corner.1).collect()
        };
        assert_eq!(of(&still, 400.5), of(&moved, 370.5));
        assert!(!of(&still, 400.5).is_empty());
    }

    #[test]
    fn nothing_is_drawn_of_a_series_elsewhere_or_empty() {
        assert!(curve(&Even::new(0.0, 10.0, vec![]), &scale(), &STRIP).is_empty());
        let mut later = scale();
        later.zoom_about(1000.0, 10.0);
        let drawn = curve(&Even::new(0.0, 10.0, vec![1.0; 100]), &later, &STRIP);
        assert!(drawn.iter().flatten().all(|corner| corner.0 < 0.0), "{drawn:?}");
    }
}
