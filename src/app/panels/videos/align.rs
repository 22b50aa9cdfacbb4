//! Aligning a video by a moment that two videos show: a clap, a light, a door. A strip under the pictures that leads through it, while
//! the usual keys move through the videos.

use super::{Aligning, Stage};
use crate::app::pages::code::CodePage;
use crate::app::{Context, context};
use crate::edit::Command;
use crate::media::aligned;
use crate::t;
use leptos::prelude::*;

/// Begins: the first video is large, to find the moment in.
pub(super) fn begin(stage: Stage, place: usize) {
    stage.managing.set(false);
    stage.large.set(Some(0));
    stage.aligning.set(Some(Aligning { place, at: None }));
}

/// The strip, while a video is being aligned.
#[component]
pub fn Guide() -> impl IntoView {
    let context = context();
    let stage = expect_context::<CodePage>().stage;
    move || {
        let Aligning { place, at } = stage.aligning.get()?;
        let reference = stage.media(0)?;
        let Some(media) = stage.media(place) else {
            // It was taken out meanwhile.
            return None;
        };
        let (step, text) = match at {
            None => ("1", t!("align-first", file = reference.file_name)),
            Some(_) => ("2", t!("align-second", file = media.file_name)),
        };
        let end = move || {
            stage.aligning.set(None);
            stage.large.set(None);
        };
        view! {
            <div class="guide" role="status" data-testid="align-guide" data-step=step>
                <p>
                    <b>{t!("align-step", step = step)}</b>
                    " "
                    {text}
                </p>
                <button class="button small primary" data-testid="align-here" on:click=move |_| here(context, stage)>
                    {t!("align-here")}
                </button>
                <button class="button small" data-testid="align-cancel" on:click=move |_| end()>
                    {t!("new-cancel")}
                </button>
            </div>
        }
        .into()
    }
}

/// The moment is the one at the playhead.
fn here(context: Context, stage: Stage) {
    let Context { desk, player, notices, .. } = context;
    player.pause();
    let Some(Aligning { place, at }) = stage.aligning.get_untracked() else { return };
    let seconds = player.clock.get_untracked();
    let reels = player.reels();
    let (Some(first), Some(other)) = (reels.first(), reels.get(place)) else { return };
    let Some(at) = at else {
        stage.aligning.set(Some(Aligning { place, at: Some(first.frame_start(seconds)) }));
        stage.large.set(Some(place));
        return;
    };
    let offset = aligned(other.offset, at, other.frame_start(seconds));
    let found = desk.shown(|shown| Some((shown.session.id, shown.session.media.get(place)?.clone()))).flatten();
    let Some((session, media)) = found else { return };
    if desk.dispatch(Command::SetOffset { session, media: media.id, offset }) {
        stage.aligning.set(None);
        stage.large.set(None);
        player.seek(at);
        notices.confirm("aligned", t!("align-done", file = media.file_name, offset = super::manage::written(offset)));
    }
}
