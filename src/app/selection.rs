//! The selected events: what they are, and what is done to all of them.

use super::desk::Desk;
use crate::edit::Command;
use crate::model::{CodeId, EventId, Observation};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Every event and running state of a coding that a test holds for.
fn all(observation: &Observation, test: impl Fn(EventId, CodeId) -> bool) -> BTreeSet<EventId> {
    let tracks = observation.tracks.iter();
    let every = tracks.flat_map(|track| {
        let finished = track.events.iter().map(|event| (event.id, event.code));
        finished.chain(track.open.iter().map(|open| (open.id, open.code)))
    });
    every.filter(|(id, code)| test(*id, *code)).map(|(id, _)| id).collect()
}

impl Desk {
    /// The selected events.
    pub fn selected(self) -> Vec<EventId> {
        self.selection.with_untracked(|selection| selection.iter().copied().collect())
    }

    /// Selects one event, or adds it to or takes it from the selection.
    pub fn select(self, event: Option<EventId>, additive: bool) {
        self.selection.update(|selection| match (event, additive) {
            (Some(event), true) => {
                if !selection.remove(&event) {
                    selection.insert(event);
                }
            }
            (None, true) => {}
            (event, false) => {
                selection.clear();
                selection.extend(event);
            }
        });
    }

    /// Selects events, as well as those that are selected or in place of them.
    pub fn select_many(self, events: Vec<EventId>, additive: bool) {
        self.selection.update(|selection| {
            if !additive {
                selection.clear();
            }
            selection.extend(events);
        });
    }

    /// Selects every event of the coding.
    pub fn select_all(self) {
        let every = self.shown(|shown| all(shown.observation, |_, _| true));
        self.selection.set(every.unwrap_or_default());
    }

    /// Selects every event that has the code of a selected one.
    pub fn select_same_code(self) {
        let same = self.shown(|shown| {
            self.selection.with_untracked(|selection| {
                let mut codes = BTreeSet::new();
                for track in &shown.observation.tracks {
                    let chosen = track.events.iter().filter(|event| selection.contains(&event.id));
                    codes.extend(chosen.map(|event| event.code));
                    codes.extend(track.open.iter().filter(|open| selection.contains(&open.id)).map(|open| open.code));
                }
                all(shown.observation, |_, code| codes.contains(&code))
            })
        });
        self.selection.set(same.unwrap_or_default());
    }

    /// Lets go of selected events that are no longer there.
    pub(super) fn forget_vanished(self) {
        let kept = self.selection.with_untracked(|selection| match selection.len() {
            0 => BTreeSet::new(),
            _ => self.shown(|shown| all(shown.observation, |id, _| selection.contains(&id))).unwrap_or_default(),
        });
        if self.selection.with_untracked(|selection| selection.len() != kept.len()) {
            self.selection.set(kept);
        }
    }

    /// Deletes the selected events.
    pub fn delete_selection(self) {
        let events = self.selected();
        if let (Some(observation), false) = (self.observation.get_untracked(), events.is_empty()) {
            self.dispatch(Command::Delete { observation, events });
        }
    }
}
