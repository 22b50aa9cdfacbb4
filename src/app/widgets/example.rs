//! A moment of a video that shows a behavior: a button that plays it where that video is open.

use super::dialog::Dialog;
use super::icon::{Glyph, Icon};
use crate::app::context;
use crate::model::Example;
use crate::t;
use crate::time::Millis;
use leptos::html;
use leptos::prelude::*;

/// Plays an example, if its video is the one that is open; else says which video to open.
#[component]
pub fn PlayExample(
    example: Example,
    /// What it shows.
    label: String,
    /// Whether only the icon is shown.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let player = context().player;
    let playing = RwSignal::new(None::<String>);
    let times = format!("{} – {}", example.span.start(), example.span.end());
    let file = example.file_name.clone();
    let known = example.fingerprint.clone();
    let can_play = Memo::new(move |_| {
        player.file_name.track();
        player.address_of(&known).is_some()
    });
    let hint = {
        let label = label.clone();
        move || {
            if can_play.get() {
                t!("example-play", code = label.clone())
            } else {
                t!("example-needs", file = file.clone())
            }
        }
    };
    let known = example.fingerprint.clone();
    let start = move |_| {
        player.pause();
        playing.set(player.address_of(&known));
    };
    let class = if small { "icon-button small" } else { "button small" };
    let (shown, title) = (example, label);
    let close = Callback::new(move |()| playing.set(None));
    let panel = move || {
        let (title, shown) = (title.clone(), shown.clone());
        playing.get().map(|address| {
            view! {
                <Dialog testid="example-panel" title close>
                    <Clip address example=shown />
                </Dialog>
            }
        })
    };
    view! {
        <button
            type="button"
            class=class
            data-testid="play-example"
            aria-label=hint.clone()
            title=hint
            disabled=move || !can_play.get()
            on:click=start
        >
            <Icon glyph=Glyph::Play />
            {(!small).then_some(times)}
        </button>
        {panel}
    }
    .into_any()
}

/// The stretch of the video, over and over.
#[component]
fn Clip(address: String, example: Example) -> impl IntoView {
    let video = NodeRef::<html::Video>::new();
    let (start, end) = (example.span.start(), example.span.end());
    let seconds = |at: Millis| at.seconds();
    let rewind = move || {
        if let Some(video) = video.get_untracked() {
            video.set_current_time(seconds(start));
        }
    };
    let began = move |_| {
        rewind();
        if let Some(video) = video.get_untracked() {
            // Refused where the browser wants a click first; the controls are there.
            video.play().map(drop).ok();
        }
    };
    let again = move |_| {
        if video.get_untracked().is_some_and(|video| video.current_time() >= seconds(end)) {
            rewind();
        }
    };
    view! {
        <video
            class="example-video"
            data-testid="example-video"
            node_ref=video
            src=address
            controls
            playsinline
            on:loadedmetadata=began
            on:timeupdate=again
            on:ended=began
        ></video>
        <p>{example.note}</p>
        <p class="muted">{format!("{} · {start} – {end}", example.file_name)}</p>
    }
    .into_any()
}
