//! The movie box: the first track of pictures, and where the tracks of sound are.

use super::super::NoTable;
use super::super::pages::{Pages, Source};
use super::boxes::{Header, children, find, leaf};
use super::track::{Carries, Opened, Track, open};
use mp4_atom::{Mvhd, Trex};
use std::ops::Range;

/// What is kept of the movie box.
pub(super) struct Movie {
    /// Units of the movie in a second.
    scale: u32,
    pub(super) pictures: Track,
    /// Tracks of sound that are not read yet.
    sounds: Vec<Opened>,
    /// What fragments fall back on, by track; `None` if the movie is not fragmented.
    defaults: Option<Vec<Trex>>,
}

pub(super) async fn read<S: Source>(pages: &mut Pages<'_, S>, body: Range<u64>) -> Result<Movie, NoTable> {
    let boxes = children(pages, body).await?;
    let header = find(&boxes, "mvhd").ok_or(NoTable::Damaged)?;
    let scale = leaf::<Mvhd, S>(pages, header).await?.timescale;
    let (mut pictures, mut sounds) = (None, Vec::new());
    for header in boxes.iter().filter(|header| header.kind == *b"trak") {
        match open(pages, header).await? {
            Some(track) if track.carries == Carries::Sound => sounds.push(track),
            Some(track) if pictures.is_none() => pictures = Some(track),
            _ => {}
        }
    }
    let mut pictures = pictures.ok_or(NoTable::NoVideo)?.read(pages, scale).await?;
    let defaults = match find(&boxes, "mvex") {
        Some(extends) => Some(all_defaults(pages, extends).await?),
        None => None,
    };
    pictures.defaults = defaults_of(defaults.as_deref(), &pictures);
    Ok(Movie { scale, pictures, sounds, defaults })
}

impl Movie {
    pub(super) fn is_fragmented(&self) -> bool {
        self.defaults.is_some()
    }

    /// Reads the tracks of sound, which only those want who lay the file anew.
    pub(super) async fn sounds<S: Source>(&mut self, pages: &mut Pages<'_, S>) -> Result<Vec<Track>, NoTable> {
        let mut tracks = Vec::new();
        for opened in std::mem::take(&mut self.sounds) {
            let mut track = opened.read(pages, self.scale).await?;
            track.defaults = defaults_of(self.defaults.as_deref(), &track);
            tracks.push(track);
        }
        Ok(tracks)
    }
}

async fn all_defaults<S: Source>(pages: &mut Pages<'_, S>, extends: &Header) -> Result<Vec<Trex>, NoTable> {
    let mut all = Vec::new();
    for header in children(pages, extends.body.clone()).await? {
        if header.kind == *b"trex" {
            all.push(leaf(pages, &header).await?);
        }
    }
    Ok(all)
}

fn defaults_of(all: Option<&[Trex]>, track: &Track) -> Option<Trex> {
    let number = track.header.track_id;
    let own = all?.iter().find(|defaults| defaults.track_id == number).cloned();
    Some(own.unwrap_or_else(|| Trex { track_id: number, default_sample_description_index: 1, ..Trex::default() }))
}
