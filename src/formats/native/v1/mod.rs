//! Version 1 of the saved form. What is in it does not change its meaning. What the model gains is added as a field that may be absent, so
//! that every older file still reads, and an older program names what it leaves out; a change of meaning would be a version 2.
//!
//! Of the model's types only small values are used whose written form is part of this one: ids and times are bare numbers, a color is
//! `#rrggbb`, a role and an entry mode one word each, a frame rate a fraction.

mod convert;

use crate::color::Rgb;
use crate::media::{FrameLayout, FrameRate};
use crate::model::{
    self, Anchor, Assignment, Bookmark, ChannelId, ChannelRules, CodeId, CoderId, Consensus, EntryMode, EventId,
    Example, GlobalScale, IntervalRule, Key, MediaId, Modified, Modifier, ObservationId, Pass, Picture, RatingScale,
    Role, Samples, SchemeId, Score, SessionId, Signal, SubjectId, Timing, Unscorable,
};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct File {
    format: String,
    version: u32,
    #[serde(default)]
    app: String,
    pub(super) project: Project,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Project {
    uid: String,
    name: String,
    next_id: u32,
    subjects: Vec<Subject>,
    coders: Vec<Coder>,
    schemes: Vec<Scheme>,
    sessions: Vec<Session>,
    observations: Vec<Observation>,
}

#[derive(Serialize, Deserialize)]
struct Subject {
    id: SubjectId,
    role: Role,
    name: String,
}

#[derive(Serialize, Deserialize)]
struct Coder {
    id: CoderId,
    name: String,
}

/// A file that holds a scheme on its own.
#[derive(Serialize, Deserialize)]
pub(super) struct SchemeFile {
    format: String,
    version: u32,
    #[serde(default)]
    app: String,
    pub(super) scheme: Scheme,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Scheme {
    id: SchemeId,
    name: String,
    version: u32,
    source: String,
    description: String,
    channels: Vec<Channel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    passes: Vec<Pass>,
}

#[derive(Serialize, Deserialize)]
struct Channel {
    id: ChannelId,
    role: Role,
    name: String,
    kind: ChannelKind,
    entry: EntryMode,
    definition: String,
    codes: Vec<Code>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    modifiers: Vec<Modifier>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    anchors: Vec<Anchor>,
    #[serde(default, skip_serializing_if = "is_default")]
    rules: ChannelRules,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChannelKind {
    ExclusiveState,
    FreeState,
    Point,
    Interval(IntervalRule),
    Rating(RatingScale),
    Global(GlobalScale),
}

#[derive(Serialize, Deserialize)]
struct Code {
    id: CodeId,
    label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<Key>,
    color: Rgb,
    definition: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    examples: Vec<Example>,
}

#[derive(Serialize, Deserialize)]
struct Session {
    id: SessionId,
    name: String,
    subjects: Vec<SubjectId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    window: Option<Window>,
    media: Vec<Media>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unscorable: Vec<Unscorable>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    bookmarks: Vec<Bookmark>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    signals: Vec<Signal>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct WindowFields {
    start_ms: Millis,
    end_ms: Millis,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "WindowFields", into = "WindowFields")]
struct Window(Span);

#[derive(Serialize, Deserialize)]
struct Media {
    id: MediaId,
    file_name: String,
    fingerprint: Fingerprint,
    duration_ms: Millis,
    frame_rate: FrameRate,
    #[serde(default, skip_serializing_if = "is_default")]
    frames: FrameLayout,
    time_offset_ms: Millis,
    #[serde(default, skip_serializing_if = "is_default")]
    picture: Picture,
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    audible: bool,
}

#[derive(Serialize, Deserialize)]
struct Fingerprint {
    size_bytes: u64,
    hash: String,
}

#[derive(Serialize, Deserialize)]
struct Observation {
    id: ObservationId,
    session: SessionId,
    coder: CoderId,
    scheme: SchemeId,
    scheme_version: u32,
    reaction_time_ms: Millis,
    tracks: Vec<Track>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assignment: Option<Assignment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    consensus: Option<Consensus>,
}

#[derive(Serialize, Deserialize)]
struct Track {
    channel: ChannelId,
    entry: EntryMode,
    events: Vec<Event>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    open: Vec<OpenState>,
    #[serde(rename = "judged_ms", default, skip_serializing_if = "Vec::is_empty")]
    judged: Vec<Millis>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    samples: Vec<Samples>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<Score>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    done: bool,
}

#[derive(Serialize, Deserialize)]
struct EventFields {
    id: EventId,
    code: CodeId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_ms: Option<Millis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    onset_ms: Option<Millis>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset_ms: Option<Millis>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    modifiers: Vec<Modified>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    cut_off: bool,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "EventFields", into = "EventFields")]
struct Event(model::Event);

#[derive(Serialize, Deserialize)]
struct OpenState {
    id: EventId,
    code: CodeId,
    onset_ms: Millis,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    comment: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    modifiers: Vec<Modified>,
}

/// Whether a value need not be written.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// What holds of a video's sound where nothing is said.
fn yes() -> bool {
    true
}

impl File {
    pub(super) fn new(project: &model::Project) -> Self {
        Self {
            format: super::FORMAT.into(),
            version: 1,
            app: env!("CARGO_PKG_VERSION").into(),
            project: project.clone().into(),
        }
    }
}

impl SchemeFile {
    pub(super) fn new(scheme: &model::CodingScheme) -> Self {
        Self {
            format: super::scheme::FORMAT.into(),
            version: 1,
            app: env!("CARGO_PKG_VERSION").into(),
            scheme: scheme.clone().into(),
        }
    }
}

impl TryFrom<WindowFields> for Window {
    type Error = &'static str;
    fn try_from(fields: WindowFields) -> Result<Self, Self::Error> {
        Span::new(fields.start_ms, fields.end_ms).map(Self).ok_or("end_ms is not after start_ms")
    }
}

impl From<Window> for WindowFields {
    fn from(Window(span): Window) -> Self {
        Self { start_ms: span.start(), end_ms: span.end() }
    }
}

impl TryFrom<EventFields> for Event {
    type Error = &'static str;
    fn try_from(fields: EventFields) -> Result<Self, Self::Error> {
        let EventFields { id, code, at_ms, onset_ms, offset_ms, comment, modifiers, cut_off } = fields;
        let timing = match (at_ms, onset_ms, offset_ms) {
            (Some(at), None, None) => Timing::Point(at),
            (None, Some(onset), Some(offset)) => {
                Timing::State(Span::new(onset, offset).ok_or("offset_ms is not after onset_ms")?)
            }
            _ => return Err("an event has either at_ms, or onset_ms and offset_ms"),
        };
        Ok(Self(model::Event { id, code, timing, comment, modifiers, cut_off }))
    }
}

impl From<Event> for EventFields {
    fn from(Event(event): Event) -> Self {
        let (at_ms, onset_ms, offset_ms) = match event.timing {
            Timing::Point(at) => (Some(at), None, None),
            Timing::State(span) => (None, Some(span.start()), Some(span.end())),
        };
        let model::Event { id, code, comment, modifiers, cut_off, .. } = event;
        Self { id, code, at_ms, onset_ms, offset_ms, comment, modifiers, cut_off }
    }
}
