//! The bench of the measures of agreement as a program for a worker of a browser, compiled as the app is.

use crate::paths::{cargo, scratch};
use crate::run::{Outcome, announce, ask, step};
use crate::tools::{self, WASM, program_in};
use std::process::Command;

/// Builds it into the folder `measures` beside what the browser tests leave.
pub(crate) fn build() -> Outcome {
    tools::wasm_target()?;
    let bindgen = program_in(&tools::wasm_bindgen()?, "wasm-bindgen");
    announce("Building the measures for a worker (about 2 min)");
    let mut built = cargo();
    built.args(["build", "--release", "--package", "attune", "--target", WASM, "--bench", "agreement"]);
    let messages =
        ask(built.args(["--message-format", "json"])).ok_or("the measures do not compile for the browser")?;
    let program = executable(&messages).ok_or("Cargo does not say where the program is")?;
    let mut bind = Command::new(bindgen);
    bind.args(["--target", "no-modules", "--no-typescript", "--out-name", "agreement", "--out-dir"]);
    step("Binding the measures", bind.arg(scratch().join("measures")).arg(program))
}

/// The bench among the programs in Cargo's messages, each a line of JSON.
fn executable(messages: &str) -> Option<String> {
    const FIELD: &str = "\"executable\":\"";
    let line = messages.lines().find(|line| line.contains("\"kind\":[\"bench\"]") && line.contains(FIELD))?;
    let rest = &line[line.find(FIELD)? + FIELD.len()..];
    Some(rest[..rest.find('"')?].replace("\\\\", "\\"))
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn the_bench_is_taken() {
        let bench = r#"{"target":{"kind":["bench"]},"executable":"C:\\a\\b.wasm","fresh":true}"#;
        let app = r#"{"target":{"kind":["bin"]},"executable":"C:\\a\\app.wasm"}"#;
        let messages = |lines: [&str; 3]| lines.join("\n");
        let found = executable(&messages([r#"{"executable":null}"#, bench, app]));
        assert_eq!(found.as_deref(), Some(r"C:\a\b.wasm"));
        assert_eq!(executable(&messages(["{}", app, "{}"])), None);
    }
}
