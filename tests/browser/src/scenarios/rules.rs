//! Rules of a channel that are checked: the shortest state, and stops that do not end one.

use super::steps::{go_to_frame, pick_clip, playable, project_by};
use crate::clips::Clip;
use crate::page::Page;
use anyhow::{Result, ensure};
use attune::color::BRIGHT;
use attune::model::{Channel, ChannelId, ChannelKind, ChannelRules, Code, CodeId, Key, Role};
use attune::time::Millis;
use serde_json::json;

pub(super) async fn short_states_and_short_stops_are_shown_and_mended(page: &mut Page) -> Result<()> {
    let code = Code { key: Some(Key("q".into())), ..Code::new(CodeId(2), "Attends", BRIGHT[0]) };
    let rules = ChannelRules { shortest: Some(Millis(1000)), bridge: Some(Millis(2000)), ..ChannelRules::default() };
    let channel = Channel {
        codes: vec![Code { definition: "Looks at the toy.".into(), ..code }],
        rules,
        ..Channel::new(ChannelId(1), Role::Child, "Attention", ChannelKind::State { exclusive: true })
    };
    project_by(page, "Two seconds", vec![channel]).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await?;
    // 0 to 2 s, 3 to 5 s after a stop of a second, and 8.0 to 8.4 s.
    for frame in [0, 50, 75, 125, 200, 210] {
        go_to_frame(page, frame).await?;
        page.press("q").await?;
    }
    page.rows_when(3).await?;
    page.click("tab-passes").await?;
    page.until("one stop", "q('too-close')?.textContent.startsWith('1 ')").await?;
    page.until("one short state", "q('too-short')?.textContent.startsWith('1 ')").await?;
    page.click("too-short").await?;
    page.until("the short state", "settled(200)").await?;
    page.click("too-close").await?;
    page.until("the stop", "settled(50)").await?;
    // Both sides of the stop are selected: one key joins what the rule says is one.
    page.blur().await?;
    page.press("Control+j").await?;
    page.until("no stop", "!q('too-close')").await?;
    let rows = page.rows().await?;
    ensure!(rows.len() == 2 && (rows[0].onset, rows[0].offset) == (0, Some(5000)), "{rows:?}");
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("one step back", "q('too-close')?.textContent.startsWith('1 ')").await?;
    ensure!(page.js("return q('too-short') !== null;", vec![]).await? == json!(true));
    Ok(())
}
