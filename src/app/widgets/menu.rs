//! A button with a menu: opened by click or arrow key, left by Escape, a click elsewhere, or focus going elsewhere.

use super::icon::{Glyph, Icon};
use crate::platform::page;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

/// One choice of a menu.
#[derive(Clone)]
pub struct Choice {
    /// For tests.
    pub testid: &'static str,
    /// What it does, in a few words.
    pub label: String,
    /// A second line that says more.
    pub note: String,
    /// Does it.
    pub run: Callback<()>,
}

/// A button with a menu.
#[component]
pub fn Menu(testid: &'static str, label: String, glyph: Glyph, choices: Vec<Choice>) -> impl IntoView {
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();

    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        let within = whole.get_untracked().is_some_and(|whole| whole.contains(to.as_ref()));
        if !within {
            open.set(false);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if !open.get_untracked() {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                event.stop_propagation();
                open.set(true);
            }
            return;
        }
        // The page's own keys rest while a menu is open.
        event.stop_propagation();
        match event.key().as_str() {
            "Escape" => {
                open.set(false);
                if let Some(button) = button.get_untracked() {
                    button.focus().ok();
                }
            }
            "ArrowDown" => {
                event.prevent_default();
                move_focus(true);
            }
            "ArrowUp" => {
                event.prevent_default();
                move_focus(false);
            }
            _ => {}
        }
    };
    let list = move || {
        open.get().then(|| {
            let items = choices.iter().cloned().map(|choice| {
                let run = move |_| {
                    open.set(false);
                    choice.run.run(());
                };
                view! {
                    <button role="menuitem" class="menu-item" data-testid=choice.testid on:click=run>
                        <span class="menu-label">{choice.label}</span>
                        <span class="menu-note">{choice.note}</span>
                    </button>
                }
            });
            view! { <div role="menu" class="menu-list">{items.collect_view()}</div> }
        })
    };
    view! {
        <div class="menu" node_ref=whole on:focusout=leave on:keydown=keys>
            <button
                class="button"
                node_ref=button
                data-testid=testid
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph />
                {label}
            </button>
            {list}
        </div>
    }
}

/// Moves the focus to the next or previous choice; from the button, to the first or last.
fn move_focus(forward: bool) {
    let Ok(items) = page::document().query_selector_all("[role=menuitem]") else { return };
    let active = page::document().active_element();
    let count = items.length();
    let current = (0..count).find(|index| items.get(*index).as_deref() == active.as_ref().map(AsRef::as_ref));
    let next = match (current, forward) {
        (None, true) => 0,
        (None, false) => count.saturating_sub(1),
        (Some(index), true) => (index + 1) % count.max(1),
        (Some(index), false) => (index + count - 1) % count.max(1),
    };
    if let Some(item) = items.get(next).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        item.focus().ok();
    }
}
