//! What the lanes show beside events: windows of interval coding, curves of ratings.

use super::Panel;
use crate::model::{ObservationId, Window, windows};
use crate::platform::canvas::Surface;
use crate::platform::theme::CanvasTheme;
use crate::platform::ways;
use crate::timeline::{Rated, View, rating_strip, window_shapes};
use leptos::prelude::*;

/// What is known of the lanes until something of it changes.
#[derive(Default)]
pub(super) struct Ways {
    of: Option<Of>,
    /// For each channel.
    rated: Vec<Rated>,
    windows: Vec<Vec<Window>>,
}

/// What it depends on.
#[derive(Clone, Copy, PartialEq)]
struct Of {
    observation: Option<ObservationId>,
    revisions: [u32; 5],
}

impl Panel {
    /// Paints windows and curves over the lanes' events.
    pub(super) fn paint_ways(self, surface: &Surface, view: &View, theme: &CanvasTheme) {
        self.read_ways();
        let rating = self.page.rating;
        let recorded = rating.channel.get_untracked().map(|channel| (channel, rating.recorded()));
        self.held.with_value(|held| {
            for (lane, channel, track) in view.rows() {
                if let Some(windows) = held.ways.windows.get(lane.index).filter(|windows| !windows.is_empty()) {
                    ways::paint_windows(surface, &window_shapes(windows, track, lane, view.scale), theme);
                }
                let (Some(of), Some(rated)) = (channel.rating(), held.ways.rated.get(lane.index)) else { continue };
                let strip = rating_strip(of, lane.y, lane.height);
                if let Some(neutral) = of.neutral {
                    ways::paint_neutral(surface, &strip, neutral.as_f64(), theme);
                }
                let curves = rated.curves(&track.samples, of, view.scale, &strip);
                ways::paint_curves(surface, &curves, theme.curve_of(lane.role));
                if let Some((_, recorded)) = recorded.as_ref().filter(|(id, _)| *id == channel.id) {
                    let curves = Rated::new(recorded).curves(recorded, of, view.scale, &strip);
                    ways::paint_curves(surface, &curves, &theme.playhead);
                }
            }
        });
        self.paint_current_window(surface, view, theme);
    }

    /// A line around the window that is watched or asked about, in the lanes that it is judged in.
    fn paint_current_window(self, surface: &Surface, view: &View, theme: &CanvasTheme) {
        let intervals = self.page.intervals;
        let current = intervals.agenda.with_untracked(|agenda| {
            intervals.judging.with_untracked(|judging| agenda.stops().get(judging.as_ref()?.index()).cloned())
        });
        let Some(stop) = current else { return };
        let (x, to) = (view.scale.x(stop.span.start()), view.scale.x(stop.span.end()));
        for lane in view.lanes.lanes.iter().filter(|lane| stop.channels.contains(&lane.channel)) {
            ways::paint_current(surface, (x, lane.y, to - x, lane.height), theme);
        }
    }

    /// Reads anew what changed since it was read.
    fn read_ways(self) {
        let desk = self.context.desk;
        let changed = desk.revisions;
        let of = Of {
            observation: desk.observation.get_untracked(),
            revisions: [changed.ratings, changed.media, changed.study, changed.schemes, changed.settings]
                .map(|revision| revision.get_untracked()),
        };
        if self.held.with_value(|held| held.ways.of == Some(of)) {
            return;
        }
        let read = desk.shown(|shown| {
            let rated = shown.observation.tracks.iter().map(|track| Rated::new(&track.samples)).collect();
            let laid = shown.scheme.channels.iter().map(|channel| {
                let rule = channel.intervals()?;
                Some(windows(rule, shown.session, channel.role, shown.observation.stretches()))
            });
            Ways { of: Some(of), rated, windows: laid.map(Option::unwrap_or_default).collect() }
        });
        self.held.update_value(|held| held.ways = read.unwrap_or_default());
    }
}
