//! Lines under events that were found.

use super::View;
use crate::query::Found;
use crate::time::Millis;
use std::collections::HashMap;

/// The least width of a line, so that a point and a short state are seen.
const LEAST: f64 = 6.0;

/// Nearer than this, two lines of a row are drawn as one: so there are no more than the pixels of a row hold.
const APART: f64 = 1.0;

/// A line under one event, or under several that are too near to tell apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Underline {
    /// Left end.
    pub x: f64,
    /// The lower end of the row that the event lies in.
    pub y: f64,
    /// Width.
    pub w: f64,
}

/// Lines under what was found and lies in view. `found` is in the order of onsets.
pub fn underlines(view: &View, found: &[Found]) -> Vec<Underline> {
    let width = view.scale.width();
    let rows: HashMap<usize, _> = view.lanes.lanes.iter().map(|lane| (lane.index, lane)).collect();
    let mut lines: Vec<Underline> = Vec::new();
    let mut latest: HashMap<(usize, usize), usize> = HashMap::new();
    for event in found.iter().take_while(|event| view.scale.x(event.onset) <= width) {
        let Some(lane) = rows.get(&event.track) else { continue };
        let (from, to) =
            (view.scale.x(event.onset), view.scale.x(event.offset.unwrap_or(view.playhead.max(event.onset))));
        let (from, to) = if to - from < LEAST {
            let middle = f64::midpoint(from, to);
            (middle - LEAST / 2.0, middle + LEAST / 2.0)
        } else {
            (from, to)
        };
        if to < 0.0 {
            continue;
        }
        let code = || view.channels.get(event.track)?.codes.iter().position(|code| code.id == event.code);
        let row = if lane.rows > 1 { code().unwrap_or(0) } else { 0 };
        let (x, end) = (from.max(-LEAST), to.min(width + LEAST));
        match latest.get(&(event.track, row)).map(|nth| &mut lines[*nth]) {
            Some(known) if x <= known.x + known.w + APART => known.w = known.w.max(end - known.x),
            _ => {
                let (y, height) = lane.row(row);
                latest.insert((event.track, row), lines.len());
                lines.push(Underline { x, y: y + height, w: end - x });
            }
        }
    }
    lines
}

/// Where in the whole session something was found: one place for each pixel at most.
pub fn match_ticks(length: Millis, width: f64, found: &[Found]) -> Vec<f64> {
    let per_ms = width / length.as_f64().max(1.0);
    let mut ticks: Vec<f64> = Vec::new();
    for event in found {
        let x = (event.onset.as_f64() * per_ms).floor();
        if ticks.last().is_none_or(|last| *last < x) {
            ticks.push(x);
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Scene, exclusive, free, points, track};
    use super::*;
    use crate::model::{CodeId, EventId};

    fn found(track: usize, code: u32, onset: i64, offset: i64) -> Found {
        let (onset, offset) = (Millis(onset), Some(Millis(offset)));
        Found { event: EventId(1), track, index: None, code: CodeId(code), onset, offset }
    }

    #[test]
    fn lines_lie_under_their_events_and_those_that_are_near_are_one() {
        let scene = Scene::new(vec![(exclusive(), track(1, &[])), (free(), track(2, &[])), (points(), track(3, &[]))]);
        let lines =
            |found: &[Found]| underlines(&scene.view(), found).iter().map(|line| (line.x, line.w)).collect::<Vec<_>>();
        assert_eq!(lines(&[found(0, 10, 1000, 3000), found(0, 11, 3005, 3505)]), [(100.0, 250.5)]);
        assert_eq!(lines(&[found(0, 10, 1000, 3000), found(1, 20, 1500, 2000)]), [(100.0, 200.0), (150.0, 50.0)]);
        assert_eq!(lines(&[found(1, 20, 1000, 3000), found(1, 21, 1500, 2000)]).len(), 2, "rows of their own");
        assert_eq!(lines(&[found(2, 30, 1000, 1000)]), [(97.0, 6.0)]);
        assert_eq!(lines(&[found(0, 10, 20_000, 30_000)]), []);
    }

    #[test]
    fn ticks_are_no_more_than_pixels() {
        let many: Vec<Found> = (0..1000).map(|nth| found(0, 10, nth * 10, nth * 10)).collect();
        assert_eq!(match_ticks(Millis(10_000), 100.0, &many).len(), 100);
    }
}
