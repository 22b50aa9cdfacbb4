//! The page itself: its address, clock, visibility, title, and what the system prefers.

use crate::media::Habit;
use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Window};

/// Keeps a small setting in this browser; where that is switched off, it lasts as long as the page.
pub fn keep(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        storage.set_item(name, value).ok();
    }
}

/// A setting that was kept.
pub fn kept(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// The window.
///
/// # Panics
/// Outside of a page: the app runs nowhere else.
#[allow(clippy::expect_used)]
pub fn window() -> Window {
    web_sys::window().expect("Attune runs in a page")
}

/// The document.
///
/// # Panics
/// Outside of a page: the app runs nowhere else.
#[allow(clippy::expect_used)]
pub fn document() -> Document {
    window().document().expect("a page has a document")
}

/// The part of the address after and with `#`.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to an address such as `#/code/…`; the back button returns.
pub fn go(href: &str) {
    // Setting a hash cannot fail in a page that is shown.
    window().location().set_hash(href).ok();
}

/// Opens the browser's print dialog. Some browsers, and those without a screen, have none.
pub fn print() {
    window().print().ok();
}

/// Loads the page anew.
pub fn reload() {
    window().location().reload().ok();
}

/// Names the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds since the page was opened, on the clock of events' `timeStamp`.
pub fn performance_now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// The time of day of a moment in the user's time zone, `14:03:22`.
pub fn time_of_day(epoch_ms: f64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(epoch_ms));
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// Day and time of a moment, `2026-11-24 14:03`, in the user's time zone.
pub fn day_and_time(epoch_ms: f64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(epoch_ms));
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// A random id of 32 hexadecimal digits.
pub fn random_uid() -> String {
    // Sixteen bits at a time; ids need to differ, not to be secret.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let part = || format!("{:04x}", (js_sys::Math::random() * 65536.0) as u16);
    (0..8).map(|_| part()).collect()
}

/// A length that the style sheets give an element by a property of their own, in pixels; 0 where they give none.
pub fn length(element: &web_sys::Element, property: &str) -> f64 {
    let style = window().get_computed_style(element).ok().flatten();
    let text = style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default();
    text.trim().strip_suffix("px").and_then(|number| number.parse().ok()).unwrap_or(0.0)
}

/// Whether the page is in a hidden tab or a minimized window.
pub fn is_hidden() -> bool {
    document().hidden()
}

/// Calls back whenever the address after `#` changes; until the guard is dropped.
pub fn on_hash_change(mut callback: impl FnMut(String) + 'static) -> EventListener {
    EventListener::new(&window(), "hashchange", move |_| callback(hash()))
}

/// Calls back when the page is hidden, the last sure moment to save; until the guard is dropped.
pub fn on_hidden(mut callback: impl FnMut() + 'static) -> EventListener {
    EventListener::new(&document(), "visibilitychange", move |_| {
        if is_hidden() {
            callback();
        }
    })
}

/// Calls back when the page is left for good or put aside; until the guards are dropped. A page that was put aside is loaded anew when it
/// comes back: other tabs may have written meanwhile.
pub fn on_leave(mut callback: impl FnMut() + 'static) -> [EventListener; 2] {
    let hidden = EventListener::new(&window(), "pagehide", move |_| callback());
    let back = EventListener::new(&window(), "pageshow", |event| {
        let persisted = js_sys::Reflect::get(event, &"persisted".into());
        if persisted.is_ok_and(|persisted| persisted.is_truthy()) {
            reload();
        }
    });
    [hidden, back]
}

/// Lets the browser ask before the page is left, while `unsaved` says so; until the guard is dropped.
pub fn on_unload(unsaved: impl Fn() -> bool + 'static) -> EventListener {
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
        if unsaved() {
            event.prevent_default();
        }
    })
}

/// Calls back when the system turns dark or light, or the pixel density changes; until the guards are dropped.
pub fn on_appearance_change(callback: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(resolution: 1dppx)"];
    let listen = |query: &str| {
        let list = window().match_media(query).ok().flatten()?;
        let callback = callback.clone();
        Some(EventListener::new(&list, "change", move |_| callback()))
    };
    queries.iter().filter_map(|query| listen(query)).collect()
}

/// Whether the user's system is a Mac, where Cmd stands for Ctrl.
pub fn is_mac() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac"))
}

/// Whether this is Safari, which deletes what pages store after seven days without a visit.
pub fn may_evict() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Safari/") && agent.contains("Version/") && is_mac()
}

/// Whether this is WebKit on Linux, whose screen at times stays black after a seek, though the picture is decoded and can be drawn:
/// seen in 2 of 12 seeks of a paused video, at random.
pub fn loses_pictures() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    agent.contains("Linux") && agent.contains("AppleWebKit") && !agent.contains("Chrome")
}

/// How this engine lays a file's pictures on the clock of its media element.
pub fn clock_habit() -> Habit {
    let agent = window().navigator().user_agent().unwrap_or_default();
    if agent.contains("Firefox/") {
        Habit::FirstInFile
    } else if agent.contains("AppleWebKit") && !agent.contains("Chrome") {
        Habit::AsWritten
    } else {
        Habit::FirstShown
    }
}

/// Asks the browser to keep what this page stores. Not awaited: one browser asks its user and may never answer.
pub fn ask_to_persist() {
    if let Ok(storage) = js_sys::Reflect::get(&window().navigator(), &"storage".into())
        && let Some(storage) = storage.dyn_ref::<web_sys::StorageManager>()
    {
        storage.persist().ok();
    }
}

/// Puts text on the clipboard.
pub fn copy(text: &str) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    if let Some(clipboard) = clipboard.ok().and_then(|value| value.dyn_into::<web_sys::Clipboard>().ok()) {
        // The button says "Copied" at once; where it is refused the text is selectable beside it.
        drop(clipboard.write_text(text));
    }
}
