//! The moments behind a number: each is played with what is around it, again and again, until the next is asked for.

use super::ComparePage;
use crate::app::panels::timeline::length;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::{Context, context};
use crate::coding::around;
use crate::model::ChannelId;
use crate::platform::page;
use crate::t;
use crate::time::{Millis, Span};
use crate::timeline::timecode;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, KeyboardEvent};

/// What is played before and after a moment.
const AROUND: Millis = Millis(2000);

/// Rows of the list before and after the moment that is played: more would only be scrolled past.
const ROWS: usize = 60;

/// A stretch, and what coders said in it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    /// In which channel.
    pub channel: ChannelId,
    /// When.
    pub span: Span,
    /// The coders with their codes, in words.
    pub said: String,
}

/// The list of moments, and which one is played. Copies all lead to the same.
#[derive(Clone, Copy)]
pub(super) struct Moments {
    context: Context,
    /// What they have in common.
    pub title: RwSignal<String>,
    /// By onset.
    pub list: RwSignal<Vec<Moment>>,
    /// The one that is played, by place.
    pub at: RwSignal<Option<usize>>,
    /// Whether they are those of the row that is chosen, and follow it.
    of_row: RwSignal<bool>,
}

impl Moments {
    pub fn new(context: Context) -> Self {
        Self {
            context,
            title: RwSignal::new(String::new()),
            list: RwSignal::new(Vec::new()),
            at: RwSignal::new(None),
            of_row: RwSignal::new(true),
        }
    }

    /// Whether the list follows the row that is chosen.
    pub fn is_about_row(self) -> bool {
        self.of_row.get_untracked()
    }

    /// Shows the moments of a row. The one that is played stays, if it is still among them.
    pub fn show(self, title: String, list: Vec<Moment>) {
        let before = self.current();
        let at = before.as_ref().and_then(|before| list.iter().position(|moment| moment.span == before.span));
        if before.is_some() && at.is_none() {
            self.context.player.set_loop(None);
        }
        self.title.set(title);
        self.list.set(list);
        self.at.set(at);
        self.of_row.set(true);
    }

    /// Shows the moments behind a cell, and plays the first.
    pub fn play(self, title: String, list: Vec<Moment>) {
        self.title.set(title);
        self.list.set(list);
        self.at.set(None);
        self.of_row.set(false);
        self.go(0);
    }

    /// Shows none.
    pub fn clear(self) {
        self.show(String::new(), Vec::new());
    }

    /// Plays a moment, and again and again.
    pub fn go(self, at: usize) {
        let Context { desk, player, .. } = self.context;
        let moment = self.list.with_untracked(|list| list.get(at).cloned());
        let Some(moment) = moment else { return };
        self.at.set(Some(at));
        if let Some(span) = around(moment.span.start(), moment.span.end(), AROUND, length(desk)) {
            player.set_loop(Some(span));
            if player.is_open() {
                player.play_at(span.start());
            } else {
                player.seek(span.start());
            }
        }
    }

    /// Plays the next moment or the one before; beyond the last, the first.
    pub fn step(self, forward: bool) {
        let count = self.list.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        self.go(match (self.at.get_untracked(), forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(at), true) => (at + 1) % count,
            (Some(at), false) => (at + count - 1) % count,
        });
    }

    /// The moment that is played; untracked.
    pub fn current(self) -> Option<Moment> {
        let at = self.at.get_untracked()?;
        self.list.with_untracked(|list| list.get(at).cloned())
    }

    /// J and K walk through the moments, as long as the page is shown; then nothing is repeated any more.
    pub fn listen(self) {
        let options = EventListenerOptions::enable_prevent_default();
        let listening = EventListener::new_with_options(&page::window(), "keydown", options, move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| is_for_page(event)) else { return };
            match event.key().as_str() {
                "j" | "J" => self.step(true),
                "k" | "K" => self.step(false),
                _ => return,
            }
            event.prevent_default();
        });
        let listening = StoredValue::new_local(listening);
        let player = self.context.player;
        on_cleanup(move || {
            listening.dispose();
            player.set_loop(None);
        });
    }
}

/// Whether a plain key is pressed that no field and no dialog takes.
pub(super) fn is_for_page(event: &KeyboardEvent) -> bool {
    let types = event.target().is_some_and(|target| {
        let is_typed_in = |input: &HtmlInputElement| input.type_() != "checkbox";
        target.dyn_ref::<HtmlSelectElement>().is_some() || target.dyn_ref().is_some_and(is_typed_in)
    });
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let is_free = || page::document().query_selector("dialog[open]").ok().flatten().is_none();
    !types && is_plain && !event.default_prevented() && is_free()
}

/// A stretch as text, to the tenth of a second or finer where it is short.
pub(super) fn stretch(span: Span) -> String {
    format!("{}–{}", timecode(span.start(), true), timecode(span.end(), true))
}

/// The list with its controls.
#[component]
pub(super) fn Strip() -> impl IntoView {
    let here: ComparePage = expect_context();
    let moments = here.moments;
    let player = context().player;
    let count = move || moments.list.with(Vec::len);
    let place = move || match moments.at.get() {
        Some(at) => moments.list.with(|list| {
            list.get(at).map(|moment| {
                let place = t!("compare-place", nth = (at + 1).to_string(), count = list.len().to_string());
                format!("{place} · {} · {}", stretch(moment.span), moment.said)
            })
        }),
        None if count() == 0 => Some(here.why_none()),
        None if !player.is_open() => Some(t!("compare-no-video")),
        None => Some(t!("compare-moments-hint")),
    };
    let rows = move || {
        let current = moments.at.get();
        let from = current.unwrap_or(0).saturating_sub(ROWS);
        moments.list.with(|list| {
            let row = |(at, moment): (usize, &Moment)| {
                view! {
                    <li>
                        <button
                            class="moment"
                            data-testid="moment"
                            aria-current=(current == Some(at)).then_some("true")
                            on:click=move |_| moments.go(at)
                        >
                            <b>{stretch(moment.span)}</b>
                            <span>{moment.said.clone()}</span>
                        </button>
                    </li>
                }
            };
            list.iter().enumerate().skip(from).take(2 * ROWS).map(row).collect_view()
        })
    };
    let control = move |testid: &'static str, label: String, glyph, forward: bool| {
        view! {
            <button
                class="icon-button"
                data-testid=testid
                title=label.clone()
                aria-label=label
                disabled=move || count() == 0
                on:click=move |_| moments.step(forward)
            >
                <Icon glyph />
            </button>
        }
    };
    view! {
        <section class="moments" aria-label=t!("compare-moments") data-testid="moments">
            <header>
                <h3 data-testid="moments-title">{move || moments.title.get()}</h3>
                <span class="hint" data-testid="moments-count">{move || t!("compare-count", count = count())}</span>
                {control("moment-previous", t!("compare-previous"), Glyph::Up, false)}
                {control("moment-next", t!("compare-next"), Glyph::Down, true)}
            </header>
            <p class="moment-place" role="status" data-testid="moment-place">{place}</p>
            <ol class="moment-list">{rows}</ol>
        </section>
    }
    .into_any()
}
