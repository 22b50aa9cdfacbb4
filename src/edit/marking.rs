//! The rules of marking.
//!
//! A *lane* is the set of states that may not overlap: all of an exclusive channel, or those of one code in a free one. Within a lane
//! the state that runs at a moment is the one that lies over it, whether it is still open or was closed long ago, so that a key does
//! the same while playing, while paused, and after a seek backwards:
//!
//! | at the moment of the press | same code | other code (exclusive channel) |
//! | --- | --- | --- |
//! | a state runs | it ends here | it ends here; the new one takes over what was left of it |
//! | a state begins at this very moment | it is taken back | it is recoded |
//! | nothing runs, something follows | the new state runs up to it | the same |
//! | nothing runs, nothing follows | the new state stays open | the same |
//!
//! So an open state is always the last of its lane, and no press ever overwrites what was coded further on.

use super::plan::{Target, keep_asked, take_id};
use super::{Refusal, Step};
use crate::model::{CodeId, Event, EventId, OpenState, Timing, Track};
use crate::time::{Millis, Span};

/// The states that may not overlap one another.
pub(super) struct Lane<'a> {
    pub(super) track: &'a Track,
    /// `None`: every code of the channel.
    pub(super) code: Option<CodeId>,
}

impl<'a> Lane<'a> {
    fn holds(&self, code: CodeId) -> bool {
        self.code.is_none_or(|own| own == code)
    }

    /// The state that still runs, if any.
    pub(super) fn open(&self) -> Option<&'a OpenState> {
        self.track.open.iter().find(|open| self.holds(open.code))
    }

    /// Where the last finished state ends; [`Millis::ZERO`] if there is none.
    pub(super) fn last_end(&self) -> Millis {
        // States of a lane do not overlap, so the last by onset also ends last.
        let last = self.track.events.iter().rev().find(|event| self.holds(event.code));
        last.map_or(Millis::ZERO, |event| event.timing.offset())
    }

    /// Finished states that share a moment with `span`, in order.
    fn overlapping(&self, span: Span) -> impl Iterator<Item = (&'a Event, Span)> + use<'a, '_> {
        let end = self.track.events.partition_point(|event| event.timing.onset() < span.end());
        self.track.events[..end].iter().filter_map(move |event| {
            let own = event.timing.span()?;
            (self.holds(event.code) && own.overlaps(span)).then_some((event, own))
        })
    }

    /// Whether a state other than `except` shares a moment with `span`.
    pub(super) fn is_taken(&self, span: Span, except: EventId) -> bool {
        self.overlapping(span).any(|(event, _)| event.id != except)
            || self.open().is_some_and(|open| open.id != except && open.onset < span.end())
    }

    /// Whether a point of this lane other than `except` is marked at this moment.
    pub(super) fn has_point(&self, at: Millis, except: EventId) -> bool {
        let from = self.track.events.partition_point(|event| event.timing.onset() < at);
        let here = self.track.events[from..].iter().take_while(|event| event.timing.onset() == at);
        here.into_iter().any(|event| self.holds(event.code) && event.id != except)
    }

    /// The first moment after `at` at which something of the lane begins.
    fn next_onset(&self, at: Millis) -> Option<Millis> {
        let event = self.track.next_after(at, self.code).map(|event| event.timing.onset());
        let open = self.open().map(|open| open.onset).filter(|onset| *onset > at);
        event.into_iter().chain(open).min()
    }
}

/// One press of a code's key or button.
pub(super) fn mark(target: &Target, code: CodeId, at: Millis) -> Result<Vec<Step>, Refusal> {
    if !target.channel.is_marked() {
        return Err(Refusal::WrongKind);
    }
    if let Err(refusal) = target.in_window(at) {
        return end_with_stretch(target, code, at).ok_or(refusal);
    }
    let mut next_id = target.next_id;
    let mut steps = if target.channel.is_point() {
        mark_point(target, code, at, &mut next_id)?
    } else {
        toggle(target, code, at, &mut next_id)?
    };
    steps.push(Step::NextId { before: target.next_id, after: next_id });
    Ok(steps)
}

/// A press after the end of the stretch that a running state began in: the state ends with the stretch, flagged, and nothing begins.
fn end_with_stretch(target: &Target, code: CodeId, at: Millis) -> Option<Vec<Step>> {
    let open = target.lane(code).open()?;
    let stretch = target.stretches.iter().find(|stretch| stretch.contains(open.onset) && stretch.end() <= at)?;
    let span = Span::new(open.onset, stretch.end())?;
    Some(vec![target.open(Some(open.clone()), None), target.event_step(None, Some(open.closed(span, true)))])
}

fn mark_point(target: &Target, code: CodeId, at: Millis, next_id: &mut u32) -> Result<Vec<Step>, Refusal> {
    let id = take_id(next_id)?;
    let lane = Lane { track: target.track, code: Some(code) };
    if lane.has_point(at, id) {
        return Err(Refusal::AlreadyMarked);
    }
    Ok(vec![target.event_step(None, Some(Event::new(id, code, Timing::Point(at))))])
}

fn toggle(target: &Target, code: CodeId, at: Millis, next_id: &mut u32) -> Result<Vec<Step>, Refusal> {
    let lane = target.lane(code);
    if let Some(open) = lane.open().filter(|open| open.onset <= at) {
        return toggle_open(target, open, code, at, next_id);
    }
    if let Some(event) = target.track.state_at(at, lane.code) {
        return toggle_closed(target, event, code, at, next_id);
    }
    let id = take_id(next_id)?;
    Ok(match lane.next_onset(at).and_then(|next| Span::new(at, next)) {
        Some(span) => vec![target.event_step(None, Some(Event::new(id, code, Timing::State(span))))],
        None => vec![target.open(None, Some(OpenState::new(id, code, at)))],
    })
}

fn toggle_open(
    target: &Target,
    open: &OpenState,
    code: CodeId,
    at: Millis,
    next_id: &mut u32,
) -> Result<Vec<Step>, Refusal> {
    let before = Some(open.clone());
    let Some(span) = Span::new(open.onset, at) else {
        let recoded = (open.code != code).then(|| {
            let mut recoded = OpenState { code, ..open.clone() };
            keep_asked(target.channel, code, &mut recoded.modifiers);
            recoded
        });
        return Ok(vec![target.open(before, recoded)]);
    };
    let mut steps = vec![target.open(before, None), target.event_step(None, Some(open.closed(span, false)))];
    if open.code != code {
        let id = take_id(next_id)?;
        steps.push(target.open(None, Some(OpenState::new(id, code, at))));
    }
    Ok(steps)
}

fn toggle_closed(
    target: &Target,
    event: &Event,
    code: CodeId,
    at: Millis,
    next_id: &mut u32,
) -> Result<Vec<Step>, Refusal> {
    let before = Some(event.clone());
    let Some(kept) = Span::new(event.timing.onset(), at) else {
        let recoded = (event.code != code).then(|| {
            let mut recoded = Event { code, ..event.clone() };
            keep_asked(target.channel, code, &mut recoded.modifiers);
            recoded
        });
        return Ok(vec![target.event_step(before, recoded)]);
    };
    let shortened = Event { timing: Timing::State(kept), cut_off: false, ..event.clone() };
    let mut steps = vec![target.event_step(before, Some(shortened))];
    if event.code != code
        && let Some(rest) = Span::new(at, event.timing.offset())
    {
        let id = take_id(next_id)?;
        let taken_over = Event { cut_off: event.cut_off, ..Event::new(id, code, Timing::State(rest)) };
        steps.push(target.event_step(None, Some(taken_over)));
    }
    Ok(steps)
}

/// A state over a known stretch. States of the same code that it meets are joined to it; others of an exclusive channel are cut back,
/// split or removed where it lies.
pub(super) fn place_state(target: &Target, code: CodeId, span: Span) -> Result<Vec<Step>, Refusal> {
    if target.channel.is_point() || !target.channel.is_marked() {
        return Err(Refusal::WrongKind);
    }
    target.in_window(span.start())?;
    target.ends_in_window(span.end())?;
    let mut next_id = target.next_id;
    let lane = target.lane(code);
    let mut steps = Vec::new();
    let (mut start, mut end) = (span.start(), span.end());
    let (mut comment, mut modifiers) = (String::new(), Vec::new());
    for (event, own) in lane.overlapping(span) {
        if event.code == code {
            start = start.min(own.start());
            end = end.max(own.end());
            if comment.is_empty() {
                comment.clone_from(&event.comment);
            }
            if modifiers.is_empty() {
                modifiers.clone_from(&event.modifiers);
            }
            steps.push(target.event_step(Some(event.clone()), None));
            continue;
        }
        let head = Span::new(own.start(), span.start());
        let tail = Span::new(span.end(), own.end());
        let piece = |piece: Span| Event { timing: Timing::State(piece), ..event.clone() };
        let first = head.map(|head| Event { cut_off: false, ..piece(head) });
        match (first, tail) {
            (Some(first), Some(tail)) => {
                steps.push(target.event_step(Some(event.clone()), Some(first)));
                let id = take_id(&mut next_id)?;
                steps.push(target.event_step(None, Some(Event { id, ..piece(tail) })));
            }
            (first, tail) => steps.push(target.event_step(Some(event.clone()), first.or(tail.map(piece)))),
        }
    }
    if let Some(open) = lane.open().filter(|open| open.onset < span.end()) {
        if open.code == code {
            // The running state covers it already.
            start = start.min(open.onset);
            steps.push(target.open(Some(open.clone()), Some(OpenState { onset: start, ..open.clone() })));
            steps.push(Step::NextId { before: target.next_id, after: next_id });
            return Ok(steps);
        }
        steps.push(target.open(Some(open.clone()), None));
        let mut resumed = OpenState { onset: end, ..open.clone() };
        if let Some(head) = Span::new(open.onset, start) {
            steps.push(target.event_step(None, Some(open.closed(head, false))));
            resumed.id = take_id(&mut next_id)?;
        }
        if target.window.is_none_or(|window| end < window.end()) {
            steps.push(target.open(None, Some(resumed)));
        }
    }
    let whole = Span::new(start, end).ok_or(Refusal::NoLength)?;
    let id = take_id(&mut next_id)?;
    let placed = Event { comment, modifiers, ..Event::new(id, code, Timing::State(whole)) };
    steps.push(target.event_step(None, Some(placed)));
    steps.push(Step::NextId { before: target.next_id, after: next_id });
    Ok(steps)
}
