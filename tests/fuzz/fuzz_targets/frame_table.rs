//! Whatever the bytes, the readers of MP4 and Matroska do not panic, do not read what is not there, and give no table that contradicts
//! itself.
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz frame_table -- -max_len=65536 -max_total_time=300
//! ```

#![no_main]

use attune::media::{FileKind, Source, Unreadable, read_table};
use libfuzzer_sys::fuzz_target;
use std::ops::Range;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

struct Bytes<'a>(&'a [u8]);

impl Source for Bytes<'_> {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    async fn read(&self, range: Range<u64>) -> Result<Vec<u8>, Unreadable> {
        Ok(self.0[range.start as usize..range.end as usize].to_vec())
    }
}

fuzz_target!(|bytes: &[u8]| {
    for kind in [FileKind::Mp4, FileKind::Matroska] {
        let source = Bytes(bytes);
        let reading = pin!(read_table(&source, kind));
        let Poll::Ready(Ok(table)) = reading.poll(&mut Context::from_waker(Waker::noop())) else { continue };
        let last = table.times.last().expect("frames that were read are counted");
        for frame in [0, 1, last / 2, last] {
            assert!(table.times.start(frame) <= table.times.start(frame + 1));
            if let Some(samples) = &table.samples {
                let frame = frame.min(last) as u32;
                let start = samples.start(frame).expect("each frame is decoded from some key picture");
                let run = samples.get(start..samples.place(frame).expect("each frame has a place") + 1);
                assert!(run.iter().all(|sample| sample.offset + u64::from(sample.size) <= source.size()));
            }
        }
    }
});
