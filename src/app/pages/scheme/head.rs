//! The bar of the editor: which scheme, undo, what is added and taken in; and what is asked on leaving.

use super::editing::editing;
use super::fields::show_value;
use super::{Asked, go_back, leave};
use crate::app::desk::Desk;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::gallery::{FromFile, Gallery, GalleryPane};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context};
use crate::edit::Command;
use crate::model::SchemeId;
use crate::platform::page;
use crate::route::Route;
use crate::t;
use leptos::html;
use leptos::prelude::*;

/// The bar.
#[component]
pub fn Head(asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let Context { desk, .. } = context();
    let editing = editing();
    let about = move || {
        let version = editing.base.with(|base| base.version);
        let codings = t!("draft-codings", count = editing.codings());
        let state = if editing.changed.get() { t!("draft-changed") } else { t!("draft-unchanged") };
        t!("draft-about", version = version, codings = codings, state = state)
    };
    let cannot_apply = move || !editing.changed.get() || editing.is_broken() || desk.read_only.get();
    let remove = move || {
        (!editing.is_used()).then(|| {
            view! {
                <button
                    class="button quiet-danger"
                    data-testid="scheme-remove"
                    title=t!("draft-remove-note")
                    on:click=move |_| remove_scheme(desk, editing.scheme)
                >
                    <Icon glyph=Glyph::Trash />
                    {t!("draft-remove")}
                </button>
                <button
                    class="button"
                    data-testid="scheme-code-with"
                    title=t!("draft-code-with-note")
                    disabled=move || editing.changed.get() || desk.read_only.get()
                    on:click=move |_| code_with(desk, editing.scheme)
                >
                    {t!("draft-code-with")}
                </button>
            }
        })
    };
    view! {
        <header class="bar scheme-bar">
            <button class="button" data-testid="scheme-back" on:click=move |_| leave(editing, asked)>
                {t!("codebook-back")}
            </button>
            <SchemeSelect />
            <p class="muted scheme-about" data-testid="scheme-about">{about}</p>
            <div class="bar-end">
                {remove}
                <button
                    class="icon-button"
                    data-testid="draft-undo"
                    aria-label=t!("act-undo")
                    title=t!("act-undo")
                    disabled=move || !editing.able().0
                    on:click=move |_| editing.undo()
                >
                    <Icon glyph=Glyph::Undo />
                </button>
                <button
                    class="icon-button"
                    data-testid="draft-redo"
                    aria-label=t!("act-redo")
                    title=t!("act-redo")
                    disabled=move || !editing.able().1
                    on:click=move |_| editing.redo()
                >
                    <Icon glyph=Glyph::Redo />
                </button>
                <button
                    class="button"
                    data-testid="scheme-add"
                    title=t!("draft-add-note")
                    disabled=move || desk.read_only.get()
                    on:click=move |_| asked.set(Some(Asked::Add))
                >
                    <Icon glyph=Glyph::Plus />
                    {t!("draft-add")}
                </button>
                <button
                    class="button primary"
                    data-testid="draft-apply"
                    title=t!("draft-apply-note")
                    disabled=cannot_apply
                    on:click=move |_| asked.set(Some(Asked::Apply))
                >
                    {t!("draft-apply")}
                </button>
            </div>
        </header>
    }
    .into_any()
}

/// The schemes of the project.
#[component]
fn SchemeSelect() -> impl IntoView {
    let Context { desk, .. } = context();
    let editing = editing();
    let schemes = Memo::new(move |_| {
        desk.revisions.schemes.track();
        let named = |project: &crate::model::Project| {
            project.schemes.iter().map(|scheme| (scheme.id, scheme.name.clone())).collect::<Vec<_>>()
        };
        desk.with(named).unwrap_or_default()
    });
    let select = NodeRef::<html::Select>::new();
    let shown = Signal::stored(editing.scheme.0.to_string());
    show_value(select, shown, move || schemes.track());
    let option = |(id, name): (SchemeId, String)| view! { <option value=id.0.to_string()>{name}</option> };
    view! {
        <select
            class="quiet-select scheme-select"
            data-testid="scheme-select"
            aria-label=t!("draft-scheme")
            node_ref=select
            on:change=move |event| {
                if let Ok(id) = event_target_value(&event).parse() {
                    show(desk, SchemeId(id));
                }
            }
        >
            {move || schemes.get().into_iter().map(option).collect_view()}
        </select>
    }
}

/// Goes to the editor of a scheme.
fn show(desk: Desk, scheme: SchemeId) {
    if let Some(project) = desk.uid.get_untracked() {
        page::go(&Route::Scheme { project, scheme: Some(scheme) }.href());
    }
}

fn remove_scheme(desk: Desk, scheme: SchemeId) {
    if desk.dispatch(Command::RemoveScheme { scheme })
        && let Some(project) = desk.uid.get_untracked()
    {
        page::go(&Route::Scheme { project, scheme: None }.href());
    }
}

/// Begins a coding of the session shown by this scheme, and goes there.
fn code_with(desk: Desk, scheme: SchemeId) {
    let who = desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone());
        (shown.session.id, coder.unwrap_or_default())
    });
    let Some((session, coder)) = who else { return };
    if desk.dispatch(Command::StartObservation { session, coder, scheme, assignment: None }) {
        let new = desk.with(|project| project.observations.last().map(|observation| observation.id)).flatten();
        if let Some(new) = new {
            desk.show(new);
        }
        go_back(desk);
    }
}

/// Takes another scheme into the project.
#[component]
pub fn AddDialog(close: Callback<()>) -> impl IntoView {
    let Context { desk, .. } = context();
    let gallery = Gallery::new();
    let problem = RwSignal::new(None::<String>);
    let add = move |_| {
        let Some(scheme) = gallery.take_chosen() else { return };
        if desk.dispatch(Command::AddScheme { scheme: Box::new(scheme) }) {
            close.run(());
            let new = desk.with(|project| project.schemes.last().map(|scheme| scheme.id)).flatten();
            if let Some(new) = new {
                show(desk, new);
            }
        }
    };
    view! {
        <Dialog testid="scheme-add-panel" title=t!("draft-add-title") wide=true close>
            <div class="form new-project">
                <GalleryPane gallery />
                <div class="dialog-actions">
                    <FromFile gallery problem />
                    <p class="form-problem" role="alert">{move || problem.get()}</p>
                    <button class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button class="button primary" data-testid="scheme-add-confirm" on:click=add>
                        {t!("draft-add-confirm")}
                    </button>
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Asks what is to become of a draft that is not taken in.
#[component]
pub fn LeaveDialog(close: Callback<()>, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let editing = editing();
    let discard = move |_| {
        editing.start_over();
        close.run(());
        go_back(editing.desk);
    };
    let keep = move |_| {
        close.run(());
        go_back(editing.desk);
    };
    view! {
        <Dialog testid="leave-panel" title=t!("leave-title") close>
            <p>{t!("leave-question")}</p>
            <div class="dialog-actions">
                <button class="button danger" data-testid="leave-discard" on:click=discard>{t!("leave-discard")}</button>
                <button class="button" data-testid="leave-keep" on:click=keep>{t!("leave-keep")}</button>
                <button
                    class="button primary"
                    data-testid="leave-apply"
                    disabled=move || editing.is_broken()
                    on:click=move |_| asked.set(Some(Asked::Apply))
                >
                    {t!("draft-apply")}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
