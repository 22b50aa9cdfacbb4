//! The coding schemes that ship, as data, each with its source.
//!
//! Definitions are in our own words: they name whom they follow and are not the official instruments.

mod form;

use crate::model::CodingScheme;

const DYADIC_MICRO: &str = include_str!("dyadic_micro.json");

/// Every scheme that ships, in the order in which a coder is offered them.
///
/// Ids count up from 1 within each; [`Project::new`](crate::model::Project::new) gives a scheme the project's own.
pub fn all() -> Vec<CodingScheme> {
    vec![dyadic_micro()]
}

/// Gaze, affect, vocalization, touch and posture of parent and child.
pub fn dyadic_micro() -> CodingScheme {
    shipped(DYADIC_MICRO)
}

/// Reads a scheme that was compiled in.
fn shipped(text: &str) -> CodingScheme {
    match form::read(text) {
        Ok(scheme) => scheme,
        Err(error) => unreachable!("compiled in, and read by a test: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Channel, EntryMode, Key, NewProject, Project, Role};
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys that the app itself answers to.
    const RESERVED: [&str; 15] = [
        " ",
        "arrowleft",
        "arrowright",
        "arrowup",
        "arrowdown",
        ",",
        ".",
        "-",
        "=",
        "?",
        "escape",
        "enter",
        "tab",
        "delete",
        "backspace",
    ];

    fn keys(scheme: &CodingScheme, role: Role) -> BTreeSet<char> {
        let mine = scheme.channels.iter().filter(|channel| channel.role == role);
        mine.flat_map(|channel| &channel.codes).flat_map(|code| code.key.iter().flat_map(|Key(k)| k.chars())).collect()
    }

    #[test]
    fn each_makes_a_valid_project() {
        for scheme in all() {
            let project = Project::new(NewProject {
                uid: "u".into(),
                name: "n".into(),
                session: "s".into(),
                coder: "c".into(),
                scheme,
            });
            assert_eq!(project.violations(), []);
        }
    }

    #[test]
    fn nothing_is_left_undefined() {
        for scheme in all() {
            assert!(scheme.source.contains("not the official instrument"), "{}", scheme.name);
            assert!(!scheme.description.is_empty());
            for channel in &scheme.channels {
                let place = format!("{}, {:?} {}", scheme.name, channel.role, channel.name);
                assert!(channel.definition.len() > 80, "{place}");
                let mut definitions = BTreeSet::new();
                for code in &channel.codes {
                    assert!(code.definition.len() > 80, "{place}: {}", code.label);
                    assert!(definitions.insert(&code.definition), "{place}: {} is defined as another", code.label);
                }
            }
        }
    }

    #[test]
    fn every_code_has_a_free_key_of_its_own_within_reach() {
        for scheme in all() {
            let mut taken = BTreeSet::new();
            for code in scheme.channels.iter().flat_map(|channel| &channel.codes) {
                let key = code.key.as_ref().map_or("", |Key(k)| k);
                assert_eq!(key.chars().count(), 1, "{}", code.label);
                assert!(!RESERVED.contains(&key) && key == key.to_lowercase(), "{}: {key:?}", code.label);
                assert!(taken.insert(key), "{key:?} is taken twice");
            }
        }
    }

    #[test]
    fn the_child_is_on_the_left_hand_and_the_parent_on_the_right() {
        let scheme = dyadic_micro();
        let (left, right) = ("12345qwertasdfgzxcvb", "67890yuiop[]hjkl;'nm/");
        assert!(keys(&scheme, Role::Child).iter().all(|key| left.contains(*key)));
        assert!(keys(&scheme, Role::Parent).iter().all(|key| right.contains(*key)));
    }

    #[test]
    fn labels_and_hues_tell_the_codes_of_a_channel_apart() {
        for channel in all().iter().flat_map(|scheme| &scheme.channels) {
            let labels: BTreeSet<_> = channel.codes.iter().map(|code| &code.label).collect();
            let colors: BTreeSet<_> = channel.codes.iter().map(|code| code.color).collect();
            assert_eq!((labels.len(), colors.len()), (channel.codes.len(), channel.codes.len()), "{}", channel.name);
        }
    }

    #[test]
    fn one_meaning_has_one_hue() {
        for scheme in all() {
            let mut hue = BTreeMap::new();
            for code in scheme.channels.iter().flat_map(|channel| &channel.codes) {
                let meaning = code.label.replace("Parent's face", "partner").replace("Child's face", "partner");
                assert_eq!(*hue.entry(meaning).or_insert(code.color), code.color, "{}", code.label);
            }
        }
    }

    #[test]
    fn both_partners_are_coded_in_the_same_channels() {
        let scheme = dyadic_micro();
        let of = |role| scheme.channels.iter().filter(move |channel| channel.role == role).map(|c| c.name.as_str());
        assert_eq!(of(Role::Parent).collect::<Vec<_>>(), ["Gaze", "Affect", "Vocalization", "Touch", "Posture"]);
        assert!(of(Role::Parent).eq(of(Role::Child)));
    }

    #[test]
    fn voices_are_held_and_the_rest_is_toggled() {
        let held = |channel: &Channel| channel.entry == EntryMode::Hold;
        for channel in dyadic_micro().channels {
            assert_eq!(held(&channel), channel.name == "Vocalization", "{}", channel.name);
        }
    }
}
