//! Signals in the timeline: their curves.

use super::Panel;
use crate::app::signals::Reading;
use crate::platform::canvas::Surface;
use crate::platform::signal_curves::{paint_signal, paint_waiting};
use crate::platform::theme::CanvasTheme;
use crate::t;
use crate::timeline::{Drawn, View, signal_shape};
use crate::words::signals::value;

impl Panel {
    /// Paints the lanes of signals: the curve, or what is still to be done for one.
    pub(super) fn paint_signals(self, surface: &Surface, view: &View, theme: &CanvasTheme) {
        let files = self.context.signals;
        self.context.desk.shown(|shown| {
            for lane in &view.lanes.signals {
                let Some(signal) = shown.session.signals.iter().find(|signal| signal.id == lane.signal) else {
                    continue;
                };
                let file = || signal.file_name.clone();
                let waiting = match files.reading(signal) {
                    Reading::Ready(loaded) => {
                        let drawn = Drawn { trace: &loaded.trace, offset: signal.offset, range: signal.range };
                        let shape = signal_shape(lane, &drawn, view.scale);
                        let ends = shape.as_ref().map(|shape| (value(shape.strip.min), value(shape.strip.max)));
                        let (low, high) = ends.unwrap_or_default();
                        paint_signal(surface, lane, shape.as_ref(), (&low, &high), theme);
                        continue;
                    }
                    Reading::Missing => t!("signal-lane-missing", file = file()),
                    Reading::Under(percent) => t!("signal-reading", percent = percent),
                    Reading::Failed(_) => t!("signal-lane-failed", file = file()),
                };
                paint_waiting(surface, lane, &waiting, theme);
            }
        });
    }
}
