//! Codings side by side, over the time that all of them were to code. Plain data, so that it can be sent to a worker.

use crate::analysis::agreement::Bout;
use crate::model::{ChannelId, CodeId, CoderId, EventId, ObservationId, Role, SessionId};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// Codings of one session, ready to be compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparable {
    /// What was coded.
    pub session: SessionId,
    /// Who coded, in the order of the settings; places in this list name coders everywhere.
    pub codings: Vec<Coding>,
    /// The coded window.
    pub window: Span,
    /// The channels that all of them have, in the order of the first coding's scheme.
    pub channels: Vec<Aligned>,
    /// What was left out, closed or matched by name.
    pub notes: Vec<Note>,
}

/// One of the codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Which.
    pub observation: ObservationId,
    /// By whom.
    pub coder: CoderId,
}

/// A channel of all codings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aligned {
    /// The channel, by the scheme of the first coding.
    pub channel: ChannelId,
    /// Whom it is about.
    pub role: Role,
    /// Its codes, by that scheme; categories are places in this list.
    pub codes: Vec<CodeId>,
    /// The time that is compared, in order and apart; may be empty.
    pub scorable: Vec<Span>,
    /// What was coded.
    pub content: Content,
}

/// What was coded in a channel, by coding. Times are those of the session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// States.
    States {
        /// At most one code holds at a time.
        exclusive: bool,
        /// What each coder said, by onset.
        said: Vec<Said>,
    },
    /// Points.
    Points {
        /// What each coder said, by onset; each point as a bout of 1 ms.
        said: Vec<Said>,
    },
    /// Windows that are judged as a whole.
    Windows {
        /// The windows that all were to judge.
        windows: Vec<Span>,
        /// For each coding and window, the codes that were given, or `None` where it was not judged.
        judged: Vec<Vec<Option<Vec<usize>>>>,
    },
    /// A continuous rating.
    Samples {
        /// When samples were taken.
        grid: Grid,
        /// For each coding and sample, its value.
        values: Vec<Vec<Option<f64>>>,
    },
    /// Values for whole sessions: all those of the project that two or more of the coders rated.
    Scores {
        /// The sessions, in the project's order.
        sessions: Vec<SessionScores>,
    },
}

/// What coders gave a session as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionScores {
    /// Which session.
    pub session: SessionId,
    /// The coding of each coder, if there is one.
    pub codings: Vec<Option<ObservationId>>,
    /// The value of each coder, if one was given.
    pub values: Vec<Option<f64>>,
}

/// Events of one coder in one channel, within the scorable time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// By onset. An edge in time that is not scorable is moved to where that begins or ends.
    pub bouts: Vec<Bout>,
    /// The event of each.
    pub events: Vec<EventId>,
}

/// Evenly spaced moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grid {
    /// The first.
    pub start: Millis,
    /// From one to the next.
    pub period: Millis,
}

impl Grid {
    /// The stretch that a sample holds for.
    pub fn span(self, nth: usize) -> Option<Span> {
        let start = self.start + Millis(self.period.0.checked_mul(i64::try_from(nth).ok()?)?);
        Span::new(start, start + self.period)
    }
}

/// Something that was left out of a comparison, or done to what was coded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The length of the session is not known: it is taken to last until the last event.
    WindowFromEvents,
    /// A coding follows another version of the scheme than the first does.
    OtherVersion {
        /// Which coding, by place.
        coding: usize,
        /// The version of its scheme.
        version: u32,
    },
    /// A coding follows another scheme: channels and codes are matched by their names.
    OtherScheme {
        /// Which coding, by place.
        coding: usize,
    },
    /// A channel of the first coding is left out, since another coding has none of its name, partner and kind.
    ChannelWithout {
        /// Which channel of the first coding.
        channel: ChannelId,
        /// The coding that lacks it, by place.
        coding: usize,
    },
    /// Events are left out, since the first coding's channel has no code of their code's name.
    CodesWithout {
        /// In which channel.
        channel: ChannelId,
        /// Of which coding, by place.
        coding: usize,
        /// The names of their codes.
        codes: Vec<String>,
        /// How many events.
        events: usize,
    },
    /// States that still run count up to the end of the coded window.
    OpenClosed {
        /// In which channel.
        channel: ChannelId,
        /// Of which coding, by place.
        coding: usize,
        /// How many.
        count: usize,
    },
    /// A coder marked nothing in a channel over the time compared.
    NoEvents {
        /// In which channel.
        channel: ChannelId,
        /// Which coding, by place.
        coding: usize,
    },
    /// Events outside of the time compared are left out.
    Outside {
        /// In which channel.
        channel: ChannelId,
        /// Of which coding, by place.
        coding: usize,
        /// How many.
        count: usize,
    },
    /// Part of the time that all coded is left out, since the partner cannot be judged there.
    Unscorable {
        /// In which channel.
        channel: ChannelId,
        /// How much.
        length: Millis,
    },
    /// None of the time that all coded can be judged in a channel.
    NothingScorable {
        /// Which.
        channel: ChannelId,
    },
}

/// Why codings cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Obstacle {
    /// It takes two.
    TooFew,
    /// More than [`MAX_CODINGS`](super::MAX_CODINGS).
    TooMany,
    /// The project lacks one of them, its session or its scheme.
    NotThere,
    /// They are of different sessions.
    OtherSession {
        /// The first coding that is not of the first one's session, by place.
        coding: usize,
    },
    /// A coding is blind and not handed in.
    Blind {
        /// Which, by place.
        coding: usize,
    },
    /// There is no moment that all were to code.
    NoCommonTime,
    /// There is no channel that all have.
    NoCommonChannel,
    /// Nobody coded anything, and the length of the session is not known.
    NothingCoded,
}

impl Aligned {
    /// Events of each coder; none for what is no list of events.
    pub fn events(&self) -> Option<&[Said]> {
        match &self.content {
            Content::States { said, .. } | Content::Points { said } => Some(said),
            Content::Windows { .. } | Content::Samples { .. } | Content::Scores { .. } => None,
        }
    }

    /// Whether it is counted in units or windows, not in time.
    pub fn is_in_units(&self) -> bool {
        matches!(self.content, Content::Points { .. } | Content::Windows { .. })
    }

    /// Whether it holds points.
    pub fn is_point(&self) -> bool {
        matches!(self.content, Content::Points { .. })
    }
}

impl Comparable {
    /// A channel.
    pub fn channel(&self, id: ChannelId) -> Option<&Aligned> {
        self.channels.iter().find(|aligned| aligned.channel == id)
    }
}
