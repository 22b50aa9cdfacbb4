//! All else about a code: its color, its examples, where it could move.

use super::editing::{Editing, editing};
use super::examples::Examples;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::color::Rgb;
use crate::draft::palette;
use crate::model::{ChannelId, CodeId};
use crate::t;
use crate::words::{draft as say_draft, say};
use leptos::prelude::*;
use web_sys::Event;

/// The fields.
#[component]
pub fn CodeDetails(id: CodeId) -> impl IntoView {
    let editing = editing();
    let homes = Memo::new(move |_| {
        let home =
            |channel: &&crate::model::Channel| (channel.id, format!("{} · {}", say::role(channel.role), channel.name));
        editing.with(|draft| draft.homes_of(id).iter().map(home).collect::<Vec<_>>())
    });
    let double = move |_| {
        if let Some(copy) = editing.edit(|draft| draft.duplicate_code(id)).flatten() {
            editing.opened.set(Some(copy));
        }
    };
    let go = move |event: Event| {
        if let Ok(channel) = event_target_value(&event).parse() {
            let channel = ChannelId(channel);
            editing.edit(|draft| draft.move_code(id, channel));
            editing.chosen.set(Some(channel));
        }
    };
    let options = move || {
        let option = |(id, name): (ChannelId, String)| view! { <option value=id.0.to_string()>{name}</option> };
        homes.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class="code-details" data-testid="code-details">
            <Colors id />
            <Examples id />
            <div class="detail-row">
                <button class="button small" data-testid="code-copy" on:click=double>
                    <Icon glyph=Glyph::Copy />
                    {t!("draft-copy-code")}
                </button>
                <Show when=move || !homes.with(Vec::is_empty)>
                    <select class="select" data-testid="code-move" aria-label=t!("draft-move") on:change=go>
                        <option value="">{t!("draft-move")}</option>
                        {options}
                    </select>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

/// The palette, and any other color.
#[component]
fn Colors(id: CodeId) -> impl IntoView {
    let editing = editing();
    let color = Memo::new(move |_| editing.code(id, |code| code.color));
    let name = format!("color-{}", id.0);
    let choices = palette().enumerate().map(|(index, own)| {
        view! {
            <label class="color-choice" style=("--code", own.to_string()) title=say_draft::color_name(index)>
                <input
                    type="radio"
                    name=name.clone()
                    data-testid="color-choice"
                    aria-label=say_draft::color_name(index)
                    prop:checked=move || color.get() == Some(own)
                    on:change=move |_| paint(editing, id, own)
                />
            </label>
        }
    });
    let any = move |event: Event| {
        if let Ok(color) = Rgb::try_from(event_target_value(&event)) {
            paint(editing, id, color);
        }
    };
    view! {
        <fieldset class="colors">
            <legend>{t!("draft-color")}</legend>
            {choices.collect_view()}
            <label class="any-color">
                <input
                    type="color"
                    data-testid="any-color"
                    prop:value=move || color.get().map(|color| color.to_string()).unwrap_or_default()
                    on:change=any
                />
                <span>{t!("draft-any-color")}</span>
            </label>
        </fieldset>
    }
    .into_any()
}

fn paint(editing: Editing, id: CodeId, color: Rgb) {
    editing.edit(|draft| {
        if let Some(code) = draft.code_mut(id) {
            code.color = color;
        }
    });
}
