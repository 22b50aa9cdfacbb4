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

impl DragRules {
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
mod tests {
    use super::super::fixture::{Scene, exclusive, open, track};
    use super::*;
    use crate::time::Span;

    const RULES: DragRules = DragRules { frames: None, window: None, no_snap: true };
    const PLAIN: Modifiers = Modifiers { shift: false, ctrl: false, alt: false, meta: false };

    /// One state from 1 s to 3 s: 100–300 px.
    fn scene() -> Scene {
        Scene::one(exclusive(), &[(10, 1000, 3000)])
    }

    fn down(pointer: i32, x: f64, y: f64) -> Input {
        Input::Down { pointer, button: Button::Primary, x, y, modifiers: PLAIN }
    }

    fn to(pointer: i32, x: f64, y: f64) -> Input {
        Input::Move { pointer, x, y, modifiers: PLAIN }
    }

    fn up(pointer: i32, x: f64, y: f64) -> Input {
        Input::Up { pointer, x, y, modifiers: PLAIN }
    }

    fn run(scene: &Scene, inputs: &[Input]) -> Vec<Effect> {
        let mut gesture = Gesture::default();
        inputs.iter().flat_map(|&input| gesture.handle(&scene.view(), &RULES, input)).collect()
    }

    fn select(event: u32) -> Effect {
        Effect::Select { event: Some(EventId(event)), additive: false }
    }

    fn state(onset: i64, offset: i64) -> Timing {
        Timing::State(Span::new(Millis(onset), Millis(offset)).unwrap())
    }

    fn preview(onset: i64, offset: i64) -> Effect {
        Effect::Preview { channel: ChannelId(1), event: EventId(100), timing: state(onset, offset), snapped: None }
    }

    fn commit(onset: i64, offset: i64) -> Effect {
        Effect::Commit { channel: ChannelId(1), event: EventId(100), timing: state(onset, offset) }
    }

    const DESELECT: Effect = Effect::Select { event: None, additive: false };

    #[test]
    fn a_click_on_a_state_selects_it_and_does_not_seek() {
        let scene = scene();
        let y = scene.y(0, 0);
        assert_eq!(run(&scene, &[down(1, 200.0, y), to(1, 202.0, y), up(1, 202.0, y)]), [select(100)]);
    }

    #[test]
    fn a_click_with_shift_adds_to_the_selection() {
        let scene = scene();
        let y = scene.y(0, 0);
        let up = Input::Up { pointer: 1, x: 200.0, y, modifiers: Modifiers { shift: true, ..PLAIN } };
        let expect = Effect::Select { event: Some(EventId(100)), additive: true };
        assert_eq!(run(&scene, &[down(1, 200.0, y), up]), [expect]);
    }

    #[test]
    fn a_click_on_an_empty_lane_or_the_ruler_seeks_and_deselects() {
        let scene = scene();
        for y in [scene.y(0, 0), 2.0] {
            let effects = run(&scene, &[down(1, 500.0, y), up(1, 500.0, y)]);
            assert_eq!(effects, [Effect::Seek(Millis(5000)), DESELECT]);
        }
    }

    #[test]
    fn dragging_on_the_ruler_scrubs_within_the_session() {
        let scene = scene();
        let effects = run(&scene, &[down(1, 500.0, 2.0), to(1, 600.0, 300.0), to(1, 2000.0, 2.0), up(1, 2000.0, 2.0)]);
        assert_eq!(effects, [Effect::Seek(Millis(6000)), Effect::Seek(Millis(10_000))]);
    }

    #[test]
    fn dragging_an_empty_place_pans_with_the_pointer() {
        let scene = scene();
        let y = scene.y(0, 0);
        let effects = run(&scene, &[down(1, 500.0, y), to(1, 490.0, y), to(1, 495.0, y), up(1, 495.0, y)]);
        assert_eq!(effects, [Effect::Pan(10.0), Effect::Pan(-5.0)]);
    }

    #[test]
    fn an_edge_is_dragged_without_jumping_to_the_pointer() {
        let scene = scene();
        let y = scene.y(0, 0);
        let effects = run(&scene, &[down(1, 303.0, y), to(1, 353.0, y), up(1, 363.0, y)]);
        assert_eq!(effects, [select(100), preview(1000, 3500), commit(1000, 3600)]);
    }

    #[test]
    fn a_body_is_dragged_as_a_whole() {
        let mut scene = scene();
        scene.selection.insert(EventId(100));
        let y = scene.y(0, 0);
        let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 250.0, y)]);
        assert_eq!(effects, [preview(1500, 3500), commit(1500, 3500)]);
    }

    #[test]
    fn a_drag_back_to_where_it_began_changes_nothing() {
        let scene = scene();
        let y = scene.y(0, 0);
        let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 200.0, y)]);
        assert_eq!(effects.last(), Some(&Effect::Cancel));
    }

    #[test]
    fn escape_and_a_lost_pointer_cancel_a_drag_for_good() {
        let scene = scene();
        let y = scene.y(0, 0);
        for end in [Input::Escape, Input::Lost { pointer: 1 }] {
            let effects = run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), end, to(1, 260.0, y), up(1, 260.0, y)]);
            assert_eq!(effects, [select(100), preview(1500, 3500), Effect::Cancel]);
        }
    }

    #[test]
    fn an_event_that_is_undone_while_dragged_cancels_the_drag() {
        let (scene, empty) = (scene(), Scene::one(exclusive(), &[]));
        let y = scene.y(0, 0);
        let mut gesture = Gesture::default();
        gesture.handle(&scene.view(), &RULES, down(1, 200.0, y));
        gesture.handle(&scene.view(), &RULES, to(1, 250.0, y));
        assert_eq!(gesture.handle(&empty.view(), &RULES, to(1, 260.0, y)), [Effect::Cancel]);
        assert!(!gesture.is_dragging());
    }

    #[test]
    fn a_running_state_is_selected_by_a_click_and_stays_under_a_drag() {
        let mut events = track(1, &[]);
        let id = open(&mut events, 10, 1000);
        let mut scene = Scene::new(vec![(exclusive(), events)]);
        scene.playhead = Millis(4000);
        let y = scene.y(0, 0);
        assert_eq!(run(&scene, &[down(1, 200.0, y), up(1, 200.0, y)]), [select(id.0)]);
        assert_eq!(run(&scene, &[down(1, 200.0, y), to(1, 250.0, y), up(1, 250.0, y)]), []);
    }

    #[test]
    fn two_fingers_zoom_about_their_middle_and_cancel_what_one_began() {
        let scene = scene();
        let y = scene.y(0, 0);
        let effects = run(&scene, &[down(1, 200.0, y), to(1, 240.0, y), down(2, 340.0, y), to(2, 440.0, y)]);
        assert_eq!(
            effects[2..],
            [Effect::Cancel, Effect::Pan(-50.0), Effect::Zoom { x: 340.0, factor: 2.0 }],
            "{effects:?}"
        );
    }

    #[test]
    fn after_a_pinch_the_finger_that_stays_pans() {
        let scene = scene();
        let inputs =
            [down(1, 500.0, 90.0), down(2, 600.0, 90.0), up(1, 500.0, 90.0), to(2, 620.0, 90.0), up(2, 620.0, 90.0)];
        assert_eq!(run(&scene, &inputs), [Effect::Pan(-20.0)]);
    }

    #[test]
    fn other_buttons_and_pointers_do_nothing() {
        let scene = scene();
        let y = scene.y(0, 0);
        let other = Input::Down { pointer: 1, button: Button::Other, x: 200.0, y, modifiers: PLAIN };
        assert_eq!(run(&scene, &[other, to(1, 300.0, y), up(1, 300.0, y)]), []);
        assert_eq!(run(&scene, &[down(1, 200.0, y), up(7, 200.0, y)]), []);
    }

    #[test]
    fn wheels_zoom_and_pan() {
        let check = |dx, dy, unit, modifiers, expect: fn(Effect) -> bool| {
            let effects = run(&scene(), &[Input::Wheel { x: 50.0, dx, dy, unit, modifiers }]);
            assert!(matches!(effects[..], [effect] if expect(effect)), "{dx} {dy}: {effects:?}");
        };
        let (shift, ctrl) = (Modifiers { shift: true, ..PLAIN }, Modifiers { ctrl: true, ..PLAIN });
        check(0.0, -100.0, WheelUnit::Pixel, PLAIN, |e| matches!(e, Effect::Zoom { x: 50.0, factor: 1.2..1.25 }));
        check(0.0, -3.0, WheelUnit::Line, PLAIN, |e| matches!(e, Effect::Zoom { factor: 1.2..1.25, .. }));
        check(0.0, 100.0, WheelUnit::Pixel, PLAIN, |e| matches!(e, Effect::Zoom { factor: 0.8..0.85, .. }));
        check(0.0, -100.0, WheelUnit::Pixel, ctrl, |e| matches!(e, Effect::Zoom { factor: 1.1..1.12, .. }));
        check(0.0, 100.0, WheelUnit::Pixel, shift, |e| e == Effect::Pan(100.0));
        check(-30.0, 4.0, WheelUnit::Pixel, PLAIN, |e| e == Effect::Pan(-30.0));
        assert_eq!(
            run(&scene(), &[Input::Wheel { x: 0.0, dx: 0.0, dy: 0.0, unit: WheelUnit::Page, modifiers: PLAIN }]),
            []
        );
    }
}
