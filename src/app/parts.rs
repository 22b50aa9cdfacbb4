//! Parts of the program that are loaded when they are first asked for, so that the first page comes up with less.
//!
//! `xtask` cuts the program at the functions named here (`wasm_split`) and keeps with each part what nothing else needs. A part is one of
//! the page's own files, and all parts run in one memory: a call across the cut is an ordinary call.

use crate::app::opening::{self, Errand};
use crate::app::{Context, pages, panels};
use crate::t;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(code, wasm_split_path = leptos::wasm_split, fallible)]
fn code_page() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <pages::code::Code /> }.into_any())
}

/// The coding page, once it is loaded.
#[component]
pub fn Code() -> impl IntoView {
    when_loaded(code_page)
}

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(code, wasm_split_path = leptos::wasm_split, fallible)]
fn carry_out(context: Context, errand: Errand) -> Result<(), SplitLoaderError> {
    opening::carry_out(context, errand);
    Ok(())
}

/// Has the coding page's part do what was asked for, once it is loaded.
pub fn run(context: Context, errand: Errand) {
    leptos::task::spawn_local(async move {
        if carry_out(context, errand).await.is_err() {
            context.notices.problem("part", t!("part-not-loaded"));
        }
    });
}

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(schemes, wasm_split_path = leptos::wasm_split, fallible)]
fn new_project_form() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <pages::new_project::NewProject /> }.into_any())
}

/// The form for a new project with the schemes that ship, once it is loaded.
#[component]
pub fn NewProject() -> impl IntoView {
    when_loaded(new_project_form)
}

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(schemes, wasm_split_path = leptos::wasm_split, preload(load_schemes), fallible)]
fn scheme_editor() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <pages::scheme::SchemeEditor /> }.into_any())
}

/// The editor of coding schemes, once it is loaded.
#[component]
pub fn SchemeEditor() -> impl IntoView {
    when_loaded(scheme_editor)
}

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(summary, wasm_split_path = leptos::wasm_split, preload(load_summary), fallible)]
fn summary_sheet() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <panels::summary::Summary /> }.into_any())
}

/// The summary, once it and the library that draws its figure are loaded.
#[component]
pub fn Summary() -> impl IntoView {
    when_loaded(summary_sheet)
}

#[allow(clippy::unnecessary_wraps)] // an error is for the loader
#[wasm_split(compare, wasm_split_path = leptos::wasm_split, preload(load_compare), fallible)]
fn compare_page() -> Result<AnyView, SplitLoaderError> {
    Ok(view! { <pages::compare::Beside /> }.into_any())
}

/// Codings side by side, compared or settled, once that is loaded.
#[component]
pub fn Beside() -> impl IntoView {
    when_loaded(compare_page)
}

/// Loads what the coding page may ask for later, so that nothing is asked of the network once a video is open. What cannot be loaded now
/// is tried again when it is asked for.
pub fn load_rest() {
    leptos::task::spawn_local(async {
        load_summary().await.ok();
        load_schemes().await.ok();
        load_compare().await.ok();
    });
}

/// What a part shows, or how to try again when it cannot be loaded.
fn when_loaded<F>(load: fn() -> F) -> AnyView
where
    F: Future<Output = Result<AnyView, SplitLoaderError>> + Send + 'static,
{
    let attempt = RwSignal::new(0_u32);
    let part = move || {
        attempt.track();
        Suspend::new(async move {
            load().await.unwrap_or_else(|_reported| {
                view! {
                    <section class="page-trouble" data-testid="part-trouble">
                        <p role="alert">{t!("part-not-loaded")}</p>
                        <button class="button" on:click=move |_| attempt.update(|count| *count += 1)>{t!("try-again")}</button>
                    </section>
                }
                .into_any()
            })
        })
    };
    part.into_any()
}
