//! The only map between session time and pixels.

use crate::time::{Millis, Span};

/// The finest zoom, in milliseconds per pixel: one frame of 40 ms takes 100 px. Beyond it there is nothing more to see.
const FINEST: f64 = 40.0 / 100.0;

/// How far the view may leave the session on either side, in pixels, so that an edge at its very start or end can be grabbed.
const OVERSCROLL: f64 = 24.0;

/// While playing, the view turns a page when the playhead passes this share of the width …
const PAGE_AT: f64 = 0.9;
/// … and then shows it at this one.
const PAGE_TO: f64 = 0.1;

/// Which stretch of a session is in view, and how wide.
///
/// ```
/// use attune::{time::Millis, timeline::Scale};
/// let mut scale = Scale::new(Millis(60_000), 600.0);
/// assert_eq!(scale.x(Millis(30_000)), 300.0);
/// scale.zoom_about(300.0, 2.0);
/// assert_eq!(scale.visible(), (Millis(15_000), Millis(45_000)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Session time at x = 0, in milliseconds.
    start: f64,
    ms_per_px: f64,
    /// In pixels, at least 1.
    width: f64,
    /// The session's length in milliseconds, at least 0.
    duration: f64,
}

impl Scale {
    /// A whole session of this length over `width` pixels.
    pub fn new(duration: Millis, width: f64) -> Self {
        let mut scale = Self { start: 0.0, ms_per_px: FINEST, width: sane_width(width), duration: 0.0 };
        scale.set_duration(duration);
        scale.show_all();
        scale
    }

    /// Where a moment lies, in pixels; negative before the view.
    pub fn x(&self, at: Millis) -> f64 {
        (at.as_f64() - self.start) / self.ms_per_px
    }

    /// The moment nearest to a pixel. The inverse of [`x`](Self::x) for every moment.
    pub fn time(&self, x: f64) -> Millis {
        round(self.start + x * self.ms_per_px)
    }

    /// The same, within the session.
    pub fn time_within(&self, x: f64) -> Millis {
        self.time(x).clamp(Millis::ZERO, self.duration())
    }

    /// The moment at a pixel in seconds, not rounded: where a pixel is less than a millisecond, sound still has a shape.
    pub fn seconds(&self, x: f64) -> f64 {
        (self.start + x * self.ms_per_px) / 1000.0
    }

    /// Milliseconds in one pixel.
    pub fn ms_per_px(&self) -> f64 {
        self.ms_per_px
    }

    /// The view's width in pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// The session's length.
    pub fn duration(&self) -> Millis {
        round(self.duration)
    }

    /// The moments at the left and the right end of the view.
    pub fn visible(&self) -> (Millis, Millis) {
        (self.time(0.0), self.time(self.width))
    }

    /// Zooms in by `factor` (out below 1) and keeps the moment at `x` where it is, as far as the session's ends allow.
    pub fn zoom_about(&mut self, x: f64, factor: f64) {
        if !(factor.is_finite() && factor > 0.0 && x.is_finite()) {
            return;
        }
        let at = self.start + x * self.ms_per_px;
        self.ms_per_px /= factor;
        self.limit_zoom();
        self.start = at - x * self.ms_per_px;
        self.limit_start();
    }

    /// Moves the view by `px` pixels towards later times.
    pub fn pan_by(&mut self, px: f64) {
        if px.is_finite() {
            self.start += px * self.ms_per_px;
            self.limit_start();
        }
    }

    /// Shows a span with a twentieth of the width to spare on either side.
    pub fn fit(&mut self, span: Span) {
        self.ms_per_px = span.duration().as_f64() / (0.9 * self.width);
        self.limit_zoom();
        self.center_on(Millis(i64::midpoint(span.start().0, span.end().0)));
    }

    /// Shows the whole session.
    pub fn show_all(&mut self) {
        self.ms_per_px = self.coarsest();
        self.start = 0.0;
    }

    /// Moves the view so that a moment stands in its middle, as far as the session's ends allow.
    pub fn center_on(&mut self, at: Millis) {
        self.start = at.as_f64() - self.width / 2.0 * self.ms_per_px;
        self.limit_start();
    }

    /// Turns the page when the playhead has left the view or its first nine tenths; whether it did. Scrolling by pages keeps the
    /// lanes still between two turns, so that they can be read and clicked while playing. The page with the session's end is not turned.
    pub fn follow(&mut self, playhead: Millis) -> bool {
        let x = self.x(playhead);
        // Half a pixel for rounding, where the end is right at the edge.
        let is_last = (self.duration - self.start) / self.ms_per_px <= self.width + 0.5;
        let until = if is_last { self.width } else { PAGE_AT * self.width };
        if (0.0..=until).contains(&x) {
            return false;
        }
        let before = self.start;
        self.pan_by(x - PAGE_TO * self.width);
        (self.start - before).abs() > 0.0
    }

    /// The view got another width: the left end and the zoom stay, and a session shown whole stays so.
    pub fn set_width(&mut self, width: f64) {
        let whole = self.shows_all();
        self.width = sane_width(width);
        self.settle(whole);
    }

    /// The session got another length, for instance once its video is loaded; a session shown whole stays so.
    pub fn set_duration(&mut self, duration: Millis) {
        let whole = self.shows_all();
        self.duration = duration.clamp(Millis::ZERO, Millis::MAX).as_f64();
        self.settle(whole);
    }

    /// Whether zooming out further is impossible.
    pub fn shows_all(&self) -> bool {
        self.ms_per_px >= self.coarsest()
    }

    fn settle(&mut self, whole: bool) {
        if whole {
            self.show_all();
        } else {
            self.limit_zoom();
            self.limit_start();
        }
    }

    fn coarsest(&self) -> f64 {
        (self.duration / self.width).max(FINEST)
    }

    fn limit_zoom(&mut self) {
        self.ms_per_px = self.ms_per_px.clamp(FINEST, self.coarsest());
    }

    fn limit_start(&mut self) {
        let spare = OVERSCROLL * self.ms_per_px;
        let last = (self.duration - self.width * self.ms_per_px).max(0.0);
        self.start = self.start.clamp(-spare, last + spare);
    }
}

fn sane_width(width: f64) -> f64 {
    // `max` also turns not-a-number, as an element without a box may report, into 1.
    width.clamp(1.0, 100_000.0).max(1.0)
}

#[allow(clippy::cast_possible_truncation)] // clamped to the range of session time
fn round(ms: f64) -> Millis {
    Millis((ms.round() as i64).clamp(-Millis::MAX.0, Millis::MAX.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Millis = Millis(3_600_000);

    #[test]
    fn every_moment_is_found_again_at_any_zoom() {
        for (x, factor) in [(0.0, 1.0), (500.0, 3.7), (999.0, 1e9)] {
            let mut scale = Scale::new(HOUR, 1000.0);
            scale.zoom_about(x, factor);
            for ms in [0, 1, 39, 40, 1_799_999, 3_600_000] {
                assert_eq!(scale.time(scale.x(Millis(ms))), Millis(ms));
            }
        }
    }

    #[test]
    fn zooming_keeps_the_moment_under_the_pointer() {
        let mut scale = Scale::new(HOUR, 1000.0);
        let under = scale.time(400.0);
        for factor in [2.0, 5.0, 1.3, 0.5] {
            scale.zoom_about(400.0, factor);
            assert!((scale.time(400.0) - under).0.abs() <= 1);
        }
    }

    #[test]
    fn zoom_stops_at_a_frame_of_a_hundred_pixels_and_at_the_whole_session() {
        let mut scale = Scale::new(HOUR, 1000.0);
        scale.zoom_about(0.0, 1e12);
        assert!((scale.x(Millis(40)) - scale.x(Millis(0)) - 100.0).abs() < 1e-9);
        scale.zoom_about(700.0, 1e-12);
        let (start, end) = scale.visible();
        assert_eq!(end - start, HOUR);
    }

    #[test]
    fn the_view_leaves_the_session_by_the_overscroll_only() {
        let mut scale = Scale::new(HOUR, 1000.0);
        scale.zoom_about(0.0, 10.0);
        scale.pan_by(-1e9);
        assert!((scale.x(Millis::ZERO) - OVERSCROLL).abs() < 1e-6);
        scale.pan_by(1e9);
        assert!((scale.x(HOUR) - (1000.0 - OVERSCROLL)).abs() < 1e-6);
    }

    #[test]
    fn following_turns_a_page_only_when_the_playhead_is_about_to_leave() {
        let mut scale = Scale::new(HOUR, 1000.0);
        scale.zoom_about(0.0, 60.0);
        assert!(!scale.follow(Millis(53_999)));
        assert!(scale.follow(Millis(55_000)));
        assert!((scale.x(Millis(55_000)) - 100.0).abs() < 1e-6);
        assert!(scale.follow(Millis(10_000)), "a seek backwards is followed too");
    }

    #[test]
    fn the_last_page_is_not_turned() {
        let mut scale = Scale::new(HOUR, 1000.0);
        assert!(!scale.follow(HOUR), "all of it is in view");
        scale.zoom_about(1000.0, 60.0);
        assert!(!scale.follow(HOUR), "its end is in view");
        assert!(scale.follow(Millis(0)));
    }

    #[test]
    fn fitting_shows_the_span_with_room_beside_it() {
        let mut scale = Scale::new(HOUR, 1000.0);
        scale.fit(Span::new(Millis(600_000), Millis(690_000)).unwrap());
        assert!((scale.x(Millis(600_000)) - 50.0).abs() < 1e-6);
        assert!((scale.x(Millis(690_000)) - 950.0).abs() < 1e-6);
    }

    #[test]
    fn a_session_shown_whole_stays_whole_when_the_window_is_resized() {
        let mut scale = Scale::new(HOUR, 1000.0);
        scale.set_width(400.0);
        assert_eq!(scale.visible(), (Millis::ZERO, HOUR));
        scale.set_duration(Millis(60_000));
        assert_eq!(scale.visible(), (Millis::ZERO, Millis(60_000)));
    }

    #[test]
    fn senseless_input_leaves_a_usable_scale() {
        let mut scale = Scale::new(Millis::ZERO, f64::NAN);
        scale.zoom_about(f64::NAN, 2.0);
        scale.zoom_about(0.0, f64::NAN);
        scale.zoom_about(0.0, 0.0);
        scale.pan_by(f64::INFINITY);
        assert!(scale.x(Millis(40)).is_finite());
        assert_eq!(scale.time(f64::NAN), Millis::ZERO);
    }
}
