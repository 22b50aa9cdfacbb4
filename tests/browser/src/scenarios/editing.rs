//! Editing on the timeline: neighbors, selections, cutting and joining, changes to many events.

use super::steps::{go_to_frame, project_with_clip, row};
use crate::page::Page;
use anyhow::{Result, ensure};

/// Positive from 2 to 4 s, Neutral from 4 to 6 s, Positive from 6 to 8 s, in the child's affect.
async fn three_states(page: &Page, name: &str) -> Result<()> {
    project_with_clip(page, name).await?;
    for (frame, key) in [(50, "a"), (100, "s"), (150, "a"), (200, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let rows = page.rows_when(3).await?;
    ensure!(rows == [affect(2000, 4000, "Positive"), affect(4000, 6000, "Neutral"), affect(6000, 8000, "Positive")]);
    Ok(())
}

fn affect(onset: i64, offset: i64, code: &str) -> crate::page::Row {
    row(onset, offset, "child", "Affect", code)
}

async fn at(page: &Page, ms: f64) -> Result<(f64, f64)> {
    page.timeline_point(ms, "child", "Affect").await
}

async fn selected(page: &Page, count: usize) -> Result<()> {
    let condition =
        format!("qa('event-row').filter((row) => row.getAttribute('aria-selected') === 'true').length === {count}");
    page.until(&format!("{count} selected events"), &condition).await?;
    Ok(())
}

pub(super) async fn neighbors_hold_give_way_or_move_along(page: &mut Page) -> Result<()> {
    three_states(page, "Boundary modes").await?;
    let drag = async |page: &Page| -> Result<()> {
        // From just within the first state, so that its own edge is held and not its neighbor's.
        let (from, to) = (at(page, 3985.0).await?, at(page, 5000.0).await?);
        page.drag((from.0 - 2.0, from.1), to).await
    };
    drag(page).await?;
    ensure!(
        page.rows().await?
            == [affect(2000, 4000, "Positive"), affect(4000, 6000, "Neutral"), affect(6000, 8000, "Positive")]
    );

    page.press("F8").await?;
    ensure!(page.attr("boundary-bulldozer", "aria-pressed").await?.as_deref() == Some("true"));
    drag(page).await?;
    page.until("the pushed edge", "qa('event-row')[1].dataset.onsetMs > 4500").await?;
    let rows = page.rows().await?;
    let edge = rows[1].onset;
    ensure!((edge - 5000).abs() <= 80 && edge % 40 == 0, "{rows:?}");
    ensure!(rows == [affect(2000, edge, "Positive"), affect(edge, 6000, "Neutral"), affect(6000, 8000, "Positive")]);
    page.press("Control+z").await?;
    page.until("one step back", "qa('event-row')[1].dataset.onsetMs === '4000'").await?;

    page.press("F9").await?;
    drag(page).await?;
    page.until("what moves along", "qa('event-row')[2].dataset.onsetMs > 6500").await?;
    let rows = page.rows().await?;
    let by = rows[0].offset.unwrap_or_default() - 4000;
    ensure!(
        rows == [
            affect(2000, 4000 + by, "Positive"),
            affect(4000 + by, 6000 + by, "Neutral"),
            affect(6000 + by, 8000 + by, "Positive")
        ],
        "{rows:?}"
    );
    page.press("Control+z").await?;
    page.until("one step back", "qa('event-row')[2].dataset.onsetMs === '6000'").await?;

    // Typed times obey the mode too.
    page.click("boundary-bulldozer").await?;
    page.click_at(at(page, 3000.0).await?).await?;
    page.fill("inspector-offset", "6.8").await?;
    page.rows_when(2).await?;
    ensure!(
        page.rows().await? == [affect(2000, 6800, "Positive"), affect(6800, 8000, "Positive")],
        "the middle one is swallowed"
    );
    page.press("F7").await?;
    ensure!(page.attr("boundary-normal", "aria-pressed").await?.as_deref() == Some("true"));
    Ok(())
}

pub(super) async fn events_are_selected_by_range_box_and_all(page: &mut Page) -> Result<()> {
    three_states(page, "Selecting").await?;
    page.click_at(at(page, 3000.0).await?).await?;
    selected(page, 1).await?;
    page.key_down("Shift").await?;
    page.click_at(at(page, 7000.0).await?).await?;
    page.key_up("Shift").await?;
    selected(page, 3).await?;
    page.press("Escape").await?;
    selected(page, 0).await?;

    let (from, to) = (at(page, 1000.0).await?, at(page, 5000.0).await?);
    page.key_down("Shift").await?;
    page.drag((from.0, from.1 - 5.0), (to.0, to.1 + 5.0)).await?;
    page.key_up("Shift").await?;
    selected(page, 2).await?;

    // The selection is dragged as a whole: half a second later, up to its neighbor in the normal mode and no further.
    page.press("Control+a").await?;
    selected(page, 3).await?;
    page.drag(at(page, 5000.0).await?, at(page, 5500.0).await?).await?;
    page.until("the move", "qa('event-row')[0].dataset.onsetMs > 2200").await?;
    let rows = page.rows().await?;
    let by = rows[0].onset - 2000;
    ensure!((by - 500).abs() <= 80, "{rows:?}");
    ensure!(
        rows == [
            affect(2000 + by, 4000 + by, "Positive"),
            affect(4000 + by, 6000 + by, "Neutral"),
            affect(6000 + by, 8000 + by, "Positive")
        ]
    );
    page.press("Control+z").await?;
    page.until(
        "one step back",
        "qa('event-row')[0].dataset.onsetMs === '2000' && qa('event-row')[2].dataset.onsetMs === '6000'",
    )
    .await?;
    Ok(())
}

pub(super) async fn states_are_split_and_joined_by_keys(page: &mut Page) -> Result<()> {
    three_states(page, "Split and merge").await?;
    page.click_at(at(page, 5000.0).await?).await?;
    selected(page, 1).await?;
    go_to_frame(page, 125).await?;
    page.press("Control+e").await?;
    page.rows_when(4).await?;
    ensure!(page.rows().await?[1..3] == [affect(4000, 5000, "Neutral"), affect(5000, 6000, "Neutral")]);
    page.press("Control+j").await?;
    page.rows_when(3).await?;
    ensure!(page.rows().await?[1] == affect(4000, 6000, "Neutral"));
    page.press("Control+a").await?;
    page.press("Control+j").await?;
    page.rows_when(1).await?;
    ensure!(page.rows().await? == [affect(2000, 8000, "Positive")]);
    page.press("Control+z").await?;
    page.rows_when(3).await?;
    Ok(())
}

pub(super) async fn events_are_moved_by_a_time_after_a_preview(page: &mut Page) -> Result<()> {
    three_states(page, "Shift").await?;
    page.press("Control+g").await?;
    page.fill_in("shift-by", "-2040").await?;
    page.until("what would leave", "q('batch-preview').textContent.includes('1 would leave the coded window')").await?;
    page.until("no way to do it", "q('batch-confirm').disabled").await?;
    page.click("shift-clip").await?;
    page.until("a way to do it", "!q('batch-confirm').disabled").await?;
    page.fill_in("shift-by", "-400").await?;
    page.until("all stay", "q('batch-preview').textContent.includes('All stay in the coded window')").await?;
    page.press("Enter").await?;
    page.until("the move", "qa('event-row')[2]?.dataset.offsetMs === '7600'").await?;
    ensure!(page.rows().await?[0] == affect(1600, 3600, "Positive"));
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("one step back", "qa('event-row')[2].dataset.offsetMs === '8000'").await?;
    Ok(())
}

pub(super) async fn events_are_copied_to_the_other_partner(page: &mut Page) -> Result<()> {
    three_states(page, "Copy").await?;
    page.press("Control+a").await?;
    page.click("edit-menu").await?;
    page.click("edit-copy").await?;
    page.element("copy-panel").await?;
    let parent = page
        .js(
            "return [...q('copy-channel').options].find((option) => option.text.includes('Parent') && option.text.includes('Affect')).value;",
            vec![],
        )
        .await?;
    page.choose("copy-channel", "", parent.as_str().unwrap_or_default()).await?;
    page.until("codes of one label", "q('batch-preview').textContent.includes('3 events would be added')").await?;
    page.click("batch-confirm").await?;
    let rows = page.rows_when(6).await?;
    let parents: Vec<_> = rows.iter().filter(|row| row.role == "parent").collect();
    ensure!(parents.len() == 3 && parents[0].code == "Positive" && parents[1].code == "Neutral", "{rows:?}");
    page.blur().await?;
    page.press("Control+z").await?;
    page.rows_when(3).await?;
    Ok(())
}

pub(super) async fn session_and_coder_are_renamed(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Names").await?;
    page.press("F2").await?;
    page.fill_in("names-session", "Visit 3").await?;
    page.fill_in("names-coder", "CD").await?;
    page.click("names-confirm").await?;
    page.until("the new names", "q('observation-select').selectedOptions[0].text === 'Visit 3 · CD'").await?;
    page.saved().await?;
    page.reload().await?;
    page.until("the names again", "q('observation-select')?.selectedOptions[0]?.text === 'Visit 3 · CD'").await?;
    Ok(())
}

pub(super) async fn alt_suspends_snapping_in_the_middle_of_a_drag(page: &mut Page) -> Result<()> {
    three_states(page, "Alt").await?;
    page.key_down("Alt").await?;
    page.drag(at(page, 7990.0).await?, at(page, 8717.0).await?).await?;
    page.key_up("Alt").await?;
    page.until("the new offset", "Number(qa('event-row')[2].dataset.offsetMs) > 8100").await?;
    let rows = page.rows().await?;
    let offset = rows[2].offset.unwrap_or_default();
    ensure!((offset - 8717).abs() <= 80, "{rows:?}");
    ensure!(offset % 40 != 0, "the offset came to lie on a frame's start though Alt was held: {rows:?}");
    Ok(())
}
