//! The list of the session's videos: which there are, where they begin, in what order, whether they are heard.

use super::{ACCEPT, Live, align};
use crate::app::pages::code::CodePage;
use crate::app::panels::transport::FrameRateSelect;
use crate::app::player::Purpose;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::fields::{FileInput, FilesInput, pick};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::restore_value;
use crate::app::{Context, context};
use crate::edit::Command;
use crate::model::{MAX_VIDEOS, Media};
use crate::t;
use crate::time::{Millis, parse_timecode};
use leptos::html;
use leptos::prelude::*;

/// An offset as it is read and typed: seconds with a sign, which is what cameras differ by.
pub(super) fn written(offset: Millis) -> String {
    let sign = if offset < Millis::ZERO { "−" } else { "+" };
    let ms = offset.0.unsigned_abs();
    format!("{sign}{}.{:03} s", ms / 1000, ms % 1000)
}

fn read(text: &str) -> Option<Millis> {
    let text = text.trim().trim_end_matches('s').trim();
    let (negative, rest) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let at = parse_timecode(rest).ok()?;
    Some(if negative { Millis(-at.0) } else { at })
}

/// The dialog, while it is shown.
#[component]
pub fn Manage() -> impl IntoView {
    let stage = expect_context::<CodePage>().stage;
    move || stage.managing.get().then(|| view! { <VideosDialog /> })
}

#[component]
fn VideosDialog() -> impl IntoView {
    let Context { desk, player, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let close = Callback::new(move |()| {
        stage.commit();
        stage.managing.set(false);
    });
    let places = Memo::new(move |_| stage.count());
    let input = NodeRef::<html::Input>::new();
    let full = move || stage.count() >= MAX_VIDEOS || desk.read_only.get();
    view! {
        <Dialog testid="videos-dialog" title=t!("videos-title") wide=true close>
            <p class="muted">{t!("videos-note")}</p>
            <ol class="videos-list">
                <For each=move || 0..places.get() key=|place| *place let:place>
                    <Row place />
                </For>
            </ol>
            <div class="dialog-actions">
                <span class="muted">{t!("videos-room", count = MAX_VIDEOS)}</span>
                <button class="button primary" data-testid="add-video" disabled=full on:click=move |_| pick(input)>
                    <Icon glyph=Glyph::Plus />
                    {t!("videos-add")}
                </button>
                <FilesInput
                    testid="input-add-video"
                    label=t!("videos-add")
                    accept=ACCEPT
                    input
                    take=Callback::new(move |picked| player.open_for(Purpose::Add, picked))
                />
            </div>
        </Dialog>
    }
}

/// One video.
#[component]
fn Row(place: usize) -> impl IntoView {
    let Context { desk, player, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let media = Memo::new(move |_| stage.media(place));
    let removing = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let locked = move || desk.read_only.get();
    let with = move |run: &dyn Fn(crate::model::SessionId, Media)| {
        if let Some((media, session)) = media.get_untracked().zip(desk.shown(|shown| shown.session.id)) {
            run(session, media);
        }
    };
    let shift = move |to: usize| {
        with(&|session, media| {
            desk.dispatch(Command::MoveVideo { session, media: media.id, to });
        });
    };
    let is_last = move || place + 1 >= stage.count();
    let remove = move || {
        // The first one is what frames are counted by, and what is coded where no window is stated: the user says.
        if place == 0 && stage.count() > 1 {
            removing.set(true);
        } else {
            with(&|session, media| {
                desk.dispatch(Command::RemoveVideo { session, media: media.id, keep_window: true });
            });
        }
    };
    let state = move || {
        if player.files[place].with(Option::is_some) { t!("videos-open") } else { t!("videos-not-open") }
    };
    let facts = move || {
        media.get().map(|media| {
            let length = media.duration.to_string();
            if place == 0 { t!("videos-counts", length = length) } else { t!("videos-length", length = length) }
        })
    };
    view! {
        <li class="videos-row" data-testid="videos-row" data-place=place.to_string()>
            <div class="videos-name">
                <b>{place + 1}</b>
                <span data-testid="videos-file">{move || media.get().map(|media| media.file_name)}</span>
                <span class="muted">{facts} " · " {state}</span>
            </div>
            <div class="videos-tools">
                <FrameRateSelect place />
                <Show when=move || { place > 0 }>
                    <Offset place />
                </Show>
                <span class="spring"></span>
                <button
                    class="icon-button"
                    data-testid="videos-up"
                    aria-label=t!("videos-up")
                    title=t!("videos-up")
                    disabled=move || place == 0 || locked()
                    on:click=move |_| shift(place.saturating_sub(1))
                >
                    <Icon glyph=Glyph::Up />
                </button>
                <button
                    class="icon-button"
                    data-testid="videos-down"
                    aria-label=t!("videos-down-the-list")
                    title=t!("videos-down-the-list")
                    disabled=move || is_last() || locked()
                    on:click=move |_| shift(place + 1)
                >
                    <Icon glyph=Glyph::Down />
                </button>
                <button
                    class="button small"
                    data-testid="videos-replace"
                    disabled=locked
                    on:click=move |_| pick(input)
                >
                    {t!("videos-replace")}
                </button>
                <button class="button small" data-testid="videos-remove" disabled=locked on:click=move |_| remove()>
                    {t!("videos-remove")}
                </button>
            </div>
            <FileInput
                testid="input-replace-video"
                label=t!("videos-replace")
                accept=ACCEPT
                input
                take=Callback::new(move |picked: web_sys::File| with(&|_, media| player.open_for(Purpose::Replace(media.id), vec![picked.clone()])))
            />
            <Show when=move || removing.get()>
                <Removal place removing />
            </Show>
        </li>
    }
}

/// What becomes of times when the first video goes.
#[component]
fn Removal(place: usize, removing: RwSignal<bool>) -> impl IntoView {
    let desk = context().desk;
    let stage = expect_context::<CodePage>().stage;
    let next = stage.media(place + 1).map(|media| media.file_name).unwrap_or_default();
    let window = desk.shown(|shown| shown.session.coded_window()).flatten();
    let window = window.map(|window| format!("{} – {}", window.start(), window.end())).unwrap_or_default();
    let remove = move |keep_window: bool| {
        removing.set(false);
        let found = untrack(|| stage.media(place)).zip(desk.shown(|shown| shown.session.id));
        if let Some((media, session)) = found {
            desk.dispatch(Command::RemoveVideo { session, media: media.id, keep_window });
        }
    };
    view! {
        <div class="videos-removal" role="group" aria-label=t!("videos-remove") data-testid="videos-removal">
            <p>{t!("videos-remove-first", next = next)}</p>
            <div class="dialog-actions">
                <button class="button" data-testid="remove-cancel" on:click=move |_| removing.set(false)>
                    {t!("new-cancel")}
                </button>
                <button class="button" data-testid="remove-whole" on:click=move |_| remove(false)>
                    {t!("videos-remove-whole")}
                </button>
                <button class="button primary" data-testid="remove-keep" on:click=move |_| remove(true)>
                    {t!("videos-remove-keep", window = window)}
                </button>
            </div>
        </div>
    }
}

/// Where a video begins: typed, or moved by frames and seconds.
#[component]
fn Offset(place: usize) -> impl IntoView {
    let Context { desk, player, .. } = context();
    let stage = expect_context::<CodePage>().stage;
    let media = Memo::new(move |_| stage.media(place));
    let offset = Memo::new(move |_| media.get().map(|media| stage.offset(&media)).unwrap_or_default());
    let locked = move || desk.read_only.get();
    let set = move |offset: Millis, by_itself: bool| {
        if let Some(media) = media.get_untracked() {
            stage.show(Live::Offset(media.id, offset), by_itself);
            player.try_offset(place, offset);
        }
    };
    let frame = move || {
        let rate = media.get_untracked().map_or(25.0, |media| media.frame_rate.per_second());
        Millis::from_seconds(1.0 / rate)
    };
    let nudge = move |testid: &'static str, text: &'static str, label: String, by: Callback<(), Millis>| {
        view! {
            <button
                class="button small"
                data-testid=testid
                aria-label=label.clone()
                title=label
                disabled=locked
                on:click=move |_| set(offset.get_untracked() + by.run(()), true)
            >
                {text}
            </button>
        }
    };
    let minus = move |by: Millis| Millis(-by.0);
    view! {
        <label class="videos-offset">
            <span>{t!("videos-offset")}</span>
            <input
                class="input short"
                data-testid="offset"
                prop:value=move || written(offset.get())
                disabled=locked
                on:change=move |event| match read(&event_target_value(&event)) {
                    Some(offset) => {
                        set(offset, false);
                        stage.commit();
                    }
                    None => restore_value(&event, &written(offset.get_untracked())),
                }
            />
        </label>
        <span class="button-group">
            {nudge("offset-second-back", "−1 s", t!("videos-second-earlier"), Callback::new(move |()| Millis(-1000)))}
            {nudge("offset-frame-back", "−1 f", t!("videos-frame-earlier"), Callback::new(move |()| minus(frame())))}
            {nudge("offset-frame-forward", "+1 f", t!("videos-frame-later"), Callback::new(move |()| frame()))}
            {nudge("offset-second-forward", "+1 s", t!("videos-second-later"), Callback::new(move |()| Millis(1000)))}
        </span>
        <button
            class="button small"
            data-testid="align-by-moment"
            disabled=move || locked() || player.files[place].with(Option::is_none) || player.file_name.with(Option::is_none)
            on:click=move |_| {
                stage.commit();
                align::begin(stage, place);
            }
        >
            {t!("videos-align")}
        </button>
    }
}
