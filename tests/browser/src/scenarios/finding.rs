//! Finding events and changing all that was found.

use super::steps::{go_to_frame, project_with_clip};
use crate::page::Page;
use anyhow::{Result, ensure};

/// Affect: Positive 2–4 s, Neutral 4–6 s, Positive 6–8 s; and a look that begins in the second.
async fn some_events(page: &Page, name: &str) -> Result<()> {
    project_with_clip(page, name).await?;
    for (frame, key) in [(50, "a"), (100, "s"), (150, "a"), (200, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(3).await?;
    Ok(())
}

async fn found(page: &Page, count: usize) -> Result<()> {
    let told = match count {
        0 => "No match".to_owned(),
        1 => "1 match".to_owned(),
        count => format!("{count} matches"),
    };
    page.until(&told, &format!("q('find-count').textContent === '{told}'")).await?;
    Ok(())
}

/// The value of the option of a list that says this.
async fn option(page: &Page, list: &str, group: &str, label: &str) -> Result<String> {
    let script = "const option = [...q(args[0]).options].find((option) => option.text === args[2] && (option.parentNode.label ?? '').includes(args[1]));
        return option.value;";
    let value = page.js(script, vec![list.into(), group.into(), label.into()]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

pub(super) async fn matches_are_walked_and_recoded_in_one_step(page: &mut Page) -> Result<()> {
    some_events(page, "Find").await?;
    page.press("Control+f").await?;
    page.until("the field", "document.activeElement === q('find-text')").await?;
    let positive = option(page, "find-code", "Child · Affect", "Positive").await?;
    page.choose("find-code", "", &positive).await?;
    found(page, 2).await?;
    page.element("find-chip").await?;
    page.blur().await?;
    page.press("Home").await?;
    page.press("F3").await?;
    page.until("the first match", "q('inspector-onset')?.value === '0:00:02.000' && settled()").await?;
    page.press("F3").await?;
    page.until("the second match", "q('inspector-onset')?.value === '0:00:06.000' && settled()").await?;
    page.press("F3").await?;
    page.until("the first again", "q('inspector-onset')?.value === '0:00:02.000' && settled()").await?;
    page.press("Shift+F3").await?;
    page.until("the second again", "q('inspector-onset')?.value === '0:00:06.000' && settled()").await?;

    page.click("find-recode").await?;
    let negative = option(page, "recode-code", "Child · Affect", "Negative").await?;
    page.choose("recode-code", "", &negative).await?;
    page.until("the preview", "q('batch-preview').textContent.includes('2 events would change')").await?;
    page.click("batch-confirm").await?;
    found(page, 0).await?;
    page.click("tab-events").await?;
    page.until(
        "the new codes",
        "qa('event-row').filter((row) => row.offsetParent && row.dataset.code === 'Negative').length === 2",
    )
    .await?;
    page.blur().await?;
    page.press("Control+z").await?;
    page.until(
        "one step back",
        "qa('event-row').filter((row) => row.offsetParent && row.dataset.code === 'Positive').length === 2",
    )
    .await?;
    Ok(())
}

pub(super) async fn comments_lengths_and_neighbors_are_looked_for(page: &mut Page) -> Result<()> {
    some_events(page, "Conditions").await?;
    page.click_at(page.timeline_point(5000.0, "child", "Affect").await?).await?;
    page.fill_in("inspector-comment", "Repair 2").await?;
    page.blur().await?;
    page.click("tab-find").await?;
    page.fill_in("find-text", "repair").await?;
    found(page, 1).await?;
    page.fill_in("find-text", "^rep.*\\d$").await?;
    found(page, 0).await?;
    page.click("find-pattern").await?;
    found(page, 1).await?;
    page.fill_in("find-text", "(").await?;
    page.until("what is wrong", "q('find-count').textContent.startsWith('Not a regular expression')").await?;
    page.click("find-clear").await?;
    page.fill_in("find-shortest", "2.5").await?;
    found(page, 0).await?;
    page.fill_in("find-shortest", "1,5").await?;
    found(page, 3).await?;
    page.click("find-clear").await?;
    page.choose("find-tie", "", "after-offset").await?;
    let neutral = option(page, "find-others", "Child · Affect", "Neutral").await?;
    page.choose("find-others", "", &neutral).await?;
    found(page, 1).await?;
    page.click("find-select").await?;
    page.until("the match", "q('inspector-onset')?.value === '0:00:06.000'").await?;
    page.click("find-delete").await?;
    page.until("the preview", "q('batch-preview').textContent.includes('1 event would be deleted')").await?;
    page.click("batch-confirm").await?;
    found(page, 0).await?;
    ensure!(page.text("event-count").await? == "2");
    Ok(())
}

pub(super) async fn events_during_others_are_found(page: &mut Page) -> Result<()> {
    some_events(page, "A during B").await?;
    // The parent looks from 4.4 s to 5.2 s, within the child's Neutral, and from 5.6 s to 6.4 s, over its end.
    for (frame, key) in [(110, "u"), (130, "u"), (140, "u"), (160, "u")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(5).await?;
    page.press("Control+f").await?;
    let gaze = option(page, "find-code", "Parent · Gaze", "Child's face").await?;
    page.choose("find-code", "", &gaze).await?;
    found(page, 2).await?;
    for (tie, count) in [("during", 1), ("not-during", 1), ("overlaps", 2), ("not-overlaps", 0)] {
        page.choose("find-tie", "", tie).await?;
        let neutral = option(page, "find-others", "Child · Affect", "Neutral").await?;
        page.choose("find-others", "", &neutral).await?;
        found(page, count).await?;
    }
    page.choose("find-tie", "", "during").await?;
    found(page, 1).await?;
    page.blur().await?;
    page.press("F3").await?;
    page.until("the one within", "q('inspector-onset')?.value === '0:00:04.400' && settled(110)").await?;
    page.choose("find-tie", "", "not-during").await?;
    page.blur().await?;
    page.press("F3").await?;
    page.until("the one over its end", "q('inspector-onset')?.value === '0:00:05.600' && settled(140)").await?;
    Ok(())
}
