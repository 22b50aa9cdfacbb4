//! A dialog over the page: the browser's own, with its focus trap and its Escape.

use super::icon::{Glyph, Icon};
use crate::t;
use leptos::html;
use leptos::prelude::*;

/// A dialog. It is shown for as long as it exists; `close` is to end that.
#[component]
pub fn Dialog(
    testid: &'static str,
    title: String,
    close: Callback<()>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Fails where it is open already.
            dialog.show_modal().ok();
        }
    });
    let class = if wide { "dialog wide" } else { "dialog" };
    view! {
        <dialog
            class=class
            node_ref=dialog
            aria-labelledby="dialog-title"
            data-testid=testid
            on:close=move |_| close.run(())
            // The page's own keys rest meanwhile.
            on:keydown=move |event| event.stop_propagation()
        >
            <header class="dialog-head">
                <h2 id="dialog-title">{title}</h2>
                <button class="icon-button" aria-label=t!("dialog-close") on:click=move |_| close.run(())>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            {children()}
        </dialog>
    }
    .into_any()
}
