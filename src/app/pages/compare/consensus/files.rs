//! The log of decisions and the report as files.

use super::Here;
use crate::app::downloads::{download, file_stem};
use crate::app::widgets::icon::Glyph;
use crate::app::widgets::menu::{Choice, Menu};
use crate::formats::consensus_csv::Written;
use crate::model::Project;
use crate::t;
use leptos::prelude::*;

/// A file.
#[derive(Clone, Copy)]
enum Table {
    Log,
    Report,
}

/// The menu of downloads.
#[component]
pub(super) fn Downloads() -> impl IntoView {
    let here: Here = expect_context();
    let choice = |testid, label: String, note: String, table| Choice {
        testid,
        label,
        note,
        run: Callback::new(move |()| untrack(|| save(here, table))),
    };
    let choices = vec![
        choice("consensus-log-csv", t!("consensus-log-csv"), t!("consensus-log-csv-note"), Table::Log),
        choice("consensus-report-csv", t!("consensus-report-csv"), t!("consensus-report-csv-note"), Table::Report),
    ];
    view! {
        <div class="compare-downloads">
            <Menu testid="consensus-download" label=t!("bar-download") glyph=Glyph::Download choices />
        </div>
    }
}

fn save(here: Here, table: Table) {
    let file = here.survey.with(|survey| {
        let survey = survey.as_ref().ok()?;
        let of = |project: &Project| {
            let own = project.observation(here.id)?;
            let names = [&project.name, &project.session(own.session)?.name, &project.coder(own.coder)?.name];
            let written = Written::new(project, own, survey)?;
            let bytes = match table {
                Table::Log => written.log(),
                Table::Report => written.report(),
            };
            Some((bytes, file_stem(&names.map(String::as_str).join(" "))))
        };
        here.context.desk.with(of).flatten()
    });
    let end = match table {
        Table::Log => t!("consensus-file-log"),
        Table::Report => t!("consensus-file-report"),
    };
    match file {
        Some((bytes, stem)) => download(here.context, &bytes, &format!("{stem} {end}.csv"), "text/csv"),
        None => here.context.notices.inform("no-consensus", t!("consensus-no-file")),
    }
}
