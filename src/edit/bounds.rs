//! Where in time a coding may have marks.

use super::Refusal;
use crate::model::{Observation, Project, Session, Timing};
use crate::time::{Millis, Span};

/// The coded window, and the stretches of it that the coding is about.
#[derive(Clone, Copy)]
pub(super) struct Bounds<'a> {
    /// `None` where no video and no window is known.
    pub(super) window: Option<Span>,
    /// Empty for all of the window.
    pub(super) stretches: &'a [Span],
}

impl<'a> Bounds<'a> {
    pub(super) fn of(project: &Project, observation: &'a Observation) -> Self {
        let window = project.session(observation.session).and_then(Session::coded_window);
        Self { window, stretches: observation.stretches() }
    }

    /// Whether a mark may be made at this moment.
    pub(super) fn begin(&self, at: Millis) -> Result<(), Refusal> {
        match self.window {
            Some(window) if !window.contains(at) => Err(Refusal::OutsideWindow { window, at }),
            _ if !self.stretches.is_empty() && !self.stretches.iter().any(|span| span.contains(at)) => {
                Err(Refusal::OutsideStretches)
            }
            None if at < Millis::ZERO || at > Millis::MAX => Err(Refusal::OutOfRange),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether a state may end at this moment: the window's end itself is allowed.
    pub(super) fn end(&self, end: Millis) -> Result<(), Refusal> {
        self.begin(end - Millis(1)).map_err(|refusal| match refusal {
            Refusal::OutsideWindow { window, .. } => Refusal::OutsideWindow { window, at: end },
            other => other,
        })
    }

    /// Whether an event may have this timing.
    pub(super) fn hold(&self, timing: Timing) -> Result<(), Refusal> {
        self.begin(timing.onset())?;
        timing.span().map_or(Ok(()), |span| self.end(span.end()))
    }

    /// Whether an event may go from one timing to another: what lies outside already may stay there, but nothing may leave.
    pub(super) fn allow(&self, from: Timing, to: Timing) -> Result<(), Refusal> {
        if self.hold(from).is_ok() {
            self.hold(to)?;
        }
        let in_session = Millis::ZERO <= to.onset() && to.offset() <= Millis::MAX;
        if in_session { Ok(()) } else { Err(Refusal::OutOfRange) }
    }
}
