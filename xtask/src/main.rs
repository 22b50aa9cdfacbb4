//! `cargo xtask`: set-up, build, tests and benches of Attune, with the standard library alone.
//!
//! The map: `main` reads the command line by one table; each command is a file of its own name. Below them: `tools` installs what
//! Cargo can build, `browsers` what the system's package manager has, `server` serves `dist/`, `run` starts programs and shows how
//! far they are.

#![allow(clippy::disallowed_methods)] // the clock is forbidden to code that runs in a browser; this never does

mod run;
mod paths;
mod tools;
mod browsers;
mod display;
mod http;
mod server;
mod content_name;
mod split;
mod finish_dist;
mod dist;
mod serve;
mod check;
mod tally;
mod suite;
mod test;
mod measures;
mod bench;

use run::Outcome;
use std::process::ExitCode;

/// One sub-command. This table feeds both the help and the dispatch.
struct Command {
    name: &'static str,
    arguments: &'static str,
    help: &'static str,
    run: fn(&[&str]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        arguments: "[--no-open] [--dev] [--port N]",
        help: "Build the app, serve it on 127.0.0.1 and open it in the browser",
        run: serve::serve,
    },
    Command {
        name: "test",
        arguments: "[host|wasm|browser [FILTER]]",
        help: "Run all tests, or one stage of them, or those of a stage whose name contains FILTER",
        run: test::test,
    },
    Command {
        name: "build",
        arguments: "[--dev]",
        help: "Build the app into dist/, for any static host",
        run: dist::build,
    },
    Command {
        name: "bench",
        arguments: "[FILTER]",
        help: "Measure on the host and in Chromium; one line a figure: bench NAME VALUE UNIT",
        run: bench::bench,
    },
    Command { name: "check", arguments: "", help: "Check format, lints and docs as .ci/run does", run: check::check },
    Command {
        name: "demo",
        arguments: "",
        help: "Render the demo's clip and codings anew (needs ffmpeg)",
        run: dist::demo,
    },
    Command {
        name: "setup",
        arguments: "",
        help: "Install what the other commands need; they do so themselves too",
        run: tools::setup,
    },
    Command {
        name: "finish-dist",
        arguments: "",
        help: "Cut the built program into parts, move inline scripts into files (Trunk calls it)",
        run: finish_dist::finish_dist,
    },
];

fn help() -> String {
    let usage = |c: &Command| format!("{} {}", c.name, c.arguments).trim_end().to_owned();
    let width = COMMANDS.iter().map(|c| usage(c).len()).max().unwrap_or(0);
    let lines: Vec<String> = COMMANDS.iter().map(|c| format!("  {:width$}  {}", usage(c), c.help)).collect();
    format!(
        "Usage: cargo xtask COMMAND\n\n{}\n\n\
         Tools are installed once per user and version, in {}.\n\
         With CI=true a test that cannot run counts as failed.",
        lines.join("\n"),
        paths::tool_cache().map_or_else(|why| format!("(nowhere: {why})"), |cache| cache.display().to_string()),
    )
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        [] | ["help" | "--help" | "-h", ..] | [_, "--help" | "-h"] => {
            println!("{}", help());
            Ok(())
        }
        [name, rest @ ..] => match COMMANDS.iter().find(|c| c.name == *name) {
            Some(command) => (command.run)(rest),
            None => Err(format!("there is no command `{name}`\n\n{}", help())),
        },
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}
