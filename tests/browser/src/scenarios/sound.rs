//! The lane of the sound.

use super::steps::{new_project, new_project_here};
use super::videos::upload_all;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Three seconds: left a tone from 1 to 1.5 s, right one of half its height from 2 to 2.5 s.
async fn stereo(page: &Page) -> Result<PathBuf> {
    Ok(fixture(if plays_h264(page).await? { "aac.mp4" } else { "opus.webm" }))
}

/// The file's full path without `..`, which drivers ask for.
fn fixture(name: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).join("fixtures/sound").join(name)
}

async fn plays_h264(page: &Page) -> Result<bool> {
    let question =
        "return document.createElement('video').canPlayType('video/mp4; codecs=\"avc1.640028, mp4a.40.2\"') !== '';";
    Ok(page.js(question, vec![]).await? == json!(true))
}

async fn pick(page: &Page, file: &Path) -> Result<()> {
    let before = page.js("return q('video')?.currentSrc ?? '';", vec![]).await?;
    page.upload("input-video", file).await?;
    let shown = "q('video')?.currentSrc !== args[0] && q('video').videoWidth > 0 && settled()";
    page.until_with("the video's first frame", shown, vec![before]).await?;
    page.blur().await
}

async fn is_read(page: &Page) -> Result<()> {
    page.until("the whole sound", "q('sound-label')?.dataset.state === 'read'").await?;
    // Painted before the next frame.
    page.js_async("requestAnimationFrame(() => requestAnimationFrame(() => done(true)));", vec![]).await?;
    Ok(())
}

/// How many pixels of the column at a moment, in milliseconds, are not the lane's own color, above and below the middle of the lane.
async fn drawn(page: &Page, at_ms: u32) -> Result<(u64, u64)> {
    let script = "
        const canvas = q('timeline-lanes'), label = q('sound-label').getBoundingClientRect();
        const box = canvas.getBoundingClientRect(), density = canvas.width / box.width;
        const start = Number(q('timeline').dataset.startMs), end = Number(q('timeline').dataset.endMs);
        const x = Math.floor((args[0] - start) / (end - start) * box.width * density);
        const top = Math.round((label.top - box.top) * density), height = Math.round(label.height * density);
        const data = canvas.getContext('2d').getImageData(x, top, 1, height).data;
        const color = (row) => data.slice(row * 4, row * 4 + 3).join();
        const bare = color(0);
        const count = (from, to) => {
          let rows = 0;
          for (let row = from; row < to; row += 1) if (color(row) !== bare) rows += 1;
          return rows;
        };
        return [count(0, height >> 1), count(height >> 1, height)];";
    Ok(serde_json::from_value(page.js(script, vec![json!(at_ms)]).await?)?)
}

pub(super) async fn it_is_drawn_where_it_is_heard(page: &mut Page) -> Result<()> {
    new_project(page, "Sound").await?;
    ensure!(page.js("return q('sound-label') === null;", vec![]).await? == json!(true), "a lane without a video");
    let file = stereo(page).await?;
    pick(page, &file).await?;
    is_read(page).await?;
    page.click("zoom-fit").await?;
    is_read(page).await?;
    // Both channels in one row: the louder tone fills the lane, the other half of it.
    let (silence, left, right) = (drawn(page, 500).await?, drawn(page, 1250).await?, drawn(page, 2250).await?);
    ensure!(silence.0 + silence.1 <= 2, "silence is drawn {silence:?} high");
    ensure!(left.0 > 13 && left.1 > 13, "the left tone is drawn {left:?} high");
    ensure!((6..=11).contains(&right.0), "the right tone is drawn {right:?} high");

    // Apart: left above, right below.
    page.click("sound-apart").await?;
    is_read(page).await?;
    let (left, right) = (drawn(page, 1250).await?, drawn(page, 2250).await?);
    ensure!(left.0 > 20 && left.1 <= 2, "the left tone is drawn {left:?} high");
    ensure!(right.0 <= 2 && (8..=16).contains(&right.1), "the right tone is drawn {right:?} high");

    // Larger, by the keyboard: what was half as high fills its row.
    page.js("q('sound-larger').focus();", vec![]).await?;
    page.press("Enter").await?;
    is_read(page).await?;
    let right = drawn(page, 2250).await?;
    ensure!(right.1 > 20, "the right tone is drawn {right:?} high");
    page.click("sound-smaller").await?;
    page.click("sound-apart").await?;

    // Hidden, it stays hidden after a reload, and gives its room to the lanes.
    let top = "return q('lane-label', '[data-channel]').offsetTop;";
    let with = page.js(top, vec![]).await?.as_i64().context("no lane")?;
    page.click("sound-toggle").await?;
    page.until("no lane", "q('sound-label') === null").await?;
    let without = page.js(top, vec![]).await?.as_i64().context("no lane")?;
    ensure!(with - without == 42, "the lanes moved by {}", with - without);
    page.reload().await?;
    page.element("event-list").await?;
    pick(page, &file).await?;
    ensure!(page.js("return q('sound-label') === null;", vec![]).await? == json!(true), "it came back by itself");
    page.click("sound-toggle").await?;
    is_read(page).await
}

pub(super) async fn what_cannot_be_drawn_is_said(page: &mut Page) -> Result<()> {
    new_project(page, "No sound").await?;
    if !plays_h264(page).await? {
        println!("    {} has no H.264 here; the files of this scenario need it", page.engine());
        return Ok(());
    }
    let says = async |page: &Page, words: &str| {
        page.until_with(words, "q('sound-note')?.textContent.includes(args[0])", vec![json!(words)]).await
    };
    pick(page, &fixture("mute.mp4")).await?;
    says(page, "This video has no sound.").await?;
    // Another video is asked about first, and then replaces the other one's sound.
    page.upload("input-video", &fixture("ac3.mp4")).await?;
    page.click("use-other-video").await?;
    says(page, "Attune cannot draw sound in AC-3.").await?;

    // Half of a file whose description comes first: what there is is drawn, and the page lives on.
    let bytes = std::fs::read(fixture("long.mp4"))?;
    let half = page.config.scratch.join("half.mp4");
    std::fs::write(&half, &bytes[..bytes.len() * 2 / 3])?;
    page.upload("input-video", &half).await?;
    page.click("use-other-video").await?;
    is_read(page).await?;
    ensure!(page.text("sound-note").await?.is_empty());
    page.blur().await?;
    page.press("Space").await?;
    page.until("play", "q('video').currentTime > 0.2").await?;
    Ok(())
}

/// A worker that is silent, or whose program cannot be loaded, in place of the browser's own.
const BROKEN: &str = "
    window.attuneWorker ??= window.Worker;
    const silent = args[0];
    window.Worker = class extends EventTarget {
      constructor() { super(); if (!silent) setTimeout(() => this.dispatchEvent(new Event('error'))); }
      postMessage() {}
      terminate() {}
    };
    return true;";

pub(super) async fn a_worker_that_fails_is_said_and_replaced(page: &mut Page) -> Result<()> {
    page.open("#/").await?;
    let file = stereo(page).await?;
    for (silent, name) in [(false, "Fails"), (true, "Silent")] {
        page.open("#/").await?;
        page.js(BROKEN, vec![json!(silent)]).await?;
        new_project_here(page, name).await?;
        ensure!(page.js("return window.Worker !== window.attuneWorker;", vec![]).await? == json!(true), "a new page");
        let start = tokio::time::Instant::now();
        pick(page, &file).await?;
        let said = "q('sound-note')?.textContent.startsWith('Reading the sound failed.')";
        if silent {
            // Fifteen seconds of silence are waited for, and up to five more.
            tokio::time::sleep(Duration::from_secs(8)).await;
        }
        page.until("the sentence", said).await?;
        ensure!(!silent || start.elapsed().as_secs() >= 15, "given up after {:?}", start.elapsed());
        // The video plays and is coded all the same.
        page.press("Space").await?;
        page.until("play", "q('video').currentTime > 0.2").await?;
        page.press("Space").await?;
        // With a worker that works, choosing the video again is all it takes.
        page.js("window.Worker = window.attuneWorker;", vec![]).await?;
        page.upload("input-video", &file).await?;
        is_read(page).await?;
        ensure!(page.text("sound-note").await?.is_empty());
    }
    Ok(())
}

pub(super) async fn of_several_videos_the_one_that_is_heard_is_drawn(page: &mut Page) -> Result<()> {
    new_project(page, "Whose sound").await?;
    let first = stereo(page).await?;
    // The same kind of file with another sound in it.
    let second = if plays_h264(page).await? { fixture("alac.mp4") } else { fixture("vorbis.webm") };
    upload_all(page, "input-video", &[first, second]).await?;
    page.until("both videos", "qa('video').filter((video) => video.videoWidth > 0).length === 2 && settled()").await?;
    let of = |place: u32| format!("q('sound-label')?.textContent.includes('video {place}')");
    page.until("the first one's sound", &of(1)).await?;
    is_read(page).await?;
    page.js("qa('sound')[0].click();", vec![]).await?;
    page.js("qa('sound')[1].click();", vec![]).await?;
    page.until("the second one's sound", &of(2)).await?;
    is_read(page).await?;
    // Back again, nothing is read anew.
    page.js("qa('sound')[0].click();", vec![]).await?;
    page.until("the first one's sound", &of(1)).await?;
    is_read(page).await
}
