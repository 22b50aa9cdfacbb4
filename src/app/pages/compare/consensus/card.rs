//! The question that is asked, and every answer to it.

use super::keys::LETTERS;
use super::{Here, saying};
use crate::app::widgets::{release_focus, restore_value};
use crate::consensus::{Other, Question};
use crate::model::{Choice, Code, CodeId, CodingScheme, ObservationId};
use crate::platform::page;
use crate::t;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, NodeList};

/// Puts the focus on the part of the card that has this name in tests, if it can have it.
pub(super) fn focus(testid: &str) {
    let found = page::document().query_selector(&format!(".consensus [data-testid={testid}]"));
    if let Some(element) = found.ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// What has the focus within the card, reached by keyboard: its name in tests, and which of that name.
pub(super) fn focused() -> Option<(String, u32)> {
    let active = page::document().active_element()?;
    // After a click the keys are the page's.
    active.matches(":focus-visible").ok().filter(|is_visible| *is_visible)?;
    active.closest(".consensus-card").ok()??;
    let name = active.get_attribute("data-testid")?;
    let all = named(&name)?;
    let place = (0..all.length()).find(|nth| all.item(*nth).is_some_and(|node| node == *active))?;
    Some((name, place))
}

/// Gives the focus to what has the same place in the next card, or to its *Skip* where there is nothing that can have it.
pub(super) fn restore(focused: Option<(String, u32)>) {
    let Some((name, place)) = focused else { return };
    let is_lost = page::document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    let of = |name: &str, place| named(name)?.item(place)?.dyn_into::<HtmlElement>().ok();
    let is_able = |element: &HtmlElement| !element.has_attribute("disabled");
    if let Some(element) = of(&name, place).filter(is_able).or_else(|| of("consensus-skip", 0)).filter(|_| is_lost) {
        element.focus().ok();
    }
}

fn named(testid: &str) -> Option<NodeList> {
    page::document().query_selector_all(&format!(".consensus-card [data-testid={testid}]")).ok()
}

/// The codes of the channel that is asked about, in the order of the palette.
pub(super) fn ordered_codes(here: Here) -> Vec<Code> {
    let channel = untrack(|| here.question()).map(|question| question.moment.channel);
    let codes = here.with(|_, scheme, _| scheme.channel(channel?).map(|channel| channel.codes.clone())).flatten();
    codes.unwrap_or_default()
}

/// Chooses a code that may hold beside others, or no more.
pub(super) fn toggle(here: Here, code: CodeId) {
    here.chosen.update(|chosen| match chosen.iter().position(|own| *own == code) {
        Some(place) => drop(chosen.remove(place)),
        None => chosen.push(code),
    });
}

/// The card.
#[component]
pub(super) fn Card() -> impl IntoView {
    let here: Here = expect_context();
    // Only another question is another card: what has the focus keeps it when a decision is changed.
    let question = Memo::new(move |_| here.question().map(|question| Question { settled: None, ..question }));
    let card = move || match question.get() {
        Some(question) => view! { <Asked question /> }.into_any(),
        None => view! { <p class="list-empty" data-testid="consensus-none">{t!("consensus-none")}</p> }.into_any(),
    };
    view! {
        {card}
        <p class="consensus-told" role="status" data-testid="consensus-told">{move || here.told.get()}</p>
    }
}

#[component]
fn Asked(question: Question) -> impl IntoView {
    let here: Here = expect_context();
    let held = Memo::new(move |_| here.question()?.settled?.choice);
    let span = question.moment.span;
    let title = here.with(|_, scheme, _| saying::place(&question, scheme)).unwrap_or_default();
    let when = span.map_or_else(|| t!("consensus-whole"), super::super::moments::stretch);
    let answers = {
        let of = |_: &_, scheme: &CodingScheme, codings: &[ObservationId]| {
            let coders = here.coders();
            let all = codings.iter().zip(coders).zip(question.said.iter().zip(&question.can_take)).zip(LETTERS);
            all.map(|(((coding, coder), (said, can_take)), letter)| {
                (*coding, coder, saying::said(said, span, scheme), *can_take, letter)
            })
            .collect::<Vec<_>>()
        };
        here.with(of).unwrap_or_default()
    };
    let answers = answers.into_iter().map(|(coding, coder, said, can_take, letter)| {
        let title = if can_take { t!("consensus-take", coder = coder.clone()) } else { t!("consensus-cannot") };
        view! {
            <button
                class="consensus-answer"
                data-testid="consensus-answer"
                aria-pressed=move || (held.get() == Some(Choice::Coding(coding))).to_string()
                aria-keyshortcuts=letter.to_string()
                disabled=!can_take
                title=title
                on:click=move |_| here.settle(Choice::Coding(coding))
            >
                <kbd>{letter.to_string()}</kbd>
                <b>{coder}</b>
                <span>{said}</span>
            </button>
        }
    });
    view! {
        <div class="consensus-card" data-testid="consensus-card" data-settled=move || held.get().is_some().to_string()>
            <h3 data-testid="consensus-place">{title}<small>{when}</small></h3>
            <div class="consensus-answers" role="group" aria-label=t!("consensus-answers")>
                {answers.collect_view()}
            </div>
            <OtherAnswers other=question.other held />
            <label class="field consensus-note">
                <span>{t!("consensus-note")} " " <kbd>"N"</kbd></span>
                <input
                    class="input"
                    autocomplete="off"
                    data-testid="consensus-note"
                    prop:value=here.note
                    on:input=move |event| here.note.set(event_target_value(&event))
                    on:change=move |_| here.write_note()
                    on:keydown=move |event: KeyboardEvent| {
                        if matches!(event.key().as_str(), "Enter" | "Escape") {
                            release_focus(&event);
                        }
                    }
                />
            </label>
            <div class="consensus-acts">
                <button
                    class="button"
                    data-testid="consensus-skip"
                    aria-pressed=move || (held.get() == Some(Choice::Skipped)).to_string()
                    title=t!("consensus-skip-note")
                    on:click=move |_| here.settle(Choice::Skipped)
                >
                    {t!("consensus-skip")} <kbd>"S"</kbd>
                </button>
                <button
                    class="button"
                    data-testid="consensus-reopen"
                    disabled=move || held.get().is_none()
                    on:click=move |_| here.reopen()
                >
                    {t!("consensus-reopen")} <kbd>"U"</kbd>
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// What can be decided beside the words of the codings.
#[component]
fn OtherAnswers(other: Other, held: Memo<Option<Choice>>) -> impl IntoView {
    let here: Here = expect_context();
    if other == Other::Value {
        return view! { <Value held /> }.into_any();
    }
    let many = other == Other::Any;
    let one = |(place, code): (usize, Code)| {
        let id = code.id;
        let is_on = move || {
            if many {
                here.chosen.with(|chosen| chosen.contains(&id))
            } else {
                held.get() == Some(Choice::Codes(vec![id]))
            }
        };
        let key = (place < 9).then(|| view! { <kbd>{(place + 1).to_string()}</kbd> });
        let color = code.color.to_string();
        view! {
            <button
                class="consensus-code"
                data-testid=if place == 0 { "consensus-other" } else { "consensus-code" }
                aria-pressed=move || is_on().to_string()
                on:click=move |_| if many { toggle(here, id) } else { here.settle(Choice::Codes(vec![id])) }
            >
                {key}
                <i class="swatch" aria-hidden="true" style=("--code", color)></i>
                {code.label}
            </button>
        }
    };
    let codes = ordered_codes(here).into_iter().enumerate().map(one).collect_view();
    let none = (many || other == Other::One { or_none: true }).then(|| {
        view! {
            <button
                class="consensus-code"
                data-testid="consensus-nothing"
                aria-pressed=move || (held.get() == Some(Choice::Codes(Vec::new()))).to_string()
                on:click=move |_| here.settle(Choice::Codes(Vec::new()))
            >
                <kbd>"0"</kbd>
                {t!("compare-no-code")}
            </button>
        }
    });
    let take = many.then(|| {
        view! {
            <button
                class="button"
                data-testid="consensus-take"
                disabled=move || here.chosen.with(Vec::is_empty)
                on:click=move |_| here.settle(Choice::Codes(here.chosen.get_untracked()))
            >
                {t!("consensus-take-chosen")} <kbd>"T"</kbd>
            </button>
        }
    });
    let hint = if many { t!("consensus-other-many") } else { t!("consensus-other") };
    view! {
        <fieldset class="consensus-others">
            <legend>{hint} " " <kbd>"O"</kbd></legend>
            {codes}
            {none}
            {take}
        </fieldset>
    }
    .into_any()
}

/// A value of the scale.
#[component]
fn Value(held: Memo<Option<Choice>>) -> impl IntoView {
    let here: Here = expect_context();
    let shown = move || match held.get() {
        Some(Choice::Value(value)) => value.to_string(),
        _ => String::new(),
    };
    let take = move |event: web_sys::Event| {
        let typed = event_target_value(&event).trim().replace(',', ".");
        match typed.parse() {
            Ok(value) => here.settle(Choice::Value(value)),
            Err(_not_a_number) => restore_value(&event, &untrack(shown)),
        }
    };
    view! {
        <label class="field consensus-others">
            <span>{t!("consensus-other-value")} " " <kbd>"O"</kbd></span>
            <input
                class="input short"
                inputmode="decimal"
                autocomplete="off"
                data-testid="consensus-other"
                prop:value=shown
                on:change=take
            />
        </label>
    }
    .into_any()
}
