//! How an event lies to others: during, overlapping, soon after.

use super::find::Item;
use crate::model::CodeId;
use crate::model::EventId;
use crate::time::Millis;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A condition on an event and others of the same coding. An event is none of its own others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// How it lies to one of them.
    pub tie: Tie,
    /// The codes of the others.
    pub others: Vec<CodeId>,
    /// Finds those for which it does not hold.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not: bool,
}

/// How one event, A, lies to another, B. A running state counts as lasting for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tie {
    /// A begins no earlier than B, a state, and ends no later. A point must lie before B's offset.
    During,
    /// A and B share a moment; two points only where they are at the same.
    Overlaps,
    /// A begins at B's onset or up to this long after it.
    AfterOnset {
        /// In milliseconds, at least 0.
        #[serde(rename = "within_ms")]
        within: Millis,
    },
    /// A begins at B's offset or up to this long after it.
    AfterOffset {
        /// In milliseconds, at least 0.
        #[serde(rename = "within_ms")]
        within: Millis,
    },
}

/// The others, made ready: each question is answered by binary search, so that finding among n events takes n log n steps.
pub(super) struct Others {
    tie: Tie,
    not: bool,
    /// By onset, or by the moment that is asked about.
    moments: Vec<(Millis, EventId)>,
    /// For each place in `moments`: the two that end last among those up to here. Two, since the event that is asked about may be one.
    last_ends: Vec<[Option<(Millis, EventId)>; 2]>,
}

impl Others {
    pub(super) fn new<'a>(relation: &Relation, items: impl Iterator<Item = Item<'a>>) -> Self {
        let codes: HashSet<CodeId> = relation.others.iter().copied().collect();
        let mut others: Vec<Item> = items.filter(|item| codes.contains(&item.code)).collect();
        if matches!(relation.tie, Tie::AfterOffset { .. }) {
            others.retain(|item| !item.running);
            others.sort_by_key(|item| (item.end, item.id));
            let moments = others.iter().map(|item| (item.end, item.id)).collect();
            return Self { tie: relation.tie, not: relation.not, moments, last_ends: Vec::new() };
        }
        if relation.tie == Tie::During {
            others.retain(|item| item.onset < item.end);
        }
        others.sort_by_key(|item| (item.onset, item.id));
        let mut best: [Option<(Millis, EventId)>; 2] = [None, None];
        let last_ends = others.iter().map(|item| {
            let end = Some((item.reach, item.id));
            if end > best[0] {
                best = [end, best[0]];
            } else if end > best[1] {
                best[1] = end;
            }
            best
        });
        let last_ends = last_ends.collect();
        let moments = others.iter().map(|item| (item.onset, item.id)).collect();
        Self { tie: relation.tie, not: relation.not, moments, last_ends }
    }

    /// Whether the condition holds for an event.
    pub(super) fn hold(&self, item: &Item) -> bool {
        let met = match self.tie {
            Tie::During => {
                self.last_end(item, self.before(item.onset + Millis(1))).is_some_and(|end| end >= item.reach)
            }
            Tie::Overlaps => self.last_end(item, self.before(item.reach)).is_some_and(|end| end > item.onset),
            Tie::AfterOnset { within } | Tie::AfterOffset { within } => {
                let first = self.before(item.onset - within);
                let near = self.moments[first..].iter().take_while(|(moment, _)| *moment <= item.onset);
                // The event itself is one of them at most.
                near.take(2).any(|(_, id)| *id != item.id)
            }
        };
        met != self.not
    }

    /// How many begin before a moment.
    fn before(&self, at: Millis) -> usize {
        self.moments.partition_point(|(moment, _)| *moment < at)
    }

    /// Where the last of the first `count` others ends, without the event itself.
    fn last_end(&self, item: &Item, count: usize) -> Option<Millis> {
        let ends = self.last_ends.get(count.checked_sub(1)?)?;
        ends.iter().flatten().find(|(_, id)| *id != item.id).map(|(end, _)| *end)
    }
}
