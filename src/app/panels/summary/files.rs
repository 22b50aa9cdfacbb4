//! Downloads of the summary: the numbers with their settings as CSV, the figure as SVG and PNG.

use super::figure::chart_of;
use crate::analysis::budget::Budget;
use crate::app::downloads::{FIGURE_WIDTH, download, download_png_figure, download_svg_figure, file_stem};
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::app::{Context, context};
use crate::formats::budget_csv;
use crate::plot::bars::{Layout, draw};
use crate::plot::{Theme, svg};
use crate::t;
use leptos::prelude::*;

/// The menu of downloads.
#[component]
pub fn Downloads(numbers: RwSignal<Budget>, nothing: Memo<bool>) -> impl IntoView {
    let context = context();
    let choice = |testid, label, note, run: fn(Context, &Budget)| Choice {
        testid,
        label,
        note,
        run: Callback::new(move |()| numbers.with_untracked(|numbers| run(context, numbers))),
    };
    let choices = vec![
        choice("summary-csv", t!("summary-csv"), t!("summary-csv-note"), numbers_csv),
        choice("summary-svg", t!("summary-svg"), t!("summary-svg-note"), figure_svg),
        choice("summary-png", t!("summary-png"), t!("summary-png-note"), figure_png),
    ];
    let menu = view! { <Menu testid="summary-download" label=t!("bar-download") glyph=Glyph::Download choices /> };
    view! { <div class="summary-downloads" class:hidden=nothing>{menu}</div> }
}

/// What the files are called, without their ends.
fn stem(context: Context) -> String {
    let names = context.desk.shown(|shown| {
        let coder = shown.project.coder(shown.observation.coder).map(|coder| coder.name.clone()).unwrap_or_default();
        format!("{} {} {coder}", shown.project.name, shown.session.name)
    });
    format!("{} {}", file_stem(&names.unwrap_or_default()), t!("summary-file"))
}

fn numbers_csv(context: Context, numbers: &Budget) {
    let written =
        context.desk.shown(|shown| budget_csv::write(shown.project, shown.observation, shown.scheme, numbers));
    if let Some(bytes) = written {
        download(context, &bytes, &format!("{}.csv", stem(context)), "text/csv");
    }
}

fn figure_svg(context: Context, numbers: &Budget) {
    let theme = Theme::paper();
    let layout = Layout::new(&chart_of(context, numbers), FIGURE_WIDTH, &theme);
    let file = svg((layout.width, layout.height), |area| draw(area, &layout, &theme, None));
    download_svg_figure(context, &stem(context), file);
}

fn figure_png(context: Context, numbers: &Budget) {
    let theme = Theme::paper();
    let layout = Layout::new(&chart_of(context, numbers), FIGURE_WIDTH, &theme);
    let size = (layout.width, layout.height);
    download_png_figure(context, &stem(context), size, |area| draw(area, &layout, &theme, None).is_ok());
}
