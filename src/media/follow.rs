//! How one video follows another while both play: by small changes of its rate, which are not heard, and by a seek only when it is lost.
//!
//! Media elements have clocks of their own, start some tens of milliseconds apart and may wait for data. A [`Follower`] is told how far
//! behind its video is and answers what to do about it.
//!
//! ```
//! use attune::media::{Action, Follower, Reading};
//! let mut follower = Follower::default();
//! let reading = Reading { behind: 0.01, frame: 0.04, rate: 1.0, audible: false, now: 0.0 };
//! assert_eq!(follower.observe(reading), Action::Keep);
//! let lost = Reading { behind: 3.0, now: 0.02, ..reading };
//! assert!(matches!(follower.observe(lost), Action::Seek { .. }));
//! ```

/// Behind by more than this, in seconds at normal rate, a video is sought.
const LOST: f64 = 0.2;

/// The same for one that is heard: a seek is heard too, so it is left to the rate as long as that can help.
const LOST_AUDIBLE: f64 = 1.0;

/// Seconds in which a difference is to be made up for.
const CATCH_UP: f64 = 1.0;

/// The largest change of rate. Pitch is kept; a few percent of tempo go unnoticed.
const MAX_NUDGE: f64 = 0.05;

/// Rates change in steps of this, so that they do not change all the time.
const NUDGE_STEP: f64 = 0.01;

/// Seconds between two changes of rate: an engine takes some tens of milliseconds to act on one.
const PATIENCE: f64 = 0.25;

/// Seconds after a seek before there may be another.
const SEEK_PAUSE: f64 = 1.0;

/// Seconds after a seek in which positions do not count: the engine is still getting going.
const LANDING: f64 = 0.3;

/// Share of a new reading in the smoothed one. Stated positions jump by some milliseconds.
const WEIGHT: f64 = 0.2;

/// The least difference in seconds that is worth a correction, whatever the frame rate.
const FLOOR: f64 = 0.01;

/// What is known of a video that follows, at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// Seconds of the video by which it is behind; negative: ahead.
    pub behind: f64,
    /// Seconds that a frame is on screen, at normal rate.
    pub frame: f64,
    /// The rate that the coder chose.
    pub rate: f64,
    /// Whether it is heard.
    pub audible: bool,
    /// Seconds on any clock that runs on.
    pub now: f64,
}

/// What to do about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    /// Nothing.
    Keep,
    /// Set its rate to the chosen one times this; 1 ends a correction.
    Rate(f64),
    /// Seek it to where it should be, and so many seconds of the video further, since a seek takes time.
    Seek {
        /// Seconds to aim ahead by.
        ahead: f64,
    },
}

/// Keeps one video with the one that leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    /// Its rate over the chosen one.
    factor: f64,
    smoothed: Option<f64>,
    changed: f64,
    sought: Option<f64>,
    /// Whether the landing of the last seek is still to be looked at.
    landing: bool,
    /// Seconds that a seek takes, as learned from the last ones.
    seek_time: f64,
}

impl Default for Follower {
    fn default() -> Self {
        Self { factor: 1.0, smoothed: None, changed: f64::MIN, sought: None, landing: false, seek_time: 0.1 }
    }
}

impl Follower {
    /// Its rate over the chosen one.
    pub fn factor(&self) -> f64 {
        self.factor
    }

    /// The video was started or moved by someone else: what was seen of it before counts no more.
    pub fn restart(&mut self) {
        *self = Self { seek_time: self.seek_time, ..Self::default() };
    }

    /// Takes in where the video is and says what to do. Not to be asked while it seeks.
    pub fn observe(&mut self, reading: Reading) -> Action {
        let Reading { behind, frame, rate, audible, now } = reading;
        let rate = rate.max(0.01);
        if self.landing {
            if self.sought.is_some_and(|sought| now - sought < LANDING) {
                return Action::Keep;
            }
            self.landing = false;
            self.seek_time = (self.seek_time + behind / rate).clamp(0.0, 1.0);
        }
        let smoothed = match self.smoothed {
            // A jump is no noise.
            Some(before) if (behind - before).abs() < LOST => before + WEIGHT * (behind - before),
            _ => behind,
        };
        self.smoothed = Some(smoothed);

        let lost = if audible { LOST_AUDIBLE } else { LOST } * rate.max(1.0);
        if smoothed.abs() > lost && self.sought.is_none_or(|sought| now - sought > SEEK_PAUSE) {
            *self = Self { seek_time: self.seek_time, sought: Some(now), landing: true, ..Self::default() };
            return Action::Seek { ahead: self.seek_time * rate };
        }
        let factor = self.wanted(smoothed, frame, rate);
        let ends = (factor - 1.0).abs() < NUDGE_STEP / 2.0;
        let same = (factor - self.factor).abs() < NUDGE_STEP / 2.0;
        if same || (!ends && now - self.changed < PATIENCE) {
            return Action::Keep;
        }
        (self.factor, self.changed) = (factor, now);
        Action::Rate(factor)
    }

    /// The rate over the chosen one that makes up for a difference.
    fn wanted(&self, behind: f64, frame: f64, rate: f64) -> f64 {
        let corrects = self.factor - 1.0;
        // A correction begins at half a frame and goes on to a tenth of one, or past the goal.
        let tolerated = if corrects == 0.0 { (frame * 0.5).max(FLOOR) } else { (frame * 0.1).max(FLOOR * 0.2) };
        if behind.abs() <= tolerated || corrects * behind < 0.0 {
            return 1.0;
        }
        let steps = (behind.abs() / rate / CATCH_UP).clamp(NUDGE_STEP, MAX_NUDGE) / NUDGE_STEP;
        1.0 + (steps.round() * NUDGE_STEP).copysign(behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICK: f64 = 1.0 / 60.0;

    /// Two simulated videos: what the follower's engine does with what the law answers.
    struct Run {
        /// The true difference after each tick, in seconds of the video.
        behind: Vec<f64>,
        rates: usize,
        seeks: usize,
    }

    struct World {
        start: f64,
        /// The follower's clock runs slower by this share.
        skew: f64,
        noise: f64,
        frame: f64,
        rate: f64,
        audible: bool,
        /// Seconds until a new rate takes effect.
        lag: f64,
        seek_time: f64,
    }

    const WORLD: World =
        World { start: 0.0, skew: 0.0, noise: 0.0, frame: 0.04, rate: 1.0, audible: false, lag: 0.08, seek_time: 0.25 };

    fn run(world: &World, seconds: f64) -> Run {
        let mut random = oorandom::Rand64::new(5);
        let mut law = Follower::default();
        let (mut leader, mut follower) = (10.0, 10.0 - world.start);
        let mut factor = 1.0;
        let mut orders: Vec<(f64, f64)> = Vec::new();
        let mut landing: Option<(f64, f64)> = None;
        let mut seen = Run { behind: Vec::new(), rates: 0, seeks: 0 };
        let mut now = 0.0;
        while now < seconds {
            now += TICK;
            leader += TICK * world.rate;
            orders.retain(|(at, new)| {
                let due = *at <= now;
                if due {
                    factor = *new;
                }
                !due
            });
            match landing {
                Some((at, target)) if at <= now => (follower, landing) = (target, None),
                Some(_) => {}
                None => follower += TICK * world.rate * factor * (1.0 - world.skew),
            }
            if landing.is_none() {
                let noise = (random.rand_float() * 2.0 - 1.0) * world.noise;
                let Run { rates, seeks, .. } = &mut seen;
                let (frame, rate, audible) = (world.frame, world.rate, world.audible);
                match law.observe(Reading { behind: leader - follower + noise, frame, rate, audible, now }) {
                    Action::Keep => {}
                    Action::Rate(new) => {
                        assert!((new - 1.0).abs() <= MAX_NUDGE + 1e-9, "{new}");
                        *rates += 1;
                        orders.push((now + world.lag, new));
                    }
                    Action::Seek { ahead } => {
                        *seeks += 1;
                        (factor, landing) = (1.0, Some((now + world.seek_time, leader + ahead)));
                        orders.clear();
                    }
                }
            }
            seen.behind.push(leader - follower);
        }
        seen
    }

    /// The largest difference from a moment on.
    fn worst(run: &Run, from: f64) -> f64 {
        let from = run.behind.iter().zip(1_u32..).filter(|(_, tick)| f64::from(*tick) * TICK > from);
        from.map(|(behind, _)| behind.abs()).fold(0.0, f64::max)
    }

    #[test]
    fn what_is_together_is_left_alone() {
        for (start, noise) in [(0.0, 0.0), (0.015, 0.004), (-0.015, 0.004), (0.0, 0.015)] {
            let seen = run(&World { start, noise, ..WORLD }, 60.0);
            assert_eq!((seen.rates, seen.seeks), (0, 0), "start {start}, noise {noise}");
        }
    }

    #[test]
    fn a_late_start_is_made_up_for_without_a_seek_and_without_swinging() {
        for start in [0.19, 0.1, 0.05, -0.05, -0.1, -0.19] {
            for (rate, frame) in [(1.0, 0.04), (1.0, 1.0 / 60.0), (0.5, 0.04), (2.0, 0.04)] {
                let seen = run(&World { start, frame, rate, ..WORLD }, 20.0);
                assert_eq!(seen.seeks, 0, "start {start} rate {rate}");
                assert!(worst(&seen, 9.0) < frame, "start {start} rate {rate} frame {frame}: {}", worst(&seen, 9.0));
                // It never goes past the goal by more than half a frame: no oscillation.
                let past = seen.behind.iter().map(|behind| -behind * start.signum()).fold(f64::MIN, f64::max);
                assert!(past < frame / 2.0, "start {start} rate {rate} frame {frame} goes past by {past}");
                assert!(seen.rates <= 8, "start {start} rate {rate}: {} changes of rate", seen.rates);
            }
        }
    }

    #[test]
    fn a_clock_that_runs_wrong_stays_within_one_frame() {
        for skew in [0.001, -0.001, 0.004, -0.004] {
            for noise in [0.0, 0.006] {
                let seen = run(&World { skew, noise, start: 0.03, ..WORLD }, 120.0);
                assert_eq!(seen.seeks, 0);
                assert!(worst(&seen, 5.0) < WORLD.frame, "skew {skew}, noise {noise}: {}", worst(&seen, 5.0));
                assert!(seen.rates < 100, "skew {skew}, noise {noise}: {} changes of rate in 2 min", seen.rates);
            }
        }
    }

    #[test]
    fn a_lost_video_is_sought_and_the_time_that_a_seek_takes_is_learned() {
        for start in [0.3, 5.0, -5.0] {
            let seen = run(&World { start, ..WORLD }, 20.0);
            assert_eq!(seen.seeks, 1, "start {start}");
            assert!(worst(&seen, 8.0) < WORLD.frame, "start {start}: {}", worst(&seen, 8.0));
        }
        // Where a seek takes longer than what counts as lost, the second one aims better.
        let seen = run(&World { start: 5.0, seek_time: 0.6, ..WORLD }, 20.0);
        assert_eq!(seen.seeks, 2);
        assert!(worst(&seen, 8.0) < WORLD.frame, "{}", worst(&seen, 8.0));
    }

    #[test]
    fn what_is_heard_is_not_sought_while_its_rate_can_help() {
        let seen = run(&World { start: 0.8, audible: true, ..WORLD }, 60.0);
        assert_eq!(seen.seeks, 0);
        assert!(worst(&seen, 30.0) < WORLD.frame, "{}", worst(&seen, 30.0));
        assert_eq!(run(&World { start: 1.5, audible: true, ..WORLD }, 60.0).seeks, 1);
    }
}
