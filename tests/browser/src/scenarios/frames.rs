//! The frame on screen is the frame that the readout names, for every frame, read from the pixels.

use super::steps::{go_to_frame, new_project, pick_clip, playable};
use crate::clips::{Clip, FRAMES};
use crate::page::Page;
use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

pub(super) async fn each_frame_at_25(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264, Clip::Vp9).await
}

pub(super) async fn each_frame_at_29_97(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Ntsc, Clip::Vp9Ntsc).await
}

pub(super) async fn each_frame_at_59_94(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Fast, Clip::Vp9).await
}

pub(super) async fn each_frame_at_uneven_times(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Uneven, Clip::Vp9Uneven).await
}

pub(super) async fn each_frame_of_webm(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::Vp9, Clip::Vp9).await
}

pub(super) async fn each_frame_of_uneven_webm(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::Vp9Uneven, Clip::Vp9Uneven).await
}

// Pictures that begin after their sound, late, and in the middle: each engine lays them on its clock by a habit of its own.

pub(super) async fn each_frame_after_an_empty_edit(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Late, Clip::Vp9).await
}

pub(super) async fn each_frame_without_an_edit_list(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Unedited, Clip::Vp9).await
}

pub(super) async fn each_frame_after_a_cut(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Cut, Clip::Vp9).await
}

pub(super) async fn each_frame_of_fragments(page: &mut Page) -> Result<()> {
    each_frame(page, Clip::H264Fragments, Clip::Vp9).await
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
    if !matches!(clip, Clip::H264Uneven | Clip::Vp9Uneven) {
        let (numerator, denominator) = clip.rate().terms();
        ensure!(page.value("frame-rate").await? == format!("{numerator}/{denominator}"), "{clip:?}");
    }
    let count = FRAMES - clip.first() - clip.out_of_reach(page.engine());
    let exactly = |frame: u32| Seen { readout: frame, pixels: Some(frame + clip.first()) };
    let check = |seen: &[Seen], expected: Vec<Seen>| compare(seen, &expected).with_context(|| format!("{clip:?}"));
    check(&step(page, "frame-forward", count - 1).await?, (1..count).map(exactly).collect())?;
    if clip.out_of_reach(page.engine()) == 0 {
        // There is none after the last.
        page.click("frame-forward").await?;
        page.until_with("the last frame", "settled(args[0])", vec![json!(count - 1)]).await?;
    }
    // Backwards the decoder starts again from the first frame each time; a stretch of it is enough.
    check(&step(page, "frame-back", 30).await?, (count - 31..count - 1).rev().map(exactly).collect())?;
    // Anywhere, by clicks in the ruler.
    let mut seen = anywhere(page, 30).await?;
    seen.retain(|seen| seen.readout < count);
    let expected = seen.iter().map(|seen| exactly(seen.readout)).collect();
    check(&seen, expected)?;
    let distinct: BTreeSet<u32> = seen.iter().map(|seen| seen.readout).collect();
    ensure!(distinct.len() > 20, "{} frames in 30 clicks", distinct.len());
    // And by the keys that coders use.
    let end = count - 58;
    go_to_frame(page, end).await?;
    ensure!(page.frame_in_pixels().await? == Some(i64::from(end + clip.first())));
    Ok(())
}

/// Clicks in the timeline's ruler, here and there, each time waiting until the frame is on screen.
async fn anywhere(page: &Page, times: u32) -> Result<Vec<Seen>> {
    let mut seen = Vec::new();
    for click in 0..times {
        // Steps of the golden ratio leave no part of the clip out, and none is near the one before.
        let part = (f64::from(click) * 0.618_034).fract();
        let place = "
            const box = q('timeline-overlay').getBoundingClientRect();
            return [box.left + 2 + args[0] * (box.width - 4), box.top + 6];";
        let (x, y): (f64, f64) = serde_json::from_value(page.js(place, vec![json!(part)]).await?)?;
        page.click_at((x, y)).await?;
        page.until("a settled frame", "settled()").await?;
        let read =
            "attuneProbe.readFrame().then((pixels) => done({ readout: Number(q('frame').dataset.frame), pixels }));";
        seen.push(serde_json::from_value(page.js_async(read, vec![]).await?)?);
    }
    Ok(seen)
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
