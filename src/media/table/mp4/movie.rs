//! The movie box: the tables of the first video track.

use super::super::pages::{Pages, Source};
use super::super::{Codec, NoTable};
use super::boxes::{Header, children, find, leaf, next};
use super::{FAR, Raw, bounded};
use mp4_atom::{Co64, Ctts, Elst, ElstEntry, Matrix, Mvhd, Stco, Stsc, Stss, Stsz, StszSamples, Stts, Tkhd, Trex};
use std::ops::Range;

/// What is kept of the movie box.
pub(super) struct Movie {
    /// Units of the movie in a second.
    scale: u32,
    /// The video track's number.
    pub(super) track: u32,
    /// Units of the track in a second.
    pub(super) timescale: u32,
    edits: Vec<ElstEntry>,
    lengths: Stts,
    compositions: Option<Ctts>,
    sizes: Stsz,
    chunks: Stsc,
    offsets: Vec<u64>,
    /// `None` where every sample is a key picture.
    keys: Option<Stss>,
    pub(super) codec: Option<Codec>,
    /// What fragments fall back on; `None` if the movie is not fragmented.
    pub(super) defaults: Option<Trex>,
}

pub(super) async fn read<S: Source>(pages: &mut Pages<'_, S>, body: Range<u64>) -> Result<Movie, NoTable> {
    let boxes = children(pages, body).await?;
    let header = find(&boxes, "mvhd").ok_or(NoTable::Damaged)?;
    let scale = leaf::<Mvhd, S>(pages, header).await?.timescale;
    for track in boxes.iter().filter(|header| header.kind == *b"trak") {
        let Some(mut movie) = video_track(pages, track, scale).await? else { continue };
        if let Some(extends) = find(&boxes, "mvex") {
            let mut defaults = Trex { track_id: movie.track, ..Trex::default() };
            for header in children(pages, extends.body.clone()).await? {
                if header.kind == *b"trex" {
                    let trex: Trex = leaf(pages, &header).await?;
                    if trex.track_id == movie.track {
                        defaults = trex;
                    }
                }
            }
            movie.defaults = Some(defaults);
        }
        return Ok(movie);
    }
    Err(NoTable::NoVideo)
}

/// The tables of a track, if it is a video.
async fn video_track<S: Source>(
    pages: &mut Pages<'_, S>,
    track: &Header,
    scale: u32,
) -> Result<Option<Movie>, NoTable> {
    let boxes = children(pages, track.body.clone()).await?;
    let Some(media) = find(&boxes, "mdia") else { return Ok(None) };
    let media = children(pages, media.body.clone()).await?;
    let Some(handler) = find(&media, "hdlr") else { return Ok(None) };
    // Version and flags, a reserved word, then the kind of the track. Read by hand: names of tracks are in no agreed encoding.
    if pages.peek(handler.body.start + 8, 4).await? != b"vide" {
        return Ok(None);
    }
    let header = find(&boxes, "tkhd").ok_or(NoTable::Damaged)?;
    let track_header: Tkhd = leaf(pages, header).await?;
    let header = find(&media, "mdhd").ok_or(NoTable::Damaged)?;
    // Only the scale is of use, and the library refuses old QuickTime's language codes.
    let timescale = {
        let bytes = pages.read(header.body.clone()).await?;
        let at = if bytes.first() == Some(&1) { 20 } else { 12 };
        bytes.get(at..).and_then(<[u8]>::first_chunk).map(|bytes| u32::from_be_bytes(*bytes)).ok_or(NoTable::Damaged)?
    };
    if timescale == 0 || scale == 0 {
        return Err(NoTable::Damaged);
    }
    let edits = match find(&boxes, "edts") {
        Some(edits) => {
            let list = children(pages, edits.body.clone()).await?;
            match find(&list, "elst") {
                Some(list) => leaf::<Elst, S>(pages, list).await?.entries,
                None => Vec::new(),
            }
        }
        None => Vec::new(),
    };
    let info = find(&media, "minf").ok_or(NoTable::Damaged)?;
    let info = children(pages, info.body.clone()).await?;
    let table = find(&info, "stbl").ok_or(NoTable::Damaged)?;
    let table = children(pages, table.body.clone()).await?;
    let part = |kind| find(&table, kind);
    let lengths = leaf(pages, part("stts").ok_or(NoTable::Damaged)?).await?;
    let compositions = match part("ctts") {
        Some(header) => Some(leaf::<Ctts, S>(pages, header).await?),
        None => None,
    };
    // Without sizes and places the times are still good.
    let sizes = match part("stsz") {
        Some(header) => leaf(pages, header).await?,
        None => Stsz::default(),
    };
    let chunks = match part("stsc") {
        Some(header) => leaf(pages, header).await?,
        None => Stsc::default(),
    };
    let offsets = match (part("stco"), part("co64")) {
        (Some(header), _) => leaf::<Stco, S>(pages, header).await?.entries.into_iter().map(u64::from).collect(),
        (None, Some(header)) => leaf::<Co64, S>(pages, header).await?.entries,
        (None, None) => Vec::new(),
    };
    let keys = match part("stss") {
        Some(header) => Some(leaf(pages, header).await?),
        None => None,
    };
    // A picture that players turn or mirror is not for those who decode it themselves.
    let is_upright = track_header.matrix == Matrix::default();
    let codec = match part("stsd") {
        Some(header) if is_upright => h264(pages, header.body.clone()).await?,
        _ => None,
    };
    Ok(Some(Movie {
        scale,
        track: track_header.track_id,
        timescale,
        edits,
        lengths,
        compositions,
        sizes,
        chunks,
        offsets,
        keys,
        codec,
        defaults: None,
    }))
}

/// The configuration of the first sample entry, if it is H.264 and the only one.
async fn h264<S: Source>(pages: &mut Pages<'_, S>, body: Range<u64>) -> Result<Option<Codec>, NoTable> {
    let entries = children(pages, body.start.saturating_add(8)..body.end).await?;
    let [entry] = entries.as_slice() else { return Ok(None) };
    if entry.kind != *b"avc1" && entry.kind != *b"avc3" {
        return Ok(None);
    }
    // The fields of a visual sample entry take 78 bytes.
    let mut within = entry.body.start.saturating_add(78)..entry.body.end;
    while let Some(header) = next(pages, within.clone()).await? {
        if header.kind == *b"avcC" && header.body.end - header.body.start < 1 << 16 {
            let description = pages.read(header.body).await?.to_vec();
            let name = match description.get(1..4) {
                Some([profile, flags, level]) => format!("avc1.{profile:02x}{flags:02x}{level:02x}"),
                _ => return Ok(None),
            };
            return Ok(Some(Codec { name, description }));
        }
        within.start = header.body.end;
    }
    Ok(None)
}

impl Movie {
    /// How the edit list lays the track: microseconds before it begins, and the time in the track that is shown then.
    pub(super) fn edit(&self) -> Result<(i64, u64), NoTable> {
        let is_plain = |edit: &ElstEntry| edit.media_rate == 1.into();
        let empty = self.edits.iter().take_while(|edit| edit.media_time.is_none());
        let scale = i128::from(self.scale);
        let delay: i128 = empty.clone().map(|edit| i128::from(edit.segment_duration) * 1_000_000 / scale).sum();
        let delay = i64::try_from(delay).ok().filter(|delay| *delay <= FAR).ok_or(NoTable::Damaged)?;
        match self.edits.get(empty.count()..).unwrap_or_default() {
            [] => Ok((delay, 0)),
            [edit] if is_plain(edit) => Ok((delay, edit.media_time.unwrap_or(0))),
            _ => Err(NoTable::Edited),
        }
    }

    /// The samples that the movie box itself tells of.
    pub(super) fn samples(&self) -> Result<Vec<Raw>, NoTable> {
        let mut raw: Vec<Raw> = Vec::new();
        let mut decoded = 0_i64;
        for entry in &self.lengths.entries {
            bounded(raw.len().saturating_add(entry.sample_count as usize))?;
            for _ in 0..entry.sample_count {
                let is_key = self.keys.is_none();
                let length = entry.sample_delta;
                raw.push(Raw { decoded, composed: 0, length, offset: u64::MAX, size: 0, is_key });
                decoded += i64::from(length);
            }
        }
        let mut rest = raw.iter_mut();
        for entry in self.compositions.iter().flat_map(|table| &table.entries) {
            for sample in rest.by_ref().take(entry.sample_count as usize) {
                sample.composed = entry.sample_offset;
            }
        }
        for key in self.keys.iter().flat_map(|table| &table.entries) {
            if let Some(sample) = raw.get_mut((*key as usize).wrapping_sub(1)) {
                sample.is_key = true;
            }
        }
        self.places(&mut raw);
        Ok(raw)
    }

    /// Fills in where the samples lie, as far as the tables go.
    fn places(&self, raw: &mut [Raw]) {
        let size = |index: usize| match &self.sizes.samples {
            StszSamples::Identical { size, .. } => Some(*size),
            StszSamples::Different { sizes } => sizes.get(index).copied(),
        };
        let mut entries = self.chunks.entries.iter().peekable();
        let mut per_chunk = 0;
        let mut samples = raw.iter_mut().enumerate();
        for (chunk, start) in (1_u32..).zip(&self.offsets) {
            while let Some(entry) = entries.next_if(|entry| entry.first_chunk <= chunk) {
                per_chunk = entry.samples_per_chunk as usize;
            }
            let mut offset = *start;
            for (index, sample) in samples.by_ref().take(per_chunk) {
                let Some(size) = size(index) else { return };
                (sample.offset, sample.size) = (offset, size);
                offset = offset.saturating_add(u64::from(size));
            }
        }
    }
}
