//! What the values of a scale mean.

use super::editing::{Editing, editing};
use super::fields::{DraftFigure, SmallButton};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::decimal::Decimal;
use crate::model::{Anchor, Channel, ChannelId, ChannelKind};
use crate::t;
use leptos::prelude::*;
use web_sys::Event;

/// The values that are explained.
#[component]
pub fn Anchors(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let count = Memo::new(move |_| editing.channel(id, |channel| channel.anchors.len()).unwrap_or(0));
    let add = move |_| {
        editing.edit(|draft| {
            if let Some(channel) = draft.channel_mut(id) {
                let value = free_value(channel);
                channel.anchors.push(Anchor { value, label: String::new(), text: String::new() });
                channel.anchors.sort_by_key(|anchor| anchor.value);
            }
        });
    };
    view! {
        <section class="form-part">
            <h2>{t!("draft-anchors")}</h2>
            <p class="hint">{t!("draft-anchors-note")}</p>
            <ol class="anchor-rows">
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <AnchorRow id index />
                </For>
            </ol>
            <button class="button small" data-testid="add-anchor" on:click=add>
                <Icon glyph=Glyph::Plus />
                {t!("draft-add-anchor")}
            </button>
        </section>
    }
    .into_any()
}

/// The first value of the scale that is not explained yet, by its steps or by whole numbers.
fn free_value(channel: &Channel) -> Decimal {
    let (min, max, step) = match channel.kind {
        ChannelKind::Global(scale) => (scale.min, scale.max, scale.step.0.max(1)),
        ChannelKind::Rating(scale) => (scale.min, scale.max, 1000),
        _ => return Decimal(0),
    };
    let taken = |value: i64| channel.anchors.iter().any(|anchor| anchor.value.0 == value);
    let mut value = min.0;
    while value <= max.0 {
        if !taken(value) {
            return Decimal(value);
        }
        value += step;
    }
    min
}

/// Writes what is typed into a field of an anchor.
fn typed(editing: Editing, id: ChannelId, index: usize, field: &str, write: impl FnOnce(&mut Anchor)) {
    editing.typed(&format!("anchor-{}-{index}-{field}", id.0), |draft| {
        if let Some(anchor) = draft.channel_mut(id).and_then(|channel| channel.anchors.get_mut(index)) {
            write(anchor);
        }
    });
}

/// One value: in a word, and in full.
#[component]
fn AnchorRow(id: ChannelId, index: usize) -> impl IntoView {
    let editing = editing();
    let anchor = Memo::new(move |_| editing.channel(id, |channel| channel.anchors.get(index).cloned()).flatten());
    let value = Signal::derive(move || anchor.get().map(|anchor| anchor.value.to_string()).unwrap_or_default());
    let read = Callback::new(move |text: String| {
        let value: Option<Decimal> = text.parse().ok();
        if let Some(value) = value {
            editing.edit(|draft| {
                if let Some(channel) = draft.channel_mut(id) {
                    if let Some(anchor) = channel.anchors.get_mut(index) {
                        anchor.value = value;
                    }
                    channel.anchors.sort_by_key(|anchor| anchor.value);
                }
            });
        }
        value.is_some()
    });
    let write_label = move |event: Event| {
        let text = event_target_value(&event);
        typed(editing, id, index, "label", |anchor| anchor.label = text);
    };
    let write_text = move |event: Event| {
        let text = event_target_value(&event);
        typed(editing, id, index, "text", |anchor| anchor.text = text);
    };
    let remove = Callback::new(move |()| {
        editing.edit(|draft| {
            if let Some(channel) = draft.channel_mut(id).filter(|channel| index < channel.anchors.len()) {
                channel.anchors.remove(index);
            }
        });
    });
    view! {
        <li class="anchor-row" data-testid="anchor-row">
            <DraftFigure testid="anchor-value" label=t!("scheme-column-value") value read bare=true />
            <input
                class="input"
                autocomplete="off"
                data-testid="anchor-label"
                aria-label=t!("scheme-column-anchor")
                placeholder=t!("draft-anchor-hint")
                prop:value=move || anchor.get().map(|anchor| anchor.label).unwrap_or_default()
                on:input=write_label
            />
            <textarea
                class="input"
                rows="2"
                data-testid="anchor-text"
                aria-label=t!("scheme-column-definition")
                placeholder=t!("draft-anchor-text-hint")
                prop:value=move || anchor.get().map(|anchor| anchor.text).unwrap_or_default()
                on:input=write_text
            ></textarea>
            <SmallButton testid="anchor-remove" label=t!("draft-remove-anchor") glyph=Glyph::Trash run=remove />
        </li>
    }
    .into_any()
}
