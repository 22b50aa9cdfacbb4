//! Continuous rating: recorded while the video plays, by keys, pointer and stick.

use super::steps::{go_to_frame, pick_clip, playable, project_by};
use crate::clips::Clip;
use crate::engine::Engine;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use attune::decimal::Decimal;
use attune::model::{Anchor, Channel, ChannelId, ChannelKind, RatingScale, Role};
use attune::time::Millis;
use serde_json::{Value, json};

/// A project with one rating from -4 to 4, every 50 ms, and its clip.
async fn begin(page: &Page, name: &str) -> Result<()> {
    let whole = Decimal::whole;
    let scale = RatingScale { min: whole(-4), max: whole(4), neutral: Some(whole(0)), period: Millis(50) };
    let anchor = |value, label: &str| Anchor { value: whole(value), label: label.into(), text: String::new() };
    let anchors = vec![anchor(-4, "Negative"), anchor(0, "Neutral"), anchor(4, "Positive")];
    let channel = Channel {
        anchors,
        definition: "How the child feels, as shown.".into(),
        ..Channel::new(ChannelId(1), Role::Child, "Affect", ChannelKind::Rating(scale))
    };
    project_by(page, name, vec![channel]).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await
}

/// The stretches in the project file: onset in milliseconds, and values.
async fn stretches(page: &Page) -> Result<Vec<(i64, Vec<f64>)>> {
    page.saved().await?;
    let download = page.download("download-project").await?;
    // MiniBrowser writes the next one of this name over it, which would not be told from none.
    std::fs::remove_file(&download.path)?;
    let file: Value = serde_json::from_str(&download.text)?;
    page.blur().await?;
    let samples = find(&file, "samples").cloned().unwrap_or_else(|| json!([]));
    let read = |stretch: &Value| {
        let values = serde_json::from_value(stretch["values"].clone())?;
        Ok((stretch["onset_ms"].as_i64().context("an onset")?, values))
    };
    samples.as_array().context("a list")?.iter().map(read).collect()
}

/// The first value of a name, wherever it is.
fn find<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(map) => map.get(name).or_else(|| map.values().find_map(|value| find(value, name))),
        Value::Array(list) => list.iter().find_map(|value| find(value, name)),
        _ => None,
    }
}

async fn state(page: &Page, state: &str) -> Result<()> {
    page.until_with(state, "q('rating-state').dataset.state === args[0]", vec![json!(state)]).await?;
    Ok(())
}

async fn played_to(page: &Page, seconds: f64) -> Result<()> {
    page.until_with(&format!("{seconds} s"), "q('video').currentTime >= args[0]", vec![json!(seconds)]).await?;
    Ok(())
}

async fn value(page: &Page, value: &str) -> Result<()> {
    page.until_with(&format!("the value {value}"), "q('rating-value').textContent === args[0]", vec![json!(value)])
        .await?;
    Ok(())
}

async fn pause(page: &Page) -> Result<()> {
    page.press("Space").await?;
    page.until("a pause", "q('play').ariaPressed === 'false' && settled()").await?;
    Ok(())
}

/// Whether the first lane shows something in the color of the child's curves.
const CURVE: &str = "(() => {
    const canvas = q('timeline-lanes'), box = canvas.getBoundingClientRect(), density = canvas.width / box.width;
    const label = q('lane-label').getBoundingClientRect();
    const one = document.createElement('canvas').getContext('2d');
    one.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--child');
    one.fillRect(0, 0, 1, 1);
    const child = one.getImageData(0, 0, 1, 1).data;
    const top = Math.round((label.top - box.top) * density), height = Math.round(label.height * density);
    const data = canvas.getContext('2d').getImageData(0, top, canvas.width, height).data;
    for (let at = 0; at < data.length; at += 4) {
      if ([0, 1, 2].every((part) => Math.abs(data[at + part] - child[part]) < 24)) return true;
    }
    return false;
  })()";

pub(super) async fn keys_and_pointer_record_a_curve(page: &mut Page) -> Result<()> {
    begin(page, "Curve").await?;
    page.press("Shift+Space").await?;
    state(page, "armed").await?;
    page.press("Space").await?;
    state(page, "recording").await?;
    played_to(page, 0.6).await?;
    page.press("ArrowUp").await?;
    value(page, "0.5").await?;
    played_to(page, 1.2).await?;
    page.press("8").await?;
    value(page, "3").await?;
    played_to(page, 1.8).await?;
    // A quarter from the top of the pad is 2.
    let script = "const box = q('rating-pad').firstElementChild.getBoundingClientRect();
        return [box.left + 2, box.top + box.height / 4, box.top + box.height];";
    let points = page.js(script, vec![]).await?;
    let number = |nth: usize| points[nth].as_f64().context("a number");
    page.drag((number(0)?, number(2)?), (number(0)?, number(1)?)).await?;
    let near = "Math.abs(Number(q('rating-value').textContent) - 2) < 0.1";
    page.until("the value under the pointer", near).await?;
    played_to(page, 3.0).await?;
    pause(page).await?;
    state(page, "armed").await?;
    let stretches = stretches(page).await?;
    let [(onset, values)] = &stretches[..] else { anyhow::bail!("{stretches:?}") };
    ensure!(*onset <= 100 && values.len() >= 58, "{stretches:?}");
    let held = |from: usize, to: usize, value: f64| values[from..to].iter().all(|held| (held - value).abs() < 1e-9);
    ensure!(held(0, 10, 0.0), "{values:?}");
    let mut changes: Vec<f64> = values.clone();
    changes.dedup();
    ensure!(changes.starts_with(&[0.0, 0.5, 3.0]), "{changes:?}");
    ensure!(changes.last().is_some_and(|last| (last - 2.0).abs() < 0.1), "{changes:?}");
    ensure!(changes[3..].contains(&-4.0) || changes.len() > 4, "the pointer's way is not in it: {changes:?}");
    page.until("a curve of the child's color in the lane", CURVE).await?;
    Ok(())
}

pub(super) async fn a_stretch_is_recorded_anew_erased_and_taken_back(page: &mut Page) -> Result<()> {
    begin(page, "Punch").await?;
    page.press("Shift+Space").await?;
    page.press("Space").await?;
    played_to(page, 3.2).await?;
    pause(page).await?;
    let first = stretches(page).await?;
    ensure!(first.len() == 1 && first[0].1.iter().all(|value| *value == 0.0), "{first:?}");
    let count = first[0].1.len();
    // Punch in at 1 s, out a second later, at four times the speed and with another value.
    go_to_frame(page, 25).await?;
    page.press("9").await?;
    page.choose("rate", "", "4").await?;
    page.blur().await?;
    page.press("Space").await?;
    played_to(page, 2.0).await?;
    pause(page).await?;
    let second = stretches(page).await?;
    ensure!(second.len() == 1 && second[0].1.len() >= count, "a gap: {second:?}");
    let values = &second[0].1;
    let (from, to) = ((1000 - second[0].0) / 50, (2000 - second[0].0) / 50);
    let span = |from: i64, to: i64| usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
    let held = |values: &[f64], value: f64| values.iter().all(|held| (held - value).abs() < 1e-9);
    ensure!(held(&values[span(0, from)], 0.0), "before it: {values:?}");
    ensure!(held(&values[span(from + 1, to - 1)], 4.0), "within it: {values:?}");
    // One step takes back the whole stretch.
    page.press("Control+z").await?;
    page.saved().await?;
    ensure!(stretches(page).await? == first);
    page.press("Control+z").await?;
    ensure!(stretches(page).await? == []);
    page.press("Control+Shift+z").await?;
    page.press("Control+Shift+z").await?;
    ensure!(stretches(page).await? == second);
    // Erasing from 0.5 s to 1 s leaves a gap.
    page.press("Shift+Space").await?;
    state(page, "off").await?;
    go_to_frame(page, 25).await?;
    page.click("rating-erase").await?;
    go_to_frame(page, 50).await?;
    page.click("rating-erase").await?;
    let left = stretches(page).await?;
    ensure!(left.len() == 2 && left[1].0 == 2000, "{left:?}");
    ensure!(left[0].0 + 50 * i64::try_from(left[0].1.len())? == 1000, "{left:?}");
    Ok(())
}

pub(super) async fn a_stick_leads_the_value(page: &mut Page) -> Result<()> {
    begin(page, "Stick").await?;
    // WebDriver has no gamepads: the browser is given one that the script moves.
    let script =
        "window.stick = { axes: [0, 0], buttons: [], connected: true, id: 'test', index: 0, mapping: 'standard' };
        Object.defineProperty(navigator, 'getGamepads', { value: () => [null, window.stick], configurable: true });";
    page.js(script, vec![]).await?;
    page.press("Shift+Space").await?;
    page.until("the gamepad to be shown", "q('rating-stick')").await?;
    page.press("Space").await?;
    played_to(page, 0.5).await?;
    page.js("window.stick.axes = [0, -1];", vec![]).await?;
    value(page, "4").await?;
    played_to(page, 1.0).await?;
    page.js("window.stick.axes = [0, 0.54];", vec![]).await?;
    value(page, "-2").await?;
    played_to(page, 1.5).await?;
    page.js("window.stick.axes = [0, 0.02];", vec![]).await?;
    value(page, "0").await?;
    played_to(page, 2.0).await?;
    pause(page).await?;
    let stretches = stretches(page).await?;
    let mut values = stretches.first().context("nothing recorded")?.1.clone();
    values.dedup();
    ensure!(values == [0.0, 4.0, -2.0, 0.0], "{stretches:?}");
    Ok(())
}

pub(super) async fn a_killed_browser_keeps_what_was_rated(page: &mut Page) -> Result<()> {
    begin(page, "Crash while rating").await?;
    page.saved().await?;
    let address = page.client().current_url().await?;
    page.press("Shift+Space").await?;
    page.press("Space").await?;
    played_to(page, 5.0).await?;
    let at = page.js("return q('video').currentTime;", vec![]).await?.as_f64().context("a time")?;
    if page.engine() == Engine::WebKit {
        // MiniBrowser writes nothing to disk under WebDriver. A page that is loaded again in the midst of it loses no less.
        page.reload().await?;
    } else {
        let route = format!("#{}", address.fragment().context("the coding screen has an address")?);
        page.kill_and_restart().await?;
        page.open(&route).await?;
    }
    let stretches = stretches(page).await?;
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_wrap)] // a few seconds
    let kept = stretches.first().map_or(0.0, |(onset, values)| (*onset + 50 * values.len() as i64) as f64 / 1000.0);
    ensure!(at - kept < 2.0, "{kept} s of {at} s were kept");
    Ok(())
}
