//! What a command would do, without doing it: for previews.

use super::plan::{observation_index, plan};
use super::{Command, Edit, Refusal, Step};
use crate::model::{EventId, ObservationId, Project, Track};
use std::collections::HashSet;

/// The tracks of a coding with a command tried on them. The next try takes the last one back, so that a drag costs what it changes, not
/// what there is.
#[derive(Debug, Clone)]
pub struct Trial {
    observation: usize,
    tracks: Vec<Track>,
    edit: Edit,
}

impl Trial {
    /// The tracks as they are. `None` for a coding that the project lacks.
    pub fn new(project: &Project, id: ObservationId) -> Option<Self> {
        let observation = observation_index(project, id).ok()?;
        Some(Self { observation, tracks: project.observations[observation].tracks.clone(), edit: Edit::default() })
    }

    /// Tries a command in place of the last one. Refused, the tracks are as they are in the project, which must be the one that the trial
    /// was made of, unchanged.
    pub fn attempt(&mut self, project: &Project, command: &Command) -> Result<(), Refusal> {
        let last = std::mem::take(&mut self.edit);
        self.run(last.steps.iter().rev(), true);
        self.edit = plan(project, command)?;
        let edit = std::mem::take(&mut self.edit);
        self.run(edit.steps.iter(), false);
        self.edit = edit;
        Ok(())
    }

    fn run<'a>(&mut self, steps: impl Iterator<Item = &'a Step>, back: bool) {
        for step in steps {
            let place = step.marks().filter(|place| place.observation == self.observation);
            if let Some(track) = place.and_then(|place| self.tracks.get_mut(place.track)) {
                step.run_on(track, back);
            }
        }
    }

    /// The tracks with their events and running states as they would be; what else a command changes is not shown.
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }
}

/// How many events a command would touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Events and running states that would change.
    pub changed: usize,
    /// Those that would appear.
    pub added: usize,
    /// Those that would go.
    pub removed: usize,
}

/// Counts what a command would do to events and running states.
pub fn outcome(project: &Project, command: &Command) -> Result<Outcome, Refusal> {
    let edit = plan(project, command)?;
    let (mut before, mut after) = (HashSet::new(), HashSet::new());
    for step in &edit.steps {
        match step {
            Step::Event { before: old, after: new, .. } => {
                before.extend(old.iter().map(|event| event.id));
                after.extend(new.iter().map(|event| event.id));
            }
            Step::Events { before: old, after: new, .. } => {
                before.extend(old.iter().map(|event| event.id));
                after.extend(new.iter().map(|event| event.id));
            }
            Step::Open { before: old, after: new, .. } => {
                before.extend(old.iter().map(|open| open.id));
                after.extend(new.iter().map(|open| open.id));
            }
            _ => {}
        }
    }
    let count = |a: &HashSet<EventId>, b: &HashSet<EventId>| a.difference(b).count();
    Ok(Outcome {
        changed: before.intersection(&after).count(),
        added: count(&after, &before),
        removed: count(&before, &after),
    })
}
