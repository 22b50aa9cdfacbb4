//! The videos of a session: which there are, how they are aligned, heard and shown.

use super::plan::{session_index, take_id};
use super::{MediaFile, Refusal, Step};
use crate::model::{MAX_VIDEOS, Media, MediaId, Picture, Project, Session, SessionId};
use crate::time::Millis;

fn is_offset(offset: Millis) -> bool {
    (-Millis::MAX.0..=Millis::MAX.0).contains(&offset.0)
}

/// One more video, seen and not heard.
pub(super) fn add(
    project: &Project,
    session: SessionId,
    file: &MediaFile,
    offset: Millis,
) -> Result<Vec<Step>, Refusal> {
    if file.duration < Millis::ZERO || file.duration > Millis::MAX || !is_offset(offset) {
        return Err(Refusal::OutOfRange);
    }
    let index = session_index(project, session)?;
    let before = project.sessions[index].media.clone();
    if before.len() >= MAX_VIDEOS {
        return Err(Refusal::TooManyVideos);
    }
    let mut next_id = project.next_id;
    let media = Media {
        id: MediaId(take_id(&mut next_id)?.0),
        file_name: file.file_name.clone(),
        fingerprint: file.fingerprint.clone(),
        duration: file.duration,
        frame_rate: file.frame_rate,
        frames: file.frames,
        offset,
        picture: Picture::default(),
        audible: before.is_empty(),
    };
    let after = before.iter().cloned().chain([media]).collect();
    let next = Step::NextId { before: project.next_id, after: next_id };
    Ok(vec![Step::Media { session: index, before, after }, next])
}

/// Another file in the place of one: offset, sound and picture stay.
pub(super) fn replace(
    project: &Project,
    session: SessionId,
    media: MediaId,
    file: &MediaFile,
) -> Result<Vec<Step>, Refusal> {
    if file.duration < Millis::ZERO || file.duration > Millis::MAX {
        return Err(Refusal::OutOfRange);
    }
    change(project, session, media, |media| {
        let MediaFile { file_name, fingerprint, duration, frame_rate, frames } = file.clone();
        *media = Media { file_name, fingerprint, duration, frame_rate, frames, ..media.clone() };
    })
}

/// Changes one video of a session.
pub(super) fn change(
    project: &Project,
    session: SessionId,
    media: MediaId,
    change: impl FnOnce(&mut Media),
) -> Result<Vec<Step>, Refusal> {
    let session = session_index(project, session)?;
    let before = project.sessions[session].media.clone();
    let mut after = before.clone();
    change(after.iter_mut().find(|known| known.id == media).ok_or(Refusal::NotThere)?);
    Ok(vec![Step::Media { session, before, after }])
}

pub(super) fn set_offset(
    project: &Project,
    session: SessionId,
    media: MediaId,
    offset: Millis,
) -> Result<Vec<Step>, Refusal> {
    if !is_offset(offset) {
        return Err(Refusal::OutOfRange);
    }
    change(project, session, media, |media| media.offset = offset)
}

pub(super) fn set_picture(
    project: &Project,
    session: SessionId,
    media: MediaId,
    picture: Picture,
) -> Result<Vec<Step>, Refusal> {
    if !picture.is_in_range() {
        return Err(Refusal::OutOfRange);
    }
    change(project, session, media, |media| media.picture = picture)
}

/// Takes a video out. Times stay where they are on the session's clock; `keep_window` holds on to what is coded where that was the
/// whole of the first video, which may be another one from now on.
pub(super) fn remove(
    project: &Project,
    session: SessionId,
    media: MediaId,
    keep_window: bool,
) -> Result<Vec<Step>, Refusal> {
    arrange(project, session, keep_window, |videos| {
        videos.remove(videos.iter().position(|known| known.id == media)?);
        Some(())
    })
}

/// Gives a video another place. What is coded stays the same stretch, whichever video comes first.
pub(super) fn shift(project: &Project, session: SessionId, media: MediaId, to: usize) -> Result<Vec<Step>, Refusal> {
    arrange(project, session, true, |videos| {
        let video = videos.remove(videos.iter().position(|known| known.id == media)?);
        videos.insert(to.min(videos.len()), video);
        Some(())
    })
}

fn arrange(
    project: &Project,
    session: SessionId,
    keep_window: bool,
    change: impl FnOnce(&mut Vec<Media>) -> Option<()>,
) -> Result<Vec<Step>, Refusal> {
    let index = session_index(project, session)?;
    let known = &project.sessions[index];
    let (before, mut after) = (known.media.clone(), known.media.clone());
    change(&mut after).ok_or(Refusal::NotThere)?;
    let whole = Session { media: after.clone(), ..known.clone() }.coded_window();
    let mut steps = vec![Step::Media { session: index, before, after }];
    if keep_window && known.window.is_none() && whole != known.coded_window() {
        steps.push(Step::Window { session: index, before: None, after: known.coded_window() });
    }
    Ok(steps)
}
