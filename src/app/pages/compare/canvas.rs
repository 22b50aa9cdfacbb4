//! The figure that is shown on a canvas: its marks are said under the pointer and the arrow keys.

use super::figures::{Kind, act, picture};
use super::{Chosen, ComparePage};
use crate::app::widgets::figure::{frame_width, sized};
use crate::app::widgets::release_focus;
use crate::platform::{plot as canvas_plot, theme};
use crate::plot::picture::{Picture, Way, draw};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

/// The figure of the row that is chosen.
#[component]
pub(super) fn Figure() -> impl IntoView {
    let here: ComparePage = expect_context();
    let context = here.context;
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let width = frame_width(frame);
    let pointed = RwSignal::new(None::<usize>);
    let look = Memo::new(move |_| {
        context.appearance.track();
        canvas_plot::page_theme(&theme::canvas_theme())
    });
    let shown = Memo::new(move |_| {
        context.desk.revisions.names.track();
        look.with(|look| picture(here, width.get(), look))
    });
    // The table of events is that of the whole channel.
    let name = move || {
        let chosen = here.chosen.get()?;
        let is_whole = Kind::shown(here, chosen) == Kind::Events;
        Some(here.title(Chosen { code: chosen.code.filter(|_| !is_whole), ..chosen }))
    };
    let kind = move || here.chosen.get().map_or(Kind::Said, |chosen| Kind::shown(here, chosen));
    let label = move || t!("compare-figure-of", figure = kind().name(), name = name().unwrap_or_default());
    let options = move || {
        let chosen = here.chosen.get();
        let kinds = Kind::ALL.into_iter().filter(|kind| chosen.is_some_and(|chosen| kind.suits(here, chosen)));
        let option = |kind: Kind| {
            let is_shown = move || here.figure.get() == kind;
            view! { <option value=kind.id() prop:selected=is_shown>{kind.name()}</option> }
        };
        kinds.map(option).collect_view()
    };

    Effect::new(move |_| {
        let (Some(canvas), pointed) = (canvas.get(), pointed.get()) else { return };
        shown.with(|picture| {
            let nothing = Picture::default();
            let picture = picture.as_ref().map_or(&nothing, |(picture, _)| picture);
            if let Some(area) = sized(canvas, (picture.width, picture.height))
                && let Err(error) = look.with(|look| draw(&area, picture, look, pointed))
            {
                leptos::logging::error!("the figure was not drawn: {error}");
            }
        });
    });
    // Another figure has other marks.
    Effect::new(move |_| {
        here.chosen.track();
        here.figure.track();
        pointed.set(None);
    });

    let under = move |event: &MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        shown.with_untracked(|shown| shown.as_ref()?.0.hit(x, y))
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
                    act(here, place);
                }
                return;
            }
            _ => return,
        };
        // The arrow keys step the video elsewhere.
        event.prevent_default();
        event.stop_propagation();
        let from = pointed.get_untracked();
        let next = shown.with_untracked(|shown| shown.as_ref().and_then(|(picture, _)| picture.next(from, way)));
        if next.is_some() {
            pointed.set(next);
        }
    };
    let says = move || {
        let pointed = pointed.get();
        shown.with(|shown| {
            let (picture, hint) = shown.as_ref()?;
            let mark = pointed.and_then(|place| picture.marks.get(place));
            Some(mark.map_or_else(|| hint.clone(), |mark| mark.says.clone()))
        })
    };
    view! {
        <section class="compare-figure">
            <header>
                <h3>{name}</h3>
                <select
                    class="select"
                    data-testid="compare-figure"
                    aria-label=t!("compare-figure")
                    on:change=move |event| {
                        let id = event_target_value(&event);
                        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.id() == id) {
                            here.figure.set(kind);
                        }
                        release_focus(&event);
                    }
                >
                    {options}
                </select>
            </header>
            <p class="hint" role="status" data-testid="compare-says">
                {move || says().unwrap_or_else(|| t!("compare-no-table"))}
            </p>
            <div class="compare-frame" node_ref=frame>
                <canvas
                    node_ref=canvas
                    tabindex="0"
                    role="img"
                    aria-label=label
                    data-testid="compare-matrix"
                    class:over=move || pointed.get().is_some()
                    on:pointermove=move |event| pointed.set(under(&event))
                    on:pointerleave=move |_| pointed.set(None)
                    on:keydown=keys
                    on:click=move |event| {
                        if let Some(place) = under(&event) {
                            act(here, place);
                        }
                    }
                ></canvas>
            </div>
        </section>
    }
    .into_any()
}
