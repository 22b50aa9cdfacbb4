//! The inspector: the selected event's code, times and comment, to see and to change.

use super::answers::Answers;
use crate::app::desk::Desk;
use crate::app::pages::code::CodePage;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::{release_focus, restore_value};
use crate::app::{Context, context};
use crate::color::Rgb;
use crate::edit::{Boundary, Command};
use crate::model::{CodeId, EventId, Role, Timing};
use crate::t;
use crate::time::{Millis, Span, parse_timecode};
use crate::words::say;
use leptos::prelude::*;
use web_sys::{Event, KeyboardEvent};

/// All that the inspector shows of one event.
#[derive(Clone, PartialEq)]
struct Facts {
    id: EventId,
    role: Role,
    channel: String,
    code: CodeId,
    label: String,
    color: Rgb,
    onset: Millis,
    /// `None` while it runs.
    offset: Option<Millis>,
    is_point: bool,
    cut_off: bool,
    comment: String,
    codes: Vec<(CodeId, String)>,
}

fn facts(desk: Desk, id: EventId) -> Option<Facts> {
    desk.shown(|shown| {
        let (index, event) = shown.event(id)?;
        let channel = shown.scheme.channels.get(index)?;
        let known = channel.code(event.code())?;
        Some(Facts {
            id,
            role: channel.role,
            channel: channel.name.clone(),
            code: known.id,
            label: known.label.clone(),
            color: known.color,
            onset: event.onset(),
            offset: event.offset(),
            is_point: channel.is_point(),
            cut_off: event.is_cut_off(),
            comment: event.comment().to_owned(),
            codes: channel.codes.iter().map(|code| (code.id, code.label.clone())).collect(),
        })
    })
    .flatten()
}

/// The panel.
#[component]
pub fn Inspector() -> impl IntoView {
    let desk = context().desk;
    let selected = Memo::new(move |_| desk.selection.with(|ids| (ids.len(), ids.iter().next().copied())));
    let body = move || match selected.get() {
        (1, Some(id)) => view! { <OneEvent id /> }.into_any(),
        (0, _) | (_, None) => view! { <p class="hint">{t!("inspector-empty")}</p> }.into_any(),
        (count, _) => view! {
            <p class="hint">{t!("inspector-many", count = count)}</p>
            <DeleteButton />
        }
        .into_any(),
    };
    view! {
        <section class="inspector" aria-label=t!("inspector-label")>
            {body}
        </section>
    }
}

#[component]
fn DeleteButton() -> impl IntoView {
    let desk = context().desk;
    view! {
        <button
            class="button small quiet-danger"
            data-testid="inspector-delete"
            disabled=move || desk.read_only.get()
            on:click=move |_| desk.delete_selection()
        >
            <Icon glyph=Glyph::Trash />
            {t!("inspector-delete")}
        </button>
    }
}

/// The fields of one event.
#[component]
fn OneEvent(id: EventId) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let facts = Memo::new(move |_| {
        desk.revisions.events.track();
        facts(desk, id)
    });
    let field =
        move |read: fn(&Facts) -> String| move || facts.with(|facts| facts.as_ref().map(read)).unwrap_or_default();
    let color = field(|facts| facts.color.to_string());
    let heading = field(|facts| facts.label.clone());
    let place = field(|facts| format!("{} · {}", say::role(facts.role), facts.channel));
    let onset = field(|facts| facts.onset.to_string());
    let offset = field(|facts| facts.offset.map(|at| at.to_string()).unwrap_or_default());
    let length = field(|facts| match facts.offset {
        Some(offset) => format!("{:.3} s", (offset - facts.onset).seconds()),
        None => t!("inspector-running"),
    });
    let comment = field(|facts| facts.comment.clone());
    let is_point = facts.with_untracked(|facts| facts.as_ref().is_some_and(|facts| facts.is_point));
    let options = move || {
        let facts = facts.get();
        let code = facts.as_ref().map(|facts| facts.code);
        let option = |(id, label): (CodeId, String)| {
            view! { <option value=id.0.to_string() prop:selected=code == Some(id)>{label}</option> }
        };
        facts.map(|facts| facts.codes.into_iter().map(option).collect_view())
    };
    let recode = move |event: Event| {
        if let (Some(observation), Ok(code)) = (desk.observation.get_untracked(), event_target_value(&event).parse()) {
            desk.dispatch(Command::Recode { observation, event: id, code: CodeId(code) });
        }
        if let Some(facts) = facts.get_untracked() {
            restore_value(&event, &facts.code.0.to_string());
        }
        release_focus(&event);
    };
    let commit_comment = move |event| {
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::Comment { observation, event: id, text: event_target_value(&event) });
        }
    };
    let time_field = move |testid: &'static str, label: String, value: Signal<String>, is_onset: bool| {
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    class="input time"
                    data-testid=testid
                    autocomplete="off"
                    prop:value=value
                    disabled=move || desk.read_only.get()
                    on:change=move |event| {
                        if let Some(facts) = facts.get_untracked() {
                            let text = event_target_value(&event);
                            retime(context, page.boundary.get_untracked(), &facts, is_onset, &text);
                        }
                        restore_value(&event, &value.get_untracked());
                    }
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Enter" {
                            release_focus(&event);
                        }
                    }
                />
            </label>
        }
    };
    let onset_label = if is_point { t!("inspector-time") } else { t!("inspector-onset") };
    view! {
        <header class="inspector-head" style=("--code", color)>
            <i class="swatch" aria-hidden="true"></i>
            <h3>{heading}</h3>
            <span class="muted">{place}</span>
        </header>
        <div class="fields">
            <label class="field wide">
                <span>{t!("inspector-code")}</span>
                <select
                    class="select"
                    data-testid="inspector-code"
                    disabled=move || desk.read_only.get()
                    on:change=recode
                >
                    {options}
                </select>
            </label>
            {time_field("inspector-onset", onset_label, Signal::derive(onset), true)}
            {(!is_point).then(|| time_field("inspector-offset", t!("inspector-offset"), Signal::derive(offset), false))}
            {(!is_point)
                .then(|| {
                    view! {
                        <div class="field">
                            <span>{t!("inspector-length")}</span>
                            <output class="output">{length}</output>
                        </div>
                    }
                })}
            <Answers id />
            <label class="field wide">
                <span>{t!("inspector-comment")}</span>
                <textarea
                    class="input"
                    rows="2"
                    data-testid="inspector-comment"
                    placeholder=t!("inspector-comment-hint")
                    prop:value=comment
                    disabled=move || desk.read_only.get()
                    on:change=commit_comment
                ></textarea>
            </label>
        </div>
        <Show when=move || facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.cut_off))>
            <p class="flag">
                <Icon glyph=Glyph::Flag />
                {t!("events-cut-off")}
            </p>
        </Show>
        <DeleteButton />
    }
    .into_any()
}

/// Applies a typed time.
fn retime(context: Context, boundary: Boundary, facts: &Facts, is_onset: bool, text: &str) {
    let Context { desk, notices, .. } = context;
    let Some(observation) = desk.observation.get_untracked() else { return };
    let event = facts.id;
    let at = match parse_timecode(text) {
        Ok(at) => at,
        // An open state may stay so.
        Err(crate::time::TimecodeError::Empty) if !is_onset && facts.offset.is_none() => return,
        Err(_) => return notices.problem("refusal", t!("refuse-timecode", text = text.to_owned())),
    };
    let command = if facts.is_point {
        Command::Adjust { observation, event, timing: Timing::Point(at), boundary }
    } else if is_onset && facts.offset.is_none() {
        Command::RetimeOpen { observation, event, onset: at }
    } else {
        let (start, end) = if is_onset { (at, facts.offset.unwrap_or(at)) } else { (facts.onset, at) };
        match Span::new(start, end) {
            Some(span) => Command::Adjust { observation, event, timing: Timing::State(span), boundary },
            None => return notices.problem("refusal", t!("refuse-not-before")),
        }
    };
    desk.dispatch(command);
}
