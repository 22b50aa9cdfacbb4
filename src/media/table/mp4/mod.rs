//! MP4 and `QuickTime`: the boxes around the media data, which is skipped by its size.

mod boxes;
mod fragments;
mod movie;

use super::pages::{Pages, Source};
use super::samples::Coded;
use super::{Codec, FrameTable, MAX_FRAMES, NoTable, Samples};
use crate::media::frame_times::gcd;
use crate::media::{FrameRate, FrameTimes};
use boxes::next;
use movie::Movie;

/// No time in a film is farther from its start: 100 hours, in microseconds.
const FAR: i64 = 360_000_000_000;

/// A sample before its time is put on the media clock. Times are in units of the track.
struct Raw {
    decoded: i64,
    composed: i64,
    length: u32,
    offset: u64,
    size: u32,
    is_key: bool,
}

pub(super) async fn read<S: Source>(pages: &mut Pages<'_, S>) -> Result<FrameTable, NoTable> {
    let mut at = 0;
    let mut found: Option<Movie> = None;
    let mut raw = Vec::new();
    while let Some(header) = next(pages, at..pages.size()).await? {
        match &header.kind {
            b"moov" => {
                let movie = movie::read(pages, header.body.clone()).await?;
                raw = movie.samples()?;
                let is_whole = movie.defaults.is_none();
                found = Some(movie);
                if is_whole {
                    break;
                }
            }
            b"moof" => {
                if let Some(movie) = &found {
                    fragments::read(pages, &header, movie, &mut raw).await?;
                }
            }
            _ => {}
        }
        at = header.body.end;
    }
    let Some(movie) = found else { return Err(NoTable::Damaged) };
    table(&movie, &raw, pages.size())
}

/// Puts the samples on the media clock.
fn table(movie: &Movie, raw: &[Raw], file_size: u64) -> Result<FrameTable, NoTable> {
    let (delay, start) = movie.edit()?;
    let scale = i128::from(movie.timescale);
    let micros = |ticks: i128| {
        let micros = (ticks * 1_000_000 + scale / 2).div_euclid(scale);
        i64::try_from(micros).ok().filter(|at| at.abs() <= FAR).ok_or(NoTable::Damaged)
    };
    let place = |raw: &Raw| {
        let ticks = i128::from(raw.decoded) + i128::from(raw.composed) - i128::from(start);
        let at = micros(ticks)? + delay;
        Ok(Coded { at, offset: raw.offset, size: raw.size, is_key: raw.is_key })
    };
    let coded = raw.iter().map(place).collect::<Result<Vec<Coded>, NoTable>>()?;
    let times: Vec<i64> = coded.iter().map(|coded| coded.at).collect();
    let first = times.iter().copied().min().ok_or(NoTable::NoVideo)?;
    let last = micros(raw.last().map_or(0, |raw| raw.length.into()))?;
    let hint = raw.first().and_then(|raw| {
        let divisor = gcd(movie.timescale, raw.length);
        FrameRate::new(movie.timescale / divisor, raw.length / divisor)
    });
    let times = FrameTimes::read(&times, last, hint.as_slice()).ok_or(NoTable::NoVideo)?;
    let samples = movie.codec.clone().and_then(|codec: Codec| Samples::new(codec, &coded, file_size));
    Ok(FrameTable { times, first, samples })
}

/// Fails once there are more samples than any film has.
fn bounded(count: usize) -> Result<(), NoTable> {
    if count > MAX_FRAMES { Err(NoTable::TooMuch) } else { Ok(()) }
}
