//! Where the parts of a bar chart lie. Pixels count from the upper left corner.

use super::{Bar, BarChart, Measure, Panel};
use crate::color::Rgb;
use crate::model::CodeId;
use crate::plot::Theme;
use crate::plot::text;
use plotters::coord::ranged1d::Ranged;
use plotters::coord::types::RangedCoordf64;

/// A box; `left..right` and `top..bottom`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rect {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// First column beyond.
    pub right: i32,
    /// First row below.
    pub bottom: i32,
}

impl Rect {
    /// Whether a point lies within.
    pub fn contains(self, x: f64, y: f64) -> bool {
        let between = |low: i32, value: f64, high: i32| f64::from(low) <= value && value < f64::from(high);
        between(self.left, x, self.right) && between(self.top, y, self.bottom)
    }
}

/// A text at the left, by the middle of its height.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// Its left end.
    pub x: i32,
    /// The middle of its height.
    pub y: i32,
    /// What it says.
    pub text: String,
}

/// A grid line with its number.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where.
    pub x: i32,
    /// The number.
    pub text: String,
}

/// Where one bar lies.
#[derive(Debug, Clone, PartialEq)]
pub struct BarPlace {
    /// What it stands for.
    pub code: CodeId,
    /// The whole row, from name to value: what the pointer hits.
    pub row: Rect,
    /// The bar itself; `None` where the value is undefined or 0.
    pub bar: Option<Rect>,
    /// Its name, cut to the room it has.
    pub label: String,
    /// The right end of the name.
    pub label_right: i32,
    /// Where the value's text begins.
    pub value_left: i32,
    /// The value in writing, or a dash.
    pub value: String,
    /// What it is filled with.
    pub color: Rgb,
}

/// Where one panel lies.
#[derive(Debug, Clone, PartialEq)]
pub struct PanelPlace {
    /// What is measured.
    pub title: Heading,
    /// Titles of the groups.
    pub groups: Vec<Heading>,
    /// The box of the bars, whose lower edge is the axis.
    pub plot: Rect,
    /// Grid lines.
    pub ticks: Vec<Tick>,
    /// Bars from above.
    pub bars: Vec<BarPlace>,
}

/// Where everything lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Width in pixels, as it was asked for.
    pub width: u32,
    /// Height in pixels, as the rows need it.
    pub height: u32,
    /// Panels from above.
    pub panels: Vec<PanelPlace>,
}

/// Least width that leaves room for bars between names and values.
const LEAST_WIDTH: u32 = 240;

/// Grid lines asked for; the library gives about as many, at round numbers.
const TICKS: usize = 4;

/// Heights and widths that follow from the size of texts.
struct Sizes {
    font: f64,
    row: i32,
    bar: i32,
    group: i32,
    title: i32,
    axis: i32,
    gap: i32,
}

impl Sizes {
    fn new(theme: &Theme) -> Self {
        let font = theme.font_size;
        let em = |factor: f64| round(font * factor);
        Self { font, row: em(1.6), bar: em(1.05), group: em(2.0), title: em(2.2), axis: em(2.0), gap: em(0.6) }
    }
}

impl Layout {
    /// Lays a chart out for a width. Below a least width it is laid out for that.
    pub fn new(chart: &BarChart, width: u32, theme: &Theme) -> Self {
        let width = width.max(LEAST_WIDTH);
        let sizes = Sizes::new(theme);
        let all = || chart.panels.iter().flat_map(bars);
        let widest = all().map(|bar| text::width(&bar.label, sizes.font)).fold(0.0, f64::max);
        let left = sizes.gap + round(widest.min(f64::from(width) * 0.4)) + sizes.gap;
        // The number at the axis' right end needs room, and so does the value behind the longest bar.
        let values = chart.panels.iter().flat_map(|panel| bars(panel).map(|bar| written(panel.measure, bar.value)));
        let widest_value = values.map(|value| text::width(&value, sizes.font)).fold(0.0, f64::max);
        let right = (to_i32(width) - round(widest_value) - 2 * sizes.gap).max(left + 1);
        let mut top = 0;
        let mut panels = Vec::new();
        for panel in chart.panels.iter().filter(|panel| bars(panel).next().is_some()) {
            let place = place(panel, &sizes, (left, right, to_i32(width)), top);
            top = place.plot.bottom + sizes.axis + sizes.gap;
            panels.push(place);
        }
        Self { width, height: top.unsigned_abs().max(1), panels }
    }

    /// The bar whose row lies under a point.
    pub fn hit(&self, x: f64, y: f64) -> Option<&BarPlace> {
        self.bars().find(|bar| bar.row.contains(x, y))
    }

    /// All bars from above.
    pub fn bars(&self) -> impl Iterator<Item = &BarPlace> {
        self.panels.iter().flat_map(|panel| &panel.bars)
    }
}

fn place(panel: &Panel, sizes: &Sizes, (left, right, width): (i32, i32, i32), top: i32) -> PanelPlace {
    let greatest = bars(panel).filter_map(|bar| bar.value).fold(0.0, f64::max);
    let end = match panel.measure {
        Measure::Share => 1.0,
        Measure::PerMinute if greatest > 0.0 => greatest,
        Measure::PerMinute => 1.0,
    };
    let x = |value: f64| left + round(value.clamp(0.0, end) / end * f64::from(right - left));
    let plot_top = top + sizes.title;
    let mut y = plot_top;
    let (mut groups, mut places) = (Vec::new(), Vec::new());
    for group in panel.groups.iter().filter(|group| !group.bars.is_empty()) {
        groups.push(Heading { x: sizes.gap, y: y + sizes.group / 2, text: group.title.clone() });
        y += sizes.group;
        for bar in &group.bars {
            let bar_top = y + (sizes.row - sizes.bar) / 2;
            let bar_right = bar.value.filter(|value| *value > 0.0).map(|value| x(value).max(left + 1));
            places.push(BarPlace {
                code: bar.code,
                row: Rect { left: 0, top: y, right: width, bottom: y + sizes.row },
                bar: bar_right.map(|right| Rect { left, top: bar_top, right, bottom: bar_top + sizes.bar }),
                label: text::fitted(&bar.label, sizes.font, f64::from(left - 2 * sizes.gap)),
                label_right: left - sizes.gap,
                value_left: bar_right.unwrap_or(left) + sizes.gap,
                value: written(panel.measure, bar.value),
                color: bar.color,
            });
            y += sizes.row;
        }
    }
    let plot = Rect { left, top: plot_top, right, bottom: y };
    let title = Heading { x: sizes.gap, y: top + sizes.title / 2, text: panel.title.clone() };
    PanelPlace { title, groups, plot, ticks: ticks(panel.measure, end, x), bars: places }
}

fn ticks(measure: Measure, end: f64, x: impl Fn(f64) -> i32) -> Vec<Tick> {
    let points = match measure {
        Measure::Share => vec![0.0, 0.25, 0.5, 0.75, 1.0],
        Measure::PerMinute => RangedCoordf64::from(0.0..end).key_points(TICKS),
    };
    let text = |value: f64| match measure {
        Measure::Share => format!("{:.0}%", value * 100.0),
        // To the precision of steps, without the noise of floats: 0.30000000000000004.
        Measure::PerMinute => format!("{}", (value * 1000.0).round() / 1000.0),
    };
    points.into_iter().map(|value| Tick { x: x(value), text: text(value) }).collect()
}

fn bars(panel: &Panel) -> impl Iterator<Item = &Bar> {
    panel.groups.iter().flat_map(|group| &group.bars)
}

fn written(measure: Measure, value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| measure.text(value))
}

#[allow(clippy::cast_possible_truncation)] // pixels of a figure
fn round(value: f64) -> i32 {
    value.round() as i32
}

fn to_i32(width: u32) -> i32 {
    i32::try_from(width).unwrap_or(i32::MAX)
}
