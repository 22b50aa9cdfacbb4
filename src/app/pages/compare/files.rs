//! Downloads: the numbers, the table and the pieces as CSV, the table as SVG and PNG; each with the settings it was made by.

use super::{ComparePage, crossing};
use crate::app::downloads::{download, file_stem};
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::formats::pairwise_csv;
use crate::platform::plot::download_png;
use crate::plot::picture::{Picture, draw};
use crate::plot::{Theme, svg};
use crate::t;
use leptos::prelude::*;

/// Width of a downloaded figure in pixels: a column and a half of a journal's page at 96 to the inch.
const FIGURE_WIDTH: u32 = 560;

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
        choice("compare-moments-csv", t!("compare-moments-csv"), t!("compare-moments-csv-note"), pieces),
        choice("compare-svg", t!("compare-svg"), t!("compare-figure-note"), figure_svg),
        choice("compare-png", t!("compare-png"), t!("compare-figure-note"), figure_png),
    ];
    let none = move || here.result.with(Result::is_err);
    let menu = view! { <Menu testid="compare-download" label=t!("bar-download") glyph=Glyph::Download choices /> };
    view! { <div class="compare-downloads" class:hidden=none>{menu}</div> }
}

/// What the files are called, without their ends.
fn stem(here: ComparePage) -> String {
    let [first, second] = here.coders();
    let names =
        here.context.desk.shown(|shown| format!("{} {} {first} {second}", shown.project.name, shown.session.name));
    format!("{} {}", file_stem(&names.unwrap_or_default()), t!("compare-file"))
}

fn numbers(here: ComparePage) {
    let settings = here.settings.get_untracked();
    let bytes = here.result.with_untracked(|result| {
        let pairwise = result.as_ref().ok()?;
        here.context.desk.with(|project| pairwise_csv::numbers(project, pairwise, &settings))
    });
    if let Some(bytes) = bytes {
        download(here.context, &bytes, &format!("{}.csv", stem(here)), "text/csv");
    }
}

fn pieces(here: ComparePage) {
    let settings = here.settings.get_untracked();
    let bytes = here.result.with_untracked(|result| {
        let pairwise = result.as_ref().ok()?;
        here.context.desk.with(|project| pairwise_csv::disagreements(project, pairwise, &settings))
    });
    if let Some(bytes) = bytes {
        download(here.context, &bytes, &format!("{} {}.csv", stem(here), t!("compare-file-moments")), "text/csv");
    }
}

fn table(here: ComparePage) {
    let Some((crossing, names)) = here.chosen.get_untracked().and_then(|chosen| crossing::crossed(here, chosen)) else {
        return here.context.notices.inform("no-table", t!("compare-no-table"));
    };
    let bytes = pairwise_csv::table(&crossing, &names, &here.coders());
    download(here.context, &bytes, &format!("{} {}.csv", stem(here), t!("compare-file-table")), "text/csv");
}

/// The table of the row that is chosen, on paper.
fn figure(here: ComparePage) -> Option<Picture> {
    let chart = here.chosen.get_untracked().and_then(|chosen| crossing::chart(here, chosen));
    if chart.is_none() {
        here.context.notices.inform("no-table", t!("compare-no-table"));
    }
    Some(chart?.layout(FIGURE_WIDTH, &Theme::paper()))
}

fn figure_svg(here: ComparePage) {
    let Some(picture) = figure(here) else { return };
    match svg((picture.width, picture.height), |area| draw(area, &picture, &Theme::paper(), None)) {
        Ok(file) => download(here.context, file.as_bytes(), &format!("{}.svg", stem(here)), "image/svg+xml"),
        Err(_not_drawn) => here.context.notices.problem("downloaded", t!("summary-not-drawn")),
    }
}

fn figure_png(here: ComparePage) {
    let Some(picture) = figure(here) else { return };
    let context = here.context;
    let name = format!("{}.png", stem(here));
    let file = name.clone();
    let done = move |worked: bool| {
        if worked {
            context.notices.confirm("downloaded", t!("notice-download-done", file = file));
        } else {
            context.notices.problem("downloaded", t!("summary-not-drawn"));
        }
    };
    download_png(
        (picture.width, picture.height),
        name,
        |area| draw(area, &picture, &Theme::paper(), None).is_ok(),
        done,
    );
}
