//! Sessions: one recorded interaction each, with its media files.

use super::{MediaId, SessionId, SubjectId};
use crate::media::FrameRate;
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
    /// Pictures per second.
    pub frame_rate: FrameRate,
    /// Session time = media time + offset.
    pub offset: Millis,
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
}

impl Session {
    /// The stretch that is to be coded: the stated window, else the whole first media file, else unknown.
    pub fn coded_window(&self) -> Option<Span> {
        self.window.or_else(|| self.media.first().and_then(Media::span))
    }

    /// The frame rate that frames are counted by.
    pub fn frame_rate(&self) -> Option<FrameRate> {
        self.media.first().map(|media| media.frame_rate)
    }
}
