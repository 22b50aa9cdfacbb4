//! Video frames on the session clock.

use crate::media::FrameTimes;
use crate::time::Millis;

/// The frames of the media file that frames are counted by, where it lies in the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frames<'a> {
    /// When they are shown.
    pub times: &'a FrameTimes,
    /// The session time of frame 0: the media file's offset.
    pub origin: Millis,
}

impl<'a> Frames<'a> {
    /// Frame 0 begins with the session.
    pub fn new(times: &'a FrameTimes) -> Self {
        Self { times, origin: Millis::ZERO }
    }

    /// Where frame `n` starts.
    pub fn start(self, frame: i64) -> Millis {
        self.times.start(frame) + self.origin
    }

    /// The frame on screen at a moment; frame 0 before the file begins.
    pub fn at(self, at: Millis) -> i64 {
        self.times.at(at - self.origin)
    }

    /// The frame start nearest to a moment; the moment itself before the file begins.
    pub fn nearest(self, at: Millis) -> Millis {
        if at < self.origin {
            return at;
        }
        let frame = self.at(at);
        let (before, after) = (self.start(frame), self.start(frame + 1));
        if at - before <= after - at { before } else { after }
    }

    /// The shortest time that a frame may take, in whole milliseconds; at least 1.
    pub fn shortest(self) -> Millis {
        self.times.shortest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::FrameRate;

    #[test]
    fn the_nearest_frame_start_is_found_on_the_session_clock() {
        let check = |origin, at, expect| {
            let times = FrameTimes::stated(FrameRate::PAL);
            let frames = Frames { times: &times, origin: Millis(origin) };
            assert_eq!(frames.nearest(Millis(at)), Millis(expect), "origin {origin}, at {at}");
        };
        check(0, 59, 40);
        check(0, 61, 80);
        check(7, 61, 47);
        check(1000, 300, 300);
    }

    #[test]
    fn no_frame_is_shorter_than_the_shortest() {
        for rate in FrameRate::COMMON {
            let times = FrameTimes::stated(rate);
            let frames = Frames::new(&times);
            assert!((0..1000).all(|n| frames.start(n + 1) - frames.start(n) >= frames.shortest()));
        }
    }
}
