//! The video with its readout, or what to do to see one.

use super::transport::Transport;
use super::video_trouble::TroubleNote;
use crate::app::context;
use crate::app::widgets::fields::{FileInput, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::platform::{page, video};
use crate::t;
use leptos::html;
use leptos::prelude::*;

/// The panel.
#[component]
pub fn VideoPanel() -> impl IntoView {
    let player = context().player;
    let video = NodeRef::<html::Video>::new();
    Effect::new(move |_| {
        if let Some(element) = video.get() {
            player.attach(&element);
        }
    });
    on_cleanup(move || player.detach());
    let has_file = move || player.file_name.with(Option::is_some);
    let input = NodeRef::<html::Input>::new();
    let choose = Callback::new(move |()| pick(input));
    view! {
        <section class="video-panel" aria-label=t!("video-label")>
            <div class="screen">
                <video
                    node_ref=video
                    data-testid="video"
                    playsinline
                    preload="auto"
                    disablepictureinpicture
                    class:hidden=move || !has_file()
                    on:click=move |_| player.toggle()
                ></video>
                <Still video />
                <Show when=move || !has_file()>
                    <Invitation pick=choose />
                </Show>
                <Show when=has_file>
                    <Readout />
                    <TroubleOverlay />
                </Show>
            </div>
            <Transport pick=choose />
            <FileInput
                testid="input-video"
                label=t!("video-choose")
                accept="video/*,.mkv,.mts,.avi"
                input
                take=Callback::new(move |picked| player.open(picked))
            />
        </section>
    }
    .into_any()
}

/// The paused picture, drawn over the video: where it was decoded ahead, and in the browser that may lose it.
#[component]
fn Still(video: NodeRef<html::Video>) -> impl IntoView {
    let player = context().player;
    let canvas = NodeRef::<html::Canvas>::new();
    let copies = page::loses_pictures();
    let is_still = move || copies && !player.playing.get() && player.file_name.with(Option::is_some);
    Effect::new(move |_| {
        if let Some(canvas) = canvas.get() {
            player.attach_canvas(&canvas);
        }
    });
    Effect::new(move |_| {
        if is_still() && player.settled.get() {
            // Another seek may have come to rest on the same signals.
            player.clock.track();
            if let (Some(video), Some(canvas)) = (video.get(), canvas.get()) {
                video::draw_picture(&video, &canvas);
            }
        }
    });
    view! {
        <canvas
            node_ref=canvas
            class="still"
            data-testid="still"
            data-drawn=move || player.drawn.get().to_string()
            class:hidden=move || !is_still() && !player.drawn.get()
            aria-hidden="true"
        ></canvas>
    }
}

/// Session time and frame number of the picture.
#[component]
fn Readout() -> impl IntoView {
    let context = context();
    let player = context.player;
    let frame = Memo::new(move |_| {
        player.clock.track();
        player.frames.track();
        context.desk.revisions.media.track();
        player.frame()
    });
    let timecode = move || {
        player.clock.track();
        player.playing.track();
        player.frames.track();
        context.desk.revisions.media.track();
        player.playhead().to_string()
    };
    // The coder must be able to see what the frame number rests on.
    let stated = move || {
        context.desk.revisions.media.track();
        player.frames.track();
        let times = player.times();
        let rate = ((times.rate().per_second() * 100.0).round() / 100.0).to_string();
        match (times.is_read(), times.even_rate()) {
            (false, _) => t!("video-rate-stated", rate = rate),
            (true, Some(_)) => t!("video-rate-read", rate = rate),
            (true, None) => t!("video-rate-uneven", rate = rate),
        }
    };
    let note = move || {
        if player.frames.with(Option::is_some) {
            t!("transport-frame-rate-read")
        } else {
            t!("transport-frame-rate-note")
        }
    };
    view! {
        <p class="readout" aria-label=t!("video-readout") data-settled=move || player.settled.get().to_string()>
            <b data-testid="timecode">{timecode}</b>
            <span data-testid="frame" data-frame=frame data-settled=move || player.settled.get().to_string()>
                {move || t!("video-frame", frame = frame.get().to_string())}
            </span>
            <span
                class="stated"
                data-testid="rate-known"
                data-read=move || player.frames.with(Option::is_some).to_string()
                title=note
            >{stated}</span>
        </p>
    }
}

/// What is shown in place of a picture.
#[component]
fn Invitation(pick: Callback<()>) -> impl IntoView {
    let context = context();
    let (player, desk) = (context.player, context.desk);
    let known = move || {
        desk.revisions.media.track();
        desk.shown(|shown| shown.session.media.first().map(|media| media.file_name.clone())).flatten()
    };
    let words = move || match (player.opening.get(), known()) {
        (Some(file), _) => view! { <h2>{t!("video-loading", file = file)}</h2> }.into_any(),
        (None, Some(file)) => view! {
            <h2>{t!("video-again")}</h2>
            <p>{t!("video-again-note", file = file)}</p>
        }
        .into_any(),
        (None, None) => view! {
            <h2>{t!("video-empty")}</h2>
            <p>{t!("video-empty-note")}</p>
        }
        .into_any(),
    };
    view! {
        <div class="invitation">
            <Icon glyph=Glyph::Film />
            {words}
            <TroubleNote />
            <button class="button primary" data-testid="pick-video" on:click=move |_| pick.run(())>
                {move || match known() {
                    Some(file) => t!("video-choose-again", file = file),
                    None => t!("video-choose"),
                }}
            </button>
        </div>
    }
    .into_any()
}

/// What is wrong with a file that was picked while another one plays on.
#[component]
fn TroubleOverlay() -> impl IntoView {
    let player = context().player;
    view! {
        <Show when=move || player.trouble.with(Option::is_some)>
            <div class="trouble-overlay">
                <TroubleNote />
                <button
                    class="icon-button"
                    aria-label=t!("notice-dismiss")
                    on:click=move |_| player.trouble.set(None)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        </Show>
    }
}
