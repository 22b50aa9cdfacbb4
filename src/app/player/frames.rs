//! Frames: which one is on screen, and how another one gets there.

use super::Player;
use crate::coding::MarkClock;
use crate::edit::Command;
use crate::formats::Tables;
use crate::media::{FileKind, FrameRate, FrameTable, FrameTimes, NoTable, frame_bounds, read_table};
use crate::platform::{file, page, video};
use crate::time::Millis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::File;

/// How far within a frame, in seconds, its start is told from the end of the one before.
const WITHIN: f64 = 0.001;

/// Reads the table of a file.
pub(super) async fn table_of(picked: File, kind: FileKind) -> Result<FrameTable, NoTable> {
    read_table(&file::Ranges::of(picked), kind).await
}

impl Player {
    /// When the frames are shown: as read from the file, else by the rate that was stated.
    pub fn times(self) -> Arc<FrameTimes> {
        let stated = || FrameTimes::stated(self.first().map_or(FrameRate::PAL, |first| first.frame_rate));
        self.frames.get_untracked().unwrap_or_else(|| Arc::new(stated()))
    }

    /// The number of the frame at the playhead. Where the first video does not run, its frames are counted on.
    pub fn frame(self) -> i64 {
        self.frame_at(self.clock.get_untracked())
    }

    /// The number of the frame at a moment of the session, in seconds.
    pub(super) fn frame_at(self, seconds: f64) -> i64 {
        match self.first() {
            Some(first) if self.reels().len() > 1 && !first.runs(seconds) => first.frame(seconds),
            first => self.times().at_seconds(seconds - first.map_or(0.0, |first| first.offset.seconds())),
        }
    }

    /// Where the playhead stands: while playing to the millisecond, paused at the start of the frame on screen.
    pub fn playhead(self) -> Millis {
        let seconds = self.clock.get_untracked();
        match self.first() {
            Some(_) if self.playing.get_untracked() => Millis::from_seconds(seconds),
            Some(first) if self.reels().len() > 1 && !first.runs(seconds) => first.frame_start(seconds),
            Some(first) => self.times().start(self.frame()) + first.offset,
            None => Millis::from_seconds(seconds),
        }
    }

    /// Where a mark made now would lie.
    pub fn mark_time(self) -> Millis {
        let playing = self.playing.get_untracked();
        let read = if playing { self.lead_seconds() } else { None };
        let seconds = read.unwrap_or_else(|| self.clock.get_untracked());
        let reaction_time = self.desk.shown(|shown| shown.observation.reaction_time).unwrap_or(Millis::ZERO);
        // Beyond the first video there are no frames of it to land on.
        let first = self.first().filter(|first| first.runs(seconds) || self.reels().len() == 1);
        let times = self.times();
        MarkClock {
            seconds,
            playing,
            rate: self.rate.get_untracked(),
            reaction_time,
            frames: first.is_some().then_some(&*times),
            video_offset: first.map_or(Millis::ZERO, |first| first.offset),
            window: self.window(),
        }
        .at()
    }

    /// The last frame that the first video has.
    fn last_frame(self) -> i64 {
        let by_duration = || self.first().map_or(0, crate::media::Reel::last_frame);
        self.times().last().unwrap_or_else(by_duration).max(0)
    }

    /// The first and the last frame that can be gone to.
    pub(super) fn bounds(self) -> (i64, i64) {
        let reels = self.reels();
        if reels.len() < 2 {
            return (0, self.last_frame());
        }
        let (from, to) = frame_bounds(&reels);
        (from, to.max(self.last_frame()))
    }

    /// Shows a frame, counted by the first video and clamped to what the videos show.
    pub(super) fn show_frame(self, number: i64) {
        let (from, to) = self.bounds();
        let number = number.clamp(from, to);
        self.clock.set(self.aim(number));
        if !self.is_loaded() {
            return;
        }
        self.settled.set(false);
        if !self.show_still() {
            self.seek_element();
        }
    }

    /// The moment of the session, in seconds, to seek to for a frame.
    fn aim(self, number: i64) -> f64 {
        let first = self.first();
        match first {
            Some(first) if number < 0 || (self.reels().len() > 1 && number > self.last_frame()) => first.middle(number),
            _ => self.times().aim(number) + first.map_or(0.0, |first| first.offset.seconds()),
        }
    }

    /// Moves the elements to the frame at the playhead.
    pub(super) fn seek_element(self) {
        let frame = self.frame();
        let idle = self.inner.try_update_value(|inner| {
            inner.wanted = Some(frame);
            !std::mem::replace(&mut inner.seeking, true)
        });
        if idle == Some(true) {
            spawn_local(self.settle());
        }
    }

    /// Answers seek requests until none is left.
    async fn settle(self) {
        let next = || self.inner.try_update_value(|inner| inner.wanted.take()).flatten();
        let mut sought = None;
        while let Some(frame) = next() {
            video::seek_all(self.targets(self.aim(frame))).await;
            sought = Some(frame);
        }
        self.inner.try_update_value(|inner| inner.seeking = false);
        // A still of another frame may have been asked for meanwhile, which needed no seek.
        if self.clock.try_get_untracked().is_some() && (sought == Some(self.frame()) || self.stills().is_none()) {
            self.settled.try_set(true);
            self.drawn.try_set(false);
        }
    }

    /// Counts frames by what the file says from here on. `announced` is where the element says that its first frame lies.
    pub(super) fn count_by(self, table: &FrameTable, announced: Option<f64>) {
        let origin = table.times.lead() + table.shift(page::clock_habit(), announced);
        // The same moment of the file, told anew: where the frame begins that is shown, not its middle, which may lie in the next one of
        // shorter frames. A millisecond within it, since its start is a whole one.
        let start = if self.first().is_some() { self.playhead() } else { self.times().start(self.frame()) };
        let before = self.to_element(0, start.seconds() + WITHIN);
        self.set_origin(0, origin);
        self.frames.set(Some(Arc::new(table.times.clone())));
        if !self.playing.get_untracked() {
            self.clock.set(self.to_session(0, before));
        }
    }

    /// Where the file of another video than the first leads its element by.
    pub(super) fn place_by(self, place: usize, table: &FrameTable, announced: Option<f64>) {
        self.set_origin(place, table.times.lead() + table.shift(page::clock_habit(), announced));
    }

    /// The tables of frames that were read since the page was loaded, of the videos of any session.
    pub fn tables(self) -> Tables {
        self.inner.with_value(|inner| inner.tables.clone())
    }

    /// States a file's own frames in the project, if it says otherwise.
    pub(super) fn state_frames(self, place: usize, times: &FrameTimes) {
        let (rate, frames) = (times.rate(), times.layout());
        let known = self.desk.shown(|shown| (shown.session.id, shown.session.media.get(place).cloned()));
        if let Some((session, Some(media))) = known
            && (media.frame_rate, media.frames) != (rate, frames)
            && !self.desk.read_only.get_untracked()
        {
            self.desk.dispatch(Command::SetFrameRate { session, media: media.id, rate, frames });
        }
    }
}
