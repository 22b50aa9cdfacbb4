//! Whatever the bytes, the reader of the scheme file neither panics nor lets an invalid scheme through, and what it read survives being
//! written and read again.
//!
//! ```sh
//! cargo +nightly fuzz run --fuzz-dir tests/fuzz scheme -- -dict=tests/fuzz/native_project.dict -max_total_time=300
//! ```

#![no_main]

use attune::formats::native::scheme::{read, write};
use attune::model::{NewProject, Project};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(imported) = read(bytes) {
        let again = read(&write(&imported.value).bytes).expect("a valid scheme is read again");
        assert_eq!(again.value, imported.value);
        assert_eq!(again.warnings, vec![]);
        let [uid, name, session, coder] = ["u", "n", "s", "c"].map(str::to_owned);
        let project = Project::new(NewProject { uid, name, session, coder, scheme: imported.value });
        assert_eq!(project.violations(), vec![]);
    }
});
