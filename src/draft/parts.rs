//! Channels, codes, modifiers and passes: put in, doubled, moved, taken out.

use super::{Draft, free_color};
use crate::edit::RenamedOption;
use crate::model::{
    Ask, Channel, ChannelId, ChannelKind, Code, CodeId, Modifier, ModifierId, ModifierKind, Pass, Role,
};

/// Which way something moves in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// Towards the first.
    Up,
    /// Towards the last.
    Down,
}

/// Swaps an item with its neighbor among those that `is_kin`. Tells whether there was one.
fn shift<T>(items: &mut [T], index: usize, way: Shift, is_kin: impl Fn(&T) -> bool) -> bool {
    let neighbor = match way {
        Shift::Up => (0..index.min(items.len())).rev().find(|other| is_kin(&items[*other])),
        Shift::Down => (index + 1..items.len()).find(|other| is_kin(&items[*other])),
    };
    if let Some(neighbor) = neighbor {
        items.swap(index, neighbor);
    }
    neighbor.is_some()
}

impl Draft {
    /// A channel to change.
    pub fn channel_mut(&mut self, id: ChannelId) -> Option<&mut Channel> {
        self.scheme.channels.iter_mut().find(|channel| channel.id == id)
    }

    /// A code to change.
    pub fn code_mut(&mut self, id: CodeId) -> Option<&mut Code> {
        self.scheme.channels.iter_mut().flat_map(|channel| &mut channel.codes).find(|code| code.id == id)
    }

    /// A modifier to change.
    pub fn modifier_mut(&mut self, id: ModifierId) -> Option<&mut Modifier> {
        self.scheme.channels.iter_mut().flat_map(|channel| &mut channel.modifiers).find(|modifier| modifier.id == id)
    }

    /// Adds a channel after the others of its partner.
    pub fn add_channel(&mut self, role: Role) -> ChannelId {
        let id = ChannelId(self.take_id());
        let channel = Channel::new(id, role, "", ChannelKind::State { exclusive: true });
        let last = self.scheme.channels.iter().rposition(|channel| channel.role == role);
        let place = last.map_or(self.scheme.channels.len(), |last| last + 1);
        self.scheme.channels.insert(place, channel);
        id
    }

    /// Takes a channel out, of the passes as well.
    pub fn remove_channel(&mut self, id: ChannelId) {
        self.scheme.channels.retain(|channel| channel.id != id);
        for pass in &mut self.scheme.passes {
            pass.channels.retain(|channel| *channel != id);
        }
    }

    /// Puts a copy of a channel behind it, for instance for the other partner. It has no keys, since those are taken.
    pub fn duplicate_channel(&mut self, id: ChannelId) -> Option<ChannelId> {
        let index = self.scheme.channels.iter().position(|channel| channel.id == id)?;
        let mut copy = self.scheme.channels[index].clone();
        copy.id = ChannelId(self.take_id());
        let mut codes = Vec::new();
        for code in &mut copy.codes {
            let id = CodeId(self.take_id());
            codes.push((code.id, id));
            (code.id, code.key) = (id, None);
        }
        let followed = |old: CodeId| codes.iter().find(|(known, _)| *known == old).map(|(_, new)| *new);
        for modifier in &mut copy.modifiers {
            modifier.id = ModifierId(self.take_id());
            modifier.codes = modifier.codes.iter().filter_map(|code| followed(*code)).collect();
        }
        copy.rules.default_code = copy.rules.default_code.and_then(followed);
        let id = copy.id;
        self.scheme.channels.insert(index + 1, copy);
        Some(id)
    }

    /// Moves a channel among those of its partner. Tells whether it moved.
    pub fn shift_channel(&mut self, id: ChannelId, way: Shift) -> bool {
        let channels = &mut self.scheme.channels;
        let Some(index) = channels.iter().position(|channel| channel.id == id) else { return false };
        let role = channels[index].role;
        shift(channels, index, way, |channel| channel.role == role)
    }

    /// Adds a code at the end of a channel, in a color that the channel has not used.
    pub fn add_code(&mut self, channel: ChannelId) -> Option<CodeId> {
        let id = CodeId(self.take_id());
        let channel = self.channel_mut(channel)?;
        let color = free_color(channel);
        channel.codes.push(Code::new(id, "", color));
        Some(id)
    }

    /// Takes a code out. A question that was asked about it alone goes with it, since it would be asked about all codes otherwise.
    pub fn remove_code(&mut self, id: CodeId) {
        for channel in &mut self.scheme.channels {
            channel.codes.retain(|code| code.id != id);
            forget_code(channel, id);
        }
    }

    /// Puts a copy of a code behind it, without its key.
    pub fn duplicate_code(&mut self, id: CodeId) -> Option<CodeId> {
        let copy = CodeId(self.take_id());
        let channel = self.scheme.channels.iter_mut().find(|channel| channel.code(id).is_some())?;
        let index = channel.codes.iter().position(|code| code.id == id)?;
        let color = free_color(channel);
        let code = Code { id: copy, key: None, color, ..channel.codes[index].clone() };
        channel.codes.insert(index + 1, code);
        Some(copy)
    }

    /// Moves a code within its channel. Tells whether it moved.
    pub fn shift_code(&mut self, id: CodeId, way: Shift) -> bool {
        self.scheme.channels.iter_mut().any(|channel| {
            let index = channel.codes.iter().position(|code| code.id == id);
            index.is_some_and(|index| shift(&mut channel.codes, index, way, |_| true))
        })
    }

    /// The channels that a code could move to: those of the same kind as its own.
    pub fn homes_of(&self, id: CodeId) -> Vec<&Channel> {
        let Some((own, _)) = self.scheme.code(id) else { return Vec::new() };
        let is_alike = |other: &&Channel| {
            let alike = match (own.kind, other.kind) {
                (ChannelKind::State { .. }, ChannelKind::State { .. }) => true,
                (own, other) => own == other,
            };
            alike && other.id != own.id
        };
        self.scheme.channels.iter().filter(is_alike).collect()
    }

    /// Moves a code to another channel of the same kind, behind its codes. Its events go with it.
    pub fn move_code(&mut self, id: CodeId, to: ChannelId) {
        if !self.homes_of(id).iter().any(|channel| channel.id == to) {
            return;
        }
        let Some(code) = self.scheme.code(id).map(|(_, code)| code.clone()) else { return };
        self.remove_code(id);
        if let Some(channel) = self.channel_mut(to) {
            channel.codes.push(code);
        }
    }

    /// Adds a question to a channel.
    pub fn add_modifier(&mut self, channel: ChannelId) -> Option<ModifierId> {
        let id = ModifierId(self.take_id());
        let kind = ModifierKind::One { options: Vec::new() };
        let modifier = Modifier { id, name: String::new(), kind, ask: Ask::Later, pauses: false, codes: Vec::new() };
        self.channel_mut(channel)?.modifiers.push(modifier);
        Some(id)
    }

    /// Takes a question out.
    pub fn remove_modifier(&mut self, id: ModifierId) {
        for channel in &mut self.scheme.channels {
            channel.modifiers.retain(|modifier| modifier.id != id);
        }
    }

    /// Moves a question within its channel. Tells whether it moved.
    pub fn shift_modifier(&mut self, id: ModifierId, way: Shift) -> bool {
        self.scheme.channels.iter_mut().any(|channel| {
            let index = channel.modifiers.iter().position(|modifier| modifier.id == id);
            index.is_some_and(|index| shift(&mut channel.modifiers, index, way, |_| true))
        })
    }

    /// Calls an option otherwise. Answers that were given follow it.
    pub fn rename_option(&mut self, id: ModifierId, index: usize, text: &str) {
        let Some(ModifierKind::One { options } | ModifierKind::Many { options }) =
            self.modifier_mut(id).map(|modifier| &mut modifier.kind)
        else {
            return;
        };
        let Some(option) = options.get_mut(index) else { return };
        let before = std::mem::replace(option, text.to_owned());
        match self.options.iter_mut().find(|renamed| renamed.modifier == id && renamed.to == before) {
            Some(known) => text.clone_into(&mut known.to),
            None => self.options.push(RenamedOption { modifier: id, from: before, to: text.to_owned() }),
        }
    }

    /// Asks a question about a code, or no longer. One that is asked about no code is asked about all.
    pub fn ask_about(&mut self, id: ModifierId, code: CodeId, asked: bool) {
        if let Some(modifier) = self.modifier_mut(id) {
            modifier.codes.retain(|known| *known != code);
            if asked {
                modifier.codes.push(code);
            }
        }
    }

    /// Adds a pass.
    pub fn add_pass(&mut self) {
        self.scheme.passes.push(Pass { name: String::new(), channels: Vec::new() });
    }

    /// Moves a pass. Tells whether it moved.
    pub fn shift_pass(&mut self, index: usize, way: Shift) -> bool {
        index < self.scheme.passes.len() && shift(&mut self.scheme.passes, index, way, |_| true)
    }

    /// Takes a channel into a pass or out of it, in the order of the scheme.
    pub fn set_in_pass(&mut self, index: usize, channel: ChannelId, is_in: bool) {
        let order: Vec<ChannelId> = self.scheme.channels.iter().map(|channel| channel.id).collect();
        let Some(pass) = self.scheme.passes.get_mut(index) else { return };
        pass.channels.retain(|known| *known != channel);
        if is_in {
            pass.channels.push(channel);
        }
        pass.channels.sort_by_key(|channel| order.iter().position(|known| known == channel));
    }
}

/// Takes a code out of what a channel says of its codes.
pub(super) fn forget_code(channel: &mut Channel, id: CodeId) {
    if channel.rules.default_code == Some(id) {
        channel.rules.default_code = None;
    }
    channel.modifiers.retain_mut(|modifier| {
        let was_about_some = !modifier.codes.is_empty();
        modifier.codes.retain(|code| *code != id);
        !(was_about_some && modifier.codes.is_empty())
    });
}

#[cfg(test)]
mod tests {
    use super::super::blank;
    use super::*;

    fn draft() -> (Draft, [ChannelId; 3], CodeId) {
        let mut draft = Draft::of(blank());
        let gaze = draft.add_channel(Role::Parent);
        let child = draft.add_channel(Role::Child);
        let touch = draft.add_channel(Role::Parent);
        let code = draft.add_code(gaze).unwrap();
        (draft, [gaze, child, touch], code)
    }

    fn order(draft: &Draft) -> Vec<ChannelId> {
        draft.scheme.channels.iter().map(|channel| channel.id).collect()
    }

    #[test]
    fn channels_stand_and_move_with_those_of_their_partner() {
        let (mut draft, [gaze, child, touch], _) = draft();
        assert_eq!(order(&draft), [gaze, touch, child]);
        assert!(draft.shift_channel(touch, Shift::Up));
        assert!(!draft.shift_channel(touch, Shift::Up) && !draft.shift_channel(child, Shift::Up));
        assert_eq!(order(&draft), [touch, gaze, child]);
    }

    #[test]
    fn what_says_something_of_a_code_goes_or_stays_with_it() {
        let (mut draft, [gaze, _, touch], code) = draft();
        let other = draft.add_code(gaze).unwrap();
        let [about_one, about_both] = [(); 2].map(|()| draft.add_modifier(gaze).unwrap());
        draft.ask_about(about_one, code, true);
        draft.ask_about(about_both, code, true);
        draft.ask_about(about_both, other, true);
        draft.channel_mut(gaze).unwrap().rules.default_code = Some(code);
        draft.move_code(code, touch);
        let channel = draft.scheme.channel(gaze).unwrap();
        assert_eq!(channel.rules.default_code, None);
        let modifiers: Vec<_> = channel.modifiers.iter().map(|m| (m.id, m.codes.clone())).collect();
        assert_eq!(modifiers, [(about_both, vec![other])]);
        assert!(draft.scheme.channel(touch).unwrap().code(code).is_some());
    }

    #[test]
    fn a_copy_says_the_same_of_its_own_codes() {
        let (mut draft, [gaze, ..], code) = draft();
        let modifier = draft.add_modifier(gaze).unwrap();
        draft.ask_about(modifier, code, true);
        draft.code_mut(code).unwrap().key = Some(crate::model::Key("a".into()));
        let copy = draft.duplicate_channel(gaze).unwrap();
        let copy = draft.scheme.channel(copy).unwrap();
        assert_ne!(copy.codes[0].id, code);
        assert_eq!((copy.modifiers[0].codes.as_slice(), &copy.codes[0].key), (&[copy.codes[0].id][..], &None));
    }

    #[test]
    fn names_of_options_are_followed_from_the_first() {
        let (mut draft, [gaze, ..], _) = draft();
        let id = draft.add_modifier(gaze).unwrap();
        let options = vec!["left".to_owned(), "right".to_owned()];
        draft.modifier_mut(id).unwrap().kind = ModifierKind::One { options };
        for text in ["l", "le", "links"] {
            draft.rename_option(id, 0, text);
        }
        assert_eq!(draft.options, [RenamedOption { modifier: id, from: "left".into(), to: "links".into() }]);
    }
}
