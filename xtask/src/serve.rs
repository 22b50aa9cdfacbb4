//! The command `serve`.

use crate::dist::{self, Profile};
use crate::paths::dist;
use crate::run::{Outcome, announce};
use crate::server::Server;
use std::process::{Command, Stdio};
use std::{env, thread};

pub(crate) fn serve(arguments: &[&str]) -> Outcome {
    let (mut profile, mut open, mut port) = (Profile::Release, true, 0);
    let mut rest = arguments;
    loop {
        rest = match rest {
            [] => break,
            ["--dev", rest @ ..] => {
                profile = Profile::Dev;
                rest
            }
            ["--no-open", rest @ ..] => {
                open = false;
                rest
            }
            ["--port", number, rest @ ..] => {
                port = number.parse().map_err(|why| format!("`{number}` is no port: {why}"))?;
                rest
            }
            _ => return Err("usage: cargo xtask serve [--no-open] [--dev] [--port N]".into()),
        };
    }
    dist::make(profile)?;
    let server = Server::start(&dist(), "/", port).map_err(|why| format!("cannot serve on 127.0.0.1: {why}"))?;
    announce(&format!("Attune is at {} (Ctrl-C stops it)", server.url));
    if open && !open_in_browser(&server.url) {
        announce("No browser could be opened here; please open the address yourself");
    }
    loop {
        thread::park(); // the server has its own threads
    }
}

/// Opens an address in the user's browser; false when there is none to be seen.
fn open_in_browser(url: &str) -> bool {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else if env::var_os("DISPLAY").is_some() || env::var_os("WAYLAND_DISPLAY").is_some() {
        Command::new("xdg-open")
    } else {
        return false;
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
