//! Files ⇄ model, from outside: what is written is read again, and no bytes whatever break a reader.

#![allow(clippy::expect_used, reason = "a test may fail")]

mod csv;
mod native;
mod native_hostile;
mod scheme;
#[path = "../support/mod.rs"]
mod support;
mod webvtt;
