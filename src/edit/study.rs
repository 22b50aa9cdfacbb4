//! Sessions, coders and codings: what a study consists of, and what is noted of its sessions.

use super::plan::{observation_index, session_index, take_id};
use super::{Refusal, Step};
use crate::model::{
    Assignment, Bookmark, Coder, CoderId, Observation, ObservationId, Project, Role, SchemeId, Session, SessionId,
    Subject, SubjectId, Track, Unscorable,
};
use crate::time::Millis;

/// A new session of a parent and a child of its own.
pub(super) fn add_session(project: &Project, name: &str) -> Result<Vec<Step>, Refusal> {
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
    let session = Session {
        id: SessionId(take_id(&mut next_id)?.0),
        name,
        subjects,
        media: Vec::new(),
        window: None,
        unscorable: Vec::new(),
        notes: String::new(),
        bookmarks: Vec::new(),
        signals: Vec::new(),
    };
    steps.push(Step::Session { index: project.sessions.len(), before: None, after: Some(Box::new(session)) });
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
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
    let coder = super::plan::named(coder)?;
    let scheme = project.scheme(scheme).ok_or(Refusal::NotThere)?;
    if let Some(assignment) = assignment {
        let bounds = assignment.stretches.iter().flat_map(|span| [span.start(), span.end()]);
        let rising = bounds.clone().zip(bounds.clone().skip(1)).all(|(earlier, later)| earlier <= later);
        if !rising || bounds.clone().any(|at| at < Millis::ZERO || at > Millis::MAX) {
            return Err(Refusal::OutOfRange);
        }
    }
    let mut next_id = project.next_id;
    let mut steps = Vec::new();
    let known = project.coders.iter().find(|known| known.name == coder).map(|known| known.id);
    let coder = if let Some(id) = known {
        id
    } else {
        let id = CoderId(take_id(&mut next_id)?.0);
        let after = Some(Coder { id, name: coder });
        steps.push(Step::Coder { index: project.coders.len(), before: None, after });
        id
    };
    let is_same = |o: &Observation| o.session == session && o.coder == coder && o.scheme == scheme.id;
    if project.observations.iter().any(is_same) {
        return Err(Refusal::CodedAlready);
    }
    let observation = Observation {
        id: ObservationId(take_id(&mut next_id)?.0),
        session,
        coder,
        scheme: scheme.id,
        scheme_version: scheme.version,
        reaction_time: Millis::ZERO,
        tracks: scheme.channels.iter().map(|channel| Track::new(channel.id, channel.entry)).collect(),
        assignment: assignment.cloned(),
    };
    let (index, after) = (project.observations.len(), Some(Box::new(observation)));
    steps.push(Step::Observation { index, before: None, after });
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
}

/// Takes a coding out of the study. One is left.
pub(super) fn remove_observation(project: &Project, id: ObservationId) -> Result<Vec<Step>, Refusal> {
    let index = observation_index(project, id)?;
    if project.observations.len() == 1 {
        return Err(Refusal::LastCoding);
    }
    let before = Some(Box::new(project.observations[index].clone()));
    Ok(vec![Step::Observation { index, before, after: None }])
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
