//! The demo.

use crate::page::Page;
use anyhow::{Result, ensure};

pub(super) async fn one_click_opens_it(page: &mut Page) -> Result<()> {
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo's video", "q('video')?.videoWidth > 0 && settled()").await?;
    let shown = page.until("its events", "qa('event-row').length").await?;
    ensure!(shown.as_u64() > Some(0));
    page.press("Space").await?;
    page.until("it to play", "q('video').currentTime > 0.5").await?;
    page.press("Space").await?;
    page.until("the pause", "q('video').paused && settled()").await?;
    Ok(())
}
