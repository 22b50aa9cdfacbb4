//! Continuous rating: a pad to point on while the video plays, and what is recorded of it.

use crate::app::pages::code::CodePage;
use crate::app::rating::Rating;
use crate::app::widgets::action_button::{first_key, hint};
use crate::app::widgets::{release_focus, role_name};
use crate::app::{Context, context};
use crate::coding::{Act, rating};
use crate::model::{Anchor, Channel, ChannelId, RatingScale};
use crate::t;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, WheelEvent};

/// The panel; nothing where the scheme has no continuous rating.
#[component]
pub fn RatingPanel() -> impl IntoView {
    let desk = context().desk;
    let channels = Memo::new(move |_| {
        desk.observation.track();
        desk.revisions.schemes.track();
        let pass = desk.pass.get();
        let rated = desk.shown(|shown| {
            let rated = shown.scheme.channels.iter();
            let rated = rated.filter(|channel| channel.rating().is_some() && pass.has(channel.id));
            rated.cloned().collect::<Vec<_>>()
        });
        rated.unwrap_or_default()
    });
    let own = expect_context::<CodePage>().rating;
    let chosen = Memo::new(move |_| {
        let id = own.channel.get();
        channels.with(|channels| channels.iter().find(|channel| Some(channel.id) == id).cloned())
    });
    let body = move || {
        chosen.get().and_then(|channel| {
            let scale = channel.rating()?;
            Some(view! {
                <div class="rating-body">
                    <Pad channel=channel.clone() scale />
                    <div class="rating-side">
                        <Choice channels=channels.get() />
                        <Controls scale />
                        <p class="hint">{channel.definition.clone()}</p>
                    </div>
                </div>
            })
        })
    };
    view! {
        <Show when=move || channels.with(|channels| !channels.is_empty())>
            <section class="rating" data-testid="rating" aria-label=t!("rating-label")>
                {body}
            </section>
        </Show>
    }
    .into_any()
}

/// Which channel is rated, where there are several.
#[component]
fn Choice(channels: Vec<Channel>) -> impl IntoView {
    let own = expect_context::<CodePage>().rating;
    let is_alone = channels.len() < 2;
    let options = channels.into_iter().map(|channel| {
        let id = channel.id;
        view! {
            <label class="rating-channel" data-role=role_name(channel.role)>
                <input
                    type="radio"
                    name="rating-channel"
                    data-testid="rating-channel"
                    data-role=role_name(channel.role)
                    prop:checked=move || own.channel.get() == Some(id)
                    disabled=is_alone
                    on:change=move |event| {
                        own.choose(Some::<ChannelId>(id));
                        release_focus(&event);
                    }
                />
                {format!("{} · {}", say::role(channel.role), channel.name)}
            </label>
        }
    });
    view! {
        <fieldset class="rating-channels">
            <legend class="sr-only">{t!("rating-channel")}</legend>
            {options.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// The value, recording, erasing.
#[component]
fn Controls(scale: RatingScale) -> impl IntoView {
    let Context { desk, player, .. } = context();
    let own = expect_context::<CodePage>().rating;
    let state = move || match (own.armed.get(), player.playing.get()) {
        (true, true) => "recording",
        (true, false) => "armed",
        (false, _) => "off",
    };
    let state_text = move || match state() {
        "recording" => t!("rating-recording"),
        "armed" => t!("rating-armed"),
        _ => t!("rating-off"),
    };
    let erase = move || match own.erase_from.get() {
        Some(from) => t!("rating-erase-to", at = crate::timeline::timecode(from, true)),
        None => t!("rating-erase-from"),
    };
    let is_empty = move || {
        desk.revisions.ratings.track();
        let channel = own.channel.get();
        desk.shown(|shown| shown.observation.track(channel?).map(|track| track.samples.is_empty())).flatten()
            != Some(false)
    };
    let rate = 1000.0 / scale.period.as_f64();
    view! {
        <div class="rating-value">
            <output data-testid="rating-value">{move || own.value.get().to_string()}</output>
            <span class="muted">{t!("rating-rate", rate = (rate * 10.0).round() / 10.0)}</span>
        </div>
        <div class="rating-actions">
            <button
                class="button record"
                data-testid="rating-record"
                title=hint(Act::Record)
                aria-pressed=move || own.armed.get().to_string()
                disabled=move || desk.read_only.get()
                on:click=move |_| own.toggle()
            >
                <i class="dot" aria-hidden="true"></i>
                {t!("rating-record")}
                <kbd>{first_key(Act::Record)}</kbd>
            </button>
            <button
                class="button"
                data-testid="rating-erase"
                disabled=move || desk.read_only.get() || (is_empty() && own.erase_from.get().is_none())
                on:click=move |_| own.erase()
            >
                {erase}
            </button>
        </div>
        <p class="rating-state" role="status" data-testid="rating-state" data-state=state>
            {state_text}
            <Show when=move || own.has_stick.get()>
                <span class="rating-stick" data-testid="rating-stick">{t!("rating-stick")}</span>
            </Show>
        </p>
        <p class="hint">{t!("rating-hint", step = rating::step(scale).to_string())}</p>
    }
    .into_any()
}

/// Where on the pad a value lies, in percent from above.
fn from_above(scale: RatingScale, value: crate::decimal::Decimal) -> String {
    format!("{:.2}%", (1.0 - rating::share(scale, value)) * 100.0)
}

/// The pad: a slider that is upright, with the scale's anchors beside it.
#[component]
fn Pad(channel: Channel, scale: RatingScale) -> impl IntoView {
    let own = expect_context::<CodePage>().rating;
    let track = NodeRef::<html::Div>::new();
    let point = move |event: &PointerEvent| {
        if let Some(track) = track.get_untracked() {
            let bounds = track.get_bounding_client_rect();
            let share = (bounds.bottom() - f64::from(event.client_y())) / bounds.height();
            own.set(rating::at_share(scale, share));
        }
    };
    let anchors = channel.anchors.iter().map(|anchor: &Anchor| {
        let label = format!("{} {}", anchor.value, anchor.label);
        view! {
            <span class="pad-anchor" title=anchor.text.clone() style:top=from_above(scale, anchor.value)>
                {label}
            </span>
        }
    });
    let ends = channel.anchors.is_empty().then(|| {
        [scale.max, scale.min]
            .map(|value| {
                view! { <span class="pad-anchor" style:top=from_above(scale, value)>{value.to_string()}</span> }
            })
            .into_iter()
            .collect_view()
    });
    let neutral = scale.neutral.map(|neutral| {
        view! { <i class="pad-neutral" style:top=from_above(scale, neutral) aria-hidden="true"></i> }
    });
    let nearest = {
        let anchors = channel.anchors.clone();
        move || value_text(&anchors, own)
    };
    view! {
        <div
            class="pad"
            data-testid="rating-pad"
            role="slider"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=format!("{} · {}", say::role(channel.role), channel.name)
            aria-valuemin=scale.min.to_string()
            aria-valuemax=scale.max.to_string()
            aria-valuenow=move || own.value.get().to_string()
            aria-valuetext=nearest
            on:pointerdown=move |event| {
                capture(&event);
                point(&event);
            }
            on:pointermove=move |event| {
                if event.buttons() & 1 == 1 {
                    point(&event);
                }
            }
            on:wheel=move |event: WheelEvent| {
                event.prevent_default();
                own.nudge(event.delta_y() < 0.0);
            }
            on:keydown=move |event| {
                let key = event.key();
                let up = matches!(key.as_str(), "ArrowUp" | "ArrowRight");
                if up || matches!(key.as_str(), "ArrowDown" | "ArrowLeft") {
                    event.prevent_default();
                    own.nudge(up);
                }
            }
        >
            <div class="pad-track" node_ref=track>
                {neutral}
                {anchors.collect_view()}
                {ends}
                <i class="pad-fill" style:top=move || from_above(scale, own.value.get()) aria-hidden="true"></i>
                <i class="pad-knob" style:top=move || from_above(scale, own.value.get()) aria-hidden="true"></i>
            </div>
        </div>
    }
    .into_any()
}

/// The value with the anchor that it lies at, if any.
fn value_text(anchors: &[Anchor], own: Rating) -> String {
    let value = own.value.get();
    let anchor = anchors.iter().find(|anchor| anchor.value == value);
    anchor.map_or_else(|| value.to_string(), |anchor| format!("{value}, {}", anchor.label))
}

fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // Fails for synthetic pointers, which need no capture.
        element.set_pointer_capture(event.pointer_id()).ok();
    }
}
