//! Events move in time, and their neighbors hold, give way or move along.

use super::draft::{Draft, Ids};
use super::lay::{Collision, Laid};
use super::{Boundary, Refusal, Step, Which};
use crate::model::{Channel, CodeId, Event, EventId, ObservationId, OpenState, Project, Timing, Track};
use crate::time::{Millis, Span};
use std::collections::HashMap;

/// The events that lie in one row of the timeline: all of an exclusive or point channel, or those of one code in a free one.
fn row(channel: &Channel, code: CodeId) -> Option<CodeId> {
    (!channel.is_exclusive() && !channel.is_point()).then_some(code)
}

fn moved(timing: Timing, by: Millis) -> Timing {
    match timing {
        Timing::Point(at) => Timing::Point(at + by),
        Timing::State(span) => Span::new(span.start() + by, span.end() + by).map_or(timing, Timing::State),
    }
}

/// Gives one event another timing.
pub(super) fn adjust(
    project: &Project,
    observation: ObservationId,
    id: EventId,
    timing: Timing,
    boundary: Boundary,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let holds = |track: &Track| track.event(id).is_some() || track.open_state(id).is_some();
    let (index, channel, track) = draft.originals().find(|(.., track)| holds(track)).ok_or(Refusal::NotThere)?;
    if !channel.is_marked() || channel.is_point() != matches!(timing, Timing::Point(_)) {
        return Err(Refusal::WrongKind);
    }
    let (from, event) = match (track.event(id), track.open_state(id), timing) {
        (Some(event), ..) => {
            let cut_off = event.cut_off && event.timing.offset() == timing.offset();
            ((event.timing.onset(), event.timing.offset()), Event { timing, cut_off, ..event.clone() })
        }
        (None, Some(open), Timing::State(span)) => ((open.onset, span.end()), open.closed(span, false)),
        (None, ..) => return Err(Refusal::NotThere),
    };
    let before = track.event(id).map_or(Timing::Point(from.0), |event| event.timing);
    draft.bounds.allow(before, timing)?;
    let copy = draft.track(index);
    copy.events.retain(|event| event.id != id);
    copy.open.retain(|open| open.id != id);
    let mut laid = Laid::default();
    let by = timing.offset() - from.1;
    match boundary {
        Boundary::Bulldozer if channel.rules.exhaustive => share_edges(copy, from, (timing.onset(), timing.offset())),
        Boundary::Shift if by != Millis::ZERO => {
            let row = row(channel, event.code);
            let later = |code, onset| row.is_none_or(|row| row == code) && onset >= from.1;
            laid = lift(&mut draft, index, |_, code, onset| later(code, onset));
            shift(&draft, &mut laid, by, false)?;
        }
        _ => {}
    }
    laid.events.push(event);
    draft.lay(index, laid, collision(boundary))?;
    Ok(draft.steps())
}

fn collision(boundary: Boundary) -> Collision {
    if boundary == Boundary::Bulldozer { Collision::Push } else { Collision::Refuse }
}

/// The neighbors that touched a state take over what it leaves free.
fn share_edges(track: &mut Track, from: (Millis, Millis), to: (Millis, Millis)) {
    let (onset, offset) = (to.0.min(from.1), to.1.max(from.0));
    for event in &mut track.events {
        let Some(span) = event.timing.span() else { continue };
        if span.end() == from.0 && onset > from.0 {
            event.timing = Span::new(span.start(), onset).map_or(event.timing, Timing::State);
        } else if span.start() == from.1 && offset < from.1 {
            event.timing = Span::new(offset, span.end()).map_or(event.timing, Timing::State);
        }
    }
    for open in track.open.iter_mut().filter(|open| open.onset == from.1 && offset < from.1) {
        open.onset = offset;
    }
}

/// Takes the events and running states of which this is true out of a track.
fn lift(draft: &mut Draft, track: usize, taken: impl Fn(EventId, CodeId, Millis) -> bool) -> Laid {
    let events = draft.lift(track, |event| taken(event.id, event.code, event.timing.onset()));
    let copy = draft.track(track);
    let (open, rest) =
        std::mem::take(&mut copy.open).into_iter().partition(|open: &OpenState| taken(open.id, open.code, open.onset));
    copy.open = rest;
    Laid { events, open }
}

/// Moves what was lifted. What would leave the coded window is cut there, or refused.
fn shift(draft: &Draft, laid: &mut Laid, by: Millis, clip: bool) -> Result<(), Refusal> {
    let mut events = Vec::with_capacity(laid.events.len());
    for event in std::mem::take(&mut laid.events) {
        let timing = moved(event.timing, by);
        match draft.bounds.allow(event.timing, timing) {
            Ok(()) => events.push(Event { timing, ..event }),
            Err(_) if clip => events.extend(clipped(draft, event, timing)),
            Err(refusal) => return Err(refusal),
        }
    }
    laid.events = events;
    let mut opens = Vec::new();
    for open in std::mem::take(&mut laid.open) {
        let onset = open.onset + by;
        let start = draft.bounds.window.map_or(Millis::ZERO, Span::start);
        match draft.bounds.allow(Timing::Point(open.onset), Timing::Point(onset)) {
            Ok(()) => opens.push(OpenState { onset, ..open }),
            Err(_) if clip && onset < start => opens.push(OpenState { onset: start, ..open }),
            Err(_) if clip => {}
            Err(refusal) => return Err(refusal),
        }
    }
    laid.open = opens;
    Ok(())
}

/// What is left of an event within the coded window; flagged if its offset was cut.
fn clipped(draft: &Draft, event: Event, timing: Timing) -> Option<Event> {
    let whole = Span::new(Millis::ZERO, Millis::MAX)?;
    let span = timing.span()?.intersection(draft.bounds.window.unwrap_or(whole))?;
    let timing_now = Timing::State(span);
    draft.bounds.hold(timing_now).ok()?;
    Some(Event { timing: timing_now, cut_off: event.cut_off || span.end() < timing.offset(), ..event })
}

/// Takes what moves out of a track; `None` if nothing does.
fn lift_moving(draft: &mut Draft, index: usize, which: &Ids, boundary: Boundary) -> Option<Laid> {
    let channel = draft.channel(index);
    let copy = draft.original(index);
    let finished = copy.events.iter().map(|event| (event.id, event.code, event.timing.onset()));
    let running = copy.open.iter().map(|open| (open.id, open.code, open.onset));
    let mut from = HashMap::new();
    for (_, code, onset) in finished.chain(running).filter(|(id, ..)| which.hold(*id)) {
        from.entry(row(channel, code)).and_modify(|first: &mut Millis| *first = onset.min(*first)).or_insert(onset);
    }
    if from.is_empty() || !channel.is_marked() {
        return None;
    }
    let along =
        |code, onset| boundary == Boundary::Shift && from.get(&row(channel, code)).is_some_and(|first| onset >= *first);
    Some(lift(draft, index, |id, code, onset| which.hold(id) || along(code, onset)))
}

/// Moves many events by the same time.
pub(super) fn shift_events(
    project: &Project,
    observation: ObservationId,
    which: &Which,
    by: Millis,
    boundary: Boundary,
    clip: bool,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let which = Ids::of(which);
    for index in 0..draft.originals().count() {
        if let Some(mut laid) = lift_moving(&mut draft, index, &which, boundary) {
            shift(&draft, &mut laid, by, clip)?;
            draft.lay(index, laid, collision(boundary))?;
        }
    }
    Ok(draft.steps())
}

/// What stands in the way of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// How many events and running states would move.
    pub moving: usize,
    /// Those that would leave the coded window, as a whole or in part.
    pub leaving: Vec<EventId>,
    /// Those that would come to lie on one that stays. Empty where that one gives way.
    pub meeting: Vec<EventId>,
}

/// Looks at what a [`Command::ShiftEvents`](super::Command::ShiftEvents) would meet, whether or not it would be refused for it.
pub fn survey_shift(
    project: &Project,
    observation: ObservationId,
    which: &Which,
    by: Millis,
    boundary: Boundary,
) -> Result<Survey, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let which = Ids::of(which);
    let mut survey = Survey::default();
    for index in 0..draft.originals().count() {
        let Some(lifted) = lift_moving(&mut draft, index, &which, boundary) else { continue };
        let mut staying = Laid::default();
        survey.moving += lifted.events.len() + lifted.open.len();
        for event in lifted.events {
            let timing = moved(event.timing, by);
            if draft.bounds.allow(event.timing, timing).is_err() {
                survey.leaving.push(event.id);
            } else {
                staying.events.push(Event { timing, ..event });
            }
        }
        for open in lifted.open {
            let onset = open.onset + by;
            if draft.bounds.allow(Timing::Point(open.onset), Timing::Point(onset)).is_err() {
                survey.leaving.push(open.id);
            } else {
                staying.open.push(OpenState { onset, ..open });
            }
        }
        if boundary != Boundary::Bulldozer {
            let left_out = draft.lay(index, staying, Collision::LeaveOut)?;
            survey.meeting.extend(left_out.events.iter().map(|event| event.id));
            survey.meeting.extend(left_out.open.iter().map(|open| open.id));
        }
    }
    Ok(survey)
}
