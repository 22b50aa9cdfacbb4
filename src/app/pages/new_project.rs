//! The form for a new project: its name, who codes, and a gallery of coding schemes.

use crate::app::opening::Errand;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::TextField;
use crate::app::widgets::gallery::{FromFile, Gallery, GalleryPane};
use crate::app::{context, parts};
use crate::t;
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// Name, coder, scheme.
#[component]
pub fn NewProject() -> impl IntoView {
    let context = context();
    let (name, coder) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let gallery = Gallery::new();
    let close = Callback::new(move |()| {
        context.starting.set(false);
        context.player.forget_waiting();
    });
    let start = move |edit: bool| {
        let (name, coder) = (name.get_untracked().trim().to_owned(), coder.get_untracked().trim().to_owned());
        if name.is_empty() {
            return problem.set(Some(t!("new-name-missing")));
        }
        if coder.is_empty() {
            return problem.set(Some(t!("new-coder-missing")));
        }
        if let Some(scheme) = gallery.take_chosen() {
            context.starting.set(false);
            // A scheme with nothing in it cannot be coded with.
            let edit = edit || scheme.channels.is_empty();
            parts::run(context, Errand::Create { name, coder, scheme, edit });
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        start(false);
    };
    view! {
        <Dialog testid="new-panel" title=t!("new-title") wide=true close>
            <form class="form new-project" on:submit=submit novalidate>
                <div class="new-project-names">
                    <TextField
                        testid="new-name"
                        label=t!("new-name")
                        value=name
                        placeholder=t!("new-name-hint")
                        first=true
                    />
                    <TextField testid="new-coder" label=t!("new-coder") value=coder placeholder=t!("new-coder-hint") />
                </div>
                <GalleryPane gallery />
                <div class="dialog-actions">
                    <FromFile gallery problem />
                    <p class="form-problem" role="alert">{move || problem.get()}</p>
                    <button type="button" class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button
                        type="button"
                        class="button"
                        title=t!("new-edit-note")
                        data-testid="new-edit"
                        on:click=move |_| start(true)
                    >
                        {t!("new-edit")}
                    </button>
                    <button type="submit" class="button primary" data-testid="new-create">{t!("new-create")}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
