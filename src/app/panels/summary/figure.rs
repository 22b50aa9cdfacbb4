//! The numbers as bars on a canvas: a bar says its numbers under the pointer and leads to its code's next bout.

use super::{channel_title, go_to_next};
use crate::analysis::budget::Budget;
use crate::app::pages::code::CodePage;
use crate::app::widgets::figure::{frame_width, sized};
use crate::app::{Context, context};
use crate::model::CodeId;
use crate::platform::{plot as canvas_plot, theme};
use crate::plot::Theme;
use crate::plot::bars::{BarChart, Layout, draw};
use crate::plot::budget::{Captions, chart};
use crate::t;
use leptos::html;
use leptos::prelude::*;
use web_sys::MouseEvent;

/// The chart of the numbers, with its words.
pub(super) fn chart_of(context: Context, numbers: &Budget) -> BarChart {
    let captions =
        Captions { share: t!("summary-figure-share"), rate: t!("summary-figure-rate"), channel: &channel_title };
    let shown = context.desk.shown(|shown| chart(numbers, shown.scheme, &captions));
    shown.unwrap_or(BarChart { panels: Vec::new() })
}

/// Where the pointer is, and over which code.
#[derive(Clone, Copy, PartialEq)]
struct Hover {
    code: CodeId,
    x: f64,
    y: f64,
}

/// The figure.
#[component]
pub fn Figure(numbers: RwSignal<Budget>) -> impl IntoView {
    let context = context();
    let page: CodePage = expect_context();
    let canvas = NodeRef::<html::Canvas>::new();
    let frame = NodeRef::<html::Div>::new();
    let width = frame_width(frame);
    let hover = RwSignal::new(None::<Hover>);
    let hovered = Memo::new(move |_| hover.get().map(|hover| hover.code));
    let look = move || {
        context.appearance.track();
        canvas_plot::page_theme(&theme::canvas_theme())
    };
    let layout = Memo::new(move |_| {
        let chart = numbers.with(|numbers| chart_of(context, numbers));
        Layout::new(&chart, width.get(), &Theme::paper())
    });

    Effect::new(move |_| {
        let (Some(canvas), look, hovered) = (canvas.get(), look(), hovered.get()) else { return };
        layout.with(|layout| {
            if let Some(area) = sized(canvas, (layout.width, layout.height))
                && let Err(error) = draw(&area, layout, &look, hovered)
            {
                leptos::logging::error!("the figure was not drawn: {error}");
            }
        });
    });

    let under = move |event: &MouseEvent| {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let code = layout.with_untracked(|layout| layout.hit(x, y).map(|bar| bar.code))?;
        Some(Hover { code, x, y })
    };
    let tip = move || {
        let hover = hover.get()?;
        let text = layout.with(|layout| {
            let bar = layout.bars().find(|bar| bar.code == hover.code)?;
            Some(format!("{}: {}", name_of(context, hover.code).unwrap_or_default(), bar.value))
        })?;
        // To the left of the pointer where it would leave the figure on the right.
        let room = f64::from(width.get()) - hover.x;
        let shift = if room < 180.0 { "translate(calc(-100% - 12px), 12px)" } else { "translate(12px, 12px)" };
        Some(view! {
            <div
                class="summary-tip"
                aria-hidden="true"
                data-testid="summary-tip"
                style:left=format!("{}px", hover.x)
                style:top=format!("{}px", hover.y)
                style:transform=shift
            >
                {text}
            </div>
        })
    };
    view! {
        <div class="summary-scroll summary-figure" tabindex="0" role="group" aria-label=t!("summary-figure-alt")>
            <div class="summary-frame" node_ref=frame>
                <canvas
                    node_ref=canvas
                    role="img"
                    aria-label=t!("summary-figure-alt")
                    data-testid="summary-figure"
                    class:over=move || hovered.get().is_some()
                    on:pointermove=move |event| hover.set(under(&event))
                    on:pointerleave=move |_| hover.set(None)
                    on:click=move |event| {
                        if let Some(hit) = under(&event) {
                            go_to_next(context, page, hit.code);
                        }
                    }
                ></canvas>
                {tip}
            </div>
        </div>
    }
    .into_any()
}

/// The label of a code, uncut.
fn name_of(context: Context, code: CodeId) -> Option<String> {
    context.desk.shown(|shown| shown.scheme.code(code).map(|(_, code)| code.label.clone())).flatten()
}
