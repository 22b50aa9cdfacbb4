//! Small parts that several panels use.

pub mod icon;
pub mod menu;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

/// Takes the focus from the field or list that an event came from: a typed value is committed, and keys mark codes again.
pub fn release_focus(event: &Event) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        field.blur().ok();
    }
}
