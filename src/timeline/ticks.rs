//! The ruler's ticks and their timecodes.

use super::{Frames, Scale};
use crate::time::Millis;
use std::fmt::Write;

/// Distances between ticks that people read without reckoning, in milliseconds: 1-2-5 below a second and from ten hours, and the
/// clock's own fractions between. Each larger one has a smaller one that divides it.
const STEPS: [i64; 29] = [
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500, // milliseconds
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000, // seconds
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000, // minutes
    3_600_000,
    7_200_000,
    18_000_000,
    36_000_000,
    72_000_000,
    180_000_000,
    360_000_000,
    720_000_000, // hours
];

/// Room for `h:mm:ss.mmm` in 11 px figures, with air.
const MAJOR_PX: f64 = 80.0;

/// Ticks nearer than this read as a texture.
const MINOR_PX: f64 = 8.0;

/// One mark on the ruler.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tick {
    /// Where it is drawn.
    pub x: f64,
    /// What it stands for.
    pub at: Millis,
    /// Long and with a timecode.
    pub major: bool,
}

/// The marks of the ruler, from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// Within the session and the view.
    pub ticks: Vec<Tick>,
    /// Whether timecodes need milliseconds to differ.
    pub with_millis: bool,
    /// Whether the minor ticks are frame starts.
    pub frames: bool,
}

impl Ruler {
    /// The timecode beside a major tick.
    pub fn label(&self, tick: &Tick) -> String {
        timecode(tick.at, self.with_millis)
    }
}

/// `m:ss`, from an hour on `h:mm:ss`, on demand with `.mmm`.
///
/// ```
/// use attune::{time::Millis, timeline::timecode};
/// assert_eq!(timecode(Millis(75_000), false), "1:15");
/// assert_eq!(timecode(Millis(75_040), true), "1:15.040");
/// assert_eq!(timecode(Millis(3_675_000), false), "1:01:15");
/// ```
pub fn timecode(at: Millis, with_millis: bool) -> String {
    let ms = at.0.unsigned_abs();
    let (h, m, s) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    let mut text = String::from(if at.0 < 0 { "-" } else { "" });
    // Writing to a string cannot fail.
    let written = if h > 0 { write!(text, "{h}:{m:02}:{s:02}") } else { write!(text, "{m}:{s:02}") };
    let written = written.and_then(|()| if with_millis { write!(text, ".{:03}", ms % 1000) } else { Ok(()) });
    debug_assert!(written.is_ok());
    text
}

/// The ruler for a scale. Where frames are wide enough to tell apart, every tick is a frame start.
pub fn ruler(scale: &Scale, frames: Option<Frames>) -> Ruler {
    let wide = |frames: &Frames| frames.shortest().as_f64() / scale.ms_per_px() >= MINOR_PX;
    match frames.filter(wide) {
        Some(frames) => frame_ruler(scale, frames),
        None => time_ruler(scale),
    }
}

fn time_ruler(scale: &Scale) -> Ruler {
    let px = |step: i64| Millis(step).as_f64() / scale.ms_per_px();
    let major = STEPS.into_iter().find(|&step| px(step) >= MAJOR_PX).unwrap_or(STEPS[STEPS.len() - 1]);
    let minor = STEPS.into_iter().find(|&step| px(step) >= MINOR_PX && major % step == 0).unwrap_or(major).min(major);
    let (from, to) = ends(scale);
    let first = (from.0 + minor - 1).div_euclid(minor);
    let ticks = (first..=to.0.div_euclid(minor))
        .map(|nth| Millis(nth * minor))
        .map(|at| Tick { x: scale.x(at), at, major: at.0 % major == 0 })
        .collect();
    Ruler { ticks, with_millis: major % 1000 != 0, frames: false }
}

fn frame_ruler(scale: &Scale, frames: Frames) -> Ruler {
    let frame_px = frames.shortest().as_f64() / scale.ms_per_px();
    let major = [1, 2, 5, 10, 20].into_iter().find(|&n| f64::from(n) * frame_px >= MAJOR_PX).unwrap_or(20);
    let (from, to) = ends(scale);
    let ticks = (frames.at(from)..=frames.at(to))
        .map(|frame| (frame, frames.start(frame)))
        .filter(|&(_, at)| from <= at && at <= to)
        .map(|(frame, at)| Tick { x: scale.x(at), at, major: frame % i64::from(major) == 0 })
        .collect();
    Ruler { ticks, with_millis: true, frames: true }
}

/// The visible part of the session.
fn ends(scale: &Scale) -> (Millis, Millis) {
    let (from, to) = scale.visible();
    (from.max(Millis::ZERO), to.min(scale.duration()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::{FrameRate, FrameTimes};

    fn scale(ms_per_px: f64) -> Scale {
        let mut scale = Scale::new(Millis::MAX, 1000.0);
        scale.zoom_about(0.0, scale.ms_per_px() / ms_per_px);
        scale.pan_by(-1000.0);
        scale
    }

    fn majors(ruler: &Ruler) -> Vec<String> {
        ruler.ticks.iter().filter(|tick| tick.major).map(|tick| ruler.label(tick)).take(3).collect()
    }

    #[test]
    fn steps_follow_the_zoom() {
        let check = |ms_per_px, expect: [&str; 3]| assert_eq!(majors(&ruler(&scale(ms_per_px), None)), expect);
        check(0.4, ["0:00.000", "0:00.050", "0:00.100"]);
        check(10.0, ["0:00", "0:01", "0:02"]);
        check(150.0, ["0:00", "0:15", "0:30"]);
        check(3_600.0, ["0:00", "5:00", "10:00"]);
        check(50_000.0, ["0:00", "2:00:00", "4:00:00"]);
    }

    #[test]
    fn ticks_are_frame_starts_once_frames_are_eight_pixels_wide() {
        let times = FrameTimes::stated(FrameRate::NTSC_30);
        let frames = Some(Frames::new(&times));
        assert!(!ruler(&scale(4.5), frames).frames);
        let ruler = ruler(&scale(0.4), frames);
        assert_eq!(ruler.ticks.iter().map(|tick| tick.at.0).take(5).collect::<Vec<_>>(), [0, 33, 67, 100, 133]);
        assert_eq!(majors(&ruler), ["0:00.000", "0:00.033", "0:00.067"]);
    }

    #[test]
    fn ticks_keep_their_distance_at_every_zoom() {
        let times = FrameTimes::stated(FrameRate::PAL);
        let mut ms_per_px = 0.4;
        while ms_per_px < 3_000_000.0 {
            for frames in [None, Some(Frames::new(&times))] {
                let ruler = ruler(&scale(ms_per_px), frames);
                assert!(ruler.ticks.len() <= 126, "{ms_per_px}: {}", ruler.ticks.len());
                assert!(ruler.ticks.iter().any(|tick| tick.major), "{ms_per_px}");
                let majors: Vec<f64> = ruler.ticks.iter().filter(|tick| tick.major).map(|tick| tick.x).collect();
                assert!(majors.windows(2).all(|pair| pair[1] - pair[0] > MAJOR_PX - 3.0), "{ms_per_px}");
            }
            ms_per_px *= 1.3;
        }
    }

    #[test]
    fn there_is_no_tick_outside_the_session() {
        let mut scale = Scale::new(Millis(10_000), 1000.0);
        scale.pan_by(-1000.0);
        let ruler = ruler(&scale, None);
        assert!(ruler.ticks.iter().all(|tick| (0..=10_000).contains(&tick.at.0)));
    }
}
