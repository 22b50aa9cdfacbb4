//! The summary: how often and how long each code occurs in the coding shown, as a table and as bars.
//!
//! It lies over the palette and the list of events, beside the video and over the timeline: the keys go on marking, the numbers follow,
//! and what is chosen here is seen there.

mod figure;
mod files;
mod table;

use crate::analysis::budget::Budget;
use crate::app::desk::{Desk, Shown};
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context};
use crate::model::{Channel, CodeId};
use crate::platform::frame;
use crate::t;
use crate::time::Millis;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The numbers of the coding shown. A coding of chosen stretches has no share of the whole window, nor a rate in it.
fn count(shown: &Shown<'_>) -> Budget {
    let window = shown.session.coded_window().filter(|_| shown.observation.stretches().is_empty());
    Budget::of(shown.observation, shown.scheme, window)
}

/// The numbers, counted anew in the frame after a change, so that a mark is painted before.
fn live_numbers(desk: Desk) -> RwSignal<Budget> {
    let nothing = || Budget { window: None, channels: Vec::new() };
    let numbers = RwSignal::new(desk.shown(count).unwrap_or_else(nothing));
    let asked = StoredValue::new_local(false);
    Effect::new(move |before: Option<()>| {
        desk.observation.track();
        for revision in [desk.revisions.events, desk.revisions.media, desk.revisions.names, desk.revisions.settings] {
            revision.track();
        }
        if before.is_none() || asked.get_value() {
            return;
        }
        asked.set_value(true);
        frame::next_frame(move || {
            if asked.try_set_value(false).is_none() {
                numbers.try_set(desk.shown(count).unwrap_or_else(nothing));
            }
        });
    });
    numbers
}

/// The name of a channel with whom it is about.
fn channel_title(channel: &Channel) -> String {
    format!("{} · {}", say::role(channel.role), channel.name)
}

/// Selects the next bout of a code after the playhead, the first after the last, and goes to its onset.
fn go_to_next(context: Context, page: CodePage, code: CodeId) {
    let Context { desk, player, .. } = context;
    let at = player.playhead();
    let next = desk.shown(|shown| {
        let (channel, _) = shown.scheme.code(code)?;
        let track = shown.observation.track(channel.id)?;
        let next = track.next_after(at, Some(code)).or_else(|| track.next_after(Millis(-1), Some(code)))?;
        Some((next.id, next.timing.onset()))
    });
    if let Some((event, onset)) = next.flatten() {
        desk.select(Some(event), false);
        player.pause();
        player.seek(onset);
        page.timeline.reveal(onset);
    }
}

/// What the numbers are of: session, coder, coded window.
#[component]
fn Settings(numbers: RwSignal<Budget>) -> impl IntoView {
    let desk = context().desk;
    let text = move || {
        let window = numbers.with(|numbers| numbers.window);
        let names = desk.shown(|shown| {
            let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone());
            (shown.session.name.clone(), coder.unwrap_or_default(), !shown.observation.stretches().is_empty())
        });
        let (session, coder, in_stretches) = names.unwrap_or_default();
        let timecode = |at| crate::timeline::timecode(at, true);
        match window {
            Some(window) => t!(
                "summary-settings",
                session = session,
                coder = coder,
                start = timecode(window.start()),
                end = timecode(window.end())
            ),
            None if in_stretches => t!("summary-settings-stretches", session = session, coder = coder),
            None => t!("summary-settings-no-window", session = session, coder = coder),
        }
    };
    view! { <p class="hint" data-testid="summary-settings">{text}</p> }
}

/// What the numbers leave out or cut, with counts.
#[component]
fn Notes(numbers: RwSignal<Budget>) -> impl IntoView {
    let desk = context().desk;
    let notes = move || {
        let in_stretches = desk.shown(|shown| !shown.observation.stretches().is_empty()) == Some(true);
        let (mut running, mut outside, mut cut) = (0, 0, 0);
        numbers.with(|numbers| {
            for code in numbers.codes() {
                running += code.running;
                outside += code.outside;
                cut += code.bouts.as_ref().map_or(0, |bouts| bouts.cut);
            }
        });
        let notes = [
            in_stretches.then(|| t!("summary-note-stretches")),
            (running > 0).then(|| t!("summary-note-running", count = running)),
            (outside > 0).then(|| t!("summary-note-outside", count = outside)),
            (cut > 0).then(|| t!("summary-note-cut", count = cut)),
        ];
        notes.into_iter().flatten().map(|note| view! { <p class="hint">{note}</p> }).collect_view()
    };
    view! { <div class="summary-notes" data-testid="summary-notes">{notes}</div> }
}

/// The sheet.
#[component]
pub fn Summary() -> impl IntoView {
    let desk = context().desk;
    let page: CodePage = expect_context();
    let numbers = live_numbers(desk);
    let nothing = Memo::new(move |_| numbers.with(|numbers| numbers.codes().all(|code| code.frequency == 0)));
    let sheet = NodeRef::<html::Section>::new();
    // Keys of the page go on working: a section takes none of them.
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            sheet.focus().ok();
        }
    });
    let close = move || page.summary.set(false);
    let content = move || {
        if nothing.get() {
            view! {
                <div class="list-empty" data-testid="summary-empty">
                    <h3>{t!("summary-empty")}</h3>
                    <p>{t!("summary-empty-note")}</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="summary-body">
                    <table::Table numbers />
                    <figure::Figure numbers />
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section
            class="summary"
            tabindex="-1"
            aria-labelledby="summary-title"
            data-testid="summary-sheet"
            node_ref=sheet
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" {
                    event.stop_propagation();
                    close();
                }
            }
        >
            <header class="summary-head">
                <h2 id="summary-title">{t!("summary-title")}</h2>
                <Settings numbers />
                <files::Downloads numbers nothing />
                <button
                    class="icon-button"
                    aria-label=t!("dialog-close")
                    data-testid="summary-close"
                    on:click=move |_| close()
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            {content}
            <Notes numbers />
        </section>
    }
    .into_any()
}
