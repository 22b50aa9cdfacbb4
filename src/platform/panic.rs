//! The crash screen: plain page, no framework, since the framework may be what failed. The work is in the journal by then.

use super::page::document;
use crate::t;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

thread_local! {
    static SHOWN: Cell<bool> = const { Cell::new(false) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(text: &str);
}

/// From now on a panic shows the crash screen.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let report = info.to_string();
        console_error(&report);
        // A second panic, in the wake of the first, must not hide it.
        if !SHOWN.replace(true) {
            show(&report);
        }
    }));
}

/// Builds the screen. Every step may fail in a broken page; what could be shown stays.
fn show(report: &str) -> Option<()> {
    let document = document();
    let make = |tag: &str, class: &str, text: &str| {
        let element = document.create_element(tag).ok()?;
        element.set_class_name(class);
        element.set_text_content(Some(text));
        Some(element)
    };
    let screen = make("div", "crash", "")?;
    screen.set_attribute("data-testid", "crash").ok()?;
    screen.set_attribute("role", "alertdialog").ok()?;
    screen.append_child(&*make("h1", "", &t!("crash-title"))?).ok()?;
    screen.append_child(&*make("p", "", &t!("crash-note"))?).ok()?;
    let back = make("button", "button primary", &t!("crash-back"))?;
    back.set_attribute("data-testid", "crash-back").ok()?;
    let go_on = Closure::<dyn FnMut()>::new(|| {
        // A page that fails by its address would fail again.
        if super::page::hash().contains("crash") {
            super::page::window().location().replace("#/").ok();
        }
        super::page::reload();
    });
    back.add_event_listener_with_callback("click", go_on.as_ref().unchecked_ref()).ok()?;
    go_on.forget();
    screen.append_child(&back).ok()?;
    let details = make("details", "", "")?;
    details.append_child(&*make("summary", "", &t!("crash-details"))?).ok()?;
    details.append_child(&*make("pre", "", report)?).ok()?;
    screen.append_child(&details).ok()?;
    document.body()?.append_child(&screen).ok()?;
    back.dyn_ref::<web_sys::HtmlElement>()?.focus().ok()
}
