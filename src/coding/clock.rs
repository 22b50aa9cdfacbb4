//! Where a mark lands: the media time at the press, less the reaction time, on the start of the frame that was on screen.

use crate::media::FrameTimes;
use crate::time::{Millis, Span};

/// Playback rates, slowest first.
pub const RATES: [f64; 9] = [0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0];

/// The next rate below, or the slowest.
pub fn slower(rate: f64) -> f64 {
    RATES.iter().rev().copied().find(|r| *r < rate - 1e-9).unwrap_or(RATES[0])
}

/// The next rate above, or the fastest.
pub fn faster(rate: f64) -> f64 {
    RATES.iter().copied().find(|r| *r > rate + 1e-9).unwrap_or(RATES[RATES.len() - 1])
}

/// What is known of the moment of a press.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkClock<'a> {
    /// Session time at the press, in seconds, as the media element states it.
    pub seconds: f64,
    /// Whether the video was playing: a paused coder does not react, but looks.
    pub playing: bool,
    /// Playback rate: a reaction of 200 ms at double speed is 400 ms of the video.
    pub rate: f64,
    /// The coder's reaction time; zero for no correction.
    pub reaction_time: Millis,
    /// Frames of the video that is coded; without it marks land on the millisecond.
    pub frames: Option<&'a FrameTimes>,
    /// Session time at which that video begins: its frames are counted from there.
    pub video_offset: Millis,
    /// What is to be coded; a correction never moves a mark out of it.
    pub window: Option<Span>,
}

impl MarkClock<'_> {
    /// The moment at which to mark.
    pub fn at(&self) -> Millis {
        let correction = if self.playing { self.reaction_time.seconds() * self.rate } else { 0.0 };
        let seconds = self.seconds - correction;
        let snapped = match self.frames {
            Some(frames) => frames.start(frames.at_seconds(seconds - self.video_offset.seconds())) + self.video_offset,
            None => Millis::from_seconds(seconds),
        };
        let earliest = self.window.map_or(Millis::ZERO, Span::start);
        if correction > 0.0 || snapped < Millis::ZERO { snapped.max(earliest) } else { snapped }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::FrameRate;

    static PAL: FrameTimes = FrameTimes::stated(FrameRate::PAL);

    static CLOCK: MarkClock = MarkClock {
        seconds: 4.02,
        playing: false,
        rate: 1.0,
        reaction_time: Millis(200),
        frames: Some(&PAL),
        video_offset: Millis(0),
        window: None,
    };

    #[test]
    fn a_mark_lands_on_the_start_of_the_frame_on_screen() {
        assert_eq!(CLOCK.at(), Millis(4000));
        assert_eq!(MarkClock { seconds: 4.039, ..CLOCK }.at(), Millis(4000));
        assert_eq!(MarkClock { seconds: 4.04, ..CLOCK }.at(), Millis(4040));
        assert_eq!(MarkClock { frames: None, ..CLOCK }.at(), Millis(4020));
        assert_eq!(MarkClock { video_offset: Millis(10), ..CLOCK }.at(), Millis(4010));
    }

    #[test]
    fn reaction_time_counts_only_while_playing_and_scales_with_the_rate() {
        assert_eq!(MarkClock { playing: true, ..CLOCK }.at(), Millis(3800));
        assert_eq!(MarkClock { playing: true, rate: 0.5, ..CLOCK }.at(), Millis(3920));
        let early = MarkClock { seconds: 0.1, playing: true, ..CLOCK };
        assert_eq!(early.at(), Millis(0));
        let window = Span::new(Millis(4000), Millis(9000));
        assert_eq!(MarkClock { playing: true, window, ..CLOCK }.at(), Millis(4000));
        // Without a correction a mark before the window stays there, to be refused in so many words.
        assert_eq!(MarkClock { seconds: 1.02, window, ..CLOCK }.at(), Millis(1000));
    }

    #[test]
    fn rates_go_up_and_down_and_stop_at_the_ends() {
        for (got, expect) in
            [(faster(1.0), 1.5), (slower(1.0), 0.75), (faster(4.0), 4.0), (slower(0.1), 0.1), (faster(1.2), 1.5)]
        {
            assert!((got - expect).abs() < 1e-9);
        }
    }
}
