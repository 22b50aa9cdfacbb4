//! Settling where codings differ: by keyboard, with a break, undone, taken away.

use super::access::check;
use super::steps;
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// Begins a consensus of two of the demo's coders, and waits for the first disagreement.
async fn begin(page: &Page) -> Result<usize> {
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo's video", "q('video')?.videoWidth > 0 && settled()").await?;
    page.click("place-compare").await?;
    page.click("compare-consensus").await?;
    page.element("consensus-start").await?;
    check(page, "the form of a consensus").await?;
    page.js("document.querySelectorAll('[data-testid=consensus-coding]')[2].click();", vec![]).await?;
    page.fill_in("consensus-name", "Both").await?;
    page.fill_in("consensus-tolerance", "0.3").await?;
    page.press("Enter").await?;
    page.until("its own address", "/^#\\/consensus\\/.+\\/\\d+$/.test(location.hash)").await?;
    page.element("consensus-card").await?;
    check(page, "a disagreement").await?;
    let text = page.text("consensus-progress").await?;
    let count = text.split(' ').nth(2).context("0 of N decided")?.parse()?;
    ensure!(count > 3, "the demo's coders differ: {text}");
    Ok(count)
}

/// Waits until so many of so many are decided.
async fn decided(page: &Page, done: usize, count: usize) -> Result<()> {
    let text =
        if done == count { "All disagreements are decided.".to_owned() } else { format!("{done} of {count} decided") };
    page.until_with("the progress", "q('consensus-progress').textContent === args[0]", vec![json!(text)]).await?;
    Ok(())
}

/// Decides the question that is asked, by a key that answers it.
async fn decide(page: &Page, nth: usize) -> Result<()> {
    let open = "return [...document.querySelectorAll('[data-testid=consensus-answer]')]
        .map((answer) => answer.disabled ? '' : answer.querySelector('kbd').textContent).join('');";
    let letters = page.js(open, vec![]).await?.as_str().unwrap_or_default().to_lowercase();
    let letter = letters.chars().nth(nth % letters.len().max(1));
    page.press(&letter.map_or("s".to_owned(), String::from)).await
}

pub(super) async fn disagreements_are_settled_by_keyboard(page: &mut Page) -> Result<()> {
    let count = begin(page).await?;
    let first = page.text("consensus-place").await?;
    // The first coder's word, with a note; the video plays the next moment again and again.
    page.press("n").await?;
    page.type_text("seen twice").await?;
    page.press("Enter").await?;
    page.press("a").await?;
    decided(page, 1, count).await?;
    page.until("what was done, to be read out", "q('consensus-told').textContent.includes(`1 of `)").await?;
    page.until_with("the next one", "q('consensus-place').textContent !== args[0]", vec![json!(first)]).await?;
    page.until("the video to run", "!document.querySelector('video').paused").await?;
    // Another code than both coders', then none of it.
    page.press("1").await?;
    page.until("a code taken or chosen", "q('consensus-progress').textContent.startsWith('2 ') || q('consensus-card').querySelector('.consensus-code[aria-pressed=true]')").await?;
    if !page.text("consensus-progress").await?.starts_with("2 ") {
        page.press("t").await?;
    }
    decided(page, 2, count).await?;
    page.press("s").await?;
    decided(page, 3, count).await?;
    // Back to the first by K, whose decision is changed and taken back, which can be undone.
    for _ in 0..3 {
        page.press("k").await?;
    }
    page.until_with("the first again", "q('consensus-place').textContent === args[0]", vec![json!(first)]).await?;
    ensure!(page.value("consensus-note").await? == "seen twice", "its note");
    page.press("u").await?;
    decided(page, 2, count).await?;
    page.press("Control+z").await?;
    decided(page, 3, count).await?;
    page.press("u").await?;
    decided(page, 2, count).await?;
    // A break: everything is there again after a reload, and what is asked is what is open.
    page.saved().await?;
    page.reload().await?;
    page.element("consensus-card").await?;
    decided(page, 2, count).await?;
    page.until_with("the first open one", "q('consensus-place').textContent === args[0]", vec![json!(first)]).await?;
    // Buttons do it too, and the focus stays among them.
    page.press("Tab").await?;
    page.js("document.querySelector('[data-testid=consensus-answer]:not([disabled])').focus();", vec![]).await?;
    page.press("Enter").await?;
    decided(page, 3, count).await?;
    page.until("the focus on the next card", "document.activeElement.closest('.consensus-card')").await?;
    for done in 4..=count {
        decide(page, done).await?;
        decided(page, done, count).await?;
    }
    ensure!(page.text("consensus-report").await?.contains("Skipped"), "a report");

    let log = page.download_from("consensus-download", "consensus-log-csv").await?.text;
    let lines: Vec<&str> = log.lines().collect();
    ensure!(lines[0].contains(",coder_1_said,coder_2_said,decision,result,note,holds"), "{}", lines[0]);
    ensure!(lines.iter().filter(|line| line.ends_with(",yes")).count() == count, "each is decided once: {log}");
    ensure!(log.contains(",seen twice,") && log.contains(",skipped,") && log.contains(",taken back,"), "{log}");
    let report = page.download_from("consensus-download", "consensus-report-csv").await?.text;
    ensure!(report.lines().count() > 2 && report.contains(",300,mean,"), "{report}");

    // The result is a coding of its own, and not coded by hand.
    page.click("consensus-open").await?;
    page.until("the coding page", "location.hash.startsWith('#/code/') && q('event-row')").await?;
    page.until("whose it is", "q('observation-select').selectedOptions[0].textContent.includes('Both')").await?;
    page.js("document.querySelector('.code')?.click();", vec![]).await?;
    page.until("why not", "[...document.querySelectorAll('[data-testid=notice]')].some((notice) => notice.textContent.includes('made by consensus'))").await?;
    // Its menu leads back.
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.element("consensus-card").await?;
    decided(page, count, count).await?;
    // The demo is left as it was; an address of what is gone begins anew.
    page.click("codings").await?;
    page.click("remove-coding").await?;
    page.click("remove-coding-confirm").await?;
    page.element("consensus-start").await?;
    Ok(())
}

pub(super) async fn a_change_of_a_coding_is_told_and_taken_over(page: &mut Page) -> Result<()> {
    begin(page).await?;
    let address = page.js("return location.hash;", vec![]).await?;
    ensure!(!page.is_present("consensus-behind").await?, "nothing changed yet");
    page.click("place-code").await?;
    page.until("an event", "q('event-row')").await?;
    page.press("Control+a").await?;
    page.press("Delete").await?;
    page.js("location.hash = args[0];", vec![address]).await?;
    page.element("consensus-behind").await?;
    page.click("consensus-renew").await?;
    page.until("up to date", "!q('consensus-behind')").await?;
    page.press("Control+z").await?;
    page.element("consensus-behind").await?;
    page.press("Control+z").await?;
    page.until("as it was", "!q('consensus-behind')").await?;
    page.press("Control+z").await?;
    page.element("consensus-start").await?;
    Ok(())
}

pub(super) async fn codings_that_agree_leave_nothing_to_settle(page: &mut Page) -> Result<()> {
    steps::project_with_clip(page, "Agreed").await?;
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.until("what is missing", "q('consensus-hindrance')?.textContent.includes('two codings')").await?;
    page.click("place-code").await?;
    page.click("codings").await?;
    page.click("second-coding").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.js("q('second-blind').click();", vec![]).await?;
    page.click("second-create").await?;
    page.until("the second coding", "q('observation-select').selectedOptions[0].textContent.includes('Casey')").await?;
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.click("consensus-start").await?;
    page.until("that there is none", "q('consensus-progress')?.textContent.includes('no disagreement')").await?;
    page.element("consensus-none").await?;
    Ok(())
}
