//! Deletes the selected events, once it is said how many they are.

use super::BatchDialog;
use crate::app::context;
use crate::edit::Command;
use crate::t;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn DeleteEvents() -> impl IntoView {
    let desk = context().desk;
    let selected = desk.selected();
    let command = Signal::derive(move || {
        Some(Command::Delete { observation: desk.observation.get()?, events: selected.clone() })
    });
    view! {
        <BatchDialog testid="delete-panel" title=t!("delete-title") action=t!("inspector-delete") command>
            <p>{t!("codings-remove-undo")}</p>
        </BatchDialog>
    }
}
