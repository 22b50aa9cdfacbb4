//! What is wrong with the draft, live; each problem leads to its field. And the keys that are taken.

use super::editing::editing;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::draft::{Grade, Place, Problem};
use crate::t;
use crate::words::{draft as say_draft, scheme as say_scheme};
use leptos::prelude::*;

/// How many hints are listed; a new scheme has one for each code.
const MAX_HINTS: usize = 12;

/// The column at the right.
#[component]
pub fn Trouble() -> impl IntoView {
    let editing = editing();
    let count = move |grade: Grade| {
        editing.problems.with(|problems| problems.iter().filter(|problem| problem.what.grade() == grade).count())
    };
    let list = move || {
        let problems = editing.problems.get();
        let hints = problems.iter().filter(|problem| problem.what.grade() == Grade::Hint).count();
        let shown = problems.len() - hints.saturating_sub(MAX_HINTS);
        problems.into_iter().take(shown).map(|problem| view! { <ProblemLine problem /> }).collect_view()
    };
    let summary = move || {
        let (errors, warnings, hints) = (count(Grade::Error), count(Grade::Warning), count(Grade::Hint));
        if errors + warnings + hints == 0 {
            return t!("problems-none");
        }
        t!("problems-count", errors = errors, warnings = warnings, hints = hints)
    };
    view! {
        <aside class="scheme-trouble" aria-label=t!("problems-title")>
            <h2>{t!("problems-title")}</h2>
            <p class="hint" role="status" data-testid="problems-count">{summary}</p>
            <ul class="problems">{list}</ul>
            <Keys />
        </aside>
    }
    .into_any()
}

#[component]
fn ProblemLine(problem: Problem) -> impl IntoView {
    let editing = editing();
    let Problem { place, what } = problem;
    let grade = what.grade();
    let (text, at) =
        editing.with(|draft| (say_draft::problem(&what, &draft.scheme), say_draft::place(place, &draft.scheme)));
    let glyph = if grade == Grade::Hint { Glyph::Info } else { Glyph::Warning };
    view! {
        <li>
            <button
                class="problem"
                data-testid="problem"
                data-grade=say_draft::grade_name(grade)
                on:click=move |_| editing.lead_to(place)
            >
                <Icon glyph />
                <span>
                    <b>{at}</b>
                    " "
                    {text}
                    <span class="sr-only">{say_draft::grade(grade)}</span>
                </span>
            </button>
        </li>
    }
}

/// Every key of the scheme with its code; each leads there.
#[component]
fn Keys() -> impl IntoView {
    let editing = editing();
    let keys = Memo::new(move |_| {
        let mut keys = editing.with(|draft| {
            let codes = draft.scheme.channels.iter().flat_map(|channel| &channel.codes);
            let keyed = codes.filter_map(|code| Some((code.key.clone()?, code.id, code.label.clone())));
            keyed.collect::<Vec<_>>()
        });
        keys.sort();
        keys
    });
    let list = move || {
        let line = |(key, code, label): (crate::model::Key, crate::model::CodeId, String)| {
            view! {
                <li>
                    <button class="key-line" data-testid="key-line" on:click=move |_| editing.lead_to(Place::Code(code))>
                        <kbd>{say_scheme::key(&key)}</kbd>
                        <span>{label}</span>
                    </button>
                </li>
            }
        };
        keys.get().into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || !keys.with(Vec::is_empty)>
            <h2>{t!("keys-taken")}</h2>
            <ul class="key-lines">{list}</ul>
        </Show>
    }
}
