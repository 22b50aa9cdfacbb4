//! The codes of a channel, one row each, and those that are gone.

use super::code_details::CodeDetails;
use super::editing::{Editing, editing, field_of, focus_later};
use super::fields::{DraftText, ShiftButtons, SmallButton};
use super::key_field::KeyField;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::draft::{Draft, Place, Removed, Shift};
use crate::model::{Code, CodeId};
use crate::t;
use crate::words::draft as say_draft;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

/// The codes.
#[component]
pub fn Codes(id: crate::model::ChannelId) -> impl IntoView {
    let editing = editing();
    let codes = Memo::new(move |_| {
        editing.channel(id, |channel| channel.codes.iter().map(|code| code.id).collect::<Vec<_>>()).unwrap_or_default()
    });
    let add = move || {
        if let Some(code) = editing.edit(|draft| draft.add_code(id)).flatten() {
            focus_later(field_of(Place::Code(code)));
        }
    };
    let removed = Memo::new(move |_| {
        let all = editing.base.with(|base| editing.with(|draft| draft.removed(base)));
        all.into_iter().filter(|removed| removed.channel == id).collect::<Vec<_>>()
    });
    view! {
        <section class="form-part">
            <h2>{t!("draft-codes")}</h2>
            <p class="hint">{t!("draft-codes-note")}</p>
            <ol class="code-rows">
                <For each=move || codes.get() key=|code| *code let:code>
                    <CodeRow id=code add=Callback::new(move |()| add()) />
                </For>
            </ol>
            <button class="button small" data-testid="add-code" on:click=move |_| add()>
                <Icon glyph=Glyph::Plus />
                {t!("draft-add-code")}
            </button>
            <Show when=move || !removed.with(Vec::is_empty)>
                <RemovedCodes removed />
            </Show>
        </section>
    }
    .into_any()
}

/// One code.
#[component]
fn CodeRow(id: CodeId, add: Callback<()>) -> impl IntoView {
    let editing = editing();
    let text = move |read: fn(&Code) -> String| Signal::derive(move || editing.code(id, read).unwrap_or_default());
    let label = text(|code| code.label.clone());
    let is_open = Memo::new(move |_| editing.opened.get() == Some(id));
    let toggle = move |_| editing.opened.update(|opened| *opened = (*opened != Some(id)).then_some(id));
    let shift = Callback::new(move |way| {
        editing.edit(|draft| draft.shift_code(id, way));
    });
    let remove = Callback::new(move |()| {
        editing.edit(|draft| draft.remove_code(id));
    });
    let troubles = move || {
        let own = editing.problems.with(|problems| {
            problems.iter().filter(|problem| problem.place == Place::Code(id)).cloned().collect::<Vec<_>>()
        });
        let told = own.into_iter().filter(|problem| problem.what.grade() != crate::draft::Grade::Hint);
        told.map(|problem| {
            let text = editing.with(|draft| say_draft::problem(&problem.what, &draft.scheme));
            view! {
                <p class="row-trouble" data-testid="row-trouble" data-grade=say_draft::grade_name(problem.what.grade())>
                    <Icon glyph=Glyph::Warning />
                    {text}
                </p>
            }
        })
        .collect_view()
    };
    let definition = format!("code-{}-definition", id.0);
    let keys = move |event: KeyboardEvent| row_keys(editing, id, add, &event);
    view! {
        <li class="code-row" data-testid="code-row" data-label=label on:keydown=keys>
            <button
                class="color-button"
                data-testid="code-color"
                style=("--code", text(|code| code.color.to_string()))
                aria-label=move || t!("draft-more-of", code = label.get())
                title=move || t!("draft-more-of", code = label.get())
                aria-expanded=move || is_open.get().to_string()
                on:click=toggle
            >
                <i class="swatch" aria-hidden="true"></i>
                <Icon glyph=Glyph::More />
            </button>
            <DraftText
                id=field_of(Place::Code(id))
                testid="code-label"
                label=t!("draft-label")
                placeholder=t!("draft-label-hint")
                value=label
                write=write_label
                target=id.0
                bare=true
            />
            <KeyField id />
            <DraftText
                id=definition
                testid="code-definition"
                label=t!("draft-definition-of")
                placeholder=t!("draft-definition-hint")
                value=text(|code| code.definition.clone())
                write=write_definition
                target=id.0
                long=true
                bare=true
            />
            <div class="row-actions">
                <ShiftButtons testid_up="code-up" testid_down="code-down" name=label shift />
                <SmallButton testid="code-remove" label=t!("draft-remove-code") glyph=Glyph::Trash run=remove />
            </div>
            {troubles}
            <Show when=move || is_open.get()>
                <CodeDetails id />
            </Show>
        </li>
    }
    .into_any()
}

fn write_label(draft: &mut Draft, text: &str, id: u32) {
    if let Some(code) = draft.code_mut(CodeId(id)) {
        text.clone_into(&mut code.label);
    }
}

fn write_definition(draft: &mut Draft, text: &str, id: u32) {
    if let Some(code) = draft.code_mut(CodeId(id)) {
        text.clone_into(&mut code.definition);
    }
}

/// Alt with an arrow moves the row; Enter in the label of the last row adds another.
fn row_keys(editing: Editing, id: CodeId, add: Callback<()>, event: &KeyboardEvent) {
    let way = match event.key().as_str() {
        "ArrowUp" if event.alt_key() => Shift::Up,
        "ArrowDown" if event.alt_key() => Shift::Down,
        "Enter"
            if !event.ctrl_key()
                && !event.meta_key()
                && focused_id().as_deref() == Some(&field_of(Place::Code(id))) =>
        {
            event.prevent_default();
            let is_last = editing.with(|draft| {
                draft.scheme.code(id).is_some_and(|(channel, _)| channel.codes.last().is_some_and(|last| last.id == id))
            });
            if is_last {
                add.run(());
            }
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let back = focused_id();
    editing.edit(|draft| draft.shift_code(id, way));
    // A row that moves in the page loses the focus.
    if let Some(back) = back {
        focus_later(back);
    }
}

fn focused_id() -> Option<String> {
    crate::platform::page::document().active_element().map(|element| element.id())
}

/// The codes of the scheme in use that the draft lacks, with where their events go.
#[component]
pub fn RemovedCodes(#[prop(into)] removed: Signal<Vec<Removed>>) -> impl IntoView {
    let editing = editing();
    let counts = Memo::new(move |_| events_by_code(editing));
    let row = move |removed: Removed| {
        let id = removed.code.id;
        let events = counts.with(|counts| counts.iter().find(|(code, _)| *code == id).map_or(0, |(_, count)| *count));
        let label = removed.code.label.clone();
        let choose = move |event: Event| {
            let into = event_target_value(&event).parse().ok().map(CodeId);
            editing.edit(|draft| draft.set_heir(id, into));
        };
        let bring_back = move |_| {
            editing.edit(|draft| editing.base.with_untracked(|base| draft.bring_back(base, id)));
        };
        let none = std::iter::once((String::new(), t!("removed-delete")));
        let heirs =
            removed.heirs.iter().map(|(code, label)| (code.0.to_string(), t!("removed-into", code = label.clone())));
        let chosen = Memo::new(move |_| {
            let into = editing.with(|draft| draft.merged.iter().find(|merge| merge.code == id).map(|merge| merge.into));
            into.map(|code| code.0.to_string()).unwrap_or_default()
        });
        let options = none.chain(heirs).map(|(value, text)| {
            let own = value.clone();
            view! { <option value=value prop:selected=move || chosen.with(|chosen| *chosen == own)>{text}</option> }
        });
        view! {
            <li class="removed-row" data-testid="removed-row" data-label=label.clone()>
                <i class="swatch" style=("--code", removed.code.color.to_string()) aria-hidden="true"></i>
                <b>{label.clone()}</b>
                <span class="muted">{t!("event-count", count = events)}</span>
                <select
                    class="select"
                    data-testid="removed-heir"
                    aria-label=t!("removed-where", code = label.clone())
                    on:change=choose
                >
                    {options.collect_view()}
                </select>
                <button class="link-button" data-testid="removed-back" on:click=bring_back>{t!("removed-back")}</button>
            </li>
        }
    };
    view! {
        <div class="removed">
            <h3>{t!("removed-title")}</h3>
            <ul>
                // A row stays as it is while its choice changes, and keeps the focus.
                <For
                    each=move || removed.get()
                    key=|removed| (removed.code.id, removed.heirs.clone())
                    children=row
                />
            </ul>
        </div>
    }
    .into_any()
}

/// How many events each code of the scheme has in all codings.
fn events_by_code(editing: Editing) -> Vec<(CodeId, usize)> {
    editing.desk.revisions.events.track();
    let count = |project: &crate::model::Project| {
        let codings = project.observations.iter().filter(|observation| observation.scheme == editing.scheme);
        let mut counts = std::collections::HashMap::new();
        for track in codings.flat_map(|observation| &observation.tracks) {
            for code in track.events.iter().map(|event| event.code).chain(track.open.iter().map(|open| open.code)) {
                *counts.entry(code).or_insert(0_usize) += 1;
            }
        }
        counts.into_iter().collect()
    };
    editing.desk.with(count).unwrap_or_default()
}
