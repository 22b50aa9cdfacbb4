//! Codings side by side: numbers, moments, files, by keyboard.

use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// Opens the comparison of the demo, and waits for its numbers.
async fn compare(page: &Page) -> Result<()> {
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo's video", "q('video')?.videoWidth > 0 && settled()").await?;
    page.click("place-compare").await?;
    page.until("the numbers", "document.querySelectorAll('[data-testid=compare-row]').length > 1").await?;
    Ok(())
}

/// A number of the row that is chosen.
async fn number(page: &Page, column: &str) -> Result<f64> {
    let read = "return document.querySelector(`.compare-row.current [data-column='${args[0]}'] button`).textContent;";
    let text = page.js(read, vec![json!(column)]).await?;
    Ok(text.as_str().context("a cell")?.parse()?)
}

pub(super) async fn a_number_leads_to_its_moments(page: &mut Page) -> Result<()> {
    compare(page).await?;
    let kappa = number(page, "kappa").await?;
    ensure!((0.2..1.0).contains(&kappa), "the demo's coders differ, but not much: {kappa}");
    // A wider tolerance pairs more events, and stands in the address.
    let narrow = number(page, "f1").await?;
    page.fill_in("compare-tolerance", "3").await?;
    page.press("Tab").await?;
    page.until("the setting in the address", "location.hash.endsWith('?onset=3000')").await?;
    page.until_with(
        "more pairs",
        "Number(document.querySelector(`.compare-row.current [data-column='f1'] button`).textContent) >= args[0]",
        vec![json!(narrow)],
    )
    .await?;
    // By the arrow keys to the second cell of the first row, where both differ.
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.until("what the first cell says", "q('compare-says').textContent.includes(' s in ')").await?;
    page.press("Enter").await?;
    page.until("its first moment", "q('moment-place').textContent.startsWith('1 of ')").await?;
    page.until("the video to run", "!document.querySelector('video').paused").await?;
    // J and K walk on and back, with two seconds around.
    page.press("j").await?;
    page.until("the next moment", "/^[12] of /.test(q('moment-place').textContent)").await?;
    page.press("k").await?;
    page.until("the first again", "q('moment-place').textContent.startsWith('1 of ')").await?;
    // The keys of codes are at rest.
    let before = page.js("return q('moments-count').textContent;", vec![]).await?;
    page.press("a").await?;
    ensure!(page.js("return q('moments-count').textContent;", vec![]).await? == before);
    // Back on the coding page the video is still open.
    page.click("place-code").await?;
    page.until("the timeline", "q('palette') || document.querySelector('.palette')").await?;
    page.until("the video", "document.querySelector('video').readyState > 1").await?;
    Ok(())
}

pub(super) async fn a_moment_is_played_with_what_is_around_it(page: &mut Page) -> Result<()> {
    compare(page).await?;
    page.js("qa('moment')[2].click();", vec![]).await?;
    page.until("the third moment", "q('moment-place').textContent.startsWith('3 of ')").await?;
    page.until("the video to run", "!document.querySelector('video').paused").await?;
    // From one jump back to the next, what lies between its ends is one turn of the loop.
    let seen = page
        .js_async(
            "const video = document.querySelector('video');
            const [, from, to] = q('moment-place').textContent.match(/ · ([\\d:.]+)–([\\d:.]+) · /);
            const seconds = (text) => text.split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
            let [turns, last, least, most] = [0, video.currentTime, Infinity, 0];
            const begun = performance.now();
            const look = () => {
              const now = video.currentTime;
              if (now < last - 1) turns += 1;
              if (turns === 1) [least, most] = [Math.min(least, now), Math.max(most, now)];
              last = now;
              if (turns === 2 || performance.now() - begun > 30000) {
                return done({ turns, least, most, from: seconds(from), to: seconds(to) });
              }
              requestAnimationFrame(look);
            };
            look();",
            vec![],
        )
        .await?;
    let number = |name: &str| seen[name].as_f64().with_context(|| format!("{name} of {seen}"));
    ensure!(seen["turns"] == json!(2), "it is not repeated: {seen}");
    // A frame and what an engine takes to jump lie between what is asked for and what is seen.
    ensure!((number("least")? - (number("from")? - 2.0)).abs() < 0.25, "two seconds before: {seen}");
    ensure!((number("most")? - (number("to")? + 2.0)).abs() < 0.4, "two seconds after: {seen}");
    // Nothing is repeated once the page is left.
    page.click("place-code").await?;
    page.until("no loop", "q('loop')?.getAttribute('aria-pressed') === 'false'").await?;
    Ok(())
}

pub(super) async fn without_a_video_moments_are_walked_through(page: &mut Page) -> Result<()> {
    let mut project = attune::demo::project("without-a-video".into(), attune::demo::Clip::Mp4);
    project.name = "Without a video".into();
    for media in project.sessions.iter_mut().flat_map(|session| &mut session.media) {
        // As if it had been another clip than the one that the demo finds by itself.
        media.fingerprint.hash = media.fingerprint.hash.replace(|digit: char| digit.is_ascii_digit(), "e");
    }
    let file = page.config.scratch.join("without.attune.json");
    std::fs::write(&file, attune::formats::native::write(&project).bytes)?;
    page.open("#/").await?;
    page.upload("input-open-file", &file).await?;
    page.click("place-compare").await?;
    page.until("what to do to see them", "q('moment-place')?.textContent.includes('Choose the video')").await?;
    for (key, place) in [("j", "1 of "), ("j", "2 of "), ("k", "1 of ")] {
        page.press(key).await?;
        page.until_with(place, "q('moment-place').textContent.startsWith(args[0])", vec![json!(place)]).await?;
    }
    page.press("k").await?;
    page.until("the last, before the first", "q('moment', '[aria-current=true]') === qa('moment').at(-1)").await?;
    Ok(())
}

pub(super) async fn a_comparison_is_taken_away(page: &mut Page) -> Result<()> {
    compare(page).await?;
    let kappa = number(page, "kappa").await?;
    let file = page.download_from("compare-download", "compare-numbers-csv").await?.text;
    let lines: Vec<Vec<&str>> = file.lines().map(|line| line.split(',').collect()).collect();
    let place = |name: &str| lines[0].iter().position(|column| *column == name).context("a column");
    let (statistic, value) = (place("statistic")?, place("value")?);
    let first = lines[1..].iter().find(|line| line[statistic] == "kappa").context("a row of κ")?;
    let first: f64 = first[value].parse()?;
    ensure!((first - kappa).abs() < 0.0006, "{first} in the file, {kappa} on screen");
    let table = page.download_from("compare-download", "compare-table-csv").await?.text;
    ensure!(table.lines().count() > 2, "{table}");
    let moments = page.download_from("compare-download", "compare-moments-csv").await?.text;
    ensure!(moments.lines().next().is_some_and(|head| head.contains(",coder_1_said,coder_2_said,")), "{moments}");
    ensure!(moments.lines().count() > 2, "the demo's coders differ: {moments}");
    let pairs = page.download_from("compare-download", "compare-pairs-csv").await?.text;
    ensure!(pairs.contains(",same code,") && pairs.contains(",a only,"), "{pairs}");
    let figure = page.download_from("compare-download", "compare-svg").await?.text;
    ensure!(figure.starts_with("<svg") && figure.contains("across"), "the table as a figure");
    Ok(())
}

pub(super) async fn three_coders_have_rows_intervals_and_numbers_of_choice(page: &mut Page) -> Result<()> {
    compare(page).await?;
    page.js("document.querySelectorAll('[data-testid=compare-coder]')[2].click();", vec![]).await?;
    page.until("three coders in the address", "/[?&]of=\\d+\\.\\d+\\.\\d+/.test(location.hash)").await?;
    page.until(
        "κ of all coders in the channel's row",
        "document.querySelector('.compare-row:not(.of-code) [data-column=conger] button')",
    )
    .await?;
    page.until(
        "the three pairs of the channel",
        "[...document.querySelectorAll('.compare-row.of-code')].filter((row) => row.dataset.name.includes(' · ')).length === 3",
    )
    .await?;
    page.until("six lanes of names at least", "document.querySelectorAll('.aligned-name').length >= 6").await?;
    // Another reference changes the order in the address.
    let before = page.js("return location.hash;", vec![]).await?;
    page.js(
        "const list = q('compare-reference'); list.selectedIndex = 2;
         list.dispatchEvent(new Event('change', { bubbles: true }));",
        vec![],
    )
    .await?;
    page.until_with("another address", "location.hash !== args[0]", vec![before]).await?;
    // Intervals come from the worker; of few resamples, since this is about the way they come.
    page.click("compare-more").await?;
    page.fill_in("compare-resamples", "100").await?;
    page.press("Tab").await?;
    page.until("the setting in the address", "location.hash.includes('resamples=100')").await?;
    page.click("compare-more").await?;
    page.until("the comparison by it", "q('compare').getAttribute('aria-busy') === 'false'").await?;
    page.click("compare-intervals").await?;
    page.until(
        "an interval under κ",
        "/^\\[.+, .+\\]$/.test(document.querySelector('[data-column=kappa] small')?.textContent)",
    )
    .await?;
    // A number that is not usual is added, and leads to the events behind it.
    page.click("compare-statistics").await?;
    page.js("document.querySelector('[data-statistic=precision]').click();", vec![]).await?;
    page.until("the number in the address", "location.hash.includes('precision')").await?;
    page.until("its column", "document.querySelector('.compare-row.of-code td[data-column=precision] button')").await?;
    page.until("intervals of before are gone", "!document.querySelector('.compare-table small')").await?;
    page.js("document.querySelector('.compare-row.of-code td[data-column=precision] button').focus();", vec![]).await?;
    page.press("Enter").await?;
    page.until("the events behind it", "q('moments-title').textContent.startsWith('Precision: ')").await?;
    // The address alone brings all of it back.
    page.reload().await?;
    page.until("the column again", "document.querySelector('td[data-column=precision]')").await?;
    Ok(())
}

pub(super) async fn figures_lead_to_moments_and_settings(page: &mut Page) -> Result<()> {
    compare(page).await?;
    page.choose("compare-figure", "", "onsets").await?;
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.until("what the first bar says", "/ ms · \\d+ pair/.test(q('compare-says').textContent)").await?;
    page.press("Enter").await?;
    page.until("its pairs", "q('moment-place').textContent.includes('onset ')").await?;
    page.choose("compare-figure", "", "tolerance").await?;
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.until("the point without tolerance", "q('compare-says').textContent.startsWith('Tolerance 0: ')").await?;
    page.press("Enter").await?;
    page.until("the setting in the address", "location.hash.endsWith('?tolerance=0')").await?;
    let figure = page.download_from("compare-download", "compare-svg").await?.text;
    ensure!(figure.contains("in units of 1 s"), "the curve as a figure");
    Ok(())
}

pub(super) async fn one_coding_says_what_is_missing(page: &mut Page) -> Result<()> {
    super::steps::project_with_clip(page, "Alone").await?;
    page.click("place-compare").await?;
    page.until("why", "q('compare-hindrance')?.textContent.includes('one coding')").await?;
    page.click("compare-second").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.click("second-create").await?;
    page.element("blind-note").await?;
    page.until("the coding page", "location.hash.startsWith('#/code/')").await?;
    // Who codes blind does not see the other coding here either.
    page.click("place-compare").await?;
    page.until("why", "q('compare-hindrance')?.textContent.includes('blind')").await?;
    Ok(())
}
