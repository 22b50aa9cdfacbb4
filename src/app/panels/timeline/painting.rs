//! What the timeline's canvases show.

use super::{METRICS, MinimapOf, Panel};
use crate::platform::canvas::{self, Surface};
use crate::platform::{frame, measure, session_marks, theme, waveform};
use crate::time::Millis;
use crate::timeline::{
    Live, Scale, SoundLook, View, layout, match_ticks, minimap, ruler, sound as lay_out_sound, underlines,
};
use leptos::prelude::*;

impl Panel {
    /// Paints before the next repaint, however often it is asked.
    pub(super) fn ask(self) {
        let first = self.held.try_update_value(|held| !std::mem::replace(&mut held.asked, true));
        if first == Some(true) {
            frame::next_frame(move || {
                // The panel may be gone by then.
                if self.held.try_update_value(|held| held.asked = false).is_some() {
                    self.paint();
                }
            });
        }
    }

    pub(super) fn paint(self) {
        measure::timeline_frame(|| self.paint_lanes());
        self.paint_overlay();
        self.paint_minimap();
    }

    fn paint_lanes(self) {
        let Some(surface) = self.lane_canvas.get_untracked().and_then(|canvas| Surface::new(&canvas)) else { return };
        let theme = theme::canvas_theme();
        let pressed = self.context.desk.held();
        let live = Live { held: &pressed };
        self.with_preview(|view, rules| {
            let list = layout(view, &live);
            let ticks = ruler(view.scale, rules.frames);
            canvas::paint_ruler(&surface, &ticks, METRICS.ruler_height, &theme);
            self.paint_sound(&surface, view, &theme);
            self.held.update_value(|held| canvas::paint_lanes(&surface, &list, &mut held.labels, &theme));
            self.paint_signals(&surface, view, &theme);
            self.page.matches.with_untracked(|found| {
                canvas::paint_underlines(&surface, &underlines(view, found), &theme);
            });
            self.paint_ways(&surface, view, &theme);
            canvas::paint_outside(&surface, view.scale, rules.window, METRICS.ruler_height, &theme);
            self.paint_session(&surface, view, &theme);
        });
        if self.held.try_update_value(|held| std::mem::replace(&mut held.painted, true)) == Some(false) {
            measure::project_painted();
        }
    }

    fn paint_sound(self, surface: &Surface, view: &View, theme: &theme::CanvasTheme) {
        let sound = self.page.sound;
        let look = SoundLook {
            y: METRICS.ruler_height,
            height: self.sound_height.get_untracked(),
            apart: sound.apart.get_untracked() && sound.differs.get_untracked(),
            gain: f64::from(1_u32 << sound.gain.get_untracked()),
        };
        if look.height > 0.0 {
            let offset = sound.offset.get_untracked();
            let rows = sound.with(|known| lay_out_sound(known, view.scale, offset, look)).unwrap_or_default();
            waveform::paint(surface, &rows, look, theme);
        }
    }

    /// What is noted of the session, over the lanes.
    fn paint_session(self, surface: &Surface, view: &View, theme: &theme::CanvasTheme) {
        self.context.desk.shown(|shown| {
            session_marks::paint_unassigned(
                surface,
                view.scale,
                shown.observation.stretches(),
                METRICS.ruler_height,
                theme,
            );
            session_marks::paint_unscorable(surface, view.scale, shown.session, view.lanes, theme);
            session_marks::paint_bookmarks(surface, view.scale, &shown.session.bookmarks, METRICS.ruler_height, theme);
        });
    }

    pub(super) fn paint_overlay(self) {
        let Some(surface) = self.overlay.get_untracked().and_then(|canvas| Surface::new(&canvas)) else { return };
        let scale = self.view().scale.get_untracked();
        let player = self.context.player;
        let region = player.region.get_untracked();
        let region = [region.a, region.b].map(|point| point.map(|at| scale.x(at)));
        let snapped = self.line.get_untracked().map(|at| scale.x(at));
        let theme = theme::canvas_theme();
        canvas::paint_overlay(&surface, scale.x(player.playhead()), snapped, region, &theme);
        if let Some(area) = self.area.get_untracked() {
            canvas::paint_area(&surface, area, &theme);
        }
    }

    fn paint_minimap(self) {
        let Some(surface) = self.minimap.get_untracked().and_then(|canvas| Surface::new(&canvas)) else { return };
        self.with_view(|view, _| {
            let running = view.tracks.iter().any(|track| !track.open.is_empty());
            let of = MinimapOf {
                events: self.context.desk.revisions.events.get_untracked(),
                length: view.scale.duration(),
                width: surface.width,
                playhead: running.then_some(view.playhead),
            };
            let whole = Scale::new(view.scale.duration(), surface.width);
            let (start, end) = view.scale.visible();
            let frame = (whole.x(start.max(Millis::ZERO)), whole.x(end.min(view.scale.duration())));
            self.held.update_value(|held| {
                let (_, list) = match held.minimap.take() {
                    Some(known) if known.0 == of => held.minimap.insert(known),
                    _ => held.minimap.insert((of, minimap(view, surface.width, surface.height))),
                };
                canvas::paint_minimap(&surface, list, frame, whole.x(view.playhead), &theme::canvas_theme());
            });
            self.page.matches.with_untracked(|found| {
                let ticks = match_ticks(view.scale.duration(), surface.width, found);
                canvas::paint_match_ticks(&surface, &ticks, &theme::canvas_theme());
            });
        });
    }
}
