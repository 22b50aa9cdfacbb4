//! The numbers of a coding, while it is made and as files.

use super::steps::{go_to_frame, project_with_clip};
use crate::page::Page;
use anyhow::{Context, Result, ensure};
use serde_json::json;

/// What a row of the table says: frequency, total, share, rate, mean. The clip lasts ten seconds.
async fn cells(page: &Page, role: &str, channel: &str, code: &str) -> Result<Vec<String>> {
    let read = "const [role, channel, code] = args;
        const row = q('summary-row', `[data-role='${role}'][data-channel='${channel}'][data-code='${code}']`);
        return [...row.querySelectorAll('td')].map((cell) => (cell.querySelector('[aria-hidden]') ?? cell).textContent.trim());";
    Ok(serde_json::from_value(page.js(read, vec![json!(role), json!(channel), json!(code)]).await?)?)
}

/// Codes two bouts of positive affect of one and two seconds, a neutral one of one, and two points, with the summary shown.
async fn code_with_summary(page: &Page) -> Result<()> {
    page.press("Control+b").await?;
    page.element("summary-empty").await?;
    for (frame, key) in [(25, "a"), (50, "s"), (75, "a"), (125, "a"), (126, "1"), (127, "1")] {
        go_to_frame(page, frame).await?;
        page.press(key).await?;
    }
    let counted = "q('summary-row', `[data-role='child'][data-channel='Touch'][data-code='Parent']`)
        ?.querySelector('td').textContent === '2'";
    page.until("both points to be counted", counted).await?;
    Ok(())
}

/// An expression that sends an event to the figure, `down` pixels below the last one, and is false.
fn at_bar(event: &str, down: u32) -> String {
    format!(
        "(() => {{
          const box = q('summary-figure').getBoundingClientRect();
          window.attuneBarY = (window.attuneBarY ?? 0) + {down};
          const place = {{ bubbles: true, clientX: box.left + 40, clientY: box.top + window.attuneBarY }};
          q('summary-figure').dispatchEvent(new PointerEvent('{event}', place));
          return false;
        }})()"
    )
}

pub(super) async fn numbers_follow_the_coding(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Numbers").await?;
    code_with_summary(page).await?;
    let positive = cells(page, "child", "Affect", "Positive").await?;
    ensure!(positive == ["2", "3.00", "30.0", "12.00", "1.50"], "{positive:?}");
    let neutral = cells(page, "child", "Affect", "Neutral").await?;
    ensure!(neutral == ["1", "1.00", "10.0", "6.00", "1.00"], "{neutral:?}");
    let never = cells(page, "child", "Affect", "Negative").await?;
    ensure!(never == ["0", "0.00", "0.0", "0.00", "–"], "{never:?}");
    let touch = cells(page, "child", "Touch", "Parent").await?;
    ensure!(touch == ["2", "", "", "12.00", ""], "{touch:?}");

    // A row, by its button since drivers cannot click on rows, leads to the bouts of its code, and round again: the playhead is after both.
    for frame in [25, 75] {
        page.click_where("summary-row", "[data-role='child'][data-channel='Affect'][data-code='Positive'] button")
            .await?;
        page.until_with("the onset of the next bout", "settled(args[0])", vec![json!(frame)]).await?;
    }
    // So does a bar, which says its value before.
    let over = format!("q('summary-tip')?.textContent === 'Positive: 30.0%' || {}", at_bar("pointermove", 6));
    page.until("the bar's value under the pointer", &over).await?;
    page.js(&format!("{};", at_bar("click", 0)), vec![]).await?;
    page.until("the onset of the next bout", "settled(25)").await?;
    // The keys go on meanwhile, and Escape ends it.
    page.press("Control+b").await?;
    page.until("the summary to close", "!q('summary-sheet')").await?;
    Ok(())
}

pub(super) async fn its_files_hold_the_numbers(page: &mut Page) -> Result<()> {
    project_with_clip(page, "Files").await?;
    code_with_summary(page).await?;
    let table = page.download_from("summary-download", "summary-csv").await?.text;
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let header = lines.first().context("a header")?;
    let cell = |role: &str, code: &str, name: &str| -> Result<&str> {
        let column = |name: &str| header.iter().position(|column| *column == name).context("a column");
        let (roles, channels, codes, wanted) = (column("role")?, column("channel")?, column("code")?, column(name)?);
        let of = |line: &&Vec<&str>| line[roles] == role && line[channels] == "Affect" && line[codes] == code;
        Ok(lines.iter().find(of).context("a row")?[wanted])
    };
    for (name, expect) in [
        ("coder", "Robin"),
        ("window_start_ms", "0"),
        ("window_end_ms", "10000"),
        ("frequency", "2"),
        ("total_ms", "3000"),
        ("share", "0.300000"),
        ("rate_per_min", "12.000000"),
        ("mean_ms", "1500.000"),
        ("latency_ms", "1000"),
    ] {
        let found = cell("child", "Positive", name)?;
        ensure!(found == expect, "{name} is {found}");
    }
    ensure!(cell("child", "Negative", "mean_ms")?.is_empty(), "a mean of nothing");

    page.js("document.querySelectorAll('[data-testid=notice] button').forEach((button) => button.click());", vec![])
        .await?;
    let figure = page.download_from("summary-download", "summary-svg").await?.text;
    ensure!(figure.starts_with("<svg") && figure.trim_end().ends_with("</svg>"), "{}", figure.get(..80).unwrap_or(""));
    for word in ["Positive", "30.0%", "Child&apos;s face", "12.00"] {
        ensure!(figure.contains(word), "{word} is not in the figure");
    }
    Ok(())
}
