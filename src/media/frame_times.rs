//! When each frame of a video is shown: read from the file, or counted by a rate that someone stated.

use super::FrameRate;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// An even rate is recognized although the file rounds its times, by up to so many microseconds: Matroska counts whole milliseconds,
/// `QuickTime` often 600ths of a second.
const ROUNDING: i64 = 1_700;

/// The presentation times of a video's frames.
///
/// All times here are *counted*: they are the container's, less the [lead](Self::lead). Where the first picture comes less than one frame
/// after the sound, as in WebM, that is not counted, so that frame `n` of an even video begins at `n / rate`. The first frame counts from
/// time 0, since it is what players show until the second one.
///
/// ```
/// use attune::{media::{FrameRate, FrameTimes}, time::Millis};
/// let uneven = FrameTimes::read(&[0, 40_000, 120_000, 160_000], 40_000, &[]).unwrap();
/// assert_eq!(uneven.start(2), Millis(120));
/// assert_eq!(uneven.at(Millis(119)), 1);
/// assert_eq!(uneven.even_rate(), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameTimes {
    times: Times,
    /// Microseconds that the container's clock is ahead of counted time.
    lead: i64,
    is_read: bool,
}

/// In microseconds of counted time.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Times {
    /// Frame `n` begins at `first + n / rate`.
    Even { first: i64, rate: FrameRate, count: Option<u64> },
    /// Ascending, at least one, the first not below 0. `rate` is their mean, `shortest` the least time of any frame.
    Uneven { starts: Vec<i64>, end: i64, rate: FrameRate, shortest: i64 },
}

/// How a video's frames lie in time, beside their mean rate: what is kept with a study, so that they can be counted while the file is not at
/// hand. The default is what most files have, and what a rate that was stated stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FrameLayout {
    /// Each lasts as long as the others.
    Even {
        /// When the first picture comes, in microseconds of counted time; not below 0.
        first_us: i64,
    },
    /// Each lasts as long as it does: without the file nobody knows which one is on screen.
    Uneven,
}

impl Default for FrameLayout {
    fn default() -> Self {
        Self::Even { first_us: 0 }
    }
}

impl FrameLayout {
    /// Whether the frames are even and begin with the video.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl FrameTimes {
    /// Frames of a file whose times are not known, by a rate that the coder stated.
    pub const fn stated(rate: FrameRate) -> Self {
        Self { times: Times::Even { first: 0, rate, count: None }, lead: 0, is_read: false }
    }

    /// Frames that lie in time as a study says; `None` if they are uneven, which takes the file's own table.
    pub fn laid(rate: FrameRate, layout: FrameLayout) -> Option<Self> {
        match layout {
            FrameLayout::Even { first_us } => {
                let first = first_us.max(0);
                Some(Self { times: Times::Even { first, rate, count: None }, lead: 0, is_read: false })
            }
            FrameLayout::Uneven => None,
        }
    }

    /// How the frames lie, beside their rate.
    pub fn layout(&self) -> FrameLayout {
        match &self.times {
            Times::Even { first, .. } => FrameLayout::Even { first_us: *first },
            Times::Uneven { .. } => FrameLayout::Uneven,
        }
    }

    /// From all presentation times of a file: microseconds of the container's clock, in any order, and how long the last frame lasts. `hints`
    /// are rates that the file names. `None` where there is no frame at 0 or later.
    pub fn read(times: &[i64], last: i64, hints: &[FrameRate]) -> Option<Self> {
        let mut starts: Vec<i64> = times.iter().copied().filter(|at| *at >= 0).collect();
        starts.sort_unstable();
        starts.dedup();
        let first = *starts.first()?;
        let count = u64::try_from(starts.len()).ok();
        let rate = mean_rate(&starts).or(hints.first().copied()).unwrap_or(FrameRate::PAL);
        let candidates = hints.iter().copied().chain(FrameRate::COMMON).chain([rate]);
        let even = candidates.into_iter().find(|rate| (0_i64..).zip(&starts).all(|(n, at)| fits(*rate, n, at - first)));
        if let Some(rate) = even {
            return Some(Self::even(rate, first, count));
        }
        let gaps = starts.windows(2).map(|pair| pair[1] - pair[0]);
        let shortest = gaps.chain((last > 0).then_some(last)).min().unwrap_or(40_000);
        let lead = if first < starts.get(1).map_or(last, |second| second - first) { first } else { 0 };
        for at in &mut starts {
            *at -= lead;
        }
        let end = starts.last()?.saturating_add(last.max(1));
        Some(Self { times: Times::Uneven { starts, end, rate, shortest }, lead, is_read: true })
    }

    /// From a file that keeps an even rate: its first frame in microseconds of the container's clock, and how many frames it has.
    pub(super) fn even(rate: FrameRate, first: i64, count: Option<u64>) -> Self {
        let lead = if first < period(rate) { first } else { 0 };
        Self { times: Times::Even { first: first - lead, rate, count }, lead, is_read: true }
    }

    /// Whether the times come from the file, and not from a rate that was stated.
    pub fn is_read(&self) -> bool {
        self.is_read
    }

    /// Frames per second; of uneven frames their mean.
    pub fn rate(&self) -> FrameRate {
        match &self.times {
            Times::Even { rate, .. } | Times::Uneven { rate, .. } => *rate,
        }
    }

    /// Frames per second, if each lasts as long as the others.
    pub fn even_rate(&self) -> Option<FrameRate> {
        match &self.times {
            Times::Even { rate, .. } => Some(*rate),
            Times::Uneven { .. } => None,
        }
    }

    /// The counted time of the first picture: 0, unless the sound begins a frame or more before it.
    pub fn first(&self) -> Millis {
        match &self.times {
            Times::Even { first, .. } => millis(*first),
            Times::Uneven { starts, .. } => millis(starts.first().copied().unwrap_or(0)),
        }
    }

    /// The container's time at counted time 0, in seconds.
    pub fn lead(&self) -> f64 {
        seconds(self.lead)
    }

    /// The number of the last frame, where it is known.
    pub fn last(&self) -> Option<i64> {
        let count = match &self.times {
            Times::Even { count, .. } => (*count)?,
            Times::Uneven { starts, .. } => u64::try_from(starts.len()).ok()?,
        };
        i64::try_from(count).ok().map(|count| (count - 1).max(0))
    }

    /// The start of frame `n` in microseconds of counted time; after the last one they go on evenly.
    fn micros(&self, frame: i64) -> i64 {
        match &self.times {
            Times::Even { first, rate, .. } => first.saturating_add(nth(*rate, frame)),
            Times::Uneven { starts, end, rate, .. } => {
                let index = usize::try_from(frame).unwrap_or(usize::MAX);
                let beyond = || end.saturating_add(nth(*rate, frame.saturating_sub_unsigned(starts.len() as u64)));
                starts.get(index).copied().unwrap_or_else(beyond)
            }
        }
    }

    /// The first counted millisecond at which frame `n` is shown; negative frames count as frame 0.
    pub fn start(&self, frame: i64) -> Millis {
        match &self.times {
            _ if frame <= 0 => Millis::ZERO,
            Times::Even { first: 0, rate, .. } => rate.frame_start(frame),
            _ => millis(self.micros(frame)),
        }
    }

    /// The frame on screen at a counted moment: the last one that starts no later.
    pub fn at(&self, at: Millis) -> i64 {
        match &self.times {
            Times::Even { first: 0, rate, .. } => rate.frame_at(at),
            // A start is rounded to the millisecond, so it may come up to half of one before its true time.
            _ => self.last_started(at.0.clamp(0, Millis::MAX.0) * 1000 + 499),
        }
    }

    /// The start of the frame on screen at a counted moment.
    pub fn snap(&self, at: Millis) -> Millis {
        self.start(self.at(at))
    }

    /// The frame on screen at a time in seconds.
    #[allow(clippy::cast_possible_truncation)] // clamped
    pub fn at_seconds(&self, seconds: f64) -> i64 {
        // Media elements state times some nanoseconds short of what was set.
        let micros = (seconds * 1e6 + 1.0).clamp(0.0, 1e15) as i64;
        self.last_started(micros)
    }

    fn last_started(&self, micros: i64) -> i64 {
        match &self.times {
            Times::Even { first, rate, .. } => {
                let (num, den) = rate.terms();
                let exact = i128::from(micros - first) * i128::from(num) / (i128::from(den) * 1_000_000);
                let frame = i64::try_from(exact).unwrap_or(0).max(0);
                // The starts are rounded to the microsecond, so the next one may have begun.
                if self.micros(frame + 1) <= micros { frame + 1 } else { frame }
            }
            Times::Uneven { starts, .. } => {
                let started = starts.partition_point(|start| *start <= micros);
                i64::try_from(started).unwrap_or(i64::MAX).saturating_sub(1).max(0)
            }
        }
    }

    /// Where to seek to, in seconds, so that every engine shows frame `n`: inside of it, away from both its edges. Files
    /// round their times, so its very start may show the frame before; and one engine shows the next frame once the time is over that the
    /// file states for this one, which in uneven files may be as short as the shortest.
    pub fn aim(&self, frame: i64) -> f64 {
        let frame = frame.max(0);
        let start = self.micros(frame);
        let length = self.micros(frame.saturating_add(1)) - start;
        let into = match &self.times {
            Times::Even { .. } => length / 2,
            Times::Uneven { shortest, .. } => (length / 2).min((shortest / 2).clamp(4_000, 20_000)),
        };
        seconds(start + into)
    }

    /// How long any frame is shown at least, in whole milliseconds; at least 1.
    pub fn shortest(&self) -> Millis {
        let micros = match &self.times {
            Times::Even { rate, .. } => period(*rate),
            Times::Uneven { shortest, .. } => *shortest,
        };
        Millis(micros / 1000).max(Millis(1))
    }
}

/// `n` frames in microseconds, rounded to the nearest.
fn nth(rate: FrameRate, n: i64) -> i64 {
    let (num, den) = rate.terms();
    let (num, den) = (i128::from(num), i128::from(den));
    i64::try_from((i128::from(n) * 1_000_000 * den + num / 2).div_euclid(num)).unwrap_or(i64::MAX / 4)
}

/// One frame in microseconds.
fn period(rate: FrameRate) -> i64 {
    nth(rate, 1)
}

/// Whether frame `n` may begin so many microseconds after the first, in a file that rounds its times.
pub(super) fn fits(rate: FrameRate, n: i64, at: i64) -> bool {
    (at - nth(rate, n)).abs() <= ROUNDING
}

/// The number of the frame nearest to a time in microseconds after the first.
pub(super) fn nearest(rate: FrameRate, at: i64) -> i64 {
    let (num, den) = rate.terms();
    let (num, den) = (i128::from(num), i128::from(den) * 1_000_000);
    i64::try_from((i128::from(at) * num + den / 2).div_euclid(den)).unwrap_or(0)
}

/// The mean rate of ascending times; `None` of fewer than two, or outside 1 to 500 a second.
fn mean_rate(starts: &[i64]) -> Option<FrameRate> {
    let span = starts.last()?.checked_sub(*starts.first()?).filter(|span| *span > 0)?;
    let frames = i128::try_from(starts.len() - 1).ok()?;
    let thousandths = u32::try_from((frames * 1_000_000_000 + i128::from(span) / 2) / i128::from(span)).ok()?;
    let divisor = gcd(thousandths, 1000);
    FrameRate::new(thousandths / divisor, 1000 / divisor)
}

/// The greatest common divisor; 1 of nothing.
pub(super) fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

fn millis(micros: i64) -> Millis {
    Millis(((micros + 500).div_euclid(1000)).clamp(0, Millis::MAX.0))
}

#[allow(clippy::cast_precision_loss)] // microseconds of less than a century
fn seconds(micros: i64) -> f64 {
    micros as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Times of `count` frames, rounded down to a grid of so many microseconds.
    fn times(rate: FrameRate, count: i64, first: i64, grid: i64) -> Vec<i64> {
        (0..count).map(|n| (first + nth(rate, n)).div_euclid(grid) * grid).collect()
    }

    fn finds_every_frame(table: &FrameTimes, count: i64) {
        for n in 0..count {
            assert_eq!(table.at(table.start(n)), n, "{table:?}");
            assert_eq!(table.at(table.start(n + 1) - Millis(1)), n, "{table:?}");
            assert_eq!(table.at_seconds(table.aim(n)), n, "{table:?}");
        }
        assert_eq!(table.last(), Some(count - 1));
    }

    #[test]
    fn even_rates_are_recognized_behind_rounded_times() {
        for rate in FrameRate::COMMON {
            for (first, grid) in [(0, 1), (7_000, 1000), (23_000, 1000), (520_000, 1000), (80_000, 1667)] {
                let table = FrameTimes::read(&times(rate, 3000, first, grid), period(rate), &[]).unwrap();
                assert_eq!(table.even_rate(), Some(rate), "from {first} by {grid}");
                finds_every_frame(&table, 3000);
            }
        }
    }

    #[test]
    fn a_lead_of_less_than_a_frame_is_not_counted() {
        let webm = FrameTimes::read(&times(FrameRate::PAL, 100, 7_000, 1000), 40_000, &[]).unwrap();
        assert_eq!((webm.start(25), webm.first()), (Millis(1000), Millis::ZERO));
        assert!((webm.aim(25) - 1.02).abs() < 1e-9 && (webm.lead() - 0.007).abs() < 1e-9);
        let late = FrameTimes::read(&times(FrameRate::PAL, 100, 520_000, 1000), 40_000, &[]).unwrap();
        assert_eq!((late.start(1), late.first()), (Millis(560), Millis(520)));
        // It is the first picture there is, so it counts from the start.
        assert_eq!((late.start(0), late.at(Millis(100))), (Millis::ZERO, 0));
        assert!((late.aim(0) - 0.54).abs() < 1e-9);
        // A study keeps of it what counting takes.
        let kept = FrameTimes::laid(late.rate(), late.layout()).unwrap();
        assert!((0..100).all(|n| kept.start(n) == late.start(n)) && webm.layout().is_plain());
    }

    #[test]
    fn uneven_times_are_kept() {
        let starts = [0, 40, 80, 160, 200, 320, 400].map(|ms| ms * 1000);
        let mut shuffled = starts;
        shuffled.swap(1, 4);
        let table = FrameTimes::read(&shuffled, 40_000, &[FrameRate::PAL]).unwrap();
        assert_eq!((table.even_rate(), table.rate()), (None, FrameRate::new(15, 1).unwrap()));
        assert_eq!(FrameTimes::laid(table.rate(), table.layout()), None);
        finds_every_frame(&table, 7);
        assert_eq!((table.start(5), table.snap(Millis(319)), table.shortest()), (Millis(320), Millis(200), Millis(40)));
        // WebKit shows frame 5 from 240 ms on, since the file says that frame 4 lasts 40 ms.
        assert!((table.aim(4) - 0.22).abs() < 1e-9);
    }

    #[test]
    fn frames_that_an_edit_list_cut_off_are_not_counted() {
        let table = FrameTimes::read(&times(FrameRate::PAL, 100, -300_000, 1), 40_000, &[]).unwrap();
        assert_eq!(table.last(), Some(91));
        assert!((table.aim(0) - 0.02).abs() < 1e-9 && (table.lead() - 0.02).abs() < 1e-9);
    }

    #[test]
    fn senseless_times_give_no_table() {
        assert_eq!(FrameTimes::read(&[], 0, &[]), None);
        assert_eq!(FrameTimes::read(&[-5], 0, &[]), None);
        let far = FrameTimes::read(&[0, 1, i64::MAX / 1_000_000], 0, &[]).unwrap();
        assert_eq!(far.at_seconds(f64::MAX), 2);
        assert!(far.start(i64::MAX) <= Millis::MAX);
    }

    #[test]
    fn a_stated_rate_counts_as_the_rate_does() {
        let stated = FrameTimes::stated(FrameRate::NTSC_30);
        for n in 0..500 {
            assert_eq!(stated.start(n), FrameRate::NTSC_30.frame_start(n));
            assert_eq!(stated.at_seconds(stated.aim(n)), n);
        }
        assert!(!stated.is_read() && stated.last().is_none());
    }
}
