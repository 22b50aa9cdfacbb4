//! A channel: what it is about, of what kind, its codes, scale and questions.

use super::anchors::Anchors;
use super::codes::Codes;
use super::editing::{Editing, editing, field_of};
use super::fields::{DraftSelect, DraftText, ShiftButtons, SmallButton};
use super::modifiers::Modifiers;
use super::settings::Settings;
use crate::app::widgets::icon::Glyph;
use crate::draft::{KindName, Place, set_kind};
use crate::model::{Channel, ChannelId, Role};
use crate::t;
use crate::words::{draft as say_draft, say};
use leptos::prelude::*;

/// A text of a channel.
pub fn text_of(editing: Editing, id: ChannelId, read: fn(&Channel) -> String) -> Signal<String> {
    Signal::derive(move || editing.channel(id, read).unwrap_or_default())
}

/// The form.
#[component]
pub fn ChannelForm(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let kind = Memo::new(move |_| editing.channel(id, |channel| KindName::of(channel.kind)));
    let name = text_of(editing, id, |channel| channel.name.clone());
    let roles = Role::ALL.map(|role| (role_key(role), say::role(role))).to_vec();
    let kinds = KindName::ALL.map(|kind| (kind_key(kind), say_draft::kind_name(kind))).to_vec();
    let choose_role = Callback::new(move |key: String| {
        let role = Role::ALL.into_iter().find(|role| role_key(*role) == key);
        editing.edit(|draft| {
            if let (Some(role), Some(channel)) = (role, draft.channel_mut(id)) {
                channel.role = role;
            }
        });
    });
    let choose_kind = Callback::new(move |key: String| {
        let kind = KindName::ALL.into_iter().find(|kind| kind_key(*kind) == key);
        editing.edit(|draft| {
            if let (Some(kind), Some(channel)) = (kind, draft.channel_mut(id)) {
                set_kind(channel, kind);
            }
        });
    });
    let shift = Callback::new(move |way| {
        editing.edit(|draft| draft.shift_channel(id, way));
    });
    let double = Callback::new(move |()| {
        if let Some(copy) = editing.edit(|draft| draft.duplicate_channel(id)).flatten() {
            editing.chosen.set(Some(copy));
            super::editing::focus_later(field_of(Place::Channel(copy)));
        }
    });
    let remove = Callback::new(move |()| {
        editing.edit(|draft| draft.remove_channel(id));
        editing.choose_what_is_there();
    });
    let definition = format!("channel-{}-definition", id.0);
    let body = move || match kind.get() {
        Some(KindName::Rating | KindName::Global) => view! { <Anchors id /> }.into_any(),
        Some(KindName::State | KindName::Point | KindName::Interval) => view! {
            <Codes id />
            <Modifiers id />
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <header class="form-head">
            <h1>{move || name.with(|name| if name.is_empty() { t!("draft-unnamed") } else { name.clone() })}</h1>
            <ShiftButtons testid_up="channel-up" testid_down="channel-down" name shift />
            <SmallButton testid="channel-copy" label=t!("draft-copy-channel") glyph=Glyph::Copy run=double />
            <SmallButton testid="channel-remove" label=t!("draft-remove-channel") glyph=Glyph::Trash run=remove />
        </header>
        <div class="field-grid">
            <DraftText
                id=field_of(Place::Channel(id))
                testid="channel-name"
                label=t!("draft-channel-name")
                value=name
                write=|draft, text, id| {
                    if let Some(channel) = draft.channel_mut(ChannelId(id)) {
                        text.clone_into(&mut channel.name);
                    }
                }
                target=id.0
            />
            <DraftSelect
                testid="channel-role"
                label=t!("draft-role")
                value=text_of(editing, id, |channel| role_key(channel.role))
                options=Signal::stored(roles)
                choose=choose_role
            />
            <DraftSelect
                testid="channel-kind"
                label=t!("draft-kind")
                value=text_of(editing, id, |channel| kind_key(KindName::of(channel.kind)))
                options=Signal::stored(kinds)
                choose=choose_kind
            />
        </div>
        <Settings id />
        <DraftText
            id=definition
            testid="channel-definition"
            label=t!("draft-channel-definition")
            placeholder=t!("draft-channel-definition-hint")
            value=text_of(editing, id, |channel| channel.definition.clone())
            write=|draft, text, id| {
                if let Some(channel) = draft.channel_mut(ChannelId(id)) {
                    text.clone_into(&mut channel.definition);
                }
            }
            target=id.0
            long=true
        />
        {body}
    }
    .into_any()
}

fn role_key(role: Role) -> String {
    crate::app::widgets::role_name(role).to_owned()
}

fn kind_key(kind: KindName) -> String {
    match kind {
        KindName::State => "state",
        KindName::Point => "point",
        KindName::Interval => "interval",
        KindName::Rating => "rating",
        KindName::Global => "global",
    }
    .to_owned()
}
