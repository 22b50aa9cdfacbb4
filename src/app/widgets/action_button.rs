//! A button for an action of the coding page: what its key does, with that key in its hint.

use super::icon::{Glyph, Icon};
use crate::app::pages::code::CodePage;
use crate::app::{context, keys};
use crate::coding::{ACTIONS, Act, Shortcut};
use crate::platform::page;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// A key as it is written on screen.
pub fn written(shortcut: &Shortcut) -> String {
    let name = match shortcut.key {
        " " => t!("key-space"),
        "ArrowLeft" => "←".into(),
        "ArrowRight" => "→".into(),
        "ArrowUp" => "↑".into(),
        "ArrowDown" => "↓".into(),
        "Escape" => "Esc".into(),
        key if key.chars().count() > 1 => key.into(),
        key => key.to_uppercase(),
    };
    let command = match (shortcut.command, page::is_mac()) {
        (false, _) => "",
        (true, true) => "⌘ ",
        (true, false) => "Ctrl ",
    };
    let shift = if shortcut.shift == Some(true) { "Shift " } else { "" };
    format!("{command}{shift}{name}")
}

/// The first key of an action, as it is written on screen; nothing if it has none.
pub fn first_key(act: Act) -> String {
    let keys = ACTIONS.iter().find(|(known, ..)| *known == act).map(|(.., keys)| *keys);
    keys.and_then(<[_]>::first).map(written).unwrap_or_default()
}

/// What an action does, with its first key.
pub fn hint(act: Act) -> String {
    let key = first_key(act);
    if key.is_empty() { say::act(act) } else { format!("{} ({key})", say::act(act)) }
}

/// A button with an icon. `pressed` makes it a switch.
#[component]
pub fn ActionButton(
    testid: &'static str,
    act: Act,
    glyph: Glyph,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
) -> impl IntoView {
    let context = context();
    let code_page: CodePage = expect_context();
    view! {
        <button
            class="icon-button"
            data-testid=testid
            aria-label=say::act(act)
            title=hint(act)
            disabled=move || disabled.get()
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_| keys::run(context, code_page, act)
        >
            <Icon glyph />
        </button>
    }
    .into_any()
}
