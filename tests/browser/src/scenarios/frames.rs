//! The frame on screen is the frame that the readout names, for every frame, read from the pixels.

use super::steps::{go_to_frame, new_project, pick_clip, playable};
use crate::clips::{Clip, FRAMES};
use crate::page::Page;
use anyhow::{Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;

pub(super) async fn each_frame_at_25(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264, Clip::Vp9).await
}

pub(super) async fn each_frame_at_29_97(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Ntsc, Clip::Vp9Ntsc).await
}

/// What was on screen after a step.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Seen {
    readout: u32,
    /// `None` where the squares can't be read.
    pixels: Option<u32>,
}

async fn each_frame(page: &Page, first: Clip, second: Clip) -> Result<()> {
    new_project(page, "Every frame").await?;
    let clip = playable(page, first, second).await?;
    pick_clip(page, clip).await?;
    let seen = step(page, "frame-forward", FRAMES - 1).await?;
    let expected: Vec<Seen> = (1..FRAMES).map(exactly).collect();
    compare(&seen, &expected)?;
    // Backwards the decoder starts again from the first frame each time; a stretch of it is enough.
    let seen = step(page, "frame-back", 30).await?;
    let expected: Vec<Seen> = (FRAMES - 31..FRAMES - 1).rev().map(exactly).collect();
    compare(&seen, &expected)?;
    // And by the keys that coders use.
    let end = FRAMES - 31 - 27;
    go_to_frame(page, end).await?;
    ensure!(page.frame_in_pixels().await? == Some(i64::from(end)));
    Ok(())
}

fn exactly(frame: u32) -> Seen {
    Seen { readout: frame, pixels: Some(frame) }
}

/// Clicks a button so many times, each time waiting until the readout says that the frame it names is on screen.
async fn step(page: &Page, button: &str, times: u32) -> Result<Vec<Seen>> {
    let script = "
        const [button, times] = args;
        const seen = [];
        const next = () => {
          if (seen.length === times) return done(seen);
          const before = q('frame').dataset.frame;
          q(button).click();
          const deadline = performance.now() + 10000;
          const wait = async () => {
            if (settled() && q('frame').dataset.frame !== before) {
              seen.push({ readout: Number(q('frame').dataset.frame), pixels: await attuneProbe.readFrame() });
              return next();
            }
            if (performance.now() > deadline) return done(seen);
            setTimeout(wait, 1);
          };
          wait();
        };
        next();";
    let seen: Vec<Seen> = serde_json::from_value(page.js_async(script, vec![json!(button), json!(times)]).await?)?;
    if seen.len() < times as usize {
        bail!("{button} stopped moving after {:?}", seen.last());
    }
    Ok(seen)
}

fn compare(seen: &[Seen], expected: &[Seen]) -> Result<()> {
    let wrong: Vec<_> = seen.iter().zip(expected).filter(|(seen, expected)| seen != expected).collect();
    ensure!(wrong.is_empty(), "{} of {} frames are wrong: {:?}", wrong.len(), seen.len(), &wrong[..wrong.len().min(5)]);
    Ok(())
}
