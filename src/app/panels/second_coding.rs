//! The dialogs that begin another coding of the session, or another session.

use crate::app::desk::Desk;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::TextField;
use crate::app::{Context, context};
use crate::coding::{Sampling, stretches};
use crate::edit::Command;
use crate::model::Assignment;
use crate::t;
use crate::time::{Millis, Span};
use leptos::prelude::*;
use web_sys::SubmitEvent;

/// Which part of the session a second coder codes.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    All,
    Every,
    Random,
}

/// A whole number as typed, held to a range.
fn number(text: &str, low: u32, high: u32) -> Option<u32> {
    text.trim().parse().ok().filter(|value| (low..=high).contains(value))
}

/// What the form says so far; `None` while a number is missing.
fn sampling(part: Part, nth: &str, percent: &str, length: &str, seed: &str) -> Option<Sampling> {
    let length = || number(length, 1, 3600).map(|seconds| Millis(i64::from(seconds) * 1000));
    Some(match part {
        Part::All => Sampling::All,
        Part::Every => Sampling::Every { nth: number(nth, 1, 1000)? as usize, length: length()? },
        Part::Random => Sampling::Random {
            percent: number(percent, 1, 100)?,
            length: length()?,
            seed: u64::from(number(seed, 0, u32::MAX)?),
        },
    })
}

/// The total of some stretches.
fn total(stretches: &[Span]) -> Millis {
    stretches.iter().fold(Millis::ZERO, |sum, span| sum + span.duration())
}

/// Begins another coding of the session that is shown.
#[component]
pub fn SecondCoding(close: Callback<()>) -> impl IntoView {
    let Context { desk, .. } = context();
    let text = |start: &str| RwSignal::new(start.to_owned());
    let (coder, nth, percent, length, seed) = (text(""), text("3"), text("20"), text("15"), text("1"));
    let part = RwSignal::new(Part::All);
    let blind = RwSignal::new(true);
    let problem = RwSignal::new(None::<String>);
    let facts = desk.shown(|shown| (shown.session.id, shown.session.coded_window(), shown.scheme.id));
    let window = facts.and_then(|(_, window, _)| window);
    // The stretches, or what is missing to know them.
    let chosen = move || {
        if part.get() == Part::All {
            return Ok(Vec::new());
        }
        let window = window.ok_or_else(|| t!("second-no-window"))?;
        let sampling = sampling(part.get(), &nth.get(), &percent.get(), &length.get(), &seed.get());
        Ok(stretches(window, sampling.ok_or_else(|| t!("second-number-missing"))?))
    };
    let summary = move || match (chosen(), window) {
        (Err(missing), _) => missing,
        (Ok(chosen), Some(window)) if !chosen.is_empty() => t!(
            "second-stretches",
            count = chosen.len(),
            coded = crate::timeline::timecode(total(&chosen), false),
            whole = crate::timeline::timecode(window.duration(), false)
        ),
        (Ok(_), _) => t!("second-all"),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some((session, _, scheme)) = facts else { return };
        if coder.with_untracked(|coder| coder.trim().is_empty()) {
            return problem.set(Some(t!("new-coder-missing")));
        }
        let stretches = match untrack(chosen) {
            Ok(stretches) => stretches,
            Err(missing) => return problem.set(Some(missing)),
        };
        let assignment = Assignment { stretches, blind: blind.get_untracked(), submitted: false };
        let coder = coder.get_untracked();
        begin(desk, Command::StartObservation { session, coder, scheme, assignment: Some(assignment) }, close);
    };
    let choice = move |value: Part, testid: &'static str, label: String| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="part"
                    data-testid=testid
                    prop:checked=move || part.get() == value
                    on:change=move |_| part.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <Dialog testid="second-panel" title=t!("second-title") close>
            <form class="form" on:submit=submit novalidate>
                <TextField testid="second-coder" label=t!("new-coder") value=coder />
                <fieldset class="field">
                    <legend>{t!("second-part")}</legend>
                    {choice(Part::All, "second-all", t!("second-part-all"))}
                    {choice(Part::Every, "second-every", t!("second-part-every"))}
                    {choice(Part::Random, "second-random", t!("second-part-random"))}
                </fieldset>
                <Show when=move || part.get() != Part::All>
                    <div class="field-row">
                        <Show when=move || part.get() == Part::Every>
                            <TextField testid="second-nth" label=t!("second-nth") value=nth figure=true />
                        </Show>
                        <Show when=move || part.get() == Part::Random>
                            <TextField testid="second-percent" label=t!("second-percent") value=percent figure=true />
                            <TextField testid="second-seed" label=t!("second-seed") value=seed figure=true />
                        </Show>
                        <TextField testid="second-length" label=t!("second-length") value=length figure=true />
                    </div>
                </Show>
                <p class="hint" data-testid="second-summary">{summary}</p>
                <label class="choice">
                    <input
                        type="checkbox"
                        data-testid="second-blind"
                        prop:checked=blind
                        on:change=move |event| blind.set(event_target_checked(&event))
                    />
                    <span>{t!("second-blind")}</span>
                </label>
                <p class="form-problem" role="alert">{move || problem.get()}</p>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button type="submit" class="button primary" data-testid="second-create">
                        {t!("second-create")}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// Carries out a command that begins a coding, and shows it; the form stays if that is refused.
fn begin(desk: Desk, command: Command, close: Callback<()>) {
    if desk.dispatch(command) {
        close.run(());
        if let Some(new) = desk.with(|project| project.observations.last().map(|observation| observation.id)).flatten()
        {
            desk.show(new);
        }
    }
}

/// Adds a session and an empty coding of it.
#[component]
pub fn AddSession(close: Callback<()>) -> impl IntoView {
    let Context { desk, .. } = context();
    let known = desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone());
        (coder.unwrap_or_default(), shown.scheme.id)
    });
    let (coder, scheme) = known.map_or((String::new(), None), |(coder, scheme)| (coder, Some(scheme)));
    let (name, coder) = (RwSignal::new(String::new()), RwSignal::new(coder));
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if name.with_untracked(|name| name.trim().is_empty()) {
            return problem.set(Some(t!("session-name-missing")));
        }
        if coder.with_untracked(|coder| coder.trim().is_empty()) {
            return problem.set(Some(t!("new-coder-missing")));
        }
        let Some(scheme) = scheme else { return };
        let (name, coder) = (name.get_untracked(), coder.get_untracked());
        begin(desk, Command::AddSession { name, coder, scheme }, close);
    };
    view! {
        <Dialog testid="session-panel" title=t!("session-title") close>
            <form class="form" on:submit=submit novalidate>
                <TextField testid="session-name" label=t!("session-name") value=name />
                <TextField testid="session-coder" label=t!("new-coder") value=coder />
                <p class="hint">{t!("session-note")}</p>
                <p class="form-problem" role="alert">{move || problem.get()}</p>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| close.run(())>{t!("new-cancel")}</button>
                    <button type="submit" class="button primary" data-testid="session-create">
                        {t!("session-create")}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
