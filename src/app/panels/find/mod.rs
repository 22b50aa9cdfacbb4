//! Finding events: what is looked for, what was found, and what is done to all of it.

mod fields;
mod form;

use super::batch::Asked;
use super::events::{List, Listing};
use crate::app::pages::code::CodePage;
use crate::app::panels::side::SideTab;
use crate::app::widgets::action_button::ActionButton;
use crate::app::widgets::icon::Glyph;
use crate::app::{Context, context};
use crate::coding::{Act, Line};
use crate::query::{BadPattern, find};
use crate::t;
use fields::Fields;
use form::FindForm;
use leptos::prelude::*;

/// The panel.
#[component]
pub fn FindPanel() -> impl IntoView {
    let Context { desk, .. } = context();
    let page: CodePage = expect_context();
    let fields = Fields::new();
    // Nothing is looked for while nobody looks: a key that marks must not cost a walk over all events.
    let found = Memo::new(move |_| {
        if page.side.get() != SideTab::Find {
            return Ok(Vec::new());
        }
        let Some(query) = fields.query(desk) else { return Ok(Vec::new()) };
        desk.revisions.events.track();
        desk.observation.track();
        desk.shown(|shown| find(shown.observation, &query)).unwrap_or(Ok(Vec::new()))
    });
    Effect::new(move |_| {
        let matches = found.with(|found| found.clone().unwrap_or_default());
        page.matches.set(matches);
    });
    let listed = Memo::new(move |_| {
        page.matches.with(|found| {
            let line = |found: &crate::query::Found| Line {
                onset: found.onset,
                id: found.event,
                track: found.track,
                index: found.index,
            };
            Listing::Matching(found.iter().map(line).collect())
        })
    });
    let count = move || page.matches.with(Vec::len);
    let none = Signal::derive(move || count() == 0);
    let told = move || match found.get() {
        Err(BadPattern { problem }) => t!("find-bad-pattern", problem = problem),
        Ok(_) if fields.is_blank() => t!("find-hint"),
        Ok(_) => t!("find-count", count = count()),
    };
    let with_all = move |asked: Option<Asked>| {
        let events = page.matches.with_untracked(|found| found.iter().map(|found| found.event).collect());
        desk.select_many(events, false);
        if let Some(asked) = asked {
            page.ask(asked);
        }
    };
    let button = move |testid: &'static str, label: String, asked: Option<Asked>| {
        view! {
            <button
                class="link-button"
                data-testid=testid
                disabled=move || none.get() || (asked.is_some() && desk.read_only.get())
                on:click=move |_| with_all(asked)
            >
                {label}
            </button>
        }
    };
    view! {
        <section class="find-panel" aria-label=t!("side-find")>
            <FindForm fields />
            <div class="find-told">
                <p role="status" data-testid="find-count">{told}</p>
                <button
                    class="link-button"
                    data-testid="find-clear"
                    disabled=move || fields.is_blank()
                    on:click=move |_| fields.clear()
                >
                    {t!("find-clear")}
                </button>
                <ActionButton testid="find-previous" act=Act::FindPrevious glyph=Glyph::Up disabled=none />
                <ActionButton testid="find-next" act=Act::FindNext glyph=Glyph::Down disabled=none />
            </div>
            <List listed />
            <div class="find-batch" role="group" aria-label=t!("find-all")>
                {button("find-select", t!("find-select"), None)}
                {button("find-recode", t!("edit-recode"), Some(Asked::Recode))}
                {button("find-comment", t!("edit-comment"), Some(Asked::Comment))}
                {button("find-delete", t!("find-delete"), Some(Asked::Delete))}
            </div>
        </section>
    }
    .into_any()
}
