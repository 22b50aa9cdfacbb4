//! WebM and Matroska: no table is kept in these, so the header of every block is visited, and the pictures themselves are skipped. Of a
//! long film at an even rate a sample of the clusters is enough, with the index of key pictures over its whole length.

mod blocks;
mod ebml;

use super::pages::{Pages, Source};
use super::{FrameTable, NoTable};
use crate::media::FrameTimes;
use blocks::{Times, walk};
use ebml::{Element, children, element, unsigned};

const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114D_9B74;
const SEEK: u32 = 0x4DBB;
const SEEK_ID: u32 = 0x53AB;
const SEEK_POSITION: u32 = 0x53AC;
const INFO: u32 = 0x1549_A966;
const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
const TRACKS: u32 = 0x1654_AE6B;
const TRACK_ENTRY: u32 = 0xAE;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_TYPE: u32 = 0x83;
const DEFAULT_DURATION: u32 = 0x23_E383;
const CLUSTER: u32 = 0x1F43_B675;
const CUES: u32 = 0x1C53_BB6B;
const CUE_POINT: u32 = 0xBB;
const CUE_TIME: u32 = 0xB3;
const CUE_TRACK_POSITIONS: u32 = 0xB7;
const CUE_TRACK: u32 = 0xF7;
const CUE_CLUSTER_POSITION: u32 = 0xF1;

/// Of files larger than this a sample is taken first.
const LARGE: u64 = 64 << 20;

/// How many clusters of a large file are visited.
const SAMPLED: usize = 48;

/// The first video track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Video {
    number: u64,
    /// What a frame lasts, in nanoseconds, if that is stated.
    duration: Option<u64>,
}

/// What comes before the first cluster.
struct Head {
    /// Positions in the index count from here.
    segment: u64,
    /// What a block's time counts, in nanoseconds.
    scale: u64,
    video: Video,
    cues: Option<u64>,
    /// Where the first cluster begins.
    clusters: u64,
}

pub(super) async fn read<S: Source>(pages: &mut Pages<'_, S>) -> Result<FrameTable, NoTable> {
    let head = head(pages).await?;
    if pages.size() > LARGE
        && let Some(table) = sampled(pages, &head).await?
    {
        return Ok(table);
    }
    let mut times = Times::new(head.scale, head.video);
    walk(pages, head.clusters, None, &mut times).await?;
    let (times, last) = times.finish();
    let first = times.iter().copied().min().ok_or(NoTable::NoVideo)?;
    let hint = head.video.duration.and_then(blocks::rate);
    let times = FrameTimes::read(&times, last, hint.as_slice()).ok_or(NoTable::NoVideo)?;
    Ok(FrameTable { times, first, samples: None })
}

async fn head<S: Source>(pages: &mut Pages<'_, S>) -> Result<Head, NoTable> {
    let ebml = element(pages, 0).await?.ok_or(NoTable::Damaged)?;
    let segment = element(pages, ebml.range()?.end).await?.filter(|it| it.id == SEGMENT).ok_or(NoTable::Damaged)?;
    let (mut scale, mut video, mut cues) = (1_000_000, None, None);
    let mut at = segment.body;
    while let Some(part) = element(pages, at).await? {
        match part.id {
            CLUSTER => {
                let video = video.ok_or(NoTable::NoVideo)?;
                return Ok(Head { segment: segment.body, scale, video, cues, clusters: part.start });
            }
            SEEK_HEAD => cues = cues.or(seek_cues(pages, &part).await?.map(|at| segment.body.saturating_add(at))),
            INFO => {
                for field in children(pages, &part).await? {
                    if field.id == TIMESTAMP_SCALE {
                        scale = unsigned(pages, &field).await?;
                    }
                }
            }
            TRACKS => {
                for entry in children(pages, &part).await? {
                    if entry.id == TRACK_ENTRY && video.is_none() {
                        video = video_track(pages, &entry).await?;
                    }
                }
            }
            CUES => cues = Some(part.start),
            _ => {}
        }
        at = part.range()?.end;
    }
    Err(NoTable::Damaged)
}

/// Where the index of key pictures lies, counted from the segment's body.
async fn seek_cues<S: Source>(pages: &mut Pages<'_, S>, head: &Element) -> Result<Option<u64>, NoTable> {
    for seek in children(pages, head).await? {
        if seek.id != SEEK {
            continue;
        }
        let (mut id, mut position) = (0, None);
        for field in children(pages, &seek).await? {
            match field.id {
                SEEK_ID => id = unsigned(pages, &field).await?,
                SEEK_POSITION => position = Some(unsigned(pages, &field).await?),
                _ => {}
            }
        }
        if id == u64::from(CUES) {
            return Ok(position);
        }
    }
    Ok(None)
}

async fn video_track<S: Source>(pages: &mut Pages<'_, S>, entry: &Element) -> Result<Option<Video>, NoTable> {
    let (mut number, mut kind, mut duration) = (0, 0, None);
    for field in children(pages, entry).await? {
        match field.id {
            TRACK_NUMBER => number = unsigned(pages, &field).await?,
            TRACK_TYPE => kind = unsigned(pages, &field).await?,
            DEFAULT_DURATION => duration = Some(unsigned(pages, &field).await?),
            _ => {}
        }
    }
    Ok((kind == 1).then_some(Video { number, duration }))
}

/// One key picture of the index: its time in units of the file, and where its cluster begins.
struct Cue {
    time: u64,
    cluster: u64,
}

async fn cues<S: Source>(pages: &mut Pages<'_, S>, head: &Head) -> Result<Vec<Cue>, NoTable> {
    let Some(at) = head.cues else { return Ok(Vec::new()) };
    let Some(index) = element(pages, at).await?.filter(|it| it.id == CUES) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for point in children(pages, &index).await? {
        let mut time = None;
        for field in children(pages, &point).await? {
            if field.id == CUE_TIME {
                time = Some(unsigned(pages, &field).await?);
            }
            if field.id != CUE_TRACK_POSITIONS || point.id != CUE_POINT {
                continue;
            }
            let (mut track, mut cluster) = (None, None);
            for field in children(pages, &field).await? {
                match field.id {
                    CUE_TRACK => track = Some(unsigned(pages, &field).await?),
                    CUE_CLUSTER_POSITION => cluster = Some(unsigned(pages, &field).await?),
                    _ => {}
                }
            }
            if let (Some(time), Some(cluster), true) = (time, cluster, track == Some(head.video.number)) {
                found.push(Cue { time, cluster: head.segment.saturating_add(cluster) });
            }
        }
    }
    Ok(found)
}

/// The table of a large file at an even rate, if every key picture of its index and every block of the clusters that are visited, among
/// them the first and the last, keep to that rate.
async fn sampled<S: Source>(pages: &mut Pages<'_, S>, head: &Head) -> Result<Option<FrameTable>, NoTable> {
    let cues = cues(pages, head).await?;
    let mut clusters: Vec<u64> = cues.iter().map(|cue| cue.cluster).collect();
    clusters.push(head.clusters);
    clusters.sort_unstable();
    clusters.dedup();
    if clusters.len() < 4 {
        return Ok(None);
    }
    let last = clusters.len() - 1;
    let mut visited: Vec<usize> = (0..SAMPLED).map(|nth| nth * last / (SAMPLED - 1)).collect();
    visited.dedup();
    let mut times = Times::new(head.scale, head.video);
    for index in visited {
        // From the last key picture of the index on, to the very end.
        let end = (index < last).then(|| clusters[index] + 1);
        walk(pages, clusters[index], end, &mut times).await?;
    }
    for cue in &cues {
        times.add_key(cue.time);
    }
    Ok(times.even().map(|(rate, first, count)| FrameTable {
        times: FrameTimes::even(rate, first, Some(count)),
        first,
        samples: None,
    }))
}
