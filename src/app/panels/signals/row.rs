//! One signal of the list: its name and state, and how it is aligned and drawn.

use crate::app::desk::Desk;
use crate::app::signals::Reading;
use crate::app::widgets::icon::{Glyph, Icon};
use crate::app::widgets::{release_focus, restore_value, role_name};
use crate::app::{Context, context};
use crate::edit::{Command, SignalDetails};
use crate::model::{Role, Signal, SignalId, ValueRange};
use crate::t;
use crate::time::{Millis, parse_signed};
use crate::timeline::timecode;
use crate::words::say;
use leptos::prelude::*;

/// How far a press of a nudge moves a signal.
const NUDGE: Millis = Millis(20);

/// Changes what is said of a signal. Tells whether that was carried out.
fn change(desk: Desk, id: SignalId, change: impl FnOnce(&mut SignalDetails)) -> bool {
    let found = desk.shown(|shown| {
        let signal = shown.session.signals.iter().find(|signal| signal.id == id)?;
        Some((shown.session.id, signal.clone()))
    });
    let Some((session, signal)) = found.flatten() else { return false };
    let Signal { name, role, unit, offset, range, .. } = signal;
    let mut details = SignalDetails { name, role, unit, offset, range };
    change(&mut details);
    desk.dispatch(Command::ChangeSignal { session, signal: id, details })
}

/// A signal of the list. `ask` opens the picker for its file.
#[component]
pub fn SignalRow(id: SignalId, ask: Callback<SignalId>) -> impl IntoView {
    let Context { desk, signals, .. } = context();
    let signal = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.observation.track();
        desk.shown(|shown| shown.session.signals.iter().find(|signal| signal.id == id).cloned()).flatten()
    });
    let field =
        move |read: fn(&Signal) -> String| move || signal.with(|signal| signal.as_ref().map(read).unwrap_or_default());
    let locked = move || desk.read_only.get();
    let remove = move |_| {
        if let Some(session) = desk.shown(|shown| shown.session.id) {
            desk.dispatch(Command::RemoveSignal { session, signal: id });
        }
    };
    let state = move || {
        signals.revision.track();
        let signal = signal.get()?;
        Some(match signals.reading(&signal) {
            Reading::Missing => {
                let text = t!("signal-missing", file = signal.file_name);
                view! {
                    <span data-testid="signal-missing">{text}</span>
                    <button class="link-button" data-testid="signal-choose" on:click=move |_| ask.run(id)>
                        {t!("signal-choose")}
                    </button>
                }
                .into_any()
            }
            Reading::Under(percent) => t!("signal-reading", percent = percent).into_any(),
            Reading::Failed(sentence) => view! { <span class="problem">{sentence}</span> }.into_any(),
            Reading::Ready(loaded) => {
                let samples = loaded.trace.samples();
                let left_out = (loaded.left_out > 0).then(|| t!("signal-left-out", count = loaded.left_out));
                let per_value = samples.per_value();
                let thinned = (per_value > 1).then(|| t!("signal-thinned", count = per_value));
                let texts = [Some(reach(&signal, samples)), left_out, thinned];
                texts.into_iter().flatten().collect::<Vec<_>>().join(" ").into_any()
            }
        })
    };
    view! {
        <li class="signal" data-testid="signal" data-role=field(|signal| role_name(signal.role).to_owned())>
            <div class="signal-head">
                <i class="signal-mark" aria-hidden="true"></i>
                <input
                    class="input"
                    aria-label=t!("signal-name")
                    data-testid="signal-name"
                    prop:value=field(|signal| signal.name.clone())
                    disabled=locked
                    on:change=move |event| {
                        if !change(desk, id, |details| details.name = event_target_value(&event)) {
                            restore_value(&event, &untrack(field(|signal| signal.name.clone())));
                        }
                    }
                />
                <button
                    class="icon-button"
                    aria-label=move || t!("signal-remove", name = field(|signal| signal.name.clone())())
                    data-testid="signal-remove"
                    disabled=locked
                    on:click=remove
                >
                    <Icon glyph=Glyph::Trash />
                </button>
            </div>
            <p class="hint" data-testid="signal-state">{state}</p>
            <div class="signal-fields">
                <label class="field">
                    <span>{t!("signal-partner")}</span>
                    <select
                        class="select"
                        data-testid="signal-partner"
                        disabled=locked
                        prop:value=field(|signal| role_name(signal.role).to_owned())
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            if let Some(role) = Role::ALL.into_iter().find(|role| role_name(*role) == chosen) {
                                change(desk, id, |details| details.role = role);
                            }
                            release_focus(&event);
                        }
                    >
                        {Role::ALL
                            .map(|role| {
                                let chosen = move || signal.with(|signal| signal.as_ref().is_some_and(|s| s.role == role));
                                view! { <option value=role_name(role) selected=chosen>{say::role(role)}</option> }
                            })
                            .collect_view()}
                    </select>
                </label>
                <label class="field">
                    <span>{t!("signal-unit")}</span>
                    <input
                        class="input"
                        data-testid="signal-unit"
                        prop:value=field(|signal| signal.unit.clone())
                        disabled=locked
                        on:change=move |event| {
                            change(desk, id, |details| event_target_value(&event).trim().clone_into(&mut details.unit));
                        }
                    />
                </label>
            </div>
            <Offset id signal />
            <Align id signal />
            <Ends id signal />
        </li>
    }
    .into_any()
}

/// From when to when a signal reaches in the session.
fn reach(signal: &Signal, samples: &crate::signals::Samples) -> String {
    let Some((first, last)) = samples.reach() else { return String::new() };
    let on_clock = |at: f64| timecode(Millis::from_seconds(at / 1000.0) + signal.offset, false);
    t!("signal-reach", file = signal.file_name.clone(), from = on_clock(first), to = on_clock(last))
}

/// The offset, typed or nudged.
#[component]
fn Offset(id: SignalId, signal: Memo<Option<Signal>>) -> impl IntoView {
    let Context { desk, .. } = context();
    let offset = move || signal.with(|signal| signal.as_ref().map_or(Millis::ZERO, |signal| signal.offset));
    let written = move || timecode(offset(), true);
    let nudge = move |testid: &'static str, label: String, by: Millis, glyph: Glyph| {
        view! {
            <button
                type="button"
                class="icon-button"
                data-testid=testid
                aria-label=label.clone()
                title=label
                disabled=move || desk.read_only.get()
                on:click=move |_| {
                    change(desk, id, |details| details.offset = details.offset + by);
                }
            >
                <Icon glyph />
            </button>
        }
    };
    view! {
        <div class="signal-line">
            <label class="field">
                <span>{t!("signal-offset")}</span>
                <input
                    class="input figure"
                    data-testid="signal-offset"
                    prop:value=written
                    disabled=move || desk.read_only.get()
                    on:change=move |event| {
                        let done = parse_signed(&event_target_value(&event))
                            .is_ok_and(|offset| change(desk, id, |details| details.offset = offset));
                        if !done {
                            restore_value(&event, &untrack(written));
                        }
                    }
                />
            </label>
            {nudge("signal-earlier", t!("signal-earlier", ms = NUDGE.0), Millis::ZERO - NUDGE, Glyph::Minus)}
            {nudge("signal-later", t!("signal-later", ms = NUDGE.0), NUDGE, Glyph::Plus)}
        </div>
    }
}

/// A moment of the file, chosen or typed, that is now.
#[component]
fn Align(id: SignalId, signal: Memo<Option<Signal>>) -> impl IntoView {
    let Context { desk, player, signals, .. } = context();
    let moment = RwSignal::new("0".to_owned());
    let markers = move || {
        signals.revision.track();
        let signal = signal.get()?;
        let loaded = signals.loaded(&signal).filter(|loaded| !loaded.markers.is_empty())?;
        let option = |marker: &crate::signals::Marker| {
            let at = Millis::from_seconds(marker.at / 1000.0);
            let label = format!("{}  {}", timecode(at, true), marker.text);
            view! { <option value=timecode(at, true)>{label}</option> }
        };
        let options = loaded.markers.iter().map(option).collect_view();
        Some(view! {
            <select
                class="select"
                aria-label=t!("signal-marker")
                data-testid="signal-marker"
                on:change=move |event| {
                    moment.set(event_target_value(&event));
                    release_focus(&event);
                }
            >
                <option value="0">{t!("signal-marker-none")}</option>
                {options}
            </select>
        })
    };
    let align = move |_| {
        if let Ok(at) = parse_signed(&moment.get_untracked()) {
            let playhead = player.playhead();
            change(desk, id, |details| details.offset = playhead - at);
        }
    };
    view! {
        <div class="signal-line">
            <label class="field">
                <span>{t!("signal-moment")}</span>
                {markers}
                <input
                    class="input figure"
                    data-testid="signal-moment"
                    prop:value=moment
                    on:input=move |event| moment.set(event_target_value(&event))
                />
            </label>
            <button
                type="button"
                class="button"
                data-testid="signal-align"
                title=t!("signal-align-hint")
                disabled=move || desk.read_only.get() || moment.with(|moment| parse_signed(moment).is_err())
                on:click=align
            >
                {t!("signal-align")}
            </button>
        </div>
    }
}

/// The values at both ends of the lane.
#[component]
fn Ends(id: SignalId, signal: Memo<Option<Signal>>) -> impl IntoView {
    let Context { desk, .. } = context();
    let stated = move || signal.with(|signal| signal.as_ref().and_then(|signal| signal.range));
    let (low, high) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let range = stated();
        low.set(range.map(|range| range.min.get().to_string()).unwrap_or_default());
        high.set(range.map(|range| range.max.get().to_string()).unwrap_or_default());
    });
    let number = |text: &str| text.trim().replace(',', ".").replace('−', "-").parse::<f64>().ok();
    let problem = move || {
        let (low, high) = (low.get(), high.get());
        let both = !low.trim().is_empty() && !high.trim().is_empty();
        let fits = || number(&low).zip(number(&high)).and_then(|(low, high)| ValueRange::new(low, high)).is_some();
        (both && !fits()).then(|| t!("signal-range-wrong"))
    };
    let take = move || {
        let (low, high) = (low.get_untracked(), high.get_untracked());
        let range = number(&low).zip(number(&high)).and_then(|(low, high)| ValueRange::new(low, high));
        if range.is_some() || (low.trim().is_empty() && high.trim().is_empty()) {
            change(desk, id, |details| details.range = range);
        }
    };
    let field = move |testid: &'static str, label: String, value: RwSignal<String>| {
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    class="input figure"
                    inputmode="decimal"
                    placeholder=t!("signal-range-fitted")
                    data-testid=testid
                    prop:value=value
                    disabled=move || desk.read_only.get()
                    on:input=move |event| value.set(event_target_value(&event))
                    on:change=move |_| take()
                />
            </label>
        }
    };
    view! {
        <div class="signal-fields">
            {field("signal-low", t!("signal-low"), low)}
            {field("signal-high", t!("signal-high"), high)}
        </div>
        <Show when=move || problem().is_some()>
            <p class="form-problem" role="alert">{problem}</p>
        </Show>
    }
}
