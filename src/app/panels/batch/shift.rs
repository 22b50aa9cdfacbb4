//! Moves events by a time.

use super::{BatchDialog, Radios, Tick};
use crate::app::context;
use crate::app::pages::code::CodePage;
use crate::app::widgets::fields::TextField;
use crate::edit::{Boundary, Command, Survey, Which, survey_shift};
use crate::t;
use crate::time::Millis;
use crate::words::say;
use leptos::prelude::*;

/// A typed number of milliseconds, with or without a sign.
fn millis(text: &str) -> Option<Millis> {
    // A minus as text programs write it is one too.
    let by = text.trim().replace('−', "-").parse::<i64>().ok().map(Millis)?;
    (by.0.abs() <= Millis::MAX.0).then_some(by)
}

/// The dialog.
#[component]
pub fn ShiftEvents() -> impl IntoView {
    let desk = context().desk;
    let page: CodePage = expect_context();
    let selected = desk.selected();
    let count = selected.len();
    let by = RwSignal::new(String::new());
    let all = RwSignal::new(count == 0);
    let boundary = RwSignal::new(page.boundary.get_untracked());
    let clip = RwSignal::new(false);
    let which = move || if all.get() { Which::All } else { Which::These(selected.clone()) };
    let asked = Memo::new(move |_| Some((desk.observation.get()?, which(), by.with(|by| millis(by))?)));
    let command = Signal::derive(move || {
        let (observation, which, by) = asked.get()?;
        Some(Command::ShiftEvents { observation, which, by, boundary: boundary.get(), clip: clip.get() })
    });
    let note = Signal::derive(move || {
        let surveyed = asked.get().and_then(|(observation, which, by)| {
            desk.with(|project| survey_shift(project, observation, &which, by, boundary.get()))?.ok()
        });
        let Some(Survey { moving, leaving, meeting }) = surveyed else { return t!("shift-hint") };
        let parts = [
            t!("shift-moving", count = moving),
            t!("shift-leaving", count = leaving.len()),
            t!("shift-meeting", count = meeting.len()),
        ];
        parts.join(" ")
    });
    let modes = Boundary::ALL.map(|mode| (testid(mode), say::boundary(mode), mode));
    view! {
        <BatchDialog testid="shift-panel" title=t!("shift-title") action=t!("shift-do") command note>
            <TextField testid="shift-by" label=t!("shift-by") value=by first=true figure=true placeholder="-40".to_owned() />
            <Radios
                name="shift-which"
                legend=t!("shift-which")
                value=all
                choices=vec![
                    ("shift-selected", t!("shift-selected", count = count), false),
                    ("shift-all", t!("shift-all"), true),
                ]
            />
            <Radios name="shift-boundary" legend=t!("boundary-label") value=boundary choices=modes.to_vec() />
            <Tick testid="shift-clip" label=t!("shift-clip") value=clip />
        </BatchDialog>
    }
}

fn testid(mode: Boundary) -> &'static str {
    match mode {
        Boundary::Normal => "shift-normal",
        Boundary::Bulldozer => "shift-bulldozer",
        Boundary::Shift => "shift-along",
    }
}
