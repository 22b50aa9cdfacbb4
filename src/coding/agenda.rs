//! What interval coding asks, and when: at the end of each window, one channel after the other.

use crate::model::{ChannelId, CodingScheme, Observation, Session, windows};
use crate::time::{Millis, Span};
use std::collections::BTreeMap;

/// A window at whose end the video stops to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// What is judged.
    pub span: Span,
    /// The channels that are judged by it, in the scheme's order; not empty.
    pub channels: Vec<ChannelId>,
}

/// All windows of a coding that can be judged, by their ends. Channels of one rule share their windows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agenda {
    stops: Vec<Stop>,
}

impl Agenda {
    /// The windows of a coding of a session in the channels that are shown. Windows that cannot be judged are left out.
    pub fn new(
        scheme: &CodingScheme,
        session: &Session,
        observation: &Observation,
        is_shown: impl Fn(ChannelId) -> bool,
    ) -> Self {
        let mut stops: BTreeMap<(Millis, Millis), Vec<ChannelId>> = BTreeMap::new();
        for channel in scheme.channels.iter().filter(|channel| is_shown(channel.id)) {
            let Some(rule) = channel.intervals() else { continue };
            let laid = windows(rule, session, channel.role, observation.stretches());
            for window in laid.into_iter().filter(|window| !window.is_unscorable) {
                stops.entry((window.span.end(), window.span.start())).or_default().push(channel.id);
            }
        }
        let stop = |((end, start), channels)| Some(Stop { span: Span::new(start, end)?, channels });
        Self { stops: stops.into_iter().filter_map(stop).collect() }
    }

    /// The windows in the order in which they end.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Whether every channel of a window is judged.
    pub fn is_judged(&self, index: usize, observation: &Observation) -> bool {
        let Some(stop) = self.stops.get(index) else { return false };
        let judged = |channel: &ChannelId| {
            let track = observation.track(*channel);
            track.is_some_and(|track| track.judged.binary_search(&stop.span.start()).is_ok())
        };
        stop.channels.iter().all(judged)
    }

    /// How many windows are judged.
    pub fn judged(&self, observation: &Observation) -> usize {
        (0..self.stops.len()).filter(|index| self.is_judged(*index, observation)).count()
    }

    /// The first window from an index on that is not judged.
    pub fn unjudged_from(&self, index: usize, observation: &Observation) -> Option<usize> {
        (index..self.stops.len()).find(|index| !self.is_judged(*index, observation))
    }

    /// The window that is being watched at a moment: the first that ends after it, or the last of all. `None` if there is none.
    pub fn at(&self, at: Millis) -> Option<usize> {
        let index = self.stops.partition_point(|stop| stop.span.end() <= at);
        self.stops.len().checked_sub(1).map(|last| index.min(last))
    }
}
