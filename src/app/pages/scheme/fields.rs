//! Fields that are bound to the draft.

use super::editing::editing;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::{release_focus, restore_value};
use crate::draft::Draft;
use crate::t;
use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent};

/// Whether a key goes into a text field, which has an undo of its own.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| match element.tag_name().as_str() {
        "TEXTAREA" => true,
        "INPUT" => element.get_attribute("type").is_none() && !element.has_attribute("readonly"),
        _ => false,
    })
}

/// A labeled text that follows every key. `id` names it in the page and in the history of the draft.
#[component]
pub fn DraftText(
    id: String,
    testid: &'static str,
    label: String,
    #[prop(into)] value: Signal<String>,
    /// Writes what is typed.
    write: fn(&mut Draft, &str, u32),
    /// What is written to: an id, or a place in a list.
    target: u32,
    /// Whether it has several lines.
    #[prop(optional)]
    long: bool,
    /// Whether the label is for screen readers alone.
    #[prop(optional)]
    bare: bool,
    #[prop(optional)] placeholder: String,
) -> impl IntoView {
    let editing = editing();
    let field = id.clone();
    let input = move |event: Event| {
        let text = event_target_value(&event);
        editing.typed(&field, |draft| write(draft, &text, target));
    };
    let field = if long {
        view! {
            <textarea
                class="input"
                rows="2"
                id=id
                data-testid=testid
                placeholder=placeholder
                prop:value=value
                on:input=input
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="input"
                autocomplete="off"
                id=id
                data-testid=testid
                placeholder=placeholder
                prop:value=value
                on:input=input
            />
        }
        .into_any()
    };
    view! {
        <label class="field">
            <span class:sr-only=bare>{label}</span>
            {field}
        </label>
    }
    .into_any()
}

/// A labeled number or time. It is read when the field is left or Enter is pressed; what cannot be read is put back.
#[component]
pub fn DraftFigure(
    testid: &'static str,
    label: String,
    #[prop(into)] value: Signal<String>,
    /// Reads what is typed and writes it. Tells whether it could be read.
    read: Callback<String, bool>,
    /// What it is counted in.
    #[prop(optional)]
    unit: String,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let change = move |event: Event| {
        read.run(event_target_value(&event));
        restore_value(&event, &value.get_untracked());
    };
    view! {
        <label class="field figure-field">
            <span class:sr-only=bare>{label}</span>
            <span class="with-unit">
                <input
                    class="input short"
                    autocomplete="off"
                    inputmode="decimal"
                    data-testid=testid
                    prop:value=value
                    on:change=change
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Enter" {
                            release_focus(&event);
                        }
                    }
                />
                <span class="muted">{unit}</span>
            </span>
        </label>
    }
    .into_any()
}

/// A labeled choice. Options are values with their texts.
#[component]
pub fn DraftSelect(
    testid: &'static str,
    label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    choose: Callback<String>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let change = move |event: Event| {
        choose.run(event_target_value(&event));
        restore_value(&event, &value.get_untracked());
    };
    let select = NodeRef::<html::Select>::new();
    show_value(select, value, move || options.track());
    let list = move || {
        let option = |(key, text): (String, String)| view! { <option value=key>{text}</option> };
        options.get().into_iter().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span class:sr-only=bare>{label}</span>
            <select class="select" data-testid=testid node_ref=select on:change=change>
                {list}
            </select>
        </label>
    }
    .into_any()
}

/// Makes a list show a value, whenever that or the options change. An option that says of itself that it is selected is not enough: WebKit
/// at times shows the first one.
pub fn show_value(select: NodeRef<html::Select>, value: Signal<String>, options: impl Fn() + 'static) {
    Effect::new(move |_| {
        options();
        let value = value.get();
        if let Some(select) = select.get() {
            select.set_value(&value);
        }
    });
}

/// A labeled tick.
#[component]
pub fn DraftTick(
    testid: &'static str,
    label: String,
    #[prop(into)] value: Signal<bool>,
    set: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                data-testid=testid
                prop:checked=value
                on:change=move |event| set.run(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// A small button with an icon and a name.
#[component]
pub fn SmallButton(testid: &'static str, label: String, glyph: Glyph, run: Callback<()>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button small"
            data-testid=testid
            aria-label=label.clone()
            title=label
            on:click=move |_| run.run(())
        >
            <Icon glyph />
        </button>
    }
    .into_any()
}

/// Puts the focus back on a button that moves in the page with what it stands in, and loses the focus by that.
fn focus_again(button: Option<EventTarget>) {
    let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) else { return };
    Timeout::new(0, move || {
        button.focus().ok();
    })
    .forget();
}

/// The two buttons that move something in its list. `name` says what.
#[component]
pub fn ShiftButtons(
    testid_up: &'static str,
    testid_down: &'static str,
    #[prop(into)] name: Signal<String>,
    shift: Callback<crate::draft::Shift>,
) -> impl IntoView {
    use crate::draft::Shift;
    let button = move |testid: &'static str, glyph: Glyph, way: Shift| {
        let label = move || match way {
            Shift::Up => t!("draft-up", name = name.get()),
            Shift::Down => t!("draft-down", name = name.get()),
        };
        view! {
            <button
                type="button"
                class="icon-button small"
                data-testid=testid
                aria-label=label
                title=label
                on:click=move |event| {
                    let button = event.current_target();
                    shift.run(way);
                    focus_again(button);
                }
            >
                <Icon glyph />
            </button>
        }
    };
    view! {
        {button(testid_up, Glyph::Up, Shift::Up)}
        {button(testid_down, Glyph::Down, Shift::Down)}
    }
    .into_any()
}
