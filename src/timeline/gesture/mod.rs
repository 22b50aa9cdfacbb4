//! From pointer and wheel input to what it means: a state machine without a browser.

mod input;
mod wheel;

pub use input::{Button, Input, Modifiers, WheelUnit};

use super::View;
use super::drag::{DragRules, Dragged, Grip, Moved, drag};
use super::hit::{Area, Hit, Side, edge_time, hit, up_to, within};
use crate::model::{Channel, ChannelId, EventId};
use crate::time::Millis;
use wheel::{pinch, wheel};

/// A press that moves no further is a click: a hand is never quite still.
const CLICK_PX: f64 = 3.0;

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq)]
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
    /// Select these as well, or in place of what is selected.
    SelectMany {
        /// The events.
        events: Vec<EventId>,
        /// As well.
        additive: bool,
    },
    /// Show the box that selects, or no more.
    Box(Option<Area>),
    /// [`Scale::pan_by`](super::Scale::pan_by) so many pixels.
    Pan(f64),
    /// [`Scale::zoom_about`](super::Scale::zoom_about).
    Zoom {
        /// The place that stays.
        x: f64,
        /// Above 1 zooms in.
        factor: f64,
    },
    /// Show what the drag would do; the project stays as it is.
    Preview(Dragged),
    /// The drag is over: do it. It changes something.
    Commit(Moved),
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
    /// Selecting by a box, from where it was pressed.
    Boxing {
        from: Press,
        to: Finger,
    },
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
    /// Shift was held: a drag draws a box.
    shift: bool,
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
            Input::Down { pointer, button: Button::Primary, x, y, modifiers } => {
                self.down(view, Finger { pointer, x, y }, modifiers)
            }
            Input::Move { pointer, x, y, modifiers } => {
                self.moved(view, &rules.held(modifiers), Finger { pointer, x, y })
            }
            Input::Up { pointer, x, y, modifiers } => {
                self.up(view, &rules.held(modifiers), Finger { pointer, x, y }, modifiers)
            }
            Input::Lost { pointer } if self.uses(pointer) => self.abort(),
            Input::Down { .. } | Input::Lost { .. } => Vec::new(),
            Input::Keys { modifiers } => match self.state {
                State::Dragging(held) => held.preview(view, &rules.held(modifiers), held.x).into_iter().collect(),
                _ => Vec::new(),
            },
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
            | State::Boxing { from: Press { pointer, .. }, .. }
            | State::Dragging(Drag { pointer, .. }) => pointer == id,
            State::Pinching { a, b } => a.pointer == id || b.pointer == id,
        }
    }

    fn abort(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.state) {
            State::Dragging(_) => vec![Effect::Cancel],
            State::Boxing { .. } => vec![Effect::Box(None)],
            _ => Vec::new(),
        }
    }

    fn down(&mut self, view: &View, finger: Finger, modifiers: Modifiers) -> Vec<Effect> {
        let first = match self.state {
            State::Pressed(press) => Some(Finger { pointer: press.pointer, x: press.x, y: press.y }),
            State::Panning { pointer, x } => Some(Finger { pointer, x, y: finger.y }),
            State::Dragging(drag) => Some(Finger { pointer: drag.pointer, x: drag.x, y: drag.y }),
            State::Idle | State::Scrubbing { .. } | State::Boxing { .. } | State::Pinching { .. } => None,
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
            self.state = State::Pressed(Press { pointer, x, y, hit: hit(view, x, y), shift: modifiers.shift });
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
            State::Boxing { from, .. } => {
                self.state = State::Boxing { from, to: finger };
                vec![Effect::Box(Some(area(from, finger)))]
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
        if press.shift && press.hit != Some(Hit::Ruler) {
            self.state = State::Boxing { from: press, to: finger };
            return vec![Effect::Box(Some(area(press, finger)))];
        }
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
        let marked = view.channel(channel).filter(|(channel, _)| Channel::is_marked(channel));
        let timing = marked.and_then(|(_, track)| track.event(event)).map(|event| event.timing);
        let Some(timing) = timing else {
            // A running state has no end to move yet, and judged windows lie where they lie; an event may also be gone since the press.
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
            State::Boxing { from, .. } => {
                let events = within(view, area(from, finger));
                let additive = modifiers.ctrl || modifiers.meta;
                vec![Effect::Box(None), Effect::SelectMany { events, additive }]
            }
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
        self.at(view, rules, x).map(Effect::Preview)
    }

    fn commit(&self, view: &View, rules: &DragRules, x: f64) -> Effect {
        let before =
            view.channel(self.channel).and_then(|(_, track)| track.event(self.event)).map(|event| event.timing);
        match self.at(view, rules, x).map(|dragged| dragged.moved) {
            Some(moved @ Moved::One { timing, .. }) if before != Some(timing) => Effect::Commit(moved),
            Some(moved @ Moved::Selection { by }) if by != Millis::ZERO => Effect::Commit(moved),
            _ => Effect::Cancel,
        }
    }
}

fn area(from: Press, to: Finger) -> Area {
    Area { x: (from.x, to.x), y: (from.y, to.y) }
}

impl DragRules<'_> {
    /// The rules with the keys held now: Alt suspends snapping.
    fn held(&self, modifiers: Modifiers) -> Self {
        Self { no_snap: self.no_snap || modifiers.alt, ..*self }
    }
}

fn click(view: &View, press: Press, modifiers: Modifiers) -> Vec<Effect> {
    let additive = modifiers.ctrl || modifiers.meta;
    match press.hit.and_then(Hit::event) {
        Some(event) if modifiers.shift => vec![Effect::SelectMany { events: up_to(view, event), additive: true }],
        Some(event) => vec![Effect::Select { event: Some(event), additive }],
        None => vec![Effect::Seek(view.scale.time_within(press.x)), Effect::Select { event: None, additive: false }],
    }
}

#[cfg(test)]
mod tests;
