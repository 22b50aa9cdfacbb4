//! Which key marks what, for a scheme.

use super::actions::act_for;
use crate::model::{ChannelId, CodeId, CodingScheme, Key};
use std::collections::HashMap;

/// A key that a scheme cannot have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Conflict {
    /// Another code of the scheme has it already.
    Taken {
        /// The key.
        key: Key,
        /// The code that keeps it.
        by: CodeId,
        /// The code that goes without.
        loser: CodeId,
    },
    /// The page itself uses it (play, step, undo …).
    Reserved {
        /// The key.
        key: Key,
        /// The code that goes without.
        loser: CodeId,
    },
}

/// The keys of a scheme.
#[derive(Debug, Clone, Default)]
pub struct KeyMap {
    codes: HashMap<Key, (ChannelId, CodeId)>,
}

impl KeyMap {
    /// The keys of a scheme, and those that cannot work.
    pub fn new(scheme: &CodingScheme) -> (Self, Vec<Conflict>) {
        let mut map = Self::default();
        let mut conflicts = Vec::new();
        for channel in &scheme.channels {
            for code in &channel.codes {
                let Some(key) = &code.key else { continue };
                let (name, shift) = key.0.strip_prefix("shift+").map_or((key.0.as_str(), false), |name| (name, true));
                if act_for(name, false, shift).is_some() {
                    conflicts.push(Conflict::Reserved { key: key.clone(), loser: code.id });
                } else if let Some((_, by)) = map.codes.get(key) {
                    conflicts.push(Conflict::Taken { key: key.clone(), by: *by, loser: code.id });
                } else {
                    map.codes.insert(key.clone(), (channel.id, code.id));
                }
            }
        }
        (map, conflicts)
    }

    /// The code of a key press: `key` as `KeyboardEvent.key` gives it. A scheme's own shifted key comes before the plain one, and with Caps
    /// Lock on, or on keyboards that need Shift for a sign, the plain one still works.
    pub fn code(&self, key: &str, shift: bool) -> Option<(ChannelId, CodeId)> {
        let lower = key.to_lowercase();
        let shifted = shift.then(|| self.codes.get(&Key(format!("shift+{lower}")))).flatten();
        shifted.or_else(|| self.codes.get(&Key(lower))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::color::BRIGHT;
    use crate::model::{Channel, ChannelKind, Code, Role, SchemeId};

    fn scheme(keys: &[&str]) -> CodingScheme {
        let codes = keys
            .iter()
            .zip(10..)
            .map(|(key, id)| Code {
                key: Some(Key((*key).to_owned())),
                ..Code::new(CodeId(id), format!("c{id}"), BRIGHT[0])
            })
            .collect();
        let channel = Channel { codes, ..Channel::new(ChannelId(2), Role::Child, "Gaze", ChannelKind::Point) };
        CodingScheme {
            id: SchemeId(1),
            name: "s".into(),
            version: 1,
            source: String::new(),
            description: String::new(),
            channels: vec![channel],
            passes: Vec::new(),
        }
    }

    #[test]
    fn keys_find_codes_whatever_caps_lock_says() {
        let (map, conflicts) = KeyMap::new(&scheme(&["a", "shift+a", ";"]));
        assert!(conflicts.is_empty());
        let code = |key, shift| map.code(key, shift).map(|(_, code)| code.0);
        assert_eq!(code("a", false), Some(10));
        assert_eq!(code("A", false), Some(10));
        assert_eq!(code("A", true), Some(11));
        assert_eq!(code(";", true), Some(12));
        assert_eq!(code("b", false), None);
    }

    #[test]
    fn conflicts_are_named() {
        let (_, conflicts) = KeyMap::new(&scheme(&["a", "a", " ", "?"]));
        assert_eq!(
            conflicts,
            vec![
                Conflict::Taken { key: Key("a".into()), by: CodeId(10), loser: CodeId(11) },
                Conflict::Reserved { key: Key(" ".into()), loser: CodeId(12) },
                Conflict::Reserved { key: Key("?".into()), loser: CodeId(13) },
            ]
        );
    }
}
