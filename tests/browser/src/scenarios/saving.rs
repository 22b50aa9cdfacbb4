//! Nothing that was coded is lost.

use super::steps::{code_a_little, pick_clip, project_with_clip};
use crate::engine::{Engine, Folders};
use crate::inspector::Inspected;
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
    if page.engine() == Engine::WebKit {
        return a_killed_minibrowser_loses_nothing(page).await;
    }
    project_with_clip(page, "Killed").await?;
    let rows = code_a_little(page).await?;
    let address = page.client().current_url().await?;
    let route = format!("#{}", address.fragment().context("the coding screen has an address")?);
    page.kill_and_restart().await?;
    page.open(&route).await?;
    ensure!(page.rows_when(rows.len()).await? == rows);
    page.element_where("notice", "[data-kind='recovered']").await?;
    Ok(())
}

/// The same without WebDriver, under which MiniBrowser writes nothing to disk.
async fn a_killed_minibrowser_loses_nothing(page: &Page) -> Result<()> {
    let folders = Folders::new(Engine::WebKit, &page.config)?;
    let mut browser = Inspected::start(&page.tools, &folders, &format!("{}#/", page.config.url)).await?;
    browser.until("the home page", "q('new-project')").await?;
    browser.run("q('new-project').click();").await?;
    browser.until("the form", "q('new-create')").await?;
    browser
        .run(
            "const type = (id, text) => { q(id).value = text; q(id).dispatchEvent(new Event('input', { bubbles: true })); };
            type('new-name', 'Killed'); type('new-coder', 'Robin'); q('new-create').click();",
        )
        .await?;
    browser.until("the coding screen", "q('event-list')").await?;
    for (key, code) in [("1", "Digit1"), ("a", "KeyA")] {
        let press = format!(
            "for (const type of ['keydown', 'keyup'])
              document.body.dispatchEvent(new KeyboardEvent(type, {{ key: '{key}', code: '{code}', bubbles: true }}));"
        );
        browser.run(&press).await?;
    }
    browser
        .until("both events, saved", "qa('event-row').length === 2 && q('save-state').dataset.state === 'saved'")
        .await?;
    let rows = "qa('event-row').map((row) => JSON.stringify({ ...row.dataset })).join()";
    let coded = browser.until("the rows", rows).await?;
    let address = browser.until("the address", "location.href").await?;
    let address = address.as_str().context("an address")?.to_owned();
    browser.kill().await?;

    let mut browser = Inspected::start(&page.tools, &folders, &address).await?;
    browser.until("both events again", "qa('event-row').length === 2").await?;
    let kept = browser.until("the rows", rows).await?;
    ensure!(kept == coded, "{kept} in place of {coded}");
    browser.until("the notice", "q('notice', '[data-kind=recovered]')").await?;
    browser.kill().await
}
