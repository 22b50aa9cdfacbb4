//! The home page.

use super::steps::new_project;
use crate::page::Page;
use anyhow::{Context, Result, ensure};

pub(super) async fn a_new_project_is_listed(page: &mut Page) -> Result<()> {
    new_project(page, "Pilot dyads").await?;
    ensure!(page.text("project-name").await? == "Pilot dyads");
    page.saved().await?;
    let address = page.client().current_url().await?;
    let uid = address
        .fragment()
        .and_then(|route| route.strip_prefix("/code/"))
        .context("the coding screen has an address")?;
    page.click("home-link").await?;
    let row = format!("[data-uid='{uid}']");
    page.element_where("project-row", &row).await?;
    let cell =
        |name: &str| format!("q('project-row', `{row}`).querySelector('[data-testid={name}]').textContent.trim()");
    page.until("its name", &format!("{}.startsWith('Pilot dyads')", cell("project-name-cell"))).await?;
    page.until("its number of events", &format!("{} === '0'", cell("project-events-cell"))).await?;
    page.click_where("project-row", &format!("{row} a")).await?;
    page.element("event-list").await?;
    ensure!(page.text("project-name").await? == "Pilot dyads");
    Ok(())
}
