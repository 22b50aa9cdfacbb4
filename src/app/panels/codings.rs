//! Which coding is shown, and what can be done with codings: another one, another session, handing in.

use super::second_coding::{AddSession, SecondCoding};
use crate::app::pages::code::CodePage;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::app::widgets::release_focus;
use crate::app::{Context, context};
use crate::edit::Command;
use crate::model::{Observation, ObservationId, Project};
use crate::platform::page;
use crate::route::Route;
use crate::t;
use leptos::prelude::*;

/// A dialog about codings.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    SecondCoding,
    Session,
    Removal,
}

/// Whether a coding hides another one of its session until it is handed in.
fn hides(shown: &Observation, other: &Observation) -> bool {
    shown.is_blind() && shown.id != other.id && shown.session == other.session
}

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Entry {
    id: ObservationId,
    session: String,
    coder: String,
    hidden: bool,
}

fn entries(project: &Project, shown: Option<ObservationId>) -> Vec<Entry> {
    let shown = shown.and_then(|id| project.observation(id));
    let entry = |observation: &Observation| Entry {
        id: observation.id,
        session: project.session(observation.session).map(|session| session.name.clone()).unwrap_or_default(),
        coder: project.coder(observation.coder).map(|coder| coder.name.clone()).unwrap_or_default(),
        hidden: shown.is_some_and(|shown| hides(shown, observation)),
    };
    project.observations.iter().map(entry).collect()
}

/// The list of codings with its menu.
#[component]
pub fn Codings() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let asked = RwSignal::new(None::<Asked>);
    let list = Memo::new(move |_| {
        desk.revisions.names.track();
        desk.revisions.study.track();
        desk.revisions.settings.track();
        desk.uid.track();
        let shown = desk.observation.get();
        desk.with(|project| entries(project, shown)).unwrap_or_default()
    });
    let options = move || {
        let option = |entry: Entry| {
            let id = entry.id;
            let label = format!("{} · {}", entry.session, entry.coder);
            let label = if entry.hidden { t!("codings-hidden", coding = label) } else { label };
            view! {
                <option
                    value=id.0.to_string()
                    disabled=entry.hidden
                    prop:selected=move || desk.observation.get() == Some(id)
                >
                    {label}
                </option>
            }
        };
        list.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            class="quiet-select"
            data-testid="observation-select"
            aria-label=t!("bar-observation")
            on:change=move |event| {
                if let Ok(id) = event_target_value(&event).parse() {
                    desk.show(ObservationId(id));
                }
                release_focus(&event);
            }
        >
            {options}
        </select>
        <CodingsMenu asked />
        <BlindNote />
        {move || {
            let close = Callback::new(move |()| asked.set(None));
            match asked.get() {
                Some(Asked::SecondCoding) => view! { <SecondCoding close /> }.into_any(),
                Some(Asked::Session) => view! { <AddSession close /> }.into_any(),
                Some(Asked::Removal) => view! { <Removal close /> }.into_any(),
                None => ().into_any(),
            }
        }}
    }
    .into_any()
}

#[component]
fn CodingsMenu(asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let ask = |testid, label: String, note: String, what: Asked| Choice {
        testid,
        label,
        note,
        run: Callback::new(move |()| asked.set(Some(what))),
    };
    let desk = context().desk;
    let scheme = Choice {
        testid: "open-scheme",
        label: t!("codings-scheme"),
        note: t!("codings-scheme-note"),
        run: Callback::new(move |()| {
            if let Some(project) = desk.uid.get_untracked() {
                page::go(&Route::Scheme { project, scheme: None }.href());
            }
        }),
    };
    let consensus = Choice {
        testid: "open-consensus",
        label: t!("codings-consensus"),
        note: t!("codings-consensus-note"),
        run: Callback::new(move |()| {
            if let Some(project) = desk.uid.get_untracked() {
                // That of the coding that is shown, if it is one.
                let observation =
                    desk.shown(|shown| shown.observation.consensus.is_some().then_some(shown.observation.id));
                page::go(&Route::Consensus { project, observation: observation.flatten() }.href());
            }
        }),
    };
    let page: CodePage = expect_context();
    let rename = Choice {
        testid: "rename",
        label: t!("codings-rename"),
        note: t!("codings-rename-note"),
        run: Callback::new(move |()| page.ask(super::batch::Asked::Names)),
    };
    let choices = vec![
        rename,
        scheme,
        ask("second-coding", t!("codings-second"), t!("codings-second-note"), Asked::SecondCoding),
        consensus,
        ask("add-session", t!("codings-session"), t!("codings-session-note"), Asked::Session),
        ask("remove-coding", t!("codings-remove"), t!("codings-remove-note"), Asked::Removal),
    ];
    view! { <Menu testid="codings" label=t!("codings-label") glyph=Glyph::Plus choices /> }
}

/// What a blind coding is, and the way to hand it in.
#[component]
fn BlindNote() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let blind = move || {
        desk.revisions.settings.track();
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.observation.is_blind().then_some(shown.observation.id)).flatten()
    };
    move || {
        blind().map(|observation| {
            view! {
                <span class="blind-note" data-testid="blind-note">
                    <span title=t!("codings-blind-note")>{t!("codings-blind")}</span>
                    <button
                        class="button small"
                        data-testid="submit-coding"
                        title=t!("codings-submit-note")
                        on:click=move |_| {
                            desk.dispatch(Command::Submit { observation });
                        }
                    >
                        {t!("codings-submit")}
                    </button>
                    <button
                        class="link-button"
                        data-testid="unblind-coding"
                        title=t!("codings-unblind-note")
                        on:click=move |_| {
                            desk.dispatch(Command::Unblind { observation });
                        }
                    >
                        {t!("codings-unblind")}
                    </button>
                </span>
            }
        })
    }
}

/// Asks before a coding is removed.
#[component]
fn Removal(close: Callback<()>) -> impl IntoView {
    let Context { desk, .. } = context();
    let what = desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone());
        let session = shown.session.name.clone();
        let codings = shown.project.observations.iter().filter(|other| other.session == shown.session.id).count();
        let events = shown.observation.event_count();
        let question = t!(
            "codings-remove-question",
            coder = coder.unwrap_or_default(),
            session = session.clone(),
            events = events
        );
        // The last coding of a session takes the session along.
        let session = (codings == 1).then(|| t!("codings-remove-session", session = session));
        [Some(question), session, Some(t!("codings-remove-undo"))].into_iter().flatten().collect::<Vec<_>>().join(" ")
    });
    let remove = move |_| {
        close.run(());
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::RemoveObservation { observation });
        }
    };
    view! {
        <Dialog testid="remove-coding-panel" title=t!("codings-remove-title") close>
            <p>{what}</p>
            <div class="dialog-actions">
                <button class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                <button class="button danger" data-testid="remove-coding-confirm" on:click=remove>
                    {t!("codings-remove-confirm")}
                </button>
            </div>
        </Dialog>
    }
}
