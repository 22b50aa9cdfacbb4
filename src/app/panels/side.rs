//! The column beside the palette: the events, what is noted of the session, the passes, or the event tally.

use super::events::EventsPanel;
use super::passes::Passes;
use super::session_notes::SessionNotes;
use super::tally::TallyPanel;
use crate::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The tabs, in their order.
const TABS: [&str; 4] = ["tab-events", "tab-session", "tab-passes", "tab-tally"];

/// Tabs and what they show. The list of events stays as it is while the other tab is shown.
#[component]
pub fn SidePanel() -> impl IntoView {
    let shown = RwSignal::new(0_usize);
    let tabs = NodeRef::<leptos::html::Div>::new();
    let walk = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            event.stop_propagation();
            let step = if event.key() == "ArrowRight" { 1 } else { TABS.len() - 1 };
            shown.update(|index| *index = (*index + step) % TABS.len());
            let place = u32::try_from(shown.get_untracked()).unwrap_or(0);
            let tab = tabs.get_untracked().and_then(|tabs| tabs.children().item(place));
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
                {tab(2, t!("side-passes"))}
                {tab(3, t!("side-tally"))}
            </div>
            <div class="side-body" class:hidden=move || shown.get() != 0 role="tabpanel" aria-label=t!("side-events")>
                <EventsPanel />
            </div>
            <Show when=move || shown.get() == 1>
                <SessionNotes />
            </Show>
            <Show when=move || shown.get() == 2>
                <Passes />
            </Show>
            <Show when=move || shown.get() == 3>
                <TallyPanel />
            </Show>
        </div>
    }
    .into_any()
}
