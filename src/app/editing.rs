//! What is done to the selected events by keys and menus.

use super::Context;
use super::pages::code::CodePage;
use crate::edit::Command;
use crate::model::EventId;
use crate::query::neighbor;
use leptos::prelude::*;

/// Cuts the selected states at the playhead; with nothing selected, the one state that runs there.
pub fn split(context: Context) {
    let Context { desk, player, .. } = context;
    let at = player.playhead();
    let mut events = desk.selected();
    if events.is_empty() {
        events = desk
            .shown(|shown| {
                let tracks = shown.observation.tracks.iter();
                let here = tracks.flat_map(|track| {
                    let finished =
                        track.events.iter().filter(|event| event.timing.span().is_some_and(|s| s.contains(at)));
                    let running = track.open.iter().filter(|open| open.onset <= at).map(|open| open.id);
                    finished.map(|event| event.id).chain(running)
                });
                here.collect::<Vec<EventId>>()
            })
            .filter(|here| here.len() == 1)
            .unwrap_or_default();
    }
    if let Some(observation) = desk.observation.get_untracked() {
        desk.dispatch(Command::Split { observation, events, at });
    }
}

/// Joins the selected states that follow one another.
pub fn merge(context: Context) {
    let desk = context.desk;
    if let Some(observation) = desk.observation.get_untracked() {
        desk.dispatch(Command::Merge { observation, events: desk.selected() });
    }
}

/// Selects the next event that was found, or the one before, and goes there.
pub fn walk_matches(context: Context, page: CodePage, forward: bool) {
    let Context { desk, player, .. } = context;
    let selected = desk.selection.with_untracked(|selection| selection.first().copied());
    let next = page.matches.with_untracked(|found| neighbor(found, selected, player.playhead(), forward));
    match next {
        Some(next) => {
            desk.select(Some(next.event), false);
            if !player.playing.get_untracked() {
                player.seek(next.onset);
            }
            page.timeline.reveal(next.onset);
        }
        None => page.find(),
    }
}
