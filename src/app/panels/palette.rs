//! The palette: every code as a button that does what its key does and is lit while its state is on.

use super::intervals::IntervalPanel;
use super::passes::PassSelect;
use super::question_card::QuestionCard;
use super::rating::RatingPanel;
use crate::app::pages::code::{CodePage, mark};
use crate::app::widgets::action_button::hint;
use crate::app::widgets::example::PlayExample;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::{release_focus, restore_value, role_name};
use crate::app::{context, keys};
use crate::coding::Act;
use crate::edit::Command;
use crate::model::{Channel, ChannelId, Code, CodeId, EntryMode, Role};
use crate::t;
use crate::time::Millis;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;
use std::collections::BTreeSet;
use web_sys::{Event, MouseEvent, PointerEvent};

/// The panel: parent above, child below.
#[component]
pub fn Palette() -> impl IntoView {
    let context = context();
    let (desk, player) = (context.desk, context.player);
    // One look at all channels per change of time or events; buttons only compare.
    let lit = Memo::new(move |_| {
        desk.revisions.events.track();
        desk.revisions.held.track();
        player.clock.track();
        player.playing.track();
        let at = player.playhead();
        let mut lit: BTreeSet<CodeId> = desk.held().iter().map(|held| held.code).collect();
        desk.shown(|shown| {
            for track in &shown.observation.tracks {
                for code in running(track, at, shown.scheme.channel(track.channel)) {
                    lit.insert(code);
                }
            }
        });
        lit
    });
    // A reaction time is that of keys that mark moments.
    let has_marks = Memo::new(move |_| {
        desk.observation.track();
        desk.revisions.schemes.track();
        desk.shown(|shown| shown.scheme.channels.iter().any(Channel::is_marked)) == Some(true)
    });
    let groups = move || {
        desk.observation.track();
        desk.revisions.schemes.track();
        let pass = desk.pass.get();
        let mut channels = desk.shown(|shown| shown.scheme.channels.clone()).unwrap_or_default();
        channels.retain(Channel::is_marked);
        let group = |role: Role| {
            let is_shown = |channel: &&Channel| channel.role == role && pass.has(channel.id);
            let own: Vec<Channel> = channels.iter().filter(is_shown).cloned().collect();
            (!own.is_empty()).then(|| view! { <Group role channels=own lit /> })
        };
        Role::ALL.map(group).into_iter().collect_view()
    };
    view! {
        <section class="palette" aria-label=t!("palette-label")>
            <div class="palette-head">
                <PassSelect />
                <RatingsButton />
            </div>
            <IntervalPanel />
            <RatingPanel />
            <div class="palette-groups">{groups}</div>
            <QuestionCard />
            <WaitingKey />
            <Show when=move || has_marks.get()>
                <ReactionTime />
            </Show>
        </section>
    }
    .into_any()
}

/// The way to the form of global ratings, of a scheme that has any.
#[component]
fn RatingsButton() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let has_ratings = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        desk.shown(|shown| shown.scheme.channels.iter().any(|channel| channel.global().is_some())) == Some(true)
    });
    view! {
        <Show when=move || has_ratings.get()>
            <button
                class="button small"
                data-testid="open-ratings"
                title=hint(Act::Ratings)
                on:click=move |_| keys::run(context, page, Act::Ratings)
            >
                {t!("ratings-title")}
            </button>
        </Show>
    }
}

/// Codes of a track that are on at a moment.
fn running(track: &crate::model::Track, at: Millis, channel: Option<&Channel>) -> Vec<CodeId> {
    let open = track.open.iter().filter(|open| open.onset <= at).map(|open| open.code);
    let Some(channel) = channel.filter(|channel| !channel.is_point()) else { return Vec::new() };
    if channel.is_exclusive() {
        return track.state_at(at, None).map(|event| event.code).into_iter().chain(open).collect();
    }
    let finished = channel.codes.iter().map(|code| code.id).filter(|id| track.state_at(at, Some(*id)).is_some());
    finished.chain(open).collect()
}

/// All channels of one partner.
#[component]
fn Group(role: Role, channels: Vec<Channel>, lit: Memo<BTreeSet<CodeId>>) -> impl IntoView {
    let channels = channels.into_iter().map(|channel| view! { <ChannelRow channel lit /> }).collect_view();
    view! {
        <section class="palette-group" data-role=role_name(role)>
            <h2>{say::role(role)}</h2>
            {channels}
        </section>
    }
}

/// One channel: its name, how its keys work, its codes.
#[component]
fn ChannelRow(channel: Channel, lit: Memo<BTreeSet<CodeId>>) -> impl IntoView {
    let role = channel.role;
    let (id, name) = (channel.id, channel.name.clone());
    let mode = if channel.is_point() {
        view! { <span class="mode" title=t!("kind-point")>"◆"</span> }.into_any()
    } else {
        view! { <EntryModeSelect channel=id name=name.clone() role /> }.into_any()
    };
    let codes = channel.codes.iter().map(|code| {
        let example = code.examples.first().cloned();
        view! {
            <CodeButton code=code.clone() channel=id channel_name=name.clone() role lit />
            {example.map(|example| view! { <PlayExample example label=code.label.clone() small=true /> })}
        }
    });
    view! {
        <div class="channel">
            <div class="channel-head">
                <h3 title=channel.definition.clone()>{channel.name.clone()}</h3>
                {mode}
            </div>
            <div class="codes" role="group" aria-label=format!("{} {}", say::role(role), channel.name)>
                {codes.collect_view()}
            </div>
        </div>
    }
}

/// Toggle or hold.
#[component]
fn EntryModeSelect(channel: ChannelId, name: String, role: Role) -> impl IntoView {
    let desk = context().desk;
    let current = Memo::new(move |_| {
        desk.revisions.settings.track();
        desk.observation.track();
        desk.shown(|shown| shown.observation.track(channel).map(|track| track.entry)).flatten()
    });
    let choose = move |event: Event| {
        let entry = if event_target_value(&event) == "hold" { EntryMode::Hold } else { EntryMode::Toggle };
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::SetEntryMode { observation, channel, entry });
        }
        release_focus(&event);
    };
    let glyph = move || {
        let glyph = if current.get() == Some(EntryMode::Hold) { Glyph::Hold } else { Glyph::Toggle };
        view! { <Icon glyph /> }
    };
    let hint = move || {
        if current.get() == Some(EntryMode::Hold) { t!("mode-hold-hint") } else { t!("mode-toggle-hint") }
    };
    let label = t!("entry-mode-label", role = say::role(role), channel = name.clone());
    view! {
        <span class="mode">
        {glyph}
        <select
            data-testid="entry-mode"
            data-channel=name
            data-role=role_name(role)
            aria-label=label.clone()
            title=hint
            disabled=move || desk.read_only.get()
            on:change=choose
        >
            <option value="toggle" prop:selected=move || current.get() == Some(EntryMode::Toggle)>
                {t!("mode-toggle")}
            </option>
            <option value="hold" prop:selected=move || current.get() == Some(EntryMode::Hold)>
                {t!("mode-hold")}
            </option>
        </select>
        </span>
    }
}

/// One code.
#[component]
fn CodeButton(
    code: Code,
    channel: ChannelId,
    channel_name: String,
    role: Role,
    lit: Memo<BTreeSet<CodeId>>,
) -> impl IntoView {
    let context = context();
    let id = code.id;
    let on = move || lit.with(|lit| lit.contains(&id));
    let release = move || context.desk.release(id, context.player.mark_time());
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            mark(context, channel, id, context.player.mark_time());
        }
    };
    // A click that no pointer made comes from Enter or from a screen reader; there is nothing to hold.
    let activated = move |event: MouseEvent| {
        if event.detail() == 0 {
            mark(context, channel, id, context.player.mark_time());
            release();
        }
    };
    let key = code.key.as_ref().map(say_scheme::key);
    let name = match &key {
        Some(key) => format!("{}, {}", code.label, t!("palette-key", key = key.clone())),
        None => code.label.clone(),
    };
    view! {
        <button
            class="code"
            data-testid="code-button"
            data-channel=channel_name
            data-role=role_name(role)
            data-code=code.label.clone()
            style=("--code", code.color.to_string())
            title=code.definition.clone()
            aria-label=name
            aria-pressed=move || on().to_string()
            on:pointerdown=down
            on:pointerup=move |_| release()
            on:pointercancel=move |_| release()
            on:pointerleave=move |_| release()
            on:click=activated
        >
            <i class="swatch" aria-hidden="true"></i>
            <span class="code-label">{code.label.clone()}</span>
            {key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
        </button>
    }
}

/// The first key of two, while the second is waited for.
#[component]
fn WaitingKey() -> impl IntoView {
    let waiting = context().desk.waiting;
    move || {
        waiting.get().map(|key| {
            let key = say_scheme::key(&key);
            view! {
                <p class="waiting-key" role="status" data-testid="waiting-key">
                    <kbd>{key.clone()}</kbd>
                    <span aria-hidden="true">"…"</span>
                    <span class="sr-only">{t!("palette-waiting", key = key)}</span>
                </p>
            }
        })
    }
}

/// The reaction time that is subtracted from marks.
#[component]
fn ReactionTime() -> impl IntoView {
    let desk = context().desk;
    let value = move || {
        desk.revisions.settings.track();
        desk.observation.track();
        desk.shown(|shown| shown.observation.reaction_time.0).unwrap_or(0).to_string()
    };
    let commit = move |event: Event| {
        let typed = event_target_value(&event).trim().parse().unwrap_or(-1);
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::SetReactionTime { observation, value: Millis(typed) });
        }
        restore_value(&event, &value());
        release_focus(&event);
    };
    view! {
        <label class="reaction" title=t!("palette-reaction-note")>
            <span>{t!("palette-reaction")}</span>
            <input
                class="input number"
                type="number"
                min="0"
                max="2000"
                step="10"
                data-testid="reaction-time"
                prop:value=value
                disabled=move || desk.read_only.get()
                on:change=commit
            />
            <span>{t!("milliseconds-short")}</span>
        </label>
    }
}
