//! Whatever the bytes, and in whatever pieces they come, the readers of signals neither panic nor keep more than they may, and times never
//! fall.
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz signals -- -max_len=20000 -max_total_time=300
//! ```

#![no_main]

use attune::signals::{MAX_MARKERS, MAX_SAMPLES, Outline, Reader, inspect};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (piece, bytes) = input;
    let Ok(outline) = inspect(bytes, true) else { return };
    let columns: Vec<String> = match &outline {
        Outline::Edf(header) => header.signals().map(|signal| signal.label.clone()).collect(),
        Outline::Table(head) => head.columns.iter().map(|column| column.name.clone()).collect(),
    };
    let form = if let Outline::Table(head) = &outline { Some(&head.form) } else { None };
    let kept: Vec<&str> = columns.iter().take(3).map(String::as_str).collect();
    let mut reader = Reader::new(form, kept.iter().copied());
    if bytes.chunks(usize::from(piece) + 1).any(|piece| reader.push(piece).is_err()) {
        return;
    }
    let read = reader.finish();
    assert_eq!(read.len(), kept.len());
    for recording in read.into_iter().flatten() {
        let samples = &recording.samples;
        assert!(samples.len() <= MAX_SAMPLES && recording.markers.len() <= MAX_MARKERS);
        assert!((1..samples.len()).all(|nth| samples.time(nth - 1) <= samples.time(nth)));
    }
});
