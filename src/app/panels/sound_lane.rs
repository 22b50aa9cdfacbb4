//! The lane of the sound: its switches over the timeline, its name beside it, and what is said in place of a sound.

use super::videos::titled;
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::sound::Hearing;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::t;
use crate::timeline::Metrics;
use crate::words::say;
use leptos::prelude::*;

/// Whether the sound is shown, and how.
#[component]
pub fn SoundSwitches() -> impl IntoView {
    let page: CodePage = expect_context();
    let sound = page.sound;
    let desk = context().desk;
    let has_video = move || {
        desk.revisions.media.track();
        sound.state.get() != Hearing::Nothing
    };
    let is_drawn = move || has_video() && sound.shown.get();
    view! {
        <div class="button-group" role="group" aria-label=t!("sound-label")>
            <button
                class="icon-button"
                data-testid="sound-toggle"
                aria-label=t!("sound-toggle")
                title=t!("sound-toggle")
                aria-pressed=move || sound.shown.get().to_string()
                on:click=move |_| sound.toggle()
            >
                <Icon glyph=Glyph::Wave />
            </button>
            <Show when=is_drawn>
                {[(false, "sound-smaller", Glyph::Smaller), (true, "sound-larger", Glyph::Larger)]
                    .map(|(larger, testid, glyph)| {
                        let name = if larger { t!("sound-larger") } else { t!("sound-smaller") };
                        view! {
                            <button
                                class="icon-button"
                                data-testid=testid
                                aria-label=name.clone()
                                title=name
                                disabled=move || !sound.can_change_gain(larger)
                                on:click=move |_| sound.change_gain(larger)
                            >
                                <Icon glyph />
                            </button>
                        }
                    })}
                <Show when=move || sound.differs.get()>
                    <button
                        class="icon-button"
                        data-testid="sound-apart"
                        aria-label=t!("sound-apart")
                        title=t!("sound-apart")
                        aria-pressed=move || sound.apart.get().to_string()
                        on:click=move |_| sound.toggle_apart()
                    >
                        <Icon glyph=Glyph::Apart />
                    </button>
                </Show>
            </Show>
        </div>
    }
    .into_any()
}

/// The lane's name, with how far the reading is.
#[component]
pub fn SoundLabel(height: Memo<f64>) -> impl IntoView {
    let page: CodePage = expect_context();
    let sound = page.sound;
    let px = |value: f64| format!("{value}px");
    let progress = move || match sound.state.get() {
        Hearing::Reading(Some(permille)) => Some(t!("sound-reading", percent = permille / 10)),
        Hearing::Reading(None) => Some(t!("sound-reading-unknown")),
        Hearing::Failed(_) if note(page).is_none() => Some(t!("sound-broken-off")),
        _ => None,
    };
    let kind = move || match sound.state.get() {
        Hearing::Nothing => "nothing",
        Hearing::Reading(_) => "reading",
        Hearing::Read => "read",
        Hearing::Failed(_) => "failed",
    };
    // With several videos it is said whose sound it is; which one that is, is chosen where they are muted.
    let whose = move || sound.place.get().filter(|_| page.stage.count() > 1);
    let words = move || match whose() {
        Some(place) => t!("sound-of", place = place + 1),
        None => t!("sound-label"),
    };
    let name = move || whose().and_then(|place| page.stage.media(place).map(|media| titled(place, &media)));
    let is_apart = move || sound.apart.get() && sound.differs.get();
    view! {
        <Show when=move || { height.get() > 0.0 }>
            <div
                class="lane-label sound-label"
                data-testid="sound-label"
                data-state=kind
                style:top=px(Metrics::DEFAULT.ruler_height)
                style:height=move || px(height.get())
            >
                <span title=name>
                    {words} <small data-testid="sound-progress">{progress}</small>
                </span>
                <Show when=is_apart>
                    <span class="sound-sides" aria-hidden="true">
                        <b>{t!("sound-left")}</b>
                        <b>{t!("sound-right")}</b>
                    </span>
                </Show>
            </div>
        </Show>
    }
    .into_any()
}

/// What is said where there is no sound to draw.
fn note(page: CodePage) -> Option<String> {
    let sound = page.sound;
    sound.revision.track();
    match sound.state.get() {
        Hearing::Failed(why) if sound.is_silent() => Some(say::unheard(&why)),
        _ => None,
    }
}

/// The sentence in the lane where there is no sound to draw.
#[component]
pub fn SoundNote(height: Memo<f64>) -> impl IntoView {
    let page: CodePage = expect_context();
    let px = |value: f64| format!("{value}px");
    view! {
        <p
            class="sound-note"
            role="status"
            data-testid="sound-note"
            style:top=px(Metrics::DEFAULT.ruler_height)
            style:height=move || px(height.get())
        >
            {move || (height.get() > 0.0).then(|| note(page)).flatten()}
        </p>
    }
    .into_any()
}
