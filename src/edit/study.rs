//! Sessions, coders and codings: what a study consists of, and what is noted of its sessions.

use super::plan::{observation_index, session_index, take_id};
use super::{Refusal, Step};
use crate::model::{
    Assignment, Bookmark, Coder, CoderId, Observation, ObservationId, Project, Role, SchemeId, Session, SessionId,
    Subject, SubjectId, Track, Unscorable, are_apart,
};
use crate::time::Millis;

/// A new session of a parent and a child of its own, with an empty coding: a session without one would be out of reach.
pub(super) fn add_session(project: &Project, name: &str, coder: &str, scheme: SchemeId) -> Result<Vec<Step>, Refusal> {
    let name = super::plan::named(name)?;
    let mut next_id = project.next_id;
    let mut steps = Vec::new();
    let mut subjects = Vec::new();
    for (offset, role) in [Role::Parent, Role::Child].into_iter().enumerate() {
        let id = SubjectId(take_id(&mut next_id)?.0);
        subjects.push(id);
        let subject = Subject { id, role, name: String::new() };
        steps.push(Step::Subject { index: project.subjects.len() + offset, before: None, after: Some(subject) });
    }
    let session = Session::new(SessionId(take_id(&mut next_id)?.0), name, subjects);
    let (coder, new_coder) = coder_named(project, coder, &mut next_id)?;
    let observation = empty_observation(project, (session.id, scheme), coder, None, &mut next_id)?;
    steps.push(Step::Session { index: project.sessions.len(), before: None, after: Some(Box::new(session)) });
    steps.extend(new_coder);
    steps.push(add_observation(project, observation));
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
}

/// The coder of a name, and the step that adds one where there is none.
pub(super) fn coder_named(
    project: &Project,
    name: &str,
    next_id: &mut u32,
) -> Result<(CoderId, Option<Step>), Refusal> {
    let name = super::plan::named(name)?;
    if let Some(known) = project.coders.iter().find(|known| known.name == name) {
        return Ok((known.id, None));
    }
    let id = CoderId(take_id(next_id)?.0);
    let after = Some(Coder { id, name });
    Ok((id, Some(Step::Coder { index: project.coders.len(), before: None, after })))
}

/// An empty coding of a session by a scheme.
pub(super) fn empty_observation(
    project: &Project,
    (session, scheme): (SessionId, SchemeId),
    coder: CoderId,
    assignment: Option<&Assignment>,
    next_id: &mut u32,
) -> Result<Observation, Refusal> {
    let scheme = project.scheme(scheme).ok_or(Refusal::NotThere)?;
    Ok(Observation {
        id: ObservationId(take_id(next_id)?.0),
        session,
        coder,
        scheme: scheme.id,
        scheme_version: scheme.version,
        reaction_time: Millis::ZERO,
        tracks: scheme.channels.iter().map(|channel| Track::new(channel.id, channel.entry)).collect(),
        assignment: assignment.cloned(),
        consensus: None,
    })
}

/// The step that adds a coding.
pub(super) fn add_observation(project: &Project, observation: Observation) -> Step {
    Step::Observation { index: project.observations.len(), before: None, after: Some(Box::new(observation)) }
}

/// A coder codes a session once by a scheme.
pub(super) fn codes_not_yet(
    project: &Project,
    session: SessionId,
    coder: CoderId,
    scheme: SchemeId,
) -> Result<(), Refusal> {
    let is_same = |o: &Observation| o.session == session && o.coder == coder && o.scheme == scheme;
    if project.observations.iter().any(is_same) { Err(Refusal::CodedAlready) } else { Ok(()) }
}

/// An empty coding of a session by a coder, who is added to the study if there is none of that name.
pub(super) fn start_observation(
    project: &Project,
    session: SessionId,
    coder: &str,
    scheme: SchemeId,
    assignment: Option<&Assignment>,
) -> Result<Vec<Step>, Refusal> {
    session_index(project, session)?;
    if assignment.is_some_and(|assignment| !are_apart(&assignment.stretches)) {
        return Err(Refusal::OutOfRange);
    }
    let mut next_id = project.next_id;
    let (coder, new_coder) = coder_named(project, coder, &mut next_id)?;
    codes_not_yet(project, session, coder, scheme)?;
    let observation = empty_observation(project, (session, scheme), coder, assignment, &mut next_id)?;
    let observation = add_observation(project, observation);
    let next = Step::NextId { before: project.next_id, after: next_id };
    Ok(new_coder.into_iter().chain([observation, next]).collect())
}

/// Takes a coding out of the study, and its session with it where it is the last one: a session without a coding would be out of reach.
/// The project keeps one coding.
pub(super) fn remove_observation(project: &Project, id: ObservationId) -> Result<Vec<Step>, Refusal> {
    let index = observation_index(project, id)?;
    if project.observations.len() == 1 {
        return Err(Refusal::LastCoding);
    }
    let before = project.observations[index].clone();
    let session = before.session;
    let mut steps = vec![Step::Observation { index, before: Some(Box::new(before)), after: None }];
    if project.observations.iter().filter(|observation| observation.session == session).count() > 1 {
        return Ok(steps);
    }
    let index = session_index(project, session)?;
    let before = project.sessions[index].clone();
    let others = || project.sessions.iter().filter(|other| other.id != session);
    let goes = |id: SubjectId| before.subjects.contains(&id) && others().all(|other| !other.subjects.contains(&id));
    // From the last on, so that the places of those before them hold.
    for (index, subject) in project.subjects.iter().enumerate().rev().filter(|(_, subject)| goes(subject.id)) {
        steps.push(Step::Subject { index, before: Some(subject.clone()), after: None });
    }
    steps.push(Step::Session { index, before: Some(Box::new(before)), after: None });
    Ok(steps)
}

/// Changes what a coding is for.
pub(super) fn assign(
    project: &Project,
    id: ObservationId,
    change: impl FnOnce(&mut Assignment),
) -> Result<Vec<Step>, Refusal> {
    let observation = observation_index(project, id)?;
    let before = project.observations[observation].assignment.clone();
    let mut after = before.clone().ok_or(Refusal::NotThere)?;
    change(&mut after);
    Ok(vec![Step::Assignment { observation, before, after: Some(after) }])
}

/// Changes what is noted of a session.
fn annotate(project: &Project, session: SessionId, change: impl FnOnce(&mut Session)) -> Result<Vec<Step>, Refusal> {
    let index = session_index(project, session)?;
    let before = project.sessions[index].clone();
    let mut after = before.clone();
    change(&mut after);
    Ok(vec![Step::Session { index, before: Some(Box::new(before)), after: Some(Box::new(after)) }])
}

pub(super) fn set_notes(project: &Project, session: SessionId, text: &str) -> Result<Vec<Step>, Refusal> {
    annotate(project, session, |session| text.clone_into(&mut session.notes))
}

/// Replaces a session's bookmarks; they are put in order.
pub(super) fn set_bookmarks(
    project: &Project,
    session: SessionId,
    bookmarks: &[Bookmark],
) -> Result<Vec<Step>, Refusal> {
    if bookmarks.iter().any(|bookmark| bookmark.at < Millis::ZERO || bookmark.at > Millis::MAX) {
        return Err(Refusal::OutOfRange);
    }
    let mut bookmarks = bookmarks.to_vec();
    bookmarks.sort_by_key(|bookmark| bookmark.at);
    annotate(project, session, |session| session.bookmarks = bookmarks)
}

/// Replaces the stretches of a session that cannot be judged; they are put in order.
pub(super) fn set_unscorable(
    project: &Project,
    session: SessionId,
    stretches: &[Unscorable],
) -> Result<Vec<Step>, Refusal> {
    if stretches.iter().any(|stretch| stretch.span.start() < Millis::ZERO || stretch.span.end() > Millis::MAX) {
        return Err(Refusal::OutOfRange);
    }
    let mut stretches = stretches.to_vec();
    stretches.sort_by_key(|stretch| (stretch.span.start(), stretch.span.end()));
    annotate(project, session, |session| session.unscorable = stretches)
}
