//! What is compared, and what is counted: the coders, the numbers of the table, their intervals, and notes on what was left out.

use super::ComparePage;
use super::comparison::codings;
use super::intervals::State;
use crate::analysis::compare::{Basis, MAX_CODINGS, Statistic};
use crate::app::widgets::release_focus;
use crate::model::{ChannelId, ObservationId};
use crate::t;
use crate::words::{agreement, say};
use leptos::prelude::*;

/// A coding that can be chosen.
#[derive(Clone, PartialEq)]
struct Choosable {
    id: ObservationId,
    name: String,
    is_blind: bool,
}

/// Who is compared, and who of them is the reference.
#[component]
pub(super) fn Coders() -> impl IntoView {
    let here: ComparePage = expect_context();
    let desk = here.context.desk;
    let list = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.revisions.names.track();
        desk.observation.track();
        let all = desk.shown(|shown| {
            let of = |(id, is_blind): (ObservationId, bool)| {
                let coder = shown.project.observation(id).and_then(|of| shown.project.coder(of.coder));
                Choosable { id, name: coder.map(|coder| coder.name.clone()).unwrap_or_default(), is_blind }
            };
            codings(shown.project, shown.observation).into_iter().map(of).collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    });
    // An address may name codings of another session: these cannot be chosen here.
    let chosen = move || -> Vec<ObservationId> {
        let codings = here.settings.get().codings;
        list.with(|list| codings.into_iter().filter(|id| list.iter().any(|of| of.id == *id)).collect())
    };
    let toggle = move |id: ObservationId| {
        let mut codings = untrack(chosen);
        if codings.contains(&id) {
            codings.retain(|other| *other != id);
        } else {
            codings.push(id);
        }
        let free = list.get_untracked().into_iter().filter(|of| !of.is_blind && !codings.contains(&of.id));
        let missing: Vec<ObservationId> = free.take(2_usize.saturating_sub(codings.len())).map(|of| of.id).collect();
        codings.extend(missing);
        here.change(|settings| settings.codings = codings);
    };
    let boxes = move || {
        let one = |of: Choosable| {
            let Choosable { id, name, is_blind } = of;
            let is_chosen = move || chosen().contains(&id);
            // Two at least and six at most; who codes blind is compared once handed in.
            let is_fixed = move || {
                let count = chosen().len();
                if is_chosen() { count <= 2 } else { is_blind || count >= MAX_CODINGS }
            };
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        data-testid="compare-coder"
                        prop:checked=is_chosen
                        disabled=is_fixed
                        on:change=move |_| toggle(id)
                    />
                    <span title=name.clone()>{name.clone()}</span>
                </label>
            }
        };
        list.get().into_iter().map(one).collect_view()
    };
    let options = move || {
        let chosen = chosen();
        let of = |id: &ObservationId| list.with(|list| list.iter().find(|of| of.id == *id).cloned());
        let option = |(place, of): (usize, Choosable)| {
            view! { <option value=of.id.0.to_string() prop:selected=place == 0>{of.name}</option> }
        };
        chosen.iter().filter_map(of).enumerate().map(option).collect_view()
    };
    view! {
        <fieldset class="field compare-coders" title=t!("compare-coders-note")>
            <legend>{t!("compare-coders")}</legend>
            {boxes}
        </fieldset>
        <label class="field" title=t!("compare-reference-note")>
            <span>{t!("compare-reference")}</span>
            <select
                class="select"
                data-testid="compare-reference"
                on:change=move |event| {
                    if let Ok(id) = event_target_value(&event).parse().map(ObservationId) {
                        let mut codings = untrack(chosen);
                        codings.retain(|other| *other != id);
                        codings.insert(0, id);
                        here.change(|settings| settings.codings = codings);
                    }
                    release_focus(&event);
                }
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// Which numbers are shown.
#[component]
pub(super) fn Numbers() -> impl IntoView {
    let here: ComparePage = expect_context();
    let is_shown = move |statistic: Statistic| here.settings.with(|settings| settings.asks_for(statistic));
    let toggle = move |statistic: Statistic| {
        here.change(|settings| {
            let is_shown = |other: &Statistic| settings.asks_for(*other) != (*other == statistic);
            let shown: Vec<Statistic> = Statistic::ALL.iter().copied().filter(is_shown).collect();
            let usual = Statistic::ALL.iter().copied().filter(|other| other.is_usual());
            // The usual ones are not named, and a table of no number would not be one.
            let is_usual = shown.is_empty() || shown.iter().copied().eq(usual);
            settings.statistics = if is_usual { Vec::new() } else { shown };
        });
    };
    let group = move |basis: Basis| {
        let of = Statistic::ALL.iter().copied().filter(move |statistic| statistic.basis() == basis);
        let one = move |statistic: Statistic| {
            view! {
                <label class="check" title=agreement::meaning(statistic)>
                    <input
                        type="checkbox"
                        data-testid="compare-statistic"
                        data-statistic=statistic.id()
                        prop:checked=move || is_shown(statistic)
                        on:change=move |_| toggle(statistic)
                    />
                    {agreement::statistic(statistic)}
                </label>
            }
        };
        view! {
            <fieldset>
                <legend>{agreement::basis(basis)}</legend>
                {of.map(one).collect_view()}
            </fieldset>
        }
    };
    let all = [Basis::Time, Basis::Units, Basis::Events, Basis::Values, Basis::Program];
    let is_usual = move || here.settings.with(|settings| settings.statistics.is_empty());
    view! {
        <details class="compare-more">
            <summary data-testid="compare-statistics">{t!("compare-statistics")}</summary>
            <div class="compare-groups">{all.map(group)}</div>
            <button
                class="button"
                data-testid="compare-statistics-usual"
                disabled=is_usual
                on:click=move |_| here.change(|settings| settings.statistics.clear())
            >
                {t!("compare-statistics-usual")}
            </button>
        </details>
    }
    .into_any()
}

/// Asks for intervals, says how far they are, and stops them.
#[component]
pub(super) fn AskIntervals() -> impl IntoView {
    let here: ComparePage = expect_context();
    let state = here.intervals.state();
    let is_running = move || state.with(|state| matches!(state, State::Running(_)));
    let is_done = move || state.with(|state| matches!(state, State::Done(_)));
    let label = move || {
        state.with(|state| match state {
            State::Running(permille) => t!("compare-intervals-stop", percent = (permille / 10).to_string()),
            State::Done(_) => {
                t!("compare-intervals-shown", confidence = here.settings.get().confidence.to_string())
            }
            State::Unasked | State::Failed => t!("compare-intervals"),
        })
    };
    let ask = move |_| {
        if is_running() {
            return here.intervals.clear();
        }
        here.result.with_untracked(|result| {
            if let Ok(comparison) = result {
                here.intervals.ask(comparison);
            }
        });
    };
    let never = move || {
        let asks_none = here.settings.with(|settings| settings.resamples == 0);
        asks_none || is_done() || here.result.with(Result::is_err)
    };
    Effect::new(move |_| {
        if state.with(|state| *state == State::Failed) {
            here.context.notices.problem("intervals", t!("compare-intervals-failed"));
        }
    });
    view! {
        <button
            class="button"
            data-testid="compare-intervals"
            title=t!("compare-intervals-note")
            disabled=never
            on:click=ask
        >
            {label}
        </button>
    }
    .into_any()
}

/// What was left out, closed or matched by name.
#[component]
pub(super) fn Notes() -> impl IntoView {
    let here: ComparePage = expect_context();
    let notes = Memo::new(move |_| {
        let coders = here.coders();
        here.result.with(|result| {
            let comparison = result.as_ref().ok()?;
            here.scheme(comparison, |scheme| {
                let coder = |place: usize| coders.get(place).cloned().unwrap_or_default();
                let channel = |id: ChannelId| {
                    let of = scheme.channel(id);
                    of.map(|channel| format!("{} {}", say::role(channel.role), channel.name)).unwrap_or_default()
                };
                let notes = comparison.comparable.notes.iter().map(|note| agreement::note(note, coder, channel));
                notes.collect::<Vec<_>>()
            })
        })
    });
    let count = move || notes.with(|notes| notes.as_ref().map_or(0, Vec::len));
    let items = move || {
        let notes = notes.get().unwrap_or_default();
        notes.into_iter().map(|note| view! { <li data-testid="compare-note">{note}</li> }).collect_view()
    };
    view! {
        <details class="compare-notes" hidden=move || count() == 0>
            <summary data-testid="compare-notes">{move || t!("compare-notes", count = count())}</summary>
            <ul>{items}</ul>
        </details>
    }
    .into_any()
}
