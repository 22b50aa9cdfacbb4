//! The videos of the session on screen: tiles, their pictures, how they are aligned.

mod align;
mod manage;
mod picture;
mod strip;
mod tile;

pub use align::Guide;
pub use manage::Manage;
pub use picture::PicturePanel;
pub use strip::Strip;
pub use tile::Tile;

use crate::app::context;
use crate::app::desk::Desk;
use crate::edit::Command;
use crate::model::{MAX_VIDEOS, Media, MediaId, Picture};
use crate::time::Millis;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds without a change after which a picture or an offset is taken as meant: a turn of the wheel, a held key or some clicks
/// are one step to undo.
const PAUSE_MS: u32 = 400;

/// What the browser's picker of video files shows.
pub const ACCEPT: &str = "video/*,.mkv,.mts,.avi";

/// A change that is shown and not yet in the project.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Live {
    /// How a picture is shown.
    Picture(MediaId, Picture),
    /// Where a video lies.
    Offset(MediaId, Millis),
}

/// A video that is being aligned by a moment that two videos show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aligning {
    /// Its place.
    pub place: usize,
    /// When the moment is in the session, once it was found in the first video.
    pub at: Option<Millis>,
}

/// What the parts of the screen share. Copies all lead to the same.
#[derive(Clone, Copy)]
pub struct Stage {
    desk: Desk,
    /// The place of the video that is large; `None` for all alike.
    pub large: RwSignal<Option<usize>>,
    /// Whether the list of videos is shown.
    pub managing: RwSignal<bool>,
    /// Whose picture is being adjusted, by place.
    pub adjusting: RwSignal<Option<usize>>,
    /// What is being aligned by a common moment.
    pub aligning: RwSignal<Option<Aligning>>,
    /// What is shown and not yet in the project.
    pub live: RwSignal<Option<Live>>,
    timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Stage {
    /// All alike, and nothing going on.
    pub fn new() -> Self {
        Self {
            desk: context().desk,
            large: RwSignal::new(None),
            managing: RwSignal::new(false),
            adjusting: RwSignal::new(None),
            aligning: RwSignal::new(None),
            live: RwSignal::new(None),
            timer: StoredValue::new_local(None),
        }
    }

    /// The video in a place; tracked.
    pub fn media(self, place: usize) -> Option<Media> {
        self.desk.revisions.media.track();
        self.desk.observation.track();
        self.desk.shown(|shown| shown.session.media.get(place).cloned()).flatten()
    }

    /// How many videos the session shows; tracked.
    pub fn count(self) -> usize {
        self.desk.revisions.media.track();
        self.desk.observation.track();
        self.desk.shown(|shown| shown.session.media.len().min(MAX_VIDEOS)).unwrap_or(0)
    }

    /// How a video's picture is shown right now; tracked.
    pub fn picture(self, media: &Media) -> Picture {
        match self.live.get() {
            Some(Live::Picture(id, picture)) if id == media.id => picture,
            _ => media.picture,
        }
    }

    /// Where a video lies right now; tracked.
    pub fn offset(self, media: &Media) -> Millis {
        match self.live.get() {
            Some(Live::Offset(id, offset)) if id == media.id => offset,
            _ => media.offset,
        }
    }

    /// Makes the next video large; after the last, all are alike.
    pub fn next_large(self) {
        let count = self.desk.shown(|shown| shown.session.media.len().min(MAX_VIDEOS)).unwrap_or(0);
        let next = self.large.get_untracked().map_or(0, |large| large + 1);
        self.large.set(Some(next).filter(|next| count > 1 && *next < count));
    }

    /// Shows a change; it becomes one of the project at [`commit`](Self::commit), or by itself after a pause.
    pub fn show(self, live: Live, by_itself: bool) {
        let is_other = self.live.get_untracked().is_some_and(|known| known.about() != live.about());
        if is_other {
            self.commit();
        }
        self.live.set(Some(live));
        let timer = by_itself.then(|| Timeout::new(PAUSE_MS, move || self.commit()));
        self.timer.try_update_value(|slot| *slot = timer);
    }

    /// Lets the change that is shown go.
    pub fn cancel(self) {
        self.timer.try_update_value(|timer| *timer = None);
        if self.live.try_get_untracked().flatten().is_some() {
            self.live.set(None);
        }
    }

    /// Makes the change that is shown one of the project.
    pub fn commit(self) {
        let Some(live) = self.live.try_get_untracked().flatten() else { return };
        if let Some(session) = self.desk.shown(|shown| shown.session.id) {
            self.desk.dispatch(match live {
                Live::Picture(media, picture) => Command::SetPicture { session, media, picture },
                Live::Offset(media, offset) => Command::SetOffset { session, media, offset },
            });
        }
        self.cancel();
    }
}

impl Live {
    fn about(self) -> (MediaId, bool) {
        match self {
            Self::Picture(media, _) => (media, true),
            Self::Offset(media, _) => (media, false),
        }
    }
}

/// A file's name after its place: as videos are told apart on screen.
pub(super) fn titled(place: usize, media: &Media) -> String {
    format!("{} · {}", place + 1, media.file_name)
}
