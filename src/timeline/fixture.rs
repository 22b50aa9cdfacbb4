//! Small channels and tracks for this module's tests. A channel `n` has the codes `10n`, `10n + 1`, `10n + 2`.

use super::{Lanes, Metrics, Scale, View};
use crate::color::{BRIGHT, Rgb};
use crate::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, EntryMode, Event, EventId, OpenState, Role, Timing, Track,
};
use crate::time::{Millis, Span};
use std::collections::BTreeSet;

pub(super) fn exclusive() -> ChannelKind {
    ChannelKind::State { exclusive: true }
}

pub(super) fn free() -> ChannelKind {
    ChannelKind::State { exclusive: false }
}

pub(super) fn points() -> ChannelKind {
    ChannelKind::Point
}

pub(super) fn code_color(nth: u32) -> Rgb {
    BRIGHT[nth as usize]
}

pub(super) fn channel(id: u32, kind: ChannelKind) -> Channel {
    let codes = (0..3).map(|nth| Code::new(CodeId(id * 10 + nth), "", code_color(nth))).collect();
    Channel { codes, ..Channel::new(ChannelId(id), Role::Parent, "", kind) }
}

/// Events from `(code, onset, offset)`; their ids count up from 100 times the channel's. Equal times make points.
pub(super) fn track(id: u32, events: &[(u32, i64, i64)]) -> Track {
    let mut track = Track::new(ChannelId(id), EntryMode::Toggle);
    for (nth, &(code, onset, offset)) in events.iter().enumerate() {
        let timing = Span::new(Millis(onset), Millis(offset)).map_or(Timing::Point(Millis(onset)), Timing::State);
        let id = EventId(id * 100 + u32::try_from(nth).unwrap());
        track.events.push(Event::new(id, CodeId(code), timing));
    }
    track
}

pub(super) fn open(track: &mut Track, code: u32, onset: i64) -> EventId {
    let id = EventId(track.channel.0 * 100 + 90);
    track.open.push(OpenState::new(id, CodeId(code), Millis(onset)));
    id
}

/// Everything that a [`View`] borrows. The scale shows 10 s over 1000 px: 10 ms per pixel.
pub(super) struct Scene {
    pub(super) channels: Vec<Channel>,
    pub(super) tracks: Vec<Track>,
    pub(super) lanes: Lanes,
    pub(super) scale: Scale,
    pub(super) playhead: Millis,
    pub(super) selection: BTreeSet<EventId>,
}

impl Scene {
    pub(super) fn new(rows: Vec<(ChannelKind, Track)>) -> Self {
        let channels: Vec<Channel> = rows.iter().map(|(kind, track)| channel(track.channel.0, *kind)).collect();
        Self {
            lanes: Lanes::new(&channels, &Metrics::DEFAULT),
            channels,
            tracks: rows.into_iter().map(|(_, track)| track).collect(),
            scale: Scale::new(Millis(10_000), 1000.0),
            playhead: Millis(-1),
            selection: BTreeSet::new(),
        }
    }

    pub(super) fn one(kind: ChannelKind, events: &[(u32, i64, i64)]) -> Self {
        Self::new(vec![(kind, track(1, events))])
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            channels: &self.channels,
            tracks: &self.tracks,
            lanes: &self.lanes,
            scale: &self.scale,
            playhead: self.playhead,
            selection: &self.selection,
        }
    }

    /// The middle of a row of a lane.
    pub(super) fn y(&self, lane: usize, row: usize) -> f64 {
        let (y, height) = self.lanes.lanes[lane].row(row);
        y + height / 2.0
    }
}
