//! How a coder works on a project, kept in this browser: it is no part of the study, and a reload should not lose it.

use super::Context;
use super::pages::code::CodePage;
use crate::edit::Boundary;
use crate::model::{ChannelId, SchemeId};
use crate::platform::keep;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is kept, in a form in which any of it may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct KeptView {
    boundary: Boundary,
    plays_on: bool,
    /// The channels of the pass, and of which scheme they are; `None` for all.
    pass: Option<(SchemeId, Vec<ChannelId>)>,
}

impl Default for KeptView {
    fn default() -> Self {
        Self { boundary: Boundary::Normal, plays_on: true, pass: None }
    }
}

fn key(project: &str) -> String {
    format!("attune-view/{project}")
}

/// Forgets what is kept of a project that is deleted.
pub fn forget(project: &str) {
    keep::remove(&key(project));
}

/// Takes up what is kept of each project that is opened, and keeps what is changed.
pub fn watch(context: Context, page: CodePage) {
    let desk = context.desk;
    Effect::new(move |before: Option<Option<String>>| {
        // Read before anything else, so that a project that is opened does not write what was chosen for another one.
        let project = desk.uid.get();
        desk.observation.track();
        let (boundary, plays_on) = (page.boundary.get(), page.intervals.plays_on.get());
        let channels = desk.pass.get().channels;
        let scheme = desk.shown(|shown| shown.scheme.id);
        let (Some(uid), Some(scheme)) = (project.clone(), scheme) else { return None };
        if before.flatten() != project {
            let text = keep::get(&key(&uid));
            let kept: KeptView = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            page.boundary.set(kept.boundary);
            page.intervals.plays_on.set(kept.plays_on);
            let own = kept.pass.filter(|(of, _)| *of == scheme).map(|(_, channels)| channels);
            let known =
                |channel: &ChannelId| desk.shown(|shown| shown.scheme.channel(*channel).is_some()) == Some(true);
            desk.set_pass(own.filter(|channels| channels.iter().all(known)));
            return project;
        }
        let view = KeptView { boundary, plays_on, pass: channels.map(|channels| (scheme, channels)) };
        if view == KeptView::default() {
            keep::remove(&key(&uid));
        } else if let Ok(text) = serde_json::to_string(&view) {
            keep::set(&key(&uid), &text);
        }
        project
    });
}
