//! Laying events into a track where others lie already.
//!
//! A *lane* is the set of states that may not overlap: all of an exclusive channel, or those of one code in a free one. Points of one code
//! may not share a moment.

use super::Refusal;
use super::draft::Draft;
use crate::model::{Channel, CodeId, Event, OpenState, Timing, Track, sort_key};
use crate::time::{Millis, Span};
use std::collections::{HashMap, HashSet};

/// What becomes of an event that would come to lie on another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collision {
    /// Nothing is laid at all.
    Refuse,
    /// What lies there gives way: it is cut back, split, or goes.
    Push,
    /// The event is not laid.
    LeaveOut,
}

/// Later than every moment: where a running state ends as far as lanes are concerned.
const NEVER: Millis = Millis(i64::MAX);

/// Stretches of one lane, in order and apart.
type Lanes = HashMap<Option<CodeId>, Vec<Span>>;

fn lane(channel: &Channel, code: CodeId) -> Option<CodeId> {
    (!channel.is_exclusive()).then_some(code)
}

fn running(open: &OpenState) -> Option<Span> {
    Span::new(open.onset, NEVER)
}

/// Whether a stretch shares a moment with one of these.
fn meets(lanes: &Lanes, lane: Option<CodeId>, span: Span) -> bool {
    lanes.get(&lane).is_some_and(|spans| {
        let first = spans.partition_point(|other| other.end() <= span.start());
        spans.get(first).is_some_and(|other| other.start() < span.end())
    })
}

/// What is left of a stretch beside these, in order.
fn beside(span: Span, taken: &[Span]) -> Vec<Span> {
    let first = taken.partition_point(|other| other.end() <= span.start());
    let mut left = Vec::new();
    let mut from = span.start();
    for other in taken[first..].iter().take_while(|other| other.start() < span.end()) {
        left.extend(Span::new(from, other.start()));
        from = from.max(other.end());
    }
    left.extend(Span::new(from, span.end()));
    left
}

/// The stretches that a track's states take, by lane.
fn taken(channel: &Channel, track: &Track) -> Lanes {
    let mut lanes = Lanes::new();
    for event in &track.events {
        if let Some(span) = event.timing.span() {
            lanes.entry(lane(channel, event.code)).or_default().push(span);
        }
    }
    for open in &track.open {
        lanes.entry(lane(channel, open.code)).or_default().extend(running(open));
    }
    for spans in lanes.values_mut() {
        spans.sort_by_key(|span| span.start());
    }
    lanes
}

/// What is to be laid into a track.
#[derive(Default)]
pub(super) struct Laid {
    pub(super) events: Vec<Event>,
    pub(super) open: Vec<OpenState>,
}

impl Draft<'_> {
    /// Lays events into a track and gives back those that were left out. What is laid and meets itself is left out, or refused.
    pub(super) fn lay(&mut self, track: usize, mut laid: Laid, collision: Collision) -> Result<Laid, Refusal> {
        let channel = self.channel(track);
        laid.events.sort_by_key(sort_key);
        if channel.is_point() {
            return self.lay_points(track, laid.events, collision);
        }
        let there = taken(channel, self.track(track));
        let mut new = Lanes::new();
        let mut left_out = Laid::default();
        let mut is_free = |lane: Option<CodeId>, span: Span| {
            let own = new.entry(lane).or_default();
            let free = own.last().is_none_or(|last| last.end() <= span.start())
                && (collision == Collision::Push || !meets(&there, lane, span));
            if free {
                own.push(span);
            }
            free
        };
        let (mut events, mut opens) = (Vec::new(), Vec::new());
        for event in laid.events {
            let free = event.timing.span().is_some_and(|span| is_free(lane(channel, event.code), span));
            if free { events.push(event) } else { left_out.events.push(event) }
        }
        for open in laid.open {
            let free = running(&open).is_some_and(|span| is_free(lane(channel, open.code), span));
            if free { opens.push(open) } else { left_out.open.push(open) }
        }
        if collision == Collision::Refuse && !(left_out.events.is_empty() && left_out.open.is_empty()) {
            return Err(Refusal::Overlap);
        }
        if collision == Collision::Push {
            self.give_way(track, &new)?;
        }
        let track = self.track(track);
        track.events.extend(events);
        track.open.extend(opens);
        track.open.sort_by_key(|open| open.id);
        Ok(left_out)
    }

    /// Cuts what lies in a track back to what these stretches leave of it.
    fn give_way(&mut self, track: usize, new: &Lanes) -> Result<(), Refusal> {
        let channel = self.channel(track);
        let copy = self.track(track);
        let (events, opens) = (std::mem::take(&mut copy.events), std::mem::take(&mut copy.open));
        let (mut kept, mut running_on) = (Vec::with_capacity(events.len()), Vec::new());
        for event in events {
            let (Some(span), Some(new)) = (event.timing.span(), new.get(&lane(channel, event.code))) else {
                kept.push(event);
                continue;
            };
            for (nth, piece) in beside(span, new).into_iter().enumerate() {
                let id = if nth == 0 { event.id } else { self.take_id()? };
                let cut_off = event.cut_off && piece.end() == span.end();
                kept.push(Event { id, cut_off, timing: Timing::State(piece), ..event.clone() });
            }
        }
        for open in opens {
            let pieces = match (running(&open), new.get(&lane(channel, open.code))) {
                (Some(span), Some(new)) => beside(span, new),
                (span, _) => span.into_iter().collect(),
            };
            for (nth, piece) in pieces.into_iter().enumerate() {
                let id = if nth == 0 { open.id } else { self.take_id()? };
                if piece.end() < NEVER {
                    kept.push(Event { id, ..open.closed(piece, false) });
                } else if self.bounds.begin(piece.start()).is_ok() || piece.start() == open.onset {
                    // A rest that would begin where the window has ended is none.
                    running_on.push(OpenState { id, onset: piece.start(), ..open.clone() });
                }
            }
        }
        let copy = self.track(track);
        copy.events = kept;
        copy.open = running_on;
        Ok(())
    }

    fn lay_points(&mut self, track: usize, laid: Vec<Event>, collision: Collision) -> Result<Laid, Refusal> {
        let key = |event: &Event| (event.code, event.timing.onset());
        let mut there: HashSet<_> = self.track(track).events.iter().map(key).collect();
        let mut new = HashSet::new();
        let mut left_out = Laid::default();
        let mut events = Vec::new();
        for event in laid {
            let meets_others = collision != Collision::Push && there.contains(&key(&event));
            if !meets_others && new.insert(key(&event)) { events.push(event) } else { left_out.events.push(event) }
        }
        if collision == Collision::Refuse && !left_out.events.is_empty() {
            return Err(Refusal::AlreadyMarked);
        }
        there.retain(|key| new.contains(key));
        let track = self.track(track);
        track.events.retain(|event| !there.contains(&key(event)));
        track.events.extend(events);
        Ok(left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span((start, end): (i64, i64)) -> Span {
        Span::new(Millis(start), Millis(end)).unwrap()
    }

    #[test]
    fn what_is_left_beside_others() {
        let check = |taken: &[(i64, i64)], expect: &[(i64, i64)]| {
            let taken: Vec<Span> = taken.iter().copied().map(span).collect();
            let expect: Vec<Span> = expect.iter().copied().map(span).collect();
            assert_eq!(beside(span((10, 20)), &taken), expect, "{taken:?}");
        };
        check(&[], &[(10, 20)]);
        check(&[(0, 10), (20, 30)], &[(10, 20)]);
        check(&[(0, 12)], &[(12, 20)]);
        check(&[(18, 30)], &[(10, 18)]);
        check(&[(12, 14), (14, 15), (17, 18)], &[(10, 12), (15, 17), (18, 20)]);
        check(&[(5, 25)], &[]);
    }
}
