//! A gallery of coding schemes with a preview: those that ship, one with nothing in it, those from files.

use super::fields::{FileInput, pick};
use super::icon::{Glyph, Icon};
use super::scheme_text::SchemeText;
use crate::app::scheme_files;
use crate::draft::blank;
use crate::model::CodingScheme;
use crate::schemes::{self, Summary};
use crate::t;
use crate::words::scheme as say_scheme;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// What can be chosen, and what is.
#[derive(Clone, Copy)]
pub struct Gallery {
    schemes: RwSignal<Vec<CodingScheme>>,
    /// How many of the schemes are the app's own; the others came from files.
    shipped: usize,
    chosen: RwSignal<usize>,
}

impl Gallery {
    /// The schemes that ship and a blank one.
    pub fn new() -> Self {
        let mut schemes = schemes::all();
        schemes.push(CodingScheme { name: t!("schemes-blank"), ..blank() });
        Self { shipped: schemes.len(), schemes: RwSignal::new(schemes), chosen: RwSignal::new(0) }
    }

    /// The one that is chosen.
    pub fn take_chosen(self) -> Option<CodingScheme> {
        let scheme = self.schemes.with_untracked(|schemes| schemes.get(self.chosen.get_untracked()).cloned())?;
        let is_blank = scheme.channels.is_empty();
        Some(if is_blank { CodingScheme { name: t!("schemes-new-name"), ..scheme } } else { scheme })
    }

    fn add(self, scheme: CodingScheme) {
        self.schemes.update(|schemes| schemes.push(scheme));
        self.chosen.set(self.schemes.with_untracked(Vec::len) - 1);
    }
}

/// The list with the preview beside it.
#[component]
pub fn GalleryPane(gallery: Gallery) -> impl IntoView {
    view! {
        <div class="gallery">
            <SchemeList gallery />
            <Preview gallery />
        </div>
    }
}

/// One radio button for each scheme: arrow keys go through them.
#[component]
fn SchemeList(gallery: Gallery) -> impl IntoView {
    let options = move || {
        let option = |(index, scheme): (usize, &CodingScheme)| {
            let [grains, roles, _] = say_scheme::at_a_glance(&Summary::of(scheme));
            let name = scheme.name.clone();
            let about = if grains.is_empty() { t!("schemes-blank-note") } else { format!("{grains} · {roles}") };
            let title =
                if index < gallery.shipped { name.clone() } else { t!("schemes-from-file-note", name = name.clone()) };
            view! {
                <label class="scheme-option" data-testid="scheme-option" data-name=name>
                    <input
                        type="radio"
                        name="scheme"
                        prop:checked=move || gallery.chosen.get() == index
                        on:change=move |_| gallery.chosen.set(index)
                    />
                    <span class="scheme-name">{title}</span>
                    <span class="muted">{about}</span>
                </label>
            }
        };
        gallery.schemes.with(|schemes| schemes.iter().enumerate().map(option).collect_view())
    };
    view! {
        <fieldset class="scheme-list" data-testid="new-scheme">
            <legend class="sr-only">{t!("new-scheme")}</legend>
            {options}
        </fieldset>
    }
}

/// What the chosen scheme holds.
#[component]
fn Preview(gallery: Gallery) -> impl IntoView {
    let pane = NodeRef::<html::Section>::new();
    let chosen = move || {
        let index = gallery.chosen.get();
        if let Some(pane) = pane.get_untracked() {
            pane.set_scroll_top(0);
        }
        let scheme = gallery.schemes.with(|schemes| schemes.get(index).cloned());
        scheme.map(|scheme| {
            view! {
                <h3>{scheme.name.clone()}</h3>
                <SchemeText scheme />
            }
        })
    };
    view! {
        <section
            class="scheme-preview"
            // Scrolled by keys.
            tabindex="0"
            aria-label=t!("schemes-preview")
            data-testid="scheme-preview"
            node_ref=pane
        >
            {chosen}
        </section>
    }
}

/// Takes a scheme from a file into the list.
#[component]
pub fn FromFile(gallery: Gallery, problem: RwSignal<Option<String>>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let take = move |picked: File| {
        spawn_local(async move {
            let read = scheme_files::read(&picked).await;
            // The form may be closed by now.
            match read {
                Ok((scheme, note)) => {
                    if !gallery.schemes.is_disposed() {
                        gallery.add(scheme);
                        problem.set(note);
                    }
                }
                Err(reason) => {
                    problem.try_set(Some(reason));
                }
            }
        });
    };
    view! {
        <button
            type="button"
            class="button from-file"
            data-testid="scheme-from-file"
            on:click=move |_| pick(input)
        >
            <Icon glyph=Glyph::File />
            {t!("schemes-from-file")}
        </button>
        <FileInput
            testid="input-scheme-file"
            label=t!("schemes-from-file")
            accept=".json,application/json"
            input
            take=Callback::new(take)
        />
    }
}
