//! Matroska files made by hand.

use crate::files::{Sparse, element, head, number};
use crate::read;
use attune::media::{FileKind, FrameRate, NoTable};

const UNKNOWN: u64 = (1 << 56) - 1;
const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1F43_B675;
const CUES: u32 = 0x1C53_BB6B;

/// Everything before the clusters; the video is track 2.
fn start(duration: Option<u64>, seek: &[u8]) -> Vec<u8> {
    let info = element(0x1549_A966, &number(0x2A_D7B1, 1_000_000));
    let sound = element(0xAE, &[number(0xD7, 1), number(0x83, 2)].concat());
    let duration = duration.map(|duration| number(0x23_E383, duration)).unwrap_or_default();
    let video = element(0xAE, &[number(0xD7, 2), number(0x83, 1), duration].concat());
    [seek.to_vec(), info, element(0x1654_AE6B, &[sound, video].concat())].concat()
}

/// A block's header: track, time in the cluster, flags.
fn block(track: u8, time: i16, flags: u8) -> Vec<u8> {
    [&[0x80 | track][..], &time.to_be_bytes(), &[flags]].concat()
}

const LENGTHS: [i64; 4] = [40, 40, 80, 120];

/// Two clusters of uneven frames with sound between them; as blocks that stand alone, or as groups in clusters of unknown size.
pub(crate) fn small(is_live: bool) -> Vec<u8> {
    let cluster = |time: u64| {
        let mut body = number(0xE7, time);
        let mut at = 0_i64;
        for length in LENGTHS {
            for track in [2, 1] {
                let mut block = block(track, i16::try_from(at).unwrap(), 0);
                block.extend([0; 30]);
                let whole = if is_live {
                    element(0xA0, &[element(0xA1, &block), number(0x9B, 40)].concat())
                } else {
                    element(0xA3, &block)
                };
                body.extend(whole);
            }
            at += length;
        }
        [head(CLUSTER, if is_live { UNKNOWN } else { body.len() as u64 }), body].concat()
    };
    let body = [start(None, &[]), cluster(0), cluster(280), element(CUES, &[])].concat();
    let size = if is_live { UNKNOWN } else { body.len() as u64 };
    [element(0x1A45_DFA3, &[]), head(SEGMENT, size), body].concat()
}

#[test]
fn every_block_of_the_video_is_a_frame() {
    for is_live in [false, true] {
        let times = read(&Sparse::of(&small(is_live)), FileKind::Matroska).unwrap().times;
        let starts: Vec<i64> = (0..=times.last().unwrap()).map(|frame| times.start(frame).0).collect();
        assert_eq!(starts, [0, 40, 80, 160, 280, 320, 360, 440], "live: {is_live}");
    }
}

#[test]
fn laced_frames_follow_each_other() {
    let file = |duration| {
        let mut laced = block(2, 0, 0x02);
        laced.extend([2, 1, 1, 0, 0, 0]);
        let body =
            [start(duration, &[]), element(CLUSTER, &[number(0xE7, 7), element(0xA3, &laced)].concat())].concat();
        Sparse::of(&[element(0x1A45_DFA3, &[]), element(SEGMENT, &body)].concat())
    };
    let times = read(&file(Some(33_366_667)), FileKind::Matroska).unwrap().times;
    assert_eq!((times.even_rate(), times.last()), (Some(FrameRate::NTSC_30), Some(2)));
    assert_eq!(read(&file(None), FileKind::Matroska), Err(NoTable::Damaged));
}

/// Two hours of blocks of 20 kB, a cluster every five seconds, with an index. `skew` moves the frames of one cluster by so many milliseconds.
fn two_hours(skew: i64) -> Sparse {
    const CLUSTERS: u64 = 1440;
    const FRAMES: u64 = 150;
    const BLOCK: u64 = 20_000;
    let time = |frame: u64| i64::try_from((frame * 1001 + 15) / 30).unwrap();
    let cluster_size = number(0xE7, 0).len() as u64 + FRAMES * (9 + BLOCK);
    let whole_cluster = head(CLUSTER, cluster_size).len() as u64 + cluster_size;
    let seek = |position: u64| {
        let id = element(0x53AB, &CUES.to_be_bytes());
        element(0x114D_9B74, &element(0x4DBB, &[id, number(0x53AC, position)].concat()))
    };
    let first = start(Some(33_366_667), &seek(0)).len() as u64;
    let mut file = Sparse::of(&[element(0x1A45_DFA3, &[]), head(SEGMENT, UNKNOWN)].concat());
    file.write(&start(Some(33_366_667), &seek(first + CLUSTERS * whole_cluster)));
    let mut cues = Vec::new();
    for cluster in 0..CLUSTERS {
        let base = time(cluster * FRAMES);
        file.write(&[head(CLUSTER, cluster_size), number(0xE7, u64::try_from(base).unwrap())].concat());
        for frame in cluster * FRAMES..(cluster + 1) * FRAMES {
            let moved = if cluster == 700 { skew } else { 0 };
            let at = i16::try_from(time(frame) - base + moved).unwrap();
            file.write(&[head(0xA3, BLOCK), block(2, at, 0)].concat());
            file.skip(BLOCK - 4);
        }
        let place = [number(0xF7, 2), number(0xF1, first + cluster * whole_cluster)].concat();
        let at = u64::try_from(base + if cluster == 700 { skew } else { 0 }).unwrap();
        cues.extend(element(0xBB, &[number(0xB3, at), element(0xB7, &place)].concat()));
    }
    file.write(&element(CUES, &cues));
    file
}

#[test]
fn of_a_large_even_film_a_sample_is_read() {
    let file = two_hours(0);
    assert!(file.len() > 4_000_000_000);
    let times = read(&file, FileKind::Matroska).unwrap().times;
    assert_eq!((times.even_rate(), times.last()), (Some(FrameRate::NTSC_30), Some(215_999)));
    let (bytes, readings) = file.cost.get();
    assert!(bytes < 3_000_000 && readings < 12_000, "{bytes} bytes in {readings} readings");
}

#[test]
fn a_large_film_that_breaks_its_rate_anywhere_is_read_header_by_header() {
    let file = two_hours(9);
    let times = read(&file, FileKind::Matroska).unwrap().times;
    assert_eq!((times.even_rate(), times.last()), (None, Some(215_999)));
    let (bytes, _) = file.cost.get();
    assert!(bytes < 40_000_000, "{bytes} bytes");
}
