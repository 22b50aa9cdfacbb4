//! Codes that a draft no longer has, and where their events are to go.

use super::Draft;
use crate::edit::Merge;
use crate::model::{Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme};

/// A code of the scheme in use that the draft lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The code as it was.
    pub code: Code,
    /// The channel it was in.
    pub channel: ChannelId,
    /// The codes that its events could be given: those of channels of the same kind, of its own channel first.
    pub heirs: Vec<(CodeId, String)>,
    /// The one that is chosen; with `None` its events are deleted.
    pub into: Option<CodeId>,
}

impl Draft {
    /// The codes of `old` that are gone, in its order.
    pub fn removed(&self, old: &CodingScheme) -> Vec<Removed> {
        let gone = |channel: &Channel, code: &Code| Removed {
            code: code.clone(),
            channel: channel.id,
            heirs: self.heirs(channel),
            into: self.merged.iter().find(|merge| merge.code == code.id).map(|merge| merge.into),
        };
        let codes = old.channels.iter().flat_map(|channel| channel.codes.iter().map(move |code| (channel, code)));
        codes
            .filter(|(_, code)| self.scheme.code(code.id).is_none())
            .map(|(channel, code)| gone(channel, code))
            .map(|removed| Removed { into: removed.into.filter(|into| self.scheme.code(*into).is_some()), ..removed })
            .collect()
    }

    /// The codes that take events of a channel as they are.
    fn heirs(&self, from: &Channel) -> Vec<(CodeId, String)> {
        let takes = |to: &&Channel| match (from.kind, to.kind) {
            (ChannelKind::State { .. }, ChannelKind::State { .. }) => true,
            // A window belongs to the channel that it was judged in.
            (ChannelKind::Interval(_), _) => from.id == to.id && from.kind == to.kind,
            (own, other) => own == other,
        };
        let is_own = |channel: &&Channel| channel.id == from.id;
        let (own, others): (Vec<&Channel>, Vec<&Channel>) = self.scheme.channels.iter().filter(takes).partition(is_own);
        let own = own.into_iter().flat_map(|channel| &channel.codes).map(|code| (code.id, code.label.clone()));
        let named = |channel: &Channel, code: &Code| (code.id, format!("{} · {}", channel.name, code.label));
        let others = others.into_iter().flat_map(|channel| channel.codes.iter().map(move |code| named(channel, code)));
        own.chain(others).collect()
    }

    /// Says where the events of a removed code go; `None` deletes them.
    pub fn set_heir(&mut self, code: CodeId, into: Option<CodeId>) {
        self.merged.retain(|merge| merge.code != code);
        self.merged.extend(into.map(|into| Merge { code, into }));
    }

    /// Brings a removed code back, at the end of its channel if that is still there. Tells whether it is.
    pub fn bring_back(&mut self, old: &CodingScheme, id: CodeId) -> bool {
        let Some((channel, code)) = old.code(id) else { return false };
        let (home, code) = (channel.id, code.clone());
        let takes_codes =
            |channel: &&mut Channel| !matches!(channel.kind, ChannelKind::Rating(_) | ChannelKind::Global(_));
        let Some(channel) = self.channel_mut(home).filter(takes_codes) else { return false };
        channel.codes.push(code);
        self.set_heir(id, None);
        true
    }
}
