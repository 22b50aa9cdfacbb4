//! Events put together from parts of others.

use super::ground::Ground;
use crate::model::{CodeId, Event, EventId, Timing};
use crate::time::{Millis, Span};

/// Which event a part comes from: whose, and the place in the list.
pub(super) type Origin = Option<(usize, usize)>;

/// Parts of states that exclude one another.
#[derive(Default)]
pub(super) struct Parts(Vec<Part>);

struct Part {
    span: Span,
    code: CodeId,
    origins: Vec<(Origin, Millis)>,
}

impl Parts {
    /// Adds a part after all others.
    pub fn add(&mut self, span: Span, code: CodeId, origin: Origin) {
        self.0.push(Part { span, code, origins: vec![(origin, span.duration())] });
    }

    /// The events that they make: parts that touch and have one code are one, unless they are two events of one coding.
    pub fn events(self, of: &[Vec<&Event>], ground: &Ground, scorable: &[Span]) -> Vec<Event> {
        let mut joined: Vec<Part> = Vec::new();
        for part in self.0 {
            match joined.last_mut() {
                Some(last) if last.goes_on(&part, ground, scorable) => {
                    last.span = super::lanes::hull(last.span, part.span);
                    last.origins.extend(part.origins);
                }
                _ => joined.push(part),
            }
        }
        joined.into_iter().map(|part| part.event(of)).collect()
    }
}

impl Part {
    fn goes_on(&self, next: &Self, ground: &Ground, scorable: &[Span]) -> bool {
        let own = self.origins.last().and_then(|origin| origin.0);
        let other = next.origins.first().and_then(|origin| origin.0);
        if self.code != next.code {
            return false;
        }
        if self.span.end() == next.span.start() {
            return own.zip(other).is_none_or(|(own, other)| own.0 != other.0 || own == other);
        }
        own.is_some() && own == other && is_between(ground, scorable, self.span.end(), next.span.start())
    }

    /// The event, with the details of the one that gave most of it.
    fn event(self, of: &[Vec<&Event>]) -> Event {
        let (span, code) = (self.span, self.code);
        let mut shares: Vec<((usize, usize), Millis)> = Vec::new();
        for (origin, length) in self.origins {
            let Some(origin) = origin else { continue };
            match shares.iter_mut().find(|share| share.0 == origin) {
                Some(share) => share.1 = share.1 + length,
                None => shares.push((origin, length)),
            }
        }
        // The first of those that give the same.
        let most = shares.iter().rev().max_by_key(|share| share.1);
        let new = Event::new(EventId(0), code, Timing::State(span));
        let Some(source) = most.and_then(|((coder, nth), _)| of.get(*coder)?.get(*nth)) else { return new };
        let cut_off = source.cut_off && source.timing.offset() == span.end();
        Event { comment: source.comment.clone(), modifiers: source.modifiers.clone(), cut_off, ..new }
    }
}

/// Whether all that lies between two moments cannot be judged.
fn is_between(ground: &Ground, scorable: &[Span], end: Millis, start: Millis) -> bool {
    let nth = scorable.partition_point(|span| span.end() < end);
    let touches = scorable.get(nth).is_some_and(|span| span.end() == end)
        && scorable.get(nth + 1).is_some_and(|span| span.start() == start);
    touches && ground.stretches.iter().any(|stretch| stretch.contains(end - Millis(1)) && stretch.contains(start))
}
