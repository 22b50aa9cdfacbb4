//! The recorder: remembers which keys are held down and turns presses and releases into commands.

use crate::edit::Command;
use crate::model::{ChannelId, CodeId, EntryMode, ObservationId};
use crate::time::{Millis, Span};

/// A state whose key is still down. It is not in the project yet: releasing the key puts it there as one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// In which channel.
    pub channel: ChannelId,
    /// Which code.
    pub code: CodeId,
    /// When the key went down.
    pub onset: Millis,
}

/// What a press led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// A command to dispatch.
    Command(Command),
    /// A hold began; it ends with the release.
    Holding,
    /// The key was down already: auto-repeat, or a second finger on the same code.
    Repeat,
}

/// Turns presses and releases of codes into commands, for one observation.
#[derive(Debug, Clone)]
pub struct Recorder {
    observation: ObservationId,
    held: Vec<Held>,
}

impl Recorder {
    /// A recorder with no key down.
    pub fn new(observation: ObservationId) -> Self {
        Self { observation, held: Vec::new() }
    }

    /// The states whose keys are down, in the order they went down.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// A code's key or button goes down. `entry` is how its channel's keys work, `None` for a channel of points, which have no hold.
    pub fn press(&mut self, channel: ChannelId, entry: Option<EntryMode>, code: CodeId, at: Millis) -> Press {
        if entry != Some(EntryMode::Hold) {
            return Press::Command(Command::Mark { observation: self.observation, channel, code, at });
        }
        if self.held.iter().any(|held| held.channel == channel && held.code == code) {
            return Press::Repeat;
        }
        self.held.push(Held { channel, code, onset: at });
        Press::Holding
    }

    /// A code's key or button comes up. `None` if it was not held, or came up at the moment it went down or before (after a seek backwards):
    /// such a state would have no length.
    pub fn release(&mut self, code: CodeId, at: Millis) -> Option<Command> {
        let index = self.held.iter().position(|held| held.code == code)?;
        let held = self.held.remove(index);
        self.place(held, at)
    }

    /// Every key comes up: the window lost the focus, and with it the key-up events.
    pub fn release_all(&mut self, at: Millis) -> Vec<Command> {
        let held = std::mem::take(&mut self.held);
        held.into_iter().filter_map(|held| self.place(held, at)).collect()
    }

    fn place(&self, held: Held, at: Millis) -> Option<Command> {
        let span = Span::new(held.onset, at)?;
        Some(Command::PlaceState { observation: self.observation, channel: held.channel, code: held.code, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OBSERVATION: ObservationId = ObservationId(1);
    const CHANNEL: ChannelId = ChannelId(2);

    fn place(code: u32, start: i64, end: i64) -> Command {
        let span = Span::new(Millis(start), Millis(end)).unwrap();
        Command::PlaceState { observation: OBSERVATION, channel: CHANNEL, code: CodeId(code), span }
    }

    #[test]
    fn toggle_and_point_channels_mark_at_the_press() {
        for entry in [Some(EntryMode::Toggle), None] {
            let mut recorder = Recorder::new(OBSERVATION);
            let press = recorder.press(CHANNEL, entry, CodeId(5), Millis(100));
            let mark = Command::Mark { observation: OBSERVATION, channel: CHANNEL, code: CodeId(5), at: Millis(100) };
            assert_eq!(press, Press::Command(mark));
            assert_eq!(recorder.release(CodeId(5), Millis(200)), None);
        }
    }

    #[test]
    fn a_hold_lasts_from_press_to_release() {
        let mut recorder = Recorder::new(OBSERVATION);
        let hold = Some(EntryMode::Hold);
        assert_eq!(recorder.press(CHANNEL, hold, CodeId(5), Millis(100)), Press::Holding);
        assert_eq!(recorder.press(CHANNEL, hold, CodeId(5), Millis(150)), Press::Repeat);
        assert_eq!(recorder.press(CHANNEL, hold, CodeId(6), Millis(160)), Press::Holding);
        assert_eq!(recorder.release(CodeId(5), Millis(200)), Some(place(5, 100, 200)));
        assert_eq!(recorder.held().len(), 1);
        assert_eq!(recorder.release_all(Millis(300)), vec![place(6, 160, 300)]);
        assert!(recorder.held().is_empty());
    }

    #[test]
    fn a_hold_without_length_leaves_nothing() {
        let mut recorder = Recorder::new(OBSERVATION);
        for release in [100, 50] {
            assert_eq!(recorder.press(CHANNEL, Some(EntryMode::Hold), CodeId(5), Millis(100)), Press::Holding);
            assert_eq!(recorder.release(CodeId(5), Millis(release)), None);
        }
    }
}
