//! Events: one value each, never two points paired by order.

use super::{CodeId, EventId, Modified};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// When an event happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// A behavior that lasts: from its onset up to its offset.
    State(Span),
    /// A behavior without length.
    Point(Millis),
}

impl Timing {
    /// Where it begins.
    pub fn onset(self) -> Millis {
        match self {
            Self::State(span) => span.start(),
            Self::Point(at) => at,
        }
    }

    /// Where it ends; a point ends where it begins.
    pub fn offset(self) -> Millis {
        match self {
            Self::State(span) => span.end(),
            Self::Point(at) => at,
        }
    }

    /// The stretch a state covers; `None` for a point.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::State(span) => Some(span),
            Self::Point(_) => None,
        }
    }
}

/// One behavior marked by a coder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique within the project.
    pub id: EventId,
    /// A code of the channel it lies in.
    pub code: CodeId,
    /// When.
    pub timing: Timing,
    /// The coder's own words; may be empty.
    pub comment: String,
    /// What was answered to the channel's modifiers, in their order.
    pub modifiers: Vec<Modified>,
    /// Ended by the end of the coded window, not by the coder: its offset may be cut short.
    pub cut_off: bool,
}

impl Event {
    /// An event of which nothing is said yet but what and when.
    pub fn new(id: EventId, code: CodeId, timing: Timing) -> Self {
        Self { id, code, timing, comment: String::new(), modifiers: Vec::new(), cut_off: false }
    }
}

/// A state whose end is not marked yet. Kept apart from [`Event`], so that nothing can take it for a finished one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenState {
    /// The id that the event will have once closed.
    pub id: EventId,
    /// A code of the channel it lies in.
    pub code: CodeId,
    /// Where it began.
    pub onset: Millis,
    /// The coder's own words; may be empty.
    pub comment: String,
    /// What was answered to the channel's modifiers, in their order.
    pub modifiers: Vec<Modified>,
}

impl OpenState {
    /// A state that begins, and of which nothing else is said yet.
    pub fn new(id: EventId, code: CodeId, onset: Millis) -> Self {
        Self { id, code, onset, comment: String::new(), modifiers: Vec::new() }
    }

    /// The event that it becomes over a stretch.
    pub fn closed(&self, span: Span, cut_off: bool) -> Event {
        let Self { id, code, comment, modifiers, .. } = self.clone();
        Event { id, code, timing: Timing::State(span), comment, modifiers, cut_off }
    }
}
