//! What every shipped scheme keeps to.

use super::*;
use crate::coding::KeyMap;
use crate::color::Rgb;
use crate::model::{Channel, ChannelKind, Code, EntryMode, Key, NewProject, Project, Role};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where the hands rest on a US keyboard.
const LEFT: &str = "12345qwertasdfgzxcvb";
const RIGHT: &str = "67890yuiop[]hjkl;'nm/";

/// Instruments of which nothing but the name may be used, and names that belong to someone.
const NAMES_ONLY: [&str; 6] =
    ["Coding Interactive Behavior", "PICCOLO", "Emotional Availability", "AMBIANCE", "Circle of Security", "DPICS"];

fn codes(scheme: &CodingScheme) -> impl Iterator<Item = (&Channel, &Code)> {
    scheme.channels.iter().flat_map(|channel| channel.codes.iter().map(move |code| (channel, code)))
}

/// A key without Shift.
fn plain(key: &Key) -> &str {
    key.0.strip_prefix("shift+").unwrap_or(&key.0)
}

#[test]
fn names_find_their_schemes() {
    let schemes = all();
    assert!(names().eq(schemes.iter().map(|scheme| scheme.name.as_str())));
    for scheme in schemes {
        assert_eq!(by_name(&scheme.name), Some(scheme));
    }
    assert_eq!(by_name("Nothing of the kind"), None);
    assert_eq!(names().next(), Some(dyadic_micro().name.as_str()));
}

#[test]
fn each_makes_a_valid_project() {
    for scheme in all() {
        let name = scheme.name.clone();
        let project = Project::new(NewProject {
            uid: "u".into(),
            name: "n".into(),
            session: "s".into(),
            coder: "c".into(),
            scheme,
        });
        assert_eq!(project.violations(), [], "{name}");
    }
}

#[test]
fn nothing_is_left_undefined() {
    for scheme in all() {
        assert!(scheme.source.contains("official instrument"), "{}", scheme.name);
        assert!((100..500).contains(&scheme.source.len()), "{}", scheme.name);
        assert!((150..500).contains(&scheme.description.len()), "{}", scheme.name);
        assert!(!scheme.channels.is_empty(), "{}", scheme.name);
        for channel in &scheme.channels {
            let place = format!("{}, {:?} {}", scheme.name, channel.role, channel.name);
            assert!((80..400).contains(&channel.definition.len()), "{place}: {}", channel.definition.len());
            assert!(channel.name.chars().count() <= 48, "{place}");
            let mut definitions = BTreeSet::new();
            for code in &channel.codes {
                assert!((80..400).contains(&code.definition.len()), "{place}: {}", code.label);
                assert!(code.label.chars().count() <= 27, "{place}: {}", code.label);
                assert!(definitions.insert(&code.definition), "{place}: {} is defined as another", code.label);
            }
        }
    }
}

#[test]
fn definitions_say_when_to_mark() {
    for scheme in all() {
        for (channel, code) in codes(&scheme) {
            let expect = match channel.kind {
                ChannelKind::State { .. } => "Onset: ",
                ChannelKind::Point => "Mark ",
                _ => "Give it ",
            };
            assert!(code.definition.contains(expect), "{}: {} {}", scheme.name, channel.name, code.label);
        }
    }
}

#[test]
fn scales_have_anchors_at_both_ends_in_their_own_sentences() {
    for scheme in all() {
        for channel in &scheme.channels {
            let (min, max) = match channel.kind {
                ChannelKind::Rating(scale) => (scale.min, scale.max),
                ChannelKind::Global(scale) => (scale.min, scale.max),
                _ => {
                    assert!(!channel.codes.is_empty(), "{}: {}", scheme.name, channel.name);
                    continue;
                }
            };
            let anchored = channel.anchors.first().zip(channel.anchors.last());
            assert_eq!(
                anchored.map(|(a, b)| (a.value, b.value)),
                Some((min, max)),
                "{}: {}",
                scheme.name,
                channel.name
            );
            for anchor in &channel.anchors {
                assert!(!anchor.label.is_empty() && anchor.text.ends_with('.'), "{}: {anchor:?}", channel.name);
            }
        }
    }
}

#[test]
fn passes_modifiers_and_default_codes_resolve() {
    for ((name, text), scheme) in SHIPPED.iter().zip(all()) {
        let written: Value = serde_json::from_str(text).unwrap();
        let count = |value: &Value| value.as_array().map_or(0, Vec::len);
        let channels = written["channels"].as_array().unwrap();
        for (pass, written) in scheme.passes.iter().zip(written["passes"].as_array().into_iter().flatten()) {
            assert_eq!(pass.channels.len(), count(&written["channels"]), "{name}: pass {}", pass.name);
        }
        for (channel, written) in scheme.channels.iter().zip(channels) {
            let modifiers = written["modifiers"].as_array().into_iter().flatten();
            for (modifier, written) in channel.modifiers.iter().zip(modifiers) {
                assert_eq!(modifier.codes.len(), count(&written["codes"]), "{name}: {}", modifier.name);
            }
            let default = written["rules"].get("default_code");
            assert_eq!(channel.rules.default_code.is_some(), default.is_some(), "{name}: {}", channel.name);
        }
    }
}

#[test]
fn where_there_are_passes_each_channel_is_in_one() {
    for scheme in all().iter().filter(|scheme| !scheme.passes.is_empty()) {
        let mut watched: Vec<_> = scheme.passes.iter().flat_map(|pass| pass.channels.clone()).collect();
        watched.sort_unstable();
        let mut channels: Vec<_> = scheme.channels.iter().map(|channel| channel.id).collect();
        channels.sort_unstable();
        assert_eq!(watched, channels, "{}", scheme.name);
    }
}

#[test]
fn every_code_has_a_key_that_works() {
    for scheme in all() {
        assert_eq!(KeyMap::new(&scheme).1, [], "{}", scheme.name);
        for (_, code) in codes(&scheme) {
            let key = code.key.as_ref().unwrap();
            assert_eq!(plain(key).chars().count(), 1, "{}: {}", scheme.name, code.label);
            // A shifted sign or digit goes by another name, and by which depends on the keyboard.
            let shifted = plain(key) != key.0;
            assert!(!shifted || plain(key).chars().all(|c| c.is_ascii_lowercase()), "{}: {key:?}", scheme.name);
            assert!(LEFT.contains(plain(key)) || RIGHT.contains(plain(key)), "{}: {key:?}", scheme.name);
        }
    }
}

#[test]
fn the_child_is_on_the_left_hand_and_the_parent_on_the_right() {
    for scheme in all() {
        for (channel, code) in codes(&scheme) {
            let key = code.key.as_ref().map_or("", plain);
            let fits = match channel.role {
                Role::Child => LEFT.contains(key),
                Role::Parent => RIGHT.contains(key),
                Role::Other => true,
            };
            assert!(fits, "{}: {} {} has {key:?}", scheme.name, channel.name, code.label);
        }
    }
}

#[test]
fn labels_and_hues_tell_the_codes_of_a_channel_apart() {
    for scheme in all() {
        for channel in &scheme.channels {
            let labels: BTreeSet<_> = channel.codes.iter().map(|code| &code.label).collect();
            let colors: BTreeSet<_> = channel.codes.iter().map(|code| code.color).collect();
            let count = channel.codes.len();
            assert_eq!((labels.len(), colors.len()), (count, count), "{}: {}", scheme.name, channel.name);
        }
    }
}

#[test]
fn channels_of_one_partner_have_names_of_their_own() {
    for scheme in all() {
        let names: BTreeSet<_> = scheme.channels.iter().map(|channel| (channel.role, &channel.name)).collect();
        assert_eq!(names.len(), scheme.channels.len(), "{}", scheme.name);
    }
}

#[test]
fn one_meaning_has_one_hue() {
    for scheme in all() {
        let mut hue = BTreeMap::<String, Rgb>::new();
        for (_, code) in codes(&scheme) {
            let meaning = code.label.replace("Parent's", "Partner's").replace("Child's", "Partner's");
            assert_eq!(*hue.entry(meaning).or_insert(code.color), code.color, "{}: {}", scheme.name, code.label);
        }
    }
}

#[test]
fn nothing_is_shipped_of_which_only_the_name_is_free() {
    for (name, text) in SHIPPED {
        for forbidden in NAMES_ONLY {
            assert!(!text.contains(forbidden), "{name} names {forbidden}");
        }
    }
}

#[test]
fn spelling_is_american() {
    for (name, text) in SHIPPED {
        for british in ["ehaviour", "ocalis", "olour", "rganis", "ecognis", "entre ", "umour", "abelled"] {
            assert!(!text.contains(british), "{name}: {british}");
        }
    }
}

#[test]
fn both_partners_are_coded_in_the_same_channels_of_dyadic_micro_coding() {
    let scheme = dyadic_micro();
    let of = |role| scheme.channels.iter().filter(move |channel| channel.role == role).map(|c| c.name.as_str());
    assert_eq!(of(Role::Parent).collect::<Vec<_>>(), ["Gaze", "Affect", "Vocalization", "Touch", "Posture"]);
    assert!(of(Role::Parent).eq(of(Role::Child)));
}

#[test]
fn voices_that_last_are_held_and_the_rest_is_toggled() {
    for scheme in all() {
        for channel in &scheme.channels {
            let is_voice = ["Vocalization", "Voice"].contains(&channel.name.as_str()) && !channel.is_point();
            assert_eq!(channel.entry == EntryMode::Hold, is_voice, "{}: {}", scheme.name, channel.name);
        }
    }
}
