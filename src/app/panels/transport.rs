//! Playback controls under the videos.

use super::region::RegionControl;
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::{ActionButton, hint};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::release_focus;
use crate::coding::{Act, RATES};
use crate::edit::Command;
use crate::media::{FrameLayout, FrameRate};
use crate::t;
use leptos::prelude::*;
use web_sys::Event;

/// The controls.
#[component]
pub fn Transport() -> impl IntoView {
    let player = context().player;
    let stage = expect_context::<CodePage>().stage;
    let off = Signal::derive(move || !player.is_open());
    let looping = Signal::derive(move || player.region.with(|region| region.span().is_some()));
    let play = move || {
        let (glyph, label) = if player.playing.get() {
            (Glyph::Pause, t!("transport-pause"))
        } else {
            (Glyph::Play, t!("transport-play"))
        };
        view! {
            <Icon glyph />
            <span class="sr-only">{label}</span>
        }
    };
    view! {
        <div class="transport" role="group" aria-label=t!("transport-label")>
            <ActionButton testid="second-back" act=Act::SecondBack glyph=Glyph::SecondBack disabled=off />
            <ActionButton testid="frame-back" act=Act::FrameBack glyph=Glyph::FrameBack disabled=off />
            <button
                class="play-button"
                data-testid="play"
                title=hint(Act::PlayPause)
                aria-pressed=move || player.playing.get().to_string()
                disabled=move || off.get()
                on:click=move |_| player.toggle()
            >
                {play}
            </button>
            <ActionButton testid="frame-forward" act=Act::FrameForward glyph=Glyph::FrameForward disabled=off />
            <ActionButton testid="second-forward" act=Act::SecondForward glyph=Glyph::SecondForward disabled=off />
            <RateSelect />
            <ActionButton testid="loop" act=Act::LoopSelection glyph=Glyph::Loop disabled=off pressed=looping />
            <RegionControl disabled=off />
            <div class="transport-end">
                <button
                    class="icon-button"
                    data-testid="change-video"
                    aria-label=t!("videos-title")
                    title=t!("videos-title")
                    disabled=move || stage.count() == 0
                    on:click=move |_| stage.managing.set(true)
                >
                    <Icon glyph=Glyph::Film />
                </button>
                <FrameRateSelect place=0 />
                <label class="volume">
                    <Icon glyph=Glyph::Volume />
                    <input
                        type="range"
                        min="0"
                        max="1"
                        step="0.05"
                        data-testid="volume"
                        aria-label=t!("transport-volume")
                        prop:value=move || player.volume.get().to_string()
                        on:input=move |event| {
                            if let Ok(volume) = event_target_value(&event).parse() {
                                player.set_volume(volume);
                            }
                        }
                    />
                </label>
            </div>
        </div>
    }
    .into_any()
}

/// The playback rate.
#[component]
fn RateSelect() -> impl IntoView {
    let player = context().player;
    let options = RATES.map(|rate| {
        let is_set = move || (player.rate.get() - rate).abs() < 1e-9;
        view! {
            <option value=rate.to_string() prop:selected=is_set>
                {format!("{rate}×")}
            </option>
        }
    });
    view! {
        <select
            class="select"
            data-testid="rate"
            aria-label=t!("transport-rate")
            title=format!("{} · {}", hint(Act::Slower), hint(Act::Faster))
            on:change=move |event| {
                if let Ok(rate) = event_target_value(&event).parse() {
                    player.set_rate(rate);
                }
                release_focus(&event);
            }
        >
            {options.into_iter().collect_view()}
        </select>
    }
}

/// The frame rate of a video. It is stated by the coder where it cannot be read from the file.
#[component]
pub fn FrameRateSelect(place: usize) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let current = Memo::new(move |_| {
        desk.revisions.media.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.media.get(place).map(|media| (shown.session.id, media.id, media.frame_rate)))
            .flatten()
    });
    let written = |rate: FrameRate| {
        let (numerator, denominator) = rate.terms();
        format!("{numerator}/{denominator}")
    };
    let options = move || {
        let set = Some(current.get().map_or(FrameRate::PAL, |(.., rate)| rate));
        let mut rates: Vec<FrameRate> = FrameRate::COMMON.to_vec();
        rates.extend(set.filter(|rate| !FrameRate::COMMON.contains(rate)));
        let option = |rate: FrameRate| {
            let label = (rate.per_second() * 100.0).round() / 100.0;
            view! {
                <option value=written(rate) prop:selected=set == Some(rate)>
                    {format!("{label} fps")}
                </option>
            }
        };
        rates.into_iter().map(option).collect_view()
    };
    let is_read = Signal::derive(move || place == 0 && context.player.frames.with(Option::is_some));
    let choose = move |event: Event| {
        let text = event_target_value(&event);
        let terms = text.split_once('/').and_then(|(n, d)| FrameRate::new(n.parse().ok()?, d.parse().ok()?));
        if let (Some(rate), Some((session, media, _))) = (terms, current.get_untracked())
            && desk.dispatch(Command::SetFrameRate { session, media, rate, frames: FrameLayout::default() })
            && !context.player.playing.get_untracked()
        {
            context.player.seek(context.player.playhead());
        }
        release_focus(&event);
    };
    view! {
        <select
            class="select"
            data-testid="frame-rate"
            aria-label=t!("transport-frame-rate")
            title=move || {
                if is_read.get() { t!("transport-frame-rate-read") } else { t!("transport-frame-rate-note") }
            }
            disabled=move || current.get().is_none() || desk.read_only.get() || is_read.get()
            on:change=choose
        >
            {options}
        </select>
    }
}
