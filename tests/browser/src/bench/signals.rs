//! What four long signals cost: reading them, and drawing them.

use super::speed;
use crate::hour::Random;
use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How many signals there are.
const COLUMNS: usize = 4;

/// How many samples each has.
const SAMPLES: u32 = 1_000_000;

/// How many events the coding beside them has.
const EVENTS: usize = 10_000;

/// How often they are read.
const READS: usize = 5;

/// Longer than any machine should take.
const PATIENCE: Duration = Duration::from_mins(2);

/// What was measured.
pub(super) struct Figures {
    /// Milliseconds of each layout and paint while the wheel pans over the whole hour.
    pub(super) frames: Vec<f64>,
    /// From the picked table to the last of its curves, in milliseconds.
    pub(super) loads: Vec<f64>,
    /// The longest the page could do nothing else meanwhile, in milliseconds.
    pub(super) blocks: Vec<f64>,
}

/// Adds the columns of a table of an hour to a coding, has them read anew, and pans over them.
pub(super) async fn measured(page: &Page) -> Result<Figures> {
    let table = table(page)?;
    speed::open(page, EVENTS).await?;
    page.click("tab-session").await?;
    for column in 0..COLUMNS {
        page.upload("input-signal", &table).await?;
        page.choose("signal-column", "", &name(column)).await?;
        page.click("signal-create").await?;
        page.until("the dialog to close", "!q('signal-panel')").await?;
        read(page, column + 1).await?;
    }
    page.blur().await?;
    let frames = speed::timeline_frames(page).await?;
    let (mut loads, mut blocks) = (Vec::new(), Vec::new());
    page.saved().await?;
    for _ in 0..READS {
        page.reload().await?;
        page.click("tab-session").await?;
        page.until_with("the file to be asked for", "qa('signal-missing').length === args[0]", vec![json!(COLUMNS)])
            .await?;
        page.js(WATCH, vec![json!(COLUMNS)]).await?;
        let start = page.js("return performance.now();", vec![]).await?;
        page.upload("input-signal-file", &table).await?;
        read(page, COLUMNS).await?;
        let seen = page.js("attuneBlocks.stop(); return attuneBlocks;", vec![]).await?;
        let number = |name: &str| seen[name].as_f64().context("a time");
        loads.push(number("read")? - start.as_f64().context("a time")?);
        blocks.push(number("longest")?);
    }
    Ok(Figures { frames, loads, blocks })
}

fn name(column: usize) -> String {
    format!("S{}", column + 1)
}

/// An hour of walks, as a recorder writes it.
fn table(page: &Page) -> Result<PathBuf> {
    let file = page.config.scratch.join(format!("signals-{COLUMNS}x{SAMPLES}.csv"));
    if !file.exists() {
        let mut text = String::from("time");
        (0..COLUMNS).try_for_each(|column| write!(text, ",{}", name(column)))?;
        text.push('\n');
        let mut random = Random(3);
        let mut values = [0_i64; COLUMNS];
        for row in 0..SAMPLES {
            write!(text, "{:.4}", f64::from(row) * 3600.0 / f64::from(SAMPLES))?;
            for value in &mut values {
                *value += random.below(2001) - 1000;
                write!(text, ",{}.{:03}", *value / 1000, value.abs() % 1000)?;
            }
            text.push('\n');
        }
        write_whole(&file, text.as_bytes())?;
    }
    Ok(file)
}

/// Writes a file under another name first, so that it is there whole or not at all.
fn write_whole(file: &Path, bytes: &[u8]) -> Result<()> {
    let part = file.with_extension("part");
    std::fs::write(&part, bytes)?;
    Ok(std::fs::rename(part, file)?)
}

/// Waits until so many curves are whole.
async fn read(page: &Page, count: usize) -> Result<()> {
    let start = Instant::now();
    let whole = "return qa('signal-state').filter((state) => state.textContent.includes(', from ')).length;";
    while page.js(whole, vec![]).await? != json!(count) {
        anyhow::ensure!(start.elapsed() < PATIENCE, "the signals are not read to the end");
        sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// Has the page ring every few milliseconds, and notes the longest it was late, and when the last curve was whole.
const WATCH: &str = "
    const seen = (window.attuneBlocks = { longest: 0, read: 0, stop: null });
    let last = performance.now(), goes = true;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - last);
      last = now;
      if (goes) setTimeout(() => channel.port2.postMessage(0), 1);
    };
    const whole = () => qa('signal-state').filter((state) => state.textContent.includes(', from ')).length === args[0];
    const noted = new MutationObserver(() => { if (!seen.read && whole()) seen.read = performance.now(); });
    noted.observe(document.body, { subtree: true, childList: true, characterData: true });
    seen.stop = () => { goes = false; noted.disconnect(); };
    channel.port2.postMessage(0);
    return null;";
