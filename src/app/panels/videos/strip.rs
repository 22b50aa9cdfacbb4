//! The strip of videos over the lanes: each a slim bar where it runs, to be dragged or moved by arrow keys until it fits.

use super::{Live, titled};
use crate::app::pages::code::CodePage;
use crate::app::{Context, context};
use crate::model::Media;
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, PointerEvent};

/// The strip, where there are several videos.
#[component]
pub fn Strip() -> impl IntoView {
    let stage = expect_context::<CodePage>().stage;
    let places = Memo::new(move |_| stage.count());
    view! {
        <Show when=move || { places.get() > 1 }>
            <div class="media-strip" role="group" aria-label=t!("videos-strip") data-testid="media-strip">
                <For each=move || 0..places.get() key=|place| *place let:place>
                    <Bar place />
                </For>
            </div>
        </Show>
    }
    .into_any()
}

#[component]
fn Bar(place: usize) -> impl IntoView {
    let Context { desk, player, .. } = context();
    let page: CodePage = expect_context();
    let stage = page.stage;
    let scale = page.timeline.scale;
    let media = Memo::new(move |_| stage.media(place));
    let offset = Memo::new(move |_| media.get().map(|media| stage.offset(&media)).unwrap_or_default());
    let ends = Memo::new(move |_| {
        let length = media.get().map_or(Millis::ZERO, |media| media.duration);
        scale.with(|scale| {
            let width = scale.width();
            let (from, to) = (scale.x(offset.get()), scale.x(offset.get() + length));
            // Far outside of the view a bar is not drawn at its true width: browsers have limits.
            (from.clamp(-20.0, width + 20.0), to.clamp(-20.0, width + 20.0))
        })
    });
    let fixed = place == 0;
    let locked = move || fixed || desk.read_only.get();
    let set = move |offset: Millis, by_itself: bool| {
        if let Some(media) = media.get_untracked() {
            stage.show(Live::Offset(media.id, offset), by_itself);
            player.try_offset(place, offset);
        }
    };
    // Where the pointer went down, and the offset then.
    let held = StoredValue::new(None::<(f64, Millis)>);
    let press = move |event: PointerEvent| {
        if locked() || event.button() != 0 {
            return;
        }
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            element.set_pointer_capture(event.pointer_id()).ok();
        }
        held.set_value(Some((f64::from(event.client_x()), offset.get_untracked())));
    };
    let drag = move |event: PointerEvent| {
        if let Some((from, start)) = held.get_value() {
            let moved = scale.with_untracked(|scale| scale.time(f64::from(event.client_x()) - from) - scale.time(0.0));
            if moved != Millis::ZERO || stage.live.get_untracked().is_some() {
                set(start + moved, false);
            }
        }
    };
    let let_go = move || {
        if held.get_value().is_some() {
            held.set_value(None);
            stage.commit();
        }
    };
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Escape" && stage.live.get_untracked().is_some() {
            event.stop_propagation();
            held.set_value(None);
            stage.cancel();
            player.try_offset(place, offset.get_untracked());
            return;
        }
        let sign = match event.key().as_str() {
            "ArrowLeft" => -1.0,
            "ArrowRight" => 1.0,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        if locked() {
            return;
        }
        let rate = media.get_untracked().map_or(25.0, |media| media.frame_rate.per_second());
        let by = if event.shift_key() { 1.0 } else { 1.0 / rate };
        set(offset.get_untracked() + Millis::from_seconds(sign * by), true);
    };
    let name = move || media.get().map(|media: Media| titled(place, &media)).unwrap_or_default();
    view! {
        <div class="media-row">
            <span class="media-label" title=name>{name}</span>
            <div class="media-track">
                <div
                    class="media-bar"
                    class:fixed=fixed
                    role="slider"
                    tabindex="0"
                    data-testid="media-bar"
                    data-place=place.to_string()
                    data-offset=move || offset.get().0.to_string()
                    aria-label=move || t!("videos-bar", file = name())
                    aria-valuenow=move || offset.get().0.to_string()
                    aria-valuetext=move || super::manage::written(offset.get())
                    aria-disabled=move || locked().to_string()
                    title=move || if fixed { t!("videos-bar-first") } else { t!("videos-bar-hint") }
                    style:left=move || format!("{:.1}px", ends.get().0)
                    style:width=move || format!("{:.1}px", (ends.get().1 - ends.get().0).max(3.0))
                    on:pointerdown=press
                    on:pointermove=drag
                    on:pointerup=move |_| let_go()
                    on:pointercancel=move |_| let_go()
                    on:keydown=keys
                >
                    <Show when=move || !fixed>
                        <span>{move || super::manage::written(offset.get())}</span>
                    </Show>
                </div>
            </div>
        </div>
    }
}
