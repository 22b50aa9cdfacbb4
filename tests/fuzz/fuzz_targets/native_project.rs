//! Whatever the bytes, the reader of the project file neither panics nor lets an invalid project through, and what it read survives being
//! written and read again.
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz native_project tests/fuzz/corpus/native_project tests/fixtures -- \
//!     -dict=tests/fuzz/native_project.dict -max_total_time=300
//! ```

#![no_main]

use attune::formats::native::{read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(imported) = read(bytes) {
        assert_eq!(imported.value.violations(), vec![]);
        let again = read(&write(&imported.value).bytes).expect("a valid project is read again");
        assert_eq!(again.value, imported.value);
        assert_eq!(again.warnings, vec![]);
    }
});
