//! What must not be named, and where.

use crate::layers::std_paths;
use crate::sources::{Source, each_level};
use proc_macro2::TokenTree;

/// Crates that know a browser or throw dice. `oorandom` is not among them: its seed is an argument.
const FOREIGN_CRATES: [&str; 8] =
    ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "leptos", "gloo", "idb", "rand"];

/// Parts of the standard library that know a clock, a disk, a network or the machine.
const FOREIGN_PATHS: [&str; 7] =
    ["std::time::Instant", "std::time::SystemTime", "std::fs", "std::net", "std::env", "std::process", "std::thread"];

/// What a file of a pure module names that it must not.
pub(crate) fn impurities(file: &Source) -> Vec<String> {
    let mut found = Vec::new();
    each_level(file.tokens(), &mut |level| {
        let words = level.iter().filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        });
        found.extend(words.filter(|word| FOREIGN_CRATES.contains(&word.as_str())));
    });
    let is_foreign = |path: &String| {
        let ends_a_word = |rest: &str| rest.is_empty() || rest.starts_with(':');
        FOREIGN_PATHS.into_iter().any(|foreign| path.strip_prefix(foreign).is_some_and(ends_a_word))
    };
    found.extend(std_paths(file.tokens()).into_iter().filter(is_foreign));
    found.into_iter().map(|name| format!("{}: `{name}` in a pure module", file.path)).collect()
}

/// The address that Cargo itself writes into lock files, whatever registry it was told to use in its place.
const DEFAULT_REGISTRY: &str = concat!("registry+https://github.com/rust-lang/crates", ".io-index");

/// Words that give away where a file was written or what was fetched from where. Put together here, so as not to find themselves.
const PRIVATE: [&str; 9] = [
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/Us", "ers/"),
    concat!("\\Us", "ers\\"),
    concat!("crates", ".io"),
    concat!("//regi", "stry."),
    concat!("npmjs", "."),
    concat!("pypi", "."),
    concat!("sparse", "+http"),
];

/// The lines of a file that name a package registry's host or somebody's own folder.
pub(crate) fn private_places(file: &Source) -> Vec<String> {
    let is_private = |line: &str| PRIVATE.iter().any(|word| line.replace(DEFAULT_REGISTRY, "").contains(word));
    let lines = file.text.lines().zip(1..).filter(|(line, _)| is_private(line));
    lines.map(|(line, number)| format!("{}:{number}: {}", file.path, line.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Source {
        Source { path: "src/model/event.rs".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_pure_module_that_is_none() {
        #[track_caller]
        fn check(text: &str, expect: &[&str]) {
            let expect: Vec<_> =
                expect.iter().map(|name| format!("src/model/event.rs: `{name}` in a pure module")).collect();
            assert_eq!(impurities(&file(text)), expect, "{text}");
        }
        check("fn f() { web_sys::window(); }", &["web_sys"]);
        check("use gloo::events; #[wasm_bindgen] extern { }", &["gloo", "wasm_bindgen"]);
        check("use std::time::{Duration, Instant};", &["std::time::Instant"]);
        check("use std::{fs, fmt};", &["std::fs"]);
        check(
            "fn f() { std::fs::read(p); let t = std::time::SystemTime::now(); }",
            &["std::fs::read", "std::time::SystemTime::now"],
        );
        check("use std::fmt; use std::fsomething; struct Instant; // std::fs\n/// web_sys\nfn random() {}", &[]);
    }

    #[test]
    fn private_places_are_found() {
        for word in PRIVATE {
            let line = format!("at {word}x");
            assert_eq!(private_places(&file(&format!("fine\n{line}"))), [format!("src/model/event.rs:2: {line}")]);
        }
        assert_eq!(private_places(&file(&format!("source = \"{DEFAULT_REGISTRY}\""))), Vec::<String>::new());
        assert_eq!(private_places(&file("the root of a tree; a home for users")), Vec::<String>::new());
    }
}
