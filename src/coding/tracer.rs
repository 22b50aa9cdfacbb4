//! Records a continuous rating while the video plays: the value that holds is sampled on the grid of the scale's period, by the media clock.
//!
//! What comes in is uneven: key presses, pointer moves and repaints, at any playback rate. What goes out has exactly one sample a period.

use crate::decimal::Decimal;
use crate::time::{Millis, Span};

/// A piece of a recording, to be put in the place of what was rated then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// When the first sample was taken.
    pub onset: Millis,
    /// One value a period; not empty.
    pub values: Vec<Decimal>,
    /// It goes on the piece that was taken before.
    pub continues: bool,
}

/// The recorder of one stretch. After a jump of the playhead another one takes its place.
#[derive(Debug, Clone)]
pub struct Tracer {
    period: i64,
    /// What may be rated.
    allowed: Vec<Span>,
    value: Decimal,
    /// The place on the grid of the next sample.
    next: i64,
    pieces: Vec<Recorded>,
    /// The place on the grid that would continue the piece taken last.
    taken: Option<i64>,
}

impl Tracer {
    /// Begins at a moment with a value. `allowed` are the stretches that may be rated; nothing is recorded outside of them.
    pub fn new(period: Millis, allowed: Vec<Span>, at: Millis, value: Decimal) -> Self {
        let period = period.0.max(1);
        let next = at.0.div_euclid(period) + i64::from(at.0.rem_euclid(period) > 0);
        Self { period, allowed, value, next, pieces: Vec::new(), taken: None }
    }

    /// The value is another one from a moment on.
    pub fn set(&mut self, value: Decimal, at: Millis) {
        self.advance(at - Millis(1));
        self.value = value;
    }

    /// The media clock has come to a moment: every sample up to it is taken.
    pub fn advance(&mut self, to: Millis) {
        while self.next * self.period <= to.0 {
            let at = Millis(self.next * self.period);
            if self.allowed.iter().any(|span| span.contains(at)) {
                self.take_sample(at);
            }
            self.next += 1;
        }
    }

    fn take_sample(&mut self, at: Millis) {
        let period = self.period;
        let open = self.pieces.last_mut().filter(|piece| {
            i64::try_from(piece.values.len()).is_ok_and(|count| piece.onset.0 + count * period == at.0)
        });
        if let Some(piece) = open {
            piece.values.push(self.value);
        } else {
            let continues = self.pieces.is_empty() && self.taken == Some(self.next);
            self.pieces.push(Recorded { onset: at, values: vec![self.value], continues });
        }
    }

    /// What was recorded and not yet taken, to be shown.
    pub fn pieces(&self) -> &[Recorded] {
        &self.pieces
    }

    /// Takes what was recorded, to be kept.
    pub fn take(&mut self) -> Vec<Recorded> {
        if let Some(last) = self.pieces.last() {
            self.taken = i64::try_from(last.values.len()).ok().map(|count| last.onset.0 / self.period + count);
        }
        std::mem::take(&mut self.pieces)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))] // by proptest, which is for the host
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all() -> Vec<Span> {
        vec![Span::new(Millis(0), Millis(100_000)).unwrap()]
    }

    fn recorded(onset: i64, values: &[i64], continues: bool) -> Recorded {
        let values = values.iter().map(|value| Decimal(*value)).collect();
        Recorded { onset: Millis(onset), values, continues }
    }

    #[test]
    fn the_last_value_holds_from_the_moment_it_was_given() {
        let mut tracer = Tracer::new(Millis(100), all(), Millis(10), Decimal(1));
        tracer.advance(Millis(250));
        tracer.set(Decimal(2), Millis(300));
        tracer.set(Decimal(3), Millis(399));
        tracer.advance(Millis(500));
        assert_eq!(tracer.take(), [recorded(100, &[1, 1, 2, 3, 3], false)]);
    }

    #[test]
    fn pieces_follow_without_gap_or_double_whatever_the_rate() {
        // A tenth of the speed, then four times: a tick is 1.6 ms or 64 ms of the video.
        let mut tracer = Tracer::new(Millis(20), all(), Millis(0), Decimal(0));
        for tick in 0..200_i64 {
            tracer.advance(Millis(tick * 16 / 10));
        }
        let slow = tracer.take();
        assert_eq!(slow, [recorded(0, &[0; 16], false)]);
        for tick in 0..10 {
            tracer.advance(Millis(318 + tick * 64));
        }
        assert_eq!(tracer.take(), [recorded(320, &[0; 29], true)]);
        // The clock of a media element may step back a little.
        tracer.advance(Millis(880));
        assert_eq!(tracer.take(), []);
        tracer.advance(Millis(900));
        assert_eq!(tracer.take(), [recorded(900, &[0], true)]);
    }

    #[test]
    fn nothing_is_recorded_outside_of_what_may_be_rated() {
        let allowed = [(1000, 1250), (1500, 1600)].map(|(a, b)| Span::new(Millis(a), Millis(b)).unwrap()).to_vec();
        let mut tracer = Tracer::new(Millis(100), allowed, Millis(0), Decimal(7));
        tracer.advance(Millis(1100));
        assert_eq!(tracer.take(), [recorded(1000, &[7, 7], false)]);
        tracer.advance(Millis(5000));
        assert_eq!(tracer.take(), [recorded(1200, &[7], true), recorded(1500, &[7], false)]);
    }

    proptest! {
        #[test]
        fn however_uneven_the_clock_there_is_one_sample_a_period(
            start in 0_i64..5000,
            steps in prop::collection::vec((0_i64..700, any::<bool>()), 1..60),
            period in prop_oneof![Just(20_i64), Just(33), Just(100), Just(1000)],
        ) {
            let mut tracer = Tracer::new(Millis(period), all(), Millis(start), Decimal(0));
            let (mut at, mut samples) = (start, Vec::new());
            let mut take = |tracer: &mut Tracer| {
                for piece in tracer.take() {
                    samples.extend((0..).zip(&piece.values).map(|(nth, _)| piece.onset.0 + nth * period));
                }
            };
            for (step, keep) in steps {
                at += step;
                tracer.advance(Millis(at));
                if keep {
                    take(&mut tracer);
                }
            }
            take(&mut tracer);
            let expect: Vec<i64> = (0..).map(|nth| nth * period).skip_while(|t| *t < start).take_while(|t| *t <= at).collect();
            prop_assert_eq!(samples, expect);
        }
    }
}
