//! Settling where codings differ. What is coded in a consensus is made anew from its codings and its log with every decision.

use super::draft::event_steps;
use super::plan::{observation_index, take_id};
use super::study::empty_observation;
use super::{Place, Refusal, Step, study};
use crate::consensus::{Survey, Surveyed};
use crate::model::{Assignment, ChannelId, Consensus, Decision, Event, ObservationId, Project, sort_key};
use crate::time::{Millis, Span};
use std::collections::BTreeMap;

/// Begins a consensus: a coding by a coder of that name, which holds what the codings agree on.
pub(super) fn begin(project: &Project, consensus: &Consensus, coder: &str) -> Result<Vec<Step>, Refusal> {
    if !(Millis::ZERO..=crate::model::MAX_TOLERANCE).contains(&consensus.tolerance) {
        return Err(Refusal::OutOfRange);
    }
    let survey = Survey::of(project, consensus).map_err(Refusal::Unsettled)?;
    let first = consensus.codings.first().and_then(|id| project.observation(*id)).ok_or(Refusal::NotThere)?;
    let stretches = survey.stretches.clone();
    let assignment = (!stretches.is_empty()).then_some(Assignment { stretches, blind: false, submitted: true });
    let mut next_id = project.next_id;
    let (coder, new_coder) = study::coder_named(project, coder, &mut next_id)?;
    study::codes_not_yet(project, first.session, coder, first.scheme)?;
    let mut made = empty_observation(project, (first.session, first.scheme), coder, assignment.as_ref(), &mut next_id)?;
    for (track, surveyed) in made.tracks.iter_mut().zip(survey.channels) {
        track.events = numbered(&[], surveyed.taken.events, &mut next_id)?;
        (track.judged, track.samples) = (surveyed.taken.judged, surveyed.taken.samples);
        track.score = surveyed.taken.score;
    }
    made.consensus = Some(consensus.clone());
    let added = study::add_observation(project, made);
    let next = Step::NextId { before: project.next_id, after: next_id };
    Ok(new_coder.into_iter().chain([added, next]).collect())
}

/// Decides a disagreement, decides it anew, or takes a decision back.
pub(super) fn settle(project: &Project, id: ObservationId, decision: &Decision) -> Result<Vec<Step>, Refusal> {
    let (index, consensus) = consensus_of(project, id)?;
    let Decision { moment, choice, note } = decision;
    let held = consensus.decision(moment);
    match choice {
        Some(choice) => {
            let survey = Survey::about(project, consensus, Some(moment.channel)).map_err(Refusal::Unsettled)?;
            let question = survey.questions().find(|question| question.moment == *moment).ok_or(Refusal::NotThere)?;
            let scheme = project.scheme(project.observations[index].scheme).ok_or(Refusal::NotThere)?;
            let channel = scheme.channel(moment.channel).ok_or(Refusal::NotThere)?;
            if !question.takes(choice, channel, &consensus.codings) {
                return Err(Refusal::NoSuchAnswer);
            }
        }
        None if held.is_none() => return Err(Refusal::NotThere),
        None => {}
    }
    let decision = Decision { note: note.trim().to_owned(), ..decision.clone() };
    if held == Some(&decision) {
        return Ok(Vec::new());
    }
    let mut consensus = consensus.clone();
    let (before, after, at) = (None, Some(decision.clone()), consensus.log.len());
    consensus.log.push(decision);
    let mut steps = vec![Step::Decision { observation: index, index: at, before, after }];
    steps.extend(made_steps(project, index, &consensus, Some(moment.channel))?);
    Ok(steps)
}

/// Makes a consensus anew from its codings as they are now.
pub(super) fn renew(project: &Project, id: ObservationId) -> Result<Vec<Step>, Refusal> {
    let (index, consensus) = consensus_of(project, id)?;
    made_steps(project, index, consensus, None)
}

fn consensus_of(project: &Project, id: ObservationId) -> Result<(usize, &Consensus), Refusal> {
    let index = observation_index(project, id)?;
    Ok((index, project.observations[index].consensus.as_ref().ok_or(Refusal::NotThere)?))
}

/// What differs between what is coded and what is to be.
fn made_steps(
    project: &Project,
    index: usize,
    consensus: &Consensus,
    only: Option<ChannelId>,
) -> Result<Vec<Step>, Refusal> {
    let survey = Survey::about(project, consensus, only).map_err(Refusal::Unsettled)?;
    let observation = &project.observations[index];
    let mut next_id = project.next_id;
    let mut steps = Vec::new();
    for Surveyed { channel, taken, .. } in survey.channels {
        let Some(nth) = observation.tracks.iter().position(|track| track.channel == channel) else { continue };
        let (place, track) = (Place { observation: index, track: nth }, &observation.tracks[nth]);
        let events = numbered(&track.events, taken.events, &mut next_id)?;
        steps.extend(event_steps(place, &track.events, events));
        steps.push(Step::Judged { place, before: track.judged.clone(), after: taken.judged });
        steps.push(Step::Score { place, before: track.score.clone(), after: taken.score });
        let scheme = project.scheme(observation.scheme);
        let scale = scheme.and_then(|scheme| scheme.channel(channel)).and_then(crate::model::Channel::rating);
        if let Some((scale, span)) = scale.zip(Span::new(Millis::ZERO, Millis::MAX)) {
            let (before, after) = (track.samples.clone(), taken.samples);
            steps.push(Step::Samples { place, period: scale.period, span, before, after });
        }
    }
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
}

/// Events with ids, in the order of a track: an event that is there already keeps its own.
fn numbered(known: &[Event], events: Vec<Event>, next_id: &mut u32) -> Result<Vec<Event>, Refusal> {
    let key = |event: &Event| (event.timing.onset(), event.timing.offset(), event.code);
    let known: BTreeMap<_, _> = known.iter().map(|event| (key(event), event.id)).collect();
    let number = |event: Event| {
        let id = known.get(&key(&event)).copied().map_or_else(|| take_id(next_id), Ok)?;
        Ok(Event { id, ..event })
    };
    let mut events = events.into_iter().map(number).collect::<Result<Vec<_>, Refusal>>()?;
    events.sort_by_key(sort_key);
    Ok(events)
}
