//! What of a session was watched: the stretches that were played.

use crate::time::{Millis, Span};

/// The longest step of the clock that playing can make from one look to the next, at the fastest rate; a longer one is a seek.
const LONGEST_STEP: Millis = Millis(4000);

/// Stretches that were played, in order and apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Watched {
    spans: Vec<Span>,
    last: Option<Millis>,
}

impl Watched {
    /// Takes in where the clock stands. While playing, what lies between two looks was watched.
    pub fn look(&mut self, at: Millis, playing: bool) {
        let from = self.last.filter(|last| playing && at - *last <= LONGEST_STEP);
        self.last = playing.then_some(at);
        if let Some(span) = from.and_then(|from| Span::new(from, at)) {
            self.add(span);
        }
    }

    fn add(&mut self, span: Span) {
        let first = self.spans.partition_point(|own| own.end() < span.start());
        let last = self.spans.partition_point(|own| own.start() <= span.end());
        let touched = &self.spans[first..last];
        let start = touched.first().map_or(span.start(), |own| own.start().min(span.start()));
        let end = touched.last().map_or(span.end(), |own| own.end().max(span.end()));
        self.spans.splice(first..last, Span::new(start, end));
    }

    /// How much of a stretch was watched, in percent, rounded down. What is left of less than a second counts as watched: the last frame is where
    /// playing ends.
    pub fn percent(&self, of: Span) -> i64 {
        let parts = self.spans.iter().filter_map(|own| own.intersection(of));
        let watched = parts.fold(Millis::ZERO, |sum, part| sum + part.duration());
        let whole = of.duration();
        if whole - watched < Millis(1000).min(whole) { 100 } else { watched.0 * 100 / whole.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(looks: &[(i64, bool)]) -> Watched {
        let mut watched = Watched::default();
        for (at, playing) in looks {
            watched.look(Millis(*at), *playing);
        }
        watched
    }

    fn percent(looks: &[(i64, bool)]) -> i64 {
        watched(looks).percent(Span::new(Millis(0), Millis(100_000)).unwrap())
    }

    #[test]
    fn what_is_played_was_watched_and_what_is_skipped_was_not() {
        assert_eq!(percent(&[]), 0);
        assert_eq!(percent(&[(0, true), (2000, true), (4000, true)]), 4);
        assert_eq!(percent(&[(0, true), (2000, true), (52_000, true), (54_000, true)]), 4, "a seek while playing");
        assert_eq!(percent(&[(0, false), (2000, false)]), 0, "a walk while paused");
        assert_eq!(percent(&[(0, true), (2000, false), (4000, true), (5000, true)]), 1);
    }

    #[test]
    fn what_is_watched_twice_counts_once() {
        let looks = [(0, true), (4000, true), (0, false), (1000, true), (3000, true), (6000, true)];
        assert_eq!(percent(&looks), 6);
        let spans = watched(&[(0, true), (2000, true), (6000, false), (6000, true), (8000, true), (1000, false)]);
        assert_eq!(spans.spans.len(), 2);
    }

    #[test]
    fn the_last_moments_need_not_be_played() {
        let mut looks: Vec<(i64, bool)> = (0..=99_001).step_by(1000).map(|at| (at, true)).collect();
        assert_eq!(percent(&looks), 99);
        looks.push((99_100, true));
        assert_eq!(percent(&looks), 100);
    }
}
