//! The map of all keys, made from the same tables that the keys are read from.

use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::written;
use crate::app::widgets::dialog::Dialog;
use crate::app::widgets::example::PlayExample;
use crate::coding::{ACTIONS, Topic};
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn Help() -> impl IntoView {
    let shown = expect_context::<CodePage>().help;
    move || shown.get().then(|| view! { <KeyMapDialog /> })
}

#[component]
fn KeyMapDialog() -> impl IntoView {
    let page: CodePage = expect_context();
    let headings = [
        (Topic::Playback, t!("help-playback")),
        (Topic::Editing, t!("help-editing")),
        (Topic::Timeline, t!("help-timeline")),
    ];
    let sections = headings.into_iter().map(|(topic, heading)| {
        let rows = ACTIONS.iter().filter(|(_, of, _)| *of == topic).map(|(act, _, keys)| {
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
        <Dialog testid="help-panel" title=t!("help-title") wide=true close=Callback::new(move |()| page.help.set(false))>
            <div class="key-map">
                {sections.collect_view()}
                <CodeKeys />
            </div>
        </Dialog>
    }
}

/// The scheme's own keys with the definitions.
#[component]
fn CodeKeys() -> impl IntoView {
    let scheme = context().desk.shown(|shown| shown.scheme.clone());
    let channels = scheme.map(|scheme| scheme.channels).unwrap_or_default().into_iter().map(|channel| {
        let rows = channel.codes.into_iter().map(|code| {
            let label = code.label.clone();
            let play = |example| view! { <PlayExample example label=label.clone() small=true /> };
            let examples = code.examples.into_iter().map(play).collect_view();
            let key = code.key.map(|key| view! { <kbd>{say_scheme::key(&key)}</kbd> });
            view! {
                <dt>{key}</dt>
                <dd>
                    <b>{code.label}</b>
                    " "
                    <span class="definition">{code.definition}</span>
                    {examples}
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
