//! The pass: which channels are shown and recorded.

use super::Desk;
use crate::model::ChannelId;
use leptos::prelude::*;

/// One watching of the video: some channels, or all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CurrentPass {
    /// The channels; `None` for all of the scheme.
    pub channels: Option<Vec<ChannelId>>,
}

impl CurrentPass {
    /// Whether a channel is shown and recorded.
    pub fn has(&self, channel: ChannelId) -> bool {
        self.channels.as_ref().is_none_or(|channels| channels.contains(&channel))
    }
}

impl Desk {
    /// Chooses the channels of the pass. All of the scheme's are no choice.
    pub fn set_pass(self, channels: Option<Vec<ChannelId>>) {
        let all = self.shown(|shown| shown.scheme.channels.len()).unwrap_or(0);
        let channels = channels.filter(|channels| channels.len() < all);
        self.pass.set(CurrentPass { channels });
    }

    /// Whether a channel is shown and recorded in this pass.
    pub fn records(self, channel: ChannelId) -> bool {
        self.pass.with_untracked(|pass| pass.has(channel))
    }

    /// After a change of scheme or coding: a pass that names a channel of another scheme gives way to all.
    pub(super) fn keep_pass(self) {
        let known = |channel: &ChannelId| self.shown(|shown| shown.scheme.channel(*channel).is_some()) == Some(true);
        let stays = self.pass.with_untracked(|pass| pass.channels.as_ref().is_none_or(|own| own.iter().all(known)));
        if !stays {
            self.pass.set(CurrentPass::default());
        }
    }
}
