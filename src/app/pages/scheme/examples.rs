//! Examples of a code: moments of a video, from the selected event, from the playhead, or by their times.

use super::editing::{Editing, editing};
use super::fields::{DraftFigure, SmallButton};
use crate::app::context;
use crate::app::widgets::example::PlayExample;
use crate::app::widgets::icon::Glyph;
use crate::model::{CodeId, Example};
use crate::t;
use crate::time::{Millis, Span, parse_timecode};
use leptos::prelude::*;
use web_sys::Event;

/// How much of the video around a moment shows it.
const AROUND: Millis = Millis(1000);

/// The list, with the ways to add to it.
#[component]
pub fn Examples(id: CodeId) -> impl IntoView {
    let context = context();
    let (desk, player) = (context.desk, context.player);
    let editing = editing();
    let count = Memo::new(move |_| editing.code(id, |code| code.examples.len()).unwrap_or(0));
    let selected = Memo::new(move |_| {
        let event = desk.selection.with(|selection| selection.iter().next().copied())?;
        desk.shown(|shown| {
            let event = shown.event(event)?.1;
            Span::new(event.onset(), event.offset()?).or_else(|| around(event.onset()))
        })
        .flatten()
    });
    let has_video = Memo::new(move |_| {
        desk.revisions.media.track();
        desk.shown(|shown| !shown.session.media.is_empty()) == Some(true)
    });
    let add = move |span: Option<Span>| {
        if let Some(example) = span.and_then(|span| example_of(desk, span)) {
            editing.edit(|draft| {
                if let Some(code) = draft.code_mut(id) {
                    code.examples.push(example);
                }
            });
        }
    };
    let list = move || (0..count.get()).map(|index| view! { <ExampleRow id index /> }).collect_view();
    view! {
        <fieldset class="examples">
            <legend>{t!("draft-examples")}</legend>
            <ul>{list}</ul>
            <Show
                when=move || has_video.get()
                fallback=|| view! { <p class="hint">{t!("draft-examples-video")}</p> }
            >
                <div class="detail-row">
                    <button
                        class="button small"
                        data-testid="example-selected"
                        disabled=move || selected.get().is_none()
                        title=t!("draft-example-selected-note")
                        on:click=move |_| add(selected.get_untracked())
                    >
                        {t!("draft-example-selected")}
                    </button>
                    <button
                        class="button small"
                        data-testid="example-playhead"
                        on:click=move |_| add(around(player.playhead()))
                    >
                        {move || t!("draft-example-playhead", at = player.playhead().to_string())}
                    </button>
                </div>
            </Show>
        </fieldset>
    }
    .into_any()
}

/// The stretch around a moment.
fn around(at: Millis) -> Option<Span> {
    Span::new((at - AROUND).max(Millis::ZERO), at + AROUND)
}

/// A stretch of the session as one of its video.
fn example_of(desk: crate::app::desk::Desk, span: Span) -> Option<Example> {
    desk.shown(|shown| {
        let media = shown.session.media.first()?;
        let start = (span.start() - media.offset).max(Millis::ZERO);
        Some(Example {
            file_name: media.file_name.clone(),
            fingerprint: media.fingerprint.clone(),
            span: Span::new(start, span.end() - media.offset)?,
            note: String::new(),
        })
    })
    .flatten()
}

/// Changes an example.
fn change(editing: Editing, id: CodeId, index: usize, write: impl FnOnce(&mut Example)) {
    editing.edit(|draft| {
        if let Some(example) = draft.code_mut(id).and_then(|code| code.examples.get_mut(index)) {
            write(example);
        }
    });
}

/// One example: its times and what to look at.
#[component]
fn ExampleRow(id: CodeId, index: usize) -> impl IntoView {
    let editing = editing();
    let example = Memo::new(move |_| editing.code(id, |code| code.examples.get(index).cloned()).flatten());
    let label = move || editing.code(id, |code| code.label.clone()).unwrap_or_default();
    let time = move |is_start: bool| {
        Callback::new(move |text: String| {
            let (Ok(at), Some(before)) = (parse_timecode(&text), example.get_untracked()) else { return false };
            let (start, end) = (before.span.start(), before.span.end());
            let span = if is_start { Span::new(at, end) } else { Span::new(start, at) };
            if let Some(span) = span {
                change(editing, id, index, |example| example.span = span);
            }
            span.is_some()
        })
    };
    let shown = move |is_start: bool| {
        Signal::derive(move || {
            let at = |example: Example| if is_start { example.span.start() } else { example.span.end() };
            example.get().map(|example| at(example).to_string()).unwrap_or_default()
        })
    };
    let note = move || example.get().map(|example| example.note).unwrap_or_default();
    let write_note = move |event: Event| {
        let text = event_target_value(&event);
        editing.typed(&format!("example-{}-{index}", id.0), |draft| {
            if let Some(example) = draft.code_mut(id).and_then(|code| code.examples.get_mut(index)) {
                example.note = text;
            }
        });
    };
    let remove = Callback::new(move |()| {
        editing.edit(|draft| {
            if let Some(code) = draft.code_mut(id).filter(|code| index < code.examples.len()) {
                code.examples.remove(index);
            }
        });
    });
    // Only what is played is built anew when it changes.
    let play = move || example.get().map(|example| view! { <PlayExample example label=label() small=true /> });
    let file = move || example.get().map(|example| example.file_name).unwrap_or_default();
    view! {
        <li class="example-row" data-testid="example-row">
            {play}
            <DraftFigure
                testid="example-start"
                label=t!("draft-example-start")
                value=shown(true)
                read=time(true)
                bare=true
            />
            <span aria-hidden="true">"–"</span>
            <DraftFigure testid="example-end" label=t!("draft-example-end") value=shown(false) read=time(false) bare=true />
            <input
                class="input"
                autocomplete="off"
                data-testid="example-note"
                aria-label=t!("draft-example-note")
                placeholder=t!("draft-example-note")
                prop:value=note
                on:input=write_note
            />
            <span class="muted example-file" title=file>{file}</span>
            <SmallButton testid="example-remove" label=t!("draft-remove-example") glyph=Glyph::Trash run=remove />
        </li>
    }
    .into_any()
}
