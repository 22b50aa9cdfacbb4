//! Interval coding: how far it is, the question at a window's end, and the codes that answer it.

use crate::app::intervals::IntervalCoding;
use crate::app::pages::code::CodePage;
use crate::app::widgets::action_button::{first_key, hint};
use crate::app::widgets::role_name;
use crate::app::{Context, context};
use crate::coding::{Act, Judging};
use crate::model::{Channel, ChannelId, Code, CodeId, IntervalRule, Judgment};
use crate::t;
use crate::words::{say, scheme as say_scheme};
use leptos::prelude::*;

/// The panel; nothing where the scheme has no interval channel.
#[component]
pub fn IntervalPanel() -> impl IntoView {
    let desk = context().desk;
    let has_windows = Memo::new(move |_| {
        desk.observation.track();
        desk.revisions.schemes.track();
        let pass = desk.pass.get();
        desk.shown(|shown| {
            shown.scheme.channels.iter().any(|channel| channel.intervals().is_some() && pass.has(channel.id))
        }) == Some(true)
    });
    view! {
        <Show when=move || has_windows.get()>
            <section class="intervals" data-testid="intervals" aria-label=t!("intervals-label")>
                <Head />
                <Course />
            </section>
        </Show>
    }
    .into_any()
}

/// How many windows are judged, and what to do next.
#[component]
fn Head() -> impl IntoView {
    let Context { desk, .. } = context();
    let intervals = expect_context::<CodePage>().intervals;
    let progress = Memo::new(move |_| {
        desk.revisions.ratings.track();
        desk.observation.track();
        intervals
            .agenda
            .with(|agenda| (desk.shown(|shown| agenda.judged(shown.observation)).unwrap_or(0), agenda.stops().len()))
    });
    let text = move || {
        let (judged, all) = progress.get();
        t!("intervals-progress", judged = judged, all = all)
    };
    view! {
        <header class="way-head">
            <h2>{t!("intervals-label")}</h2>
            <progress max=move || progress.get().1.max(1).to_string() value=move || progress.get().0.to_string() aria-hidden="true"></progress>
            <b data-testid="intervals-progress" role="status">{text}</b>
            <span class="way-actions">
                <Show when=move || intervals.is_on()>
                    <label class="check" title=t!("intervals-plays-on-note")>
                        <input
                            type="checkbox"
                            data-testid="intervals-plays-on"
                            prop:checked=intervals.plays_on
                            on:change=move |_| intervals.plays_on.update(|on| *on = !*on)
                        />
                        {t!("intervals-plays-on")}
                    </label>
                </Show>
                <button
                    class="button small"
                    class:primary=move || !intervals.is_on()
                    data-testid="intervals-next"
                    title=hint(Act::NextWindow)
                    disabled=move || desk.read_only.get() || progress.get().1 == 0
                    on:click=move |_| intervals.next()
                >
                    {move || if intervals.is_on() { t!("intervals-next") } else { t!("intervals-start") }}
                    <kbd>{first_key(Act::NextWindow)}</kbd>
                </button>
                <Show when=move || intervals.is_on()>
                    <button class="button small" data-testid="intervals-leave" on:click=move |_| intervals.leave()>
                        {t!("intervals-leave")}
                        <kbd>{t!("key-escape")}</kbd>
                    </button>
                </Show>
            </span>
        </header>
    }
    .into_any()
}

/// What is on screen of the window.
#[derive(Clone, PartialEq)]
struct Shown {
    place: String,
    asked: Option<ChannelId>,
    channels: Vec<ChannelId>,
}

fn shown(intervals: IntervalCoding, judging: &Judging) -> Option<Shown> {
    intervals.agenda.with(|agenda| {
        let stop = agenda.stops().get(judging.index())?;
        let timecode = |at| crate::timeline::timecode(at, true);
        let place = t!(
            "intervals-place",
            number = judging.index() + 1,
            all = agenda.stops().len(),
            start = timecode(stop.span.start()),
            end = timecode(stop.span.end()),
        );
        Some(Shown { place, asked: judging.asked(agenda), channels: stop.channels.clone() })
    })
}

/// The window that is watched or asked about.
#[component]
fn Course() -> impl IntoView {
    let intervals = expect_context::<CodePage>().intervals;
    let desk = context().desk;
    let now = Memo::new(move |_| intervals.judging.with(|judging| judging.as_ref().and_then(|j| shown(intervals, j))));
    let body = move || {
        let Some(Shown { place, asked, channels }) = now.get() else {
            return view! { <p class="hint">{t!("intervals-note")}</p> }.into_any();
        };
        let cards = channels
            .iter()
            .filter(|channel| asked.is_none_or(|asked| asked == **channel))
            .filter_map(|id| desk.shown(|shown| shown.scheme.channel(*id).cloned()).flatten())
            .map(|channel| view! { <Card channel is_asked=asked.is_some() /> })
            .collect_view();
        let answered = asked.and_then(|asked| channels.iter().position(|channel| *channel == asked));
        let of = answered
            .filter(|_| channels.len() > 1)
            .map(|nth| t!("intervals-question-of", number = nth + 1, all = channels.len()));
        let state = if asked.is_some() { "asking" } else { "watching" };
        view! {
            <div class="window-card" data-testid="window-card" data-state=state>
                <p class="window-place" role="status">
                    <b data-testid="window-place">{place}</b>
                    <span>{if asked.is_some() { of.unwrap_or_default() } else { t!("intervals-watching") }}</span>
                </p>
                <div class="window-channels">{cards}</div>
                {asked.map(|channel| view! { <Answers channel /> })}
            </div>
        }
        .into_any()
    };
    view! { {body} }
}

/// A channel's question with its codes.
#[component]
fn Card(channel: Channel, is_asked: bool) -> impl IntoView {
    let Some(rule) = channel.intervals() else { return ().into_any() };
    let judgment = rule.judgment;
    // Keyless codes take the digits of their places.
    let codes = (1..).zip(channel.codes.iter().cloned()).map(|(nth, code): (usize, Code)| {
        let key =
            code.key.as_ref().map_or_else(|| (nth < 10).then(|| nth.to_string()), |key| Some(say_scheme::key(key)));
        view! { <CodeChoice channel=channel.id code key rule is_asked /> }
    });
    let question = if is_asked { asked(judgment) } else { String::new() };
    view! {
        <section class="window-channel" data-role=role_name(channel.role) class:asked=is_asked>
            <h3>
                {format!("{} · {}", say::role(channel.role), channel.name)}
                <span class="muted" data-testid="window-question">{question}</span>
            </h3>
            <div class="window-codes" role="group" aria-label=channel.name.clone()>
                {codes.collect_view()}
            </div>
        </section>
    }
    .into_any()
}

fn asked(judgment: Judgment) -> String {
    match judgment {
        Judgment::OneZero => t!("intervals-ask-one-zero"),
        Judgment::Momentary => t!("intervals-ask-momentary"),
        Judgment::Predominant => t!("intervals-ask-predominant"),
    }
}

#[component]
fn CodeChoice(
    channel: ChannelId,
    code: Code,
    key: Option<String>,
    rule: IntervalRule,
    is_asked: bool,
) -> impl IntoView {
    let intervals = expect_context::<CodePage>().intervals;
    let id: CodeId = code.id;
    let is_given = move || {
        intervals.agenda.with(|agenda| {
            intervals
                .judging
                .with(|judging| judging.as_ref().is_some_and(|judging| judging.answer(agenda, channel).contains(&id)))
        })
    };
    // What holds at the end or for most of it is not known before the end.
    let is_early = !is_asked && rule.judgment != Judgment::OneZero;
    let definition = is_asked.then(|| view! { <span class="window-definition">{code.definition.clone()}</span> });
    view! {
        <button
            class="window-code"
            data-testid="window-code"
            data-code=code.label.clone()
            style=("--code", code.color.to_string())
            title=code.definition.clone()
            aria-pressed=move || is_given().to_string()
            disabled=is_early
            on:click=move |_| intervals.press(channel, id)
        >
            {key.map(|key| view! { <kbd aria-hidden="true">{key}</kbd> })}
            <i class="swatch" aria-hidden="true"></i>
            <span class="window-label">{code.label.clone()}</span>
            {definition}
        </button>
    }
    .into_any()
}

/// What ends the question, or puts it off.
#[component]
fn Answers(channel: ChannelId) -> impl IntoView {
    let intervals = expect_context::<CodePage>().intervals;
    let given = Memo::new(move |_| {
        intervals.agenda.with(|agenda| {
            intervals
                .judging
                .with(|judging| judging.as_ref().map_or(0, |judging| judging.answer(agenda, channel).len()))
        })
    });
    let confirm = move || match given.get() {
        0 => t!("intervals-none"),
        count => t!("intervals-confirm", count = count),
    };
    view! {
        <footer class="window-answers">
            <button class="button primary small" data-testid="window-confirm" on:click=move |_| intervals.confirm()>
                {confirm}
                <kbd>{t!("key-enter")}</kbd>
            </button>
            <button class="button small" data-testid="window-again" on:click=move |_| intervals.again()>
                {t!("intervals-again")}
                <kbd>{t!("key-space")}</kbd>
            </button>
            <button class="button small" data-testid="window-back" on:click=move |_| intervals.back()>
                {t!("intervals-back")}
                <kbd>{t!("key-backspace")}</kbd>
            </button>
        </footer>
    }
    .into_any()
}
