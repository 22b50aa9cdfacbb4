//! How one video follows another while both play: by small changes of its rate, which are not seen or heard, and where that does not do,
//! by letting it wait for the other.
//!
//! Media elements have clocks of their own, start some tens of milliseconds apart and may stall for data. A [`Follower`] is told how far
//! behind its video is and answers what to do about it.
//!
//! ```
//! use attune::media::{Action, Follower, Reading};
//! let mut follower = Follower::new(true);
//! let reading = Reading { behind: 0.01, frame: 0.04, rate: 1.0, audible: false, now: 0.0 };
//! assert_eq!(follower.observe(reading), Action::Keep);
//! let lost = Reading { behind: 3.0, now: 0.02, ..reading };
//! assert!(matches!(follower.observe(lost), Action::Seek { .. }));
//! ```

/// Off by more than this, in seconds at normal rate, a video is not brought back by its rate.
const LOST: f64 = 0.2;

/// The same for one that is heard: a gap is heard too, so it is left to the rate as long as that can help.
const LOST_AUDIBLE: f64 = 1.0;

/// Off by less than this, in seconds, one that is heard is left alone where its rate cannot be changed.
const GAP_AUDIBLE: f64 = 0.1;

/// Ahead by no more than this, in seconds, a video waits; further it is sought.
const LONG_WAIT: f64 = 1.5;

/// Seconds in which a difference is to be made up for.
const CATCH_UP: f64 = 1.0;

/// The smallest change of rate.
const MIN_NUDGE: f64 = 0.02;

/// The largest change of the rate of a video that is not heard. Engines under load let a silent clock stall for a tenth of a second; at
/// this rate it is back within a frame in less than one.
const MAX_NUDGE: f64 = 0.15;

/// The same for one that is heard. Pitch is kept; a few percent of tempo go unnoticed.
const MAX_NUDGE_AUDIBLE: f64 = 0.05;

/// Seconds between two waits.
const PAUSE: f64 = 1.0;

/// Seconds after a wait or a change of rate in which positions tell nothing: the engine is still getting going.
const LANDING: f64 = 0.3;

/// Seconds until a change of rate is seen in the smoothed positions.
const LAG: f64 = 0.1;

/// Share of a new reading in the smoothed one. Stated positions jump by some milliseconds.
const WEIGHT: f64 = 0.3;

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
    /// Pause it until the other one has come to where it is: see [`Follower::goes`].
    Wait,
    /// Pause it, seek it to where it should be and so many seconds of the video further, and let it wait there.
    Seek {
        /// Seconds to aim ahead by.
        ahead: f64,
    },
}

/// Keeps one video with the one that leads.
///
/// A correction is one change of rate, held until the difference is gone, and one back. How long seeks and starts take is learned.
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    /// Whether its rate may be changed: in `WebKitGTK` a change stops the picture for 0.1 to 0.3 s, more than there is to correct.
    by_rate: bool,
    /// Its rate over the chosen one.
    factor: f64,
    smoothed: Option<f64>,
    /// When it was last made to wait.
    waited: Option<f64>,
    /// Since when it runs again, while that is still to be looked at, and whether it was started.
    landing: Option<(f64, bool)>,
    /// Seconds that a seek takes.
    seek_time: f64,
    /// Seconds that a start takes.
    start_time: f64,
}

impl Follower {
    /// Follows by changes of rate, or by waits alone.
    pub fn new(by_rate: bool) -> Self {
        Self { by_rate, factor: 1.0, smoothed: None, waited: None, landing: None, seek_time: 0.2, start_time: 0.03 }
    }

    /// The video was started or moved by someone else: what was seen of it before counts no more.
    pub fn restart(&mut self) {
        *self = Self { seek_time: self.seek_time, start_time: self.start_time, ..Self::new(self.by_rate) };
    }

    /// Takes in where the video is and says what to do. Not to be asked while it seeks or waits.
    pub fn observe(&mut self, reading: Reading) -> Action {
        let Reading { behind, frame, rate, audible, now } = reading;
        let rate = rate.max(0.01);
        if let Some((since, started)) = self.landing {
            if now - since < LANDING {
                return Action::Keep;
            }
            (self.landing, self.smoothed) = (None, None);
            if started {
                self.start_time = (self.start_time + 0.7 * behind / rate).clamp(0.0, 0.5);
            }
        }
        let smoothed = match self.smoothed {
            // A jump is no noise.
            Some(before) if (behind - before).abs() < LOST => before + WEIGHT * (behind - before),
            _ => behind,
        };
        self.smoothed = Some(smoothed);

        let lost = match (self.by_rate, audible) {
            (true, false) => LOST * rate.max(1.0),
            (true, true) => LOST_AUDIBLE * rate.max(1.0),
            (false, false) => (frame * 0.8).max(FLOOR),
            (false, true) => GAP_AUDIBLE,
        };
        if smoothed.abs() > lost && self.waited.is_none_or(|waited| now - waited > PAUSE) {
            self.restart();
            self.waited = Some(now);
            if smoothed < 0.0 && -smoothed < LONG_WAIT * rate {
                return Action::Wait;
            }
            return Action::Seek { ahead: (self.seek_time + self.start_time + 0.1) * rate };
        }
        if !self.by_rate {
            return Action::Keep;
        }
        let corrects = self.factor - 1.0;
        if corrects == 0.0 {
            if smoothed.abs() <= (frame * 0.5).max(FLOOR) {
                return Action::Keep;
            }
            let most = if audible { MAX_NUDGE_AUDIBLE } else { MAX_NUDGE };
            let nudge = (smoothed.abs() / rate / CATCH_UP).clamp(MIN_NUDGE, most);
            self.factor = 1.0 + nudge.copysign(smoothed);
            return Action::Rate(self.factor);
        }
        // The change back takes effect a little later.
        let left = smoothed - corrects * rate * LAG;
        if corrects * left > 0.0 {
            return Action::Keep;
        }
        (self.factor, self.landing) = (1.0, Some((now, false)));
        Action::Rate(1.0)
    }

    /// While it waits and does not seek: whether to play it now, `ahead` seconds of the video before the other one.
    pub fn goes(&mut self, ahead: f64, rate: f64, now: f64) -> bool {
        if let Some(waited) = self.waited.filter(|_| self.landing.is_none()) {
            // Asked for the first time, it has arrived. A wait without a seek arrives at once, and tells nothing.
            let took = (now - waited).min(1.0);
            if took > 0.05 {
                self.seek_time = if ahead < 0.0 { took } else { f64::midpoint(self.seek_time, took) };
            }
        }
        // One that comes too late tells nothing of how long a start takes.
        self.landing = Some((now, ahead >= 0.0));
        ahead <= self.start_time * rate
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
        waits: usize,
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
        by_rate: bool,
        /// Seconds until a new rate takes effect.
        lag: f64,
        seek_time: f64,
        start_time: f64,
    }

    const WORLD: World = World {
        start: 0.0,
        skew: 0.0,
        noise: 0.0,
        frame: 0.04,
        rate: 1.0,
        audible: false,
        by_rate: true,
        lag: 0.08,
        seek_time: 0.25,
        start_time: 0.08,
    };

    fn run(world: &World, seconds: f64) -> Run {
        let mut random = oorandom::Rand64::new(5);
        let mut law = Follower::new(world.by_rate);
        let (mut leader, mut follower) = (10.0, 10.0 - world.start);
        let mut factor = 1.0;
        let mut orders: Vec<(f64, f64)> = Vec::new();
        // While it stands: until when it seeks, and from when on it runs, once it was told to.
        let mut stands: Option<(f64, Option<f64>)> = None;
        let mut seen = Run { behind: Vec::new(), rates: 0, waits: 0, seeks: 0 };
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
            stands = stands.filter(|(_, runs)| runs.is_none_or(|runs| now < runs));
            if stands.is_none() {
                follower += TICK * world.rate * factor * (1.0 - world.skew);
            }
            let (frame, rate, audible) = (world.frame, world.rate, world.audible);
            if let Some((sought, runs)) = &mut stands {
                if runs.is_none() && *sought <= now && law.goes(follower - leader, rate, now) {
                    *runs = Some(now + world.start_time);
                }
            } else {
                let noise = (random.rand_float() * 2.0 - 1.0) * world.noise;
                match law.observe(Reading { behind: leader - follower + noise, frame, rate, audible, now }) {
                    Action::Keep => {}
                    Action::Rate(new) => {
                        let most = if audible { MAX_NUDGE_AUDIBLE } else { MAX_NUDGE };
                        assert!(world.by_rate && (new - 1.0).abs() <= most + 1e-9, "{new}");
                        seen.rates += 1;
                        orders.push((now + world.lag, new));
                    }
                    Action::Wait => {
                        seen.waits += 1;
                        (factor, stands) = (1.0, Some((now, None)));
                        orders.clear();
                    }
                    Action::Seek { ahead } => {
                        seen.seeks += 1;
                        follower = leader + ahead;
                        (factor, stands) = (1.0, Some((now + world.seek_time, None)));
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
            assert_eq!((seen.rates, seen.waits, seen.seeks), (0, 0, 0), "start {start}, noise {noise}");
        }
    }

    #[test]
    fn a_late_start_is_made_up_for_without_a_seek_and_without_swinging() {
        for start in [0.19, 0.1, 0.05, -0.05, -0.1, -0.19] {
            for (rate, frame) in [(1.0, 0.04), (1.0, 1.0 / 60.0), (0.5, 0.04), (2.0, 0.04)] {
                let seen = run(&World { start, frame, rate, ..WORLD }, 20.0);
                let settled = 2.5 / rate;
                assert_eq!(seen.seeks, 0, "start {start} rate {rate}");
                assert!(
                    worst(&seen, settled) < frame,
                    "start {start} rate {rate} frame {frame}: {}",
                    worst(&seen, settled)
                );
                // It never goes past the goal by more than half a frame: no oscillation.
                let past = seen.behind.iter().map(|behind| -behind * start.signum()).fold(f64::MIN, f64::max);
                assert!(past < frame / 2.0, "start {start} rate {rate} frame {frame} goes past by {past}");
                assert!(seen.rates <= 4, "start {start} rate {rate}: {} changes of rate", seen.rates);
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
    fn a_lost_video_is_sought_and_waits_for_the_other() {
        for (start, seek_time) in [(0.3, 0.25), (5.0, 0.25), (-5.0, 0.25), (5.0, 0.6), (5.0, 0.05)] {
            let seen = run(&World { start, seek_time, ..WORLD }, 20.0);
            assert!((1..=2).contains(&seen.seeks), "start {start}: {} seeks", seen.seeks);
            assert!(worst(&seen, 6.0) < WORLD.frame, "start {start}, seek {seek_time}: {}", worst(&seen, 6.0));
        }
        // One that is ahead has nothing to seek for.
        let seen = run(&World { start: -0.5, ..WORLD }, 20.0);
        assert_eq!((seen.seeks, seen.waits), (0, 1));
        assert!(worst(&seen, 4.0) < WORLD.frame, "{}", worst(&seen, 4.0));
    }

    #[test]
    fn where_rates_are_left_alone_it_waits() {
        for start in [0.08, 0.3, -0.08, -0.3] {
            for (start_time, seek_time) in [(0.02, 0.2), (0.1, 0.6)] {
                let noise = 0.004;
                let seen = run(&World { start, noise, start_time, seek_time, by_rate: false, ..WORLD }, 30.0);
                assert!(worst(&seen, 8.0) < WORLD.frame, "start {start}, {start_time}: {}", worst(&seen, 8.0));
                assert!(seen.seeks + seen.waits <= 4, "start {start}: {} seeks, {} waits", seen.seeks, seen.waits);
            }
        }
    }

    #[test]
    fn what_is_heard_is_not_sought_while_its_rate_can_help() {
        let seen = run(&World { start: 0.8, audible: true, ..WORLD }, 60.0);
        assert_eq!(seen.seeks, 0);
        assert!(worst(&seen, 30.0) < WORLD.frame, "{}", worst(&seen, 30.0));
        assert_eq!(run(&World { start: 1.5, audible: true, ..WORLD }, 60.0).seeks, 1);
    }
}
