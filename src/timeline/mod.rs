//! The geometry of the annotation timeline: what is drawn where, what lies under the pointer, and what a gesture means.
//!
//! Nothing here draws or listens. A painter walks a [`DisplayList`]; a panel feeds pointer and wheel input to a [`Gesture`] and
//! carries out the [`Effect`]s it answers with. Pixels are CSS pixels from the top left corner of the lanes' canvas.
//!
//! ```
//! use attune::{model::*, time::Millis, timeline::*};
//! use std::collections::BTreeSet;
//! let (channels, tracks): (Vec<Channel>, Vec<Track>) = (vec![], vec![]);
//! let view = View {
//!     channels: &channels,
//!     tracks: &tracks,
//!     lanes: &Lanes::new(&channels, &Metrics::DEFAULT),
//!     scale: &Scale::new(Millis(60_000), 800.0),
//!     playhead: Millis::ZERO,
//!     selection: &BTreeSet::new(),
//! };
//! assert!(layout(&view, &Live::default()).rects.is_empty());
//! ```

mod aligned;
mod columns;
mod curve;
mod display;
mod drag;
mod frames;
mod gesture;
mod hit;
mod lanes;
mod layout;
mod matches;
mod metrics;
mod pyramid;
mod rated;
mod scale;
mod signals;
mod snap;
mod sound;
mod ticks;
mod windows;

#[cfg(test)]
mod fixture;

pub use aligned::{Shade, aligned, shades};
pub use curve::{Line, Series, Strip, curve};
pub use display::{DisplayList, Label, Point, Rect};
pub use drag::{DragRules, Dragged, Grip, Moved, drag};
pub use frames::Frames;
pub use gesture::{Button, Effect, Gesture, Input, Modifiers, WheelUnit};
pub use hit::{Area, Hit, Side, hit, up_to, within};
pub use lanes::{Group, Lane, Lanes};
pub use layout::{layout, minimap};
pub use matches::{Underline, match_ticks, underlines};
pub use metrics::Metrics;
pub use pyramid::Pyramid;
pub use rated::{Rated, rating_strip};
pub use scale::Scale;
pub use signals::{Drawn, SignalLane, SignalShape, Trace, signal_shape};
pub use snap::{Snapped, SnappedTo, snap};
pub use sound::{SoundColumn, SoundLook, SoundRow, sound};
pub use ticks::{Ruler, Tick, ruler, timecode};
pub use windows::{WindowShape, WindowState, window_shapes};

use crate::coding::Held;
use crate::model::{Channel, ChannelId, EventId, Track};
use crate::time::Millis;
use std::collections::BTreeSet;

/// What is looked at, and through which window. Layout, hit test and gestures all read this one value, so they can't disagree.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The scheme's channels.
    pub channels: &'a [Channel],
    /// One track for each channel, in the same order.
    pub tracks: &'a [Track],
    /// Where the channels' lanes lie.
    pub lanes: &'a Lanes,
    /// Which stretch of time is in view.
    pub scale: &'a Scale,
    /// Where the playhead stands; running states are drawn up to here.
    pub playhead: Millis,
    /// The selected events.
    pub selection: &'a BTreeSet<EventId>,
}

impl<'a> View<'a> {
    /// Each lane with its channel and its track, from top to bottom.
    pub(crate) fn rows(self) -> impl Iterator<Item = (&'a Lane, &'a Channel, &'a Track)> {
        self.lanes
            .lanes
            .iter()
            .filter_map(move |lane| Some((lane, self.channels.get(lane.index)?, self.tracks.get(lane.index)?)))
    }

    /// The channel with this id and its track.
    pub(crate) fn channel(self, id: ChannelId) -> Option<(&'a Channel, &'a Track)> {
        self.channels.iter().zip(self.tracks).find(|(channel, _)| channel.id == id)
    }
}

/// What is shown and not yet in the project.
#[derive(Debug, Clone, Copy, Default)]
pub struct Live<'a> {
    /// States whose keys are held down.
    pub held: &'a [Held],
}
