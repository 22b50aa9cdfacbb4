//! What a file is, before it is played: its kind, its codec, what it is known by, and how it is to be played.

use super::Trouble;
use super::frames::table_of;
use crate::media::{FileKind, FrameTable, NoTable, Recast, VideoCodec, sniff, video_codec};
use crate::model::Fingerprint;
use crate::platform::{file, video};
use web_sys::{Blob, File};

/// What is told from a file before it is played.
pub(super) struct Examined {
    pub(super) file: File,
    pub(super) fingerprint: Fingerprint,
    pub(super) kind: FileKind,
    pub(super) codec: Option<VideoCodec>,
    /// When its frames are shown, if that was read already.
    pub(super) table: Option<Result<FrameTable, NoTable>>,
    /// What plays: the file, or the film that it is the data of.
    pub(super) played: Blob,
}

impl Examined {
    /// How much later everything is played than the file says, in seconds.
    #[allow(clippy::cast_precision_loss)] // microseconds of less than a century
    pub(super) fn moved(&self) -> f64 {
        let recast = self.table.as_ref().and_then(|table| table.as_ref().ok()?.recast.as_ref());
        recast.map_or(0.0, |recast| recast.moved as f64 / 1e6)
    }
}

/// Examines a file. Of a container with a table of its own, that is read too.
pub(super) async fn examine(file: File) -> Result<Examined, Trouble> {
    let name = file.name();
    let ends = file::read_ends(&file).await.map_err(|file::Unreadable| Trouble::Gone { file: name.clone() })?;
    let kind = sniff(&ends.head);
    if kind == FileKind::Empty {
        return Err(Trouble::Empty { file: name });
    }
    if !kind.is_media() && kind != FileKind::Unknown {
        return Err(Trouble::NotVideo { file: name, kind });
    }
    let codec = video_codec(&[&ends.head, &ends.tail]);
    let fingerprint = ends.fingerprint();
    // Of these it is quickly read, and says how they are to be played.
    let mut table = match kind {
        FileKind::Mp4 => Some(table_of(file.clone(), kind).await),
        _ => None,
    };
    let mut played = Blob::from(file.clone());
    if let Some(Ok(table)) = &mut table
        && let Some(recast) = table.recast.take()
        && let Some(blob) = playable(&recast, &file).await
    {
        played = blob;
        table.recast = Some(recast);
    }
    Ok(Examined { file, fingerprint, kind, codec, table, played })
}

/// The film laid anew, if this browser plays it; else the file plays as it is.
async fn playable(recast: &Recast, file: &File) -> Option<Blob> {
    let blob = file::behind(&recast.head, file, "video/mp4")?;
    let url = file::object_url(&blob)?;
    let outcome = video::try_out(&url).await;
    file::revoke(&url);
    matches!(outcome, video::Loaded::Ready { .. }).then_some(blob)
}
