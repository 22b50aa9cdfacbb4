//! What is played by itself: from A to B, or the selected event with what is around it.

use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::hint;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::restore_value;
use crate::app::{context, keys};
use crate::coding::Act;
use crate::platform::page;
use crate::t;
use crate::time::Millis;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

/// The most that is played around an event.
const MAX_MARGIN: Millis = Millis(60_000);

/// The button with its panel.
#[component]
pub fn RegionControl(#[prop(into)] disabled: Signal<bool>) -> impl IntoView {
    let open = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
        // A click on what takes no focus within the panel leaves it open; one elsewhere is seen by the button's own blur.
        if to.is_some() && !whole.get_untracked().is_some_and(|whole| whole.contains(to.as_ref())) {
            open.set(false);
        }
    };
    let keys = move |event: KeyboardEvent| {
        if open.get_untracked() && event.key() == "Escape" {
            event.stop_propagation();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                button.focus().ok();
            }
        }
    };
    view! {
        <div class="menu" node_ref=whole on:focusout=leave on:keydown=keys>
            <button
                class="icon-button narrow"
                node_ref=button
                data-testid="region"
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                aria-label=t!("region-title")
                title=t!("region-title")
                disabled=move || disabled.get()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph=Glyph::More />
            </button>
            {move || open.get().then(|| view! { <Panel /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Panel() -> impl IntoView {
    let context = context();
    let player = context.player;
    let code_page: CodePage = expect_context();
    let point = move |[testid, here]: [&'static str; 2], name: String, act: Act, a: bool| {
        let at = move || {
            let region = player.region.get();
            let point = if a { region.a } else { region.b };
            point.map_or_else(|| t!("region-unset"), |at| at.to_string())
        };
        view! {
            <b>{name}</b>
            <output data-testid=testid>{at}</output>
            <button
                class="button small"
                data-testid=here
                title=hint(act)
                on:click=move |_| keys::run(context, code_page, act)
            >
                {t!("region-here")}
            </button>
        }
    };
    let seconds = move || format!("{}", code_page.margin.get().seconds());
    let nothing = move || context.desk.selection.with(std::collections::BTreeSet::is_empty);
    let act = move |testid: &'static str, act: Act, text: String| {
        view! {
            <button
                class="button small"
                data-testid=testid
                title=hint(act)
                disabled=nothing
                on:click=move |_| keys::run(context, code_page, act)
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="region-panel" role="group" aria-label=t!("region-title") data-testid="region-panel">
            <h3>{t!("region-a-b")}</h3>
            <div class="region-points">
                {point(["region-a", "region-a-here"], t!("region-a"), Act::PointA, true)}
                {point(["region-b", "region-b-here"], t!("region-b"), Act::PointB, false)}
            </div>
            <button
                class="button small"
                data-testid="region-clear"
                disabled=move || player.region.get() == crate::coding::Region::default()
                on:click=move |_| player.set_loop(None)
            >
                {t!("region-clear")}
            </button>
            <h3>{t!("region-event")}</h3>
            <label class="region-margin">
                <span>{t!("region-margin")}</span>
                <input
                    class="input short"
                    inputmode="decimal"
                    data-testid="region-margin"
                    prop:value=seconds
                    on:change=move |event| {
                        let typed = event_target_value(&event).replace(',', ".").parse::<f64>().ok();
                        let margin = typed.filter(|value| value.is_finite() && *value >= 0.0).map(Millis::from_seconds);
                        match margin.filter(|margin| *margin <= MAX_MARGIN) {
                            Some(margin) => {
                                code_page.margin.set(margin);
                                page::keep(MARGIN, &margin.0.to_string());
                            }
                            None => restore_value(&event, &seconds()),
                        }
                    }
                />
                <span>{t!("region-seconds")}</span>
            </label>
            <div class="region-acts">
                {act("region-once", Act::PlayEvent, t!("region-once"))}
                {act("region-repeat", Act::LoopSelection, t!("region-repeat"))}
            </div>
            <p class="hint">{move || if nothing() { t!("region-select") } else { say::act(Act::PlayEvent) }}</p>
        </div>
    }
}

/// Under which name this browser keeps what is played around an event.
const MARGIN: &str = "attune.margin-ms";

/// What is played around an event, as it was set last in this browser; a second at first.
pub fn kept_margin() -> Millis {
    let kept = page::kept(MARGIN).and_then(|text| text.parse().ok()).map(Millis);
    kept.filter(|margin| (Millis::ZERO..=MAX_MARGIN).contains(margin)).unwrap_or(Millis(1000))
}
