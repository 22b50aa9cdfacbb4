//! Names of the session and of its coder.

use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::TextField;
use crate::edit::Command;
use crate::t;
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// The dialog.
#[component]
pub fn Names() -> impl IntoView {
    let desk = context().desk;
    let page: CodePage = expect_context();
    let known = desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone());
        (shown.session.id, shown.session.name.clone(), shown.observation.coder, coder.unwrap_or_default())
    });
    let (was_session, was_coder) = known.clone().map(|(_, session, _, coder)| (session, coder)).unwrap_or_default();
    let (session, coder) = (RwSignal::new(was_session.clone()), RwSignal::new(was_coder.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((id, _, who, _)) = known.clone() else { return };
        let (name, coder) = (session.get_untracked(), coder.get_untracked());
        let renamed = name.trim() == was_session || desk.dispatch(Command::RenameSession { session: id, name });
        let renamed =
            renamed && (coder.trim() == was_coder || desk.dispatch(Command::RenameCoder { coder: who, name: coder }));
        if renamed {
            page.asked.set(None);
        }
    };
    view! {
        <Dialog testid="names-panel" title=t!("names-title") close=Callback::new(move |()| page.asked.set(None))>
            <form class="form" on:submit=submit novalidate>
                <TextField testid="names-session" label=t!("session-name") value=session first=true />
                <TextField testid="names-coder" label=t!("names-coder") value=coder />
                <p class="hint">{t!("names-note")}</p>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| page.asked.set(None)>
                        {t!("new-cancel")}
                    </button>
                    <button
                        type="submit"
                        class="button primary"
                        data-testid="names-confirm"
                        disabled=move || desk.read_only.get()
                    >
                        {t!("names-do")}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
