//! Measurement: how long a key takes to its mark and a timeline frame to its paint, for whoever asks.
//!
//! `window.attuneMeasure = []` turns it on; from then on `{name, ms}` objects are pushed there. Off, it costs one property look-up. When
//! a project's timeline is painted for the first time, the browser's performance timeline gets a mark, `attune-project-painted`.

use super::page::{performance_now, window};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// What the last key did and its event's `timeStamp`, while that is not painted yet.
    static PENDING_KEY: Cell<Option<(&'static str, f64)>> = const { Cell::new(None) };
}

fn sink() -> Option<js_sys::Array> {
    js_sys::Reflect::get(&window(), &"attuneMeasure".into()).ok()?.dyn_into().ok()
}

fn push(name: &str, ms: f64) {
    if let Some(sink) = sink() {
        let entry = js_sys::Object::new();
        // Setting properties of a fresh object cannot fail.
        js_sys::Reflect::set(&entry, &"name".into(), &name.into()).ok();
        js_sys::Reflect::set(&entry, &"ms".into(), &JsValue::from_f64(ms)).ok();
        sink.push(&entry);
    }
}

/// A key went down at this `timeStamp`; what it does will be painted, and the time until then goes by this name.
pub fn key_pressed(name: &'static str, time_stamp: f64) {
    if sink().is_some() {
        PENDING_KEY.set(Some((name, time_stamp)));
    }
}

/// A project is on screen.
pub fn project_painted() {
    if let Some(performance) = window().performance() {
        // Fails for names that the browser keeps for itself only.
        performance.mark("attune-project-painted").ok();
    }
}

/// Tells how long ago something began that has now come to pass.
pub fn since(name: &str, start: f64) {
    push(name, performance_now() - start);
}

/// Runs a timeline paint and tells how long it took, and how long since the key that led to it.
pub fn timeline_frame(paint: impl FnOnce()) {
    if sink().is_none() {
        return paint();
    }
    let start = performance_now();
    paint();
    let end = performance_now();
    push("timeline-frame", end - start);
    if let Some((name, pressed)) = PENDING_KEY.take() {
        push(name, end - pressed);
    }
}
