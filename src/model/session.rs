//! Sessions: one recorded interaction each, with its media files.

use super::{MediaId, Role, SessionId, Signal, SubjectId};
use crate::media::{FrameLayout, FrameRate};
use crate::time::{Millis, Span};
use serde::{Deserialize, Serialize};

/// What a media file is known by when it is picked again. The file itself is never stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 over the first MiB followed by the last MiB, in lower-case hexadecimal. Each is the whole file where that is shorter than
    /// a MiB, so below 2 MiB some bytes count twice.
    pub hash: String,
}

/// The most videos that a session can have on screen.
pub const MAX_VIDEOS: usize = 4;

/// A media file of a session, by name and fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// Unique within the project.
    pub id: MediaId,
    /// The file's name, without folders.
    pub file_name: String,
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// How long it plays.
    pub duration: Millis,
    /// Pictures per second; of uneven ones their mean.
    pub frame_rate: FrameRate,
    /// How they lie in time.
    #[serde(default, skip_serializing_if = "FrameLayout::is_plain")]
    pub frames: FrameLayout,
    /// Session time = media time + offset.
    pub offset: Millis,
    /// How its picture is shown.
    pub picture: Picture,
    /// Whether its sound is heard.
    pub audible: bool,
}

/// How a video's picture is shown. The default shows it as it is.
///
/// What is in the middle is a place of the picture as it was filmed: turning the picture keeps it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Picture {
    /// In percent; 100 to 1,000.
    pub zoom: u16,
    /// What is in the middle, from left to right, in thousandths of the width; 0 to 1,000.
    pub center_x: u16,
    /// What is in the middle, from top to bottom, in thousandths of the height; 0 to 1,000.
    pub center_y: u16,
    /// Quarter turns to the right; 0 to 3.
    pub turns: u8,
    /// In percent; 10 to 400.
    pub brightness: u16,
    /// In percent; 10 to 400.
    pub contrast: u16,
}

impl Default for Picture {
    fn default() -> Self {
        Self { zoom: 100, center_x: 500, center_y: 500, turns: 0, brightness: 100, contrast: 100 }
    }
}

impl Picture {
    /// Whether every value lies in its range.
    pub fn is_in_range(self) -> bool {
        (100..=1000).contains(&self.zoom)
            && self.center_x <= 1000
            && self.center_y <= 1000
            && self.turns <= 3
            && (10..=400).contains(&self.brightness)
            && (10..=400).contains(&self.contrast)
    }
}

/// A stretch in which a partner, or both, cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unscorable {
    /// From when to when.
    pub span: Span,
    /// Who cannot be judged; `None` for everyone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Why; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A moment to come back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// When.
    #[serde(rename = "at_ms")]
    pub at: Millis,
    /// What for; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Media {
    /// The stretch of the session that it covers; `None` for an empty file.
    pub fn span(&self) -> Option<Span> {
        Span::new(self.offset, self.offset + self.duration)
    }
}

/// One recorded interaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Unique within the project.
    pub id: SessionId,
    /// Name on screen and in files.
    pub name: String,
    /// Who takes part.
    pub subjects: Vec<SubjectId>,
    /// Its media files; the first is the one that frames are counted by.
    pub media: Vec<Media>,
    /// The stretch that is to be coded; `None` is the whole of the first media file.
    pub window: Option<Span>,
    /// What cannot be judged, by onset.
    pub unscorable: Vec<Unscorable>,
    /// Notes on the session; may be empty.
    pub notes: String,
    /// Moments to come back to, in order.
    pub bookmarks: Vec<Bookmark>,
    /// Time series recorded beside the videos.
    pub signals: Vec<Signal>,
}

impl Session {
    /// A session of which nothing is known yet but who takes part.
    pub fn new(id: SessionId, name: String, subjects: Vec<SubjectId>) -> Self {
        Self {
            id,
            name,
            subjects,
            media: Vec::new(),
            window: None,
            unscorable: Vec::new(),
            notes: String::new(),
            bookmarks: Vec::new(),
            signals: Vec::new(),
        }
    }

    /// The stretch that is to be coded: the stated window, else the whole first media file as far as it lies in the session, which begins
    /// at zero; else unknown.
    pub fn coded_window(&self) -> Option<Span> {
        let whole = || {
            let span = self.media.first().and_then(Media::span)?;
            Span::new(span.start().max(Millis::ZERO), span.end().min(Millis::MAX))
        };
        self.window.or_else(whole)
    }
}
