//! Chords: keys pressed with Shift, and two keys pressed one after the other.
//!
//! A key of a scheme is written as its strokes with a space between them: `a`, `shift+a`, `g f`. A stroke is `KeyboardEvent.key` in lower
//! case. Ctrl, Cmd and Alt belong to the browser and the system.

use super::KeyMap;
use crate::model::{ChannelId, CodeId, Key};
use crate::time::Millis;

/// How long the second key of two may take. Longer, and a stray first key would still wait when the next behavior is marked.
pub const PATIENCE_MS: f64 = 1500.0;

/// The most strokes that a key of a scheme has.
pub const MAX_STROKES: usize = 2;

const SHIFT: &str = "shift+";

/// One press: which key, and whether with Shift.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// `KeyboardEvent.key`, lower case.
    pub key: String,
    /// With Shift.
    pub shift: bool,
}

impl Stroke {
    /// From a press as the browser tells it. A sign that needs Shift on some keyboards is that sign alone.
    pub fn pressed(key: &str, shift: bool) -> Self {
        let mut signs = key.chars();
        let is_letter = matches!((signs.next(), signs.next()), (Some(sign), None) if sign.is_alphabetic());
        Self { key: key.to_lowercase(), shift: shift && (is_letter || key.chars().count() > 1) }
    }

    fn read(text: &str) -> Self {
        match text.strip_prefix(SHIFT) {
            Some(key) if !key.is_empty() => Self { key: key.to_owned(), shift: true },
            _ => Self { key: text.to_owned(), shift: false },
        }
    }

    /// As it is written in a [`Key`].
    pub fn written(&self) -> String {
        if self.shift { format!("{SHIFT}{}", self.key) } else { self.key.clone() }
    }
}

/// The strokes of a key, first to last. The space bar on its own is a stroke.
pub fn strokes(key: &Key) -> Vec<Stroke> {
    if key.0.trim().is_empty() {
        return vec![Stroke::read(&key.0)];
    }
    key.0.split(' ').filter(|stroke| !stroke.is_empty()).map(Stroke::read).collect()
}

/// The key that is made of these strokes.
pub fn key_of(strokes: &[Stroke]) -> Key {
    Key(strokes.iter().map(Stroke::written).collect::<Vec<_>>().join(" "))
}

/// What a press means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It marks a code, at the moment of its first stroke.
    Code {
        /// The code's channel.
        channel: ChannelId,
        /// The code.
        code: CodeId,
        /// The moment of the first stroke, if it was an earlier press than this one.
        since: Option<Millis>,
    },
    /// It is the first of two; the second is waited for.
    Waiting,
    /// It means nothing to the scheme.
    Nothing,
}

/// The first key of two, waiting for the second.
#[derive(Debug, Clone)]
struct Begun {
    stroke: Stroke,
    at: Millis,
    pressed_ms: f64,
}

/// Reads presses as keys of a scheme. Knows the first key of two that was pressed.
#[derive(Debug, Clone, Default)]
pub struct Strokes {
    begun: Option<Begun>,
}

impl Strokes {
    /// Reads a press. `at` is the moment of the session that it would mark; `now_ms` is the time on the clock of the page.
    ///
    /// A second key that leads nowhere is read as if nothing had come before it: the coder went on to the next behavior.
    pub fn press(&mut self, map: &KeyMap, stroke: Stroke, at: Millis, now_ms: f64) -> Reading {
        if let Some(begun) = self.begun.take().filter(|begun| now_ms - begun.pressed_ms <= PATIENCE_MS)
            && let Some((channel, code)) = map.code(&[begun.stroke, stroke.clone()])
        {
            return Reading::Code { channel, code, since: Some(begun.at) };
        }
        if let Some((channel, code)) = map.code(std::slice::from_ref(&stroke)) {
            return Reading::Code { channel, code, since: None };
        }
        if map.begins(&stroke) {
            self.begun = Some(Begun { stroke, at, pressed_ms: now_ms });
            return Reading::Waiting;
        }
        Reading::Nothing
    }

    /// The key that waits for a second one.
    pub fn waiting(&self) -> Option<&Stroke> {
        self.begun.as_ref().map(|begun| &begun.stroke)
    }

    /// Forgets the first key. Tells whether there was one.
    pub fn forget(&mut self) -> bool {
        self.begun.take().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::super::keymap::fixture::scheme;
    use super::*;

    fn stroke(key: &str) -> Stroke {
        Stroke::pressed(key, false)
    }

    #[test]
    fn keys_round_trip_through_their_strokes() {
        for text in ["a", "shift+a", ";", "g f", "shift+g 1", " ", "+"] {
            let key = Key(text.into());
            assert_eq!(key_of(&strokes(&key)), key, "{text:?}");
        }
        assert_eq!(strokes(&Key("g  f".into())).len(), 2);
        assert_eq!(Stroke::pressed("A", true), Stroke { key: "a".into(), shift: true });
        assert_eq!(Stroke::pressed("?", true), Stroke { key: "?".into(), shift: false });
    }

    #[test]
    fn two_keys_mark_at_the_moment_of_the_first() {
        let (map, conflicts) = KeyMap::new(&scheme(&["a", "g f", "g s"]));
        assert!(conflicts.is_empty());
        let mut strokes = Strokes::default();
        assert_eq!(strokes.press(&map, stroke("g"), Millis(100), 0.0), Reading::Waiting);
        assert_eq!(strokes.waiting(), Some(&stroke("g")));
        let read = strokes.press(&map, stroke("s"), Millis(300), 200.0);
        assert_eq!(read, Reading::Code { channel: ChannelId(2), code: CodeId(12), since: Some(Millis(100)) });
        assert_eq!(strokes.waiting(), None);
        assert_eq!(strokes.press(&map, stroke("s"), Millis(400), 300.0), Reading::Nothing);
    }

    #[test]
    fn a_second_key_that_leads_nowhere_is_read_alone() {
        let (map, _) = KeyMap::new(&scheme(&["a", "g f"]));
        let mut strokes = Strokes::default();
        strokes.press(&map, stroke("g"), Millis(100), 0.0);
        let read = strokes.press(&map, stroke("a"), Millis(300), 200.0);
        assert_eq!(read, Reading::Code { channel: ChannelId(2), code: CodeId(10), since: None });
        // The first key again begins anew.
        strokes.press(&map, stroke("g"), Millis(400), 300.0);
        assert_eq!(strokes.press(&map, stroke("g"), Millis(500), 400.0), Reading::Waiting);
        let read = strokes.press(&map, stroke("f"), Millis(600), 500.0);
        assert_eq!(read, Reading::Code { channel: ChannelId(2), code: CodeId(11), since: Some(Millis(500)) });
    }

    #[test]
    fn the_first_key_does_not_wait_for_ever() {
        let (map, _) = KeyMap::new(&scheme(&["g f"]));
        let mut strokes = Strokes::default();
        strokes.press(&map, stroke("g"), Millis(100), 0.0);
        assert_eq!(strokes.press(&map, stroke("f"), Millis(9000), PATIENCE_MS + 1.0), Reading::Nothing);
        strokes.press(&map, stroke("g"), Millis(100), 5000.0);
        assert!(strokes.forget());
        assert_eq!(strokes.press(&map, stroke("f"), Millis(9000), 5001.0), Reading::Nothing);
    }
}
