//! What all figures on canvases share.

use crate::platform::plot::{self, CanvasArea};
use crate::platform::resize::Resized;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// How wide the frame around a figure is, in CSS pixels, for as long as the component that asks is there; 0 until it is laid out.
pub fn frame_width(frame: NodeRef<html::Div>) -> RwSignal<u32> {
    let width = RwSignal::new(0_u32);
    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let element = frame.clone();
        let measure = move || {
            let now = element.client_width().unsigned_abs();
            if width.try_get_untracked().is_some_and(|width| width != now) {
                width.set(now);
            }
        };
        watching.set_value(Resized::watch(&frame, measure));
    });
    on_cleanup(move || watching.dispose());
    width
}

/// Gives a canvas a size in CSS pixels and clears it, to be drawn on. `None` if it has no area or no context.
pub fn sized(canvas: HtmlCanvasElement, (width, height): (u32, u32)) -> Option<CanvasArea> {
    // Before it is measured; as an attribute it may come later.
    for (side, length) in [("width", width), ("height", height)] {
        HtmlElement::style(&canvas).set_property(side, &format!("{length}px")).ok();
    }
    plot::area(canvas)
}
