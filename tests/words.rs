//! The catalog of words and the code agree: no key is missing, none is dead, arguments match, and views hold no words of their own.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test may fail")]

#[path = "support/sources.rs"]
mod sources;
#[path = "words/catalog.rs"]
mod catalog;
#[path = "words/views.rs"]
mod views;

use catalog::{calls, messages};
use sources::{Source, files};
use std::collections::BTreeSet;

fn rust() -> Vec<Source> {
    files("src").into_iter().filter(Source::is_rust).collect()
}

const CATALOG: &str = include_str!("../src/words/en.ftl");

#[test]
fn every_call_names_a_message_with_exactly_its_arguments() {
    let messages = messages(CATALOG);
    let complaints: Vec<_> = rust().iter().flat_map(|file| catalog::mismatches(file, &messages)).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_message_is_used() {
    let used: BTreeSet<String> = rust().iter().flat_map(calls).map(|call| call.key).collect();
    let dead: Vec<String> = messages(CATALOG).into_keys().filter(|key| !used.contains(key)).collect();
    assert!(dead.is_empty(), "no code uses {dead:?}");
}

#[test]
fn views_hold_no_words_of_their_own() {
    let complaints: Vec<_> = files("src/app").iter().flat_map(views::words).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
