//! Names of the lanes beside the timeline.

use crate::app::context;
use crate::app::widgets::role_name;
use crate::timeline::Lanes;
use crate::words::say;
use leptos::prelude::*;

/// Names of the lanes, grouped by partner.
#[component]
pub fn LaneLabels(lanes: Memo<Lanes>) -> impl IntoView {
    let desk = context().desk;
    let px = |value: f64| format!("{value}px");
    let labels = move || {
        desk.revisions.schemes.track();
        let names = desk
            .shown(|shown| shown.scheme.channels.iter().map(|channel| channel.name.clone()).collect::<Vec<_>>())
            .unwrap_or_default();
        let lanes = lanes.get();
        let groups = lanes.groups.iter().map(|group| {
            view! {
                <div
                    class="lane-group"
                    data-role=role_name(group.role)
                    style:top=px(group.y)
                    style:height=px(group.height)
                >
                    <span>{say::role(group.role)}</span>
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
        (groups.collect_view(), rows.collect_view())
    };
    view! {
        <div class="lane-labels" style:height=move || format!("{}px", lanes.with(|lanes| lanes.height) + 6.0)>
            {labels}
        </div>
    }
}
