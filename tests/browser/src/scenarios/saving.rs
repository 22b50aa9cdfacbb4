//! Nothing that was coded is lost.

use super::steps::{code_a_little, pick_clip, project_with_clip};
use crate::engine::Engine;
use crate::page::Page;
use anyhow::{Context, Result, ensure};

pub(super) async fn a_reload_brings_everything_back(page: &mut Page) -> Result<()> {
    let clip = project_with_clip(page, "Reload").await?;
    let rows = code_a_little(page).await?;
    page.reload().await?;
    ensure!(page.rows_when(rows.len()).await? == rows);
    ensure!(page.text("project-name").await? == "Reload");
    // The video is asked for again; the same file brings no warning.
    pick_clip(page, clip).await?;
    ensure!(!page.is_present("video-message").await?, "{}", page.text("video-message").await?);
    Ok(())
}

pub(super) async fn a_killed_browser_loses_nothing(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Killed").await?;
    let rows = code_a_little(page).await?;
    let address = page.client().current_url().await?;
    let route = format!("#{}", address.fragment().context("the coding screen has an address")?);
    if page.engine() == Engine::WebKit {
        // MiniBrowser keeps nothing on disk under automation, so only the process that runs the page can be killed there.
        page.session().kill_page_process("WebKitWebProcess").await?;
    } else {
        page.kill_and_restart().await?;
    }
    page.open(&route).await?;
    ensure!(page.rows_when(rows.len()).await? == rows);
    page.element_where("notice", "[data-kind='recovered']").await?;
    Ok(())
}
