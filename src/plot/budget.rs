//! The time budget as bars: the share of time of each state, and the rate of each point.

use super::bars::{Bar, BarChart, Group, Measure, Panel};
use crate::analysis::budget::{Budget, CodeBudget};
use crate::model::{Channel, CodingScheme};

/// The figure's words.
pub struct Captions<'a> {
    /// Above the shares.
    pub share: String,
    /// Above the rates.
    pub rate: String,
    /// The name of a channel, with whom it is about.
    pub channel: &'a dyn Fn(&Channel) -> String,
}

/// The chart of a time budget. Codes that did not occur have their row; channels keep the scheme's order.
pub fn chart(budget: &Budget, scheme: &CodingScheme, captions: &Captions<'_>) -> BarChart {
    let panel = |title: &str, measure, points: bool, value: fn(&CodeBudget) -> Option<f64>| {
        let channels = scheme.channels.iter().filter(|channel| channel.is_point() == points);
        let groups = channels.map(|channel| {
            let bars = channel.codes.iter().map(|code| Bar {
                code: code.id,
                label: code.label.clone(),
                color: code.color,
                value: budget.code(code.id).and_then(value),
            });
            Group { title: (captions.channel)(channel), bars: bars.collect() }
        });
        Panel { title: title.to_owned(), measure, groups: groups.collect() }
    };
    let share = panel(&captions.share, Measure::Share, false, |code| code.bouts.as_ref()?.share.ok());
    let rate = panel(&captions.rate, Measure::PerMinute, true, |code| code.rate.ok());
    BarChart { panels: vec![share, rate] }
}
