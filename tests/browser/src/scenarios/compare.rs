//! Two codings side by side: numbers, moments, files, by keyboard.

use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// Opens the comparison of the demo, and waits for its numbers.
async fn compare(page: &Page) -> Result<()> {
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo's video", "q('video')?.videoWidth > 0 && settled()").await?;
    page.click("place-compare").await?;
    page.until("the numbers", "document.querySelectorAll('[data-testid=compare-row]').length > 1").await?;
    Ok(())
}

/// A number of the row that is chosen.
async fn number(page: &Page, column: &str) -> Result<f64> {
    let read = "return document.querySelector(`.compare-row.current [data-column='${args[0]}']`).textContent;";
    let text = page.js(read, vec![json!(column)]).await?;
    Ok(text.as_str().context("a cell")?.parse()?)
}

pub(super) async fn a_number_leads_to_its_moments(page: &mut Page) -> Result<()> {
    compare(page).await?;
    let kappa = number(page, "kappa").await?;
    ensure!((0.2..1.0).contains(&kappa), "the demo's coders differ, but not much: {kappa}");
    // A wider tolerance pairs more events, and stands in the address.
    let narrow = number(page, "f1").await?;
    page.fill_in("compare-tolerance", "3").await?;
    page.press("Tab").await?;
    page.until("the setting in the address", "location.hash.endsWith('?onset=3000')").await?;
    page.until_with(
        "more pairs",
        "Number(document.querySelector(`.compare-row.current [data-column='f1']`).textContent) >= args[0]",
        vec![json!(narrow)],
    )
    .await?;
    // By the arrow keys to the second cell of the first row, where both differ.
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.until("what the first cell says", "q('compare-says').textContent.includes(' s in ')").await?;
    page.press("Enter").await?;
    page.until("its first moment", "q('moment-place').textContent.startsWith('1 of ')").await?;
    page.until("the video to run", "!document.querySelector('video').paused").await?;
    // J and K walk on and back, with two seconds around.
    page.press("j").await?;
    page.until("the next moment", "/^[12] of /.test(q('moment-place').textContent)").await?;
    page.press("k").await?;
    page.until("the first again", "q('moment-place').textContent.startsWith('1 of ')").await?;
    // The keys of codes are at rest.
    let before = page.js("return q('moments-count').textContent;", vec![]).await?;
    page.press("a").await?;
    ensure!(page.js("return q('moments-count').textContent;", vec![]).await? == before);
    // Back on the coding page the video is still open.
    page.click("place-code").await?;
    page.until("the timeline", "q('palette') || document.querySelector('.palette')").await?;
    page.until("the video", "document.querySelector('video').readyState > 1").await?;
    Ok(())
}

pub(super) async fn a_comparison_is_taken_away(page: &mut Page) -> Result<()> {
    compare(page).await?;
    let kappa = number(page, "kappa").await?;
    let file = page.download_from("compare-download", "compare-numbers-csv").await?.text;
    let lines: Vec<Vec<&str>> = file.lines().map(|line| line.split(',').collect()).collect();
    let place = lines[0].iter().position(|name| *name == "kappa").context("a column of κ")?;
    let first: f64 = lines[1][place].parse()?;
    ensure!((first - kappa).abs() < 0.0006, "{first} in the file, {kappa} on screen");
    let table = page.download_from("compare-download", "compare-table-csv").await?.text;
    ensure!(table.lines().count() > 2, "{table}");
    let moments = page.download_from("compare-download", "compare-moments-csv").await?.text;
    ensure!(moments.lines().next().is_some_and(|head| head.ends_with("onset_ms,offset_ms,a,b")), "{moments}");
    let figure = page.download_from("compare-download", "compare-svg").await?.text;
    ensure!(figure.starts_with("<svg") && figure.contains("across"), "the table as a figure");
    Ok(())
}

pub(super) async fn one_coding_says_what_is_missing(page: &mut Page) -> Result<()> {
    super::steps::project_with_clip(page, "Alone").await?;
    page.click("place-compare").await?;
    page.until("why", "q('compare-hindrance')?.textContent.includes('one coding')").await?;
    page.click("compare-second").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.click("second-create").await?;
    page.element("blind-note").await?;
    page.until("the coding page", "location.hash.startsWith('#/code/')").await?;
    // Who codes blind does not see the other coding here either.
    page.click("place-compare").await?;
    page.until("why", "q('compare-hindrance')?.textContent.includes('blind')").await?;
    Ok(())
}
