//! Interval coding: the video stops at the end of each window and asks.

use super::steps::{pick_clip, playable, project_by, row};
use crate::clips::Clip;
use crate::page::Page;
use anyhow::{Result, ensure};
use attune::color::BRIGHT;
use attune::model::{Channel, ChannelId, ChannelKind, Code, CodeId, IntervalRule, Judgment, Key, Role};
use attune::time::Millis;
use serde_json::json;

fn channel(id: u32, about: Role, name: &str, rule: IntervalRule, codes: &[(&str, &str)]) -> Channel {
    let code = |(nth, (label, key)): (u32, &(&str, &str))| Code {
        key: (!key.is_empty()).then(|| Key((*key).to_owned())),
        definition: format!("What counts as “{label}” in this test."),
        ..Code::new(CodeId(id * 10 + nth), *label, BRIGHT[nth as usize])
    };
    Channel {
        codes: (1..).zip(codes).map(code).collect(),
        ..Channel::new(ChannelId(id), about, name, ChannelKind::Interval(rule))
    }
}

fn rule(length: i64, pause: i64, judgment: Judgment) -> IntervalRule {
    IntervalRule { length: Millis(length), pause: Millis(pause), judgment }
}

/// Waits for the question about a window, with the picture of its last frame.
async fn asked(page: &Page, place: &str, frame: u32) -> Result<()> {
    let asks = "q('window-card')?.dataset.state === 'asking' && q('window-place').textContent.startsWith(args[0])";
    page.until_with(&format!("the question about {place}"), asks, vec![json!(place)]).await?;
    page.until_with("the picture of its end", "settled(args[0])", vec![json!(frame)]).await?;
    Ok(())
}

async fn progress(page: &Page, text: &str) -> Result<()> {
    page.until_with(text, "q('intervals-progress').textContent === args[0]", vec![json!(text)]).await?;
    Ok(())
}

pub(super) async fn each_window_is_asked_about_and_answered_by_keys(page: &mut Page) -> Result<()> {
    let rule = rule(3000, 0, Judgment::OneZero);
    let channels = vec![
        channel(1, Role::Child, "Infant", rule, &[("Looks", "q"), ("Smiles", "w")]),
        channel(2, Role::Parent, "Parent", rule, &[("Talks", "u"), ("Holds", "i")]),
    ];
    project_by(page, "Windows", channels).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await?;
    progress(page, "0 of 4").await?;
    // A code's key answers a question; without one it says how to begin.
    page.press("q").await?;
    page.until("how to begin", "q('notice')?.textContent.includes('Judge windows')").await?;
    page.press("Shift+Enter").await?;
    asked(page, "Window 1 of 4", 74).await?;
    for key in ["q", "w", "w"] {
        page.press(key).await?;
    }
    let pressed = "qa('window-code').map((code) => [code.dataset.code, code.ariaPressed].join(' ')).join()";
    page.until("only what was pressed once", &format!("{pressed} === 'Looks true,Smiles false'")).await?;
    page.press("Enter").await?;
    page.until("the parent's question", "qa('window-code').some((code) => code.dataset.code === 'Talks')").await?;
    page.press("u").await?;
    page.press("Enter").await?;
    // The next window plays by itself; what occurs in it can be marked at once.
    let watching = "q('window-card')?.dataset.state === 'watching' && q('play').ariaPressed === 'true'";
    page.until("the second window to play", watching).await?;
    page.press("w").await?;
    asked(page, "Window 2 of 4", 149).await?;
    page.until("the mark made meanwhile", &format!("{pressed} === 'Looks false,Smiles true'")).await?;
    page.press("Enter").await?;
    page.until("the parent's question", "qa('window-code').some((code) => code.dataset.code === 'Talks')").await?;
    page.press("Backspace").await?;
    page.until("the child's question again", &format!("{pressed} === 'Looks false,Smiles true'")).await?;
    page.press("Enter").await?;
    page.until("the parent's question", "qa('window-code').some((code) => code.dataset.code === 'Talks')").await?;
    page.press("Enter").await?;
    page.until("the third window to play", watching).await?;
    progress(page, "2 of 4").await?;
    page.press("Escape").await?;
    page.until("the video to pause", "!q('window-card') && q('play').ariaPressed === 'false'").await?;
    let mut expect = vec![
        row(0, 3000, "child", "Infant", "Looks"),
        row(0, 3000, "parent", "Parent", "Talks"),
        row(3000, 6000, "child", "Infant", "Smiles"),
    ];
    expect.sort();
    ensure!(page.rows_when(3).await? == expect, "{:?}", page.rows().await?);
    // A window that holds nothing is judged all the same, also after a reload; and judging it was one step.
    page.saved().await?;
    page.reload().await?;
    progress(page, "2 of 4").await?;
    page.blur().await?;
    page.press("Control+z").await?;
    progress(page, "1 of 4").await?;
    ensure!(page.rows_when(3).await? == expect);
    Ok(())
}

pub(super) async fn one_key_answers_and_the_pause_is_not_played(page: &mut Page) -> Result<()> {
    let rule = rule(2000, 2000, Judgment::Momentary);
    let channels = vec![channel(1, Role::Other, "Mutual", rule, &[("Not", "a"), ("Somewhat", "s"), ("Clearly", "")])];
    project_by(page, "Pauses", channels).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await?;
    // Frames on screen while the record pause would be: from 2 s up to 4 s.
    let watch = "window.strays = 0;
        const look = () => {
          const at = q('video').currentTime;
          if (!q('video').paused && at > 2.2 && at < 3.9) window.strays += 1;
          requestAnimationFrame(look);
        };
        look();";
    page.js(watch, vec![]).await?;
    page.press("Shift+Enter").await?;
    asked(page, "Window 1 of 3", 49).await?;
    page.press("s").await?;
    asked(page, "Window 2 of 3", 149).await?;
    ensure!(page.js("return window.strays;", vec![]).await? == json!(0), "the pause was played");
    page.press("Shift+Backspace").await?;
    asked(page, "Window 1 of 3", 49).await?;
    // A code without a key takes the digit of its place.
    page.press("3").await?;
    asked(page, "Window 2 of 3", 149).await?;
    // Once more, without playing on afterwards.
    page.press("Space").await?;
    page.until("the window to play again", "q('window-card').dataset.state === 'watching'").await?;
    asked(page, "Window 2 of 3", 149).await?;
    page.click("intervals-plays-on").await?;
    page.blur().await?;
    page.press("a").await?;
    page.until("the start of the third window, paused", "settled(200) && q('play').ariaPressed === 'false'").await?;
    let expect = vec![row(0, 2000, "other", "Mutual", "Clearly"), row(4000, 6000, "other", "Mutual", "Not")];
    ensure!(page.rows_when(2).await? == expect, "{:?}", page.rows().await?);
    page.press("Space").await?;
    asked(page, "Window 3 of 3", 249).await?;
    page.press("Enter").await?;
    page.until("that it is done", "qa('notice').some((notice) => notice.textContent.includes('Every window'))").await?;
    progress(page, "3 of 3").await?;
    // That it does not play on is this coder's habit with this project, and outlives a reload.
    page.saved().await?;
    page.reload().await?;
    pick_clip(page, clip).await?;
    page.press("Control+z").await?;
    progress(page, "2 of 3").await?;
    page.press("Shift+Enter").await?;
    page.until("that it does not play on", "q('intervals-plays-on')?.checked === false").await?;
    Ok(())
}

pub(super) async fn what_held_for_most_is_one_answer_that_can_be_changed(page: &mut Page) -> Result<()> {
    let rule = rule(4000, 0, Judgment::Predominant);
    project_by(page, "Longest", vec![channel(1, Role::Child, "State", rule, &[("Calm", "q"), ("Fussy", "w")])]).await?;
    pick_clip(page, playable(page, Clip::H264, Clip::Vp9).await?).await?;
    page.press("Shift+Enter").await?;
    asked(page, "Window 1 of 3", 99).await?;
    page.until("what is asked", "q('window-card').textContent.includes('for most of it')").await?;
    page.press("q").await?;
    asked(page, "Window 2 of 3", 199).await?;
    // Back, and another answer takes the place of the first.
    page.press("Shift+Backspace").await?;
    asked(page, "Window 1 of 3", 99).await?;
    page.press("w").await?;
    asked(page, "Window 2 of 3", 199).await?;
    page.press("q").await?;
    // The last window is as long as the video is.
    asked(page, "Window 3 of 3", 249).await?;
    page.press("q").await?;
    progress(page, "3 of 3").await?;
    let mut expect = vec![
        row(0, 4000, "child", "State", "Fussy"),
        row(4000, 8000, "child", "State", "Calm"),
        row(8000, 10_000, "child", "State", "Calm"),
    ];
    expect.sort();
    ensure!(page.rows_when(3).await? == expect, "{:?}", page.rows().await?);
    page.saved().await
}
