//! Whatever the bytes, the reader of sound comes to an end or to a reason, does not panic, and gives no peaks beyond a day.
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz sound tests/fixtures/sound -- -max_len=65536 -max_total_time=300
//! ```

#![no_main]

use attune::sound::{SoundReader, Step};
use attune::time::Millis;
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

/// More steps than a file of this size has packets, read twice over; a reader that takes more goes round in circles.
fn most_steps(bytes: &[u8]) -> usize {
    bytes.len() * 4 + 100_000
}

fuzz_target!(|bytes: &[u8]| {
    let from = bytes.first().map_or(0, |first| i64::from(*first) * 500);
    let Ok(mut reader) = SoundReader::open(Cursor::new(bytes.to_vec()), Millis(from)) else { return };
    let rows = usize::from(reader.head().rows);
    for _ in 0..most_steps(bytes) {
        let step = reader.step();
        for (first, peaks) in reader.take() {
            assert!(peaks.len().is_multiple_of(rows));
            let seconds = (first as usize + peaks.len() / rows) * reader.head().bucket_ms as usize / 1000;
            assert!(seconds <= 24 * 3600);
        }
        assert!(reader.permille().is_none_or(|share| share <= 1000));
        if step != Ok(Step::More) {
            return;
        }
    }
    panic!("no end");
});
