//! Playing a stretch by itself: from A to B again and again, or once.

use super::Player;
use crate::coding::Region;
use crate::time::Span;
use leptos::prelude::*;

impl Player {
    /// The stretch that is repeated.
    pub fn looping(self) -> Option<Span> {
        self.region.with_untracked(|region| region.span())
    }

    /// Sets point A (or, else, B) at the playhead.
    pub fn set_point(self, a: bool) {
        let at = self.playhead();
        self.stop_at.set(None);
        self.region.update(|region| *region = if a { region.with_a(at) } else { region.with_b(at) });
    }

    /// Starts or ends the repetition of a stretch, and goes there.
    pub fn set_loop(self, span: Option<Span>) {
        self.stop_at.set(None);
        let region = span.map(Region::from).unwrap_or_default();
        if self.region.get_untracked() != region {
            self.region.set(region);
        }
        if let Some(span) = span
            && !span.contains(self.playhead())
        {
            self.seek(span.start());
        }
    }

    /// Plays a stretch once, from its start.
    pub fn play_once(self, span: Span) {
        self.set_loop(None);
        if self.playing.get_untracked() {
            self.seek(span.start());
        } else {
            self.play_from(span.start().seconds());
        }
        self.stop_at.set(Some(span.end()));
    }
}
