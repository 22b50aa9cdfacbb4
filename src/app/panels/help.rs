//! The map of all keys, made from the same tables that the keys are read from.

use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::coding::{ACTIONS, Act, Shortcut};
use crate::platform::page;
use crate::t;
use crate::words::say;
use leptos::html;
use leptos::prelude::*;

/// The heading that an action is listed under.
fn section(act: Act) -> usize {
    use Act::{Delete, Deselect, Download, Help, Redo, Undo, ZoomFit, ZoomIn, ZoomOut};
    match act {
        Undo | Redo | Delete | Deselect | Download | Help => 1,
        ZoomIn | ZoomOut | ZoomFit => 2,
        _ => 0,
    }
}

fn written(shortcut: &Shortcut) -> String {
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

/// The dialog.
#[component]
pub fn Help() -> impl IntoView {
    let shown = expect_context::<CodePage>().help;
    move || shown.get().then(|| view! { <KeyMapDialog /> })
}

#[component]
fn KeyMapDialog() -> impl IntoView {
    let page: CodePage = expect_context();
    let dialog = NodeRef::<html::Dialog>::new();
    let close = move || page.help.set(false);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            // Already open: nothing to do.
            dialog.show_modal().ok();
        }
    });
    let headings = [t!("help-playback"), t!("help-editing"), t!("help-timeline")];
    let sections = headings.into_iter().enumerate().map(|(index, heading)| {
        let rows = ACTIONS.iter().filter(|(act, _)| section(*act) == index).map(|(act, keys)| {
            let keys = keys.iter().map(|key| view! { <kbd>{written(key)}</kbd> }).collect_view();
            view! {
                <dt>{keys}</dt>
                <dd>{say::act(*act)}</dd>
            }
        });
        view! {
            <section>
                <h3>{heading}</h3>
                <dl>{rows.collect_view()}</dl>
            </section>
        }
    });
    view! {
        <dialog
            class="dialog wide"
            node_ref=dialog
            aria-labelledby="help-title"
            data-testid="help-panel"
            on:close=move |_| close()
            on:keydown=move |event| {
                if event.key() == "?" {
                    close();
                }
                event.stop_propagation();
            }
        >
            <header class="dialog-head">
                <h2 id="help-title">{t!("help-title")}</h2>
                <button class="icon-button" aria-label=t!("help-close") on:click=move |_| close()>
                    <Icon glyph=Glyph::Close />
                </button>
            </header>
            <div class="key-map">
                {sections.collect_view()}
                <CodeKeys />
            </div>
        </dialog>
    }
}

/// The scheme's own keys with the definitions.
#[component]
fn CodeKeys() -> impl IntoView {
    let scheme = context().desk.shown(|shown| shown.scheme.clone());
    let channels = scheme.map(|scheme| scheme.channels).unwrap_or_default().into_iter().map(|channel| {
        let rows = channel.codes.into_iter().map(|code| {
            let key = code.key.map(|key| view! { <kbd>{key.to_string()}</kbd> });
            view! {
                <dt>{key}</dt>
                <dd>
                    <b>{code.label}</b>
                    " "
                    <span class="definition">{code.definition}</span>
                </dd>
            }
        });
        view! {
            <h4>{format!("{} · {}", say::role(channel.role), channel.name)}</h4>
            <dl>{rows.collect_view()}</dl>
        }
    });
    view! {
        <section class="code-keys">
            <h3>{t!("help-codes")}</h3>
            {channels.collect_view()}
        </section>
    }
}
