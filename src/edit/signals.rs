//! The signals of a session: which there are, whose they are, and how they are aligned and shown.

use super::plan::{named, session_index, take_id};
use super::{Refusal, SignalDetails, SignalSource, Step};
use crate::model::{MAX_SIGNALS, Project, Session, SessionId, Signal, SignalId};

/// One more signal.
pub(super) fn add(
    project: &Project,
    session: SessionId,
    source: &SignalSource,
    details: &SignalDetails,
) -> Result<Vec<Step>, Refusal> {
    let mut next_id = project.next_id;
    let SignalSource { file_name, fingerprint, column, table } = source.clone();
    let SignalDetails { name, role, unit, offset, range } = details.clone();
    let id = SignalId(take_id(&mut next_id)?.0);
    let name = named(&name)?;
    let signal = Signal { id, name, role, file_name, fingerprint, column, unit, offset, table, range };
    let mut steps = change(project, session, |session| {
        if session.signals.len() >= MAX_SIGNALS {
            return Err(Refusal::TooManySignals);
        }
        if !signal.is_in_range() {
            return Err(Refusal::OutOfRange);
        }
        session.signals.push(signal);
        Ok(())
    })?;
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
}

/// Takes a signal out of its session.
pub(super) fn remove(project: &Project, session: SessionId, id: SignalId) -> Result<Vec<Step>, Refusal> {
    change(project, session, |session| {
        let index = session.signals.iter().position(|signal| signal.id == id).ok_or(Refusal::NotThere)?;
        session.signals.remove(index);
        Ok(())
    })
}

/// Gives a signal another name, partner, unit, offset or range.
pub(super) fn set_details(
    project: &Project,
    session: SessionId,
    id: SignalId,
    details: &SignalDetails,
) -> Result<Vec<Step>, Refusal> {
    change(project, session, |session| {
        let signal = session.signals.iter_mut().find(|signal| signal.id == id).ok_or(Refusal::NotThere)?;
        let SignalDetails { name, role, unit, offset, range } = details.clone();
        *signal = Signal { name: named(&name)?, role, unit, offset, range, ..signal.clone() };
        if signal.is_in_range() { Ok(()) } else { Err(Refusal::OutOfRange) }
    })
}

fn change(
    project: &Project,
    session: SessionId,
    change: impl FnOnce(&mut Session) -> Result<(), Refusal>,
) -> Result<Vec<Step>, Refusal> {
    let index = session_index(project, session)?;
    let before = project.sessions[index].clone();
    let mut after = before.clone();
    change(&mut after)?;
    Ok(vec![Step::Session { index, before: Some(Box::new(before)), after: Some(Box::new(after)) }])
}
