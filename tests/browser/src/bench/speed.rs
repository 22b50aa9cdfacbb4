//! How fast the coding screen answers, as the page itself measures it.

use crate::clips;
use crate::hour::{self, Random};
use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::json;

/// How often each figure is measured.
const TIMES: usize = 200;

/// How often a project is loaded.
const LOADS: usize = 7;

/// Opens a project of an hour with its video, all of it in view.
pub(super) async fn open(page: &Page, events: usize) -> Result<()> {
    let file = page.config.scratch.join(format!("bench-{events}.attune.json"));
    std::fs::write(&file, hour::file(events)?)?;
    page.open("#/").await?;
    page.upload("input-open-file", &file).await?;
    page.until("the events", "q('event-row')").await?;
    page.upload("input-video", &clips::hour(&page.config)?).await?;
    page.until("the video", "q('video')?.videoWidth > 0 && settled()").await?;
    page.click("zoom-fit").await?;
    page.blur().await?;
    page.until("the hour in view", "q('timeline').dataset.endMs - q('timeline').dataset.startMs >= 3600000").await?;
    page.saved().await
}

/// Milliseconds of each layout and paint while the wheel pans over the whole hour.
pub(super) async fn timeline_frames(page: &Page) -> Result<Vec<f64>> {
    let middle = page.timeline_point(1_800_000.0, "child", "Gaze").await?;
    measure(page).await?;
    for turn in 0..TIMES {
        // Back and forth, so that there is always somewhere to pan to.
        page.wheel(middle, (if turn % 40 < 20 { 20 } else { -20 }, 0)).await?;
        wait_for(page, "timeline-frame", turn + 1).await?;
    }
    measured(page, "timeline-frame").await
}

/// Milliseconds from a key press to the paint of what it did.
pub(super) struct Keys {
    /// A code's key.
    pub(super) marks: Vec<f64>,
    /// Undo.
    pub(super) undos: Vec<f64>,
}

/// Marks at random moments of the hour, each undone.
pub(super) async fn keys(page: &Page) -> Result<Keys> {
    const KEYS: [&str; 12] = ["q", "w", "e", "a", "s", "d", "u", "i", "o", "j", "k", "1"];
    let mut random = Random(7);
    measure(page).await?;
    for press in 0..TIMES {
        #[allow(clippy::cast_precision_loss)] // an hour
        let at = random.below(3_500_000) as f64;
        let (x, _) = page.timeline_point(at, "parent", "Gaze").await?;
        let y = page.js("return q('timeline-overlay').getBoundingClientRect().top + 6;", vec![]).await?;
        // In the ruler, where a click seeks and selects nothing.
        page.click_at((x, y.as_f64().context("the timeline has no place")?)).await?;
        page.until("the seek", "settled()").await?;
        let key = KEYS[usize::try_from(random.below(12))?];
        page.press(key).await?;
        wait_for(page, "key-to-mark", press + 1).await?;
        // The next press meets as many events as this one.
        page.press("Control+z").await?;
        wait_for(page, "key-to-undo", press + 1).await?;
    }
    Ok(Keys { marks: measured(page, "key-to-mark").await?, undos: measured(page, "key-to-undo").await? })
}

/// Milliseconds from the call of a project's address to its first painted timeline, the program's start included.
pub(super) async fn loads(page: &Page) -> Result<Vec<f64>> {
    let route = page.js("return location.hash;", vec![]).await?;
    let route = route.as_str().context("an address")?.to_owned();
    let mut times = Vec::new();
    for _ in 0..LOADS {
        page.open(&route).await?;
        let painted = "performance.getEntriesByName('attune-project-painted')[0]?.startTime";
        times.push(page.until("the timeline", painted).await?.as_f64().context("a time")?);
    }
    Ok(times)
}

async fn measure(page: &Page) -> Result<()> {
    page.js("window.attuneMeasure = [];", vec![]).await?;
    Ok(())
}

async fn wait_for(page: &Page, name: &str, count: usize) -> Result<()> {
    let enough = "attuneMeasure.filter((entry) => entry.name === args[0]).length >= args[1]";
    page.until_with(&format!("{count} times {name}"), enough, vec![json!(name), json!(count)]).await?;
    Ok(())
}

async fn measured(page: &Page, name: &str) -> Result<Vec<f64>> {
    let read = "return attuneMeasure.filter((entry) => entry.name === args[0]).map((entry) => entry.ms);";
    Ok(serde_json::from_value(page.js(read, vec![json!(name)]).await?)?)
}
