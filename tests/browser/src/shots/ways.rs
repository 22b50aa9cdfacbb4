//! Pictures of each way of coding, and of the dialogs around it.

use crate::clips::Clip;
use crate::page::Page;
use crate::scenarios::steps::{go_to_frame, pick_clip, playable, project_by_scheme};
use crate::scenarios::videos;
use anyhow::Result;
use std::fmt::Write;

/// A project by a scheme, with its clip.
async fn begin(page: &Page, name: &str, scheme: &str) -> Result<()> {
    project_by_scheme(page, name, scheme).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await
}

/// Presses the keys that a scheme's codes have, a second apart.
async fn code_on(page: &Page, presses: usize) -> Result<()> {
    let keys = "return [...new Set(qa('code-button').map((code) => code.querySelector('kbd')?.textContent.toLowerCase()))].filter((key) => key?.length === 1);";
    let keys: Vec<String> = serde_json::from_value(page.js(keys, vec![]).await?)?;
    for (nth, key) in keys.iter().cycle().take(presses).enumerate() {
        go_to_frame(page, u32::try_from(nth)? * 15).await?;
        page.press(key).await?;
        page.press("Escape").await?;
    }
    Ok(())
}

/// Goes through the screens and takes a picture of each.
pub(super) async fn tour(page: &Page, shoot: impl AsyncFn(&str) -> Result<()>) -> Result<()> {
    begin(page, "Questions", "In-the-moment responsiveness").await?;
    code_on(page, 6).await?;
    go_to_frame(page, 125).await?;
    let key = "return q('code-button', \"[data-code='On target']\").querySelector('kbd').textContent.toLowerCase();";
    page.press(page.js(key, vec![]).await?.as_str().unwrap_or_default()).await?;
    page.element("question-card").await?;
    page.press("1").await?;
    shoot("question").await?;
    page.press("Escape").await?;
    page.click("tab-passes").await?;
    shoot("passes").await?;
    page.click("tab-tally").await?;
    shoot("tally").await?;
    page.click("codings").await?;
    page.click("second-coding").await?;
    page.click("second-random").await?;
    shoot("second-coding").await?;
    page.press("Escape").await?;
    page.click("download").await?;
    page.click("open-codebook").await?;
    page.element("codebook").await?;
    shoot("codebook").await?;

    begin(page, "Windows", "Interaction intervals").await?;
    page.press("Shift+Enter").await?;
    page.until("a question", "q('window-card')?.dataset.state === 'asking' && settled()").await?;
    shoot("intervals").await?;

    begin(page, "Rating", "Continuous affect rating").await?;
    page.press("Shift+Space").await?;
    page.press("Space").await?;
    for key in ["8", "6", "3", "7"] {
        page.press(key).await?;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    }
    page.press("Space").await?;
    page.until("a pause", "settled()").await?;
    shoot("rating").await?;

    begin(page, "Scales", "Sensitivity, cooperation, availability, acceptance").await?;
    page.element("ratings-sheet").await?;
    page.js("q('scale-button', \"[data-value='1']\").focus();", vec![]).await?;
    page.press("7").await?;
    page.blur().await?;
    shoot("scales").await?;

    videos::project_with(page, "Two videos", 2).await?;
    code_on(page, 12).await?;
    shoot("videos").await?;
    page.click("change-video").await?;
    page.element("videos-dialog").await?;
    shoot("videos-dialog").await?;
    page.press("Escape").await?;
    page.click("tab-session").await?;
    let mut table = String::from("time,HR (bpm),EDA (uS)\n");
    for row in 0..400 {
        let at = f64::from(row) / 40.0;
        writeln!(table, "{at:.3},{:.1},{:.3}", 72.0 + 9.0 * (at * 1.3).sin(), 2.0 + at / 9.0 + 0.2 * (at * 3.0).cos())?;
    }
    let file = page.config.scratch.join("shots.csv");
    std::fs::write(&file, table)?;
    page.upload("input-signal", &file).await?;
    page.until("a first look", "q('signal-preview')?.querySelector('path')").await?;
    shoot("signal-dialog").await?;
    page.click("signal-create").await?;
    page.until("its curve", "q('signal-state')?.textContent.includes(', from ')").await?;
    page.blur().await?;
    shoot("signals").await?;
    Ok(())
}
