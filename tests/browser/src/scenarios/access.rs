//! What a keyboard and a screen reader need at least.

use super::steps::{code_a_little, project_with_clip};
use crate::page::Page;
use anyhow::{Result, ensure};

/// Lists faults of the controls now on the page.
const FAULTS: &str = include_str!("access.js");

pub(super) async fn every_control_has_a_name_and_a_visible_focus(page: &mut Page) -> Result<()> {
    page.open("#/").await?;
    page.element("new-project").await?;
    check(page, "home").await?;
    project_with_clip(page, "Access").await?;
    code_a_little(page).await?;
    page.click("event-row").await?;
    page.element("inspector-onset").await?;
    check(page, "coding").await?;
    page.blur().await?;
    page.press("?").await?;
    page.element("help-panel").await?;
    check(page, "the key map").await?;
    page.press("Escape").await?;
    page.js("location.hash = location.hash.replace('/code/', '/scheme/');", vec![]).await?;
    page.click("code-color").await?;
    page.element("code-details").await?;
    page.click("add-modifier").await?;
    page.click("add-option").await?;
    check(page, "the scheme editor").await?;
    page.click("outline-scheme").await?;
    page.click("add-pass").await?;
    page.element("pass-channel").await?;
    check(page, "the scheme as a whole").await
}

pub(super) async fn check(page: &Page, screen: &str) -> Result<()> {
    let faults: Vec<String> = serde_json::from_value(page.js(FAULTS, vec![]).await?)?;
    ensure!(faults.is_empty(), "{screen}: {}", faults.join("; "));
    Ok(())
}
