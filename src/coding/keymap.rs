//! Which key marks what, for a scheme.

use super::actions::{Act, act_for};
use super::stroke::{Stroke, strokes};
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
    /// It is the first key of two that mark another code, or begins with a key that marks one alone: it is not known which is meant.
    Ambiguous {
        /// The key.
        key: Key,
        /// The code that keeps its key.
        by: CodeId,
        /// The code that goes without.
        loser: CodeId,
    },
    /// The page itself uses it (play, step, undo …).
    Reserved {
        /// The key.
        key: Key,
        /// What the page does at it.
        act: Act,
        /// The code that goes without.
        loser: CodeId,
    },
}

impl Conflict {
    /// The code that goes without a key.
    pub fn loser(&self) -> CodeId {
        match self {
            Self::Taken { loser, .. } | Self::Ambiguous { loser, .. } | Self::Reserved { loser, .. } => *loser,
        }
    }
}

/// The keys of a scheme.
#[derive(Debug, Clone, Default)]
pub struct KeyMap {
    codes: HashMap<Vec<Stroke>, (ChannelId, CodeId)>,
    /// First strokes of two, each with a code that it leads to.
    begins: HashMap<Stroke, CodeId>,
}

/// What the page itself does at a key, if a scheme may not have it.
pub fn reserved(key: &Key) -> Option<Act> {
    strokes(key).iter().find_map(|stroke| act_for(&stroke.key, false, stroke.shift))
}

impl KeyMap {
    /// The keys of a scheme, and those that cannot work. What comes first in the scheme keeps its key.
    pub fn new(scheme: &CodingScheme) -> (Self, Vec<Conflict>) {
        let mut map = Self::default();
        let mut conflicts = Vec::new();
        for channel in &scheme.channels {
            for code in &channel.codes {
                let Some(key) = code.key.clone() else { continue };
                let loser = code.id;
                let own = strokes(&key);
                if let Some(act) = reserved(&key) {
                    conflicts.push(Conflict::Reserved { key, act, loser });
                } else if let Some((_, by)) = map.codes.get(&own) {
                    conflicts.push(Conflict::Taken { key, by: *by, loser });
                } else if let Some(by) = map.clash(&own) {
                    conflicts.push(Conflict::Ambiguous { key, by, loser });
                } else {
                    if let [first, _, ..] = own.as_slice() {
                        map.begins.entry(first.clone()).or_insert(code.id);
                    }
                    map.codes.insert(own, (channel.id, code.id));
                }
            }
        }
        (map, conflicts)
    }

    /// A code whose key begins with these strokes, or whose key they begin with.
    fn clash(&self, own: &[Stroke]) -> Option<CodeId> {
        match own {
            [only] => self.begins.get(only).copied(),
            [first, ..] => self.codes.get(std::slice::from_ref(first)).map(|(_, code)| *code),
            [] => None,
        }
    }

    /// The code of some strokes. A scheme's own shifted key comes before the plain one, and with Caps Lock on, or on keyboards that need Shift
    /// for a sign, the plain one still works.
    pub fn code(&self, pressed: &[Stroke]) -> Option<(ChannelId, CodeId)> {
        let plain = |stroke: &Stroke| Stroke { shift: false, ..stroke.clone() };
        let found = |strokes: &[Stroke]| self.codes.get(strokes).copied();
        found(pressed).or_else(|| {
            let (last, first) = pressed.split_last()?;
            let plainer: Vec<Stroke> = first.iter().cloned().chain([plain(last)]).collect();
            found(&plainer).or_else(|| found(&pressed.iter().map(plain).collect::<Vec<_>>()))
        })
    }

    /// Whether a stroke is the first of two.
    pub fn begins(&self, stroke: &Stroke) -> bool {
        self.begins.contains_key(stroke) || self.begins.contains_key(&Stroke { shift: false, ..stroke.clone() })
    }
}

#[cfg(test)]
pub(super) mod fixture {
    use super::*;
    use crate::color::BRIGHT;
    use crate::model::{Channel, ChannelKind, Code, Role, SchemeId};

    /// A channel of points with these keys; their codes count up from 10.
    pub(in super::super) fn scheme(keys: &[&str]) -> CodingScheme {
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
}

#[cfg(test)]
mod tests {
    use super::fixture::scheme;
    use super::*;

    #[test]
    fn keys_find_codes_whatever_caps_lock_says() {
        let (map, conflicts) = KeyMap::new(&scheme(&["a", "shift+a", ";", "g f"]));
        assert!(conflicts.is_empty());
        let code = |key, shift| map.code(&[Stroke::pressed(key, shift)]).map(|(_, code)| code.0);
        assert_eq!(code("a", false), Some(10));
        assert_eq!(code("A", false), Some(10));
        assert_eq!(code("A", true), Some(11));
        assert_eq!(code(";", true), Some(12));
        assert_eq!(code("b", false), None);
        let two = |first, second| map.code(&[Stroke::pressed(first, false), Stroke::pressed(second, true)]);
        assert_eq!(two("G", "F").map(|(_, code)| code.0), Some(13));
    }

    #[test]
    fn conflicts_are_named() {
        let (map, conflicts) = KeyMap::new(&scheme(&["a", "a", " ", "?", "g f", "g", "a b", "g ,"]));
        let key = |text: &str| Key(text.into());
        assert_eq!(
            conflicts,
            vec![
                Conflict::Taken { key: key("a"), by: CodeId(10), loser: CodeId(11) },
                Conflict::Reserved { key: key(" "), act: Act::PlayPause, loser: CodeId(12) },
                Conflict::Reserved { key: key("?"), act: Act::Help, loser: CodeId(13) },
                Conflict::Ambiguous { key: key("g"), by: CodeId(14), loser: CodeId(15) },
                Conflict::Ambiguous { key: key("a b"), by: CodeId(10), loser: CodeId(16) },
                Conflict::Reserved { key: key("g ,"), act: Act::PreviousEdge, loser: CodeId(17) },
            ]
        );
        assert!(map.begins(&Stroke::pressed("g", false)) && !map.begins(&Stroke::pressed("a", false)));
    }
}
