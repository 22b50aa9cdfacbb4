//! Coders who err by a stated model, from a seed: what they mark when they code the gold.
//!
//! For each channel in turn: some behaviors are missed, some are taken for another, each remaining edge is marked late by a constant lag
//! and a normal error, and some behaviors are marked that were none. Random numbers come from PCG-64 (`oorandom`), and the normal error
//! is the sum of twelve uniform ones less six, so that every machine computes the same coding from the same seed.

use super::gold::event;
use crate::media::FrameRate;
use crate::model::{Channel, CodeId, CodingScheme, Event, Observation, Timing, Track};
use crate::time::{Millis, Span};
use oorandom::Rand64;
use std::collections::BTreeSet;

/// How a coder errs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ErrorModel {
    /// Where the random numbers start.
    pub seed: u64,
    /// By how much every edge is late on average.
    pub lag: Millis,
    /// The standard deviation of an edge about that.
    pub jitter: Millis,
    /// The probability that a behavior is missed. Where the next state begins as it ends, the one before runs on in its place. What
    /// runs when the coded window begins is never missed.
    pub miss: f64,
    /// Behaviors marked that were none, per channel and minute: a point, or a state of 0.4 to 1 s.
    pub false_alarms: f64,
    /// What is taken for what.
    pub confusions: &'static [Confusion],
}

/// A code that is taken for another, in every channel of this name that has both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confusion {
    /// The channel's name.
    pub channel: &'static str,
    /// The label of the true code.
    pub code: &'static str,
    /// The label of the code that is marked.
    pub taken_for: &'static str,
    /// How often, 0 to 1.
    pub probability: f64,
}

const fn confusion(channel: &'static str, code: &'static str, taken_for: &'static str, probability: f64) -> Confusion {
    Confusion { channel, code, taken_for, probability }
}

/// A practiced coder who steps frame by frame. Of the demo's 161 behaviors 3 are missed and 2 confused, 4 are added; edges are late by
/// 48 ms on average, with a standard deviation of 82 ms.
pub const RATER_A: ErrorModel = ErrorModel {
    seed: 0xA77E,
    lag: Millis(40),
    jitter: Millis(80),
    miss: 0.03,
    false_alarms: 0.2,
    confusions: &[
        confusion("Gaze", "Shared attention", "Object", 0.10),
        confusion("Vocalization", "Adult-like", "Infant-directed", 0.10),
        confusion("Vocalization", "Neutral", "Babble", 0.10),
        confusion("Touch", "Extremities", "Functional", 0.10),
        confusion("Posture", "Toward", "Neutral", 0.05),
    ],
};

/// A new coder who marks while the video plays. Of the demo's 161 behaviors 7 are missed and 12 confused, 13 are added; edges are late
/// by 209 ms on average, with a standard deviation of 200 ms.
pub const RATER_B: ErrorModel = ErrorModel {
    seed: 0xB0B,
    lag: Millis(200),
    jitter: Millis(200),
    miss: 0.08,
    false_alarms: 1.0,
    confusions: &[
        confusion("Gaze", "Shared attention", "Object", 0.50),
        confusion("Gaze", "Away", "Object", 0.15),
        confusion("Affect", "Positive", "Neutral", 0.10),
        confusion("Affect", "Negative", "Neutral", 0.15),
        confusion("Vocalization", "Adult-like", "Infant-directed", 0.25),
        confusion("Vocalization", "Infant-directed", "Adult-like", 0.10),
        confusion("Vocalization", "Neutral", "Babble", 0.25),
        confusion("Vocalization", "Babble", "Neutral", 0.10),
        confusion("Touch", "Playful", "Affectionate", 0.15),
        confusion("Touch", "Extremities", "Functional", 0.30),
        confusion("Posture", "Toward", "Neutral", 0.15),
        confusion("Posture", "Neutral", "Toward", 0.10),
    ],
};

/// What a coder marked, and where that came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// One for each channel of the scheme.
    pub tracks: Vec<Track>,
    /// The errors that were drawn. Two of them may cancel out or hide one another in the tracks.
    pub slips: Slips,
}

/// The errors that a coder made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slips {
    /// Behaviors in the gold.
    pub events: usize,
    /// Of these, missed.
    pub missed: usize,
    /// Of the others, marked as another code.
    pub confused: usize,
    /// Marked without cause.
    pub added: usize,
    /// Marked minus true time, for each edge marked within the coded window, before it is put on a frame.
    pub shifts: Vec<Millis>,
}

/// What a coder with this error model marks within the coded window when `gold` is the truth. Times lie on frame starts, and events get
/// ids from `take`. Gold states must not overlap within a channel.
pub fn code(
    gold: &Observation,
    scheme: &CodingScheme,
    window: Span,
    frame_rate: FrameRate,
    model: &ErrorModel,
    take: &mut impl FnMut() -> u32,
) -> Coded {
    let mut coder =
        Coder { random: Rand64::new(model.seed.into()), model, window, frame_rate, slips: Slips::default() };
    let mut tracks = Vec::new();
    for (truth, channel) in gold.tracks.iter().zip(&scheme.channels) {
        let mut track = Track::new(channel.id, truth.entry);
        let marks = if channel.is_point() { coder.points(truth, channel) } else { coder.states(truth, channel) };
        track.events = marks.into_iter().map(|(timing, code)| event(take(), code, timing)).collect();
        tracks.push(track);
    }
    Coded { tracks, slips: coder.slips }
}

struct Coder<'a> {
    random: Rand64,
    model: &'a ErrorModel,
    window: Span,
    frame_rate: FrameRate,
    slips: Slips,
}

impl Coder<'_> {
    fn points(&mut self, truth: &Track, channel: &Channel) -> Vec<(Timing, CodeId)> {
        let mut marks = BTreeSet::new();
        for event in &truth.events {
            if let Some(code) = self.notice(event, channel) {
                marks.insert((self.mark(event.timing.onset()), code));
            }
        }
        for _ in 0..self.false_alarms() {
            let frame = self.between(self.first_frame(), self.end_frame());
            if let Some(code) = self.any_code(truth, None) {
                marks.insert((frame, code));
            }
        }
        let last = self.end_frame() - 1;
        let at = |frame: i64| Timing::Point(self.frame_rate.frame_start(frame.min(last)));
        let marks: BTreeSet<(i64, CodeId)> = marks.into_iter().map(|(frame, code)| (frame.min(last), code)).collect();
        marks.into_iter().map(|(frame, code)| (at(frame), code)).collect()
    }

    fn states(&mut self, truth: &Track, channel: &Channel) -> Vec<(Timing, CodeId)> {
        let mut noticed: Vec<(Millis, Millis, CodeId)> = Vec::new();
        for event in &truth.events {
            let (onset, offset) = (event.timing.onset(), event.timing.offset());
            match (self.notice(event, channel), noticed.last_mut()) {
                (Some(code), _) => noticed.push((onset, offset, code)),
                (None, Some(before)) if before.1 == onset => before.1 = offset,
                (None, _) => {}
            }
        }
        let mut frames = self.paint(&noticed);
        for _ in 0..self.false_alarms() {
            let from = self.between(0, self.end_frame() - self.first_frame());
            let to = from + self.between(10, 26);
            let here = frames.get(index(from)).copied().flatten();
            if let Some(code) = self.any_code(truth, here) {
                let to = index(to).min(frames.len());
                frames[index(from).min(to)..to].fill(Some(code));
            }
        }
        self.runs(&frames)
    }

    /// The code a behavior is marked with; `None` for a missed one.
    fn notice(&mut self, event: &Event, channel: &Channel) -> Option<CodeId> {
        self.slips.events += 1;
        let (chance, place) = (self.random.rand_float(), self.random.rand_float());
        if chance < self.model.miss && event.timing.onset() > self.window.start() {
            self.slips.missed += 1;
            return None;
        }
        let mut sum = 0.0;
        let taken_for = self.model.confusions.iter().filter(|c| c.channel == channel.name).find_map(|confusion| {
            let id = |label: &str| channel.codes.iter().find(|code| code.label == label).map(|code| code.id);
            let target = id(confusion.taken_for).filter(|_| id(confusion.code) == Some(event.code))?;
            sum += confusion.probability;
            (place < sum).then_some(target)
        });
        self.slips.confused += usize::from(taken_for.is_some());
        Some(taken_for.unwrap_or(event.code))
    }

    /// The frame in which an edge is marked. What begins or ends with the coded window stays there.
    #[allow(clippy::cast_possible_truncation)] // a jitter is some seconds at most
    fn mark(&mut self, edge: Millis) -> i64 {
        let normal: f64 = (0..12).map(|_| self.random.rand_float()).sum::<f64>() - 6.0;
        if edge <= self.window.start() {
            return self.first_frame();
        }
        if edge >= self.window.end() {
            return self.end_frame();
        }
        let shift = self.model.lag + Millis((self.model.jitter.as_f64() * normal).round() as i64);
        self.slips.shifts.push(shift);
        self.frame_rate.frame_at(edge + shift).clamp(self.first_frame(), self.end_frame())
    }

    /// The code marked in each frame of the coded window.
    fn paint(&mut self, noticed: &[(Millis, Millis, CodeId)]) -> Vec<Option<CodeId>> {
        let first = self.first_frame();
        let mut frames = vec![None; index(self.end_frame() - first)];
        let mut from = 0;
        for (i, (onset, offset, code)) in noticed.iter().enumerate() {
            from = index(self.mark(*onset) - first).max(from);
            frames[from..].fill(Some(*code));
            if noticed.get(i + 1).is_none_or(|next| next.0 != *offset) {
                from = index(self.mark(*offset) - first).max(from);
                frames[from..].fill(None);
            }
        }
        frames
    }

    /// The states that the frames show.
    fn runs(&self, frames: &[Option<CodeId>]) -> Vec<(Timing, CodeId)> {
        let mut at = self.first_frame();
        let mut marks = Vec::new();
        for run in frames.chunk_by(|a, b| a == b) {
            let from = self.frame_rate.frame_start(at).max(self.window.start());
            at += i64::try_from(run.len()).unwrap_or(0);
            let to = self.frame_rate.frame_start(at).min(self.window.end());
            if let (Some(code), Some(span)) = (run[0], Span::new(from, to)) {
                marks.push((Timing::State(span), code));
            }
        }
        marks
    }

    /// How many behaviors to mark without cause in one channel: the stated rate, its fraction by chance.
    fn false_alarms(&mut self) -> usize {
        let expected = self.model.false_alarms * self.window.duration().seconds() / 60.0;
        let whole = expected.floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a rate is not negative
        let count = whole as usize + usize::from(self.random.rand_float() < expected - whole);
        self.slips.added += count;
        count
    }

    /// One of the codes that the truth has in this channel, other than `but`.
    fn any_code(&mut self, truth: &Track, but: Option<CodeId>) -> Option<CodeId> {
        let codes: BTreeSet<CodeId> = truth.events.iter().map(|event| event.code).collect();
        let codes: Vec<CodeId> = codes.into_iter().filter(|code| Some(*code) != but).collect();
        let pick = self.between(0, i64::try_from(codes.len()).ok()?.max(1));
        codes.get(index(pick)).copied()
    }

    /// A whole number from `low` up to but without `high`.
    fn between(&mut self, low: i64, high: i64) -> i64 {
        let range = u64::try_from(high - low).unwrap_or(1).max(1);
        low + i64::try_from(self.random.rand_range(0..range)).unwrap_or(0)
    }

    fn first_frame(&self) -> i64 {
        self.frame_rate.frame_at(self.window.start())
    }

    /// The first frame after the coded window.
    fn end_frame(&self) -> i64 {
        self.frame_rate.frame_at(self.window.end() - Millis(1)) + 1
    }
}

fn index(frame: i64) -> usize {
    usize::try_from(frame).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{Clip, project, script};

    fn run(model: ErrorModel) -> Coded {
        let demo = project("demo".into(), Clip::Mp4);
        let window = Span::new(Millis::ZERO, script::DURATION).unwrap();
        let mut ids = demo.next_id..;
        code(&demo.observations[0], &demo.schemes[0], window, script::FRAME_RATE, &model, &mut || ids.next().unwrap())
    }

    /// Errors of many coders of one model together.
    fn pooled(model: ErrorModel) -> Slips {
        let mut all = Slips::default();
        for seed in 0..60 {
            let slips = run(ErrorModel { seed, ..model }).slips;
            all.events += slips.events;
            all.missed += slips.missed;
            all.confused += slips.confused;
            all.added += slips.added;
            all.shifts.extend(slips.shifts);
        }
        all
    }

    fn mean_and_deviation(shifts: &[Millis]) -> (f64, f64) {
        let n = shifts.iter().map(|_| 1.0).sum::<f64>();
        let mean = shifts.iter().map(|s| s.as_f64()).sum::<f64>() / n;
        (mean, (shifts.iter().map(|s| (s.as_f64() - mean).powi(2)).sum::<f64>() / n).sqrt())
    }

    #[test]
    #[allow(clippy::cast_precision_loss)]
    fn realized_rates_come_out_as_stated() {
        for model in [RATER_A, RATER_B] {
            let slips = pooled(model);
            let share = slips.missed as f64 / slips.events as f64;
            assert!((share - model.miss).abs() < 0.015, "missed {share}");
            let per_minute = slips.added as f64 / (60.0 * 10.0 * 1.25);
            assert!((per_minute - model.false_alarms).abs() < 0.1, "added {per_minute}");
            let (mean, deviation) = mean_and_deviation(&slips.shifts);
            assert!((mean - model.lag.as_f64()).abs() < 5.0, "lag {mean}");
            assert!((deviation - model.jitter.as_f64()).abs() < 5.0, "jitter {deviation}");
        }
    }

    #[test]
    fn without_errors_the_gold_comes_out() {
        let none =
            ErrorModel { seed: 1, lag: Millis(0), jitter: Millis(0), miss: 0.0, false_alarms: 0.0, confusions: &[] };
        let gold = &project("demo".into(), Clip::Mp4).observations[0];
        for (coded, truth) in run(none).tracks.iter().zip(&gold.tracks) {
            let plain = |track: &Track| track.events.iter().map(|e| (e.timing, e.code)).collect::<Vec<_>>();
            assert_eq!(plain(coded), plain(truth));
        }
    }

    #[test]
    fn any_seed_gives_a_valid_coding_on_frame_starts() {
        for seed in 0..40 {
            let mut demo = project("demo".into(), Clip::Mp4);
            let wild = ErrorModel { seed, jitter: Millis(900), miss: 0.3, false_alarms: 9.0, ..RATER_B };
            let tracks = run(wild).tracks;
            for event in tracks.iter().flat_map(|track| &track.events) {
                for edge in [event.timing.onset(), event.timing.offset()] {
                    assert_eq!(script::FRAME_RATE.frame_start(script::FRAME_RATE.frame_at(edge)), edge);
                    assert!(edge <= script::DURATION);
                }
            }
            let last = tracks.iter().flat_map(|track| &track.events).map(|event| event.id.0).max().unwrap();
            demo.next_id = last + 1;
            demo.observations[0].tracks = tracks;
            demo.observations.truncate(1);
            assert_eq!(demo.violations(), []);
        }
    }

    #[test]
    #[allow(clippy::cast_possible_truncation)]
    fn the_shipped_raters_err_as_their_docs_say() {
        let check = |model, counts: [usize; 4], shift: (i64, i64)| {
            let slips = run(model).slips;
            assert_eq!([slips.events, slips.missed, slips.confused, slips.added], counts);
            let (mean, deviation) = mean_and_deviation(&slips.shifts);
            assert_eq!((mean.round() as i64, deviation.round() as i64), shift);
        };
        check(RATER_A, [161, 3, 2, 4], (48, 82));
        check(RATER_B, [161, 7, 12, 13], (209, 200));
    }
}
