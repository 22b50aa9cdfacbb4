//! What several integration tests share: small projects to work on.

#![allow(dead_code, unreachable_pub, clippy::expect_used)] // each test binary is a crate of its own and uses its own part

use attune::color::BRIGHT;
use attune::decimal::Decimal;
use attune::edit::{Command, Editor, MediaFile};
use attune::media::{FrameLayout, FrameRate};
use attune::model::{
    Ask, Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, EntryMode, EventId, Fingerprint, GlobalScale,
    IntervalRule, Judgment, Key, Modifier, ModifierId, ModifierKind, NewProject, ObservationId, Project, RatingScale,
    Role, SchemeId, Timing, Track,
};
use attune::time::{Millis, Span};

/// Length of the video of [`project`].
pub const LENGTH: Millis = Millis(10_000);

fn channel(role: Role, name: &str, kind: ChannelKind, entry: EntryMode, keys: &str) -> Channel {
    let codes = keys.chars().zip(0_u32..).map(|(key, index)| Code {
        key: Some(Key(key.to_string())),
        definition: "as the test needs it".into(),
        ..Code::new(CodeId(index), format!("{name} {index}"), BRIGHT[index as usize % BRIGHT.len()])
    });
    Channel { entry, codes: codes.collect(), ..Channel::new(ChannelId(0), role, name, kind) }
}

fn windows(length: i64, judgment: Judgment) -> ChannelKind {
    ChannelKind::Interval(IntervalRule { length: Millis(length), pause: Millis(0), judgment })
}

fn rating() -> ChannelKind {
    let (min, max) = (Decimal::whole(-1), Decimal::whole(1));
    ChannelKind::Rating(RatingScale { min, max, neutral: Some(Decimal(0)), period: Millis(100) })
}

fn global() -> ChannelKind {
    ChannelKind::Global(GlobalScale { min: Decimal::whole(1), max: Decimal::whole(9), step: Decimal::whole(1) })
}

/// One question of each kind: at the onset, at the offset, later; the last about the first code only.
fn modifiers() -> Vec<Modifier> {
    let options = || vec!["left".to_owned(), "right".to_owned(), "both".to_owned()];
    let modifier = |index: u32, name: &str, kind, ask| Modifier {
        id: ModifierId(index),
        name: name.into(),
        kind,
        ask,
        pauses: false,
        codes: Vec::new(),
    };
    let number = ModifierKind::Number { unit: "m".into(), min: Some(Decimal(0)), max: Some(Decimal::whole(5)) };
    let mut all = vec![
        modifier(0, "Side", ModifierKind::One { options: options() }, Ask::Onset),
        modifier(1, "Where", ModifierKind::Many { options: options() }, Ask::Onset),
        modifier(2, "Distance", number, Ask::Offset),
        modifier(3, "Words", ModifierKind::Text, Ask::Later),
    ];
    all[3].codes = vec![CodeId(0)];
    all
}

/// An exclusive channel with three codes, a free one with two, a point channel with two, windows of two seconds judged by one-zero sampling,
/// windows of three seconds judged by the predominant code, a rating from -1 to 1 every 100 ms, and a global one from 1 to 9. Gaze and Bid ask
/// questions.
pub fn scheme() -> CodingScheme {
    let state = |exclusive| ChannelKind::State { exclusive };
    let mut scheme = CodingScheme {
        id: SchemeId(0),
        name: "Test scheme".into(),
        version: 1,
        source: "made up".into(),
        description: String::new(),
        channels: vec![
            channel(Role::Parent, "Gaze", state(true), EntryMode::Toggle, "uio"),
            channel(Role::Child, "Touch", state(false), EntryMode::Hold, "qw"),
            channel(Role::Child, "Bid", ChannelKind::Point, EntryMode::Toggle, "as"),
            channel(Role::Child, "Signs", windows(2000, Judgment::OneZero), EntryMode::Toggle, "df"),
            channel(Role::Other, "Climate", windows(3000, Judgment::Predominant), EntryMode::Toggle, "xc"),
            channel(Role::Child, "Affect", rating(), EntryMode::Toggle, ""),
            channel(Role::Parent, "Sensitivity", global(), EntryMode::Toggle, ""),
        ],
        passes: Vec::new(),
    };
    for index in [0, 2] {
        scheme.channels[index].modifiers = modifiers();
    }
    scheme
}

/// A project with a ten-second video at 25 frames a second and nothing coded.
pub fn project() -> Project {
    let new = NewProject {
        uid: "test-project".into(),
        name: "Study".into(),
        session: "Dyad 1".into(),
        coder: "AR".into(),
        scheme: scheme(),
    };
    let mut editor = Editor::new(Project::new(new));
    let session = editor.project().sessions[0].id;
    editor.dispatch(&Command::SetVideo { session, file: file() }).expect("a new project takes a video");
    editor.project().clone()
}

/// The video of [`project`].
pub fn file() -> MediaFile {
    MediaFile {
        file_name: "dyad1.mp4".into(),
        fingerprint: Fingerprint { size: 1000, hash: "00".into() },
        duration: LENGTH,
        frame_rate: FrameRate::PAL,
        frames: FrameLayout::default(),
    }
}

/// A bench to press codes on by channel and code index.
pub struct Desk {
    pub editor: Editor,
    pub observation: ObservationId,
}

impl Desk {
    pub fn new() -> Self {
        let editor = Editor::new(project());
        let observation = editor.project().observations[0].id;
        Self { editor, observation }
    }

    pub fn track(&self, channel: usize) -> &Track {
        &self.editor.project().observations[0].tracks[channel]
    }

    pub fn code(&self, channel: usize, code: usize) -> CodeId {
        self.editor.project().schemes[0].channels[channel].codes[code].id
    }

    pub fn modifier(&self, channel: usize, modifier: usize) -> ModifierId {
        self.editor.project().schemes[0].channels[channel].modifiers[modifier].id
    }

    pub fn mark(&self, channel: usize, code: usize, at: i64) -> Command {
        let observation = self.observation;
        Command::Mark {
            observation,
            channel: self.track(channel).channel,
            code: self.code(channel, code),
            at: Millis(at),
        }
    }

    pub fn place(&self, channel: usize, code: usize, start: i64, end: i64) -> Command {
        let span = Span::new(Millis(start), Millis(end)).expect("a span");
        let observation = self.observation;
        Command::PlaceState { observation, channel: self.track(channel).channel, code: self.code(channel, code), span }
    }

    /// What a channel holds, in a form to compare: `0:1000-2000`, an open state `1:2000-`, a point `0@500`, cut off with `!`.
    pub fn shown(&self, channel: usize) -> String {
        let track = self.track(channel);
        let codes = &self.editor.project().schemes[0].channels[channel].codes;
        let index = |id: CodeId| codes.iter().position(|code| code.id == id).expect("a code of the channel");
        let finished = track.events.iter().map(|event| {
            let cut = if event.cut_off { "!" } else { "" };
            match event.timing {
                Timing::State(span) => format!("{}:{}-{}{cut}", index(event.code), span.start().0, span.end().0),
                Timing::Point(at) => format!("{}@{}", index(event.code), at.0),
            }
        });
        let open = track.open.iter().map(|open| format!("{}:{}-", index(open.code), open.onset.0));
        finished.chain(open).collect::<Vec<_>>().join(" ")
    }

    /// Ids of all events and open states.
    pub fn ids(&self) -> Vec<EventId> {
        let tracks = &self.editor.project().observations[0].tracks;
        tracks.iter().flat_map(|t| t.events.iter().map(|e| e.id).chain(t.open.iter().map(|o| o.id))).collect()
    }
}
