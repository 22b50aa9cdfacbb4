//! Every statistic against published values and against what other programs compute.
//!
//! Reads each case below the folder that `ATTUNE_GOLDEN` names, `tests/golden` by default, and compares every number of `expected` with ours:
//! |got − expected| ≤ tolerance × max(1, |expected|). `null` must come back as undefined. A case whose method is not known fails.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and reads files"
)]
#![allow(clippy::similar_names, reason = "the names are those of the cases")]

#[path = "golden/mod.rs"]
mod golden;

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_case_comes_out_as_expected() {
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let folder = std::env::var_os("ATTUNE_GOLDEN").map_or_else(|| default.clone(), PathBuf::from);
    let cases = read_all(&folder);
    let known = read_all(&default).into_iter().chain(cases.clone()).collect::<BTreeMap<_, _>>();
    let mut methods: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut failures = Vec::new();
    for (id, case) in &cases {
        let method = case["method"].as_str().unwrap_or("no method");
        let of_method = methods.entry(method.to_owned()).or_default();
        let mut case = case.clone();
        if let Some(other) = case["inputs"]["ref"].as_str() {
            case["inputs"] = known.get(other).expect("the case that is referred to")["inputs"].clone();
        }
        let wrong = match golden::compute(&case) {
            Some(got) => golden::differences(&case, &got),
            None => vec![format!("the method {method} is not known")],
        };
        if wrong.is_empty() {
            of_method.0 += 1;
        } else {
            of_method.1 += 1;
            failures.push(format!("{id}: {}", wrong.join("; ")));
        }
    }
    for (method, (passed, failed)) in &methods {
        println!("{method}: {passed} passed, {failed} failed");
    }
    println!("{} passed, {} failed", cases.len() - failures.len(), failures.len());
    assert!(!cases.is_empty(), "no case below {}", folder.display());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// All cases below a folder by their ids.
fn read_all(folder: &Path) -> BTreeMap<String, Value> {
    let mut cases = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder of cases").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let case: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).expect("a case in JSON");
                cases.insert(case["id"].as_str().expect("an id").to_owned(), case);
            }
        }
    }
    cases
}
