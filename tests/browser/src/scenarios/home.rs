//! The home page.

use super::steps::new_project;
use crate::page::Page;
use anyhow::{Result, ensure};

pub(super) async fn a_new_project_is_listed(page: &mut Page) -> Result<()> {
    new_project(page, "Pilot dyads").await?;
    ensure!(page.text("project-name").await? == "Pilot dyads");
    page.saved().await?;
    page.click("home-link").await?;
    page.until("its row", "qa('project-name-cell').some((cell) => cell.textContent.trim() === 'Pilot dyads')").await?;
    let events = "qa('project-row').find((row) => row.textContent.includes('Pilot dyads')).querySelector('[data-testid=project-events-cell]').textContent.trim()";
    page.until("its number of events", &format!("{events}.startsWith('0')")).await?;
    page.click_where("project-row", "").await?;
    page.element("event-list").await?;
    Ok(())
}
