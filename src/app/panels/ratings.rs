//! Global ratings: a form of scales with their anchors, for after the coded window was watched.
//!
//! It lies where the summary lies, beside the video, so that moments can be looked up and pinned.

use super::evidence::Grounds;
use crate::app::desk::Desk;
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::role_name;
use crate::app::{Context, context};
use crate::coding::Watched;
use crate::decimal::Decimal;
use crate::edit::Command;
use crate::model::{Anchor, Channel, ChannelId, GlobalScale, Score};
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The most values that are buttons side by side; finer scales are typed.
const BUTTONS: usize = 21;

/// The values of a scale, from the lowest on.
fn values(scale: GlobalScale) -> Vec<Decimal> {
    let step = scale.step.0.max(1);
    let count = (scale.max.0 - scale.min.0) / step;
    let shown = usize::try_from(count).unwrap_or(usize::MAX).min(BUTTONS);
    (0_i64..).take(shown + 1).map(|nth| Decimal(scale.min.0 + nth * step)).collect()
}

/// A number as it is written on screen.
fn written(value: Decimal) -> String {
    say_scheme::minus(value.to_string())
}

/// Follows what is watched for as long as the coding page is open.
pub fn watch(context: Context, watched: RwSignal<Watched>) {
    let Context { player, .. } = context;
    Effect::new(move |_| {
        player.clock.track();
        player.playing.track();
        let (at, playing) = (player.playhead(), player.playing.get_untracked());
        // Told to readers by the percent only.
        watched.update(|watched| watched.look(at, playing));
    });
}

/// The sheet.
#[component]
pub fn Ratings() -> impl IntoView {
    let Context { desk, .. } = context();
    let page: CodePage = expect_context();
    let sheet = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            sheet.focus().ok();
        }
    });
    let close = move || page.ratings.set(false);
    let scales = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        desk.shown(|shown| {
            let own = shown.scheme.channels.iter().filter(|channel| channel.global().is_some());
            own.cloned().collect::<Vec<Channel>>()
        })
        .unwrap_or_default()
    });
    let given = move || {
        desk.revisions.ratings.track();
        let given = |channel: &Channel| {
            desk.shown(|shown| shown.observation.track(channel.id).is_some_and(|track| track.score.is_some()))
        };
        scales.with(|scales| scales.iter().filter(|channel| given(channel) == Some(true)).count())
    };
    // The scale that is worked on shows all of its anchors.
    let current = RwSignal::new(scales.with_untracked(|scales| scales.first().map(|channel| channel.id)));
    let list = move || {
        let scales = scales.get().into_iter();
        scales.map(|channel| view! { <Scale channel current /> }).collect_view()
    };
    view! {
        <section
            class="summary ratings"
            tabindex="-1"
            aria-labelledby="ratings-title"
            data-testid="ratings-sheet"
            node_ref=sheet
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" && !event.default_prevented() {
                    event.stop_propagation();
                    close();
                }
            }
        >
            <header class="summary-head">
                <h2 id="ratings-title">{t!("ratings-title")}</h2>
                <p class="hint" data-testid="ratings-given">
                    {move || t!("ratings-given", given = given(), all = scales.with(Vec::len))}
                </p>
                <button
                    class="icon-button"
                    aria-label=t!("dialog-close")
                    data-testid="ratings-close"
                    on:click=move |_| close()
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <NotWatched />
            <div class="ratings-body">{list}</div>
        </section>
    }
    .into_any()
}

/// That the session was not watched to the end yet. A note only: a coder who watched it yesterday knows better.
#[component]
fn NotWatched() -> impl IntoView {
    let Context { desk, .. } = context();
    let page: CodePage = expect_context();
    let percent = Memo::new(move |_| {
        desk.revisions.media.track();
        let window = desk.shown(|shown| shown.session.coded_window()).flatten();
        page.watched.with(|watched| window.map(|window| watched.percent(window)))
    });
    move || {
        let text = match percent.get() {
            Some(100..) => return None,
            Some(percent) => t!("ratings-not-watched", percent = percent),
            None => t!("ratings-no-video"),
        };
        Some(view! {
            <p class="ratings-note" role="status" data-testid="ratings-not-watched">
                <Icon glyph=Glyph::Info />
                {text}
            </p>
        })
    }
}

/// Gives a rating, or takes it back.
pub(super) fn rate(desk: Desk, channel: ChannelId, score: Option<Score>) {
    if let Some(observation) = desk.observation.get_untracked() {
        desk.dispatch(Command::Rate { observation, channel, score });
    }
}

/// Gives a value, and keeps the note and the evidence.
fn give(desk: Desk, channel: ChannelId, score: Option<Score>, value: Decimal) {
    let before = score.unwrap_or(Score { value, note: String::new(), evidence: Vec::new() });
    rate(desk, channel, Some(Score { value, ..before }));
}

/// One scale with its rating.
#[component]
fn Scale(channel: Channel, current: RwSignal<Option<ChannelId>>) -> impl IntoView {
    let Context { desk, .. } = context();
    let id = channel.id;
    let score = Memo::new(move |_| {
        desk.revisions.ratings.track();
        desk.shown(|shown| shown.observation.track(id).and_then(|track| track.score.clone())).flatten()
    });
    let is_current = move || current.get() == Some(id);
    let value = Signal::derive(move || score.with(|score| score.as_ref().map(|score| score.value)));
    // The value that the keys stand on, whose meaning is shown beside it before it is given.
    let looked_at = RwSignal::new(None::<Decimal>);
    let scale = channel.global().unwrap_or(GlobalScale { min: Decimal(0), max: Decimal(1000), step: Decimal(1000) });
    let meaning = {
        let anchors = channel.anchors.clone();
        move || {
            let at = looked_at.get().or(value.get())?;
            Some(between(&anchors, at))
        }
    };
    let Channel { role, name, definition, anchors, .. } = channel;
    let label = format!("{} {}", say::role(role), name);
    view! {
        <article
            class="scale"
            class:current=is_current
            data-testid="scale"
            data-channel=name.clone()
            data-role=role_name(role)
            data-value=move || value.get().map(|value| value.to_string()).unwrap_or_default()
            on:focusin=move |_| current.set(Some(id))
            on:pointerdown=move |_| current.set(Some(id))
        >
            <header>
                <h3>{name.clone()}</h3>
                <span class="scale-role">{say::role(role)}</span>
                <output class="scale-value">{move || value.get().map_or_else(|| t!("ratings-none"), written)}</output>
            </header>
            <Show when=is_current>
                <p class="scale-definition">{definition.clone()}</p>
            </Show>
            <Values id scale score looked_at label />
            <p class="scale-meaning" data-testid="scale-meaning" aria-live="polite">{meaning}</p>
            <Show when=is_current>
                <Anchors anchors=anchors.clone() value looked_at />
            </Show>
            <Show when=move || is_current() || score.with(Option::is_some)>
                <Grounds id score />
            </Show>
        </article>
    }
    .into_any()
}

/// What a value means: its anchor, or the two that it lies between.
fn between(anchors: &[Anchor], value: Decimal) -> String {
    if let Some(anchor) = anchors.iter().find(|anchor| anchor.value == value) {
        return t!("ratings-anchor", value = written(value), label = anchor.label.clone());
    }
    let below = anchors.iter().rev().find(|anchor| anchor.value < value);
    let above = anchors.iter().find(|anchor| anchor.value > value);
    match (below, above) {
        (Some(below), Some(above)) => {
            t!("ratings-between", value = written(value), below = below.label.clone(), above = above.label.clone())
        }
        _ => written(value),
    }
}

/// The values as a row of buttons: one stop of the Tab key, walked by arrows, given by digits, Enter or Space.
#[component]
fn Values(
    id: ChannelId,
    scale: GlobalScale,
    score: Memo<Option<Score>>,
    looked_at: RwSignal<Option<Decimal>>,
    label: String,
) -> impl IntoView {
    let Context { desk, .. } = context();
    let row = NodeRef::<html::Div>::new();
    let all = values(scale);
    let value = move || score.with(|score| score.as_ref().map(|score| score.value));
    if all.len() > BUTTONS {
        return view! { <TypedValue id scale score label /> }.into_any();
    }
    let stop = {
        let all = all.clone();
        move || looked_at.get().or(value()).or(all.first().copied())
    };
    let walk = {
        let all = all.clone();
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let last = all.len().saturating_sub(1);
            let at =
                looked_at.get_untracked().or(score.with_untracked(|score| score.as_ref().map(|score| score.value)));
            let place = at.and_then(|at| all.iter().position(|own| *own == at)).unwrap_or(0);
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowUp" => Some((place + 1).min(last)),
                "ArrowLeft" | "ArrowDown" => Some(place.saturating_sub(1)),
                "Home" => Some(0),
                "End" => Some(last),
                "Delete" | "Backspace" => {
                    rate(desk, id, None);
                    None
                }
                key => match digit(key, score.get_untracked().map(|score| score.value), scale) {
                    Some(given) => {
                        give(desk, id, score.get_untracked(), given);
                        all.iter().position(|own| *own == given)
                    }
                    None => return,
                },
            };
            event.prevent_default();
            event.stop_propagation();
            if let Some(to) = to {
                looked_at.set(all.get(to).copied());
                let button = row.get_untracked().and_then(|row| row.children().item(u32::try_from(to).unwrap_or(0)));
                if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                    button.focus().ok();
                }
            }
        }
    };
    let buttons = all.into_iter().map(move |own| {
        let is_given = move || value() == Some(own);
        let stop = stop.clone();
        view! {
            <button
                role="radio"
                class="value"
                data-testid="scale-button"
                data-value=own.to_string()
                aria-checked=move || is_given().to_string()
                tabindex=move || if stop() == Some(own) { "0" } else { "-1" }
                disabled=move || desk.read_only.get()
                on:focus=move |_| looked_at.set(Some(own))
                on:blur=move |_| looked_at.set(None)
                on:pointerenter=move |_| looked_at.set(Some(own))
                on:pointerleave=move |_| looked_at.set(None)
                on:click=move |_| give(desk, id, score.get_untracked(), own)
            >
                {written(own)}
            </button>
        }
    });
    view! {
        <div class="scale-values" role="radiogroup" aria-label=label node_ref=row on:keydown=walk>
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}

/// The value that a digit gives: itself, or after another digit both together, as in 10.
fn digit(key: &str, before: Option<Decimal>, scale: GlobalScale) -> Option<Decimal> {
    let digit: i64 = key.parse().ok().filter(|digit| (0..=9).contains(digit))?;
    let alone = Decimal(digit * 1000);
    let both = before.filter(|before| before.0 > 0).map(|before| Decimal(before.0 * 10 + digit * 1000));
    [Some(alone), both].into_iter().flatten().find(|value| scale.allows(*value))
}

/// A scale of more values than fit side by side.
#[component]
fn TypedValue(id: ChannelId, scale: GlobalScale, score: Memo<Option<Score>>, label: String) -> impl IntoView {
    let Context { desk, notices, .. } = context();
    let value = move || score.with(|score| score.as_ref().map(|score| score.value.to_string()).unwrap_or_default());
    view! {
        <input
            class="input number"
            inputmode="decimal"
            autocomplete="off"
            data-testid="scale-typed"
            aria-label=label
            prop:value=value
            disabled=move || desk.read_only.get()
            on:change=move |event| {
                let typed = event_target_value(&event);
                match typed.parse::<Decimal>() {
                    Ok(given) if scale.allows(given) => give(desk, id, score.get_untracked(), given),
                    _ if typed.trim().is_empty() => rate(desk, id, None),
                    _ => {
                        crate::app::widgets::restore_value(&event, &value());
                        notices.problem("refusal", t!("refuse-out-of-range"));
                    }
                }
            }
        />
    }
}

/// All anchors; the one of the value is marked.
#[component]
fn Anchors(
    anchors: Vec<Anchor>,
    value: Signal<Option<Decimal>>,
    looked_at: RwSignal<Option<Decimal>>,
) -> impl IntoView {
    let rows = anchors.into_iter().rev().map(|anchor| {
        let own = anchor.value;
        let is_meant = move || looked_at.get().or(value.get()) == Some(own);
        view! {
            <div class="anchor" class:meant=is_meant data-testid="scale-anchor">
                <dt>
                    <b>{written(own)}</b>
                    " "
                    {anchor.label}
                </dt>
                <dd>{anchor.text}</dd>
            </div>
        }
    });
    view! { <dl class="anchors">{rows.collect_view()}</dl> }
}
