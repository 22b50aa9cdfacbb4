//! Reasons in words.

use crate::analysis::Undefined;
use crate::coding::Act;
use crate::consensus;
use crate::edit::{Boundary, Refusal};
use crate::formats::native::ReadError;
use crate::formats::{Loss, Warning};
use crate::media::{FileKind, VideoCodec};
use crate::model::Role;
use crate::sound::Unheard;
use crate::store::DatabaseError;
use crate::t;

/// A partner's name on screen.
pub fn role(role: Role) -> String {
    match role {
        Role::Parent => t!("role-parent"),
        Role::Child => t!("role-child"),
        Role::Other => t!("role-other"),
    }
}

/// Why a video's sound is not drawn.
pub fn unheard(why: &Unheard) -> String {
    match why {
        Unheard::NoSound => t!("sound-none"),
        Unheard::Container => t!("sound-container"),
        Unheard::Codec(Some(codec)) => t!("sound-codec", codec = codec.as_str()),
        Unheard::Codec(None) => t!("sound-codec-unknown"),
        Unheard::Damaged => t!("sound-damaged"),
        Unheard::Gone => t!("sound-gone"),
        Unheard::Stopped => t!("sound-stopped"),
    }
}

/// Why no consensus can be made of codings.
pub fn unsettled(obstacle: consensus::Obstacle) -> String {
    match obstacle {
        consensus::Obstacle::NotTwoToSix => t!("unsettled-not-two-to-six"),
        consensus::Obstacle::NotThere => t!("unsettled-not-there"),
        consensus::Obstacle::OtherSession => t!("unsettled-other-session"),
        consensus::Obstacle::OtherScheme => t!("unsettled-other-scheme"),
        consensus::Obstacle::Blind => t!("unsettled-blind"),
        consensus::Obstacle::NoCommonTime => t!("unsettled-no-common-time"),
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
        Refusal::NotAWindow => t!("refuse-not-a-window"),
        Refusal::OutsideStretches => t!("refuse-outside-stretches"),
        Refusal::CodedAlready => t!("refuse-coded-already"),
        Refusal::IsConsensus => t!("refuse-is-consensus"),
        Refusal::Unsettled(obstacle) => unsettled(obstacle),
        Refusal::TooManyVideos => t!("refuse-too-many-videos", count = crate::model::MAX_VIDEOS),
        Refusal::TooManySignals => t!("refuse-too-many-signals", count = crate::model::MAX_SIGNALS),
        Refusal::LastCoding => t!("refuse-last-coding"),
        Refusal::BrokenScheme => t!("refuse-broken-scheme"),
        Refusal::SchemeInUse => t!("refuse-scheme-in-use"),
        Refusal::Overlap => t!("refuse-overlap"),
        Refusal::AlreadyMarked => t!("refuse-already-marked"),
        Refusal::NoLength => t!("refuse-no-length"),
        Refusal::WrongKind => t!("refuse-wrong-kind"),
        Refusal::OutOfRange => t!("refuse-out-of-range"),
        Refusal::NothingToSplit => t!("refuse-nothing-to-split"),
        Refusal::NothingToMerge => t!("refuse-nothing-to-merge"),
        Refusal::NotAsked => t!("refuse-not-asked"),
        Refusal::NoSuchAnswer => t!("refuse-no-such-answer"),
        Refusal::Full => t!("refuse-full"),
        Refusal::NoHistory => t!("refuse-no-undo"),
    }
}

/// What neighbors do when an event moves, by name.
pub fn boundary(boundary: Boundary) -> String {
    match boundary {
        Boundary::Normal => t!("boundary-normal"),
        Boundary::Bulldozer => t!("boundary-bulldozer"),
        Boundary::Shift => t!("boundary-shift"),
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
        Act::PlayEvent => t!("act-play-event"),
        Act::PointA => t!("act-point-a"),
        Act::PointB => t!("act-point-b"),
        Act::NextVideo => t!("act-next-video"),
        Act::NextWindow => t!("act-next-window"),
        Act::PreviousWindow => t!("act-previous-window"),
        Act::Record => t!("act-record"),
        Act::Undo => t!("act-undo"),
        Act::Redo => t!("act-redo"),
        Act::Delete => t!("act-delete"),
        Act::Deselect => t!("act-deselect"),
        Act::SelectAll => t!("act-select-all"),
        Act::Split => t!("act-split"),
        Act::Merge => t!("act-merge"),
        Act::ShiftEvents => t!("act-shift-events"),
        Act::Find => t!("act-find"),
        Act::FindNext => t!("act-find-next"),
        Act::FindPrevious => t!("act-find-previous"),
        Act::Rename => t!("act-rename"),
        Act::BoundaryNormal => t!("act-boundary-normal"),
        Act::BoundaryBulldozer => t!("act-boundary-bulldozer"),
        Act::BoundaryShift => t!("act-boundary-shift"),
        Act::ZoomIn => t!("act-zoom-in"),
        Act::ZoomOut => t!("act-zoom-out"),
        Act::ZoomFit => t!("act-zoom-fit"),
        Act::Bookmark => t!("act-bookmark"),
        Act::NextGap => t!("act-next-gap"),
        Act::PreviousGap => t!("act-previous-gap"),
        Act::NextUnanswered => t!("act-next-unanswered"),
        Act::Ratings => t!("act-ratings"),
        Act::Summary => t!("act-summary"),
        Act::Download => t!("act-download"),
        Act::Help => t!("act-help"),
    }
}

/// Why a number has no value.
pub fn undefined(undefined: Undefined) -> String {
    match undefined {
        Undefined::NoWindow => t!("undefined-no-window"),
        Undefined::NoEvents => t!("undefined-no-events"),
        Undefined::OneEvent => t!("undefined-one-event"),
        Undefined::NoUnits => t!("undefined-no-units"),
        Undefined::NothingCoded => t!("undefined-nothing-coded"),
        Undefined::OneCode => t!("undefined-one-code"),
        Undefined::TooFewUnits => t!("undefined-too-few-units"),
        Undefined::Missing => t!("undefined-missing"),
        Undefined::NoVariance => t!("undefined-no-variance"),
        Undefined::Negative => t!("undefined-negative"),
        Undefined::OutOfReach => t!("undefined-out-of-reach"),
        Undefined::TooMany => t!("undefined-too-many"),
        Undefined::Stopped => t!("undefined-stopped"),
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
        FileKind::WindowsMedia => t!("kind-name-windows-media"),
        FileKind::OtherVideo => t!("kind-name-video"),
        FileKind::Audio => t!("kind-name-audio"),
        FileKind::Image => t!("kind-name-image"),
        FileKind::Archive => t!("kind-name-archive"),
        FileKind::Document => t!("kind-name-document"),
        FileKind::Utf16Text => t!("kind-name-utf16"),
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

/// Why a project file was not opened.
pub fn read_error(file: &str, error: &ReadError) -> String {
    let file = file.to_owned();
    match error {
        ReadError::Empty => t!("read-empty", file = file),
        ReadError::TooLarge { bytes } => t!("read-too-large", file = file, size = size(*bytes as u64)),
        ReadError::NotText { looks_like } => t!("read-not-text", file = file, kind = file_kind(*looks_like)),
        ReadError::NotJson { line, truncated: true, .. } => t!("read-truncated", file = file, line = *line),
        ReadError::NotJson { line, column, .. } => t!("read-not-json", file = file, line = *line, column = *column),
        ReadError::NotAProject => t!("read-not-a-project", file = file),
        ReadError::NotAScheme => t!("scheme-read-not-a-scheme", file = file),
        ReadError::NewerVersion { found, supported } => {
            t!("read-newer", file = file, found = *found, supported = *supported)
        }
        ReadError::BadField { problem } => t!("read-bad-field", file = file, problem = problem.clone()),
        ReadError::Broken { violations } => {
            let place = violations.first().map(|violation| violation.place.clone()).unwrap_or_default();
            t!("read-broken", file = file, place = place)
        }
    }
}

/// That a file was opened, and what was put right on the way.
pub fn opened(file: &str, warnings: &[Warning]) -> String {
    let file = file.to_owned();
    let Some(first) = warnings.first() else { return t!("notice-opened", file = file) };
    let first = match first {
        Warning::UnknownFields { count, first } => {
            t!("warning-unknown-fields", count = *count, first = first.first().cloned().unwrap_or_default())
        }
        Warning::EventsSorted { .. } => t!("warning-events-sorted"),
    };
    t!("notice-opened-warnings", file = file, count = warnings.len(), first = first)
}

/// What a written file does not hold.
pub fn losses(losses: &[Loss]) -> String {
    let all: Vec<String> = losses.iter().map(|loss| self::loss(*loss)).collect();
    t!("losses", what = all.join("; "))
}

fn loss(loss: Loss) -> String {
    match loss {
        Loss::SchemeDetails => t!("loss-scheme"),
        Loss::SessionDetails => t!("loss-session"),
        Loss::Answers { count } => t!("loss-answers", count = count),
        Loss::JudgedWindows { count } => t!("loss-windows", count = count),
        Loss::Samples { count } => t!("loss-samples", count = count),
        Loss::Scores { count } => t!("loss-scores", count = count),
        Loss::OpenStatesUnended { count } => t!("loss-open-unended", count = count),
        Loss::OpenStatesLeftOut { count } => t!("loss-open-left-out", count = count),
        Loss::CutOffMarks { count } => t!("loss-cut-off", count = count),
        Loss::FramesUnknown { count } => t!("loss-frames", count = count),
        Loss::PointsLengthened { count } => t!("loss-points", count = count),
        Loss::LineBreaks { count } => t!("loss-line-breaks", count = count),
        Loss::CellsGuarded { count } => t!("loss-guarded", count = count),
    }
}

/// Why the browser's storage did not do what was asked, to follow "because" or stand in parentheses.
pub fn database(error: &DatabaseError) -> String {
    match error {
        DatabaseError::QuotaExceeded => t!("database-full"),
        DatabaseError::Closed => t!("database-closed"),
        DatabaseError::Unavailable => t!("database-unavailable"),
        DatabaseError::NewerVersion => t!("database-newer"),
        DatabaseError::Conflict => t!("database-conflict"),
        // The browser's own words: there is nothing better to say of what nobody foresaw.
        DatabaseError::Other(text) => text.clone(),
    }
}

/// Why work could not be saved, and what to do.
pub fn save_failure(reason: &DatabaseError) -> String {
    match reason {
        DatabaseError::QuotaExceeded => t!("save-failed-full"),
        DatabaseError::Unavailable => t!("save-unavailable"),
        DatabaseError::Conflict => t!("save-failed-conflict"),
        DatabaseError::NewerVersion => t!("save-failed-newer"),
        DatabaseError::Closed | DatabaseError::Other(_) => t!("save-failed-other", reason = database(reason)),
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
