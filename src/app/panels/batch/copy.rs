//! Copies the selected events to another channel, of the same partner or another.

use super::{BatchDialog, Tick};
use crate::app::context;
use crate::app::desk::Shown;
use crate::edit::{Command, Recoding};
use crate::model::{Channel, ChannelId, Code, CodeId};
use crate::t;
use crate::words::say;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is copied: how many, and of which codes.
#[derive(Clone)]
struct Source {
    is_point: bool,
    codes: Vec<Code>,
    channels: Vec<ChannelId>,
}

fn source(shown: &Shown, selected: &[crate::model::EventId]) -> Source {
    let tracks = shown.observation.tracks.iter().zip(&shown.scheme.channels);
    let of = |event: &&crate::model::Event| selected.binary_search(&event.id).is_ok();
    let mut source = Source { is_point: false, codes: Vec::new(), channels: Vec::new() };
    for (track, channel) in tracks {
        let used: Vec<CodeId> = track.events.iter().filter(of).map(|event| event.code).collect();
        if !used.is_empty() {
            source.is_point = channel.is_point();
            source.channels.push(channel.id);
            source.codes.extend(channel.codes.iter().filter(|code| used.contains(&code.id)).cloned());
        }
    }
    source
}

/// The dialog.
#[component]
pub fn CopyEvents() -> impl IntoView {
    let desk = context().desk;
    let selected = desk.selected();
    let source = desk.shown(|shown| source(shown, &selected));
    let source = source.unwrap_or(Source { is_point: false, codes: Vec::new(), channels: Vec::new() });
    let targets: Vec<Channel> = desk
        .shown(|shown| {
            let fits = |channel: &&Channel| {
                channel.is_marked()
                    && channel.is_point() == source.is_point
                    && source.channels != [channel.id]
                    && !channel.codes.is_empty()
            };
            shown.scheme.channels.iter().filter(fits).cloned().collect()
        })
        .unwrap_or_default();
    let target = RwSignal::new(targets.first().map(|channel| channel.id));
    let over = RwSignal::new(false);
    let becomes = RwSignal::new(BTreeMap::<CodeId, CodeId>::new());
    let options = targets.iter().map(|channel| {
        let id = channel.id;
        let name = format!("{} · {}", say::role(channel.role), channel.name);
        view! { <option value=id.0.to_string() prop:selected=move || target.get() == Some(id)>{name}</option> }
    });
    let options = options.collect_view();
    let targets = StoredValue::new(targets);
    let chosen = move || target.get().and_then(|id| targets.with_value(|all| all.iter().find(|c| c.id == id).cloned()));
    let codes = StoredValue::new(source.codes);
    // Codes of one label are taken for each other until the coder says otherwise.
    Effect::new(move |_| {
        let known = chosen().map(|channel| {
            codes.with_value(|codes| {
                codes.iter().filter_map(|code| Recoding::by_label(code, &channel)).collect::<Vec<_>>()
            })
        });
        becomes.set(known.unwrap_or_default().into_iter().map(|code| (code.from, code.to)).collect());
    });
    let command = Signal::derive(move || {
        let (observation, channel) = (desk.observation.get()?, target.get()?);
        let codes =
            becomes.with(|becomes| becomes.iter().map(|(from, to)| Recoding { from: *from, to: *to }).collect());
        Some(Command::CopyEvents { observation, events: selected.clone(), channel, codes, over: over.get() })
    });
    let mapping = move || {
        let channel = chosen()?;
        let row = |code: Code| {
            let from = code.id;
            let label = code.label.clone();
            let options = channel.codes.iter().map(|to| {
                let id = to.id;
                let is_chosen = move || becomes.with(|becomes| becomes.get(&from) == Some(&id));
                view! { <option value=id.0.to_string() prop:selected=is_chosen>{to.label.clone()}</option> }
            });
            let options = options.collect_view();
            let choose = move |event| {
                let to = event_target_value(&event).parse().ok().map(CodeId);
                becomes.update(|becomes| match to {
                    Some(to) => drop(becomes.insert(from, to)),
                    None => drop(becomes.remove(&from)),
                });
            };
            view! {
                <label class="field mapping">
                    <span>{t!("copy-becomes", code = label)}</span>
                    <select class="select" data-testid="copy-code" data-code=code.label on:change=choose>
                        <option value="" prop:selected=move || becomes.with(|becomes| !becomes.contains_key(&from))>
                            {t!("copy-leave-out")}
                        </option>
                        {options}
                    </select>
                </label>
            }
        };
        Some(codes.get_value().into_iter().map(row).collect_view())
    };
    view! {
        <BatchDialog testid="copy-panel" title=t!("copy-title") action=t!("copy-do") command>
            <label class="field">
                <span>{t!("copy-channel")}</span>
                <select
                    class="select"
                    autofocus
                    data-testid="copy-channel"
                    on:change=move |event| target.set(event_target_value(&event).parse().ok().map(ChannelId))
                >
                    {options}
                </select>
            </label>
            {mapping}
            <Tick testid="copy-over" label=t!("copy-over") value=over />
        </BatchDialog>
    }
}
