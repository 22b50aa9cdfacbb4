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
        let first = first_visible(track, self.channel, self.window.from);
        for event in &track.events[first..] {
            let (onset, offset) = match event.timing {
                Timing::State(span) => (span.start().as_f64(), span.end().as_f64()),
                Timing::Point(at) => (at.as_f64(), at.as_f64() + tick),
            };
            if onset >= self.window.to {
                break;
            }
            if offset <= self.window.from {
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
        // The column of each code's last diamond, and the diamond's place in the list.
        let mut latest: Vec<(f64, usize)> = vec![(f64::NEG_INFINITY, 0); self.palette.ids.len()];
        let first = track.events.partition_point(|event| event.timing.onset().as_f64() < self.window.from);
        for event in &track.events[first..] {
            let at = event.timing.onset();
            if at.as_f64() >= self.window.to {
                break;
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

    fn holds(&self, id: EventId) -> bool {
        self.ends.is_some_and(|(first, last)| first <= id && id <= last && self.ids.contains(&id))
    }
}

#[cfg(test)]
mod tests;
