//! The first screen: the projects in this browser, and the ways to get one.

use crate::app::opening::Errand;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::{FileInput, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context, kept_view, parts};
use crate::platform::page;
use crate::route::Route;
use crate::store::ProjectCard;
use crate::t;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The list as far as it is known.
#[derive(Clone, PartialEq)]
enum Library {
    Loading,
    Unavailable(String),
    Cards(Vec<ProjectCard>),
}

fn refresh(context: Context, library: RwSignal<Library>) {
    spawn_local(async move {
        let found = match context.saver.database().await {
            Ok(database) => database.list_projects().await,
            Err(error) => Err(error),
        };
        library.try_set(match found {
            Ok(cards) => Library::Cards(cards),
            Err(error) => Library::Unavailable(say::database(&error)),
        });
    });
}

/// The page.
#[component]
pub fn Home() -> impl IntoView {
    let context = context();
    let library = RwSignal::new(Library::Loading);
    refresh(context, library);
    let input = NodeRef::<html::Input>::new();
    view! {
        <header class="bar">
            <span class="brand">
                <Icon glyph=Glyph::Logo />
                <span>{t!("app-name")}</span>
            </span>
            <span class="muted tagline">{t!("app-tagline")}</span>
        </header>
        <main class="home" data-testid="home">
            <div class="home-actions">
                <button
                    class="button primary large"
                    data-testid="new-project"
                    on:click=move |_| context.starting.set(true)
                >
                    <Icon glyph=Glyph::Plus />
                    {t!("home-new")}
                </button>
                <button class="button large" data-testid="open-file" on:click=move |_| pick(input)>
                    <Icon glyph=Glyph::File />
                    {t!("home-open")}
                </button>
                <button
                    class="button large"
                    data-testid="try-demo"
                    on:click=move |_| parts::run(context, Errand::Demo)
                >
                    <Icon glyph=Glyph::Play />
                    {t!("home-demo")}
                </button>
                <FileInput
                    testid="input-open-file"
                    label=t!("home-open")
                    accept=".json,application/json"
                    input
                    take=Callback::new(move |picked| parts::run(context, Errand::File(picked)))
                />
            </div>
            <section class="library" aria-labelledby="library-title">
                <h1 id="library-title">{t!("home-projects")}</h1>
                {move || match library.get() {
                    Library::Loading => view! { <p class="muted" role="status">{t!("home-loading")}</p> }.into_any(),
                    Library::Unavailable(reason) => {
                        view! { <p class="trouble" role="alert">{t!("load-no-database", reason = reason)}</p> }
                            .into_any()
                    }
                    Library::Cards(cards) if cards.is_empty() => {
                        view! {
                            <div class="home-empty" data-testid="home-empty">
                                <h2>{t!("home-empty")}</h2>
                                <p>{t!("home-empty-note")}</p>
                            </div>
                        }
                            .into_any()
                    }
                    Library::Cards(cards) => view! { <Projects cards library /> }.into_any(),
                }}
            </section>
            <footer class="home-foot">
                <p>
                    <Icon glyph=Glyph::Lock />
                    {t!("home-private")}
                </p>
                <p class="muted">{t!("home-drop")}</p>
            </footer>
        </main>
        <Show when=move || context.starting.get()>
            <parts::NewProject />
        </Show>
    }
    .into_any()
}

/// The table of projects.
#[component]
fn Projects(cards: Vec<ProjectCard>, library: RwSignal<Library>) -> impl IntoView {
    let context = context();
    let doomed = RwSignal::new(None::<ProjectCard>);
    let rows = cards.into_iter().map(|card| {
        let href = Route::Code { project: card.uid.clone() }.href();
        let name = if card.name.is_empty() { card.uid.clone() } else { card.name.clone() };
        #[allow(clippy::cast_precision_loss)] // epoch ms
        let changed = page::day_and_time(card.changed_at as f64);
        let people = format!("{} · {}", card.sessions.join(", "), card.coders.join(", "));
        let uid = card.uid.clone();
        let events = card.events;
        let remove_label = t!("home-delete-label", name = name.clone());
        view! {
            <tr data-testid="project-row" data-uid=uid>
                <td data-testid="project-name-cell">
                    <a href=href>{name}</a>
                    <span class="muted">{people}</span>
                </td>
                <td class="figure">{changed}</td>
                <td class="figure" data-testid="project-events-cell">{events}</td>
                <td>
                    <button
                        class="icon-button"
                        data-testid="project-remove"
                        aria-label=remove_label.clone()
                        title=remove_label
                        on:click=move |_| doomed.set(Some(card.clone()))
                    >
                        <Icon glyph=Glyph::Trash />
                    </button>
                </td>
            </tr>
        }
    });
    let confirm = move || {
        doomed.get().map(|card| {
            let question =
                t!("home-delete-sure", name = card.name.clone(), events = t!("event-count", count = card.events));
            let remove = move |_| {
                let uid = card.uid.clone();
                doomed.set(None);
                spawn_local(async move {
                    if let Ok(database) = context.saver.database().await {
                        match database.delete_project(&uid).await {
                            Ok(()) => kept_view::forget(&uid),
                            Err(error) => {
                                let text = t!("load-no-database", reason = say::database(&error));
                                context.notices.problem("delete", text);
                            }
                        }
                    }
                    refresh(context, library);
                });
            };
            view! {
                <Dialog testid="remove-panel" title=t!("home-delete") close=Callback::new(move |()| doomed.set(None))>
                    <p>{question}</p>
                    <div class="dialog-actions">
                        <button class="button" on:click=move |_| doomed.set(None)>{t!("new-cancel")}</button>
                        <button class="button danger" data-testid="project-remove-confirm" on:click=remove>
                            {t!("home-delete-confirm")}
                        </button>
                    </div>
                </Dialog>
            }
        })
    };
    view! {
        <table class="projects">
            <thead>
                <tr>
                    <th scope="col">{t!("home-column-name")}</th>
                    <th scope="col" class="figure">{t!("home-column-changed")}</th>
                    <th scope="col" class="figure">{t!("home-column-events")}</th>
                    <th scope="col"><span class="sr-only">{t!("home-delete")}</span></th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {confirm}
    }
    .into_any()
}
