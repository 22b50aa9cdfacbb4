//! The answers to the questions about an event, in the inspector.

use crate::app::desk::Desk;
use crate::app::widgets::{release_focus, restore_value};
use crate::app::{Context, context};
use crate::coding::typed_answer;
use crate::edit::Command;
use crate::model::{Answer, EventId, Modifier, ModifierKind};
use crate::t;
use crate::words::scheme as say_scheme;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

/// What is asked about an event, each with its answer.
fn asked(desk: Desk, id: EventId) -> Vec<(Modifier, Option<Answer>)> {
    desk.shown(|shown| {
        let (index, event) = shown.event(id)?;
        let channel = shown.scheme.channels.get(index)?;
        let given = |modifier: &Modifier| {
            event.modifiers().iter().find(|given| given.modifier == modifier.id).map(|given| given.answer.clone())
        };
        let own = channel.modifiers.iter().filter(|modifier| modifier.applies_to(event.code()));
        Some(own.map(|modifier| (modifier.clone(), given(modifier))).collect())
    })
    .flatten()
    .unwrap_or_default()
}

/// One field for each question.
#[component]
pub fn Answers(id: EventId) -> impl IntoView {
    let desk = context().desk;
    let list = Memo::new(move |_| {
        desk.revisions.events.track();
        desk.revisions.schemes.track();
        asked(desk, id)
    });
    move || {
        let fields = list.get().into_iter().map(|(modifier, answer)| view! { <Field id modifier answer /> });
        fields.collect_view()
    }
}

fn answer(desk: Desk, event: EventId, modifier: &Modifier, answer: Option<Answer>) {
    if let Some(observation) = desk.observation.get_untracked() {
        desk.dispatch(Command::Answer { observation, event, modifier: modifier.id, answer });
    }
}

#[component]
fn Field(id: EventId, modifier: Modifier, answer: Option<Answer>) -> impl IntoView {
    let name = modifier.name.clone();
    let open = answer.is_none();
    match modifier.kind.clone() {
        ModifierKind::One { options } => view! {
            <label class="field wide" class:unanswered=open>
                <span>{name.clone()}</span>
                <OneOf id modifier options answer />
            </label>
        }
        .into_any(),
        ModifierKind::Many { options } => view! {
            <fieldset class="field wide answer-many" class:unanswered=open>
                <legend>{name.clone()}</legend>
                <ManyOf id modifier options answer />
            </fieldset>
        }
        .into_any(),
        ModifierKind::Number { unit, min, max } => {
            let detail = [unit, say_scheme::range(min, max)].into_iter().filter(|text| !text.is_empty());
            let detail = detail.collect::<Vec<_>>().join(", ");
            let label = if detail.is_empty() { name } else { format!("{name} ({detail})") };
            view! {
                <label class="field wide" class:unanswered=open>
                    <span>{label}</span>
                    <Typed id modifier answer />
                </label>
            }
            .into_any()
        }
        ModifierKind::Text => view! {
            <label class="field wide" class:unanswered=open>
                <span>{name.clone()}</span>
                <Typed id modifier answer />
            </label>
        }
        .into_any(),
    }
}

#[component]
fn OneOf(id: EventId, modifier: Modifier, options: Vec<String>, answer: Option<Answer>) -> impl IntoView {
    let desk = context().desk;
    let chosen = match answer {
        Some(Answer::Choices(chosen)) => chosen.into_iter().next(),
        _ => None,
    };
    let testid_name = modifier.name.clone();
    let none = chosen.is_none();
    let listed = options.into_iter().map(|option| {
        let is_chosen = chosen.as_ref() == Some(&option);
        view! { <option value=option.clone() prop:selected=is_chosen>{option.clone()}</option> }
    });
    view! {
        <select
            class="select"
            data-testid="answer"
            data-question=testid_name
            disabled=move || desk.read_only.get()
            on:change=move |event: Event| {
                let value = event_target_value(&event);
                let given = (!value.is_empty()).then(|| Answer::Choices(vec![value]));
                release_focus(&event);
                self::answer(desk, id, &modifier, given);
            }
        >
            <option value="" prop:selected=none>{t!("answer-none")}</option>
            {listed.collect_view()}
        </select>
    }
}

#[component]
fn ManyOf(id: EventId, modifier: Modifier, options: Vec<String>, answer: Option<Answer>) -> impl IntoView {
    let desk = context().desk;
    let chosen = match answer {
        Some(Answer::Choices(chosen)) => chosen,
        _ => Vec::new(),
    };
    let boxes = options.into_iter().map(|option| {
        let (modifier, chosen) = (modifier.clone(), chosen.clone());
        let is_chosen = chosen.contains(&option);
        let name = option.clone();
        let question = modifier.name.clone();
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    data-testid="answer"
                    data-question=question
                    data-option=option.clone()
                    prop:checked=is_chosen
                    disabled=move || desk.read_only.get()
                    on:change=move |_| {
                        let mut chosen = chosen.clone();
                        match chosen.iter().position(|known| *known == option) {
                            Some(place) => drop(chosen.remove(place)),
                            None => chosen.push(option.clone()),
                        }
                        self::answer(desk, id, &modifier, (!chosen.is_empty()).then_some(Answer::Choices(chosen)));
                    }
                />
                {name}
            </label>
        }
    });
    boxes.collect_view()
}

/// A number or words: typed, and given as one step when the field is left.
#[component]
fn Typed(id: EventId, modifier: Modifier, answer: Option<Answer>) -> impl IntoView {
    let Context { desk, notices, .. } = context();
    let value = match answer {
        Some(Answer::Number(number)) => number.to_string(),
        Some(Answer::Text(text)) => text,
        Some(Answer::Choices(_)) | None => String::new(),
    };
    let shown = value.clone();
    let question = modifier.name.clone();
    let commit = move |event: Event| {
        let typed = event_target_value(&event);
        let given = typed_answer(&modifier.kind, &typed);
        if given.is_none() && !typed.trim().is_empty() {
            restore_value(&event, &value);
            return notices.problem("refusal", t!("refuse-no-such-answer"));
        }
        self::answer(desk, id, &modifier, given);
    };
    view! {
        <input
            class="input"
            data-testid="answer"
            data-question=question
            autocomplete="off"
            placeholder=t!("answer-none")
            prop:value=shown
            disabled=move || desk.read_only.get()
            on:change=commit
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Enter" {
                    release_focus(&event);
                }
            }
        />
    }
}
