//! Two tabs on one project.

use super::steps::{code_a_little, project_with_clip};
use crate::page::Page;
use anyhow::{Context, Result, ensure};

pub(super) async fn a_second_tab_only_reads_until_it_takes_over(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Two tabs").await?;
    let rows = code_a_little(page).await?;
    let first = page.client().window().await?;
    let address = page.client().current_url().await?;
    let second = page.client().new_window(true).await?.handle;
    page.client().switch_to_window(second.clone()).await?;
    page.client().goto(address.as_str()).await?;
    page.loaded().await?;
    ensure!(page.rows_when(rows.len()).await? == rows);
    page.until("read-only", "q('save-state').dataset.state === 'read-only'").await?;
    page.press("1").await?;
    ensure!(page.rows().await? == rows, "a read-only tab was changed");

    page.click("take-over").await?;
    page.until("the right to write", "q('save-state').dataset.state !== 'read-only' && !q('take-over')").await?;
    page.blur().await?;
    page.press("2").await?;
    let more = page.rows_when(rows.len() + 1).await?;
    page.saved().await?;

    page.client().switch_to_window(first).await?;
    page.until("the first tab to be read-only", "q('save-state').dataset.state === 'read-only' && q('take-over')")
        .await?;
    page.press("3").await?;
    page.reload().await?;
    let kept = page.rows_when(more.len()).await.context("what the second tab coded")?;
    ensure!(kept == more, "{kept:?}");
    Ok(())
}
