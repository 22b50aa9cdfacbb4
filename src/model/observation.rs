//! Observations: one coder's coding of one session with one scheme.

use super::{
    ChannelId, CodeId, CoderId, Consensus, EntryMode, Event, EventId, ObservationId, OpenState, Samples, SchemeId,
    Score, SessionId,
};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// One coder's coding of one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Unique within the project.
    pub id: ObservationId,
    /// What was coded.
    pub session: SessionId,
    /// Who coded.
    pub coder: CoderId,
    /// By which scheme.
    pub scheme: SchemeId,
    /// The version of the scheme it was coded with.
    pub scheme_version: u32,
    /// Subtracted from every mark made while playing, for the coder's reaction time. Zero by default.
    pub reaction_time: Millis,
    /// One for each channel of the scheme, in its order.
    pub tracks: Vec<Track>,
    /// What this coding is for, if it is one of two or more on purpose.
    pub assignment: Option<Assignment>,
    /// How it came about, if it was made by settling where others differ. Then it is not coded by hand.
    pub consensus: Option<Consensus>,
}

/// A coding that was begun to be compared with another one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Assignment {
    /// The stretches to be coded, in order and apart; empty for all of the coded window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stretches: Vec<Span>,
    /// Other codings of the session are hidden until this one is submitted.
    pub blind: bool,
    /// The coder has handed it in.
    pub submitted: bool,
}

/// What was marked in one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// The channel.
    pub channel: ChannelId,
    /// How its keys work for this coder.
    pub entry: EntryMode,
    /// Finished events, sorted by onset, then offset, then id.
    pub events: Vec<Event>,
    /// States that still run. At most one in an exclusive channel, and after all its events; at most one per code elsewhere.
    pub open: Vec<OpenState>,
    /// Onsets of the windows that were judged, in order; for interval channels. Tells a window without a code from one not yet seen.
    pub judged: Vec<Millis>,
    /// Stretches of a continuous rating, in order, apart.
    pub samples: Vec<Samples>,
    /// A global rating; `None` while it is not given.
    pub score: Option<Score>,
    /// The coder has gone through it.
    pub done: bool,
}

impl Track {
    /// An empty track.
    pub fn new(channel: ChannelId, entry: EntryMode) -> Self {
        Self {
            channel,
            entry,
            events: Vec::new(),
            open: Vec::new(),
            judged: Vec::new(),
            samples: Vec::new(),
            score: None,
            done: false,
        }
    }

    /// The event with this id.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The open state with this id.
    pub fn open_state(&self, id: EventId) -> Option<&OpenState> {
        self.open.iter().find(|open| open.id == id)
    }

    /// The running state that lies over `at` among finished events, of `code` if given.
    pub fn state_at(&self, at: Millis, code: Option<CodeId>) -> Option<&Event> {
        let after = self.events.partition_point(|event| event.timing.onset() <= at);
        self.events[..after].iter().rev().find(|event| {
            code.is_none_or(|code| code == event.code) && event.timing.span().is_some_and(|span| span.contains(at))
        })
    }

    /// The first finished event that begins after `at`, of `code` if given.
    pub fn next_after(&self, at: Millis, code: Option<CodeId>) -> Option<&Event> {
        let after = self.events.partition_point(|event| event.timing.onset() <= at);
        self.events[after..].iter().find(|event| code.is_none_or(|code| code == event.code))
    }

    /// Number of finished and open events.
    pub fn len(&self) -> usize {
        self.events.len() + self.open.len()
    }

    /// Whether nothing was marked.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Observation {
    /// The track of a channel.
    pub fn track(&self, channel: ChannelId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.channel == channel)
    }

    /// The track that holds an event or open state.
    pub fn track_of(&self, event: EventId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.event(event).is_some() || track.open_state(event).is_some())
    }

    /// The stretches that it is about; empty for all of the coded window.
    pub fn stretches(&self) -> &[Span] {
        self.assignment.as_ref().map_or(&[], |assignment| &assignment.stretches)
    }

    /// Whether other codings of the session are hidden from its coder: until it is handed in.
    pub fn is_blind(&self) -> bool {
        self.assignment.as_ref().is_some_and(|assignment| assignment.blind && !assignment.submitted)
    }

    /// Number of finished and open events in all channels.
    pub fn event_count(&self) -> usize {
        self.tracks.iter().map(Track::len).sum()
    }
}
