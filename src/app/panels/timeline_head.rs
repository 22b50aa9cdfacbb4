//! The strip over the timeline: zoom, snapping, the coded window, and the keys that matter.

use super::batch::Asked;
use super::sound_lane::SoundSwitches;
use super::timeline::length;
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::{ActionButton, first_key, hint};
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::app::{Context, context, keys};
use crate::coding::Act;
use crate::edit::{Boundary, Command};
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
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
            <EditMenu />
            <Boundaries />
            <SoundSwitches />
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

/// What neighbors do when an edge is moved.
#[component]
fn Boundaries() -> impl IntoView {
    let context = context();
    let page: CodePage = expect_context();
    let button = |mode: Boundary| {
        let (act, testid) = match mode {
            Boundary::Normal => (Act::BoundaryNormal, "boundary-normal"),
            Boundary::Bulldozer => (Act::BoundaryBulldozer, "boundary-bulldozer"),
            Boundary::Shift => (Act::BoundaryShift, "boundary-shift"),
        };
        view! {
            <button
                class="segment"
                data-testid=testid
                title=hint(act)
                aria-pressed=move || (page.boundary.get() == mode).to_string()
                on:click=move |_| keys::run(context, page, act)
            >
                {say::boundary(mode)}
            </button>
        }
    };
    view! {
        <div class="segments" role="group" aria-label=t!("boundary-label")>
            {Boundary::ALL.map(button).collect_view()}
        </div>
    }
    .into_any()
}

/// What can be done with the selected events.
#[component]
fn EditMenu() -> impl IntoView {
    let context = context();
    let page: CodePage = expect_context();
    let act = |testid, act: Act| Choice {
        testid,
        label: say::act(act),
        note: first_key(act),
        run: Callback::new(move |()| keys::run(context, page, act)),
    };
    let ask = |testid, label: String, asked: Asked| Choice {
        testid,
        label,
        note: String::new(),
        run: Callback::new(move |()| page.ask(asked)),
    };
    let choices = vec![
        act("edit-split", Act::Split),
        act("edit-merge", Act::Merge),
        act("edit-shift", Act::ShiftEvents),
        ask("edit-copy", t!("edit-copy"), Asked::Copy),
        ask("edit-recode", t!("edit-recode"), Asked::Recode),
        ask("edit-comment", t!("edit-comment"), Asked::Comment),
        act("edit-select-all", Act::SelectAll),
        Choice {
            testid: "edit-same-code",
            label: t!("edit-same-code"),
            note: String::new(),
            run: Callback::new(move |()| context.desk.select_same_code()),
        },
        act("edit-find", Act::Find),
    ];
    view! { <Menu testid="edit-menu" label=t!("edit-menu") glyph=Glyph::Edit choices /> }
}
