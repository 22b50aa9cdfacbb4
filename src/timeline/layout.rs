//! From events to shapes: a pure function of the view.

use super::columns::{Bar, COLUMN_PX, Frame, Palette, Row};
use super::display::{DisplayList, Label, Point, Rect};
use super::{Lane, Lanes, Live, Scale, View};
use crate::model::{Channel, CodeId, Event, EventId, Timing, Track};
use crate::time::Millis;
use std::collections::BTreeSet;

/// How far shapes may reach outside the view, in pixels: enough that rounded corners and half a diamond are not seen cut.
const MARGIN: f64 = 16.0;

/// The width of a running state whose onset the playhead has not reached: still to be seen.
const STUB: f64 = 3.0;

/// The least width of a state drawn on its own once its gap is taken off.
const LEAST: f64 = 2.0;

/// What is to be drawn for a view.
///
/// The number of shapes is bounded by pixels × rows, not by events. `benches/timeline.rs` measures it.
pub fn layout(view: &View, live: &Live) -> DisplayList {
    let mut list =
        DisplayList { lanes: view.lanes.lanes.clone(), groups: view.lanes.groups.clone(), ..DisplayList::default() };
    for (lane, channel, track) in view.rows() {
        if channel.codes.is_empty() {
            continue;
        }
        let palette = Palette {
            ids: channel.codes.iter().map(|code| code.id).collect(),
            colors: channel.codes.iter().map(|code| code.color).collect(),
        };
        let pass = Pass { view: *view, lane, channel, palette, window: Window::of(view.scale), live };
        if channel.is_point() && lane.height >= view.lanes.metrics.point_size {
            pass.points(track, &mut list);
        } else {
            pass.states(track, &mut list);
        }
        pass.open(track, &mut list);
    }
    list.sort();
    list
}

/// The whole session in a strip of this size: one thin row per channel. `view.scale` gives the session's length only.
pub fn minimap(view: &View, width: f64, height: f64) -> DisplayList {
    let lanes = Lanes::strip(view.channels, height);
    let scale = Scale::new(view.scale.duration(), width);
    layout(&View { lanes: &lanes, scale: &scale, ..*view }, &Live::default())
}

/// The stretch that is drawn, in milliseconds: the view and its margin, widened to whole columns.
#[derive(Clone, Copy)]
struct Window {
    from: f64,
    to: f64,
    column: f64,
}

impl Window {
    fn of(scale: &Scale) -> Self {
        let column = COLUMN_PX * scale.ms_per_px();
        let start = -scale.x(Millis::ZERO) * scale.ms_per_px();
        let from = ((start - MARGIN * scale.ms_per_px()) / column).floor() * column;
        Self { from, to: start + (scale.width() + MARGIN) * scale.ms_per_px(), column }
    }
}

/// The work on one lane.
struct Pass<'a> {
    view: View<'a>,
    lane: &'a Lane,
    channel: &'a Channel,
    palette: Palette,
    window: Window,
    live: &'a Live<'a>,
}

impl Pass<'_> {
    fn row_of(&self, code: usize) -> usize {
        if self.lane.rows > 1 { code } else { 0 }
    }

    fn states(&self, track: &Track, list: &mut DisplayList) {
        let scale = self.view.scale;
        let mut rows: Vec<Row> = (0..self.lane.rows)
            .map(|row| {
                let (y, height) = self.lane.row(row);
                let frame = Frame {
                    start: -scale.x(Millis::ZERO) * scale.ms_per_px(),
                    px_per_ms: 1.0 / scale.ms_per_px(),
                    column: self.window.column,
                    y,
                    height,
                };
                Row::new(frame, self.palette.ids.len())
            })
            .collect();
        // A point drawn as a tick is one pixel wide.
        let tick = scale.ms_per_px();
        let selection = Selection::new(self.view.selection);
        let hidden = self.dragged();
        let first = first_visible(track, self.channel, self.window.from);
        for event in &track.events[first..] {
            let (onset, offset) = match event.timing {
                Timing::State(span) => (span.start().as_f64(), span.end().as_f64()),
                Timing::Point(at) => (at.as_f64(), at.as_f64() + tick),
            };
            if onset >= self.window.to {
                break;
            }
            if offset <= self.window.from || hidden == Some(event.id) {
                continue;
            }
            let code = self.palette.index(event.code);
            let row = &mut rows[self.row_of(code)];
            if offset - onset < self.window.column {
                let bar = Bar { onset, offset, code, event: event.id, cut_off: event.cut_off };
                row.gather(bar, || selection.holds(event.id), &self.palette, &mut list.rects);
            } else {
                row.flush(&self.palette, &mut list.rects);
                let rect = self.alone(event, event.timing, code);
                self.label(&rect, list);
                list.rects.push(rect);
            }
        }
        for row in &mut rows {
            row.flush(&self.palette, &mut list.rects);
        }
        self.preview(track, list);
    }

    /// A state wide enough for a rectangle of its own.
    fn alone(&self, event: &Event, timing: Timing, code: usize) -> Rect {
        let (from, to) = (self.view.scale.x(timing.onset()), self.view.scale.x(timing.offset()));
        Rect {
            event: Some(event.id),
            cut_off: event.cut_off,
            selected: self.view.selection.contains(&event.id),
            ..self.rect(from, to - self.view.lanes.metrics.event_gap, code)
        }
    }

    /// A rectangle from one pixel to another in a code's row, cut to the view and its margin.
    fn rect(&self, from: f64, to: f64, code: usize) -> Rect {
        let (y, h) = self.lane.row(self.row_of(code));
        let x = from.clamp(-MARGIN, self.view.scale.width() + MARGIN);
        let w = to.clamp(x, self.view.scale.width() + 2.0 * MARGIN) - x;
        Rect {
            x,
            y,
            w: w.max(LEAST),
            h,
            color: self.palette.colors[code],
            alpha: 1.0,
            event: None,
            code: self.palette.ids[code],
            open: false,
            cut_off: false,
            selected: false,
        }
    }

    fn label(&self, rect: &Rect, list: &mut DisplayList) {
        let metrics = &self.view.lanes.metrics;
        let (left, right) = (rect.x.max(0.0), (rect.x + rect.w).min(self.view.scale.width()));
        if right - left >= metrics.label_min_width && rect.h >= metrics.label_row_height {
            list.labels.push(Label {
                x: left + metrics.label_pad,
                y: rect.y + rect.h / 2.0,
                max_width: right - left - 2.0 * metrics.label_pad,
                row_height: rect.h,
                code: rect.code,
                ink: rect.color.ink(),
            });
        }
    }

    fn points(&self, track: &Track, list: &mut DisplayList) {
        let size = self.view.lanes.metrics.point_size;
        let selection = Selection::new(self.view.selection);
        let hidden = self.dragged();
        // The column of each code's last diamond, and the diamond's place in the list.
        let mut latest: Vec<(f64, usize)> = vec![(f64::NEG_INFINITY, 0); self.palette.ids.len()];
        let first = track.events.partition_point(|event| event.timing.onset().as_f64() < self.window.from);
        for event in &track.events[first..] {
            let at = event.timing.onset();
            if at.as_f64() >= self.window.to {
                break;
            }
            if hidden == Some(event.id) {
                continue;
            }
            let code = self.palette.index(event.code);
            let column = (at.as_f64() / self.window.column).floor();
            if latest[code].0 >= column {
                let point = &mut list.points[latest[code].1];
                point.event = None;
                point.selected = point.selected || selection.holds(event.id);
            } else {
                latest[code] = (column, list.points.len());
                list.points.push(self.point(event.id, at, code, size));
            }
        }
        self.preview(track, list);
    }

    fn point(&self, event: EventId, at: Millis, code: usize, size: f64) -> Point {
        Point {
            x: self.view.scale.x(at),
            y: self.lane.point_y(code, self.palette.ids.len(), size),
            size,
            color: self.palette.colors[code],
            event: Some(event),
            code: self.palette.ids[code],
            selected: self.view.selection.contains(&event),
        }
    }

    /// The event that is shown elsewhere than the track has it.
    fn dragged(&self) -> Option<EventId> {
        self.live.preview.filter(|preview| preview.channel == self.lane.channel).map(|preview| preview.event)
    }

    fn preview(&self, track: &Track, list: &mut DisplayList) {
        let Some(preview) = self.live.preview.filter(|preview| preview.channel == self.lane.channel) else { return };
        let Some(event) = track.event(preview.event) else { return };
        let code = self.palette.index(event.code);
        match preview.timing {
            Timing::Point(at) => list.points.push(self.point(event.id, at, code, self.view.lanes.metrics.point_size)),
            Timing::State(span) if self.in_window(span.start(), span.end()) => {
                let rect = self.alone(event, preview.timing, code);
                self.label(&rect, list);
                list.front.push(rect);
            }
            Timing::State(_) => {}
        }
    }

    /// States that still run, and states whose key is held: from their onset to the playhead.
    fn open(&self, track: &Track, list: &mut DisplayList) {
        let held = self.live.held.iter().filter(|held| held.channel == self.lane.channel);
        let held = held.map(|held| (None, held.code, held.onset));
        let running = track.open.iter().map(|open| (Some(open.id), open.code, open.onset));
        for (event, code, onset) in running.chain(held) {
            if let Some(rect) = self.running(event, code, onset) {
                self.label(&rect, list);
                list.front.push(rect);
            }
        }
    }

    fn running(&self, event: Option<EventId>, code: CodeId, onset: Millis) -> Option<Rect> {
        let (from, to) = (self.view.scale.x(onset), self.view.scale.x(self.view.playhead));
        let to = to.max(from + STUB);
        (to > -MARGIN && from < self.view.scale.width() + MARGIN).then(|| Rect {
            event,
            open: true,
            selected: event.is_some_and(|event| self.view.selection.contains(&event)),
            ..self.rect(from, to, self.palette.index(code))
        })
    }

    fn in_window(&self, onset: Millis, offset: Millis) -> bool {
        offset.as_f64() > self.window.from && onset.as_f64() < self.window.to
    }
}

/// The place of the first event that may reach into the view.
fn first_visible(track: &Track, channel: &Channel, from: f64) -> usize {
    if channel.is_exclusive() || channel.is_point() {
        // Without overlaps, offsets are sorted as well.
        return track.events.partition_point(|event| event.timing.offset().as_f64() <= from);
    }
    // States of one code do not overlap: of each code at most the last one before the view reaches into it.
    let mut first = track.events.partition_point(|event| event.timing.onset().as_f64() < from);
    let mut missing: Vec<CodeId> = channel.codes.iter().map(|code| code.id).collect();
    for (nth, event) in track.events[..first].iter().enumerate().rev() {
        let Some(place) = missing.iter().position(|&code| code == event.code) else { continue };
        missing.swap_remove(place);
        if event.timing.offset().as_f64() > from {
            first = nth;
        }
        if missing.is_empty() {
            break;
        }
    }
    first
}

/// The selection with its bounds, so that most events are told apart by two comparisons.
struct Selection<'a> {
    ids: &'a BTreeSet<EventId>,
    ends: Option<(EventId, EventId)>,
}

impl<'a> Selection<'a> {
    fn new(ids: &'a BTreeSet<EventId>) -> Self {
        Self { ids, ends: ids.first().copied().zip(ids.last().copied()) }
    }

    #[allow(clippy::inline_always)] // once for each event, see `columns`
    #[inline(always)]
    fn holds(&self, id: EventId) -> bool {
        self.ends.is_some_and(|(first, last)| first <= id && id <= last && self.ids.contains(&id))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, code_color, exclusive, free, open, points, track};
    use super::super::{Held, Preview};
    use super::*;
    use crate::model::ChannelId;
    use crate::time::Span;

    fn draw(scene: &Scene) -> DisplayList {
        layout(&scene.view(), &Live::default())
    }

    /// `(x, width, event)` of each rectangle, by place.
    fn places(rects: &[Rect]) -> Vec<(f64, f64, Option<u32>)> {
        let mut places: Vec<_> = rects.iter().map(|r| (r.x, r.w, r.event.map(|event| event.0))).collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        places
    }

    #[test]
    fn a_state_spans_its_time_less_the_gap() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 3000), (11, 3000, 4000)]);
        assert_eq!(places(&draw(&scene).rects), [(100.0, 199.0, Some(100)), (300.0, 99.0, Some(101))]);
    }

    #[test]
    fn states_out_of_view_are_not_drawn_and_long_ones_are_cut() {
        let mut scene = Scene::one(exclusive(), &[(10, 0, 1000), (10, 1000, 9000), (10, 9000, 10_000)]);
        scene.scale.zoom_about(500.0, 10.0);
        assert_eq!(places(&draw(&scene).rects), [(-16.0, 1048.0, Some(101))]);
    }

    #[test]
    fn in_a_free_channel_a_long_state_from_before_the_view_is_found_behind_short_ones() {
        let mut scene = Scene::one(free(), &[(10, 0, 10_000), (11, 100, 200), (11, 300, 400), (12, 500, 600)]);
        scene.scale.zoom_about(500.0, 10.0);
        assert_eq!(places(&draw(&scene).rects).len(), 1);
    }

    #[test]
    fn codes_that_may_overlap_lie_in_rows_of_their_own() {
        let scene = Scene::one(free(), &[(10, 1000, 3000), (12, 1000, 3000)]);
        let rects = draw(&scene).rects;
        let (y, height) = scene.lanes.lanes[0].row(2);
        let third = rects.iter().find(|rect| rect.code == CodeId(12)).unwrap();
        assert!((third.y - y).abs() < 1e-9 && (third.h - height).abs() < 1e-9);
    }

    #[test]
    fn narrow_states_become_one_column_in_the_color_that_covers_most() {
        // 3 px are 30 ms here; the column 990–1020 ms.
        let scene = Scene::one(exclusive(), &[(11, 990, 995), (10, 995, 1015), (11, 1015, 1020)]);
        let rects = draw(&scene).rects;
        assert_eq!(places(&rects), [(99.0, 3.0, None)]);
        assert_eq!((rects[0].color, rects[0].alpha.to_bits()), (code_color(0), 1_f32.to_bits()));
    }

    #[test]
    fn a_column_is_as_strong_as_its_coverage() {
        let scene = Scene::one(exclusive(), &[(10, 990, 995), (10, 1005, 1010)]);
        assert!((draw(&scene).rects[0].alpha - 0.5).abs() < 1e-6);
    }

    #[test]
    fn a_narrow_state_alone_is_drawn_as_itself() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 1001), (10, 5000, 5020)]);
        let rects = draw(&scene).rects;
        assert_eq!(places(&rects), [(100.0, 1.0, Some(100)), (500.0, 2.0, Some(101))]);
        assert!(rects.iter().all(|rect| rect.alpha > 0.99));
    }

    #[test]
    fn a_narrow_state_across_two_columns_stays_one_rectangle() {
        let scene = Scene::one(exclusive(), &[(10, 1010, 1030)]);
        assert_eq!(places(&draw(&scene).rects), [(101.0, 2.0, Some(100))]);
    }

    #[test]
    fn columns_do_not_flicker_while_panning() {
        let events: Vec<(u32, i64, i64)> =
            (0..500).map(|n| (10 + u32::from(n % 3 == 0), n * 20, n * 20 + 7 + n % 11)).collect();
        let mut scene = Scene::one(exclusive(), &events);
        scene.scale.zoom_about(0.0, 1.5);
        let inner = |scene: &Scene, shift: f64| -> Vec<(i64, i64)> {
            let list = draw(scene);
            let mut times: Vec<(i64, i64)> = list
                .rects
                .iter()
                .filter(|rect| rect.x > 100.0 + shift && rect.x < 800.0 + shift)
                .map(|rect| (scene.scale.time(rect.x).0, scene.scale.time(rect.x + rect.w).0))
                .collect();
            times.sort_unstable();
            times
        };
        let before = inner(&scene, 0.0);
        scene.scale.pan_by(7.0);
        assert!(before.len() > 50);
        assert_eq!(inner(&scene, -7.0), before);
    }

    #[test]
    fn a_selected_state_shows_even_within_a_column() {
        let mut scene =
            Scene::one(exclusive(), &[(10, 990, 1000), (10, 1000, 1010), (10, 2010, 2020), (10, 2020, 2030)]);
        scene.selection.insert(EventId(101));
        let selected: Vec<bool> = draw(&scene).rects.iter().map(|rect| rect.selected).collect();
        assert_eq!(selected, [true, false]);
    }

    #[test]
    fn a_running_state_grows_to_the_playhead_and_is_a_stub_before_its_onset() {
        let mut events = track(1, &[]);
        let id = open(&mut events, 10, 2000);
        let mut scene = Scene::new(vec![(exclusive(), events)]);
        for (playhead, width) in [(4000, 200.0), (2000, 3.0), (1000, 3.0)] {
            scene.playhead = Millis(playhead);
            let front = draw(&scene).front;
            assert_eq!(places(&front), [(200.0, width, Some(id.0))]);
            assert!(front[0].open);
        }
    }

    #[test]
    fn a_held_state_grows_without_an_id() {
        let mut scene = Scene::one(exclusive(), &[]);
        scene.playhead = Millis(3000);
        let held = [Held { channel: ChannelId(1), code: CodeId(12), onset: Millis(2500) }];
        let list = layout(&scene.view(), &Live { held: &held, preview: None });
        assert_eq!(places(&list.front), [(250.0, 50.0, None)]);
        assert_eq!(list.front[0].code, CodeId(12));
    }

    #[test]
    fn a_dragged_event_is_drawn_once_and_where_it_would_lie() {
        let scene = Scene::one(exclusive(), &[(10, 1000, 3000)]);
        let timing = Timing::State(Span::new(Millis(5000), Millis(6000)).unwrap());
        let preview = Some(Preview { channel: ChannelId(1), event: EventId(100), timing });
        let list = layout(&scene.view(), &Live { held: &[], preview });
        assert_eq!(places(&list.rects), []);
        assert_eq!(places(&list.front), [(500.0, 99.0, Some(100))]);
    }

    #[test]
    fn text_stands_only_where_there_is_room_and_within_the_view() {
        let mut scene = Scene::one(exclusive(), &[(10, 0, 5000), (11, 5000, 5240)]);
        assert_eq!(draw(&scene).labels.len(), 1, "23 px are too few");
        scene.scale.zoom_about(400.0, 4.0);
        let labels = draw(&scene).labels;
        assert!(labels.iter().all(|label| label.x >= 0.0 && label.max_width > 0.0));
    }

    #[test]
    fn points_of_one_code_are_merged_and_of_two_are_not() {
        let scene = Scene::one(points(), &[(10, 990, 990), (10, 1000, 1000), (11, 1000, 1000), (10, 3000, 3000)]);
        let mut drawn: Vec<_> = draw(&scene).points.iter().map(|p| (p.x, p.code.0, p.event.map(|e| e.0))).collect();
        drawn.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(drawn, [(99.0, 10, None), (100.0, 11, Some(102)), (300.0, 10, Some(103))]);
    }

    #[test]
    fn the_minimap_shows_the_whole_session_in_thin_rows() {
        let mut scene = Scene::new(vec![
            (exclusive(), track(1, &[(10, 0, 5000)])),
            (free(), track(2, &[(20, 5000, 9000), (21, 6000, 8000)])),
            (points(), track(3, &[(30, 9000, 9000)])),
        ]);
        scene.scale.zoom_about(0.0, 20.0);
        let list = minimap(&scene.view(), 100.0, 12.0);
        assert_eq!(
            places(&list.rects),
            [(0.0, 50.0, Some(100)), (50.0, 40.0, Some(200)), (60.0, 20.0, Some(201)), (90.0, 1.0, Some(300))]
        );
        assert!(list.rects.iter().all(|rect| (rect.h - 4.0).abs() < 1e-9));
        assert!(list.points.is_empty() && list.labels.is_empty());
    }

    #[test]
    fn rectangles_come_sorted_by_color_and_alpha() {
        let events: Vec<(u32, i64, i64)> =
            (0..300).map(|n| (10 + u32::try_from(n % 3).unwrap(), n * 30, n * 30 + 5 + n % 25)).collect();
        let rects = draw(&Scene::one(exclusive(), &events)).rects;
        assert!(rects.windows(2).all(|pair| (pair[0].color, pair[0].alpha) <= (pair[1].color, pair[1].alpha)));
    }
}
