//! Video frames on the session clock.

use crate::media::FrameRate;
use crate::time::Millis;

/// The frames of the media file that frames are counted by, where it lies in the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frames {
    /// Pictures per second.
    pub rate: FrameRate,
    /// The session time of frame 0: the media file's offset.
    pub origin: Millis,
}

impl Frames {
    /// Frame 0 begins with the session.
    pub fn new(rate: FrameRate) -> Self {
        Self { rate, origin: Millis::ZERO }
    }

    /// Where frame `n` starts.
    pub fn start(self, frame: i64) -> Millis {
        self.rate.frame_start(frame) + self.origin
    }

    /// The frame on screen at a moment; frame 0 before the file begins.
    pub fn at(self, at: Millis) -> i64 {
        self.rate.frame_at(at - self.origin)
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
        // The rate is bounded to 1–500 a second, so this is 2–1000.
        #[allow(clippy::cast_possible_truncation)]
        Millis((1000.0 / self.rate.per_second()).floor() as i64).max(Millis(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_frame_start_is_found_on_the_session_clock() {
        let check = |origin, at, expect| {
            let frames = Frames { rate: FrameRate::PAL, origin: Millis(origin) };
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
            let frames = Frames::new(rate);
            assert!((0..1000).all(|n| frames.start(n + 1) - frames.start(n) >= frames.shortest()));
        }
    }
}
