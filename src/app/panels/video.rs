//! The videos with their readout, or what to do to see them.

use super::transport::Transport;
use super::video_trouble::TroubleNote;
use super::videos::{ACCEPT, Guide, PicturePanel, Tile};
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::fields::{FilesInput, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::media::columns;
use crate::platform::resize::Resized;
use crate::t;
use leptos::html;
use leptos::prelude::*;

/// The panel.
#[component]
pub fn VideoPanel() -> impl IntoView {
    let context = context();
    let player = context.player;
    let stage = expect_context::<CodePage>().stage;
    on_cleanup(move || {
        stage.commit();
        player.detach();
    });
    // Another order, an undo, another file: what plays follows the project.
    Effect::new(move |_| {
        context.desk.revisions.media.track();
        player.reconcile();
    });
    let input = NodeRef::<html::Input>::new();
    let choose = Callback::new(move |()| pick(input));
    // A session without a video has a place for the first.
    let places = Memo::new(move |_| stage.count().max(1));
    let large = Memo::new(move |_| stage.large.get().filter(|large| places.get() > 1 && *large < places.get()));
    let screen = NodeRef::<html::Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(element) = screen.get() else { return };
        let measured = element.clone();
        watching.set_value(Resized::watch(&element, move || {
            size.try_set((f64::from(measured.client_width()), f64::from(measured.client_height())));
        }));
    });
    let across = move || {
        let places = u32::try_from(places.get()).unwrap_or(1);
        let (width, height) = size.get();
        if large.get().is_some() { places - 1 } else { columns(places, width.max(1.0), height.max(1.0), 16.0 / 9.0) }
    };
    view! {
        <section class="video-panel" aria-label=t!("video-label")>
            <div
                class="screen"
                node_ref=screen
                data-testid="screen"
                data-layout=move || if large.get().is_some() { "focus" } else { "grid" }
                style=("--across", move || across().to_string())
            >
                <For each=move || 0..places.get() key=|place| *place let:place>
                    <Tile place />
                </For>
                <Show when=move || !player.is_open()>
                    <Invitation pick=choose />
                </Show>
                <Show when=move || player.is_open()>
                    <Readout />
                    <TroubleOverlay />
                    <PicturePanel />
                </Show>
            </div>
            <Guide />
            <Transport />
            <FilesInput
                testid="input-video"
                label=t!("video-choose")
                accept=ACCEPT
                input
                take=Callback::new(move |picked| player.open_all(picked))
            />
        </section>
    }
    .into_any()
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
    let known = move || -> Vec<String> {
        desk.revisions.media.track();
        desk.shown(|shown| shown.session.media.iter().map(|media| media.file_name.clone()).collect())
            .unwrap_or_default()
    };
    let words = move || match (player.opening.get(), known().as_slice()) {
        (Some(file), _) => view! { <h2>{t!("video-loading", file = file)}</h2> }.into_any(),
        (None, []) => view! {
            <h2>{t!("video-empty")}</h2>
            <p>{t!("video-empty-note")}</p>
        }
        .into_any(),
        (None, [file]) => view! {
            <h2>{t!("video-again")}</h2>
            <p>{t!("video-again-note", file = file.clone())}</p>
        }
        .into_any(),
        (None, files) => view! {
            <h2>{t!("videos-again")}</h2>
            <p>{t!("videos-again-note", files = files.join(", "))}</p>
        }
        .into_any(),
    };
    view! {
        <div class="invitation">
            <Icon glyph=Glyph::Film />
            {words}
            <TroubleNote />
            <button class="button primary" data-testid="pick-video" on:click=move |_| pick.run(())>
                {move || match known().as_slice() {
                    [] => t!("video-choose"),
                    [file] => t!("video-choose-again", file = file.clone()),
                    _ => t!("videos-choose-again"),
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
                    on:click=move |_| player.forget_troubles()
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        </Show>
    }
}
