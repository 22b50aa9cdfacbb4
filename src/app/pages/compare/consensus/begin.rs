//! Which codings are settled, whose the result is, and what counts as agreement; and those that were begun before.

use crate::app::desk::Shown;
use crate::app::widgets::fields::TextField;
use crate::app::{Context, context};
use crate::consensus::Survey;
use crate::edit::Command;
use crate::model::{Edges, MAX_SETTLED, Observation, ObservationId};
use crate::platform::page;
use crate::route::Route;
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// A coding that can be chosen.
#[derive(Clone, PartialEq)]
struct Choosable {
    id: ObservationId,
    coder: String,
}

/// A consensus that was begun.
#[derive(Clone, PartialEq)]
struct Begun {
    id: ObservationId,
    name: String,
    progress: String,
}

fn coder(shown: &Shown, of: &Observation) -> String {
    shown.project.coder(of.coder).map(|coder| coder.name.clone()).unwrap_or_default()
}

/// Codings of the session that is shown by its scheme, but for those that are blind and those that are a consensus.
fn choosable(shown: &Shown) -> Vec<Choosable> {
    let fits = |of: &&Observation| {
        of.session == shown.session.id && of.scheme == shown.scheme.id && !of.is_blind() && of.consensus.is_none()
    };
    let own = shown.project.observations.iter().filter(fits);
    own.map(|of| Choosable { id: of.id, coder: coder(shown, of) }).collect()
}

/// Those that are chosen at first: with something in them, if there are two.
fn worth_settling(shown: &Shown) -> Vec<ObservationId> {
    let all: Vec<ObservationId> = choosable(shown).into_iter().map(|of| of.id).collect();
    let is_coded = |id: &&ObservationId| {
        let tracks = shown.project.observation(**id).map(|of| of.tracks.as_slice()).unwrap_or_default();
        tracks.iter().any(|track| !track.is_empty() || !track.judged.is_empty() || track.score.is_some())
    };
    let coded: Vec<ObservationId> = all.iter().filter(is_coded).copied().collect();
    let chosen = if coded.len() > 1 { coded } else { all };
    chosen.into_iter().take(MAX_SETTLED).collect()
}

fn begun(shown: &Shown) -> Vec<Begun> {
    let own = shown.project.observations.iter().filter(|of| of.session == shown.session.id);
    let one = |of: &Observation| {
        let consensus = of.consensus.as_ref()?;
        let name = |id: &ObservationId| shown.project.observation(*id).map(|of| coder(shown, of));
        let coders = consensus.codings.iter().filter_map(name).collect::<Vec<_>>().join(" + ");
        let progress = Survey::of(shown.project, consensus).map_or_else(crate::words::say::unsettled, |survey| {
            let (count, done) =
                (survey.questions().count(), survey.questions().filter(|of| of.settled.is_some()).count());
            t!("consensus-progress", done = done.to_string(), count = count.to_string())
        });
        Some(Begun { id: of.id, name: format!("{} ({coders})", coder(shown, of)), progress })
    };
    own.filter_map(one).collect()
}

/// The form.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let Context { desk, .. } = context();
    let is_blind = move || {
        desk.revisions.study.track();
        desk.revisions.settings.track();
        desk.observation.track();
        desk.shown(|shown| shown.observation.is_blind()) == Some(true)
    };
    let hindered = move || {
        if is_blind() { Some(t!("unsettled-blind")) } else { (list(desk).len() < 2).then(|| t!("consensus-too-few")) }
    };
    let hindered = Memo::new(move |_| hindered());
    view! {
        <section class="compare consensus" aria-label=t!("place-consensus") data-testid="consensus-begin">
            <h2>{t!("consensus-begin-title")}</h2>
            <p class="consensus-lead">{t!("consensus-lead")}</p>
            {move || match hindered.get() {
                Some(why) => view! { <p class="list-empty" data-testid="consensus-hindrance">{why}</p> }.into_any(),
                None => view! { <Earlier /> <Form /> }.into_any(),
            }}
        </section>
    }
    .into_any()
}

fn list(desk: crate::app::desk::Desk) -> Vec<Choosable> {
    desk.revisions.study.track();
    desk.revisions.names.track();
    desk.revisions.settings.track();
    desk.observation.track();
    desk.shown(choosable).unwrap_or_default()
}

/// Those that were begun, to be gone on with.
#[component]
fn Earlier() -> impl IntoView {
    let Context { desk, .. } = context();
    let all = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.revisions.names.track();
        desk.revisions.settings.track();
        desk.observation.track();
        desk.shown(begun).unwrap_or_default()
    });
    let one = move |of: Begun| {
        let project = desk.uid.get_untracked().unwrap_or_default();
        let href = Route::Consensus { project, observation: Some(of.id) }.href();
        view! {
            <li>
                <a href=href data-testid="consensus-earlier">{of.name}</a>
                <span class="hint">{of.progress}</span>
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <h3>{t!("consensus-earlier")}</h3>
            <ul class="consensus-earlier">{move || all.get().into_iter().map(one).collect_view()}</ul>
            <h3>{t!("consensus-another")}</h3>
        </Show>
    }
}

#[component]
fn Form() -> impl IntoView {
    let Context { desk, .. } = context();
    let all = Memo::new(move |_| list(desk));
    let chosen = RwSignal::new(desk.shown(worth_settling).unwrap_or_default());
    let name = RwSignal::new(t!("consensus-name-default"));
    let tolerance = RwSignal::new("0.5".to_owned());
    let edges = RwSignal::new(Edges::Mean);
    let problem = RwSignal::new(None::<String>);
    let boxes = move || {
        let one = |of: Choosable| {
            let id = of.id;
            view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        data-testid="consensus-coding"
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&id))
                        on:change=move |_| chosen.update(|chosen| match chosen.iter().position(|own| *own == id) {
                            Some(place) => drop(chosen.remove(place)),
                            None => chosen.push(id),
                        })
                    />
                    <span>{of.coder}</span>
                </label>
            }
        };
        all.get().into_iter().map(one).collect_view()
    };
    let edge = move |value: Edges, testid: &'static str, label: String| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="edges"
                    data-testid=testid
                    prop:checked=move || edges.get() == value
                    on:change=move |_| edges.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // In the order of the list: the first coder is the one that is named first.
        let codings: Vec<ObservationId> = all
            .get_untracked()
            .iter()
            .map(|of| of.id)
            .filter(|id| chosen.with_untracked(|all| all.contains(id)))
            .collect();
        if !(2..=MAX_SETTLED).contains(&codings.len()) {
            return problem.set(Some(t!("unsettled-not-two-to-six")));
        }
        let coder = name.get_untracked();
        if coder.trim().is_empty() {
            return problem.set(Some(t!("new-coder-missing")));
        }
        let seconds = tolerance.get_untracked().trim().replace(',', ".").parse::<f64>();
        let Some(seconds) = seconds.ok().filter(|seconds| (0.0..=10.0).contains(seconds)) else {
            return problem.set(Some(t!("consensus-tolerance-range")));
        };
        let (tolerance, edges) = (Millis::from_seconds(seconds), edges.get_untracked());
        problem.set(None);
        if desk.dispatch(Command::BeginConsensus { codings, coder, tolerance, edges }) {
            let new = desk.with(|project| project.observations.last().map(|of| of.id)).flatten();
            if let Some(project) = desk.uid.get_untracked() {
                page::go(&Route::Consensus { project, observation: new }.href());
            }
        }
    };
    view! {
        <form class="form consensus-form" on:submit=submit novalidate>
            <fieldset class="field">
                <legend>{t!("consensus-codings")}</legend>
                {boxes}
            </fieldset>
            <div class="field-row">
                <TextField testid="consensus-name" label=t!("consensus-name") value=name />
                <TextField testid="consensus-tolerance" label=t!("consensus-tolerance") value=tolerance figure=true />
            </div>
            <fieldset class="field">
                <legend>{t!("consensus-edges")}</legend>
                {edge(Edges::Mean, "consensus-edges-mean", t!("consensus-edges-mean"))}
                {edge(Edges::First, "consensus-edges-first", t!("consensus-edges-first"))}
            </fieldset>
            <p class="hint">{t!("consensus-tolerance-note")}</p>
            <p class="form-problem" role="alert">{move || problem.get()}</p>
            <div class="consensus-acts">
                <button type="submit" class="button primary" data-testid="consensus-start">{t!("consensus-start")}</button>
            </div>
        </form>
    }
    .into_any()
}
