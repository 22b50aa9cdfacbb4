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

pub(super) async fn a_reload_keeps_how_it_was_looked_at(page: &mut Page) -> Result<()> {
    project_with_clip(page, "How it was").await?;
    code_a_little(page).await?;
    page.click("boundary-bulldozer").await?;
    page.choose("pass-select", "", "Child").await?;
    page.saved().await?;
    page.reload().await?;
    page.until("the boundary mode", "q('boundary-bulldozer')?.getAttribute('aria-pressed') === 'true'").await?;
    page.until("the pass", "q('pass-select')?.selectedOptions[0].textContent === 'Child'").await?;
    // It is this project's alone.
    project_with_clip(page, "Another").await?;
    page.until("the plain mode", "q('boundary-normal')?.getAttribute('aria-pressed') === 'true'").await?;
    page.until("all channels", "q('pass-select')?.selectedOptions[0].textContent === 'All channels'").await?;
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
    // The demo brings its video along; a file can't be picked without WebDriver.
    browser.until("the home page", "q('try-demo')").await?;
    browser.run("q('try-demo').click();").await?;
    let before =
        browser.until("the demo", "q('video')?.videoWidth > 0 && settled() && q('event-count').textContent").await?;
    let before: u32 = before.as_str().context("a number of events")?.trim().parse()?;
    for key in ["1", "2"] {
        let press = format!(
            "for (const type of ['keydown', 'keyup'])
              document.body.dispatchEvent(new KeyboardEvent(type, {{ key: '{key}', code: 'Digit{key}', bubbles: true }}));"
        );
        browser.run(&press).await?;
    }
    let coded = format!("Number(q('event-count').textContent) === {}", before + 2);
    browser.until("both events, saved", &format!("{coded} && q('save-state').dataset.state === 'saved'")).await?;
    let rows = "qa('event-row').map((row) => JSON.stringify({ ...row.dataset })).join()";
    let shown = browser.until("the rows", rows).await?;
    let address = browser.until("the address", "location.href").await?;
    let address = address.as_str().context("an address")?.to_owned();
    browser.kill().await?;

    let mut browser = Inspected::start(&page.tools, &folders, &address).await?;
    browser.until("both events again", &coded).await?;
    let kept = browser.until("the rows", rows).await?;
    ensure!(kept == shown, "{kept} in place of {shown}");
    browser.until("the notice", "q('notice', '[data-kind=recovered]')").await?;
    browser.kill().await
}
