//! New ids for a scheme that comes from elsewhere.

use super::{Channel, ChannelId, CodeId, CodingScheme, ModifierId, SchemeId};
use std::collections::HashMap;

impl CodingScheme {
    /// Gives the scheme, its channels, codes and modifiers ids from `take`, and keeps what they say of one another.
    pub fn renumber(&mut self, take: &mut impl FnMut() -> u32) {
        self.id = SchemeId(take());
        let mut channels = HashMap::new();
        for channel in &mut self.channels {
            let id = ChannelId(take());
            channels.insert(channel.id, id);
            channel.id = id;
            channel.renumber(take);
        }
        for pass in &mut self.passes {
            pass.channels = pass.channels.iter().filter_map(|id| channels.get(id).copied()).collect();
        }
    }
}

impl Channel {
    /// Numbers what the channel is made of; codes share ids with none outside of their channel.
    fn renumber(&mut self, take: &mut impl FnMut() -> u32) {
        let mut codes = HashMap::new();
        for code in &mut self.codes {
            let id = CodeId(take());
            codes.insert(code.id, id);
            code.id = id;
        }
        for modifier in &mut self.modifiers {
            modifier.id = ModifierId(take());
            modifier.codes = modifier.codes.iter().filter_map(|id| codes.get(id).copied()).collect();
        }
        self.rules.default_code = self.rules.default_code.and_then(|id| codes.get(&id).copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::BRIGHT;
    use crate::model::{Ask, ChannelKind, ChannelRules, Code, Modifier, ModifierKind, Pass, Role};

    #[test]
    fn references_follow_their_targets() {
        let channel = Channel {
            codes: vec![Code::new(CodeId(1), "a", BRIGHT[0]), Code::new(CodeId(2), "b", BRIGHT[1])],
            modifiers: vec![Modifier {
                id: ModifierId(3),
                name: "side".into(),
                kind: ModifierKind::Text,
                ask: Ask::Later,
                pauses: false,
                codes: vec![CodeId(2)],
            }],
            rules: ChannelRules { exhaustive: true, default_code: Some(CodeId(1)), ..ChannelRules::default() },
            ..Channel::new(ChannelId(4), Role::Child, "Gaze", ChannelKind::State { exclusive: true })
        };
        let mut scheme = CodingScheme {
            id: SchemeId(0),
            name: String::new(),
            version: 1,
            source: String::new(),
            description: String::new(),
            channels: vec![channel],
            passes: vec![Pass { name: "first".into(), channels: vec![ChannelId(4)] }],
        };
        let mut next = 99;
        scheme.renumber(&mut || {
            next += 1;
            next
        });
        let channel = &scheme.channels[0];
        assert_eq!(scheme.passes[0].channels, [channel.id]);
        assert_eq!(channel.rules.default_code, Some(channel.codes[0].id));
        assert_eq!(channel.modifiers[0].codes, [channel.codes[1].id]);
        assert_eq!((scheme.id, channel.id, channel.modifiers[0].id), (SchemeId(100), ChannelId(101), ModifierId(104)));
    }
}
