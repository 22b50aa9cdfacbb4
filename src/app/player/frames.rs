//! Frames: which one is on screen, and how another one gets there.

use super::Player;
use crate::coding::MarkClock;
use crate::edit::Command;
use crate::media::{FileKind, FrameRate, FrameTable, FrameTimes, NoTable, read_table};
use crate::platform::{file, page, video};
use crate::time::Millis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use web_sys::File;

/// Reads the table of a file.
pub(super) async fn table_of(picked: File, kind: FileKind) -> Result<FrameTable, NoTable> {
    read_table(&file::Ranges::of(picked), kind).await
}

impl Player {
    pub(super) fn offset(self) -> f64 {
        self.media().map_or(0.0, |media| media.offset.seconds())
    }

    /// The element's time at a moment of the session, both in seconds.
    pub(super) fn to_element(self, session: f64) -> f64 {
        let origin = self.inner.try_with_value(|inner| inner.origin).unwrap_or(0.0);
        (session - self.offset() + origin).max(0.0)
    }

    /// The moment of the session at a time of the element, both in seconds.
    pub(super) fn to_session(self, element: f64) -> f64 {
        let origin = self.inner.try_with_value(|inner| inner.origin).unwrap_or(0.0);
        element - origin + self.offset()
    }

    /// When the frames are shown: as read from the file, else by the rate that was stated.
    pub fn times(self) -> Arc<FrameTimes> {
        let stated = || FrameTimes::stated(self.media().map_or(FrameRate::PAL, |media| media.frame_rate));
        self.frames.get_untracked().unwrap_or_else(|| Arc::new(stated()))
    }

    /// The number of the frame at the playhead.
    pub fn frame(self) -> i64 {
        self.times().at_seconds(self.clock.get_untracked() - self.offset())
    }

    /// Where the playhead stands: while playing to the millisecond, paused at the start of the frame on screen.
    pub fn playhead(self) -> Millis {
        match self.media() {
            Some(media) if !self.playing.get_untracked() => self.times().start(self.frame()) + media.offset,
            _ => Millis::from_seconds(self.clock.get_untracked()),
        }
    }

    /// Where a mark made now would lie.
    pub fn mark_time(self) -> Millis {
        let seconds = match self.loaded() {
            Some(element) if self.playing.get_untracked() => self.to_session(element.current_time()),
            _ => self.clock.get_untracked(),
        };
        let reaction_time = self.desk.shown(|shown| shown.observation.reaction_time).unwrap_or(Millis::ZERO);
        let media = self.media();
        let times = self.times();
        MarkClock {
            seconds,
            playing: self.playing.get_untracked(),
            rate: self.rate.get_untracked(),
            reaction_time,
            frames: media.is_some().then_some(&*times),
            video_offset: media.map_or(Millis::ZERO, |media| media.offset),
            window: self.window(),
        }
        .at()
    }

    /// The last frame that the video has.
    fn last_frame(self) -> i64 {
        let times = self.times();
        // A sound track that is a little longer than the picture does not make a frame.
        #[allow(clippy::cast_possible_truncation)]
        let by_duration = || {
            let duration = self.media().map_or(0.0, |media| media.duration.seconds());
            (duration * times.rate().per_second() + 0.01).floor() as i64 - 1
        };
        times.last().unwrap_or_else(by_duration).max(0)
    }

    /// Shows a frame of the video, clamped to those it has.
    pub(super) fn show_frame(self, number: i64) {
        let number = number.clamp(0, self.last_frame());
        let target = self.times().aim(number) + self.offset();
        self.clock.set(target);
        if self.loaded().is_none() {
            return;
        }
        self.settled.set(false);
        if !self.show_still() {
            self.seek_element();
        }
    }

    /// Moves the element to the frame at the playhead.
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
        let next = || {
            let next = |inner: &mut super::Inner| inner.wanted.take().zip(inner.element.clone());
            self.inner.try_update_value(next).flatten()
        };
        let mut sought = None;
        while let Some((frame, element)) = next() {
            let target = self.to_element(self.times().aim(frame) + self.offset());
            video::seek(&element, target).await;
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
        // The same moment of the file, told anew.
        let before = self.to_element(self.clock.get_untracked());
        self.inner.update_value(|inner| inner.origin = origin);
        self.frames.set(Some(Arc::new(table.times.clone())));
        if !self.playing.get_untracked() {
            self.clock.set(self.to_session(before));
        }
    }

    /// States the file's own rate in the project, if it says otherwise.
    pub(super) fn state_rate(self, rate: FrameRate) {
        let known = self.desk.shown(|shown| (shown.session.id, shown.session.media.first().cloned()));
        if let Some((session, Some(media))) = known
            && media.frame_rate != rate
            && !self.desk.read_only.get_untracked()
        {
            self.desk.dispatch(Command::SetFrameRate { session, media: media.id, rate });
        }
    }
}
