//! Keys that are free, and keys that clash.

use crate::coding::{Conflict, KeyMap, reserved};
use crate::model::{CodeId, CodingScheme, Key};

/// Keys in the order in which they are offered: those under the fingers of both hands first.
const OFFERED: &str = "asdfjkl;ghqweruioptyzxcvbnm1234567890";

/// Every clash of a scheme's keys.
pub fn key_conflicts(scheme: &CodingScheme) -> Vec<Conflict> {
    KeyMap::new(scheme).1
}

/// A key that works for a code: a letter of its label if one is free, else one under the fingers, else one with Shift.
pub fn suggest_key(scheme: &CodingScheme, code: CodeId) -> Option<Key> {
    let mut without = scheme.clone();
    for own in without.channels.iter_mut().flat_map(|channel| &mut channel.codes).filter(|own| own.id == code) {
        own.key = None;
    }
    let label = scheme.code(code).map(|(_, code)| code.label.to_lowercase()).unwrap_or_default();
    let own = label.chars().filter(char::is_ascii_alphabetic);
    let plain = own.chain(OFFERED.chars()).map(|sign| Key(sign.to_string()));
    let shifted = OFFERED.chars().filter(char::is_ascii_alphabetic).map(|sign| Key(format!("shift+{sign}")));
    plain.chain(shifted).find(|key| works(&without, code, key))
}

/// Whether a code could have a key without a clash.
fn works(without: &CodingScheme, code: CodeId, key: &Key) -> bool {
    if reserved(key).is_some() {
        return false;
    }
    let mut with = without.clone();
    let before = key_conflicts(&with).len();
    for own in with.channels.iter_mut().flat_map(|channel| &mut channel.codes).filter(|own| own.id == code) {
        own.key = Some(key.clone());
    }
    key_conflicts(&with).len() == before
}

#[cfg(test)]
mod tests {
    use super::super::{Draft, blank};
    use super::*;
    use crate::model::Role;

    #[test]
    fn a_letter_of_the_label_comes_first() {
        let mut draft = Draft::of(blank());
        let channel = draft.add_channel(Role::Child);
        let codes: Vec<CodeId> = (0..3).filter_map(|_| draft.add_code(channel)).collect();
        let mut set = |index: usize, label: &str, key: &str| {
            if let Some(code) = draft.code_mut(codes[index]) {
                code.label = label.into();
                code.key = (!key.is_empty()).then(|| Key(key.into()));
            }
        };
        set(0, "Away", "a");
        set(1, "Averts", "");
        set(2, "Two keys", "v x");
        let suggested = |draft: &Draft, index: usize| suggest_key(&draft.scheme, codes[index]).map(|key| key.0);
        // `a` is taken and `v` begins two.
        assert_eq!(suggested(&draft, 1).as_deref(), Some("e"));
        assert_eq!(suggested(&draft, 0).as_deref(), Some("a"), "its own key is free for it");
    }

    #[test]
    fn with_all_plain_keys_taken_shift_helps() {
        let mut draft = Draft::of(blank());
        let channel = draft.add_channel(Role::Child);
        for sign in OFFERED.chars() {
            let code = draft.add_code(channel).unwrap();
            draft.code_mut(code).unwrap().key = Some(Key(sign.to_string()));
        }
        let code = draft.add_code(channel).unwrap();
        assert_eq!(suggest_key(&draft.scheme, code), Some(Key("shift+a".into())));
        assert_eq!(key_conflicts(&draft.scheme), vec![]);
    }
}
