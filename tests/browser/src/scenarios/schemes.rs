//! Coding schemes: chosen from the gallery, carried as files, read as a codebook.

use super::steps::{go_to_frame, pick_clip, playable};
use crate::clips::Clip;
use crate::page::{Page, Row};
use anyhow::{Result, ensure};
use attune::schemes;
use serde_json::{Value, json};

/// A scheme whose keys mean other things than those of the scheme that is offered first.
const OTHER: &str = "Monadic phases";

/// Opens the form of a new project and fills it in but for the scheme.
async fn begin_project(page: &Page, name: &str) -> Result<()> {
    page.open("#/").await?;
    page.click("new-project").await?;
    page.fill_in("new-name", name).await?;
    page.fill_in("new-coder", "Robin").await
}

async fn choose(page: &Page, scheme: &str) -> Result<()> {
    page.click_where("scheme-option", &format!("[data-name='{scheme}']")).await?;
    let shown = "q('scheme-preview')?.querySelector('h3').textContent === args[0]";
    page.until_with("its preview", shown, vec![json!(scheme)]).await?;
    Ok(())
}

async fn create(page: &Page) -> Result<()> {
    page.click("new-create").await?;
    page.element("event-list").await?;
    Ok(())
}

pub(super) async fn another_scheme_is_chosen_and_coded_with(page: &mut Page) -> Result<()> {
    begin_project(page, "Phases").await?;
    let offered = page.js("return qa('scheme-option').map((option) => option.dataset.name);", vec![]).await?;
    let mut names: Vec<String> = schemes::all().into_iter().map(|scheme| scheme.name).collect();
    names.push("From nothing".into());
    ensure!(offered == json!(names), "{offered}");
    choose(page, OTHER).await?;
    let codes = page.js("return qa('scheme-code').length;", vec![]).await?;
    ensure!(codes == json!(13), "the preview shows {codes} codes");
    create(page).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await?;
    for (frame, key) in [(0, "q"), (10, "s"), (20, "s"), (20, "u"), (30, "u")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let event = |onset, offset, role: &str, code: &str| Row {
        onset,
        offset: Some(offset),
        role: role.into(),
        channel: "Phase".into(),
        code: code.into(),
    };
    let rows = page.rows_when(3).await?;
    let mut expect = vec![
        event(0, 400, "child", "Protest"),
        event(400, 800, "child", "Social play"),
        event(800, 1200, "parent", "Anger or poke"),
    ];
    expect.sort();
    ensure!(rows == expect, "{rows:?}");
    Ok(())
}

pub(super) async fn arrow_keys_go_through_the_gallery(page: &mut Page) -> Result<()> {
    begin_project(page, "Arrows").await?;
    let names: Vec<String> = schemes::all().into_iter().map(|scheme| scheme.name).collect();
    choose(page, &names[1]).await?;
    page.press("ArrowDown").await?;
    let shown = "q('scheme-preview').querySelector('h3').textContent === args[0]";
    page.until_with("the next scheme", shown, vec![json!(names[2])]).await?;
    Ok(())
}

pub(super) async fn a_scheme_travels_as_a_file(page: &mut Page) -> Result<()> {
    begin_project(page, "From here").await?;
    choose(page, OTHER).await?;
    create(page).await?;
    let file = page.download("download-scheme").await?;
    ensure!(file.path.to_string_lossy().ends_with(".attune-scheme.json"), "it is named {}", file.path.display());
    // Under another name, so that it is not taken for the one that ships.
    let mut parsed: Value = serde_json::from_str(&file.text)?;
    parsed["scheme"]["name"] = json!("Our phases");
    let renamed = page.config.scratch.join("ours.attune-scheme.json");
    std::fs::write(&renamed, parsed.to_string())?;
    let bad = page.config.scratch.join("bad.attune-scheme.json");
    std::fs::write(&bad, "{\"format\": \"attune-project\"}")?;

    begin_project(page, "To there").await?;
    page.upload("input-scheme-file", &bad).await?;
    let refused = "q('new-panel').querySelector('[role=alert]').textContent.includes('bad.attune-scheme.json')";
    page.until("the reason", refused).await?;
    page.upload("input-scheme-file", &renamed).await?;
    let shown = "q('scheme-preview').querySelector('h3').textContent === 'Our phases' && qa('scheme-code').length";
    let codes = page.until("the scheme from the file", shown).await?;
    ensure!(codes == json!(13), "{codes}");
    let told = page.js("return q('new-panel').querySelector('[role=alert]').textContent;", vec![]).await?;
    ensure!(told == json!(""), "still told: {told}");
    create(page).await?;
    let again = page.download("download-scheme").await?;
    ensure!(again.text.contains("\"Our phases\""), "{}", again.text);
    Ok(())
}

pub(super) async fn the_codebook_lists_every_code(page: &mut Page) -> Result<()> {
    begin_project(page, "Book").await?;
    let name = "Sensory signals in passes";
    choose(page, name).await?;
    create(page).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await?;
    page.saved().await?;
    page.click("download").await?;
    page.click("open-codebook").await?;
    page.element("codebook").await?;
    let listed = page.js("return qa('scheme-code').map((row) => row.querySelector('span').textContent);", vec![]);
    let listed: Vec<String> = serde_json::from_value(listed.await?)?;
    let scheme = schemes::by_name(name).unwrap_or_else(schemes::dyadic_micro);
    let mut expect: Vec<String> =
        scheme.channels.iter().flat_map(|channel| &channel.codes).map(|code| code.label.clone()).collect();
    let mut sorted = listed.clone();
    sorted.sort();
    expect.sort();
    ensure!(sorted == expect, "{listed:?}");
    let text = page.text("codebook").await?;
    for channel in &scheme.channels {
        ensure!(text.contains(&channel.definition), "{} is not defined", channel.name);
        ensure!(
            channel.codes.iter().all(|code| text.contains(&code.definition)),
            "{} has no definitions",
            channel.name
        );
    }
    ensure!(text.contains(&scheme.source), "it names no source");
    // Keys do not code beneath it, and on leaving it the video is still there.
    page.press("m").await?;
    page.press("Escape").await?;
    page.until("the coding page with its video", "!q('codebook') && q('video').videoWidth > 0").await?;
    ensure!(page.rows().await?.is_empty(), "a key coded beneath the codebook");

    let address = page.client().current_url().await?;
    let link = format!("#{}", address.fragment().unwrap_or_default().replace("/code/", "/codebook/"));
    page.open(&link).await?;
    page.until("the codebook by its address", "qa('scheme-code').length > 0").await?;
    Ok(())
}
