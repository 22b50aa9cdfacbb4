//! The written form of the journal never changes meaning: every line that was ever written reads as what it was.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use attune::edit::{Action, Command, MediaFile};
use attune::media::FrameRate;
use attune::model::{
    ChannelId, CodeId, CoderId, EntryMode, EventId, Fingerprint, MediaId, ObservationId, SessionId, Timing,
};
use attune::store::{Entry, decode_entry, encode_entry};
use attune::time::{Millis, Span};

const V1: &str = include_str!("fixtures/journal-v1.txt");

/// Every kind of action, in the order of the fixture.
fn every_action() -> Vec<Action> {
    let (observation, channel, code, event) = (ObservationId(10), ChannelId(5), CodeId(6), EventId(13));
    let (session, media) = (SessionId(8), MediaId(9));
    let span = Span::new(Millis(1200), Millis(3400)).unwrap();
    let file = MediaFile {
        file_name: "visit 1.mp4".into(),
        fingerprint: Fingerprint { size: 123_456, hash: "9f86d081".into() },
        duration: Millis(130_000),
        frame_rate: FrameRate::NTSC_30,
    };
    let commands = [
        Command::RenameProject { name: "Still \"face\"\nÄ".into() },
        Command::RenameSession { session, name: "Visit 1".into() },
        Command::RenameCoder { coder: CoderId(3), name: "AB".into() },
        Command::SetVideo { session, file },
        Command::SetFrameRate { session, media, rate: FrameRate::PAL },
        Command::SetWindow { session, window: Some(span) },
        Command::SetWindow { session, window: None },
        Command::Mark { observation, channel, code, at: Millis(1500) },
        Command::PlaceState { observation, channel, code, span },
        Command::Retime { observation, event, timing: Timing::State(span) },
        Command::Retime { observation, event, timing: Timing::Point(Millis(7)) },
        Command::RetimeOpen { observation, event, onset: Millis(0) },
        Command::Recode { observation, event, code },
        Command::Comment { observation, event, text: "brief".into() },
        Command::Delete { observation, events: vec![event, EventId(14)] },
        Command::CutOff { observation, at: Millis(120_000) },
        Command::SetEntryMode { observation, channel, entry: EntryMode::Toggle },
        Command::SetEntryMode { observation, channel, entry: EntryMode::Hold },
        Command::SetReactionTime { observation, value: Millis(250) },
    ];
    commands.into_iter().map(Action::Do).chain([Action::Undo, Action::Redo]).collect()
}

/// Does not compile when a command is added: then it goes into `every_action`, and its lines to the end of the fixture.
fn kind(command: &Command) -> usize {
    match command {
        Command::RenameProject { .. } => 0,
        Command::RenameSession { .. } => 1,
        Command::RenameCoder { .. } => 2,
        Command::SetVideo { .. } => 3,
        Command::SetFrameRate { .. } => 4,
        Command::SetWindow { .. } => 5,
        Command::Mark { .. } => 6,
        Command::PlaceState { .. } => 7,
        Command::Retime { .. } => 8,
        Command::RetimeOpen { .. } => 9,
        Command::Recode { .. } => 10,
        Command::Comment { .. } => 11,
        Command::Delete { .. } => 12,
        Command::CutOff { .. } => 13,
        Command::SetEntryMode { .. } => 14,
        Command::SetReactionTime { .. } => 15,
    }
}
const KINDS: usize = 16;

fn every_entry() -> impl Iterator<Item = Entry> {
    let at = 1_764_000_000_000;
    (1..).zip(every_action()).map(move |(seq, action)| Entry { seq, at, action })
}

#[test]
fn every_kind_of_command_is_in_the_fixture() {
    let mut seen = [false; KINDS];
    for action in every_action() {
        if let Action::Do(command) = action {
            seen[kind(&command)] = true;
        }
    }
    assert_eq!(seen, [true; KINDS]);
}

#[test]
fn version_1_reads_for_ever() {
    let read: Vec<_> = V1.lines().map(decode_entry).collect();
    let expect: Vec<_> = every_entry().map(Ok).collect();
    assert_eq!(read, expect);
}

#[test]
fn the_written_form_is_version_1() {
    let written: String = every_entry().map(|entry| encode_entry(&entry) + "\n").collect();
    assert_eq!(written, V1, "a change of the form needs a new version");
}
