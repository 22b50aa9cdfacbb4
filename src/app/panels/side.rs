//! The column beside the palette: the events, what is noted of the session, the passes, or the event tally.

use super::events::EventsPanel;
use super::find::FindPanel;
use super::passes::Passes;
use super::session_notes::SessionNotes;
use super::tally::TallyPanel;
use crate::app::pages::code::CodePage;
use crate::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// What can be shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SideTab {
    /// The list of events.
    Events,
    /// Looking for events.
    Find,
    /// What is noted of the session.
    Session,
    /// How far each channel is coded.
    Passes,
    /// Counts while coding.
    Tally,
}

/// The tabs, in their order.
const TABS: [SideTab; 5] = [SideTab::Events, SideTab::Find, SideTab::Session, SideTab::Passes, SideTab::Tally];

/// Tabs and what they show. The list of events stays as it is while the other tab is shown.
#[component]
pub fn SidePanel() -> impl IntoView {
    let shown = expect_context::<CodePage>().side;
    let tabs = NodeRef::<leptos::html::Div>::new();
    let walk = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => TABS.len() - 1,
            "ArrowRight" => 1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let place = TABS.iter().position(|tab| *tab == shown.get_untracked()).unwrap_or(0);
        let next = (place + step) % TABS.len();
        shown.set(TABS[next]);
        let tab = u32::try_from(next).ok().and_then(|next| tabs.get_untracked()?.children().item(next));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            tab.focus().ok();
        }
    };
    let tab = move |of: SideTab, testid: &'static str, label: String| {
        let is_shown = move || shown.get() == of;
        view! {
            <button
                role="tab"
                class="tab"
                data-testid=testid
                aria-selected=move || is_shown().to_string()
                tabindex=move || if is_shown() { "0" } else { "-1" }
                on:click=move |_| shown.set(of)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="side-panel">
            <div class="tabs" role="tablist" aria-label=t!("side-label") node_ref=tabs on:keydown=walk>
                {tab(SideTab::Events, "tab-events", t!("side-events"))}
                {tab(SideTab::Find, "tab-find", t!("side-find"))}
                {tab(SideTab::Session, "tab-session", t!("side-session"))}
                {tab(SideTab::Passes, "tab-passes", t!("side-passes"))}
                {tab(SideTab::Tally, "tab-tally", t!("side-tally"))}
            </div>
            <div class="side-body" class:hidden=move || shown.get() != SideTab::Events role="tabpanel" aria-label=t!("side-events")>
                <EventsPanel />
            </div>
            // What was looked for stays as it is, too.
            <div class="side-body" class:hidden=move || shown.get() != SideTab::Find role="tabpanel" aria-label=t!("side-find")>
                <FindPanel />
            </div>
            <Show when=move || shown.get() == SideTab::Session>
                <SessionNotes />
            </Show>
            <Show when=move || shown.get() == SideTab::Passes>
                <Passes />
            </Show>
            <Show when=move || shown.get() == SideTab::Tally>
                <TallyPanel />
            </Show>
        </div>
    }
    .into_any()
}
