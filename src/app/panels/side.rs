//! The column beside the palette: the events, or what is noted of the session.

use super::events::EventsPanel;
use super::session_notes::SessionNotes;
use crate::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The tabs, in their order.
const TABS: [&str; 2] = ["tab-events", "tab-session"];

/// Tabs and what they show. The list of events stays as it is while the other tab is shown.
#[component]
pub fn SidePanel() -> impl IntoView {
    let shown = RwSignal::new(0_usize);
    let tabs = NodeRef::<leptos::html::Div>::new();
    let walk = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            event.stop_propagation();
            shown.update(|index| *index = 1 - *index);
            let tab = tabs.get_untracked().and_then(|tabs| tabs.children().item(u32::from(shown.get_untracked() == 1)));
            if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
                tab.focus().ok();
            }
        }
    };
    let tab = move |index: usize, label: String| {
        let is_shown = move || shown.get() == index;
        view! {
            <button
                role="tab"
                class="tab"
                data-testid=TABS[index]
                aria-selected=move || is_shown().to_string()
                tabindex=move || if is_shown() { "0" } else { "-1" }
                on:click=move |_| shown.set(index)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="side-panel">
            <div class="tabs" role="tablist" aria-label=t!("side-label") node_ref=tabs on:keydown=walk>
                {tab(0, t!("side-events"))}
                {tab(1, t!("side-session"))}
            </div>
            <div class="side-body" class:hidden=move || shown.get() != 0 role="tabpanel" aria-label=t!("side-events")>
                <EventsPanel />
            </div>
            <Show when=move || shown.get() == 1>
                <SessionNotes />
            </Show>
        </div>
    }
    .into_any()
}
