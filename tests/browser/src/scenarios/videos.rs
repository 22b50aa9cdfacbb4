//! Several videos of one session: on one clock, aligned, each with a picture of its own.

use super::steps::{go_to_frame, new_project, playable, project_with_clip};
use crate::clips::{self, Clip};
use crate::engine::Engine;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::path::PathBuf;

/// So many clips with numbered frames, each of which is another file: 25 frames a second.
fn several(page: &Page, clip: Clip, count: u8) -> Result<Vec<PathBuf>> {
    (0..count).map(|number| clips::variant(&page.config, clip, number)).collect()
}

/// Hands several files to a file input at once, as the picker would.
pub(super) async fn upload_all(page: &Page, id: &str, files: &[PathBuf]) -> Result<()> {
    let paths: Option<Vec<&str>> = files.iter().map(|file| file.to_str()).collect();
    page.element(id).await?.send_keys(&paths.context("paths in UTF-8")?.join("\n")).await?;
    Ok(())
}

/// Waits until so many videos show a picture.
async fn open(page: &Page, count: usize) -> Result<()> {
    let shown = "qa('video').length === args[0] && qa('video').every((video) => video.videoWidth > 0) && settled()";
    page.until_with(&format!("{count} videos"), shown, vec![json!(count)]).await?;
    page.blur().await
}

/// A project whose session has several videos.
pub(crate) async fn project_with(page: &Page, name: &str, count: u8) -> Result<Vec<PathBuf>> {
    new_project(page, name).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    let files = several(page, clip, count)?;
    upload_all(page, "input-video", &files).await?;
    open(page, usize::from(count)).await?;
    Ok(files)
}

/// The frame numbers that all videos show, read from their pixels.
async fn pixels(page: &Page) -> Result<Vec<Option<i64>>> {
    let read = "Promise.all(qa('video').map((video) => attuneProbe.readFrame(video))).then(done);";
    Ok(serde_json::from_value(page.js_async(read, vec![]).await?)?)
}

/// What was seen of the videos while the session played, several times a second for some seconds.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Seen {
    /// The frame that each showed, read from its pixels; fewer where some could not be read.
    frames: Vec<Option<i64>>,
    /// Where each said that it was, in seconds of the session.
    seconds: Vec<f64>,
}

impl Seen {
    /// How many frames the videos were apart at most, where each shows so many fewer than the first as its offset says.
    fn frames_apart(&self, later: i64) -> Option<i64> {
        let frames: Vec<i64> = self.frames.iter().copied().collect::<Option<_>>()?;
        frames.iter().skip(1).map(|number| (number + later - frames[0]).abs()).max()
    }

    /// How many milliseconds they were apart at most, by their own clocks.
    pub(crate) fn ms_apart(&self) -> f64 {
        let apart = |seconds: &f64| (seconds - self.seconds[0]).abs() * 1000.0;
        self.seconds.iter().map(apart).fold(0.0, f64::max)
    }
}

/// Watches videos that play.
pub(crate) async fn watch(page: &Page, ms: u32) -> Result<Vec<Seen>> {
    let watch = "
        const seen = [];
        const start = performance.now();
        const offsets = qa('media-bar').map((bar) => Number(bar.dataset.offset) / 1000);
        const next = () => {
          const videos = qa('video');
          // The clocks first: reading pixels takes a while.
          const seconds = videos.map((video, place) => video.currentTime + offsets[place]);
          seen.push({ seconds, frames: videos.map((video) => attuneProbe.readNow(video)) });
          if (performance.now() - start > args[0]) return done(seen);
          setTimeout(next, 40);
        };
        next();";
    let seen: Vec<Seen> = serde_json::from_value(page.js_async(watch, vec![json!(ms)]).await?)?;
    ensure!(seen.len() > 20, "they were looked at {} times only", seen.len());
    Ok(seen)
}

/// Sets the offset of the second video, by the list of videos.
async fn set_offset(page: &Page, text: &str, ms: i64) -> Result<()> {
    page.click("change-video").await?;
    page.fill("offset", text).await?;
    page.press("Escape").await?;
    let moved = "q('media-bar', '[data-place=\"1\"]')?.dataset.offset === args[0] && !q('videos-dialog')";
    page.until_with(&format!("an offset of {ms} ms"), moved, vec![json!(ms.to_string())]).await?;
    page.until("the pictures", "settled()").await?;
    page.blur().await
}

/// The smallest value that 95 % of all do not exceed, and the largest.
fn spread<T: Copy>(sorted: &[T]) -> Option<(T, T)> {
    Some((*sorted.get((sorted.len() * 95).div_ceil(100).checked_sub(1)?)?, *sorted.last()?))
}

/// Plays, and looks whether the videos keep within a frame of each other; the second shows so many frames fewer than the first.
async fn play_for_a_while(page: &Page, frames_later: i64) -> Result<()> {
    page.press("Space").await?;
    page.until("the videos to play", "qa('video').every((video) => !video.paused && video.currentTime > 0.5)").await?;
    // A machine that is busy elsewhere lets a decoder or a sound clock stall for more than a frame: then once more.
    let mut together = false;
    for _ in 0..3 {
        together = keep_together(page, frames_later).await?;
        if together {
            break;
        }
        // Back to where both run, and some time to meet there.
        for _ in 0..6 {
            page.press("Shift+ArrowLeft").await?;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    ensure!(together, "the videos did not keep together");
    page.press("Space").await?;
    page.until("the pause", "qa('video').every((video) => video.paused) && settled()").await?;
    Ok(())
}

async fn keep_together(page: &Page, frames_later: i64) -> Result<bool> {
    let seen = watch(page, 5000).await?;
    let mut ms: Vec<f64> = seen.iter().map(Seen::ms_apart).collect();
    ms.sort_by(f64::total_cmp);
    let mut frames: Vec<i64> = seen.iter().filter_map(|seen| seen.frames_apart(frames_later)).collect();
    frames.sort_unstable();
    let (ms, frames) = spread(&ms).zip(spread(&frames)).context("no frame could be read")?;
    println!(
        "    {}: apart while playing, 95 % and at worst: {} and {} frames by their pixels, {:.0} and {:.0} ms by their clocks",
        page.engine(),
        frames.0,
        frames.1,
        ms.0,
        ms.1
    );
    // The pixels of four are not read at one moment on a slow machine; the clocks of two and four are.
    Ok(ms.0 <= 40.0 && (frames.0 <= 1 || seen.iter().any(|seen| seen.seconds.len() > 2)))
}

pub(super) async fn two_videos_play_as_one(page: &mut Page) -> Result<()> {
    project_with(page, "Two videos", 2).await?;
    go_to_frame(page, 30).await?;
    ensure!(pixels(page).await? == [Some(30), Some(30)]);
    // The second camera was started 0.4 s later: 10 frames.
    set_offset(page, "0.4", 400).await?;
    page.until("the second to follow", "settled(30)").await?;
    let seen = pixels(page).await?;
    ensure!(seen == [Some(30), Some(20)], "{seen:?}");
    play_for_a_while(page, 10).await?;
    let seen = pixels(page).await?;
    let first = seen.first().copied().flatten().context("a frame")?;
    ensure!(seen.get(1) == Some(&Some(first - 10)), "paused on {seen:?}");
    // Before it begins it says so, and the first goes on.
    go_to_frame(page, 5).await?;
    page.element("video-absent").await?;
    ensure!(page.frame_in_pixels().await? == Some(5));
    // By what one key did, another undoes it.
    page.press("Control+z").await?;
    page.until("both to run again", "!q('video-absent') && settled()").await?;
    page.until("the old offset", "q('media-bar', '[data-place=\"1\"]').dataset.offset === '0'").await?;
    page.saved().await
}

pub(super) async fn four_videos_are_picked_in_any_order(page: &mut Page) -> Result<()> {
    let files = project_with(page, "Four videos", 4).await?;
    go_to_frame(page, 40).await?;
    ensure!(pixels(page).await? == [Some(40); 4]);
    page.saved().await?;
    page.reload().await?;
    page.element("pick-video").await?;
    let mut backwards = files.clone();
    backwards.reverse();
    upload_all(page, "input-video", &backwards[1..]).await?;
    // The one that was not picked is asked for in its place, and the others work.
    page.until("three of four", "qa('video').filter((video) => video.videoWidth > 0).length === 3 && settled()")
        .await?;
    page.element("video-missing").await?;
    page.blur().await?;
    go_to_frame(page, 7).await?;
    upload_all(page, "input-video", &files[3..]).await?;
    open(page, 4).await?;
    page.until("the last one to settle", "!q('video-missing') && settled()").await?;
    let seen = pixels(page).await?;
    ensure!(seen == [Some(7); 4], "{seen:?}");
    play_for_a_while(page, 0).await?;
    // Large and small, by key and by click.
    page.press("Shift+F4").await?;
    page.until(
        "the first to be large",
        "q('screen').dataset.layout === 'focus' && qa('tile')[0].classList.contains('large')",
    )
    .await?;
    let box_of = "const box = qa('tile')[args[0]].getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2, box.width];";
    let small = page.js(box_of, vec![json!(2)]).await?;
    page.click_at(point(&small)?).await?;
    page.until("the third to be large", "qa('tile')[2].classList.contains('large')").await?;
    ensure!(page.js("return qa('video')[0].paused;", vec![]).await? == json!(true), "a click on a small one played");
    Ok(())
}

fn point(value: &Value) -> Result<(f64, f64)> {
    Ok((value[0].as_f64().context("no x")?, value[1].as_f64().context("no y")?))
}

pub(super) async fn a_video_is_aligned_by_a_clap_and_by_dragging(page: &mut Page) -> Result<()> {
    project_with(page, "Aligned", 2).await?;
    page.click("change-video").await?;
    page.click("align-by-moment").await?;
    page.until("the first step", "q('align-guide')?.dataset.step === '1'").await?;
    page.blur().await?;
    go_to_frame(page, 50).await?;
    page.click("align-here").await?;
    page.until("the second step", "q('align-guide')?.dataset.step === '2'").await?;
    page.blur().await?;
    // The clap is seen in frame 62 of the second video.
    go_to_frame(page, 62).await?;
    page.click("align-here").await?;
    page.until("the aligned pictures", "!q('align-guide') && settled(50)").await?;
    page.until("the offset", "q('media-bar', '[data-place=\"1\"]').dataset.offset === '-480'").await?;
    ensure!(pixels(page).await? == [Some(50), Some(62)]);
    // One frame by key; held or not, it is one step.
    page.js("q('media-bar', '[data-place=\"1\"]').focus();", vec![]).await?;
    for _ in 0..3 {
        page.press("ArrowRight").await?;
    }
    page.until("three frames later", "q('media-bar', '[data-place=\"1\"]').dataset.offset === '-360' && settled()")
        .await?;
    page.blur().await?;
    // A pause makes it one change of the project.
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    page.until("the pictures", "settled()").await?;
    ensure!(pixels(page).await? == [Some(50), Some(59)]);
    page.press("Control+z").await?;
    page.until("one step back", "q('media-bar', '[data-place=\"1\"]').dataset.offset === '-480' && settled()").await?;
    // By the pointer: the bar goes with it.
    let bar = "const box = q('media-bar', '[data-place=\"1\"]').getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2];";
    let (x, y) = point(&page.js(bar, vec![]).await?)?;
    page.drag((x, y), (x + 60.0, y)).await?;
    page.until("another offset", "Number(q('media-bar', '[data-place=\"1\"]').dataset.offset) > 0 && settled()")
        .await?;
    page.press("Control+z").await?;
    page.until("the drag to be one step", "q('media-bar', '[data-place=\"1\"]').dataset.offset === '-480'").await?;
    page.saved().await
}

pub(super) async fn a_session_outlives_its_first_video(page: &mut Page) -> Result<()> {
    project_with(page, "Outlives", 2).await?;
    go_to_frame(page, 20).await?;
    page.press("1").await?;
    page.rows_when(1).await?;
    // The second moves up, is the one that is heard, and goes on alone.
    set_offset(page, "0.2", 200).await?;
    page.click("change-video").await?;
    page.js("q('videos-row', '[data-place=\"0\"]').querySelector('[data-testid=videos-remove]').click();", vec![])
        .await?;
    page.click("remove-keep").await?;
    page.until("one video", "qa('videos-row').length === 1").await?;
    page.press("Escape").await?;
    page.until("its picture", "qa('video').length === 1 && q('video').videoWidth > 0 && settled()").await?;
    page.blur().await?;
    let rows = page.rows().await?;
    ensure!(rows.len() == 1 && rows[0].onset == 800, "the mark has moved: {rows:?}");
    ensure!(page.text("window-text").await?.contains("10"), "the coded window is not what it was");
    // Frame 20 of the session's clock was 0.8 s; the one that is left shows its frame 15 there.
    page.press("Control+z").await?;
    page.until(
        "both videos",
        "qa('video').length === 2 && qa('video').every((video) => video.videoWidth > 0) && settled()",
    )
    .await?;
    ensure!(pixels(page).await?.iter().all(Option::is_some));
    page.saved().await
}

pub(super) async fn sound_is_chosen_for_each(page: &mut Page) -> Result<()> {
    project_with(page, "Sound", 2).await?;
    let muted = "return qa('video').map((video) => video.muted);";
    ensure!(page.js(muted, vec![]).await? == json!([false, true]), "the second is heard at first");
    page.js("qa('sound')[0].click();", vec![]).await?;
    page.until("neither to be heard", "qa('video').every((video) => video.muted)").await?;
    page.js("qa('sound')[1].click();", vec![]).await?;
    page.until("the second to be heard alone", "qa('video')[0].muted && !qa('video')[1].muted").await?;
    play_for_a_while(page, 0).await?;
    page.saved().await
}

pub(super) async fn a_picture_is_zoomed_turned_and_brightened(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Picture").await?;
    go_to_frame(page, 9).await?;
    let frame = "const box = q('tile-frame').getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2];";
    let (x, y) = point(&page.js(frame, vec![]).await?)?;
    for _ in 0..3 {
        page.wheel((x + 40.0, y), (0, -200)).await?;
    }
    page.until("a zoomed picture", "Number(/scale\\(([0-9.]+)/.exec(q('lens').style.transform)?.[1]) > 1.2").await?;
    // The burst is one step.
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let zoomed = page.js("return q('lens').style.transform;", vec![]).await?;
    page.drag((x, y), (x + 30.0, y + 10.0)).await?;
    page.until_with("a moved picture", "q('lens').style.transform !== args[0]", vec![zoomed.clone()]).await?;
    ensure!(page.js("return q('video').paused;", vec![]).await? == json!(true), "the drag was taken for a click");
    page.press("Control+z").await?;
    page.until_with("the drag undone", "q('lens').style.transform === args[0]", vec![zoomed]).await?;
    page.press("Control+z").await?;
    page.until("the wheel undone", "q('lens').style.transform === 'none'").await?;
    // By keyboard alone.
    page.js("q('adjust').focus();", vec![]).await?;
    page.press("Enter").await?;
    page.element("picture-panel").await?;
    page.js("q('picture-brightness').focus();", vec![]).await?;
    for _ in 0..4 {
        page.press("ArrowRight").await?;
    }
    page.until("a brighter picture", "q('lens').style.filter.includes('brightness(120%)')").await?;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    page.js("q('picture-right').focus();", vec![]).await?;
    page.press("Enter").await?;
    page.until("a turned picture", "q('lens').style.transform.includes('rotate(90deg)')").await?;
    page.press("Escape").await?;
    page.until("the panel to be closed", "!q('picture-panel')").await?;
    ensure!(page.js("return document.activeElement?.dataset.testid;", vec![]).await? == json!("adjust"));
    // Upright, the picture is taller than wide, and inside of its frame.
    let upright = "
        const picture = q(args[0]).getBoundingClientRect(), frame = q('tile-frame').getBoundingClientRect();
        return [picture.width, picture.height, frame.width, frame.height];";
    let sizes = page.js(upright, vec![json!("video")]).await?;
    let size = |index: usize| sizes[index].as_f64().unwrap_or_default();
    ensure!((size(0) - size(2)).abs() < 2.0 && (size(1) - size(3)).abs() < 2.0, "it does not fill its frame: {sizes}");
    page.saved().await?;
    // It stays with the session.
    page.reload().await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?.make(&page.config)?;
    page.upload("input-video", &clip).await?;
    page.until(
        "the turned picture again",
        "q('video')?.videoWidth > 0 && q('lens').style.transform.includes('rotate(90deg)')",
    )
    .await?;
    if page.engine() == Engine::WebKit {
        // There the paused picture is a canvas, under the same lens.
        let still = "document.querySelector('.still')?.closest('[data-testid=lens]') === q('lens') && settled()";
        page.until("the drawn picture under the lens", still).await?;
    }
    Ok(())
}

pub(super) async fn a_stretch_is_played_by_itself(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Region").await?;
    go_to_frame(page, 25).await?;
    page.press("Control+i").await?;
    go_to_frame(page, 40).await?;
    page.press("Control+o").await?;
    page.click("region").await?;
    ensure!(page.text("region-a").await? == "0:00:01.000" && page.text("region-b").await? == "0:00:01.600");
    page.press("Escape").await?;
    page.blur().await?;
    page.press("Space").await?;
    // It comes back to A, again and again.
    let turns = "
        let turns = 0, last = 0, most = 0;
        const start = performance.now();
        const look = () => {
          const now = q('video').currentTime;
          if (now < last - 0.2) turns += 1;
          last = now;
          most = Math.max(most, now);
          if (turns >= 2 || performance.now() - start > 12000) return done([turns, most]);
          setTimeout(look, 10);
        };
        look();";
    let seen = page.js_async(turns, vec![]).await?;
    ensure!(seen[0].as_i64() >= Some(2), "it was not repeated: {seen}");
    ensure!(seen[1].as_f64() < Some(2.4), "it ran far past B: {seen}");
    page.press("Space").await?;
    page.until("the pause", "q('video').paused && settled()").await?;
    page.press("Escape").await?;
    // An event with half a second around it, once.
    go_to_frame(page, 100).await?;
    page.press("a").await?;
    go_to_frame(page, 125).await?;
    page.press("a").await?;
    page.rows_when(1).await?;
    page.js("q('event-row').focus();", vec![]).await?;
    page.press("Enter").await?;
    page.click("region").await?;
    page.fill("region-margin", "0.5").await?;
    page.press("Escape").await?;
    page.blur().await?;
    page.until("the selected event", "settled(100)").await?;
    page.press("Control+Enter").await?;
    page.until("it to play", "!q('video').paused").await?;
    page.until("it to stop by itself", "q('video').paused && settled()").await?;
    // The offset is 5.0 s; half a second later is frame 137.
    page.until("its end", "settled(137)").await?;
    ensure!(page.frame_in_pixels().await? == Some(137));
    Ok(())
}
