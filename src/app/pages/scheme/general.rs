//! What is said of the scheme as a whole, and its passes.

use super::editing::editing;
use super::fields::{DraftText, DraftTick, ShiftButtons, SmallButton};
use crate::app::widgets::icon::Glyph;
use crate::draft::Draft;
use crate::model::ChannelId;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// The form.
#[component]
pub fn General() -> impl IntoView {
    let editing = editing();
    let text = move |read: fn(&crate::model::CodingScheme) -> &String| {
        Signal::derive(move || editing.with(|draft| read(&draft.scheme).clone()))
    };
    let passes = move || editing.with(|draft| draft.scheme.passes.len());
    view! {
        <h1>{t!("draft-whole")}</h1>
        <DraftText
            id="scheme-name".into()
            testid="scheme-name"
            label=t!("draft-name")
            value=text(|scheme| &scheme.name)
            write=|draft, text, _| text.clone_into(&mut draft.scheme.name)
            target=0
        />
        <DraftText
            id="scheme-source-text".into()
            testid="scheme-source-text"
            label=t!("scheme-source")
            placeholder=t!("draft-source-hint")
            value=text(|scheme| &scheme.source)
            write=|draft, text, _| text.clone_into(&mut draft.scheme.source)
            target=0
            long=true
        />
        <DraftText
            id="scheme-description".into()
            testid="scheme-description"
            label=t!("draft-description")
            placeholder=t!("draft-description-hint")
            value=text(|scheme| &scheme.description)
            write=|draft, text, _| text.clone_into(&mut draft.scheme.description)
            target=0
            long=true
        />
        <section class="form-part">
            <h2>{t!("scheme-passes")}</h2>
            <p class="hint">{t!("draft-passes-note")}</p>
            {move || (0..passes()).map(|index| view! { <PassForm index /> }).collect_view()}
            <button
                class="button small"
                data-testid="add-pass"
                on:click=move |_| {
                    editing.edit(Draft::add_pass);
                }
            >
                {t!("draft-add-pass")}
            </button>
        </section>
    }
    .into_any()
}

/// One pass: its name and its channels.
#[component]
fn PassForm(index: usize) -> impl IntoView {
    let editing = editing();
    let name = Signal::derive(move || {
        editing.with(|draft| draft.scheme.passes.get(index).map(|pass| pass.name.clone())).unwrap_or_default()
    });
    let remove = Callback::new(move |()| {
        editing.edit(|draft| {
            if index < draft.scheme.passes.len() {
                draft.scheme.passes.remove(index);
            }
        });
    });
    let shift = Callback::new(move |way| {
        editing.edit(|draft| draft.shift_pass(index, way));
    });
    let channels = move || {
        let channels = editing.with(|draft| {
            let named =
                |channel: &crate::model::Channel| (channel.id, format!("{} {}", say::role(channel.role), channel.name));
            draft.scheme.channels.iter().map(named).collect::<Vec<_>>()
        });
        let tick = move |(id, label): (ChannelId, String)| {
            let is_in = Signal::derive(move || {
                editing.with(|draft| draft.scheme.passes.get(index).is_some_and(|pass| pass.channels.contains(&id)))
            });
            let set = Callback::new(move |on| {
                editing.edit(|draft| draft.set_in_pass(index, id, on));
            });
            view! { <DraftTick testid="pass-channel" label value=is_in set /> }
        };
        channels.into_iter().map(tick).collect_view()
    };
    let id = format!("pass-{index}-name");
    view! {
        <fieldset class="card">
            <legend class="sr-only">{t!("draft-pass", number = index + 1)}</legend>
            <div class="card-head">
                <DraftText
                    id
                    testid="pass-name"
                    label=t!("draft-pass", number = index + 1)
                    value=name
                    write=|draft, text, index| {
                        if let Some(pass) = draft.scheme.passes.get_mut(index as usize) {
                            text.clone_into(&mut pass.name);
                        }
                    }
                    target=u32::try_from(index).unwrap_or(u32::MAX)
                />
                <ShiftButtons testid_up="pass-up" testid_down="pass-down" name shift />
                <SmallButton testid="pass-remove" label=t!("draft-remove-pass") glyph=Glyph::Trash run=remove />
            </div>
            <div class="ticks">{channels}</div>
        </fieldset>
    }
    .into_any()
}
