//! The card with the question about what was just marked. It lies over the foot of the palette and stops neither the video nor the keys.

use crate::app::desk::Desk;
use crate::app::widgets::{release_focus, role_name};
use crate::app::{Context, context};
use crate::coding::{Card, OPTION_KEYS, Question, typed_answer};
use crate::model::{Answer, Modifier, ModifierKind, Role};
use crate::t;
use crate::words::scheme as say_scheme;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// What the card says of the event that it asks about.
#[derive(Clone, PartialEq)]
struct About {
    question: Question,
    modifier: Modifier,
    code: String,
    at: String,
    role: Role,
}

fn about(desk: Desk, question: Question) -> Option<About> {
    let modifier = desk.modifier(question)?;
    desk.shown(|shown| {
        let (index, event) = shown.event(question.event)?;
        let channel = shown.scheme.channels.get(index)?;
        let code = channel.code(event.code())?.label.clone();
        let at = crate::timeline::timecode(event.onset(), true);
        Some(About { question, modifier, code, at, role: channel.role })
    })
    .flatten()
}

/// The card, while there is a question.
#[component]
pub fn QuestionCard() -> impl IntoView {
    let Context { desk, player, .. } = context();
    let open = Memo::new(move |_| {
        desk.revisions.events.track();
        desk.card.with(Card::question).and_then(|question| about(desk, question))
    });
    // The scheme may ask for the video to wait. It goes on when nothing that makes it wait is open any more.
    let held = StoredValue::new(false);
    Effect::new(move |_| {
        let pauses = open.with(|open| open.as_ref().is_some_and(|about| about.modifier.pauses));
        if pauses && player.playing.get_untracked() {
            player.pause();
            held.set_value(true);
        } else if !pauses && held.get_value() {
            held.set_value(false);
            if !player.playing.get_untracked() {
                player.toggle();
            }
        }
    });
    move || open.get().map(|about| view! { <Asked about /> })
}

#[component]
fn Asked(about: About) -> impl IntoView {
    let Context { desk, notices, .. } = context();
    let waiting = move || desk.card.with(Card::waiting);
    let kind = about.modifier.kind.clone();
    let body = match kind.clone() {
        ModifierKind::One { options } => view! { <Options options many=false /> }.into_any(),
        ModifierKind::Many { options } => view! { <Options options many=true /> }.into_any(),
        ModifierKind::Number { .. } => view! { <Number kind=kind.clone() /> }.into_any(),
        ModifierKind::Text => view! { <Words /> }.into_any(),
    };
    let hint = match &kind {
        ModifierKind::One { .. } => t!("question-hint-one"),
        ModifierKind::Many { .. } => t!("question-hint-many"),
        ModifierKind::Number { .. } | ModifierKind::Text => t!("question-hint-typed"),
    };
    let accept = move |_| {
        if desk.press_card("Enter") == Some(true) {
            notices.problem("refusal", t!("refuse-no-such-answer"));
        }
    };
    view! {
        <section
            class="question-card"
            role="group"
            aria-label=t!("question-label")
            data-testid="question-card"
            data-role=role_name(about.role)
            data-question=about.modifier.name.clone()
        >
            <header>
                <h3>{about.modifier.name.clone()}</h3>
                <span class="muted">{format!("{} · {}", about.code, about.at)}</span>
                <Show when=move || { waiting() > 0 }>
                    <span class="muted">{move || t!("question-waiting", count = waiting())}</span>
                </Show>
            </header>
            {body}
            <footer>
                <span class="hint">{hint}</span>
                <button class="button small" data-testid="question-accept" on:click=accept>{t!("question-accept")}</button>
                <button
                    class="link-button"
                    data-testid="question-skip"
                    on:click=move |_| desk.card.update(Card::next)
                >
                    {t!("question-skip")}
                </button>
            </footer>
            // What a screen reader tells as soon as it is asked.
            <p class="sr-only" role="status">
                {t!("question-asked", question = about.modifier.name.clone(), code = about.code.clone())}
            </p>
        </section>
    }
    .into_any()
}

#[component]
fn Options(options: Vec<String>, many: bool) -> impl IntoView {
    let desk = context().desk;
    let buttons = options.into_iter().enumerate().map(|(place, option)| {
        let key = OPTION_KEYS.chars().nth(place).map(|key| key.to_ascii_uppercase().to_string());
        let chosen = move || desk.card.with(|card| card.chosen.contains(&place));
        let (answer, name) = (option.clone(), option.clone());
        let choose = move |_| {
            if many {
                desk.card.update(|card| card.toggle(place));
            } else {
                desk.answer_question(Answer::Choices(vec![answer.clone()]));
            }
        };
        view! {
            <button
                class="option"
                data-testid="question-option"
                data-option=option.clone()
                aria-pressed=move || many.then(|| chosen().to_string())
                on:click=choose
            >
                {key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
                <span>{name}</span>
            </button>
        }
    });
    view! { <div class="question-options">{buttons.collect_view()}</div> }
}

/// A number is typed without going to a field, so that the keys of the page still work.
#[component]
fn Number(kind: ModifierKind) -> impl IntoView {
    let desk = context().desk;
    let (unit, range) = match &kind {
        ModifierKind::Number { unit, min, max } => (unit.clone(), say_scheme::range(*min, *max)),
        _ => (String::new(), String::new()),
    };
    let typed = move || desk.card.with(|card| card.typed.clone());
    let wrong = move || {
        let typed = typed();
        !typed.is_empty() && typed != "-" && typed_answer(&kind, &typed).is_none()
    };
    view! {
        <p class="question-number" class:wrong=wrong>
            <output data-testid="question-number" aria-label=t!("question-number")>{typed}</output>
            <span>{unit}</span>
            <span class="muted">{range}</span>
        </p>
    }
}

/// Words need a field of their own: the keys go there until Enter or Escape.
#[component]
fn Words() -> impl IntoView {
    let desk = context().desk;
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.focus().ok();
        }
    });
    let press = move |event: KeyboardEvent| {
        event.stop_propagation();
        if matches!(event.key().as_str(), "Enter" | "Escape") && !event.is_composing() {
            event.prevent_default();
            release_focus(&event);
            desk.press_card(&event.key());
        }
    };
    view! {
        <input
            class="input"
            data-testid="question-words"
            aria-label=t!("question-words")
            autocomplete="off"
            node_ref=field
            prop:value=move || desk.card.with(|card| card.typed.clone())
            on:input=move |event| desk.card.update(|card| card.typed = event_target_value(&event))
            on:keydown=press
        />
    }
}
