//! The timeline, by pointer and wheel.

use super::steps::{go_to_frame, project_with_clip, row, shown_frame};
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub(super) async fn a_click_seeks(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Click seeks").await?;
    let point = page.timeline_point(4000.0, "child", "Gaze").await?;
    page.click_at(point).await?;
    page.until("the seek", "settled() && Number(q('frame').dataset.frame) > 0").await?;
    let frame = shown_frame(page).await?;
    // A pixel is a third of a frame to a frame here.
    ensure!((98..=102).contains(&frame), "a click at 4 s, frame 100, shows frame {frame}");
    Ok(())
}

pub(super) async fn an_edge_is_dragged(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Edge").await?;
    for (frame, key) in [(50, "a"), (100, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    ensure!(page.rows_when(1).await? == [row(2000, 4000, "child", "Affect", "Positive")]);
    let from = page.timeline_point(4000.0, "child", "Affect").await?;
    let to = page.timeline_point(6010.0, "child", "Affect").await?;
    page.drag(from, to).await?;
    page.until("the new offset", "Number(q('event-row').dataset.offsetMs) > 4000").await?;
    let rows = page.rows().await?;
    let offset = rows[0].offset.context("open")?;
    ensure!(rows[0].onset == 2000 && (offset - 6000).abs() <= 80, "{rows:?}");
    ensure!(offset % 40 == 0, "the edge does not lie on a frame's start: {rows:?}");
    page.press("Control+z").await?;
    page.until("the undo", "q('event-row').dataset.offsetMs === '4000'").await?;
    Ok(())
}

pub(super) async fn a_selected_event_is_deleted(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Delete").await?;
    for (frame, key) in [(50, "a"), (100, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(1).await?;
    page.click_at(page.timeline_point(3000.0, "child", "Affect").await?).await?;
    page.until("the selection", "q('event-row').getAttribute('aria-selected') === 'true'").await?;
    page.press("Delete").await?;
    page.rows_when(0).await?;
    page.press("Control+z").await?;
    page.rows_when(1).await?;
    Ok(())
}

pub(super) async fn the_wheel_zooms_about_the_pointer(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Wheel").await?;
    let before = window(page).await?;
    let point = page.timeline_point(3000.0, "child", "Gaze").await?;
    page.wheel(point, (0, -240)).await?;
    let width = before.1 - before.0;
    page.until_with(
        "a narrower window",
        "q('timeline').dataset.endMs - q('timeline').dataset.startMs < args[0]",
        vec![json!(width)],
    )
    .await?;
    let after = page.timeline_point(3000.0, "child", "Gaze").await?;
    ensure!((after.0 - point.0).abs() <= 2.0, "what was under the pointer moved from {point:?} to {after:?}");
    page.click("zoom-fit").await?;
    page.until_with(
        "the whole clip",
        "q('timeline').dataset.endMs - q('timeline').dataset.startMs >= args[0]",
        vec![json!(width)],
    )
    .await?;
    Ok(())
}

/// The visible stretch in milliseconds.
async fn window(page: &Page) -> Result<(f64, f64)> {
    let read = "return [Number(q('timeline').dataset.startMs), Number(q('timeline').dataset.endMs)];";
    Ok(serde_json::from_value(page.js(read, vec![]).await?)?)
}
