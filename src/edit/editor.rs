//! The editor: a project with its history.

use super::{Action, Command, Edit, Refusal, Step, plan::plan};
use crate::model::{EventId, Project};
use std::collections::VecDeque;

/// How many steps can be taken back. Bounds memory: a step is a few hundred bytes, a batch at most twice its events.
const HISTORY: usize = 10_000;

/// What a change touched, so that views redraw only what shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // independent areas, any of which may have changed
pub struct Change {
    /// Events or open states.
    pub events: bool,
    /// Names of the project, its sessions or coders.
    pub names: bool,
    /// Media files, frame rate or coded window.
    pub media: bool,
    /// Entry modes, reaction time, what a coding is for, what is decided in a consensus.
    pub settings: bool,
    /// Coding schemes.
    pub schemes: bool,
    /// Which sessions, coders and codings there are, and what is noted of a session.
    pub study: bool,
    /// What is coded beside events: judged windows, ratings, scores, channels gone through.
    pub ratings: bool,
    /// The last event or open state that appeared or changed, to select or show.
    pub event: Option<EventId>,
}

impl Change {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn of(edit: &Edit, back: bool) -> Self {
        let mut change = Self::default();
        for step in &edit.steps {
            match step {
                Step::Event { before, after, .. } => {
                    change.events = true;
                    let to = if back { before } else { after };
                    change.event = to.as_ref().map(|event| event.id).or(change.event);
                }
                Step::Events { before, after, .. } => {
                    change.events = true;
                    let to = if back { before } else { after };
                    change.event = to.last().map(|event| event.id).or(change.event);
                }
                Step::Open { before, after, .. } => {
                    change.events = true;
                    let to = if back { before } else { after };
                    change.event = to.as_ref().map(|open| open.id).or(change.event);
                }
                Step::Entry { .. } | Step::ReactionTime { .. } | Step::Assignment { .. } | Step::Decision { .. } => {
                    change.settings = true;
                }
                Step::Media { .. } | Step::Window { .. } => change.media = true,
                Step::ProjectName { .. } | Step::SessionName { .. } | Step::CoderName { .. } => change.names = true,
                Step::Scheme { .. } | Step::SchemeVersion { .. } => change.schemes = true,
                Step::Subject { .. } | Step::Coder { .. } | Step::Session { .. } => change.study = true,
                Step::Observation { .. } => {
                    change.study = true;
                    change.events = true;
                    change.ratings = true;
                }
                Step::Judged { .. } | Step::Samples { .. } | Step::Score { .. } | Step::Done { .. } => {
                    change.ratings = true;
                }
                Step::NextId { .. } => {}
            }
        }
        change
    }
}

/// A project that changes through commands only.
#[derive(Debug, Clone)]
pub struct Editor {
    project: Project,
    done: VecDeque<Edit>,
    undone: Vec<Edit>,
}

impl Editor {
    /// Opens a project with an empty history.
    pub fn new(project: Project) -> Self {
        Self { project, done: VecDeque::new(), undone: Vec::new() }
    }

    /// The project as it is now.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Carries out a command, or refuses it and leaves everything as it was. A command that changes nothing leaves no trace in
    /// the history and returns an empty [`Change`].
    pub fn dispatch(&mut self, command: &Command) -> Result<Change, Refusal> {
        let edit = plan(&self.project, command)?;
        if edit.steps.is_empty() {
            return Ok(Change::default());
        }
        edit.apply(&mut self.project);
        let change = Change::of(&edit, false);
        self.undone.clear();
        if self.done.len() == HISTORY {
            self.done.pop_front();
        }
        self.done.push_back(edit);
        Ok(change)
    }

    /// Carries out what a journal says.
    pub fn perform(&mut self, action: &Action) -> Result<Change, Refusal> {
        match action {
            Action::Do(command) => self.dispatch(command),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Result<Change, Refusal> {
        let edit = self.done.pop_back().ok_or(Refusal::NoHistory)?;
        edit.revert(&mut self.project);
        let change = Change::of(&edit, true);
        self.undone.push(edit);
        Ok(change)
    }

    /// Does the last undone step again.
    pub fn redo(&mut self) -> Result<Change, Refusal> {
        let edit = self.undone.pop().ok_or(Refusal::NoHistory)?;
        edit.apply(&mut self.project);
        let change = Change::of(&edit, false);
        self.done.push_back(edit);
        Ok(change)
    }

    /// Whether the last step goes on a recording that the one before it is a piece of: who takes it back means both.
    pub fn undo_goes_on(&self) -> bool {
        let mut latest = self.done.iter().rev();
        latest.next().zip(latest.next()).is_some_and(|(last, before)| last.goes_on(before))
    }

    /// Whether the step that would be done again goes on a recording that the last one is a piece of.
    pub fn redo_goes_on(&self) -> bool {
        self.undone.last().zip(self.done.back()).is_some_and(|(next, last)| next.goes_on(last))
    }

    /// What was done last, and what was taken back last; whichever came later is what the project differs by from the time before.
    pub fn latest(&self, back: bool) -> Option<&Edit> {
        if back { self.undone.last() } else { self.done.back() }
    }

    /// Whether [`undo`](Self::undo) would do something.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether [`redo`](Self::redo) would do something.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
