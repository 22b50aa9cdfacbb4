//! Hides the pictures of an MP4 file, so that they need not be read.
//!
//! symphonia hands out the packets of all tracks, and would read a film of four gigabytes for its forty megabytes of sound. So the boxes
//! that describe the other tracks look to it like free space. It also knows no edit lists; what they say of the sound is read here.

use std::io::{self, Read, Seek, SeekFrom};
use symphonia::core::io::MediaSource;

/// No film has more boxes than this beside each other; a damaged one may.
const MOST_BOXES: usize = 4096;

/// What an MP4 file says of its sound.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Findings {
    /// Where the names of the boxes are that are to be hidden.
    hidden: Vec<u64>,
    /// How long the file says it is, which is longer than it is where it breaks off.
    length: u64,
    /// What is added to the times of packets to have those of the film, in seconds.
    pub shift: f64,
}

/// A box: its name, where that stands, and where its content is.
#[derive(Debug, Clone, Copy)]
struct Found {
    name: [u8; 4],
    name_at: u64,
    start: u64,
    end: u64,
    /// Where it ends by its own words; past `end` where the file breaks off.
    claimed: u64,
}

/// Looks through the boxes of an MP4 file. `None` for another kind of file, or one without a description.
pub(super) fn look_through(source: &mut (impl Read + Seek)) -> io::Result<Option<Findings>> {
    let length = source.seek(SeekFrom::End(0))?;
    let whole = Found { name: *b"file", name_at: 0, start: 0, end: length, claimed: length };
    let top = children(source, whole)?;
    let claimed = top.last().map_or(length, |last| last.claimed);
    if top.first().is_none_or(|first| first.name != *b"ftyp") {
        return Ok(None);
    }
    let Some(movie) = top.into_iter().find(|found| found.name == *b"moov") else { return Ok(None) };
    let movie = children(source, movie)?;
    let movie_scale = match find(&movie, *b"mvhd") {
        Some(header) => time_scale(source, header)?,
        None => None,
    };
    let mut findings = Findings { length: claimed, ..Findings::default() };
    let mut has_sound = false;
    for track in movie.iter().filter(|found| found.name == *b"trak") {
        let parts = children(source, *track)?;
        let Some(media) = find(&parts, *b"mdia") else { continue };
        let media = children(source, media)?;
        let handler = match find(&media, *b"hdlr") {
            Some(handler) => bytes::<4>(source, handler.start + 8, handler.end)?,
            None => None,
        };
        if handler != Some(*b"soun") {
            findings.hidden.push(track.name_at);
        } else if !has_sound {
            has_sound = true;
            let scale = match find(&media, *b"mdhd") {
                Some(header) => time_scale(source, header)?,
                None => None,
            };
            if let (Some(edits), Some(scale), Some(movie_scale)) = (find(&parts, *b"edts"), scale, movie_scale) {
                findings.shift = edit_shift(source, edits, f64::from(scale), f64::from(movie_scale))?;
            }
        }
    }
    // A film in fragments names its tracks again in each, so none can be hidden.
    if !has_sound || find(&movie, *b"mvex").is_some() {
        findings.hidden.clear();
    }
    Ok(Some(findings))
}

fn find(boxes: &[Found], name: [u8; 4]) -> Option<Found> {
    boxes.iter().find(|found| found.name == name).copied()
}

/// The boxes within one, as far as they make sense.
fn children(source: &mut (impl Read + Seek), parent: Found) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut at = parent.start;
    while found.len() < MOST_BOXES {
        let Some(head) = bytes::<8>(source, at, parent.end)? else { break };
        let name = [head[4], head[5], head[6], head[7]];
        let (size, header) = match u32::from_be_bytes([head[0], head[1], head[2], head[3]]) {
            0 => (parent.end - at, 8),
            1 => match bytes::<8>(source, at + 8, parent.end)? {
                Some(long) => (u64::from_be_bytes(long), 16),
                None => break,
            },
            size => (u64::from(size), 8),
        };
        let Some(claimed) = at.checked_add(size).filter(|_| size >= header) else { break };
        // Past the end: the last box of a file that breaks off.
        let end = claimed.min(parent.end);
        found.push(Found { name, name_at: at + 4, start: at + header, end, claimed });
        at = end;
    }
    Ok(found)
}

/// Some bytes, if they lie before `end`.
fn bytes<const N: usize>(source: &mut (impl Read + Seek), at: u64, end: u64) -> io::Result<Option<[u8; N]>> {
    if at.checked_add(N as u64).is_none_or(|stop| stop > end) {
        return Ok(None);
    }
    let mut found = [0; N];
    source.seek(SeekFrom::Start(at))?;
    source.read_exact(&mut found)?;
    Ok(Some(found))
}

/// Ticks per second, from an `mvhd` or `mdhd`.
fn time_scale(source: &mut (impl Read + Seek), header: Found) -> io::Result<Option<u32>> {
    let Some([version]) = bytes::<1>(source, header.start, header.end)? else { return Ok(None) };
    let at = header.start + if version == 1 { 20 } else { 12 };
    Ok(bytes::<4>(source, at, header.end)?.map(u32::from_be_bytes).filter(|scale| *scale > 0))
}

/// What an edit list makes of the first packet's time: pauses before it, and what of it is not to be heard. Later cuts are left alone, as
/// browsers do.
#[allow(clippy::cast_precision_loss)] // ticks of a film
fn edit_shift(source: &mut (impl Read + Seek), edits: Found, scale: f64, movie_scale: f64) -> io::Result<f64> {
    let list = children(source, edits)?;
    let Some(list) = find(&list, *b"elst") else { return Ok(0.0) };
    let Some(head) = bytes::<8>(source, list.start, list.end)? else { return Ok(0.0) };
    let long = head[0] == 1;
    let count = u32::from_be_bytes([head[4], head[5], head[6], head[7]]).min(16);
    let mut shift = 0.0;
    for nth in 0..u64::from(count) {
        let at = list.start + 8 + nth * if long { 20 } else { 12 };
        let entry = if long {
            bytes::<16>(source, at, list.end)?.map(|entry| {
                let [mut length, mut time] = [[0; 8]; 2];
                length.copy_from_slice(&entry[..8]);
                time.copy_from_slice(&entry[8..]);
                (u64::from_be_bytes(length), i64::from_be_bytes(time))
            })
        } else {
            bytes::<8>(source, at, list.end)?.map(|entry| {
                let [mut length, mut time] = [[0; 4]; 2];
                length.copy_from_slice(&entry[..4]);
                time.copy_from_slice(&entry[4..]);
                (u64::from(u32::from_be_bytes(length)), i64::from(i32::from_be_bytes(time)))
            })
        };
        match entry {
            Some((length, -1)) => shift += length as f64 / movie_scale,
            Some((_, time)) => return Ok(shift - time as f64 / scale),
            None => break,
        }
    }
    Ok(shift)
}

/// A file some of whose boxes look like free space.
pub(super) struct Hiding<S> {
    inner: S,
    at: u64,
    findings: Findings,
}

impl<S: MediaSource> Hiding<S> {
    /// The file, from its start, without what was found to be pictures.
    pub fn new(mut inner: S, findings: Findings) -> io::Result<Self> {
        inner.seek(SeekFrom::Start(0))?;
        Ok(Self { inner, at: 0, findings })
    }
}

impl<S: MediaSource> Read for Hiding<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for hidden in &self.findings.hidden {
            for (place, letter) in (*hidden..).zip(b"free") {
                let offset = place.checked_sub(self.at).and_then(|offset| usize::try_from(offset).ok());
                if let Some(byte) = offset.and_then(|offset| buffer[..count].get_mut(offset)) {
                    *byte = *letter;
                }
            }
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl<S: MediaSource> Seek for Hiding<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        // symphonia refuses a box that ends after its file, though all but its end is there.
        self.at = match to {
            SeekFrom::End(offset) if self.findings.length > 0 => {
                let at = self.findings.length.checked_add_signed(offset);
                self.inner.seek(SeekFrom::Start(at.ok_or(io::ErrorKind::InvalidInput)?))?
            }
            to => self.inner.seek(to)?,
        };
        Ok(self.at)
    }
}

impl<S: MediaSource> MediaSource for Hiding<S> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        if self.findings.length > 0 { Some(self.findings.length) } else { self.inner.byte_len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn a_box(name: [u8; 4], content: &[&[u8]]) -> Vec<u8> {
        let content = content.concat();
        let size = u32::try_from(content.len() + 8).unwrap();
        [&size.to_be_bytes()[..], &name, &content].concat()
    }

    fn track(handler: [u8; 4], edits: &[u8]) -> Vec<u8> {
        let header = a_box(*b"mdhd", &[&[0; 12], &48_000_u32.to_be_bytes(), &[0; 8]]);
        let handler = a_box(*b"hdlr", &[&[0; 8], &handler, &[0; 12]]);
        a_box(*b"trak", &[&a_box(*b"tkhd", &[&[0; 80]]), edits, &a_box(*b"mdia", &[&header, &handler])])
    }

    /// A pause of half a second, and 1,024 samples that are not to be heard.
    fn edits() -> Vec<u8> {
        let entry = |length: u32, time: i32| [length.to_be_bytes(), time.to_be_bytes(), [0, 1, 0, 0]].concat();
        a_box(*b"edts", &[&a_box(*b"elst", &[&[0, 0, 0, 0, 0, 0, 0, 2], &entry(500, -1), &entry(9000, 1024)])])
    }

    fn film(extra: &[u8]) -> Vec<u8> {
        let header = a_box(*b"mvhd", &[&[0; 12], &1000_u32.to_be_bytes(), &[0; 80]]);
        let movie = a_box(*b"moov", &[&header, &track(*b"vide", &[]), &track(*b"soun", &edits()), extra]);
        [a_box(*b"ftyp", &[b"isom\0\0\0\0"]), a_box(*b"mdat", &[&[0; 100]]), movie].concat()
    }

    #[test]
    fn the_picture_track_looks_like_free_space() {
        let film = film(&[]);
        let findings = look_through(&mut Cursor::new(&film)).unwrap().unwrap();
        assert_eq!(findings.hidden.len(), 1);
        assert!((findings.shift - (0.5 - 1024.0 / 48_000.0)).abs() < 1e-9);
        let mut read = Vec::new();
        // In pieces that cut the hidden name apart.
        let mut hiding = Hiding::new(Cursor::new(film.clone()), findings).unwrap();
        let mut piece = [0; 3];
        while let Ok(count @ 1..) = hiding.read(&mut piece) {
            read.extend_from_slice(&piece[..count]);
        }
        let names = |bytes: &[u8], name: &[u8]| bytes.windows(4).filter(|four| *four == name).count();
        assert_eq!((names(&film, b"trak"), names(&read, b"trak"), names(&read, b"free")), (2, 1, 1));
        assert_eq!(read.len(), film.len());
    }

    #[test]
    fn a_film_in_fragments_hides_nothing() {
        let film = film(&a_box(*b"mvex", &[]));
        assert!(look_through(&mut Cursor::new(&film)).unwrap().unwrap().hidden.is_empty());
    }

    #[test]
    fn what_is_no_mp4_or_breaks_off_is_taken_as_it_is() {
        for other in [&b""[..], b"\x1a\x45\xdf\xa3 and more bytes", b"RIFF....WAVE"] {
            assert_eq!(look_through(&mut Cursor::new(other)).unwrap(), None);
        }
        let film = film(&[]);
        for length in 0..film.len() {
            // Whatever is found of a part of a film: no error, no endless loop.
            assert!(look_through(&mut Cursor::new(&film[..length])).is_ok(), "{length}");
        }
    }
}
