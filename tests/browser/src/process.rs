//! Driver processes, and all the processes below them.
//!
//! Reads `/proc`, so it is for Linux, as WebKitGTK's driver is.

use anyhow::{Context, Result, bail};
use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::Instant;

/// A running WebDriver server. Dropping it ends it together with the browsers it started.
#[derive(Debug)]
pub(crate) struct DriverProcess {
    child: Child,
    pub(crate) port: u16,
}

impl DriverProcess {
    /// Starts the driver and waits until it listens on the port that `configure` tells it.
    pub(crate) async fn start(program: &Path, configure: impl FnOnce(&mut Command, u16), log: &Path) -> Result<Self> {
        let port = free_port()?;
        let out = File::create(log).with_context(|| format!("making {}", log.display()))?;
        let mut command = Command::new(program);
        configure(&mut command, port);
        let child = command
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let mut driver = Self { child, port };
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            if let Some(status) = driver.child.try_wait()? {
                bail!("{} ended at once ({status}); see {}", program.display(), log.display());
            }
            if Instant::now() > deadline {
                bail!("{} does not listen on port {port}; see {}", program.display(), log.display());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(driver)
    }

    /// Ends the driver and all below it, without a word, and waits until they are gone.
    pub(crate) async fn kill(self) -> Result<()> {
        let processes = self.browser_processes();
        kill(&processes);
        drop(self);
        gone(&processes).await
    }

    /// Every process the driver started, directly or not.
    pub(crate) fn browser_processes(&self) -> Vec<Process> {
        descendants(self.child.id())
    }
}

impl Drop for DriverProcess {
    fn drop(&mut self) {
        let browsers = self.browser_processes();
        // Nothing can be done about a process that is gone already.
        self.child.kill().ok();
        self.child.wait().ok();
        kill(&browsers);
    }
}

/// Memory of the processes that run pages, in MB, each shared page of memory by its share. `None` where the system does not tell.
pub(crate) fn pages_mb(processes: &[Process]) -> Option<f64> {
    let of = |process: &Process| {
        let command = std::fs::read_to_string(format!("/proc/{}/cmdline", process.pid)).ok()?;
        if !command.contains("--type=renderer") {
            return None;
        }
        let rolled = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", process.pid)).ok()?;
        let line = rolled.lines().find_map(|line| line.strip_prefix("Pss:"))?;
        line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()
    };
    let kilobytes: Vec<f64> = processes.iter().filter_map(of).collect();
    (!kilobytes.is_empty()).then(|| kilobytes.iter().sum::<f64>() / 1000.0)
}

/// A process as `/proc` lists it.
#[derive(Debug, Clone)]
pub(crate) struct Process {
    pid: u32,
    parent: u32,
}

/// Ends the processes at once, without a chance to save anything (SIGKILL).
fn kill(processes: &[Process]) {
    for process in processes {
        // It may be gone already, since ending one process of a browser ends others.
        Command::new("kill").arg("-KILL").arg(process.pid.to_string()).stderr(Stdio::null()).status().ok();
    }
}

/// Waits until none of the processes runs any more.
pub(crate) async fn gone(processes: &[Process]) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !all_gone(processes) {
        if Instant::now() > deadline {
            bail!("the browser does not end");
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

fn all_gone(processes: &[Process]) -> bool {
    processes.iter().all(|process| stat(process.pid).is_none_or(|(_, running)| !running))
}

fn descendants(root: u32) -> Vec<Process> {
    let all: Vec<Process> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid| stat(pid).map(|(process, _)| process))
        .collect();
    let mut found: Vec<Process> = Vec::new();
    let mut parents = vec![root];
    while let Some(parent) = parents.pop() {
        for process in all.iter().filter(|process| process.parent == parent) {
            parents.push(process.pid);
            found.push(process.clone());
        }
    }
    found
}

/// The process, and whether it still runs (a dead one stays listed until its parent has noticed).
fn stat(pid: u32) -> Option<(Process, bool)> {
    // `pid (name) state parent …`; the name may hold spaces and parentheses.
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_whitespace();
    let state = fields.next()?;
    let parent = fields.next()?.parse().ok()?;
    Some((Process { pid, parent }, !matches!(state, "Z" | "X")))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
