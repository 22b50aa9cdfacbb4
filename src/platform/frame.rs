//! Animation frames.

use super::page::window;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

type Tick = Closure<dyn FnMut(f64)>;

/// Calls back before every repaint for as long as the callback answers `true`.
pub fn every_frame(mut callback: impl FnMut() -> bool + 'static) {
    let slot: Rc<RefCell<Option<Tick>>> = Rc::default();
    let own = Rc::clone(&slot);
    *slot.borrow_mut() = Some(Closure::new(move |_| {
        if callback() {
            request(&own);
        } else {
            // Breaks the cycle that keeps the closure alive, but not while it runs.
            let done = Rc::clone(&own);
            gloo::timers::callback::Timeout::new(0, move || drop(done.borrow_mut().take())).forget();
        }
    }));
    request(&slot);
}

fn request(slot: &Rc<RefCell<Option<Tick>>>) {
    if let Some(tick) = &*slot.borrow() {
        window().request_animation_frame(tick.as_ref().unchecked_ref()).ok();
    }
}

/// Calls back once before the next repaint.
pub fn next_frame(callback: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(move |_: f64| callback());
    window().request_animation_frame(callback.unchecked_ref()).ok();
}
