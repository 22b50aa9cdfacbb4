//! MP4 and `QuickTime`: the boxes around the media data, which is skipped by its size.

mod boxes;
mod fragments;
mod layout;
mod movie;
mod recast;
mod track;

use super::pages::{Pages, Source};
use super::samples::Coded;
use super::{Codec, FrameTable, MAX_FRAMES, NoTable, Samples};
use crate::media::frame_times::gcd;
use crate::media::{FrameRate, FrameTimes};
use boxes::{Header, next};
use track::Track;

/// No time in a film is farther from its start: 100 hours, in microseconds.
const FAR: i64 = 360_000_000_000;

/// A sample before its time is put on the media clock. Times are in units of the track.
#[derive(Debug, Clone, Copy)]
struct Raw {
    decoded: i64,
    composed: i64,
    length: u32,
    offset: u64,
    size: u32,
    is_key: bool,
}

/// What a file holds.
struct Film {
    /// The box that says what kind of file it is, if it has one.
    kind: Option<Header>,
    pictures: Track,
    /// The tracks of sound, if the file is to be laid anew.
    sounds: Option<Vec<Track>>,
}

pub(super) async fn read<S: Source>(pages: &mut Pages<'_, S>) -> Result<FrameTable, NoTable> {
    let mut at = 0;
    let mut kind = None;
    let mut film: Option<Film> = None;
    while let Some(header) = next(pages, at..pages.size()).await? {
        at = header.body.end;
        match &header.kind {
            b"ftyp" => kind = Some(header),
            b"moov" => {
                let mut movie = movie::read(pages, header.body.clone()).await?;
                let is_fragmented = movie.is_fragmented();
                // A sound that cannot be read is no reason to know nothing of the pictures.
                let is_laid_anew = is_fragmented || layout::is_off(&movie.pictures);
                let sounds = if is_laid_anew { movie.sounds(pages).await.ok() } else { None };
                film = Some(Film { kind: kind.take(), pictures: movie.pictures, sounds });
                if !is_fragmented {
                    break;
                }
            }
            b"moof" => {
                if let Some(film) = &mut film {
                    let tracks = std::iter::once(&mut film.pictures).chain(film.sounds.iter_mut().flatten());
                    fragments::read(pages, &header, &mut tracks.collect::<Vec<_>>()).await?;
                }
            }
            _ => {}
        }
    }
    let Some(film) = film else { return Err(NoTable::Damaged) };
    let mut table = table(&film.pictures, pages.size())?;
    table.recast = recast::recast(pages, &film).await;
    Ok(table)
}

/// Puts the pictures on the media clock.
fn table(track: &Track, file_size: u64) -> Result<FrameTable, NoTable> {
    let raw = &track.samples;
    let (delay, start) = track.edit()?;
    let micros = |ticks: i128, scale: u32| {
        let scale = i128::from(scale);
        let micros = (ticks * 1_000_000 + scale / 2).div_euclid(scale);
        i64::try_from(micros).ok().filter(|at| at.abs() <= FAR).ok_or(NoTable::Damaged)
    };
    let delay = micros(delay.into(), track.movie_scale)?;
    let place = |raw: &Raw| {
        let ticks = i128::from(raw.decoded) + i128::from(raw.composed) - i128::from(start);
        let at = micros(ticks, track.timescale)? + delay;
        Ok(Coded { at, offset: raw.offset, size: raw.size, is_key: raw.is_key })
    };
    let coded = raw.iter().map(place).collect::<Result<Vec<Coded>, NoTable>>()?;
    let times: Vec<i64> = coded.iter().map(|coded| coded.at).collect();
    let first = times.iter().copied().min().ok_or(NoTable::NoVideo)?;
    let last = micros(raw.last().map_or(0, |raw| raw.length.into()), track.timescale)?;
    let hint = raw.first().and_then(|raw| {
        let divisor = gcd(track.timescale, raw.length);
        FrameRate::new(track.timescale / divisor, raw.length / divisor)
    });
    let times = FrameTimes::read(&times, last, hint.as_slice()).ok_or(NoTable::NoVideo)?;
    let samples = track.codec.clone().and_then(|codec: Codec| Samples::new(codec, &coded, file_size));
    Ok(FrameTable { times, first, samples, recast: None })
}

/// Fails once there are more samples than any film has.
fn bounded(count: usize) -> Result<(), NoTable> {
    if count > MAX_FRAMES { Err(NoTable::TooMuch) } else { Ok(()) }
}
