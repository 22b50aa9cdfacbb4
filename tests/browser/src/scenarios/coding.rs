//! Marking by key and by button.

use super::steps::{go_to_frame, project_with_clip, row};
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub(super) async fn keys_mark_while_paused(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Marks while paused").await?;
    // Child affect: a starts, s ends it and starts the next, s again ends that. Child touch: a point.
    for (frame, key) in [(25, "a"), (50, "s"), (75, "s"), (76, "1")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let rows = page.rows_when(3).await?;
    ensure!(rows[0] == row(1000, 2000, "child", "Affect", "Positive"), "{rows:?}");
    ensure!(rows[1] == row(2000, 3000, "child", "Affect", "Neutral"), "{rows:?}");
    ensure!((rows[2].onset, rows[2].offset, &*rows[2].channel) == (3040, Some(3040), "Touch"), "{rows:?}");
    ensure!(page.text("event-count").await?.contains('3'));
    Ok(())
}

pub(super) async fn keys_mark_while_playing(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Marks while playing").await?;
    page.press("Space").await?;
    for (seconds, key) in [(1, "a"), (2, "j"), (3, "a"), (4, "j")] {
        page.until("the moment", &format!("q('video').currentTime > {seconds}")).await?;
        page.press(key).await?;
    }
    page.press("Space").await?;
    let rows = page.rows_when(2).await?;
    let pressed = pressed(page, &["a", "j"]).await?;
    let marked = [rows[0].onset, rows[1].onset, rows[0].offset.context("open")?, rows[1].offset.context("open")?];
    ensure!(pressed.len() == 4, "{pressed:?}");
    for (&marked, &seconds) in marked.iter().zip(&pressed) {
        near(marked, seconds)?;
    }
    Ok(())
}

pub(super) async fn palette_buttons_mark(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Palette").await?;
    let positive = "[data-role='parent'][data-channel='Affect'][data-code='Positive']";
    let lit = |on: bool| format!("q('code-button', `{positive}`).getAttribute('aria-pressed') === '{on}'");
    go_to_frame(page, 25).await?;
    page.click_where("code-button", positive).await?;
    page.until("the button to be lit", &lit(true)).await?;
    // A click must not take the keys away from the video.
    go_to_frame(page, 50).await?;
    page.click_where("code-button", positive).await?;
    page.until("the button to be dark", &lit(false)).await?;
    ensure!(page.rows_when(1).await? == [row(1000, 2000, "parent", "Affect", "Positive")]);
    Ok(())
}

pub(super) async fn undo_and_redo(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Undo and redo").await?;
    for (frame, key) in [(0, "a"), (25, "a"), (26, "1")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let all = page.rows_when(2).await?;
    page.press("Control+z").await?;
    page.rows_when(1).await?;
    page.click("undo").await?;
    page.until("the state to be open again", "q('event-row').dataset.open === 'true'").await?;
    page.click("undo").await?;
    page.rows_when(0).await?;
    page.click("redo").await?;
    page.rows_when(1).await?;
    for _ in 0..2 {
        page.press("Control+Shift+z").await?;
    }
    ensure!(page.rows_when(2).await? == all);
    Ok(())
}

pub(super) async fn keys_are_dead_while_typing(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Typing").await?;
    page.press("1").await?;
    page.rows_when(1).await?;
    page.click("event-row").await?;
    let comment = "a quick jab, 1 or 2. n";
    page.fill_in("inspector-comment", comment).await?;
    ensure!(page.text("inspector-comment").await? == comment);
    page.blur().await?;
    let rows = page.rows().await?;
    ensure!(rows.len() == 1, "typing marked {rows:?}");
    ensure!(page.js("return q('video').paused && settled(0);", vec![]).await? == json!(true), "typing moved the video");
    Ok(())
}

pub(super) async fn a_repeated_key_is_one_press(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Auto-repeat").await?;
    page.key_down("a").await?;
    // Drivers hold a key without repeating it; a desktop sends these.
    let repeat = "for (let i = 0; i < 5; i += 1)
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', repeat: true, bubbles: true }));";
    page.js(repeat, vec![]).await?;
    page.key_up("a").await?;
    let rows = page.rows_when(1).await?;
    ensure!(rows[0].offset.is_none(), "the repeat ended it: {rows:?}");
    Ok(())
}

pub(super) async fn reaction_time_is_taken_off(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Reaction time").await?;
    page.fill("reaction-time", "500").await?;
    page.blur().await?;
    page.press("Space").await?;
    page.until("the moment", "q('video').currentTime > 1.5").await?;
    page.press("1").await?;
    page.press("Space").await?;
    let rows = page.rows_when(1).await?;
    let pressed = pressed(page, &["1"]).await?;
    near(rows[0].onset + 500, *pressed.first().context("no key was seen")?)
}

/// The video's times at which the keys went down, in seconds.
async fn pressed(page: &Page, keys: &[&str]) -> Result<Vec<f64>> {
    // Keys typed before there was a video have no time.
    let seen = "return attuneProbe.keys.filter((key) => key.type === 'keydown' && args[0].includes(key.key) && key.seconds !== null)
        .map((key) => key.seconds);";
    Ok(serde_json::from_value(page.js(seen, vec![json!(keys)]).await?)?)
}

/// Within two frames: the video goes on between the probe's look and the page's.
#[allow(clippy::cast_precision_loss)] // a clip lasts ten seconds
fn near(ms: i64, seconds: f64) -> Result<()> {
    let off = ms as f64 - seconds * 1000.0;
    ensure!(off.abs() <= 80.0, "marked at {ms} ms, pressed at {seconds:.3} s");
    Ok(())
}
