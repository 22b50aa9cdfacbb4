//! Figures from headless Chromium on the release build, one line each: `bench NAME VALUE UNIT`.

mod drift;
mod first_page;
mod measures;
mod peers;
mod signals;
mod sound;
mod speed;
mod steps;

use crate::config::{Config, tools};
use crate::engine::Engine;
use crate::page::{Page, WINDOW};
use anyhow::{Context, Result};

/// How many events the measured projects have.
const EVENTS: [usize; 2] = [10_000, 100_000];

/// What the names of the measures begin with that were taken in a worker.
const WASM: &str = "wasm/";

const VIDEO_DRIFT: &str = "video_drift_p95_ms";

/// Measures every figure whose name contains the filter.
pub(crate) async fn run(config: &Config, filter: &str) -> Result<()> {
    let wanted = |name: &str| name.contains(filter);
    let tools = tools(Engine::Chromium).context("Chromium and its driver are needed to measure")?;
    let page = Page::start(Engine::Chromium, &tools, config, WINDOW).await?;

    if wanted("first_page_brotli_kb") {
        print("first_page_brotli_kb", first_page::kilobytes(&page).await?, "kB");
    }
    if wanted(VIDEO_DRIFT) {
        print(VIDEO_DRIFT, percentile_95(drift::milliseconds(&page).await?)?, "ms");
    }
    for events in EVENTS {
        let [frame, mark, undo, load] = ["timeline_frame_p95_ms", "key_to_mark_p95_ms", "undo_p95_ms", "load_ms"]
            .map(|name| format!("{name}/{events}"));
        if [&frame, &mark, &undo, &load].into_iter().any(|name| wanted(name)) {
            speed::open(&page, events).await?;
        }
        if wanted(&frame) {
            print(&frame, percentile_95(speed::timeline_frames(&page).await?)?, "ms");
        }
        if wanted(&mark) || wanted(&undo) {
            let times = speed::keys(&page).await?;
            print(&mark, percentile_95(times.marks)?, "ms");
            print(&undo, percentile_95(times.undos)?, "ms");
        }
        if wanted(&load) {
            print(&load, median(speed::loads(&page).await?)?, "ms");
        }
        if wanted(&frame) {
            peers::run(&page, events).await?;
        }
    }
    let [frame, load, block] =
        ["signals_frame_p95_ms", "signals_load_ms", "signals_longest_block_ms"].map(|name| format!("{name}/4x1000000"));
    if [&frame, &load, &block].into_iter().any(|name| wanted(name)) {
        let figures = signals::measured(&page).await?;
        print(&frame, percentile_95(figures.frames)?, "ms");
        print(&load, median(figures.loads)?, "ms");
        print(&block, median(figures.blocks)?, "ms");
    }
    if WASM.contains(filter) || filter.starts_with(WASM) {
        for line in measures::lines(&page).await? {
            println!("{}", line.replacen("bench ", &format!("bench {WASM}"), 1));
        }
    }
    let [step, jump] = ["frame_step_p95_ms/1080p_long_gop", "frame_jump_p95_ms/1080p_long_gop"];
    if wanted(step) || wanted(jump) {
        let times = steps::measured(&page).await?;
        print(step, percentile_95(times.steps)?, "ms");
        print(jump, percentile_95(times.jumps)?, "ms");
    }
    if ["sound_first_peaks_ms/2h", "sound_read_s/2h", "sound_memory_mb/2h"].iter().any(|name| wanted(name)) {
        let figures = sound::read(&page).await?;
        print("sound_first_peaks_ms/2h", figures.first_peaks_ms, "ms");
        print("sound_read_s/2h", figures.read_s, "s");
        print("sound_memory_mb/2h", figures.memory_mb, "MB");
    }
    page.close().await
}

fn print(name: &str, value: f64, unit: &str) {
    println!("bench {name} {value:.1} {unit}");
}

/// The value in the middle; of an even number the higher one.
fn median(mut values: Vec<f64>) -> Result<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().context("nothing was measured")
}

/// The smallest value that 95 % of all do not exceed.
fn percentile_95(mut values: Vec<f64>) -> Result<f64> {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * 95).div_ceil(100);
    rank.checked_sub(1).and_then(|index| values.get(index)).copied().context("nothing was measured")
}

#[cfg(test)]
mod tests {
    use super::percentile_95;

    #[test]
    fn five_in_a_hundred_may_be_slower() {
        let values = (1..=100).rev().map(f64::from).collect();
        let check = |values: Vec<f64>, expect: Option<f64>| {
            assert_eq!(percentile_95(values).ok().map(f64::to_bits), expect.map(f64::to_bits));
        };
        check(values, Some(95.0));
        check(vec![3.0], Some(3.0));
        check(vec![], None);
    }
}
