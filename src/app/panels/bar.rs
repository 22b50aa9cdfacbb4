//! The bar on top: whose project, whether it is saved, undo and redo, download, keys.

use super::codings::Codings;
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::ActionButton;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::menu::{Choice, Menu};
use crate::app::widgets::release_focus;
use crate::app::{context, downloads, opening, scheme_files};
use crate::coding::Act;
use crate::edit::Command;
use crate::platform::page;
use crate::route::Route;
use crate::store::SaveState;
use crate::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let compares = Memo::new(move |_| context.route.with(Route::is_beside_coding));
    let nothing_to_undo = move || !desk.history.get().0;
    let nothing_to_redo = move || !desk.history.get().1;
    let choice = |testid, label: String, note: String, run: fn(crate::app::Context)| Choice {
        testid,
        label,
        note,
        run: Callback::new(move |()| run(context)),
    };
    let choices = vec![
        choice(
            "download-project",
            t!("bar-download-project"),
            t!("bar-download-project-note"),
            downloads::download_project,
        ),
        choice("download-csv", t!("bar-download-csv"), t!("bar-download-csv-note"), downloads::download_csv),
        choice(
            "download-ratings",
            t!("bar-download-ratings"),
            t!("bar-download-ratings-note"),
            downloads::download_ratings,
        ),
        choice("download-vtt", t!("bar-download-vtt"), t!("bar-download-vtt-note"), downloads::download_vtt),
        choice("download-scheme", t!("bar-download-scheme"), t!("bar-download-scheme-note"), scheme_files::download),
        choice("open-codebook", t!("bar-codebook"), t!("bar-codebook-note"), scheme_files::open_codebook),
    ];
    view! {
        <header class="bar">
            <a class="brand" href="#/" data-testid="home-link" title=t!("bar-home") aria-label=t!("bar-home")>
                <Icon glyph=Glyph::Logo />
                <span>{t!("app-name")}</span>
            </a>
            <ProjectName />
            <Codings />
            <Places />
            <div class="bar-end">
                <SaveIndicator />
                <ActionButton testid="undo" act=Act::Undo glyph=Glyph::Undo disabled=Signal::derive(nothing_to_undo) />
                <ActionButton testid="redo" act=Act::Redo glyph=Glyph::Redo disabled=Signal::derive(nothing_to_redo) />
                <Show when=move || !compares.get()>
                    <ActionButton
                        testid="summary"
                        act=Act::Summary
                        glyph=Glyph::Chart
                        pressed=Signal::from(page.summary)
                    />
                </Show>
                <Menu testid="download" label=t!("bar-download") glyph=Glyph::Download choices />
                <ActionButton testid="help" act=Act::Help glyph=Glyph::Help />
            </div>
        </header>
    }
    .into_any()
}

/// The places of a project, and which one is shown.
#[component]
fn Places() -> impl IntoView {
    let context = context();
    let project = move || context.route.with(|route| route.project().map(str::to_owned)).unwrap_or_default();
    let is_here = move |compares: bool| match context.route.get() {
        Route::Compare { .. } => compares,
        Route::Consensus { .. } => false,
        _ => !compares,
    };
    let place = move |testid: &'static str, label: String, here: bool| {
        let href = move || {
            let project = project();
            if here {
                Route::Compare { project, settings: String::new() }.href()
            } else {
                Route::Code { project }.href()
            }
        };
        let current = move || is_here(here).then_some("page");
        view! { <a class="place" data-testid=testid href=href aria-current=current>{label}</a> }
    };
    view! {
        <nav class="places" aria-label=t!("bar-places")>
            {place("place-code", t!("place-code"), false)}
            {place("place-compare", t!("place-compare"), true)}
        </nav>
    }
}

/// The project's name; a click makes it editable.
#[component]
fn ProjectName() -> impl IntoView {
    let desk = context().desk;
    let name = move || {
        desk.revisions.names.track();
        desk.with(|project| project.name.clone()).unwrap_or_default()
    };
    let commit = move |event: web_sys::FocusEvent| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            return;
        };
        let changed = desk.with(|project| project.name != field.value().trim()).unwrap_or(false);
        if !changed || !desk.dispatch(Command::RenameProject { name: field.value() }) {
            field.set_value(&name());
        }
    };
    view! {
        <input
            class="quiet-input project-name"
            data-testid="project-name"
            aria-label=t!("new-name")
            prop:value=name
            size=move || name().chars().count().clamp(8, 32).to_string()
            disabled=move || desk.read_only.get()
            on:blur=commit
            on:keydown=move |event: KeyboardEvent| match event.key().as_str() {
                "Enter" => release_focus(&event),
                "Escape" => {
                    if let Some(field) =
                        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok())
                    {
                        field.set_value(&name());
                        release_focus(&event);
                    }
                }
                _ => {}
            }
        />
    }
}

/// Whether the work is saved; always on screen.
#[component]
fn SaveIndicator() -> impl IntoView {
    let context = context();
    let state = context.saver.state;
    let name = move || match state.get() {
        SaveState::Saved { .. } => "saved",
        SaveState::Saving => "saving",
        SaveState::Failed { .. } => "failed",
        SaveState::ReadOnly => "read-only",
    };
    let text = move || match state.get() {
        #[allow(clippy::cast_precision_loss)] // epoch ms are far below 2^53
        SaveState::Saved { at: Some(at) } => t!("save-saved", time = page::time_of_day(at as f64)),
        SaveState::Saved { .. } => t!("save-saved-plain"),
        SaveState::Saving => t!("save-saving"),
        SaveState::Failed { .. } => t!("save-failed"),
        SaveState::ReadOnly => t!("save-read-only"),
    };
    let take_over = move || {
        matches!(state.get(), SaveState::ReadOnly).then(|| {
            view! {
                <button
                    class="button small"
                    data-testid="take-over"
                    title=t!("read-only-note")
                    on:click=move |_| opening::take_over(context)
                >
                    {t!("bar-take-over")}
                </button>
            }
        })
    };
    view! {
        <span class="save-state" role="status" data-testid="save-state" data-state=name>
            <i class="dot" aria-hidden="true"></i>
            {text}
        </span>
        {take_over}
    }
}
