//! The written form of the journal never changes meaning: every line that was ever written reads as what it was.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use attune::color::BRIGHT;
use attune::decimal::Decimal;
use attune::edit::{
    Action, Boundary, Command, Commenting, MediaFile, Merge, Recoding, RenamedOption, SchemeChange, SignalDetails,
    SignalSource, Which,
};
use attune::media::{FrameLayout, FrameRate};
use attune::model::{
    Anchor, Answer, Ask, Assignment, Bookmark, Channel, ChannelId, ChannelKind, ChannelRules, Choice, Clock, Code,
    CodeId, CoderId, CodingScheme, Decision, Delimiter, Edges, EntryMode, EventId, Evidence, Example, Fingerprint,
    GlobalScale, IntervalRule, Judgment, Key, MediaId, Modifier, ModifierId, ModifierKind, Moment, ObservationId, Pass,
    Picture, RatingScale, Role, SchemeId, Score, SessionId, SignalId, TableForm, TimeForm, Timing, Unscorable,
    ValueRange,
};
use attune::store::{Entry, decode_entry, encode_entry};
use attune::time::{Millis, Span};
use std::collections::HashSet;

const V1: &str = include_str!("fixtures/journal-v1.txt");

/// A channel of states with one code.
fn small_scheme() -> CodingScheme {
    let gaze = Channel {
        codes: vec![Code::new(CodeId(6), "Away", BRIGHT[6])],
        ..Channel::new(ChannelId(5), Role::Child, "Gaze", ChannelKind::State { exclusive: true })
    };
    CodingScheme {
        id: SchemeId(4),
        name: "Gaze".into(),
        version: 1,
        source: "own".into(),
        description: String::new(),
        channels: vec![gaze],
        passes: vec![],
    }
}

/// A change of [`small_scheme`] in which everything is said that can be.
fn full_change() -> SchemeChange {
    let mut to = small_scheme();
    let gaze = &mut to.channels[0];
    gaze.codes[0] = Code {
        key: Some(Key("g f".into())),
        definition: "Looks elsewhere.".into(),
        examples: vec![Example {
            file_name: "visit 1.mp4".into(),
            fingerprint: Fingerprint { size: 123_456, hash: "9f86d081".into() },
            span: Span::new(Millis(1200), Millis(3400)).unwrap(),
            note: "the eyes".into(),
        }],
        ..gaze.codes[0].clone()
    };
    gaze.modifiers = vec![Modifier {
        id: ModifierId(30),
        name: "Side".into(),
        kind: ModifierKind::One { options: vec!["port".into()] },
        ask: Ask::Onset,
        pauses: false,
        codes: vec![CodeId(6)],
    }];
    gaze.rules = ChannelRules {
        exhaustive: true,
        default_code: Some(CodeId(6)),
        shortest: Some(Millis(200)),
        bridge: Some(Millis(2000)),
    };
    let whole = Decimal::whole;
    let rule = IntervalRule { length: Millis(15_000), pause: Millis(5000), judgment: Judgment::Momentary };
    let rating = RatingScale { min: whole(-4), max: whole(4), neutral: Some(Decimal(500)), period: Millis(100) };
    let global = GlobalScale { min: whole(1), max: whole(9), step: Decimal(500) };
    let anchors = vec![Anchor { value: whole(1), label: "low".into(), text: "Hardly ever.".into() }];
    to.channels.extend([
        Channel::new(ChannelId(40), Role::Parent, "Touch", ChannelKind::State { exclusive: false }),
        Channel { entry: EntryMode::Hold, ..Channel::new(ChannelId(41), Role::Other, "Bid", ChannelKind::Point) },
        Channel::new(ChannelId(42), Role::Child, "Seen", ChannelKind::Interval(rule)),
        Channel::new(ChannelId(43), Role::Child, "Affect", ChannelKind::Rating(rating)),
        Channel { anchors, ..Channel::new(ChannelId(44), Role::Parent, "Sensitivity", ChannelKind::Global(global)) },
    ]);
    to.passes = vec![Pass { name: "First".into(), channels: vec![ChannelId(5)] }];
    SchemeChange {
        to,
        merged: vec![Merge { code: CodeId(7), into: CodeId(6) }],
        options: vec![RenamedOption { modifier: ModifierId(30), from: "left".into(), to: "port".into() }],
    }
}

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
        frames: FrameLayout::default(),
    };
    let commands = [
        Command::RenameProject { name: "Still \"face\"\nÄ".into() },
        Command::RenameSession { session, name: "Visit 1".into() },
        Command::RenameCoder { coder: CoderId(3), name: "AB".into() },
        Command::SetVideo { session, file: file.clone() },
        Command::SetFrameRate { session, media, rate: FrameRate::PAL, frames: FrameLayout::default() },
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
    let scheme = SchemeId(4);
    let choices = Answer::Choices(vec!["left".into(), "both".into()]);
    let picture = Picture { zoom: 250, center_x: 400, center_y: 610, turns: 1, brightness: 120, contrast: 90 };
    // Each line keeps its place for ever: what is new comes last.
    let source = |clock: Option<Clock>| {
        Box::new(SignalSource {
            file_name: "hr.csv".into(),
            fingerprint: file.fingerprint.clone(),
            column: "bpm".into(),
            table: clock.map(|clock| TableForm {
                delimiter: Delimiter::Semicolon,
                decimal_comma: true,
                header: true,
                clock,
                marker: Some("trigger".into()),
            }),
        })
    };
    let details = SignalDetails {
        name: "Heart rate".into(),
        role: Role::Parent,
        unit: "1/min".into(),
        offset: Millis(-1500),
        range: None,
    };
    let moment = Moment { channel, code: Some(code), span: Some(span) };
    let reopened = || Decision { moment, choice: None, note: String::new() };
    let later = [
        Command::AddSession { name: "Visit 2".into(), coder: "AB".into(), scheme },
        Command::StartObservation { session, coder: "CD".into(), scheme, assignment: None },
        Command::StartObservation {
            session,
            coder: "CD".into(),
            scheme,
            assignment: Some(Assignment { stretches: vec![span], blind: true, submitted: false }),
        },
        Command::RemoveObservation { observation },
        Command::Submit { observation },
        Command::Unblind { observation },
        Command::SetNotes { session, text: "tired".into() },
        Command::SetBookmarks { session, bookmarks: vec![Bookmark { at: Millis(900), text: "repair".into() }] },
        Command::SetUnscorable {
            session,
            stretches: vec![
                Unscorable { span, role: Some(Role::Child), reason: "off camera".into() },
                Unscorable { span, role: None, reason: String::new() },
            ],
        },
        Command::AddVideo { session, file: file.clone(), offset: Millis(-1500) },
        Command::ReplaceVideo { session, media, file: file.clone() },
        Command::RemoveVideo { session, media, keep_window: true },
        Command::MoveVideo { session, media, to: 0 },
        Command::SetOffset { session, media, offset: Millis(-40) },
        Command::SetAudible { session, media, audible: false },
        Command::SetPicture { session, media, picture },
        Command::Judge { observation, channel, onset: Millis(15_000), codes: vec![code, CodeId(7)] },
        Command::Judge { observation, channel, onset: Millis(30_000), codes: vec![] },
        Command::Unjudge { observation, channel, onset: Millis(30_000) },
        Command::RecordSamples {
            observation,
            channel,
            onset: Millis(500),
            values: vec![Decimal(-1500), Decimal::whole(2)],
            continues: false,
        },
        Command::RecordSamples {
            observation,
            channel,
            onset: Millis(700),
            values: vec![Decimal::whole(0)],
            continues: true,
        },
        Command::EraseSamples { observation, channel, span },
        Command::Adjust { observation, event, timing: Timing::State(span), boundary: Boundary::Bulldozer },
        Command::ShiftEvents {
            observation,
            which: Which::All,
            by: Millis(-40),
            boundary: Boundary::Normal,
            clip: true,
        },
        Command::ShiftEvents {
            observation,
            which: Which::These(vec![event, EventId(14)]),
            by: Millis(80),
            boundary: Boundary::Shift,
            clip: false,
        },
        Command::Split { observation, events: vec![event], at: Millis(2000) },
        Command::Merge { observation, events: vec![event, EventId(14)] },
        Command::CopyEvents {
            observation,
            events: vec![event],
            channel,
            codes: vec![Recoding { from: code, to: CodeId(7) }],
            over: true,
        },
        Command::RecodeEvents { observation, events: vec![event], code },
        Command::CommentEvents { observation, events: vec![event], text: "check".into(), how: Commenting::Append },
        Command::CommentEvents { observation, events: vec![event], text: String::new(), how: Commenting::Replace },
        Command::AddScheme { scheme: Box::new(small_scheme()) },
        Command::ChangeScheme {
            scheme,
            change: Box::new(SchemeChange { to: small_scheme(), merged: vec![], options: vec![] }),
        },
        Command::ChangeScheme { scheme, change: Box::new(full_change()) },
        Command::RemoveScheme { scheme },
        Command::AddSignal { session, source: source(None), details: details.clone() },
        Command::AddSignal {
            session,
            source: source(Some(Clock::Rate { millihertz: 4000 })),
            details: SignalDetails { range: ValueRange::new(40.0, 140.5), ..details.clone() },
        },
        Command::AddSignal {
            session,
            source: source(Some(Clock::Column { name: "time".into(), form: TimeForm::Milliseconds })),
            details: details.clone(),
        },
        Command::RemoveSignal { session, signal: SignalId(9) },
        Command::ChangeSignal { session, signal: SignalId(9), details },
        Command::Rate {
            observation,
            channel,
            score: Some(Score {
                value: Decimal(4500),
                note: "prompt".into(),
                evidence: vec![
                    Evidence { at: Millis(1200), note: "answers the look".into() },
                    Evidence { at: Millis(3400), note: String::new() },
                ],
            }),
        },
        Command::Rate { observation, channel, score: None },
        Command::SetDone { observation, channel, done: true },
        Command::CloseGaps { observation, channel, code },
        Command::Answer { observation, event, modifier: ModifierId(21), answer: Some(choices) },
        Command::Answer { observation, event, modifier: ModifierId(21), answer: Some(Answer::Number(Decimal(-250))) },
        Command::Answer { observation, event, modifier: ModifierId(21), answer: Some(Answer::Text("hm".into())) },
        Command::Answer { observation, event, modifier: ModifierId(21), answer: None },
        Command::SetFrameRate { session, media, rate: FrameRate::PAL, frames: FrameLayout::Even { first_us: 520_000 } },
        Command::SetVideo { session, file: MediaFile { frames: FrameLayout::Uneven, ..file } },
        Command::BeginConsensus {
            codings: vec![observation, ObservationId(15)],
            coder: "Consensus".into(),
            tolerance: Millis(500),
            edges: Edges::Mean,
        },
        Command::BeginConsensus {
            codings: vec![ObservationId(15), observation],
            coder: "AB".into(),
            tolerance: Millis::ZERO,
            edges: Edges::First,
        },
        Command::Settle {
            observation,
            decision: Decision {
                choice: Some(Choice::Coding(ObservationId(15))),
                note: "the mouth".into(),
                ..reopened()
            },
        },
        Command::Settle {
            observation,
            decision: Decision {
                moment: Moment { code: None, ..moment },
                choice: Some(Choice::Codes(vec![code, CodeId(7)])),
                ..reopened()
            },
        },
        Command::Settle {
            observation,
            decision: Decision {
                moment: Moment { code: None, span: None, ..moment },
                choice: Some(Choice::Value(Decimal(4500))),
                ..reopened()
            },
        },
        Command::Settle { observation, decision: Decision { choice: Some(Choice::Skipped), ..reopened() } },
        Command::Settle { observation, decision: reopened() },
        Command::RenewConsensus { observation },
    ];
    let first = commands.into_iter().map(Action::Do).chain([Action::Undo, Action::Redo]);
    first.chain(later.into_iter().map(Action::Do)).collect()
}

macro_rules! kinds {
    ($($name:ident,)+) => {
        const KINDS: &[&str] = &[$(stringify!($name)),+];

        /// Does not compile when a command is added: then it goes into the list, into `every_action`, and its lines to the end of the fixture.
        fn kind(command: &Command) -> &'static str {
            match command {
                $(Command::$name { .. } => stringify!($name),)+
            }
        }
    };
}

kinds!(
    RenameProject,
    RenameSession,
    RenameCoder,
    SetVideo,
    SetFrameRate,
    SetWindow,
    Mark,
    PlaceState,
    Retime,
    RetimeOpen,
    Recode,
    Comment,
    Delete,
    CutOff,
    SetEntryMode,
    SetReactionTime,
    AddSession,
    StartObservation,
    RemoveObservation,
    Submit,
    Unblind,
    SetNotes,
    SetBookmarks,
    SetUnscorable,
    AddVideo,
    ReplaceVideo,
    RemoveVideo,
    MoveVideo,
    SetOffset,
    SetAudible,
    SetPicture,
    Judge,
    Unjudge,
    RecordSamples,
    EraseSamples,
    Adjust,
    ShiftEvents,
    Split,
    Merge,
    CopyEvents,
    RecodeEvents,
    CommentEvents,
    AddScheme,
    ChangeScheme,
    RemoveScheme,
    AddSignal,
    RemoveSignal,
    ChangeSignal,
    Rate,
    SetDone,
    CloseGaps,
    Answer,
    BeginConsensus,
    Settle,
    RenewConsensus,
);

fn every_entry() -> impl Iterator<Item = Entry> {
    let at = 1_764_000_000_000;
    (1..).zip(every_action()).map(move |(seq, action)| Entry { seq, at, action })
}

#[test]
fn every_kind_of_command_is_in_the_fixture() {
    let actions = every_action();
    let written: HashSet<&str> = actions
        .iter()
        .filter_map(|action| if let Action::Do(command) = action { Some(kind(command)) } else { None })
        .collect();
    assert_eq!(written, KINDS.iter().copied().collect());
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
    if let Some(old) = V1.lines().last().filter(|last| written.contains(*last) && written.len() > V1.len()) {
        panic!("what follows {old} is new:\n{}", &written[V1.len()..]);
    }
    assert_eq!(written, V1, "a change of the form needs a new version");
}
