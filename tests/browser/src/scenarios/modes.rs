//! Hold mode, and states that nobody ends.

use super::steps::{go_to_frame, project_with_clip, row};
use crate::page::Page;
use anyhow::{Context, Result, ensure};

pub(super) async fn a_held_key_marks_a_state(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Hold").await?;
    // Parent vocalization is coded by holding, unless the coder chooses otherwise.
    go_to_frame(page, 25).await?;
    page.key_down("n").await?;
    go_to_frame(page, 50).await?;
    page.key_up("n").await?;
    let rows = page.rows_when(1).await?;
    ensure!((rows[0].onset, rows[0].offset, &*rows[0].channel) == (1000, Some(2000), "Vocalization"), "{rows:?}");
    // And a toggled channel can be held.
    page.choose("entry-mode", "[data-role='child'][data-channel='Affect']", "hold").await?;
    page.blur().await?;
    page.key_down("d").await?;
    go_to_frame(page, 75).await?;
    page.key_up("d").await?;
    let rows = page.rows_when(2).await?;
    ensure!(rows[1] == row(2000, 3000, "child", "Affect", "Negative"), "{rows:?}");
    Ok(())
}

pub(super) async fn open_states_end_with_the_clip(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Open at the end").await?;
    go_to_frame(page, 225).await?;
    page.press("a").await?;
    page.rows_when(1).await?;
    page.press("Space").await?;
    page.until("the state to end", "q('event-row').dataset.open === 'false'").await?;
    let rows = page.rows().await?;
    let offset = rows[0].offset.context("open")?;
    // The sound may outlast the pictures by a few milliseconds.
    ensure!(rows[0].onset == 9000 && (9950..=10_100).contains(&offset), "{rows:?}");
    page.saved().await?;
    let file: serde_json::Value = serde_json::from_str(&page.download("download-project").await?.text)?;
    ensure!(flagged(&file), "the file does not say that the state was cut off");
    Ok(())
}

/// Whether something in the file is flagged as cut off.
fn flagged(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(fields) => {
            fields.iter().any(|(name, value)| (name == "cut_off" && value == true) || flagged(value))
        }
        serde_json::Value::Array(items) => items.iter().any(flagged),
        _ => false,
    }
}
