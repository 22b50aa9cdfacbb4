//! Who said what for how long, as a table of cells on a canvas: each says its numbers under the pointer or the arrow keys, and plays the
//! moments behind it.

use super::moments::Moment;
use super::{Chosen, ComparePage, code_name, title};
use crate::analysis::pairwise::{Compared, Crossing};
use crate::model::CodingScheme;
use crate::platform::resize::Resized;
use crate::platform::{plot as canvas_plot, theme};
use crate::plot::matrix::{Cell, MatrixChart};
use crate::plot::picture::{Picture, Way, draw};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Names of the categories of a table.
fn categories(compared: &Compared, scheme: &CodingScheme, code: Option<usize>, size: usize) -> Vec<String> {
    match code {
        Some(code) => vec![code_name(compared, scheme, code), t!("compare-else")],
        None => {
            (0..size)
                .map(|place| {
                    if place < compared.codes.len() {
                        code_name(compared, scheme, place)
                    } else {
                        t!("compare-no-code")
                    }
                })
                .collect()
        }
    }
}

/// A row's table with the names of its categories.
pub(super) fn crossed(here: ComparePage, (channel, code): Chosen) -> Option<(Crossing, Vec<String>)> {
    let uncoded = here.settings.get().uncoded;
    let of = here.channel(channel, |compared, scheme| {
        let crossing = compared.crossing(code, uncoded)?;
        let names = categories(compared, scheme, code, crossing.size);
        Some((crossing, names))
    });
    of.flatten()
}

/// A row's table as a chart.
pub(super) fn chart(here: ComparePage, chosen: Chosen) -> Option<MatrixChart> {
    let (crossing, names) = crossed(here, chosen)?;
    let [first, second] = here.coders();
    let cell = |row: usize, column: usize| {
        let seconds = crossing.time(row, column).seconds();
        let says = t!(
            "compare-cell",
            first = first.clone(),
            one = names[row].clone(),
            second = second.clone(),
            other = names[column].clone(),
            seconds = format!("{seconds:.1}"),
            count = crossing.spans(row, column).len()
        );
        Cell { value: seconds, text: format!("{seconds:.1}"), says }
    };
    let places = (0..crossing.size).flat_map(|row| (0..crossing.size).map(move |column| (row, column)));
    let cells = places.map(|(row, column)| cell(row, column)).collect();
    let across = t!("compare-across", coder = second.clone());
    Some(MatrixChart { down: first.clone(), across, rows: names.clone(), columns: names, cells })
}

/// Plays the moments behind a cell.
fn play(here: ComparePage, place: usize) {
    let Some(chosen) = here.chosen.get_untracked() else { return };
    let Some((crossing, names)) = untrack(|| crossed(here, chosen)) else { return };
    let (row, column) = (place / crossing.size, place % crossing.size);
    let said = [names[row].clone(), names[column].clone()];
    let moment = |span: &crate::time::Span| Moment { channel: chosen.0, span: *span, said: said.clone() };
    let moments: Vec<Moment> = crossing.spans(row, column).iter().map(moment).collect();
    if !moments.is_empty() {
        here.moments.play(format!("{} · {}", said[0], said[1]), moments);
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
        let chart = here.chosen.get().and_then(|chosen| chart(here, chosen));
        chart.map(|chart| look.with(|look| chart.layout(width.get(), look)))
    });
    let name = move || {
        let (channel, code) = here.chosen.get()?;
        here.channel(channel, |compared, scheme| title(compared, scheme, code))
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
            <h3>{move || t!("compare-who-said-what", name = name().unwrap_or_default())}</h3>
            <p class="hint" role="status" data-testid="compare-says">
                {move || says().unwrap_or_else(|| t!("compare-no-table"))}
            </p>
            <div class="compare-frame" node_ref=frame>
                <canvas
                    node_ref=canvas
                    tabindex="0"
                    role="img"
                    aria-label=move || t!("compare-who-said-what", name = name().unwrap_or_default())
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
