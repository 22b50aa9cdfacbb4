//! The command `test`: on the host, in a headless browser (wasm), and of the whole app in all browsers.

use crate::browsers::{self, Browser};
use crate::paths::{cargo, scratch};
use crate::run::{Outcome, announce, duration, stream};
use crate::suite;
use crate::tally::Tally;
use crate::tools::{self, WASM};
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::{Duration, Instant};
use std::{env, fs, process};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Host,
    Wasm,
    Browser,
}

/// How one stage went.
struct Report {
    stage: Stage,
    tally: Tally,
    remarks: Vec<String>,
    time: Duration,
}

/// The status of a test program and what it printed.
type Output = (ExitStatus, Vec<String>);

pub(crate) fn test(arguments: &[&str]) -> Outcome {
    let (stages, filter) = match arguments {
        [] => (&[Stage::Host, Stage::Wasm, Stage::Browser][..], None),
        ["host", filter @ ..] if filter.len() < 2 => (&[Stage::Host][..], filter.first().copied()),
        ["wasm", filter @ ..] if filter.len() < 2 => (&[Stage::Wasm][..], filter.first().copied()),
        ["browser", filter @ ..] if filter.len() < 2 => (&[Stage::Browser][..], filter.first().copied()),
        _ => return Err("usage: cargo xtask test [host|wasm|browser [FILTER]]".into()),
    };
    let reports: Vec<Report> = stages.iter().map(|stage| Report::of(*stage, filter)).collect();

    let mut total = Tally::default();
    println!("\nSummary");
    for Report { stage, tally, remarks, time } in &reports {
        println!("  {:8} {tally} in {}", format!("{stage:?}").to_lowercase(), duration(*time));
        for remark in remarks {
            println!("           {remark}");
        }
        total += *tally;
    }
    println!("{total}");
    // The counts say it all; a message would take the last line from them.
    if total.failed > 0 { process::exit(1) } else { Ok(()) }
}

impl Report {
    /// Runs one stage. What keeps it from running counts as one failed test.
    fn of(stage: Stage, filter: Option<&str>) -> Self {
        let start = Instant::now();
        let mut report = Self { stage, tally: Tally::default(), remarks: Vec::new(), time: Duration::ZERO };
        let outcome = match stage {
            Stage::Host => host(filter).map(Some),
            Stage::Wasm => wasm(filter, &mut report),
            Stage::Browser => browser(filter, &mut report).map(Some),
        };
        match outcome {
            Ok(Some((status, lines))) => report.count(status, &lines),
            Ok(None) => {}
            Err(why) => report.fail(why),
        }
        report.time = start.elapsed();
        report
    }

    fn count(&mut self, status: ExitStatus, lines: &[String]) {
        let tally = Tally::read(lines);
        self.tally += tally;
        if !status.success() && tally.failed == 0 {
            self.fail(format!("the test program gave {status}"));
        }
    }

    fn fail(&mut self, why: String) {
        self.tally.failed += 1;
        announce(&why);
        self.remarks.push(why);
    }

    /// What cannot be had here is told twice, and is a failure where all must be there.
    fn not_run(&mut self, why: &str) {
        let why = format!("not run: {why}");
        if env::var("CI").is_ok_and(|value| value == "true") {
            self.fail(why);
        } else {
            announce(&why);
            self.remarks.push(why);
        }
    }
}

/// Unit, integration and property tests, and the examples in the docs.
fn host(filter: Option<&str>) -> Outcome<Output> {
    announce("Testing on the host");
    stream(cargo().args(["test", "--workspace", "--no-fail-fast", "--"]).args(filter))
}

/// The library's unit tests, compiled to WebAssembly and run in Chromium, or in Firefox where there is no Chromium.
fn wasm(filter: Option<&str>, report: &mut Report) -> Outcome<Option<Output>> {
    tools::wasm_target()?;
    let runner = tools::wasm_bindgen()?.join(format!("wasm-bindgen-test-runner{}", env::consts::EXE_SUFFIX));
    let browsers = browsers::get();
    let (browser, driver_variable) = match (&browsers.chromium, &browsers.firefox) {
        (Ok(chromium), _) => (chromium, "CHROMEDRIVER"),
        (Err(_), Ok(firefox)) => (firefox, "GECKODRIVER"),
        (Err(why), Err(_)) => {
            report.not_run(why);
            return Ok(None);
        }
    };
    announce(&format!("Testing the library in {}", browser.program.display()));
    let mut tests = cargo();
    tests.args(["test", "--package", "attune", "--lib", "--target", WASM, "--no-fail-fast", "--"]).args(filter);
    tests.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    tests.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(browser)?);
    tests.env("WASM_BINDGEN_TEST_TIMEOUT", "120"); // seconds, for all tests together
    tests.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER").env(driver_variable, &browser.driver);
    stream(&mut tests).map(Some)
}

/// The app's release build in every browser there is.
fn browser(filter: Option<&str>, report: &mut Report) -> Outcome<Output> {
    let browsers = browsers::get();
    for why in browsers.missing() {
        report.not_run(&why);
    }
    suite::run("test", filter, browsers)
}

/// Writes the file by which wasm-bindgen's test runner learns how to start the browser.
fn capabilities(browser: &Browser) -> Outcome<PathBuf> {
    let file = scratch().join("webdriver.json");
    let program = browser.program.to_string_lossy();
    let json = format!(
        r#"{{
  "goog:chromeOptions": {{ "binary": {program:?}, "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }},
  "moz:firefoxOptions": {{ "binary": {program:?}, "args": ["-headless"] }}
}}
"#
    );
    fs::create_dir_all(scratch())
        .and_then(|()| fs::write(&file, json))
        .map_err(|why| format!("cannot write {}: {why}", file.display()))?;
    Ok(file)
}
