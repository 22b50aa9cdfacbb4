//! One row of a lane, filled from left to right; states too narrow to draw are gathered into columns.
//!
//! The number of rectangles is bounded by the row's width, not by the number of events: a state drawn on its own is at least
//! [`COLUMN_PX`] wide, and between two of those there is at most one rectangle for each column.

use super::display::Rect;
use crate::color::Rgb;
use crate::model::{CodeId, EventId};

/// States narrower than this are gathered, into columns of this width. Three pixels is what can be seen and told apart at arm's length.
pub(super) const COLUMN_PX: f64 = 3.0;

/// The least width of anything drawn.
const MIN_PX: f64 = 1.0;

/// Coverage is drawn in this many steps, so that neighbors share a fill style and can be joined.
const ALPHA_STEPS: f64 = 8.0;

/// However little time a column covers, it is drawn at least this strong.
const MIN_ALPHA: f64 = 0.25;

/// The codes of a channel as arrays, so that the pass over the events touches little memory.
pub(super) struct Palette {
    pub(super) ids: Vec<CodeId>,
    pub(super) colors: Vec<Rgb>,
}

impl Palette {
    /// The place of a code. Channels have few codes: a walk is quicker than hashing. A valid project has no foreign code; it would
    /// count as the first.
    pub(super) fn index(&self, code: CodeId) -> usize {
        let mut index = 0;
        for (nth, &id) in self.ids.iter().enumerate() {
            if id == code {
                index = nth;
                break;
            }
        }
        index
    }
}

/// One state in the row, in milliseconds.
#[derive(Clone, Copy)]
pub(super) struct Bar {
    pub(super) onset: f64,
    pub(super) offset: f64,
    pub(super) code: usize,
    pub(super) event: EventId,
    pub(super) cut_off: bool,
}

/// How the row maps to the screen.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// Session time at x = 0, in milliseconds.
    pub(super) start: f64,
    pub(super) px_per_ms: f64,
    /// The width of a column in milliseconds. Columns lie at multiples of it on the session clock, so that panning does not make them flicker.
    pub(super) column: f64,
    pub(super) y: f64,
    pub(super) height: f64,
}

pub(super) struct Row {
    frame: Frame,
    /// The end of the column being gathered.
    column_end: f64,
    /// The first onset and the last offset gathered.
    onset: f64,
    offset: f64,
    /// Time gathered for each code.
    covered: Vec<f64>,
    gathered: Gathered,
    selected: bool,
    cut_off: bool,
    /// The last rectangle gathered: its place in the list and its end in milliseconds.
    last: Option<(usize, f64)>,
}

#[derive(Clone, Copy, PartialEq)]
enum Gathered {
    Nothing,
    One(EventId),
    Several,
}

impl Row {
    pub(super) fn new(frame: Frame, codes: usize) -> Self {
        Self {
            frame,
            column_end: f64::NEG_INFINITY,
            onset: 0.0,
            offset: 0.0,
            covered: vec![0.0; codes],
            gathered: Gathered::Nothing,
            selected: false,
            cut_off: false,
            last: None,
        }
    }

    /// Adds a state narrower than a column. `selected` is asked only where the answer is not known yet.
    pub(super) fn gather(&mut self, bar: Bar, selected: impl Fn() -> bool, palette: &Palette, rects: &mut Vec<Rect>) {
        if bar.onset >= self.column_end {
            self.flush(palette, rects);
            self.column_end = ((bar.onset / self.frame.column).floor() + 1.0) * self.frame.column;
        }
        self.add(bar, bar.onset, bar.offset.min(self.column_end));
        self.selected = self.selected || selected();
        if bar.offset > self.column_end {
            let (column_end, selected) = (self.column_end, self.selected_alone(bar.event, &selected));
            self.flush(palette, rects);
            self.column_end = column_end + self.frame.column;
            self.add(bar, column_end, bar.offset);
            self.selected = selected;
        }
    }

    fn add(&mut self, bar: Bar, onset: f64, offset: f64) {
        self.covered[bar.code] += offset - onset;
        self.gathered = match self.gathered {
            Gathered::Nothing => {
                self.onset = onset;
                self.offset = offset;
                Gathered::One(bar.event)
            }
            Gathered::One(event) if event == bar.event => Gathered::One(event),
            Gathered::One(_) | Gathered::Several => Gathered::Several,
        };
        // States of different codes may overlap where they share a row.
        self.offset = self.offset.max(offset);
        self.cut_off |= bar.cut_off;
    }

    /// Whether the event itself, not only something else in its column, is selected.
    fn selected_alone(&self, event: EventId, selected: &impl Fn() -> bool) -> bool {
        if self.gathered == Gathered::One(event) { self.selected } else { self.selected && selected() }
    }

    /// Draws what was gathered.
    pub(super) fn flush(&mut self, palette: &Palette, rects: &mut Vec<Rect>) {
        if self.gathered == Gathered::Nothing {
            return;
        }
        let (mut code, mut most, mut total) = (0, f64::NEG_INFINITY, 0.0);
        for (nth, covered) in self.covered.iter_mut().enumerate() {
            total += *covered;
            if *covered > most {
                (code, most) = (nth, *covered);
            }
            *covered = 0.0;
        }
        let extent = self.offset - self.onset;
        let (event, share) = match self.gathered {
            Gathered::One(event) => (Some(event), 1.0),
            Gathered::Several | Gathered::Nothing if extent > 0.0 => (None, total / extent),
            Gathered::Several | Gathered::Nothing => (None, 1.0),
        };
        #[allow(clippy::cast_possible_truncation)] // within MIN_ALPHA–1
        let alpha = ((share * ALPHA_STEPS).ceil() / ALPHA_STEPS).clamp(MIN_ALPHA, 1.0) as f32;
        let rect = Rect {
            x: (self.onset - self.frame.start) * self.frame.px_per_ms,
            y: self.frame.y,
            w: (extent * self.frame.px_per_ms).max(MIN_PX),
            h: self.frame.height,
            color: palette.colors[code],
            alpha,
            event,
            code: palette.ids[code],
            open: false,
            cut_off: self.cut_off,
            selected: self.selected,
        };
        self.draw(rect, rects);
        self.gathered = Gathered::Nothing;
        self.selected = false;
        self.cut_off = false;
    }

    /// Adds the rectangle, or lengthens the one before where both look the same and touch.
    fn draw(&mut self, rect: Rect, rects: &mut Vec<Rect>) {
        let touching = self.last.filter(|&(_, end)| self.onset <= end).and_then(|(nth, end)| {
            let before = rects.get_mut(nth)?;
            let alike = before.code == rect.code
                && before.alpha.to_bits() == rect.alpha.to_bits()
                && before.selected == rect.selected
                && before.cut_off == rect.cut_off;
            alike.then_some((nth, end, before))
        });
        if let Some((nth, end, before)) = touching {
            // States of different codes in one row overlap, so the end may lie before the last one's.
            before.w = before.w.max(rect.x + rect.w - before.x);
            before.event = before.event.filter(|_| before.event == rect.event);
            self.last = Some((nth, self.offset.max(end)));
        } else {
            rects.push(rect);
            self.last = Some((rects.len() - 1, self.offset));
        }
    }
}
