//! Coding schemes: which behaviors are marked, about whom, by which keys, and what each means.

use super::{
    Anchor, ChannelId, CodeId, Fingerprint, GlobalScale, IntervalRule, Judgment, Modifier, RatingScale, SchemeId,
};
use crate::color::Rgb;
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// Which partner a subject is, or a channel is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The caregiver.
    Parent,
    /// The child.
    Child,
    /// Anyone else, or the dyad as a whole.
    Other,
}

impl Role {
    /// All roles, in the order in which screens and files list them.
    pub const ALL: [Self; 3] = [Self::Parent, Self::Child, Self::Other];
}

/// What kind of event a channel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Behaviors with an onset and an offset.
    State {
        /// At most one code at a time: a new one ends the running one.
        exclusive: bool,
    },
    /// Behaviors without length.
    Point,
    /// Windows of a fixed length, each judged as a whole. A judged window holds one state over all of it for each code that was given.
    Interval(IntervalRule),
    /// A value that is sampled while the video plays. Has no codes.
    Rating(RatingScale),
    /// One value for the whole session. Has no codes.
    Global(GlobalScale),
}

/// How a key marks a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryMode {
    /// Press to start; press again, or another code of an exclusive channel, to end.
    Toggle,
    /// Key down is the onset, key up the offset.
    Hold,
}

/// A key as printed on it and as the browser names it (`KeyboardEvent.key`, lower case), with Shift, or two one after the other: `a`, `;`,
/// `shift+a`, `g f`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub String);

/// One value of a channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Unique within the project.
    pub id: CodeId,
    /// Short name on screen and in files.
    pub label: String,
    /// The key that marks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The color it is drawn in.
    pub color: Rgb,
    /// What counts as this behavior, and what does not.
    pub definition: String,
    /// Moments that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// A moment of a video that shows a behavior. It plays where that video is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The video's name, to ask for it.
    pub file_name: String,
    /// What the video is known by.
    pub fingerprint: Fingerprint,
    /// The stretch of the video, from its own start.
    pub span: Span,
    /// What to look at; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Rules of a channel that are checked or offered, not forced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ChannelRules {
    /// Every moment of the coded window has a code: gaps are shown as not coded yet. For exclusive states only.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exhaustive: bool,
    /// What holds where nothing else is coded; gaps are filled with it. For exhaustive channels only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_code: Option<CodeId>,
    /// A state shorter than this is shown as too short.
    #[serde(rename = "shortest_ms", default, skip_serializing_if = "Option::is_none")]
    pub shortest: Option<Millis>,
    /// A state counts as ended only if it stops for at least this long ("two-second rule"): a shorter gap between two states of one code
    /// is shown as one to close.
    #[serde(rename = "bridge_ms", default, skip_serializing_if = "Option::is_none")]
    pub bridge: Option<Millis>,
}

/// One stream of codes about one partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Unique within the project.
    pub id: ChannelId,
    /// Whom it is about.
    pub role: Role,
    /// Short name on screen and in files.
    pub name: String,
    /// What kind of event it holds.
    pub kind: ChannelKind,
    /// How its keys work unless the coder chooses otherwise.
    pub entry: EntryMode,
    /// What the channel captures and how to code it.
    pub definition: String,
    /// Its values, in palette order; none for ratings.
    pub codes: Vec<Code>,
    /// What is asked about its events.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// What values of its scale mean, by rising value; for ratings only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<Anchor>,
    /// What is checked.
    #[serde(default)]
    pub rules: ChannelRules,
}

impl Code {
    /// A code without key and definition.
    pub fn new(id: CodeId, label: impl Into<String>, color: Rgb) -> Self {
        Self { id, label: label.into(), key: None, color, definition: String::new(), examples: Vec::new() }
    }
}

impl Channel {
    /// A channel without codes, whose keys toggle.
    pub fn new(id: ChannelId, role: Role, name: impl Into<String>, kind: ChannelKind) -> Self {
        Self {
            id,
            role,
            name: name.into(),
            kind,
            entry: EntryMode::Toggle,
            definition: String::new(),
            codes: Vec::new(),
            modifiers: Vec::new(),
            anchors: Vec::new(),
            rules: ChannelRules::default(),
        }
    }

    /// The code with this id, if it is one of this channel's.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// Whether at most one code holds at a time.
    pub fn is_exclusive(&self) -> bool {
        match self.kind {
            ChannelKind::State { exclusive } => exclusive,
            ChannelKind::Interval(rule) => rule.judgment != Judgment::OneZero,
            ChannelKind::Point | ChannelKind::Rating(_) | ChannelKind::Global(_) => false,
        }
    }

    /// Whether what is coded in it lies somewhere in time.
    pub fn has_lane(&self) -> bool {
        !matches!(self.kind, ChannelKind::Global(_))
    }

    /// Whether it holds points.
    pub fn is_point(&self) -> bool {
        self.kind == ChannelKind::Point
    }

    /// Whether its codes are marked by keys as the behavior happens: states and points.
    pub fn is_marked(&self) -> bool {
        matches!(self.kind, ChannelKind::State { .. } | ChannelKind::Point)
    }

    /// The windows it is judged by, if it is an interval channel.
    pub fn intervals(&self) -> Option<IntervalRule> {
        match self.kind {
            ChannelKind::Interval(rule) => Some(rule),
            _ => None,
        }
    }

    /// Its scale, if it is a continuous rating.
    pub fn rating(&self) -> Option<RatingScale> {
        match self.kind {
            ChannelKind::Rating(scale) => Some(scale),
            _ => None,
        }
    }

    /// Its scale, if it is a global rating.
    pub fn global(&self) -> Option<GlobalScale> {
        match self.kind {
            ChannelKind::Global(scale) => Some(scale),
            _ => None,
        }
    }
}

/// One watching of the video: the channels that are shown and recorded in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Name on screen.
    pub name: String,
    /// Channels of the scheme.
    pub channels: Vec<ChannelId>,
}

/// A set of channels that a coder codes by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodingScheme {
    /// Unique within the project.
    pub id: SchemeId,
    /// Name on screen and in files.
    pub name: String,
    /// Rises with every change to a scheme in use; an observation names the version it was coded with.
    pub version: u32,
    /// Where it comes from: authors, year, and that it is not the official instrument where that applies.
    pub source: String,
    /// What it is for.
    pub description: String,
    /// Its channels, in lane order.
    pub channels: Vec<Channel>,
    /// The watchings it is coded in, in their order; none if all channels are coded at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passes: Vec<Pass>,
}

impl CodingScheme {
    /// The channel with this id, if it is one of this scheme's.
    pub fn channel(&self, id: ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The code with this id together with its channel.
    pub fn code(&self, id: CodeId) -> Option<(&Channel, &Code)> {
        self.channels.iter().find_map(|channel| channel.code(id).map(|code| (channel, code)))
    }
}
