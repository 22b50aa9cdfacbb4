//! The same hour of events drawn by other browser timelines, in the same run: what panning over the whole hour costs there.
//!
//! Their code is fetched by npm, in pinned versions, into the scratch folder; it is no part of Attune. Timed is the script of one
//! redraw with its layout, as for Attune's own frames; painting is left out for all.

use super::{percentile_95, print};
use crate::config::Config;
use crate::engine::Engine;
use crate::hour;
use crate::page::{Page, WINDOW};
use anyhow::{Context, Result, bail, ensure};
use attune::formats::native;
use attune::model::Timing;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each redraw is measured.
const TURNS: usize = 40;

/// After this a peer counts as not finishing.
const PATIENCE: Duration = Duration::from_mins(1);

/// A library that draws timelines.
struct Peer {
    /// Its name in the registry, with the version measured.
    package: &'static str,
    name: &'static str,
    /// Its files, within `node_modules`.
    script: &'static str,
    style: Option<&'static str>,
    /// How it draws the events.
    draw: &'static str,
}

const PEERS: &[Peer] = &[
    Peer {
        package: "vis-timeline@8.5.4",
        name: "vis-timeline",
        script: "vis-timeline/standalone/umd/vis-timeline-graph2d.min.js",
        style: Some("vis-timeline/styles/vis-timeline-graph2d.min.css"),
        draw: include_str!("vis-timeline.js"),
    },
    Peer {
        package: "echarts@6.1.0",
        name: "echarts",
        script: "echarts/dist/echarts.min.js",
        style: None,
        draw: include_str!("echarts.js"),
    },
];

/// Measures each peer on so many events; says so where there is no npm.
pub(super) async fn run(page: &Page, events: usize) -> Result<()> {
    let folder = page.config.scratch.join("peers");
    if let Err(why) = install(&folder) {
        eprintln!("Peers are not measured: {why:#}");
        return Ok(());
    }
    for peer in PEERS {
        let name = format!("peer_timeline_frame_p95_ms/{}/{events}", peer.name);
        match frames(&page.config, page, peer, &folder, events).await? {
            Some(frames) => print(&name, percentile_95(frames)?, "ms"),
            None => println!("bench {name} none did not finish one redraw in {} s", PATIENCE.as_secs()),
        }
    }
    Ok(())
}

fn install(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    if PEERS.iter().all(|peer| folder.join("node_modules").join(peer.script).exists()) {
        return Ok(());
    }
    std::fs::write(folder.join("package.json"), "{\"private\":true}")?;
    let status = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"])
        .args(PEERS.iter().map(|peer| peer.package))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .context("npm is needed to fetch them")?;
    ensure!(status.success(), "npm: {status}");
    Ok(())
}

/// The times of the redraws; `None` if not one was done in time.
async fn frames(config: &Config, page: &Page, peer: &Peer, folder: &Path, events: usize) -> Result<Option<Vec<f64>>> {
    let file = write(peer, folder, events)?;
    let address = url::Url::from_file_path(std::path::absolute(file)?).ok().context("a file's address")?;
    // A browser of its own: a page that does not finish takes its browser with it.
    let mut browser = Page::start(Engine::Chromium, &page.tools, config, WINDOW).await?;
    let measured = tokio::time::timeout(PATIENCE, watch(&browser, address.as_str())).await;
    match measured {
        Ok(frames) => {
            browser.close().await?;
            frames.map(Some)
        }
        Err(_elapsed) => {
            // It may have drawn some before.
            browser.kill_and_restart().await?;
            browser.close().await?;
            Ok(None)
        }
    }
}

async fn watch(browser: &Page, address: &str) -> Result<Vec<f64>> {
    browser.client().goto(address).await?;
    #[allow(clippy::disallowed_methods)] // this never runs in a browser
    let start = Instant::now();
    loop {
        let peer = browser.js("return window.peer ?? null;", vec![]).await?;
        if let Some(error) = peer["error"].as_str() {
            bail!("{error}");
        }
        let frames: Vec<f64> = serde_json::from_value(peer["frames"].clone()).unwrap_or_default();
        // A slow one is told by fewer turns.
        if frames.len() == TURNS || (!frames.is_empty() && start.elapsed() > PATIENCE * 3 / 4) {
            return Ok(frames);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Writes the page that draws the events.
fn write(peer: &Peer, folder: &Path, events: usize) -> Result<PathBuf> {
    let project = native::read(&hour::file(events)?).ok().context("the project of the bench")?.value;
    let tracks = project.observations.iter().flat_map(|observation| &observation.tracks).enumerate();
    let rows: Vec<Value> = tracks
        .flat_map(|(channel, track)| {
            track.events.iter().map(move |event| {
                let end = match event.timing {
                    Timing::State(span) => span.end(),
                    Timing::Point(at) => at,
                };
                json!([channel, event.code.0 % 6, event.timing.onset().0, end.0])
            })
        })
        .collect();
    let style = peer.style.map(|style| format!("<link rel=\"stylesheet\" href=\"node_modules/{style}\">"));
    let page = format!(
        "<!doctype html><meta charset=\"utf-8\">{}<div id=\"peer\" style=\"width:1280px;height:420px\"></div>\n\
         <script src=\"node_modules/{}\"></script>\n<script>\nconst TURNS = {TURNS};\nconst EVENTS = {};\n{}\n{}</script>\n",
        style.unwrap_or_default(),
        peer.script,
        Value::from(rows),
        peer.draw,
        include_str!("driver.js"),
    );
    let file = folder.join(format!("{}-{events}.html", peer.name));
    std::fs::write(&file, page)?;
    Ok(file)
}
