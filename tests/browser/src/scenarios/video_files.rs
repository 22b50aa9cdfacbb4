//! Video files that can't be played, or are not the right ones.

use super::steps::{go_to_frame, new_project, pick_clip, project_with_clip};
use crate::clips::{self, Clip, Fake};
use crate::engine::Engine;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;

/// Waits for the message about a file; the sentence names it.
async fn message_about(page: &Page, file: &Path) -> Result<String> {
    let name = file.file_name().and_then(|name| name.to_str()).context("a file name")?;
    let about = "q('video-message')?.textContent.includes(args[0])";
    page.until_with(&format!("a message about {name}"), about, vec![json!(name)]).await?;
    ensure!(page.attr("video-message", "role").await?.as_deref() == Some("alert"));
    page.text("video-message").await
}

pub(super) async fn files_that_are_no_video_are_named(page: &mut Page) -> Result<()> {
    let clip = project_with_clip(page, "No videos").await?;
    page.press("1").await?;
    let rows = page.rows_when(1).await?;
    page.saved().await?;
    // The video is asked for again.
    page.reload().await?;
    for fake in Fake::ALL {
        let file = fake.make(&page.config)?;
        page.upload("input-video", &file).await?;
        message_about(page, &file).await?;
        ensure!(page.rows_when(1).await? == rows, "{fake:?} changed the project");
    }
    // A good file is taken afterwards.
    pick_clip(page, clip).await?;
    go_to_frame(page, 3).await?;
    ensure!(page.frame_in_pixels().await? == Some(3));
    Ok(())
}

pub(super) async fn a_dropped_file_that_is_no_video_leaves_the_video(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Dropped").await?;
    go_to_frame(page, 3).await?;
    let file = Fake::Text.make(&page.config)?;
    page.drop_file("text.mp4", &std::fs::read_to_string(&file)?).await?;
    message_about(page, &file).await?;
    ensure!(page.frame_in_pixels().await? == Some(3));
    page.press("ArrowRight").await?;
    page.until("the next frame", "settled(4)").await?;
    Ok(())
}

pub(super) async fn a_codec_that_the_browser_lacks_is_named(page: &mut Page) -> Result<()> {
    // Each engine lacks another one: Chromium plays HEVC as sound alone, Firefox knows no AVI, WebKitGTK plays all that GStreamer does.
    let clip = match page.engine() {
        Engine::Chromium => Clip::Hevc,
        Engine::Firefox => Clip::Avi,
        Engine::WebKit => return Ok(()),
    };
    new_project(page, "Codec").await?;
    let file = clip.make(&page.config)?;
    page.upload("input-video", &file).await?;
    let message = message_about(page, &file).await?;
    ensure!(message.contains("ffmpeg"), "the message names no way out: {message}");
    Ok(())
}

pub(super) async fn a_file_that_is_removed_costs_nothing(page: &mut Page) -> Result<()> {
    if page.engine() == Engine::WebKit {
        println!("    WebKitGTK opens files of many megabytes at times only, whatever the page; left out");
        return Ok(());
    }
    new_project(page, "Removed").await?;
    // Far longer than what a browser reads ahead.
    let file = page.config.scratch.join("removed.mp4");
    std::fs::copy(clips::hour(&page.config)?, &file)?;
    page.upload("input-video", &file).await?;
    page.until("the first frame", "q('video')?.videoWidth > 0 && settled(0)").await?;
    page.blur().await?;
    page.press("1").await?;
    let rows = page.rows_when(1).await?;
    page.press("Space").await?;
    page.until("it to play", "q('video').currentTime > 0.2").await?;
    std::fs::remove_file(&file)?;
    page.click_at(page.timeline_point(3_000_000.0, "child", "Gaze").await?).await?;
    // A browser that has the file open can read on. Chromium can't, and waits for ever without an error.
    let plays_on = "!q('video').seeking && q('video').readyState > 2 && q('video').currentTime > 2000";
    page.until("the message, or the video going on", &format!("q('video-message') || ({plays_on})")).await?;
    ensure!(page.rows().await? == rows);
    page.saved().await
}

pub(super) async fn a_different_video_is_warned_of(page: &mut Page) -> Result<()> {
    let clip = project_with_clip(page, "Different video").await?;
    page.press("1").await?;
    page.saved().await?;
    page.reload().await?;
    let other = if clip == Clip::H264 { Clip::H264Ntsc } else { Clip::Vp9Ntsc }.make(&page.config)?;
    page.upload("input-video", &other).await?;
    let message = message_about(page, &other).await?;
    let expected = clip.make(&page.config)?;
    let expected = expected.file_name().and_then(|name| name.to_str()).context("a file name")?;
    ensure!(message.contains(expected), "the warning does not name {expected}: {message}");
    page.rows_when(1).await?;
    Ok(())
}

pub(super) async fn a_video_of_another_rate_takes_over_at_the_same_moment(page: &mut Page) -> Result<()> {
    let clip = project_with_clip(page, "Another rate").await?;
    // Of 25 frames a second the middle of frame 33 is at 1340 ms, in frame 40 of 29.97 a second; whose middle is in 33 again.
    go_to_frame(page, 33).await?;
    let other = if clip == Clip::H264 { Clip::H264Ntsc } else { Clip::Vp9Ntsc }.make(&page.config)?;
    page.upload("input-video", &other).await?;
    message_about(page, &other).await?;
    page.click("use-other-video").await?;
    let read = "q('rate-known')?.dataset.read === 'true'";
    page.until("the frame of that moment", &format!("{read} && settled(40)")).await?;
    ensure!(page.frame_in_pixels().await? == Some(40));
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("the first video again", &format!("{read} && settled(33)")).await?;
    ensure!(page.frame_in_pixels().await? == Some(33));
    Ok(())
}
