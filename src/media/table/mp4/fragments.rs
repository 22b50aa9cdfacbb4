//! Movie fragments: runs of samples that were written as they came.

use super::super::NoTable;
use super::super::pages::{Pages, Source};
use super::boxes::{Header, children, leaf};
use super::track::Track;
use super::{Raw, bounded};
use mp4_atom::{Tfdt, Tfhd, Trun};

/// Of the flags of a sample: it depends on others.
const NOT_KEY: u32 = 1 << 16;

/// Adds the samples of one fragment to their tracks.
pub(super) async fn read<S: Source>(
    pages: &mut Pages<'_, S>,
    fragment: &Header,
    tracks: &mut [&mut Track],
) -> Result<(), NoTable> {
    let parts = children(pages, fragment.body.clone()).await?;
    for (nth, part) in parts.iter().filter(|part| part.kind == *b"traf").enumerate() {
        read_track(pages, fragment, part, nth == 0, tracks).await?;
    }
    Ok(())
}

async fn read_track<S: Source>(
    pages: &mut Pages<'_, S>,
    fragment: &Header,
    part: &Header,
    is_first: bool,
    tracks: &mut [&mut Track],
) -> Result<(), NoTable> {
    let boxes = children(pages, part.body.clone()).await?;
    let header = boxes.iter().find(|header| header.kind == *b"tfhd").ok_or(NoTable::Damaged)?;
    let header: Tfhd = leaf(pages, header).await?;
    let Some(track) = tracks.iter_mut().find(|track| track.header.track_id == header.track_id) else { return Ok(()) };
    let Some(defaults) = track.defaults.clone() else { return Ok(()) };
    let description = header.sample_description_index.unwrap_or(defaults.default_sample_description_index);
    // Without any base, bytes are counted from where those of the part before end, which is not followed here.
    let has_base = is_first || header.default_base_is_moof || header.base_data_offset.is_some();
    track.is_simple &= description == 1 && has_base;
    let raw = &mut track.samples;
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
