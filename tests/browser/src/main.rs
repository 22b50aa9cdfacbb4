//! Drives the release build in real browsers: `browser-tests test [FILTER]`, `bench [FILTER]`, `shots DIR`.
//!
//! `cargo xtask test` and `cargo xtask bench` serve the page, find the browsers and call this program; see `config.rs` for what they pass.

mod bench;
mod clips;
mod config;
mod engine;
mod hour;
mod inspector;
mod page;
mod process;
mod runner;
mod scenarios;
mod shots;

use anyhow::{Result, bail};
use config::Config;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let config = Config::from_env()?;
    match arguments.as_slice() {
        ["test", rest @ ..] if rest.len() < 2 => {
            let filter = rest.first().copied().unwrap_or_default();
            let tally = runner::run(&config, &scenarios::all(), filter).await?;
            println!("{} passed, {} failed", tally.passed, tally.failed);
            // A filter that fits nothing is a mistake, not a success.
            Ok(if tally.failed == 0 && tally.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        ["bench", rest @ ..] if rest.len() < 2 => {
            bench::run(&config, rest.first().copied().unwrap_or_default()).await?;
            Ok(ExitCode::SUCCESS)
        }
        ["shots", folder] => {
            shots::run(&config, folder.as_ref()).await?;
            Ok(ExitCode::SUCCESS)
        }
        _ => bail!("usage: browser-tests test [FILTER] | bench [FILTER] | shots DIR"),
    }
}
