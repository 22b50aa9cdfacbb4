//! Passes: which channels are shown and recorded, how far each is coded, and what is to be looked at again.

use crate::app::desk::{Desk, Shown};
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::first_key;
use crate::app::widgets::{release_focus, role_name};
use crate::app::{Context, context};
use crate::coding::{Act, Finding, lacking, too_close, too_short};
use crate::edit::Command;
use crate::model::{Channel, ChannelId, CodeId, Coverage, EventId, Role, coverage};
use crate::platform::frame;
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
use leptos::prelude::*;

/// How far one channel is.
#[derive(Clone, PartialEq)]
struct Progress {
    channel: ChannelId,
    role: Role,
    name: String,
    count: usize,
    done: bool,
    /// For channels without gaps.
    coverage: Option<Coverage>,
    default: Option<CodeId>,
    /// Its codes with their names.
    codes: Vec<(CodeId, String)>,
    shortest: Option<Millis>,
    bridge: Option<Millis>,
    short: Vec<Finding>,
    close: Vec<Finding>,
}

fn progress(shown: &Shown) -> Vec<Progress> {
    let of = |channel: &Channel| {
        let track = shown.observation.track(channel.id)?;
        let rules = channel.rules;
        Some(Progress {
            channel: channel.id,
            role: channel.role,
            name: channel.name.clone(),
            count: track.len(),
            done: track.done,
            coverage: rules.exhaustive.then(|| coverage(shown.session, shown.observation, channel)),
            default: rules.default_code,
            codes: channel.codes.iter().map(|code| (code.id, code.label.clone())).collect(),
            shortest: rules.shortest,
            bridge: rules.bridge,
            short: too_short(channel, track),
            close: too_close(channel, track),
        })
    };
    let coded = shown.scheme.channels.iter().filter(|channel| channel.global().is_none());
    coded.filter_map(of).collect()
}

/// The gaps of the channels of this pass that are to have none, by onset.
fn gaps(desk: Desk) -> Vec<Span> {
    let found = desk.shown(|shown| {
        let asked = |channel: &&Channel| channel.rules.exhaustive && desk.records(channel.id);
        let own = shown.scheme.channels.iter().filter(asked);
        own.flat_map(|channel| coverage(shown.session, shown.observation, channel).gaps).collect::<Vec<_>>()
    });
    let mut gaps = found.unwrap_or_default();
    gaps.sort_by_key(|gap| (gap.start(), gap.end()));
    gaps
}

/// Goes to the next or previous gap of this pass; beyond the last, to the first.
pub fn go_to_gap(context: Context, page: CodePage, forward: bool) {
    let Context { desk, player, notices, .. } = context;
    let gaps = gaps(desk);
    let at = player.playhead();
    let next = if forward {
        gaps.iter().find(|gap| gap.start() > at).or(gaps.first())
    } else {
        gaps.iter().rev().find(|gap| gap.start() < at).or(gaps.last())
    };
    match next {
        Some(gap) => go_to(context, page, None, gap.start()),
        None => notices.inform("gaps", t!("passes-no-gap")),
    }
}

/// Goes to the next event that lacks an answer; beyond the last, to the first.
pub fn go_to_unanswered(context: Context, page: CodePage) {
    let Context { desk, player, notices, .. } = context;
    let selected = desk.selection.with_untracked(|ids| ids.first().copied());
    let found = desk.shown(|shown| {
        let mut all: Vec<(Millis, EventId)> = lacking(&shown.scheme.channels, shown.observation).collect();
        all.sort_unstable();
        let at = player.playhead();
        // From the selected one on, where there is one at the playhead: several may begin there.
        let from = selected.and_then(|id| all.iter().position(|own| own.1 == id)).map(|place| place + 1);
        let next = from.or_else(|| all.iter().position(|own| own.0 >= at)).unwrap_or(0);
        all.get(next).or(all.first()).copied()
    });
    match found.flatten() {
        Some((at, event)) => go_to(context, page, Some(event), at),
        None => notices.inform("unanswered", t!("passes-all-answered")),
    }
}

fn go_to(context: Context, page: CodePage, event: Option<EventId>, at: Millis) {
    context.player.pause();
    context.player.seek(at);
    page.timeline.reveal(at);
    context.desk.select(event, false);
}

/// Goes to the next finding after the playhead; beyond the last, to the first. Both sides of a stop are selected, so that one key joins them.
fn go_to_finding(context: Context, page: CodePage, findings: &[Finding]) {
    let at = context.player.playhead();
    let place = context
        .desk
        .selection
        .with_untracked(|ids| findings.iter().rposition(|found| ids.contains(&found.event)).map(|place| place + 1));
    let next = place.or_else(|| findings.iter().position(|found| found.at >= at)).unwrap_or(0);
    if let Some(found) = findings.get(next).or(findings.first()) {
        go_to(context, page, None, found.at);
        context.desk.select_many(found.before.into_iter().chain([found.event]).collect(), false);
    }
}

/// The passes that can be chosen: all, the scheme's own, else one partner at a time.
#[derive(Clone, PartialEq)]
struct Choice {
    name: String,
    channels: Option<Vec<ChannelId>>,
}

fn choices(desk: Desk) -> Vec<Choice> {
    let own = desk.shown(|shown| {
        if !shown.scheme.passes.is_empty() {
            let pass =
                |pass: &crate::model::Pass| Choice { name: pass.name.clone(), channels: Some(pass.channels.clone()) };
            return shown.scheme.passes.iter().map(pass).collect::<Vec<_>>();
        }
        let of = |role: Role| {
            let own: Vec<ChannelId> =
                shown.scheme.channels.iter().filter(|channel| channel.role == role).map(|channel| channel.id).collect();
            (!own.is_empty()).then(|| Choice { name: say::role(role), channels: Some(own) })
        };
        Role::ALL.into_iter().filter_map(of).collect()
    });
    let all = Choice { name: t!("passes-all"), channels: None };
    std::iter::once(all).chain(own.unwrap_or_default()).collect()
}

/// The pass as a list over the palette.
#[component]
pub fn PassSelect() -> impl IntoView {
    let desk = context().desk;
    let list = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        choices(desk)
    });
    let chosen = move || {
        let pass = desk.pass.get();
        list.with(|list| list.iter().position(|choice| choice.channels == pass.channels))
    };
    let choose = move |event: web_sys::Event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        let choice = place.and_then(|place| list.with_untracked(|list| list.get(place).cloned()));
        if let Some(choice) = choice {
            desk.set_pass(choice.channels);
        }
        release_focus(&event);
    };
    let options = move || {
        let option = |(place, choice): (usize, Choice)| {
            view! {
                <option value=place.to_string() prop:selected=move || chosen() == Some(place)>{choice.name}</option>
            }
        };
        list.get().into_iter().enumerate().map(option).collect_view()
    };
    // A choice of single channels is none of the list.
    let own = move || chosen().is_none().then(|| view! { <option value="" selected=true>{t!("passes-own")}</option> });
    view! {
        <label class="pass-select">
            <span>{t!("passes-pass")}</span>
            <select class="quiet-select" data-testid="pass-select" on:change=choose>
                {options}
                {own}
            </select>
        </label>
    }
    .into_any()
}

/// The tab: the channels with their progress.
#[component]
pub fn Passes() -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let list = RwSignal::new(desk.shown(progress).unwrap_or_default());
    let unanswered = RwSignal::new(0_usize);
    let count = move || {
        let lacks = desk.shown(|shown| lacking(&shown.scheme.channels, shown.observation).count());
        unanswered.try_set(lacks.unwrap_or(0));
        list.try_set(desk.shown(progress).unwrap_or_default());
    };
    // Counted in the frame after a change, so that a mark is painted before, and once however many there were.
    let asked = StoredValue::new_local(false);
    Effect::new(move |_| {
        let revisions = desk.revisions;
        for revision in [revisions.events, revisions.media, revisions.study, revisions.ratings, revisions.schemes] {
            revision.track();
        }
        desk.observation.track();
        if !asked.get_value() {
            asked.set_value(true);
            frame::next_frame(move || {
                if asked.try_set_value(false).is_none() {
                    count();
                }
            });
        }
    });
    let done = move || list.with(|list| list.iter().filter(|own| own.done).count());
    let rows = move || {
        let rows = list.get().into_iter();
        rows.map(|own| view! { <Row own /> }).collect_view()
    };
    view! {
        <section class="passes" role="tabpanel" aria-label=t!("side-passes") data-testid="passes">
            <p class="hint">{move || t!("passes-done", done = done(), all = list.with(Vec::len))}</p>
            <Show when=move || { unanswered.get() > 0 }>
                <button
                    class="link-button"
                    data-testid="next-unanswered"
                    on:click=move |_| go_to_unanswered(context, page)
                >
                    {move || t!("passes-unanswered", count = unanswered.get())}
                </button>
            </Show>
            <ul class="progress">{rows}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(own: Progress) -> impl IntoView {
    let context = context();
    let desk = context.desk;
    let page: CodePage = expect_context();
    let Progress { channel, role, name, count, done, .. } = own.clone();
    let toggle = move |_| {
        let all: Vec<ChannelId> =
            desk.shown(|shown| shown.scheme.channels.iter().map(|own| own.id).collect()).unwrap_or_default();
        let mut shown: Vec<ChannelId> = all.into_iter().filter(|own| desk.records(*own)).collect();
        match shown.iter().position(|own| *own == channel) {
            Some(place) => drop(shown.remove(place)),
            None => shown.push(channel),
        }
        desk.set_pass(Some(shown));
    };
    let set_done = move |_| {
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::SetDone { observation, channel, done: !done });
        }
    };
    let label = format!("{} {}", say::role(role), name);
    let covered = own.coverage.clone().filter(|coverage| coverage.asked > Millis::ZERO);
    let amount = match &covered {
        Some(coverage) => {
            let percent = coverage.coded.0 * 100 / coverage.asked.0;
            view! {
                <span class="covered" data-testid="covered" data-percent=percent.to_string()>
                    <progress max="100" value=percent.to_string() aria-label=t!("passes-covered-label", channel = label.clone())></progress>
                    {t!("passes-covered", percent = percent)}
                </span>
            }
            .into_any()
        }
        None => view! { <span class="muted">{t!("event-count", count = count)}</span> }.into_any(),
    };
    let gaps = covered.map(|coverage| coverage.gaps).unwrap_or_default();
    let first_after = {
        let gaps = gaps.clone();
        move |_| {
            let at = context.player.playhead();
            if let Some(gap) = gaps.iter().find(|gap| gap.start() > at).or(gaps.first()) {
                go_to(context, page, None, gap.start());
            }
        }
    };
    let fill = (!gaps.is_empty())
        .then(|| view! { <Fill channel name=name.clone() default=own.default codes=own.codes.clone() /> });
    let gap_count = gaps.len();
    let next_gap = (gap_count > 0).then(|| {
        view! {
            <button class="link-button" data-testid="next-gap" on:click=first_after>
                {t!("passes-gaps", count = gap_count)}
            </button>
        }
    });
    let finding = move |testid: &'static str, text: String, hint: Option<String>, findings: Vec<Finding>| {
        view! {
            <button
                class="link-button finding"
                title=hint
                data-testid=testid
                on:click=move |_| go_to_finding(context, page, &findings)
            >
                {text}
            </button>
        }
    };
    let seconds = |length: Millis| crate::decimal::Decimal(length.0).to_string();
    let short = own.shortest.filter(|_| !own.short.is_empty()).map(|shortest| {
        let text = t!("passes-short", count = own.short.len(), seconds = seconds(shortest));
        finding("too-short", text, None, own.short.clone())
    });
    let close = own.bridge.filter(|_| !own.close.is_empty()).map(|bridge| {
        let text = t!("passes-close", count = own.close.len(), seconds = seconds(bridge));
        finding("too-close", text, Some(t!("passes-close-hint", key = first_key(Act::Merge))), own.close.clone())
    });
    view! {
        <li data-testid="progress" data-channel=name.clone() data-role=role_name(role) class:off=move || !desk.pass.with(|pass| pass.has(channel))>
            <label class="check" title=t!("passes-shown-hint")>
                <input
                    type="checkbox"
                    data-testid="pass-channel"
                    prop:checked=move || desk.pass.with(|pass| pass.has(channel))
                    on:change=toggle
                />
                <span class="progress-role">{say::role(role)}</span>
                " "
                {name.clone()}
            </label>
            <label class="check done">
                <input
                    type="checkbox"
                    data-testid="done"
                    prop:checked=done
                    disabled=move || desk.read_only.get()
                    on:change=set_done
                />
                {t!("passes-gone-through")}
                <span class="sr-only">{label}</span>
            </label>
            <div class="progress-more">{amount} {next_gap} {fill} {short} {close}</div>
        </li>
    }
    .into_any()
}

/// Fills the gaps: with the default code by one press, else with one that is chosen.
#[component]
fn Fill(channel: ChannelId, name: String, default: Option<CodeId>, codes: Vec<(CodeId, String)>) -> impl IntoView {
    let desk = context().desk;
    let fill = move |code: CodeId| {
        if let Some(observation) = desk.observation.get_untracked() {
            desk.dispatch(Command::CloseGaps { observation, channel, code });
        }
    };
    let default = default.and_then(|id| codes.iter().find(|(code, _)| *code == id).cloned());
    if let Some((code, label)) = default {
        return view! {
            <button
                class="link-button"
                data-testid="fill-gaps"
                data-channel=name
                disabled=move || desk.read_only.get()
                on:click=move |_| fill(code)
            >
                {t!("passes-fill", code = label)}
            </button>
        }
        .into_any();
    }
    let options = codes.into_iter().map(|(code, label)| view! { <option value=code.0.to_string()>{label}</option> });
    view! {
        <select
            class="quiet-select"
            data-testid="fill-gaps-with"
            data-channel=name.clone()
            aria-label=t!("passes-fill-label", channel = name)
            disabled=move || desk.read_only.get()
            on:change=move |event| {
                let chosen = event_target_value(&event).parse().ok().map(CodeId);
                release_focus(&event);
                if let Some(code) = chosen {
                    fill(code);
                }
            }
        >
            <option value="" selected=true>{t!("passes-fill-with")}</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}
