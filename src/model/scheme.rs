//! Coding schemes: which behaviors are marked, about whom, by which keys, and what each means.

use super::{ChannelId, CodeId, SchemeId};
use crate::color::Rgb;
use serde::{Deserialize, Serialize};
use std::fmt;

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

/// A key as printed on it and as the browser names it (`KeyboardEvent.key`, lower case): `a`, `;`, `shift+a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(pub String);

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_uppercase())
    }
}

/// One value of a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Unique within the project.
    pub id: CodeId,
    /// Short name on screen and in files.
    pub label: String,
    /// The key that marks it.
    pub key: Option<Key>,
    /// The color it is drawn in.
    pub color: Rgb,
    /// What counts as this behavior, and what does not.
    pub definition: String,
}

/// One stream of codes about one partner.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Its values, in palette order.
    pub codes: Vec<Code>,
}

impl Channel {
    /// The code with this id, if it is one of this channel's.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// Whether it holds states of which at most one runs at a time.
    pub fn is_exclusive(&self) -> bool {
        self.kind == ChannelKind::State { exclusive: true }
    }

    /// Whether it holds points.
    pub fn is_point(&self) -> bool {
        self.kind == ChannelKind::Point
    }
}

/// A set of channels that a coder codes by.
#[derive(Debug, Clone, PartialEq, Eq)]
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
