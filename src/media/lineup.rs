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

    /// The moment of the session at which the frame of a moment begins.
    pub fn frame_start(self, seconds: f64) -> Millis {
        let times = FrameTimes::stated(self.frame_rate);
        times.start(times.at_seconds(seconds - self.offset.seconds())) + self.offset
    }
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
