//! The stretch that is played by itself: from A to B, or an event with what is around it.

use crate::time::{Millis, Span};

/// Points A and B as far as they are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Region {
    /// Where it begins.
    pub a: Option<Millis>,
    /// Where it ends.
    pub b: Option<Millis>,
}

impl Region {
    /// Sets A. A point B that does not come after it is let go.
    #[must_use]
    pub fn with_a(self, at: Millis) -> Self {
        Self { a: Some(at), b: self.b.filter(|b| *b > at) }
    }

    /// Sets B. A point A that does not come before it is let go.
    #[must_use]
    pub fn with_b(self, at: Millis) -> Self {
        Self { a: self.a.filter(|a| *a < at), b: Some(at) }
    }

    /// The stretch, once both are set.
    pub fn span(self) -> Option<Span> {
        Span::new(self.a?, self.b?)
    }
}

impl From<Span> for Region {
    fn from(span: Span) -> Self {
        Self { a: Some(span.start()), b: Some(span.end()) }
    }
}

/// What to play to see an event from `onset` to `offset` (the same for a point): with `margin` before and after it, within `0..end`.
pub fn around(onset: Millis, offset: Millis, margin: Millis, end: Millis) -> Option<Span> {
    // A point without a margin would be nothing to look at.
    let margin = if onset == offset { margin.max(Millis(500)) } else { margin };
    Span::new((onset - margin).max(Millis::ZERO), (offset + margin).min(end.max(offset)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_and_b_in_any_order_and_again() {
        let a = Region::default().with_a(Millis(1000));
        assert_eq!(a.span(), None);
        let both = a.with_b(Millis(3000));
        assert_eq!(both.span(), Span::new(Millis(1000), Millis(3000)));
        assert_eq!(both.with_a(Millis(2000)).span(), Span::new(Millis(2000), Millis(3000)));
        assert_eq!(both.with_a(Millis(3000)), Region { a: Some(Millis(3000)), b: None });
        assert_eq!(both.with_b(Millis(1000)), Region { a: None, b: Some(Millis(1000)) });
        assert_eq!(
            Region::default().with_b(Millis(500)).with_a(Millis(100)).span(),
            Span::new(Millis(100), Millis(500))
        );
    }

    #[test]
    fn an_event_is_played_with_what_is_around_it() {
        let end = Millis(10_000);
        for (onset, offset, margin, expect) in [
            (2000, 3000, 1000, (1000, 4000)),
            (2000, 3000, 0, (2000, 3000)),
            (200, 3000, 1000, (0, 4000)),
            (9500, 10_000, 1000, (8500, 10_000)),
            (5000, 5000, 0, (4500, 5500)),
            (5000, 5000, 2000, (3000, 7000)),
        ] {
            let span = around(Millis(onset), Millis(offset), Millis(margin), end);
            assert_eq!(span, Span::new(Millis(expect.0), Millis(expect.1)), "{onset}–{offset} ± {margin}");
        }
    }
}
