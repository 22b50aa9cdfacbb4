//! The key of a code: pressed, not typed.

use super::editing::editing;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::release_focus;
use crate::coding::{MAX_STROKES, Stroke, key_of, reserved, strokes};
use crate::draft::suggest_key;
use crate::model::{CodeId, Key};
use crate::platform::page;
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A second key within this time makes a chord of two; later it takes the place of the first.
const NEXT_STROKE_MS: f64 = 700.0;

/// The field with a button that finds a free key.
#[component]
pub fn KeyField(id: CodeId) -> impl IntoView {
    let editing = editing();
    let key = Memo::new(move |_| editing.code(id, |code| code.key.clone()).flatten());
    let label = move || editing.code(id, |code| code.label.clone()).unwrap_or_default();
    let refused = RwSignal::new(None::<String>);
    let last_ms = StoredValue::new(f64::NEG_INFINITY);
    let set = move |key: Option<Key>| {
        editing.edit(|draft| {
            if let Some(code) = draft.code_mut(id) {
                code.key = key;
            }
        });
    };
    let press = move |event: KeyboardEvent| {
        let name = event.key();
        let command = event.ctrl_key() || event.meta_key() || event.alt_key();
        match name.as_str() {
            // Leaving the field, and whatever belongs to the browser.
            "Tab" | "Shift" | "Enter" => return,
            _ if command => return,
            "Escape" => {
                event.stop_propagation();
                return release_focus(&event);
            }
            _ => event.prevent_default(),
        }
        event.stop_propagation();
        if event.repeat() {
            return;
        }
        if matches!(name.as_str(), "Backspace" | "Delete") {
            refused.set(None);
            return set(None);
        }
        if name.chars().count() != 1 {
            return refused.set(Some(t!("key-no-sign")));
        }
        let stroke = Stroke::pressed(&name, event.shift_key());
        let alone = key_of(std::slice::from_ref(&stroke));
        if let Some(act) = reserved(&alone) {
            let key = say_scheme::key(&alone);
            return refused.set(Some(t!("key-reserved", key = key, act = say::act(act))));
        }
        refused.set(None);
        let now = page::now();
        let goes_on = now - last_ms.get_value() <= NEXT_STROKE_MS;
        last_ms.set_value(now);
        let before = key.get_untracked().filter(|_| goes_on).map(|key| strokes(&key)).unwrap_or_default();
        let fits = before.len() < MAX_STROKES;
        let all: Vec<Stroke> = before.into_iter().filter(|_| fits).chain([stroke]).collect();
        set(Some(key_of(&all)));
    };
    let suggest = move |_| {
        let free = editing.with(|draft| suggest_key(&draft.scheme, id));
        refused.set(free.is_none().then(|| t!("key-none-free")));
        if free.is_some() {
            set(free);
        }
    };
    let shown = move || key.get().map(|key| say_scheme::key(&key)).unwrap_or_default();
    let field = format!("code-{}-key", id.0);
    view! {
        <div class="key-field">
            <input
                class="input key-input"
                readonly
                autocomplete="off"
                id=field
                data-testid="code-key"
                aria-label=move || t!("draft-key-of", code = label())
                title=t!("key-field-hint")
                placeholder=t!("key-field-empty")
                prop:value=shown
                on:keydown=press
                on:blur=move |_| refused.set(None)
            />
            <Show when=move || key.get().is_none()>
                <button
                    type="button"
                    class="icon-button small"
                    data-testid="code-key-suggest"
                    aria-label=move || t!("key-suggest", code = label())
                    title=move || t!("key-suggest", code = label())
                    on:click=suggest
                >
                    <Icon glyph=Glyph::Search />
                </button>
            </Show>
            {move || {
                refused.get().map(|reason| view! { <p class="key-refused" role="alert" data-testid="key-refused">{reason}</p> })
            }}
        </div>
    }
    .into_any()
}
