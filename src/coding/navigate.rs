//! Walks from one event edge to the next.

use crate::model::{Event, Observation};
use crate::time::Millis;

fn edges(observation: &Observation) -> impl Iterator<Item = Millis> + '_ {
    let finished = |event: &Event| [event.timing.onset(), event.timing.offset()];
    observation
        .tracks
        .iter()
        .flat_map(move |track| track.events.iter().flat_map(finished).chain(track.open.iter().map(|open| open.onset)))
}

/// The first onset or offset after a moment, over all channels.
pub fn next_edge(observation: &Observation, after: Millis) -> Option<Millis> {
    edges(observation).filter(|edge| *edge > after).min()
}

/// The last onset or offset before a moment, over all channels.
pub fn previous_edge(observation: &Observation, before: Millis) -> Option<Millis> {
    edges(observation).filter(|edge| *edge < before).max()
}
