//! Files made by ffmpeg, see `tests/fixtures/sound`: where the tones are, in each codec, and what damaged files come to.

use super::{SoundReader, Step, Unheard};
use crate::media::Waveform;
use crate::time::Millis;
use proptest::prelude::*;
use std::io::{Cursor, Error, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use symphonia::core::io::MediaSource;

macro_rules! fixture {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../tests/fixtures/sound/", $name)).as_slice())
    };
}

/// More steps than any of these files has packets.
const MOST_STEPS: usize = 100_000;

/// Reads to the end.
fn read(bytes: &[u8]) -> Result<Waveform, Unheard> {
    let mut reader = SoundReader::open(Cursor::new(bytes.to_vec()), Millis::ZERO)?;
    let head = reader.head();
    let mut waveform = Waveform::new(head.rows, head.bucket_ms);
    for _ in 0..MOST_STEPS {
        let step = reader.step()?;
        for (first, peaks) in reader.take() {
            waveform.put(first, &peaks);
        }
        if step == Step::End {
            return Ok(waveform);
        }
    }
    panic!("no end");
}

/// When a row is louder than a tenth of full scale, in seconds.
fn loud(waveform: &Waveform, row: usize) -> (f64, f64) {
    let places: Vec<f64> = (0..1000)
        .map(|nth| f64::from(nth) * 0.005)
        .filter(|at| waveform.between(Some(row), *at, at + 0.005).reach() > 3277)
        .collect();
    (places.first().copied().unwrap_or(f64::NAN), places.last().copied().unwrap_or(f64::NAN) + 0.005)
}

#[test]
fn the_tones_are_found_where_they_are_in_every_codec() {
    let files = [
        fixture!("aac.mp4"),
        fixture!("aac-fragmented.mp4"),
        fixture!("aac.mov"),
        fixture!("alac.mp4"),
        fixture!("pcm.mov"),
        fixture!("opus.webm"),
        fixture!("vorbis.webm"),
        fixture!("mp3.mkv"),
        fixture!("flac.mkv"),
    ];
    for (name, bytes) in files {
        let waveform = read(bytes).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        assert!(waveform.differ(), "{name}");
        for (row, start, height) in [(0, 1.0, 16_384), (1, 2.0, 8192)] {
            let (from, to) = loud(&waveform, row);
            // A codec smears the start of a tone over a part of its window; and no field of a Matroska file tells what an MP3 encoder adds.
            let slack = if name == "mp3.mkv" { 0.026 } else { 0.016 };
            assert!((from - start).abs() < slack, "{name}: row {row} starts at {from}");
            assert!((to - start - 0.5).abs() < slack + 0.01, "{name}: row {row} ends at {to}");
            let middle = waveform.between(Some(row), start + 0.2, start + 0.3);
            assert!((middle.reach() - height).abs() < height / 8, "{name}: row {row} is {middle:?}");
            // A sine's root mean square is its height over the root of two.
            assert!(
                (f64::from(middle.rms) * 2_f64.sqrt() - f64::from(height)).abs() < f64::from(height) / 8.0,
                "{name}: {middle:?}"
            );
        }
    }
}

#[test]
fn what_cannot_be_heard_is_named() {
    let why = |(_, bytes): (&str, &[u8])| read(bytes).unwrap_err();
    assert_eq!(why(fixture!("mute.mp4")), Unheard::NoSound);
    assert_eq!(why(fixture!("ac3.mp4")), Unheard::Codec(Some("AC-3".into())));
    assert_eq!(read(b"RIFF\x10\0\0\0AVI LIST and so on").unwrap_err(), Unheard::Container);
}

#[test]
fn what_is_looked_at_is_read_first_and_everything_in_the_end() {
    let (_, bytes) = fixture!("long.mp4");
    let mut reader = SoundReader::open(Cursor::new(bytes), Millis(41_000)).unwrap();
    let bucket = f64::from(reader.head().bucket_ms) / 1000.0;
    let mut waveform = Waveform::new(reader.head().rows, reader.head().bucket_ms);
    let (mut firsts, mut looked) = (Vec::new(), false);
    loop {
        let step = reader.step().unwrap();
        for (first, peaks) in reader.take() {
            firsts.push((f64::from(first) * bucket / 10.0) as u32);
            waveform.put(first, &peaks);
        }
        if !looked && waveform.between(None, 55.0, 56.0).is_read() {
            reader.look(Millis(22_000));
            looked = true;
        }
        if step == Step::End {
            break;
        }
    }
    firsts.dedup();
    // The packet at the end of a part reaches into the next.
    assert_eq!(firsts[..8], [4, 5, 2, 3, 5, 6, 0, 1]);
    assert_eq!(reader.permille(), Some(1000));
    let mut straight = SoundReader::open(Cursor::new(bytes), Millis::ZERO).unwrap();
    let mut whole = Waveform::new(1, straight.head().bucket_ms);
    while straight.step().unwrap() == Step::More {}
    for (first, peaks) in straight.take() {
        whole.put(first, &peaks);
    }
    for tenth in 0..640 {
        let at = f64::from(tenth) / 10.0;
        let (jumped, straight) =
            (waveform.between(None, at, at + 0.1).reach(), whole.between(None, at, at + 0.1).reach());
        assert!((jumped - straight).abs() < 400, "at {at}: {jumped} for {straight}");
    }
}

#[test]
fn what_there_is_of_a_file_that_breaks_off_is_drawn() {
    let (_, bytes) = fixture!("long.mp4");
    let whole = read(bytes).unwrap();
    let part = read(&bytes[..bytes.len() * 2 / 3]).unwrap();
    assert_eq!(part.between(None, 0.2, 0.8), whole.between(None, 0.2, 0.8));
    assert!(part.between(None, 20.2, 20.8).is_read());
    assert!(!part.between(None, 60.2, 60.8).is_read() && whole.between(None, 60.2, 60.8).is_read());
}

/// A file that counts what is read of it, or vanishes.
struct Counting {
    inner: Cursor<Vec<u8>>,
    read: Arc<AtomicU64>,
    gone_after: u64,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        if self.read.fetch_add(count as u64, Ordering::Relaxed) > self.gone_after {
            return Err(Error::new(ErrorKind::NotFound, "gone"));
        }
        Ok(count)
    }
}

impl Seek for Counting {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.inner.seek(to)
    }
}

impl MediaSource for Counting {
    fn is_seekable(&self) -> bool {
        true
    }
    fn byte_len(&self) -> Option<u64> {
        Some(self.inner.get_ref().len() as u64)
    }
}

#[test]
fn the_pictures_of_an_mp4_are_not_read() {
    // Ten megabytes of pictures after the sound, as the box of a film in one piece would hold them: reached by no packet of sound.
    let (_, bytes) = fixture!("long.mp4");
    let mut bytes = bytes.to_vec();
    let sound = bytes.len() as u64;
    bytes.extend(10_000_000_u32.to_be_bytes());
    bytes.extend(b"mdat");
    bytes.resize(bytes.len() + 10_000_000 - 8, 0x55);
    let read = Arc::new(AtomicU64::new(0));
    let source = Counting { inner: Cursor::new(bytes), read: read.clone(), gone_after: u64::MAX };
    let mut reader = SoundReader::open(source, Millis::ZERO).unwrap();
    while reader.step().unwrap() == Step::More {}
    let read = read.load(Ordering::Relaxed);
    assert!(read < sound * 2, "{read} of {sound}");
}

#[test]
fn a_file_that_vanishes_is_said_to_be_gone() {
    let (_, bytes) = fixture!("long.mp4");
    for gone_after in [0, 2000, 15_000] {
        let source = Counting { inner: Cursor::new(bytes.to_vec()), read: Arc::default(), gone_after };
        let outcome = SoundReader::open(source, Millis::ZERO).and_then(|mut reader| {
            while reader.step()? == Step::More {}
            Ok(())
        });
        assert_eq!(outcome, Err(Unheard::Gone), "{gone_after}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Files that break off, or whose bytes are turned around: an end or a reason, never a panic or a loop.
    #[test]
    fn damaged_files_come_to_an_end(
        which in 0_usize..5,
        keep in 0.0_f64..1.0,
        flips in prop::collection::vec((0.0_f64..1.0, any::<u8>()), 0..30),
    ) {
        let files = [fixture!("aac.mp4"), fixture!("aac-fragmented.mp4"), fixture!("opus.webm"), fixture!("vorbis.webm"), fixture!("mp3.mkv")];
        let (_, bytes) = files[which];
        let mut bytes = bytes[..(bytes.len() as f64 * keep) as usize].to_vec();
        let length = bytes.len() as f64;
        for (place, value) in flips {
            if let Some(byte) = bytes.get_mut((place * length) as usize) {
                *byte = value;
            }
        }
        read(&bytes).ok();
    }

    #[test]
    fn noise_comes_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..20_000)) {
        read(&bytes).ok();
    }
}
