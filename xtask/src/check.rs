//! The command `check`: what `.ci/run` asks for before the tests.

use crate::paths::cargo;
use crate::run::{Outcome, announce, stream};
use crate::tools;

/// Cargo's arguments. `.ci/run` spells the same commands out, so that they can be read there; a test compares them.
const COMMANDS: [&str; 5] = [
    "fmt --all --check",
    "clippy --workspace --all-targets --all-features -- -D warnings",
    "clippy --package attune --target wasm32-unknown-unknown --lib --bins -- -D warnings",
    // The unit tests that run in a browser. `--all-targets` would ask for the integration tests too, which are for the host.
    "clippy --package attune --target wasm32-unknown-unknown --lib --profile test -- -D warnings",
    "doc --package attune --lib --no-deps",
];

pub(crate) fn check(_: &[&str]) -> Outcome {
    tools::wasm_target()?;
    tools::components()?;
    for command in COMMANDS {
        announce(&format!("cargo {command}"));
        let (status, _) = stream(cargo().args(command.split(' ')).env("RUSTDOCFLAGS", "-D warnings"))?;
        if !status.success() {
            return Err(format!("`cargo {command}` found something ({status})"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn ci_runs_the_same_commands() {
        let script = std::fs::read_to_string(crate::paths::root().join(".ci/run")).unwrap();
        for command in super::COMMANDS {
            assert!(script.lines().any(|line| line.ends_with(&format!("cargo {command}"))), "{command}");
        }
    }
}
