//! Builds the app into `dist/` by Trunk.

use crate::paths::{cargo, dist, root};
use crate::run::{Outcome, announce, duration, step, stream};
use crate::tools::{self, WASM};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

/// How the app is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build, large and slow.
    Dev,
    /// What is tested, measured and published.
    Release,
}

/// The command `build`.
pub(crate) fn build(arguments: &[&str]) -> Outcome {
    let profile = match arguments {
        [] => Profile::Release,
        ["--dev"] => Profile::Dev,
        _ => return Err("usage: cargo xtask build [--dev]".into()),
    };
    make(profile)
}

/// Installs what the build needs and builds.
pub(crate) fn make(profile: Profile) -> Outcome {
    let start = Instant::now();
    tools::wasm_target()?;
    let path = path_with(&[tools::trunk()?, tools::wasm_bindgen()?])?;
    tools::wasm_split()?; // before the build, whose hook needs it
    step("Fetching the crates", cargo().args(["fetch", "--target", WASM]))?;

    let mut trunk = Command::new("trunk");
    trunk.arg("build").current_dir(root()).env("PATH", path);
    // Trunk wants `true` or `false` there, and stops at the usual `1`.
    trunk.env_remove("NO_COLOR");
    // Its own call stack would hide the compiler's message.
    trunk.env("RUST_LIB_BACKTRACE", "0");
    let title = match profile {
        Profile::Dev => "Building the app (dev)",
        Profile::Release => {
            trunk.arg("--release");
            "Building the app (release)"
        }
    };
    step(title, &mut trunk)?;
    announce(&format!("dist/ holds {} kB, built in {}", size(&dist()) / 1000, duration(start.elapsed())));
    Ok(())
}

/// The command `demo`.
pub(crate) fn demo(_: &[&str]) -> Outcome {
    announce("Rendering the demo");
    let (status, _) = stream(cargo().args(["run", "--release", "--features", "render-demo", "--bin", "render-demo"]))?;
    if status.success() { Ok(()) } else { Err(format!("the demo was not rendered ({status})")) }
}

/// The `PATH`, with our tools before all others.
fn path_with(folders: &[PathBuf]) -> Outcome<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&path)))
        .map_err(|why| format!("the tools' folder cannot stand in PATH: {why}"))
}

/// Bytes of all files in a folder.
fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| if entry.path().is_dir() { size(&entry.path()) } else { entry.metadata().map_or(0, |m| m.len()) })
        .sum()
}
