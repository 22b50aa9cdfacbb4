//! Files ⇄ model, from outside: what is written is read again, and no bytes whatever break a reader.

mod csv;
mod native;
mod native_hostile;
#[path = "../support/mod.rs"]
mod support;
mod webvtt;
