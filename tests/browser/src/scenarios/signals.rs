//! Signals beside the video: from a table and from an EDF+ recording, aligned, undone, and found again after a reload.

use super::steps::{go_to_frame, project_with_clip};
use crate::page::Page;
use anyhow::{Result, ensure};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;

/// Ten seconds of heart rate at 4 Hz, as a German spreadsheet writes it, with a trigger from 2 s to 2.5 s and a second without values from
/// 5 s on.
fn table(page: &Page) -> Result<PathBuf> {
    let mut text = String::from("Zeit;HR (bpm);Trigger\r\n");
    for row in 0..40 {
        let seconds = format!("{:.2}", f64::from(row) / 4.0).replace('.', ",");
        let value = if (20..24).contains(&row) { String::from("NA") } else { format!("{},5", 60 + row) };
        writeln!(text, "{seconds};{value};{}\r", if (8..10).contains(&row) { 7 } else { 0 })?;
    }
    let file = page.config.scratch.join("hr.csv");
    std::fs::write(&file, text)?;
    Ok(file)
}

/// Ten records of a second with skin conductance at 8 Hz, rising by 0.01 µS a sample, and an annotation at 3.5 s.
fn recording(page: &Page) -> Result<PathBuf> {
    let field = |text: &str, width: usize| format!("{text:width$}");
    let mut bytes = [field("0", 8), field("X X X X", 80), field("Startdate 24-NOV-2026 X X X", 80)].concat();
    bytes += "24.11.2610.00.00";
    bytes += &[field("768", 8), field("EDF+C", 44), field("10", 8), field("1", 8), field("2", 4)].concat();
    let columns = [
        (16, ["EDA", "EDF Annotations"]),
        (80, ["", ""]),
        (8, ["uS", ""]),
        (8, ["0", "-1"]),
        (8, ["100", "1"]),
        (8, ["0", "-32768"]),
        (8, ["10000", "32767"]),
        (80, ["", ""]),
        (8, ["8", "20"]),
        (32, ["", ""]),
    ];
    for (width, texts) in columns {
        bytes += &texts.map(|text| field(text, width)).concat();
    }
    let mut bytes = bytes.into_bytes();
    for record in 0..10_i16 {
        bytes.extend((0..8).flat_map(|sample| (record * 8 + sample).to_le_bytes()));
        let mut text = format!("+{record}\u{14}\u{14}\0");
        if record == 3 {
            text += "+3.5\u{14}Still face\u{14}\0";
        }
        let mut text = text.into_bytes();
        text.resize(40, 0);
        bytes.extend(text);
    }
    let file = page.config.scratch.join("eda.edf");
    std::fs::write(&file, bytes)?;
    Ok(file)
}

async fn value_is(page: &Page, value: &str) -> Result<()> {
    page.until_with(&format!("the value {value}"), "q('signal-value')?.textContent === args[0]", vec![json!(value)])
        .await?;
    Ok(())
}

pub(super) async fn a_table_is_added_aligned_undone_and_found_again(page: &mut Page) -> Result<()> {
    let file = table(page)?;
    project_with_clip(page, "Physiology").await?;
    page.click("tab-session").await?;
    page.upload("input-signal", &file).await?;
    // How the table is written was seen by itself: the column and its unit are there, and the first rows.
    page.until("the dialog", "q('signal-column')?.value === 'HR (bpm)' && q('signal-new-unit').value === 'bpm'")
        .await?;
    page.until("the first rows", "q('signal-rows').rows.length === 6 && q('signal-decimal').value === ','").await?;
    page.until("a first look", "q('signal-preview')?.querySelector('path').getAttribute('d').startsWith('M')").await?;
    page.choose("signal-new-partner", "", "child").await?;
    page.choose("signal-marker-column", "", "Trigger").await?;
    page.click("signal-create").await?;
    page.until("the dialog to close", "!q('signal-panel')").await?;
    page.until("a lane of the child", "q('signal-label')?.dataset.role === 'child'").await?;
    value_is(page, "60.5").await?;
    page.blur().await?;
    go_to_frame(page, 50).await?;
    value_is(page, "68.5").await?;
    // The trigger at 2 s is put at frame 25, which is 1 s.
    go_to_frame(page, 25).await?;
    page.choose("signal-marker", "", "0:02.000").await?;
    page.click("signal-align").await?;
    page.until("the offset", "q('signal-offset').value === '-0:01.000'").await?;
    value_is(page, "68.5").await?;
    page.click("signal-later").await?;
    page.until("the nudge", "q('signal-offset').value === '-0:00.980'").await?;
    page.blur().await?;
    page.press("Control+z").await?;
    page.press("Control+z").await?;
    page.until("the offset undone", "q('signal-offset').value === '0:00.000'").await?;
    value_is(page, "64.5").await?;
    // Where nothing was measured there is no value.
    go_to_frame(page, 140).await?;
    value_is(page, "–").await?;
    page.fill_in("signal-offset", "-2.5").await?;
    page.press("Tab").await?;
    page.until("the typed offset", "q('signal-offset').value === '-0:02.500'").await?;
    page.saved().await?;

    page.reload().await?;
    page.click("tab-session").await?;
    page.until("the file to be asked for", "q('signal-missing')?.textContent.includes('hr.csv')").await?;
    page.upload("input-signal-file", &file).await?;
    page.until("no dialog for a known file", "!q('signal-missing') && !q('signal-panel')").await?;
    value_is(page, "70.5").await?;
    page.click("signal-remove").await?;
    page.until("the lane to go", "!q('signal-label')").await?;
    page.blur().await?;
    page.press("Control+z").await?;
    value_is(page, "70.5").await?;
    Ok(())
}

pub(super) async fn an_edf_recording_is_aligned_by_its_annotation(page: &mut Page) -> Result<()> {
    let file = recording(page)?;
    project_with_clip(page, "Conductance").await?;
    page.click("tab-session").await?;
    page.upload("input-signal", &file).await?;
    page.until("the dialog", "q('signal-column')?.value === 'EDA' && q('signal-new-unit').value === 'uS'").await?;
    ensure!(!page.is_present("signal-rows").await?, "a recording has no rows");
    page.fill_in("signal-new-name", "Skin conductance").await?;
    page.click("signal-create").await?;
    page.until("its lane", "q('signal-label')?.textContent.includes('Skin conductance')").await?;
    value_is(page, "0").await?;
    page.blur().await?;
    go_to_frame(page, 100).await?;
    value_is(page, "0.32").await?;
    page.until("the annotation", "q('signal-marker')?.textContent.includes('Still face')").await?;
    page.choose("signal-marker", "", "0:03.500").await?;
    page.click("signal-align").await?;
    page.until("the offset", "q('signal-offset').value === '0:00.500'").await?;
    value_is(page, "0.28").await?;
    page.blur().await?;
    page.press("Control+z").await?;
    value_is(page, "0.32").await?;
    page.press("Control+Shift+z").await?;
    value_is(page, "0.28").await?;
    page.saved().await?;
    page.reload().await?;
    page.click("tab-session").await?;
    page.until("the file to be asked for", "q('signal-missing')?.textContent.includes('eda.edf')").await?;
    page.upload("input-signal-file", &file).await?;
    page.until("the curve", "q('signal-state')?.textContent.startsWith('eda.edf, from 0:00')").await?;
    Ok(())
}

pub(super) async fn a_dropped_table_without_numbers_says_what_to_do(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Dropped").await?;
    page.drop_file("notes.csv", "time,note\n0,calm\n1,fussy\n").await?;
    page.until("the dialog", "q('signal-panel')").await?;
    page.until("the reason", "q('signal-problem')?.textContent.includes('holds no numbers')").await?;
    ensure!(page.js("return q('signal-create').disabled;", vec![]).await? == json!(true));
    page.press("Escape").await?;
    page.until("no dialog", "!q('signal-panel')").await?;
    page.drop_file("empty.csv", "").await?;
    page.until("what is wrong", "q('notice')?.textContent.includes('empty.csv is empty')").await?;
    Ok(())
}
