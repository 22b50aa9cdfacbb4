//! Editing the selected event.

use super::steps::{go_to_frame, project_with_clip, row};
use crate::page::Page;
use anyhow::{Result, ensure};

async fn one_event_selected(page: &Page, name: &str) -> Result<()> {
    project_with_clip(page, name).await?;
    for (frame, key) in [(50, "a"), (100, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(1).await?;
    page.click("event-row").await?;
    page.element("inspector-onset").await?;
    Ok(())
}

pub(super) async fn times_code_and_comment_are_edited(page: &mut Page) -> Result<()> {
    one_event_selected(page, "Inspector").await?;
    page.fill("inspector-onset", "0:00:01.000").await?;
    page.until("the new onset", "q('event-row').dataset.onsetMs === '1000'").await?;
    page.fill("inspector-offset", "5.2").await?;
    page.until("the new offset", "q('event-row').dataset.offsetMs === '5200'").await?;
    page.choose("inspector-code", "", "Negative").await?;
    page.until("the new code", "q('event-row').dataset.code === 'Negative'").await?;
    page.fill_in("inspector-comment", "looks away").await?;
    page.blur().await?;
    ensure!(page.rows().await? == [row(1000, 5200, "child", "Affect", "Negative")]);
    page.saved().await?;
    ensure!(page.download("download-csv").await?.text.contains("looks away"));
    page.click("inspector-delete").await?;
    page.rows_when(0).await?;
    Ok(())
}

pub(super) async fn senseless_times_are_refused(page: &mut Page) -> Result<()> {
    one_event_selected(page, "Senseless times").await?;
    for (field, text, kept) in [
        ("inspector-onset", "soon", "0:00:02.000"),
        ("inspector-onset", "9.0", "0:00:02.000"),
        ("inspector-offset", "1:99", "0:00:04.000"),
    ] {
        page.fill(field, text).await?;
        page.until(&format!("{field} to refuse {text}"), &format!("q('{field}').value === '{kept}'")).await?;
        ensure!(page.rows().await? == [row(2000, 4000, "child", "Affect", "Positive")]);
    }
    Ok(())
}
