//! A panic in the page.

use super::steps::{code_a_little, project_with_clip};
use crate::page::Page;
use anyhow::{Context, Result, ensure};

pub(super) async fn a_panic_shows_the_way_back(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Crash").await?;
    let rows = code_a_little(page).await?;
    let route = format!("#{}", page.client().current_url().await?.fragment().context("an address")?);
    page.js("location.hash = '#/crash';", vec![]).await?;
    page.element("crash").await?;
    page.click("crash-back").await?;
    page.until("a page without the crash", "!q('crash') && document.querySelector('[data-testid]')").await?;
    page.open(&route).await?;
    ensure!(page.rows_when(rows.len()).await? == rows);
    // It can be coded on.
    page.press("2").await?;
    page.rows_when(rows.len() + 1).await?;
    Ok(())
}
