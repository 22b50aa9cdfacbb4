//! States are cut in two, and joined.

use super::draft::{Draft, Ids};
use super::plan::keep_asked;
use super::{Refusal, Step};
use crate::model::{Channel, CodeId, Event, EventId, Modified, ObservationId, OpenState, Project, Timing, Track};
use crate::time::{Millis, Span};

/// Cuts states in two at a moment. Both parts keep the answers to modifiers; the comment stays with the first.
pub(super) fn split(
    project: &Project,
    observation: ObservationId,
    ids: &[EventId],
    at: Millis,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let ids = Ids::new(ids);
    let mut count = 0;
    for (index, _, track) in draft.originals().filter(|(_, channel, _)| channel.is_marked() && !channel.is_point()) {
        for event in track.events.iter().filter(|event| ids.hold(event.id)) {
            let parts =
                event.timing.span().and_then(|span| Some((Span::new(span.start(), at)?, Span::new(at, span.end())?)));
            let Some((head, tail)) = parts else { continue };
            let second =
                Event { id: draft.take_id()?, timing: Timing::State(tail), comment: String::new(), ..event.clone() };
            let copy = draft.track(index);
            for first in copy.events.iter_mut().filter(|first| first.id == event.id) {
                first.timing = Timing::State(head);
                first.cut_off = false;
            }
            copy.events.push(second);
            count += 1;
        }
        for open in track.open.iter().filter(|open| ids.hold(open.id)) {
            let Some(head) = Span::new(open.onset, at) else { continue };
            draft.bounds.begin(at)?;
            let rest = OpenState { id: draft.take_id()?, onset: at, comment: String::new(), ..open.clone() };
            let copy = draft.track(index);
            copy.open.retain(|other| other.id != open.id);
            copy.open.push(rest);
            copy.events.push(open.closed(head, false));
            count += 1;
        }
    }
    if count == 0 { Err(Refusal::NothingToSplit) } else { Ok(draft.steps()) }
}

/// A state of a lane, finished or running.
#[derive(Clone, Copy)]
struct Part<'a> {
    id: EventId,
    code: CodeId,
    onset: Millis,
    /// `None` while it runs.
    offset: Option<Millis>,
    comment: &'a str,
    modifiers: &'a [Modified],
    cut_off: bool,
}

/// The states of a lane in order; the running one is the last.
fn parts<'a>(track: &'a Track, lane: Option<CodeId>) -> Vec<Part<'a>> {
    let holds = move |code: CodeId| lane.is_none_or(|lane| lane == code);
    let finished = track.events.iter().filter(|event| holds(event.code)).map(|event: &'a Event| Part {
        id: event.id,
        code: event.code,
        onset: event.timing.onset(),
        offset: Some(event.timing.offset()),
        comment: &event.comment,
        modifiers: &event.modifiers,
        cut_off: event.cut_off,
    });
    let running = track.open.iter().filter(|open| holds(open.code)).map(|open| Part {
        id: open.id,
        code: open.code,
        onset: open.onset,
        offset: None,
        comment: &open.comment,
        modifiers: &open.modifiers,
        cut_off: false,
    });
    finished.chain(running).collect()
}

/// Whether two states of one code follow each other without a stop that counts as one.
fn touch(channel: &Channel, first: &Part, second: &Part) -> bool {
    let bridge = channel.rules.bridge.unwrap_or(Millis(1));
    first.code == second.code && first.offset.is_some_and(|offset| second.onset - offset < bridge)
}

/// Joins states. In each lane those that follow one another become one; one that is alone takes in what touches it.
pub(super) fn merge(project: &Project, observation: ObservationId, ids: &[EventId]) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let ids = Ids::new(ids);
    let mut count = 0;
    for (index, channel, track) in
        draft.originals().filter(|(_, channel, _)| channel.is_marked() && !channel.is_point())
    {
        let chosen = track.events.iter().map(|event| event.id).chain(track.open.iter().map(|open| open.id));
        let chosen = chosen.filter(|id| ids.hold(*id)).count();
        if chosen == 0 {
            continue;
        }
        let lanes: Vec<_> =
            if channel.is_exclusive() { vec![None] } else { channel.codes.iter().map(|code| Some(code.id)).collect() };
        for lane in lanes {
            let parts = parts(track, lane);
            let runs = if chosen == 1 { around(channel, &parts, &ids) } else { runs(&parts, &ids) };
            for run in runs.into_iter().filter(|run| run.len() > 1) {
                join(&mut draft, index, run);
                count += 1;
            }
        }
    }
    if count == 0 { Err(Refusal::NothingToMerge) } else { Ok(draft.steps()) }
}

/// Stretches of chosen states with no other between them.
fn runs<'a, 'b>(parts: &'b [Part<'a>], ids: &Ids) -> Vec<&'b [Part<'a>]> {
    parts.chunk_by(|a, b| ids.hold(a.id) && ids.hold(b.id)).collect()
}

/// The one chosen state with all that touches it, directly or through others.
fn around<'a, 'b>(channel: &Channel, parts: &'b [Part<'a>], ids: &Ids) -> Vec<&'b [Part<'a>]> {
    let touching = parts.chunk_by(|a, b| touch(channel, a, b));
    touching.filter(|run| run.iter().any(|part| ids.hold(part.id))).collect()
}

/// Makes one state of several that follow one another.
fn join(draft: &mut Draft, index: usize, run: &[Part]) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let comments: Vec<&str> = run.iter().map(|part| part.comment).filter(|comment| !comment.is_empty()).collect();
    let mut modifiers =
        run.iter().map(|part| part.modifiers).find(|given| !given.is_empty()).unwrap_or_default().to_vec();
    keep_asked(draft.channel(index), first.code, &mut modifiers);
    let whole =
        OpenState { comment: comments.join("; "), modifiers, ..OpenState::new(first.id, first.code, first.onset) };
    let gone = Ids::new(&run.iter().map(|part| part.id).collect::<Vec<_>>());
    let copy = draft.track(index);
    copy.events.retain(|event| !gone.hold(event.id));
    copy.open.retain(|open| !gone.hold(open.id));
    if let Some(span) = last.offset.and_then(|offset| Span::new(first.onset, offset)) {
        copy.events.push(whole.closed(span, last.cut_off));
    } else {
        copy.open.push(whole);
        copy.open.sort_by_key(|open| open.id);
    }
}
