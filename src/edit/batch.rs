//! The same change to many events at once.

use super::draft::{Draft, Ids};
use super::lay::{Collision, Laid};
use super::plan::{by_hand, keep_asked, observation_index};
use super::{Commenting, Place, Recoding, Refusal, Step};
use crate::model::{ChannelId, CodeId, Event, EventId, ObservationId, OpenState, Project};
use std::collections::HashMap;

/// Deletes events and running states.
pub(super) fn delete(project: &Project, observation: ObservationId, ids: &[EventId]) -> Result<Vec<Step>, Refusal> {
    let index = observation_index(project, observation)?;
    by_hand(&project.observations[index])?;
    let ids = Ids::new(ids);
    let mut steps = Vec::new();
    for (track_index, track) in project.observations[index].tracks.iter().enumerate() {
        let place = Place { observation: index, track: track_index };
        let mut doomed: Vec<Event> = track.events.iter().filter(|event| ids.hold(event.id)).cloned().collect();
        match doomed.len() {
            0 => {}
            1 => steps.push(Step::Event { place, before: doomed.pop(), after: None }),
            _ => steps.push(Step::Events { place, before: doomed, after: Vec::new() }),
        }
        for open in track.open.iter().filter(|open| ids.hold(open.id)) {
            steps.push(Step::Open { place, before: Some(open.clone()), after: None });
        }
    }
    Ok(steps)
}

/// Gives events another code, where their channel has it and it does not make two states overlap.
pub(super) fn recode(
    project: &Project,
    observation: ObservationId,
    ids: &[EventId],
    code: CodeId,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let ids = Ids::new(ids);
    let found = draft.originals().find(|(_, channel, _)| channel.code(code).is_some());
    let (index, channel, track) = found.ok_or(Refusal::NotThere)?;
    let concerns = |id: EventId, from: CodeId| ids.hold(id) && from != code;
    let events = draft.lift(index, |event| concerns(event.id, event.code));
    let open: Vec<OpenState> = track.open.iter().filter(|open| concerns(open.id, open.code)).cloned().collect();
    draft.track(index).open.retain(|open| !concerns(open.id, open.code));
    let mut olds: HashMap<EventId, Event> = events.iter().map(|event| (event.id, event.clone())).collect();
    let mut laid = Laid { events, open };
    for event in &mut laid.events {
        event.code = code;
        keep_asked(channel, code, &mut event.modifiers);
    }
    for open in &mut laid.open {
        open.code = code;
        keep_asked(channel, code, &mut open.modifiers);
    }
    let left_out = draft.lay(index, laid, Collision::LeaveOut)?;
    let copy = draft.track(index);
    copy.events.extend(left_out.events.iter().filter_map(|event| olds.remove(&event.id)));
    copy.open.extend(left_out.open.iter().filter_map(|open| track.open_state(open.id).cloned()));
    copy.open.sort_by_key(|open| open.id);
    Ok(draft.steps())
}

/// Writes comments.
pub(super) fn comment(
    project: &Project,
    observation: ObservationId,
    ids: &[EventId],
    text: &str,
    how: Commenting,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let ids = Ids::new(ids);
    let write = |comment: &mut String| match how {
        Commenting::Append if !comment.is_empty() => {
            if !text.is_empty() {
                comment.push_str("; ");
                comment.push_str(text);
            }
        }
        Commenting::Append | Commenting::Replace => text.clone_into(comment),
    };
    for (index, _, track) in draft.originals() {
        let any =
            track.events.iter().any(|event| ids.hold(event.id)) || track.open.iter().any(|open| ids.hold(open.id));
        if any {
            let copy = draft.track(index);
            copy.events.iter_mut().filter(|event| ids.hold(event.id)).for_each(|event| write(&mut event.comment));
            copy.open.iter_mut().filter(|open| ids.hold(open.id)).for_each(|open| write(&mut open.comment));
        }
    }
    Ok(draft.steps())
}

/// Copies events to another channel of the same kind.
pub(super) fn copy(
    project: &Project,
    observation: ObservationId,
    ids: &[EventId],
    channel: ChannelId,
    codes: &[Recoding],
    over: bool,
) -> Result<Vec<Step>, Refusal> {
    let mut draft = Draft::new(project, observation)?;
    let ids = Ids::new(ids);
    let (index, target, _) = draft.originals().find(|(_, target, _)| target.id == channel).ok_or(Refusal::NotThere)?;
    if !target.is_marked() {
        return Err(Refusal::WrongKind);
    }
    if codes.iter().any(|code| target.code(code.to).is_none()) {
        return Err(Refusal::NotThere);
    }
    let becomes: HashMap<CodeId, CodeId> = codes.iter().map(|code| (code.from, code.to)).collect();
    let mut laid = Laid::default();
    for (from, source, track) in draft.originals() {
        for event in track.events.iter().filter(|event| ids.hold(event.id)) {
            let Some(code) = becomes.get(&event.code).filter(|_| from != index) else { continue };
            if source.is_point() != target.is_point() {
                return Err(Refusal::WrongKind);
            }
            let id = draft.take_id()?;
            laid.events.push(Event { id, code: *code, modifiers: Vec::new(), ..event.clone() });
        }
    }
    draft.lay(index, laid, if over { Collision::Push } else { Collision::LeaveOut })?;
    Ok(draft.steps())
}
