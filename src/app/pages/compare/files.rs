//! Downloads: the numbers, the table, the pairs of events and the differences as CSV, the table as SVG and PNG; each with the settings it was made by.

use super::comparison::Comparison;
use super::{ComparePage, figures};
use crate::app::downloads::{FIGURE_WIDTH, download, download_png_figure, download_svg_figure, file_stem};
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::formats::compare_csv::{self, Compared};
use crate::platform::plot::CanvasArea;
use crate::plot::picture::{Picture, draw};
use crate::plot::{Theme, svg};
use crate::t;
use leptos::prelude::*;

/// The menu of downloads.
#[component]
pub(super) fn Downloads() -> impl IntoView {
    let here: ComparePage = expect_context();
    let choice = |testid, label, note, run: fn(ComparePage)| Choice {
        testid,
        label,
        note,
        run: Callback::new(move |()| untrack(|| run(here))),
    };
    let choices = vec![
        choice("compare-numbers-csv", t!("compare-numbers-csv"), t!("compare-numbers-csv-note"), numbers),
        choice("compare-table-csv", t!("compare-table-csv"), t!("compare-table-csv-note"), table),
        choice("compare-moments-csv", t!("compare-moments-csv"), t!("compare-moments-csv-note"), differences),
        choice("compare-pairs-csv", t!("compare-pairs-csv"), t!("compare-pairs-csv-note"), pairs),
        choice("compare-svg", t!("compare-svg"), t!("compare-figure-note"), figure_svg),
        choice("compare-png", t!("compare-png"), t!("compare-figure-note"), figure_png),
    ];
    let none = move || here.result.with(Result::is_err);
    let menu = view! { <Menu testid="compare-download" label=t!("bar-download") glyph=Glyph::Download choices /> };
    view! { <div class="compare-downloads" class:hidden=none>{menu}</div> }
}

/// What the files are called, without their ends.
fn stem(here: ComparePage) -> String {
    let coders = here.coders().join(" ");
    let names = here.context.desk.shown(|shown| format!("{} {} {coders}", shown.project.name, shown.session.name));
    format!("{} {}", file_stem(&names.unwrap_or_default()), t!("compare-file"))
}

/// What a file is to hold, from what is compared.
fn written(here: ComparePage, write: impl FnOnce(&Compared, &Comparison) -> Vec<u8>) -> Option<Vec<u8>> {
    here.result.with(|result| {
        let comparison = result.as_ref().ok()?;
        let of = |project: &_| {
            let Comparison { comparable, settings, .. } = comparison;
            Some(write(&Compared::new(project, comparable, settings)?, comparison))
        };
        here.context.desk.with(of).flatten()
    })
}

/// With intervals, if they were asked for.
fn numbers(here: ComparePage) {
    let bytes = written(here, |compared, comparison| {
        here.intervals.with(|report| compared.numbers(report.unwrap_or(&comparison.report)))
    });
    if let Some(bytes) = bytes {
        download(here.context, &bytes, &format!("{}.csv", stem(here)), "text/csv");
    }
}

fn differences(here: ComparePage) {
    if let Some(bytes) = written(here, |compared, _| compared.differences()) {
        download(here.context, &bytes, &format!("{} {}.csv", stem(here), t!("compare-file-moments")), "text/csv");
    }
}

fn pairs(here: ComparePage) {
    if let Some(bytes) = written(here, |compared, _| compared.pairs()) {
        download(here.context, &bytes, &format!("{} {}.csv", stem(here), t!("compare-file-pairs")), "text/csv");
    }
}

fn table(here: ComparePage) {
    let Some(crossed) = figures::table(here) else {
        return here.context.notices.inform("no-table", t!("compare-no-table"));
    };
    let coders = crossed.coders.each_ref().map(String::as_str);
    let bytes = compare_csv::table(&crossed.confusion, &crossed.names, coders);
    download(here.context, &bytes, &format!("{} {}.csv", stem(here), t!("compare-file-table")), "text/csv");
}

/// The figure that is shown, on paper; where there is none, why is said.
fn figure(here: ComparePage) -> Option<Picture> {
    match figures::picture(here, FIGURE_WIDTH, &Theme::paper()) {
        Some((picture, _)) if picture.width > 0 => Some(picture),
        nothing => {
            let why = nothing.map_or_else(|| t!("compare-no-table"), |(_, why)| why);
            here.context.notices.inform("no-table", why);
            None
        }
    }
}

fn figure_svg(here: ComparePage) {
    let Some(picture) = figure(here) else { return };
    let file = svg((picture.width, picture.height), |area| draw(area, &picture, &Theme::paper(), None));
    download_svg_figure(here.context, &stem(here), file);
}

fn figure_png(here: ComparePage) {
    let Some(picture) = figure(here) else { return };
    let size = (picture.width, picture.height);
    let drawn = |area: &CanvasArea| draw(area, &picture, &Theme::paper(), None).is_ok();
    download_png_figure(here.context, &stem(here), size, drawn);
}
