//! What the measures of events take: stretches with a category each.

use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// A stretch of one category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bout {
    /// From onset to offset.
    pub span: Span,
    /// Its category: a place in the list of codes.
    pub code: usize,
}

impl Bout {
    /// How long it lasts, in ms.
    pub(super) fn length(&self) -> f64 {
        self.span.duration().as_f64()
    }

    /// How long both last at once, in ms; 0 if they do not meet.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let (start, end) = (self.span.start().max(other.span.start()), self.span.end().min(other.span.end()));
        (end - start).as_f64().max(0.0)
    }

    /// From the first onset of both to the last offset, in ms.
    pub(super) fn extent(&self, other: &Self) -> f64 {
        (self.span.end().max(other.span.end()) - self.span.start().min(other.span.start())).as_f64()
    }
}

/// The moments at which any of several lists of bouts begins or ends, within a stretch, with both its ends: rising, each once.
pub(super) fn boundaries<'a>(bouts: impl Iterator<Item = &'a Bout>, within: Span) -> Vec<Millis> {
    let mut moments = vec![within.start(), within.end()];
    for bout in bouts {
        moments.extend([bout.span.start(), bout.span.end()].into_iter().filter(|at| within.contains(*at)));
    }
    moments.sort_unstable();
    moments.dedup();
    moments
}
