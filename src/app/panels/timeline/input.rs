//! What the pointer does on the timeline's canvases.

use super::Panel;
use crate::app::Context;
use crate::edit::{Command, Trial, Which};
use crate::platform::page;
use crate::timeline::{Button, Effect as Gestured, Grip, Hit, Input, Modifiers, Moved, Scale, WheelUnit, hit};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent, WheelEvent};

impl Panel {
    /// Feeds an input to the gesture and carries out what it means.
    pub(super) fn feed(self, input: Input) {
        let effects = self.with_view(|view, rules| {
            self.held.try_update_value(|held| held.gesture.handle(view, rules, input)).unwrap_or_default()
        });
        for effect in effects.unwrap_or_default() {
            self.carry_out(effect);
        }
    }

    fn carry_out(self, effect: Gestured) {
        let Context { desk, player, .. } = self.context;
        match effect {
            Gestured::Seek(at) => player.seek(at),
            Gestured::Select { event, additive } => desk.select(event, additive),
            Gestured::Pan(px) => self.view().scale.update(|scale| scale.pan_by(px)),
            Gestured::Zoom { x, factor } => self.view().scale.update(|scale| scale.zoom_about(x, factor)),
            Gestured::SelectMany { events, additive } => desk.select_many(events, additive),
            Gestured::Box(area) => {
                self.area.set(area);
                self.paint_overlay();
            }
            Gestured::Preview(dragged) => {
                self.try_out(dragged.moved);
                self.line.set(dragged.line);
                self.dragged.update(|count| *count += 1);
            }
            Gestured::Commit(moved) => {
                self.drop_preview();
                if let Some(command) = self.command(moved) {
                    desk.dispatch(command);
                }
            }
            Gestured::Cancel => self.drop_preview(),
        }
    }

    /// What a drag asks for.
    fn command(self, moved: Moved) -> Option<Command> {
        let desk = self.context.desk;
        let (observation, boundary) = (desk.observation.get_untracked()?, self.page.boundary.get_untracked());
        Some(match moved {
            Moved::One { event, timing } => Command::Adjust { observation, event, timing, boundary },
            Moved::Selection { by } => {
                let which = Which::These(desk.selected());
                Command::ShiftEvents { observation, which, by, boundary, clip: false }
            }
        })
    }

    /// Shows the coding as the drag would leave it. What would be refused is not shown.
    fn try_out(self, moved: Moved) {
        let desk = self.context.desk;
        let Some(command) = self.command(moved) else { return };
        let revision = desk.revisions.events.get_untracked();
        let observation = desk.observation.get_untracked();
        desk.with(|project| {
            self.held.try_update_value(|held| {
                let known = held.trial.take().filter(|(_, of)| *of == revision).map(|(trial, _)| trial);
                let trial = known.or_else(|| Trial::new(project, observation?));
                held.trial = trial.map(|mut trial| {
                    trial.attempt(project, &command).ok();
                    (trial, revision)
                });
            });
        });
    }

    pub(super) fn drop_preview(self) {
        self.held.try_update_value(|held| held.trial = None);
        self.line.set(None);
        self.dragged.update(|count| *count += 1);
    }

    pub(super) fn pointer(self, event: &PointerEvent, make: impl FnOnce(i32, f64, f64, Modifiers) -> Input) {
        let modifiers = Modifiers {
            shift: event.shift_key(),
            ctrl: event.ctrl_key(),
            alt: event.alt_key(),
            meta: event.meta_key(),
        };
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        self.feed(make(event.pointer_id(), x, y, modifiers));
    }

    /// The cursor says what a press here would take hold of.
    pub(super) fn update_cursor(self, x: f64, y: f64) {
        let holds = self.held.try_with_value(|held| held.gesture.holds()).flatten();
        let cursor = match holds {
            Some(Grip::Edge(_)) => "ew-resize",
            Some(Grip::Whole) => "grabbing",
            None => match self.with_view(|view, _| hit(view, x, y)).flatten() {
                Some(Hit::Edge { .. }) => "ew-resize",
                Some(Hit::Body { .. } | Hit::Point { .. }) => "grab",
                Some(Hit::Ruler) => "col-resize",
                Some(Hit::Lane { .. }) | None => "default",
            },
        };
        if self.cursor.get_untracked() != cursor {
            self.cursor.set(cursor);
        }
    }

    /// Moves the view so that a place in the minimap is in its middle.
    pub(super) fn go_to_minimap(self, event: &PointerEvent) {
        let Some(canvas) = self.minimap.get_untracked() else { return };
        let width = f64::from(canvas.client_width());
        self.view().scale.update(|scale| {
            let whole = Scale::new(scale.duration(), width);
            scale.center_on(whole.time_within(f64::from(event.offset_x())));
        });
    }
}

pub(super) fn capture(event: &PointerEvent) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Fails for synthetic pointers, which need no capture.
        element.set_pointer_capture(event.pointer_id()).ok();
    }
}

pub(super) fn press(panel: Panel, event: &PointerEvent) {
    capture(event);
    let button = if event.button() == 0 { Button::Primary } else { Button::Other };
    panel.pointer(event, |pointer, x, y, modifiers| Input::Down { pointer, button, x, y, modifiers });
}

/// Alt suspends snapping in the middle of a drag too. Let go, it would open a menu in some browsers.
pub(super) fn heed_alt(panel: Panel) -> [EventListener; 2] {
    ["keydown", "keyup"].map(|kind| {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&page::window(), kind, options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| event.key() == "Alt") else { return };
            let dragging = panel.held.try_with_value(|held| held.gesture.is_dragging()).unwrap_or(false);
            if dragging && !event.repeat() {
                event.prevent_default();
                let alt = event.type_() == "keydown";
                panel.feed(Input::Keys { modifiers: Modifiers { alt, ..Modifiers::default() } });
            }
        })
    })
}

pub(super) fn turn(panel: Panel, event: &WheelEvent) {
    event.prevent_default();
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => WheelUnit::Line,
        WheelEvent::DOM_DELTA_PAGE => WheelUnit::Page,
        _ => WheelUnit::Pixel,
    };
    let modifiers =
        Modifiers { shift: event.shift_key(), ctrl: event.ctrl_key(), alt: event.alt_key(), meta: event.meta_key() };
    let x = f64::from(event.offset_x());
    panel.feed(Input::Wheel { x, dx: event.delta_x(), dy: event.delta_y(), unit, modifiers });
}
