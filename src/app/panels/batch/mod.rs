//! Dialogs that change many events at once, each with what it would do before it is done.

mod comment;
mod copy;
mod delete;
mod names;
mod recode;
mod shift;

use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::dialog::Dialog;
use crate::edit::{Command, Outcome, Refusal, outcome};
use crate::t;
use crate::words::say;
use comment::CommentEvents;
use copy::CopyEvents;
use delete::DeleteEvents;
use leptos::prelude::*;
use names::Names;
use recode::RecodeEvents;
use shift::ShiftEvents;
use web_sys::SubmitEvent;

/// A dialog about editing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Moves events by a time.
    Shift,
    /// Copies the selected events to another channel.
    Copy,
    /// Gives the selected events another code.
    Recode,
    /// Writes the comments of the selected events.
    Comment,
    /// Deletes the selected events.
    Delete,
    /// Names of session and coder.
    Names,
}

/// The dialog that is asked for, if any.
#[component]
pub fn BatchDialogs() -> impl IntoView {
    let page: CodePage = expect_context();
    move || match page.asked.get() {
        Some(Asked::Shift) => view! { <ShiftEvents /> }.into_any(),
        Some(Asked::Copy) => view! { <CopyEvents /> }.into_any(),
        Some(Asked::Recode) => view! { <RecodeEvents /> }.into_any(),
        Some(Asked::Comment) => view! { <CommentEvents /> }.into_any(),
        Some(Asked::Delete) => view! { <DeleteEvents /> }.into_any(),
        Some(Asked::Names) => view! { <Names /> }.into_any(),
        None => ().into_any(),
    }
}

/// A dialog with fields, what they would do, and a button that does it.
#[component]
fn BatchDialog(
    testid: &'static str,
    title: String,
    /// What the button says.
    action: String,
    /// What would be done; `None` while the fields do not say.
    command: Signal<Option<Command>>,
    /// More than the counts of what would change.
    #[prop(optional, into)]
    note: Option<Signal<String>>,
    children: Children,
) -> impl IntoView {
    let desk = context().desk;
    let page: CodePage = expect_context();
    let told = Memo::new(move |_| {
        let command = command.get()?;
        desk.with(|project| outcome(project, &command))
    });
    let does_something = move || matches!(told.get(), Some(Ok(outcome)) if outcome != Outcome::default());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(command) = command.get_untracked().filter(|_| does_something())
            && desk.dispatch(command)
        {
            page.asked.set(None);
        }
    };
    let preview = move || match told.get() {
        Some(told) => in_words(told),
        None => String::new(),
    };
    view! {
        <Dialog testid=testid title close=Callback::new(move |()| page.asked.set(None))>
            <form class="form" on:submit=submit novalidate>
                {children()}
                <p class="batch-preview" role="status" data-testid="batch-preview">
                    <b>{preview}</b>
                    {move || note.map(|note| view! { <span>{note.get()}</span> })}
                </p>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| page.asked.set(None)>
                        {t!("new-cancel")}
                    </button>
                    <button
                        type="submit"
                        class="button primary"
                        data-testid="batch-confirm"
                        disabled=move || !does_something() || desk.read_only.get()
                    >
                        {action}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// What a command would do, or why it would be refused.
fn in_words(told: Result<Outcome, Refusal>) -> String {
    match told {
        Ok(outcome) if outcome == Outcome::default() => t!("batch-nothing"),
        Ok(Outcome { changed, added, removed }) => {
            let parts = [
                (changed > 0).then(|| t!("batch-changed", count = changed)),
                (added > 0).then(|| t!("batch-added", count = added)),
                (removed > 0).then(|| t!("batch-removed", count = removed)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Err(refusal) => say::refusal(refusal),
    }
}

/// A box to tick.
#[component]
fn Tick(testid: &'static str, label: String, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="checkbox"
                data-testid=testid
                prop:checked=value
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

/// Choices of which one holds.
#[component]
fn Radios<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    legend: String,
    value: RwSignal<T>,
    /// For tests, in words, what it stands for.
    choices: Vec<(&'static str, String, T)>,
) -> impl IntoView {
    let choices = choices.into_iter().map(|(testid, label, choice)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name
                    data-testid=testid
                    prop:checked=move || value.get() == choice
                    on:change=move |_| value.set(choice)
                />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            {choices.collect_view()}
        </fieldset>
    }
}
