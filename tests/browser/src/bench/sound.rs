//! What the sound of a long video costs.

use crate::clips;
use crate::page::Page;
use crate::scenarios::steps::new_project;
use anyhow::{Context, Result, bail};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Longer than any machine should take.
const PATIENCE: Duration = Duration::from_mins(10);

/// What was measured.
pub(super) struct Figures {
    /// From the opened video to the first peaks in the page.
    pub(super) first_peaks_ms: f64,
    /// Until all is read.
    pub(super) read_s: f64,
    /// How much more memory the page takes at most than before the video was chosen: video, worker and peaks together.
    pub(super) memory_mb: f64,
}

/// Reads two hours of stereo.
pub(super) async fn read(page: &Page) -> Result<Figures> {
    let file = clips::two_hours_of_sound(&page.config)?;
    new_project(page, "Two hours").await?;
    page.js("window.attuneMeasure = [];", vec![]).await?;
    let memory = || page.session().pages_mb().context("the memory of the browser cannot be read here");
    let before = memory()?;
    page.upload("input-video", &file).await?;
    let start = Instant::now();
    let mut most = before;
    loop {
        most = most.max(memory()?);
        let state = page.js("return q('sound-label')?.dataset.state ?? '';", vec![]).await?;
        match state.as_str() {
            Some("read") => break,
            Some("failed") => bail!("{}", page.text("sound-note").await?),
            _ if start.elapsed() > PATIENCE => bail!("the sound is not read to the end"),
            _ => sleep(Duration::from_millis(250)).await,
        }
    }
    let first = "return attuneMeasure.find((entry) => entry.name === 'sound-first-peaks')?.ms;";
    let first_peaks_ms = page.js(first, vec![]).await?.as_f64().context("no first peaks")?;
    Ok(Figures { first_peaks_ms, read_s: start.elapsed().as_secs_f64(), memory_mb: most - before })
}
