//! Counts that follow the coding, so that a key costs what it changes, not what there is.

use super::{Desk, Open};
use crate::analysis::response::{Asked, Responses};
use crate::analysis::tally::Tally;
use crate::edit::Action;
use crate::model::ObservationId;
use leptos::prelude::*;

/// The counts of one coding.
pub(super) struct Counted {
    observation: ObservationId,
    tally: Tally,
    responses: Option<Responses>,
}

impl Open {
    /// Takes what was just done into the counts. What can't be followed is forgotten, and counted anew when it is asked for.
    pub(super) fn follow(&mut self, action: &Action) {
        let back = matches!(action, Action::Undo);
        let Some(mut counted) = self.counted.take() else { return };
        let index = self.editor.project().observations.iter().position(|own| own.id == counted.observation);
        let moved =
            self.editor.latest(back).zip(index).and_then(|(edit, index)| counted.tally.follow(edit, index, back));
        if let Some(moved) = moved {
            if let Some(responses) = &mut counted.responses {
                for change in moved {
                    responses.follow(change);
                }
            }
            self.counted = Some(counted);
        }
    }
}

impl Desk {
    /// Reads the tally of the coding shown, and what became of stimuli if that is asked.
    pub fn counts<R>(self, asked: Option<&Asked>, read: impl FnOnce(&Tally, Option<&Responses>) -> R) -> Option<R> {
        let id = self.observation.get_untracked()?;
        self.open
            .try_update_value(|open| {
                let Open { editor, counted, .. } = open.as_mut()?;
                if counted.as_ref().is_none_or(|counted| counted.observation != id) {
                    let tally = Tally::of(editor.project().observation(id)?);
                    *counted = Some(Counted { observation: id, tally, responses: None });
                }
                let counted = counted.as_mut()?;
                if counted.responses.as_ref().map(Responses::asked) != asked {
                    counted.responses = asked.map(|asked| Responses::of(&counted.tally, asked.clone()));
                }
                Some(read(&counted.tally, counted.responses.as_ref()))
            })
            .flatten()
    }

    /// Counts no longer.
    pub fn stop_counting(self) {
        self.open.try_update_value(|open| {
            if let Some(open) = open {
                open.counted = None;
            }
        });
    }
}
