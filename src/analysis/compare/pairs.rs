//! The list of paired and unpaired events of two coders, and the histogram of how far edges are apart.

use super::comparable::Aligned;
use super::evented::pair_up;
use super::{Basis, Settings, Statistic};
use crate::analysis::Defined;
use crate::model::{CodeId, EventId};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// One coder's event in a list of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairSide {
    /// Which event.
    pub event: EventId,
    /// Its code, by the first coding's scheme.
    pub code: CodeId,
    /// When; a point lasts 1 ms.
    pub span: Span,
}

/// Two events that were paired, or one without a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPair {
    /// Of the first coder.
    pub first: Option<PairSide>,
    /// Of the second coder.
    pub second: Option<PairSide>,
}

impl EventPair {
    /// From the first onset of both to the last offset: what to play.
    pub fn span(&self) -> Option<Span> {
        let (one, other) = (self.first.or(self.second)?.span, self.second.or(self.first)?.span);
        Span::new(one.start().min(other.start()), one.end().max(other.end()))
    }

    /// Onset of the second less onset of the first.
    pub fn onset_difference(&self) -> Option<Millis> {
        self.first.zip(self.second).map(|(first, second)| second.span.start() - first.span.start())
    }

    /// Offset of the second less offset of the first.
    pub fn offset_difference(&self) -> Option<Millis> {
        self.first.zip(self.second).map(|(first, second)| second.span.end() - first.span.end())
    }

    /// Common time over the extent of both; 0 without a partner.
    fn overlap(&self) -> f64 {
        let common = self.first.zip(self.second).and_then(|(first, second)| {
            let (start, end) = (first.span.start().max(second.span.start()), first.span.end().min(second.span.end()));
            Span::new(start, end)
        });
        let of = |span: Option<Span>| span.map_or(0.0, |span| span.duration().as_f64());
        of(common) / of(self.span()).max(1.0)
    }

    /// Whether both gave one code.
    pub fn is_agreed(&self) -> bool {
        self.first.zip(self.second).is_some_and(|(first, second)| first.code == second.code)
    }
}

/// The events of two coders in a channel, paired by the settings, by onset. None for a channel without events;
/// [`TooMany`](crate::analysis::Undefined::TooMany) where too many pairs may be.
pub fn event_pairs(aligned: &Aligned, (i, j): (usize, usize), settings: &Settings) -> Option<Defined<Vec<EventPair>>> {
    let (first, second) = (aligned.events()?.get(i)?, aligned.events()?.get(j)?);
    let side = |said: &super::Said, place: usize| {
        let bout = said.bouts.get(place)?;
        Some(PairSide { event: *said.events.get(place)?, code: *aligned.codes.get(bout.code)?, span: bout.span })
    };
    let mut free = (vec![true; first.bouts.len()], vec![true; second.bouts.len()]);
    let mut pairs = Vec::new();
    let paired = match pair_up(&first.bouts, &second.bouts, settings) {
        Ok(paired) => paired,
        Err(why) => return Some(Err(why)),
    };
    for (one, other) in paired {
        (free.0[one], free.1[other]) = (false, false);
        pairs.push(EventPair { first: side(first, one), second: side(second, other) });
    }
    let alone = |free: Vec<bool>| free.into_iter().enumerate().filter(|(_, free)| *free).map(|(place, _)| place);
    pairs.extend(alone(free.0).map(|place| EventPair { first: side(first, place), second: None }));
    pairs.extend(alone(free.1).map(|place| EventPair { first: None, second: side(second, place) }));
    pairs.sort_by_key(|pair| pair.span().map(|span| (span.start(), span.end())));
    Some(Ok(pairs))
}

/// The events behind a number of two coders, of one code or of all: of a measure of edges or overlap all pairs, the farthest apart first; else
/// the events that count against it, by onset. None for measures that do not count events.
pub fn events_behind(statistic: Statistic, pairs: &[EventPair], code: Option<CodeId>) -> Option<Vec<EventPair>> {
    if !matches!(statistic.basis(), Basis::Events | Basis::Program) {
        return None;
    }
    let is_of = |side: Option<PairSide>| side.is_some_and(|side| code.is_none_or(|code| side.code == code));
    let own = pairs.iter().filter(|pair| is_of(pair.first) || is_of(pair.second)).copied();
    let apart = |edge: fn(&EventPair) -> Option<Millis>, pairs: &mut Vec<EventPair>| {
        pairs.sort_by_key(|pair| std::cmp::Reverse(edge(pair).map(|apart| apart.0.abs())));
    };
    let mut agreed: Vec<EventPair> = own.clone().filter(EventPair::is_agreed).collect();
    Some(match statistic {
        Statistic::OnsetBias | Statistic::OnsetMae => {
            apart(EventPair::onset_difference, &mut agreed);
            agreed
        }
        Statistic::OffsetBias | Statistic::OffsetMae => {
            apart(EventPair::offset_difference, &mut agreed);
            agreed
        }
        Statistic::Overlap => {
            agreed.sort_by(|one, other| one.overlap().total_cmp(&other.overlap()));
            agreed
        }
        Statistic::Precision => own.filter(|pair| is_of(pair.second) && !pair.is_agreed()).collect(),
        Statistic::Recall => own.filter(|pair| is_of(pair.first) && !pair.is_agreed()).collect(),
        _ => own.filter(|pair| !pair.is_agreed()).collect(),
    })
}

/// A bar of the histogram of onset differences.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// The least difference in it.
    pub from: Millis,
    /// The first difference above it.
    pub to: Millis,
    /// Its pairs, by place in the list.
    pub pairs: Vec<usize>,
}

/// Onset differences of pairs in bars of a width, from the least to the greatest without a gap; one bar has 0 at its left edge.
pub fn onset_histogram(pairs: &[EventPair], width: Millis) -> Vec<Bar> {
    let width = width.0.max(1);
    let found =
        pairs.iter().enumerate().filter_map(|(nth, pair)| Some((nth, pair.onset_difference()?.0.div_euclid(width))));
    let found: Vec<(usize, i64)> = found.collect();
    let (Some(least), Some(most)) = (found.iter().map(|of| of.1).min(), found.iter().map(|of| of.1).max()) else {
        return Vec::new();
    };
    let bar = |place: i64| {
        let pairs = found.iter().filter(|of| of.1 == place).map(|of| of.0).collect();
        Bar { from: Millis(place * width), to: Millis((place + 1) * width), pairs }
    };
    (least..=most).map(bar).collect()
}
