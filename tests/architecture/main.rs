//! The architecture as `src/lib.rs` lists it: dependencies run one way, pure modules know no browser, files stay small.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test may fail")]

mod layers;
mod rules;
#[path = "../support/sources.rs"]
#[allow(dead_code, reason = "each test program uses some of it")]
mod sources;

use layers::Layers;
use sources::{Source, files};

/// A file that passes this is two files.
const MOST_LINES: usize = 500;

fn layers() -> Layers {
    Layers::read(&Source { path: "src/lib.rs".to_owned(), text: include_str!("../../src/lib.rs").to_owned() })
}

fn rust_of(folder: &str) -> Vec<Source> {
    files(folder).into_iter().filter(Source::is_rust).collect()
}

/// Collects what all files are found guilty of.
fn complaints(files: &[Source], check: impl Fn(&Source) -> Vec<String>) -> String {
    files.iter().flat_map(check).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_map_lists_pure_modules_first() {
    let layers = layers();
    let browser: Vec<_> = layers.modules.iter().filter(|module| module.in_browser).map(|m| m.name.as_str()).collect();
    assert_eq!(browser, ["platform", "app"]);
    let first = layers.modules.iter().position(|module| module.in_browser);
    assert_eq!(first, Some(layers.modules.len() - 2), "pure modules come first");
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let layers = layers();
    let complaints = complaints(&rust_of("src"), |file| layers.upward_uses(file));
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn pure_modules_know_no_browser_clock_chance_or_disk() {
    let layers = layers();
    let complaints =
        complaints(&rust_of("src"), |file| if layers.is_pure(file) { rules::impurities(file) } else { Vec::new() });
    assert!(complaints.is_empty(), "{complaints}");
}

#[test]
fn no_source_file_is_too_long() {
    let long = complaints(&rust_of("src"), |file| {
        let lines = file.text.lines().count();
        if lines > MOST_LINES { vec![format!("{}: {lines} lines", file.path)] } else { Vec::new() }
    });
    assert!(long.is_empty(), "{long}");
}

#[test]
fn the_project_names_no_registry_and_nobodys_folder() {
    let complaints = complaints(&files(""), rules::private_places);
    assert!(complaints.is_empty(), "{complaints}");
}
