//! The form for a new project: its name, who codes, and a gallery of coding schemes.

use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::{FileInput, TextField, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::scheme_text::SchemeText;
use crate::app::{context, opening, scheme_files};
use crate::model::CodingScheme;
use crate::schemes::{self, Summary};
use crate::t;
use crate::words::scheme as say_scheme;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, SubmitEvent};

/// What can be chosen, and what is.
#[derive(Clone, Copy)]
struct Gallery {
    schemes: RwSignal<Vec<CodingScheme>>,
    /// How many of the schemes ship; the others came from files.
    shipped: usize,
    chosen: RwSignal<usize>,
}

impl Gallery {
    fn new() -> Self {
        let schemes = schemes::offered();
        Self { shipped: schemes.len(), schemes: RwSignal::new(schemes), chosen: RwSignal::new(0) }
    }

    fn take_chosen(self) -> Option<CodingScheme> {
        self.schemes.with_untracked(|schemes| schemes.get(self.chosen.get_untracked()).cloned())
    }

    fn add(self, scheme: CodingScheme) {
        self.schemes.update(|schemes| schemes.push(scheme));
        self.chosen.set(self.schemes.with_untracked(Vec::len) - 1);
    }
}

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
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (name, coder) = (name.get_untracked().trim().to_owned(), coder.get_untracked().trim().to_owned());
        if name.is_empty() {
            return problem.set(Some(t!("new-name-missing")));
        }
        if coder.is_empty() {
            return problem.set(Some(t!("new-coder-missing")));
        }
        if let Some(scheme) = gallery.take_chosen() {
            context.starting.set(false);
            opening::create(context, name, coder, scheme);
        }
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
                <div class="gallery">
                    <SchemeList gallery />
                    <Preview gallery />
                </div>
                <div class="dialog-actions">
                    <FromFile gallery problem />
                    <p class="form-problem" role="alert">{move || problem.get()}</p>
                    <button type="button" class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button type="submit" class="button primary" data-testid="new-create">{t!("new-create")}</button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// One radio button for each scheme: arrow keys go through them.
#[component]
fn SchemeList(gallery: Gallery) -> impl IntoView {
    let options = move || {
        let option = |(index, scheme): (usize, &CodingScheme)| {
            let [grains, roles, _] = say_scheme::at_a_glance(&Summary::of(scheme));
            let name = scheme.name.clone();
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
                    <span class="muted">{format!("{grains} · {roles}")}</span>
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
fn FromFile(gallery: Gallery, problem: RwSignal<Option<String>>) -> impl IntoView {
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
