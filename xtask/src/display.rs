//! A screen for WebKit, which has no headless mode.

use crate::paths::program;
use crate::run::Outcome;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A virtual X display; it ends when dropped.
pub(crate) struct Display {
    /// As `DISPLAY` has it, such as `:99`.
    pub(crate) name: String,
    server: Child,
}

impl Display {
    /// Starts Xvfb on a display that it finds free by itself. `None` where Xvfb is not installed.
    pub(crate) fn start() -> Outcome<Option<Self>> {
        let Some(xvfb) = program(&["Xvfb"]) else { return Ok(None) };
        let mut server = Command::new(xvfb)
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| format!("cannot start Xvfb: {why}"))?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number).map_err(|why| format!("Xvfb does not answer: {why}"))?;
        }
        let display = Self { name: format!(":{}", number.trim()), server };
        if number.trim().is_empty() { Err("Xvfb found no free display".into()) } else { Ok(Some(display)) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        self.server.kill().ok();
        self.server.wait().ok();
    }
}
