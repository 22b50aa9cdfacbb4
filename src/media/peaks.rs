//! Sound as it is drawn: how loud it is in each small stretch, and in wider ones, so that any zoom costs as much as another.

/// How many stretches of a level make one of the next.
const FACTOR: usize = 4;
/// The same, for lengths.
const FACTOR_LENGTH: f64 = 4.0;

/// The sound of a stretch. Full scale is 32,767.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Peak {
    /// The lowest sample.
    pub low: i16,
    /// The highest sample; below `low` where nothing was read yet.
    pub high: i16,
    /// The root of the mean of the squares: how loud it sounds, where the extremes are what clicks make; 0 to 32,767.
    pub rms: i16,
}

impl Peak {
    /// Nothing was read here yet.
    pub const UNREAD: Self = Self { low: i16::MAX, high: i16::MIN, rms: 0 };

    /// Whether something was read.
    pub fn is_read(self) -> bool {
        self.low <= self.high
    }

    /// How far it goes from silence, 0 to 32,768.
    pub fn reach(self) -> i32 {
        if self.is_read() { i32::from(self.high).max(-i32::from(self.low)).max(0) } else { 0 }
    }

    /// The sound of several stretches of the same length; those that were not read do not count.
    pub fn of(peaks: impl IntoIterator<Item = Self>) -> Self {
        let (mut joined, mut squares, mut count) = (Self::UNREAD, 0.0, 0_u32);
        for peak in peaks.into_iter().filter(|peak| peak.is_read()) {
            joined.low = joined.low.min(peak.low);
            joined.high = joined.high.max(peak.high);
            squares += f64::from(peak.rms).powi(2);
            count += 1;
        }
        if count > 0 {
            #[allow(clippy::cast_possible_truncation)] // a mean of what fits fits
            let rms = (squares / f64::from(count)).sqrt().round() as i16;
            joined.rms = rms;
        }
        joined
    }
}

/// The peaks of one row, at every zoom. Takes a third more room than the peaks alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pyramid {
    /// The finest first; each is [`FACTOR`] times shorter than the one before.
    levels: Vec<Vec<Peak>>,
}

impl Pyramid {
    /// How many stretches are known of or skipped.
    pub fn len(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the peaks of stretches in a row, the first of them at `first`.
    pub fn put(&mut self, first: usize, peaks: &[Peak]) {
        if peaks.is_empty() {
            return;
        }
        if self.levels.is_empty() {
            self.levels.push(Vec::new());
        }
        let (mut from, mut to) = (first, first + peaks.len());
        let base = &mut self.levels[0];
        if base.len() < to {
            base.resize(to, Peak::UNREAD);
        }
        base[from..to].copy_from_slice(peaks);
        let mut level = 0;
        while self.levels[level].len() > 1 {
            (from, to) = (from / FACTOR, to.div_ceil(FACTOR));
            if self.levels.len() == level + 1 {
                self.levels.push(Vec::new());
                // A level that is new must know of all that the finer one knows of.
                (from, to) = (0, self.levels[level].len().div_ceil(FACTOR));
            }
            let (finer, coarser) = self.levels.split_at_mut(level + 1);
            let (finer, coarser) = (&finer[level], &mut coarser[0]);
            coarser.resize(coarser.len().max(finer.len().div_ceil(FACTOR)), Peak::UNREAD);
            for (index, place) in coarser.iter_mut().enumerate().take(to).skip(from) {
                let start = index * FACTOR;
                *place = Peak::of(finer[start..finer.len().min(start + FACTOR)].iter().copied());
            }
            level += 1;
        }
    }

    /// The sound from one place to another, in stretches, read at a zoom at which few stretches tell it: the ends may be off by half the
    /// length, never by more.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not below 0, and past the last it is none
    pub fn between(&self, from: f64, to: f64) -> Peak {
        let length = (to - from).max(1.0);
        let (mut level, mut width) = (0, 1.0);
        while width * FACTOR_LENGTH * 2.0 <= length && level + 1 < self.levels.len() {
            level += 1;
            width *= FACTOR_LENGTH;
        }
        let Some(peaks) = self.levels.get(level).filter(|_| to > 0.0) else { return Peak::UNREAD };
        let start = (from / width).floor().max(0.0) as usize;
        let end = ((to / width).ceil().max(0.0) as usize).clamp(start, peaks.len().max(start));
        peaks
            .get(start..end.max(start + 1).min(peaks.len()))
            .map_or(Peak::UNREAD, |found| Peak::of(found.iter().copied()))
    }

    /// The farthest from silence of all.
    pub fn reach(&self) -> i32 {
        self.levels.last().map_or(0, |top| top.iter().map(|peak| peak.reach()).max().unwrap_or(0))
    }
}

/// The sound of a file as far as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Waveform {
    /// The length of the finest stretches, in milliseconds.
    bucket_ms: u32,
    /// One for mono and for more than two channels, two for stereo: left, right.
    rows: Vec<Pyramid>,
    /// Whether left and right were seen to differ.
    differ: bool,
}

/// A difference between left and right below this is what a codec makes of the same sound: 2 % of full scale.
const SAME: i32 = 655;

impl Waveform {
    /// Nothing read, with this many rows (1 or 2) and stretches of this length.
    pub fn new(rows: u8, bucket_ms: u32) -> Self {
        Self {
            bucket_ms: bucket_ms.max(1),
            rows: vec![Pyramid::default(); usize::from(rows.clamp(1, 2))],
            differ: false,
        }
    }

    /// Whether nothing was read.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Pyramid::is_empty)
    }

    /// How many rows of sound there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Whether left and right tell two stories.
    pub fn differ(&self) -> bool {
        self.differ
    }

    /// Takes peaks in a row, those of one stretch beside each other. What does not make up whole stretches is left out.
    pub fn put(&mut self, first: u32, peaks: &[Peak]) {
        let rows = self.rows.len();
        for (row, pyramid) in self.rows.iter_mut().enumerate() {
            let own: Vec<Peak> = peaks.chunks_exact(rows).map(|stretch| stretch[row]).collect();
            pyramid.put(first as usize, &own);
        }
        if rows == 2 && !self.differ {
            self.differ = peaks.chunks_exact(2).any(|pair| (pair[0].reach() - pair[1].reach()).abs() > SAME);
        }
    }

    /// The sound of a row, or of all rows together, between two moments in seconds of the file.
    pub fn between(&self, row: Option<usize>, from: f64, to: f64) -> Peak {
        let bucket = f64::from(self.bucket_ms) / 1000.0;
        let rows = self.rows.iter().enumerate().filter(|(index, _)| row.is_none_or(|row| row == *index));
        Peak::of(rows.map(|(_, pyramid)| pyramid.between(from / bucket, to / bucket)))
    }

    /// The farthest from silence of all that is read, 0 to 32,768.
    pub fn reach(&self) -> i32 {
        self.rows.iter().map(Pyramid::reach).max().unwrap_or(0)
    }
}

// By proptest, which is for the host.
#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small numbers
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn peak(reach: i16) -> Peak {
        Peak { low: -reach, high: reach, rms: reach / 2 }
    }

    #[test]
    fn unread_stretches_do_not_count() {
        assert_eq!(Peak::of([Peak::UNREAD, peak(10), Peak::UNREAD]), peak(10));
        assert_eq!(Peak::of([]), Peak::UNREAD);
        assert!(!Peak::UNREAD.is_read());
        let pyramid = Pyramid::default();
        assert_eq!(pyramid.between(0.0, 100.0), Peak::UNREAD);
    }

    #[test]
    fn a_gap_between_two_runs_stays_unread_until_it_is_read() {
        let mut pyramid = Pyramid::default();
        pyramid.put(100, &[peak(1000); 20]);
        assert!(!pyramid.between(0.0, 50.0).is_read());
        assert_eq!(pyramid.between(0.0, 120.0).reach(), 1000);
        pyramid.put(0, &[peak(3); 100]);
        assert_eq!(pyramid.between(0.0, 50.0), peak(3));
        assert!(!pyramid.between(500.0, 600.0).is_read());
        assert!(!pyramid.between(-9.0, -3.0).is_read());
    }

    proptest! {
        /// Whatever the order of runs: every level tells of the extremes what the finest tells.
        #[test]
        fn every_level_agrees_with_the_finest(runs in prop::collection::vec((0_usize..300, prop::collection::vec(0_i16..30_000, 1..80)), 1..12)) {
            let mut pyramid = Pyramid::default();
            let mut flat = vec![Peak::UNREAD; 400];
            for (first, reaches) in runs {
                let peaks: Vec<Peak> = reaches.into_iter().map(peak).collect();
                flat[first..first + peaks.len()].copy_from_slice(&peaks);
                pyramid.put(first, &peaks);
            }
            let mut width = 1;
            for level in &pyramid.levels {
                for (index, found) in level.iter().enumerate() {
                    let expect = Peak::of(flat[index * width..flat.len().min((index + 1) * width)].iter().copied());
                    prop_assert_eq!((found.low, found.high), (expect.low, expect.high));
                }
                width *= FACTOR;
            }
            prop_assert_eq!(pyramid.reach(), flat.iter().map(|peak| peak.reach()).max().unwrap());
        }

        /// A drawn column is at least as loud as what it stands for, and no louder than its neighborhood.
        #[test]
        fn a_column_holds_what_it_covers(reaches in prop::collection::vec(0_i16..30_000, 1..500), from in 0.0_f64..400.0, length in 1.0_f64..300.0) {
            let peaks: Vec<Peak> = reaches.into_iter().map(peak).collect();
            let mut pyramid = Pyramid::default();
            pyramid.put(0, &peaks);
            let (start, end) = (from as usize, (from + length).ceil() as usize);
            let found = pyramid.between(from, from + length).reach();
            let covers = |start: usize, end: usize| peaks.iter().take(end.min(peaks.len())).skip(start).map(|p| p.reach()).max().unwrap_or(0);
            prop_assert!(found >= covers(start, end));
            let slack = (length / 2.0).ceil() as usize + 1;
            prop_assert!(found <= covers(start.saturating_sub(slack), end + slack));
        }
    }

    #[test]
    fn the_same_sound_on_both_sides_is_one_story() {
        let mut same = Waveform::new(2, 5);
        same.put(0, &[peak(20_000), peak(19_900), peak(5), peak(9)]);
        assert!(!same.differ());
        let mut two = Waveform::new(2, 5);
        two.put(10, &[peak(20_000), peak(100)]);
        assert!(two.differ());
        assert_eq!(two.between(Some(1), 0.05, 0.055).reach(), 100);
        assert_eq!(two.between(None, 0.05, 0.055).reach(), 20_000);
        assert_eq!(two.reach(), 20_000);
    }
}
