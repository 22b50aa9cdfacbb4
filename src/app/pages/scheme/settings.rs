//! What each kind of channel needs to know.

use super::channel::text_of;
use super::editing::{Editing, editing};
use super::fields::{DraftFigure, DraftSelect, DraftTick};
use crate::decimal::Decimal;
use crate::draft::KindName;
use crate::model::{
    Channel, ChannelId, ChannelKind, ChannelRules, CodeId, EntryMode, GlobalScale, IntervalRule, Judgment, RatingScale,
};
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;

/// Samples a second that are offered; the periods are whole milliseconds.
const RATES_HZ: [i64; 7] = [1, 2, 5, 10, 20, 25, 50];

/// The settings of a channel.
#[component]
pub fn Settings(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let kind = Memo::new(move |_| editing.channel(id, |channel| KindName::of(channel.kind)));
    let fields = move || match kind.get() {
        Some(KindName::State) => view! { <StateSettings id /> }.into_any(),
        Some(KindName::Interval) => view! { <IntervalSettings id /> }.into_any(),
        Some(KindName::Rating) => view! { <RatingSettings id /> }.into_any(),
        Some(KindName::Global) => view! { <GlobalSettings id /> }.into_any(),
        Some(KindName::Point) | None => ().into_any(),
    };
    view! { <div class="field-grid">{fields}</div> }
}

/// Changes a channel.
fn change(editing: Editing, id: ChannelId, change: impl FnOnce(&mut Channel)) {
    editing.edit(|draft| {
        if let Some(channel) = draft.channel_mut(id) {
            change(channel);
        }
    });
}

/// Changes the rules of a channel.
fn rules(editing: Editing, id: ChannelId, write: impl FnOnce(&mut ChannelRules)) {
    change(editing, id, |channel| write(&mut channel.rules));
}

/// A length in seconds as typed; 0 to 600.
fn seconds(text: &str) -> Option<Millis> {
    let value: Decimal = text.parse().ok()?;
    (0..=600_000).contains(&value.0).then_some(Millis(value.0))
}

/// A length that may be left out: nothing and zero are none. An error for what is no length.
fn optional_seconds(text: &str) -> Result<Option<Millis>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    seconds(text).map(|length| Some(length).filter(|length| *length > Millis::ZERO)).ok_or(())
}

fn in_seconds(length: Option<Millis>) -> String {
    length.map(|length| Decimal(length.0).to_string()).unwrap_or_default()
}

#[component]
fn StateSettings(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let is_exclusive = Memo::new(move |_| editing.channel(id, Channel::is_exclusive).unwrap_or(false));
    let exhaustive = Memo::new(move |_| editing.channel(id, |channel| channel.rules.exhaustive).unwrap_or(false));
    let choose_overlap = Callback::new(move |key: String| {
        change(editing, id, |channel| {
            let exclusive = key == "one";
            channel.kind = ChannelKind::State { exclusive };
            if !exclusive {
                (channel.rules.exhaustive, channel.rules.default_code) = (false, None);
            }
        });
    });
    let choose_entry = Callback::new(move |key: String| {
        let entry = if key == "hold" { EntryMode::Hold } else { EntryMode::Toggle };
        change(editing, id, |channel| channel.entry = entry);
    });
    let set_exhaustive = Callback::new(move |on: bool| {
        rules(editing, id, |rules| {
            rules.exhaustive = on;
            rules.default_code = rules.default_code.filter(|_| on);
        });
    });
    let choose_default = Callback::new(move |key: String| {
        rules(editing, id, |rules| rules.default_code = key.parse().ok().map(CodeId));
    });
    let codes = Signal::derive(move || {
        let code = |code: &crate::model::Code| (code.id.0.to_string(), code.label.clone());
        let none = (String::new(), t!("draft-no-default"));
        let codes = editing.channel(id, |channel| channel.codes.iter().map(code).collect::<Vec<_>>());
        std::iter::once(none).chain(codes.unwrap_or_default()).collect::<Vec<_>>()
    });
    let default =
        text_of(editing, id, |channel| channel.rules.default_code.map(|code| code.0.to_string()).unwrap_or_default());
    let length = move |write: fn(&mut ChannelRules, Option<Millis>)| {
        Callback::new(move |text: String| {
            let length = optional_seconds(&text);
            if let Ok(length) = length {
                rules(editing, id, |rules| write(rules, length));
            }
            length.is_ok()
        })
    };
    view! {
        <DraftSelect
            testid="channel-overlap"
            label=t!("draft-overlap")
            value=Signal::derive(move || if is_exclusive.get() { "one" } else { "several" }.to_owned())
            options=Signal::stored(
                vec![("one".to_owned(), t!("draft-one-at-a-time")), ("several".to_owned(), t!("draft-several"))],
            )
            choose=choose_overlap
        />
        <DraftSelect
            testid="channel-entry"
            label=t!("draft-entry")
            value=text_of(editing, id, |channel| {
                if channel.entry == EntryMode::Hold { "hold" } else { "toggle" }.to_owned()
            })
            options=Signal::stored(
                vec![("toggle".to_owned(), t!("mode-toggle")), ("hold".to_owned(), t!("mode-hold"))],
            )
            choose=choose_entry
        />
        <DraftFigure
            testid="channel-shortest"
            label=t!("draft-shortest")
            unit=t!("seconds-short")
            value=text_of(editing, id, |channel| in_seconds(channel.rules.shortest))
            read=length(|rules, length| rules.shortest = length)
        />
        <DraftFigure
            testid="channel-bridge"
            label=t!("draft-bridge")
            unit=t!("seconds-short")
            value=text_of(editing, id, |channel| in_seconds(channel.rules.bridge))
            read=length(|rules, length| rules.bridge = length)
        />
        <Show when=move || is_exclusive.get()>
            <DraftTick
                testid="channel-exhaustive"
                label=t!("draft-exhaustive")
                value=exhaustive
                set=set_exhaustive
            />
        </Show>
        <Show when=move || exhaustive.get()>
            <DraftSelect
                testid="channel-default"
                label=t!("draft-default")
                value=default
                options=codes
                choose=choose_default
            />
        </Show>
    }
    .into_any()
}

#[component]
fn IntervalSettings(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let rule = move |write: fn(&mut IntervalRule, Millis)| {
        Callback::new(move |text: String| {
            let length = seconds(&text);
            if let Some(length) = length {
                change(editing, id, |channel| {
                    if let ChannelKind::Interval(rule) = &mut channel.kind {
                        write(rule, length);
                    }
                });
            }
            length.is_some()
        })
    };
    let judgments = [Judgment::OneZero, Judgment::Momentary, Judgment::Predominant];
    let choose = Callback::new(move |key: String| {
        let judgment = judgments.into_iter().find(|judgment| judgment_key(*judgment) == key);
        change(editing, id, |channel| {
            if let (ChannelKind::Interval(rule), Some(judgment)) = (&mut channel.kind, judgment) {
                rule.judgment = judgment;
            }
        });
    });
    let options = vec![
        (judgment_key(Judgment::OneZero).to_owned(), t!("judgment-one-zero")),
        (judgment_key(Judgment::Momentary).to_owned(), t!("judgment-momentary")),
        (judgment_key(Judgment::Predominant).to_owned(), t!("judgment-predominant")),
    ];
    view! {
        <DraftFigure
            testid="interval-length"
            label=t!("draft-window")
            unit=t!("seconds-short")
            value=text_of(editing, id, |channel| in_seconds(channel.intervals().map(|rule| rule.length)))
            read=rule(|rule, length| rule.length = length)
        />
        <DraftFigure
            testid="interval-pause"
            label=t!("draft-pause")
            unit=t!("seconds-short")
            value=text_of(editing, id, |channel| in_seconds(channel.intervals().map(|rule| rule.pause)))
            read=rule(|rule, length| rule.pause = length)
        />
        <DraftSelect
            testid="interval-judgment"
            label=t!("draft-judgment")
            value=text_of(editing, id, |channel| {
                channel.intervals().map(|rule| judgment_key(rule.judgment).to_owned()).unwrap_or_default()
            })
            options=Signal::stored(options)
            choose
        />
    }
    .into_any()
}

fn judgment_key(judgment: Judgment) -> &'static str {
    match judgment {
        Judgment::OneZero => "one_zero",
        Judgment::Momentary => "momentary",
        Judgment::Predominant => "predominant",
    }
}

#[component]
fn RatingSettings(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let scale = move |write: fn(&mut RatingScale, Option<Decimal>) -> bool| {
        Callback::new(move |text: String| {
            let value: Option<Decimal> = text.parse().ok();
            if value.is_none() && !text.trim().is_empty() {
                return false;
            }
            let mut read = false;
            change(editing, id, |channel| {
                if let ChannelKind::Rating(scale) = &mut channel.kind {
                    read = write(scale, value);
                }
            });
            read
        })
    };
    let shown = move |read: fn(RatingScale) -> Option<Decimal>| {
        Signal::derive(move || {
            let value = editing.channel(id, |channel| channel.rating().and_then(read)).flatten();
            value.map(|value| value.to_string()).unwrap_or_default()
        })
    };
    let choose_rate = Callback::new(move |key: String| {
        if let Ok(period) = key.parse() {
            change(editing, id, |channel| {
                if let ChannelKind::Rating(scale) = &mut channel.kind {
                    scale.period = Millis(period);
                }
            });
        }
    });
    let rates = Signal::derive(move || {
        let own = editing.channel(id, |channel| channel.rating().map(|scale| scale.period.0)).flatten();
        let periods = RATES_HZ.map(|rate| 1000 / rate);
        let other = own.filter(|own| !periods.contains(own));
        let text =
            |period: i64| (period.to_string(), t!("draft-rate", rate = Decimal(1_000_000 / period.max(1)).to_string()));
        periods.into_iter().chain(other).map(text).collect::<Vec<_>>()
    });
    view! {
        <DraftFigure
            testid="scale-min"
            label=t!("draft-lowest")
            value=shown(|scale| Some(scale.min))
            read=scale(|scale, value| set_to(&mut scale.min, value))
        />
        <DraftFigure
            testid="scale-max"
            label=t!("draft-highest")
            value=shown(|scale| Some(scale.max))
            read=scale(|scale, value| set_to(&mut scale.max, value))
        />
        <DraftFigure
            testid="scale-neutral"
            label=t!("draft-neutral")
            value=shown(|scale| scale.neutral)
            read=scale(|scale, value| {
                scale.neutral = value;
                true
            })
        />
        <DraftSelect
            testid="scale-rate"
            label=t!("draft-samples")
            value=Signal::derive(move || {
                let period = editing.channel(id, |channel| channel.rating().map(|scale| scale.period.0)).flatten();
                period.map(|period| period.to_string()).unwrap_or_default()
            })
            options=rates
            choose=choose_rate
        />
    }
    .into_any()
}

/// Sets a value that cannot be left out. Tells whether there was one.
fn set_to(slot: &mut Decimal, value: Option<Decimal>) -> bool {
    if let Some(value) = value {
        *slot = value;
    }
    value.is_some()
}

#[component]
fn GlobalSettings(id: ChannelId) -> impl IntoView {
    let editing = editing();
    let scale = move |write: fn(&mut GlobalScale, Decimal)| {
        Callback::new(move |text: String| {
            let value: Option<Decimal> = text.parse().ok();
            if let Some(value) = value {
                change(editing, id, |channel| {
                    if let ChannelKind::Global(scale) = &mut channel.kind {
                        write(scale, value);
                    }
                });
            }
            value.is_some()
        })
    };
    let shown = move |read: fn(GlobalScale) -> Decimal| {
        Signal::derive(move || {
            let value = editing.channel(id, |channel| channel.global().map(read)).flatten();
            value.map(|value| value.to_string()).unwrap_or_default()
        })
    };
    view! {
        <DraftFigure
            testid="scale-min"
            label=t!("draft-lowest")
            value=shown(|scale| scale.min)
            read=scale(|scale, value| scale.min = value)
        />
        <DraftFigure
            testid="scale-max"
            label=t!("draft-highest")
            value=shown(|scale| scale.max)
            read=scale(|scale, value| scale.max = value)
        />
        <DraftFigure
            testid="scale-step"
            label=t!("draft-step")
            value=shown(|scale| scale.step)
            read=scale(|scale, value| scale.step = value)
        />
    }
    .into_any()
}
