//! What taking the draft in does to what was coded, told before it is done.

use super::codes::RemovedCodes;
use super::editing::editing;
use crate::app::context;
use crate::app::notices::{Offer, Tone};
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::edit::Effect;
use crate::model::{ObservationId, Project};
use crate::t;
use crate::words::draft as say_draft;
use leptos::prelude::*;

/// One effect as it is shown.
#[derive(Clone, PartialEq)]
struct Row {
    text: String,
    count: usize,
    is_loss: bool,
    /// Each coding with its count.
    codings: Vec<(String, usize)>,
}

/// The dialog.
#[component]
pub fn ImpactDialog(close: Callback<()>) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let editing = editing();
    let removed = Memo::new(move |_| {
        let removed = editing.base.with(|base| editing.with(|draft| draft.removed(base)));
        removed.into_iter().collect::<Vec<_>>()
    });
    let found = Memo::new(move |_| editing.impact().map(|(_, impact)| impact));
    let rows = move || {
        let Some(impact) = found.get() else { return Vec::new() };
        let row = |(effect, codings): &(Effect, Vec<(ObservationId, usize)>)| {
            let text = editing.base.with(|base| editing.with(|draft| say_draft::effect(*effect, base, &draft.scheme)));
            let named = |(id, count): &(ObservationId, usize)| {
                (desk.with(|project| coding_name(project, *id)).unwrap_or_default(), *count)
            };
            Row {
                text,
                count: impact.count(*effect),
                is_loss: effect.is_loss(),
                codings: codings.iter().map(named).collect(),
            }
        };
        impact.effects.iter().map(row).collect()
    };
    let summary = move || {
        let impact = found.get().unwrap_or_default();
        let codings = t!("draft-codings", count = impact.codings);
        let events = t!("event-count", count = impact.events);
        match (impact.codings, impact.effects.is_empty()) {
            (0, _) => t!("impact-unused"),
            (_, true) => t!("impact-none", codings = codings, events = events),
            (_, false) => t!("impact-some", codings = codings, events = events),
        }
    };
    let parts = move || {
        let changes = editing.base.with(|base| editing.with(|draft| say_draft::changes(base, &draft.scheme)));
        changes.into_iter().map(|change| view! { <li>{change}</li> }).collect_view()
    };
    let version = move || {
        let used = found.get().is_some_and(|impact| impact.codings > 0);
        let version = editing.base.with(|base| base.version);
        used.then(|| t!("impact-version", from = version, to = version + 1))
    };
    let apply = move |_| {
        let loses = found.get_untracked().is_some_and(|impact| impact.loses());
        if editing.apply() {
            close.run(());
            let offer = Offer { label: t!("act-undo"), run: Callback::new(move |()| desk.undo()) };
            let text = if loses { t!("impact-done-loss") } else { t!("impact-done") };
            context.notices.offer("scheme-applied", Tone::Confirmation, text, offer);
        }
    };
    view! {
        <Dialog testid="impact-panel" title=t!("impact-title") wide=true close>
            <ul class="impact-changes" data-testid="impact-changes">{parts}</ul>
            <Show when=move || !removed.with(Vec::is_empty)>
                <RemovedCodes removed />
            </Show>
            <p data-testid="impact-summary">{summary}</p>
            <ul class="impact" data-testid="impact">{move || rows().into_iter().map(effect_line).collect_view()}</ul>
            <p class="muted">{version}</p>
            <div class="dialog-actions">
                <button class="button" data-testid="impact-cancel" on:click=move |_| close.run(())>
                    {t!("new-cancel")}
                </button>
                <button class="button primary" data-testid="impact-confirm" on:click=apply>{t!("impact-confirm")}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

fn effect_line(row: Row) -> impl IntoView {
    let Row { text, count, is_loss, codings } = row;
    let glyph = if is_loss { Glyph::Warning } else { Glyph::Info };
    let each =
        codings.into_iter().map(|(name, count)| view! { <li>{t!("impact-coding", coding = name, count = count)}</li> });
    view! {
        <li class="impact-row" data-testid="impact-row" data-loss=is_loss.to_string()>
            <Icon glyph />
            <span class="impact-count">{count}</span>
            <details>
                <summary>{text}</summary>
                <ul>{each.collect_view()}</ul>
            </details>
        </li>
    }
}

fn coding_name(project: &Project, id: ObservationId) -> String {
    let Some(observation) = project.observation(id) else { return String::new() };
    let session = project.session(observation.session).map(|session| session.name.clone()).unwrap_or_default();
    let coder = project.coder(observation.coder).map(|coder| coder.name.clone()).unwrap_or_default();
    format!("{session} · {coder}")
}
