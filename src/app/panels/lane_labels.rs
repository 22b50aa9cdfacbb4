//! Names of the lanes beside the timeline.

use super::sound_lane::SoundLabel;
use super::timeline::BELOW_LANES;
use crate::app::widgets::role_name;
use crate::app::{Context, context};
use crate::model::SignalId;
use crate::timeline::Lanes;
use crate::words::say;
use crate::words::signals::value;
use leptos::prelude::*;

/// How high a group of lanes is, in pixels, that has room for its partner's name.
const NAME_HEIGHT: f64 = 56.0;

/// Names of the lanes, grouped by partner.
#[component]
pub fn LaneLabels(lanes: Memo<Lanes>, sound_height: Memo<f64>) -> impl IntoView {
    let desk = context().desk;
    let px = |value: f64| format!("{value}px");
    let labels = move || {
        desk.revisions.schemes.track();
        let names = desk
            .shown(|shown| shown.scheme.channels.iter().map(|channel| channel.name.clone()).collect::<Vec<_>>())
            .unwrap_or_default();
        let lanes = lanes.get();
        let groups = lanes.groups.iter().map(|group| {
            let role = say::role(group.role);
            // Written upward, a partner's name takes more room than one lane has.
            let shown = if group.height < NAME_HEIGHT { role.chars().take(1).collect() } else { role.clone() };
            view! {
                <div
                    class="lane-group"
                    data-role=role_name(group.role)
                    style:top=px(group.y)
                    style:height=px(group.height)
                >
                    <span title=role.clone() aria-hidden="true">{shown}</span>
                    <span class="sr-only">{role}</span>
                </div>
            }
        });
        let rows = lanes.lanes.iter().map(|lane| {
            let name = names.get(lane.index).cloned().unwrap_or_default();
            let shown = name.clone();
            view! {
                <div
                    class="lane-label"
                    data-testid="lane-label"
                    data-channel=name.clone()
                    data-role=role_name(lane.role)
                    title=name
                    style:top=px(lane.y)
                    style:height=px(lane.height)
                >
                    {shown}
                </div>
            }
        });
        let signals = lanes.signals.iter().map(|lane| {
            view! {
                <div
                    class="lane-label signal-label"
                    data-testid="signal-label"
                    data-role=role_name(lane.role)
                    style:top=px(lane.y)
                    style:height=px(lane.height)
                >
                    <SignalLabel id=lane.signal />
                </div>
            }
        });
        (groups.collect_view(), rows.collect_view(), signals.collect_view())
    };
    view! {
        <div class="lane-labels" style:height=move || format!("{}px", lanes.with(|lanes| lanes.height) + BELOW_LANES)>
            <SoundLabel height=sound_height />
            {labels}
        </div>
    }
}

/// A signal's name, with what it is at the playhead.
#[component]
fn SignalLabel(id: SignalId) -> impl IntoView {
    let Context { desk, player, signals, .. } = context();
    let signal = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.shown(|shown| shown.session.signals.iter().find(|signal| signal.id == id).cloned()).flatten()
    });
    let name = move || signal.with(|signal| signal.as_ref().map(|signal| signal.name.clone()).unwrap_or_default());
    let now = Memo::new(move |_| {
        signals.revision.track();
        player.clock.track();
        let signal = signal.get()?;
        let loaded = signals.loaded(&signal)?;
        let at = player.playhead().as_f64() - signal.offset.as_f64();
        Some(loaded.trace.samples().at(at).map_or_else(|| "–".to_owned(), value))
    });
    let unit = move || signal.with(|signal| signal.as_ref().map(|signal| signal.unit.clone()).unwrap_or_default());
    view! {
        <span class="signal-label-name" title=name>{name}</span>
        <span class="signal-label-value">
            <b class="figure" data-testid="signal-value">{move || now.get()}</b>
            " "
            {unit}
        </span>
    }
}
