//! Everything a key does besides marking: one table feeds the key handler, the buttons' hints and the map of keys.

/// Something the coding page does at a key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// Plays or pauses.
    PlayPause,
    /// One frame back.
    FrameBack,
    /// One frame forward.
    FrameForward,
    /// One second back.
    SecondBack,
    /// One second forward.
    SecondForward,
    /// To the edge of an event before the playhead.
    PreviousEdge,
    /// To the edge of an event after the playhead.
    NextEdge,
    /// To the start of the coded window.
    ToStart,
    /// To the end of the coded window.
    ToEnd,
    /// Next lower playback rate.
    Slower,
    /// Next higher playback rate.
    Faster,
    /// Repeats the selected event, or the visible stretch.
    LoopSelection,
    /// Plays the selected event once, with what is around it.
    PlayEvent,
    /// Sets point A, where a repetition begins.
    PointA,
    /// Sets point B, where a repetition ends.
    PointB,
    /// Makes the next video large; after the last, all are alike.
    NextVideo,
    /// On to the next window that is not judged.
    NextWindow,
    /// Back to the window before.
    PreviousWindow,
    /// Makes playing record the continuous rating, or no more.
    Record,
    /// Takes the last step back.
    Undo,
    /// Does it again.
    Redo,
    /// Deletes the selected events.
    Delete,
    /// Lets the selection go, or cancels a drag.
    Deselect,
    /// Selects every event.
    SelectAll,
    /// Cuts the selected states at the playhead.
    Split,
    /// Joins selected states that follow one another.
    Merge,
    /// Asks by how much to move events.
    ShiftEvents,
    /// Looks for events.
    Find,
    /// To the next event that was found.
    FindNext,
    /// To the one before.
    FindPrevious,
    /// Asks for the names of session and coder.
    Rename,
    /// Neighbors hold when an edge moves.
    BoundaryNormal,
    /// Neighbors give way.
    BoundaryBulldozer,
    /// What is later moves along.
    BoundaryShift,
    /// Timeline: closer.
    ZoomIn,
    /// Timeline: wider.
    ZoomOut,
    /// Timeline: the whole session.
    ZoomFit,
    /// Puts a bookmark at the playhead.
    Bookmark,
    /// To the next stretch that is not coded yet.
    NextGap,
    /// To the stretch before that is not coded yet.
    PreviousGap,
    /// To the next event that lacks an answer.
    NextUnanswered,
    /// Shows or hides the form of global ratings.
    Ratings,
    /// Shows or hides the summary.
    Summary,
    /// Downloads the project.
    Download,
    /// Shows the map of keys.
    Help,
}

/// A key with the modifiers that must be down. `command` is Ctrl, or Cmd on a Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// `KeyboardEvent.key`, lower case for letters.
    pub key: &'static str,
    /// Ctrl or Cmd.
    pub command: bool,
    /// Shift; not asked of keys such as `?` that need it on some keyboards only.
    pub shift: Option<bool>,
}

const fn plain(key: &'static str) -> Shortcut {
    Shortcut { key, command: false, shift: Some(false) }
}

const fn shifted(key: &'static str) -> Shortcut {
    Shortcut { key, command: false, shift: Some(true) }
}

const fn command(key: &'static str, shift: bool) -> Shortcut {
    Shortcut { key, command: true, shift: Some(shift) }
}

/// What an action is about: the heading it stands under in the map of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Moving through the video.
    Playback,
    /// Changing the coding, and everything else.
    Editing,
    /// What the timeline shows.
    Timeline,
}

/// Every action with its topic and its keys; the first is the one shown.
pub const ACTIONS: &[(Act, Topic, &[Shortcut])] = &[
    (Act::PlayPause, Topic::Playback, &[plain(" ")]),
    (Act::FrameBack, Topic::Playback, &[plain("ArrowLeft")]),
    (Act::FrameForward, Topic::Playback, &[plain("ArrowRight")]),
    (Act::SecondBack, Topic::Playback, &[shifted("ArrowLeft")]),
    (Act::SecondForward, Topic::Playback, &[shifted("ArrowRight")]),
    (Act::PreviousEdge, Topic::Playback, &[plain(",")]),
    (Act::NextEdge, Topic::Playback, &[plain(".")]),
    (Act::NextGap, Topic::Playback, &[plain("PageDown")]),
    (Act::PreviousGap, Topic::Playback, &[plain("PageUp")]),
    (Act::NextUnanswered, Topic::Playback, &[shifted("PageDown")]),
    (Act::ToStart, Topic::Playback, &[plain("Home")]),
    (Act::ToEnd, Topic::Playback, &[plain("End")]),
    (Act::Slower, Topic::Playback, &[plain("-")]),
    (Act::Faster, Topic::Playback, &[plain("=")]),
    (Act::LoopSelection, Topic::Playback, &[command("l", false)]),
    (Act::PlayEvent, Topic::Playback, &[command("Enter", false)]),
    (Act::PointA, Topic::Playback, &[command("i", false)]),
    (Act::PointB, Topic::Playback, &[command("o", false)]),
    (Act::NextVideo, Topic::Playback, &[shifted("F4")]),
    (Act::NextWindow, Topic::Editing, &[shifted("Enter")]),
    (Act::PreviousWindow, Topic::Editing, &[shifted("Backspace")]),
    (Act::Record, Topic::Editing, &[shifted(" ")]),
    (Act::Undo, Topic::Editing, &[command("z", false)]),
    (Act::Redo, Topic::Editing, &[command("z", true), command("y", false)]),
    (Act::Delete, Topic::Editing, &[plain("Delete"), plain("Backspace")]),
    (Act::Deselect, Topic::Editing, &[plain("Escape")]),
    (Act::SelectAll, Topic::Editing, &[command("a", false)]),
    (Act::Split, Topic::Editing, &[command("e", false)]),
    (Act::Merge, Topic::Editing, &[command("j", false)]),
    (Act::ShiftEvents, Topic::Editing, &[command("g", false)]),
    (Act::Find, Topic::Editing, &[command("f", false)]),
    (Act::FindNext, Topic::Editing, &[plain("F3")]),
    (Act::FindPrevious, Topic::Editing, &[shifted("F3")]),
    (Act::Rename, Topic::Editing, &[plain("F2")]),
    (Act::BoundaryNormal, Topic::Timeline, &[plain("F7")]),
    (Act::BoundaryBulldozer, Topic::Timeline, &[plain("F8")]),
    (Act::BoundaryShift, Topic::Timeline, &[plain("F9")]),
    (Act::ZoomIn, Topic::Timeline, &[plain("ArrowUp")]),
    (Act::ZoomOut, Topic::Timeline, &[plain("ArrowDown")]),
    (Act::ZoomFit, Topic::Timeline, &[shifted("ArrowDown")]),
    (Act::Bookmark, Topic::Editing, &[command("d", false)]),
    (Act::Ratings, Topic::Editing, &[plain("F4")]),
    (Act::Summary, Topic::Editing, &[command("b", false)]),
    (Act::Download, Topic::Editing, &[command("s", false)]),
    (Act::Help, Topic::Editing, &[Shortcut { key: "?", command: false, shift: None }]),
];

/// The action of a key press.
pub fn act_for(key: &str, command: bool, shift: bool) -> Option<Act> {
    let matches = |s: &Shortcut| {
        let same = s.key == key || (s.command && s.key.eq_ignore_ascii_case(key));
        same && s.command == command && s.shift.is_none_or(|wanted| wanted == shift)
    };
    ACTIONS.iter().find(|(.., keys)| keys.iter().any(matches)).map(|(act, ..)| *act)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_actions_share_a_key() {
        let mut seen = HashSet::new();
        for shortcut in ACTIONS.iter().flat_map(|(.., keys)| keys.iter()) {
            assert!(seen.insert(shortcut), "{shortcut:?}");
        }
    }

    #[test]
    fn keys_find_their_action() {
        for (key, command, shift, expect) in [
            (" ", false, false, Some(Act::PlayPause)),
            ("ArrowLeft", false, true, Some(Act::SecondBack)),
            ("z", true, false, Some(Act::Undo)),
            ("Z", true, true, Some(Act::Redo)),
            ("?", false, true, Some(Act::Help)),
            ("?", false, false, Some(Act::Help)),
            ("z", false, false, None),
            ("a", true, false, Some(Act::SelectAll)),
            ("F3", false, true, Some(Act::FindPrevious)),
            ("F3", false, false, Some(Act::FindNext)),
            ("k", true, false, None),
        ] {
            assert_eq!(act_for(key, command, shift), expect, "{key}");
        }
    }
}
