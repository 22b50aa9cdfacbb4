//! Where things are.

use crate::run::Outcome;
use std::env;
use std::path::PathBuf;
use std::process::Command;

/// The project's root: the folder of the workspace's `Cargo.toml`.
///
/// Cargo says at run time which clone it is run in. What was true at compile time is true no more where clones share a target folder.
pub(crate) fn root() -> PathBuf {
    let mut root = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    root.pop(); // from the package xtask to the workspace
    root
}

/// The built app.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// A folder for what the browser tests leave behind: clips, profiles, screenshots.
pub(crate) fn scratch() -> PathBuf {
    root().join("target").join("browser-tests")
}

/// Where tools are kept for all clones of the project: `attune/tools` in the user's cache folder.
pub(crate) fn tool_cache() -> Outcome<PathBuf> {
    let folder = |variable: &str| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    let cache = cache.ok_or("no home folder is set for this user")?;
    Ok(cache.join("attune").join("tools"))
}

/// The first of the named programs that is found on the `PATH`.
pub(crate) fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX))))
        .find(|file| file.is_file())
}

/// Cargo, run in the project's root.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}
