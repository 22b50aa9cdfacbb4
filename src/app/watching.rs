//! What the page watches from the start, whatever it shows. Opening a project is the coding page's part of the program: here it is only
//! asked for.

use super::Context;
use super::opening::Errand;
use super::parts;
use crate::platform::{file, page};
use crate::route::Route;
use crate::t;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};

/// Puts the project away when the home page is shown, names the window, hands over what is unsaved as the page is left, and takes dropped
/// files; for as long as the page lives.
pub fn watch(context: Context) {
    Effect::new(move |_| {
        let home = context.route.with(|route| matches!(route, Route::Home | Route::Crash));
        if home && context.desk.uid.with_untracked(Option::is_some) {
            parts::run(context, Errand::Leave);
        }
    });
    Effect::new(move |_| {
        context.desk.revisions.names.track();
        let name = context.desk.uid.get().and_then(|_| context.desk.with(|project| project.name.clone()));
        page::set_title(&name.map_or_else(|| t!("app-name"), |name| format!("{name} – {}", t!("app-name"))));
    });
    let left = page::on_leave(move || context.saver.leave_page(context.desk));
    let drops = listen_for_drops(context);
    let kept = StoredValue::new_local((left, drops));
    on_cleanup(move || kept.dispose());
}

/// Files may be dropped anywhere.
fn listen_for_drops(context: Context) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default;
    // Without this the browser would leave the page and show the file.
    let over = EventListener::new_with_options(&page::window(), "dragover", options(), Event::prevent_default);
    let drop = EventListener::new_with_options(&page::window(), "drop", options(), move |event| {
        event.prevent_default();
        let transfer = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
        let dropped = transfer.as_ref().map(file::dropped).unwrap_or_default();
        if !dropped.is_empty() {
            parts::run(context, Errand::Dropped(dropped));
        }
    });
    [over, drop]
}
