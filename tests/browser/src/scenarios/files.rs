//! Files that leave the page and come back.

use super::steps::{code_a_little, go_to_frame, new_project, pick_clip, playable, project_with_clip};
use crate::clips::Clip;
use crate::page::{Page, Row};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub(super) async fn a_project_travels_to_another_browser(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Travels").await?;
    let rows = code_a_little(page).await?;
    let file = page.download("download-project").await?;
    ensure!(file.path.to_string_lossy().ends_with(".attune.json"), "it is named {}", file.path.display());

    let other = page.another().await?;
    other.open("#/").await?;
    other.upload("input-open-file", &file.path).await?;
    ensure!(other.rows_when(rows.len()).await? == rows);
    ensure!(other.text("project-name").await? == "Travels");
    let again = other.download("download-project").await?;
    ensure!(again.text == file.text, "{} differs from {}", again.path.display(), file.path.display());
    other.close().await
}

/// Onset and frame of each row of the table.
async fn counted_frames(page: &Page) -> Result<Vec<(String, String)>> {
    let download = page.download("download-csv").await?;
    // MiniBrowser writes the next one of this name over it, which would not be told from none.
    std::fs::remove_file(&download.path)?;
    let cells = download.text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    Ok(cells.map(|cells| (cells[7].clone(), cells[10].clone())).collect())
}

pub(super) async fn csv_counts_uneven_frames_by_the_file(page: &mut Page) -> Result<()> {
    new_project(page, "Uneven").await?;
    let clip = playable(page, Clip::H264Uneven, Clip::Vp9Uneven).await?;
    pick_clip(page, clip).await?;
    for frame in [7, 60] {
        go_to_frame(page, frame).await?;
        page.press("1").await?;
    }
    page.saved().await?;
    // Frame n begins at 40 n + 40 (n / 3) + 80 (n / 5) ms; 25 a second would make 440 ms frame 11.
    let known = [("440".to_owned(), "7".to_owned()), ("4160".to_owned(), "60".to_owned())];
    let counted = counted_frames(page).await?;
    ensure!(counted == known, "{counted:?}");
    // Without the video nobody knows which frame it is, and the page says so.
    page.reload().await?;
    page.rows_when(2).await?;
    let counted = counted_frames(page).await?;
    let unknown = known.clone().map(|(onset, _)| (onset, String::new()));
    ensure!(counted == unknown, "{counted:?}");
    page.until("what the file lacks", "document.body.textContent.includes('uneven frames')").await?;
    pick_clip(page, clip).await?;
    let counted = counted_frames(page).await?;
    ensure!(counted == known, "{counted:?}");
    Ok(())
}

pub(super) async fn csv_has_a_row_for_each_event(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Table").await?;
    let rows = code_a_little(page).await?;
    let text = page.download("download-csv").await?.text;
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().context("no header")?.split(',').collect();
    let columns = [
        "session",
        "coder",
        "subject",
        "role",
        "channel",
        "code",
        "kind",
        "onset_ms",
        "offset_ms",
        "duration_ms",
        "frame_onset",
        "modifiers",
        "comment",
    ];
    ensure!(header == columns, "{header:?}");
    let cells: Vec<Vec<&str>> =
        lines.map(|line| line.split(',').map(|cell| cell.trim_matches('"')).collect()).collect();
    let mut read = Vec::new();
    for cells in &cells {
        let number = |column: usize| -> Result<i64> { Ok(cells.get(column).context("a short row")?.parse()?) };
        let (onset, offset) = (number(7)?, number(8)?);
        ensure!(cells[1] == "Robin" && number(9)? == offset - onset && number(10)? == onset / 40, "{cells:?}");
        read.push(Row {
            onset,
            offset: Some(offset),
            role: cells[3].to_lowercase(),
            channel: cells[4].into(),
            code: cells[5].into(),
        });
    }
    read.sort();
    ensure!(read == rows, "{read:?}");
    Ok(())
}

pub(super) async fn webvtt_has_a_cue_for_each_event(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Cues").await?;
    let rows = code_a_little(page).await?;
    let text = page.download("download-vtt").await?.text;
    ensure!(text.starts_with("WEBVTT"), "it begins with {:?}", text.get(..20));
    let cues = text.lines().filter(|line| line.contains("-->")).count();
    ensure!(cues == rows.len(), "{cues} cues for {} events", rows.len());
    ensure!(rows.iter().all(|row| text.contains(&row.code)), "{text}");
    Ok(())
}

pub(super) async fn bad_project_files_change_nothing(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Good").await?;
    page.press("1").await?;
    page.press("2").await?;
    let rows = page.rows_when(2).await?;
    page.saved().await?;
    let good = page.download("download-project").await?.text;
    let route = format!("#{}", page.client().current_url().await?.fragment().context("an address")?);
    let folder = page.config.scratch.join("bad");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in bad_files(&good)? {
        let path = folder.join(name);
        std::fs::write(&path, text)?;
        page.open("#/").await?;
        let projects = page.until("the list", "qa('project-row').length").await?;
        page.upload("input-open-file", &path).await?;
        page.until_with(
            &format!("a message about {name}"),
            "q('notice')?.textContent.includes(args[0])",
            vec![json!(name)],
        )
        .await?;
        ensure!(page.js("return qa('project-row').length;", vec![]).await? == projects, "{name} became a project");
        page.open(&route).await?;
        ensure!(page.rows_when(2).await? == rows, "{name} changed the open project");
    }
    Ok(())
}

/// Variations of a good project file that no reader may take.
fn bad_files(good: &str) -> Result<Vec<(&'static str, String)>> {
    let parsed: Value = serde_json::from_str(good)?;
    let newer = changed(&parsed, &|name, value| (name == "version" && value.is_number()).then(|| json!(999_999)));
    let hostile = changed(&parsed, &|_, value| match value {
        Value::Number(_) => Some(json!(-1e300)),
        _ => None,
    });
    let deep = "[".repeat(200_000);
    ensure!(newer != parsed, "the file has no version");
    Ok(vec![
        ("empty.attune.json", String::new()),
        ("truncated.attune.json", good.get(..good.len() / 2).context("not in ASCII")?.to_owned()),
        ("prose.attune.json", "Dear coder,\nthis is no project.\n".into()),
        ("other.attune.json", json!({ "type": "FeatureCollection", "features": [] }).to_string()),
        ("newer.attune.json", newer.to_string()),
        ("hostile.attune.json", hostile.to_string()),
        ("deep.attune.json", deep),
    ])
}

/// A copy in which some values are replaced.
fn changed(value: &Value, replace: &dyn Fn(&str, &Value) -> Option<Value>) -> Value {
    let field = |name: &str, value: &Value| replace(name, value).unwrap_or_else(|| changed(value, replace));
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), field(name, value))).collect(),
        Value::Array(items) => items.iter().map(|item| field("", item)).collect(),
        other => other.clone(),
    }
}
