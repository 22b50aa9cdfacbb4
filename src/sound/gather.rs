//! From samples to peaks.

use crate::media::Peak;

/// Peaks of stretches in a row; those of one stretch's rows lie beside each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// The number of the first stretch.
    pub first: u32,
    /// Its peaks and those that follow.
    pub peaks: Vec<Peak>,
}

/// The samples of a row in the stretch under way.
#[derive(Debug, Clone, Copy)]
struct Sum {
    low: f32,
    high: f32,
    squares: f32,
    count: u16,
}

impl Sum {
    const NONE: Self = Self { low: f32::INFINITY, high: f32::NEG_INFINITY, squares: 0.0, count: 0 };

    fn add(&mut self, sample: f32) {
        self.low = self.low.min(sample);
        self.high = self.high.max(sample);
        self.squares += sample * sample;
        self.count = self.count.saturating_add(1);
    }

    fn peak(self) -> Peak {
        if self.count == 0 || self.low > self.high {
            return Peak::UNREAD;
        }
        #[allow(clippy::cast_possible_truncation)] // within the range of an i16 after the clamp; a NaN becomes 0
        let scaled = |value: f32| (value * 32_767.0).round().clamp(-32_767.0, 32_767.0) as i16;
        Peak {
            low: scaled(self.low),
            high: scaled(self.high),
            rms: scaled((self.squares / f32::from(self.count)).sqrt()),
        }
    }
}

/// Collects samples, and gives peaks where a stretch is full.
#[derive(Debug)]
pub(super) struct Gather {
    bucket: f64,
    rows: usize,
    /// Stretches from this number on are not kept: no file is that long.
    limit: u32,
    /// Stretches before this number are not kept: their samples come out of a decoder that is not yet in step.
    pub from: u32,
    /// The stretch under way.
    current: Option<u32>,
    sums: [Sum; 2],
    runs: Vec<Run>,
}

impl Gather {
    /// Nothing collected. Stretches are `bucket_ms` milliseconds long.
    pub fn new(rows: u8, bucket_ms: u32, limit: u32) -> Self {
        Self {
            bucket: f64::from(bucket_ms) / 1000.0,
            rows: usize::from(rows),
            limit,
            from: 0,
            current: None,
            sums: [Sum::NONE; 2],
            runs: Vec::new(),
        }
    }

    /// Takes samples, the channels of one moment beside each other, the first of them at `start` seconds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // checked against the limit, and counts of a packet
    pub fn feed(&mut self, start: f64, rate: f64, channels: usize, samples: &[f32]) {
        let frames = samples.len() / channels.max(1);
        let mut at = 0;
        while at < frames {
            let time = start + at as f64 / rate;
            let bucket = (time / self.bucket + 1e-9).floor();
            // How many more samples lie in this stretch; at least one, so that the loop ends whatever the numbers.
            let end = (((bucket + 1.0) * self.bucket - start) * rate - 1e-6).ceil().clamp(0.0, frames as f64) as usize;
            let end = end.clamp(at + 1, frames);
            if (0.0..f64::from(self.limit)).contains(&bucket) {
                self.turn_to(bucket as u32);
                self.add(&samples[at * channels..end * channels], channels);
            }
            at = end;
        }
    }

    fn add(&mut self, samples: &[f32], channels: usize) {
        if self.rows == 2 && channels >= 2 {
            for frame in samples.chunks_exact(channels) {
                self.sums[0].add(frame[0]);
                self.sums[1].add(frame[1]);
            }
        } else {
            // More than two channels, or one: the loudest of all.
            for sample in samples {
                self.sums[0].add(*sample);
            }
        }
    }

    fn turn_to(&mut self, bucket: u32) {
        if self.current != Some(bucket) {
            self.close();
            self.current = Some(bucket);
        }
    }

    /// Ends the stretch under way, because what follows does not join it.
    pub fn close(&mut self) {
        let Some(current) = self.current.take() else { return };
        let sums = std::mem::replace(&mut self.sums, [Sum::NONE; 2]);
        if current < self.from {
            return;
        }
        let joins =
            |run: &&mut Run| u32::try_from(run.peaks.len() / self.rows).is_ok_and(|len| run.first + len == current);
        let peaks = sums[..self.rows].iter().map(|sum| sum.peak());
        match self.runs.last_mut().filter(joins) {
            Some(run) => run.peaks.extend(peaks),
            None => self.runs.push(Run { first: current, peaks: peaks.collect() }),
        }
    }

    /// What was gathered since this was asked last.
    pub fn take(&mut self) -> Vec<Run> {
        std::mem::take(&mut self.runs)
    }
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small numbers
mod tests {
    use super::*;

    /// A second of silence with one click, fed in packets of a length that no stretch divides by.
    #[test]
    fn a_click_lies_in_its_stretch_however_the_samples_come() {
        let mut samples = vec![0.0_f32; 48_000];
        samples[24_000 + 120] = 0.5;
        for size in [1, 441, 1024, 48_000] {
            let mut gather = Gather::new(1, 5, 10_000);
            for (nth, packet) in samples.chunks(size).enumerate() {
                gather.feed((nth * size) as f64 / 48_000.0, 48_000.0, 1, packet);
            }
            gather.close();
            let runs = gather.take();
            assert_eq!(runs.len(), 1, "{size}");
            assert_eq!((runs[0].first, runs[0].peaks.len()), (0, 200), "{size}");
            let loud: Vec<usize> = (0..200).filter(|place| runs[0].peaks[*place].reach() > 0).collect();
            assert_eq!(loud, [100], "{size}");
            assert_eq!(runs[0].peaks[100].high, 16_384);
        }
    }

    #[test]
    fn left_and_right_are_kept_apart_and_more_channels_are_not() {
        let mut stereo = Gather::new(2, 5, 100);
        stereo.feed(0.0, 1000.0, 2, &[0.5, -0.25].repeat(5));
        stereo.close();
        let run = &stereo.take()[0];
        assert_eq!((run.peaks[0].high, run.peaks[1].low), (16_384, -8192));
        let mut many = Gather::new(1, 5, 100);
        many.feed(0.0, 1000.0, 3, &[0.0, 0.0, 0.5].repeat(5));
        many.close();
        assert_eq!(many.take()[0].peaks[0].high, 16_384);
    }

    #[test]
    fn senseless_times_and_samples_are_left_out() {
        let mut gather = Gather::new(1, 5, 100);
        for start in [-1.0, 1e30, f64::NAN, f64::INFINITY] {
            gather.feed(start, 1000.0, 1, &[0.5; 10]);
        }
        gather.feed(0.0, 1000.0, 1, &[f32::NAN; 5]);
        gather.close();
        assert!(gather.take().iter().all(|run| run.peaks.iter().all(|peak| !peak.is_read())));
    }

    #[test]
    fn what_comes_before_the_wanted_place_is_left_out() {
        let mut gather = Gather::new(1, 5, 100);
        gather.from = 10;
        gather.feed(0.0, 1000.0, 1, &[0.5; 60]);
        gather.close();
        let runs = gather.take();
        assert_eq!((runs.len(), runs[0].first, runs[0].peaks.len()), (1, 10, 2));
    }
}
