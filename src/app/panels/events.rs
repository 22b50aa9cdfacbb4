//! The event list: virtualized, so that 100,000 rows cost what the visible ones cost; sorted by onset; filtered by text.

use super::inspector::Inspector;
use crate::app::context;
use crate::app::desk::{AnyEvent, Desk};
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::role_name;
use crate::coding::{Line, lines, rank};
use crate::color::Rgb;
use crate::model::{EventId, Role};
use crate::t;
use crate::time::Millis;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Height of a row in CSS pixels; the style sheet's `--row` says the same.
const ROW: f64 = 26.0;
/// Rows rendered above and below the visible ones, so that a fast scroll shows none blank.
const MARGIN: usize = 12;

/// What the list holds. Unfiltered it is never built: a key must not cost a walk over 100,000 events.
#[derive(Clone, PartialEq)]
pub enum Listing {
    /// All events, so many.
    All(usize),
    /// Those that match the filter.
    Matching(Vec<Line>),
}

impl Listing {
    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count,
            Self::Matching(lines) => lines.len(),
        }
    }

    /// The lines from `first` up to but without `last`.
    fn part(&self, desk: Desk, first: usize, last: usize) -> Vec<Line> {
        match self {
            Self::All(_) => desk.shown(|shown| lines(shown.observation, first, last - first)).unwrap_or_default(),
            Self::Matching(lines) => lines[first.min(lines.len())..last.min(lines.len())].to_vec(),
        }
    }

    /// Which line an event is on.
    fn place(&self, desk: Desk, id: EventId) -> Option<usize> {
        match self {
            Self::All(_) => desk.shown(|shown| rank(shown.observation, id)).flatten(),
            Self::Matching(lines) => lines.iter().position(|line| line.id == id),
        }
    }
}

/// All that a row shows.
#[derive(Clone, PartialEq)]
struct Row {
    id: EventId,
    role: Role,
    channel: String,
    code: String,
    color: Rgb,
    onset: Millis,
    offset: Option<Millis>,
    is_point: bool,
    cut_off: bool,
    comment: String,
}

/// The events that match a filter, by onset.
fn listing(desk: Desk, filter: &str) -> Listing {
    let wanted = filter.trim().to_lowercase();
    let listing = desk.shown(|shown| {
        if wanted.is_empty() {
            return Listing::All(shown.observation.event_count());
        }
        let mut lines = Vec::new();
        for (number, (track, channel)) in shown.observation.tracks.iter().zip(&shown.scheme.channels).enumerate() {
            let in_channel = format!("{} {}", say::role(channel.role), channel.name).to_lowercase().contains(&wanted);
            let codes: Vec<_> = channel
                .codes
                .iter()
                .filter(|code| in_channel || code.label.to_lowercase().contains(&wanted))
                .map(|code| code.id)
                .collect();
            let matches = |code, comment: &str| codes.contains(&code) || comment.to_lowercase().contains(&wanted);
            for (index, event) in track.events.iter().enumerate() {
                if matches(event.code, &event.comment) {
                    let onset = event.timing.onset();
                    lines.push(Line { onset, id: event.id, track: number, index: Some(index) });
                }
            }
            for open in track.open.iter().filter(|open| matches(open.code, &open.comment)) {
                lines.push(Line { onset: open.onset, id: open.id, track: number, index: None });
            }
        }
        // Tracks are sorted already; the sort is adaptive and merges them.
        lines.sort_by_key(|line| (line.onset, line.track, line.id));
        Listing::Matching(lines)
    });
    listing.unwrap_or(Listing::All(0))
}

fn row(desk: Desk, line: Line) -> Option<Row> {
    desk.shown(|shown| {
        let track = shown.observation.tracks.get(line.track)?;
        let channel = shown.scheme.channels.get(line.track)?;
        let event = match line.index {
            Some(index) => AnyEvent::Finished(track.events.get(index)?),
            None => AnyEvent::Running(track.open_state(line.id)?),
        };
        let code = channel.code(event.code())?;
        Some(Row {
            id: line.id,
            role: channel.role,
            channel: channel.name.clone(),
            code: code.label.clone(),
            color: code.color,
            onset: event.onset(),
            offset: event.offset(),
            is_point: channel.is_point(),
            cut_off: event.is_cut_off(),
            comment: event.comment().to_owned(),
        })
    })
    .flatten()
}

/// List and inspector.
#[component]
pub fn EventsPanel() -> impl IntoView {
    let desk = context().desk;
    let filter = RwSignal::new(String::new());
    let listed = Memo::new(move |_| {
        desk.revisions.events.track();
        desk.observation.track();
        filter.with(|filter| listing(desk, filter))
    });
    let total = move || {
        desk.revisions.events.track();
        desk.observation.track();
        desk.shown(|shown| shown.observation.event_count()).unwrap_or(0)
    };
    view! {
        <section class="events-panel" aria-label=t!("events-label")>
            <header class="events-head">
                <h2 class="sr-only">{t!("events-label")}</h2>
                <span class="event-total muted">
                    <b data-testid="event-count">{total}</b>
                    " "
                    {move || t!("events-total", count = total())}
                </span>
                <label class="search">
                    <Icon glyph=Glyph::Search />
                    <input
                        class="input"
                        type="search"
                        placeholder=t!("events-filter")
                        aria-label=t!("events-filter")
                        data-testid="event-filter"
                        prop:value=filter
                        on:input=move |event| filter.set(event_target_value(&event))
                    />
                </label>
            </header>
            <List listed />
            <Show when=move || listed.with(|listed| listed.len() == 0)>
                <div class="list-empty">
                    {move || {
                        if total() == 0 {
                            view! {
                                <h3>{t!("events-empty")}</h3>
                                <p>{t!("events-empty-note")}</p>
                            }
                                .into_any()
                        } else {
                            view! { <h3>{t!("events-none-match")}</h3> }.into_any()
                        }
                    }}
                </div>
            </Show>
            <Inspector />
        </section>
    }
    .into_any()
}

/// The scrolling part.
#[component]
pub fn List(listed: Memo<Listing>) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let scroller = NodeRef::<html::Div>::new();
    let (top, height) = (RwSignal::new(0.0), RwSignal::new(400.0));
    let measure = move || {
        if let Some(scroller) = scroller.get_untracked() {
            top.set(f64::from(scroller.scroll_top()));
            height.set(f64::from(scroller.client_height()));
        }
    };
    Effect::new(move |_| {
        scroller.track();
        measure();
    });
    // Only a change of the rendered stretch renders anew, not every pixel of scrolling.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // both are small and not negative
    let stretch = Memo::new(move |_| {
        let count = listed.with(Listing::len);
        let first = ((top.get() / ROW) as usize).saturating_sub(MARGIN).min(count);
        let shown = (height.get() / ROW) as usize + 2 * MARGIN + 2;
        (first, (first + shown).min(count))
    });
    let rows = move || {
        let (first, last) = stretch.get();
        desk.revisions.events.track();
        let lines = listed.with(|listed| listed.part(desk, first, last));
        lines.into_iter().filter_map(|line| row(desk, line)).collect::<Vec<_>>()
    };
    // A selection made elsewhere is scrolled to, if it is not in view.
    Effect::new(move |_| {
        let selected = desk.selection.with(|ids| if ids.len() == 1 { ids.first().copied() } else { None });
        let place = selected.and_then(|id| listed.with_untracked(|listed| listed.place(desk, id)));
        let (Some(place), Some(scroller)) = (place, scroller.get_untracked()) else { return };
        #[allow(clippy::cast_precision_loss)]
        let y = place as f64 * ROW;
        let (above, below) =
            (f64::from(scroller.scroll_top()), f64::from(scroller.scroll_top() + scroller.client_height()));
        if y < above || y + ROW > below {
            #[allow(clippy::cast_possible_truncation)] // pixels
            scroller.set_scroll_top((y - height.get_untracked() / 2.0) as i32);
            measure();
        }
    });
    let choose = move |id: EventId, additive: bool| {
        desk.select(Some(id), additive);
        let onset = desk.shown(|shown| shown.event(id).map(|(_, event)| event.onset()));
        if let Some(onset) = onset.flatten() {
            if !context.player.playing.get_untracked() {
                context.player.seek(onset);
            }
            page.timeline.reveal(onset);
        }
    };
    let walk = move |event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowDown" => true,
            "ArrowUp" => false,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        let next = listed.with_untracked(|listed| {
            let selected = desk.selection.with_untracked(|ids| ids.first().copied());
            let place = selected.and_then(|id| listed.place(desk, id));
            let next = match (place, forward) {
                (None, _) => 0,
                (Some(place), true) => (place + 1).min(listed.len().saturating_sub(1)),
                (Some(place), false) => place.saturating_sub(1),
            };
            listed.part(desk, next, next + 1).first().map(|line| line.id)
        });
        if let Some(id) = next {
            choose(id, false);
            focus_row(id);
        }
    };
    #[allow(clippy::cast_precision_loss)] // rows
    let above = move || format!("{}px", stretch.get().0 as f64 * ROW);
    #[allow(clippy::cast_precision_loss)]
    let whole = move || format!("{}px", listed.with(Listing::len) as f64 * ROW);
    view! {
        <div
            class="event-list"
            role="grid"
            aria-label=t!("events-label")
            aria-rowcount=move || listed.with(Listing::len).to_string()
            data-testid="event-list"
            node_ref=scroller
            on:scroll=move |_| measure()
            on:keydown=walk
        >
            <div class="event-sheet" style:height=whole>
                <div style:height=above></div>
                <For each=rows key=|row| row.clone_key() children=move |row| view! { <EventRow row choose /> } />
            </div>
        </div>
    }
}

fn focus_row(id: EventId) {
    let selector = format!("[data-event=\"{}\"]", id.0);
    crate::platform::frame::next_frame(move || {
        let row = crate::platform::page::document().query_selector(&selector).ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            row.focus().ok();
        }
    });
}

impl Row {
    /// Everything that is shown: a row is rendered anew when any of it changed.
    fn clone_key(&self) -> (EventId, Millis, Option<Millis>, String, String, bool) {
        (self.id, self.onset, self.offset, self.code.clone(), self.comment.clone(), self.cut_off)
    }
}

#[component]
fn EventRow(row: Row, choose: impl Fn(EventId, bool) + Copy + 'static) -> impl IntoView {
    let desk = context().desk;
    let id = row.id;
    let selected = Memo::new(move |_| desk.selection.with(|ids| ids.contains(&id)));
    let role_class = format!("who {}", role_name(row.role));
    let end = match row.offset {
        None => t!("events-open"),
        Some(_) if row.is_point => "·".to_owned(),
        Some(offset) => format!("{:.2} s", (offset - row.onset).seconds()),
    };
    let note = match (row.cut_off, row.comment.is_empty()) {
        (true, _) => {
            view! { <span class="row-flag" title=t!("events-cut-off")><Icon glyph=Glyph::Flag /></span> }.into_any()
        }
        (false, false) => view! { <span class="row-note" title=row.comment.clone()>"✎"</span> }.into_any(),
        (false, true) => ().into_any(),
    };
    view! {
        <div
            class="event-row"
            role="row"
            tabindex="0"
            data-testid="event-row"
            data-event=id.0.to_string()
            data-onset-ms=row.onset.0.to_string()
            data-offset-ms=row.offset.map(|at| at.0.to_string()).unwrap_or_default()
            data-code=row.code.clone()
            data-channel=row.channel.clone()
            data-role=role_name(row.role)
            data-open=row.offset.is_none().to_string()
            data-cut-off=row.cut_off.to_string()
            aria-selected=move || selected.get().to_string()
            style=("--code", row.color.to_string())
            on:click=move |event: MouseEvent| choose(id, event.ctrl_key() || event.meta_key() || event.shift_key())
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Enter" {
                    choose(id, false);
                }
            }
        >
            <span role="gridcell" class="when">{crate::timeline::timecode(row.onset, true)}</span>
            <span role="gridcell" class=role_class title=say::role(row.role)>
                <span aria-hidden="true">{say::role(row.role).chars().take(1).collect::<String>()}</span>
                <span class="sr-only">{say::role(row.role)}</span>
            </span>
            <span role="gridcell" class="channel-name">{row.channel.clone()}</span>
            <span role="gridcell" class="what">
                <i class="swatch" aria-hidden="true"></i>
                <span>{row.code.clone()}</span>
                {note}
            </span>
            <span role="gridcell" class="how-long">{end}</span>
        </div>
    }
}
