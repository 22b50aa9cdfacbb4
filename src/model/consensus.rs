//! Codings that are made by settling where other codings differ: which ones, by which rule, and what was decided.

use super::{ChannelId, CodeId, ObservationId};
use crate::decimal::Decimal;
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// The most codings that can be settled at once.
pub const MAX_SETTLED: usize = 6;

/// The widest difference of edges that can be taken for agreement: 10 s.
pub const MAX_TOLERANCE: Millis = Millis(10_000);

/// How a coding came about in which disagreements of others are settled. What is coded in it follows from those and from the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consensus {
    /// The codings, two to [`MAX_SETTLED`] of one session by one scheme. One that was taken out of the study since is named still.
    pub codings: Vec<ObservationId>,
    /// How far edges of one change, and points, may be apart without a question; up to [`MAX_TOLERANCE`].
    #[serde(rename = "tolerance_ms")]
    pub tolerance: Millis,
    /// Where an edge is put that lies within the tolerance.
    pub edges: Edges,
    /// Every decision, in the order in which they were made. The last one about a moment holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Decision>,
}

/// Where an edge is put that coders set at slightly different times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edges {
    /// At the mean of all, rounded down to a millisecond.
    Mean,
    /// Where the first coding has it.
    First,
}

/// What a decision is about. A disagreement is known by it as long as its edges stay where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// In which channel.
    pub channel: ChannelId,
    /// About which code, where codes are settled one by one: in channels that let several hold at once, and for points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<CodeId>,
    /// From when to when; `None` for what is said of the session as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

/// How a disagreement is settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// As one of the codings has it.
    Coding(ObservationId),
    /// These codes and no others; none for nothing at all.
    Codes(Vec<CodeId>),
    /// This value, of a global rating.
    Value(Decimal),
    /// Not settled, on purpose: nothing is coded there.
    Skipped,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What it is about.
    pub moment: Moment,
    /// How it is settled; `None` takes an earlier decision back.
    pub choice: Option<Choice>,
    /// Why, in the words of whoever decided; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Consensus {
    /// The decision that holds about a moment, if there is one.
    pub fn decision(&self, moment: &Moment) -> Option<&Decision> {
        let last = self.log.iter().rev().find(|decision| decision.moment == *moment);
        last.filter(|decision| decision.choice.is_some())
    }

    /// Whether its numbers and times are ones that a consensus can have.
    pub(super) fn is_sensible(&self) -> bool {
        let distinct = self.codings.iter().enumerate().all(|(nth, id)| !self.codings[..nth].contains(id));
        let in_session = |span: Span| span.start() >= Millis::ZERO && span.end() <= Millis::MAX + Millis(1);
        (2..=MAX_SETTLED).contains(&self.codings.len())
            && distinct
            && (Millis::ZERO..=MAX_TOLERANCE).contains(&self.tolerance)
            && self.log.iter().all(|decision| decision.moment.span.is_none_or(in_session))
    }
}
