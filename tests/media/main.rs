//! The table of frames, read from containers: what ships, what is made here, and what was broken on purpose.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod files;
mod matroska;
mod mp4;

use attune::media::{FileKind, FrameRate, FrameTable, NoTable, read_table, sniff};
use attune::time::Millis;
use files::{Sparse, now};
use proptest::prelude::*;

fn read(file: &Sparse, kind: FileKind) -> Result<FrameTable, NoTable> {
    now(read_table(file, kind))
}

#[test]
fn the_clips_that_ship_are_even_and_whole() {
    for (file, lead) in [("attune-demo.mp4", 0.0), ("attune-demo.webm", 0.007)] {
        let bytes = std::fs::read(format!("{}/public/demo/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let table = read(&Sparse::of(&bytes), sniff(&bytes)).unwrap();
        assert_eq!(table.times.even_rate(), Some(FrameRate::PAL), "{file}");
        assert_eq!(table.times.last(), Some(1874), "{file}");
        assert!((table.times.lead() - lead).abs() < 1e-9, "{file}");
        assert_eq!(table.times.start(1000), Millis(40_000));
        assert_eq!(table.samples.is_some(), lead == 0.0);
    }
}

#[test]
fn other_containers_give_no_table() {
    assert_eq!(read(&Sparse::of(b"RIFF....AVI "), FileKind::Avi), Err(NoTable::Container));
    for kind in [FileKind::Mp4, FileKind::Matroska] {
        assert_eq!(read(&Sparse::of(b""), kind), Err(NoTable::Damaged));
    }
}

/// A table may be refused, but what is given has to hold together.
fn survives(bytes: &[u8], kind: FileKind) {
    let file = Sparse::of(bytes);
    if let Ok(table) = read(&file, kind) {
        let last = table.times.last().unwrap();
        for frame in [0, 1, last / 2, last, last + 1] {
            assert!(table.times.start(frame) <= table.times.start(frame + 1));
            assert!(table.times.aim(frame).is_finite());
        }
        if let Some(samples) = &table.samples {
            for frame in 0..=u32::try_from(last).unwrap().min(50) {
                let (start, place) = (samples.start(frame).unwrap(), samples.place(frame).unwrap());
                let run = samples.get(start..place + 1);
                assert!(run[0].is_key && run[run.len() - 1].frame == Some(frame));
                assert!(run.iter().all(|sample| sample.offset + u64::from(sample.size) <= file.len()));
            }
        }
    }
}

fn seeds() -> [(Vec<u8>, FileKind); 4] {
    [
        (mp4::uneven(), FileKind::Mp4),
        (mp4::fragmented(), FileKind::Mp4),
        (matroska::small(true), FileKind::Matroska),
        (matroska::small(false), FileKind::Matroska),
    ]
}

#[test]
fn files_cut_anywhere_are_survived() {
    for (bytes, kind) in seeds() {
        for length in 0..bytes.len() {
            survives(&bytes[..length], kind);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn broken_files_are_survived(seed in 0..4_usize, breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let (mut bytes, kind) = seeds()[seed].clone();
        for (place, byte) in breaks {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        survives(&bytes, kind);
    }
}
