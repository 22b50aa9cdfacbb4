//! Whose consensus it is, how far it is, and how many disagreements were settled which way.

use super::{Here, files};
use crate::consensus::{Ways, report};
use crate::edit::Command;
use crate::model::{CodingScheme, ObservationId, Project};
use crate::route::Route;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// The head of the page.
#[component]
pub(super) fn Head() -> impl IntoView {
    let here: Here = expect_context();
    let desk = here.context.desk;
    let title = move || {
        desk.revisions.names.track();
        let of = here.with(|project, _, _| {
            let own = project.observation(here.id)?;
            let session = project.session(own.session)?.name.clone();
            Some(format!("{session} · {}", project.coder(own.coder)?.name))
        });
        of.flatten().unwrap_or_default()
    };
    let of = move || t!("consensus-of", coders = here.coders().join(" + "));
    let count = move || here.progress().0;
    let done = move || here.progress().1;
    let all = move || here.survey.with(Result::is_ok) && count() == done();
    let text = move || {
        let (count, done) = here.progress();
        if count == 0 {
            t!("consensus-no-questions")
        } else if count == done {
            t!("consensus-done")
        } else {
            t!("consensus-progress", done = done.to_string(), count = count.to_string())
        }
    };
    let is_behind = move || {
        // What is coded may change where what follows from the codings does not.
        let revisions = desk.revisions;
        for revision in [revisions.events, revisions.ratings, revisions.study] {
            revision.track();
        }
        let held = here.survey.with(|survey| {
            let survey = survey.as_ref().ok()?;
            here.with(|project, _, _| project.observation(here.id).map(|own| survey.is_held_by(own))).flatten()
        });
        held == Some(false)
    };
    let renew = move |_| {
        desk.dispatch(Command::RenewConsensus { observation: here.id });
    };
    let open = move |_| desk.show(here.id);
    let code = move || Route::Code { project: desk.uid.get().unwrap_or_default() }.href();
    let is_there = move || here.survey.with(Result::is_ok);
    view! {
        <header class="consensus-head">
            <div>
                <h2 data-testid="consensus-title">{title}</h2>
                <p class="hint">{of}</p>
            </div>
            <a class="button" href=code data-testid="consensus-open" title=t!("consensus-open-note") on:click=open>
                {t!("consensus-open")}
            </a>
            <files::Downloads />
        </header>
        <Show when=is_there>
            <div class="consensus-progress" class:done=all>
                <progress
                    max=move || count().max(1).to_string()
                    prop:value=move || if count() == 0 { 1.0 } else { f64::from(u32::try_from(done()).unwrap_or(u32::MAX)) }
                    aria-label=t!("consensus-progress-label")
                ></progress>
                <p role="status" data-testid="consensus-progress">{text}</p>
            </div>
        </Show>
        <Show when=is_behind>
            <p class="consensus-behind" role="status" data-testid="consensus-behind">
                {t!("consensus-behind")}
                <button class="button small" data-testid="consensus-renew" on:click=renew>{t!("consensus-renew")}</button>
            </p>
        </Show>
    }
    .into_any()
}

/// The disagreements by channel and by what became of them.
#[component]
pub(super) fn Report() -> impl IntoView {
    let here: Here = expect_context();
    let head = move || here.coders().into_iter().map(|name| view! { <th class="number">{name}</th> }).collect_view();
    let rows = move || {
        here.survey.with(|survey| {
            let of = |_: &Project, scheme: &CodingScheme, codings: &[ObservationId]| {
                let all = survey.as_ref().map(|survey| report(survey, codings)).unwrap_or_default();
                let row = |ways: &Ways| {
                    let name = scheme.channel(ways.channel);
                    let name = name.map(|channel| format!("{} {}", say::role(channel.role), channel.name));
                    let counts = ways.codings.iter().copied().chain([ways.other, ways.skipped, ways.open]);
                    let all = [ways.total()].into_iter().chain(counts).chain([ways.met]);
                    let cells = all.map(|count| view! { <td class="number">{count.to_string()}</td> }).collect_view();
                    view! {
                        <tr>
                            <th scope="row">{name}</th>
                            {cells}
                        </tr>
                    }
                };
                all.iter().filter(|ways| ways.total() + ways.met > 0).map(row).collect_view()
            };
            here.with(of)
        })
    };
    view! {
        <div class="compare-table consensus-report" data-testid="consensus-report">
            <table>
                <caption>{t!("consensus-report")}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t!("consensus-channel")}</th>
                        <th scope="col" class="number">{t!("consensus-all")}</th>
                        {head}
                        <th scope="col" class="number">{t!("consensus-column-other")}</th>
                        <th scope="col" class="number">{t!("consensus-column-skipped")}</th>
                        <th scope="col" class="number">{t!("consensus-column-open")}</th>
                        <th scope="col" class="number" title=t!("consensus-column-met-note")>
                            {t!("consensus-column-met")}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
