//! The command `bench`: one line a figure, `bench NAME VALUE UNIT`, on standard output; all else goes to standard error.

use crate::browsers;
use crate::measures;
use crate::paths::{cargo, root};
use crate::run::{Outcome, announce, stream};
use crate::suite;
use std::fs;

pub(crate) fn bench(arguments: &[&str]) -> Outcome {
    let filter = match arguments {
        [] => None,
        [filter] => Some(*filter),
        _ => return Err("usage: cargo xtask bench [FILTER]".into()),
    };
    if has_host_benches() {
        announce("Measuring on the host");
        // The pattern leaves out the library's own bench target, which would run its unit tests.
        let (status, _) = stream(cargo().args(["bench", "--package", "attune", "--bench", "*", "--"]).args(filter))?;
        if !status.success() {
            return Err(format!("the benches of the host gave {status}"));
        }
    }
    let browsers = browsers::get();
    if let Err(why) = &browsers.chromium {
        return Err(format!("the app is measured in Chromium: {why}"));
    }
    // What is asked for in a worker begins with `wasm/`.
    if filter.is_none_or(|filter| filter.starts_with("wasm")) {
        measures::build()?;
    }
    let (status, _) = suite::run("bench", filter, browsers)?;
    if status.success() { Ok(()) } else { Err(format!("the bench of the browser gave {status}")) }
}

/// Cargo fails when the pattern matches no bench at all.
fn has_host_benches() -> bool {
    let files = fs::read_dir(root().join("benches")).into_iter().flatten().flatten();
    files.map(|entry| entry.path()).any(|path| path.extension().is_some_and(|extension| extension == "rs"))
}
