//! What is compared, and how: each change goes into the address.

use super::{ComparePage, codings, files};
use crate::analysis::agreement::Uncoded;
use crate::analysis::pairwise::Settings;
use crate::app::widgets::{release_focus, restore_value};
use crate::model::ObservationId;
use crate::t;
use crate::time::Millis;
use leptos::prelude::*;

/// The farthest that onsets of a pair may lie apart, in seconds.
const FARTHEST: f64 = 60.0;

/// The row of controls.
#[component]
pub(super) fn Controls() -> impl IntoView {
    let here: ComparePage = expect_context();
    let desk = here.context.desk;
    let settings = here.settings;
    let list = Memo::new(move |_| {
        desk.revisions.study.track();
        desk.revisions.names.track();
        desk.observation.track();
        let all = desk.shown(|shown| {
            let name = |id: ObservationId| {
                let coder = shown.project.observation(id).and_then(|of| shown.project.coder(of.coder));
                (id, coder.map(|coder| coder.name.clone()).unwrap_or_default())
            };
            codings(shown.project, shown.observation).into_iter().map(name).collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    });
    let side = move |place: usize, testid: &'static str, label: String| {
        let options = move || {
            let chosen = here.sides()[place];
            let option = |(id, name): (ObservationId, String)| {
                view! { <option value=id.0.to_string() prop:selected=chosen == Some(id)>{name}</option> }
            };
            list.get().into_iter().map(option).collect_view()
        };
        view! {
            <label class="field">
                <span>{label}</span>
                <select
                    class="select"
                    data-testid=testid
                    on:change=move |event| {
                        let mut sides = untrack(move || here.sides());
                        let id = event_target_value(&event).parse().ok().map(ObservationId);
                        // Whoever is chosen on the other side changes places.
                        if sides[1 - place] == id {
                            sides[1 - place] = sides[place];
                        }
                        sides[place] = id;
                        here.set(Settings { codings: sides, ..settings.get_untracked() });
                        release_focus(&event);
                    }
                >
                    {options}
                </select>
            </label>
        }
    };
    let seconds = move || format!("{}", settings.get().tolerance.seconds());
    let left_out = move || settings.get().uncoded == Uncoded::LeftOut;
    view! {
        <div class="compare-controls">
            {side(0, "compare-a", t!("compare-first"))}
            {side(1, "compare-b", t!("compare-second"))}
            <label class="field" title=t!("compare-tolerance-note")>
                <span>{t!("compare-tolerance")}</span>
                <input
                    class="input short"
                    inputmode="decimal"
                    data-testid="compare-tolerance"
                    prop:value=seconds
                    on:change=move |event| {
                        let typed = event_target_value(&event).replace(',', ".").parse::<f64>().ok();
                        match typed.filter(|value| (0.0..=FARTHEST).contains(value)) {
                            Some(value) => {
                                let tolerance = Millis::from_seconds(value);
                                here.set(Settings { tolerance, ..settings.get_untracked() });
                            }
                            None => restore_value(&event, &untrack(seconds)),
                        }
                    }
                />
            </label>
            <label class="field" title=t!("compare-uncoded-note")>
                <span>{t!("compare-uncoded")}</span>
                <select
                    class="select"
                    data-testid="compare-uncoded"
                    on:change=move |event| {
                        let left_out = event_target_value(&event) == "out";
                        let uncoded = if left_out { Uncoded::LeftOut } else { Uncoded::Category };
                        here.set(Settings { uncoded, ..settings.get_untracked() });
                        release_focus(&event);
                    }
                >
                    <option value="category" prop:selected=move || !left_out()>{t!("compare-uncoded-category")}</option>
                    <option value="out" prop:selected=left_out>{t!("compare-uncoded-out")}</option>
                </select>
            </label>
            <files::Downloads />
        </div>
    }
    .into_any()
}
