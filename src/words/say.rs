//! Reasons in words.

use crate::coding::Act;
use crate::edit::Refusal;
use crate::media::{FileKind, VideoCodec};
use crate::model::Role;
use crate::t;

/// A partner's name on screen.
pub fn role(role: Role) -> String {
    match role {
        Role::Parent => t!("role-parent"),
        Role::Child => t!("role-child"),
        Role::Other => t!("role-other"),
    }
}

/// Why a command was not carried out.
pub fn refusal(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotThere => t!("refuse-not-there"),
        Refusal::BlankName => t!("refuse-blank-name"),
        Refusal::OutsideWindow { window, at } => t!(
            "refuse-outside-window",
            at = at.to_string(),
            start = window.start().to_string(),
            end = window.end().to_string()
        ),
        Refusal::Overlap => t!("refuse-overlap"),
        Refusal::AlreadyMarked => t!("refuse-already-marked"),
        Refusal::NoLength => t!("refuse-no-length"),
        Refusal::WrongKind => t!("refuse-wrong-kind"),
        Refusal::OutOfRange => t!("refuse-out-of-range"),
        Refusal::Full => t!("refuse-full"),
        Refusal::NoHistory => t!("refuse-no-undo"),
    }
}

/// What an action does, for the map of keys.
pub fn act(act: Act) -> String {
    match act {
        Act::PlayPause => t!("act-play-pause"),
        Act::FrameBack => t!("act-frame-back"),
        Act::FrameForward => t!("act-frame-forward"),
        Act::SecondBack => t!("act-second-back"),
        Act::SecondForward => t!("act-second-forward"),
        Act::PreviousEdge => t!("act-previous-edge"),
        Act::NextEdge => t!("act-next-edge"),
        Act::ToStart => t!("act-to-start"),
        Act::ToEnd => t!("act-to-end"),
        Act::Slower => t!("act-slower"),
        Act::Faster => t!("act-faster"),
        Act::LoopSelection => t!("act-loop-selection"),
        Act::Undo => t!("act-undo"),
        Act::Redo => t!("act-redo"),
        Act::Delete => t!("act-delete"),
        Act::Deselect => t!("act-deselect"),
        Act::ZoomIn => t!("act-zoom-in"),
        Act::ZoomOut => t!("act-zoom-out"),
        Act::ZoomFit => t!("act-zoom-fit"),
        Act::Download => t!("act-download"),
        Act::Help => t!("act-help"),
    }
}

/// What a file is.
pub fn file_kind(kind: FileKind) -> String {
    match kind {
        FileKind::Empty => t!("kind-name-empty"),
        FileKind::Mp4 => t!("kind-name-mp4"),
        FileKind::Matroska => t!("kind-name-matroska"),
        FileKind::Avi => t!("kind-name-avi"),
        FileKind::Mpeg => t!("kind-name-mpeg"),
        FileKind::Asf => t!("kind-name-asf"),
        FileKind::Flv => t!("kind-name-flv"),
        FileKind::Ogg => t!("kind-name-ogg"),
        FileKind::Wav => t!("kind-name-wav"),
        FileKind::Mp3 => t!("kind-name-mp3"),
        FileKind::Image => t!("kind-name-image"),
        FileKind::Zip => t!("kind-name-zip"),
        FileKind::Pdf => t!("kind-name-pdf"),
        FileKind::Json => t!("kind-name-json"),
        FileKind::Text => t!("kind-name-text"),
        FileKind::Unknown => t!("kind-name-unknown"),
    }
}

/// A codec's name.
pub fn codec(codec: Option<VideoCodec>) -> String {
    match codec {
        Some(VideoCodec::Hevc) => t!("codec-hevc"),
        Some(VideoCodec::H264) => t!("codec-h264"),
        Some(VideoCodec::Mpeg4) => t!("codec-mpeg4"),
        Some(VideoCodec::Mjpeg) => t!("codec-mjpeg"),
        Some(VideoCodec::ProRes) => t!("codec-prores"),
        Some(VideoCodec::Av1) => t!("codec-av1"),
        Some(VideoCodec::Vp9) => t!("codec-vp9"),
        None => t!("codec-unknown"),
    }
}

/// A number of bytes, with three digits at most before the unit.
#[allow(clippy::cast_precision_loss)] // shown with one decimal
pub fn size(bytes: u64) -> String {
    let value = |unit: f64| format!("{:.1}", bytes as f64 / unit);
    match bytes {
        0..1000 => t!("size-bytes", value = bytes.to_string()),
        1000..1_000_000 => t!("size-kb", value = value(1e3)),
        1_000_000..1_000_000_000 => t!("size-mb", value = value(1e6)),
        _ => t!("size-gb", value = value(1e9)),
    }
}
