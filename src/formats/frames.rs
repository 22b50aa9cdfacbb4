//! Frame numbers in files: counted as on screen, by the first video of a session.

use crate::media::FrameTimes;
use crate::model::{Fingerprint, Session};
use crate::time::Millis;
use std::collections::HashMap;
use std::sync::Arc;

/// The tables of frames that were read from the videos themselves.
pub type Tables = HashMap<Fingerprint, Arc<FrameTimes>>;

/// How the frames of a session are counted.
pub(super) enum Frames {
    /// There is no video.
    None,
    /// They are uneven, and the video is not at hand.
    Unknown,
    /// They are those of this video.
    Of(Video),
}

/// A video that frames are counted by.
pub(super) struct Video {
    times: Arc<FrameTimes>,
    /// Session time = media time + offset.
    offset: Millis,
    duration: Millis,
}

impl Frames {
    /// Of a session's first video: by its own table where that was read, else by what the study says of it.
    pub(super) fn of(session: Option<&Session>, tables: &Tables) -> Self {
        let Some(media) = session.and_then(|session| session.media.first()) else { return Self::None };
        let kept = || FrameTimes::laid(media.frame_rate, media.frames).map(Arc::new);
        match tables.get(&media.fingerprint).cloned().or_else(kept) {
            Some(times) => Self::Of(Video { times, offset: media.offset, duration: media.duration }),
            None => Self::Unknown,
        }
    }

    /// The frame on screen at a moment of the session, from 0; `None` where there is none, or none is known.
    pub(super) fn at(&self, at: Millis) -> Option<i64> {
        match self {
            Self::Of(video) => video.at(at),
            Self::None | Self::Unknown => None,
        }
    }

    /// The moment of the session at which the next frame comes.
    pub(super) fn end(&self, at: Millis) -> Option<Millis> {
        let Self::Of(video) = self else { return None };
        video.at(at).map(|frame| video.times.start(frame + 1) + video.offset)
    }
}

impl Video {
    fn at(&self, at: Millis) -> Option<i64> {
        let at = at - self.offset;
        let frame = || self.times.last().map_or(self.times.at(at), |last| self.times.at(at).min(last));
        (Millis::ZERO..=self.duration).contains(&at).then(frame)
    }
}
