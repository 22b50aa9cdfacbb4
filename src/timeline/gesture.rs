//! From pointer and wheel input to what it means: a state machine without a browser.

use super::View;
use super::drag::{DragRules, Dragged, Grip, drag};
use super::hit::{Hit, Side, edge_time, hit};
use super::snap::SnappedTo;
use crate::model::{ChannelId, EventId, Timing};
use crate::time::Millis;

/// A press that moves no further is a click: a hand is never quite still.
const CLICK_PX: f64 = 3.0;

/// Zoom per pixel of wheel travel: a notch of 100 px zooms by a fifth.
const WHEEL_ZOOM: f64 = 0.002;

/// Zoom per pixel of a trackpad pinch, which browsers report as a wheel with Ctrl in steps of a few pixels …
const PINCH_ZOOM: f64 = 0.01;
/// … and the most of it that counts at once, so that Ctrl with a mouse wheel zooms finer than the wheel alone: by a tenth.
const PINCH_LIMIT_PX: f64 = 10.0;

/// Two fingers count as at least this far apart, so that crossing them does not throw the view about.
const FINGERS_PX: f64 = 20.0;

/// What browsers take a wheel's line and page for, in pixels.
const LINE_PX: f64 = 33.0;
const PAGE_PX: f64 = 400.0;

/// Keys held while the pointer acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // that is what the browser reports
pub struct Modifiers {
    /// Shift: adds to the selection; a wheel pans.
    pub shift: bool,
    /// Ctrl: adds to the selection; a wheel zooms finely.
    pub ctrl: bool,
    /// Alt: suspends snapping.
    pub alt: bool,
    /// ⌘ on a Mac: adds to the selection.
    pub meta: bool,
}

/// A pointer's button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Left, a finger, or a pen's tip.
    Primary,
    /// Any other; it starts nothing here.
    Other,
}

/// What a wheel's deltas count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WheelUnit {
    /// `deltaMode` 0.
    Pixel,
    /// `deltaMode` 1.
    Line,
    /// `deltaMode` 2.
    Page,
}

/// Something the hand did. Places are in pixels from the canvas's top left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input {
    /// A button or finger went down.
    Down {
        /// The browser's `pointerId`.
        pointer: i32,
        /// Which button.
        button: Button,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// A pointer moved, pressed or not.
    Move {
        /// The browser's `pointerId`.
        pointer: i32,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// A button or finger went up.
    Up {
        /// The browser's `pointerId`.
        pointer: i32,
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
        /// Held keys.
        modifiers: Modifiers,
    },
    /// The browser took the pointer away (`pointercancel`, `lostpointercapture`).
    Lost {
        /// The browser's `pointerId`.
        pointer: i32,
    },
    /// The Escape key.
    Escape,
    /// The wheel turned.
    Wheel {
        /// Where the pointer is, from the left.
        x: f64,
        /// Sideways travel, positive to the right.
        dx: f64,
        /// Travel, positive downwards.
        dy: f64,
        /// What the travel counts.
        unit: WheelUnit,
        /// Held keys.
        modifiers: Modifiers,
    },
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Move the playhead here; within the session.
    Seek(Millis),
    /// Select an event, or nothing; `additive` toggles it within the selection instead.
    Select {
        /// The event.
        event: Option<EventId>,
        /// Toggle it.
        additive: bool,
    },
    /// [`Scale::pan_by`](super::Scale::pan_by) so many pixels.
    Pan(f64),
    /// [`Scale::zoom_about`](super::Scale::zoom_about).
    Zoom {
        /// The place that stays.
        x: f64,
        /// Above 1 zooms in.
        factor: f64,
    },
    /// Show the dragged event like this; the project stays as it is.
    Preview {
        /// Its channel.
        channel: ChannelId,
        /// The event.
        event: EventId,
        /// Where it would lie.
        timing: Timing,
        /// What it snapped to, to be shown.
        snapped: Option<SnappedTo>,
    },
    /// The drag is over: change the event's timing, which differs from what it was.
    Commit {
        /// Its channel.
        channel: ChannelId,
        /// The event.
        event: EventId,
        /// Where it lies now.
        timing: Timing,
    },
    /// The drag is over and nothing changed: drop the preview.
    Cancel,
}

/// A gesture in progress.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Gesture {
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
enum State {
    #[default]
    Idle,
    /// Down, and not yet known whether a click or a drag.
    Pressed(Press),
    /// On the ruler.
    Scrubbing {
        pointer: i32,
    },
    Panning {
        pointer: i32,
        x: f64,
    },
    Dragging(Drag),
    /// Two fingers.
    Pinching {
        a: Finger,
        b: Finger,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Press {
    pointer: i32,
    x: f64,
    y: f64,
    hit: Option<Hit>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Drag {
    pointer: i32,
    channel: ChannelId,
    event: EventId,
    grip: Grip,
    /// From the pointer to what it holds, in pixels: the event must not jump to the pointer, nor slip when the view scrolls.
    reach: f64,
    x: f64,
    y: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Finger {
    pointer: i32,
    x: f64,
    y: f64,
}

impl Gesture {
    /// Takes one input and says what it means, in the order in which it is to be done.
    pub fn handle(&mut self, view: &View, rules: &DragRules, input: Input) -> Vec<Effect> {
        match input {
            Input::Down { pointer, button: Button::Primary, x, y, .. } => self.down(view, Finger { pointer, x, y }),
            Input::Move { pointer, x, y, modifiers } => {
                self.moved(view, &rules.held(modifiers), Finger { pointer, x, y })
            }
            Input::Up { pointer, x, y, modifiers } => {
                self.up(view, &rules.held(modifiers), Finger { pointer, x, y }, modifiers)
            }
            Input::Lost { pointer } if self.uses(pointer) => self.abort(),
            Input::Down { .. } | Input::Lost { .. } => Vec::new(),
            Input::Escape => self.abort(),
            Input::Wheel { x, dx, dy, unit, modifiers } => wheel(x, dx, dy, unit, modifiers).into_iter().collect(),
        }
    }

    /// Whether an event is being dragged, so that the view must not scroll under it.
    pub fn is_dragging(&self) -> bool {
        matches!(self.state, State::Dragging(_))
    }

    /// What the pressed pointer holds on to, for the cursor's shape.
    pub fn holds(&self) -> Option<Grip> {
        if let State::Dragging(drag) = self.state { Some(drag.grip) } else { None }
    }

    fn uses(&self, id: i32) -> bool {
        match self.state {
            State::Idle => false,
            State::Pressed(Press { pointer, .. })
            | State::Scrubbing { pointer }
            | State::Panning { pointer, .. }
            | State::Dragging(Drag { pointer, .. }) => pointer == id,
            State::Pinching { a, b } => a.pointer == id || b.pointer == id,
        }
    }

    fn abort(&mut self) -> Vec<Effect> {
        let dragging = self.is_dragging();
        self.state = State::Idle;
        if dragging { vec![Effect::Cancel] } else { Vec::new() }
    }

    fn down(&mut self, view: &View, finger: Finger) -> Vec<Effect> {
        let first = match self.state {
            State::Pressed(press) => Some(Finger { pointer: press.pointer, x: press.x, y: press.y }),
            State::Panning { pointer, x } => Some(Finger { pointer, x, y: finger.y }),
            State::Dragging(drag) => Some(Finger { pointer: drag.pointer, x: drag.x, y: drag.y }),
            State::Idle | State::Scrubbing { .. } | State::Pinching { .. } => None,
        };
        if let Some(first) = first.filter(|first| first.pointer != finger.pointer) {
            let effects = self.abort();
            self.state = State::Pinching { a: first, b: finger };
            return effects;
        }
        // A third finger, or one beside a scrubbing one, does nothing.
        if matches!(self.state, State::Idle) || self.uses(finger.pointer) {
            let effects = self.abort();
            let Finger { pointer, x, y } = finger;
            self.state = State::Pressed(Press { pointer, x, y, hit: hit(view, x, y) });
            return effects;
        }
        Vec::new()
    }

    fn moved(&mut self, view: &View, rules: &DragRules, finger: Finger) -> Vec<Effect> {
        if !self.uses(finger.pointer) {
            return Vec::new();
        }
        match self.state {
            State::Pressed(press) if (finger.x - press.x).hypot(finger.y - press.y) > CLICK_PX => {
                self.begin(view, rules, press, finger)
            }
            State::Idle | State::Pressed(_) => Vec::new(),
            State::Scrubbing { .. } => vec![Effect::Seek(view.scale.time_within(finger.x))],
            State::Panning { pointer, x } => {
                self.state = State::Panning { pointer, x: finger.x };
                vec![Effect::Pan(x - finger.x)]
            }
            State::Dragging(held) => {
                self.state = State::Dragging(Drag { x: finger.x, y: finger.y, ..held });
                held.preview(view, rules, finger.x).map_or_else(|| self.abort(), |effect| vec![effect])
            }
            State::Pinching { a, b } => {
                let moved = if a.pointer == finger.pointer { (finger, b) } else { (a, finger) };
                self.state = State::Pinching { a: moved.0, b: moved.1 };
                pinch((a, b), moved)
            }
        }
    }

    /// The press has become a drag.
    fn begin(&mut self, view: &View, rules: &DragRules, press: Press, finger: Finger) -> Vec<Effect> {
        let pointer = press.pointer;
        let (channel, event, grip) = match press.hit {
            Some(Hit::Edge { event, channel, side }) => (channel, event, Grip::Edge(side)),
            Some(Hit::Body { event, channel } | Hit::Point { event, channel }) => (channel, event, Grip::Whole),
            Some(Hit::Ruler) => {
                self.state = State::Scrubbing { pointer };
                return vec![Effect::Seek(view.scale.time_within(finger.x))];
            }
            Some(Hit::Lane { .. }) | None => {
                self.state = State::Panning { pointer, x: finger.x };
                return vec![Effect::Pan(press.x - finger.x)];
            }
        };
        let timing = view.channel(channel).and_then(|(_, track)| track.event(event)).map(|event| event.timing);
        let Some(timing) = timing else {
            // A running state has no end to move yet; an event may also be gone since the press.
            self.state = State::Idle;
            return Vec::new();
        };
        let side = if let Grip::Edge(side) = grip { side } else { Side::Onset };
        let reach = view.scale.x(edge_time(timing, side)) - press.x;
        let drag = Drag { pointer, channel, event, grip, reach, x: finger.x, y: finger.y };
        self.state = State::Dragging(drag);
        let select =
            (!view.selection.contains(&event)).then_some(Effect::Select { event: Some(event), additive: false });
        select.into_iter().chain(drag.preview(view, rules, finger.x)).collect()
    }

    fn up(&mut self, view: &View, rules: &DragRules, finger: Finger, modifiers: Modifiers) -> Vec<Effect> {
        if !self.uses(finger.pointer) {
            return Vec::new();
        }
        let state = std::mem::take(&mut self.state);
        match state {
            State::Pressed(press) => click(view, press, modifiers),
            State::Dragging(held) => vec![held.commit(view, rules, finger.x)],
            State::Pinching { a, b } => {
                let rest = if a.pointer == finger.pointer { b } else { a };
                self.state = State::Panning { pointer: rest.pointer, x: rest.x };
                Vec::new()
            }
            State::Idle | State::Scrubbing { .. } | State::Panning { .. } => Vec::new(),
        }
    }
}

impl Drag {
    fn at(&self, view: &View, rules: &DragRules, x: f64) -> Option<Dragged> {
        drag(view, rules, self.channel, self.event, self.grip, view.scale.time(x + self.reach))
    }

    fn preview(&self, view: &View, rules: &DragRules, x: f64) -> Option<Effect> {
        let Dragged { timing, snapped } = self.at(view, rules, x)?;
        Some(Effect::Preview { channel: self.channel, event: self.event, timing, snapped })
    }

    fn commit(&self, view: &View, rules: &DragRules, x: f64) -> Effect {
        let before =
            view.channel(self.channel).and_then(|(_, track)| track.event(self.event)).map(|event| event.timing);
        match self.at(view, rules, x) {
            Some(Dragged { timing, .. }) if before != Some(timing) => {
                Effect::Commit { channel: self.channel, event: self.event, timing }
            }
            _ => Effect::Cancel,
        }
    }
}

impl DragRules<'_> {
    /// The rules with the keys held now: Alt suspends snapping.
    fn held(&self, modifiers: Modifiers) -> Self {
        Self { no_snap: self.no_snap || modifiers.alt, ..*self }
    }
}

fn click(view: &View, press: Press, modifiers: Modifiers) -> Vec<Effect> {
    let additive = modifiers.shift || modifiers.ctrl || modifiers.meta;
    match press.hit.and_then(Hit::event) {
        Some(event) => vec![Effect::Select { event: Some(event), additive }],
        None => vec![Effect::Seek(view.scale.time_within(press.x)), Effect::Select { event: None, additive: false }],
    }
}

fn wheel(x: f64, dx: f64, dy: f64, unit: WheelUnit, modifiers: Modifiers) -> Option<Effect> {
    let px = match unit {
        WheelUnit::Pixel => 1.0,
        WheelUnit::Line => LINE_PX,
        WheelUnit::Page => PAGE_PX,
    };
    let (dx, dy) = (dx * px, dy * px);
    let effect = if modifiers.ctrl {
        Effect::Zoom { x, factor: (-dy.clamp(-PINCH_LIMIT_PX, PINCH_LIMIT_PX) * PINCH_ZOOM).exp() }
    } else if dx.abs() > dy.abs() {
        Effect::Pan(dx)
    } else if modifiers.shift {
        Effect::Pan(dy)
    } else {
        Effect::Zoom { x, factor: (-dy.clamp(-PAGE_PX, PAGE_PX) * WHEEL_ZOOM).exp() }
    };
    (dx != 0.0 || dy != 0.0).then_some(effect)
}

/// Two fingers moved: the view follows their midpoint and zooms by their distance.
fn pinch(before: (Finger, Finger), after: (Finger, Finger)) -> Vec<Effect> {
    let middle = |(a, b): (Finger, Finger)| f64::midpoint(a.x, b.x);
    let apart = |(a, b): (Finger, Finger)| (a.x - b.x).hypot(a.y - b.y).max(FINGERS_PX);
    vec![
        Effect::Pan(middle(before) - middle(after)),
        Effect::Zoom { x: middle(after), factor: apart(after) / apart(before) },
    ]
}

#[cfg(test)]
mod tests;
