//! The numbers of every channel and code, for every pair of coders and, with more than two, for all together.

use super::comparable::Comparable;
use super::{Number, Pieces, Settings, evented, timed};
use crate::model::{ChannelId, CodeId};
use serde::{Deserialize, Serialize};

/// Whose agreement a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Between {
    /// Two coders', by place; the first is the reference.
    Pair(usize, usize),
    /// All coders', where there are more than two.
    All,
}

/// The numbers of a channel or of one of its codes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The channel, by the first coding's scheme.
    pub channel: ChannelId,
    /// One of its codes against all else; `None` for the whole channel.
    pub code: Option<CodeId>,
    /// Whose agreement.
    pub between: Between,
    /// Those that were asked for and apply, in the order of [`Statistic::ALL`](super::Statistic::ALL).
    pub numbers: Vec<Number>,
}

/// All numbers of a comparison: by channel, then coders, then the channel as a whole before its codes.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Report {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Report {
    /// The row of a channel or code.
    pub fn row(&self, channel: ChannelId, code: Option<CodeId>, between: Between) -> Option<&Row> {
        self.rows.iter().find(|row| row.channel == channel && row.code == code && row.between == between)
    }
}

/// Computes all numbers. `go_on` is told after each channel which share is done, and answers whether to go on; `None` if it said no.
pub fn report(comparable: &Comparable, settings: &Settings, go_on: &mut dyn FnMut(f64) -> bool) -> Option<Report> {
    let coders = comparable.codings.len();
    let pairs = (0..coders).flat_map(|i| (i + 1..coders).map(move |j| Between::Pair(i, j)));
    let between: Vec<Between> = pairs.chain((coders > 2).then_some(Between::All)).collect();
    let mut rows = Vec::new();
    let channels = comparable.channels.len();
    for (nth, aligned) in comparable.channels.iter().enumerate() {
        if let Some(pieces) = Pieces::of(aligned, settings) {
            let parts = std::iter::once(None).chain((0..aligned.codes.len()).map(Some));
            let subjects: Vec<(Between, Option<usize>)> =
                parts.flat_map(|code| between.iter().map(move |between| (*between, code))).collect();
            let timed = timed::numbers(&pieces, &subjects, aligned.codes.len(), settings);
            for ((between, code), mut numbers) in subjects.into_iter().zip(timed) {
                if let (Between::Pair(i, j), Some(said)) = (between, aligned.events()) {
                    numbers.extend(evented::numbers(aligned, &said[i], &said[j], code, settings));
                }
                numbers.sort_by_key(|number| number.statistic);
                let code = code.and_then(|code| aligned.codes.get(code).copied());
                rows.push(Row { channel: aligned.channel, code, between, numbers });
            }
        }
        if !go_on(crate::analysis::agreement::count(nth + 1) / crate::analysis::agreement::count(channels)) {
            return None;
        }
    }
    Some(Report { rows })
}
