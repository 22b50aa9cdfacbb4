//! The editor of coding schemes: written from nothing, changed while in use, with keys that clash and keys that are chords.

use super::steps::{go_to_frame, pick_clip, playable, project_with_clip, row};
use crate::clips::Clip;
use crate::page::Page;
use anyhow::{Result, ensure};
use serde_json::json;

/// Opens the editor from the coding page's menu.
pub(super) async fn open_editor(page: &Page) -> Result<()> {
    page.click("codings").await?;
    // By key: a message may lie over the menu.
    press_button(page, "open-scheme", "").await?;
    page.element("scheme-editor").await?;
    Ok(())
}

/// Shows a channel of a partner.
pub(super) async fn choose_channel(page: &Page, role: &str, name: &str) -> Result<()> {
    let more = format!("[data-name='{name}']");
    let script = "
        const group = document.querySelector(`.outline-group[data-role='${args[0]}']`);
        group?.querySelector(`[data-testid='outline-channel']${args[1]}`)?.click();
        return !!group;";
    page.until("the outline", "q('outline-scheme')").await?;
    page.js(script, vec![json!(role), json!(more)]).await?;
    page.until_with("its form", "q('channel-name')?.value === args[0]", vec![json!(name)]).await?;
    Ok(())
}

/// Focuses a field of a code's row.
async fn focus(page: &Page, label: &str, field: &str) -> Result<()> {
    let found = "q('code-row', `[data-label='${args[0]}'] [data-testid='${args[1]}']`)";
    page.until_with(&format!("{field} of {label}"), found, vec![json!(label), json!(field)]).await?;
    page.js(&format!("{found}.focus();"), vec![json!(label), json!(field)]).await?;
    Ok(())
}

/// Presses an element by the keyboard, which works in every engine wherever it stands.
pub(super) async fn press_button(page: &Page, id: &str, more: &str) -> Result<()> {
    page.element_where(id, more).await?;
    page.js("q(args[0], args[1]).focus();", vec![json!(id), json!(more)]).await?;
    page.press("Enter").await
}

/// Adds a code with a label and keys that are pressed one right after the other.
async fn add_code(page: &Page, label: &str, keys: &[&str]) -> Result<()> {
    press_button(page, "add-code", "").await?;
    page.until("the label of the new row", "document.activeElement?.dataset.testid === 'code-label'").await?;
    page.type_text(label).await?;
    focus(page, label, "code-key").await?;
    match keys {
        // In one go: the time between the two is what makes them a chord.
        [first, second] => page.type_text(&format!("{first}{second}")).await,
        _ => page.press(keys[0]).await,
    }
}

pub(super) async fn apply(page: &Page) -> Result<()> {
    press_button(page, "draft-apply", "").await?;
    page.element("impact-panel").await?;
    press_button(page, "impact-confirm", "").await?;
    page.until("the draft to be applied", "!q('impact-panel') && q('draft-apply').disabled").await?;
    Ok(())
}

pub(super) async fn a_scheme_is_written_from_nothing_and_coded_with(page: &mut Page) -> Result<()> {
    page.open("#/").await?;
    page.click("new-project").await?;
    page.fill_in("new-name", "Our own").await?;
    page.fill_in("new-coder", "Robin").await?;
    page.click_where("scheme-option", "[data-name='From nothing']").await?;
    page.click("new-create").await?;
    page.element("scheme-editor").await?;
    page.fill_in("scheme-name", "Looks").await?;
    press_button(page, "add-channel", "[data-role='child']").await?;
    page.until("the name of the channel", "document.activeElement?.dataset.testid === 'channel-name'").await?;
    page.type_text("Looking").await?;
    add_code(page, "Partner", &["g", "f"]).await?;
    add_code(page, "Object", &["Shift+a"]).await?;
    add_code(page, "Away", &["a"]).await?;
    let shown = page.js("return qa('code-key').map((field) => field.value);", vec![]).await?;
    ensure!(shown == json!(["G F", "Shift A", "A"]), "the keys are {shown}");
    focus(page, "Partner", "code-definition").await?;
    page.type_text("Looks at the face.").await?;
    apply(page).await?;
    page.click("scheme-back").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    let keys = page.js("return qa('code-button').map((button) => button.querySelector('kbd').textContent);", vec![]);
    ensure!(keys.await? == json!(["G F", "Shift A", "A"]), "the palette shows other keys");

    let clip = playable(page, Clip::H264, Clip::Vp9).await?;
    pick_clip(page, clip).await?;
    page.press("g").await?;
    page.element("waiting-key").await?;
    page.press("f").await?;
    page.until("the key to be read", "!q('waiting-key')").await?;
    go_to_frame(page, 10).await?;
    page.press("Shift+a").await?;
    go_to_frame(page, 20).await?;
    page.press("a").await?;
    go_to_frame(page, 30).await?;
    page.press("a").await?;
    // The second key alone is none, nor is the first that waits in vain.
    page.press("f").await?;
    page.press("g").await?;
    page.press("Escape").await?;
    page.press("f").await?;
    let rows = page.rows_when(3).await?;
    let expect = [
        row(0, 400, "child", "Looking", "Partner"),
        row(400, 800, "child", "Looking", "Object"),
        row(800, 1200, "child", "Looking", "Away"),
    ];
    ensure!(rows == expect, "{rows:?}");
    page.saved().await?;
    page.reload().await?;
    ensure!(page.rows_when(3).await? == expect, "a reload lost something");
    Ok(())
}

pub(super) async fn a_scheme_in_use_is_changed_with_its_events_and_back(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Changed in use").await?;
    // Child affect: positive, neutral, negative, each ten frames.
    for (frame, key) in [(0, "a"), (10, "s"), (20, "d"), (30, "d")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let before = page.rows_when(3).await?;
    open_editor(page).await?;
    choose_channel(page, "child", "Affect").await?;
    focus(page, "Positive", "code-label").await?;
    page.press("Control+a").await?;
    page.type_text("Joy").await?;
    press_button(page, "code-row", "[data-label='Neutral'] [data-testid='code-remove']").await?;
    press_button(page, "code-row", "[data-label='Negative'] [data-testid='code-remove']").await?;
    let told =
        page.js("return qa('removed-row').map((row) => row.querySelector('.muted').textContent);", vec![]).await?;
    ensure!(told == json!(["1 event", "1 event"]), "{told}");
    page.choose("removed-row", "[data-label='Neutral'] [data-testid='removed-heir']", "Give its events to Joy").await?;

    press_button(page, "draft-apply", "").await?;
    page.element("impact-panel").await?;
    let read = "return qa('impact-row').map((row) => `${row.dataset.loss} ${row.querySelector('.impact-count').textContent}`);";
    let impact = page.js(read, vec![]).await?;
    // Deleted, merged, renamed, and one joined to its neighbor, since the change between them is none any more.
    ensure!(impact == json!(["true 1", "false 1", "false 1", "false 1"]), "{impact}");
    ensure!(page.text("impact").await?.contains("Session 1 · Robin: 1"), "{}", page.text("impact").await?);
    press_button(page, "impact-confirm", "").await?;
    page.until("the draft to be applied", "!q('impact-panel') && q('draft-apply').disabled").await?;
    ensure!(page.text("scheme-about").await?.contains("Version 2"), "{}", page.text("scheme-about").await?);
    page.click("scheme-back").await?;
    let rows = page.rows_when(1).await?;
    ensure!(rows == [row(0, 800, "child", "Affect", "Joy")], "{rows:?}");
    let codes = "return qa('code-button', `[data-role='child'][data-channel='Affect']`).length;";
    ensure!(page.js(codes, vec![]).await? == json!(2), "the palette shows other codes");

    page.blur().await?;
    page.press("Control+z").await?;
    ensure!(page.rows_when(3).await? == before, "undo gives other events");
    ensure!(page.js(codes, vec![]).await? == json!(4), "undo gives other codes");
    page.press("Control+Shift+z").await?;
    page.rows_when(1).await?;
    page.press("Control+z").await?;
    page.rows_when(3).await?;
    page.saved().await?;
    page.reload().await?;
    ensure!(page.rows_when(3).await? == before, "the journal gives other events");
    Ok(())
}

pub(super) async fn keys_that_clash_are_told_as_they_are_pressed(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Clashes").await?;
    open_editor(page).await?;
    choose_channel(page, "child", "Affect").await?;
    ensure!(page.js("return q('draft-apply').disabled;", vec![]).await? == json!(true), "there is nothing to apply");
    focus(page, "Neutral", "code-key").await?;
    page.press("a").await?;
    let problem = "q('problem', `[data-grade='error']`)?.textContent ?? ''";
    page.until("the clash", &format!("({problem}).includes('A marks Positive already')")).await?;
    page.until("it at its row", "q('row-trouble', `[data-grade='error']`)").await?;
    ensure!(page.js("return q('draft-apply').disabled;", vec![]).await? == json!(true), "it could be applied");
    // A key of the app is refused with what it is for, and the field keeps what it had.
    page.press("Space").await?;
    page.until("the reason", "q('key-refused')?.textContent.includes('Play or pause')").await?;
    page.press("Delete").await?;
    page.until("no clash", "!q('problem', `[data-grade='error']`)").await?;
    press_button(page, "code-row", "[data-label='Neutral'] [data-testid='code-key-suggest']").await?;
    let found = "q('code-row', `[data-label='Neutral'] [data-testid='code-key']`).value";
    page.until("a free key", &format!("/^(Shift )?[A-Z0-9;]$/.test({found})")).await?;
    page.until("no clash", "!q('problem', `[data-grade='error'], [data-grade='warning']`)").await?;
    // A problem leads to its field.
    focus(page, "Positive", "code-label").await?;
    page.press("Control+a").await?;
    page.press("Delete").await?;
    page.until("the problem", "q('problem', `[data-grade='warning']`)").await?;
    press_button(page, "outline-scheme", "").await?;
    press_button(page, "problem", "[data-grade='warning']").await?;
    page.until("its field", "document.activeElement?.dataset.testid === 'code-label'").await?;
    page.blur().await?;
    press_button(page, "draft-undo", "").await?;
    page.until("the label", "q('code-row', `[data-label='Positive']`)").await?;
    Ok(())
}

pub(super) async fn a_draft_waits_until_it_is_applied_or_discarded(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Drafts").await?;
    open_editor(page).await?;
    press_button(page, "outline-scheme", "").await?;
    page.fill_in("scheme-name", "Mine").await?;
    page.saved().await?;
    page.reload().await?;
    page.until("the draft", "q('outline-scheme')").await?;
    press_button(page, "outline-scheme", "").await?;
    ensure!(page.value("scheme-name").await? == "Mine", "a reload lost the draft");
    page.press("Escape").await?;
    press_button(page, "leave-keep", "").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    open_editor(page).await?;
    press_button(page, "outline-scheme", "").await?;
    ensure!(page.value("scheme-name").await? == "Mine", "leaving lost the draft");
    page.click("scheme-back").await?;
    press_button(page, "leave-discard", "").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    open_editor(page).await?;
    press_button(page, "outline-scheme", "").await?;
    ensure!(page.value("scheme-name").await? == super::steps::SCHEME, "the draft is still there");
    Ok(())
}

pub(super) async fn an_example_is_taken_from_an_event_and_played(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Examples").await?;
    for (frame, key) in [(25, "a"), (50, "a")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    page.rows_when(1).await?;
    page.click("event-row").await?;
    page.element("inspector-onset").await?;
    open_editor(page).await?;
    choose_channel(page, "child", "Affect").await?;
    press_button(page, "code-row", "[data-label='Positive'] [data-testid='code-color']").await?;
    press_button(page, "example-selected", "").await?;
    page.element("example-row").await?;
    let times = page.js("return [q('example-start').value, q('example-end').value];", vec![]).await?;
    ensure!(times == json!(["0:00:01.000", "0:00:02.000"]), "{times}");
    apply(page).await?;
    page.click("scheme-back").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    press_button(page, "play-example", "").await?;
    let plays = "q('example-video')?.currentTime >= 1 && q('example-video').currentTime < 2.3";
    page.until("the example to play", plays).await?;
    page.press("Escape").await?;
    page.until("it to be closed", "!q('example-panel')").await?;
    page.until("the other one not to have moved", "q('video').currentTime < 2.1").await?;
    Ok(())
}

pub(super) async fn a_second_scheme_is_added_and_coded_with(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Two schemes").await?;
    open_editor(page).await?;
    press_button(page, "scheme-add", "").await?;
    page.click_where("scheme-option", "[data-name='Monadic phases']").await?;
    press_button(page, "scheme-add-confirm", "").await?;
    page.until("its editor", "q('scheme-select')?.selectedOptions[0]?.textContent === 'Monadic phases'").await?;
    press_button(page, "scheme-code-with", "").await?;
    page.until("the coding page", "!q('scheme-editor')").await?;
    page.until("its codes", "qa('code-button').length === 13").await?;
    page.press("q").await?;
    page.rows_when(1).await?;
    Ok(())
}
