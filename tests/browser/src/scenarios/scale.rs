//! An hour with 100,000 events.

use crate::hour;
use crate::page::Page;
use anyhow::{Result, ensure};
use serde_json::json;

const EVENTS: usize = 100_000;

pub(super) async fn the_list_scrolls_without_blank_rows(page: &mut Page) -> Result<()> {
    let file = page.config.scratch.join("scale.attune.json");
    std::fs::write(&file, hour::file(EVENTS)?)?;
    page.open("#/").await?;
    page.upload("input-open-file", &file).await?;
    page.until("the events", "q('event-row')").await?;
    ensure!(page.text("event-count").await?.replace([',', '.', '\u{a0}'], "") == EVENTS.to_string());

    // At once after each scroll the rows must fill the list: what is asked is what the next picture shows.
    page.ensure_window().await?;
    page.until(
        "a list that is laid out",
        "(() => {
            const box = q('event-list').getBoundingClientRect();
            const there = document.elementFromPoint(box.left + 40, box.bottom - 5);
            return there?.closest('[data-testid=event-row]');
        })()",
    )
    .await?;
    let looked = page
        .js_async(
            "const list = q('event-list');
            const height = list.scrollHeight;
            const steps = [0, 40, 400, 0.25 * height, 0.25 * height + 300, 0.5 * height, height, 0.75 * height, height / 3, 0];
            const seen = [];
            const look = (step) => {
              if (step === steps.length) return done(seen);
              list.scrollTop = steps[step];
              requestAnimationFrame(() => requestAnimationFrame(() => {
                const box = list.getBoundingClientRect();
                const blank = [];
                for (let y = box.top + 4; y < box.bottom - 4; y += 10) {
                  const there = document.elementFromPoint(box.left + 40, y);
                  if (!there?.closest('[data-testid=event-row]')) blank.push(`${y - box.top}: ${there?.outerHTML.slice(0, 99)}`);
                }
                const onsets = qa('event-row').map((row) => Number(row.dataset.onsetMs));
                const sorted = onsets.every((onset, nth) => nth === 0 || onsets[nth - 1] <= onset);
                seen.push({ at: steps[step], blank, sorted, first: onsets[0], rows: onsets.length });
                look(step + 1);
              }));
            };
            look(0);",
            vec![],
        )
        .await?;
    let places = looked.as_array().map(Vec::as_slice).unwrap_or_default();
    ensure!(places.len() == 10, "{looked}");
    for place in places {
        ensure!(place["blank"] == json!([]) && place["sorted"] == json!(true), "blank or out of order: {place}");
        ensure!(place["rows"].as_u64() < Some(100), "more rows than the list shows: {place}");
    }
    ensure!(
        places[6]["first"].as_f64() > Some(3_500_000.0),
        "the end of the list is not the end of the hour: {looked}"
    );

    // A row chosen there is shown and corrected like any other.
    page.js("q('event-list').scrollTop = q('event-list').scrollHeight / 2;", vec![]).await?;
    page.until("rows of the middle", "Math.abs(Number(q('event-row').dataset.onsetMs) - 1800000) < 60000").await?;
    page.js("qa('event-row')[20].focus();", vec![]).await?;
    page.press("Enter").await?;
    page.until("the selection", "q('event-row', '[aria-selected=true]')").await?;
    page.blur().await?;
    page.press("Delete").await?;
    page.until_with(
        "one less",
        "Number(q('event-list').getAttribute('aria-rowcount')) === args[0]",
        vec![json!(EVENTS - 1)],
    )
    .await?;
    page.press("Control+z").await?;
    page.until_with(
        "all again",
        "Number(q('event-list').getAttribute('aria-rowcount')) === args[0]",
        vec![json!(EVENTS)],
    )
    .await?;
    page.saved().await
}
