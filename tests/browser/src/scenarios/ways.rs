//! Global ratings, questions about events, passes and the event tally.

use super::steps::{go_to_frame, pick_clip, playable, project_by_scheme, project_with_clip};
use crate::clips::Clip;
use crate::page::Page;
use anyhow::{Result, ensure};

/// Makes a project by a scheme and gives it a clip of ten seconds.
async fn project_by(page: &Page, name: &str, scheme: &str) -> Result<()> {
    project_by_scheme(page, name, scheme).await?;
    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await
}

async fn focus(page: &Page, id: &str, more: &str) -> Result<()> {
    page.js("q(args[0], args[1]).focus();", vec![id.into(), more.into()]).await?;
    Ok(())
}

pub(super) async fn scales_are_rated_by_keys_with_notes_and_evidence(page: &mut Page) -> Result<()> {
    project_by(page, "Ratings", "Sensitivity, cooperation, availability, acceptance").await?;
    // A scheme of scales alone opens on them, and says that nothing was watched yet.
    page.element("ratings-sheet").await?;
    ensure!(page.text("ratings-not-watched").await?.starts_with("0 %"));
    let scale = |name: &str| format!("[data-channel='{name}']");
    focus(page, "scale-button", "[data-value='1']").await?;
    page.press("7").await?;
    page.until("seven", "q('scale', '[data-channel=Sensitivity]').dataset.value === '7'").await?;
    ensure!(page.text("scale-meaning").await?.contains("7 · Sensitive"));
    // Arrows look, Enter gives; between two anchors both are named.
    page.press("ArrowLeft").await?;
    page.until(
        "what six means",
        "q('scale-meaning').textContent.includes('between Inconsistently sensitive and Sensitive')",
    )
    .await?;
    ensure!(page.attr("scale", "data-value").await?.as_deref() == Some("7"), "looking is not giving");
    page.press("Enter").await?;
    page.until("six", "q('scale').dataset.value === '6'").await?;
    // The moment of the playhead is pinned, played, and taken away.
    page.blur().await?;
    go_to_frame(page, 50).await?;
    page.click("pin-playhead").await?;
    page.until("the evidence", "q('evidence')?.dataset.atMs === '2000'").await?;
    page.fill_in("rating-note", "prompt and warm").await?;
    page.blur().await?;
    go_to_frame(page, 0).await?;
    page.click("evidence-play").await?;
    page.until("it plays from there", "!q('video').paused && q('video').currentTime > 2").await?;
    page.press("Space").await?;
    page.until("a pause", "settled()").await?;
    // Tab goes on to the next scale.
    page.js("q('scale', \"[data-channel='Cooperation']\").querySelector('[tabindex=\"0\"]').focus();", vec![]).await?;
    page.press("9").await?;
    page.until("nine", &format!("q('scale', \"{}\").dataset.value === '9'", scale("Cooperation"))).await?;
    ensure!(page.text("ratings-given").await?.starts_with("2 of 4"));
    page.saved().await?;
    let csv = page.download("download-csv").await?.text;
    ensure!(csv.contains("parent,Sensitivity,6,rating,,,,,,prompt and warm"), "{csv}");
    ensure!(csv.contains("parent,Sensitivity,6,evidence,2000,2000,0,50,,"), "{csv}");
    ensure!(csv.contains("parent,Cooperation,9,rating"), "{csv}");
    // Each decision is a step of its own.
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("no nine", &format!("q('scale', \"{}\").dataset.value === ''", scale("Cooperation"))).await?;
    page.press("Control+z").await?;
    page.until("no note", "q('rating-note').value === ''").await?;
    page.press("Control+z").await?;
    page.until("no evidence", "!q('evidence')").await?;
    page.reload().await?;
    page.until("the value after a reload", "q('scale')?.dataset.value === '6'").await?;
    Ok(())
}

pub(super) async fn a_session_that_is_played_through_counts_as_watched(page: &mut Page) -> Result<()> {
    project_by(page, "Watched", "Sensitivity, cooperation, availability, acceptance").await?;
    page.element("ratings-not-watched").await?;
    for _ in 0..4 {
        page.press("=").await?;
    }
    page.press("Space").await?;
    page.until("the end", "q('video').ended || q('video').currentTime > 9.7").await?;
    page.until("no notice", "!q('ratings-not-watched')").await?;
    Ok(())
}

pub(super) async fn questions_are_answered_while_coding(page: &mut Page) -> Result<()> {
    project_by(page, "Questions", "In-the-moment responsiveness").await?;
    let key = page
        .js(
            "const code = q('code-button', \"[data-code='On target']\"); return code.querySelector('kbd').textContent.toLowerCase();",
            vec![],
        )
        .await?;
    let key = key.as_str().unwrap_or_default().to_owned();
    go_to_frame(page, 25).await?;
    page.press(&key).await?;
    page.until("the question", "q('question-card')?.dataset.question === 'Components'").await?;
    page.press("1").await?;
    page.press("3").await?;
    page.until("two options", "qa('question-option', '[aria-pressed=true]').length === 2").await?;
    page.press("Enter").await?;
    page.until("no more questions", "!q('question-card')").await?;
    // Left open, a question is found again; and a key that is none of the card's marks on.
    go_to_frame(page, 50).await?;
    page.press(&key).await?;
    page.element("question-card").await?;
    page.press("Escape").await?;
    page.until("it is left open", "!q('question-card')").await?;
    ensure!(page.rows().await?.len() == 2);
    page.click("tab-passes").await?;
    page.until("both lack their target", "q('next-unanswered')?.textContent.startsWith('2 events')").await?;
    page.press("Home").await?;
    page.until("the start", "settled(0)").await?;
    page.press("Shift+PageDown").await?;
    page.until("the first", "settled(25)").await?;
    page.press("Shift+PageDown").await?;
    page.until("the second", "settled(50)").await?;
    // The inspector has every answer.
    page.click("tab-events").await?;
    page.choose("answer", "[data-question='Target']", "Delight").await?;
    page.until("answered", "q('answer', \"[data-question='Target']\").value === 'Delight'").await?;
    page.blur().await?;
    page.saved().await?;
    let csv = page.download("download-csv").await?.text;
    ensure!(csv.contains("Components=Describes the behavior|Links to an outcome"), "{csv}");
    ensure!(csv.contains(",Target=Delight,"), "{csv}");
    page.press("Control+z").await?;
    page.until("taken back", "q('answer', \"[data-question='Target']\").value === ''").await?;
    Ok(())
}

pub(super) async fn a_pass_shows_and_records_its_channels_only(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Passes").await?;
    page.choose("pass-select", "", "Child").await?;
    page.until(
        "the child's channels",
        "!q('code-button', '[data-role=parent]') && q('code-button', '[data-role=child]')",
    )
    .await?;
    ensure!(page.js("return qa('lane-label', '[data-role=parent]').length;", vec![]).await? == 0);
    page.press("u").await?;
    page.until("that the key is of another pass", "document.body.textContent.includes('not part of this pass')")
        .await?;
    page.rows_when(0).await?;
    page.press("a").await?;
    page.rows_when(1).await?;
    page.click("tab-passes").await?;
    page.click_where("pass-channel", "").await?;
    page.until("a pass of one's own", "q('pass-select').selectedOptions[0].textContent === 'Chosen channels'").await?;
    page.click_where("done", "").await?;
    page.until("one is done", "q('passes').textContent.includes('1 of ')").await?;
    page.press("Control+z").await?;
    page.until("none is done", "q('passes').textContent.includes('0 of ')").await?;
    page.choose("pass-select", "", "All channels").await?;
    page.press("u").await?;
    page.until("the parent's key marks again", "q('event-count').textContent === '2'").await?;
    Ok(())
}

pub(super) async fn gaps_are_found_and_filled(page: &mut Page) -> Result<()> {
    project_by(page, "Gaps", "Sensory signals in passes").await?;
    page.click("tab-passes").await?;
    let channel = "Looking".to_owned();
    let row = format!("q('progress', \"[data-channel='{channel}']\")");
    page.until("nothing is coded", &format!("{row}.querySelector('[data-testid=covered]').dataset.percent === '0'"))
        .await?;
    // A state from 2 s to 4 s.
    let key = page
        .js(
            "return q('code-button', `[data-channel='${args[0]}']`).querySelector('kbd').textContent.toLowerCase();",
            vec![channel.clone().into()],
        )
        .await?;
    let key = key.as_str().unwrap_or_default().to_owned();
    for frame in [50, 100] {
        go_to_frame(page, frame).await?;
        page.press(&key).await?;
    }
    page.until("a fifth is coded", &format!("{row}.querySelector('[data-testid=covered]').dataset.percent === '20'"))
        .await?;
    let others = "qa('pass-channel').filter((box) => box.closest('li').dataset.channel !== args[0] && box.checked)";
    page.js(&format!("{others}.forEach((box) => box.click());"), vec![channel.clone().into()]).await?;
    page.press("Home").await?;
    page.until("the start", "settled(0)").await?;
    page.press("PageDown").await?;
    page.until("the second gap", "settled(100)").await?;
    page.press("PageUp").await?;
    page.until("the first gap", "settled(0)").await?;
    page.choose("fill-gaps-with", "[data-channel='Looking']", "Not looking").await?;
    page.until("all is coded", &format!("{row}.querySelector('[data-testid=covered]').dataset.percent === '100'"))
        .await?;
    page.blur().await?;
    page.press("Control+z").await?;
    page.until("one step", &format!("{row}.querySelector('[data-testid=covered]').dataset.percent === '20'")).await?;
    Ok(())
}

pub(super) async fn the_tally_counts_and_tells_who_answered(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Tally").await?;
    page.click("tab-tally").await?;
    page.fill("tally-every", "2").await?;
    // The parent vocalizes at 1 s and at 5 s; the child at 2 s.
    let stimulus = "[data-role='parent'][data-channel='Affect'][data-code='Positive']";
    let counter = |of: &str, role: &str| {
        format!(
            "q('counter', \"[data-role='{role}'][data-channel='Affect'][data-code='Positive']\").querySelector('[data-testid=counter-{of}]').textContent"
        )
    };
    let keys = page
        .js(
            "return ['parent', 'child'].map((role) => q('code-button', `[data-role=${role}][data-channel=Affect][data-code=Positive]`).querySelector('kbd').textContent.toLowerCase());",
            vec![],
        )
        .await?;
    let key = |index: usize| keys[index].as_str().unwrap_or_default().to_owned();
    page.until("a counter", &format!("q('counter', \"{stimulus}\")")).await?;
    for (frame, index) in [(25, 0), (50, 1), (75, 0), (100, 1), (125, 0)] {
        go_to_frame(page, frame).await?;
        page.press(&key(index)).await?;
    }
    page.until("two of the parent's", &format!("{} === '2'", counter("all", "parent"))).await?;
    page.until("one of them now", &format!("{} === '1'", counter("here", "parent"))).await?;
    page.until("24 a minute", &format!("{} === '24.0'", counter("rate", "parent"))).await?;
    for (list, role) in [("stimuli", "parent"), ("responses", "child")] {
        page.js(
            &format!("q('{list}', \"[data-channel='Affect'][data-code='Positive']\") && qa('{list}', \"[data-code='Positive']\").find((box) => box.closest('[data-role]').dataset.role === '{role}').click();"),
            vec![],
        )
        .await?;
    }
    page.until("one of two", "q('response-count')?.textContent === '1 of 2 answered'").await?;
    page.until("its latency", "q('response-latency').textContent === '1.00 s'").await?;
    ensure!(page.text("response-share").await? == "50 %");
    page.until("the second is waited for", "q('latest').dataset.state === 'waiting'").await?;
    // An answer that comes while coding is seen at once.
    go_to_frame(page, 150).await?;
    page.press(&key(1)).await?;
    page.until("it was answered", "q('latest').dataset.state === 'answered'").await?;
    page.until("two of two", "q('response-count').textContent === '2 of 2 answered'").await?;
    page.press("Control+z").await?;
    page.until("one of two again", "q('response-count').textContent === '1 of 2 answered'").await?;
    Ok(())
}
