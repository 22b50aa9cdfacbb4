//! Steps that many scenarios begin with, and the scheme they code by.

use crate::clips::{Clip, FRAMES};
use crate::page::{Page, Row};
use anyhow::{Result, bail};
use attune::model::{Channel, CodingScheme, SchemeId};
use serde_json::json;

/// The scheme that scenarios code by.
pub(crate) const SCHEME: &str = "Dyadic micro-coding";

/// Makes a project and leaves the page on its coding screen.
pub(crate) async fn new_project(page: &Page, name: &str) -> Result<()> {
    page.open("#/").await?;
    new_project_here(page, name).await
}

/// The same from the home page as it is, without loading it anew.
pub(crate) async fn new_project_here(page: &Page, name: &str) -> Result<()> {
    create(page, name, SCHEME).await
}

/// Makes a project by one of the schemes that ship.
pub(crate) async fn project_by_scheme(page: &Page, name: &str, scheme: &str) -> Result<()> {
    page.open("#/").await?;
    create(page, name, scheme).await
}

async fn create(page: &Page, name: &str, scheme: &str) -> Result<()> {
    page.click("new-project").await?;
    page.fill_in("new-name", name).await?;
    page.fill_in("new-coder", "Robin").await?;
    page.click_where("scheme-option", &format!("[data-name='{scheme}']")).await?;
    page.click("new-create").await?;
    page.element("event-list").await?;
    Ok(())
}

/// Makes a project by a scheme of these channels, which it reads from a file.
pub(crate) async fn project_by(page: &Page, name: &str, channels: Vec<Channel>) -> Result<()> {
    let scheme = CodingScheme {
        id: SchemeId(1000),
        name: format!("Scheme of {name}"),
        version: 1,
        source: "made for a test".into(),
        description: String::new(),
        channels,
        passes: Vec::new(),
    };
    let file = page.config.scratch.join(format!("{name}.attune-scheme.json"));
    std::fs::write(&file, attune::formats::native::scheme::write(&scheme).bytes)?;
    page.open("#/").await?;
    page.click("new-project").await?;
    page.fill_in("new-name", name).await?;
    page.fill_in("new-coder", "Robin").await?;
    page.upload("input-scheme-file", &file).await?;
    let shown = "q('scheme-preview')?.querySelector('h3').textContent === args[0]";
    page.until_with("the scheme", shown, vec![json!(scheme.name)]).await?;
    page.click("new-create").await?;
    page.element("event-list").await?;
    Ok(())
}

/// Makes a project and gives it a clip of 250 frames at 25 a second. Returns the clip.
pub(crate) async fn project_with_clip(page: &Page, name: &str) -> Result<Clip> {
    new_project(page, name).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await?;
    Ok(clip)
}

/// The first of the two that this browser has the codecs for.
pub(crate) async fn playable(page: &Page, first: Clip, second: Clip) -> Result<Clip> {
    let question =
        "return document.createElement('video').canPlayType(`video/mp4; codecs=\"avc1.640028, mp4a.40.2\"`) !== '';";
    if page.js(question, vec![]).await? == json!(true) {
        return Ok(first);
    }
    println!("    {} has no H.264 here; using VP9", page.engine());
    Ok(second)
}

/// Picks a clip as the project's video and waits for its first frame.
pub(crate) async fn pick_clip(page: &Page, clip: Clip) -> Result<()> {
    let file = clip.make(&page.config)?;
    // There may be another video, whose first frame must not be taken for this one's.
    let before = page.js("return q('video')?.currentSrc ?? '';", vec![]).await?;
    page.upload("input-video", &file).await?;
    let shown = "q('video')?.currentSrc !== args[0] && q('video').videoWidth > 0 && settled(0)";
    page.until_with("the clip's first frame", shown, vec![before]).await?;
    page.until("the frames' times, read from the file", "q('rate-known')?.dataset.read === 'true' && settled(0)")
        .await?;
    page.blur().await
}

/// Moves the paused video to a frame by keys.
pub(crate) async fn go_to_frame(page: &Page, frame: u32) -> Result<()> {
    if frame >= FRAMES {
        bail!("the clip has {FRAMES} frames");
    }
    page.until("a settled frame", "settled()").await?;
    loop {
        let now = shown_frame(page).await?;
        // A second is 25 or 30 frames: it passes the goal by five at most, and single steps lead back.
        let key = match i64::from(frame) - now {
            0 => return Ok(()),
            25.. => "Shift+ArrowRight",
            1.. => "ArrowRight",
            ..=-25 => "Shift+ArrowLeft",
            _ => "ArrowLeft",
        };
        page.press(key).await?;
        let moved = "settled() && Number(q('frame').dataset.frame) !== args[0]";
        page.until_with(&format!("another frame than {now} after {key}"), moved, vec![json!(now)]).await?;
    }
}

/// The frame that the readout names.
pub(crate) async fn shown_frame(page: &Page) -> Result<i64> {
    let frame = page.attr("frame", "data-frame").await?;
    Ok(frame.unwrap_or_default().parse()?)
}

/// A closed event, as the list should show it.
pub(crate) fn row(onset: i64, offset: i64, role: &str, channel: &str, code: &str) -> Row {
    Row { onset, offset: Some(offset), role: role.into(), channel: channel.into(), code: code.into() }
}

/// Codes three states and a point at known frames: what scenarios about keeping and taking away start from.
pub(crate) async fn code_a_little(page: &Page) -> Result<Vec<Row>> {
    for (frame, key) in [(0, "a"), (25, "s"), (50, "s"), (50, "u"), (75, "u"), (76, "1")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let rows = page.rows_when(4).await?;
    page.saved().await?;
    Ok(rows)
}
