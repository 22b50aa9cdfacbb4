//! More than one coding, more than one session, and what is noted of a session.

use super::steps::{code_a_little, go_to_frame, pick_clip, project_with_clip};
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use attune::coding::{Sampling, stretches};
use attune::formats::native;
use attune::time::{Millis, Span};
use serde_json::json;

pub(super) async fn a_second_coding_is_blind_until_it_is_submitted(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Reliability").await?;
    let first = code_a_little(page).await?;
    page.click("codings").await?;
    page.click("second-coding").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.click("second-every").await?;
    page.fill_in("second-nth", "2").await?;
    page.fill_in("second-length", "2").await?;
    page.until("three of five windows", "q('second-summary').textContent.startsWith('3 stretches, 0:06')").await?;
    page.click("second-create").await?;
    page.element("blind-note").await?;
    page.rows_when(0).await?;
    // The first coding is hidden, and the keys work in the stretches only: 0–2, 4–6, 8–10 s.
    let others = "Array.from(q('observation-select').options).filter((option) => option.disabled).length === 1";
    page.until("the first coding to be hidden", others).await?;
    page.blur().await?;
    go_to_frame(page, 75).await?;
    page.press("1").await?;
    page.until("the reason", "q('notice')?.textContent.includes('highlighted')").await?;
    go_to_frame(page, 100).await?;
    page.press("1").await?;
    page.rows_when(1).await?;
    // Who comes back finds the blind coding, not what it is blind to.
    page.saved().await?;
    page.reload().await?;
    page.element("blind-note").await?;
    page.rows_when(1).await?;
    page.until("the first coding to be hidden", others).await?;
    page.blur().await?;
    page.press("Control+b").await?;
    page.until("why there are no shares", "q('summary-notes')?.textContent.includes('chosen stretches')").await?;
    page.until("what is counted", "q('summary-settings').textContent.endsWith('chosen stretches')").await?;
    page.press("Control+b").await?;
    page.click("submit-coding").await?;
    page.until("nothing to be hidden", "!q('blind-note')").await?;
    first_option(page).await?;
    ensure!(page.rows_when(first.len()).await? == first);
    page.saved().await?;
    page.reload().await?;
    ensure!(page.rows_when(first.len()).await? == first);
    page.until("both codings", "q('observation-select').options.length === 2").await?;
    Ok(())
}

pub(super) async fn a_random_share_is_drawn_by_its_seed(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Random share").await?;
    code_a_little(page).await?;
    let second = async |coder: &str, seed: &str| -> Result<Vec<Span>> {
        page.click("codings").await?;
        page.click("second-coding").await?;
        page.fill_in("second-coder", coder).await?;
        page.click("second-random").await?;
        ensure!(page.value("second-percent").await? == "20", "a fifth is what is usual");
        page.fill_in("second-length", "1").await?;
        page.fill_in("second-seed", seed).await?;
        page.until("two of ten windows", "q('second-summary').textContent.includes('0:02')").await?;
        page.click("second-create").await?;
        page.element("blind-note").await?;
        page.saved().await?;
        let download = page.download("download-project").await?;
        std::fs::remove_file(&download.path)?;
        page.blur().await?;
        let project = native::read(download.text.as_bytes()).map_err(|why| anyhow::anyhow!("{why:?}"))?.value;
        let last = project.observations.last().and_then(|last| last.assignment.clone());
        Ok(last.context("a second coding")?.stretches)
    };
    let window = Span::new(Millis(0), Millis(10_000)).context("ten seconds")?;
    let drawn = |seed| stretches(window, Sampling::Random { percent: 20, length: Millis(1000), seed });
    let first = second("Casey", "7").await?;
    ensure!(first == drawn(7), "{first:?}");
    page.click("submit-coding").await?;
    page.until("nothing to be hidden", "!q('blind-note')").await?;
    ensure!(second("Kim", "7").await? == first, "the same seed draws the same");
    page.click("submit-coding").await?;
    page.until("nothing to be hidden", "!q('blind-note')").await?;
    let other = second("Noa", "8").await?;
    ensure!(other == drawn(8) && other != first, "{other:?}");
    Ok(())
}

pub(super) async fn all_is_coded_again_with_the_first_in_sight(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Open second coding").await?;
    let first = code_a_little(page).await?;
    page.click("codings").await?;
    page.click("second-coding").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.click("second-all").await?;
    page.click("second-blind").await?;
    page.press("Enter").await?;
    page.until(
        "the new coding",
        "!q('second-panel') && q('observation-select').selectedOptions[0].text.endsWith('Casey')",
    )
    .await?;
    page.rows_when(0).await?;
    ensure!(!page.is_present("blind-note").await?, "this one is not blind");
    ensure!(
        page.js("return [...q('observation-select').options].every((option) => !option.disabled);", vec![]).await?
            == json!(true)
    );
    // All of the video takes marks.
    page.blur().await?;
    for frame in [10, 240] {
        go_to_frame(page, frame).await?;
        page.press("1").await?;
    }
    page.rows_when(2).await?;
    first_option(page).await?;
    ensure!(page.rows_when(first.len()).await? == first);
    Ok(())
}

/// Chooses the first coding of the list by its value.
async fn first_option(page: &Page) -> Result<()> {
    let value = page.js("return q('observation-select').options[0].value;", vec![]).await?;
    page.choose("observation-select", "", value.as_str().unwrap_or_default()).await
}

pub(super) async fn a_new_session_has_a_video_and_events_of_its_own(page: &mut Page) -> Result<()> {
    let clip = project_with_clip(page, "Dyads").await?;
    let first = code_a_little(page).await?;
    page.click("codings").await?;
    page.click("add-session").await?;
    page.fill_in("session-name", "Visit 2").await?;
    page.click("session-create").await?;
    page.until("the video to be asked for", "q('pick-video')").await?;
    page.rows_when(0).await?;
    pick_clip(page, clip).await?;
    page.press("1").await?;
    page.press("ArrowRight").await?;
    page.until("frame 1", "settled(1)").await?;
    page.press("q").await?;
    page.rows_when(2).await?;
    first_option(page).await?;
    ensure!(page.rows_when(first.len()).await? == first);
    // The video of the first session is asked for again.
    page.until("the video to be asked for", "q('pick-video')").await?;
    Ok(())
}

pub(super) async fn notes_bookmarks_and_unscorable_stretches_stay(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Notes").await?;
    page.press("Shift+ArrowRight").await?;
    page.until("frame 25", "settled(25)").await?;
    page.press("Control+d").await?;
    page.click("tab-session").await?;
    // The notes stand right below the tabs, in place of the events.
    let below = "q('session-notes').getBoundingClientRect().top - q('tab-session').getBoundingClientRect().bottom < 8";
    page.until("the notes at the top", below).await?;
    page.until("a bookmark", "qa('bookmark').length === 1 && q('bookmark').textContent.includes('0:01')").await?;
    page.click("notes").await?;
    page.type_text("Child was tired.").await?;
    page.blur().await?;
    page.click("unscorable-here").await?;
    page.press("Shift+ArrowRight").await?;
    page.until("frame 50", "settled(50)").await?;
    page.click("unscorable-here").await?;
    page.until("a stretch", "qa('unscorable').length === 1").await?;
    page.saved().await?;
    page.reload().await?;
    page.click("tab-session").await?;
    page.until("the note", "q('notes').value === 'Child was tired.'").await?;
    page.until("bookmark and stretch", "qa('bookmark').length === 1 && qa('unscorable').length === 1").await?;
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("the stretch to go", "qa('unscorable').length === 0").await?;
    ensure!(page.js("return qa('bookmark').length;", vec![]).await? == json!(1));
    Ok(())
}
