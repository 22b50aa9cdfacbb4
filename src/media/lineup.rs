//! Several videos on the clock of one session: which of them run at a moment, and which one leads.

use super::{FrameRate, FrameTimes};
use crate::time::Millis;

/// One video's place on the session's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reel {
    /// Session time = media time + offset.
    pub offset: Millis,
    /// How long it plays.
    pub duration: Millis,
    /// Pictures per second.
    pub frame_rate: FrameRate,
}

/// How a video stands to a moment of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It begins later, at this moment.
    Before(Millis),
    /// It runs.
    Runs,
    /// It has ended, at this moment.
    After(Millis),
}

impl Reel {
    /// The moment of the session at which it ends.
    pub fn end(self) -> Millis {
        self.offset + self.duration
    }

    /// How it stands to a moment of the session, in seconds.
    pub fn presence(self, seconds: f64) -> Presence {
        // A picture that is looked at is sought by the middle of its frame; nothing is shown later than that of the last one.
        if seconds < self.offset.seconds() - 1e-6 {
            Presence::Before(self.offset)
        } else if seconds >= self.end().seconds() {
            Presence::After(self.end())
        } else {
            Presence::Runs
        }
    }

    /// Whether it runs at a moment of the session, in seconds.
    pub fn runs(self, seconds: f64) -> bool {
        self.presence(seconds) == Presence::Runs
    }

    /// Where to seek, in media seconds, to show the frame of a moment of the session: the middle of that frame.
    pub fn seek_target(self, seconds: f64) -> f64 {
        let times = FrameTimes::stated(self.frame_rate);
        times.aim(times.at_seconds(seconds - self.offset.seconds()))
    }

    /// The number of the frame at a moment of the session, in seconds. Before the video begins and after it has ended its frames are
    /// counted on, so that there is always a frame to step to.
    #[allow(clippy::cast_possible_truncation)] // a session's seconds
    pub fn frame(self, seconds: f64) -> i64 {
        let media_seconds = seconds - self.offset.seconds();
        if media_seconds > -1e-6 {
            return FrameTimes::stated(self.frame_rate).at_seconds(media_seconds);
        }
        ((media_seconds + 1e-6) * self.frame_rate.per_second()).floor() as i64
    }

    /// The moment of the session, in seconds, in the middle of a frame.
    #[allow(clippy::cast_precision_loss)] // frame counts are far below 2^52
    pub fn middle(self, frame: i64) -> f64 {
        let media_seconds = if frame >= 0 {
            FrameTimes::stated(self.frame_rate).aim(frame)
        } else {
            (frame as f64 + 0.5) / self.frame_rate.per_second()
        };
        media_seconds + self.offset.seconds()
    }

    /// The last frame that it has. A sound track that is a little longer than the picture does not make one.
    #[allow(clippy::cast_possible_truncation)] // a file's frames
    pub fn last_frame(self) -> i64 {
        let frames = (self.duration.seconds() * self.frame_rate.per_second() + 0.01).floor() as i64;
        (frames - 1).max(0)
    }

    /// The moment of the session at which the frame of a moment begins.
    pub fn frame_start(self, seconds: f64) -> Millis {
        match self.frame(seconds) {
            frame @ 0.. => FrameTimes::stated(self.frame_rate).start(frame) + self.offset,
            before => Millis::from_seconds(self.middle(before) - 0.5 / self.frame_rate.per_second()),
        }
    }
}

/// The first and the last frame that can be gone to, counted by the first video: all that any of them shows of the session, which
/// begins at zero.
pub fn frame_bounds(reels: &[Reel]) -> (i64, i64) {
    let Some(first) = reels.first() else { return (0, 0) };
    let start = reels.iter().map(|reel| reel.offset.max(Millis::ZERO)).min().unwrap_or_default();
    // The middle of each one's last frame: the grid of the first decides which frame that is.
    let ends = reels.iter().map(|reel| first.frame(reel.middle(reel.last_frame())));
    let from = first.frame(start.seconds());
    (from, ends.max().unwrap_or(0).max(from))
}

/// What is known of a video when one is chosen to lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Whether it is open and runs at this moment.
    pub runs: bool,
    /// Whether it is heard.
    pub audible: bool,
}

/// Which video's clock is the session's: the first that is heard, so that nothing is done to a sound that is listened to, else the
/// first. `None` where none runs.
pub fn leader(videos: &[Candidate]) -> Option<usize> {
    let heard = videos.iter().position(|video| video.runs && video.audible);
    heard.or_else(|| videos.iter().position(|video| video.runs))
}

/// The offset that brings a video's moment to the moment of another one: both are moments of the session as it is aligned now.
pub fn aligned(offset: Millis, of_the_other: Millis, of_this: Millis) -> Millis {
    offset + of_the_other - of_this
}

#[cfg(test)]
mod tests {
    use super::*;

    const REEL: Reel = Reel { offset: Millis(2000), duration: Millis(10_000), frame_rate: FrameRate::PAL };

    #[test]
    fn a_video_runs_from_its_offset_to_its_end() {
        for (seconds, expect) in [
            (0.0, Presence::Before(Millis(2000))),
            (1.999, Presence::Before(Millis(2000))),
            (2.0, Presence::Runs),
            (11.999, Presence::Runs),
            (12.0, Presence::After(Millis(12_000))),
        ] {
            assert_eq!(REEL.presence(seconds), expect, "{seconds}");
        }
    }

    #[test]
    fn each_video_shows_the_frame_of_the_moment() {
        assert!((REEL.seek_target(2.0) - 0.02).abs() < 1e-9);
        assert!((REEL.seek_target(3.05) - 1.06).abs() < 1e-9);
        assert_eq!(REEL.frame_start(3.05), Millis(3040));
        // What lies before its start shows its first frame.
        assert!((REEL.seek_target(0.0) - 0.02).abs() < 1e-9);
    }

    #[test]
    fn frames_are_counted_on_beyond_the_first_video() {
        for frame in [-50, -1, 0, 1, 249, 260] {
            assert_eq!(REEL.frame(REEL.middle(frame)), frame);
        }
        assert_eq!(REEL.frame_start(REEL.middle(-1)), Millis(1960));
        assert_eq!(REEL.frame_start(REEL.middle(3)), Millis(2120));
        let whole = |reels: &[Reel]| frame_bounds(reels);
        assert_eq!(whole(&[]), (0, 0));
        assert_eq!(whole(&[Reel { offset: Millis(0), ..REEL }]), (0, 249));
        // One that begins at the session's start and ends 2 s earlier, one that began before the session and runs longer.
        assert_eq!(whole(&[REEL, Reel { offset: Millis(0), ..REEL }]), (-50, 249));
        let long = Reel { offset: Millis(-1000), duration: Millis(14_000), ..REEL };
        assert_eq!(whole(&[REEL, long]), (-50, 274));
    }

    #[test]
    fn the_first_that_is_heard_leads_else_the_first_that_runs() {
        let video = |runs, audible| Candidate { runs, audible };
        for (videos, expect) in [
            (vec![], None),
            (vec![video(false, true)], None),
            (vec![video(true, false), video(true, false)], Some(0)),
            (vec![video(true, false), video(true, true)], Some(1)),
            (vec![video(false, true), video(true, false)], Some(1)),
            (vec![video(true, true), video(true, true)], Some(0)),
        ] {
            assert_eq!(leader(&videos), expect, "{videos:?}");
        }
    }

    #[test]
    fn a_common_moment_gives_the_offset() {
        // The clap is at 3 s in the session, and seen at 7.5 s in the other video.
        assert_eq!(aligned(Millis(0), Millis(3000), Millis(7500)), Millis(-4500));
        assert_eq!(aligned(Millis(-4500), Millis(3000), Millis(3000)), Millis(-4500));
    }
}
