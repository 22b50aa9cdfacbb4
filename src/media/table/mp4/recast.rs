//! A movie box written anew, for files that engines lay on their clocks each in a way of its own.

use super::super::Recast;
use super::super::pages::{Pages, Source};
use super::Film;
use super::boxes::Header;
use super::layout::{Laid, Layout, lay};
use mp4_atom::{
    Co64, Ctts, CttsEntry, Edts, Elst, ElstEntry, Encode, Mdhd, Mvhd, Stsc, StscEntry, Stss, Stsz, StszSamples, Stts,
    SttsEntry,
};

/// Descriptions of samples are some hundred bytes.
const LARGEST_COPY: u64 = 1 << 20;

/// Units of the new movie in a second.
const SCALE: u32 = 1000;

/// Writes what is to be put before the file, if that is of use and all of the file is understood.
pub(super) async fn recast<S: Source>(pages: &mut Pages<'_, S>, film: &Film) -> Option<Recast> {
    let sounds = film.sounds.as_deref()?;
    let layout = lay(&film.pictures, sounds)?;
    let size = pages.size();
    let is_sure = |laid: &Laid| {
        let whole = |raw: &super::Raw| raw.offset.checked_add(raw.size.into()).is_some_and(|end| end <= size);
        laid.track.is_simple && laid.samples.iter().all(whole)
    };
    if !layout.tracks.iter().all(is_sure) || !film.pictures.samples.first()?.is_key {
        return None;
    }
    let mut copies = Vec::new();
    for laid in &layout.tracks {
        copies.push(Copied::read(pages, laid).await?);
    }
    let mut head = match &film.kind {
        Some(kind) => copy(pages, kind).await?,
        None => Vec::new(),
    };
    // The places of samples count from the start of all, so how long this is must be known before it is written.
    let before = head.len() as u64 + movie(&layout, &copies, 0)?.len() as u64 + 16;
    head.extend(movie(&layout, &copies, before)?);
    // The file as it is stands in one box of data.
    head.extend(1_u32.to_be_bytes());
    head.extend(b"mdat");
    head.extend(size.checked_add(16)?.to_be_bytes());
    Some(Recast { head, moved: layout.moved })
}

/// What is taken over of a track as it is.
struct Copied {
    handler: Vec<u8>,
    info: Vec<u8>,
    descriptions: Vec<u8>,
}

impl Copied {
    async fn read<S: Source>(pages: &mut Pages<'_, S>, laid: &Laid<'_>) -> Option<Self> {
        let handler = copy(pages, &laid.track.handler).await?;
        let mut info = Vec::new();
        for header in &laid.track.info {
            info.extend(copy(pages, header).await?);
        }
        let descriptions = copy(pages, laid.track.descriptions.as_ref()?).await?;
        Some(Self { handler, info, descriptions })
    }
}

async fn copy<S: Source>(pages: &mut Pages<'_, S>, header: &Header) -> Option<Vec<u8>> {
    let range = header.start..header.body.end;
    if range.end - range.start > LARGEST_COPY {
        return None;
    }
    Some(pages.read(range).await.ok()?.to_vec())
}

fn boxed(kind: [u8; 4], parts: &[&[u8]]) -> Option<Vec<u8>> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = u32::try_from(length + 8).ok()?.to_be_bytes().to_vec();
    bytes.extend(kind);
    for part in parts {
        bytes.extend(*part);
    }
    Some(bytes)
}

fn encoded(atom: &impl Encode) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    atom.encode(&mut bytes).ok()?;
    Some(bytes)
}

/// The movie box, with the file's first byte at `before`.
fn movie(layout: &Layout, copies: &[Copied], before: u64) -> Option<Vec<u8>> {
    let mut parts = Vec::new();
    for (laid, copied) in layout.tracks.iter().zip(copies) {
        parts.extend(track(laid, copied, before)?);
    }
    let numbers = layout.tracks.iter().map(|laid| laid.track.header.track_id);
    let header = Mvhd {
        timescale: SCALE,
        duration: layout.tracks.iter().map(|laid| in_movie(laid, laid.end)).max()?,
        rate: 1.into(),
        volume: 1.into(),
        next_track_id: numbers.max()?.saturating_add(1),
        ..Mvhd::default()
    };
    boxed(*b"moov", &[&encoded(&header)?, &parts])
}

/// A time of a track in units of the movie, rounded up.
fn in_movie(laid: &Laid, ticks: u64) -> u64 {
    let movie = (u128::from(ticks) * u128::from(SCALE)).div_ceil(laid.timescale.into());
    u64::try_from(movie).unwrap_or(u64::MAX)
}

fn track(laid: &Laid, copied: &Copied, before: u64) -> Option<Vec<u8>> {
    let mut header = laid.track.header.clone();
    header.duration = in_movie(laid, laid.end);
    let duration = laid.end - laid.delay;
    let media = Mdhd { timescale: laid.timescale, duration, language: "und".into(), ..Mdhd::default() };
    let info = boxed(*b"minf", &[&copied.info, &table(laid, &copied.descriptions, before)?])?;
    let media = boxed(*b"mdia", &[&encoded(&media)?, &copied.handler, &info])?;
    boxed(*b"trak", &[&encoded(&header)?, &edits(laid)?, &media])
}

/// A sound that begins later than the pictures is the one thing that only an edit list can say.
fn edits(laid: &Laid) -> Option<Vec<u8>> {
    if laid.delay == 0 {
        return Some(Vec::new());
    }
    let edit = |duration, media_time| ElstEntry { segment_duration: duration, media_time, media_rate: 1.into() };
    let delay = in_movie(laid, laid.delay);
    let entries = vec![edit(delay, None), edit(in_movie(laid, laid.end).saturating_sub(delay), Some(0))];
    encoded(&Edts { elst: Some(Elst { entries }) })
}

/// The sample table.
fn table(laid: &Laid, descriptions: &[u8], before: u64) -> Option<Vec<u8>> {
    let lengths = runs(laid.lengths.iter().copied());
    let lengths = lengths.map(|(sample_count, sample_delta)| SttsEntry { sample_count, sample_delta });
    let lengths = encoded(&Stts { entries: lengths.collect() })?;
    let compositions = runs(laid.compositions.iter().copied());
    let compositions = compositions
        .map(|(sample_count, offset)| CttsEntry { sample_count, sample_offset: offset.into() })
        .collect::<Vec<_>>();
    let compositions = if compositions.iter().all(|entry| entry.sample_offset == 0) {
        Vec::new()
    } else {
        encoded(&Ctts { entries: compositions })?
    };
    let keys = (1_u32..).zip(laid.samples).filter(|(_, raw)| raw.is_key).map(|(number, _)| number);
    let is_sound = laid.compositions.is_empty();
    let keys = if is_sound || laid.samples.iter().all(|raw| raw.is_key) {
        Vec::new()
    } else {
        encoded(&Stss { entries: keys.collect() })?
    };
    let sizes = laid.samples.iter().map(|raw| raw.size).collect();
    let sizes = encoded(&Stsz { samples: StszSamples::Different { sizes } })?;
    let (chunks, offsets) = chunks(laid, before)?;
    let parts = [descriptions, &lengths, &compositions, &keys, &sizes, &encoded(&chunks)?, &encoded(&offsets)?];
    boxed(*b"stbl", &parts)
}

/// Samples that lie one after the other are a chunk.
fn chunks(laid: &Laid, before: u64) -> Option<(Stsc, Co64)> {
    let mut counts: Vec<u32> = Vec::new();
    let mut offsets: Vec<u64> = Vec::new();
    let mut end = None;
    for raw in laid.samples {
        if let Some(count) = counts.last_mut().filter(|_| end == Some(raw.offset)) {
            *count += 1;
        } else {
            counts.push(1);
            offsets.push(raw.offset.checked_add(before)?);
        }
        end = raw.offset.checked_add(raw.size.into());
    }
    let mut first_chunk = 1;
    let mut entries = Vec::new();
    for (chunks, samples_per_chunk) in runs(counts.into_iter()) {
        entries.push(StscEntry { first_chunk, samples_per_chunk, sample_description_index: 1 });
        first_chunk += chunks;
    }
    Some((Stsc { entries }, Co64 { entries: offsets }))
}

/// Each value with how often it comes in a row.
fn runs<T: PartialEq>(values: impl Iterator<Item = T>) -> impl Iterator<Item = (u32, T)> {
    let mut values = values.peekable();
    std::iter::from_fn(move || {
        let value = values.next()?;
        let mut count = 1;
        while values.next_if_eq(&value).is_some() {
            count += 1;
        }
        Some((count, value))
    })
}
