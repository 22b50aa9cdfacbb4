//! Small parts that several panels use.

pub mod action_button;
pub mod dialog;
pub mod example;
pub mod fields;
pub mod figure;
pub mod gallery;
pub mod icon;
pub mod menu;
pub mod scheme_text;

use crate::model::Role;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement};

/// A partner's name in attributes, for styles and tests.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Parent => "parent",
        Role::Child => "child",
        Role::Other => "other",
    }
}

/// Takes the focus from the field or list that an event came from: a typed value is committed, and keys mark codes again.
pub fn release_focus(event: &Event) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        field.blur().ok();
    }
}

/// Puts a value back into the field that an event came from. A refused value is no change of any signal, so nothing else would.
pub fn restore_value(event: &Event, value: &str) {
    if let Some(field) = event.target() {
        // Every field and list has a value.
        js_sys::Reflect::set(&field, &"value".into(), &JsValue::from_str(value)).ok();
    }
}
