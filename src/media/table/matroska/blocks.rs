//! Clusters and the times of the blocks in them.

use super::super::pages::{Pages, Source};
use super::super::{MAX_FRAMES, NoTable};
use super::ebml::{Element, element, number, unsigned};
use super::{CLUSTER, SEGMENT, Video};
use crate::media::FrameRate;
use crate::media::frame_times::{fits, gcd, nearest};

const TIMESTAMP: u32 = 0xE7;
const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;

/// No time in a film is farther from its start: 100 hours, in microseconds.
const FAR: i64 = 360_000_000_000;

/// The frames a second of which each lasts so many nanoseconds: one of the common ones where that fits.
pub(super) fn rate(nanoseconds: u64) -> Option<FrameRate> {
    let common = FrameRate::COMMON.into_iter().find(|rate| {
        let (num, den) = rate.terms();
        (1_000_000_000 * u64::from(den) / u64::from(num)).abs_diff(nanoseconds) <= 2
    });
    let own = || {
        let nanoseconds = u32::try_from(nanoseconds).ok().filter(|it| *it > 0)?;
        let divisor = gcd(1_000_000_000, nanoseconds);
        FrameRate::new(1_000_000_000 / divisor, nanoseconds / divisor)
    };
    common.or_else(own)
}

/// The times of one track's blocks, gathered.
pub(super) struct Times {
    /// Nanoseconds that block times count.
    scale: u64,
    video: Video,
    /// In microseconds.
    found: Vec<i64>,
}

impl Times {
    pub(super) fn new(scale: u64, video: Video) -> Self {
        Self { scale, video, found: Vec::new() }
    }

    fn micros(&self, units: i128) -> Result<i64, NoTable> {
        let micros = units.saturating_mul(self.scale.into()) / 1000;
        i64::try_from(micros).ok().filter(|at| at.abs() <= FAR).ok_or(NoTable::Damaged)
    }

    /// Adds the frames of a block, most often one.
    fn add(&mut self, units: i128, frames: u8) -> Result<(), NoTable> {
        let start = self.micros(units)?;
        let length = i64::try_from(self.video.duration.unwrap_or(0) / 1000).unwrap_or(0);
        if frames > 1 && length == 0 {
            // Frames laced into one block follow each other by a time that only the track could tell.
            return Err(NoTable::Damaged);
        }
        if self.found.len() + usize::from(frames) > MAX_FRAMES {
            return Err(NoTable::TooMuch);
        }
        self.found.extend((0..i64::from(frames)).map(|n| start.saturating_add(n.saturating_mul(length))));
        Ok(())
    }

    /// Adds a key picture of the index, whose block may have been visited.
    pub(super) fn add_key(&mut self, units: u64) {
        if let Ok(at) = self.micros(units.into()) {
            self.found.push(at);
        }
    }

    /// All times in microseconds, and what the last frame lasts.
    pub(super) fn finish(self) -> (Vec<i64>, i64) {
        let stated = self.video.duration.and_then(|length| i64::try_from(length / 1000).ok());
        let mut sorted = self.found.clone();
        sorted.sort_unstable();
        let last = match sorted.as_slice() {
            [.., before, last] => last - before,
            _ => 40_000,
        };
        (self.found, stated.filter(|length| *length > 0).unwrap_or(last))
    }

    /// The even rate that all times keep to: with the first time and how many frames there are up to the last one.
    pub(super) fn even(mut self) -> Option<(FrameRate, i64, u64)> {
        self.found.sort_unstable();
        self.found.dedup();
        let (first, last) = (*self.found.first()?, *self.found.last()?);
        if first < 0 {
            return None;
        }
        let keeps = |rate: &FrameRate| {
            // Frames that follow each other in the file follow each other in number, else every rate would do that is high enough.
            let numbers: Vec<i64> = self.found.iter().map(|at| nearest(*rate, at - first)).collect();
            let steps = numbers.windows(2).filter(|pair| pair[1] - pair[0] == 1).count();
            let all = self.found.iter().zip(&numbers).all(|(at, n)| fits(*rate, *n, at - first));
            all && steps * 2 > numbers.len() && numbers.windows(2).all(|pair| pair[0] < pair[1])
        };
        let stated = self.video.duration.and_then(rate);
        let rate = stated.into_iter().chain(FrameRate::COMMON).find(keeps)?;
        Some((rate, first, u64::try_from(nearest(rate, last - first)).ok()? + 1))
    }
}

/// Visits every block from a cluster on: to the end of the file, or to the first cluster that begins at `end` or later.
///
/// Segments, clusters and block groups are entered and not skipped, so that their sizes may be unknown.
pub(super) async fn walk<S: Source>(
    pages: &mut Pages<'_, S>,
    mut at: u64,
    end: Option<u64>,
    times: &mut Times,
) -> Result<(), NoTable> {
    let mut cluster_time = 0;
    while let Some(part) = element(pages, at).await? {
        at = match part.id {
            CLUSTER if end.is_some_and(|end| part.start >= end) => return Ok(()),
            SEGMENT | CLUSTER | BLOCK_GROUP => part.body,
            TIMESTAMP => {
                cluster_time = unsigned(pages, &part).await?;
                part.range()?.end
            }
            SIMPLE_BLOCK | BLOCK => {
                block(pages, &part, cluster_time, times).await?;
                part.range()?.end
            }
            _ => part.range()?.end,
        };
    }
    Ok(())
}

/// Reads the header of a block: its track, its time within the cluster, and how many frames are laced into it.
async fn block<S: Source>(
    pages: &mut Pages<'_, S>,
    block: &Element,
    cluster_time: u64,
    times: &mut Times,
) -> Result<(), NoTable> {
    let bytes = pages.peek(block.body, 12).await?;
    let Some((track, width, _)) = number(bytes) else { return Ok(()) };
    if track != times.video.number {
        return Ok(());
    }
    // Two bytes of time, one of flags, and one that counts laced frames but the first.
    let Some(&[high, low, flags, laced]) = bytes.get(width..).and_then(<[u8]>::first_chunk) else { return Ok(()) };
    let frames = if flags & 0x06 == 0 { 1 } else { laced.saturating_add(1) };
    times.add(i128::from(cluster_time) + i128::from(i16::from_be_bytes([high, low])), frames)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_name_rates() {
        assert_eq!(rate(40_000_000), Some(FrameRate::PAL));
        assert_eq!(rate(33_366_666), Some(FrameRate::NTSC_30));
        assert_eq!(rate(66_666_667).map(FrameRate::terms), Some((15, 1)));
        assert_eq!((rate(0), rate(u64::MAX)), (None, None));
    }
}
