//! What a change of a scheme does, counted before it is made.

use super::SchemeChange;
use super::carry::{Passage, Tally};
use crate::model::{ChannelId, CodeId, ModifierId, ObservationId, Project, SchemeId};
use std::collections::BTreeMap;

/// Something that happens to what was coded. Counted in events, but where it says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// Deleted: the channel is gone.
    ChannelRemoved(ChannelId),
    /// Deleted: the code is gone.
    CodeRemoved(CodeId),
    /// Deleted: the channel they were to be in holds events of another kind.
    DoNotFit(ChannelId),
    /// Deleted: another code of an exclusive channel lasts longer from the same moment on.
    Covered(ChannelId),
    /// Given another code.
    Merged {
        /// The code that is gone.
        code: CodeId,
        /// The code in its place.
        into: CodeId,
    },
    /// Kept under another name.
    Renamed(CodeId),
    /// Kept in another channel.
    Moved(CodeId),
    /// States that become points at their onsets.
    MadePoints(ChannelId),
    /// Taken up by another event of the same code that they overlap or touch.
    Joined(ChannelId),
    /// Ended earlier, where the next code of an exclusive channel begins.
    Cut(ChannelId),
    /// Answers that the modifier no longer allows, or that are no longer asked for.
    AnswersLost(ModifierId),
    /// Judged windows: the rule they were judged by is another one.
    WindowsLost(ChannelId),
    /// Samples of a rating: the scale no longer has them.
    SamplesLost(ChannelId),
    /// Global ratings: the scale no longer has them.
    ScoresLost(ChannelId),
}

impl Effect {
    /// Whether something that was coded is gone with it.
    pub fn is_loss(self) -> bool {
        match self {
            Self::Merged { .. } | Self::Renamed(_) | Self::Moved(_) | Self::MadePoints(_) | Self::Joined(_) => false,
            Self::ChannelRemoved(_)
            | Self::CodeRemoved(_)
            | Self::DoNotFit(_)
            | Self::Covered(_)
            | Self::Cut(_)
            | Self::AnswersLost(_)
            | Self::WindowsLost(_)
            | Self::SamplesLost(_)
            | Self::ScoresLost(_) => true,
        }
    }

    /// Whether there is one event less for each time it is counted.
    pub fn removes_events(self) -> bool {
        matches!(
            self,
            Self::ChannelRemoved(_) | Self::CodeRemoved(_) | Self::DoNotFit(_) | Self::Covered(_) | Self::Joined(_)
        )
    }
}

/// What a change does to the codings of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Impact {
    /// Each effect once, losses of events first, with how often it occurs in each coding where it does.
    pub effects: Vec<(Effect, Vec<(ObservationId, usize)>)>,
    /// How many codings there are by the scheme.
    pub codings: usize,
    /// How many events they have together.
    pub events: usize,
}

impl Impact {
    /// Counts what a change would do. `None` if it cannot be made: the scheme is not there, or a merge leads nowhere.
    pub fn of(project: &Project, scheme: SchemeId, change: &SchemeChange) -> Option<Self> {
        let old = project.scheme(scheme)?;
        let passage = Passage::new(old, &change.to, change.merged.iter().copied(), &change.options)?;
        let mut effects: BTreeMap<Effect, Vec<(ObservationId, usize)>> = BTreeMap::new();
        let mut impact = Self::default();
        for observation in project.observations.iter().filter(|observation| observation.scheme == scheme) {
            impact.codings += 1;
            impact.events += observation.event_count();
            let tally = passage.carry(&observation.tracks).map_or_else(Tally::new, |(_, tally)| tally);
            for (effect, times) in tally {
                effects.entry(effect).or_default().push((observation.id, times));
            }
        }
        impact.effects = effects.into_iter().collect();
        Some(impact)
    }

    /// How often an effect occurs in all codings together.
    pub fn count(&self, effect: Effect) -> usize {
        let codings = self.effects.iter().find(|(known, _)| *known == effect);
        codings.map_or(0, |(_, codings)| codings.iter().map(|(_, times)| times).sum())
    }

    /// Whether anything that was coded would be gone.
    pub fn loses(&self) -> bool {
        self.effects.iter().any(|(effect, _)| effect.is_loss())
    }
}
