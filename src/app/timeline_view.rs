//! The timeline's window: which stretch is in view. Outside of the document: moving it is no change to the project.

use crate::time::{Millis, Span};
use crate::timeline::Scale;
use leptos::prelude::*;

/// The handle. Copies all lead to the same window.
#[derive(Clone, Copy)]
pub struct TimelineView {
    /// The only map between time and pixels.
    pub scale: RwSignal<Scale>,
}

impl TimelineView {
    /// A window on an empty session.
    pub fn new() -> Self {
        Self { scale: RwSignal::new(Scale::new(Millis(60_000), 800.0)) }
    }

    /// Zooms about a moment, which stays where it is; about the middle if it is out of view.
    pub fn zoom_about_time(self, at: Millis, factor: f64) {
        self.scale.update(|scale| {
            let x = scale.x(at);
            let x = if (0.0..=scale.width()).contains(&x) { x } else { scale.width() / 2.0 };
            scale.zoom_about(x, factor);
        });
    }

    /// Shows the whole session.
    pub fn show_all(self) {
        self.scale.update(Scale::show_all);
    }

    /// The stretch in view.
    pub fn visible(self) -> Option<Span> {
        let (start, end) = self.scale.with_untracked(Scale::visible);
        Span::new(start, end)
    }

    /// Scrolls so that a moment is in view.
    pub fn reveal(self, at: Millis) {
        let (start, end) = self.scale.with_untracked(Scale::visible);
        if at < start || at >= end {
            self.scale.update(|scale| scale.center_on(at));
        }
    }
}
