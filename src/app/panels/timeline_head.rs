//! The strip over the timeline: zoom, snapping, the coded window, and the keys that matter.

use super::timeline::length;
use crate::app::widgets::action_button::ActionButton;
use crate::app::widgets::icon::Glyph;
use crate::app::{Context, context};
use crate::coding::Act;
use crate::edit::Command;
use crate::t;
use crate::time::{Millis, Span};
use leptos::prelude::*;

/// The strip.
#[component]
pub fn TimelineHead() -> impl IntoView {
    let context = context();
    let Context { desk, player, .. } = context;
    let window = move || {
        desk.revisions.media.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.window).flatten()
    };
    let window_text = move || match window() {
        Some(window) => {
            let timecode = |at| crate::timeline::timecode(at, true);
            format!("{} – {}", timecode(window.start()), timecode(window.end()))
        }
        None => t!("window-whole"),
    };
    let set_window = move |start: bool| {
        let at = player.playhead();
        let found = desk.shown(|shown| (shown.session.id, shown.session.coded_window(), length(desk)));
        let Some((session, window, length)) = found else { return };
        let whole = window.or_else(|| Span::new(Millis::ZERO, length));
        let window = whole.and_then(|whole| {
            if start { Span::new(at, whole.end()).or(Span::new(at, length)) } else { Span::new(whole.start(), at) }
        });
        if window.is_some() {
            desk.dispatch(Command::SetWindow { session, window });
        }
    };
    let clear_window = move |_| {
        if let Some(session) = desk.shown(|shown| shown.session.id) {
            desk.dispatch(Command::SetWindow { session, window: None });
        }
    };
    let locked = move || {
        desk.revisions.media.track();
        desk.read_only.get() || desk.shown(|shown| shown.session.media.is_empty()).unwrap_or(true)
    };
    view! {
        <header class="timeline-head">
            <div class="button-group" role="group" aria-label=t!("help-timeline")>
                <ActionButton testid="zoom-out" act=Act::ZoomOut glyph=Glyph::Minus />
                <ActionButton testid="zoom-in" act=Act::ZoomIn glyph=Glyph::Plus />
                <ActionButton testid="zoom-fit" act=Act::ZoomFit glyph=Glyph::Fit />
            </div>
            <span class="setting" title=t!("timeline-snap-hint")>
                {t!("timeline-snap")}
                " "
                <b>{t!("timeline-snap-what")}</b>
            </span>
            <div class="setting window-setting">
                <span>{t!("window-label")}</span>
                <b data-testid="window-text">{window_text}</b>
                <button
                    class="link-button"
                    data-testid="window-start"
                    disabled=locked
                    on:click=move |_| set_window(true)
                >
                    {t!("window-start-here")}
                </button>
                <button class="link-button" data-testid="window-end" disabled=locked on:click=move |_| set_window(false)>
                    {t!("window-end-here")}
                </button>
                <Show when=move || window().is_some()>
                    <button class="link-button" data-testid="window-clear" disabled=locked on:click=clear_window>
                        {t!("window-clear")}
                    </button>
                </Show>
            </div>
            <p class="key-hints" aria-hidden="true">
                <span><kbd>{t!("key-space")}</kbd> {t!("hint-play")}</span>
                <span><kbd>"←"</kbd> <kbd>"→"</kbd> {t!("hint-frame")}</span>
                <span><kbd>","</kbd> <kbd>"."</kbd> {t!("hint-edge")}</span>
                <span><kbd>"?"</kbd> {t!("hint-keys")}</span>
            </p>
        </header>
    }
    .into_any()
}
