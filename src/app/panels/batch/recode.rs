//! Gives the selected events another code.

use super::BatchDialog;
use crate::app::context;
use crate::edit::Command;
use crate::model::CodeId;
use crate::t;
use crate::words::say;
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn RecodeEvents() -> impl IntoView {
    let desk = context().desk;
    let selected = desk.selected();
    let count = selected.len();
    // The channels that selected events lie in: others have no say.
    let channels = desk.shown(|shown| {
        let tracks = shown.observation.tracks.iter().zip(&shown.scheme.channels);
        let holds = |id: &crate::model::EventId| selected.binary_search(id).is_ok();
        let any = tracks.filter(|(track, _)| {
            track.events.iter().any(|event| holds(&event.id)) || track.open.iter().any(|open| holds(&open.id))
        });
        any.map(|(_, channel)| channel.clone()).collect::<Vec<_>>()
    });
    let code = RwSignal::new(None::<CodeId>);
    let groups = channels.unwrap_or_default().into_iter().map(|channel| {
        let options = channel.codes.into_iter().map(|known| {
            let id = known.id;
            view! { <option value=id.0.to_string() prop:selected=move || code.get() == Some(id)>{known.label}</option> }
        });
        let name = format!("{} · {}", say::role(channel.role), channel.name);
        view! { <optgroup label=name>{options.collect_view()}</optgroup> }
    });
    let groups = groups.collect_view();
    let command = Signal::derive(move || {
        let (observation, code) = (desk.observation.get()?, code.get()?);
        Some(Command::RecodeEvents { observation, events: selected.clone(), code })
    });
    let note = Signal::derive(move || t!("recode-note", count = count));
    view! {
        <BatchDialog testid="recode-panel" title=t!("recode-title") action=t!("recode-do") command note>
            <label class="field">
                <span>{t!("recode-code")}</span>
                <select
                    class="select"
                    autofocus
                    data-testid="recode-code"
                    on:change=move |event| code.set(event_target_value(&event).parse().ok().map(CodeId))
                >
                    <option value="">{t!("recode-choose")}</option>
                    {groups}
                </select>
            </label>
        </BatchDialog>
    }
}
