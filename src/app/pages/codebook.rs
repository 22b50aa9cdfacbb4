//! The codebook: the scheme of the coding that is shown, as a page to read and to print. It lies over the coding page.

use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::scheme_text::SchemeText;
use crate::app::{context, scheme_files};
use crate::platform::page;
use crate::route::Route;
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The page.
#[component]
pub fn Codebook() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    context.player.pause();
    let whole = NodeRef::<html::Main>::new();
    Effect::new(move |_| {
        // So that its keys scroll it, and Escape leaves it.
        if let Some(whole) = whole.get() {
            whole.focus().ok();
        }
    });
    let back = move || desk.uid.get().map(|project| Route::Code { project }.href()).unwrap_or_default();
    let edit = move || {
        let project = desk.uid.get();
        project.map(|project| Route::Scheme { project, scheme: None }.href()).unwrap_or_default()
    };
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            page::go(&back());
        }
    };
    let text = move || {
        desk.uid.track();
        desk.observation.track();
        desk.revisions.schemes.track();
        desk.revisions.names.track();
        let shown = desk.shown(|shown| (shown.scheme.clone(), shown.project.name.clone()));
        shown.map(|(scheme, project)| {
            view! {
                <h1>{scheme.name.clone()}</h1>
                <p class="muted">{t!("codebook-of", project = project, version = scheme.version)}</p>
                <h2 class="sr-only">{t!("scheme-channels")}</h2>
                <SchemeText scheme />
            }
        })
    };
    view! {
        <main class="codebook" tabindex="-1" data-testid="codebook" node_ref=whole on:keydown=leave>
            <nav class="codebook-actions">
                <a class="button" data-testid="codebook-back" href=back>
                    {t!("codebook-back")}
                </a>
                <a class="button" data-testid="codebook-edit" href=edit>
                    <Icon glyph=Glyph::Edit />
                    {t!("codebook-edit")}
                </a>
                <button
                    class="button"
                    data-testid="codebook-download"
                    on:click=move |_| scheme_files::download(context)
                >
                    <Icon glyph=Glyph::Download />
                    {t!("bar-download-scheme")}
                </button>
                <button class="button primary" data-testid="codebook-print" on:click=move |_| page::print()>
                    {t!("codebook-print")}
                </button>
            </nav>
            <article>{text}</article>
        </main>
    }
    .into_any()
}
