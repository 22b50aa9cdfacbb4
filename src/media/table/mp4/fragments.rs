//! Movie fragments: runs of samples that were written as they came.

use super::super::NoTable;
use super::super::pages::{Pages, Source};
use super::boxes::{Header, children, leaf};
use super::movie::Movie;
use super::{Raw, bounded};
use mp4_atom::{Tfdt, Tfhd, Trex, Trun};

/// Of the flags of a sample: it depends on others.
const NOT_KEY: u32 = 1 << 16;

/// Adds the video's samples of one fragment.
pub(super) async fn read<S: Source>(
    pages: &mut Pages<'_, S>,
    fragment: &Header,
    movie: &Movie,
    raw: &mut Vec<Raw>,
) -> Result<(), NoTable> {
    let Some(defaults) = &movie.defaults else { return Ok(()) };
    for track in children(pages, fragment.body.clone()).await? {
        if track.kind == *b"traf" {
            read_track(pages, fragment, &track, movie.track, defaults, raw).await?;
        }
    }
    Ok(())
}

async fn read_track<S: Source>(
    pages: &mut Pages<'_, S>,
    fragment: &Header,
    track: &Header,
    number: u32,
    defaults: &Trex,
    raw: &mut Vec<Raw>,
) -> Result<(), NoTable> {
    let boxes = children(pages, track.body.clone()).await?;
    let header = boxes.iter().find(|header| header.kind == *b"tfhd").ok_or(NoTable::Damaged)?;
    let header: Tfhd = leaf(pages, header).await?;
    if header.track_id != number {
        return Ok(());
    }
    let mut decoded = raw.last().map_or(0, |last| last.decoded + i64::from(last.length));
    let base = header.base_data_offset.unwrap_or(fragment.start);
    let mut offset = base;
    for leaf_header in &boxes {
        match &leaf_header.kind {
            b"tfdt" => {
                let start: Tfdt = leaf(pages, leaf_header).await?;
                decoded = i64::try_from(start.base_media_decode_time).or(Err(NoTable::Damaged))?;
            }
            b"trun" => {
                let run: Trun = leaf(pages, leaf_header).await?;
                bounded(raw.len().saturating_add(run.samples.len()))?;
                if let Some(data) = run.data_offset {
                    offset = base.checked_add_signed(data.into()).ok_or(NoTable::Damaged)?;
                }
                for entry in &run.samples {
                    let or = |own: Option<u32>, of_track: Option<u32>, of_movie| own.or(of_track).unwrap_or(of_movie);
                    let length = or(entry.duration, header.default_sample_duration, defaults.default_sample_duration);
                    let size = or(entry.size, header.default_sample_size, defaults.default_sample_size);
                    let flags = or(entry.flags, header.default_sample_flags, defaults.default_sample_flags);
                    let is_key = flags & NOT_KEY == 0;
                    let composed = entry.cts.unwrap_or(0);
                    raw.push(Raw { decoded, composed, length, offset, size, is_key });
                    decoded = decoded.checked_add(length.into()).ok_or(NoTable::Damaged)?;
                    offset = offset.saturating_add(size.into());
                }
            }
            _ => {}
        }
    }
    Ok(())
}
