//! The event tally: large counters that follow the coding, and whether one partner answers the other in time.

use crate::analysis::response::{Asked, Fate, Latest, Responses};
use crate::analysis::tally::{Tally, window_at};
use crate::app::desk::Desk;
use crate::app::pages::code::CodePage;
use crate::app::widgets::role_name;
use crate::app::{Context, context};
use crate::model::{CodeId, Role};
use crate::platform::frame;
use crate::t;
use crate::time::{Millis, Span};
use crate::words::say;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What the tally is asked for; kept while another tab is looked at.
#[derive(Clone, Copy)]
pub struct TallySettings {
    /// The length of the windows that are counted by.
    every: RwSignal<Millis>,
    /// The length of the response window.
    within: RwSignal<Millis>,
    stimuli: RwSignal<BTreeSet<CodeId>>,
    responses: RwSignal<BTreeSet<CodeId>>,
}

impl TallySettings {
    /// Windows of 15 s, answers within 3 s, no codes chosen.
    pub fn new() -> Self {
        Self {
            every: RwSignal::new(Millis(15_000)),
            within: RwSignal::new(Millis(3000)),
            stimuli: RwSignal::new(BTreeSet::new()),
            responses: RwSignal::new(BTreeSet::new()),
        }
    }
}

/// One code of the list.
#[derive(Clone, PartialEq)]
struct Counted {
    code: CodeId,
    role: Role,
    channel: String,
    label: String,
    color: String,
}

fn codes(desk: Desk) -> Vec<Counted> {
    desk.shown(|shown| {
        let own = shown.scheme.channels.iter().filter(|channel| channel.is_marked());
        own.flat_map(|channel| {
            channel.codes.iter().map(|code| Counted {
                code: code.id,
                role: channel.role,
                channel: channel.name.clone(),
                label: code.label.clone(),
                color: code.color.to_string(),
            })
        })
        .collect()
    })
    .unwrap_or_default()
}

/// The numbers of one code: all, per minute so far, in the window at the playhead.
#[derive(Clone, Copy, PartialEq)]
struct Numbers {
    count: usize,
    rate: Option<f64>,
    here: Option<usize>,
}

/// What became of the stimuli.
#[derive(Clone, PartialEq)]
struct Answered {
    hits: usize,
    missed: usize,
    cut: usize,
    share: Option<f64>,
    latency: Option<f64>,
    latest: Option<Latest>,
}

#[derive(Clone, PartialEq, Default)]
struct Live {
    numbers: Vec<(CodeId, Numbers)>,
    window: Option<Span>,
    answered: Option<Answered>,
}

fn live(desk: Desk, settings: TallySettings, playhead: Millis) -> Live {
    let window = desk.shown(|shown| shown.session.coded_window()).flatten();
    let list: Vec<CodeId> = codes(desk).into_iter().map(|own| own.code).collect();
    let here = window_at(window, settings.every.get_untracked(), playhead);
    let (stimuli, responses) = (settings.stimuli.get_untracked(), settings.responses.get_untracked());
    let asked = (!stimuli.is_empty() && !responses.is_empty()).then(|| Asked {
        stimuli: stimuli.into_iter().collect(),
        responses: responses.into_iter().collect(),
        within: settings.within.get_untracked(),
        window,
    });
    let read = |tally: &Tally, responses: Option<&Responses>| Live {
        numbers: list
            .iter()
            .map(|code| {
                let numbers = Numbers {
                    count: tally.count(*code, window),
                    rate: tally.rate(*code, window, playhead).ok(),
                    here: here.map(|here| tally.count(*code, Some(here))),
                };
                (*code, numbers)
            })
            .collect(),
        window: here,
        answered: responses.map(|of| Answered {
            hits: of.answered(),
            missed: of.missed(),
            cut: of.cut(),
            share: of.share().ok(),
            latency: of.median_latency().ok(),
            latest: of.latest(playhead),
        }),
    };
    desk.counts(asked.as_ref(), read).unwrap_or_default()
}

/// The tab.
#[component]
pub fn TallyPanel() -> impl IntoView {
    let Context { desk, player, .. } = context();
    let page: CodePage = expect_context();
    let settings = page.tally;
    let numbers = RwSignal::new(live(desk, settings, player.playhead()));
    // Read in the frame after a change: a count is kept up with each key, and shown once a frame.
    let asked = StoredValue::new_local(false);
    Effect::new(move |_| {
        for revision in [desk.revisions.events, desk.revisions.media, desk.revisions.schemes, desk.revisions.study] {
            revision.track();
        }
        desk.observation.track();
        player.clock.track();
        settings.every.track();
        settings.within.track();
        settings.stimuli.track();
        settings.responses.track();
        if !asked.get_value() {
            asked.set_value(true);
            frame::next_frame(move || {
                if asked.try_set_value(false).is_none() {
                    let now = live(desk, settings, player.playhead());
                    if numbers.try_with_untracked(|old| *old != now) == Some(true) {
                        numbers.try_set(now);
                    }
                }
            });
        }
    });
    on_cleanup(move || desk.stop_counting());
    let list = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        let pass = desk.pass.get();
        let recorded = |code: CodeId| {
            desk.shown(|shown| shown.scheme.code(code).is_some_and(|(channel, _)| pass.has(channel.id))) == Some(true)
        };
        codes(desk).into_iter().filter(|own| recorded(own.code)).collect::<Vec<_>>()
    });
    let rows = move || list.get().into_iter().map(|own| view! { <Counter own numbers /> }).collect_view();
    let span = move || {
        let timecode = |at| crate::timeline::timecode(at, true);
        numbers.with(|live| live.window.map(|span| format!("{} – {}", timecode(span.start()), timecode(span.end()))))
    };
    view! {
        <section class="tally" role="tabpanel" aria-label=t!("side-tally") data-testid="tally">
            <p class="hint">{t!("tally-counts")}</p>
            <div class="tally-head">
                <Seconds label=t!("tally-every") value=settings.every testid="tally-every" />
                <span class="muted figure">{span}</span>
            </div>
            <div class="tally-columns" aria-hidden="true">
                <span></span>
                <span>{t!("tally-all")}</span>
                <span>{t!("tally-rate")}</span>
                <span>{t!("tally-here")}</span>
            </div>
            <ul class="counters">{rows}</ul>
            <Response numbers />
        </section>
    }
    .into_any()
}

/// A length in seconds that is typed.
#[component]
fn Seconds(label: String, value: RwSignal<Millis>, testid: &'static str) -> impl IntoView {
    let written = move || crate::decimal::Decimal(value.get().0).to_string();
    view! {
        <label class="seconds">
            <span>{label}</span>
            <input
                class="input number"
                inputmode="decimal"
                autocomplete="off"
                data-testid=testid
                prop:value=written
                on:change=move |event| {
                    let typed = event_target_value(&event).parse::<crate::decimal::Decimal>().ok();
                    match typed.map(|typed| Millis(typed.0)).filter(|typed| (100..=3_600_000).contains(&typed.0)) {
                        Some(typed) => value.set(typed),
                        None => crate::app::widgets::restore_value(&event, &written()),
                    }
                    crate::app::widgets::release_focus(&event);
                }
            />
            <span>{t!("tally-seconds")}</span>
        </label>
    }
}

#[component]
fn Counter(own: Counted, numbers: RwSignal<Live>) -> impl IntoView {
    let code = own.code;
    let of = Memo::new(move |_| {
        numbers.with(|live| live.numbers.iter().find(|(known, _)| *known == code).map(|(_, numbers)| *numbers))
    });
    let count = move || of.get().map_or(0, |numbers| numbers.count);
    let rate = move || of.get().and_then(|numbers| numbers.rate).map_or("–".to_owned(), |rate| format!("{rate:.1}"));
    let here = move || of.get().and_then(|numbers| numbers.here).map_or("–".to_owned(), |here| here.to_string());
    view! {
        <li
            data-testid="counter"
            data-code=own.label.clone()
            data-channel=own.channel.clone()
            data-role=role_name(own.role)
            style=("--code", own.color.clone())
            class:none=move || count() == 0
        >
            <span class="counter-name" title=format!("{} {}", say::role(own.role), own.channel)>
                <i class="swatch" aria-hidden="true"></i>
                <span>{own.label.clone()}</span>
                <span class="sr-only">{format!("{} {}", say::role(own.role), own.channel)}</span>
            </span>
            <b data-testid="counter-all" title=t!("tally-all")>{count}</b>
            <span data-testid="counter-rate" title=t!("tally-rate-hint")>{rate}</span>
            <span data-testid="counter-here" title=t!("tally-here-hint")>{here}</span>
        </li>
    }
    .into_any()
}

/// The response window.
#[component]
fn Response(numbers: RwSignal<Live>) -> impl IntoView {
    let page: CodePage = expect_context();
    let settings = page.tally;
    let answered = move || numbers.with(|live| live.answered.clone());
    let body = move || match answered() {
        None => view! { <p class="hint">{t!("response-choose")}</p> }.into_any(),
        Some(of) => {
            let share = of.share.map_or("–".to_owned(), |share| format!("{:.0} %", share * 100.0));
            let latency = of.latency.map_or("–".to_owned(), |ms| format!("{:.2} s", ms / 1000.0));
            let cut = (of.cut > 0).then(|| view! { <p class="hint">{t!("response-cut", count = of.cut)}</p> });
            view! {
                <p class="response-share">
                    <b data-testid="response-share">{share}</b>
                    <span data-testid="response-count">
                        {t!("response-count", answered = of.hits, all = of.hits + of.missed)}
                    </span>
                </p>
                <p>
                    {t!("response-latency")}
                    " "
                    <b data-testid="response-latency">{latency}</b>
                </p>
                {cut}
                <LatestStimulus latest=of.latest />
            }
            .into_any()
        }
    };
    view! {
        <section class="response">
            <h3>{t!("response-title")}</h3>
            <p class="hint">{t!("response-counts")}</p>
            <CodeChoice testid="stimuli" label=t!("response-stimuli") chosen=settings.stimuli />
            <CodeChoice testid="responses" label=t!("response-responses") chosen=settings.responses />
            <Seconds label=t!("response-within") value=settings.within testid="response-within" />
            <div data-testid="response">{body}</div>
        </section>
    }
    .into_any()
}

/// How it stands with the stimulus before the playhead.
#[component]
fn LatestStimulus(latest: Option<Latest>) -> impl IntoView {
    latest.map(|Latest { at, fate }| {
        let at = crate::timeline::timecode(at, true);
        let (state, text) = match fate {
            None => ("waiting", t!("response-waiting", at = at)),
            Some(Fate::Answered(latency)) => {
                ("answered", t!("response-answered", at = at, seconds = format!("{:.2}", latency.seconds())))
            }
            Some(Fate::Missed) => ("missed", t!("response-missed", at = at)),
            Some(Fate::Cut) => ("cut", t!("response-window-cut", at = at)),
        };
        view! { <p class="latest" data-testid="latest" data-state=state>{text}</p> }
    })
}

/// A list of codes to choose from, folded to the names of those that are chosen.
#[component]
fn CodeChoice(testid: &'static str, label: String, chosen: RwSignal<BTreeSet<CodeId>>) -> impl IntoView {
    let desk = context().desk;
    let list = Memo::new(move |_| {
        desk.revisions.schemes.track();
        desk.observation.track();
        codes(desk)
    });
    let names = move || {
        let chosen = chosen.get();
        let names: Vec<String> = list
            .with(|list| list.iter().filter(|own| chosen.contains(&own.code)).map(|own| own.label.clone()).collect());
        if names.is_empty() { t!("response-none") } else { names.join(", ") }
    };
    let boxes = move || {
        let list = list.get().into_iter();
        list.map(|own| {
            let code = own.code;
            view! {
                <label class="check" data-role=role_name(own.role)>
                    <input
                        type="checkbox"
                        data-testid=testid
                        data-code=own.label.clone()
                        data-channel=own.channel.clone()
                        prop:checked=move || chosen.with(|chosen| chosen.contains(&code))
                        on:change=move |_| {
                            chosen.update(|chosen| {
                                if !chosen.remove(&code) {
                                    chosen.insert(code);
                                }
                            });
                        }
                    />
                    {format!("{} {}: {}", say::role(own.role), own.channel, own.label)}
                </label>
            }
        })
        .collect_view()
    };
    view! {
        <details class="code-choice">
            <summary>
                <span>{label}</span>
                <b>{names}</b>
            </summary>
            {boxes}
        </details>
    }
    .into_any()
}
