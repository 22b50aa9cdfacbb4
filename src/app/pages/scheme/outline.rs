//! The list at the left: the scheme as a whole, and its channels by partner.

use super::editing::{editing, field_of, focus_later};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::role_name;
use crate::draft::{Grade, Place, Shift};
use crate::model::{Channel, ChannelId, Role};
use crate::t;
use crate::words::{draft as say_draft, say};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// One line.
#[derive(Clone, PartialEq)]
struct Line {
    id: ChannelId,
    name: String,
    about: String,
    trouble: Option<Grade>,
}

/// The list.
#[component]
pub fn Outline() -> impl IntoView {
    let editing = editing();
    let lines = Memo::new(move |_| {
        let line = |channel: &Channel| Line {
            id: channel.id,
            name: if channel.name.is_empty() { t!("draft-unnamed") } else { channel.name.clone() },
            about: say_draft::channel_at_a_glance(channel),
            trouble: worst(editing, channel),
        };
        Role::ALL.map(|role| {
            let own = |draft: &crate::draft::Draft| {
                draft.scheme.channels.iter().filter(|channel| channel.role == role).map(line).collect::<Vec<_>>()
            };
            (role, editing.with(own))
        })
    });
    let group = move |(role, lines): (Role, Vec<Line>)| {
        let add = move |_| {
            if let Some(id) = editing.edit(|draft| draft.add_channel(role)) {
                editing.chosen.set(Some(id));
                focus_later(field_of(Place::Channel(id)));
            }
        };
        view! {
            <section class="outline-group" data-role=role_name(role)>
                <h2>{say::role(role)}</h2>
                <ul>{lines.into_iter().map(|line| view! { <ChannelLine line /> }).collect_view()}</ul>
                <button class="link-button" data-testid="add-channel" data-role=role_name(role) on:click=add>
                    {t!("draft-add-channel")}
                </button>
            </section>
        }
    };
    view! {
        <nav class="scheme-outline" aria-label=t!("scheme-channels")>
            <button
                class="outline-line"
                data-testid="outline-scheme"
                aria-current=move || editing.chosen.get().is_none().then_some("true")
                on:click=move |_| editing.chosen.set(None)
            >
                <span class="outline-name">{t!("draft-whole")}</span>
            </button>
            {move || lines.get().into_iter().map(group).collect_view()}
        </nav>
    }
    .into_any()
}

/// The worst that is wrong with a channel, its codes and questions.
fn worst(editing: super::editing::Editing, channel: &Channel) -> Option<Grade> {
    let is_own = |place: Place| match place {
        Place::Scheme => false,
        Place::Channel(id) => id == channel.id,
        Place::Code(id) => channel.code(id).is_some(),
        Place::Modifier(id) => channel.modifiers.iter().any(|modifier| modifier.id == id),
    };
    editing.problems.with(|problems| {
        problems.iter().filter(|problem| is_own(problem.place)).map(|problem| problem.what.grade()).min()
    })
}

#[component]
fn ChannelLine(line: Line) -> impl IntoView {
    let editing = editing();
    let Line { id, name, about, trouble } = line;
    let button_id = format!("outline-{}", id.0);
    let back = button_id.clone();
    let keys = move |event: KeyboardEvent| {
        let way = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => Shift::Up,
            "ArrowDown" if event.alt_key() => Shift::Down,
            _ => return,
        };
        event.prevent_default();
        editing.edit(|draft| draft.shift_channel(id, way));
        focus_later(back.clone());
    };
    let mark = trouble.filter(|grade| *grade != Grade::Hint).map(|grade| {
        view! {
            <span class="outline-trouble" data-grade=say_draft::grade_name(grade) title=say_draft::grade(grade)>
                <Icon glyph=Glyph::Warning />
                <span class="sr-only">{say_draft::grade(grade)}</span>
            </span>
        }
    });
    view! {
        <li>
            <button
                class="outline-line"
                id=button_id
                data-testid="outline-channel"
                data-name=name.clone()
                title=name.clone()
                aria-current=move || (editing.chosen.get() == Some(id)).then_some("true")
                on:click=move |_| editing.chosen.set(Some(id))
                on:keydown=keys
            >
                <span class="outline-name">{name.clone()}</span>
                {mark}
                <span class="outline-about">{about}</span>
            </button>
        </li>
    }
}
