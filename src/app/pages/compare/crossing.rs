//! Who said what for how long, as a table of cells on a canvas: each says its numbers under the pointer or the arrow keys, and plays the
//! moments behind it.

use super::moments::Moment;
use super::{Chosen, ComparePage, category_name};
use crate::analysis::compare::{Between, Confusion, Pieces};
use crate::platform::resize::Resized;
use crate::platform::{plot as canvas_plot, theme};
use crate::plot::matrix::{Cell, MatrixChart};
use crate::plot::picture::{Picture, Way, draw};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// A table of more categories cannot be read: sets of codes, where any may hold at once.
const MOST_CATEGORIES: usize = 24;

/// The table of a row, with what it is made of.
pub(super) struct Crossed {
    pieces: Pieces,
    pub confusion: Confusion,
    /// The names of its categories.
    pub names: Vec<String>,
    /// The places of both coders.
    pair: (usize, usize),
    /// Their names.
    pub coders: [String; 2],
}

/// The table of two coders' row: none of more, of channels that are rated, and of too many categories.
pub(super) fn crossed(here: ComparePage, chosen: Chosen) -> Option<Crossed> {
    let Between::Pair(i, j) = chosen.between else { return None };
    let (pieces, names) = here.channel(chosen.channel, |aligned, pieces, scheme| {
        let all = pieces?.clone();
        let pieces = match chosen.code {
            Some(code) => all.about(code),
            None => all,
        };
        if pieces.categories.len() > MOST_CATEGORIES {
            return None;
        }
        let names = pieces.categories.iter().map(|category| category_name(aligned, scheme, category)).collect();
        Some((pieces, names))
    })??;
    let confusion = Confusion::of(&pieces, (i, j));
    Some(Crossed { pieces, confusion, names, pair: (i, j), coders: here.pair((i, j)) })
}

impl Crossed {
    /// As a chart.
    pub fn chart(&self) -> MatrixChart {
        let [first, second] = &self.coders;
        let cell = |row: usize, column: usize, value: f64| {
            let count = self.pieces.moments(self.pair, (row, column)).len();
            let (one, other) = (self.names[row].clone(), self.names[column].clone());
            let (first, second) = (first.clone(), second.clone());
            if self.pieces.units {
                let text = format!("{value:.0}");
                let units = text.clone();
                let says = t!(
                    "compare-cell-units",
                    first = first,
                    one = one,
                    second = second,
                    other = other,
                    units = units,
                    count = count
                );
                return Cell { value, text, says };
            }
            let text = format!("{:.1}", value / 1000.0);
            let seconds = text.clone();
            let says = t!(
                "compare-cell",
                first = first,
                one = one,
                second = second,
                other = other,
                seconds = seconds,
                count = count
            );
            Cell { value: value / 1000.0, text, says }
        };
        let rows = self.confusion.cells.iter().enumerate();
        let cells = rows.flat_map(|(row, cells)| {
            let cell = &cell;
            cells.iter().enumerate().map(move |(column, value)| cell(row, column, *value))
        });
        MatrixChart {
            down: first.clone(),
            across: t!("compare-across", coder = second.clone()),
            rows: self.names.clone(),
            columns: self.names.clone(),
            cells: cells.collect(),
        }
    }
}

/// Plays the moments behind a cell.
fn play(here: ComparePage, place: usize) {
    let Some(chosen) = here.chosen.get_untracked() else { return };
    let Some(crossed) = untrack(|| crossed(here, chosen)) else { return };
    let size = crossed.names.len();
    if size == 0 || place >= size * size {
        return;
    }
    let (row, column) = (place / size, place % size);
    let (one, other) = (crossed.names[row].clone(), crossed.names[column].clone());
    let said =
        |coder: usize, said: &String| t!("compare-said", coder = crossed.coders[coder].clone(), said = said.clone());
    let both = format!("{} · {}", said(0, &one), said(1, &other));
    let spans = crossed.pieces.moments(crossed.pair, (row, column)).into_iter();
    let moments: Vec<Moment> = spans.map(|span| Moment { channel: chosen.channel, span, said: both.clone() }).collect();
    if !moments.is_empty() {
        here.moments.play(format!("{one} · {other}"), moments);
    }
}

/// The figure of the row that is chosen.
#[component]
pub(super) fn Figure() -> impl IntoView {
    let here: ComparePage = expect_context();
    let context = here.context;
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let width = RwSignal::new(0_u32);
    let pointed = RwSignal::new(None::<usize>);
    let look = Memo::new(move |_| {
        context.appearance.track();
        canvas_plot::page_theme(&theme::canvas_theme())
    });
    let picture = Memo::new(move |_| {
        context.desk.revisions.names.track();
        let crossed = here.chosen.get().and_then(|chosen| crossed(here, chosen));
        crossed.map(|crossed| look.with(|look| crossed.chart().layout(width.get(), look)))
    });
    let name = move || {
        let chosen = here.chosen.get()?;
        let name = here.title(chosen);
        let is_units = here.channel(chosen.channel, |_, pieces, _| pieces.is_some_and(|pieces| pieces.units));
        Some(if is_units == Some(true) {
            t!("compare-who-said-what-units", name = name)
        } else {
            t!("compare-who-said-what", name = name)
        })
    };

    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(frame) = frame.get() else { return };
        let element = frame.clone();
        let measure = move || {
            let now = element.client_width().unsigned_abs();
            if width.try_get_untracked().is_some_and(|width| width != now) {
                width.set(now);
            }
        };
        watching.set_value(Resized::watch(&frame, measure));
    });
    on_cleanup(move || watching.dispose());

    Effect::new(move |_| {
        let (Some(canvas), pointed) = (canvas.get(), pointed.get()) else { return };
        picture.with(|picture| {
            let nothing = Picture::default();
            let picture = picture.as_ref().unwrap_or(&nothing);
            for (side, length) in [("width", picture.width), ("height", picture.height)] {
                HtmlElement::style(&canvas).set_property(side, &format!("{length}px")).ok();
            }
            if let Some(area) = canvas_plot::area(canvas)
                && let Err(error) = look.with(|look| draw(&area, picture, look, pointed))
            {
                leptos::logging::error!("the figure was not drawn: {error}");
            }
        });
    });
    // Another table has other cells.
    Effect::new(move |_| {
        here.chosen.track();
        pointed.set(None);
    });

    let under = move |event: &MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        picture.with_untracked(|picture| picture.as_ref()?.hit(x, y))
    };
    let keys = move |event: KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowLeft" => Way::Left,
            "ArrowRight" => Way::Right,
            "ArrowUp" => Way::Up,
            "ArrowDown" => Way::Down,
            "Enter" => {
                if let Some(place) = pointed.get_untracked() {
                    event.prevent_default();
                    play(here, place);
                }
                return;
            }
            _ => return,
        };
        // The arrow keys step the video elsewhere.
        event.prevent_default();
        event.stop_propagation();
        let from = pointed.get_untracked();
        let next = picture.with_untracked(|picture| picture.as_ref().and_then(|picture| picture.next(from, way)));
        if next.is_some() {
            pointed.set(next);
        }
    };
    let says = move || {
        let pointed = pointed.get();
        picture.with(|picture| {
            let picture = picture.as_ref()?;
            Some(
                pointed
                    .and_then(|place| picture.marks.get(place))
                    .map_or_else(|| t!("compare-cell-hint"), |mark| mark.says.clone()),
            )
        })
    };
    view! {
        <section class="compare-figure">
            <h3>{move || name()}</h3>
            <p class="hint" role="status" data-testid="compare-says">
                {move || says().unwrap_or_else(|| t!("compare-no-table"))}
            </p>
            <div class="compare-frame" node_ref=frame>
                <canvas
                    node_ref=canvas
                    tabindex="0"
                    role="img"
                    aria-label=name
                    data-testid="compare-matrix"
                    class:over=move || pointed.get().is_some()
                    on:pointermove=move |event| pointed.set(under(&event))
                    on:pointerleave=move |_| pointed.set(None)
                    on:keydown=keys
                    on:click=move |event| {
                        if let Some(place) = under(&event) {
                            play(here, place);
                        }
                    }
                ></canvas>
            </div>
        </section>
    }
    .into_any()
}
