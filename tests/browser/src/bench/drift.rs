//! How far two videos of one session drift apart while they play.

use crate::page::Page;
use crate::scenarios::videos::{Seen, project_with, watch};
use anyhow::Result;

/// Milliseconds between the two, several times a second for some seconds from just after the start on, by their own clocks.
pub(super) async fn milliseconds(page: &Page) -> Result<Vec<f64>> {
    project_with(page, "Drift", 2).await?;
    page.press("Space").await?;
    page.until("both to play", "qa('video').every((video) => !video.paused && video.currentTime > 0.5)").await?;
    let seen = watch(page, 7000).await?;
    page.press("Space").await?;
    page.until("the pause", "qa('video').every((video) => video.paused) && settled()").await?;
    Ok(seen.iter().map(Seen::ms_apart).collect())
}
