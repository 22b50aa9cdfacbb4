//! The editor of coding schemes. It lies over the coding page, whose video and playhead stay, so that examples can be taken from there.

mod anchors;
mod channel;
mod code_details;
mod codes;
mod editing;
mod examples;
mod fields;
mod general;
mod head;
mod impact;
mod key_field;
mod modifiers;
mod outline;
mod settings;
mod trouble;

use crate::app::context;
use crate::app::desk::Desk;
use crate::platform::page;
use crate::route::Route;
use crate::t;
use editing::{Editing, asked_scheme};
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// What is asked before the page goes on.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    /// Whether to take the draft in.
    Apply,
    /// What to do with the draft on leaving.
    Leave,
    /// Which scheme to take into the project.
    Add,
}

/// The page.
#[component]
pub fn SchemeEditor() -> impl IntoView {
    let context = context();
    context.player.pause();
    let asked = Memo::new(move |_| {
        let scheme = context.route.with(|route| match route {
            Route::Scheme { scheme, .. } => *scheme,
            _ => None,
        });
        context.desk.uid.track();
        context.desk.revisions.study.track();
        asked_scheme(scheme).map(|scheme| scheme.id)
    });
    // Built anew for each scheme.
    let body = move || {
        let base = asked.get().and_then(|id| asked_scheme(Some(id)));
        match base {
            Some(base) => {
                let editing = Editing::begin(context.desk, base);
                provide_context(editing);
                view! { <Editor editing /> }.into_any()
            }
            None => view! { <main class="scheme-editor" data-testid="scheme-missing"><p>{t!("refuse-not-there")}</p></main> }
                .into_any(),
        }
    };
    body.into_any()
}

/// The editor of one scheme.
#[component]
fn Editor(editing: Editing) -> impl IntoView {
    let context = context();
    let asked = RwSignal::new(None::<Asked>);
    let whole = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        if let Some(whole) = whole.get() {
            whole.focus().ok();
        }
    });
    let waits = move || {
        if editing.changed.try_get_untracked() == Some(true) {
            let name = editing.base.try_with_untracked(|base| base.name.clone()).unwrap_or_default();
            context.notices.inform("draft-waits", t!("draft-waits", name = name));
        }
    };
    on_cleanup(waits);
    let keys = move |event: KeyboardEvent| {
        // The page beneath has keys of its own.
        event.stop_propagation();
        let command = if page::is_mac() { event.meta_key() } else { event.ctrl_key() };
        match event.key().as_str() {
            "Escape" if asked.get_untracked().is_none() => {
                // The same press would close the dialog that it opens.
                event.prevent_default();
                leave(editing, asked);
            }
            "z" | "Z" if command && !fields::is_typing(&event) => {
                event.prevent_default();
                if event.shift_key() {
                    editing.redo();
                } else {
                    editing.undo();
                }
            }
            "y" if command && !fields::is_typing(&event) => {
                event.prevent_default();
                editing.redo();
            }
            "Enter" if command => {
                event.prevent_default();
                if editing.changed.get_untracked() && !editing.is_broken() {
                    asked.set(Some(Asked::Apply));
                }
            }
            _ => {}
        }
    };
    let form = move || match editing.chosen.get() {
        None => view! { <general::General /> }.into_any(),
        Some(id) => view! { <channel::ChannelForm id /> }.into_any(),
    };
    let dialog = move || {
        let close = Callback::new(move |()| asked.set(None));
        match asked.get() {
            Some(Asked::Apply) => view! { <impact::ImpactDialog close /> }.into_any(),
            Some(Asked::Leave) => view! { <head::LeaveDialog close asked /> }.into_any(),
            Some(Asked::Add) => view! { <head::AddDialog close /> }.into_any(),
            None => ().into_any(),
        }
    };
    view! {
        <main class="scheme-editor" tabindex="-1" data-testid="scheme-editor" node_ref=whole on:keydown=keys>
            <head::Head asked />
            <div class="scheme-body">
                <outline::Outline />
                <section class="scheme-form" data-testid="scheme-form">
                    {form}
                </section>
                <trouble::Trouble />
            </div>
        </main>
        {dialog}
    }
    .into_any()
}

/// Goes back to the coding page; asks first if something is not taken in.
fn leave(editing: Editing, asked: RwSignal<Option<Asked>>) {
    if editing.changed.get_untracked() {
        asked.set(Some(Asked::Leave));
    } else {
        go_back(editing.desk);
    }
}

/// Back to the coding page.
fn go_back(desk: Desk) {
    if let Some(project) = desk.uid.get_untracked() {
        page::go(&Route::Code { project }.href());
    }
}
