//! MP4 files made by hand.

use crate::files::{Sparse, atom, table, words};
use crate::read;
use attune::media::{FileKind, FrameRate, NoTable};
use attune::time::Millis;

/// What the video track of a file says; the sample tables as entries.
#[derive(Clone)]
struct Film {
    timescale: u32,
    edits: Vec<[u32; 3]>,
    lengths: Vec<[u32; 2]>,
    compositions: Vec<[u32; 2]>,
    keys: Option<Vec<u32>>,
    sizes: Vec<u32>,
    /// Where each chunk lies, and how many samples each has.
    chunks: (Vec<u32>, u32),
    more: Vec<u8>,
}

const NORMAL: u32 = 0x0001_0000;
const EMPTY: u32 = u32::MAX;

impl Film {
    /// Ten frames at 25 a second in order I P B B P B B P B B, each two frames late as encoders write them.
    fn new() -> Self {
        Self {
            timescale: 12_800,
            edits: vec![[400, 1024, NORMAL]],
            lengths: vec![[10, 512]],
            compositions: (0..10)
                .map(|n| [1, [1024, 2048, 512, 512][if n == 0 { 0 } else { 1 + (n - 1) % 3 }]])
                .collect(),
            keys: Some(vec![1]),
            sizes: vec![10; 10],
            chunks: (vec![40, 80], 5),
            more: vec![],
        }
    }

    fn moov(&self) -> Vec<u8> {
        let entries = |rows: &[[u32; 2]]| rows.iter().map(|row| row.to_vec()).collect::<Vec<_>>();
        let rows =
            |kind: &str, rows: Vec<Vec<u32>>| table(kind, 0, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let edits = rows("elst", self.edits.iter().map(|row| row.to_vec()).collect());
        let count = u32::try_from(self.sizes.len()).unwrap();
        let sizes = atom("stsz", &[&words(&[0, 0, count]), &words(&self.sizes)]);
        let offsets = rows("stco", self.chunks.0.iter().map(|at| vec![*at]).collect());
        let chunks = table("stsc", 0, &[&[1, self.chunks.1, 1]]);
        let keys = self.keys.as_ref().map(|keys| rows("stss", keys.iter().map(|key| vec![*key]).collect()));
        let record = atom("avcC", &[&[1, 0x64, 0, 0x1f, 0xff, 0xe0, 0]]);
        let entry = atom("avc1", &[&[0; 78], &record]);
        let stbl = atom(
            "stbl",
            &[
                &atom("stsd", &[&words(&[0, 1]), &entry]),
                &rows("stts", entries(&self.lengths)),
                &rows("ctts", entries(&self.compositions)),
                &keys.unwrap_or_default(),
                &sizes,
                &chunks,
                &offsets,
            ],
        );
        let mdia = atom(
            "mdia",
            &[
                &atom("mdhd", &[&words(&[0, 0, 0, self.timescale, 5120, 0])]),
                &atom("hdlr", &[&words(&[0, 0]), b"vide", &[0; 12], b"\xff\xfe name\0"]),
                &atom("minf", &[&stbl]),
            ],
        );
        let video = atom("trak", &[&track_header(2), &atom("edts", &[&edits]), &mdia]);
        let sound =
            atom("trak", &[&track_header(1), &atom("mdia", &[&atom("hdlr", &[&words(&[0, 0]), b"soun", &[0; 13]])])]);
        atom("moov", &[&movie_header(), &sound, &video, &self.more])
    }

    fn file(&self) -> Vec<u8> {
        [atom("ftyp", &[b"isom\0\0\0\0"]), atom("mdat", &[&[0; 120]]), self.moov()].concat()
    }
}

fn movie_header() -> Vec<u8> {
    let mut body = words(&[0, 0, 0, 1000, 400, 0x0001_0000]);
    body.extend([1, 0]);
    body.resize(100, 0);
    atom("mvhd", &[&body])
}

fn track_header(number: u32) -> Vec<u8> {
    let mut body = words(&[7, 0, 0, number, 0, 400]);
    body.resize(40, 0);
    body.extend(words(&[NORMAL, 0, 0, 0, NORMAL, 0, 0, 0, 0x4000_0000, 0, 0]));
    atom("tkhd", &[&body])
}

/// Ten frames at uneven times.
pub(crate) fn uneven() -> Vec<u8> {
    let lengths = vec![[2, 512], [1, 1024], [1, 512], [1, 1536], [5, 512]];
    Film { lengths, compositions: vec![[10, 0]], edits: vec![], ..Film::new() }.file()
}

/// Two fragments of three frames, B-frames among them.
pub(crate) fn fragmented() -> Vec<u8> {
    let defaults = atom("mvex", &[&atom("trex", &[&words(&[0, 2, 1, 512, 0, 0x0101_0000])])]);
    let film = Film {
        lengths: vec![],
        compositions: vec![],
        keys: None,
        sizes: vec![],
        chunks: (vec![], 0),
        edits: vec![],
        more: defaults,
        ..Film::new()
    };
    let fragment = |start: u32| {
        // Default base is the fragment; the run tells the first sample's flags, sizes and composition times.
        let samples = [[20, 512], [10, 1024], [10, 0]].concat();
        let run = |offset: u32| atom("trun", &[&words(&[0xA05, 3, offset, 0x0200_0000]), &words(&samples)]);
        let moof = |offset| {
            let traf = atom(
                "traf",
                &[&atom("tfhd", &[&words(&[0x0002_0000, 2])]), &atom("tfdt", &[&words(&[0, start])]), &run(offset)],
            );
            atom("moof", &[&atom("mfhd", &[&words(&[0, 1])]), &traf])
        };
        let offset = u32::try_from(moof(0).len()).unwrap() + 8;
        [moof(offset), atom("mdat", &[&[0; 40]])].concat()
    };
    [atom("ftyp", &[b"isom\0\0\0\0"]), film.moov(), atom("sidx", &[&[0; 32]]), fragment(0), fragment(1536)].concat()
}

fn starts(bytes: &[u8]) -> Vec<i64> {
    let times = read(&Sparse::of(bytes), FileKind::Mp4).unwrap().times;
    (0..=times.last().unwrap()).map(|frame| times.start(frame).0).collect()
}

#[test]
fn frames_are_in_the_order_in_which_they_are_shown() {
    let table = read(&Sparse::of(&Film::new().file()), FileKind::Mp4).unwrap();
    assert_eq!((table.times.even_rate(), table.times.last(), table.first), (Some(FrameRate::PAL), Some(9), 0));
    let samples = table.samples.unwrap();
    let run = samples.get(samples.start(4).unwrap()..10);
    assert_eq!(run.iter().map(|s| s.frame.unwrap()).collect::<Vec<_>>(), [0, 3, 1, 2, 6, 4, 5, 9, 7, 8]);
    assert_eq!(run.iter().map(|s| s.offset).collect::<Vec<_>>(), [40, 50, 60, 70, 80, 80, 90, 100, 110, 120]);
}

#[test]
fn uneven_lengths_are_kept() {
    assert_eq!(starts(&uneven()), [0, 40, 80, 160, 200, 320, 360, 400, 440, 480]);
}

#[test]
fn an_edit_list_delays_and_cuts() {
    let film = |edits: &[[u32; 3]]| Film { edits: edits.to_vec(), ..Film::new() }.file();
    let late = film(&[[500, EMPTY, NORMAL], [400, 1024, NORMAL]]);
    assert_eq!(starts(&late)[..3], [0, 540, 580]);
    assert_eq!(read(&Sparse::of(&late), FileKind::Mp4).unwrap().times.first(), Millis(500));
    // Two and a half frames are cut off. The frame that is cut in two is not counted, and the first whole one comes half a frame late.
    let cut = read(&Sparse::of(&film(&[[300, 1024 + 1280, NORMAL]])), FileKind::Mp4).unwrap();
    assert_eq!((cut.times.last(), cut.first), (Some(6), -100_000));
    assert!((cut.times.lead() - 0.02).abs() < 1e-9);
    // Without an edit list the whole film is two frames late, as it stands in the file.
    assert_eq!(starts(&film(&[]))[..3], [0, 120, 160]);
    for edits in [&[[200, 1024, NORMAL], [200, 3072, NORMAL]][..], &[[400, 1024, 2 * NORMAL]]] {
        assert_eq!(read(&Sparse::of(&film(edits)), FileKind::Mp4), Err(NoTable::Edited));
    }
}

#[test]
fn fragments_follow_each_other() {
    let table = read(&Sparse::of(&fragmented()), FileKind::Mp4).unwrap();
    assert_eq!((table.times.even_rate(), table.times.last()), (Some(FrameRate::PAL), Some(5)));
    assert_eq!(table.first, 40_000);
    let samples = table.samples.unwrap();
    let run = samples.get(samples.start(4).unwrap()..9);
    assert_eq!(run.iter().map(|s| (s.frame.unwrap(), s.size)).collect::<Vec<_>>(), [(3, 20), (5, 10), (4, 10)]);
}

#[test]
fn two_hours_in_sixteen_gigabytes_cost_a_few_megabytes() {
    let frames = 216_001; // the last group of B-frames is whole
    let film = Film {
        timescale: 30_000,
        lengths: vec![[frames, 1001]],
        compositions: (0..frames)
            .map(|n| [1, [2002, 4004, 1001, 1001][if n == 0 { 0 } else { 1 + (n as usize - 1) % 3 }]])
            .collect(),
        edits: vec![[7_207_200, 2002, NORMAL]],
        sizes: vec![70_000; frames as usize],
        keys: Some((0..frames / 250).map(|n| n * 250 + 1).collect()),
        ..Film::new()
    };
    for is_first in [true, false] {
        let mut large = Sparse::of(&atom("ftyp", &[b"isom\0\0\0\0"]));
        if is_first {
            large.write(&film.moov());
        }
        let size = 16_u64 << 30;
        large.write(&[&words(&[1])[..], b"mdat", &size.to_be_bytes()].concat());
        large.skip(size - 16);
        if !is_first {
            large.write(&film.moov());
        }
        let table = read(&large, FileKind::Mp4).unwrap();
        assert_eq!((table.times.even_rate(), table.times.last()), (Some(FrameRate::NTSC_30), Some(216_000)));
        let (bytes, readings) = large.cost.get();
        assert!(bytes < 4_000_000 && readings < 40, "{bytes} bytes in {readings} readings");
    }
}
