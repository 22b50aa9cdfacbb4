//! Signals of the session: which there are, whose, from which file, and how they lie on its clock.

mod add;
mod preview;
mod row;

pub use add::AddSignal;

use crate::app::signals::{Purpose, take};
use crate::app::widgets::fields::{FileInput, pick};
use crate::app::{Context, context};
use crate::model::SignalId;
use crate::t;
use leptos::html;
use leptos::prelude::*;
use row::SignalRow;

/// The endings and types of files that hold signals.
const ACCEPT: &str = ".csv,.tsv,.txt,.edf,.bdf,.rec,text/csv,text/plain";

/// The signals of the session that is shown, in its tab.
#[component]
pub fn Signals() -> impl IntoView {
    let context = context();
    let Context { desk, .. } = context;
    let list = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.signals.iter().map(|signal| signal.id).collect::<Vec<_>>()).unwrap_or_default()
    });
    let (new, known) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    // The signal whose file is asked for.
    let wanted = RwSignal::new(None::<SignalId>);
    let take_new = Callback::new(move |picked| take(context, picked, Purpose::New));
    let take_known = Callback::new(move |picked| {
        take(context, picked, wanted.get_untracked().map_or(Purpose::Dropped, Purpose::Of));
    });
    let ask = Callback::new(move |signal| {
        wanted.set(Some(signal));
        pick(known);
    });
    view! {
        <section>
            <header class="notes-head">
                <h3>{t!("signals-label")}</h3>
                <button
                    class="link-button"
                    data-testid="add-signal"
                    disabled=move || desk.read_only.get()
                    on:click=move |_| pick(new)
                >
                    {t!("signal-add")}
                </button>
            </header>
            <FileInput testid="input-signal" label=t!("signal-pick") accept=ACCEPT input=new take=take_new />
            <FileInput testid="input-signal-file" label=t!("signal-pick-known") accept=ACCEPT input=known take=take_known />
            <ul class="signal-list">
                <For each=move || list.get() key=|id| *id let:id>
                    <SignalRow id ask />
                </For>
            </ul>
            <Show when=move || list.with(Vec::is_empty)>
                <p class="hint">{t!("signals-empty")}</p>
            </Show>
        </section>
    }
    .into_any()
}
