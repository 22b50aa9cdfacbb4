//! Playing and stepping.

use super::steps::{go_to_frame, project_with_clip, shown_frame};
use crate::page::Page;
use anyhow::{Result, ensure};

pub(super) async fn space_plays_and_pauses(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Space plays").await?;
    page.press("Space").await?;
    page.until("a second of play", "q('video').currentTime > 1 && q('play').getAttribute('aria-pressed') === 'true'")
        .await?;
    page.press("Space").await?;
    page.until("the pause", "q('video').paused && settled() && q('play').getAttribute('aria-pressed') === 'false'")
        .await?;
    let frame = shown_frame(page).await?;
    ensure!(frame >= 25, "the readout says frame {frame} after a second");
    let timecode = page.text("timecode").await?;
    ensure!(timecode.starts_with("0:00:0"), "the timecode says {timecode}");
    let pixels = page.frame_in_pixels().await?;
    ensure!(pixels == Some(frame), "paused on frame {pixels:?}, the readout says {frame}");
    Ok(())
}

pub(super) async fn keys_step_frames_and_seconds(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Keys step").await?;
    for (key, frame) in
        [("ArrowRight", 1), ("ArrowRight", 2), ("Shift+ArrowRight", 27), ("ArrowLeft", 26), ("Shift+ArrowLeft", 1)]
    {
        page.press(key).await?;
        page.until(&format!("frame {frame} after {key}"), &format!("settled({frame})")).await?;
    }
    for (button, frame) in [("second-forward", 26), ("frame-forward", 27), ("frame-back", 26), ("second-back", 1)] {
        page.click(button).await?;
        page.until(&format!("frame {frame} after {button}"), &format!("settled({frame})")).await?;
    }
    // Before the first frame there is nothing.
    page.click("second-back").await?;
    page.until("frame 0", "settled(0)").await?;
    Ok(())
}

pub(super) async fn keys_jump_between_event_edges(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Keys jump").await?;
    for (frame, key) in [(5, "a"), (12, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(1).await?;
    go_to_frame(page, 0).await?;
    for (key, frame) in [(".", 5), (".", 12), (",", 5)] {
        page.press(key).await?;
        page.until(&format!("frame {frame} after {key}"), &format!("settled({frame})")).await?;
    }
    Ok(())
}
