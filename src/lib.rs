//! Attune: a video annotator for parent–child interaction that runs wholly in the browser.
//!
//! The map: modules in dependency order. A module uses only modules above it; `tests/architecture.rs` checks that.

#![warn(missing_docs)]

// Pure: builds and is tested on every target, knows no browser, clock, randomness or I/O.
pub mod time;
pub mod decimal;
pub mod color;
pub mod media;
pub mod sound;
pub mod model;
pub mod consensus;
pub mod edit;
pub mod query;
pub mod coding;
pub mod schemes;
pub mod draft;
pub mod demo;
pub mod signals;
pub mod analysis;
pub mod formats;
pub mod timeline;
pub mod plot;
pub mod store;
pub mod jobs;
pub mod route;
pub mod words;

// In the browser only.
#[cfg(target_arch = "wasm32")]
pub mod platform;
// Not in the library's own tests: its parts are loaded by a script that only a whole build has, and the browser tests run that. Nor in
// the worker's program, which would carry the cuts.
#[cfg(all(target_arch = "wasm32", not(test), not(feature = "worker")))]
pub mod app;
