//! The questions that a channel asks about its events.

use super::editing::{Editing, editing, field_of, focus_later};
use super::fields::{DraftFigure, DraftSelect, DraftText, DraftTick, ShiftButtons, SmallButton};
use crate::app::widgets::icon::{Glyph, Icon};
use crate::coding::OPTION_KEYS;
use crate::decimal::Decimal;
use crate::draft::{Draft, Place};
use crate::model::{Ask, ChannelId, CodeId, Modifier, ModifierId, ModifierKind};
use crate::t;
use leptos::prelude::*;
use web_sys::Event;

/// The questions.
#[component]
pub fn Modifiers(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let modifiers = Memo::new(move |_| {
        let ids =
            |channel: &crate::model::Channel| channel.modifiers.iter().map(|modifier| modifier.id).collect::<Vec<_>>();
        editing.channel(id, ids).unwrap_or_default()
    });
    let add = move |_| {
        if let Some(modifier) = editing.edit(|draft| draft.add_modifier(id)).flatten() {
            focus_later(field_of(Place::Modifier(modifier)));
        }
    };
    view! {
        <section class="form-part">
            <h2>{t!("draft-modifiers")}</h2>
            <p class="hint">{t!("draft-modifiers-note")}</p>
            <For each=move || modifiers.get() key=|modifier| *modifier let:modifier>
                <ModifierForm id=modifier channel=id />
            </For>
            <button class="button small" data-testid="add-modifier" on:click=add>
                <Icon glyph=Glyph::Plus />
                {t!("draft-add-modifier")}
            </button>
        </section>
    }
    .into_any()
}

/// Changes a question.
fn change(editing: Editing, id: ModifierId, write: impl FnOnce(&mut Modifier)) {
    editing.edit(|draft| {
        if let Some(modifier) = draft.modifier_mut(id) {
            write(modifier);
        }
    });
}

fn kind_key(kind: &ModifierKind) -> &'static str {
    match kind {
        ModifierKind::One { .. } => "one",
        ModifierKind::Many { .. } => "many",
        ModifierKind::Number { .. } => "number",
        ModifierKind::Text => "text",
    }
}

/// Another kind; options stay where there are any in both.
fn set_kind(modifier: &mut Modifier, key: &str) {
    let options = match &modifier.kind {
        ModifierKind::One { options } | ModifierKind::Many { options } => options.clone(),
        ModifierKind::Number { .. } | ModifierKind::Text => Vec::new(),
    };
    modifier.kind = match key {
        "one" => ModifierKind::One { options },
        "many" => ModifierKind::Many { options },
        "number" => ModifierKind::Number { unit: String::new(), min: None, max: None },
        _ => ModifierKind::Text,
    };
}

fn ask_key(ask: Ask) -> &'static str {
    match ask {
        Ask::Onset => "onset",
        Ask::Offset => "offset",
        Ask::Later => "later",
    }
}

/// One question.
#[component]
fn ModifierForm(id: ModifierId, channel: ChannelId) -> impl IntoView {
    let editing = editing();
    let text =
        move |read: fn(&Modifier) -> String| Signal::derive(move || editing.modifier(id, read).unwrap_or_default());
    let name = text(|modifier| modifier.name.clone());
    let kind = Memo::new(move |_| editing.modifier(id, |modifier| kind_key(&modifier.kind)));
    let choose_kind = Callback::new(move |key: String| change(editing, id, |modifier| set_kind(modifier, &key)));
    let choose_ask = Callback::new(move |key: String| {
        let ask = [Ask::Onset, Ask::Offset, Ask::Later].into_iter().find(|ask| ask_key(*ask) == key);
        change(editing, id, |modifier| modifier.ask = ask.unwrap_or(modifier.ask));
    });
    let kinds = vec![
        ("one".to_owned(), t!("modifier-kind-one")),
        ("many".to_owned(), t!("modifier-kind-many")),
        ("number".to_owned(), t!("modifier-kind-number")),
        ("text".to_owned(), t!("modifier-kind-text")),
    ];
    let asks = vec![
        ("onset".to_owned(), t!("ask-onset")),
        ("offset".to_owned(), t!("ask-offset")),
        ("later".to_owned(), t!("ask-later")),
    ];
    let shift = Callback::new(move |way| {
        editing.edit(|draft| draft.shift_modifier(id, way));
    });
    let remove = Callback::new(move |()| {
        editing.edit(|draft| draft.remove_modifier(id));
    });
    let answers = move || match kind.get() {
        Some("one" | "many") => view! { <Options id /> }.into_any(),
        Some("number") => view! { <Range id /> }.into_any(),
        _ => ().into_any(),
    };
    let codes = move || {
        let codes = editing.channel(channel, |channel| {
            channel.codes.iter().map(|code| (code.id, code.label.clone())).collect::<Vec<_>>()
        });
        let tick = move |(code, label): (CodeId, String)| {
            let asked = Signal::derive(move || {
                editing.modifier(id, |modifier| modifier.codes.contains(&code)).unwrap_or(false)
            });
            let set = Callback::new(move |on| {
                editing.edit(|draft| draft.ask_about(id, code, on));
            });
            view! { <DraftTick testid="modifier-code" label value=asked set /> }
        };
        codes.unwrap_or_default().into_iter().map(tick).collect_view()
    };
    view! {
        <div class="card" data-testid="modifier">
            <div class="card-head">
                <DraftText
                    id=field_of(Place::Modifier(id))
                    testid="modifier-name"
                    label=t!("draft-modifier-name")
                    placeholder=t!("draft-modifier-hint")
                    value=name
                    write=|draft, text, id| {
                        if let Some(modifier) = draft.modifier_mut(ModifierId(id)) {
                            text.clone_into(&mut modifier.name);
                        }
                    }
                    target=id.0
                />
                <DraftSelect
                    testid="modifier-kind"
                    label=t!("draft-modifier-kind")
                    value=text(|modifier| kind_key(&modifier.kind).to_owned())
                    options=Signal::stored(kinds)
                    choose=choose_kind
                />
                <DraftSelect
                    testid="modifier-ask"
                    label=t!("draft-modifier-ask")
                    value=text(|modifier| ask_key(modifier.ask).to_owned())
                    options=Signal::stored(asks)
                    choose=choose_ask
                />
                <ShiftButtons testid_up="modifier-up" testid_down="modifier-down" name shift />
                <SmallButton testid="modifier-remove" label=t!("draft-remove-modifier") glyph=Glyph::Trash run=remove />
            </div>
            {answers}
            <details class="asked-about">
                <summary>{move || {
                    let count = editing.modifier(id, |modifier| modifier.codes.len()).unwrap_or(0);
                    t!("draft-asked-about", count = count)
                }}</summary>
                <div class="ticks">{codes}</div>
            </details>
        </div>
    }
    .into_any()
}

fn options_of(modifier: &Modifier) -> &[String] {
    match &modifier.kind {
        ModifierKind::One { options } | ModifierKind::Many { options } => options,
        ModifierKind::Number { .. } | ModifierKind::Text => &[],
    }
}

fn options_mut(draft: &mut Draft, id: ModifierId) -> Option<&mut Vec<String>> {
    match &mut draft.modifier_mut(id)?.kind {
        ModifierKind::One { options } | ModifierKind::Many { options } => Some(options),
        ModifierKind::Number { .. } | ModifierKind::Text => None,
    }
}

/// The options of a question.
#[component]
fn Options(id: ModifierId) -> impl IntoView {
    let editing = editing();
    let count = Memo::new(move |_| editing.modifier(id, |modifier| options_of(modifier).len()).unwrap_or(0));
    let field = move |index: usize| format!("option-{}-{index}", id.0);
    let add = move |_| {
        let index = count.get_untracked();
        editing.edit(|draft| {
            if let Some(options) = options_mut(draft, id) {
                options.push(String::new());
            }
        });
        focus_later(field(index));
    };
    let row = move |index: usize| {
        let value = move || editing.modifier(id, |modifier| options_of(modifier).get(index).cloned()).flatten();
        let input = move |event: Event| {
            let text = event_target_value(&event);
            editing.typed(&field(index), |draft| draft.rename_option(id, index, &text));
        };
        let remove = Callback::new(move |()| {
            editing.edit(|draft| {
                if let Some(options) = options_mut(draft, id).filter(|options| index < options.len()) {
                    options.remove(index);
                }
            });
        });
        // What the coder presses for it.
        let key = OPTION_KEYS.chars().nth(index).map(|key| key.to_ascii_uppercase().to_string());
        view! {
            <li>
                <kbd aria-hidden="true" data-testid="option-key">{key}</kbd>
                <input
                    class="input"
                    autocomplete="off"
                    id=field(index)
                    data-testid="modifier-option"
                    aria-label=t!("draft-option", number = index + 1)
                    prop:value=move || value().unwrap_or_default()
                    on:input=input
                />
                <SmallButton testid="option-remove" label=t!("draft-remove-option") glyph=Glyph::Close run=remove />
            </li>
        }
    };
    view! {
        <ol class="option-list">
            <For each=move || 0..count.get() key=|index| *index children=row />
            <li>
                <button class="button small" data-testid="add-option" on:click=add>{t!("draft-add-option")}</button>
            </li>
        </ol>
    }
    .into_any()
}

/// What a number is counted in, and between what it lies.
#[component]
fn Range(id: ModifierId) -> impl IntoView {
    let editing = editing();
    let shown = move |is_min: bool| {
        Signal::derive(move || {
            let bound = editing.modifier(id, |modifier| match &modifier.kind {
                ModifierKind::Number { min, max, .. } => {
                    if is_min {
                        *min
                    } else {
                        *max
                    }
                }
                _ => None,
            });
            bound.flatten().map(|bound| bound.to_string()).unwrap_or_default()
        })
    };
    let read = move |is_min: bool| {
        Callback::new(move |text: String| {
            let value: Option<Decimal> = text.parse().ok();
            if value.is_none() && !text.trim().is_empty() {
                return false;
            }
            change(editing, id, |modifier| {
                if let ModifierKind::Number { min, max, .. } = &mut modifier.kind {
                    *(if is_min { min } else { max }) = value;
                }
            });
            true
        })
    };
    let unit = Signal::derive(move || {
        let unit = |modifier: &Modifier| match &modifier.kind {
            ModifierKind::Number { unit, .. } => unit.clone(),
            _ => String::new(),
        };
        editing.modifier(id, unit).unwrap_or_default()
    });
    let field = format!("modifier-{}-unit", id.0);
    view! {
        <div class="field-row">
            <DraftText
                id=field
                testid="modifier-unit"
                label=t!("draft-unit")
                value=unit
                write=|draft, text, id| {
                    if let Some(ModifierKind::Number { unit, .. }) =
                        draft.modifier_mut(ModifierId(id)).map(|modifier| &mut modifier.kind)
                    {
                        text.clone_into(unit);
                    }
                }
                target=id.0
            />
            <DraftFigure testid="modifier-min" label=t!("draft-lowest") value=shown(true) read=read(true) />
            <DraftFigure testid="modifier-max" label=t!("draft-highest") value=shown(false) read=read(false) />
        </div>
    }
    .into_any()
}
