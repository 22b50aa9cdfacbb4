//! Frame rate: the map between frames and milliseconds for a constant rate.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// Frames per second as a fraction, so that 30000/1001 is exact.
///
/// Frame `n` is on screen from [`frame_start(n)`](Self::frame_start) up to `frame_start(n + 1)`.
///
/// ```
/// use attune::{media::FrameRate, time::Millis};
/// let ntsc = FrameRate::NTSC_30;
/// assert_eq!(ntsc.frame_start(100), Millis(3337));
/// assert_eq!(ntsc.frame_at(Millis(3337)), 100);
/// assert_eq!(ntsc.frame_at(Millis(3336)), 99);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "FrameRateForm", into = "FrameRateForm")]
pub struct FrameRate {
    numerator: u32,
    denominator: u32,
}

#[derive(Serialize, Deserialize)]
struct FrameRateForm {
    numerator: u32,
    denominator: u32,
}

impl From<FrameRate> for FrameRateForm {
    fn from(rate: FrameRate) -> Self {
        Self { numerator: rate.numerator, denominator: rate.denominator }
    }
}

impl TryFrom<FrameRateForm> for FrameRate {
    type Error = String;
    fn try_from(form: FrameRateForm) -> Result<Self, String> {
        Self::new(form.numerator, form.denominator).ok_or_else(|| {
            format!("{}/{} is not a frame rate from 1 to 500 per second", form.numerator, form.denominator)
        })
    }
}

impl FrameRate {
    /// 25 frames a second: PAL video, and what an unknown file is taken for.
    pub const PAL: Self = Self { numerator: 25, denominator: 1 };
    /// 30000/1001, "29.97".
    pub const NTSC_30: Self = Self { numerator: 30_000, denominator: 1001 };
    /// The rates that cameras write, slowest first.
    pub const COMMON: [Self; 9] = [
        Self { numerator: 15, denominator: 1 },
        Self { numerator: 24_000, denominator: 1001 },
        Self { numerator: 24, denominator: 1 },
        Self::PAL,
        Self::NTSC_30,
        Self { numerator: 30, denominator: 1 },
        Self { numerator: 50, denominator: 1 },
        Self { numerator: 60_000, denominator: 1001 },
        Self { numerator: 60, denominator: 1 },
    ];

    /// `numerator / denominator` frames a second; `None` outside 1 to 500 a second, where milliseconds could not tell frames apart,
    /// or where the terms are too large to be a real file's.
    pub fn new(numerator: u32, denominator: u32) -> Option<Self> {
        let sensible = denominator > 0
            && numerator <= 10_000_000
            && numerator >= denominator
            && u64::from(numerator) <= 500 * u64::from(denominator);
        sensible.then_some(Self { numerator, denominator })
    }

    /// Numerator and denominator.
    pub fn terms(self) -> (u32, u32) {
        (self.numerator, self.denominator)
    }

    /// Frames per second.
    pub fn per_second(self) -> f64 {
        f64::from(self.numerator) / f64::from(self.denominator)
    }

    /// The first millisecond at which frame `n` is shown, rounded to the nearest; negative frames count as frame 0.
    pub fn frame_start(self, frame: i64) -> Millis {
        let (num, den) = (i128::from(self.numerator), i128::from(self.denominator));
        let exact = i128::from(frame.max(0)) * 1000 * den;
        // Bounded by the clamp, so it always fits.
        let rounded = ((exact + num / 2) / num).clamp(0, i128::from(Millis::MAX.0));
        Millis(i64::try_from(rounded).unwrap_or(Millis::MAX.0))
    }

    /// The frame on screen at a moment: the last one that starts no later. Before the first frame it is frame 0.
    pub fn frame_at(self, at: Millis) -> i64 {
        let (num, den) = (i128::from(self.numerator), i128::from(self.denominator));
        let at = at.0.clamp(0, Millis::MAX.0);
        let mut frame = i64::try_from(i128::from(at) * num / (1000 * den)).unwrap_or(0);
        // A start is rounded to the millisecond, so the next frame may already show at this very millisecond.
        if self.frame_start(frame + 1).0 <= at {
            frame += 1;
        }
        if frame > 0 && self.frame_start(frame).0 > at {
            frame -= 1;
        }
        frame
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frame_is_found_again_at_its_start_and_just_before_its_end() {
        for rate in FrameRate::COMMON {
            for frame in (0..2000).chain(200_000..200_100) {
                assert_eq!(rate.frame_at(rate.frame_start(frame)), frame, "{rate:?}");
                assert_eq!(rate.frame_at(rate.frame_start(frame + 1) - Millis(1)), frame, "{rate:?}");
            }
        }
    }

    #[test]
    fn senseless_rates_are_refused() {
        for (n, d) in [(0, 1), (1, 0), (1, 2), (501, 1), (u32::MAX, u32::MAX)] {
            assert_eq!(FrameRate::new(n, d), None);
        }
        assert!(serde_json::from_str::<FrameRate>(r#"{"numerator":0,"denominator":0}"#).is_err());
    }
}
