//! Fields of forms.

use crate::platform::file;
use leptos::html;
use leptos::prelude::*;
use web_sys::File;

/// A labeled line of text.
#[component]
pub fn TextField(
    testid: &'static str,
    label: String,
    value: RwSignal<String>,
    /// What stands in it while it is empty.
    #[prop(optional)]
    placeholder: String,
    /// Whether it has the focus at first.
    #[prop(optional)]
    first: bool,
    /// Whether it takes a number of a few digits.
    #[prop(optional)]
    figure: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                class="input"
                class:short=figure
                inputmode=if figure { "numeric" } else { "text" }
                autocomplete="off"
                autofocus=first
                placeholder=placeholder
                data-testid=testid
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// The browser's own way to pick a file, opened by a button elsewhere through [`pick`].
#[component]
pub fn FileInput(
    testid: &'static str,
    label: String,
    /// Endings and media types, as the browser takes them.
    accept: &'static str,
    input: NodeRef<html::Input>,
    take: Callback<File>,
) -> impl IntoView {
    let take = Callback::new(move |picked: Vec<File>| picked.into_iter().take(1).for_each(|file| take.run(file)));
    view! { <FilesInput testid label accept input multiple=false take /> }
}

/// The browser's own way to pick several files at once, opened by a button elsewhere through [`pick`].
#[component]
pub fn FilesInput(
    testid: &'static str,
    label: String,
    /// Endings and media types, as the browser takes them.
    accept: &'static str,
    input: NodeRef<html::Input>,
    take: Callback<Vec<File>>,
    /// Whether more than one can be picked.
    #[prop(default = true)]
    multiple: bool,
) -> impl IntoView {
    view! {
        <input
            type="file"
            accept=accept
            multiple=multiple
            class="sr-only"
            tabindex="-1"
            aria-label=label
            data-testid=testid
            node_ref=input
            on:change=move |_| {
                let picked = input.get_untracked().as_ref().map(file::take_chosen).unwrap_or_default();
                if !picked.is_empty() {
                    take.run(picked);
                }
            }
        />
    }
}

/// Opens the picker of a [`FileInput`].
pub fn pick(input: NodeRef<html::Input>) {
    if let Some(input) = input.get_untracked() {
        input.click();
    }
}
