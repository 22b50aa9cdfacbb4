//! Horizontal bars, one a code, in groups and panels.

mod draw;
mod layout;

pub use draw::draw;
pub use layout::{BarPlace, Heading, Layout, PanelPlace, Rect, Tick};

use crate::color::Rgb;
use crate::model::CodeId;

/// What is shown: a panel for each measure, one below the other.
#[derive(Debug, Clone, PartialEq)]
pub struct BarChart {
    /// Panels from above; one without bars takes no room.
    pub panels: Vec<Panel>,
}

/// Bars of one measure, on one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What the bars measure, with its unit.
    pub title: String,
    /// What the values are.
    pub measure: Measure,
    /// Groups from above.
    pub groups: Vec<Group>,
}

/// Bars that belong together under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Bars from above.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub code: CodeId,
    /// Its name.
    pub label: String,
    /// What it is filled with.
    pub color: Rgb,
    /// Its length in the panel's measure, not negative; `None` where it is undefined.
    pub value: Option<f64>,
}

/// What the values of a panel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Shares from 0 to 1, shown as percent. Their axis is always the whole, so that lengths compare between figures.
    Share,
    /// Rates per minute. Their axis ends at the greatest.
    PerMinute,
}

impl Measure {
    /// A value in writing: `12.5%`, `3.25`.
    ///
    /// ```
    /// use attune::plot::bars::Measure;
    /// assert_eq!((Measure::Share.text(0.125), Measure::PerMinute.text(3.25)), ("12.5%".into(), "3.25".into()));
    /// ```
    pub fn text(self, value: f64) -> String {
        match self {
            Self::Share => format!("{:.1}%", value * 100.0),
            Self::PerMinute => format!("{value:.2}"),
        }
    }
}

impl BarChart {
    /// Whether no bar has a length.
    pub fn is_empty(&self) -> bool {
        let mut bars = self.panels.iter().flat_map(|panel| &panel.groups).flat_map(|group| &group.bars);
        !bars.any(|bar| bar.value.is_some_and(|value| value > 0.0))
    }
}

#[cfg(test)]
mod tests;
